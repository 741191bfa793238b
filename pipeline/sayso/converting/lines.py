"""JSONL that comes back from a tool: numbered objects, what is none of them an error in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from sayso.errors import InputError, UsageError, cause_of


def read_lines(path: str) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    """Each line's number and object; blank lines are passed over. Raises UsageError where the file is not there."""
    try:
        stream = Path(path).open("rb")  # noqa: SIM115  (closed below; what goes wrong in opening is not what goes wrong in reading)
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {cause_of(error)}") from error
    with stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield number, _object(line, path, number)


def _object(line: bytes, path: str, number: int) -> dict[str, Any] | InputError:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        reason = f"the line is not JSON: {error.msg.split(': line')[0]}"
        return InputError(reason, source=path, line=number, remedy="give one JSON object a line, in UTF-8")
    if isinstance(row, dict):
        return row
    return InputError("the line is no JSON object", source=path, line=number, remedy="give one JSON object a line")
