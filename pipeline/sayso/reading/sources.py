"""Paths, folders and stdin → named sources of bytes, in order."""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from sayso.errors import InputError, UsageError, cause_of
from sayso.reading.decoding import UnreadableError

STDIN = "-"
UNKNOWN = "unknown"  # the format of a file whose name tells nothing
SNIFF = "sniff"  # the format of a stream whose first bytes tell
UNREAD = "unread"  # the format of a file whose name tells that it is no text
FORMATS: dict[str, str] = {
    "txt": "txt", "text": "txt",
    "md": "md", "markdown": "md",
    "jsonl": "jsonl", "ndjson": "jsonl",
    "csv": "csv", "tsv": "tsv", "tab": "tsv",
    "parquet": "parquet", "pq": "parquet",
    "html": "html", "htm": "html", "xhtml": "html",
    "warc": "warc",
    "pdf": "pdf", "docx": "docx",
    "zip": "zip", "tar": "tar", "tgz": "tar",
}  # fmt: skip
"""What the end of a file's name (or `--input-format`) says, and the format that it stands for; `formats.READERS` has its reader."""
NOT_READ = {
    "mhtml": "a browser's archive", "doc": "an old Word document", "odt": "an OpenDocument text", "rtf": "RTF", "epub": "an EPUB book",
}  # fmt: skip
"""What the end of a file's name says where articles are kept in a form that is not read, and that form in words."""

PACKED_SUFFIXES = (".gz", ".zst")

_log = logging.getLogger("sayso")


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: `path` as it was given or found, `id` that of the article in it, `format` of FORMATS or UNKNOWN, UNREAD, SNIFF.

    `opener` opens what lies in an archive, which the `path` names with what it is called inside.
    """

    path: str
    id: str
    format: str
    opener: Callable[[], BinaryIO] | None = None

    @property
    def name(self) -> str:
        """The path as it can be written out; stdin by that name."""
        return self.id if self.path == STDIN else _printable(self.path)

    @property
    def suffix(self) -> str:
        """The end of its name without the dot, in lower case, whatever it is packed in."""
        return suffix_of(self.path)

    @property
    def is_file(self) -> bool:
        """Whether it lies on disk by itself."""
        return self.path != STDIN and self.opener is None

    def open(self) -> BinaryIO:
        """Its bytes. Raises OSError."""
        if self.opener:
            return self.opener()
        return sys.stdin.buffer if self.path == STDIN else open(self.path, "rb")

    def error(self, problem: UnreadableError, *, line: int | None = None, id: str | None = None) -> InputError:
        """A failure to read it, or its line; `id` is the article's where it is not the source's own."""
        own = id if id is not None else None if line is not None else self.id
        return InputError(problem.reason, source=self.name, line=line, id=own, remedy=problem.remedy)


def format_named(name: str) -> str:
    """The format that `--input-format` names. Raises UsageError with the names that are allowed."""
    try:
        return FORMATS[name.lower().lstrip(".")]
    except KeyError:
        raise UsageError(f"--input-format {name!r} is not known; allowed are {', '.join(sorted(set(FORMATS.values())))}") from None


def check_paths(paths: Sequence[str]) -> None:
    """Raise UsageError, naming the path, when one is missing or unreadable or stdin is closed or named twice. Reads nothing."""
    for path in paths:
        if path != STDIN:
            _check_path(path)
        elif sys.stdin is None:
            raise UsageError("stdin is closed; name a file or a folder")
    if list(paths).count(STDIN) > 1:
        raise UsageError("- (stdin) is named twice; it can be read once")


def _check_path(path: str) -> None:
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file or folder") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: can't be read: {cause_of(error)}") from None
    if not os.access(path, os.R_OK | (os.X_OK if stat.S_ISDIR(mode) else 0)):
        raise UsageError(f"{path}: can't be read: permission denied")


def find_sources(
    paths: Sequence[str], *, format: str | None = None, leave_out: Sequence[str] = (), tell: bool = True
) -> Iterator[Source | InputError]:
    """The files behind the paths, in the order given, a folder's sorted by name, part by part.

    `format` overrides what names tell; `leave_out` are files and folders that a folder may hold and that are no input; without `tell`
    nothing is said of files that are skipped.
    """
    not_these = frozenset(os.path.realpath(path) for path in leave_out)
    for path in paths:
        if path == STDIN:
            yield Source(STDIN, "stdin", format or SNIFF)
        elif os.path.isdir(path):
            yield from _find_in_folder(path, format, not_these, tell=tell)
        else:
            yield Source(path, _printable(os.path.basename(path)), format or _format_of_file(path))


def measure(paths: Sequence[str], *, format: str | None = None, leave_out: Sequence[str] = ()) -> int:
    """How many bytes lie behind the paths, or 0 where that is not known beforehand: stdin, pipes."""
    if any(path == STDIN or not (os.path.isfile(path) or os.path.isdir(path)) for path in paths):
        return 0
    found = find_sources(paths, format=format, leave_out=leave_out, tell=False)
    return sum(os.path.getsize(source.path) for source in found if isinstance(source, Source) and os.path.exists(source.path))


def _format_of_file(path: str) -> str:
    if not os.path.isfile(path):
        return SNIFF  # a pipe such as /dev/fd/63 has no telling name
    return UNREAD if suffix_of(path) in NOT_READ else format_of(path)


def format_of(path: str) -> str:
    """The format that a name tells."""
    return FORMATS.get(suffix_of(path), UNKNOWN)


def suffix_of(path: str) -> str:
    """The end of a name without its dot, in lower case, whatever it is packed in."""
    name = path.lower()
    for packed in PACKED_SUFFIXES:
        name = name.removesuffix(packed)
    return os.path.splitext(name)[1].lstrip(".")


def _find_in_folder(folder: str, format: str | None, not_these: frozenset[str], *, tell: bool) -> Iterator[Source | InputError]:
    found, skipped = 0, Counter[str]()
    for item in _walk(folder):
        if isinstance(item, InputError):
            yield item
            continue
        if not_these and _is_own(item, not_these):
            continue
        kind = format or format_of(item)
        if kind == UNKNOWN:
            skipped[os.path.splitext(item)[1] or "without a suffix"] += 1
            continue
        found += 1
        below = os.path.relpath(item, folder).replace(os.sep, "/")
        yield Source(item, _printable(below), kind)
    if tell:
        _report(folder, found, skipped)


def _is_own(path: str, not_these: frozenset[str]) -> bool:
    real = os.path.realpath(path)
    return any(real == own or real.startswith(own + os.sep) for own in not_these)


def _report(folder: str, found: int, skipped: Counter[str]) -> None:
    if skipped:
        kinds = ", ".join(f"{suffix} ({count})" for suffix, count in sorted(skipped.items()))
        texts = any(suffix.lstrip(".").lower() in NOT_READ for suffix in skipped)
        level = logging.WARNING if texts or not found else logging.INFO  # pictures beside articles are as it should be
        said = "%s: skipped are files whose format is not known: %s; --input-format reads them"
        _log.log(level, said, _printable(folder), _printable(kinds))
    if not found and not skipped:
        _log.warning("%s: no file in this folder", _printable(folder))


def _walk(folder: str) -> Iterator[str | InputError]:
    """Files below a folder, sorted, hidden ones left out. A folder that links lead to a second time is left out, so loops end."""
    waiting, visited = [folder], set[tuple[int, int]]()
    while waiting:
        path = waiting.pop()
        try:
            if not os.path.isdir(path):
                yield path
            elif _is_new(path, visited):
                waiting.extend(reversed(_entries(path)))
        except OSError as error:
            yield InputError(f"the folder can't be read: {cause_of(error)}", source=_printable(path), remedy="check its permissions")


def _is_new(path: str, visited: set[tuple[int, int]]) -> bool:
    about = os.stat(path)
    known = (about.st_dev, about.st_ino) in visited
    visited.add((about.st_dev, about.st_ino))
    return not known


def _entries(folder: str) -> list[str]:
    """Subfolders, files, and links that lead nowhere or to themselves (these fail when they are read); no pipes, sockets or devices."""
    with os.scandir(folder) as entries:
        return sorted(entry.path for entry in entries if not entry.name.startswith(".") and _is_readable(entry))


def _is_readable(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink() and not os.path.exists(entry.path):
        return True  # asked first: a link to itself raises an error when asked what it is
    return entry.is_dir() or entry.is_file()


def _printable(path: str) -> str:
    """A path as text that can be written out: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
