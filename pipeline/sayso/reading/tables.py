"""CSV and TSV: a row below the head is an article. Read row by row in bounded memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from sayso.errors import InputError
from sayso.reading.decoding import LONGEST_INPUT, TOO_LONG, UnreadableError
from sayso.reading.desk import Desk
from sayso.reading.fields import Row, make_of_row
from sayso.reading.packing import damage
from sayso.reading.sources import Source
from sayso.records import Article

EMPTY = UnreadableError("it is empty", "give it a head and rows, or leave it out")
NO_UTF8 = UnreadableError("it is not UTF-8", "save it as UTF-8")


def read_csv(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The articles of a table whose cells are parted by commas, quoted where they hold commas or line ends."""
    yield from _read(source, stream, desk, ",")


def read_tsv(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The same with tabs."""
    yield from _read(source, stream, desk, "\t")


def missing_column(names: list[str], desk: Desk) -> UnreadableError:
    """Why a table can't be read that has no column of texts."""
    listed = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return UnreadableError(f"it has no column {desk.keys['text']!r}; its columns are {listed or 'none'}", "name it with --text-key")


def _read(source: Source, stream: BinaryIO, desk: Desk, delimiter: str) -> Iterator[Article | InputError]:
    csv.field_size_limit(LONGEST_INPUT)
    rows = csv.reader(_lines(stream), delimiter=delimiter)
    try:
        yield from _read_rows(source, rows, desk)
    except Exception as error:
        problem = _problem(error)
        if problem is None:
            raise
        yield source.error(problem, line=rows.line_num + 1)


def _read_rows(source: Source, rows: csv._reader, desk: Desk) -> Iterator[Article | InputError]:  # type: ignore[name-defined]
    head: list[str] = next(rows, [])
    if desk.keys["text"] not in head:
        yield source.error(missing_column(head, desk) if head else EMPTY)
        return
    begins = rows.line_num + 1
    for cells in rows:
        if len(cells) > len(head):
            problem = UnreadableError(f"it has {len(cells)} cells, the head has {len(head)}", "quote cells that hold the separator")
            yield source.error(problem, line=begins)
        elif cells:
            fields = {name: cell for name, cell in zip(head, cells, strict=False) if cell != ""}
            yield from make_of_row(Row(begins, fields), source, desk)
        begins = rows.line_num + 1


def _lines(stream: BinaryIO) -> Iterator[str]:
    reader = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        while line := reader.readline(LONGEST_INPUT + 1):
            if len(line) > LONGEST_INPUT:
                raise TOO_LONG
            yield line
    finally:
        reader.detach()  # else it would close the stream


def _problem(error: Exception) -> UnreadableError | None:
    """What is wrong with a table. What comes after can't be told row from row, so it is left."""
    if isinstance(error, UnreadableError):
        return error
    if isinstance(error, UnicodeDecodeError):
        return NO_UTF8
    if isinstance(error, csv.Error):
        return UnreadableError(f"it is no table: {error}", "mend it; the rows before it were read")
    if found := damage(error):
        return found
    return UnreadableError(f"can't be read: {error}", "try again") if isinstance(error, OSError) else None
