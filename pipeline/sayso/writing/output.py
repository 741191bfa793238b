"""Where records go: stdout, a pipe, or a file that is whole when it has its name.

A file is written as FILE.part, locked so that a second run can't write it too, and renamed at the end. It ends with a whole
record at every moment: each write is taken as one, and one that fails half-way is taken back.
"""

from __future__ import annotations

import fcntl
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from sayso.errors import OutputError, UsageError, cause_of

Write = Callable[[bytes], None]


@contextmanager
def open_output(name: str, *, keep: bool = True) -> Iterator[Write]:
    """A function that writes whole records; they are out when it returns.

    `-` is stdout. FILE is replaced at the end and on Ctrl-C, not by a run that failed or wrote nothing before Ctrl-C; without `keep` it
    never is: then FILE.part is only a lock. Raises UsageError when FILE can't be written or another run writes it, and while writing
    OutputError and BrokenPipeError.
    """
    if _is_stream(name):
        with open_stream(name) as write:
            yield write
        return
    with _open_part(name, keep=keep) as (handle, part):
        yield lambda data: _write_record(handle, data, part)


@contextmanager
def open_output_file(name: str) -> Iterator[BinaryIO]:
    """The same for what can only be written as a file, at its own pace."""
    if _is_stream(name):
        raise UsageError("--format parquet is written to a file; name one with -o")
    with _open_part(name) as (handle, part):
        stream = cast(BinaryIO, _File(handle, part))
        yield stream


class _File(io.RawIOBase):
    """A file whose failures name it."""

    def __init__(self, handle: int, part: Path) -> None:
        self._handle, self._part, self._place = handle, part, 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        size = len(memoryview(data).cast("B"))
        _write_record(self._handle, data, self._part)
        self._place += size
        return size

    def tell(self) -> int:
        return self._place


def _is_stream(name: str) -> bool:
    return name == "-" or (os.path.exists(name) and not os.path.isfile(name))


@contextmanager
def open_stream(name: str) -> Iterator[Write]:
    """A function that writes at once to stdout (`-`), a pipe, a device such as /dev/null, or a file that is begun anew."""
    if name == "-":
        if sys.stdout is None:
            raise UsageError("stdout is closed; name a file with -o")
        yield lambda data: _write_through(sys.stdout.buffer, data, "stdout")
        return
    try:
        stream = open(name, "wb")  # noqa: SIM115  (closed below; what goes wrong in opening is not what goes wrong in writing)
    except OSError as error:
        raise UsageError(f"{name}: can't be written: {cause_of(error)}") from error
    try:
        yield lambda data: _write_through(stream, data, name)
    finally:
        with suppress(OSError):  # what was written is out already; what could not be is tried again here, and was told
            stream.close()


def _write_through(stream: BinaryIO, data: bytes, name: str) -> None:
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{name}: can't be written: {cause_of(error)}") from error


@contextmanager
def _open_part(name: str, *, keep: bool = True) -> Iterator[tuple[int, Path]]:
    """FILE.part, locked, which becomes FILE."""
    target = Path(os.path.realpath(name))
    if target.suffix in (".gz", ".zst"):
        raise UsageError(f"{name}: compressed output is not written; use `-o - | gzip > {name}`")
    part = target.with_name(target.name + ".part")
    handle = _open_locked(part)
    try:
        yield handle, part
    except KeyboardInterrupt:
        _end(handle, part, target if keep and os.fstat(handle).st_size else None)
        raise
    except BaseException:
        if not os.fstat(handle).st_size:
            part.unlink()
        raise
    else:
        _end(handle, part, target if keep else None)
    finally:
        os.close(handle)


def _end(handle: int, part: Path, target: Path | None) -> None:
    if target:
        os.replace(part, target)
    else:
        part.unlink()


def _open_locked(part: Path) -> int:
    """The file, empty and ours alone until it is closed."""
    while True:
        try:
            handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise UsageError(f"{part}: can't be written: {cause_of(error)}") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            raise UsageError(f"{part}: another run is writing it; wait for it, or give another -o") from error
        if _is_same(handle, part):
            os.ftruncate(handle, 0)
            return handle
        os.close(handle)  # the other run renamed it between our opening and our locking: what we hold is its result


def _is_same(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


def _write_record(handle: int, data: bytes, part: Path) -> None:
    start = os.lseek(handle, 0, os.SEEK_CUR)
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
    except OSError as error:
        os.ftruncate(handle, start)
        raise OutputError(f"{part}: can't be written: {cause_of(error)}; it holds what was written before") from error
