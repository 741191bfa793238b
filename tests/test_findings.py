"""What finders found, kept on disk: the same as found now, and looked for again where, and only where, something has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sayso.extraction import P, R, extract
from sayso.parsing import Columns, Parse, Parser
from sayso.reading import Given, make_article
from sayso.records import Article
from sayso.rules import Rules, load_rules
from sayso.rules.entries import Entry, LemmaEntry
from sayso.running.findings import TABLES, Findings, Kept
from sayso.running.store import Store

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[1]
ALL = ["find_dates", "find_figures", "find_actors", "find_attributions", "link_figures", "find_claims"]
TEXT = "Ferry strike goes on\n\nThe harbour union said on Monday that 40 boats had not sailed, up from 31 in May.\n"


@cache
def parser() -> Parser:
    return Parser()


@cache
def columns(text: str) -> Columns:
    return parser().parse([make_article(text, id="a")])[0]


def parse(text: str = TEXT, **told: Any) -> Parse:
    return Parse(make_article(text, id=told.pop("id", "a"), given=Given(published="2024-06-04", **told)), columns(text))


class Counting(Kept):
    """Remembers which finders looked."""

    def _keep(self, find: Callable[..., tuple[Any, ...]], key: bytes, records: tuple[Any, ...]) -> None:
        self.looked = [*getattr(self, "looked", []), find.__name__]
        super()._keep(find, key, records)


def run(folder: Path, rules: Rules, parse: Parse) -> tuple[Article, list[str]]:
    """The records of an article, and the finders that looked for them."""
    kept = Findings(Store(folder, 10_000_000), rules, name_of=lambda article: article.text).of(parse.article)
    counting = Counting(kept._store, kept._name, kept._goes_by)
    made = extract(parse, rules, ask=counting)
    counting.save()
    return made, getattr(counting, "looked", [])


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


def changed(tmp_path: Path, toml: str) -> Rules:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "mine.toml").write_text(toml)
    return load_rules([folder])


class Watched(Rules):
    """Notes which tables are asked for; all else that a finder could go by fails."""

    def of(self, kind: type[Any]) -> tuple[Any, ...]:
        self.__dict__.setdefault("asked", set()).add(kind)
        return super().of(kind)

    def __getattribute__(self, name: str) -> Any:
        get = super().__getattribute__
        if "_prepared" in get("__dict__"):  # it is made, and asked by a finder
            assert name not in ("get", "label", "hash_of"), f"a finder goes by {name}, which its findings are not kept by"
            if name == "lemmas":
                get("__dict__")["asked"].add(LemmaEntry)
        return get(name)


def test_each_finder_goes_by_the_tables_that_are_told(rules: Rules) -> None:
    asked: dict[str, set[type[Entry]]] = {name: set() for name in ALL}

    def look(find: Callable[P, tuple[R, ...]], /, *args: P.args, **given: P.kwargs) -> tuple[R, ...]:
        watched = Watched(rules.pack, rules.entries, rules.places)
        watched.asked = asked[find.__name__]  # type: ignore[attr-defined]
        return find(args[0], watched, **given)  # type: ignore[arg-type, call-arg]

    for path in sorted((ROOT / "samples").glob("*.txt"))[:3]:
        extract(parse(path.read_text("utf-8")), rules, ask=look)
    assert asked == {find.__name__: set(tables) for find, tables in TABLES.items()}


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_kept_is_what_is_found(path: Path, tmp_path: Path, rules: Rules) -> None:
    article = parse(path.read_text("utf-8"))
    found = extract(article, rules)
    assert run(tmp_path, rules, article) == (found, ALL)
    assert run(tmp_path, rules, article) == (found, [])


def test_a_changed_rule_is_followed_by_what_builds_on_it_and_by_nothing_else(tmp_path: Path, rules: Rules) -> None:
    run(tmp_path, rules, parse())
    other = changed(tmp_path, '[[disable]]\nid = "cue.say"\n')
    found, looked = run(tmp_path, other, parse())
    assert found == extract(parse(), other)
    assert looked == ["find_actors", "find_attributions", "link_figures", "find_claims"]


def test_a_changed_rule_that_changes_nothing_here_ends_with_its_finder(tmp_path: Path, rules: Rules) -> None:
    run(tmp_path, rules, parse())
    ident = next(entry.id for entry in rules.entries.values() if type(entry).__name__ == "DateEntry" and "century" in entry.id)
    other = changed(tmp_path, f'[[disable]]\nid = "{ident}"\n')
    assert run(tmp_path, other, parse()) == (extract(parse(), other), ["find_dates"])


@pytest.mark.parametrize("told", [{"outlet": "The Bell"}, {"title": "Another"}, {"id": "b"}], ids=str)
def test_another_article_has_findings_of_its_own(tmp_path: Path, rules: Rules, told: dict[str, str]) -> None:
    run(tmp_path, rules, parse())
    assert run(tmp_path, rules, parse(**told)) == (extract(parse(**told), rules), ALL)


def files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:-9], id="cut"),
        pytest.param(lambda data: data[:40] + b"xx" + data[42:], id="two-bytes"),
        pytest.param(lambda data: b"x" + data, id="foreign"),
    ],
)
def test_a_damaged_entry_counts_as_missing_and_is_mended(tmp_path: Path, rules: Rules, spoil: Callable[[bytes], bytes]) -> None:
    run(tmp_path, rules, parse())
    (path,) = files(tmp_path)
    path.write_bytes(spoil(path.read_bytes()))
    assert run(tmp_path, rules, parse()) == (extract(parse(), rules), ALL)
    assert run(tmp_path, rules, parse())[1] == []
