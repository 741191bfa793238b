"""Prodigy: one task a line, with tokens, spans and relations, for `spans.manual` and `rel.manual`.

Offsets are code points, as in Python. Prodigy draws on tokens; those here are words, marks and line ends, cut wherever a span begins or
ends, so that each span fits whatever its borders. What a record tells beside its words stands in the span's `sayso`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import orjson

from sayso.converting.article import MakeArticle, carried, restored
from sayso.converting.lines import read_lines
from sayso.converting.marking import mark
from sayso.converting.marks import Link, Mark, Marked
from sayso.errors import InputError
from sayso.records import Article

_TOKEN = re.compile(r"\w+|[^\S\n]*\n\s*|[^\w\s]|\s")
_REMEDY = "mend the task, or leave it out"


def write_prodigy(articles: Iterable[Article]) -> Iterator[bytes]:
    for article in articles:
        yield orjson.dumps(_task(article), option=orjson.OPT_APPEND_NEWLINE)


def _task(article: Article) -> dict[str, Any]:
    marked = mark(article)
    tokens = _tokens(article.text, marked.marks)
    starts = [token["start"] for token in tokens]
    spans = {one.id: _span(one, starts) for one in marked.marks}
    return {
        "text": article.text,
        "meta": {"article": article.id},
        "sayso": carried(article),
        "tokens": tokens,
        "spans": list(spans.values()),
        "relations": [_relation(link, spans) for link in marked.links],
    }


def _tokens(text: str, marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """Words, marks and line ends; a single space after one belongs to it (`ws`) unless a span begins or ends with it."""
    begins, ends = {one.start for one in marks}, {one.end for one in marks}
    cuts = sorted(begins | ends | {offset for found in _TOKEN.finditer(text) for offset in found.span()})
    tokens: list[dict[str, Any]] = []
    for start, end in pairwise(cuts):
        if text[start:end] == " " and tokens and not tokens[-1]["ws"] and start not in begins and end not in ends:
            tokens[-1]["ws"] = True
        else:
            tokens.append({"text": text[start:end], "start": start, "end": end, "id": len(tokens), "ws": False})
    return tokens


def _span(one: Mark, starts: Sequence[int]) -> dict[str, Any]:
    place = {"token_start": bisect_right(starts, one.start) - 1, "token_end": bisect_right(starts, one.end - 1) - 1}
    return {"id": one.id, "start": one.start, "end": one.end, **place, "label": one.label, "sayso": dict(one.fields or {})}


def _relation(link: Link, spans: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    head, child = ({key: value for key, value in spans[end].items() if key != "sayso"} for end in (link.source, link.target))
    return {"head": head["token_end"], "child": child["token_end"], "head_span": head, "child_span": child, "label": link.label}


def read_prodigy(path: str, make: MakeArticle) -> Iterator[Marked | InputError]:
    """The accepted tasks of `prodigy db-out`; one that was rejected or passed over is left out, one that can't be used is an error."""
    for number, row in read_lines(path):
        try:
            if isinstance(row, InputError):
                yield row
            elif row.get("answer", "accept") == "accept":
                yield _read_task(row, path, number, make)
        except InputError as error:
            yield error
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            yield InputError(f"is no task of Prodigy: {type(error).__name__} {error}", source=path, line=number, remedy=_REMEDY)


def _read_task(row: Mapping[str, Any], path: str, number: int, make: MakeArticle) -> Marked:
    article = restored(row.get("sayso"), row["text"], source=path, line=number, default_id=f"{path}:{number}", make=make)
    marks = tuple(_read_span(span, place) for place, span in enumerate(row.get("spans") or (), 1))
    known = {one.id for one in marks}
    places = {(one.start, one.end, one.label): one.id for one in reversed(marks)}

    def end_of(span: Mapping[str, Any]) -> str:
        ident = span.get("id")
        return str(ident) if ident in known else places[span["start"], span["end"], span["label"]]

    links = tuple(Link(str(one["label"]), end_of(one["head_span"]), end_of(one["child_span"])) for one in row.get("relations") or ())
    return Marked(article, marks, links)


def _read_span(span: Mapping[str, Any], place: int) -> Mark:
    fields = span.get("sayso")
    ident = str(span.get("id") or f"new-{place}")
    return Mark(ident, str(span["label"]), int(span["start"]), int(span["end"]), dict(fields) if isinstance(fields, Mapping) else None)
