"""Token ranges: joining, cutting out, trimming."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.attribution.page import Page, Range
from sayso.attribution.quotes import MARKS

LOOSE_AT_THE_START = frozenset({",", ";", ":", ".", "-", "--", "–", "—", "―", "…", "...", ")", "]", "!", "?"})
LOOSE_AT_THE_END = frozenset({",", ";", ":", ".", "-", "--", "–", "—", "―", "(", "[", "and", "but", "or"})


def join(ranges: Iterable[Range]) -> list[Range]:
    """Sorted; those that touch or overlap are one."""
    joined: list[Range] = []
    for part in sorted(ranges):
        if joined and part[0] <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(part[1], joined[-1][1]))
        elif part[0] < part[1]:
            joined.append(part)
    return joined


def by_block(page: Page, ranges: Iterable[Range]) -> list[Range]:
    """Joined, and parted where a paragraph ends."""
    parted: list[Range] = []
    block_of = page.parse.block_of
    for first, end in join(ranges):
        if block_of[first] == block_of[end - 1]:
            parted.append((first, end))
            continue
        start = first
        for token in range(first + 1, end):
            if block_of[token] != block_of[start]:
                parted.append((start, token))
                start = token
        parted.append((start, end))
    return parted


def cut_out(ranges: Iterable[Range], gaps: Sequence[Range]) -> list[Range]:
    """The ranges without the tokens of the gaps."""
    left = list(ranges)
    for start, stop in gaps:
        left = [part for first, end in left for part in ((first, min(end, start)), (max(first, stop), end)) if part[0] < part[1]]
    return left


def trim(page: Page, ranges: Iterable[Range]) -> list[Range]:
    """Without loose punctuation at the edges; a quoted end keeps its marks. Ranges without a word go."""
    trimmed = [_trim_one(page, first, end) for first, end in ranges]
    return [(first, end) for first, end in trimmed if page.holds_words(first, end)]


def _trim_one(page: Page, first: int, end: int) -> Range:
    words, lower = page.parse.words, page.parse.lower
    while first < end and (words[first] in LOOSE_AT_THE_START or (words[first] == "(" and ")" not in words[first:end])):
        first += 1
    while first < end and lower[end - 1] in LOOSE_AT_THE_END and page.quotes.at[end - 1] < 0:
        end -= 1
    quoted = first < end and (page.quotes.at[first] >= 0 or page.quotes.at[end - 1] >= 0)
    return _with_own_marks(page, *_without_lone_marks(page, first, end)) if quoted else (first, end)


def _without_lone_marks(page: Page, first: int, end: int) -> Range:
    """A mark at an edge whose partner is outside is not part of the words; but a quote that is nearly whole gets its marks."""
    quotes = page.quotes
    if first < end and page.parse.words[end - 1] in MARKS and (number := quotes.at[end - 1]) >= 0 and quotes.all[number].first == end - 1:
        end -= 1
    if first < end and page.parse.words[first] in MARKS and (number := quotes.at[first]) >= 0 and quotes.all[number].end == first + 1:
        first += 1
    return first, end


def _with_own_marks(page: Page, first: int, end: int) -> Range:
    """Words that fill a quote, or end one, get its marks."""
    quotes = page.quotes
    if (
        first < end
        and (number := quotes.at[first]) >= 0
        and quotes.all[number].first == first - 1
        and _reaches(page, end, quotes.all[number].end)
    ):
        first -= 1
    if (
        first < end
        and (number := quotes.at[end - 1]) >= 0
        and first <= quotes.all[number].first
        and _reaches(page, end, quotes.all[number].end)
    ):
        end = max(end, quotes.all[number].end)
    return first, end


def _reaches(page: Page, end: int, stop: int) -> bool:
    return stop <= end or (stop - end <= 3 and not page.holds_words(end, stop))


def size(ranges: Iterable[Range]) -> int:
    """The number of tokens."""
    return sum([end - first for first, end in ranges])


def contains(ranges: Iterable[Range], token: int) -> bool:
    return any(first <= token < end for first, end in ranges)


def overlap(one: Sequence[Range], other: Sequence[Range]) -> int:
    """How many tokens two lists of ranges share."""
    shared = 0
    for first, end in one:
        for start, stop in other:
            if first < stop and start < end:
                shared += min(end, stop) - max(first, start)
    return shared
