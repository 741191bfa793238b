"""A mark's note: what a record tells beside its words, as one line of JSON that a person can edit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def write_note(fields: Mapping[str, Any]) -> str:
    """One line of ASCII, so that no tool takes a character in it for an end of line."""
    return json.dumps(dict(fields))


def read_note(note: object) -> dict[str, Any] | None:
    """The fields; None where it is no JSON object: a person's remark, which is not ours. Raises ValueError for a broken one."""
    if not isinstance(note, str) or not note.lstrip().startswith("{"):
        return None
    try:
        fields = json.loads(note)
        json.dumps(fields, ensure_ascii=False).encode()  # half a surrogate pair can be told in JSON and written nowhere
    except (ValueError, RecursionError) as error:
        raise ValueError(f"its note is no JSON: {error}") from error
    return dict(fields)
