"""The source of a cue: the slot that most often holds one, as a whole noun phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.attribution.features import SHORTEST_QUOTE, Candidate
from sayso.attribution.frames import is_passive
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.page import Page, Range
from sayso.attribution.quotes import MARKS
from sayso.attribution.slots import Slot
from sayso.attribution.spans import contains, cut_out, trim

EMPTY_NAME = re.compile(r"“\s*”|\"\s*\"|‘\s*’|''\s*''|«\s*»|\[(?i:redacted|withheld|name withheld|name|deleted)\]|_{3,}|█+|\bXXX+\b")
INSERTIONS = {",": ",", ")": "("}
LONGEST_INSERTION = 40  # tokens between the commas of "the guide, who lives in Marn, said"
LONGEST_EMPTY_NAME = 12  # tokens of "[name withheld]" with marks around it
LEAST = 0.1
MOST = 0.5
NOBODY = frozenset({"it", "there"})
OBJECTIVE = frozenset({"me", "him", "us", "them"})
NAMES = frozenset({"NNP", "NNPS"})
IMPERSONAL = frozenset({"seem", "appear", "emerge"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
SKIPPED = frozenset({"RB", "MD"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP"})
IN_A_PHRASE = frozenset({*NOMINAL, "DT", "JJ", "POS", "PRP$", "CD"})
IN_A_NAMED_PHRASE = IN_A_PHRASE | {"VBN", "HYPH"}  # retired surgeon Vera Holt


def choose_source(
    page: Page, known: Knowledge, cue: Candidate, slots: Sequence[Slot], content: Sequence[Range]
) -> tuple[Slot | None, float]:
    """The likeliest slot and its share; None where no slot is likely enough."""
    best, best_share = None, LEAST
    for slot in slots:
        if (page.parse.lower[slot.head] in NOBODY and _is_impersonal(page, cue)) or _is_object(page, slot):
            continue
        if cue.part == "verb" and slot.key == "compound.before":  # a verb has none: it is taken for a noun
            continue
        if slot.head > cue.token and page.quotes.at[slot.head] >= 0 > page.quotes.at[cue.token]:  # said on “The Morning Show”
            continue
        share = known.source_share(cue, slot)
        if slot.key == "nsubjpass.before" and share < MOST:  # "was said to", "were told that"; not "is determined to"
            continue
        if share >= best_share and not contains(content, slot.head):
            best, best_share = slot, share
    return best, best_share if best else 0.0


def _is_impersonal(page: Page, cue: Candidate) -> bool:
    """ "It was clear that …", "it is believed that …", "it seems that …": the subject stands for nobody."""
    return cue.part == "adjective" or cue.lemma in IMPERSONAL or is_passive(page, cue.token)


def _is_object(page: Page, slot: Slot) -> bool:
    """Whether the subject of a finite verb cannot be one, by its case: "the guide, Holt, tells me"."""
    return slot.key.startswith("nsubj") and page.parse.lower[slot.head] in OBJECTIVE and page.parse.tags[page.heads[slot.head]] in FINITE


def empty_name(page: Page, cue: Candidate, extent: Range) -> Range | None:
    """A place for a name that is empty, right before an active verb and with no other words before it: "“[redacted]” said"."""
    parse, (first, end) = page.parse, (page.unit(cue.token)[0], extent[0])
    if cue.part != "verb" or not 0 < end - first <= LONGEST_EMPTY_NAME:
        return None
    text = parse.text[parse.starts[first] : parse.ends[end - 1]]
    found = EMPTY_NAME.search(text)
    if found is None or any(char.isalnum() for char in text.replace(found.group(), "")):
        return None
    return first, end


def in_the_tag(page: Page, cue: Candidate, extent: Range) -> Range | None:
    """Where the tree names no subject for the verb of a quote's tag: the words between quote and verb, or the noun phrase behind it."""
    start = page.in_tags.get(cue.token)
    if start is None or cue.part != "verb":
        return None
    if start < extent[0]:
        kept = trim(page, [(start, extent[0])])
        return kept[0] if kept else None
    return _phrase_behind(page, extent[1])


def _phrase_behind(page: Page, start: int) -> Range | None:
    end = start
    while end < len(page.parse) and page.parse.tags[end] in IN_A_NAMED_PHRASE:
        end += 1
    return (start, end) if any(tag in NOMINAL for tag in page.parse.tags[start:end]) else None


def beside_the_verb(page: Page, cue: Candidate, content: Sequence[Range], extent: Range) -> Range | None:
    """Where the tree names no subject for an active verb: the noun phrase right before it, or right after it; of a verb that reports also
    the one that an apposition or a relative clause parts from it."""
    parse, token = page.parse, cue.token
    if cue.part != "verb" or is_passive(page, token) or (parse.tags[token] not in FINITE and not _is_perfect(page, token)):
        return None
    first, end = page.unit(token)
    for start, step in ((extent[0] - 1, -1), (token + 1, 1)):
        near = start
        while first <= near < end and (parse.tags[near] in SKIPPED or (step < 0 and _ends_apposition(page, near))):
            near += step
        if _may_be_source(page, near, token, content) and first <= near < end:
            return _phrase(page, near, step, first, end)
    if cue.lemma not in page.reporting:
        return None
    behind = _phrase_behind(page, extent[1]) if extent[0] == first else None  # "Said one of them: “…”"
    return behind or _before_a_comma(page, extent[0], content)


def _is_perfect(page: Page, token: int) -> bool:
    """ "Have said", "'s said": a participle with a form of "have" right before it."""
    return page.parse.tags[token] == "VBN" and token > 0 and page.lemma_of[token - 1] == "have"


def _may_be_source(page: Page, token: int, verb: int, content: Sequence[Range]) -> bool:
    parse = page.parse
    nominal = 0 <= token < len(parse) and parse.tags[token] in NOMINAL and parse.lower[token] not in OBJECTIVE
    return nominal and page.quotes.at[token] == page.quotes.at[verb] and not contains(content, token)


def _before_a_comma(page: Page, verb: int, content: Sequence[Range]) -> Range | None:
    """Of "the guide, who lives in Marn, said" all from the noun phrase before the insertion on."""
    words, (first, _) = page.parse.words, page.unit(verb)
    closing = words[verb - 1] if verb - 1 > first else ""
    if closing not in INSERTIONS:
        return None
    for token in range(verb - 2, max(first, verb - LONGEST_INSERTION), -1):
        if words[token] == INSERTIONS[closing]:
            found = _may_be_source(page, token - 1, verb, content)
            return (_phrase(page, token - 1, -1, first, token)[0], verb - (closing == ",")) if found else None
    return None


def _ends_apposition(page: Page, token: int) -> bool:
    """The comma of "the guide, Vera Holt, tells …"."""
    return page.parse.words[token] == "," and token > 0 and page.parse.tags[token - 1] in NAMES and page.quotes.at[token] < 0


def _phrase(page: Page, near: int, step: int, first: int, end: int) -> Range:
    """The run of name and noun words that a token stands in."""
    low, high = near, near + 1
    while low > first and page.parse.tags[low - 1] in IN_A_PHRASE:
        low -= 1
    while high < end and page.parse.tags[high] in IN_A_PHRASE and step > 0:
        high += 1
    return low, high


def source_ranges(page: Page, slot: Slot, extent: Range) -> list[Range]:
    """The words of a source: its noun phrase without preposition, the cue and what is quoted."""
    ranges = ((slot.inner, slot.ranges[0][1]), *slot.ranges[1:])
    ranges = tuple([part for part in ranges if part[0] <= slot.head < part[1] or part[0] == slot.inner])
    own = page.quotes.at[slot.head]
    quoted = [
        (quote.first, quote.end)
        for part in ranges
        for quote in page.quotes.within(*part)
        if quote.words >= SHORTEST_QUOTE
        and own != page.quotes.at[quote.first]
        and not (quote.first > part[0] and page.is_word(quote.first - 1))
    ]
    found = trim(page, cut_out(ranges, [extent, *quoted]))[:1]
    return [(first, _with_empty_name(page, _before_possessive(page, first, end))) for first, end in found]


def _before_possessive(page: Page, first: int, end: int) -> int:
    """Of "the sailor's claim" the source is the sailor."""
    return end - 1 if end - first > 1 and page.parse.tags[end - 1] == "POS" else end


def _with_empty_name(page: Page, end: int) -> int:
    """A pair of marks with nothing between them stands for a name that was left out: it belongs to the source."""
    words = page.parse.words
    return end + 2 if end + 1 < len(words) and words[end] in MARKS and words[end + 1] in MARKS else end
