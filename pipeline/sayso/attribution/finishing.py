"""The last look at drafts that are kept: fillers, bare pronouns and twins go; cues and contents get their final extents."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.cues import first_helper
from sayso.attribution.drafts import Draft, is_whole
from sayso.attribution.features import SHORTEST_QUOTE, VERB_TAGS
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.nesting import part_circles
from sayso.attribution.page import Page, Range
from sayso.attribution.quotes import CLOSING, MARKS, OPENING
from sayso.attribution.spans import LOOSE_AT_THE_END, contains, join, overlap, size, trim

PARTING = frozenset({",", ".", "?", "!", ";", ":", "—", "–", "-", "--", "―", "…", "...", *MARKS})
POINTING_TAGS = frozenset({"PRP", "WP", "WDT", "WRB"})
POINTING_WORDS = frozenset({"that", "this", "it", "so"})
ASIDES, ASIDE_TAGS = frozenset({"acl", "advcl"}), frozenset({"VBN", "VBG", "VBD"})
BETWEEN = frozenset({"advmod", "neg"})  # what stands between a copula and its adjective


def finished(page: Page, known: Knowledge, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that say something, with cue and content as the records have them."""
    kept = [draft for draft in drafts if not is_filler(page, known, draft)]
    for draft in kept:
        draft.extent = _with_copula(page, draft)
        draft.content = _whole_content(page, draft)
        draft.source = _without_aside(page, known, _with_apposition(page, draft))
    kept = [draft for draft in kept if is_whole(draft) and not _only_points(page, draft)]
    kept = _without_twins(kept)
    part_circles(page, kept)
    return [draft for draft in kept if is_whole(draft)]


def is_filler(page: Page, known: Knowledge, draft: Draft) -> bool:
    """ "It was, you know, a cold day": pronoun and verb alone between commas."""
    parse, token = page.parse, draft.token
    if token == 0 or f"{parse.lower[token - 1]} {parse.lower[token]}" not in known.fillers:
        return False
    first, end = page.unit(token)
    parted = token - 1 == first or parse.words[token - 2] in PARTING
    return (token + 1 == end or parse.words[token + 1] in PARTING) and (parted or parse.tags[token - 2] in ("CC", "UH"))


def _with_copula(page: Page, draft: Draft) -> Range:
    """ "are concerned", "was not sure": an adjective's verb belongs to the cue."""
    first, end = draft.extent
    verb = page.heads[draft.token]
    if draft.cue.part != "adjective" or page.deps[draft.token] != "acomp" or not verb < first or page.parse.tags[verb] not in VERB_TAGS:
        return draft.extent
    if any(page.deps[token] not in BETWEEN for token in range(verb + 1, first)):
        return draft.extent
    return first_helper(page, verb), end


def _with_apposition(page: Page, draft: Draft) -> Range | None:
    """ "― Vera Holt, keeper of the pier": the rest of a signature's paragraph belongs to the name."""
    source, words = draft.source, page.parse.words
    if source is None or draft.cue.frame != "signature" or source[1] >= len(words) or words[source[1]] != ",":
        return source
    block = page.parse.block_of[draft.token]
    end = source[1]
    while end < len(words) and page.parse.block_of[end] == block:
        end += 1
    kept = trim(page, [(source[0], end)])
    return kept[0] if kept else source


def _without_aside(page: Page, known: Knowledge, source: Range | None) -> Range | None:
    """ "Vell, asked whether it would close, declined …": what the source does or was asked, between commas, is no part of its name."""
    if source is None:
        return None
    first, end = source
    words, tags, lower = page.parse.words, page.parse.tags, page.parse.lower
    commas = (token for token in range(first + 1, end - 1) if words[token] == "," and tags[token + 1] in ASIDE_TAGS)
    asides = (comma + 1 for comma in commas if page.deps[comma + 1] in ASIDES and lower[comma + 1] not in known.naming)
    aside = next((token for token in asides if first <= page.heads[token] < token), None)
    return source if aside is None else (first, aside - 1)


def _whole_content(page: Page, draft: Draft) -> list[Range]:
    """The content with its *that* and its marks; of a cue inside a quote, without the outer quote's end."""
    content = _inside_own_quote(page, draft)
    return [_with_that(page, draft, _with_end_mark(page, _with_whole_quotes(page, draft, part))) for part in content]


def _with_whole_quotes(page: Page, draft: Draft, part: Range) -> Range:
    """With all of a quote that the words run into from before, or of which they are more than half; not of one that holds cue or source."""
    first, end = part
    gaps = [draft.extent, *([draft.source] if draft.source else [])]
    for quote in (page.quotes.all[number] for number in {page.quotes.at[first], page.quotes.at[end - 1]} if number >= 0):
        whole = min(first, quote.first), max(end, quote.end)
        region = [(quote.first, quote.end)]
        runs_in = first < quote.first and quote.closed
        if (runs_in or 2 * overlap([part], region) > quote.end - quote.first) and not overlap(region, gaps):
            first, end = whole
    return first, end


def _inside_own_quote(page: Page, draft: Draft) -> list[Range]:
    """The content of a cue inside a quote: whole inner quotes, which make it direct, else without the outer words' end signs."""
    number = page.quotes.at[draft.token]
    if number < 0 or page.quotes.all[number].words < SHORTEST_QUOTE:
        return draft.content
    quote = page.quotes.all[number]
    inner = [_inner_quote(page, draft, (first + (first == quote.first), end)) for first, end in draft.content]
    if all(inner):
        draft.manner = "direct"
    kept = [found or _without_end_sign(page, part, quote.first) for found, part in zip(inner, draft.content, strict=True)]
    return trim(page, kept)


def _inner_quote(page: Page, draft: Draft, part: Range) -> Range | None:
    """Of what somebody said “‘Stay here. Be patient.’” inside another's words the whole quote."""
    for quote in page.quotes.inner_at(part[0]):
        if part[1] <= quote.end + 2 and not quote.first <= draft.token < quote.end and quote.words >= SHORTEST_QUOTE:
            return quote.first, quote.end
    return None


def _without_end_sign(page: Page, part: Range, opening: int) -> Range:
    """Inside a quote whose opening mark stands before: without the comma and the closing mark that belong to the outer words."""
    first, end = part
    own = page.quotes.at[first]
    if first <= opening:
        return part
    inner = {quote.end - 1 for token in (first, end - 1, end - 2) for quote in page.quotes.inner_at(token)}
    while (
        end > first
        and page.quotes.at[end - 1] == own
        and end - 1 not in inner
        and page.parse.words[end - 1] in (LOOSE_AT_THE_END | CLOSING | {'"', "''"})
    ):
        end -= 1
    return first, end


def _with_end_mark(page: Page, part: Range) -> Range:
    """A mark that was opened inside is closed inside, where the closing one follows at once."""
    first, end = part
    words = page.parse.words
    close = next((token for token in range(end, min(end + 2, len(words))) if words[token] in CLOSING), None)
    if close is None:
        return part
    opened = sum((word in OPENING) - (word in CLOSING) for word in words[first:end])
    return (first, close + 1) if opened > 0 else part


def _with_that(page: Page, draft: Draft, part: Range) -> Range:
    before = part[0] - 1
    is_mark = draft.extent[1] <= before and page.parse.lower[before] == "that" and page.parse.tags[before] == "IN"
    return (before, part[1]) if is_mark and not contains([draft.source or (0, 0)], before) else part


def _only_points(page: Page, draft: Draft) -> bool:
    """Whether the content is one unquoted word that only points at what is said elsewhere: "what", "which", "it"."""
    if draft.quotes or page.count_words(draft.content) != 1:
        return False
    word = next(token for first, end in draft.content for token in range(first, end) if page.is_word(token))
    return page.parse.tags[word] in POINTING_TAGS or page.parse.lower[word] in POINTING_WORDS


def _without_twins(drafts: Sequence[Draft]) -> list[Draft]:
    """Of two marks with one source, and of two cues with one source and one content, the likelier."""
    by_source: dict[Range | None, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda draft: (-draft.confidence, draft.token)):
        others = by_source.setdefault(draft.source, [])
        if draft.source is None or not any(_are_twins(draft, other) for other in others):
            others.append(draft)
    kept = {id(draft) for others in by_source.values() for draft in others}
    return [draft for draft in drafts if id(draft) in kept]


def _are_twins(one: Draft, other: Draft) -> bool:
    if one.cue.part == other.cue.part == "mark":
        return 2 * overlap(one.content, other.content) > min(size(one.content), size(other.content))
    return join(one.content) == join(other.content) and bool(one.content) and "mark" in (one.cue.part, other.cue.part)
