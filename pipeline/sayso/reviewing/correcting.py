"""What somebody typed as right → a record that has it.

A value is given by the name of its field (`value`, `source.text`, `content`). A span is given by its words, which are looked for nearest to
the record; a link by an id, or by the words that the other record is known by; a list by a list; null and "" empty a field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from sayso.comparing.articles import first_offset, spans_in
from sayso.comparing.values import Json
from sayso.errors import UsageError
from sayso.records import LINK_FIELDS, PLURALS, Actor, Article, Attribution, Claim, Date, Figure, RecordKind, Value

_MODELS: Mapping[RecordKind, type[Value]] = {"actor": Actor, "date": Date, "figure": Figure, "attribution": Attribution, "claim": Claim}
_SPANS = frozenset({"cue", "counted", "among", "addressee", "medium", "predicate", "condition"})
_LISTS_OF_SPANS = frozenset({"content", "spans", "mentions"})
_NO_SPAN = {"start": None, "end": None, "text": None}


def correct(article: Json, kind: RecordKind, ident: str, values: Mapping[str, Any]) -> Json:
    """The article with these values in one of its records. Raises UsageError, saying which value can't be what is right, and why."""
    plural = PLURALS[kind]
    records = [_corrected(article, kind, record, values) if record["id"] == ident else record for record in article[plural]]
    return {**article, plural: records}


def correct_article(article: Json, values: Mapping[str, Any]) -> Json:
    """The article with these values in its own fields (`meta.published`). Raises UsageError likewise."""
    found = article
    for name, value in values.items():
        found = _put(found, name.split("."), value)
    try:
        Article.model_validate(found)
    except ValidationError as error:
        raise UsageError(f"article {article['id']}: {_problem(error)}") from error
    return found


def add_missed(article: Json, kind: RecordKind, ident: str, values: Mapping[str, Any]) -> Json:
    """The article with a record that was missed, made of these values; its text order is kept. Raises UsageError likewise."""
    plural = PLURALS[kind]
    if any(record["id"] == ident for record in article[plural]):
        return article
    made = _corrected(article, kind, {**_bare(kind), "id": ident}, values)
    return {**article, plural: sorted([*article[plural], made], key=first_offset)}


def _bare(kind: RecordKind) -> Json:
    """A record of which only what has a default is told."""
    fields = _MODELS[kind].model_fields
    told = {name: field.get_default(call_default_factory=True) for name, field in fields.items() if not field.is_required()}
    nobody: Json = {"source": {**_NO_SPAN, "status": "none"}} if kind == "attribution" else {}
    return {**dict.fromkeys(fields), **told, **nobody}


def _corrected(article: Json, kind: RecordKind, record: Json, values: Mapping[str, Any]) -> Json:
    found = record
    for name, value in values.items():
        try:
            found = _with_value(article, found, name, value)
        except (KeyError, TypeError) as error:
            raise UsageError(f"{kind} {record['id']}: has no field {name!r} that could be {value!r}") from error
    try:
        checked = _MODELS[kind].model_validate(found)
    except ValidationError as error:
        raise UsageError(f"{kind} {record['id']}: {_problem(error)}") from error
    return checked.model_dump(mode="json", by_alias=True)


def _problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(map(str, problem["loc"])) or "the record"
    return f"{field} can't be {problem['input']!r}: {problem['msg'].removeprefix('Value error, ').lower()}"


def _with_value(article: Json, record: Json, name: str, value: Any) -> Json:
    """The record with one value; words become places where the field is of that kind."""
    path, last, near = name.split("."), name.rpartition(".")[2], _near(record)
    value = None if value == "" else value
    if name == "text":
        return {**record, **_span(article, str(value), near)}
    if last == "text":
        owner = _get(record, path[:-1]) or {}
        return _put(record, path[:-1], {**owner, **(_span(article, str(value), near) if value else _NO_SPAN)})
    if last in LINK_FIELDS:
        return _put(record, path, [_link(article, one) for one in value] if isinstance(value, list) else _link(article, value))
    if last in _LISTS_OF_SPANS and isinstance(value, list):
        return _put(record, path, [_item(article, one, near, last) for one in value])
    if last in _SPANS and isinstance(value, str):
        return _put(record, path, _headed(article, value, near, last))
    return _put(record, path, value)


def _near(record: Json) -> int:
    """Where a record stands, as far as it does yet."""
    return min((span["start"] for span in spans_in(record)), default=0)


def _item(article: Json, value: Any, near: int, name: str) -> Any:
    if not isinstance(value, str):
        return value
    return {**_span(article, value, near), **({"form": "name"} if name == "mentions" else {})}


def _headed(article: Json, words: str, near: int, name: str) -> Json:
    """A span given by its words alone; the lemma of a typed cue is its words, since nobody told better."""
    extra: Mapping[str, Json] = {
        "cue": {"lemma": words}, "counted": {"lemma": words}, "predicate": {"lemma": words}, "addressee": {"actor": None},
        "medium": {"actor": None, "kind": "statement"},
    }  # fmt: skip
    return {**_span(article, words, near), **extra.get(name, {})}


def _span(article: Json, words: str, near: int) -> Json:
    """Where the words stand nearest to a place. Raises UsageError where they do not stand in the text."""
    text: str = article["text"]
    before, after = text.rfind(words, 0, near + len(words)), text.find(words, near)
    places = [place for place in (before, after) if place >= 0]
    if not words or not places:
        raise UsageError(f"article {article['id']}: {words!r} does not stand in its text; copy the words from there")
    start = min(places, key=lambda place: abs(place - near))
    return {"start": start, "end": start + len(words), "text": words}


def _link(article: Json, value: Any) -> Any:
    """An id as it is; else the id of the one record that is known by these words. Raises UsageError where there is none, or several."""
    if not isinstance(value, str):
        return {**value, "actor": _link(article, value["actor"])} if isinstance(value, dict) and "actor" in value else value
    records = [record for plural in PLURALS.values() for record in article[plural]]
    if any(record["id"] == value for record in records):
        return value
    found = [record["id"] for record in records if value in (record.get("name"), record.get("text"))]
    if len(found) != 1:
        which = "no record" if not found else f"{len(found)} records"
        raise UsageError(f"article {article['id']}: {value!r} is {which}; give the id of the one that is meant")
    return found[0]


def _get(value: Json, path: list[str]) -> Any:
    found: Any = value
    for name in path:
        found = (found or {}).get(name)
    return found


def _put(value: Json, path: list[str], new: Any) -> Json:
    name, *rest = path
    if name not in value:
        raise KeyError(name)
    return {**value, name: _put(value[name] or {}, rest, new) if rest else new}
