"""Bytes → text. UTF-8 first, then what a byte order mark says, then what charset-normalizer finds; binary files are refused."""

from __future__ import annotations

import codecs

LONGEST_INPUT = 32 * 1024 * 1024  # bytes of one file or one line, unpacked: no article is as long, and memory stays bounded

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_BINARY = (
    (b"%PDF-", "a PDF"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a zip archive"), (b"\x7fELF", "a program"), (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"), (b"PAR1", "a Parquet file"),
)  # fmt: skip
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_LIKELY = "cp1252"
_OF_THE_WEB = [
    _LIKELY, "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "koi8_u", "gb18030", "big5",
    "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip


class UnreadableError(Exception):
    """Why bytes are no text, and what to do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


TOO_LONG = UnreadableError(f"longer than {LONGEST_INPUT // 2**20} MB", "split it: one article a file, or one a line of JSONL")
CUT_SHORT = UnreadableError("the compressed data is cut short or damaged", "fetch the file again; what came before it was read")
DAMAGED = UnreadableError(CUT_SHORT.reason, "fetch the file again")
"""The same of what is read as a whole, or not at all."""


def decode(data: bytes) -> str:
    """The text that bytes hold, unchanged but for a byte order mark.

    Raises UnreadableError for binary data and where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error)


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(f"it begins as {encoding.upper()} and is not, from byte {error.start}") from error


def _refuse_binary(data: bytes) -> None:
    for magic, name in _BINARY:
        if data.startswith(magic):
            raise UnreadableError(f"it is {name}, not text", "give its text as .txt or .jsonl, or leave it out")
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" in data or controls * 100 > len(sample):
        raise UnreadableError("it is binary, not text", "give its text as .txt or .jsonl, or leave it out")


def _guess(data: bytes, error: UnicodeDecodeError) -> str:
    """The text in the likeliest old encoding; broken UTF-8 is refused, since any one-byte encoding would turn it into nonsense."""
    from charset_normalizer import from_bytes  # slow to load, seldom needed

    whole = data.decode("utf-8", "ignore")
    if 2 * sum(not char.isascii() for char in whole) > len(data) - len(whole.encode()):
        raise _broken(f"its UTF-8 is broken at byte {error.start}") from error
    found = from_bytes(data, cp_isolation=_OF_THE_WEB)
    best = found.best()
    if best is None:
        raise _broken("no encoding fits its bytes") from error
    # Short texts fit many encodings equally well; then the one that English is written in is the likeliest.
    likely = [match for match in found if match.encoding == _LIKELY and (match.chaos, -match.coherence) <= (best.chaos, -best.coherence)]
    return data.decode((likely or [best])[0].encoding)


def _broken(reason: str) -> UnreadableError:
    return UnreadableError(reason, "save it as UTF-8")
