"""Rows of the flat layout → a Parquet file. The columns and their types follow from the kind of record alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, BinaryIO

import orjson

from sayso.errors import UsageError
from sayso.records import RecordKind
from sayso.writing.flat import Column, columns_of
from sayso.writing.output import Write

ROWS_IN_A_GROUP = 16_384


@contextmanager
def open_parquet(stream: BinaryIO, kind: RecordKind) -> Iterator[Write]:
    """A function that takes rows as lines of JSON; the file is whole when it is left, also early."""
    arrow, parquet = _load()
    schema = arrow.schema([arrow.field(column.name, _type(arrow, column)) for column in columns_of(kind)])
    rows: list[dict[str, Any]] = []
    writer = parquet.ParquetWriter(stream, schema, compression="zstd")

    def flush(size: int) -> None:
        while len(rows) >= size and rows:
            writer.write_table(arrow.Table.from_pylist(rows[:ROWS_IN_A_GROUP], schema))
            del rows[:ROWS_IN_A_GROUP]

    def write(lines: bytes) -> None:
        rows.extend(map(orjson.loads, lines.splitlines()))
        flush(ROWS_IN_A_GROUP)

    try:
        yield write
    finally:
        flush(1)
        writer.close()


def _load() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise UsageError("--format parquet needs what is not installed here: pip install 'sayso[parquet]'") from error


def _type(arrow: Any, column: Column) -> Any:
    types = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    return arrow.list_(types[column.type]) if column.is_list else types[column.type]
