"""Offsets as JavaScript counts them: a character beyond U+FFFF (an emoji) is two UTF-16 code units, and one code point."""

from __future__ import annotations

from bisect import bisect_left


class Utf16:
    """Offsets of one text, there and back. Made once a text: each question then takes the time of a search among its emoji."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, char in enumerate(text) if char > "\uffff"]
        self._units = [at + number for number, at in enumerate(self._wide)]

    def units(self, offset: int) -> int:
        """Code points → code units."""
        return offset + bisect_left(self._wide, offset)

    def points(self, units: int) -> int:
        """Code units → code points; one in the middle of a pair is taken for the place after it."""
        return units - bisect_left(self._units, units)
