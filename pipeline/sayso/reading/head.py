"""The lines above the body: title, deck, byline, outlet, printed date; alone on their line or beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.reading import shapes
from sayso.reading.patterns import BlockRules, Hit
from sayso.records import BlockKind

LONGEST_TITLE = 200  # code points
LONGEST_TITLE_SENTENCE = 100  # of a title that ends in a full stop
LONGEST_HEAD = 20  # paragraphs
LONGEST_LINE = 160  # with a printed date on it
MOST_DECKS = 2
SOON = 3  # paragraphs after a title in which a longer one is looked for
DECK_WORDS = 5  # a shorter line is a section head rather than a second title

_SEPARATORS = " \t\u00a0|•·–—-,/"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block to be: where it stands, what it is, and what its words tell of the article (title, outlet, byline, place, a date's parts)."""

    start: int
    end: int
    kind: BlockKind
    tells: Mapping[str, str | None] = field(default_factory=dict)
    is_lead: bool = False  # a place, outlet or date before a paragraph's first sentence


Spans = Sequence[tuple[int, int]]
Known = Mapping[int, BlockKind]  # by start: what markup says a paragraph is


def read_head(text: str, spans: Spans, rules: BlockRules, *, title: str | None, known: Known) -> tuple[list[Piece], int]:
    """The pieces above the body, and how many paragraphs they are. A text of one paragraph has no head."""
    head = _Head(text, spans, rules, title, known)
    number = 0
    while number < min(LONGEST_HEAD, len(spans) - 1) and (found := head.read_line(number)):
        head.pieces.extend(found)
        number += 1
    return _name_outlet(text, head.pieces), number


@dataclass(slots=True)
class _Head:
    """A text whose head is being read; `pieces` are those found so far."""

    text: str
    spans: Spans
    rules: BlockRules
    title: str | None
    known: Known
    pieces: list[Piece] = field(default_factory=list)

    def read_line(self, number: int) -> list[Piece]:
        """What a line is; nothing where the body begins."""
        start, end = self.spans[number]
        line = self.text[start:end]
        if start in self.known:
            return [Piece(start, end, self.known[start])]
        if self.title is not None and shapes.plain(line) == shapes.plain(self.title):
            return [Piece(start, end, "headline", {"title": line})]
        if self._is_body(line, start, end):
            return []
        return self._read_ruled(start, end) or self._read_unruled(number, line)

    def _is_body(self, line: str, start: int, end: int) -> bool:
        """A paragraph with a lead-in is body; a title may begin like one, but ends otherwise."""
        lead = self.rules.find_lead(self.text, start, end)
        return lead is not None and (lead.end == end or shapes.ends_as_sentence(line))

    def _read_ruled(self, start: int, end: int) -> list[Piece]:
        """A line that rules know every part of: a byline, an outlet, a printed date, or these beside each other."""
        hit = self.rules.find(self.text, start, end, head=True)
        if hit is not None and (self._has_title or not _is_outlet(hit)):
            return [Piece(start, end, hit.rule.kind, hit.groups)]
        date = self.rules.find_date(self.text, start, end) if end - start <= LONGEST_LINE else None
        if date is None:
            return []
        before, after = self._read_rest(start, date.start), self._read_rest(date.end, end)
        if before is None or after is None:
            return []
        return _cover(start, end, [*before, Piece(date.start, date.end, "dateline", date.groups), *after])

    def _read_rest(self, start: int, end: int) -> list[Piece] | None:
        """What stands beside a printed date: nothing, what a rule knows, an outlet's or a place's name; None where it is none of these."""
        rest = self.text[start:end]
        words = rest.strip(_SEPARATORS)
        if not words:
            return []
        first = start + rest.index(words)
        if hit := self.rules.find(self.text, first, first + len(words), head=True):
            return [Piece(first, first + len(words), hit.rule.kind, hit.groups)]
        if not (self._has_title and shapes.is_name(words)):
            return None
        role = "place" if rest[len(words) :].strip().startswith(",") else "outlet"
        return [Piece(first, first + len(words), "dateline", {role: words})]

    def _read_unruled(self, number: int, line: str) -> list[Piece]:
        """A title, or what stands between it and the body: a second title, a section head."""
        start, end = self.spans[number]
        if not self._has_title:
            return [Piece(start, end, "headline", {"title": line.rstrip(";")})] if self._is_title(number, line) else []
        decks = sum(piece.kind in ("headline", "heading") for piece in self.pieces) - 1
        deck = decks < MOST_DECKS and (_is_deck(line) or self._goes_on_from_title(line))
        return [Piece(start, end, _deck_kind(line))] if deck else []

    def _is_title(self, number: int, line: str) -> bool:
        """A line that may be the title: no list item, no quotation, not open at its end.

        A sentence with a full stop is one only where none is given, where a longer paragraph follows soon, and where it is
        short or written in Capitals.
        """
        if len(line) > LONGEST_TITLE or shapes.is_item(line) or shapes.ends_open(line.rstrip(";")) or line[0].islower():
            return False
        if len(shapes.words_of(line)) < 2 or (shapes.is_quoted(line) and shapes.ends_in_quote(line)):
            return False
        if not shapes.ends_with_stop(line):
            return True
        longer = any(end - start > len(line) for start, end in self.spans[number + 1 : number + 1 + SOON])
        return self.title is None and longer and (shapes.is_titled(line) or self._is_short_title(line, *self.spans[number]))

    def _is_short_title(self, line: str, start: int, end: int) -> bool:
        short = len(line) <= LONGEST_TITLE_SENTENCE and not shapes.has_inner_stop(line)
        return short and not self.rules.is_body(self.text, start, end, head=True)

    def _goes_on_from_title(self, line: str) -> bool:
        """After a title that ends in a semicolon a second one follows, full stop or not."""
        last = self.pieces[-1]
        return last.kind == "headline" and self.text[last.end - 1] == ";" and len(line) <= LONGEST_TITLE

    @property
    def _has_title(self) -> bool:
        return any(piece.kind == "headline" for piece in self.pieces)


def _is_outlet(hit: Hit) -> bool:
    """A name that may as well be a title, such as one that ends in a newspaper's."""
    return hit.rule.kind == "dateline" and bool(hit.groups.get("outlet"))


def _cover(start: int, end: int, pieces: Sequence[Piece]) -> list[Piece]:
    """Stretch pieces so that they cover their line, and make neighbours of one kind one piece."""
    covering: list[Piece] = []
    for piece, border in zip(pieces, [*(after.start for after in pieces[1:]), end], strict=True):
        if covering and covering[-1].kind == piece.kind:
            last = covering.pop()
            covering.append(replace(last, end=border, tells={**piece.tells, **last.tells}))
        else:
            covering.append(replace(piece, start=covering[-1].end if covering else start, end=border))
    return covering


def _is_deck(line: str) -> bool:
    if shapes.is_shouted(line.rstrip(".")) and len(shapes.words_of(line)) < DECK_WORDS:
        return True
    open_or_closed = shapes.is_item(line) or shapes.is_quoted(line) or shapes.ends_as_sentence(line)
    return len(line) <= LONGEST_TITLE and not open_or_closed and not line[0].islower()


def _deck_kind(line: str) -> BlockKind:
    return "headline" if len(shapes.words_of(line)) >= DECK_WORDS else "heading"


def _name_outlet(text: str, pieces: list[Piece]) -> list[Piece]:
    """A name alone on a line is the outlet's, where a byline or a printed date stands above the body too and nothing else names it."""
    told = {role for piece in pieces for role, words in piece.tells.items() if words}
    names = [piece for piece in pieces if piece.kind == "heading" and _may_be_outlet(text[piece.start : piece.end])]
    if "outlet" in told or not told & {"byline", "year"} or not names:
        return pieces
    named = replace(names[0], kind="dateline", tells={"outlet": text[names[0].start : names[0].end]})
    return [named if piece is names[0] else piece for piece in pieces]


def _may_be_outlet(line: str) -> bool:
    return shapes.is_name(line) and not shapes.is_shouted(line)
