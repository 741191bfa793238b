"""A sentence as a line of items, its numbers, units and signs each made one: what the figure patterns of the pack run over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sayso.figures.names import NumberNames
from sayso.figures.pieces import Pieces, pieces_of
from sayso.figures.units import CODE_LENGTH, Unit, UnitTable, is_readable_symbol
from sayso.figures.words import FigureWords
from sayso.numbers import MINUS, Number, NumberReader, split_pieces
from sayso.parsing import Parse
from sayso.records import Date
from sayso.rules import Lexicon, Rules
from sayso.rules.entries import WordsEntry

READ_BLOCKS = frozenset({"headline", "body", "caption", "embed", "correction"})
SYMBOLS = {"number": "#num", "fraction": "#part", "ordinal": "#ord", "vague": "#vague"}
YEARS = range(1500, 2100)
PRICE_REACH = 8  # pieces before a unit in which a price may be told
ANY_AMOUNT = Decimal(10**9)
UNIT_REACH = 4  # items between a number and its unit ("half of a mile")

# Words that begin numbers and are too common to make a sentence worth reading on their own.
_COMMON = frozenset({"a", "an", "few", "some", "many", "several", "couple", "first", "second"})
_SCALED = frozenset({"several", "few", "couple", "dozen", "hundred", "thousand", "million", "billion"})
_BETWEEN = frozenset({"-", "–", "of", "a", "an", "to", "per", "each", "every", "/", "(", "[", "{", "and", "the", "more"})
_BIG_LETTERS = {"m": 10**6, "mm": 10**6, "b": 10**9}  # of money: $ 1MM, $2.5 B
_PLAIN_SIGNS = frozenset(",.;:?!()“‘")  # that begin no number, and no unit either unless the pack has one that is written so
_TIMES = frozenset({"·", "⋅", "∙", "*"})
_AFTER_PAGE = frozenset("m0123456789")
_INCH_SIGNS = frozenset({'"', "”", "″"})
_FOOT_SIGNS = frozenset({"'", "’", "′"})
_CLOSED = frozenset({".", ",", ";", ")", ""})
_NO_SIGN = frozenset({"the", "a", "an", "per", "each", "every", "this", "that", "one", "us", "-"})
_QUARTER = re.compile(r"(?:by |nearly |about |almost )?(?:an?|one)[ -]quarter", re.IGNORECASE)
_SHARE_BEFORE = re.compile(
    r"\b(?:above|below|least|most|by|nearly|about|almost|than|over|under|around|roughly|up|down|some|only|just) $", re.IGNORECASE
)


@dataclass(slots=True)
class Item:
    """A number, a unit, a sign or a word. `symbol` is what patterns see; offsets are the text's, `token` the parse's token at `start`."""

    symbol: str
    start: int
    end: int
    token: int
    number: Number | None = None
    unit: Unit | None = None


class LineReader:
    """Reads sentences. Make one per pack: `rules.prepared(LineReader)`."""

    def __init__(self, rules: Rules) -> None:
        self.numbers = rules.prepared(NumberReader)
        self.units = rules.prepared(UnitTable)
        self.names = rules.prepared(NumberNames)
        words = rules.prepared(FigureWords)
        self.prices = words("price_word")
        self.named = words("named_vague")
        self.metres, self.sign_tails = words("metre_after"), words("sign_tail")
        lone = words("factor_verb") | words("times_word") | words("fold_word")
        self.triggers = (self.numbers.first_words - _COMMON) | _SCALED | lone
        self.hot = self.numbers.first_words | self.units.sign_words | self.units.nouns
        self.near = self.hot | self.units.name_words | {"in"}

    def lines(self, parse: Parse, dates: Sequence[Date]) -> Iterator[list[Item]]:
        """The sentences that can hold a figure."""
        taken = _Taken([date for date in dates if not _is_share(parse.text, date)])
        kinds = [block.kind in READ_BLOCKS for block in parse.article.blocks]
        for first, end in parse.sentences:
            if kinds[parse.block_of[first]] and self._may_hold(parse, first, end, taken):
                yield self.line(parse, first, end, taken)

    def _may_hold(self, parse: Parse, first: int, end: int, taken: _Taken) -> bool:
        lower = parse.lower[first:end]
        if not self.triggers.isdisjoint(lower):
            return True
        numeric = (
            token
            for token, word in enumerate(lower, first)
            if not word.isalpha() and word not in _PLAIN_SIGNS and any(map(str.isnumeric, word))
        )
        return any(not taken.holds(parse.starts[token]) for token in numeric)

    def line(self, parse: Parse, first: int, end: int, taken: _Taken) -> list[Item]:
        """The items of the tokens from `first` to before `end`."""
        pieces = pieces_of(parse, first, end)
        all_pieces, tokens = pieces.items, pieces.tokens
        items: list[Item] = []
        at = since = 0  # `since` is the place behind the last number, unit or sign
        while at < len(all_pieces):
            piece = all_pieces[at]
            word = piece.text
            plain = word in _PLAIN_SIGNS or (word.isalpha() and not (len(word) == CODE_LENGTH and pieces.written(at).isupper()))
            if plain and word not in (self.hot if at >= since + UNIT_REACH else self.near):
                found = None
            else:
                found = None if self._is_dated(pieces, at, taken) else self._read(pieces, at, items, taken)
            if found is None:
                items.append(Item(word, piece.start, piece.end, tokens[at]))
                at += 1
            else:
                items.append(found[0])
                at = since = found[1]
        return items

    def _is_dated(self, pieces: Pieces, at: int, taken: _Taken) -> bool:
        """Whether a date covers a piece; a date that ends inside of a number does not count ("tens" of "tens of thousands")."""
        if not taken.holds(pieces[at].start):
            return False
        longer = at + 1 < len(pieces) and not taken.holds(pieces[at + 1].start) and self.numbers.may_begin(pieces[at])
        return not longer

    def _read(self, pieces: Pieces, at: int, items: Sequence[Item], taken: _Taken) -> tuple[Item, int] | None:
        number = self._number(pieces, at, taken)
        if number is not None:
            return number
        unit = self._unit(pieces, at, items)
        measures = unit is not None and unit[0].unit is not None and unit[0].unit.kind == "measure"  # 5 ft 10 in: no forints
        return unit if measures else self._sign_item(pieces, at, items) or unit

    # Numbers

    def _number(self, pieces: Pieces, at: int, taken: _Taken) -> tuple[Item, int] | None:
        number = self.numbers.read(pieces.items, at)
        if (
            number is None
            or taken.holds(pieces[number.end - 1].start)
            or self._is_second(pieces, at, number)
            or _is_named(pieces, number, self.named)
        ):
            return None
        number, unit = self._settle_letter(pieces, self._with_big_letter(pieces, number))
        symbol = "#code" if self.names.names(pieces, number) else _symbol(pieces, number)
        kept = None if symbol == "#code" else number
        return Item(symbol, pieces[at].start, pieces[number.end - 1].end, pieces.tokens[at], number=kept, unit=unit), number.end

    def _is_second(self, pieces: Pieces, at: int, number: Number) -> bool:
        """The second of "30-second" and "30 second"."""
        before = pieces.word(at - 2) if pieces.word(at - 1) == "-" and pieces.glued(at) else pieces.word(at - 1)
        return number.kind == "ordinal" and pieces.word(at) == "second" and (before[:1].isdecimal() or before in self.numbers.small)

    def _with_big_letter(self, pieces: Pieces, number: Number) -> Number:
        """US$ 1MM, 8 B people: a capital letter for millions or billions where money or counted things stand with it."""
        at = number.end
        scale = _BIG_LETTERS.get(pieces.word(at))
        if scale is None or not number.digits or number.scale != 1 or number.value is None or not pieces.written(at).isupper():
            return number
        last = scale == 10**6 and at + 1 >= len(pieces) and "," in pieces.written(number.start)
        counted = not pieces.glued(at) and at + 1 < len(pieces) and pieces.parse.tags[pieces.tokens[at + 1]] == "NNS"
        if not (counted or last or self.names.sign_before(pieces, number.start) or pieces.word(at + 1) in self.units.nouns):
            return number
        return replace(number, end=at + 1, value=number.value * scale, scale=type(number.scale)(scale))

    def _settle_letter(self, pieces: Pieces, number: Number) -> tuple[Number, Unit | None]:
        """A lone m or t behind digits: millions where money or a noun stands with it, else metres and tonnes; k and b stay."""
        letter = pieces.written(number.end - 1)
        longer = self.units.name_at(pieces.items, number.end - 1, pieces.text) if number.letter else None
        if longer is not None and longer[0] > number.end and pieces.glued(number.end):  # 40m2
            return _without_letter(number), None
        if not number.letter or number.value is None or letter not in ("m", "t", "T") or self.names.sign_before(pieces, number.start):
            return number, None
        if letter == "m" and self._is_million(pieces, number.end):
            return number, None
        if letter in ("t", "T") and number.end < len(pieces) and self.units.name_at(pieces.items, number.end, pieces.text):
            return number, None
        found = self.units.name_at(pieces.items, number.end - 1, pieces.text)
        if found is None:
            return number, None
        return replace(_without_letter(number), end=number.end), found[1]

    def _is_million(self, pieces: Pieces, after: int) -> bool:
        """Whether a noun follows ("35m users", "35m of them") that makes the m no metre ("100m sprint")."""
        if after >= len(pieces) or pieces[after].text in self.metres:
            return False
        return pieces[after].text == "of" or pieces.parse.tags[pieces.tokens[after]].startswith(("NN", "JJ", "VBN"))

    # Signs and units

    def _sign_item(self, pieces: Pieces, at: int, items: Sequence[Item]) -> tuple[Item, int] | None:
        if _is_signed(items) and (tail := self._sign_tail(pieces, at)):
            return Item("#money", pieces[at].start, pieces[tail - 1].end, pieces.tokens[at], unit=items[-2].unit), tail
        found = self._sign(pieces, at)
        if found is None:
            return None
        end, unit = found
        return Item("#sign", pieces[at].start, pieces[end - 1].end, pieces.tokens[at], unit=unit), end

    def _sign_tail(self, pieces: Pieces, at: int) -> int:
        """$83 US, $71 U.S.: where the tail ends, or 0."""
        if pieces[at].text in self.sign_tails:
            return at + 1
        dotted = [piece.text for piece in pieces.items[at : at + 4]]
        return at + 4 if dotted == ["u", ".", "s", "."] else at + 3 if dotted[:3] == ["u", ".", "s"] else 0

    def _sign(self, pieces: Pieces, at: int) -> tuple[int, Unit] | None:
        """A currency sign or code with a number behind it."""
        found = self.units.sign_at(pieces.items, at, pieces.text) or self._noun_sign(pieces, at)
        if found is None:
            return None
        end = found[0]
        while end < len(pieces) and pieces[end].text in (*MINUS, "."):
            end += 1
        number = end < len(pieces) and pieces[end].text[0].isnumeric()
        lone = len(pieces[at].text) == 1 and pieces[at].text.isalpha()
        return found if number and (not lone or pieces.glued(at + 1)) else None

    def _noun_sign(self, pieces: Pieces, at: int) -> tuple[int, Unit] | None:
        """rupees 500, dollar 22.5 million; not: the dollar 2 percent, 5 dollars 40, a dollar one year"""
        before = pieces.word(at - 1)
        if pieces.word(at) not in self.units.nouns or before in _NO_SIGN or before[:1].isnumeric() or before in self.numbers.small:
            return None
        number = self.numbers.read(pieces.items, at + 1) if pieces.word(at + 1)[:1].isdecimal() else None
        if number is None or (number.scale == 1 and pieces.word(number.end) not in _CLOSED):
            return None
        if number.end < len(pieces) and self.units.name_at(pieces.items, number.end, pieces.text):
            return None
        return self.units.name_at(pieces.items, at, pieces.text, value=ANY_AMOUNT)

    def _unit(self, pieces: Pieces, at: int, items: Sequence[Item]) -> tuple[Item, int] | None:
        number = _near_number(items)
        if number is None:
            return None
        found = self.units.name_at(pieces.items, at, pieces.text, value=self._told_value(pieces, number, at))
        found = self._product(pieces, found) or self._last_inch(pieces, at, items)
        if found is None or (_is_signed(items) and found[1].kind != "money"):
            return None
        end, unit = found
        start, stop = pieces[at].start, pieces[end - 1].end
        glued = bool(items) and items[-1].end == start
        dotted = pieces.word(end) == "." and pieces.word(end + 1)[:1] in _AFTER_PAGE
        page = pieces[at].text == "p" and dotted and not glued  # 5 p.m., p. 7
        if (
            page
            or not is_readable_symbol(pieces.text[start:stop], glued=glued)
            or (stop < len(pieces.text) and pieces.text[stop].isalpha())
        ):
            return None
        return Item("#" + unit.kind, start, stop, pieces.tokens[at], unit=unit), end

    def _product(self, pieces: Pieces, found: tuple[int, Unit] | None) -> tuple[int, Unit] | None:
        """kg·m2: a measure multiplied by another one."""
        if found is None or found[1].kind != "measure" or pieces.word(found[0]) not in _TIMES or not pieces.glued(found[0]):
            return found
        at = found[0] + 1
        other = self.units.name_at(pieces.items, at, pieces.text) if at < len(pieces) and pieces.glued(at) else None
        if other is None or other[1].kind not in ("measure", "time"):
            return found
        return other[0], Unit("measure", f"{found[1].name} {other[1].name}", f"{found[1].code}.{other[1].code}")

    def _last_inch(self, pieces: Pieces, at: int, items: Sequence[Item]) -> tuple[int, Unit] | None:
        """The board is 2 in. It is 9 " wide. It is 5 ft 10 in tall."""
        word, after = pieces.word(at), pieces.word(at + 1)
        foot = len(items) > 1 and items[-2].unit is not None and items[-2].unit.name == "foot"
        inch = (word == "in" and (after in _CLOSED or foot)) or (word in _INCH_SIGNS and after in self.metres)
        if not inch or items[-1].number is None or not items[-1].number.digits or (len(items) > 1 and items[-2].symbol in _FOOT_SIGNS):
            return None
        found = self.units.name_at(split_pieces("inch"), 0, "inch")
        return (at + 1, found[1]) if found else None

    def _told_value(self, pieces: Pieces, number: Number, at: int) -> Decimal | None:
        """The number before a unit, or a large one where a price is told, so that names are read as money that else stand for weights."""
        near = (piece.text for piece in pieces.items[max(0, at - PRICE_REACH) : at])
        weighed = pieces.word(at + 1) == "of" or pieces.word(at - 1) == "-"
        return number.value if weighed or self.prices.isdisjoint(near) else ANY_AMOUNT


class _Taken:
    """The offsets that dates cover."""

    def __init__(self, dates: Sequence[Date]) -> None:
        spans = sorted((date.start, date.end) for date in dates)
        self.starts = [start for start, _ in spans]
        self.ends: list[int] = []
        for _, end in spans:
            self.ends.append(max(end, self.ends[-1] if self.ends else 0))

    def holds(self, offset: int) -> bool:
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]


def _is_share(text: str, date: Date) -> bool:
    """ "by a quarter", "nearly a quarter of them": no three months."""
    if not _QUARTER.fullmatch(date.text):
        return False
    return bool(_SHARE_BEFORE.search(text[max(0, date.start - 16) : date.start])) or text[date.end : date.end + 4].lower() == " of "


def _without_letter(number: Number) -> Number:
    """The number without the m, t or b behind its digits, which begins a unit."""
    value = number.value / number.scale if number.value is not None else None
    return replace(number, end=number.end - 1, value=value, scale=Decimal(1), letter=False)


def _is_named(pieces: Pieces, number: Number, named: frozenset[str]) -> bool:
    """ "exam scores", "Falk scores": a noun of that kind, or a verb; "scores of boats" are many."""
    if (
        number.kind != "vague"
        or number.end != number.start + 1
        or pieces.word(number.start) not in named
        or pieces.word(number.end) == "of"
    ):
        return False
    token, tags = pieces.tokens[number.start], pieces.parse.tags
    return tags[token].startswith("VB") or (number.start > 0 and tags[token - 1].startswith(("NN", "PRP$", "POS", "JJ")))


def _symbol(pieces: Pieces, number: Number) -> str:
    word = pieces[number.start].text
    if len(word) == 4 and word.isdecimal() and number.end == number.start + 1 and int(word) in YEARS:
        return "#year"
    if number.kind == "number" and number.value == 1 and word == "one":
        return "#one"
    return SYMBOLS[number.kind]


def _is_signed(items: Sequence[Item]) -> bool:
    return len(items) > 1 and items[-2].symbol == "#sign" and items[-1].number is not None


def _near_number(items: Sequence[Item]) -> Number | None:
    """The number that a unit may belong to: right before, or a few small words before."""
    if items and items[-1].unit is not None and items[-1].number is None:
        return None
    for item in items[: -UNIT_REACH - 1 : -1]:
        if item.number is not None:
            return item.number if item.number.kind != "ordinal" else None
        if item.unit is not None and item.symbol != "#sign":
            return Number(0, 1, None)
        if item.symbol not in _BETWEEN:
            return None
    return None


def line_lexicon(rules: Rules) -> Lexicon:
    """The classes that patterns name: of symbols by what they are, of words by the pack's `[[words]]`."""
    lexicon = Lexicon(lambda word: ("word",) if word.isalpha() else ())
    classes = {
        "num": ("#num", "#one"), "money_num": ("#num", "#one", "#year"), "one": ("#one",), "part": ("#part",), "ord": ("#ord",),
        "vague": ("#vague",), "sign": ("#sign",), "year": ("#year",), "money": ("#money",), "percent": ("#percent",),
        "points": ("#percentage_point",), "measure": ("#measure",), "time": ("#time",), "dash": ("-", "–", "—", "―", "‑", "‐"),
        "unit": ("#money", "#percent", "#percentage_point", "#measure"), "minus": ("-", "−", "–", "minus", "negative"),
        "open": ("(", "[", "{"), "close": (")", "]", "}"),
    }  # fmt: skip
    for name, words in classes.items():
        lexicon.add(name, dict.fromkeys(words, 1))
    for entry in rules.of(WordsEntry):
        if entry.name not in classes:
            lexicon.add(entry.name, {**dict.fromkeys(entry.words, 1), **entry.values})
    return lexicon
