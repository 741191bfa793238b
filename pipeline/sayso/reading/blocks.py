"""Text → pieces: paragraphs, told apart by the rules of the language pack and by their shape and place.

Whatever is not surely something else is body: a heading taken for body costs little, a paragraph of body taken for
furniture is lost to all that comes after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading import shapes
from sayso.reading.head import Known, Piece, Spans, read_head
from sayso.reading.paragraphs import split_paragraphs
from sayso.reading.patterns import BlockRules
from sayso.records import Block

_DASH = re.compile(r" [-–—]+ ")
LONGEST_HEADING = 60  # code points
LONGEST_TITLED_HEADING = 100  # with Capitals in Nearly All Words
MOST_HEADING_WORDS = 6
MOST_HEADINGS_IN_A_ROW = 2  # more short lines than that are a list
LEADS = 2  # paragraphs of body that may begin with a lead-in


def split_text(text: str, rules: BlockRules, *, title: str | None = None) -> list[Piece]:
    """The pieces of a text, in order, not overlapping, covering all but white space. `title` is the article's, where it is given."""
    return split_spans(text, split_paragraphs(text), rules, title=title, known={})


def split_spans(text: str, spans: Spans, rules: BlockRules, *, title: str | None, known: Known) -> list[Piece]:
    """The same where the paragraphs are found already, and markup says what some of them are."""
    head, first = read_head(text, spans, rules, title=title, known=known)
    return [*head, *_read_body(text, spans, first, rules, known)]


def make_blocks(text: str, pieces: list[Piece]) -> tuple[Block, ...]:
    return tuple(Block(start=piece.start, end=piece.end, text=text[piece.start : piece.end], kind=piece.kind) for piece in pieces)


def _read_body(text: str, spans: Spans, first: int, rules: BlockRules, known: Known) -> Iterator[Piece]:
    for number in range(first, len(spans)):
        start, end = spans[number]
        if start in known:
            yield Piece(start, end, known[start])
            continue
        if number < first + LEADS and (lead := rules.find_lead(text, start, end)):
            yield Piece(start, start + len(text[start : lead.end].rstrip()), "dateline", lead.groups, is_lead=True)
            start = end - len(text[lead.end : end].lstrip())
        if start < end:
            yield _read_paragraph(text, spans, number, start, rules)


def _read_paragraph(text: str, spans: Spans, number: int, start: int, rules: BlockRules) -> Piece:
    end = spans[number][1]
    if hit := rules.find(text, start, end, head=False):
        return Piece(start, end, hit.rule.kind, hit.groups)
    is_heading = _is_heading(text, spans, number) and not rules.is_body(text, start, end, head=False)
    return Piece(start, end, "heading" if is_heading else "body")


def _is_heading(text: str, spans: Spans, number: int) -> bool:
    """A short line that is no sentence, after a paragraph that is closed and before one that is a sentence; not one of a list."""
    row = _short_lines_around(text, spans, number)
    before, after = row.start - 1, row.stop
    if not row or len(row) > MOST_HEADINGS_IN_A_ROW or after == len(spans):
        return False
    closed = before < 0 or not shapes.ends_open(text[slice(*spans[before])])
    return closed and shapes.ends_as_sentence(text[slice(*spans[after])])


def _short_lines_around(text: str, spans: Spans, number: int) -> range:
    """The run of heading-like lines that `number` stands in, as far as it matters; empty where it is none itself."""
    if not _looks_like_heading(text[slice(*spans[number])]):
        return range(0)
    first, last = number, number
    limit = MOST_HEADINGS_IN_A_ROW
    while first - 1 >= 0 and number - first < limit and _looks_like_heading(text[slice(*spans[first - 1])]):
        first -= 1
    while last + 1 < len(spans) and last - number < limit and _looks_like_heading(text[slice(*spans[last + 1])]):
        last += 1
    return range(first, last + 1)


def _looks_like_heading(line: str) -> bool:
    if len(line) > LONGEST_TITLED_HEADING or shapes.is_item(line) or shapes.is_quoted(line) or not line[0].isupper():
        return False
    if shapes.is_shouted(line.rstrip(".")) and len(line) <= LONGEST_HEADING:
        return True
    if shapes.ends_as_sentence(line) or ":" in line or _DASH.search(line):
        return False
    return shapes.is_titled(line) or (len(line) <= LONGEST_HEADING and len(shapes.words_of(line)) <= MOST_HEADING_WORDS)
