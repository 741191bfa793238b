"""Which cue a quote belongs to: the one whose slots hold it, else the nearest in its unit that has no other content; else it floats."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sayso.attribution.content import with_quotes
from sayso.attribution.drafts import SURE, Draft
from sayso.attribution.features import SHORTEST_QUOTE
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.page import Page, Range
from sayso.attribution.quotes import SINGLE_OPENING, Quote
from sayso.attribution.repairs import FINITE
from sayso.attribution.spans import contains, overlap, size
from sayso.attribution.tags import DASHES

NEARLY_ALL = 0.8  # share of quoted words in a unit that floats
NO_ANNOUNCING = FINITE | {"NNP", "NNPS"}  # tags of words that say more than "And then, after a while:"
ENDS = frozenset({".", "?", "!"})
CROSSHEAD = 6  # words of a heading between paragraphs
LONGEST_LEAD = 10  # tokens before the colon of "And then, after a while: “…”"
JOINING = frozenset({"and", "but", "or", "then", "because"})
MOST_BLOCKS = 3  # a quote that a colon announces may run over so many paragraphs
LEAST_OWNER = 0.3  # a cue less likely than that gets no quotes


def share_quotes(page: Page, known: Knowledge, drafts: Sequence[Draft]) -> None:
    """Give each quote of each unit to one cue, and let it stand in that cue's content."""
    by_unit: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_unit[page.unit_of[draft.token]].append(draft)
    for number, group in by_unit.items():
        quotes = page.quotes.within(*page.units[number])
        spoken = {quote: speaker for quote in quotes if (speaker := _speaker(page, quote, group)) is not None}
        for speaker in spoken.values():
            speaker.speaks = True
        for quote in quotes:
            long_enough = quote.words >= SHORTEST_QUOTE or (quote.words and _is_sentence(page, quote))
            owner = spoken.get(quote) or (_owner(page, quote, group) if long_enough else None)
            if owner is not None:
                owner.quotes.append(quote)
        for draft in group:
            if draft.quotes:
                taken = [] if draft.speaks else draft.taken
                draft.content = with_quotes(page, known, draft.cue, taken=taken, quotes=draft.quotes, extent=draft.extent)


def keep_in_quote(page: Page, draft: Draft) -> None:
    """Take from the content of a cue inside a quote what stands outside of it."""
    number = page.quotes.at[draft.token]
    if number >= 0 and page.quotes.all[number].words >= SHORTEST_QUOTE:
        quote = page.quotes.all[number]
        draft.content = [part for first, end in draft.content if (part := (max(first, quote.first), min(end, quote.end)))[0] < part[1]]


def _speaker(page: Page, quote: Quote, drafts: Iterable[Draft]) -> Draft | None:
    """The cue whose tag or lead a quote has."""
    token = page.speakers.get(page.quotes.at[quote.first])
    return next((draft for draft in drafts if draft.token == token), None)


def _owner(page: Page, quote: Quote, drafts: Iterable[Draft]) -> Draft | None:
    outside = [draft for draft in drafts if draft.probability >= LEAST_OWNER and page.quotes.at[draft.token] < 0]
    if (adjacent := next((draft for draft in outside if draft.extent[1] == quote.first and draft.probability >= SURE), None)) is not None:
        return adjacent
    holding = [
        draft for draft in outside if not draft.speaks and 2 * overlap(draft.content, [(quote.first, quote.end)]) >= quote.end - quote.first
    ]
    if holding:
        return max(holding, key=lambda draft: size(draft.content))
    free = [draft for draft in outside if _is_quoted_or_empty(page, draft) and not (draft.speaks and _is_embedded(page, quote))]
    return min(free, key=lambda draft: min(abs(draft.token - quote.first), abs(draft.token - quote.end)), default=None)


def _is_sentence(page: Page, quote: Quote) -> bool:
    """Whether a quote opens its unit, or stands between two ends of sentences."""
    words, first = page.parse.words, quote.first
    return first == page.unit(first)[0] or (words[first - 1] in ENDS and words[quote.end - 2] in ENDS)


def _is_embedded(page: Page, quote: Quote) -> bool:
    """Whether a word stands right before a quote: it is a name or a part of the sentence, and goes on from no other quote."""
    before = quote.first - 1
    return before >= page.unit(quote.first)[0] and page.is_word(before) and page.parse.lower[before] not in JOINING


def _is_quoted_or_empty(page: Page, draft: Draft) -> bool:
    if not draft.content:
        return True
    quoted = [(quote.first, quote.end) for quote in page.quotes.within(*page.unit(draft.token))]
    return 2 * overlap(draft.content, quoted) >= size(draft.content)


def add_floating_quotes(page: Page, drafts: Sequence[Draft]) -> None:
    """Give the units that are nothing but a quote, and that no cue holds, to the last cue with a quote before them in the paragraph, else
    to the one that the paragraph before ends with, else to the speech that the unit before reports in other words."""
    parse = page.parse
    speaking: dict[int, list[Draft]] = defaultdict(list)
    outside = [draft for draft in drafts if page.quotes.at[draft.token] < 0]
    for draft in outside:
        if draft.quotes:
            speaking[parse.block_of[draft.token]].append(draft)
    last = {block: group[-1] for block, group in speaking.items()}
    reported = _reported(page, outside)
    taken = {token for draft in outside for first, end in draft.content for token in range(first, end)}
    for number, unit in enumerate(page.units):
        if not (parts := _loose_quotes(page, unit)) or not taken.isdisjoint(range(*unit)):
            continue
        block = parse.block_of[unit[0]]
        before = bisect_left(speaking.get(block, ()), unit[0], key=_place)
        if not before and (_is_crosshead(page, unit) or page.count_words([unit]) < SHORTEST_QUOTE):
            continue
        speaker = speaking[block][before - 1] if before else last.get(block - 1)
        if speaker is None or not (before or page.continues(unit[0]) or _ends_with(page, speaker, unit[0])):
            speaker = reported.get(number - 1)
        if speaker is not None:
            speaker.content.extend(parts)
            speaker.floats = True
            last.setdefault(block, speaker)
            reported[number] = speaker


def _is_crosshead(page: Page, unit: Range) -> bool:
    """Whether a unit is a paragraph of a few quoted words, as they stand between paragraphs in the way of a heading."""
    first, end = unit
    block_of = page.parse.block_of
    alone = (first == 0 or block_of[first - 1] != block_of[first]) and (end >= len(block_of) or block_of[end] != block_of[first])
    return alone and page.parse.words[first] in SINGLE_OPENING and page.count_words([unit]) <= CROSSHEAD


def _reported(page: Page, drafts: Iterable[Draft]) -> dict[int, Draft]:
    """By the number of a unit its last cue of speech that stands in no other's content."""
    found: dict[int, Draft] = {}
    for draft in drafts:
        if draft.probability < SURE or draft.lemma not in page.reporting or not draft.content:
            continue
        other = found.get(page.unit_of[draft.token])
        if other is None or not contains(other.content, draft.token):
            found[page.unit_of[draft.token]] = draft
    return found


def _loose_quotes(page: Page, unit: Range) -> list[Range]:
    """A unit that is a bare quote; the quotes of one that an aside between dashes breaks ("“It is —” she looks away — “a pity”") or that a
    few words without a verb announce ("And then, after a while: “…”")."""
    first, end = unit
    if is_bare_quote(page, unit):
        return [unit]
    regions = [(quote.first, quote.end) for quote in page.quotes.within(first, end) if quote.words]
    if not regions or page.holds_words(regions[-1][1], end):
        return []
    words, lead = page.parse.words, regions[0][0]
    announced = words[lead - 1] == ":" and lead - first <= LONGEST_LEAD and NO_ANNOUNCING.isdisjoint(page.parse.tags[first:lead])
    broken = all(words[one[1]] in DASHES and words[two[0] - 1] in DASHES for one, two in pairwise(regions)) and len(regions) > 1
    return regions if (lead == first and broken) or (announced and len(regions) == 1) else []


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
    return quoted > 0 and quoted >= NEARLY_ALL * len(words)
