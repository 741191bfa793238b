"""A row of fields, from JSONL or a table → an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.errors import InputError
from sayso.reading.articles import Given
from sayso.reading.decoding import UnreadableError
from sayso.reading.desk import ROW_FIELDS, Desk
from sayso.reading.sources import Source
from sayso.records import Article

_OWN = ROW_FIELDS[2:]  # those that go to `meta`; all that is no field of ours goes to its `extra`


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of a row, and where it stands: its line or, where rows have none, its number, counted from 1."""

    line: int
    fields: dict[str, Any]


def make_of_row(row: Row, source: Source, desk: Desk) -> Iterator[Article | InputError]:
    """The article of a row, or why there is none."""
    keys = desk.keys
    ident = _id_of(row, source, keys["id"])
    if ident is None:
        reason = f"the field {keys['id']!r} is a list, an object or a truth value"
        yield source.error(UnreadableError(reason, "give a string or a number, or leave it out"), line=row.line)
        return
    text = row.fields.get(keys["text"])
    if not isinstance(text, str) or not text.strip():
        reason = f"the field {keys['text']!r} {_state(row.fields, keys['text'])}"
        remedy = "give the article's text there, or name its field with --text-key"
        yield source.error(UnreadableError(reason, remedy), line=row.line, id=ident)
        return
    yield from desk.make(text, id=ident, given=_given_by(row.fields, desk), source=source.name, line=row.line)


def _id_of(row: Row, source: Source, key: str) -> str | None:
    """The row's id as a string, `<source>:<line>` where it has none; None where it is nothing that can be one."""
    value = row.fields.get(key)
    if value is None or value == "":
        return f"{source.id}:{row.line}"
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _state(fields: Mapping[str, Any], key: str) -> str:
    if key not in fields:
        return "is missing"
    value = fields[key]
    return "is null" if value is None else "is empty" if isinstance(value, str) else "is no string"


def _given_by(fields: Mapping[str, Any], desk: Desk) -> Given:
    """What a row tells beside its text. A field of ours that holds no text goes to `extra` with the others, so that nothing is lost."""
    own = {name: _as_text(fields.get(desk.keys[name])) for name in _OWN}
    used = {desk.keys[name] for name in _OWN if own[name] is not None or fields.get(desk.keys[name]) in (None, "")}
    taken = {desk.keys["text"], desk.keys["id"], *used}
    extra = {name: value for name, value in fields.items() if name not in taken}
    return Given(**own, fallback=desk.published, extra=extra)


def _as_text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
