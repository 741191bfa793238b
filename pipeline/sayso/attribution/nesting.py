"""Which attribution stands in which one's content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.attribution.drafts import Draft
from sayso.attribution.page import Page, Range
from sayso.attribution.spans import by_block, cut_out, join, size, trim


def part_circles(page: Page, drafts: Sequence[Draft]) -> None:
    """Where each of two contents holds the other's cue, take cue and source of the one with the larger content out of the smaller."""
    held = holders(drafts)
    for number, outers in enumerate(held):
        for outer in outers:
            if number in held[outer] and size(drafts[outer].content) >= size(drafts[number].content) and outer != number:
                larger, smaller = drafts[outer], drafts[number]
                gaps = [larger.extent, *([larger.source] if larger.source else [])]
                smaller.content = trim(page, cut_out(by_block(page, smaller.content), gaps))


def enclosing(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the innermost one whose content holds its cue; never a circle."""
    held = holders(drafts)
    sizes = [size(draft.content) for draft in drafts]
    places = {id(draft): number for number, draft in enumerate(drafts)}
    found: list[int | None] = [None] * len(drafts)
    for number in sorted(range(len(drafts)), key=lambda index: -sizes[index]):
        heir_of = drafts[number].heir_of
        if heir_of is not None and id(heir_of) in places:
            found[number] = places[id(heir_of)]
            continue
        inner_first = sorted(held[number], key=lambda index: sizes[index])
        found[number] = next((outer for outer in inner_first if not _is_above(found, outer, number)), None)
    return found


def _is_above(found: Sequence[int | None], lower: int, upper: int) -> bool:
    """Whether `upper` is met on the way up from `lower`."""
    current: int | None = lower
    while current is not None and current != upper:
        current = found[current]
    return current == upper


def holders(drafts: Sequence[Draft]) -> list[list[int]]:
    """For each draft the indices of those whose content holds its whole cue."""
    order = sorted(range(len(drafts)), key=lambda index: drafts[index].extent[0])
    starts = [drafts[index].extent[0] for index in order]
    found: list[list[int]] = [[] for _ in drafts]
    for outer, draft in enumerate(drafts):
        for part in join(draft.content):
            for inner in _cues_in(drafts, order, starts, part):
                if inner != outer:
                    found[inner].append(outer)
    return found


def _cues_in(drafts: Sequence[Draft], order: Sequence[int], starts: Sequence[int], part: Range) -> Iterator[int]:
    for place in range(bisect_left(starts, part[0]), len(order)):
        if starts[place] >= part[1]:
            return
        if drafts[order[place]].extent[1] <= part[1]:
            yield order[place]
