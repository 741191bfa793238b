"""JSONL: a row is an article. Read line by line in bounded memory; a line that can't be read is an error, and the next ones go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from sayso.errors import InputError
from sayso.reading.decoding import LONGEST_INPUT, TOO_LONG, UnreadableError
from sayso.reading.desk import Desk
from sayso.reading.fields import Row, make_of_row
from sayso.reading.packing import damage
from sayso.reading.sources import Source
from sayso.records import Article

DEEPEST = 100  # levels of lists and objects in a row: its other fields are written out again, and writers have a limit

_BOM = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_rows(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The articles of a JSONL file. Blank lines are passed over; a file without any row is an error."""
    number, seen = 0, False
    try:
        for number, line in _lines(stream):
            if line is None:
                yield source.error(TOO_LONG, line=number)
            elif line.strip():
                yield from _read_row(line, number, source, desk)
            seen = seen or line is None or bool(line.strip())
    except Exception as error:
        problem = damage(error) or (UnreadableError(f"can't be read: {error}", "try again") if isinstance(error, OSError) else None)
        if problem is None:
            raise
        yield source.error(problem, line=number + 1)
        return
    if not seen:
        yield InputError("it is empty", source=source.name, remedy="give a JSON object on each line, or leave it out")


def _read_row(line: bytes, number: int, source: Source, desk: Desk) -> Iterator[Article | InputError]:
    fields = _parse(line, number)
    if isinstance(fields, UnreadableError):
        yield source.error(fields, line=number)
    else:
        yield from make_of_row(Row(number, fields), source, desk)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; `None` stands for one that is too long, which is read past, not kept."""
    number = 0
    while line := stream.readline(LONGEST_INPUT + 1):
        number += 1
        if len(line) > LONGEST_INPUT:
            _skip_line(stream, line)
            yield number, None
        else:
            yield number, line.removeprefix(_BOM) if number == 1 else line


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(2**20)


def _parse(line: bytes, number: int) -> dict[str, Any] | UnreadableError:
    """The row's fields, or what is wrong with it."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        if number == 1 and line.startswith(_WIDE_MARKS):
            return UnreadableError("it is UTF-16, and JSONL is UTF-8", "save it as UTF-8")
        return UnreadableError(f"the line is not JSON: {_place(error)}", "give one JSON object a line, in UTF-8")
    if not isinstance(value, dict):
        return UnreadableError(f"the line is {_kind(value)}, not an object", 'give {"id": …, "text": …} on each line')
    if _is_deeper(value, DEEPEST):
        return UnreadableError(f"the object is nested more than {DEEPEST} levels deep", "make it flatter")
    return value


def _is_deeper(value: object, limit: int) -> bool:
    """Whether lists and objects are nested deeper than `limit`."""
    level: list[object] = [value]
    for _ in range(limit):
        level = [inner for outer in level for inner in _inner(outer)]
        if not level:
            return False
    return True


def _inner(value: object) -> list[object]:
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [inner for inner in values if isinstance(inner, dict | list)]


def _place(error: orjson.JSONDecodeError) -> str:
    """orjson's reason, without the line number, which is always 1 here."""
    return f"{error.msg.split(': line')[0]} at character {error.pos + 1}"


def _kind(value: object) -> str:
    names = {list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number", type(None): "null"}
    return names[type(value)]
