"""The loader: what it takes, what it refuses, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import RulesError
from sayso.rules import Rules, load_rules
from sayso.rules.entries import NameEntry, WordsEntry

NAME = '[[name]]\nid = "name.vell"\nname = "Anna Vell"\nkind = "person"\n'


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_the_pack_loads_and_says_its_version() -> None:
    rules = load_rules()
    assert rules.label.startswith("sayso_en-")
    assert rules.entries


def test_a_users_entry_is_laid_over_the_pack(tmp_path: Path) -> None:
    rules = load_rules([write(tmp_path, NAME)])
    assert [entry.name for entry in rules.of(NameEntry) if entry.id == "name.vell"] == ["Anna Vell"]
    assert rules.place("name.vell").endswith("mine.toml")
    assert rules.label != load_rules().label


def test_the_later_folder_lies_over_the_earlier(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    write(first, NAME)
    write(second, NAME.replace("Anna Vell", "Anna Vell-Moor"))
    entry = load_rules([first, second]).get("name.vell")
    assert isinstance(entry, NameEntry)
    assert entry.name == "Anna Vell-Moor"


def test_an_entry_can_be_taken_out(tmp_path: Path) -> None:
    assert load_rules().get("lemma.nouns-irregular")
    assert load_rules([write(tmp_path, '[[disable]]\nid = "lemma.nouns-irregular"\n')]).get("lemma.nouns-irregular") is None


def test_notes_and_examples_do_not_change_the_label(tmp_path: Path) -> None:
    plain, noted = tmp_path / "plain", tmp_path / "noted"
    plain.mkdir()
    noted.mkdir()
    write(plain, NAME)
    write(noted, NAME + 'note = "The mayor."\nmatches = ["[Anna Vell] spoke."]\n')
    assert load_rules([plain]).label == load_rules([noted]).label


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[[nmae]]\nid = 'a'\n", ["unknown table [[nmae]]", "[[name]]", "[[cue]]"], id="unknown-table"),
        pytest.param(NAME + "knid = 1\n", ["[[name]] 'name.vell'", "unknown key 'knid'", "aliases"], id="unknown-key"),
        pytest.param(NAME.replace('kind = "person"\n', ""), ["'kind' is missing"], id="missing-key"),
        pytest.param(NAME.replace("kind =", "knid ="), ["unknown key 'knid'", "kind"], id="misspelt-key"),
        pytest.param(NAME + 'aliases = ["the Vell", " "]\n', ["'aliases.1'", "blank"], id="blank-alias"),
        pytest.param(NAME.replace("name.vell", "cue.say"), ["[[name]] 'cue.say'", "[[cue]]", "cues.toml"], id="id-of-another-table"),
        pytest.param(NAME.replace("person", "robot"), ["'kind'", "'person'", "'media'"], id="closed-list"),
        pytest.param(NAME.replace("name.vell", "Name Vell"), ["'id'"], id="bad-id"),
        pytest.param(NAME + NAME, ["'name.vell' stands twice"], id="id-twice"),
        pytest.param("[name]\nid = 'a'\n", ["two brackets"], id="one-bracket"),
        pytest.param("id = \n", ["is no TOML"], id="no-toml"),
        pytest.param("[[disable]]\nid = 'nowhere'\n", ["'nowhere'", "sayso rules list"], id="disable-unknown"),
        pytest.param('[[words]]\nid = "w"\nclass = "month"\nwords = ["march"]\n', ["'matches' is missing"], id="no-example"),
        pytest.param(
            '[[block]]\nid = "b"\nkind = "credit"\npattern = "(open"\nmatches = ["[x]"]\n',
            ["'pattern'", "regular expression"],
            id="bad-regex",
        ),
        pytest.param(
            '[[figure]]\nid = "f"\nmake = "count"\npattern = "( {number}"\nmatches = ["[x]"]\n',
            ["'pattern'", "not closed"],
            id="bad-pattern",
        ),
        pytest.param(
            '[[figure]]\nid = "f"\nmake = "count"\npattern = "{n:nmuber} nets"\nmatches = ["[x]"]\n',
            ["[[figure]] 'f'", "'pattern'", "{nmuber}", "[[words]]", "number"],
            id="unknown-class",
        ),
    ],
)
def test_what_is_refused_is_named(tmp_path: Path, text: str, said: list[str]) -> None:
    with pytest.raises(RulesError) as caught:
        load_rules([write(tmp_path, text)])
    message = str(caught.value)
    assert str(tmp_path / "mine.toml") in message
    assert "\n" not in message
    for words in said:
        assert words in message


def test_a_pattern_may_name_a_class_that_the_user_lists(tmp_path: Path) -> None:
    words = '[[words]]\nid = "words.net"\nclass = "netting"\nwords = ["net", "trawl"]\nmatches = ["[net]"]\n'
    write(tmp_path, words + '[[figure]]\nid = "f"\nmake = "number"\npattern = "{n:num} {netting}"\nmatches = ["[x]"]\n')
    assert load_rules([tmp_path]).get("f") is not None


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_rules_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(RulesError, match=r"\.toml"):
        load_rules([tmp_path / name])


def test_what_a_finder_prepares_is_made_once() -> None:
    rules, made = load_rules(), []

    def build(given: Rules) -> int:
        made.append(given)
        return len(given.of(WordsEntry))

    assert rules.prepared(build) == rules.prepared(build)
    assert made == [rules]
