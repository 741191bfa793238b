"""Attributions in the making: a cue with its slots, content and source, before it is decided whether they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.attribution.content import after_the_colon, around_according, before_the_tag, slot_content
from sayso.attribution.cues import cue_extent
from sayso.attribution.features import Candidate
from sayso.attribution.frames import is_passive
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.page import Page, Range
from sayso.attribution.quotes import Quote
from sayso.attribution.slots import Slot, slots_of, without_hearer
from sayso.attribution.sources import beside_the_verb, choose_source, empty_name, in_the_tag, source_ranges
from sayso.attribution.spans import cut_out, trim
from sayso.records import ContentForm, Manner

SURE = 0.5  # how likely a cue is whose content is handed on
HANDING_ON = frozenset({"cite", "quote"})
DECLINE = "cue.decline"
ACCORDING = "according to"


@dataclass(slots=True, eq=False)
class Draft:
    """What is known of a possible attribution.

    probability  how likely its cue is one
    extent       the tokens of the cue
    lemma        its lemma, as the record has it
    taken        the slots that hold content
    content      the tokens of the content, slot by slot or quote by quote
    quotes       the quotes that belong to it
    speaks       a quote stands beside it, as its tag or after it
    source       the tokens of the source, None where no words name one
    confidence   how likely all of it is right
    manner, form  of the content
    refuses      a "declined to comment", which may have no content
    heir_of      the draft whose content was handed on to this one ("wrote …, citing an adviser")
    asks         a speaker's words end in a question mark
    floats       some of the content stands in another unit
    token        of the cue word, or mark
    """

    cue: Candidate
    probability: float
    extent: Range
    lemma: str
    slots: list[Slot]
    taken: list[Slot]
    content: list[Range]
    quotes: list[Quote] = field(default_factory=list)
    speaks: bool = False
    source_slot: Slot | None = None
    source_share: float = 0.0
    source: Range | None = None
    confidence: float = 0.0
    manner: Manner = "indirect"
    form: ContentForm = "phrase"
    floats: bool = False
    asks: bool = False
    refuses: bool = False
    heir_of: Draft | None = None
    token: int = field(init=False)

    def __post_init__(self) -> None:
        self.token = self.cue.token


def make_draft(page: Page, known: Knowledge, cue: Candidate, probability: float) -> Draft:
    """A cue with the content that its slots hold."""
    slots = slots_of(page, cue.token)
    extent, lemma = cue_extent(page, known, cue.token)
    if known.has_hearer(cue):
        slots = without_hearer(page, slots, passive=is_passive(page, cue.token))
    if (inner := refused_verb(page, known, cue)) is not None:
        slots = [slot for slot in slots if "nsubj" in slot.key] + [
            slot for slot in slots_of(page, inner) if slot.head > inner and not slot.key.startswith("host")
        ]
        extent = (extent[0], inner + 1)
    content, taken = slot_content(page, known, cue, slots, extent)
    content = content or before_the_tag(page, cue, extent) or after_the_colon(page, cue)
    return Draft(cue, probability, extent, lemma, slots, taken, content, refuses=inner is not None)


def is_whole(draft: Draft) -> bool:
    """Whether there is something that is said, or somebody who says nothing ("declined to comment")."""
    return bool(draft.content) or (draft.refuses and draft.source is not None)


def refused_verb(page: Page, known: Knowledge, cue: Candidate) -> int | None:
    """The *say* of "declined to say", which is one cue."""
    if known.group(cue.part, cue.lemma) != DECLINE:
        return None
    inner = page.child(cue.token, "xcomp")
    return inner if inner is not None and page.lemma_of[inner] in known.refused and inner - cue.token <= 3 else None


def add_source(page: Page, known: Knowledge, draft: Draft) -> None:
    """Find the source, and take its words out of the content."""
    if (place := empty_name(page, draft.cue, draft.extent)) is not None:
        draft.source, draft.source_share, draft.content = place, 1.0, _said_elsewhere(page, draft, place)
        return
    slot, share = choose_source(page, known, draft.cue, draft.slots, draft.content)
    ranges = source_ranges(page, slot, draft.extent) if slot else []
    if ranges:
        draft.source_slot, draft.source_share, draft.source = slot, share, ranges[0]
        draft.content = trim(page, cut_out(draft.content, ranges))
    elif (beside := in_the_tag(page, draft.cue, draft.extent) or beside_the_verb(page, draft.cue, draft.content, draft.extent)) is not None:
        draft.source = beside
    if draft.lemma == ACCORDING and draft.source:
        draft.source, draft.content = around_according(page, draft.extent, draft.source, draft.content)


def _said_elsewhere(page: Page, draft: Draft, place: Range) -> list[Range]:
    """The content without an empty name's place; where nothing is left, what the cue's slots hold."""
    left = trim(page, cut_out(draft.content, [place]))
    return left or trim(page, cut_out([part for slot in draft.taken for part in slot.ranges], [place, draft.extent]))


def without_inner_verbs(drafts: Sequence[Draft]) -> list[Draft]:
    """Without the *say* of a "declined to say" that is a cue already."""
    inner = {draft.extent[1] - 1 for draft in drafts if draft.extent[1] - 1 > draft.token and draft.cue.part == "verb"}
    return [draft for draft in drafts if draft.token not in inner]


def hand_on(page: Page, known: Knowledge, drafts: Sequence[Draft]) -> None:
    """ "The paper wrote …, citing an adviser": the adviser takes over, with the content of the verb that *citing* hangs on."""
    by_token = {draft.token: draft for draft in drafts}
    for draft in drafts:
        above = by_token.get(page.heads[draft.token])
        if draft.cue.lemma not in HANDING_ON or page.parse.tags[draft.token] != "VBG" or page.deps[draft.token] != "advcl" or above is None:
            continue
        cited = next((slot for slot in draft.slots if slot.key == "dobj.after"), None)
        if cited and above.content and above.probability >= SURE and _can_speak(page, known, cited.head):
            draft.source_slot, draft.source_share, draft.source = cited, 1.0, cited.ranges[0]
            draft.content = trim(page, cut_out(above.content, [(page.left[draft.token], page.right[draft.token])]))
            draft.heir_of = above


def _can_speak(page: Page, known: Knowledge, token: int) -> bool:
    return page.parse.tags[token].startswith("NNP") or page.lemma_of[token] in known.noun_kinds
