"""Runs: files of records that sayso wrote, in the article layout, plain, gzip or zstandard. Read line by line, in bounded memory."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson
from pydantic import ValidationError

from sayso.errors import RunError, UsageError, cause_of
from sayso.reading.packing import damage, unpacked
from sayso.records import SCHEMA_VERSION, Article, Value, find_problems, to_json

_MARKS = frozenset({"schema", "meta", "text", "attributions", "claims"})  # fields by which a row is known as one of ours
_LOOK = 2**20
_log = logging.getLogger("sayso")
_TAKES = "this takes what `sayso extract` wrote"


def is_run(path: str) -> bool:
    """Whether a file, or stdin (`-`), begins with a record of sayso, in either layout. Raises UsageError when it is not there."""
    if path == "-":
        return _stdin().peek(1).startswith((b'{"schema"', b'{"record"'))
    with open_run(path) as stream:
        try:
            row = _row(stream.readline(_LOOK * 64))
        except RunError:
            return False
    return row is not None and (row.keys() >= _MARKS or _is_flat(row))


def read_run(path: str, *, holding: str | None = None) -> Iterator[Article]:
    """The articles of a run, in order; `holding` passes over lines without this string in one of their values. `-` is stdin.

    An id that stands twice is warned of. Raises UsageError when the file is not there, and RunError, naming file and line, at a line that
    is no article of sayso.
    """
    wanted = orjson.dumps(holding)[1:-1] if holding else None
    seen: dict[str, int] = {}
    for number, line in _lines(path):
        if line.strip() and (wanted is None or wanted in line):
            article = _article(line, f"{path}:{number}")
            if seen.setdefault(article.id, number) != number:
                _log.warning("%s:%d: article id %r stands in line %d already; both are taken", path, number, article.id, seen[article.id])
            yield article


def check_run(path: str) -> Iterator[str]:
    """What is wrong with a run, a line each: `file:line: problem`; why a line is no article of this version is told once.

    Raises UsageError and RunError when the file can't be read through.
    """
    seen: dict[str, int] = {}
    told: set[str] = set()
    for number, line in _lines(path):
        row = _row(line)
        reason = _foreign(row) if row is not None else None
        if reason is None:
            yield from (f"{path}:{number}: {problem}" for problem in _problems(line, row, seen, number))
        elif reason not in told:
            told.add(reason)
            yield f"{path}:{number}: {reason}; lines like it are not told again"


def check_line(line: bytes, place: str) -> dict[str, Any]:
    """An article as the JSON object that it is, with every field of the contract. `place` names file and line.

    Raises RunError where it is none of this version.
    """
    row: dict[str, Any] = orjson.loads(to_json(_article(line, place)))
    return row


def _article(line: bytes, place: str) -> Article:
    try:
        return Article.model_validate_json(line)
    except ValidationError as error:
        row = _row(line)
        reason = _foreign(row) if row is not None else _unreadable(line)
        raise RunError(f"{place}: {reason or f'{next(_violations(error))}; {_TAKES}'}") from error


def _problems(line: bytes, row: dict[str, Any] | None, seen: dict[str, int], number: int) -> Iterator[str]:
    if row is None:
        yield _unreadable(line) if line.strip() else "is blank"
        return
    try:
        article = Article.model_validate_json(line, strict=True)
    except ValidationError as error:
        yield from _violations(error)
        return
    yield from (f"{place} is missing" for place in _missing(article, ""))
    yield from find_problems(article)
    if article.id in seen:
        yield f"article id {article.id!r} stands in line {seen[article.id]} already"
    seen.setdefault(article.id, number)


def _foreign(row: dict[str, Any]) -> str | None:
    """Why a row is no article of this version, or None."""
    if _is_flat(row):
        return "is a row of the flat layout; give the article layout, which is what is read and checked"
    if "schema" in row and row["schema"] != SCHEMA_VERSION:
        return f"has schema {row['schema']!r}; this version reads {SCHEMA_VERSION!r}, so extract its articles anew"
    if len(row.keys() & _MARKS) <= 1:
        return f"is a row of another tool: it has no {', '.join(sorted(_MARKS - row.keys()))}; {_TAKES}"
    return None


def _unreadable(line: bytes) -> str:
    if line.startswith(b"{") and not line.endswith(b"\n"):
        return "is cut short, the file ends within it; write the run anew, or go on with it by --resume"
    return f"is no JSON object; {_TAKES}"


def _is_flat(row: dict[str, Any]) -> bool:
    return row.keys() >= {"record", "article", "article_title"} and "schema" not in row


def _violations(error: ValidationError) -> Iterator[str]:
    for violation in error.errors(include_url=False, include_input=False, include_context=False):
        place = ".".join(str(part) for part in violation["loc"])
        yield f"{place or 'the line'}: {violation['msg'].removeprefix('Value error, ')}"


def _missing(value: object, place: str) -> Iterator[str]:
    """The fields that are not written, anywhere in a record; what is written always holds all of them."""
    if isinstance(value, Value):
        for name, field in type(value).model_fields.items():
            inner = f"{place}.{field.alias or name}".lstrip(".")
            if name not in value.model_fields_set:
                yield inner
            yield from _missing(getattr(value, name), inner)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _missing(item, f"{place}.{number}")


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return row if isinstance(row, dict) else None


def _lines(path: str) -> Iterator[tuple[int, bytes]]:
    with open_run(path) as stream:
        yield from enumerate(stream, 1)


@contextmanager
def open_run(path: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of stdin (`-`), unpacked where they begin as gzip or zstandard does.

    Raises UsageError when the file is not there, and RunError for what can't be read to its end, also while it is read.
    """
    stream = _stdin() if path == "-" else _open(path)
    try:
        yield unpacked(stream)
    except Exception as error:  # whatever the unpackers raise; all else goes on as it is
        reason = damage(error)
        if reason is None and not isinstance(error, OSError):
            raise
        raise RunError(f"{path}: can't be read to its end: {reason or error}") from error
    finally:
        if path != "-":
            stream.close()


def _stdin() -> BufferedReader:
    if sys.stdin is None:
        raise UsageError("stdin is closed; name a file")
    return cast(BufferedReader, sys.stdin.buffer)


def _open(path: str) -> BufferedReader:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {cause_of(error)}") from error
