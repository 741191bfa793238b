"""The content of a cue: the slots that hold content, the quotes of its unit, and quotes that float after it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.features import SHORTEST_QUOTE, Candidate
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.page import Page, Range
from sayso.attribution.quotes import Quote
from sayso.attribution.slots import Slot, tails_of
from sayso.attribution.spans import cut_out, join, overlap, size, trim

TAKEN = 0.5
NOBODY = frozenset({"it", "there"})
HEARERS = frozenset({"dobj.after", "dative.after", "hearer.after"})
CALLED_ON = frozenset({"prep.on.after", "prep.upon.after", "prep.to.after", "prep.for.after"})
TAG_SIGNS = frozenset({",", "—", "–", "-", "--", "―"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP"})
FARTHEST_COLON = 12  # tokens from a verb of speech to the colon that it leads to
MOSTLY_BEFORE = 0.5  # a slot before the cue of which so much is quoted adds nothing to its quotes


def slot_content(page: Page, known: Knowledge, cue: Candidate, slots: Sequence[Slot], extent: Range) -> tuple[list[Range], list[Slot]]:
    """The words of all slots that hold content more often than not, without the cue itself; and those slots."""
    taken = [slot for slot in slots if known.content_share(cue, slot) >= TAKEN]
    if not taken:
        return [], []
    clauses = [slot for slot in taken if slot.key.startswith(("ccomp", "xcomp"))]
    if subject := next((slot for slot in slots if slot.key == "nsubjpass.before"), None):
        others = [slot for slot in taken if slot is not subject]
        taken = [subject, *others] if _is_told_of(page, known, cue, subject, others) else others
    if any(slot.head > cue.token for slot in clauses):
        taken = [slot for slot in taken if not slot.key.startswith("host")]
    if clauses and known.has_hearer(cue):
        to_do = any(slot.key.startswith("xcomp.to") for slot in clauses)
        taken = [slot for slot in taken if slot.key not in HEARERS and not (to_do and slot.key in CALLED_ON)]
    if any(slot.head < cue.token for slot in clauses):
        taken = [slot for slot in taken if slot.head < cue.token or page.parse.words[slot.ranges[0][0] - 1] != ";"]
    taken = [slot for slot in taken if slot.head > cue.token or page.parse.words[min(slot.ranges[0][1], len(page.parse) - 1)] != ";"]
    ranges = [part for slot in taken for part in _words_of(page, known, cue, slot)]
    return trim(page, cut_out(join(ranges), [extent])), taken


def _is_told_of(page: Page, known: Knowledge, cue: Candidate, subject: Slot, others: Sequence[Slot]) -> bool:
    """Whether the subject of a passive belongs to the content, as in "he is understood to have left"; not where it hears it, as in "he was
    told to leave", nor the *it* of "it is said that"."""
    hears = known.has_hearer(cue) and known.source_share(cue, subject) < TAKEN
    if others and (hears or page.parse.lower[subject.head] in NOBODY):
        return False
    to_do = any(slot.key.startswith("xcomp.to") for slot in others)
    return (to_do and cue.lemma in page.reporting) or known.content_share(cue, subject) >= TAKEN


def around_according(page: Page, extent: Range, source: Range, content: list[Range]) -> tuple[Range, list[Range]]:
    """Source and content of "according to …", where the tree tells too little: after a leading phrase the rest of the unit, before a
    closing one all of it."""
    parse, (first, end) = page.parse, page.unit(extent[0])
    before = trim(page, [(first, extent[0])])
    if before:
        return source, content if content and content[0][0] <= before[0][0] else before
    comma = next((token for token in range(extent[1] + 1, end) if parse.words[token] == ","), None)
    if content or comma is None:
        return source, content
    return (extent[1], comma), trim(page, [(comma + 1, end)])


def before_the_tag(page: Page, cue: Candidate, extent: Range) -> list[Range]:
    """Where no slot holds content: the words before a closing tag ("Rents to fall, minister says")."""
    parse, (first, end) = page.parse, page.unit(cue.token)
    subject = max((child for child in page.children[cue.token] if page.deps[child] == "nsubj" and child < cue.token), default=None)
    if cue.part != "verb" or parse.tags[cue.token] not in FINITE_TAGS or subject is None:
        return []
    if any(page.is_word(token) for token in range(extent[1], end)):
        return []
    start = page.left[subject]
    while start < subject and parse.words[start] != ",":
        start += 1
    start = start if start < subject else page.left[subject] - 1
    if start <= first or parse.words[start] not in TAG_SIGNS:
        return []
    return trim(page, [(first, start)])


def after_the_colon(page: Page, cue: Candidate) -> list[Range]:
    """Where no slot holds content: the words behind the colon that a verb of speech leads to ("The mayor tweeted: Never again")."""
    words, end = page.parse.words, page.unit(cue.token)[1]
    if cue.part != "verb" or cue.lemma not in page.reporting or page.quotes.at[cue.token] >= 0:
        return []
    colon = next((token for token in range(cue.token + 1, min(end, cue.token + FARTHEST_COLON)) if words[token] == ":"), None)
    if colon is None or colon + 1 >= end or page.quotes.at[colon + 1] >= 0:
        return []
    found = trim(page, [(colon + 1, end)])
    said = page.parse.words[colon + 1][0].isupper() or any(tag in FINITE_TAGS for tag in page.parse.tags[colon + 1 : end])
    return found if said and page.count_words(found) >= SHORTEST_QUOTE else []


def _words_of(page: Page, known: Knowledge, cue: Candidate, slot: Slot) -> Sequence[Range]:
    """A slot's words, without an end that is rarely part of what is said."""
    for tail in tails_of(page, slot):
        if known.tail_share(cue, slot, tail) < TAKEN:
            return cut_out(slot.ranges, [(tail.start, slot.ranges[-1][1])])
    return slot.ranges


def with_quotes(
    page: Page, known: Knowledge, cue: Candidate, *, taken: Sequence[Slot], quotes: Sequence[Quote], extent: Range
) -> list[Range]:
    """The quotes, with the slots that they stand in where those are partly said in other words ("said it was “a first step”")."""
    regions = [(quote.first, quote.end) for quote in quotes]
    kept = list(regions)
    opens = any(end <= cue.token for _, end in regions)
    for slot in taken:
        if opens and slot.head > cue.token:
            continue
        ranges = join(_words_of(page, known, cue, slot))
        share = overlap(ranges, regions) / max(1, size(ranges))
        most = MOSTLY_BEFORE if slot.head < cue.token and not any(_is_part(page, quote) for quote in quotes) else 1
        if 0 < share < most or (not share and _leads_to(page, slot, cue, regions)):
            kept += ranges
    return trim(page, cut_out(join(kept), [extent]))


def _is_part(page: Page, quote: Quote) -> bool:
    """Whether a quote is but a part of the clause that it stands in: Surgeon “joked about football”, inquest told."""
    first = quote.first
    return first > page.unit(first)[0] and page.is_word(first - 1) and page.parse.words[first + 1].islower()


def _leads_to(page: Page, slot: Slot, cue: Candidate, regions: Sequence[Range]) -> bool:
    """Of "called the move “a first step”" and "which she called “a first step”" the object belongs to what is said."""
    if slot.head < cue.token:
        return slot.key == "dobj.before" and page.parse.tags[slot.head] in ("WDT", "WP")
    return any(0 <= first - slot.ranges[-1][1] <= 1 for first, _ in regions)
