"""Marks and links → records, as gold: no rule, no run, no confidence.

A mark with a note is taken at its word. What a person drew without one is completed from what the words and the other marks tell: a
cue's lemma, an actor's name and form, whose words a source's are, whether a content is quoted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from sayso.actors.folding import fold
from sayso.converting.marks import ACTOR_PARTS, HEADS, LINKS, SAME, Link, Mark, Marked, all_labels, split_label
from sayso.errors import InputError
from sayso.mentions import ActorIndex
from sayso.records import (
    PLURALS,
    RECORD_KINDS,
    Actor,
    Article,
    Attribution,
    Block,
    Claim,
    Date,
    Figure,
    Record,
    RecordKind,
    make_id,
)

MakeId = Callable[[RecordKind, int, int, str], str]
"""A record's kind, where it (or its cue, or its predicate) stands, and all its words → its id."""

_CLASSES: Mapping[RecordKind, type[Record]] = {"actor": Actor, "date": Date, "figure": Figure, "attribution": Attribution, "claim": Claim}
_MARKS_OF_SPEECH = "\"“”„«»'‘’"
_REMEDY = "mend it in the labelling tool, or leave the article out"


@dataclass(frozen=True, slots=True)
class Language:
    """What only the parsed text tells: ids by the rule of all records (own sentence, occurrence), and the lemma of some words."""

    make_id: MakeId
    lemma: Callable[[int, int], str]


def gather(marked: Marked, language: Language) -> Article:
    """The article with the records that the marks stand for, each kind in text order.

    Raises InputError, naming article and mark, for a label or a link that is not known, and for a record that lacks what it needs.
    """
    return _Gathering(marked, language).article()


class _Gathering:
    """The marks of one article by id, and what links lead from each."""

    def __init__(self, marked: Marked, language: Language) -> None:
        self.base, self.language = marked.article, language
        self.marks = {mark.id: mark for mark in marked.marks}
        if len(self.marks) < len(marked.marks):
            raise InputError("two of its marks have the same id", source=self.base.id, id=self.base.id, remedy=_REMEDY)
        self.stems: dict[str, tuple[str, str | None]] = {mark.id: self._split(mark) for mark in marked.marks}
        self.out: dict[str, list[Link]] = defaultdict(list)
        for link in marked.links:
            self._check_link(link)
            self.out[link.source].append(link)
        self.groups = self._actor_groups(marked)
        self.heads = [mark for mark in marked.marks if self.stems[mark.id][0] in HEADS and self.stems[mark.id][0] != "actor"]
        self.ids = dict(self._actor_ids()) | dict(self._other_ids())

    def article(self) -> Article:
        """All records, made and put in order. Actors come first: sources are looked up among them."""
        actors = tuple(self._actor(group) for group in self.groups)
        self.index = ActorIndex(actor for actor in actors if isinstance(actor, Actor))
        made: dict[RecordKind, list[Record]] = {"actor": list(actors)}
        for mark in self.heads:
            kind = HEADS[self.stems[mark.id][0]][0]
            made.setdefault(kind, []).append(self._record(kind, mark))
        return self.base.model_copy(update={PLURALS[kind]: tuple(sorted(made.get(kind, ()), key=_place)) for kind in RECORD_KINDS})

    # actors

    def _actor_groups(self, marked: Marked) -> list[list[Mark]]:
        """The mentions of each actor, in the order of the marks; the first with a note speaks for all."""
        parent = {mark.id: mark.id for mark in marked.marks if self.stems[mark.id][0] == "actor"}
        order = {ident: number for number, ident in enumerate(parent)}

        def root(ident: str) -> str:
            while parent[ident] != ident:
                ident = parent[ident]
            return ident

        for link in marked.links:
            if link.label == SAME and link.source in parent and link.target in parent:
                first, second = sorted((root(link.source), root(link.target)), key=order.__getitem__)
                parent[second] = first
        groups: dict[str, list[Mark]] = defaultdict(list)
        for ident in parent:
            groups[root(ident)].append(self.marks[ident])
        return list(groups.values())

    def _actor_ids(self) -> Iterator[tuple[str, str]]:
        seen: Counter[str] = Counter()
        for group in sorted(self.groups, key=lambda group: min(mark.start for mark in group)):
            name = self._told(group)["name"]
            made = make_id("actor", self.base.id, str(self.stems[group[0].id][1]), " ".join(fold(name)) or name)
            seen[made] += 1
            for mark in group:
                yield mark.id, made if seen[made] == 1 else f"{made}-{seen[made]}"

    def _told(self, group: Sequence[Mark]) -> dict[str, Any]:
        """What is told of an actor: by the first mention that tells its name, else by its fullest words."""
        told = next((dict(mark.fields) for mark in group if mark.fields and "name" in mark.fields), None)
        if told is None:
            named = [mark for mark in group if self._form(mark) == "name"] or list(group)
            told = {"name": " ".join(max(map(self._words, named), key=len).split())}
        if not isinstance(told["name"], str):
            raise self._error(group[0], "name: Input should be a valid string")
        told.pop("form", None)
        return told

    def _actor(self, group: Sequence[Mark]) -> Record:
        mentions = [{**self._span(mark), "form": self._form(mark)} for mark in group]
        told = {**self._told(group), "kind": self.stems[group[0].id][1], "mentions": mentions}
        return self._make("actor", group[0], {**told, **self._links("actor", [link for mark in group for link in self.out[mark.id]])})

    def _form(self, mark: Mark) -> str:
        """A mention's form: as its note tells, else a name where its last word has a capital."""
        if mark.fields and "form" in mark.fields:
            return str(mark.fields["form"])
        last = (self._words(mark).split() or [""])[-1]
        return "name" if last[:1].isupper() else "nominal"

    # all others

    def _other_ids(self) -> Iterator[tuple[str, str]]:
        """Ids in text order, since of two that are alike the later one gets a number."""
        for mark in sorted(self.heads, key=lambda mark: (mark.start, mark.end)):
            kind = HEADS[self.stems[mark.id][0]][0]
            at, words = mark, self._words(mark)
            if kind == "attribution":
                at, parts = self._between(mark), [*self._parts(mark, "content"), *self._parts(mark, "source")]
                words = " ".join(map(self._words, [*([] if at == mark else [at]), mark, *parts]))
            elif kind == "claim":
                parts = self._parts(mark, "part")
                at = next(iter(self._parts(mark, "predicate") or parts), mark)
                words = " ".join(self._words(part) for part in parts or [mark])
            yield mark.id, self.language.make_id(kind, at.start, at.end, words)

    def _between(self, mark: Mark) -> Mark:
        """What an attribution is known by: its cue, or without one the colon or dash between its source and its content."""
        sources = self._parts(mark, "source")
        if self.stems[mark.id][0] == "cue" or not sources or sources[0].end > mark.start:
            return mark
        words = self.base.text[sources[0].end : mark.start]
        start = sources[0].end + len(words) - len(words.lstrip())
        return Mark(mark.id, mark.label, start, start + len(words.strip()), {}) if words.strip() else mark

    def _record(self, kind: RecordKind, mark: Mark) -> Record:
        stem, value = self.stems[mark.id]
        fields = dict(mark.fields or {})
        if HEADS[stem][1]:
            fields[HEADS[stem][1]] = value
        links = self._links(kind, self.out[mark.id])
        if kind == "attribution":
            return self._make(kind, mark, self._attribution(mark, fields, links))
        fields |= self._span(mark) | links
        if kind == "claim":
            fields |= self._claim(mark)
        if kind == "date":
            fields["ends"] = [self._part(end) for end in self._parts(mark, "end")]
        for name in {"figure": ("counted", "among"), "claim": ("predicate", "condition")}.get(kind, ()):
            fields[name] = next(map(self._part, self._parts(mark, name)), None)
        return self._make(kind, mark, fields)

    def _claim(self, mark: Mark) -> dict[str, Any]:
        parties = [(link.label, self.ids[link.target]) for link in self.out[mark.id] if link.label in ACTOR_PARTS]
        spans = [self._span(part) for part in self._parts(mark, "part")] or [self._span(mark)]
        told: dict[str, Any] = {"spans": spans, "actors": [{"actor": actor, "part": part} for part, actor in parties]}
        if not (mark.fields and "block" in mark.fields):
            told["block"] = _block_at(self.base.blocks, mark.start)
        return told

    def _attribution(self, mark: Mark, fields: dict[str, Any], links: dict[str, Any]) -> dict[str, Any]:
        is_cue = self.stems[mark.id][0] == "cue"
        lemma = fields.pop("lemma", None)
        if lemma is None and is_cue:
            lemma = self.language.lemma(mark.start, mark.end)
        contents = [*([] if is_cue else [mark]), *self._parts(mark, "content")]
        fields["cue"] = {**self._span(mark), "lemma": lemma} if is_cue else None
        fields["content"] = [self._span(part) for part in contents]
        fields["source"] = self._source(mark, fields.get("source"), _under("source_", links))
        for name in ("addressee", "medium"):
            part = next(iter(self._parts(mark, name)), None)
            if part:
                fields[name] = {**self._part(part), **_under(f"{name}_", links)}
                if part.fields is None:
                    fields[name].setdefault("actor", self.index.at(part.start, part.end))
        fields["confidence"] = None
        fields.setdefault("content_form", "clause")
        fields.setdefault("manner", _manner([self._words(part) for part in contents]))
        return {**fields, **({"within": links["within"]} if "within" in links else {})}

    def _source(self, head: Mark, told: Any, links: dict[str, Any]) -> dict[str, Any]:
        part = next(iter(self._parts(head, "source")), None)
        if part is None:
            if not isinstance(told or {}, Mapping):
                raise self._error(head, "source: what its note tells of it is no object")
            return {**(told or {}), **links}
        if part.fields is not None:
            return {**part.fields, **self._span(part), **links}
        actor = links.get("actor") or self.index.at(part.start, part.end)
        known = self.index[actor] if actor else None
        named = known is not None and any(mention.form == "name" for mention in known.mentions)
        guessed = {"actor": actor, "actors": [actor] if actor else [], "kind": known and known.kind, "named": named, "status": "given"}
        return {**guessed, **self._span(part), **links}

    # what all share

    def _make(self, kind: RecordKind, mark: Mark, fields: Mapping[str, Any]) -> Record:
        try:
            return _CLASSES[kind].model_validate({**fields, "id": self.ids[mark.id], "rule": None})
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            place = ".".join(map(str, first["loc"])) or kind
            raise self._error(mark, f"{place}: {first['msg']}") from error

    def _links(self, kind: RecordKind, links: Sequence[Link]) -> dict[str, Any]:
        """The links from a head to other heads, by field: one id, or several in their order."""
        found: dict[str, Any] = {}
        for link in links:
            if link.label not in LINKS[kind] or link.label in ACTOR_PARTS:
                continue
            target = self.ids.get(link.target)
            if target is None:
                raise self._error(self.marks[link.source], f"its link {link.label} leads to a mark that stands for no record")
            if link.label in ("members", "chain", "figures", "dates", "source_actors"):
                found.setdefault(link.label, []).append(target)
            else:
                found[link.label] = target
        return found

    def _parts(self, head: Mark, label: str) -> list[Mark]:
        return [self.marks[link.target] for link in self.out[head.id] if link.label == label]

    def _part(self, mark: Mark) -> dict[str, Any]:
        stem, kind = self.stems[mark.id]
        fields = dict(mark.fields or {})
        if stem in ("counted", "predicate") and "lemma" not in fields:
            fields["lemma"] = self.language.lemma(mark.start, mark.end)
        return {**fields, **({"kind": kind} if kind else {}), **self._span(mark)}

    def _span(self, mark: Mark) -> dict[str, Any]:
        return {"start": mark.start, "end": mark.end, "text": self._words(mark)}

    def _words(self, mark: Mark) -> str:
        return self.base.text[mark.start : mark.end]

    def _split(self, mark: Mark) -> tuple[str, str | None]:
        found = split_label(mark.label)
        if found is None:
            raise self._error(mark, f"the label {mark.label!r} is not known; known are {', '.join(all_labels())}")
        if not 0 <= mark.start < mark.end <= len(self.base.text):
            raise self._error(mark, f"it stands at {mark.start}–{mark.end}, and the text has {len(self.base.text)} characters")
        return found

    def _check_link(self, link: Link) -> None:
        for end in (link.source, link.target):
            if end not in self.marks:
                raise InputError(f"the link {link.label} has an end {end}, which is no mark", source=self.base.id, remedy=_REMEDY)
        stem = self.stems[link.source][0]
        fitting = _fitting(stem)
        if link.label not in fitting:
            allowed = ", ".join(fitting) or "none"
            raise self._error(self.marks[link.source], f"a link {link.label!r} can't begin at a {stem}; allowed are {allowed}")
        if (link.label in ACTOR_PARTS or link.label == SAME) and self.stems[link.target][0] != "actor":
            raise self._error(self.marks[link.source], f"its link {link.label} leads to a mark that is no actor")

    def _error(self, mark: Mark, reason: str) -> InputError:
        words = self.base.text[mark.start : mark.end][:40]
        return InputError(f"mark {mark.id} ({mark.label} {words!r}): {reason}", source=self.base.id, id=self.base.id, remedy=_REMEDY)


def _fitting(stem: str) -> tuple[str, ...]:
    """The labels of links that may begin at a mark."""
    parts = {
        "date": ("end",), "figure": ("counted", "among"), "claim": ("part", "predicate", "condition"), "actor": (SAME,),
        "cue": ("source", "content", "addressee", "medium"), "quote": ("source", "content", "addressee", "medium"),
    }  # fmt: skip
    return (*parts[stem], *LINKS[HEADS[stem][0]]) if stem in HEADS else ()


def _under(prefix: str, links: Mapping[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in links.items() if name.startswith(prefix)}


def _manner(contents: Sequence[str]) -> str:
    """Direct where every content is within quotation marks, mixed where some stand in one, else indirect."""
    if contents and all(words[:1] in _MARKS_OF_SPEECH and words[-1:] in _MARKS_OF_SPEECH for words in contents):
        return "direct"
    return "mixed" if any(mark in words for words in contents for mark in '"“«') else "indirect"


def _block_at(blocks: Sequence[Block], offset: int) -> str:
    return next((block.kind for block in blocks if block.start <= offset < block.end), "body")


def _place(record: Record) -> int:
    """Where a record stands, for the order of the text."""
    if isinstance(record, Actor):
        return record.mentions[0].start
    if isinstance(record, Attribution):
        return record.cue.start if record.cue else record.content[0].start
    return record.start
