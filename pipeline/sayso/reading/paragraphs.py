"""Text → paragraphs: at blank lines always, and at a single line end unless it is there for the width of the page alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDEST_PAGE = 120  # code points of a line in text that was wrapped by hand or by a mail program
NARROWEST_PAGE = 40

_FINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*\Z")
_ITEM = re.compile(r"(?:[-*•‣▪●–—―]|\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it: offsets into the text, and how far it was indented."""

    start: int
    end: int
    indent: int

    def __len__(self) -> int:
        return self.end - self.start


def split_paragraphs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The (start, end) of the paragraphs between two offsets, in order; they cover the text there but for white space."""
    chunks = list(_chunks(text[start:end], start))
    width = _page_width(text, chunks)
    return [paragraph for chunk in chunks for paragraph in _join(text, chunk, width)]


def _chunks(part: str, position: int) -> Iterator[list[Line]]:
    """Runs of lines between blank lines; the part of the text that they are in begins at `position`."""
    chunk: list[Line] = []
    for raw in part.splitlines(keepends=True):
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip())
            chunk.append(Line(position + indent, position + indent + len(content), indent))
        elif chunk:
            yield chunk
            chunk = []
        position += len(raw)
    if chunk:
        yield chunk


def _page_width(text: str, chunks: Sequence[Sequence[Line]]) -> int | None:
    """The width that the text was wrapped to, or None where line ends are the writer's own.

    In wrapped text hardly any line is wider than a page, most lines inside a chunk end in the middle of a sentence, and
    the next line's first word would not have fitted.
    """
    lengths = [len(line) for chunk in chunks for line in chunk]
    breaks = [pair for chunk in chunks for pair in pairwise(chunk)]
    if not breaks or sum(length > WIDEST_PAGE for length in lengths) * 10 > len(lengths):
        return None
    width = max(length for length in lengths if length <= WIDEST_PAGE)
    full = sum(_is_full(text, line, after, width) for line, after in breaks)
    open_ = sum(not _is_final(text, line) for line, _ in breaks)
    return width if width >= NARROWEST_PAGE and full * 10 >= len(breaks) * 6 and open_ * 10 >= len(breaks) * 4 else None


def _join(text: str, chunk: Sequence[Line], width: int | None) -> Iterator[tuple[int, int]]:
    start = chunk[0].start
    for line, after in pairwise(chunk):
        if not _goes_on(text, line, after, width):
            yield start, line.end
            start = after.start
    yield start, chunk[-1].end


def _goes_on(text: str, line: Line, after: Line, width: int | None) -> bool:
    """Whether the paragraph of `line` goes on in the line after it."""
    if _ITEM.match(text, after.start, after.end):
        return False
    if text[after.start].islower() and not _is_final(text, line):
        return True
    return width is not None and after.indent <= line.indent and _is_full(text, line, after, width)


def _is_full(text: str, line: Line, after: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    space = text.find(" ", after.start, after.end)
    return len(line) + 1 + ((space if space >= 0 else after.end) - after.start) > width


def _is_final(text: str, line: Line) -> bool:
    return _FINAL.search(text, max(line.start, line.end - 6), line.end) is not None
