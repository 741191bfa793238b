"""How likely a whole attribution is right: the second linear score, over readable facts of cue, source and content."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from sayso.attribution.drafts import Draft
from sayso.attribution.features import subject_kind
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.page import Page
from sayso.attribution.spans import contains, join, overlap, size

SCORE = "weights.whole"


CAME_THE_REPLY = 0.6  # “Never!” came the reply: too rare to be weighed by counting
IN_A_TAG = 0.6  # of a quote with its tag, whatever verb that has
TOLD_SOMEBODY = 0.7  # of a cue's own likelihood, where it names its hearer alone: too rare to be weighed by counting
NEAR = 12  # drafts to either side that may be rivals


def with_neighbours(page: Page, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, list[Draft]]]:
    """Each draft with those near it in the same paragraph."""
    block_of = page.parse.block_of
    for _, together in groupby(drafts, key=lambda draft: block_of[draft.token]):
        group = list(together)
        for number, draft in enumerate(group):
            yield draft, group[max(0, number - NEAR) : number + NEAR + 1]


def facts_of(page: Page, known: Knowledge, draft: Draft, others: Sequence[Draft]) -> dict[str, float]:
    """The facts of a draft by name; `others` are the drafts of its unit and its neighbours."""
    values = dict.fromkeys(_flags(page, draft), 1.0)
    speaker = speaker_kind(page, known, draft)
    values[f"speaker: {speaker}"] = 1.0
    if draft.form == "phrase":
        values[f"phrase by {speaker}"] = 1.0
    part = draft.cue.part
    if part != "mark":
        values[f"{part}: cue"] = _logit(draft.probability)
    values["source share"] = _logit(draft.source_share) if draft.source else 0.0
    shares = [known.content_share(draft.cue, slot) for slot in draft.taken]
    values["content share, best"] = best = _logit(max(shares)) if shares else 0.0
    values["content share, worst"] = _logit(min(shares)) if len(shares) > 1 else best
    values.update(_rivals(page, draft, others))
    return values


def speaker_kind(page: Page, known: Knowledge, draft: Draft) -> str:
    """What the source's head word is: "name", "pronoun", a kind of actor for the nouns that the pack lists, "thing", or "none"."""
    if draft.source is None:
        return "none"
    slot = draft.source_slot
    head = slot.head if slot and draft.source[0] <= slot.head < draft.source[1] else draft.source[1] - 1
    tag = page.parse.tags[head]
    if tag in ("PRP", "WP", "WDT", "PRP$", "DT"):
        return f"pronoun {page.parse.lower[head]}" if tag != "PRP$" else "pronoun"
    if tag.startswith("NNP"):
        return "name"
    return known.noun_kinds.get(page.lemma_of[head], "thing")


def _flags(page: Page, draft: Draft) -> list[str]:
    part, content = draft.cue.part, join(draft.content)
    found = [
        part, f"{part}, {draft.form}, {draft.manner}", f"{draft.form} of {_length(size(draft.content))}", f"source: {_source_key(draft)}",
        f"parts: {min(len(content), 4)}", f"slots: {min(len(draft.taken), 3)}",
    ]  # fmt: skip
    if part in ("mark", "adverb"):
        found.append(f"{part}: {draft.cue.frame}")
    if part == "verb":
        found.append(f"subject {subject_kind(page, draft.token)}")
    if draft.floats:
        found.append("floats")
    if page.kind(draft.token) == "headline":
        found.append("in a headline")
    if draft.taken:
        found.append(f"content: {draft.taken[0].key}")
    elif part != "mark":
        found.append("content: quotes alone")
    if content and content[0][0] < draft.token < content[-1][1]:
        found.append("content on both sides")
    if draft.source is None and part != "mark":
        found.append(f"nobody: {draft.cue.frame}")
    elif content and draft.source is not None and content[-1][1] < draft.source[0] < draft.token:
        found.append("tag behind the content")
    return found


def _source_key(draft: Draft) -> str:
    if draft.source is None:
        return "none"
    return draft.source_slot.key.rpartition(".")[0] if draft.source_slot else "beside"


def _length(words: int) -> str:
    return "one word" if words < 2 else "few words" if words < 5 else "some words" if words < 12 else "many words"


def _rivals(page: Page, draft: Draft, others: Sequence[Draft]) -> Iterator[tuple[str, float]]:
    """Stronger drafts that this one stands in, or whose content it shares."""
    token, content = draft.token, draft.content
    if (
        draft.cue.part != "mark"
        and page.quotes.at[token] >= 0
        and not any(contains(other.content, token) for other in others if other is not draft)
    ):
        yield "in a quote of nobody", 1.0
    stronger = [other for other in others if other.probability > draft.probability]
    if not stronger:
        return
    own = size(content)
    if own and any(2 * overlap(content, other.content) > own and not contains(other.content, token) for other in stronger):
        yield "another's content", 1.0
    if any(other.extent[0] <= token < other.extent[1] for other in stronger):
        yield "in another's cue", 1.0
    if any(other.source and other.source[0] <= token < other.source[1] for other in stronger):
        yield "in another's source", 1.0


def confidence(page: Page, known: Knowledge, draft: Draft, others: Sequence[Draft]) -> float:
    """How likely cue, source and content are right together. What is too rare to be weighed, an adverb or a transcript, has its entry's."""
    if draft.cue.part in ("adverb", "mark") and (weight := known.entry_weight(draft.cue)) is not None:
        return weight
    if not draft.content:
        return draft.probability
    if draft.speaks and draft.cue.part == "noun":
        return CAME_THE_REPLY
    likely = known.probability(SCORE, facts_of(page, known, draft, others))
    if draft.manner == "direct" and draft.source is not None and draft.token in page.in_tags:
        return max(likely, IN_A_TAG)
    return max(likely, TOLD_SOMEBODY * draft.probability) if _tells_somebody(page, known, draft) else likely


def _tells_somebody(page: Page, known: Knowledge, draft: Draft) -> bool:
    """ "She was told that …": whoever told her is not named, but told she was."""
    told = draft.source is None and draft.form == "clause" and draft.lemma in page.reporting and known.has_hearer(draft.cue)
    return told and any(slot.key == "nsubjpass.before" for slot in draft.slots)


def _logit(share: float) -> float:
    share = min(max(share, 0.001), 0.999)
    return math.log(share / (1 - share))
