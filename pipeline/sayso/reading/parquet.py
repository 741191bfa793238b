"""Parquet: a row is an article. Read some rows at a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.reading.decoding import UnreadableError
from sayso.reading.desk import Desk
from sayso.reading.extras import load_extra
from sayso.reading.fields import Row, make_of_row
from sayso.reading.packing import seekable
from sayso.reading.sources import Source
from sayso.reading.tables import missing_column
from sayso.records import Article

ROWS_AT_ONCE = 64


def read_parquet(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The articles of a Parquet file; the line of a failure is the row's number."""
    number = 0
    try:
        parquet = load_extra("pyarrow.parquet", "Parquet")
        file = parquet.ParquetFile(seekable(stream))
        names = list(file.schema_arrow.names)
        if desk.keys["text"] not in names:
            raise missing_column(names, desk)
        for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
            for fields in batch.to_pylist():
                number += 1
                yield from make_of_row(Row(number, {name: _plain(value) for name, value in fields.items()}), source, desk)
    except UnreadableError as problem:
        yield source.error(problem)
    except (OSError, ValueError) as error:  # pyarrow's own errors are these
        reason = f"it is no Parquet file that can be read: {str(error).splitlines()[0]}"
        yield source.error(UnreadableError(reason, "write it again"), line=number + 1 if number else None)


def _plain(value: Any) -> Any:
    """A cell as JSON has it; bytes are left out."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, str | int | float | bool) else None
