"""Names of files for articles: an id may be an address or a path, and is told elsewhere."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_SUFFIX = re.compile(r"\.(txt|md|html?|jsonl|pdf|docx)$", re.IGNORECASE)
LONGEST = 60


def file_stem(number: int, ident: str) -> str:
    """`0007-what-the-id-says`: in the order of the run, safe on every disk, and of one article only."""
    bare = _SUFFIX.sub("", ident.rsplit("://", 1)[-1])
    words = _UNSAFE.sub("-", bare).strip("-.")[:LONGEST]
    return f"{number:04}-{words}" if words else f"{number:04}"
