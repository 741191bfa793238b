"""W3C Web Annotation: each record an annotation of its words, by position (code points, as the standard has it) and by quotation.

One JSON-LD document, an `AnnotationCollection` with one page. A record's label is a tag; all that it tells is a body of JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.converting.linked import article_name, one_document, record_name
from sayso.records import Actor, Article, Attribution, Claim, Record, Source, Span, all_records, to_json

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points of prefix and suffix


def write_web_annotations(articles: Iterable[Article]) -> Iterator[bytes]:
    head = f'{{"@context":"{CONTEXT}","id":"urn:sayso:run","type":"AnnotationCollection","label":"sayso",'
    head += '"first":{"id":"urn:sayso:run:1","type":"AnnotationPage","startIndex":0,"items":['
    return one_document(head, (item for article in articles for item in _annotations(article)), "]}}")


def _annotations(article: Article) -> Iterator[dict[str, Any]]:
    for record in all_records(article):
        targets = [_target(article, span) for span in _own_spans(record)]
        if targets:
            yield {
                "id": record_name(article, record.id),
                "type": "Annotation",
                "motivation": "identifying",
                "body": [
                    {"type": "TextualBody", "purpose": "tagging", "value": _tag(record)},
                    {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": to_json(record).decode()},
                ],
                "target": targets,
            }


def _tag(record: Record) -> str:
    kind = type(record).__name__.lower()
    return f"{kind}:{record.stance}" if isinstance(record, Attribution) else kind if isinstance(record, Claim) else f"{kind}:{record.kind}"


def _own_spans(record: Record) -> Iterator[Span | Source]:
    """Where a record stands: an actor at its mentions, an attribution at source, cue and content, a claim at its pieces."""
    match record:
        case Actor():
            yield from record.mentions
        case Attribution():
            yield from (record.source,) if record.source.text is not None else ()
            yield from (record.cue,) if record.cue else ()
            yield from record.content
        case Claim():
            yield from record.spans or (record,)
        case _:
            yield record


def _target(article: Article, span: Span | Source) -> dict[str, Any]:
    start, end = span.start or 0, span.end or 0
    quoted = {
        "exact": article.text[start:end],
        "prefix": article.text[max(0, start - AROUND) : start],
        "suffix": article.text[end : end + AROUND],
    }
    selectors = [{"type": "TextPositionSelector", "start": start, "end": end}, {"type": "TextQuoteSelector", **quoted}]
    return {"source": article_name(article), "selector": selectors}
