"""What the finders saw in some words of an article: the records there, and the candidates that became none, each with the reason.

The finders are run again; a reason is told only as far as they tell it (a score and what was asked for, a block that is not read, a
sieve that an expression fell through).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.attribution import LEAST_CONFIDENCE, LEAST_CUE, find_drafts
from sayso.attribution.cues import HELPING, candidates
from sayso.attribution.drafts import Draft
from sayso.attribution.features import VERB_TAGS, Candidate
from sayso.attribution.knowledge import Knowledge, make_knowledge
from sayso.attribution.page import Page
from sayso.claims.ground import CLAIM_BLOCKS
from sayso.dates import READ_BLOCKS
from sayso.dates.grammar import build_grammar
from sayso.dates.sifting import Sieve, View, name_tokens, unmarked
from sayso.numbers import NumberReader, split_pieces
from sayso.parsing import Parse
from sayso.records import Actor, Article, Attribution, Block, Claim, Date, Figure, Record, Span, all_records, spans_of
from sayso.rules import Rules

_NO_NAMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})  # the model's labels of what is no name
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
ACTOR_BLOCKS = READ_BLOCKS | {"heading", "byline", "dateline", "credit"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A heading and what is to be said under it."""

    heading: str
    lines: tuple[str, ...]


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand, whatever the blanks between them; with their capitals if they stand so anywhere, else without."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    for flags in (0, re.IGNORECASE):
        if found := [match.span() for match in re.finditer(pattern, text, flags)]:
            return found
    return []


def trace(parse: Parse, rules: Rules, article: Article, start: int, end: int) -> list[Seen]:
    """What was seen between two offsets. `article` is the parse's with its records."""
    block = next((block for block in article.blocks if block.start < end and start < block.end), None)
    sight = _Sight(parse, rules, article, start, end)
    parts = [("block", _block(block)), ("records", sight.records())]
    if block is not None and block.kind in ACTOR_BLOCKS:
        parts.append(("actors", sight.actors()))
    if block is not None and block.kind in READ_BLOCKS:
        parts += [("attributions", sight.attributions()), ("figures", sight.figures()), ("dates", sight.dates(block))]
    if block is not None and block.kind in CLAIM_BLOCKS:
        parts.append(("claims", sight.claims()))
    return [Seen(heading, tuple(lines)) for heading, lines in parts]


def _block(block: Block | None) -> Iterator[str]:
    """What kind of paragraph it is, and what is not read in it."""
    if block is None:
        yield "none: only blanks are in no block"
        return
    unread = [
        name
        for name, kinds in (("actors", ACTOR_BLOCKS), ("attributions, figures, dates", READ_BLOCKS), ("claims", CLAIM_BLOCKS))
        if block.kind not in kinds
    ]
    yield f"{block.kind}: {', '.join(unread)} are not read here" if unread else f"{block.kind}: everything is read here"


@dataclass(frozen=True, slots=True)
class _Sight:
    """The words that are looked at, and all around them."""

    parse: Parse
    rules: Rules
    article: Article
    start: int
    end: int

    def records(self) -> Iterator[str]:
        """Each record with a span in the words."""
        there = [record for record in all_records(self.article) if any(self._touches(span.start, span.end) for span in spans_of(record))]
        yield from (f"{type(record).__name__.lower()} {record.id}: {_words_of(record)}" for record in there)
        if not there:
            yield "none stands here"

    def actors(self) -> Iterator[str]:
        """Names that the model saw and that are no actor's."""
        mentions = [mention for actor in self.article.actors for mention in actor.mentions]
        quiet = True
        for first, last, label in self.parse.entities:
            span = self.parse.span(first, last)
            if label not in _NO_NAMES and self._touches(span.start, span.end) and not any(_overlap(span, mention) for mention in mentions):
                quiet = False
                yield f"“{span.text}” is {label} to the model, and no actor was made of it"
        if quiet:
            yield "the model saw no further name here"

    def attributions(self) -> Iterator[str]:
        """Each word that may be a cue, and how far it came."""
        known = self.rules.prepared(make_knowledge)
        page = Page(self.parse, self.rules.lemmas, known.speaking)
        tokens = self.parse.tokens_in(self.start, self.end)
        drafts = {draft.token: draft for draft in find_drafts(page, known) if any(t in tokens for t in range(*draft.extent))}
        maybe = {cue.token: cue for cue in candidates(page, known) if cue.token in tokens}
        for token in sorted({*drafts, *maybe}):
            yield self._cue(page, known, token, maybe.get(token), drafts.get(token))
        for token in tokens:
            if token not in maybe and token not in drafts and self.parse.tags[token] in VERB_TAGS and page.deps[token] not in HELPING:
                yield f"“{self.parse.words[token]}”: the pack knows no cue “{page.lemma_of[token]}”"
        if not (maybe or drafts):
            yield "no word here may be a cue"

    def _cue(self, page: Page, known: Knowledge, token: int, cue: Candidate | None, draft: Draft | None) -> str:
        word = f"“{self.parse.words[token]}”"
        if draft is None and cue is not None:
            likely = known.cue_probability(cue)
            if likely < LEAST_CUE and cue.part != "adverb":
                return f"{word} is a cue with a likelihood of {likely:.2f} here; {LEAST_CUE:.2f} is asked for"
            return f"{word} is a cue with a likelihood of {likely:.2f} here, and nothing was found that is said"
        if draft is None:
            return f"{word} is no cue"
        if draft.confidence < LEAST_CONFIDENCE:
            return f"{word} with its source and content: a likelihood of {draft.confidence:.2f}; {LEAST_CONFIDENCE:.2f} is asked for"
        place = self.parse.span(*draft.extent)
        made = next((said for said in self.article.attributions if said.cue and _overlap(said.cue, place)), None)
        if made:
            return f"{word} is the cue of {made.id}, with a likelihood of {draft.confidence:.2f}"
        return f"{word} is likely enough ({draft.confidence:.2f}), and was joined with another attribution or made one without a cue"

    def figures(self) -> Iterator[str]:
        """Each number, and what became of it."""
        reader = self.rules.prepared(NumberReader)
        pieces = split_pieces(self.article.text[self.start : self.end], self.start)
        at, quiet = 0, True
        while at < len(pieces):
            number = reader.read(pieces, at)
            if number is None:
                at += 1
                continue
            quiet = False
            yield self._number(pieces[number.start].start, pieces[number.end - 1].end)
            at = max(number.end, at + 1)
        if quiet:
            yield "no number stands here"

    def _number(self, start: int, end: int) -> str:
        words = f"“{self.article.text[start:end]}”"
        for figure in self.article.figures:
            if figure.start < end and start < figure.end:
                return f"{words} is in figure {figure.id}"
        for date in self.article.dates:
            if date.start < end and start < date.end:
                return f"{words} is part of date {date.id}, and numbers in dates are no figures"
        return f"{words} is a number of which no figure was made: no rule gave it a unit or something counted, or it is part of a name"

    def dates(self, block: Block) -> Iterator[str]:
        """Each expression that the date patterns read, and where it was dropped."""
        grammar, sieve, names = self.rules.prepared(build_grammar), self.rules.prepared(Sieve), name_tokens(self.parse)
        first, last = self.parse.token_at(block.start), self.parse.token_at(block.end)
        if first is None:
            return
        words = grammar.normaliser.split(self.parse, first, len(self.parse) if last is None else last)
        quiet = True
        for written in grammar.basic(words):
            start, end = words.starts[written.first], words.ends[written.end - 1]
            if not self._touches(start, end):
                continue
            quiet = False
            view = View(self.parse, words, written, names)
            told = f"“{self.article.text[start:end]}” was read as a date ({written.rule})"
            made = next((date for date in self.article.dates if date.start < end and start < date.end), None)
            if made:
                yield f"{told} and is in date {made.id}"
            elif not sieve.keeps(view):
                yield f"{told} and dropped for the words around it: a title, a number, a name or the like"
            elif not sieve.stands(View(self.parse, words, unmarked(view), names)):
                yield f"{told} and dropped: by itself it is none"
            else:
                yield f"{told} and taken into another expression or dropped with it"
        if quiet:
            yield "no date pattern matches here"

    def claims(self) -> Iterator[str]:
        """Whether there is a clause that can be a claim."""
        if any(self._touches(span.start, span.end) for claim in self.article.claims for span in claim.spans or (claim,)):
            yield "a claim holds these words, or some of them: see records"
            return
        tokens = self.parse.tokens_in(self.start, self.end)
        finite = [token for token in tokens if self.parse.tags[token] in FINITE]
        cues = [said.cue for said in self.article.attributions if said.cue]
        if not finite:
            yield "no finite verb stands here, and a claim is a finite clause"
        elif all(any(_overlap(self.parse.span(token, token + 1), cue) for cue in cues) for token in finite):
            yield "the verbs here are cues: their own clause is no claim, only what is said"
        else:
            yield "these verbs made no clause of their own: it may be a condition, a restrictive relative, a tag or a part of a larger one"

    def _touches(self, start: int | None, end: int | None) -> bool:
        return start is not None and end is not None and start < self.end and self.start < end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _words_of(record: Record) -> str:
    match record:
        case Actor():
            return record.name
        case Attribution():
            return " … ".join(filter(None, (record.source.text, record.cue.text if record.cue else None, *_texts(record.content))))
        case Claim() | Date() | Figure():
            return record.text


def _texts(spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(span.text for span in spans)
