"""Data in a page: JSON that stands in a script element, whatever is in it."""

from __future__ import annotations

import json
import re

from markupsafe import Markup

from sayso.records import Article

_PASSED_OVER = {"media_type", "sha256", "origin", "extra"}  # of what is known about an article
_HALF = re.compile(r"[\ud800-\udfff]")
_ESCAPES = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
_RISKY = re.compile("[" + "".join(_ESCAPES) + "]")


def embed(value: object) -> Markup:
    """A value as JSON that no HTML parser reads as markup: without `<`, `>`, `&` and the line ends that old scripts trip over.

    Half a surrogate pair, which UTF-8 can't hold, becomes U+FFFD: one character for one, so that offsets stay.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(_RISKY.sub(lambda found: _ESCAPES[found[0]], _HALF.sub("\N{REPLACEMENT CHARACTER}", text)))


def slim(article: Article) -> object:
    """An article as plain data, without what a page can do without: fields that say nothing, and the words of each span.

    The page cuts the words from the text by their offsets.
    """
    data = article.model_dump(mode="json", exclude_defaults=True, exclude={"schema_": True, "run": True, "meta": _PASSED_OVER})
    return {name: _without_words(value) if name != "text" else value for name, value in data.items()}


def _without_words(value: object) -> object:
    if isinstance(value, list):
        return [_without_words(item) for item in value]
    if isinstance(value, dict):
        spanned = "start" in value and "end" in value
        return {name: _without_words(item) for name, item in value.items() if not (spanned and name == "text")}
    return value
