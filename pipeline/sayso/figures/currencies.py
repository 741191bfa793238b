"""What the CLDR knows of units: names and symbols of measures, names, codes and signs of currencies. All of babel that figures use.

babel is imported where it is needed: only what is extracted pays for it (a tenth of a second).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

LOCALES = ("en", "en_GB")


def measure_names(ident: str) -> Iterator[tuple[str, str]]:
    """Written forms of a CLDR unit ("length-kilometer"), each with its full singular, full names first: ("km", "kilometer")."""
    from babel.units import format_unit

    for length in ("long", "short"):
        for locale in LOCALES:
            singular = _without_number(format_unit(1, ident, "long", locale=locale))
            for number in (1, 2):
                yield _without_number(format_unit(number, ident, length, locale=locale)), singular


def prefix_symbols() -> Mapping[str, str]:
    """SI prefixes by their names: {"kilo": "k", "mega": "M", …}."""
    from babel import Locale

    patterns = Locale("en")._data["compound_unit_patterns"]  # babel has no public door to these
    decimal = (forms for ident, forms in patterns.items() if ident.startswith("10p"))
    return {_prefix(forms, "long"): _prefix(forms, "short") for forms in decimal}


def _prefix(forms: Mapping[str, Mapping[str, str]], length: str) -> str:
    return forms[length]["prefix"].format("").strip()


def _without_number(text: str) -> str:
    return text[1:].strip()


def currency_names() -> Iterator[tuple[str, str]]:
    """Names and codes of all currencies in use, singular and plural: ("Danish kroner", "DKK")."""
    for code in sorted(in_use()):
        for name in (_name(code, 1), _name(code, 2), code):
            yield name, code


def currency_nouns() -> Mapping[str, tuple[str, ...]]:
    """Bare nouns ("kroner") and the currencies that may be meant, in the order of their codes."""
    nouns: dict[str, list[str]] = {}
    for code in sorted(in_use()):
        for noun in {_name(code, number).split()[-1].lower() for number in (1, 2)}:
            nouns.setdefault(noun, []).append(code)
    return {noun: tuple(codes) for noun, codes in sorted(nouns.items())}


def currency_signs() -> Iterator[tuple[str, str]]:
    """Signs and codes that stand before an amount: ("€", "EUR"), ("EUR", "EUR")."""
    from babel import Locale

    for code, sign in Locale("en").currency_symbols.items():
        if code in in_use():
            yield sign, code
            yield code, code


@cache
def in_use() -> frozenset[str]:
    """The codes of today's legal tenders."""
    from babel.core import get_global

    rows = (row for rows in get_global("territory_currencies").values() for row in rows)
    return frozenset(code for code, _, ended, tender in rows if ended is None and tender and not code.startswith("X"))


@cache
def noun(code: str) -> str:
    """What a currency's unit is called: the last word of its name."""
    return _name(code, 1).split()[-1].lower()


@cache
def territory_currency(country: str) -> str | None:
    """The legal tender of a country (ISO 3166-1 alpha-2), the first where it has several."""
    from babel.numbers import get_territory_currencies

    found = get_territory_currencies(country)
    return str(found[0]) if found else None


@cache
def _name(code: str, number: int) -> str:
    from babel.numbers import get_currency_name

    return str(get_currency_name(code, number, "en"))
