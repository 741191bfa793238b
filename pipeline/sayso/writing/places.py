"""Where the parts of articles go: one file, a file for each kind of record, or a file for each article."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from sayso.errors import OutputError, UsageError, cause_of
from sayso.records import RecordKind
from sayso.writing.output import Write, open_output, open_output_file
from sayso.writing.parquet import open_parquet
from sayso.writing.parts import ALL, Parts, Written

Split = Literal["record", "article"]
Put = Callable[[Written], None]

LONGEST_NAME = 120  # bytes of a file's name that an article's id may fill
_PLAIN = re.compile(r"[^\w.,;=@+ -]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where records go: `name` is a file, `-`, or with `split` a folder with a file for each."""

    name: str
    split: Split | None = None

    @property
    def shards(self) -> Path:
        """Where a run keeps what it has done."""
        return Path(os.path.realpath(self.name) + ".shards")

    @property
    def own(self) -> tuple[str, ...]:
        """All that the run writes there: no input."""
        return (self.name, f"{self.name}.part", str(self.shards))


@contextmanager
def open_place(place: Place, parts: Parts) -> Iterator[Put]:
    """A function that writes what there is of an article. Raises UsageError, and while writing OutputError and BrokenPipeError."""
    if place.split is None:
        with _open_table(place.name, parts, ALL) as write:
            yield lambda written: _write(write, written.parts[ALL])
        return
    folder = Path(os.path.realpath(place.name))
    _make_folder(folder, place.name)
    with (_open_kinds if place.split == "record" else _open_articles)(folder, parts) as put:
        yield put


@contextmanager
def _open_kinds(folder: Path, parts: Parts) -> Iterator[Put]:
    """A file for each kind of record, named by it."""
    with ExitStack() as stack:
        names = {kind: str(folder / f"{kind}.{parts.lines.format}") for kind in parts.heads()}
        files = {kind: stack.enter_context(_open_table(name, parts, kind)) for kind, name in names.items()}

        def put(written: Written) -> None:
            for kind, part in written.parts.items():
                _write(files[kind], part)

        yield put


@contextmanager
def _open_articles(folder: Path, parts: Parts) -> Iterator[Put]:
    """A file for each article, named by its id; each is there as soon as the article is done."""
    head = parts.heads()[ALL]
    with open_output(str(folder / "run.lock"), keep=False):
        suffix = "json" if parts.lines.layout == "article" else parts.lines.format
        yield lambda written: _put_file(folder / f"{file_name(written.id)}.{suffix}", head + written.parts[ALL])


@contextmanager
def _open_table(name: str, parts: Parts, part: str) -> Iterator[Write]:
    """An output that begins with its head; Parquet is a file, whose rows are put together there."""
    if parts.lines.format == "parquet":
        kind: RecordKind = next(kind for kind in parts.lines.kinds if part in (ALL, kind))
        with open_output_file(name) as stream, open_parquet(stream, kind) as write:
            yield write
        return
    with open_output(name) as write:
        _write(write, parts.heads()[part])
        yield write


def _write(write: Write, data: bytes) -> None:
    if data:
        write(data)


def _make_folder(folder: Path, name: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{name}: can't be made a folder: {cause_of(error)}") from error


def _put_file(path: Path, data: bytes) -> None:
    aside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        os.replace(aside, path)
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {cause_of(error)}") from error


def file_name(ident: str) -> str:
    """An article's id as the path of a file below a folder, different for different ids: `/` parts folders, what is no letter, digit or
    harmless mark becomes `%` and its code point, and names that are too long end in a hash of themselves."""
    parts = [_plain_part(part) for part in ident.split("/")]
    return "/".join(part or "%" for part in parts)


def _plain_part(part: str) -> str:
    plain = _PLAIN.sub(lambda match: f"%{ord(match[0]):x}%", part)
    if plain.startswith(".") or plain.endswith((" ", ".")):
        plain = "%" + plain + "%"
    if len(plain.encode()) <= LONGEST_NAME:
        return plain
    cut = plain.encode()[: LONGEST_NAME - 18].decode("utf-8", "ignore")
    return f"{cut}%{blake2b(part.encode(), digest_size=8).hexdigest()}"
