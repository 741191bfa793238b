"""A source → its articles, format by format.

A further format is a function here and a line of READERS, and its suffix a line of `sources.FORMATS`.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO, Literal, cast

from sayso.errors import InputError
from sayso.reading.articles import Given, make_article
from sayso.reading.decoding import LONGEST_INPUT, TOO_LONG, UnreadableError, decode, is_packed, unpack
from sayso.reading.patterns import BlockRules
from sayso.reading.rows import Row, read_rows, unpacked
from sayso.reading.sources import NOT_READ, SNIFF, STDIN, UNKNOWN, UNREAD, Source
from sayso.records import Article

_OWN = ("title", "published", "outlet", "byline", "url", "language")  # a row's fields that go to `meta`; all others go to its `extra`
_BOM = b"\xef\xbb\xbf"

Found = Iterator[Article | InputError]
Format = Literal["txt", "md"]


@dataclass(slots=True)
class Desk:
    """What every reader needs, and the ids that were met: one may stand once in a run."""

    rules: BlockRules
    text_key: str
    id_key: str
    published: str | None
    seen: set[str] = field(default_factory=set)

    def make(
        self, text: str, *, id: str, given: Given, source: str, line: int | None = None, format: Format = "txt"
    ) -> Article | InputError:
        """The article, or why there is none."""
        if id in self.seen:
            return InputError(f"the id {id!r} stood before", source=source, line=line, id=id, remedy="give each article an id of its own")
        self.seen.add(id)
        try:
            return make_article(text, id=id, given=given, rules=self.rules, format=format)
        except InputError as error:
            return InputError(error.reason, source=source, line=line, id=id, remedy=error.remedy)


def read_source(source: Source, desk: Desk) -> Found:
    """The articles of a source; what fails is a value among them."""
    try:
        opened = source.open()
    except OSError as error:
        reason = f"can't be read: {(error.strerror or str(error)).lower()}"
        yield InputError(reason, source=source.name, id=source.id, remedy="check that it is there, and its permissions")
        return
    with contextlib.nullcontext(opened) if source.path == STDIN else opened as stream:
        yield from READERS[source.format](source, stream, desk)


def _read_text(source: Source, stream: BinaryIO, desk: Desk) -> Found:
    yield _read_whole(source, stream, desk, "txt", "text/plain")


def _read_markdown(source: Source, stream: BinaryIO, desk: Desk) -> Found:
    yield _read_whole(source, stream, desk, "md", "text/markdown")


def _read_whole(source: Source, stream: BinaryIO, desk: Desk, format: Format, media_type: str) -> Article | InputError:
    """The one article of a file."""
    try:
        data = stream.read(LONGEST_INPUT + 1)
        if len(data) > LONGEST_INPUT:
            raise TOO_LONG
        text = decode(unpack(data) if is_packed(data) else data)
    except OSError as error:
        return InputError(f"can't be read: {error}", source=source.name, id=source.id, remedy="try again")
    except UnreadableError as problem:
        return InputError(problem.reason, source=source.name, id=source.id, remedy=problem.remedy)
    given = Given(fallback=desk.published, media_type=media_type, sha256=sha256(data).hexdigest())
    if not text.strip():
        return InputError("it is empty", source=source.name, id=source.id, remedy="give it some text, or leave it out")
    return desk.make(text, id=source.id, given=given, source=source.name, format=format)


def _read_rows(source: Source, stream: BinaryIO, desk: Desk) -> Found:
    for row in read_rows(stream, source=source.name):
        yield row if isinstance(row, InputError) else _make_of_row(row, source, desk)


def _make_of_row(row: Row, source: Source, desk: Desk) -> Article | InputError:
    ident = _id_of(row, source, desk.id_key)
    if ident is None:
        kind = f"the field {desk.id_key!r} is a list, an object or a truth value"
        return InputError(kind, source=source.name, line=row.line, remedy="give a string or a number, or leave it out")
    text = row.fields.get(desk.text_key)
    if not isinstance(text, str) or not text.strip():
        reason = f"the field {desk.text_key!r} {_state(row.fields, desk.text_key)}"
        remedy = "give the article's text there, or name its field with --text-key"
        return InputError(reason, source=source.name, line=row.line, id=ident, remedy=remedy)
    given = _given_by(row.fields, desk)
    return desk.make(text, id=ident, given=given, source=source.name, line=row.line)


def _id_of(row: Row, source: Source, key: str) -> str | None:
    """The row's id as a string, `<source>:<line>` where it has none; None where it is nothing that can be one."""
    value = row.fields.get(key)
    if value is None or value == "":
        return f"{source.id}:{row.line}"
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _state(fields: Mapping[str, Any], key: str) -> str:
    if key not in fields:
        return "is missing"
    value = fields[key]
    return "is null" if value is None else "is empty" if isinstance(value, str) else "is no string"


def _given_by(fields: Mapping[str, Any], desk: Desk) -> Given:
    """What a row tells beside its text. A field of ours that holds no text goes to `extra` with the others, so that nothing is lost."""
    own = {name: _as_text(fields.get(name)) for name in _OWN}
    taken = {desk.text_key, desk.id_key, *(name for name in _OWN if own[name] is not None or fields.get(name) in (None, ""))}
    extra = {name: value for name, value in fields.items() if name not in taken}
    return Given(**own, fallback=desk.published, extra=extra)


def _as_text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _sniff(source: Source, stream: BinaryIO, desk: Desk) -> Found:
    """Rows where the first character that is not blank is `{`, else one text."""
    packed = unpacked(stream)
    start = b""
    while not start.removeprefix(_BOM).strip() and (more := packed.read1(65536)):  # type: ignore[attr-defined]
        start += more
    whole = cast(BinaryIO, io.BufferedReader(_Rejoined(start, packed)))
    reader = _read_rows if start.removeprefix(_BOM).lstrip().startswith(b"{") else _read_text
    yield from reader(source, whole, desk)


def _refuse(source: Source, stream: BinaryIO, desk: Desk) -> Found:
    """No article: what the file's name promises is not read, and its marks would be taken for words."""
    reason = f"it is {NOT_READ[source.suffix]}, which is not read by this version"
    yield InputError(reason, source=source.name, id=source.id, remedy="give its text as .txt, .md or .jsonl")


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


READERS: dict[str, Callable[[Source, BinaryIO, Desk], Found]] = {
    "txt": _read_text, "md": _read_markdown, "jsonl": _read_rows, UNKNOWN: _read_text, UNREAD: _refuse, SNIFF: _sniff,
}  # fmt: skip
