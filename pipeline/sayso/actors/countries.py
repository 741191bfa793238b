"""Countries by their names, adjectives and capitals: from babel (names) and countryinfo (official names, demonyms, capitals).

What the libraries lack or get wrong stands in the pack as `[[country]]`, each with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.actors.folding import Key, fold
from sayso.rules import Rules
from sayso.rules.entries import CountryEntry

_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})
_SMALL = 1_000_000  # people; the parishes of small islands have everybody's names
_DIRECTIONS = ("ern", "central", "centre", "capital")  # "Northern" and "Central" are provinces, but mostly just words


@dataclass(slots=True)
class Countries:
    """Folded names → ISO 3166-1 alpha-2 codes. `adjectives` hold "estonian", `people` "estonians", `capitals` "tallinn"."""

    names: dict[Key, str] = field(default_factory=dict)
    adjectives: dict[Key, str] = field(default_factory=dict)
    people: dict[Key, str] = field(default_factory=dict)
    capitals: dict[Key, str] = field(default_factory=dict)
    provinces: dict[Key, str] = field(default_factory=dict)
    firsts: frozenset[str] = frozenset()  # the words that the names begin with

    def of_words(self, words: Key) -> str | None:
        """The country that a name, an adjective or a word for its people belongs to."""
        return self.names.get(words) or self.adjectives.get(words) or self.people.get(words)

    def is_known(self, words: Key) -> bool:
        """Whether the words name a country, its people, its capital or a province."""
        return self.of_words(words) is not None or words in self.capitals or words in self.provinces


def load_countries(rules: Rules) -> Countries:
    """All countries, the pack's corrections laid over the libraries' tables. Takes a tenth of a second: call it once."""
    found = Countries()
    for code, name in _babel_names():
        found.names[fold(name)] = code
    for code, official, demonyms, capital, provinces in _countryinfo_rows():
        for key in map(fold, provinces):
            if key and not (len(key) == 1 and key[0].endswith(_DIRECTIONS)):
                found.provinces.setdefault(key, code)
        for name in official:
            found.names.setdefault(fold(name), code)
        _add_demonyms(found, code, demonyms)
        if capital:
            found.capitals.setdefault(fold(capital), code)
    for entry in rules.of(CountryEntry):
        _correct(found, entry)
    found.firsts = frozenset(key[0] for key in found.names)
    return found


def _correct(found: Countries, entry: CountryEntry) -> None:
    for key in map(fold, entry.drop):
        for table in (found.names, found.adjectives, found.people, found.capitals):
            if table.get(key) == entry.code:
                del table[key]
    found.names.update((fold(name), entry.code) for name in entry.names)
    found.capitals.update((fold(name), entry.code) for name in entry.capitals)
    _add_demonyms(found, entry.code, entry.demonyms, over=True)


def _add_demonyms(found: Countries, code: str, demonyms: Iterable[str], *, over: bool = False) -> None:
    """A demonym is an adjective and one of its people; most have a plural in -s."""
    for demonym in demonyms:
        key = fold(demonym)
        if not key or (key in found.adjectives and not over):
            continue
        found.adjectives[key] = code
        found.people[(*key[:-1], key[-1] + "s")] = code


def _babel_names() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for code, name in sorted(Locale("en").territories.items()):
        if len(code) != 2 or code.isdigit() or code in _NO_COUNTRIES:
            continue
        plain = _BRACKETS.sub("", name)
        yield code, plain
        yield from ((code, other) for other in _BRACKETS.findall(name))
        if " & " in plain:
            yield code, plain.replace(" & ", " and ")


def _countryinfo_rows() -> Iterator[tuple[str, list[str], list[str], str | None, list[str]]]:
    """Code, official names, demonyms, capital and provinces of each country."""
    from countryinfo import all_countries

    # The most populous first: "American" is of the United States, though some islands' people are called so, too.
    for country in sorted(all_countries(), key=lambda one: -(one.population() or 0)):
        code = country.iso(2)
        if not isinstance(code, str) or len(code) != 2:
            continue
        row = country.info()
        name, capital = str(row["name"]), row.get("capital")
        official = [other for other in row.get("altSpellings") or () if name.lower() in other.lower()]
        demonyms = re.split(r"[,/]| and ", row.get("demonym") or "")
        large = (row.get("population") or 0) > _SMALL
        provinces = [province for province in row.get("provinces") or () if large and len(province) > 3]
        yield (
            code,
            [name, *official],
            [part.strip() for part in demonyms if part.strip()],
            capital if isinstance(capital, str) else None,
            provinces,
        )
