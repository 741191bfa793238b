"""Sentences as far as a pattern knows them: pieces in which texts are laid over each other, and what people read around a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

_SHORT = r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})"  # a title or an initial, whose full stop ends nothing
SENTENCES = re.compile(rf".+?(?:(?:{_SHORT}\.|[!?…])[\"'”’»)\]]*\s+|\n+|$)", re.S)


@lru_cache(maxsize=4)
def sentence_starts(text: str) -> tuple[int, ...]:
    """Where each sentence of a text begins; a line end ends one, too."""
    return tuple(found.start() for found in SENTENCES.finditer(text)) or (0,)


def sentence_around(text: str, start: int, end: int, *, more: int = 0) -> tuple[int, int]:
    """Start and end of the sentence, or sentences, that hold these code points, with `more` on each side; blanks at the ends left out."""
    starts = sentence_starts(text)
    first = max(0, bisect_right(starts, start) - 1 - more)
    last = bisect_right(starts, max(start, end - 1)) - 1 + more
    begin, stop = starts[first], starts[last + 1] if last + 1 < len(starts) else len(text)
    words = text[begin:stop]
    return begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
