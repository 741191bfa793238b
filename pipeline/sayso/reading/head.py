"""The lines above the body: title, deck, byline, outlet, printed date; alone on their line or beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.reading import shapes
from sayso.reading.patterns import BlockRules
from sayso.records import BlockKind

LONGEST_TITLE = 200  # code points
LONGEST_TITLE_SENTENCE = 100  # of a title that ends in a full stop
LONGEST_LINE = 160  # with a printed date on it
MOST_DECKS = 2
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
    pieces: list[Piece] = []
    number = 0
    while number + 1 < len(spans):
        start, end = spans[number]
        found = [Piece(start, end, known[start])] if start in known else _read_line(text, spans, number, rules, pieces, title)
        if not found:
            break
        pieces.extend(found)
        number += 1
    return _name_outlet(text, pieces), number


def _read_line(text: str, spans: Spans, number: int, rules: BlockRules, before: Sequence[Piece], title: str | None) -> list[Piece]:
    """What a line is; nothing where the body begins."""
    start, end = spans[number]
    line = text[start:end]
    if title is not None and shapes.plain(line) == shapes.plain(title):
        return [Piece(start, end, "headline", {"title": line})]
    if rules.find_lead(text, start, end):
        return []
    if ruled := _read_ruled(text, start, end, rules):
        return ruled
    if not any(piece.kind == "headline" for piece in before):
        return [Piece(start, end, "headline", {"title": line})] if _is_title(line, after=spans[number + 1], titled=title is not None) else []
    decks = sum(piece.kind in ("headline", "heading") for piece in before) - 1
    return [Piece(start, end, _deck_kind(line))] if decks < MOST_DECKS and _is_deck(line) else []


def _read_ruled(text: str, start: int, end: int, rules: BlockRules) -> list[Piece]:
    """A line that rules know every part of: a byline, an outlet, a printed date, or these beside each other."""
    hit = rules.find(text, start, end, head=True)
    if hit is not None:
        return [Piece(start, end, hit.rule.kind, hit.groups)] if hit.rule.kind != "body" else []
    date = rules.find_date(text, start, end) if end - start <= LONGEST_LINE else None
    if date is None:
        return []
    before, after = _read_rest(text, start, date.start, rules), _read_rest(text, date.end, end, rules)
    if before is None or after is None:
        return []
    return _cover(start, end, [*before, Piece(date.start, date.end, "dateline", date.groups), *after])


def _read_rest(text: str, start: int, end: int, rules: BlockRules) -> list[Piece] | None:
    """What stands beside a printed date: nothing, something that a rule knows, an outlet's or a place's name; None where it is none of these."""
    rest = text[start:end]
    words = rest.strip(_SEPARATORS)
    if not words:
        return []
    first = start + rest.index(words)
    hit = rules.find(text, first, first + len(words), head=True)
    if hit is not None:
        return [Piece(first, first + len(words), hit.rule.kind, hit.groups)] if hit.rule.kind != "body" else None
    if not shapes.is_name(words):
        return None
    role = "place" if rest[len(words) :].strip().startswith(",") else "outlet"
    return [Piece(first, first + len(words), "dateline", {role: words})]


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


def _is_title(line: str, *, after: tuple[int, int], titled: bool) -> bool:
    """A line that may be the title: no list item, no quotation, not open at its end; a sentence only where it is short and the next paragraph longer."""
    if len(line) > LONGEST_TITLE or shapes.is_item(line) or shapes.ends_open(line) or len(shapes.words_of(line)) < 2 or line[0].islower():
        return False
    if not shapes.ends_with_stop(line):
        return not (shapes.is_quoted(line) and shapes.ends_as_sentence(line))
    longer = after[1] - after[0] > len(line)
    return not titled and longer and len(line) <= LONGEST_TITLE_SENTENCE and not shapes.is_quoted(line) and not shapes.has_inner_stop(line)


def _is_deck(line: str) -> bool:
    if shapes.is_shouted(line.rstrip(".")) and len(shapes.words_of(line)) < DECK_WORDS:
        return True
    return len(line) <= LONGEST_TITLE and not (shapes.is_item(line) or shapes.is_quoted(line) or shapes.ends_as_sentence(line) or line[0].islower())


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
