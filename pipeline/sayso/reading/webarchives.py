"""WARC: each response that holds a page of HTML is an article; everything else is passed over and counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.reading.decoding import LONGEST_INPUT, TOO_LONG, UnreadableError
from sayso.reading.desk import Desk
from sayso.reading.extras import be_silent, load_extra
from sayso.reading.packing import damage
from sayso.reading.pages import Page, make_of_page
from sayso.reading.sources import Source
from sayso.records import Article

NO_ARCHIVE = UnreadableError("it is no web archive", "give a WARC file, or leave it out")
HTML = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The articles of a web archive, in its order; a page's id is the address that it was fetched from."""
    count = 0
    try:
        be_silent("warcio")
        iterate = load_extra("warcio.archiveiterator", "a web archive").ArchiveIterator
        if not stream.peek(5).startswith(b"WARC/"):  # type: ignore[attr-defined]
            raise NO_ARCHIVE
        for record in iterate(_AsItComes(stream)):
            count += 1
            yield from _read_record(record, source, desk)
    except Exception as error:  # warcio raises what its parsing meets
        yield source.error(_problem(error, count))


class _AsItComes:
    """A stream that gives what is there: so that a whole record before damage is not lost with it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        return bytes(self._stream.read1(size))  # type: ignore[attr-defined]


def _problem(error: Exception, count: int) -> UnreadableError:
    if isinstance(error, UnreadableError):
        return error
    return damage(error) or UnreadableError(f"the archive is broken after record {count}: {_first_line(error)}", "fetch it again")


def _read_record(record: Any, source: Source, desk: Desk) -> Iterator[Article | InputError]:
    if record.rec_type != "response":
        return
    if reason := _why_no_page(record):
        desk.skipped[reason] += 1
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    data = record.content_stream().read(LONGEST_INPUT + 1)
    if len(data) > LONGEST_INPUT:
        yield source.error(TOO_LONG, id=url)
    elif _is_short(record):
        yield source.error(UnreadableError("the record ends before its length", "fetch it again"), id=url)
    else:
        crawled = record.rec_headers.get_header("WARC-Date")
        page = Page(id=url or source.id, url=url or None, media_type=_media_type(record), extra={"crawled": crawled} if crawled else {})
        yield from make_of_page(data, page, source, desk)


def _why_no_page(record: Any) -> str | None:
    """What a response is, where it is no page."""
    status = str(record.http_headers.get_statuscode()) if record.http_headers else "none"
    if status != "200":
        return f"web archive: status {status}"
    return None if _media_type(record) in HTML else "web archive: not HTML"


def _media_type(record: Any) -> str:
    return str(record.http_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()


def _is_short(record: Any) -> bool:
    """Whether the archive ended before the bytes that the record's length promises."""
    return bool(getattr(record.raw_stream, "limit", 0))


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
