"""One row a record: objects joined with `_`, lists of objects as one list a field, words beside every id.

The columns of a kind follow from the record's class alone, so they are the same in every row.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from sayso.records import LINKS, Actor, Article, Attribution, Claim, Date, Figure, Record, RecordKind, Value, records_of
from sayso.writing.links import COMPANIONS, Links

_OPENING = ("record", "article", "article_title", "article_outlet", "article_published")
_CLASSES: dict[RecordKind, type[Value]] = {"actor": Actor, "date": Date, "figure": Figure, "attribution": Attribution, "claim": Claim}


def rows_of(article: Article, kind: RecordKind) -> Iterator[dict[str, Any]]:
    """The rows of an article's records of one kind, in text order. Each has all columns of its kind, in the same order."""
    links = Links(article)
    for record in records_of(article, kind):
        yield _row(article, kind, record, links)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its values are, and whether each is a list of them. A value may always be missing."""

    name: str
    type: Literal["text", "integer", "number", "boolean"]
    is_list: bool = False


def columns_of(kind: RecordKind) -> tuple[Column, ...]:
    """A kind's columns, in the order of the rows."""
    return (*(Column(name, "text") for name in _OPENING), *_columns(_CLASSES[kind], "", is_list=False))


def _columns(owner: type[Value], prefix: str, *, is_list: bool) -> Iterator[Column]:
    """The columns that `_cells` fills, in its order."""
    for field in _fields(owner):
        name = prefix + field.name
        if field.shape in ("object", "objects") and field.inner:
            yield from _columns(field.inner, name + "_", is_list=is_list or field.shape == "objects")
        elif field.shape == "mapping":
            yield Column(name + "_key", "text", True)
            yield Column(name + "_value", "text", True)
        else:
            many = is_list or field.shape == "list"
            yield Column(name, field.type, many)
            yield from _companion_columns(field, prefix, many)


def _companion_columns(field: _Field, prefix: str, many: bool) -> Iterator[Column]:
    if field.name in LINKS:
        stem = prefix if field.name == "actor" else f"{prefix}{field.name}_"
        for word in COMPANIONS[LINKS[field.name]]:
            yield Column(stem + word, "number" if word == "value" else "text", many)


def _row(article: Article, kind: RecordKind, record: Record, links: Links) -> dict[str, Any]:
    meta = article.meta
    opening = dict(zip(_OPENING, (kind, article.id, meta.title, meta.outlet, meta.published), strict=True))
    return opening | dict(_cells(type(record), record, "", links))


def _cells(owner: type[Value], value: Value | None, prefix: str, links: Links) -> Iterator[tuple[str, Any]]:
    """The columns of a value of this class and what they hold; of no value, the same columns with nothing in them."""
    for field in _fields(owner):
        item = getattr(value, field.name) if value is not None else None
        name = prefix + field.name
        if field.shape == "object" and field.inner:
            yield from _cells(field.inner, item, name + "_", links)
        elif field.shape == "objects" and field.inner:
            yield from _lists(field.inner, item or (), name + "_", links)
        elif field.shape == "mapping":
            yield name + "_key", list(item or ())
            yield name + "_value", list((item or {}).values())
        else:
            yield name, list(item or ()) if field.shape == "list" else item
            yield from _companions(field, item, prefix, links)


def _lists(owner: type[Value], values: tuple[Value, ...], prefix: str, links: Links) -> Iterator[tuple[str, list[Any]]]:
    rows = [dict(_cells(owner, value, prefix, links)) for value in values]
    for name, _ in _cells(owner, None, prefix, links):
        yield name, [row[name] for row in rows]


def _companions(field: _Field, item: Any, prefix: str, links: Links) -> Iterator[tuple[str, Any]]:
    """Words beside an id, or beside each of a list of ids. An object's own `actor` has its name in `name`."""
    if field.name not in LINKS or field.shape not in ("scalar", "list"):
        return
    kind = LINKS[field.name]
    stem = prefix if field.name == "actor" else f"{prefix}{field.name}_"
    told = [links.words(ident, kind) for ident in ((item,) if field.shape == "scalar" else item or ())]
    for word in COMPANIONS[kind]:
        values = [words[word] for words in told]
        yield stem + word, values if field.shape == "list" else values[0]


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    shape: Literal["scalar", "list", "object", "objects", "mapping"]
    inner: type[Value] | None = None
    type: Literal["text", "integer", "number", "boolean"] = "text"


@cache
def _fields(owner: type[Value]) -> tuple[_Field, ...]:
    hints = get_type_hints(owner)
    return tuple(_field(name, hints[name]) for name in owner.model_fields)


def _field(name: str, hint: Any) -> _Field:
    hint = _without_none(hint)
    if isinstance(hint, type) and issubclass(hint, Value):
        return _Field(name, "object", hint)
    if get_origin(hint) is dict:
        return _Field(name, "mapping")
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        if isinstance(inner, type) and issubclass(inner, Value):
            return _Field(name, "objects", inner)
        return _Field(name, "list", type=_type_of(inner))
    return _Field(name, "scalar", type=_type_of(hint))


def _type_of(hint: Any) -> Literal["text", "integer", "number", "boolean"]:
    """What a plain value is, by its hint: `int | float` is a number, all that is no number and no truth value is text."""
    kinds = {part for part in (get_args(hint) or (hint,)) if isinstance(part, type)} if get_origin(hint) is not Literal else set()
    if float in kinds:
        return "number"
    return "boolean" if hint is bool else "integer" if hint is int else "text"


def _without_none(hint: Any) -> Any:
    """What a type is when it is not None: `X | None` is X."""
    if get_origin(hint) is Annotated:
        return _without_none(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        return _without_none(inner[0]) if len(inner) == 1 else hint
    return hint
