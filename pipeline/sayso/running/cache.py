"""Parses kept on disk, by the text and its blocks, the model, and the versions that a parse depends on.

Parsing is five sixths of the work and does not depend on the rules: a changed rule runs again over yesterday's folder in
no more than the time that the rules take. An entry that is damaged or of another shape counts as missing.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from hashlib import blake2b

import orjson

from sayso.parsing import Columns
from sayso.records import Article
from sayso.running.store import Store

_SHAPE = "6"  # of `Columns` as it is written here, and of how text is cut into tokens: raise it when they change


class ParseCache:
    """Parses on disk for one model. `versions` is all else that a parse depends on."""

    def __init__(self, store: Store, *, model: str, versions: str) -> None:
        self.store = store
        self._salt = "\x1f".join((_SHAPE, model, versions))

    def get(self, article: Article) -> Columns | None:
        """The tokens of an article, or None when they are not there or can't be read."""
        data = self.store.get(self.name_of(article))
        try:
            columns = _unpack(data) if data is not None else None
        except (ValueError, TypeError, LookupError):
            return None
        return columns if columns is not None and _is_sound(columns, article) else None

    def put(self, article: Article, columns: Columns) -> None:
        """Keep the tokens of an article."""
        self.store.put(self.name_of(article), _pack(columns))

    def name_of(self, article: Article) -> str:
        """What a parse is kept by."""
        borders = ",".join([f"{block.kind}{block.start}-{block.end}" for block in article.blocks])
        return blake2b(f"{self._salt}\x1f{borders}\x1f{article.text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _pack(columns: Columns) -> bytes:
    """Columns as they are kept. Labels are few: each is written once, and its number for each token."""
    tags, deps = sorted(set(columns.tags)), sorted(set(columns.deps))
    row = {
        **asdict(columns),
        "tags": (tags, [*map(tags.index, columns.tags)]),
        "deps": (deps, [*map(deps.index, columns.deps)]),
    }
    return orjson.dumps(row)


def _unpack(data: bytes) -> Columns:
    row = orjson.loads(data)
    entities = [(first, end, label) for first, end, label in row["entities"]]
    return Columns(**{**row, "tags": _labels(*row["tags"]), "deps": _labels(*row["deps"]), "entities": entities})


def _labels(known: list[str], numbers: list[int]) -> list[str]:
    """The label of each token, equal ones the same string, as a fresh parse has them: they are compared and looked up for every token."""
    return list(map(list(map(sys.intern, known)).__getitem__, numbers))


def _is_sound(columns: Columns, article: Article) -> bool:
    """Whether an entry can be what was written: equally long columns, all within the text."""
    size = len(columns.starts)
    same = all(len(column) == size for column in (columns.ends, columns.tags, columns.deps, columns.heads))
    return same and (not size or (columns.ends[-1] <= len(article.text) and max(columns.heads) < size))
