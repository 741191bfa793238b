"""An article → the bytes that are written for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from sayso.records import RECORD_KINDS, Article, RecordKind, to_json
from sayso.writing.flat import columns_of, rows_of
from sayso.writing.selection import Selection, select

Layout = Literal["article", "flat"]
Format = Literal["jsonl", "csv", "parquet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """How articles are written: one line each, or one line a record of these kinds; CSV takes one kind, and so does Parquet, whose
    rows are lines of JSON until they are put into a file.

    It pickles, so it can go to other processes.
    """

    layout: Layout = "article"
    format: Format = "jsonl"
    kinds: tuple[RecordKind, ...] = RECORD_KINDS
    selection: Selection | None = None

    def head(self) -> bytes:
        """What is written before the first article."""
        return _csv_line(tuple(column.name for column in columns_of(self.kinds[0]))) if self.format == "csv" else b""

    def __call__(self, article: Article) -> bytes:
        """Whole lines, each with its line end; none for an article without such records in the flat layout."""
        if self.selection:
            article = select(article, self.selection)
        if self.layout == "article":
            return to_json(article) + b"\n"
        return b"".join(self._line(row) for row in self._rows(article))

    def _rows(self, article: Article) -> Iterator[dict[str, Any]]:
        for kind in self.kinds:
            yield from rows_of(article, kind)

    def _line(self, row: dict[str, Any]) -> bytes:
        if self.format == "csv":
            return _csv_line(tuple(_cell(value) for value in row.values()))
        return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _csv_line(cells: tuple[str, ...]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)  # both, so that a cell with either is quoted
    return line.getvalue().removesuffix("\r\n").encode() + b"\n"


def _cell(value: object) -> str:
    """A value as a cell: nothing for None, true and false in lower case, lists joined with ` | `."""
    if isinstance(value, list):
        return " | ".join(_cell(item) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
