"""HTML: the page's article, as trafilatura takes it out of what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from sayso.errors import InputError
from sayso.reading.articles import Given, Marked
from sayso.reading.decoding import UnreadableError
from sayso.reading.desk import Desk
from sayso.reading.extras import be_silent
from sayso.reading.packing import read_whole
from sayso.reading.sources import Source
from sayso.records import Article, BlockKind

NO_ARTICLE = UnreadableError("no article was found in the page", "leave it out, or give its text")
ENDLESS_TAG = UnreadableError("a tag in the page has thousands of attributes", NO_ARTICLE.remedy)
MOST_ATTRIBUTES = 10_000  # of one tag: the parser compares each with all before it, so 200,000 take minutes
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{20000,}")
FEWEST_WORDS = 10  # what trafilatura falls back to where it finds no article is a link or two
# Without a latest day today's would be it, and the same page might give another date tomorrow.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2200-01-01"}
_FIELDS = {"title": "title", "author": "byline", "sitename": "outlet", "date": "published", "url": "url"}


def read_page(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Article | InputError]:
    """The article of a file of HTML."""
    try:
        data = read_whole(stream)
    except UnreadableError as problem:
        yield source.error(problem)
        return
    yield from make_of_page(data, Page(id=source.id), source, desk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is known of a page beside its bytes; `url` is where it was fetched."""

    id: str
    url: str | None = None
    media_type: str = "text/html"
    extra: Mapping[str, Any] | None = None


def make_of_page(data: bytes, page: Page, source: Source, desk: Desk) -> Iterator[Article | InputError]:
    """The article of a page's bytes, or why there is none."""
    try:
        found = _extract(data, page.url)
    except UnreadableError as problem:
        yield source.error(problem, id=page.id)
        return
    extra = {**(page.extra or {}), "extractor": f"trafilatura {version('trafilatura')}"}
    digest = sha256(data).hexdigest()
    given = Given(fallback=desk.published, url=page.url, media_type=page.media_type, sha256=digest, extra=extra)
    text, marked = _text_of(found), _marked(found)
    yield from desk.make(text, id=page.id, given=given, source=source.name, marked=marked, page=True)


def _extract(data: bytes, url: str | None) -> Any:
    """trafilatura's document. Raises UnreadableError where it finds none, whatever the page does to it."""
    from trafilatura import bare_extraction  # slow to load, only pages need it

    be_silent("trafilatura", "htmldate", "courlan", "readability")
    if any(tag.group().count(b"=") > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(data)):
        raise ENDLESS_TAG
    try:
        found = bare_extraction(data, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES))
    except Exception as error:  # pages are hostile, and it is not ours to know all that parsing one may raise
        raise UnreadableError(f"the page can't be taken apart: {type(error).__name__}: {error}", NO_ARTICLE.remedy) from error
    if found is None or len(_text_of(found).split()) < FEWEST_WORDS:
        raise NO_ARTICLE
    return found


def _text_of(found: Any) -> str:
    return str(found.text or "")


def _marked(found: Any) -> Marked:
    """The lines of the text are its paragraphs; which of them are headings the extractor's own markup tells."""
    text = _text_of(found)
    spans = list(_line_spans(text))
    by_words = {text[start:end]: start for start, end in reversed(spans)}
    kinds: dict[int, BlockKind] = {}
    for heading in found.body.iter("head") if found.body is not None else ():
        start = by_words.get(" ".join("".join(heading.itertext()).split()))
        if start is not None:
            kinds[start] = "headline" if heading.get("rend") == "h1" and "headline" not in kinds.values() else "heading"
    fields = {name: str(value) for own, name in _FIELDS.items() if (value := getattr(found, own, None))}
    host = urlsplit(fields.get("url", "")).netloc.lower()
    if fields.get("outlet", "").lower() in (host, host.removeprefix("www.")) and "outlet" in fields:
        del fields["outlet"]  # no name that the page tells: trafilatura takes it from the address
    return Marked(spans=spans, kinds=kinds, fields=fields)


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        inner = line.strip()
        if inner:
            first = start + line.index(inner)
            yield first, first + len(inner)
        start += len(line) + 1
