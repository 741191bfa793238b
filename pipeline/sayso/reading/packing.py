"""Bytes that are packed, by gzip or zstandard → the bytes in them, as a stream.

Nothing is unpacked further than it is read, and what unpacks to far more than any text does is refused as soon as it shows.
"""

from __future__ import annotations

import gzip
import io
import lzma
import zlib
from typing import Any, BinaryIO, cast

from sayso.reading.decoding import CUT_SHORT, DAMAGED, LONGEST_INPUT, TOO_LONG, UnreadableError

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
MOST_TIMES = 200  # text unpacks to 3 to 10 times its size, the same page again and again to some 50
FREE = 2**22  # bytes that anything may unpack to

BOMB = UnreadableError(f"it unpacks to more than {MOST_TIMES} times its size", "leave it out, or unpack it by hand if you trust it")


class BombError(OSError):
    """What is read unpacks to more than any text does."""


def unpacked(stream: BinaryIO) -> BinaryIO:
    """The stream, unpacked where it begins as gzip or zstandard does; what it gives then may raise what `damage` knows."""
    peekable = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    start = peekable.peek(4)[:4]
    if not start.startswith((GZIP, ZSTD)):
        return cast(BinaryIO, peekable)
    counted = _Counted(peekable)
    return cast(BinaryIO, io.BufferedReader(_Watched(_unpack(counted, start), lambda: counted.count)))


def watched(stream: BinaryIO, packed: int) -> BinaryIO:
    """A stream that is unpacked already, from so many bytes."""
    return cast(BinaryIO, io.BufferedReader(_Watched(stream, lambda: packed)))


def read_whole(stream: BinaryIO, longest: int = LONGEST_INPUT) -> bytes:
    """All bytes of a stream. Raises UnreadableError where they are damaged or too many, and OSError."""
    try:
        data = stream.read(longest + 1)
    except Exception as error:
        problem = damage(error)
        raise (DAMAGED if problem is CUT_SHORT else problem or error) from error
    if len(data) > longest:
        raise TOO_LONG
    return data


def seekable(stream: BinaryIO) -> BinaryIO:
    """The stream, or its bytes where it can't be read from any place. Raises as `read_whole` does."""
    return stream if not isinstance(stream, io.BufferedReader) or stream.seekable() else io.BytesIO(read_whole(stream))


def damage(error: Exception) -> UnreadableError | None:
    """What is wrong with packed bytes, where an error says so."""
    import zstandard

    if isinstance(error, BombError):
        return BOMB
    return CUT_SHORT if isinstance(error, EOFError | gzip.BadGzipFile | zlib.error | lzma.LZMAError | zstandard.ZstdError) else None


def _unpack(stream: _Counted, start: bytes) -> Any:
    return gzip.GzipFile(fileobj=cast(BinaryIO, stream)) if start.startswith(GZIP) else io.BufferedReader(_Zstd(stream))


class _Zstd(io.RawIOBase):
    """What zstandard frames hold, one after the other. Unlike the library's own reader it tells when the last one is cut short."""

    STEP = 1024  # bytes taken at once: they may unpack to some 32 MB, not more

    def __init__(self, stream: _Counted) -> None:
        import zstandard

        self._unpacker = zstandard.ZstdDecompressor(max_window_size=2**27)
        self._stream, self._frame, self._ready = stream, self._unpacker.decompressobj(), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            if not (taken := self._take()):
                return 0
            self._ready = self._frame.decompress(taken)
        data, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def _take(self) -> bytes:
        """Packed bytes for the frame at hand, a new one where the last is done."""
        taken = self._frame.unused_data if self._frame.eof else b""
        taken = taken or self._stream.read(self.STEP) or b""
        if not taken and not self._frame.eof:
            raise EOFError(CUT_SHORT.reason)
        if taken and self._frame.eof:
            self._frame = self._unpacker.decompressobj()
        return taken


class _Counted(io.RawIOBase):
    """A stream that counts what is taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.count = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read1(len(buffer))  # type: ignore[attr-defined]
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)


class _Watched(io.RawIOBase):
    """Unpacked bytes, as long as they are not far more than the packed ones."""

    def __init__(self, stream: Any, packed: Any) -> None:
        self._stream, self._packed, self._count = stream, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read1(min(len(buffer), 2**16))
        self._count += len(data)
        if self._count > max(FREE, MOST_TIMES * self._packed()):
            raise BombError(BOMB.reason)
        buffer[: len(data)] = data
        return len(data)
