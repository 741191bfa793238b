"""Entries on disk by name, packed, within a size: what was not asked for the longest goes first.

An entry is written aside and renamed, so several processes may share a store. One that can't be written is no reason to stop; one that is
damaged is none.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import zstandard

from sayso.errors import UsageError

SIZE_MB = 2000  # of all stores together, unless `$SAYSO_CACHE_MB` says otherwise: some 80,000 articles of 800 words
FOLDERS = 256  # entries lie spread over so many; each is kept within its part of the size
LOOKS = 16  # an entry in so many has its folder looked at


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


class Store:
    """A folder of entries of at most `size` bytes together. Names are hexadecimal digits."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder, self.size = folder, size
        self._packer = zstandard.ZstdCompressor(level=1, write_checksum=True)
        self._unpacker = zstandard.ZstdDecompressor()

    def get(self, name: str) -> bytes | None:
        """An entry, or None when it is not there or can't be read."""
        path = self.path(name)
        try:
            data = self._unpacker.decompress(path.read_bytes())
            os.utime(path)  # so that it is young
        except (OSError, zstandard.ZstdError, MemoryError):  # a damaged entry may claim any size
            return None
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keep an entry, in place of one that has its name."""
        path = self.path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
                handle.write(self._packer.compress(data))
            os.replace(handle.name, path)
            if int(path.name[2:4], 16) % LOOKS == 0:
                _keep_within(path.parent, self.size // FOLDERS)
        except OSError:
            return

    def path(self, name: str) -> Path:
        return self.folder / name[:2] / name


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
