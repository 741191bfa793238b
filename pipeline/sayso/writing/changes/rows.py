"""Changes as rows: a JSON object each with the summary at the end, or a table with a line for each field."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import orjson

from sayso.comparing import Change, Summary
from sayso.comparing.editing import name_edit
from sayso.writing.changes.view import Items, View, Write
from sayso.writing.changes.wording import record_words

COLUMNS = (
    "id", "op", "record", "article", "field", "old", "new", "grade", "match_by", "match_score", "rules_old", "rules_new",
    "old_text", "new_text", "old_id", "new_id",
)  # fmt: skip


def write_jsonl(items: Items, view: View, write: Write) -> Summary:
    """A line a change, and the summary as the last one. With `view.edits` each has an `edit`, too."""
    summary = Summary()
    for item in items:
        if isinstance(item, Summary):
            summary = item
        else:
            for change in item.changes:
                row = change.row() | ({"edit": name_edit(change)} if view.edits else {})
                write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    write(orjson.dumps(summary.row(), option=orjson.OPT_APPEND_NEWLINE))
    return summary


def write_csv(items: Items, view: View, write: Write) -> Summary:
    """A line a field, or a change that is none of fields; lists and objects in a cell are JSON."""
    summary = Summary()
    write(_line((*COLUMNS, "edit") if view.edits else COLUMNS))
    for item in items:
        if isinstance(item, Summary):
            summary = item
        else:
            for change in item.changes:
                last = (name_edit(change) or "",) if view.edits else ()
                write(b"".join(_line((*cells, *last)) for cells in _cells(change)))
    return summary


def _cells(change: Change) -> Iterator[tuple[Any, ...]]:
    match = (change.match.by, change.match.score) if change.match else ("", "")
    sides = (_words(change.old), _words(change.new), _ids(change.old), _ids(change.new))
    for field in change.changes or (None,):
        told = (field.field, _cell(field.old), _cell(field.new), field.grade) if field else ("", "", "", change.grade)
        yield (change.id, change.op, change.record, change.article, *told, *match, *change.rules, *sides)


def _words(records: tuple[dict[str, Any], ...]) -> str:
    return " | ".join(record_words(record) for record in records)


def _ids(records: tuple[dict[str, Any], ...]) -> str:
    return " | ".join(record["id"] for record in records)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _line(cells: tuple[Any, ...]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow("" if cell is None else cell for cell in cells)  # a cell with either end is quoted
    return line.getvalue().removesuffix("\r\n").encode("utf-8", "replace") + b"\n"
