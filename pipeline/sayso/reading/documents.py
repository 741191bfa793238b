"""PDF and DOCX: the document's text is one article."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.reading.articles import Given, Marked
from sayso.reading.decoding import LONGEST_INPUT, TOO_LONG, UnreadableError
from sayso.reading.desk import Desk
from sayso.reading.extras import be_silent, load_extra
from sayso.reading.packing import read_whole
from sayso.reading.sources import Source
from sayso.records import Article, BlockKind

NO_TEXT = UnreadableError("it has no text", "if it is a scan, give its text by OCR")
LOCKED = UnreadableError("it is encrypted", "save it without a password")
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Taken = tuple[str, Marked | None]
"""The text of a document, and what its styles tell."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of document: its media type, the library that reads it, and how."""

    media_type: str
    library: str
    take: Callable[[bytes], Taken]


def read_pdf(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The article of a PDF, with its lines as they are printed."""
    yield from _read(source, stream, desk, _Kind("application/pdf", "pypdf", _text_of_pdf))


def read_docx(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The article of a Word document; its styles tell titles and headings."""
    yield from _read(source, stream, desk, _Kind(DOCX_TYPE, "python-docx", _text_of_docx))


def _read(source: Source, stream: BinaryIO, desk: Desk, kind: _Kind) -> Iterator[Article | InputError]:
    try:
        data = read_whole(stream)
        text, marked = _guarded(kind.take, data)
    except UnreadableError as problem:
        yield source.error(problem)
        return
    extra = {"extractor": f"{kind.library} {version(kind.library)}"}
    given = Given(fallback=desk.published, media_type=kind.media_type, sha256=sha256(data).hexdigest(), extra=extra)
    yield from desk.make(text, id=source.id, given=given, source=source.name, marked=marked)


def _guarded(take: Callable[[bytes], Taken], data: bytes) -> Taken:
    """The text. Raises UnreadableError whatever the document does to the library that reads it."""
    try:
        text, marked = take(data)
    except UnreadableError:
        raise
    except Exception as error:  # documents are hostile, and it is not ours to know all that parsing one may raise
        raise UnreadableError(f"it can't be read: {type(error).__name__}: {error}", "save it anew, or give its text") from error
    if not text.strip():
        raise NO_TEXT
    return text, marked


def _text_of_pdf(data: bytes) -> Taken:
    pypdf = load_extra("pypdf", "a PDF")
    be_silent("pypdf")
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise LOCKED
    pages, size = [], 0
    for page in reader.pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if size > LONGEST_INPUT:
            raise TOO_LONG
    return "\n".join(pages).replace("\0", ""), None


def _text_of_docx(data: bytes) -> Taken:
    document = load_extra("docx", "a Word document").Document(io.BytesIO(data))
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    kinds: dict[int, BlockKind] = {}
    fields: dict[str, str] = {}
    position = 0
    for paragraph in _paragraphs_of(document):
        words = paragraph.text.strip()
        if not words:
            continue
        spans.append((position, position + len(words)))
        if kind := _kind_of_style(paragraph.style.name if paragraph.style else "", kinds):
            kinds[position] = kind
            if kind == "headline":
                fields.setdefault("title", " ".join(words.split()))
        lines.append(words)
        position += len(words) + 1
    return "\n".join(lines), Marked(spans=spans, kinds=kinds, fields=fields)


def _paragraphs_of(part: Any) -> Iterator[Any]:
    """The paragraphs of a document or of a table's cell, those of the tables in it among them; a cell over several columns once."""
    for item in part.iter_inner_content():
        if not hasattr(item, "rows"):
            yield item
            continue
        cells = {id(cell._tc): cell for row in item.rows for cell in row.cells}
        for cell in cells.values():
            yield from _paragraphs_of(cell)


def _kind_of_style(style: str, kinds: dict[int, BlockKind]) -> BlockKind | None:
    if style == "Title" or (style == "Heading 1" and "headline" not in kinds.values()):
        return "headline"
    return "heading" if style.startswith(("Heading", "Subtitle")) else "caption" if style == "Caption" else None
