"""The units that numbers stand with: names and symbols from the CLDR (through babel), codes and news's own units from the pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from sayso.figures import currencies
from sayso.numbers import Piece, split_pieces
from sayso.rules import Rules
from sayso.rules.entries import UnitEntry

UnitKind = Literal["money", "percent", "percentage_point", "measure", "age", "time"]

SCALED_CODES = {"k": 1000, "K": 1000, "M": 10**6, "B": 10**9}  # MUSD, kEUR
CODE_LENGTH = 4  # letters of a currency's code with its scale: MUSD
_SKIPPED = frozenset({"-", "."})
_ALONE = frozenset({"m", "g", "t", "l", "L", "W", "V", "C", "F", "p", "K", "R"})  # symbols of one letter that are read at all


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or money. `codes` are the candidates where a bare noun ("krone") has several and `code` is None.

    `least` is the smallest number that its names are read behind, `scale` what its numbers are multiplied by (MEUR).
    """

    kind: UnitKind
    name: str
    code: str | None = None
    codes: tuple[str, ...] = ()
    least: int = 0
    scale: int = 1


@dataclass(frozen=True, slots=True)
class _Name:
    """A written form: its pieces in lower case, and as they are where case matters (symbols); `strict`: in no other case."""

    pieces: tuple[str, ...]
    cased: tuple[str, ...] | None
    unit: Unit
    strict: bool = False


class UnitTable:
    """Looks up units at a place in a line of pieces. Make one per pack: `rules.prepared(UnitTable)`."""

    def __init__(self, rules: Rules) -> None:
        entries = rules.of(UnitEntry)
        dropped = {name for entry in entries for name in entry.drop}
        names = [pair for entry in entries for pair in _names_of(entry)]
        names += [pair for pair in (*_measures(entries), *_currencies()) if pair[0] not in dropped]
        signs = [pair for entry in entries for pair in _signs_of(entry)]
        signs += [(sign, _currency(code)) for sign, code in currencies.currency_signs() if sign not in dropped]
        names += [(sign, unit) for sign, unit in signs if (len(sign) == 1 and not sign.isalpha()) or not sign.isascii()]  # 100 €, 100 zł
        prefixed = [pair for entry in entries for pair in _prefixed(entry)]
        self._names, self._signs = _table(names, prefixed), _table(signs)
        self.nouns = frozenset(name for name, unit in names if unit.kind == "money" and name.isalpha() and name.islower())

    @property
    def sign_words(self) -> frozenset[str]:
        """The words that a sign can begin with."""
        return frozenset(self._signs)

    @property
    def name_words(self) -> frozenset[str]:
        """The words that a name behind a number can begin with."""
        return frozenset(self._names)

    def name_at(self, pieces: Sequence[Piece], at: int, text: str, *, value: Decimal | None = None) -> tuple[int, Unit] | None:
        """The longest unit name that begins at a piece: its end and the unit.

        `text` is what the pieces' offsets count in, `value` the number before.
        """
        names = self._names.get(pieces[at].text)
        if names is None:
            return _scaled_code(pieces, at, text)
        return _look_up((name for name in names if (value or 0) >= name.unit.least), pieces, at, text)

    def sign_at(self, pieces: Sequence[Piece], at: int, text: str) -> tuple[int, Unit] | None:
        """The longest currency sign or code that begins at a piece."""
        names = self._signs.get(pieces[at].text)
        return _look_up(names, pieces, at, text) if names is not None else _scaled_code(pieces, at, text)


def _scaled_code(pieces: Sequence[Piece], at: int, text: str) -> tuple[int, Unit] | None:
    """MUSD, kEUR: a currency's code behind a letter for thousands, millions or billions."""
    piece = pieces[at]
    if piece.end - piece.start != CODE_LENGTH:
        return None
    scale = SCALED_CODES.get(text[piece.start])
    code = text[piece.start + 1 : piece.end]
    return (at + 1, replace(_currency(code), scale=scale)) if scale is not None and code in currencies.in_use() else None


def _look_up(names: Iterable[_Name] | None, pieces: Sequence[Piece], at: int, text: str) -> tuple[int, Unit] | None:
    exact: tuple[int, Unit] | None = None
    loose: tuple[int, Unit] | None = None
    for name in names or ():
        end = _matches(name, pieces, at)
        if not end:
            continue
        if name.cased is None or _same_case(name.cased, pieces, at, end, text):
            exact = exact or (end, name.unit)
        elif len("".join(name.pieces)) > 1 and not name.strict:
            loose = loose or (end, name.unit)
    return loose if loose and (exact is None or loose[0] > exact[0]) else exact


def _matches(name: _Name, pieces: Sequence[Piece], at: int) -> int:
    """Where a name that begins at a piece ends, or 0. Hyphens and points between its words do not count; the 2 of m2 is glued."""
    for number, word in enumerate(name.pieces):
        while number and at < len(pieces) and pieces[at].text in _SKIPPED and pieces[at].start == pieces[at - 1].end:
            at += 1
        if at >= len(pieces) or pieces[at].text != word or (number and word.isdecimal() and pieces[at].start != pieces[at - 1].end):
            return 0
        at += 1
    return at


def _same_case(cased: Sequence[str], pieces: Sequence[Piece], at: int, end: int, text: str) -> bool:
    written = [word for piece in pieces[at:end] if (word := text[piece.start : piece.end]) not in _SKIPPED]
    return written == [word for word in cased if word not in _SKIPPED] or (cased[0] in _SKIPPED and len(written) == len(cased) - 1)


def _is_symbol(text: str) -> bool:
    """Whether case tells: mW and MW, but not Kilometer; words of four letters and more are no symbols."""
    letters = "".join(char for char in text if char.isalpha())
    return len(letters) <= 3 or any(not word[1:].islower() for word in text.split() if len(word) > 1 and word.isalpha())


def _table(pairs: Iterable[tuple[str, Unit]], strict: Iterable[tuple[str, Unit]] = ()) -> dict[str, list[_Name]]:
    """Names by their first word, the longest first; of two that are written alike the first stays."""
    table: dict[str, dict[tuple[object, ...], _Name]] = {}
    made = (*(_as_name(text, unit) for text, unit in pairs), *(replace(_as_name(text, unit), strict=True) for text, unit in strict))
    for name in made:
        unit = name.unit
        table.setdefault(name.pieces[0], {}).setdefault((name.pieces, name.cased, unit.least), name)
    return {first: sorted(names.values(), key=lambda name: (-len(name.pieces), -name.unit.least)) for first, names in table.items()}


def _as_name(text: str, unit: Unit) -> _Name:
    raw = [text[piece.start : piece.end] for piece in split_pieces(text)]
    kept = tuple(word for number, word in enumerate(raw) if word not in _SKIPPED or number == 0)
    return _Name(tuple(word.lower().replace("’", "'") for word in kept), kept if _is_symbol(text) else None, unit)


def _names_of(entry: UnitEntry) -> Iterator[tuple[str, Unit]]:
    """The names that an entry spells out."""
    if entry.unit is not None:
        unit = Unit(entry.kind, entry.unit, entry.code, entry.codes, entry.least)
        yield from ((name, unit) for name in entry.names)
    elif entry.kind == "money" and entry.names:  # parts of a currency, by their bare noun
        yield from ((form, Unit("money", noun)) for noun in entry.names for form in (noun, noun + "s"))
    elif entry.kind == "time":
        yield from ((name, Unit("time", name.rstrip("s"))) for name in entry.names)
    elif entry.kind == "money":
        old = ((noun, Unit("money", noun, code)) for noun, code in entry.cldr.items() if noun.isalpha() and noun.islower())
        yield from ((form, unit) for noun, unit in old for form in (noun, noun + "s"))


def _prefixed(entry: UnitEntry) -> Iterator[tuple[str, Unit]]:
    """The names and symbols of an entry behind each of its SI prefixes: megawatt-hours, MWh."""
    if not entry.prefixes or entry.unit is None:
        return
    symbols = currencies.prefix_symbols()
    for prefix in entry.prefixes:
        symbol = symbols[prefix]
        unit = Unit(entry.kind, prefix + entry.unit, symbol.replace("μ", "u") + (entry.code or ""))
        written = (symbol, "u", "µ") if symbol == "μ" else (symbol,)
        for name in (*entry.names, *entry.stems):
            yield from ((form + name, unit) for form in (written if _is_symbol(name) else (prefix,)))


def _signs_of(entry: UnitEntry) -> Iterator[tuple[str, Unit]]:
    """The signs that an entry spells out."""
    if entry.unit is not None:
        yield from ((sign, Unit(entry.kind, entry.unit, entry.code)) for sign in entry.signs)
    elif entry.kind == "money":
        yield from ((sign, _currency(code)) for sign, code in entry.cldr.items() if code in currencies.in_use())


def _measures(entries: Iterable[UnitEntry]) -> Iterator[tuple[str, Unit]]:
    for entry in entries:
        if entry.kind != "money":
            for ident, code in entry.cldr.items():
                yield from ((name, Unit(entry.kind, singular, code)) for name, singular in currencies.measure_names(ident))


def _currencies() -> Iterator[tuple[str, Unit]]:
    """Full names and codes, then bare nouns, which may leave the code open."""
    yield from ((name, _currency(code)) for name, code in currencies.currency_names())
    for noun, codes in currencies.currency_nouns().items():
        yield noun, Unit("money", currencies.noun(codes[0]), codes[0] if len(codes) == 1 else None, codes if len(codes) > 1 else ())


def _currency(code: str) -> Unit:
    return Unit("money", currencies.noun(code), code)


def is_readable_symbol(written: str, *, glued: bool) -> bool:
    """Whether a unit's written form of one letter may be one: glued to its digits, or one of the commoner ones."""
    return len(written) > 1 or not written.isalpha() or (written in _ALONE and (glued or written not in ("t", "K")))
