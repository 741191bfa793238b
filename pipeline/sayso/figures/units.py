"""The units that numbers stand with: names and symbols from the CLDR (through babel), codes and news's own units from the pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from sayso.numbers import Piece, split_pieces
from sayso.rules import Rules
from sayso.rules.entries import UnitEntry

UnitKind = Literal["money", "percent", "percentage_point", "measure", "age", "time"]

_LOCALES = ("en", "en_GB")
_SKIPPED = frozenset({"-", "."})
_ALONE = frozenset({"m", "g", "t", "l", "L", "W", "V", "C", "F", "p", "K", "R"})  # symbols of one letter that are read at all


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or money. `codes` are the candidates where a bare noun ("krone") has several and `code` is None.

    `least` is the smallest number that its names are read behind.
    """

    kind: UnitKind
    name: str
    code: str | None = None
    codes: tuple[str, ...] = ()
    least: int = 0


@dataclass(frozen=True, slots=True)
class _Name:
    """A written form: its pieces in lower case, and as they are where case matters (symbols)."""

    pieces: tuple[str, ...]
    cased: tuple[str, ...] | None
    unit: Unit


class UnitTable:
    """Looks up units at a place in a line of pieces. Make one per pack: `rules.prepared(UnitTable)`."""

    def __init__(self, rules: Rules) -> None:
        entries = rules.of(UnitEntry)
        dropped = {name for entry in entries for name in entry.drop}
        self._names: dict[str, list[_Name]] = {}
        self._signs: dict[str, list[_Name]] = {}
        for entry in entries:
            for name, unit in _names_of(entry):
                self._add(self._names, name, unit)
            for sign, unit in _signs_of(entry):
                self._add(self._signs, sign, unit)
                if len(sign) == 1 and not sign.isalpha():  # 100 €
                    self._add(self._names, sign, unit)
        for name, unit in (*_measures(entries), *_currencies()):
            if name not in dropped:
                self._add(self._names, name, unit)
        for sign, unit in _currency_signs():
            if sign not in dropped:
                self._add(self._signs, sign, unit)
        for table in (self._names, self._signs):
            for names in table.values():
                names.sort(key=lambda name: (-len(name.pieces), -name.unit.least))

    @property
    def sign_words(self) -> frozenset[str]:
        """The words that a sign can begin with."""
        return frozenset(self._signs)

    def _add(self, table: dict[str, list[_Name]], text: str, unit: Unit) -> None:
        raw = [text[piece.start : piece.end] for piece in split_pieces(text)]
        kept = tuple(word for number, word in enumerate(raw) if word not in _SKIPPED or number == 0)
        lower = tuple(word.lower().replace("’", "'") for word in kept)
        cased = kept if _is_symbol(text) else None
        names = table.setdefault(lower[0], [])
        if not any((known.pieces, known.cased, known.unit.least) == (lower, cased, unit.least) for known in names):
            names.append(_Name(lower, cased, unit))

    def name_at(self, pieces: Sequence[Piece], at: int, text: str, *, value: Decimal | None = None) -> tuple[int, Unit] | None:
        """The longest unit name that begins at a piece: its end and the unit. `text` is what the pieces' offsets count in, `value` the number before."""
        names = self._names.get(pieces[at].text)
        return _look_up((name for name in names if (value or 0) >= name.unit.least), pieces, at, text) if names else None

    def sign_at(self, pieces: Sequence[Piece], at: int, text: str) -> tuple[int, Unit] | None:
        """The longest currency sign or code that begins at a piece."""
        return _look_up(self._signs.get(pieces[at].text), pieces, at, text)


def _look_up(names: Iterable[_Name] | None, pieces: Sequence[Piece], at: int, text: str) -> tuple[int, Unit] | None:
    exact: tuple[int, Unit] | None = None
    loose: tuple[int, Unit] | None = None
    for name in names or ():
        end = _matches(name, pieces, at)
        if not end:
            continue
        if name.cased is None or _same_case(name.cased, pieces, at, end, text):
            exact = exact or (end, name.unit)
        elif len("".join(name.pieces)) > 1:
            loose = loose or (end, name.unit)
    return loose if loose and (exact is None or loose[0] > exact[0]) else exact


def _matches(name: _Name, pieces: Sequence[Piece], at: int) -> int:
    """Where a name that begins at a piece ends, or 0. Hyphens and points between its words do not count."""
    for number, word in enumerate(name.pieces):
        while number and at < len(pieces) and pieces[at].text in _SKIPPED and pieces[at].start == pieces[at - 1].end:
            at += 1
        if at >= len(pieces) or pieces[at].text != word:
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


def _names_of(entry: UnitEntry) -> Iterator[tuple[str, Unit]]:
    if entry.unit is not None:
        unit = Unit(entry.kind, entry.unit, entry.code, least=entry.least)
        yield from ((name, unit) for name in entry.names)
    elif entry.names and entry.kind == "money":
        yield from _bare_nouns(entry.names)
    elif entry.cldr and entry.kind == "money":
        yield from ((form, Unit("money", noun, code)) for noun, code in entry.cldr.items() if noun.isalpha() for form in (noun, noun + "s"))
    elif entry.kind == "time":
        yield from ((name, Unit("time", name.rstrip("s"))) for name in entry.names)


def _signs_of(entry: UnitEntry) -> Iterator[tuple[str, Unit]]:
    if entry.unit is not None:
        yield from ((sign, Unit(entry.kind, entry.unit, entry.code)) for sign in entry.signs)
    elif entry.kind == "money":
        yield from ((sign, Unit("money", _noun(code), code)) for sign, code in entry.cldr.items() if code in _in_use())


def _measures(entries: Iterable[UnitEntry]) -> Iterator[tuple[str, Unit]]:
    """Names and symbols of the CLDR's units, the full names first."""
    from babel.units import format_unit  # noqa: PLC0415  (a twentieth of a second: only where something is extracted)

    asked = [(ident, code, entry.kind) for entry in entries for ident, code in entry.cldr.items() if entry.kind != "money"]
    for length in ("long", "short"):
        for ident, code, kind in asked:
            for locale in _LOCALES:
                singular = format_unit(1, ident, "long", locale=locale).removeprefix("1").strip()
                for number in (1, 2):
                    name = format_unit(number, ident, length, locale=locale)[1:].strip()
                    yield name, Unit(kind, singular, code)


def _currencies() -> Iterator[tuple[str, Unit]]:
    """Full names ("Danish kroner"), codes, and bare nouns ("kroner") of all currencies in use."""
    from babel import Locale  # noqa: PLC0415
    from babel.numbers import get_currency_name  # noqa: PLC0415

    nouns: dict[str, set[str]] = {}
    for code in sorted(Locale("en").currencies):
        if len(code) != 3 or code.startswith("X") or code not in _in_use():
            continue
        singular, plural = (get_currency_name(code, count, "en") for count in (1, 2))
        unit = Unit("money", _noun(code), code)
        yield from ((name, unit) for name in (singular, plural, code))
        for name in (singular, plural):
            nouns.setdefault(name.split()[-1].lower(), set()).add(code)
    for noun, codes in sorted(nouns.items()):
        yield noun, _several(codes)


def _several(codes: Iterable[str]) -> Unit:
    found = tuple(sorted(codes))
    return Unit("money", _noun(found[0]), found[0] if len(found) == 1 else None, () if len(found) == 1 else found)


def _currency_signs() -> Iterator[tuple[str, Unit]]:
    from babel import Locale  # noqa: PLC0415

    for code, sign in Locale("en").currency_symbols.items():
        if code in _in_use():
            yield sign, Unit("money", _noun(code), code)
            yield code, Unit("money", _noun(code), code)


def _bare_nouns(names: Iterable[str]) -> Iterator[tuple[str, Unit]]:
    """Nouns whose currencies are all those that are called so somewhere: crowns are kroner, kronor and korunas."""
    families = {"crown": "kron|korun|krón", "krona": "kron", "rouble": "rubl", "lira": "lir", "lire": "lir", "dirham": "dirham", "rial": "rial"}
    from babel.numbers import get_currency_name  # noqa: PLC0415

    every = {code: get_currency_name(code, 1, "en").split()[-1].lower() for code in sorted(_in_use())}
    for name in names:
        stem = name.lower().rstrip("s")
        roots = families.get(stem, "kron" if stem.startswith("kron") else stem).split("|")
        codes = tuple(code for code, noun in every.items() if noun.startswith(tuple(roots)))
        singular = "krone" if stem == "kroner" else "krona" if stem in ("kronor", "krona") else stem
        if stem == "kroner":
            codes = tuple(code for code in codes if every[code] == "krone")
        yield name, Unit("money", singular, codes[0] if len(codes) == 1 else None, codes if len(codes) > 1 else ())


@cache
def _in_use() -> frozenset[str]:
    """The codes of today's legal tenders."""
    from babel.core import get_global  # noqa: PLC0415

    rows = (row for rows in get_global("territory_currencies").values() for row in rows)
    return frozenset(code for code, _, ended, tender in rows if ended is None and tender)


def _noun(code: str) -> str:
    """What a currency's unit is called: the last word of its name."""
    from babel.numbers import get_currency_name  # noqa: PLC0415

    return str(get_currency_name(code, 1, "en").split()[-1]).lower()


def is_readable_symbol(written: str, *, glued: bool) -> bool:
    """Whether a unit's written form of one letter may be one: glued to its digits, or one of the commoner ones."""
    return len(written) > 1 or not written.isalpha() or (written in _ALONE and (glued or written not in ("t", "K")))


@cache
def territory_currency(country: str) -> str | None:
    """The legal tender of a country (ISO 3166-1 alpha-2), the first where it has several."""
    from babel.numbers import get_territory_currencies  # noqa: PLC0415

    found = get_territory_currencies(country)
    return str(found[0]) if found else None
