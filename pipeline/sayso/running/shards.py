"""What a run has done so far, kept beside its output, so that it can go on after any end.

`OUT.shards` holds a manifest, which tells what run it is, and shards: some articles' outcomes each, by a hash of the article as it was
read. A shard is written aside and renamed, so it is there whole or not at all; one that is damaged counts as not there. A run that goes
on reads its input from the beginning and takes what is kept from here, in the order of the input: so the same bytes come out as if
it had not ended, whatever was added, taken away or changed meanwhile.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson
import zstandard

from sayso.errors import InputError, OutputError, cause_of
from sayso.records import Article, to_json
from sayso.writing.parts import Written

SECONDS = 2.0  # of work that a crash may cost
LARGEST = 2**23  # bytes of lines in a shard
MANIFEST = "manifest.json"
SUFFIX = ".shard"
_SHAPE = "1"  # of manifest and shards: raise it when that changes

Outcome = Written | InputError


@dataclass(frozen=True, slots=True)
class Kept:
    """An outcome that lies in a shard: which, and where in it."""

    shard: Path
    number: int


Passed = InputError | Kept
"""What goes through a worker as it is: a failure, or what is done already."""


Run = Callable[[Iterator[Article | Passed]], Generator[Written | Passed, None, None]]


@dataclass
class Shards:
    """The outcomes of a run, on disk. `taken` counts those that were taken from there."""

    folder: Path
    index: dict[bytes, Kept] = field(default_factory=dict)
    taken: int = 0
    _open: list[tuple[bytes, Outcome]] = field(default_factory=list)
    _size: int = 0
    _since: float = field(default_factory=time.monotonic)
    _next: int = 0
    _last: tuple[Path, list[Outcome]] | None = None

    def find(self, key: bytes) -> Kept | None:
        return self.index.get(key)

    def take(self, kept: Kept) -> Outcome:
        """An outcome that is kept. Neighbours lie in one shard, so the last one that was read is held."""
        if self._last is None or self._last[0] != kept.shard:
            self._last = (kept.shard, _unpack(kept.shard.read_bytes()))
        self.taken += 1
        return self._last[1][kept.number]

    def add(self, key: bytes, outcome: Outcome) -> None:
        """Keep an outcome; it is on disk some seconds later. Raises OutputError when the disk is full."""
        self._open.append((key, outcome))
        self._size += sum(map(len, outcome.parts.values())) if isinstance(outcome, Written) else 0
        if self._size >= LARGEST or time.monotonic() - self._since >= SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write a shard of all that is not on disk yet."""
        if self._open:
            _write(self.folder / f"{self._next:08}{SUFFIX}", _pack(self._open))
            self._next += 1
        self._open, self._size, self._since = [], 0, time.monotonic()

    def drop(self) -> None:
        """Remove all: the run has ended well."""
        shutil.rmtree(self.folder, ignore_errors=True)


def begin_shards(folder: Path, manifest: dict[str, Any]) -> Shards:
    """No shards yet, for a run that starts. Raises OutputError."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
    except OSError as error:
        raise OutputError(f"{folder}: can't be written: {cause_of(error)}") from error
    _write(folder / MANIFEST, orjson.dumps({"shape": _SHAPE, **manifest}))
    return Shards(folder)


def resume_shards(folder: Path, manifest: dict[str, Any], *, retry_failed: bool = False) -> Shards:
    """The shards of a run that ended early; none where there are none, or where rules, model or what is written have changed since.

    retry_failed  take articles that failed as not done
    """
    if not _is_same(folder / MANIFEST, {"shape": _SHAPE, **manifest}):
        return begin_shards(folder, manifest)
    shards = Shards(folder)
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        shards._next = int(path.stem) + 1
        for number, (key, failed) in enumerate(_keys(path)):
            if not (failed and retry_failed):
                shards.index[key] = Kept(path, number)
    return shards


def go_on(items: Iterable[Article | InputError], shards: Shards | None, run: Run) -> Generator[Outcome, None, None]:
    """The outcomes of all items, in their order: those that are kept, and those that `run` makes of the others, which are kept then.

    Without shards nothing is kept.
    """
    keys: deque[bytes | None] = deque()  # filled where items are read, which may be another thread, and before their outcomes come

    def known() -> Iterator[Article | Passed]:
        for item in items:
            key = key_of(item) if shards and isinstance(item, Article) else None
            keys.append(key)
            yield (shards.find(key) if shards and key else None) or item

    try:
        with closing(run(known())) as outcomes:
            for outcome in outcomes:
                yield _settle(outcome, keys.popleft(), shards)
    finally:
        if shards:
            shards.flush()


def _settle(outcome: Written | Passed, key: bytes | None, shards: Shards | None) -> Outcome:
    """An outcome, taken from where it is kept, or kept."""
    if isinstance(outcome, Kept):
        assert shards  # nothing else makes a Kept
        return shards.take(outcome)
    if shards and key:
        shards.add(key, outcome)
    return outcome


def key_of(article: Article) -> bytes:
    """What stands for an article as it was read: its id, meta, text and blocks."""
    return blake2b(to_json(article), digest_size=16).digest()


def _is_same(path: Path, manifest: dict[str, Any]) -> bool:
    try:
        return bool(orjson.loads(path.read_bytes()) == orjson.loads(orjson.dumps(manifest)))
    except (OSError, ValueError):
        return False


def _pack(outcomes: list[tuple[bytes, Outcome]]) -> bytes:
    """A hash of the rest, a line that lists the outcomes, and their lines, packed."""
    rows: list[Any] = []
    lines: list[bytes] = []
    for key, outcome in outcomes:
        if isinstance(outcome, InputError):
            rows.append([key.hex(), outcome.row()])
        else:
            rows.append([key.hex(), outcome.id, outcome.counts, {name: len(part) for name, part in outcome.parts.items()}])
            lines.extend(outcome.parts.values())
    rest = orjson.dumps(rows, option=orjson.OPT_APPEND_NEWLINE) + zstandard.ZstdCompressor(level=1).compress(b"".join(lines))
    return _digest(rest) + b"\n" + rest


def _unpack(data: bytes) -> list[Outcome]:
    _, listed, packed = data.split(b"\n", 2)
    lines, position = memoryview(zstandard.ZstdDecompressor().decompress(packed)), 0
    outcomes: list[Outcome] = []
    for _, first, *more in orjson.loads(listed):
        if not more:
            outcomes.append(InputError(**first))
            continue
        counts, lengths = more
        parts = {}
        for name, length in lengths.items():
            parts[name] = bytes(lines[position : position + length])
            position += length
        outcomes.append(Written(first, parts, counts))
    return outcomes


def _keys(path: Path) -> list[tuple[bytes, bool]]:
    """The keys of a shard's outcomes, and whether each is a failure; none where the shard is damaged."""
    try:
        digest, rest = path.read_bytes().split(b"\n", 1)
        if digest != _digest(rest):
            return []
        return [(bytes.fromhex(row[0]), len(row) == 2) for row in orjson.loads(rest[: rest.index(b"\n")])]
    except (OSError, ValueError):
        return []


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).hexdigest().encode()


def _write(path: Path, data: bytes) -> None:
    """A file that is there whole or not at all, also after a power cut. Raises OutputError."""
    aside = path.with_name(path.name + ".part")
    try:
        with aside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(aside, path)
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {cause_of(error)}") from error
