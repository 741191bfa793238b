"""What stands beside cue, source and content: the hearer, the medium, the cue's polarity, the manner and form of the content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sayso.attribution.features import SHORTEST_QUOTE
from sayso.attribution.page import Page, Range
from sayso.attribution.slots import Slot
from sayso.attribution.spans import contains
from sayso.records import ContentForm, Manner, MediumKind, Polarity
from sayso.rules import Rules
from sayso.rules.entries import NounEntry, WordsEntry

MEDIUM_PREPOSITIONS = frozenset({"in", "on", "via", "through", "at", "during", "by", "over", "to"})
NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "neither", "nothing", "no", "few", "hardly", "scarcely", "not"})
RESTRICTING = frozenset({"only", "just", "merely", "least"})  # not only the mayor said so
NEGATIVE_WORDS = frozenset({"not", "n't", "never", "no", "hardly", "scarcely", "without", "neither", "nor"})
CONTRACTED = ("n't", "n’t")  # in capitals they are not parted from their verb
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERB_TAGS = FINITE_TAGS | {"VB", "VBN"}
VERB_LABELS = ("ccomp", "xcomp", "acl", "advcl", "csubj", "relcl", "host", "pcomp")
PERSONAL_PRONOUNS = frozenset(
    {"me", "him", "her", "us", "them", "you", "i", "he", "she", "we", "they", "anyone", "everyone", "himself", "herself", "themselves"}
)
CALLED = frozenset({"prep.on", "prep.upon"})  # of "call on the council"
TOLD = frozenset({"prep.to", "dative.to"})
HEARERS = frozenset({"dobj", "dative", "nsubjpass", "hearer"}) | CALLED | TOLD
SENTENCE_ENDS = frozenset({".", "?", "!"})
DIRECT, MIXED = 0.9, 0.0  # shares of the content's words that are quoted


@dataclass(frozen=True, slots=True)
class Company:
    """Words of the pack that tell media and hearers: noun → kind of medium, and nouns that stand for people."""

    media: Mapping[str, MediumKind]
    people: frozenset[str]


def make_company(rules: Rules) -> Company:
    media = {
        word: cast(MediumKind, str(kind)) for entry in rules.of(WordsEntry) if entry.name == "medium" for word, kind in entry.values.items()
    }
    kinds = ("person", "group", "organization", "government", "media", "country")
    people = frozenset(
        lemma for entry in rules.of(NounEntry) if entry.kind in kinds or entry.plural_kind in kinds for lemma in entry.lemmas
    )
    return Company(media, people)


def find_medium(page: Page, company: Company, slots: Sequence[Slot]) -> tuple[Slot, MediumKind] | None:
    """The slot that names where it was said: "in an interview with …", "on Twitter", "in a statement"."""
    for slot in slots:
        preposition = slot.key.split(".")[1] if slot.key.startswith("prep.") else ""
        if preposition not in MEDIUM_PREPOSITIONS:
            continue
        noun = page.child(slot.head, "pobj")
        kind = company.media.get(page.lemma_of[noun]) if noun is not None else None
        if kind and not (preposition == "to" and kind != "outlet"):
            return slot, kind
    return None


def find_hearer(page: Page, company: Company, slots: Sequence[Slot], content: Sequence[Range], source: Range | None) -> Range | None:
    """The words that name whom it was said to: an object beside the content, "to reporters", the subject of "was told"."""
    for slot in slots:
        name = slot.key.rpartition(".")[0]
        inner = (slot.inner, slot.ranges[0][1])
        if name == "nsubjpass" and page.parse.lower[slot.head] == "it":
            continue
        taken = contains(content, slot.inner) or (source is not None and source[0] <= slot.inner < source[1])
        if taken or slot.head in page.dated or not _can_hear(page, company, name, slot):
            continue
        return inner
    return None


def may_hear(slot: Slot) -> bool:
    """Whether a slot is one of those in which the hearer is named."""
    return slot.key.rpartition(".")[0] in HEARERS


def _can_hear(page: Page, company: Company, name: str, slot: Slot) -> bool:
    if name not in CALLED and name not in TOLD:
        return name in HEARERS
    if name in CALLED and page.lemma_of[page.heads[slot.head]] != "call":
        return False
    noun = page.child(slot.head, "pobj")
    return noun is not None and _is_someone(page, company, noun)


def _is_someone(page: Page, company: Company, token: int) -> bool:
    parse = page.parse
    return parse.tags[token].startswith("NNP") or parse.lower[token] in PERSONAL_PRONOUNS or page.lemma_of[token] in company.people


def polarity_of(page: Page, token: int, extent: Range, source: Range | None) -> Polarity:
    """Negative where the cue is negated: "did not say", "nobody told", "without naming"."""
    parse = page.parse
    beside = [child for child in page.children[token] if page.deps[child] in ("neg", "advmod", "preconj")]
    if any(
        parse.lower[child] in NEGATIVE_WORDS and parse.lower[child + 1] not in RESTRICTING for child in beside if child + 1 < len(parse)
    ):
        return "negative"
    if any(parse.lower[word] in NEGATIVE_WORDS or parse.lower[word].endswith(CONTRACTED) for word in range(*extent)):
        return "negative"
    head = page.heads[token]
    if page.deps[token] == "pcomp" and parse.lower[head] == "without":
        return "negative"
    return "negative" if source is not None and _says_nobody(page, source) else "positive"


def _says_nobody(page: Page, source: Range) -> bool:
    """Whether a source stands for nobody, or hardly anybody: "no one", "few", "not everyone"."""
    words = page.parse.lower[source[0] : source[0] + 2]
    return words[0] in NEGATIVE_SUBJECTS and words[-1] not in RESTRICTING


def manner_of(page: Page, token: int, content: Sequence[Range]) -> Manner:
    """Direct where (nearly) all words stand in quotation marks that do not also hold the cue."""
    own = page.quotes.at[token]
    if {number for first, end in content for number in page.quotes.at[first:end]} <= {-1, own}:
        return "indirect"
    words = [word for first, end in content for word in range(first, end) if page.is_word(word)]
    quoted = sum(1 for word in words if page.quotes.at[word] not in (-1, own))
    if not words or quoted <= MIXED:
        return "indirect"
    return "direct" if quoted >= DIRECT * len(words) else "mixed"


def form_of(page: Page, content: Sequence[Range], taken: Sequence[Slot]) -> ContentForm:
    """Sentences where a sentence ends inside or there are several quotes; a clause where there is a verb to it; else a phrase."""
    if not content:
        return "phrase"
    quotes = [quote for part in content for quote in page.quotes.within(*part) if quote.words >= SHORTEST_QUOTE]
    sentences = {page.parse.sentence_of[token] for first, end in content for token in (first, end - 1)}
    if quotes and (len(sentences) > 1 or len(quotes) > 1 or _has_inner_end(page, content)):
        return "sentences"
    clausal = [slot for slot in taken if slot.key.startswith(VERB_LABELS) and page.parse.tags[slot.head].startswith(("VB", "MD"))]
    if any(contains(content, slot.head) for slot in clausal):
        return "clause"
    if quotes and any(page.parse.tags[token] in FINITE_TAGS for first, end in content for token in range(first, end)):
        return "clause" if not taken or all(slot.key.startswith(VERB_LABELS) for slot in taken) else "phrase"
    if any(slot.key.startswith("prep.") and _is_clausal(page, slot.head) for slot in taken):
        return "clause"
    loose = not taken or any(slot.key.startswith("host") for slot in taken)
    return (
        "clause"
        if loose and any(page.parse.tags[token] in VERB_TAGS for first, end in content for token in range(first, end))
        else "phrase"
    )


def _is_clausal(page: Page, preposition: int) -> bool:
    """Whether a preposition has a verb after it: "of moving too slowly"."""
    return page.child(preposition, "pcomp") is not None


def _has_inner_end(page: Page, content: Sequence[Range]) -> bool:
    return not all(SENTENCE_ENDS.isdisjoint(page.parse.words[first:end]) for first, end in content)
