"""Words that may be cues, how likely each is one, and how far a cue reaches."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.attribution.features import VERB_TAGS, Candidate, candidate_at
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.page import Page, Range

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
ADVERB_TAGS = frozenset({"RB"})
ADJECTIVE_TAGS = frozenset({"JJ", "JJR", "JJS"})
PART_OF_TAG = {
    **dict.fromkeys(VERB_TAGS, "verb"), **dict.fromkeys(NOUN_TAGS, "noun"), **dict.fromkeys(ADJECTIVE_TAGS, "adjective"),
    **dict.fromkeys(ADVERB_TAGS, "adverb"),
}  # fmt: skip
LONGEST_SENTENCE = 400  # tokens; what is longer is no sentence but a list or a table, and every cue in it would hold all of it
IN_A_TAG = 0.9  # how likely the verb of a quote's tag is a cue, whatever it is
HELPING = frozenset({"aux", "auxpass"})
BEFORE_A_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})


def candidates(page: Page, known: Knowledge) -> Iterator[Candidate]:
    """The words of the article that may be cues, in text order."""
    tags, deps, lemma_of = page.parse.tags, page.deps, page.lemma_of
    for first, end in page.parse.sentences:
        if end - first > LONGEST_SENTENCE or not page.is_read(first):
            continue
        for token in [token for token in range(first, end) if tags[token] in PART_OF_TAG and deps[token] not in HELPING]:
            part, lemma = PART_OF_TAG[tags[token]], lemma_of[token]
            if token in page.in_tags and page.in_tags[token] < token and deps[token] == "ROOT":
                part = "verb"  # whatever the tagger says
            if known.may_be_cue(part, lemma) or token in page.in_tags:
                yield candidate_at(page, token, part, known.group(part, lemma))


def likelihood(page: Page, known: Knowledge, cue: Candidate) -> float:
    """How likely a candidate is a cue; the verb of a quote's tag or lead hardly can be anything else."""
    counted = known.cue_probability(cue)
    return max(counted, IN_A_TAG) if cue.token in page.in_tags else counted


def cue_extent(page: Page, known: Knowledge, token: int) -> tuple[Range, str]:
    """The tokens of a cue and its lemma: a verb with auxiliaries, negation, particle or its own preposition ("called on"); of a noun or
    adjective the word alone."""
    parse, lemma = page.parse, page.lemma_of[token]
    end = token + 1
    if end < len(parse) and page.heads[end] == token:
        both = f"{lemma} {parse.lower[end]}"
        if page.deps[end] == "prt":
            end += 1
        elif page.deps[end] == "prep" and parse.tags[token] in VERB_TAGS and both in known.phrasal:
            end, lemma = end + 1, known.phrasal[both]
    return (first_helper(page, token), end), lemma


def first_helper(page: Page, token: int) -> int:
    """The first of the auxiliaries and negations right before a verb, else the verb."""
    first = current = token
    while current > 0 and page.heads[current - 1] == token and page.deps[current - 1] in BEFORE_A_VERB:
        current -= 1
        if page.deps[current] != "advmod":
            first = current
    return first
