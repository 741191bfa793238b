"""schema.org: articles, their claims (`Claim`, fit to be the `itemReviewed` of a `ClaimReview`) and direct quotations (`Quotation`).

One JSON-LD document. A claim's `author` is the source that stands nearest to it; of a claim in the article's own voice it is the outlet.
What a claim rests on that is no person or body (a report, a place) is `isBasedOn`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sayso.converting.linked import article_name, one_document, record_name, without_nothing
from sayso.records import Actor, Article, Attribution, Claim, Date, Record, all_records

_TYPES: Mapping[str, str] = {
    "person": "Person", "organization": "Organization", "government": "GovernmentOrganization", "country": "GovernmentOrganization",
    "group": "Organization", "media": "NewsMediaOrganization", "place": "Place", "document": "CreativeWork",
}  # fmt: skip
_NO_AUTHORS = ("place", "document")
_QUOTES = "\"“”„«»'‘’ "


def write_schema_org(articles: Iterable[Article]) -> Iterator[bytes]:
    return one_document('{"@context":"https://schema.org","@graph":[', (thing for article in articles for thing in _things(article)), "]}")


def _things(article: Article) -> Iterator[dict[str, Any]]:
    records = {record.id: record for record in all_records(article)}
    yield _article(article)
    for attribution in article.attributions:
        if attribution.manner in ("direct", "mixed") and attribution.content:
            yield _quotation(article, attribution, records)
    for claim in article.claims:
        yield _claim(article, claim, records)


def _article(article: Article) -> dict[str, Any]:
    meta = article.meta
    return without_nothing({
        "@type": "NewsArticle", "@id": article_name(article), "url": meta.url, "headline": meta.title, "datePublished": meta.published,
        "publisher": _outlet(article), "author": meta.byline and {"@type": "Person", "name": meta.byline}, "inLanguage": meta.language,
        "dateline": meta.dateline,
    })  # fmt: skip


def _outlet(article: Article) -> dict[str, Any] | None:
    return {"@type": "NewsMediaOrganization", "name": article.meta.outlet} if article.meta.outlet else None


def _quotation(article: Article, attribution: Attribution, records: Mapping[str, Record]) -> dict[str, Any]:
    text = " … ".join(span.text.strip(_QUOTES) or span.text for span in attribution.content)
    return without_nothing({
        "@type": "Quotation", "@id": record_name(article, attribution.id), "text": text, "isPartOf": {"@id": article_name(article)},
        **_behind(article, attribution, records),
    })  # fmt: skip


def _claim(article: Article, claim: Claim, records: Mapping[str, Record]) -> dict[str, Any]:
    nearest = records.get(claim.chain[-1]) if claim.chain else None
    behind = _behind(article, nearest, records) if isinstance(nearest, Attribution) else {"author": _outlet(article)}
    about = dict.fromkeys(party.actor for party in claim.actors)
    days = [_coverage(date) for date in map(records.get, claim.dates) if isinstance(date, Date) and (date.first or date.last)]
    return without_nothing({
        "@type": "Claim", "@id": record_name(article, claim.id),
        "text": " … ".join(span.text for span in claim.spans) or claim.text,
        "appearance": {"@id": article_name(article)}, "datePublished": article.meta.published, **behind,
        "about": [_actor(article, actor) for actor in map(records.get, about) if isinstance(actor, Actor)],
        "temporalCoverage": days,
        "sameAs": claim.repeats and record_name(article, claim.repeats),
    })  # fmt: skip


def _behind(article: Article, attribution: Attribution, records: Mapping[str, Record]) -> dict[str, Any]:
    """Who stands behind an attribution: a person or body is the author, anything else the base; words alone are a credit."""
    actor = records.get(attribution.source.actor or "")
    if not isinstance(actor, Actor):
        return {"creditText": attribution.source.text}
    return {"isBasedOn" if actor.kind in _NO_AUTHORS else "author": _actor(article, actor)}


def _actor(article: Article, actor: Actor) -> dict[str, Any]:
    known = [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in actor.external.items()]
    fields = {"@type": _TYPES[actor.kind], "@id": record_name(article, actor.id), "name": actor.name, "identifier": known}
    return without_nothing({**fields, "jobTitle": list(actor.roles) if actor.kind == "person" else None})


def _coverage(date: Date) -> str:
    """A day, or an interval of days with `..` where it is open."""
    return str(date.first) if date.first == date.last else f"{date.first or '..'}/{date.last or '..'}"
