"""A run on disk, indexed: which article stands where, so that two runs are compared without holding either in memory.

A line that begins and ends as sayso writes it is taken at its word until it is looked at; every other line is checked at once.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from shutil import copyfileobj
from typing import BinaryIO

import orjson

from sayso.comparing.values import Json
from sayso.errors import RunError
from sayso.reading.runs import check_line, open_run

_HEAD = re.compile(rb'\{"schema":"1","id":"((?:[^"\\]|\\.)*)","meta":\{')
_TAIL = re.compile(rb',"run":(null|\{[^{}]*\})\}$')
_TAIL_SIZE = 2000  # bytes in which the end of a line, its run, is looked for
_COPY = 2**20


@dataclass(frozen=True, slots=True)
class Line:
    """Where an article stands, and a hash of all of it but its run."""

    number: int
    start: int
    size: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class RunFile:
    """A run by its articles' ids; `labels` are the different runs that made them."""

    path: str
    lines: dict[str, Line]
    labels: tuple[Json, ...]
    stream: BinaryIO

    def load(self, ident: str) -> Json:
        """An article as it stands in the file. Raises RunError where its line holds none."""
        line = self.lines[ident]
        self.stream.seek(line.start)
        article = check_line(self.stream.read(line.size), f"{self.path}:{line.number}")
        if article["id"] != ident:
            raise RunError(f"{self.path}:{line.number}: has two ids, {ident!r} and {article['id']!r}; write it anew with `sayso extract`")
        return article


@contextmanager
def open_indexed(path: str) -> Iterator[RunFile]:
    """A run, plain or packed; `-` is stdin. What can't be read from any place is copied to a temporary file first.

    Raises UsageError when the file is not there, and RunError, naming file and line, for a line that is no article of this version, and
    for an id that stands twice.
    """
    with ExitStack() as stack:
        stream = stack.enter_context(open_run(path))
        if not _is_plain(stream):
            unpacked = stack.enter_context(tempfile.TemporaryFile())
            copyfileobj(stream, unpacked, _COPY)
            unpacked.seek(0)
            stream = unpacked
        yield _index(path, stream)


def _is_plain(stream: BinaryIO) -> bool:
    return hasattr(stream, "raw") and stream.seekable()


def _index(path: str, stream: BinaryIO) -> RunFile:
    lines: dict[str, Line] = {}
    labels: dict[bytes, None] = {}
    start = 0
    for number, data in enumerate(stream, 1):
        if data.strip():
            ident, body, label = _look(data, f"{path}:{number}")
            if ident in lines:
                earlier = f"stands in line {lines[ident].number} already"
                raise RunError(f"{path}:{number}: article id {ident!r} {earlier}; articles are compared by their ids, so leave one out")
            lines[ident] = Line(number, start, len(data), blake2b(body, digest_size=16).digest())
            labels[label] = None
        start += len(data)
    return RunFile(path, lines, tuple(run for label in labels if (run := orjson.loads(label))), stream)


def _look(data: bytes, place: str) -> tuple[str, bytes | memoryview, bytes]:
    """An article's id, its bytes without its run, and its run."""
    bare = data.rstrip()
    head = _HEAD.match(bare)
    tail = _TAIL.search(bare, max(0, len(bare) - _TAIL_SIZE))
    if head and tail and data.endswith(b"\n"):
        return orjson.loads(b'"%b"' % head[1]), memoryview(bare)[: tail.start()], tail[1]
    article = check_line(data, place)
    label = orjson.dumps(article.get("run"))
    return article["id"], orjson.dumps({name: value for name, value in article.items() if name != "run"}), label
