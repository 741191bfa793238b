"""Who said what: cues with their sources, contents, addressees and media → attributions."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.company import form_of, make_company, manner_of
from sayso.attribution.cues import candidates, likelihood
from sayso.attribution.drafts import Draft, add_source, hand_on, is_whole, make_draft, without_inner_verbs
from sayso.attribution.finishing import finished
from sayso.attribution.knowledge import Knowledge, make_knowledge
from sayso.attribution.making import Desk, make_attributions
from sayso.attribution.marks import find_marked, spoken, without_rivals
from sayso.attribution.naming import make_links
from sayso.attribution.page import Page
from sayso.attribution.quoting import add_floating_quotes, add_following_quotes, keep_in_quote, share_quotes
from sayso.attribution.scoring import confidence, with_neighbours
from sayso.mentions import ActorIndex
from sayso.parsing import Parse
from sayso.records import Attribution, Figure
from sayso.rules import Rules

LEAST_CUE = 0.3  # how likely a word must be a cue to be looked into
LEAST_CONFIDENCE = 0.4  # how likely an attribution must be right to be kept


def find_attributions(parse: Parse, rules: Rules, *, actors: ActorIndex, figures: Sequence[Figure]) -> tuple[Attribution, ...]:
    """The attributions of an article in text order."""
    known = rules.prepared(make_knowledge)
    page = Page(parse, rules.lemmas, known.speaking)
    drafts = [draft for draft in find_drafts(page, known) if draft.confidence >= LEAST_CONFIDENCE]
    drafts = finished(page, known, drafts)
    desk = Desk(known, rules.prepared(make_company), make_links(page, rules, actors, figures))
    return make_attributions(page, desk, drafts)


def find_drafts(page: Page, known: Knowledge) -> list[Draft]:
    """All that may be attributions, each with its confidence, in text order."""
    rated = ((cue, likelihood(page, known, cue)) for cue in candidates(page, known))
    drafts = [make_draft(page, known, cue, probability) for cue, probability in rated if probability >= LEAST_CUE or cue.part == "adverb"]
    share_quotes(page, known, drafts)
    add_following_quotes(page, drafts)
    add_floating_quotes(page, drafts)
    for draft in drafts:
        add_source(page, known, draft)
        keep_in_quote(page, draft)
    drafts = without_inner_verbs(drafts)
    hand_on(page, known, drafts)
    drafts += without_rivals(find_marked(page, known), drafts)
    return _weighed(page, known, sorted(filter(is_whole, drafts), key=lambda draft: draft.token))


def _weighed(page: Page, known: Knowledge, drafts: list[Draft]) -> list[Draft]:
    """The drafts with manner, form and confidence filled in."""
    for draft in drafts:
        draft.manner, draft.form = manner_of(page, draft.token, draft.content), form_of(page, draft.content, draft.taken)
        if draft.speaks and draft.form == "phrase":
            draft.form = "clause"  # “No, never,” she said: what is uttered stands for a clause
        if draft.cue.part == "mark":
            spoken(page, draft)
    for draft, others in with_neighbours(page, drafts):
        draft.confidence = confidence(page, known, draft, others)
    for draft in drafts:
        if draft.heir_of is not None:
            draft.form, draft.confidence = draft.heir_of.form, draft.heir_of.confidence
    return drafts
