"""In which language a text is written, by its function words; nothing where that is not clear.

A small method on purpose: it has to tell English from the rest, and the rest by name where it can. Close neighbours (Danish and
Norwegian, Czech and Slovak) are told apart less surely, and a short text not at all.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, repeat

LOOK = 2000  # code points of a text, in its middle: heads and tails are names and notices
FEWEST_WORDS = 20
LEAST = 0.15  # of the words must be the language's function words
LEAD = 1.15  # times as many as the next language's
SCRIPT = 0.3  # of the letters must be of a script's, where one language alone is written in it

_UNDETERMINED = "und"  # ISO 639-2's own code for it
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Languages:
    of_word: dict[str, tuple[str, ...]]
    scripts: tuple[tuple[str, re.Pattern[str]], ...]
    any_script: re.Pattern[str]
    codes: frozenset[str]


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or None where it is short, mixed, or in a language that is not known."""
    known = _languages()
    start = max(0, (len(text) - LOOK) // 2)
    look = text[start : start + LOOK]
    if not look.isascii() and (script := _by_script(look, known)):
        return script
    words = _WORD.findall(look.lower())
    if len(words) < FEWEST_WORDS:
        return None
    counts = Counter(chain.from_iterable(map(known.of_word.get, words, repeat(()))))
    best, *others = [*counts.most_common(2), ("", 0)]
    clear = best[1] >= LEAST * len(words) and best[1] >= LEAD * others[0][1]
    return best[0] if clear else None


def is_language(told: str | None, wanted: str) -> bool:
    """Whether `told` is `wanted`, however both are told; what is not known may be."""
    code = code_of(told) if told else None
    return code is None or code == code_of(wanted)


@cache
def code_of(told: str) -> str | None:
    """The code of a language as people and data sets tell it ("en-GB", "eng", "English"), or None where it is none that is known."""
    name = told.strip().lower()
    first = re.split("[-_]", name)[0]
    if first in _languages().codes:
        return first
    from babel import Locale  # slow to load; only what is told otherwise needs it
    from babel.core import get_global

    names = Locale("en").languages
    code = get_global("language_aliases").get(first, first)
    if code in names:
        return None if code == _UNDETERMINED else str(code)
    return next((code for code, english in names.items() if english.lower() == name), None)


def _by_script(look: str, known: _Languages) -> str | None:
    if not known.any_script.search(look):
        return None
    letters = sum(map(str.isalpha, look))
    for language, pattern in known.scripts:
        if letters and len(pattern.findall(look)) >= SCRIPT * letters:
            return language
    return None


@cache
def _languages() -> _Languages:
    table = tomllib.loads((files("sayso.reading") / "languages.toml").read_text("utf-8"))
    of_word: dict[str, list[str]] = {}
    for language, words in table["words"].items():
        for word in set(words.split()):
            of_word.setdefault(word, []).append(language)
    ranges = {language: f"{first}-{last}" for language, (first, last) in table["scripts"].items()}
    scripts = tuple((language, re.compile(f"[{letters}]")) for language, letters in ranges.items())
    any_script = re.compile(f"[{''.join(ranges.values())}]")
    codes = frozenset({*table["words"], *table["scripts"]})
    return _Languages({word: tuple(languages) for word, languages in of_word.items()}, scripts, any_script, codes)
