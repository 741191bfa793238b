"""Parses kept on disk, by the text and its blocks, the model, and the versions that a parse depends on.

Parsing is five sixths of the work and does not depend on the rules: a changed rule runs again over yesterday's folder in
the time that the rules take. An entry is written aside and renamed, so several processes may share a cache; one that is
damaged or of another shape counts as missing. It stays within a size: what was not asked for the longest goes first.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zlib
from contextlib import suppress
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path

import orjson

from sayso.errors import UsageError
from sayso.parsing import Columns
from sayso.records import Article

SIZE_MB = 2000  # unless `$SAYSO_CACHE_MB` says otherwise: some 150,000 articles
FOLDERS = 256  # entries lie spread over so many; each is kept within its part of the size
LOOKS = 16  # an entry in so many has its folder looked at

_SHAPE = "3"  # of `Columns` as it is written here: raise it when that changes


def cache_folder() -> Path:
    """`$SAYSO_CACHE`, else `$XDG_CACHE_HOME/sayso`, else `~/.cache/sayso`."""
    if given := os.environ.get("SAYSO_CACHE"):
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "sayso"


def cache_size() -> int:
    """How many bytes the cache may take: `$SAYSO_CACHE_MB` megabytes, else SIZE_MB. Raises UsageError where that is no number."""
    given = os.environ.get("SAYSO_CACHE_MB") or str(SIZE_MB)
    if not given.isascii() or not given.isdigit():
        raise UsageError(f"$SAYSO_CACHE_MB is {given!r}; give a whole number of megabytes")
    return int(given) * 1_000_000


class ParseCache:
    """Parses on disk for one model. `versions` is all else that a parse depends on."""

    def __init__(self, folder: Path, *, model: str, versions: str) -> None:
        self.folder, self.size = folder, cache_size()
        self._salt = "\x1f".join((_SHAPE, model, versions))

    def get(self, article: Article) -> Columns | None:
        """The tokens of an article, or None when they are not there or can't be read."""
        path = self._path(article)
        try:
            columns = _unpack(path.read_bytes())
            os.utime(path)  # so that it is young
        except (OSError, zlib.error, ValueError, TypeError, LookupError):
            return None
        return columns if _is_sound(columns, article) else None

    def put(self, article: Article, columns: Columns) -> None:
        """Keep the tokens of an article. A cache that can't be written is no reason to stop."""
        path = self._path(article)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
                handle.write(_pack(columns))
            os.replace(handle.name, path)
            if int(path.name[2:4], 16) % LOOKS == 0:
                _keep_within(path.parent, self.size // FOLDERS)
        except OSError:
            return

    def _path(self, article: Article) -> Path:
        borders = ",".join(f"{block.kind}{block.start}-{block.end}" for block in article.blocks)
        digest = blake2b(f"{self._salt}\x1f{borders}\x1f{article.text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return self.folder / "parses" / digest[:2] / digest


def _pack(columns: Columns) -> bytes:
    """Columns as they are kept. Labels are few: each is written once, and its number for each token."""
    tags, deps = sorted(set(columns.tags)), sorted(set(columns.deps))
    row = {
        **asdict(columns),
        "tags": (tags, [*map(tags.index, columns.tags)]),
        "deps": (deps, [*map(deps.index, columns.deps)]),
    }
    return zlib.compress(orjson.dumps(row), 1)


def _unpack(data: bytes) -> Columns:
    row = orjson.loads(zlib.decompress(data))
    entities = [(first, end, label) for first, end, label in row["entities"]]
    return Columns(**{**row, "tags": _labels(*row["tags"]), "deps": _labels(*row["deps"]), "entities": entities})


def _labels(known: list[str], numbers: list[int]) -> list[str]:
    """The label of each token, equal ones the same string, as a fresh parse has them: they are compared and looked up for every token."""
    return list(map(list(map(sys.intern, known)).__getitem__, numbers))


def _keep_within(folder: Path, size: int) -> None:
    """Remove the files of a folder that were not asked for the longest, where all of them are larger together than `size` bytes."""
    files = []
    for entry in os.scandir(folder):
        with suppress(FileNotFoundError):  # another process was quicker
            about = entry.stat()
            files.append((about.st_mtime_ns, about.st_size, entry.path))
    left = sum(file[1] for file in files)
    for _, taken, path in sorted(files):
        if left <= size:
            return
        Path(path).unlink(missing_ok=True)
        left -= taken


def _is_sound(columns: Columns, article: Article) -> bool:
    """Whether an entry can be what was written: equally long columns, all within the text."""
    size = len(columns.starts)
    same = all(len(column) == size for column in (columns.ends, columns.tags, columns.deps, columns.heads))
    return same and (not size or (columns.ends[-1] <= len(article.text) and max(columns.heads) < size))
