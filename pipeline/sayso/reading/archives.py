"""Zip and tar: read in place, as folders are, member by member in the order of the archive. Nothing is written to disk."""

from __future__ import annotations

import io
import posixpath
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, cast

from sayso.errors import InputError
from sayso.reading.decoding import UnreadableError
from sayso.reading.desk import Desk
from sayso.reading.packing import damage, seekable, watched
from sayso.reading.sources import UNKNOWN, Source, format_of

INSIDE = frozenset({"zip", "tar"})
STRAYS = UnreadableError("its name leads out of the archive", "unpack the archive by hand if you trust it")
NESTED = UnreadableError("it is an archive inside an archive", "unpack the outer one first")
LOCKED = UnreadableError("it is encrypted", "unpack the archive with its password first")


def read_zip(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Source | InputError]:
    """The files in a zip."""
    try:
        archive = zipfile.ZipFile(seekable(stream))
        members = archive.infolist()
    except UnreadableError as problem:
        yield source.error(problem)
        return
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        yield source.error(UnreadableError(f"it is no zip that can be read: {error}", "fetch it again"))
        return
    names = _Members(source, desk)
    for member in members:
        if not member.is_dir() and (found := names.take(member.filename)):
            yield _locked(found) if member.flag_bits & 1 else _with_opener(found, archive, member)


def read_tar(source: Source, stream: BinaryIO, desk: Desk) -> Iterator[Source | InputError]:
    """The files in a tar; links and devices are left out."""
    names = _Members(source, desk)
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if member.isfile() and (found := names.take(member.name)):
                    yield found if isinstance(found, InputError) else _of_tar(found, archive, member)
    except (tarfile.TarError, OSError, ValueError, EOFError) as error:
        yield source.error(damage(error) or UnreadableError(f"the archive is broken: {error}", "fetch it again; what came before was read"))
    except Exception as error:
        problem = damage(error)
        if problem is None:
            raise
        yield source.error(problem)


class _Members:
    """Decides by its name what a member is."""

    def __init__(self, archive: Source, desk: Desk) -> None:
        self.archive, self.desk = archive, desk
        self.skipped = Counter[str]()

    def take(self, name: str) -> Source | InputError | None:
        """A source without a way to open it yet, a failure, or None where the member is passed over: hidden, or of no known format."""
        name = name.encode("utf-8", "replace").decode()
        inside = f"{self.archive.id}/{posixpath.normpath(name)}"
        found = Source(f"{self.archive.name}/{name}", inside, format_of(name))
        if name.startswith("/") or ".." in name.replace("\\", "/").split("/") or ":" in name[:3]:
            return found.error(STRAYS)
        if any(part.startswith((".", "__MACOSX")) and part != "." for part in name.split("/")):
            return None
        if found.format in INSIDE:
            return found.error(NESTED)
        if found.format == UNKNOWN:
            self.desk.skipped["in archives: format not known"] += 1
            return None
        return found


def _locked(found: Source | InputError) -> InputError:
    return found if isinstance(found, InputError) else found.error(LOCKED)


def _with_opener(found: Source | InputError, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Source | InputError:
    if isinstance(found, InputError):
        return found

    def open_member() -> BinaryIO:
        try:
            return watched(cast(BinaryIO, archive.open(member)), member.compress_size)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
            raise OSError(f"the zip is damaged there: {error}") from error

    return Source(found.path, found.id, found.format, open_member)


def _of_tar(found: Source, archive: tarfile.TarFile, member: tarfile.TarInfo) -> Source:
    def open_member() -> BinaryIO:
        stream = archive.extractfile(member)
        if stream is None:
            raise OSError("the tar holds no bytes for it")
        return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream)))

    return Source(found.path, found.id, found.format, open_member)
