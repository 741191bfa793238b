"""A source → its articles: which reader takes it, told by its name or by its first bytes.

A further format is a file with a reader here beside, a line of READERS, its suffix a line of `sources.FORMATS`, and, where its first
bytes tell, a line of MAGIC.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from sayso.errors import InputError, cause_of
from sayso.reading.archives import read_tar, read_zip
from sayso.reading.decoding import UnreadableError
from sayso.reading.desk import Desk, Found
from sayso.reading.documents import read_docx, read_pdf
from sayso.reading.packing import damage, unpacked
from sayso.reading.pages import read_page
from sayso.reading.parquet import read_parquet
from sayso.reading.rows import read_rows
from sayso.reading.sources import NOT_READ, SNIFF, STDIN, UNKNOWN, UNREAD, Source
from sayso.reading.tables import read_csv, read_tsv
from sayso.reading.text import read_markdown, read_text
from sayso.reading.webarchives import read_warc
from sayso.records import Article

_BOM = b"\xef\xbb\xbf"


def read_source(source: Source, desk: Desk) -> Iterator[Article | InputError]:
    """The articles of a source, those of an archive's members in their order; what fails is a value among them."""
    try:
        opened = source.open()
    except OSError as error:
        yield _unopened(source, error)
        return
    before = desk.gauge.read
    with contextlib.nullcontext(opened) if source.path == STDIN else opened as stream:
        for item in _read(source, stream, desk):
            if source.is_file and stream.seekable():
                desk.gauge.read = before + stream.tell()
            if isinstance(item, Source):
                yield from read_source(item, desk)
            else:
                yield item
        if source.is_file and stream.seekable():
            desk.gauge.read = before + stream.seek(0, io.SEEK_END)


def _read(source: Source, stream: BinaryIO, desk: Desk) -> Found:
    """What a source's reader gives; packed bytes that are damaged from the start are one failure."""
    try:
        plain = unpacked(stream)
        yield from READERS[source.format](source, plain, desk)
    except Exception as error:
        problem = damage(error) or (
            UnreadableError(f"can't be read: {cause_of(error)}", "try again") if isinstance(error, OSError) else None
        )
        if problem is None:
            raise
        yield source.error(problem)


def _unopened(source: Source, error: OSError) -> InputError:
    return source.error(UnreadableError(f"can't be read: {cause_of(error)}", "check that it is there, and its permissions"))


def _sniff(source: Source, stream: BinaryIO, desk: Desk) -> Found:
    """What the first bytes tell; text where they tell nothing."""
    start = b""
    while not _tells(start) and (more := stream.read1(65536)):  # type: ignore[attr-defined]
        start += more
    whole = cast(BinaryIO, io.BufferedReader(_Rejoined(start, stream)))
    shown = start.removeprefix(_BOM).lstrip()
    reader = next((reader for pattern, reader in MAGIC if pattern.match(shown)), read_text)
    yield from reader(source, whole, desk)


def _tells(start: bytes) -> bool:
    """Whether enough is there to tell: at once for a row, which may be all that comes for a while."""
    shown = start.removeprefix(_BOM).lstrip()
    return shown.startswith(b"{") or len(shown) >= LONGEST_MAGIC


def _refuse(source: Source, stream: BinaryIO, desk: Desk) -> Found:
    """No article: what the file's name promises is not read, and its marks would be taken for words."""
    problem = UnreadableError(f"it is {NOT_READ[source.suffix]}, which is not read by this version", "give its text as .txt, .md or .jsonl")
    yield source.error(problem)


class _Rejoined(io.RawIOBase):
    """A stream with what was already read from it put back before it."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        taken = self._start[: len(buffer)] or self._rest.read1(len(buffer))  # type: ignore[attr-defined]
        self._start = self._start[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


Reader = Callable[[Source, BinaryIO, Desk], Found]

READERS: dict[str, Reader] = {
    "txt": read_text, "md": read_markdown,
    "jsonl": read_rows, "csv": read_csv, "tsv": read_tsv, "parquet": read_parquet,
    "html": read_page, "warc": read_warc,
    "pdf": read_pdf, "docx": read_docx,
    "zip": read_zip, "tar": read_tar,
    UNKNOWN: _sniff, SNIFF: _sniff, UNREAD: _refuse,
}  # fmt: skip

LONGEST_MAGIC = 512  # bytes
MAGIC: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"\{"), read_rows),
    (re.compile(rb"(?:<\?xml\b[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL), read_page),
    (re.compile(rb"WARC/\d"), read_warc),
    (re.compile(rb"%PDF-"), read_pdf),
    (re.compile(rb"PAR1"), read_parquet),
    (re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]|word/|_rels/)", re.DOTALL), read_docx),
    (re.compile(rb"PK\x03\x04"), read_zip),
    (re.compile(rb".{257}ustar", re.DOTALL), read_tar),
)
"""What the first bytes that are not blank say where a name says nothing: the first line that fits."""
