"""Numbers in words and digits → exact values: "1,234.5", "2.1bn", "two and a half million", "half a dozen", "a third", "tens of thousands".

Text is read as `Piece`s: runs of digits, runs of letters, and single signs, so that a number is found inside of "34-year-old",
"£45m" and "10-15" too. `NumberReader.read` reads the longest number that begins at a piece. Figures and dates both stand on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from sayso.rules import Rules
from sayso.rules.entries import WordsEntry

NumberKind = Literal["number", "fraction", "ordinal", "vague"]

TABLES = frozenset(
    {"number", "number_scale", "number_scale_short", "number_scale_blank", "number_part", "ordinal", "number_vague", "number_few"}
)
LONGEST = 40  # pieces of one number: "nine hundred and ninety-nine trillion …" has no more
MOST_POWER = 60  # a larger exponent is none that an article gives
MOST_DIGITS = 400  # a longer run of digits is no number that an article gives
_TIMES = frozenset({"×", "x", "·", "*"})
MINUS = frozenset({"-", "−", "–"})

_PIECES = re.compile(r"\d+(?:[.,]\d+)*|\.\d+(?![.,]?\d)|[^\W\d_]+(?:['’][^\W\d_]+)?|\S")
_PLAIN = re.compile(r"\d*\.?\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")  # 1.234.567
_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")  # 1.234,56, which English reads in one way only
_AND = frozenset({"and", "&"})
_EIGHTH = Decimal("0.125")
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_SLASH_PARTS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 50, 64, 100})


class Piece(NamedTuple):
    """A run of digits or letters, or one sign: lower case, straight apostrophes; `start` and `end` are offsets of the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """The pieces from `start` to before `end` are a number.

    value   exact; None for a vague one
    kind    fraction: written as one ("a third", "1/2", "half"); vague: only `order` is told ("dozens", "several hundred")
    scale   the product of its scale words: 1,000,000 for "2.1 million", so that "4" of "4-6 million" can borrow it
    letter  the scale is the lone letter m, k, b or t behind digits
    digits  it is written in digits
    whole   without fraction, point and scale: what a day, a year or a house number may be
    """

    start: int
    end: int
    value: Decimal | None
    kind: NumberKind = "number"
    scale: Decimal = Decimal(1)
    letter: bool = False
    digits: bool = False
    order: int | None = None

    @property
    def whole(self) -> bool:
        return self.kind == "number" and self.scale == 1 and self.value is not None and self.value == self.value.to_integral_value()


def split_pieces(text: str, offset: int = 0) -> list[Piece]:
    """The pieces of a text, `offset` added to their places."""
    found: list[Piece] = []
    for match in _PIECES.finditer(text):
        word = match.group()
        if word[0].isdecimal() and not is_plain(word) and len(word) > 1:
            found.extend(_split_digits(word, offset + match.start()))
        else:
            found.append(Piece(word.lower().replace("’", "'"), offset + match.start(), offset + match.end()))
    return found


def _split_digits(word: str, start: int) -> Iterator[Piece]:
    """Digits whose points and commas make no one number ("3,4", "1.2.3") as their parts."""
    for part in re.finditer(r"\d+|\D", word):
        yield Piece(part.group(), start + part.start(), start + part.end())


def is_plain(word: str) -> bool:
    """Whether digits, commas and points together are written as one number is."""
    return bool(_PLAIN.fullmatch(word) or _POINTS.fullmatch(word) or _COMMA.fullmatch(word))


def digits_value(word: str) -> Decimal | None:
    """The value of "1,234.5", "1.234.567", "1.234,56", ".5"; None where it is no number, or one too long to be meant."""
    if len(word) > MOST_DIGITS:
        return None
    if _POINTS.fullmatch(word) or _COMMA.fullmatch(word):
        return Decimal(word.replace(".", "").replace(",", "."))
    return Decimal(word.replace(",", "")) if _PLAIN.fullmatch(word) else None


def plain_text(number: Decimal) -> str:
    """A number's digits without exponent or needless zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class NumberReader:
    """Reads numbers with a pack's number words. Make one per pack: `rules.prepared(NumberReader)`."""

    def __init__(self, rules: Rules) -> None:
        tables: dict[str, dict[str, Decimal]] = {}
        for entry in (entry for entry in rules.of(WordsEntry) if entry.name in TABLES):
            values = {word: Decimal(1) for word in entry.words} | {word: Decimal(str(value)) for word, value in entry.values.items()}
            tables.setdefault(entry.name, {}).update(values)
        self.small = tables.get("number", {})
        self.scales = tables.get("number_scale", {})
        self.short = tables.get("number_scale_short", {})
        self.after_blank = frozenset(tables.get("number_scale_blank", {}))
        self.ordinals = tables.get("ordinal", {})
        self.parts = _parts_of(self.ordinals) | tables.get("number_part", {})
        self.vague = tables.get("number_vague", {})
        self.plural_scales = {word + "s": value for word, value in self.scales.items()} | self.scales
        self.few = frozenset(tables.get("number_few", {}))
        self.after_article = frozenset({"half", *self.small, *self.parts, *self.plural_scales, *self.few, *MINUS})
        self.first_words = frozenset({"a", "an", *self.small, *self.parts, *self.ordinals, *self.vague, *self.few})

    def value(self, text: str) -> Decimal | None:
        """The value of a text that is one number and nothing else ("two and a half", "1,200"), ordinals too ("21st"); else None."""
        pieces = split_pieces(text)
        number = self.read(pieces, 0)
        return number.value if number and number.end == len(pieces) else None

    def may_begin(self, piece: Piece) -> bool:
        """Whether a number can begin with this piece: a quick test before `read`."""
        text = piece.text
        return text in self.first_words or text[:1].isnumeric() or (text[:1] == "." and len(text) > 1)

    def read(self, pieces: Sequence[Piece], at: int) -> Number | None:
        """The longest number that begins at a piece, or None. Signs of minus are not read."""
        if at >= len(pieces) or not self.may_begin(pieces[at]):
            return None
        word = pieces[at].text
        if word[0].isnumeric() or (word[0] == "." and len(word) > 1):
            return self._read_digits(pieces, at)
        if word in ("a", "an") and self._word(pieces, at + 1) not in self.after_article:
            return None
        for reading in (self._read_vague, self._read_half, self._read_part, self._read_ordinal, self._read_words):
            if number := reading(pieces, at):
                return number
        return None

    # Digits

    def _read_digits(self, pieces: Sequence[Piece], at: int) -> Number | None:
        word = pieces[at].text
        if len(word) == 1 and not word.isdecimal():
            sign = _sign_value(word)
            return Number(at, at + 1, sign, kind="fraction", digits=True) if sign is not None else None
        value = digits_value(word)
        if value is None:
            return None
        if self._word(pieces, at + 1) in _SUFFIXES and _glued(pieces, at + 1):
            return Number(at, at + 2, value, kind="ordinal", digits=True)
        if slash := self._read_slash(pieces, at, value):
            return slash
        number = self._with_power(pieces, self._with_groups(pieces, Number(at, at + 1, value, digits=True)))
        number = self._to_power(pieces, number)
        return self._with_rest(pieces, self._scaled(pieces, self._with_fraction(pieces, number)))

    def _with_groups(self, pieces: Sequence[Piece], number: Number) -> Number:
        """40 000, 1 234 567: groups of three behind blanks, where they can't be two numbers."""
        end, value, written = number.end, number.value or Decimal(0), pieces[number.start].text
        while self._word(pieces, end).isdecimal() and len(pieces[end].text) == 3 and pieces[end].start == pieces[end - 1].end + 1:
            end += 1
        groups = [piece.text for piece in pieces[number.end : end]]
        if not groups or len(written) > 3 or not written.isdecimal() or (len(groups) == 1 and groups[0] != "000"):
            return number
        return replace(number, end=end, value=Decimal(f"{value}{''.join(groups)}"))

    def _with_power(self, pieces: Sequence[Piece], number: Number) -> Number:
        """10^6, 1.6 × 10^9, 3.2e5"""
        value, end = number.value or Decimal(0), number.end
        if self._word(pieces, end) == "e" and _glued(pieces, end):
            power, after = self._power_at(pieces, end + 1)
            return number if power is None else replace(number, end=after, value=value.scaleb(power))
        factor = Decimal(1)
        if self._word(pieces, end) in _TIMES and self._word(pieces, end + 1) == "10":
            factor, value, end = value, Decimal(10), end + 2
        if self._word(pieces, end) == "^":
            end += 1
        elif factor == 1 or not _glued(pieces, end):
            return number
        power, after = self._power_at(pieces, end)
        return number if power is None else replace(number, end=after, value=factor * value**power)

    def _power_at(self, pieces: Sequence[Piece], at: int) -> tuple[int | None, int]:
        """A small whole exponent, signed or not, glued to what is before it."""
        sign = -1 if self._word(pieces, at) in MINUS else 1
        if self._word(pieces, at) in (*MINUS, "+"):
            at += 1
        word = self._word(pieces, at)
        if not word.isdecimal() or len(word) > 2 or not _glued(pieces, at):
            return None, at
        return sign * int(word), at + 1

    def _with_rest(self, pieces: Sequence[Piece], number: Number) -> Number:
        """4 hundred and 17"""
        if number.scale != 100 or number.value is None or self._word(pieces, number.end) != "and":
            return number
        rest = (
            self._read_digits(pieces, number.end + 1)
            if self._word(pieces, number.end + 1).isdecimal()
            else self._read_words(pieces, number.end + 1)
        )
        if rest is None or rest.value is None or rest.value >= 100 or rest.scale != 1:
            return number
        return replace(number, end=rest.end, value=number.value + rest.value, scale=Decimal(1))

    def _read_slash(self, pieces: Sequence[Piece], at: int, above: Decimal) -> Number | None:
        """1/2, 3/4; not 9/11, 24/7, 1/2/22."""
        if self._word(pieces, at + 1) not in ("/", "⁄") or not (_glued(pieces, at + 1) and _glued(pieces, at + 2)):
            return None
        below = digits_value(pieces[at + 2].text) if at + 2 < len(pieces) else None
        longer = self._word(pieces, at + 3) == "/" or (at > 0 and pieces[at - 1].text == "/" and _glued(pieces, at))
        if below is None or longer or below not in _SLASH_PARTS or not 0 < above < below:
            return None
        return Number(at, at + 3, above / below, kind="fraction", digits=True)

    def _with_fraction(self, pieces: Sequence[Piece], number: Number) -> Number:
        """10 1/2, 10½, 10-1/2, two and a half, six-and-a-half, two hundred and six and two thirds."""
        end, joined = number.end, False
        while self._word(pieces, end) in (*_AND, *MINUS) and end - number.end < 3:
            joined = joined or pieces[end].text in _AND
            end += 1
        word = self._word(pieces, end)
        if not word or number.value is None or number.value != number.value.to_integral_value():
            return number
        if number.digits and word[0].isnumeric():
            part = self._read_slash(pieces, end, digits_value(word) or Decimal(0)) or self._sign_part(pieces, end)
        else:
            part = (self._read_bare_part(pieces, end) or self._improper_at(pieces, end)) if joined else None
        if part is None or part.value is None or part.value >= 1:
            return number
        if number.digits and joined and word[0].isnumeric() and part.value % _EIGHTH:  # "5 out of 10 and 7/10" are two
            return number
        return replace(number, end=part.end, value=number.value + part.value)

    def _sign_part(self, pieces: Sequence[Piece], at: int) -> Number | None:
        value = _sign_value(pieces[at].text)
        return Number(at, at + 1, value) if value is not None and value < 1 and not pieces[at].text.isdecimal() else None

    def _scaled(self, pieces: Sequence[Piece], number: Number) -> Number:
        """Multiply by the scale words behind: million, hundred thousand, bn."""
        while number.value is not None:
            at = number.end
            if self._word(pieces, at) in MINUS and _glued(pieces, at) and self._word(pieces, at + 1) in self.scales:
                at += 1
            word = self._word(pieces, at)
            glued = _glued(pieces, at)
            if word in self.plural_scales and not self._is_gross(pieces, at):
                scale, letter = self.plural_scales[word], False
            elif number.digits and number.scale == 1 and word in self.short and (glued or word in self.after_blank):
                scale, letter = self.short[word], len(word) == 1
            else:
                break
            number = replace(number, end=at + 1, value=number.value * scale, scale=number.scale * scale, letter=letter)
        return number

    def _is_gross(self, pieces: Sequence[Piece], at: int) -> bool:
        """ "12 gross" is a number, "5 gross domestic …" and "15% gross margin" are not."""
        return pieces[at].text == "gross" and at + 1 < len(pieces) and pieces[at + 1].text != "of"

    # Words

    def _read_words(self, pieces: Sequence[Piece], at: int) -> Number | None:
        """forty-two, nine hundred and three thousand, a million, two dozen, two point five million."""
        groups, end = _Groups(), at
        if self._word(pieces, at) in ("a", "an"):
            if self._word(pieces, at + 1) not in self.scales or self._word(pieces, at + 1) == "gross":
                return None
            groups.add_small(Decimal(1))
            end = at + 1
        end = self._groups_at(pieces, end, groups)
        if groups.total is None:
            return None
        number = Number(at, end, groups.total, scale=groups.scale)
        number = self._with_point(pieces, number) if groups.scale < 1000 else number
        number = self._with_fraction(pieces, number)
        if groups.scale >= 1000 and number.value != groups.total:  # "a million and a half" is one and a half million
            part = (number.value or 0) - groups.total
            scale = self.scales.get(self._word(pieces, number.end), Decimal(0))  # "a billion and a half million" is not
            fits = 1 < scale < groups.scale
            number = replace(number, end=number.end + fits, value=groups.total + part * (scale if fits else groups.scale))
        number = self._to_power(pieces, self._scaled(pieces, number) if groups.scale == 1 else number)
        return self._improper(pieces, number)

    def _groups_at(self, pieces: Sequence[Piece], at: int, groups: _Groups) -> int:
        """Add up the number words from a piece on; where they end."""
        end = at
        while end < min(len(pieces), at + LONGEST) and (step := self._step(pieces, end, groups)):
            end = step
        return end

    def _improper(self, pieces: Sequence[Piece], number: Number) -> Number:
        """seventeen fifths, fifty-four hundredths, a hundred trillionths, nine hundred-fifths"""
        end = number.end
        if self._word(pieces, end) in MINUS and _glued(pieces, end) == _glued(pieces, end + 1):
            end += 1
        name = self._word(pieces, end)
        if number.value is None or not name.endswith("ths") or name not in self.parts:
            return number
        return replace(number, end=end + 1, value=number.value / self.parts[name], kind="fraction", scale=Decimal(1))

    def _improper_at(self, pieces: Sequence[Piece], at: int) -> Number | None:
        """The "fifty-four hundredths" behind "two and"."""
        groups = _Groups()
        end = self._groups_at(pieces, at, groups)
        if groups.total is None:
            return None
        number = self._improper(pieces, Number(at, end, groups.total))
        return number if number.kind == "fraction" else None

    def _to_power(self, pieces: Sequence[Piece], number: Number) -> Number:
        """10 to the fifth, two to the power of 6"""
        end = number.end
        if self._word(pieces, end) != "to" or self._word(pieces, end + 1) != "the" or number.value is None or not number.whole:
            return number
        named = self._word(pieces, end + 2) == "power" and self._word(pieces, end + 3) == "of"
        power, after = self._exponent_at(pieces, end + 4 if named else end + 2, ordinal=not named)
        told = self._word(pieces, after) == "power"
        if power is None or not 0 < power <= MOST_POWER or not (named or told or number.value == 10):
            return number
        return replace(number, end=after + (told and not named), value=number.value**power)

    def _exponent_at(self, pieces: Sequence[Piece], at: int, *, ordinal: bool) -> tuple[int | None, int]:
        """The 5 of "to the 5th", "to the fifth", "to the power of 5", and where it ends."""
        word = self._word(pieces, at)
        if word.isdecimal() and len(word) <= 2:
            suffixed = self._word(pieces, at + 1) in _SUFFIXES and _glued(pieces, at + 1)
            return (int(word), at + 1 + suffixed) if suffixed == ordinal else (None, at)
        value = (self.ordinals if ordinal else self.small).get(word)
        return (int(value), at + 1) if value is not None else (None, at)

    def _step(self, pieces: Sequence[Piece], at: int, groups: _Groups) -> int:
        """Take the next word of a number in; its end, or 0 where the number is over."""
        word = pieces[at].text
        if word in self.small:
            return at + 1 if groups.add_small(self.small[word]) else 0
        if word in self.scales:
            return at + 1 if not self._is_gross(pieces, at) and groups.add_scale(self.scales[word]) else 0
        following = self._word(pieces, at + 1)
        if word in MINUS and _glued(pieces, at) == _glued(pieces, at + 1):
            return self._step(pieces, at + 1, groups) if following in self.scales or (following in self.small and groups.wants_digit) else 0
        if word == "," and self._goes_on(pieces, at + 1, groups):
            return self._step(pieces, at + 1, groups)
        if (
            word in _AND
            and groups.wants_and
            and following in self.small
            and self.small[following] > 0
            and not self._read_bare_part(pieces, at + 1)
        ):
            return self._step(pieces, at + 1, groups)
        return 0

    def _goes_on(self, pieces: Sequence[Piece], at: int, groups: _Groups) -> bool:
        """Whether a comma stands inside of a number: three million, two hundred thousand."""
        if groups.smallest is None or groups.group is not None or self.small.get(self._word(pieces, at), 0) == 0:
            return False
        scale = next((self.scales[word] for piece in pieces[at + 1 : at + 4] if (word := piece.text) in self.scales), groups.smallest)
        return 100 <= scale < groups.smallest

    def _with_point(self, pieces: Sequence[Piece], number: Number) -> Number:
        """two point five, two point seventy-one"""
        if self._word(pieces, number.end) != "point":
            return number
        end, digits = number.end + 1, ""
        if self.small.get(self._word(pieces, end), 0) >= 10:
            groups = _Groups()
            end = self._groups_at(pieces, end, groups)
            digits = str(groups.total) if groups.scale == 1 else ""
        while self.small.get(self._word(pieces, end), Decimal(10)) < 10 and len(digits) < LONGEST:
            digits += str(self.small[pieces[end].text])
            end += 1
        if not digits or number.value is None:
            return number
        return replace(number, end=end, value=number.value + Decimal("0." + digits), scale=Decimal(1))

    # Parts, halves, ordinals, vague ones

    def _read_part(self, pieces: Sequence[Piece], at: int) -> Number | None:
        """A part, and the scale that it is a part of: three-quarters of a million."""
        number = self._read_bare_part(pieces, at)
        return self._part_of_scale(pieces, number) if number else None

    def _read_bare_part(self, pieces: Sequence[Piece], at: int) -> Number | None:
        """a third, two-thirds, three quarters, nine tenths; "one half". Whether "a third" is a place in a row, the sentence tells."""
        word = self._word(pieces, at)
        above = Decimal(1) if word in ("a", "an") else self.small.get(word) or (digits_value(word) if word[:1].isdecimal() else None)
        if above is None or above == 0:
            return None
        end = at + 1
        if self._word(pieces, end) in MINUS:
            end += 1
        name = self._word(pieces, end)
        below = self.parts.get(name)
        plural = name.endswith("s") or name == "halves"
        if below is None:
            return self._long_part(pieces, at, end, above)
        if plural != (above > 1) or (above >= below and name not in ("halves", "quarters")):
            return None
        return Number(at, end + 1, above / below, kind="fraction")

    def _long_part(self, pieces: Sequence[Piece], at: int, end: int, above: Decimal) -> Number | None:
        """one twenty-fifth, two twenty-fifths, one one hundred and fifth"""
        first = self.small.get(self._word(pieces, end), Decimal(0))
        if first == 0 or (above > 1 and (above >= 20 or first < 20)):  # "fifty-four hundredths" are 54 of them
            return None
        below = self._read_ordinal(pieces, end, plural=above > 1)
        return Number(at, below.end, above / below.value, kind="fraction") if below is not None and below.value else None

    def _part_of_scale(self, pieces: Sequence[Piece], number: Number) -> Number:
        end = number.end
        if self._word(pieces, end) == "of" and self._word(pieces, end + 1) in ("a", "an"):
            end += 2
        word = self._word(pieces, end)
        if word not in self.scales or number.value is None or word == "gross":
            return number
        return replace(number, end=end + 1, value=number.value * self.scales[word], kind="number", scale=self.scales[word])

    def _read_half(self, pieces: Sequence[Piece], at: int) -> Number | None:
        """half, half a dozen, half a million, a half"""
        if self._word(pieces, at) != "half":
            return None
        end = at + 1
        if self._word(pieces, end) in MINUS and self._word(pieces, end + 1) in ("a", "dozen"):
            end += 1
        scale_at = end + 1 if self._word(pieces, end) in ("a", "an") else end
        number = Number(at, at + 1, Decimal("0.5"), kind="fraction")
        if self._word(pieces, scale_at) in MINUS:
            scale_at += 1
        word = self._word(pieces, scale_at)
        if word in self.scales and word != "gross":
            scale = self.scales[word]
            return self._scaled(pieces, replace(number, end=scale_at + 1, value=scale / 2, kind="number", scale=scale))
        return number

    def _read_ordinal(self, pieces: Sequence[Piece], at: int, *, plural: bool = False) -> Number | None:
        """third, twenty-first, one hundred and third; with `plural` the twenty-fifths that something is divided into"""
        word = self._word(pieces, at)
        if word in self.ordinals:
            return Number(at, at + 1, self.ordinals[word], kind="ordinal")
        if word not in self.small:
            return None
        groups, end = _Groups(), at
        while end < min(len(pieces), at + LONGEST):
            after = end + 1 if pieces[end].text in (*MINUS, "and") else end
            name = self._word(pieces, after)
            last = self.ordinals.get(name[: len(name) - plural]) if name.endswith("s") or not plural else None
            if last is not None and end > at:
                fits = groups.scale >= 1 and groups.add_small(last) if last < 100 else groups.add_scale(last)
                return Number(at, after + 1, groups.total, kind="ordinal") if fits else None
            step = self._step(pieces, end, groups)
            if not step:
                return None
            end = step
        return None

    def _read_vague(self, pieces: Sequence[Piece], at: int) -> Number | None:
        """dozens, tens of thousands, hundreds of millions, several hundred, a few thousand, a couple of dozen"""
        word = self._word(pieces, at)
        if word in self.vague:
            return self._vague_chain(pieces, at)
        end = at + 1 if word in ("a", "the") else at
        if self._word(pieces, end) not in self.few:
            return None
        end += 1
        if self._word(pieces, end) == "of":
            end += 1
        order = Decimal(1)
        first = end
        while self._word(pieces, end) in self.scales and self._word(pieces, end) != "gross":
            order *= self.scales[pieces[end].text]
            end += 1
        return Number(at, end, None, kind="vague", order=_power(order), scale=order) if end > first else None

    def _vague_chain(self, pieces: Sequence[Piece], at: int) -> Number:
        order, end = self.vague[pieces[at].text], at + 1
        while self._word(pieces, end) == "of" and end - at < LONGEST:
            word = self._word(pieces, end + 1)
            scale = self.vague.get(word) or self.scales.get(word)
            if scale is None:
                break
            order, end = order * scale, end + 2
        return Number(at, end, None, kind="vague", order=_power(order), scale=order)

    @staticmethod
    def _word(pieces: Sequence[Piece], at: int) -> str:
        return pieces[at].text if 0 <= at < len(pieces) else ""


class _Groups:
    """The running sum of a number in words: hundreds are gathered in `group`, thousands and millions in `done`."""

    __slots__ = ("done", "group", "last", "scale", "smallest")

    def __init__(self) -> None:
        self.done = Decimal(0)
        self.group: Decimal | None = None
        self.last = Decimal(0)  # the word before: its value
        self.scale = Decimal(1)  # the product of scales of a round number: 1,000,000 of "nine million"
        self.smallest: Decimal | None = None  # the last scale above a hundred

    @property
    def total(self) -> Decimal | None:
        if self.group is None and self.smallest is None:
            return None
        return self.done + (self.group or 0)

    @property
    def wants_digit(self) -> bool:
        return 20 <= self.last <= 90

    @property
    def wants_and(self) -> bool:
        return self.last >= 100

    def add_small(self, value: Decimal) -> bool:
        """Add one to ninety-nine's words; False where this word begins another number."""
        fits = self.last == 0 or self.last >= 100 or (self.wants_digit and 0 < value < 10)
        if (self.total is not None and value == 0) or not fits or (self.total is not None and self.last == 0):
            return False
        self.group = (self.group or Decimal(0)) + value
        self.last = value
        self.scale = Decimal(1)
        return True

    def add_scale(self, value: Decimal) -> bool:
        if self.group is None and (self.smallest is None or self.last < 100):
            return False
        if value < 1000:
            if self.group is None or self.group >= 100 or self.last >= 100:
                return False
            self.group *= value
        elif self.smallest is not None and self.group is None:  # two thousand million
            self.done *= value
        elif self.smallest is not None and value > self.smallest:
            self.done, self.group = (self.done + (self.group or 0)) * value, None
        else:
            self.done, self.group = self.done + (self.group or 0) * value, None
        self.smallest = value if value >= 1000 else self.smallest
        self.scale *= value
        self.last = max(value, Decimal(100))
        return True


def _parts_of(ordinals: dict[str, Decimal]) -> dict[str, Decimal]:
    """What places in a row say as denominators: a fifth, two fifths. "Second" is none: a second is a time or a place in a row."""
    return {form: value for word, value in ordinals.items() if value > 2 for form in (word, word + "s")}


def _glued(pieces: Sequence[Piece], at: int) -> bool:
    """Whether no blank stands before a piece."""
    return 0 < at < len(pieces) and pieces[at - 1].end == pieces[at].start


def _power(order: Decimal) -> int:
    """The power of ten at or below: several dozen is of the order of ten."""
    return int(Decimal(10) ** order.adjusted())


def _sign_value(sign: str) -> Decimal | None:
    """½ → 0.5, ⅓ → 1/3"""
    if len(sign) != 1:
        return None
    value = unicodedata.numeric(sign, None)
    if value is None or value < 0 or unicodedata.category(sign) != "No" or "FRACTION" not in unicodedata.name(sign, ""):
        return None
    below = next(below for below in range(1, 1001) if abs(value * below - round(value * below)) < 1e-9)
    return Decimal(round(value * below)) / below
