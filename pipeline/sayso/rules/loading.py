"""TOML files → `Rules`.

Strict: an unknown table or key, a missing example, a bad pattern, an id given twice are refused, with the place and what is allowed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, cast

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from sayso.errors import RulesError
from sayso.rules.entries import TABLES, BlockEntry, Entry, LemmaEntry, PatternEntry, WordsEntry
from sayso.rules.lemmas import Lemmas
from sayso.rules.patterns import classes_in

DEFAULT_PACK = "sayso_en"
SUFFIXES = (".toml", ".json")
E = TypeVar("E", bound=Entry)
T = TypeVar("T")


class Pack(BaseModel):
    """`pack.toml`: which language, which version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    language: str
    version: str
    note: str | None = None


class Rules:
    """All rules in force. `label` is the pack's name and version and a hash of every rule, without notes and examples."""

    def __init__(self, pack: Pack, entries: Mapping[str, Entry], places: Mapping[str, str]) -> None:
        self.pack = pack
        self.entries = dict(sorted(entries.items()))
        self.places = dict(places)
        self._hashes = {kind: _hash(self.of(kind)) for kind in TABLES.values()}
        self.label = f"{pack.name}-{pack.version}+{blake2b(self.hash_of(TABLES.values()).encode(), digest_size=6).hexdigest()}"
        self.lemmas = Lemmas(self.of(LemmaEntry))
        self._prepared: dict[object, Any] = {}

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """The entries of one table, sorted by id."""
        return tuple(entry for entry in self.entries.values() if type(entry) is kind)

    def hash_of(self, kinds: Iterable[type[Entry]]) -> str:
        """What stands for the entries of some tables, without notes and examples."""
        return " ".join(self._hashes[kind] for kind in kinds)

    @property
    def blocks(self) -> tuple[BlockEntry, ...]:
        """The entries that tell the kinds of paragraphs, as `reading` wants them."""
        return self.of(BlockEntry)

    def get(self, ident: str) -> Entry | None:
        return self.entries.get(ident)

    def place(self, ident: str) -> str:
        """The file that an entry stands in."""
        return self.places[ident]

    def prepared(self, build: Callable[[Rules], T]) -> T:
        """What a finder makes of the rules before its first article, made once: `rules.prepared(_build_grammar)`."""
        if build not in self._prepared:
            self._prepared[build] = build(self)
        return cast(T, self._prepared[build])


def load_rules(directories: Sequence[str | Path] = (), *, pack: str = DEFAULT_PACK) -> Rules:
    """The pack's rules with the user's directories laid over them, the later over the earlier.

    An entry replaces the one with its id; a table `[[disable]]` with an `id` takes one out.
    Raises RulesError, naming file, entry and key.
    """
    root = files(pack)
    about = _read_pack(root / "pack.toml")
    entries: dict[str, Entry] = {}
    places: dict[str, str] = {}
    _lay_over(entries, places, _toml_files(root / "rules"))
    named = _classes_named(entries.values())
    for directory in directories:
        _lay_over(entries, places, _user_files(Path(directory)))
    if directories:
        _check_classes(entries, places, named)
    return Rules(about, entries, places)


def _read_pack(path: Traversable) -> Pack:
    try:
        return Pack.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise RulesError(f"{path}: no language pack: {error}") from error


def _toml_files(folder: Traversable) -> list[Traversable]:
    return sorted((item for item in folder.iterdir() if item.name.endswith(SUFFIXES)), key=lambda item: item.name)


def _user_files(directory: Path) -> list[Traversable]:
    if not directory.is_dir():
        raise RulesError(f"{directory}: no such folder of rules; --rules takes a folder that holds *.toml files")
    found = _toml_files(cast(Traversable, directory))
    if not found:
        raise RulesError(f"{directory}: holds no *.toml file; a rule file has tables such as [[cue]] or [[name]]")
    return found


def _lay_over(entries: dict[str, Entry], places: dict[str, str], layer: Iterable[Traversable]) -> None:
    """Read one layer of files into `entries`; within a layer an id may stand once."""
    here: dict[str, str] = {}
    for path in layer:
        for entry in _read_file(path, known=entries):
            if entry.id in here:
                raise RulesError(f"{path}: id {entry.id!r} stands twice (also in {here[entry.id]}); give one of them another id")
            if (known := entries.get(entry.id)) is not None and type(known) is not type(entry):
                one, other = (f"[[{_table_of(kind)}]]" for kind in (entry, known))
                raise RulesError(f"{path}: {one} {entry.id!r} has the id of a {other} in {places[entry.id]}; give it another id")
            here[entry.id] = str(path)
            entries[entry.id] = entry
            places[entry.id] = str(path)


def _table_of(entry: Entry) -> str:
    return next(table for table, kind in TABLES.items() if kind is type(entry))


def _classes_named(entries: Iterable[Entry]) -> dict[type[Entry], set[str]]:
    """By table, the classes that its patterns name: those that words are listed for, and those that the code itself tells words by."""
    named: dict[type[Entry], set[str]] = {}
    for entry in entries:
        if isinstance(entry, PatternEntry):
            named.setdefault(type(entry), set()).update(*map(classes_in, entry.patterns))
    return named


def _check_classes(entries: Mapping[str, Entry], places: Mapping[str, str], named: Mapping[type[Entry], set[str]]) -> None:
    """Raise RulesError where a pattern names a class that is neither listed nor named by the pack's own patterns of that table: it would
    never match."""
    listed = {entry.name for entry in entries.values() if isinstance(entry, WordsEntry)}
    for entry in entries.values():
        if isinstance(entry, PatternEntry):
            usual = named.get(type(entry), set())
            if unknown := sorted(frozenset().union(*map(classes_in, entry.patterns)) - listed - usual):
                place = f"{places[entry.id]}: [[{_table_of(entry)}]] {entry.id!r}: key 'pattern'"
                remedy = f"list them in a [[words]], or use one of {', '.join(sorted(usual))}"
                raise RulesError(f"{place}: no words are listed for {{{unknown[0]}}}; {remedy}")


def _read_file(path: Traversable, *, known: dict[str, Entry]) -> list[Entry]:
    tables = _read_tables(path)
    found: list[Entry] = []
    for table, rows in tables.items():
        _check_table(path, table, rows)
        if table == "disable":
            _disable(path, rows, known)
        else:
            found.extend(_read_entry(path, table, number, row) for number, row in enumerate(rows, 1))
    return found


def _read_tables(path: Traversable) -> dict[str, Any]:
    """Table → rows. JSON is for what scripts have counted: thousands of rows load many times as fast."""
    read: Callable[[str], Any] = orjson.loads if path.name.endswith(".json") else tomllib.loads
    try:
        tables = read(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RulesError(f"{path}: is no {'JSON' if read is orjson.loads else 'TOML'}: {error}") from error
    if not isinstance(tables, dict):
        raise RulesError(f"{path}: must be an object of tables")
    return tables


def _check_table(path: Traversable, table: str, rows: object) -> None:
    if table != "disable" and table not in TABLES:
        raise RulesError(f"{path}: unknown table [[{table}]]; allowed are {', '.join(f'[[{name}]]' for name in [*TABLES, 'disable'])}")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RulesError(f"{path}: [{table}] must be written as [[{table}]], with two brackets, once for each entry")


def _disable(path: Traversable, rows: Sequence[Mapping[str, Any]], known: dict[str, Entry]) -> None:
    for row in rows:
        ident = row.get("id")
        if set(row) != {"id"} or ident not in known:
            problem = f"{ident!r} is not (`sayso rules list` shows all)"
            raise RulesError(f"{path}: [[disable]] takes one key, `id`, of an entry that is there; {problem}")
        del known[ident]


def _read_entry(path: Traversable, table: str, number: int, row: Mapping[str, Any]) -> Entry:
    kind = TABLES[table]
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        name = repr(row["id"]) if isinstance(row.get("id"), str) else f"number {number}"
        raise RulesError(f"{path}: [[{table}]] {name}: {_explain(error, kind)}") from error


def _explain(error: ValidationError, kind: type[Entry]) -> str:
    """The first thing that is wrong, in words, with what would be allowed; an unknown key before all else, as a key that is missing may be
    one that is misspelt."""
    first = min(error.errors(), key=lambda violation: violation["type"] != "extra_forbidden")
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        allowed = sorted(field.alias or name for name, field in kind.model_fields.items())
        return f"unknown key {key!r}; allowed are {', '.join(allowed)}"
    if first["type"] == "missing":
        return f"key {key!r} is missing"
    return f"key {key!r}: {first['msg'].removeprefix('Value error, ')}"


def _hash(entries: Iterable[Entry]) -> str:
    unsaid = {"note", "matches", "ignores"}
    rows = [entry.model_dump(mode="json", exclude=unsaid) for entry in entries]
    return blake2b(orjson.dumps(rows, option=orjson.OPT_SORT_KEYS), digest_size=6).hexdigest()
