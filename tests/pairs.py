"""Two versions of an article made by hand: for tests of what is done with two runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from sayso.comparing import Change, Comparison, compare_articles
from sayso.records import Article, Meta, to_json

Json = dict[str, Any]


def as_json(article: Article) -> Json:
    """An article as it stands in a run."""
    found: Json = orjson.loads(to_json(article))
    return found


def article_of(text: str, ident: str = "a.txt", **records: Sequence[Json]) -> Json:
    """An article without blocks, with these records."""
    bare = as_json(Article(id=ident, meta=Meta(), text=text))
    return {**bare, **{kind: list(made) for kind, made in records.items()}}


def span(text: str, words: str, *, nth: int = 0) -> Json:
    """The nth place of these words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def figure(text: str, words: str, ident: str, *, nth: int = 0, **fields: Any) -> Json:
    from sayso.records import Figure

    return _record(Figure(id=ident, **span(text, words, nth=nth), **{"kind": "count", **fields}))


def date(text: str, words: str, ident: str, *, nth: int = 0, **fields: Any) -> Json:
    from sayso.records import Date

    return _record(Date(id=ident, **span(text, words, nth=nth), **{"kind": "date", **fields}))


def claim(text: str, words: str, ident: str, *more: str, nth: int = 0, **fields: Any) -> Json:
    """A claim whose extent is `words` and whose spans are `more`, or its extent."""
    from sayso.records import Claim

    whole = span(text, words, nth=nth)
    spans = [span(text, part) for part in more] or [whole]
    return _record(Claim(id=ident, **whole, spans=spans, **{"block": "body", **fields}))


def actor(text: str, name: str, ident: str, *mentions: str, **fields: Any) -> Json:
    from sayso.records import Actor

    found = [{**span(text, words), "form": "name"} for words in mentions or (name,)]
    return _record(Actor(id=ident, name=name, mentions=found, **{"kind": "person", **fields}))


def attribution(text: str, source: str | None, cue: str, content: str | Sequence[str], ident: str, **fields: Any) -> Json:
    from sayso.records import Attribution

    contents = [content] if isinstance(content, str) else content
    who = {**span(text, source), "status": "given", "named": True} if source else {}
    made = {"content_form": "clause", "manner": "indirect", "stance": "says", **fields}
    who |= made.pop("about", {})
    return _record(
        Attribution(id=ident, source=who, cue={**span(text, cue), "lemma": cue}, content=[span(text, words) for words in contents], **made)
    )


def _record(record: Any) -> Json:
    found: Json = orjson.loads(to_json(record))
    return found


def compared(old: Json, new: Json, **options: Any) -> Comparison:
    from sayso.comparing import Options

    return compare_articles(old, new, Options(**options))


def shown(comparison: Comparison) -> list[Change]:
    """The changes of records, without what moved and the article's own."""
    return [change for change in comparison.changes if change.op != "moved" and change.record != "article"]


def told(comparison: Comparison) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each change of a record as op, record and fields."""
    return [(change.op, change.record, tuple(field.field for field in change.changes)) for change in shown(comparison)]
