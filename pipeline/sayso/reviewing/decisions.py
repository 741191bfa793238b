"""Decisions about changes: a JSON object a line, which `sayso review` appends and the page of `sayso diff --format html` downloads."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from sayso.errors import OutputError, RunError, UsageError, cause_of
from sayso.records import Value, hash_parts, to_json

Verdict = Literal["accept", "reject", "neither", "undo", "missed", "reviewed"]
RecordOrArticle = Literal["article", "actor", "date", "figure", "attribution", "claim"]


def _with_zone(moment: str) -> str:
    if datetime.fromisoformat(moment).tzinfo is None:
        raise ValueError("has no time zone")
    return moment


class Decision(Value):
    """What somebody decided about one change.

    change   the change's id, a hash of its content: the same change in a later run has the same one. Of what was missed or reviewed, a
             hash of the article and the record
    verdict  accept: the new side is right; reject: the old one is; neither: `value` tells what is, where it is known; undo: the decision
             before about this change is taken back; missed: `value` is a record that neither run has; reviewed: this article was looked
             through
    record, article   what it is about, for people who read the file
    by       who decided; None where the page was not told
    at       when: ISO 8601 with a zone
    note     words of the reviewer's
    value    for neither: fields that differ, as the change names them (`source.actor`), and what is right there; a span by its words
    settles  made with the others' decisions in view: it holds against theirs
    """

    change: Annotated[str, Field(min_length=1)]
    verdict: Verdict
    record: RecordOrArticle
    article: str
    by: str | None = None
    at: Annotated[str, AfterValidator(_with_zone)]
    note: str | None = None
    value: dict[str, Any] | None = None
    settles: bool = False


def now() -> str:
    """This moment, as a decision tells it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def subject(*parts: str) -> str:
    """What a decision is about that is about no change: a hash of these words."""
    return hash_parts(parts)


def read_decisions(lines: Iterable[bytes], *, place: str) -> Iterator[Decision]:
    """The decisions of a file, in its order; of several about one change the last holds. Blank lines are passed over.

    Raises RunError, naming place and line, at a line that is none.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Decision.model_validate_json(line)
        except ValidationError as error:
            problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
            field = ".".join(map(str, problem["loc"])) or "the line"
            raise RunError(f"{place}:{number}: is no decision: {field}: {problem['msg'].removeprefix('Value error, ')}") from error


def load_decisions(path: str, *, new: bool = True) -> list[Decision]:
    """All decisions of a file; `new`: it may not be there yet and holds none then. Raises UsageError where it can't be read, RunError as
    above."""
    try:
        with open(path, "rb") as stream:
            return list(read_decisions(stream, place=path))
    except OSError as error:
        if new and isinstance(error, FileNotFoundError):
            return []
        raise UsageError(f"{path}: can't be read: {cause_of(error)}") from error


def append_decisions(path: str, decisions: Iterable[Decision]) -> None:
    """Put decisions at the end of a file, whole lines or nothing; several reviewers may write at once.

    Raises UsageError when the file can't be opened, and OutputError when it can't be written through.
    """
    data = b"".join(to_json(decision) + b"\n" for decision in decisions)
    try:
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise UsageError(f"{path}: can't be written: {cause_of(error)}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        _append(handle, data, path)
    finally:
        os.close(handle)


def _append(handle: int, data: bytes, path: str) -> None:
    size = os.fstat(handle).st_size
    if size and os.pread(handle, 1, size - 1) != b"\n":
        data = b"\n" + data  # somebody's editor left the last line open
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
    except OSError as error:
        os.ftruncate(handle, size)
        raise OutputError(f"{path}: can't be written: {cause_of(error)}; it holds what was decided before") from error
