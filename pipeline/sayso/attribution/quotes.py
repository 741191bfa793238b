"""Quoted regions: straight, curly and unbalanced marks, and quotes that go on over paragraphs. One pass over the tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.parsing import Parse

OPENING = frozenset({"“", "„", "``", "«"})
CLOSING = frozenset({"”", "»"})
EITHER = frozenset({'"', "''", "＂"})
DOUBLE = OPENING | CLOSING | EITHER
SINGLE_OPENING = frozenset({"‘", "'", "`"})
SINGLE_CLOSING = frozenset({"’", "'"})
MARKS = DOUBLE | SINGLE_OPENING | SINGLE_CLOSING
LONGEST_SINGLE = 60  # tokens between single marks; apostrophes are everywhere
BEFORE_AN_OPENING = frozenset("([{-–—―/“‘\"'")
AFTER_A_CLOSING = frozenset(")]}-–—―/.,;:!?…”’\"'")


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens `first` to before `end`, marks included; `words` counts those that hold a letter or digit.

    closed     it has a closing mark
    continues  it goes on from a quote that the paragraph before left open
    """

    first: int
    end: int
    words: int
    closed: bool
    continues: bool = False


class Quotes:
    """The quotes of a text in order; `at[token]` is the index of the quote that a token stands in, else -1."""

    def __init__(self, found: Sequence[Quote], size: int) -> None:
        self.all = tuple(found)
        self._starts, self._ends = [quote.first for quote in self.all], [quote.end for quote in self.all]
        self.at = [-1] * size
        for number, quote in enumerate(self.all):
            self.at[quote.first : quote.end] = [number] * (quote.end - quote.first)

    def within(self, first: int, end: int) -> tuple[Quote, ...]:
        """The quotes that touch the tokens `first` to before `end`."""
        return self.all[bisect_right(self._ends, first) : bisect_left(self._starts, end)]


def find_quotes(parse: Parse, wordlike: Sequence[bool]) -> Quotes:
    """All quoted regions. Double marks come first; single ones count where no double ones are and both ends are there.

    `wordlike` tells of each token whether it holds a letter or digit.
    """
    found: list[Quote] = []
    left_open = False
    for first, end in blocks_of(parse):
        if MARKS.isdisjoint(parse.words[first:end]):
            left_open = False
            continue
        spans, left_open = _double(parse, wordlike, (first, end), left_open)
        taken = {token for quote in spans for token in range(quote.first, quote.end)}
        found.extend(sorted([*spans, *_single(parse, wordlike, (first, end), taken)], key=lambda quote: quote.first))
    return Quotes(found, len(parse))


def blocks_of(parse: Parse) -> Iterator[tuple[int, int]]:
    """The token range of each block that has tokens."""
    first, block_of = 0, parse.block_of
    while first < len(block_of):
        end = bisect_right(block_of, block_of[first], first)
        yield first, end
        first = end


def _double(parse: Parse, wordlike: Sequence[bool], block: tuple[int, int], left_open: bool) -> tuple[list[Quote], bool]:
    first, end = block
    found: list[Quote] = []
    start: int | None = None
    for token in [token for token, word in enumerate(parse.words[first:end], first) if word in DOUBLE]:
        if start is None:
            start = token if _opens(parse, token, first, end) else None
        elif _closes(parse, token, first, end):
            found.append(_quote(wordlike, start, token + 1, closed=True, continues=left_open and start == first))
            start = None
        elif parse.words[token] in EITHER:
            start = token  # the one before was never closed: an inch, a slip
    if start is None:
        return found, False
    goes_on = end < len(parse) and parse.words[end] in DOUBLE
    stop = end if goes_on else parse.sentences[parse.sentence_of[start]][1]
    if stop > start + 1:
        found.append(_quote(wordlike, start, stop, closed=False, continues=left_open and start == first))
    return found, goes_on


def _single(parse: Parse, wordlike: Sequence[bool], block: tuple[int, int], taken: set[int]) -> Iterator[Quote]:
    first, end = block
    if SINGLE_OPENING.isdisjoint(parse.words[first:end]):
        return
    start: int | None = None
    for token in range(first, end):
        word = parse.words[token]
        if token in taken:
            start = None
        elif start is None:
            start = token if word in SINGLE_OPENING and _opens_by_blanks(parse, token, first, end) else None
        elif token - start > LONGEST_SINGLE:
            start = None
        elif word in SINGLE_CLOSING and parse.tags[token] != "POS" and _closes_by_blanks(parse, token, first, end):
            if token > start + 1:
                yield _quote(wordlike, start, token + 1, closed=True, continues=False)
            start = None


def _quote(wordlike: Sequence[bool], first: int, end: int, *, closed: bool, continues: bool) -> Quote:
    return Quote(first, end, sum(wordlike[first:end]), closed, continues)


def _opens(parse: Parse, token: int, first: int, end: int) -> bool:
    word = parse.words[token]
    if word in CLOSING:  # the wrong mark, but plainly before a word
        return _opens_by_blanks(parse, token, first, end)
    return word in OPENING or not _closes_by_blanks(parse, token, first, end)


def _closes(parse: Parse, token: int, first: int, end: int) -> bool:
    word = parse.words[token]
    if word in OPENING:  # the wrong mark, but plainly after a word
        return _closes_by_blanks(parse, token, first, end)
    return word in CLOSING or (word in EITHER and not _opens_by_blanks(parse, token, first, end))


def _opens_by_blanks(parse: Parse, token: int, first: int, end: int) -> bool:
    return _free_before(parse, token, first) and not _free_after(parse, token, end)


def _closes_by_blanks(parse: Parse, token: int, first: int, end: int) -> bool:
    return not _free_before(parse, token, first) and _free_after(parse, token, end)


def _free_before(parse: Parse, token: int, first: int) -> bool:
    return token == first or parse.ends[token - 1] < parse.starts[token] or parse.words[token - 1][-1] in BEFORE_AN_OPENING


def _free_after(parse: Parse, token: int, end: int) -> bool:
    return token + 1 == end or parse.starts[token + 1] > parse.ends[token] or parse.words[token + 1][0] in AFTER_A_CLOSING
