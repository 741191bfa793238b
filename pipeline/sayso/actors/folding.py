"""How names are compared: without case, accents, articles, hyphens, apostrophes and dots."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

Key = tuple[str, ...]

_PARTS = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_VOWELS = re.compile(r"[aeiouyw]+")
_TWICE = re.compile(r"(.)\1+")


def fold(name: str) -> Key:
    """The words of a name as they are compared: "Mohammed Shami' Al-Karim" is (mohammed, shami, al, karim), "the U.K." is (uk,)."""
    words = _PARTS.findall(name.replace("'", "").replace("’", "") if "'" in name or "’" in name else name)
    return without_article(tuple(filter(None, map(fold_word, words))))


def without_article(key: Key) -> Key:
    """Folded words without the article at the front, unless it is all there is."""
    return key[1:] if len(key) > 1 and key[0] == "the" else key


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """One word: lower case, without accents and signs; "’s" and bare signs are nothing."""
    if word in ("'s", "’s"):
        return ""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return "".join(c for c in word.lower() if c.isalnum() or c == "&")


def skeleton(word: str) -> str:
    """Consonants alone, since transliterations differ in the rest: Mohammed, Muhammad and Mohamed are one."""
    return word[:1] + _TWICE.sub(r"\1", _VOWELS.sub("", word[1:])) if word[:1] not in "aeiou" else _TWICE.sub(r"\1", word)


def initials(words: Iterable[str]) -> str:
    """The first letters of the words that are capitalised, in lower case."""
    return "".join(word[0] for word in words if word[:1].isupper()).lower()
