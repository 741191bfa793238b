"""Ways through an article: its records, their spans, their links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.records.values import Article, Record, Source, Span, Value
from sayso.records.vocabulary import RECORD_KINDS, RecordKind

PLURALS: Mapping[RecordKind, str] = {kind: kind + "s" for kind in RECORD_KINDS}


def records_of(article: Article, kind: RecordKind) -> tuple[Record, ...]:
    """All records of one kind, in text order."""
    return tuple(getattr(article, PLURALS[kind]))


def all_records(article: Article) -> Iterator[Record]:
    """Every record of an article, kind by kind."""
    for kind in RECORD_KINDS:
        yield from records_of(article, kind)


def spans_of(value: object) -> Iterator[Span | Source]:
    """Every span in a record or in anything made of records, the record's own first."""
    if isinstance(value, Span) or (isinstance(value, Source) and value.text is not None):
        yield value
    if isinstance(value, Value):
        for name in type(value).model_fields:
            yield from spans_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)


LINKS: Mapping[str, RecordKind] = {
    "members": "actor", "by": "actor", "against": "actor", "holder": "actor", "actor": "actor", "actors": "actor",
    "anchor_date": "date", "date": "date", "dates": "date",
    "part_of": "figure", "change_from": "figure", "figure": "figure", "figures": "figure",
    "attribution": "attribution", "within": "attribution", "chain": "attribution",
    "repeats": "claim",
}  # fmt: skip
"""Which kind of record each field that holds an id, or several, points at."""
LINK_FIELDS = frozenset(LINKS)


def links_of(value: Value) -> Iterator[tuple[str, str]]:
    """Every (field, id) by which a record points at another one of its article."""
    for name in type(value).model_fields:
        item = getattr(value, name)
        for part in item if isinstance(item, tuple) else (item,):
            if isinstance(part, Value):
                yield from ((f"{name}.{field}", ident) for field, ident in links_of(part))
            elif name in LINK_FIELDS and isinstance(part, str):
                yield name, part
