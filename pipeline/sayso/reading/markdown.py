"""Markdown's front matter and headings. The rest of its marks stay in the text as they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sayso.reading.blocks import split_spans
from sayso.reading.head import Piece, Spans
from sayso.reading.paragraphs import split_paragraphs
from sayso.reading.patterns import BlockRules
from sayso.records import BlockKind

_FRONT = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<inside>(?:.*\n)*?)(?P=fence)[ \t]*(?:\r?\n|\Z)")
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*\r?$", re.MULTILINE)
_QUOTED = re.compile(r"(?P<mark>[\"'])(?P<inside>.*)(?P=mark)\Z")
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>\S.*?)(?P<tail>[ \t]+#+)?[ \t]*\r?$", re.MULTILINE)
_NAMES = {
    "title": "title", "headline": "title", "date": "published", "published": "published", "outlet": "outlet", "publication": "outlet",
    "source": "outlet", "byline": "byline", "author": "byline", "url": "url", "link": "url", "language": "language", "lang": "language",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the fences at the top: the article's fields, everything else, and where it ends."""

    end: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


def read_front_matter(text: str) -> FrontMatter:
    """YAML's plain `key: value` lines between `---`, or TOML between `+++`; nothing where neither is there."""
    match = _FRONT.match(text)
    if match is None:
        return FrontMatter()
    values = _read_toml(match["inside"]) if match["fence"] == "+++" else _read_pairs(match["inside"])
    fields: dict[str, str] = {}
    extra: dict[str, Any] = {}
    for key, value in values.items():
        name = _NAMES.get(key.lower())
        if name and name not in fields and isinstance(value, str) and value:
            fields[name] = value
        else:
            extra[key] = value
    return FrontMatter(match.end(), fields, extra)


def _read_pairs(inside: str) -> dict[str, Any]:
    """Scalars only: lists and nested values are left out."""
    return {match["key"]: _unquote(match["value"]) for match in _PAIR.finditer(inside) if match["value"]}


def _unquote(value: str) -> str:
    match = _QUOTED.match(value)
    return match["inside"] if match else value


def _read_toml(inside: str) -> dict[str, Any]:
    try:
        return {key: _as_json(value) for key, value in tomllib.loads(inside).items()}
    except tomllib.TOMLDecodeError:
        return {}


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool) else value.isoformat()


def split_markdown(text: str, front: FrontMatter, rules: BlockRules, *, title: str | None) -> list[Piece]:
    """The pieces of a Markdown text: front matter and heading marks are boilerplate, the first heading is the headline."""
    headings = list(_HEADING.finditer(text, front.end))
    kinds: dict[int, BlockKind] = {match.start("words"): "heading" for match in headings}
    if headings and (title is None or not front.fields.get("title")):
        kinds[headings[0].start("words")] = "headline"
    marks = [_mark(match, group) for match in headings for group in ("marks", "tail") if match[group]]
    spans = _spans(text, front.end, headings)
    pieces = split_spans(text, spans, rules, title=title, known=kinds)
    return sorted([*_front_piece(text, front), *marks, *pieces], key=lambda piece: piece.start)
