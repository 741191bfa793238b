"""doccano: one text a line with entities and relations, for a sequence labelling project with relations.

doccano counts UTF-16 code units (its front end slices strings of JavaScript), so offsets are converted. Its labels have no notes: what
a record tells beside its words stays behind, and nothing is read back from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

import orjson

from sayso.converting.marking import mark
from sayso.converting.units import Utf16
from sayso.records import Article


def write_doccano(articles: Iterable[Article]) -> Iterator[bytes]:
    entities, relations = count(1), count(1)
    for number, article in enumerate(articles, 1):
        yield orjson.dumps(_row(number, article, entities, relations), option=orjson.OPT_APPEND_NEWLINE)


def _row(number: int, article: Article, entities: Iterator[int], relations: Iterator[int]) -> dict[str, Any]:
    marked, units = mark(article), Utf16(article.text)
    names = {one.id: next(entities) for one in marked.marks}
    spans = [
        {"id": names[one.id], "label": one.label, "start_offset": units.units(one.start), "end_offset": units.units(one.end)}
        for one in marked.marks
    ]
    links = [
        {"id": next(relations), "from_id": names[link.source], "to_id": names[link.target], "type": link.label} for link in marked.links
    ]
    return {"id": number, "text": article.text, "article": article.id, "entities": spans, "relations": links}
