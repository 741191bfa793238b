"""What the two kinds of linked data share: names for articles and records that no other thing has, and one long JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import orjson

from sayso.records import Article


def article_name(article: Article) -> str:
    """The article's address where it has one, else a name made of its id."""
    return article.meta.url or f"urn:sayso:{quote(article.id, safe='')}"


def record_name(article: Article, ident: str) -> str:
    return f"urn:sayso:{quote(article.id, safe='')}:{quote(ident, safe='')}"


def one_document(head: str, items: Iterable[dict[str, Any]], tail: str) -> Iterator[bytes]:
    """A document that is a list of items between a head and a tail, written as it goes, an item a line."""
    yield f"{head}\n".encode()
    between = b""
    for item in items:
        yield between + orjson.dumps(item)
        between = b",\n"
    yield f"\n{tail}\n".encode()


def without_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that hold something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
