"""The examples of a language pack, run: every entry's `matches` and `ignores` are its tests.

A `match` marks words in square brackets, `[words]`, or `[role: words]` where the entry has roles; `\\[` is a bracket. The
sentence goes through the whole recipe with the real model, and the marked words must come out as what the entry makes
(see `_CHECKS`). A near miss marks the words of which the entry must make nothing; without marks, nothing in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sayso.extraction import extract
from sayso.parsing import Columns, Parse, Parser
from sayso.reading import Given, make_article
from sayso.records import Actor, Article, Attribution, Date, Figure, Span
from sayso.rules import Entry, Example, Rules
from sayso.rules.entries import (
    BlockEntry,
    ChangeEntry,
    ClauseEntry,
    CountryEntry,
    CueEntry,
    DateEntry,
    FigureEntry,
    LemmaEntry,
    MarkerEntry,
    NameEntry,
    NounEntry,
    QualifierEntry,
    StatusEntry,
    TitleEntry,
    UnitEntry,
    WordsEntry,
)

_MARK = re.compile(r"\\(?P<escaped>[\[\]])|\[(?:(?P<role>[a-z]+): )?(?P<words>[^\[\]]+)\]")
_TOGETHER = 64  # examples parsed at once


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in brackets; offsets count in the text without brackets."""

    role: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """One example of one entry. `id` is fit for a test's name."""

    id: str
    entry: Entry
    example: Example
    wanted: bool
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case: `problem` is None when it holds."""

    case: Case
    problem: str | None


def cases(rules: Rules) -> Iterator[Case]:
    """All examples of all entries, entry by entry."""
    for entry in rules.entries.values():
        for wanted, examples in ((True, entry.matches), (False, entry.ignores)):
            for number, example in enumerate(examples, 1):
                text, marks = read_marks(example.text)
                kind = "matches" if wanted else "ignores"
                yield Case(f"{entry.id}-{kind}-{number}", entry, example, wanted, text, marks)


def read_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """A sentence without its brackets, and where they were."""
    text, marks, done = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[done : found.start()]
        done = found.end()
        words = found["escaped"] or found["words"]
        if not found["escaped"]:
            marks.append(Mark(found["role"], len(text), len(text) + len(words), words))
        text += words
    return text + marked[done:], tuple(marks)


def check_examples(rules: Rules, parser: Parser | None = None) -> Iterator[Result]:
    """Run every example; results come in the order of `cases`."""
    parser = parser or Parser()
    waiting: list[Case] = []
    for case in cases(rules):
        waiting.append(case)
        if len(waiting) == _TOGETHER:
            yield from check_cases(waiting, rules, parser)
            waiting = []
    yield from check_cases(waiting, rules, parser)


def check_cases(some: Sequence[Case], rules: Rules, parser: Parser) -> Iterator[Result]:
    articles = [_article(case, rules) for case in some]
    for case, article, columns in zip(some, articles, parser.parse(articles), strict=True):
        yield Result(case, _problem(case, article, columns, rules))


def _article(case: Case, rules: Rules) -> Article:
    given = Given(published=case.example.published, title=case.example.title)
    return make_article(case.text, id="example", given=given, rules=rules)


def _problem(case: Case, article: Article, columns: Columns, rules: Rules) -> str | None:
    made = extract(Parse(article, columns), rules)
    find = partial(_CHECKS[type(case.entry)], case.entry, made, rules)
    if case.wanted:
        return find(case.marks, case.example.expect) if case.marks else "marks no words in brackets"
    nowhere = case.marks or (Mark(None, 0, len(case.text), case.text),)
    return _unwanted(case.entry, made, rules, nowhere)


def _unwanted(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark]) -> str | None:
    """What the entry made of words that it should have left alone."""
    for mark in marks:
        for name, start, end in _traces(entry, made, rules):
            if start < mark.end and mark.start < end:
                return f"makes {name} of {made.text[start:end]!r}"
    return None


def _traces(entry: Entry, made: Article, rules: Rules) -> Iterator[tuple[str, int, int]]:
    """Where an entry was at work: what it made, from where to where."""
    match entry:
        case DateEntry():
            yield from (("a date", date.start, date.end) for date in made.dates if date.rule == entry.id)
        case FigureEntry():
            yield from (("a figure", figure.start, figure.end) for figure in made.figures if figure.rule == entry.id)
        case UnitEntry():
            yield from (("a figure", figure.start, figure.end) for figure in made.figures if _has_unit(entry, figure))
        case QualifierEntry() | ChangeEntry() | StatusEntry():
            yield from (("a figure so marked", figure.start, figure.end) for figure in made.figures if _marks(entry, figure))
        case CueEntry():
            cues = (attribution.cue for attribution in made.attributions if attribution.rule == entry.id)
            yield from (("an attribution", cue.start, cue.end) for cue in cues if cue)
        case ClauseEntry(kind="condition"):
            conditions = (claim.condition for claim in made.claims)
            yield from (("a condition", span.start, span.end) for span in conditions if span)
        case ClauseEntry():
            spans = (span for claim in made.claims if claim.rule == entry.id for span in claim.spans)
            yield from (("a claim", span.start, span.end) for span in spans)
        case MarkerEntry():
            told = (claim for claim in made.claims if entry.tells in (claim.modality, claim.polarity, claim.not_checkable))
            yield from (("a claim", claim.start, claim.end) for claim in told)
        case BlockEntry():
            yield from (("a block", block.start, block.end) for block in made.blocks if block.kind == entry.kind)
        case _:
            mentions = (mention for actor in made.actors if _stands_for(entry, actor) for mention in actor.mentions)
            yield from (("a mention", mention.start, mention.end) for mention in mentions)


def _marks(entry: Entry, figure: Figure) -> bool:
    """Whether a figure bears what a qualifier, a word of change or one of status would tell of it."""
    match entry:
        case QualifierEntry(bound=bound) if bound:
            return figure.bound == bound
        case QualifierEntry(approximate=approximate):
            return approximate and figure.approximate
        case ChangeEntry():
            return figure.role == entry.role and figure.direction == entry.direction
        case StatusEntry():
            return figure.status == entry.status
    return False


def _stands_for(entry: Entry, actor: Actor) -> bool:
    match entry:
        case NounEntry():
            return actor.rule == entry.id
        case CountryEntry():
            return actor.country == entry.code
        case NameEntry():
            return actor.name == entry.name
        case TitleEntry():
            return any(word.lower() in role.lower() for word in entry.words for role in actor.roles)
    return False


def _check_date(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    return _check_spans(entry, made.dates, marks, expect)


def _check_figure(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    if isinstance(entry, FigureEntry) and entry.make == "nothing":  # it keeps its words from being a figure
        found = [figure.text for mark in marks for figure in made.figures if figure.start < mark.end and mark.start < figure.end]
        return f"finds {found}" if found else None
    return _check_spans(entry, made.figures, marks, expect)


def _check_spans(entry: Entry, records: Sequence[Date] | Sequence[Figure], marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    for mark in marks:
        here = [record for record in records if (record.start, record.end) == (mark.start, mark.end)]
        if not here:
            return f"finds nothing at {mark.text!r}; finds {[record.text for record in records]}"
        if here[0].rule != entry.id:
            return f"{mark.text!r} is made by {here[0].rule}"
        if problem := _differs(here[0], expect):
            return f"{mark.text!r}: {problem}"
    return None


def _check_unit(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    assert isinstance(entry, UnitEntry)
    for mark in marks:
        here = [figure for figure in made.figures if (figure.start, figure.end) == (mark.start, mark.end)]
        if not here or not _has_unit(entry, here[0]):
            return f"{mark.text!r} has not this unit; finds {[(one.text, one.unit, one.unit_code) for one in made.figures]}"
        if problem := _differs(here[0], expect):
            return f"{mark.text!r}: {problem}"
    return None


def _has_unit(entry: UnitEntry, figure: Figure) -> bool:
    """Whether a figure's unit is the entry's; an entry for many units tells them by their codes, or else only has to give one."""
    if figure.unit is None or (entry.kind == "money") != (figure.kind == "money"):
        return False
    if entry.unit is not None:
        prefixed = any(figure.unit == prefix + entry.unit for prefix in entry.prefixes)
        return prefixed or (figure.unit == entry.unit and entry.code in (None, figure.unit_code))
    if entry.names and not entry.cldr and entry.kind == "money":
        return figure.unit in entry.names
    return not entry.cldr or figure.unit_code in entry.cldr.values()


def _check_marked(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    for mark in marks:
        here = [figure for figure in made.figures if (figure.start, figure.end) == (mark.start, mark.end)]
        if not here:
            return f"finds no figure at {mark.text!r}; finds {[figure.text for figure in made.figures]}"
        if problem := _differs(here[0], expect):
            return f"{mark.text!r}: {problem}"
    return None


def _check_cue(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    wanted: dict[str, list[tuple[int, int]]] = {}
    for mark in marks:
        wanted.setdefault(mark.role or "cue", []).append((mark.start, mark.end))
    mine = [attribution for attribution in made.attributions if attribution.rule == entry.id]
    for attribution in mine:
        spans = _roles(attribution)
        if all(spans[role] == places for role, places in wanted.items()):
            return _differs(attribution, expect)
    found = [{role: [made.text[a:b] for a, b in places] for role, places in _roles(one).items() if places} for one in mine]
    others = sorted({one.rule or "?" for one in made.attributions} - {entry.id})
    return f"finds {found or 'nothing'}" + (f"; others at work: {others}" if others else "")


def _roles(attribution: Attribution) -> dict[str, list[tuple[int, int]]]:
    parts: dict[str, tuple[Any, ...]] = {
        "source": (attribution.source,), "cue": (attribution.cue,), "content": attribution.content,
        "addressee": (attribution.addressee,), "medium": (attribution.medium,),
    }  # fmt: skip
    return {role: [(span.start, span.end) for span in spans if span and span.start is not None] for role, spans in parts.items()}


def _check_mention(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    for mark in marks:
        actors = [actor for actor in made.actors for mention in actor.mentions if (mention.start, mention.end) == (mark.start, mark.end)]
        if not actors:
            return f"{mark.text!r} is no mention; mentions are {[mention.text for actor in made.actors for mention in actor.mentions]}"
        if not _fits(entry, actors[0]):
            return f"{mark.text!r} is {actors[0].name!r}: {actors[0].kind}, {actors[0].country}"
        if problem := _differs(actors[0], expect):
            return f"{mark.text!r}: {problem}"
    return None


def _fits(entry: Entry, actor: Actor) -> bool:
    match entry:
        case NounEntry():
            return actor.kind in (entry.kind, entry.plural_kind)
        case CountryEntry():
            return actor.country == entry.code
        case NameEntry():
            return actor.name == entry.name
    return False


def _check_role(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    roles = [role for actor in made.actors for role in actor.roles]
    for mark in marks:
        if not any(mark.text.lower() in role.lower() for role in roles):
            return f"{mark.text!r} is nobody's role; roles are {roles}"
    return None


def _check_marker(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    assert isinstance(entry, MarkerEntry)
    for mark in marks:
        around = [claim for claim in made.claims if claim.start <= mark.start and mark.end <= claim.end]
        if not any(entry.tells in (claim.modality, claim.polarity, claim.not_checkable) for claim in around):
            return f"no claim around {mark.text!r} is {entry.tells}; claims are {[claim.text for claim in made.claims]}"
    return None


def _check_clause(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    """The marked words are all the words of one claim; of a condition, those of a claim's condition."""
    assert isinstance(entry, ClauseEntry)
    wanted = [(mark.start, mark.end) for mark in marks]
    if entry.kind == "condition":
        conditions = [claim.condition for claim in made.claims if claim.condition]
        return None if [(one.start, one.end) for one in conditions] == wanted else f"conditions are {[one.text for one in conditions]}"
    for claim in made.claims:
        if claim.rule == entry.id and [(span.start, span.end) for span in claim.spans] == wanted:
            return _differs(claim, expect)
    return f"claims are {[(claim.rule, [span.text for span in claim.spans]) for claim in made.claims]}"


def _check_block(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    assert isinstance(entry, BlockEntry)
    for mark in marks:
        kinds = [block.kind for block in made.blocks if block.start <= mark.start and mark.end <= block.end]
        if kinds != [entry.kind]:
            return f"{mark.text!r} is in a block of kind {kinds}"
    return None


def _check_word(entry: Entry, made: Article, rules: Rules, marks: Iterable[Mark], expect: dict[str, Any]) -> str | None:
    listed: set[str] = set()
    if isinstance(entry, WordsEntry):
        listed = {word.lower() for word in (*entry.words, *entry.values)}
    if isinstance(entry, LemmaEntry):
        listed = {*entry.forms, *entry.words}
    for mark in marks:
        lemmas = {rules.lemmas.verb(mark.text.lower()), rules.lemmas.noun(mark.text.lower())}
        if mark.text.lower() not in listed and not lemmas & listed:
            return f"{mark.text!r} is not listed"
    return None


def _differs(record: object, expect: dict[str, Any]) -> str | None:
    """The first expected field, `counted.text` style, that has another value."""
    for path, wanted in expect.items():
        value: Any = record
        for name in path.split("."):
            value = getattr(value, name, None)
        if isinstance(value, Span) and isinstance(wanted, str):
            value = value.text
        if (list(value) if isinstance(value, tuple) else value) != wanted:
            return f"{path} is {value!r}, not {wanted!r}"
    return None


_Check = Callable[[Entry, Article, Rules, Iterable[Mark], dict[str, Any]], str | None]
_CHECKS: dict[type[Entry], _Check] = {
    DateEntry: _check_date, FigureEntry: _check_figure, UnitEntry: _check_unit, CueEntry: _check_cue, NounEntry: _check_mention,
    CountryEntry: _check_mention, NameEntry: _check_mention, TitleEntry: _check_role, MarkerEntry: _check_marker, BlockEntry: _check_block,
    ClauseEntry: _check_clause, QualifierEntry: _check_marked, ChangeEntry: _check_marked, StatusEntry: _check_marked,
    WordsEntry: _check_word, LemmaEntry: _check_word,
}  # fmt: skip
