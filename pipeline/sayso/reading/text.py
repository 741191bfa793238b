"""Text and Markdown files: the whole file is one article."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO, Literal

from sayso.errors import InputError
from sayso.reading.articles import Given
from sayso.reading.decoding import UnreadableError, decode
from sayso.reading.desk import Desk
from sayso.reading.packing import read_whole
from sayso.reading.sources import Source
from sayso.records import Article


def read_text(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The article of a text file."""
    yield from _read(source, stream, desk, "txt", "text/plain")


def read_markdown(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The article of a Markdown file, with what its front matter tells."""
    yield from _read(source, stream, desk, "md", "text/markdown")


def _read(source: Source, stream: BinaryIO, desk: Desk, format: Literal["txt", "md"], media_type: str) -> Iterator[Article | InputError]:
    try:
        data = read_whole(stream)
        text = decode(data)
    except UnreadableError as problem:
        yield source.error(problem)
        return
    if not text.strip():
        yield source.error(UnreadableError("it is empty", "give it some text, or leave it out"))
        return
    given = Given(fallback=desk.published, media_type=media_type, sha256=sha256(data).hexdigest())
    yield from desk.make(text, id=source.id, given=given, source=source.name, format=format)
