"""JSONL → rows, line by line in bounded memory. A line that can't be read becomes an error in the stream, and the next ones go on."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import orjson

from sayso.errors import InputError
from sayso.reading.decoding import CUT_SHORT, LONGEST_INPUT, TOO_LONG, UnreadableError, is_packed

DEEPEST = 100  # levels of lists and objects in a row: its other fields are written out again, and writers have a limit

_BOM = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """A JSON object and the line that it stood on, counted from 1."""

    line: int
    fields: dict[str, Any]


def read_rows(stream: BinaryIO, *, source: str) -> Iterator[Row | InputError]:
    """The rows of a stream, plain or gzipped. Blank lines are passed over; a stream without any row is an error."""
    number, seen = 0, False
    try:
        for number, line in _lines(unpacked(stream)):
            if line is None:
                yield _error(TOO_LONG, source, number)
            elif line.strip():
                yield _read_row(line, source, number)
            seen = seen or line is None or bool(line.strip())
    except (EOFError, OSError, zlib.error) as error:
        yield _error(CUT_SHORT if _is_damage(error) else UnreadableError(f"can't be read: {error}", "try again"), source, number + 1)
        return
    if not seen:
        yield InputError("it is empty", source=source, remedy="give a JSON object on each line, or leave it out")


def unpacked(stream: BinaryIO) -> BinaryIO:
    """The stream, unzipped where it begins as gzip does."""
    peekable = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    return cast(BinaryIO, gzip.GzipFile(fileobj=peekable)) if is_packed(peekable.peek(2)[:2]) else peekable


def _is_damage(error: Exception) -> bool:
    return isinstance(error, EOFError | gzip.BadGzipFile | zlib.error)


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


def _read_row(line: bytes, source: str, number: int) -> Row | InputError:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        if number == 1 and line.startswith(_WIDE_MARKS):
            return _error(UnreadableError("it is UTF-16, and JSONL is UTF-8", "save it as UTF-8"), source, number)
        return _error(UnreadableError(f"the line is not JSON: {_place(error)}", "give one JSON object a line, in UTF-8"), source, number)
    if not isinstance(value, dict):
        problem = UnreadableError(f"the line is {_kind(value)}, not an object", 'give {"id": …, "text": …} on each line')
        return _error(problem, source, number)
    if _is_deeper(value, DEEPEST):
        return _error(UnreadableError(f"the object is nested more than {DEEPEST} levels deep", "make it flatter"), source, number)
    return Row(number, value)


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


def _error(problem: UnreadableError, source: str, line: int) -> InputError:
    return InputError(problem.reason, source=source, line=line, remedy=problem.remedy)
