"""Digits that name things and count nothing: 5G, F-16, Boeing 737, Game 2, 555-0142, 49 Orchard Road, 2014-15."""

from __future__ import annotations

from sayso.figures.phrases import is_numbered_name
from sayso.figures.pieces import Pieces
from sayso.figures.units import Unit, UnitTable, is_readable_symbol
from sayso.figures.words import FigureWords
from sayso.numbers import MINUS, Number, NumberReader
from sayso.rules import Rules

LONGEST_SIGN = 4  # pieces of a currency sign: U.S.$
LONGEST_CALL = 16  # pieces of a telephone number
DIALLED = range(7, 16)  # digits of one
ADDRESS = 5  # pieces between a house number and its street's last word
_OPENING = '(["“$€£'


class NumberNames:
    """Tells names from numbers. Make one per pack: `rules.prepared(NumberNames)`."""

    def __init__(self, rules: Rules) -> None:
        self.numbers = rules.prepared(NumberReader)
        self.units = rules.prepared(UnitTable)
        words = rules.prepared(FigureWords)
        self.labels, self.dotted, self.streets = words("number_label"), words("dotted_label"), words("street")
        self.prefixes, self.calls = words("number_prefix"), words("call_word")

    def names(self, pieces: Pieces, number: Number) -> bool:
        """Whether a number is a part of a name, a code, an address or a telephone number."""
        if self.sign_before(pieces, number.start):
            return False
        return self._is_code(pieces, number) or self._is_label(pieces, number)

    def sign_before(self, pieces: Pieces, at: int) -> bool:
        """US$5, RM62, AUD1.5m"""
        for width in range(1, min(LONGEST_SIGN, at) + 1):
            found = self.units.sign_at(pieces.items, at - width, pieces.text)
            if found and found[0] == at:
                return True
        return False

    # Codes

    def _is_code(self, pieces: Pieces, number: Number) -> bool:
        if not number.digits:
            return False
        text, at = pieces.text, number.start
        start, end = pieces[at].start, pieces[number.end - 1].end
        if start > 0 and text[start - 1].isalpha() and not self.sign_before(pieces, at):
            return True
        if _hyphen_before(text, start) and not self._prefix_before(pieces, at):
            return True
        if end < len(text) and text[end].isalpha():
            times = pieces.word(number.end) == "x" and not pieces.glued(number.end + 1)  # 3x faster
            return not times and not self._unit_glued(pieces, number)
        markup = text[max(0, start - 2) : start] == '="'
        leading_zero = text[start] == "0" and number.whole and end - start > 2
        dashed = (
            pieces.word(at - 1) == "-" and pieces.glued(at) and not pieces.glued(at - 1) and at > 1 and pieces.written(at - 2).isupper()
        )
        if dashed and number.whole and len(pieces.word(at - 2)) > 2 and self._unit_after(pieces, number) is None:
            return True  # COVID -19
        return (
            leading_zero
            or markup
            or _is_clock(pieces, number)
            or _is_slashed(pieces, number)
            or _is_clause(pieces, number)
            or _in_digit_groups(pieces, number)
            or self._is_called(pieces, number)
            or self._is_dialled(pieces, number)
            or _is_season(pieces, number)
            or pieces.word(at - 1) in ("#", "№")
        )

    def _is_dialled(self, pieces: Pieces, number: Number) -> bool:
        """555 123 4567, (020) 7946 0958, +44 20 …: groups of digits behind a telephone's word or a plus."""
        first, last = number.start, number.end
        while first > 0 and number.end - first < LONGEST_CALL and _is_dial_piece(pieces, first - 1):
            first -= 1
        while last < len(pieces) and last - number.start < LONGEST_CALL and _is_dial_piece(pieces, last):
            last += 1
        groups = [piece.text for piece in pieces.items[first:last] if piece.text.isdecimal()]
        if len(groups) < 2 or sum(map(len, groups)) not in DIALLED or max(map(len, groups[1:])) < 3:
            return False
        told = any(piece.text in self.calls for piece in pieces.items[max(0, first - ADDRESS) : first])
        return told or "+" in pieces.word(first)

    def _is_called(self, pieces: Pieces, number: Number) -> bool:
        """555-0142: two groups, the second of four digits with a zero in front, or a telephone's word before."""
        at = number.start if pieces.word(number.end) == "-" else number.start - 2
        last = pieces.word(at + 2)
        if (
            not _joins(pieces, at + 1)
            or pieces.word(at + 1) != "-"
            or len(last) != 4
            or not last.isdecimal()
            or not pieces.word(at).isdecimal()
        ):
            return False
        return last[0] == "0" or any(piece.text in self.calls for piece in pieces.items[max(0, at - ADDRESS) : at])

    def _unit_glued(self, pieces: Pieces, number: Number) -> bool:
        """5kg, not 5G."""
        found = self.units.name_at(pieces.items, number.end, pieces.text, value=number.value) if number.end < len(pieces) else None
        return found is not None and is_readable_symbol(pieces.text[pieces[number.end].start : pieces[found[0] - 1].end], glued=True)

    def _prefix_before(self, pieces: Pieces, at: int) -> bool:
        """minus-40, sub-700, to-90,000, 10-15, twenty-25: hyphens that do not make a name."""
        word = pieces.word(at - 2)
        return word in self.prefixes or word[:1].isnumeric() or word in self.numbers.small or not word.isalnum()

    # Labels

    def _is_label(self, pieces: Pieces, number: Number) -> bool:
        if number.kind != "number" or number.scale != 1:
            return False
        at = number.start
        before = pieces.word(at - 1)
        if before == "." and pieces.word(at - 2) in self.dotted:
            return True
        if before in self.labels and not self._is_counted(pieces, number):
            return self._unit_after(pieces, number) is None
        if number.digits and number.whole and self._is_address(pieces, number):
            return True
        return bool(before) and number.whole and self._is_named(pieces, number)

    def _is_counted(self, pieces: Pieces, number: Number) -> bool:
        """Whether a number behind such a noun is none of its name: this season 1,940 fires, an area three times the size."""
        at = number.start
        grouped = "," in pieces.written(at)
        return grouped or pieces.word(number.end) == "times" or pieces.word(at - 2) in ("a", "an", "this", "that", "last", "next", "each")

    def _is_address(self, pieces: Pieces, number: Number) -> bool:
        """49 Orchard Road, 16-18 Mill Lane"""
        first = number.end + 2 if pieces.word(number.end) in MINUS else number.end
        for position in range(first, min(first + ADDRESS, len(pieces))):
            word = pieces.written(position)
            if not (word[0].isupper() or word[0].isdigit()):
                return False
            if pieces[position].text in self.streets:
                return True
        return False

    def _is_named(self, pieces: Pieces, number: Number) -> bool:
        """A whole number right behind a proper name: Model 3, Apollo 11, Formula One, Stoxx 600."""
        parse, at = pieces.parse, number.start
        token, name = pieces.tokens[at], pieces.tokens[at] - 1
        if is_numbered_name(parse, token):
            return True
        if name < 0 or pieces.tokens[at - 1] == token or not _is_name(pieces, name):
            return False
        written = parse.words[token]
        if pieces.word(number.end) in MINUS and pieces.glued(number.end):  # a score: Calloway 3-2
            return False
        if not (written[0].isdigit() or written[0].isupper()) or "," in written or self._unit_after(pieces, number) is not None:
            return False
        head = parse.heads[token]
        counts = parse.deps[token] == "nummod" and head > token and parse.tags[head] == "NNS"
        if counts and parse.tags[name].startswith("NNP"):
            return parse.heads[name] == head or (parse.deps[name] in ("compound", "nmod") and parse.heads[name] >= token)
        return not parse.words[name].endswith(".") and parse.sentence_of[name] == parse.sentence_of[token]

    def _unit_after(self, pieces: Pieces, number: Number) -> Unit | None:
        at = number.end + 1 if pieces.word(number.end) == "-" else number.end
        found = self.units.name_at(pieces.items, at, pieces.text, value=number.value) if at < len(pieces) else None
        if found is None or not is_readable_symbol(pieces.text[pieces[at].start : pieces[found[0] - 1].end], glued=pieces.glued(at)):
            return None
        return found[1]


def _is_name(pieces: Pieces, token: int) -> bool:
    """A proper name, or a noun with a capital that does not open its sentence."""
    parse = pieces.parse
    if not parse.words[token][0].isalpha():  # a sign: ≥ 100
        return False
    if parse.tags[token].startswith("NNP"):
        return True
    opens = token == parse.sentences[parse.sentence_of[token]][0]
    return parse.tags[token] == "NN" and parse.words[token][0].isupper() and not opens


def _hyphen_before(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] in "-–/" and not text[start - 2].isspace() and text[start - 2] not in _OPENING


def _joins(pieces: Pieces, at: int) -> bool:
    """Whether a sign between two groups of digits is glued to both."""
    return pieces.word(at) in ("-", ".", ":", "/", "–") and pieces.glued(at) and pieces.glued(at + 1)


def _in_digit_groups(pieces: Pieces, number: Number) -> bool:
    """020-7946-0958, 192.168.1.2: more than two groups."""
    groups = 1
    position = number.end
    while groups < 4 and _joins(pieces, position) and pieces[position + 1].text[0].isdecimal():
        groups, position = groups + 1, position + 2
    position = number.start - 1
    while groups < 4 and _joins(pieces, position) and pieces[position - 1].text[0].isdecimal():
        groups, position = groups + 1, position - 2
    return groups > 2


def _is_slashed(pieces: Pieces, number: Number) -> bool:
    """9/11, 24/7: whole numbers with a slash between them that make no fraction."""
    after = pieces.word(number.end) == "/" and _joins(pieces, number.end) and pieces[number.end + 1].text.isdecimal()
    before = number.start > 1 and pieces.word(number.start - 1) == "/" and _joins(pieces, number.start - 1)
    return number.whole and (after or (before and pieces[number.start - 2].text.isdecimal()))


def _is_dial_piece(pieces: Pieces, at: int) -> bool:
    return pieces.word(at).isdecimal() or pieces.word(at) in ("-", "–", ".", "/", "(", ")", "+")


def _is_clock(pieces: Pieces, number: Number) -> bool:
    """30:12.4: minutes and seconds with a fraction."""
    at = number.start
    behind, before = pieces.word(at + 2), pieces.word(at - 2)
    leads = pieces.word(number.end) == ":" and _joins(pieces, number.end) and "." in behind and behind[:1].isdecimal()
    follows = pieces.word(at - 1) == ":" and _joins(pieces, at - 1) and "." in pieces.word(at) and before.isdecimal()
    return leads or follows


def _is_clause(pieces: Pieces, number: Number) -> bool:
    """401(k), 501(c)(3): a number with a letter in brackets glued to it."""
    end, start = number.end, number.start
    letter = pieces.word(end + 1)
    lettered = pieces.word(end) == "(" and pieces.word(end + 2) == ")" and len(letter) == 1 and letter.isalpha()
    tail = pieces.word(start - 1) == "(" and pieces.word(start - 2) == ")" and pieces.glued(start - 1)
    return number.whole and ((lettered and pieces.glued(end) and pieces.glued(end + 1)) or (tail and pieces.glued(start)))


def _is_season(pieces: Pieces, number: Number) -> bool:
    """The 15 of 2014-15."""
    at = number.start
    before = pieces.word(at - 2)
    return (
        number.whole and pieces.word(at - 1) in ("-", "–", "/") and _joins(pieces, at - 1)
        and len(pieces[at].text) == 2 and len(before) == 4 and before[:2] in ("18", "19", "20")
    )  # fmt: skip
