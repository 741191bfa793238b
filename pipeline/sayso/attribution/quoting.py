"""Which cue a quote belongs to: the one whose slots hold it, else the nearest in its unit that has no other content; else it floats."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.attribution.content import with_quotes
from sayso.attribution.drafts import Draft
from sayso.attribution.features import SHORTEST_QUOTE
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.page import Page, Range
from sayso.attribution.quotes import Quote
from sayso.attribution.spans import overlap, size

NEARLY_ALL = 0.8  # share of quoted words in a unit that floats
MOST_BLOCKS = 3  # a quote that a colon announces may run over so many paragraphs
LEAST_OWNER = 0.3  # a cue less likely than that gets no quotes


def share_quotes(page: Page, known: Knowledge, drafts: Sequence[Draft]) -> None:
    """Give each quote of each unit to one cue, and let it stand in that cue's content."""
    by_unit: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_unit[page.unit_of[draft.token]].append(draft)
    for number, group in by_unit.items():
        for quote in page.quotes.within(*page.units[number]):
            long_enough = quote.words >= SHORTEST_QUOTE or (quote.words and quote.first == page.units[number][0])
            if long_enough and (owner := _owner(page, quote, group)):
                owner.quotes.append(quote)
        for draft in group:
            if draft.quotes:
                draft.content = with_quotes(page, known, draft.cue, taken=draft.taken, quotes=draft.quotes, extent=draft.extent)


def _owner(page: Page, quote: Quote, drafts: Iterable[Draft]) -> Draft | None:
    outside = [draft for draft in drafts if draft.probability >= LEAST_OWNER and not quote.first <= draft.token < quote.end]
    holding = [draft for draft in outside if 2 * overlap(draft.content, [(quote.first, quote.end)]) >= quote.end - quote.first]
    if holding:
        return max(holding, key=lambda draft: size(draft.content))
    free = [draft for draft in outside if page.quotes.at[draft.token] < 0 and _is_quoted_or_empty(page, draft)]
    return min(free, key=lambda draft: min(abs(draft.token - quote.first), abs(draft.token - quote.end)), default=None)


def _is_quoted_or_empty(page: Page, draft: Draft) -> bool:
    if not draft.content:
        return True
    quoted = [(quote.first, quote.end) for quote in page.quotes.within(*page.unit(draft.token))]
    return 2 * overlap(draft.content, quoted) >= size(draft.content)


def add_floating_quotes(page: Page, drafts: Sequence[Draft]) -> None:
    """Give the units that are nothing but a quote, and that no cue holds, to the last cue with a quote before them in the paragraph, else
    to the one that the paragraph before ends with."""
    parse = page.parse
    speaking: dict[int, list[Draft]] = defaultdict(list)
    outside = [draft for draft in drafts if page.quotes.at[draft.token] < 0]
    for draft in outside:
        if draft.quotes:
            speaking[parse.block_of[draft.token]].append(draft)
    last = {block: group[-1] for block, group in speaking.items()}
    taken = {token for draft in outside for first, end in draft.content for token in range(first, end)}
    for unit in page.units:
        block = parse.block_of[unit[0]]
        before = bisect_left(speaking.get(block, ()), unit[0], key=_place)
        speaker = speaking[block][before - 1] if before else last.get(block - 1)
        if speaker is None or not taken.isdisjoint(range(*unit)) or not is_bare_quote(page, unit):
            continue
        if before or page.continues(unit[0]) or _ends_with(page, speaker, unit[0]):
            speaker.content.append(unit)
            speaker.floats = True
            last.setdefault(block, speaker)


def _place(draft: Draft) -> int:
    return draft.token


def _ends_with(page: Page, draft: Draft, start: int) -> bool:
    """Whether a cue, or a quote of it, stands in the last unit before a token."""
    number = page.unit_of[start - 1]
    return page.unit_of[draft.token] == number or page.unit_of[draft.content[-1][1] - 1] == number


def add_following_quotes(page: Page, drafts: Sequence[Draft]) -> None:
    """Give a cue of speech without content the quote that follows its sentence ("The mayor wrote: …", in the next paragraph too)."""
    outside = [draft for draft in drafts if page.quotes.at[draft.token] < 0]  # what is said inside the quote does not take it
    taken = {token for draft in outside for first, end in draft.content for token in range(first, end)}
    for draft in drafts:
        if draft.content or draft.probability < LEAST_OWNER or page.quotes.at[draft.token] >= 0:
            continue
        unit = page.unit_of[draft.token] + 1
        colon = page.parse.words[page.units[unit - 1][1] - 1] == ":"
        while unit < len(page.units) and _follows(page, draft, unit, colon=colon) and taken.isdisjoint(range(*page.units[unit])):
            draft.content.append(page.units[unit])
            draft.floats = True
            unit += 1


def _follows(page: Page, draft: Draft, unit: int, *, colon: bool) -> bool:
    first = page.units[unit][0]
    near = page.parse.block_of[first] == page.parse.block_of[draft.token] or (
        colon and page.parse.block_of[first] - page.parse.block_of[draft.token] <= MOST_BLOCKS
    )
    return near and page.is_read(first) and is_bare_quote(page, page.units[unit])


def is_bare_quote(page: Page, unit: Range) -> bool:
    """Whether a unit opens with a quote and is hardly anything else."""
    if page.quotes.at[unit[0]] < 0:
        return False
    words = [token for token in range(*unit) if page.is_word(token)]
    quoted = sum(1 for token in words if page.quotes.at[token] >= 0)
    return len(words) >= SHORTEST_QUOTE and quoted >= NEARLY_ALL * len(words)
