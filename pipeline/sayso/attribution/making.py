"""Drafts → attribution records: stance, company, links and ids, in text order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.attribution.company import Company, find_hearer, find_medium, may_hear, polarity_of
from sayso.attribution.drafts import ACCORDING, Draft
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.naming import Links, make_source
from sayso.attribution.nesting import enclosing
from sayso.attribution.page import Page, Range
from sayso.attribution.spans import by_block, trim
from sayso.parsing import Ids
from sayso.records import Addressee, Attribution, HeadedSpan, Medium, Source, Stance
from sayso.rules.entries import CueEntry


@dataclass(frozen=True, slots=True)
class Desk:
    """What records are made with: what is known of cues, of media and hearers, and of the article's actors."""

    known: Knowledge
    company: Company
    links: Links


def make_attributions(page: Page, desk: Desk, drafts: Sequence[Draft]) -> tuple[Attribution, ...]:
    """The records of all drafts that are kept, in the order of their cues."""
    ordered = sorted(drafts, key=lambda draft: (draft.extent, draft.token))
    ids = Ids(page.parse)
    names = [_name(page, ids, draft) for draft in ordered]
    around = enclosing(ordered)
    return tuple(
        _record(page, desk, draft, name=names[number], within=names[outer] if (outer := around[number]) is not None else None)
        for number, draft in enumerate(ordered)
    )


def _name(page: Page, ids: Ids, draft: Draft) -> str:
    parse = page.parse
    first, end = draft.extent
    parts = [draft.extent, *draft.content, *([draft.source] if draft.source else [])]
    words = " ".join(parse.text[parse.starts[start] : parse.ends[stop - 1]] for start, stop in parts)
    return ids("attribution", parse.starts[first], parse.ends[end - 1], words=words)


def _record(page: Page, desk: Desk, draft: Draft, *, name: str, within: str | None) -> Attribution:
    parse, cue = page.parse, draft.cue
    word = cue.frame if cue.part == "mark" else cue.lemma
    entry = desk.known.entry(cue.part, word, cue.frame, quoted=bool(draft.quotes))
    source = make_source(page, desk.links, draft.source, _source_head(page, draft))
    return Attribution(
        id=name,
        source=source,
        cue=_cue(page, draft),
        content=tuple(parse.span(*part) for part in by_block(page, draft.content)),
        content_form=draft.form,
        manner=draft.manner,
        stance=_stance(entry, source, draft),
        polarity=polarity_of(page, draft.token, draft.extent, draft.source),
        addressee=_addressee(page, desk, draft),
        medium=_medium(page, desk, draft),
        within=within,
        confidence=round(draft.confidence, 3),
        rule=entry.id if entry else None,
    )


def _stance(entry: CueEntry | None, source: Source, draft: Draft) -> Stance:
    """The class's stance; a document that something is "according to" shows it, and a speaker's question is asked."""
    if entry is None or draft.cue.part == "mark":
        return "asks" if draft.asks else "says"
    return "shows" if draft.lemma == ACCORDING and source.kind == "document" else entry.stance


def _source_head(page: Page, draft: Draft) -> int | None:
    if draft.source is None:
        return None
    head = draft.source_slot.head if draft.source_slot else draft.source[1] - 1
    if not draft.source[0] <= head < draft.source[1]:
        noun = page.child(head, "pobj")
        head = draft.source[1] - 1 if noun is None else noun
    return head if draft.source[0] <= head < draft.source[1] else draft.source[1] - 1


def _cue(page: Page, draft: Draft) -> HeadedSpan | None:
    if draft.cue.part == "mark":
        return None
    return page.parse.headed(*draft.extent, lemma=draft.lemma)


def _addressee(page: Page, desk: Desk, draft: Draft) -> Addressee | None:
    slots = [slot for slot in draft.slots if may_hear(slot) and slot not in draft.taken and slot is not draft.source_slot]
    place = find_hearer(page, desk.company, slots, draft.content, draft.source)
    offsets = _offsets(page, place) if place else None
    if offsets is None:
        return None
    start, end = offsets
    return Addressee(start=start, end=end, text=page.parse.text[start:end], actor=desk.links.actors.at(start, end))


def _medium(page: Page, desk: Desk, draft: Draft) -> Medium | None:
    found = find_medium(page, desk.company, draft.slots)
    if not found:
        return None
    slot, kind = found
    offsets = _offsets(page, (slot.inner, slot.ranges[0][1]))
    if offsets is None:
        return None
    start, end = offsets
    return Medium(start=start, end=end, text=page.parse.text[start:end], actor=desk.links.actors.at(start, end), kind=kind)


def _offsets(page: Page, place: Range) -> tuple[int, int] | None:
    """Where the words of a place begin and end in the text; None where it has none."""
    kept = trim(page, [place])
    return (page.parse.starts[kept[0][0]], page.parse.ends[kept[0][1] - 1]) if kept else None
