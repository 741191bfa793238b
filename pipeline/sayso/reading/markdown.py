"""Markdown's front matter and headings. The rest of its marks stay in the text as they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.reading.blocks import split_spans
from sayso.reading.head import Piece, Spans
from sayso.reading.paragraphs import split_paragraphs
from sayso.reading.patterns import BlockRules
from sayso.records import BlockKind

_FRONT = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<inside>(?:.*\n)*?)(?P=fence)[ \t]*(?:\r?\n|\Z)")
_YAML_LINE = re.compile(r"[A-Za-z_][\w.-]*[ \t]*:(?:\s|\Z)|[ \t#-]|\Z")
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?=\S)(?P<rest>.*)$", re.MULTILINE)
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
    values = None if match is None else _read_toml(match["inside"]) if match["fence"] == "+++" else _read_pairs(match["inside"])
    if match is None or values is None:
        return FrontMatter()
    fields: dict[str, str] = {}
    extra: dict[str, Any] = {}
    for key, value in values.items():
        name = _NAMES.get(key.lower())
        if name and name not in fields and isinstance(value, str) and value:
            fields[name] = value
        else:
            extra[key] = value
    return FrontMatter(match.end(), fields, extra)


def _read_pairs(inside: str) -> dict[str, Any] | None:
    """YAML's scalars; lists and nested values are left out. `None` where the lines are no YAML, but text between two rules."""
    lines = inside.splitlines()
    if not all(_YAML_LINE.match(line) for line in lines):
        return None
    pairs = [line.partition(":") for line in lines if line[:1].isalpha() or line[:1] == "_"]
    return {key.rstrip(): _unquote(value.strip()) for key, _, value in pairs if value.strip()} or None


def _unquote(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _read_toml(inside: str) -> dict[str, Any] | None:
    try:
        return {key: _as_json(value) for key, value in tomllib.loads(inside).items()}
    except tomllib.TOMLDecodeError:
        return None


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool) else value.isoformat()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's words, (start, end), and the marks around them."""

    level: int
    words: tuple[int, int]
    marks: tuple[tuple[int, int], ...]


def split_markdown(text: str, front: FrontMatter, rules: BlockRules) -> list[Piece]:
    """The pieces of a Markdown text.

    Front matter and the marks of headings are boilerplate; a first heading, at the top or of level one, is the headline.
    """
    headings = [_read_heading(match) for match in _HEADING.finditer(text, front.end)]
    kinds: dict[int, BlockKind] = {heading.words[0]: "heading" for heading in headings}
    title = front.fields.get("title")
    tells: dict[int, str] = {}
    if headings and (headings[0].level == 1 or not (title or text[front.end : headings[0].marks[0][0]].strip())):
        start, end = headings[0].words
        kinds[start], tells[start] = "headline", text[start:end]
    pieces = split_spans(text, _spans(text, front.end, headings), rules, title=title, known=kinds)
    told = [replace(piece, tells={"title": tells[piece.start]}) if piece.start in tells else piece for piece in pieces]
    marks = [Piece(start, end, "boilerplate") for heading in headings for start, end in heading.marks]
    return sorted([*_front_piece(text, front), *marks, *told], key=lambda piece: piece.start)


def _read_heading(match: re.Match[str]) -> Heading:
    rest = match["rest"].rstrip()
    words = rest.rstrip("#").rstrip()
    closed = len(words) < len(rest.rstrip("#"))  # closing marks stand after a blank
    end = match.start("rest") + len(words if closed and words else rest)
    tail = match.start("rest") + len(rest)
    marks = [match.span("marks")] + ([(tail - len(rest) + len(rest.rstrip("#")), tail)] if end < tail else [])
    return Heading(len(match["marks"]), (match.start("rest"), end), tuple(marks))


def _spans(text: str, start: int, headings: Sequence[Heading]) -> Spans:
    """Paragraphs, the headings' words among them as paragraphs of their own."""
    found: list[tuple[int, int]] = []
    for heading in headings:
        found += [*split_paragraphs(text, start, heading.marks[0][0]), heading.words]
        start = heading.marks[-1][1] if len(heading.marks) > 1 else heading.words[1]
    return [*found, *split_paragraphs(text, start)]


def _front_piece(text: str, front: FrontMatter) -> list[Piece]:
    inside = text[: front.end]
    start = len(inside) - len(inside.lstrip())
    return [Piece(start, len(inside.rstrip()), "boilerplate")] if inside.strip() else []
