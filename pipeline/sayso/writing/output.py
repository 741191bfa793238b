"""Where records go: stdout, a pipe, or a file that is whole when it has its name.

A file is written as FILE.part, locked so that a second run can't write it too, and renamed at the end. It ends with a whole
record at every moment: each write is taken as one, and one that fails half-way is taken back.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sayso.errors import OutputError, UsageError

Write = Callable[[bytes], None]


@contextmanager
def open_output(name: str) -> Iterator[Write]:
    """A function that writes whole records; they are out when it returns.

    `-` is stdout. FILE is replaced at the end and on Ctrl-C, not by a run that failed or wrote nothing before Ctrl-C.
    Raises UsageError when FILE can't be written or another run writes it, and while writing OutputError and BrokenPipeError.
    """
    if name == "-" or (os.path.exists(name) and not os.path.isfile(name)):
        with open_stream(name) as write:
            yield write
    else:
        yield from _write_part(Path(os.path.realpath(name)), name)


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
        raise UsageError(f"{name}: can't be written: {_why(error)}") from error
    with stream:
        yield lambda data: _write_through(stream, data, name)


def _write_through(stream: BinaryIO, data: bytes, name: str) -> None:
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{name}: can't be written: {_why(error)}") from error


def _write_part(target: Path, name: str) -> Iterator[Write]:
    if target.suffix == ".gz":
        raise UsageError(f"{name}: compressed output is not written; use `-o - | gzip > {name}`")
    part = target.with_name(target.name + ".part")
    handle = _open_locked(part)
    try:
        yield lambda data: _write_record(handle, data, part)
    except KeyboardInterrupt:
        if os.fstat(handle).st_size:
            os.replace(part, target)
        else:
            part.unlink()
        raise
    except BaseException:
        if not os.fstat(handle).st_size:
            part.unlink()
        raise
    else:
        os.replace(part, target)
    finally:
        os.close(handle)


def _open_locked(part: Path) -> int:
    """The file, empty and ours alone until it is closed."""
    while True:
        try:
            handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise UsageError(f"{part}: can't be written: {_why(error)}") from error
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
        raise OutputError(f"{part}: can't be written: {_why(error)}; it holds what was written before") from error


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
