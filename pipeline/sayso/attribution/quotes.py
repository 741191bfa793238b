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
LONGEST_SPEECH = 600  # tokens, where a sign before the closing mark tells it from an apostrophe
SIGNS = frozenset(".,?!…—–")
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
    """The quotes of a text in order; `at[token]` is the index of the quote that a token stands in, else -1. `inner` are those that stand
    inside others."""

    def __init__(self, found: Sequence[Quote], size: int, inner: Sequence[Quote] = ()) -> None:
        self.all, self.inner = tuple(found), tuple(inner)
        self._starts, self._ends = [quote.first for quote in self.all], [quote.end for quote in self.all]
        self._inner_starts = [quote.first for quote in self.inner]
        self.at = [-1] * size
        for number, quote in enumerate(self.all):
            self.at[quote.first : quote.end] = [number] * (quote.end - quote.first)

    def inner_at(self, token: int) -> tuple[Quote, ...]:
        """The inner quote that a token stands in, if it does."""
        place = bisect_right(self._inner_starts, token) - 1
        return self.inner[place : place + 1] if place >= 0 and token < self.inner[place].end else ()

    def within(self, first: int, end: int) -> tuple[Quote, ...]:
        """The quotes that touch the tokens `first` to before `end`."""
        return self.all[bisect_right(self._ends, first) : bisect_left(self._starts, end)]


def find_quotes(parse: Parse, wordlike: Sequence[bool]) -> Quotes:
    """All quoted regions. Marks of the other kind inside a quote are inner ones; single marks count where both ends are there, or where the
    next paragraph opens with one again.

    `wordlike` tells of each token whether it holds a letter or digit.
    """
    found: list[Quote] = []
    inner: list[Quote] = []
    double_open = single_open = False
    for first, end in blocks_of(parse):
        if MARKS.isdisjoint(parse.words[first:end]):
            double_open = single_open = False
            continue
        double, double_open = _double(parse, wordlike, (first, end), double_open)
        single, single_open = _single(parse, wordlike, (first, end), double, single_open)
        outer, within = _nested(sorted([*double, *single], key=lambda quote: (quote.first, -quote.end)))
        found.extend(outer)
        inner.extend(within)
    return Quotes(found, len(parse), inner)


def _nested(quotes: Sequence[Quote]) -> tuple[list[Quote], list[Quote]]:
    """Those that stand in no other one, and those that do. What crosses an outer one's end is neither."""
    outer: list[Quote] = []
    inner: list[Quote] = []
    for quote in quotes:
        if not outer or quote.first >= outer[-1].end:
            outer.append(quote)
        elif quote.end <= outer[-1].end:
            inner.append(quote)
    return outer, inner


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


def _single(
    parse: Parse, wordlike: Sequence[bool], block: tuple[int, int], double: Sequence[Quote], left_open: bool
) -> tuple[list[Quote], bool]:
    """The quotes in single marks, and whether the last one goes on in the next block."""
    first, end = block
    if SINGLE_OPENING.isdisjoint(parse.words[first:end]):
        return [], False
    inside = {token: quote for quote in double for token in range(quote.first, quote.end)}
    found: list[Quote] = []
    start: int | None = None
    for token in [token for token, word in enumerate(parse.words[first:end], first) if word in SINGLE_OPENING | SINGLE_CLOSING]:
        if parse.words[token] in SINGLE_OPENING and _opens_by_blanks(parse, token, first, end):
            start = token
        elif start is not None and inside.get(token) is inside.get(start) and _ends_single(parse, start, token, first, end):
            if token > start + 1:
                found.append(_quote(wordlike, start, token + 1, closed=True, continues=left_open and start == first))
            start = None
    if start is None or start in inside or not _goes_on_single(parse, start, first, end):
        return found, False
    return [*found, _quote(wordlike, start, end, closed=False, continues=left_open and start == first)], True


def _ends_single(parse: Parse, start: int, token: int, first: int, end: int) -> bool:
    """Whether a single mark closes a quote: no apostrophe, and far from the opening one only after a sign."""
    if parse.words[token] not in SINGLE_CLOSING or parse.tags[token] == "POS" or not _closes_by_blanks(parse, token, first, end):
        return False
    return token - start <= (LONGEST_SPEECH if parse.words[token - 1] in SIGNS else LONGEST_SINGLE)


def _goes_on_single(parse: Parse, start: int, first: int, end: int) -> bool:
    """Whether a quote that is not closed runs on into the next paragraph: it opens as speech does, and a mark opens there again."""
    speech = start == first or parse.words[start - 1] in (":", ",") or parse.sentences[parse.sentence_of[start]][0] == start
    following = end < len(parse) and parse.words[end] in SINGLE_OPENING and _opens_by_blanks(parse, end, end, len(parse))
    return speech and following and parse.words[end - 1] in SIGNS


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
