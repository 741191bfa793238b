"""What finders found, kept on disk: a finder looks again only where something that it goes by has changed.

It goes by the article and its parse, by the rules of its own tables, by sayso's code and the libraries that finders use, and by the
records that other finders hand it. So a run again over the same folder reads what it wrote; after a change to the rules for dates, dates
are looked for again, and what builds on them where they came out differently.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from sayso.actors import find_actors
from sayso.attribution import find_attributions
from sayso.claims import find_claims
from sayso.dates import find_dates
from sayso.extraction import P, R
from sayso.figures import find_figures, link_figures
from sayso.mentions import ActorIndex
from sayso.records import Actor, Article, Attribution, Claim, Date, Figure
from sayso.rules import Rules
from sayso.rules.entries import (
    ChangeEntry,
    ClauseEntry,
    CountedEntry,
    CountryEntry,
    CueEntry,
    DateEntry,
    Entry,
    FigureEntry,
    LemmaEntry,
    MarkerEntry,
    NameEntry,
    NounEntry,
    QualifierEntry,
    StatusEntry,
    TitleEntry,
    UnitEntry,
    WeightsEntry,
    WordsEntry,
)
from sayso.running.store import Store

Finder = Callable[..., tuple[Any, ...]]

TABLES: Mapping[Finder, tuple[type[Entry], ...]] = {
    find_dates: (DateEntry, LemmaEntry, WordsEntry),
    find_figures: (ChangeEntry, FigureEntry, LemmaEntry, QualifierEntry, StatusEntry, UnitEntry, WordsEntry),
    find_actors: (CountryEntry, CueEntry, LemmaEntry, NameEntry, NounEntry, TitleEntry, WordsEntry),
    find_attributions: (CountedEntry, CueEntry, LemmaEntry, NounEntry, WeightsEntry, WordsEntry),
    link_figures: (ChangeEntry, LemmaEntry, UnitEntry, WordsEntry),
    find_claims: (ClauseEntry, LemmaEntry, MarkerEntry, WordsEntry),
}
"""Which tables of the rules each finder goes by."""

_KINDS: Mapping[Finder, TypeAdapter[tuple[Any, ...]]] = {
    find_dates: TypeAdapter(tuple[Date, ...]),
    find_figures: TypeAdapter(tuple[Figure, ...]),
    find_actors: TypeAdapter(tuple[Actor, ...]),
    find_attributions: TypeAdapter(tuple[Attribution, ...]),
    link_figures: TypeAdapter(tuple[Figure, ...]),
    find_claims: TypeAdapter(tuple[Claim, ...]),
}

_LIBRARIES = ("babel", "countryinfo", "dateparser")  # that finders look things up in


class Findings:
    """What finders found under some rules, article by article. `parses` tells what an article's parse is kept by."""

    def __init__(self, store: Store, rules: Rules, *, name_of: Callable[[Article], str]) -> None:
        self.store, self._name_of = store, name_of
        code = _code()
        self._goes_by = {find: _digest(code, find.__name__.encode(), rules.hash_of(tables).encode()) for find, tables in TABLES.items()}

    def of(self, article: Article) -> Kept:
        """Whom to ask for an article's records."""
        meta = article.meta.model_dump_json().encode("utf-8", "surrogatepass")
        name = _digest(self._name_of(article).encode(), article.id.encode("utf-8", "surrogatepass"), meta)
        return Kept(self.store, name.hex(), self._goes_by)


class Kept:
    """What finders found in one article. It is asked as `extract` asks, and then saved."""

    def __init__(self, store: Store, name: str, goes_by: Mapping[Finder, bytes]) -> None:
        self._store, self._name, self._goes_by = store, name, goes_by
        self._rows = _unpack(store.get(name))
        self._marks: dict[int, bytes] = {}  # of the records that were handed out, which are held on to so that none takes another's place
        self._held: list[tuple[Any, ...]] = []
        self._is_new = False

    def __call__(self, find: Callable[P, tuple[R, ...]], /, *args: P.args, **given: P.kwargs) -> tuple[R, ...]:
        """The records of a finder: those that are kept, where all that it goes by is as it was, else those that it finds now."""
        key = _digest(self._goes_by[find], *(self._mark(records) for records in given.values()))
        records = self._recall(find, key)
        if records is None:
            records = find(*args, **given)
            self._keep(find, key, records)
        return records

    def save(self) -> None:
        """Keep what was found anew."""
        if self._is_new:
            self._store.put(self._name, _pack(self._rows))

    def _recall(self, find: Finder, key: bytes) -> tuple[Any, ...] | None:
        known, data = self._rows.get(find.__name__, (b"", b""))
        if known != key:
            return None
        try:
            records = _KINDS[find].validate_json(data)
        except ValidationError:  # damaged, or of another shape
            return None
        self._hand_out(records, data)
        return records

    def _keep(self, find: Finder, key: bytes, records: tuple[Any, ...]) -> None:
        data = _KINDS[find].dump_json(records, by_alias=True)
        self._rows[find.__name__] = (key, data)
        self._is_new = True
        self._hand_out(records, data)

    def _hand_out(self, records: tuple[Any, ...], data: bytes) -> None:
        self._held.append(records)
        self._marks[id(records)] = _digest(data)

    def _mark(self, given: object) -> bytes:
        """What stands for records that a finder is handed: they come from another one, as they are or in an index."""
        return self._marks[id(given.records if isinstance(given, ActorIndex) else given)]


def _pack(rows: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    head = [[name, key.hex(), len(data)] for name, (key, data) in rows.items()]
    return orjson.dumps(head, option=orjson.OPT_APPEND_NEWLINE) + b"".join(data for _, data in rows.values())


def _unpack(packed: bytes | None) -> dict[str, tuple[bytes, bytes]]:
    """The rows of an entry; none where it is missing or something else."""
    rows: dict[str, tuple[bytes, bytes]] = {}
    try:
        head, _, rest = (packed or b"").partition(b"\n")
        for name, key, length in orjson.loads(head):
            rows[name], rest = (bytes.fromhex(key), rest[:length]), rest[length:]
    except (ValueError, TypeError):
        return {}
    return rows


def _digest(*parts: bytes) -> bytes:
    return blake2b(b"\x1f".join(parts), digest_size=16).digest()


@cache
def _code() -> bytes:
    """What stands for all code that finds: ours, its libraries and Python, whose tables of characters differ from version to version."""
    versions = [f"{name} {version(name)}" for name in ("sayso", *_LIBRARIES)]
    sources = [path.read_bytes() for path in _sources(files("sayso"))]
    return _digest(sys.version.encode(), *(each.encode() for each in versions), *sources)


def _sources(folder: Traversable) -> Iterable[Traversable]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _sources(item)
        elif item.name.endswith(".py"):
            yield item
