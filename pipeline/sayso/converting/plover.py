"""Rows in the shape of PLOVER event data: who did what to whom, where and when, for people who code political events.

A row for each attribution (its speaker is the actor, its addressee the recipient) and for each claim that has an actor. PLOVER's event
type stands where the stance alone says it (asks and orders REQUEST, criticises ACCUSE, supports SUPPORT, threatens THREATEN, declines
REJECT) and is empty elsewhere: sayso codes no events, and the lemma and words are there for a coder or a dictionary. Sectors stand where
the kind of actor says them (GOV, MED). Countries are ISO 3166-1 alpha-3, as PLOVER has them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping

from sayso.records import Actor, ActorPart, Article, Attribution, Claim, Date, Record, all_records

COLUMNS = (
    "event_id", "article", "record", "event_date", "event_type", "predicate", "stance", "modality", "polarity", "actor_name",
    "actor_country", "actor_sector", "actor_kind", "actor_title", "recipient_name", "recipient_country",
    "recipient_sector", "recipient_kind", "location", "location_country", "source_name", "confidence", "publisher", "publication_date",
    "headline", "url", "text",
)  # fmt: skip
EVENT_TYPES: Mapping[str, str] = {
    "asks": "REQUEST", "orders": "REQUEST", "criticises": "ACCUSE", "supports": "SUPPORT", "threatens": "THREATEN", "declines": "REJECT",
}  # fmt: skip
SECTORS: Mapping[str, str] = {"government": "GOV", "media": "MED"}

Row = dict[str, str | float | None]
CountryCode = Callable[[str | None], str | None]


def write_plover(articles: Iterable[Article]) -> Iterator[bytes]:
    alpha3 = country_codes().get
    yield _line(COLUMNS)
    for article in articles:
        for row in _rows(article, lambda code: alpha3(code) if code else None):
            yield _line([row.get(column) for column in COLUMNS])


def country_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 → alpha-3. Takes a tenth of a second: call it once."""
    from countryinfo import all_countries

    pairs = ((country.iso(2), country.iso(3)) for country in all_countries())
    return {short: long for short, long in pairs if isinstance(short, str) and isinstance(long, str)}


def _rows(article: Article, alpha3: CountryCode) -> Iterator[Row]:
    records = {record.id: record for record in all_records(article)}
    meta = article.meta
    common: Row = {
        "article": article.id,
        "publisher": meta.outlet,
        "publication_date": meta.published,
        "headline": meta.title,
        "url": meta.url,
    }
    for attribution in article.attributions:
        yield {**common, **_saying(attribution, records, alpha3)}
    for claim in article.claims:
        if any(party.part in ("agent", "target", "recipient") for party in claim.actors):
            yield {**common, **_doing(claim, records, alpha3)}


def _saying(attribution: Attribution, records: Mapping[str, Record], alpha3: CountryCode) -> Row:
    addressee = attribution.addressee
    speaker = _party("actor", records.get(attribution.source.actor or ""), alpha3)
    hearer = _party("recipient", records.get((addressee and addressee.actor) or ""), alpha3)
    if not speaker["actor_name"]:
        speaker["actor_name"] = attribution.source.text
    if not hearer["recipient_name"] and addressee:
        hearer["recipient_name"] = addressee.text
    return {
        "event_id": attribution.id, "record": "attribution", "event_type": EVENT_TYPES.get(attribution.stance),
        "predicate": attribution.cue.lemma if attribution.cue else None, "stance": attribution.stance, "polarity": attribution.polarity,
        "confidence": attribution.confidence, "text": " … ".join(span.text for span in attribution.content), **speaker, **hearer,
    }  # fmt: skip


def _doing(claim: Claim, records: Mapping[str, Record], alpha3: CountryCode) -> Row:
    """A claim's agent is the actor; who it is done to, or given to, is the recipient."""

    def first(*parts: ActorPart) -> Record | None:
        found = [records.get(party.actor) for part in parts for party in claim.actors if party.part == part]
        return found[0] if found else None

    nearest = records.get(claim.chain[-1]) if claim.chain else None
    behind = records.get(nearest.source.actor or "") if isinstance(nearest, Attribution) else None
    place, date = first("location"), next((date for date in map(records.get, claim.dates) if isinstance(date, Date)), None)
    return {
        "event_id": claim.id, "record": "claim", "event_date": date.edtf if date else None,
        "predicate": claim.predicate.lemma if claim.predicate else None,
        "modality": claim.modality, "polarity": claim.polarity, **_party("actor", first("agent"), alpha3),
        **_party("recipient", first("target", "recipient"), alpha3),
        "location": place.name if isinstance(place, Actor) else None,
        "location_country": alpha3(place.country) if isinstance(place, Actor) else None,
        "source_name": _source_name(nearest, behind), "stance": nearest.stance if isinstance(nearest, Attribution) else None,
        "confidence": nearest.confidence if isinstance(nearest, Attribution) else None,
        "text": " … ".join(span.text for span in claim.spans) or claim.text,
    }  # fmt: skip


def _source_name(nearest: Record | None, behind: Record | None) -> str | None:
    if isinstance(behind, Actor):
        return behind.name
    return nearest.source.text if isinstance(nearest, Attribution) else None


def _party(prefix: str, record: Record | None, alpha3: CountryCode) -> Row:
    actor = record if isinstance(record, Actor) else None
    told: Row = {"name": None, "country": None, "sector": None, "kind": None}
    if actor:
        told = {"name": actor.name, "country": alpha3(actor.country), "sector": SECTORS.get(actor.kind), "kind": actor.kind}
    found = {f"{prefix}_{name}": value for name, value in told.items()}
    return {**found, "actor_title": " | ".join(actor.roles) if actor else None} if prefix == "actor" else found


def _line(cells: Iterable[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow("" if cell is None else cell for cell in cells)  # so that a cell with either is quoted
    return line.getvalue().removesuffix("\r\n").encode() + b"\n"
