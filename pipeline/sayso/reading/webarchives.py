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

SHORT = UnreadableError("the record ends before its length", "fetch it again")
WRONG_LENGTH = UnreadableError("its length is wrong: what follows it is no record", "fetch it again")
NO_ARCHIVE = UnreadableError("it is no web archive", "give a WARC file, or leave it out")
HTML = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The articles of a web archive, in its order; a page's id is the address that it was fetched from."""
    count = 0
    try:
        be_silent("warcio")
        open_archive = load_extra("warcio.archiveiterator", "a web archive").ArchiveIterator
        if not stream.peek(5).startswith(b"WARC/"):  # type: ignore[attr-defined]
            raise NO_ARCHIVE
        archive = open_archive(_AsItComes(stream))
        archive.INC_RECORD = ""  # what it says of a wrong length, on stderr and in several lines
        for record in archive:
            count += 1
            yield from _read_record(archive, record, source, desk)
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
    return damage(error) or UnreadableError(f"the archive is broken after record {count}{_told(error)}", "fetch it again")


def _read_record(archive: Any, record: Any, source: Source, desk: Desk) -> Iterator[Article | InputError]:
    if record.rec_type != "response":
        return
    if reason := _why_no_page(record):
        desk.skipped[reason] += 1
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    data = record.content_stream().read(LONGEST_INPUT + 1)
    if len(data) > LONGEST_INPUT:
        yield source.error(TOO_LONG, id=url)
    elif problem := _wrong_length(archive, record):
        yield source.error(problem, id=url)
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


def _wrong_length(archive: Any, record: Any) -> UnreadableError | None:
    """What is wrong with a record that was read, where the archive ended before the bytes that its length promises, or goes on with
    what is no record."""
    if getattr(record.raw_stream, "limit", 0):
        return SHORT
    wrong = archive.err_count
    archive.read_to_end()
    return WRONG_LENGTH if archive.err_count > wrong else None


def _told(error: Exception) -> str:
    """What warcio says of an archive. Other errors are of its own making, and tell nobody anything."""
    told = str(error).strip() if type(error).__module__.startswith("warcio.") else ""
    return f": {told.splitlines()[0]}" if told else ""
