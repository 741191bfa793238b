"""Tokens → normalised words, so that patterns see one form of each: digits for number words, one hyphen-free word after another.

    "twenty-first"  21st        "two and a half years"  2.5 years      "mid-March"     mid march
    "Sept. 14"      sept. 14    "nineteen ninety-six"   1996           "10-day"        10 day
    "5:30 p.m."     5:30 pm     "1,200 years"           1200.0 years   "2009-2010"     2009 - 2010

Every word keeps the place that it was read from. A word that is something else in lower case ("May", "March", "Sat.") gets an
underscore before it where it is written small, so that no list has it; and so does a verb that would be the edge of a time as a
noun ("will start this week", not "the start of this week").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sayso.numbers import Number, NumberReader, Piece, plain_text
from sayso.parsing import Parse
from sayso.rules import Lexicon

_WORD = re.compile(
    r"""(?<![0-9/.\-])[0-9]{1,4}([/.\-])[0-9]{1,2}\1[0-9]{1,4}(?!\1?[0-9])   # 21/03/2022, 2022-03-21
    | (?<![0-9:.])[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])            # 17:10
    | [0-9]{1,3}(?:,[0-9]{3})+(?![0-9])                                      # 1,200
    | [0-9]{1,2}(?:st|nd|rd|th)(?![^\W_])                                    # 21st
    | [0-9]{2,4}'?s(?![^\W_])                                             # 1990s
    | [0-9]++(?:\.[0-9]++(?!\.?[0-9]))?
    | [ap]\.\ ?m\b\.? | [ap]m\b
    | o'clock\b | 's\b
    | [^\W\d_]+
    | \S""",
    re.VERBOSE | re.IGNORECASE,
)
_MIXED = re.compile(r"[0-9/~½-¾-]|[‐-―]|^[ap]\.")
MONEY = frozenset("$£€¥")
_HYPHENS = frozenset("-‐‑")
_DOTTED_CLOCK = re.compile("[0-9]{1,2}[.][0-5][0-9]")
_LONGEST_NUMBER = 14  # words
_LONGEST_DIGITS = 15
_REMEMBERED = 50_000  # words
_YEAR_HEADS = range(11, 21)  # nineteen ninety-six
_VERBAL = frozenset({"ROOT", "conj", "xcomp", "ccomp", "advcl", "relcl", "acl", "pcomp", "csubj", "parataxis"})


@dataclass(slots=True)
class Words:
    """The normalised words of one block, with their places in the article's text (lower case may be longer than the text: "İ")."""

    text: list[str]
    starts: list[int]
    ends: list[int]

    def extend(self, other: Words, first: int, end: int) -> None:
        self.text += other.text[first:end]
        self.starts += other.starts[first:end]
        self.ends += other.ends[first:end]

    def glued(self, at: int) -> bool:
        """Whether no blank stands before a word."""
        return 0 < at < len(self.text) and self.ends[at - 1] == self.starts[at]


class Normaliser:
    """Makes `Words`. Made once per pack."""

    def __init__(
        self,
        lexicon: Lexicon,
        reader: NumberReader,
        *,
        dotted: Iterable[str],
        capitals: Iterable[str],
        phrases: Iterable[str],
        edges: Iterable[str],
    ) -> None:
        self.lexicon, self.reader = lexicon, reader
        self.dotted = frozenset(word.removesuffix(".") for word in dotted)
        self.capitals = frozenset(capitals)
        self.numbers = frozenset({*reader.small, *reader.scales, *reader.ordinals, "/", "half"}) - {"second"}
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            self.phrases.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
        self.halves = frozenset({"am", "pm"})
        self.edges = frozenset(edges)
        self._sorts: dict[str, str] = {}
        self.special = self.halves | self.numbers | self.dotted | self.capitals | _HYPHENS | MONEY | set(self.phrases)

    def split(self, parse: Parse, first: int, end: int) -> Words:
        """The words of the tokens from `first` to before `end`."""
        words = Words(parse.lower[first:end], parse.starts[first:end], parse.ends[first:end])
        notable = self._notable(words.text)
        odd = [at for at, sort in notable if sort == "odd"]
        for at, sort in notable:
            if sort == "edge" and _is_verb(parse, first + at):
                words.text[at] = "_" + words.text[at]
        if odd:
            words = _split_tokens(words, odd)
            notable = self._notable(words.text)
        marked = [at for at, sort in notable if sort == "special"]
        return self._rewrite(words, marked, parse.text) if marked else words

    def _notable(self, words: Iterable[str]) -> list[tuple[int, str]]:
        """The places of the words to look at, each with what is to be seen: most words are none."""
        sorts = self._sorts
        return [(at, sort) for at, word in enumerate(words) if (sort := sorts[word] if word in sorts else self._remember(word))]

    def _remember(self, word: str) -> str:
        """What is to be seen of a word, kept up to a limit: a crawl has no end of words."""
        sort = self._sort(word)
        if len(self._sorts) < _REMEMBERED:
            self._sorts[word] = sort
        return sort

    def _sort(self, word: str) -> str:
        if word in self.edges:
            return "edge"
        if not word.isalpha() and len(word) > 1 and _MIXED.search(word):
            return "odd"
        return "special" if word in self.special or (not word.isascii() and word.isnumeric()) else ""

    def _rewrite(self, words: Words, marked: list[int], text: str) -> Words:
        """Put the words right at the marked places; a dropped word becomes empty first."""
        done = 0
        for at in marked:
            if at >= done:
                done = self._put_right(words, at, text)
        keep = [number for number, word in enumerate(words.text) if word]
        if len(keep) == len(words.text):
            return words
        return Words([words.text[n] for n in keep], [words.starts[n] for n in keep], [words.ends[n] for n in keep])

    def _put_right(self, words: Words, at: int, text: str) -> int:
        """Put one marked place right; gives the place behind what it took."""
        word = words.text[at]
        if length := self._phrase_at(words, at):
            return self._replace(words, at, at + length, " ".join(words.text[at : at + length]))
        if word in self.capitals and not text[words.starts[at]].isupper():
            words.text[at] = "_" + word
        elif word in self.dotted or word in self.halves:
            return self._join_dot(words, at) if word in self.dotted else self._join_stop(words, at, text)
        elif word in MONEY:
            return self._hide_amount(words, at)
        elif word in _HYPHENS:
            return self._join_numeric(words, at) or self._drop_hyphen(words, at)
        elif word in self.numbers or word.isnumeric():
            return self._join_number(words, at)
        return at + 1

    def _phrase_at(self, words: Words, at: int) -> int:
        """How many words of a phrase that a list holds as one ("Boxing Day") stand here."""
        found = self.phrases.get(words.text[at], ())
        return next((len(phrase) for phrase in found if tuple(words.text[at : at + len(phrase)]) == phrase), 0)

    def _join_dot(self, words: Words, at: int) -> int:
        return self._replace(words, at, at + 2, words.text[at] + ".") if self._is_dotted(words, at) else at + 1

    def _join_stop(self, words: Words, at: int, text: str) -> int:
        """ "p.m." at the end of a sentence keeps its own stop."""
        own = "." in text[words.starts[at] : words.ends[at]]
        return self._replace(words, at, at + 2, words.text[at]) if own and self._is_dotted(words, at) else at + 1

    @staticmethod
    def _hide_amount(words: Words, at: int) -> int:
        """ "$12 December" holds no 12th of December."""
        if words.text[at + 1 : at + 2] and words.text[at + 1][:1].isdecimal():
            words.text[at + 1] = "_" + words.text[at + 1]
            return at + 2
        return at + 1

    @staticmethod
    def _is_dotted(words: Words, at: int) -> bool:
        return words.text[at + 1 : at + 2] == ["."] and words.glued(at + 1)

    def _join_numeric(self, words: Words, at: int) -> int:
        """2022-03-21 in one word."""
        parts = words.text[at - 1 : at + 4]
        if at == 0 or len(parts) < 5 or parts[3] != "-" or not all(part.isdecimal() and len(part) <= 4 for part in parts[::2]):
            return 0
        return self._replace(words, at - 1, at + 4, "".join(parts)) if all(words.glued(at + n) for n in range(4)) else 0

    def _drop_hyphen(self, words: Words, at: int) -> int:
        """Drop the hyphen of "mid-March" and "10-day", not that of "January-March"."""
        if not (words.glued(at) and words.glued(at + 1)):
            return at
        before = next((words.text[n] for n in range(at - 1, max(-1, at - _LONGEST_NUMBER), -1) if words.text[n]), "")
        if "before_hyphen" in self.lexicon.classes(before) or "after_hyphen" in self.lexicon.classes(words.text[at + 1]):
            words.text[at] = ""
        return at

    def _join_number(self, words: Words, at: int) -> int:
        if words.text[at] == "/" and "/" in (words.text[max(0, at - 2)], *words.text[at + 2 : at + 3]):  # 1/1/1 is no fraction
            return at + 1
        start = self._number_start(words, at)
        pieces = list(map(Piece, *(column[start : start + _LONGEST_NUMBER] for column in (words.text, words.starts, words.ends))))
        number = self.reader.read(pieces, 0)
        if number is None or number.value is None or number.end <= at - start:
            return at + 1
        if number.kind == "ordinal":
            return self._replace(words, start, start + number.end, f"{number.value}th") if number.end > 1 else at + 1
        if number.kind == "fraction" and words.text[at] in self.reader.small:  # eleven quarters
            return self._replace(words, at, at + 1, plain_text(self.reader.small[words.text[at]]))
        if number.kind == "fraction" or number.letter:
            return at + 1
        number = self._spoken_year(pieces, number)
        assert number.value is not None
        return self._replace(words, start, start + number.end, plain_text(number.value))

    def _number_start(self, words: Words, at: int) -> int:
        """Where a number begins that has its marked word at `at`: "a hundred", "2 million", "2 1/2"."""
        word = words.text[at]
        if word == "/":
            return at - 2 if at > 1 and words.text[at - 2].isdecimal() else max(0, at - 1)
        before = words.text[at - 1] if at else ""
        if before[:1].isdecimal() or (word in self.reader.scales and before in ("a", "an")):
            return at - 1
        return at

    def _spoken_year(self, pieces: list[Piece], number: Number) -> Number:
        """ "nineteen" "ninety-six", "nineteen" "oh" "five" """
        if number.value not in _YEAR_HEADS or number.end >= len(pieces) or number.digits:
            return number
        zero = pieces[number.end].text in ("oh", "o")
        rest = self.reader.read(pieces, number.end + zero)
        if rest is None or rest.value is None or not rest.whole or rest.digits:
            return number
        fits = rest.value < 10 if zero else 10 <= rest.value < 100
        return Number(0, rest.end, (number.value or Decimal(0)) * 100 + rest.value) if fits else number

    @staticmethod
    def _replace(words: Words, start: int, end: int, word: str) -> int:
        """Put one word in the place of several; those left over become empty."""
        words.text[start] = word
        words.ends[start] = words.ends[end - 1]
        for number in range(start + 1, end):
            words.text[number] = ""
            words.ends[number] = words.ends[start]
        return end


def _is_verb(parse: Parse, token: int) -> bool:
    return parse.tags[token].startswith("VB") and parse.deps[token] in _VERBAL


def _split_tokens(words: Words, odd: list[int]) -> Words:
    """Tokens that hold digits or dashes split into words: "10-day", "'90s", "5:30"; and "p.m." made one."""
    if not odd:
        return words
    made = Words([], [], [])
    done = 0
    for at in odd:
        made.extend(words, done, at)
        done = at + 1
        for match in _WORD.finditer(words.text[at]):
            start, end = (min(words.starts[at] + place, words.ends[at]) for place in match.span())
            if start < end:
                made.text.append(_plain(match.group()))
                made.starts.append(start)
                made.ends.append(end)
    made.extend(words, done, len(words.text))
    return made


def _plain(word: str) -> str:
    if word[0].isdecimal():
        return word.replace(",", "") + ".0" if "," in word else word.replace("'", "")
    return word[0] + "m" if word[0] in "ap" and "." in word else word


def classify(word: str) -> tuple[str, ...]:
    """The classes of a word that no list can hold: numbers by what part of a date they may be, and expressions found already."""
    if word[0] == "‹" and len(word) > 1:
        return tuple(word[1:-1].split())
    if not word[0].isdecimal() or not word.isascii():
        return ()
    return _number_classes(word) if word.isdecimal() else _mixed_classes(word)


def _mixed_classes(word: str) -> tuple[str, ...]:
    """Of digits with letters or signs: 17:10, 1990s, 21st, 2.5, 21/03/2022."""
    if ":" in word:
        return ("clock", "clock_seconds") if word.count(":") == 2 else ("clock",)
    if word[-1].isalpha():
        return ("decade",) if word[-2].isdecimal() else ("nth", "day", "nth_in_digits") if 1 <= int(word[:-2]) <= 31 else ("nth",)
    if word.count(".") == 1:
        return ("num", "clock_dot") if _DOTTED_CLOCK.fullmatch(word) else ("num",)
    return ("numeric",)


def _number_classes(word: str) -> tuple[str, ...]:
    if len(word) > _LONGEST_DIGITS:
        return ()
    found = ["num"]
    if len(word) == 4:
        found += [name for name, fits in (("year", word[0] in "12"), ("clock_four", word[:2] < "24" and word[2] < "6")) if fits]
    if len(word) <= 2:
        found += [name for name, low, high in (("day", 1, 31), ("hour", 0, 24), ("mm", 1, 12)) if low <= int(word) <= high]
        if len(word) == 2:
            found.append("yy")
    return tuple(found)
