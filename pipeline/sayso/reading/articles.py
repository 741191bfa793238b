"""A text and what is given about it → an `Article` with id, meta, text and blocks; everything else is empty."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from sayso.errors import InputError
from sayso.reading.blocks import make_blocks, split_spans, split_text
from sayso.reading.head import Known, Piece, Spans
from sayso.reading.markdown import FrontMatter, read_front_matter, split_markdown
from sayso.reading.patterns import BlockRules, RulesLike, block_rules
from sayso.reading.published import read_given, read_printed
from sayso.records import Article, Meta, Origin

Told = tuple[str, str | None, Origin]
"""A field of `Meta`, what was found for it, and where."""

_HTML = re.compile(r"\ufeff?\s*(?:<\?xml\b[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_log = logging.getLogger("sayso")
_PARTS = {"title": "title", "outlet": "outlet", "byline": "byline", "place": "dateline"}  # what a piece tells, and the field that it fills


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known about an article beside its text. It beats whatever the text's own lines say.

    published  an ISO date or date-time, or one in words; one that can't be read counts as not given, with a warning
    fallback   a `published` for where neither this nor front matter tells (`--published`)
    sha256     of the bytes that the text came in; of the text in UTF-8 where it is None
    extra      further fields, passed through to `meta.extra`
    """

    title: str | None = None
    published: str | None = None
    fallback: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    media_type: str | None = None
    sha256: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What an extractor made of a page's or document's markup.

    spans   the paragraphs of its text, (start, end)
    kinds   what some of them are, by their start
    fields  what the markup tells of the article, by the names of `Meta`
    """

    spans: Spans
    kinds: Known = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


def make_article(
    text: str,
    *,
    id: str,
    given: Given | None = None,
    rules: RulesLike = (),
    format: Literal["txt", "md"] = "txt",
    marked: Marked | None = None,
) -> Article:
    """An article of this text, which is taken as it is; offsets of its blocks are code points into it.

    `rules` are a language pack's (`Rules`, or its `[[block]]` entries); without any only shapes tell a headline from a paragraph.
    `marked` is what markup tells that is no longer in the text.
    Raises InputError where the text is blank, is a page of HTML, or holds half a surrogate pair, which no file can.
    """
    given = given or Given()
    known = block_rules(rules)
    _check_text(text, id)
    front = read_front_matter(text) if format == "md" else FrontMatter(fields=marked.fields if marked else {})
    title = given.title or front.fields.get("title")
    pieces = _split(text, marked, known, title) if format == "txt" else split_markdown(text, front, known)
    meta = _make_meta(text, id, given, front, _told(pieces, format))
    return Article(id=id, meta=meta, text=text, blocks=make_blocks(text, pieces))


def _split(text: str, marked: Marked | None, rules: BlockRules, title: str | None) -> list[Piece]:
    if marked:
        return split_spans(text, marked.spans, rules, title=title, known=marked.kinds)
    return split_text(text, rules, title=title)


def _check_text(text: str, id: str) -> None:
    if not text.strip():
        raise InputError("it has no text", source=id, id=id, remedy="give it some, or leave it out")
    if _HTML.match(text):
        remedy = "name it .html or give --input-format html; in a row, give its text without the tags"
        raise InputError("its text is a page of HTML", source=id, id=id, remedy=remedy)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        reason = f"its text holds half a surrogate pair at character {error.start + 1}"
        raise InputError(reason, source=id, id=id, remedy="decode it with errors='replace'") from error


def _make_meta(text: str, id: str, given: Given, front: FrontMatter, told: Iterable[Told]) -> Meta:
    fields: dict[str, str] = {}
    origin: dict[str, Origin] = {}
    for name, value, source in [*_given(given, front, id), *told]:
        if value and name not in fields:
            fields[name], origin[name] = value, source
    digest = given.sha256 or sha256(text.encode()).hexdigest()
    return Meta(**fields, media_type=given.media_type, sha256=digest, origin=origin, extra={**front.extra, **given.extra})


def _given(given: Given, front: FrontMatter, id: str) -> Iterator[Told]:
    """What was given and what front matter says, best first."""
    for name in ("title", "outlet", "byline", "url", "language"):
        yield name, getattr(given, name), "given"
        yield name, front.fields.get(name), "markup"
    yield "published", _read_given(given.published, id), "given"
    yield "published", _read_given(front.fields.get("published"), id), "markup"
    yield "published", _read_given(given.fallback, id), "given"


def _read_given(value: str | None, id: str) -> str | None:
    read = read_given(value) if value else None
    if value and read is None:
        _log.warning("%s: published %r is no date that can be read, so it is left out; write 2024-03-05 or 2024-03-05T15:10", id, value)
    return read


def _told(pieces: Sequence[Piece], format: str) -> Iterator[Told]:
    """What the text's own lines tell of the article, in text order."""
    for piece in (piece for piece in pieces if piece.tells):
        source: Origin = "markup" if format == "md" and piece.kind == "headline" else "lead" if piece.is_lead else "heading"
        for part, name in _PARTS.items():
            yield name, " ".join((piece.tells.get(part) or "").split()), source
        if piece.tells.get("year"):
            yield "published", read_printed(piece.tells), source
