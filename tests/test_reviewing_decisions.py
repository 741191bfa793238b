"""Decisions as lines: what is read, and what is refused with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sayso.errors import RunError
from sayso.records import to_json
from sayso.reviewing.decisions import Decision, read_decisions

GOOD: dict[str, Any] = {
    "change": "0f", "verdict": "neither", "record": "figure", "article": "a.txt", "by": "Ada", "at": "2024-03-05T10:00:00.000Z",
    "note": None, "value": {"value": 12},
}  # fmt: skip


def line(**changes: Any) -> bytes:
    row = {name: value for name, value in {**GOOD, **changes}.items() if value is not ...}
    return json.dumps(row).encode()


def test_a_decision_comes_back_as_it_was_written() -> None:
    (decision,) = read_decisions(iter([line() + b"\n", b"\n"]), place="d.jsonl")
    assert decision == Decision(**GOOD)
    assert list(read_decisions(iter([to_json(decision)]), place="d.jsonl")) == [decision]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param(b"{", "d.jsonl:2: is no decision: the line: Invalid JSON", id="cut-off"),
        pytest.param(b"[]", "d.jsonl:2: is no decision: the line:", id="no-object"),
        pytest.param(line(verdict="maybe"), "verdict: Input should be 'accept', 'reject', 'neither', 'undo',", id="unknown-verdict"),
        pytest.param(line(change=""), "change: String should have at least 1 character", id="no-change"),
        pytest.param(line(record=...), "record: Field required", id="no-record"),
        pytest.param(line(at="2024-03-05T10:00:00"), "at: has no time zone", id="no-zone"),
        pytest.param(line(at="yesterday"), "at: Invalid isoformat string", id="no-moment"),
        pytest.param(line(verdcit="accept"), "verdcit: Extra inputs are not permitted", id="unknown-field"),
    ],
)
def test_what_is_no_decision_is_refused(row: bytes, told: str) -> None:
    with pytest.raises(RunError) as refused:
        list(read_decisions(iter([line(), row]), place="d.jsonl"))
    assert told in str(refused.value)
