"""Text from outside, fit for a terminal: nothing in it can move the cursor, colour the screen or turn the line round."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text with each control character, bidirectional mark and lone surrogate replaced by one U+FFFD.

    Line ends and tabs stay, and so do offsets.
    """
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def unbroken(text: str) -> str:
    """The text as `visible` shows it, each run of blanks and line ends a single space."""
    return _BLANKS.sub(" ", visible(text))


def one_line(text: str) -> str:
    """The text as a line of its own: `unbroken`, without blanks at its ends."""
    return unbroken(text).strip()
