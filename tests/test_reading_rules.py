"""The language pack's `[[block]]` entries: every example, as the paragraph of an article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from sayso.reading import BlockRules, make_article
from sayso.rules.entries import BlockEntry, Example

_MARK = re.compile(r"\[([^\[\]]+)\]")
_FILE = files("sayso_en") / "rules" / "blocks.toml"
ENTRIES = [BlockEntry.model_validate(row) for row in tomllib.loads(_FILE.read_text("utf-8"))["block"]]
RULES = BlockRules(ENTRIES)


def cases(wanted: bool) -> Iterator[object]:
    for entry in ENTRIES:
        for number, example in enumerate(entry.matches if wanted else entry.ignores, 1):
            yield pytest.param(entry, example, id=f"{entry.id}-{number}")


def blocks_at(example: Example, rules: BlockRules = RULES) -> Iterator[tuple[str, list[str]]]:
    """The marked words, and the kinds of the blocks that they stand in; all of the text where nothing is marked."""
    text = _MARK.sub(r"\1", example.text)
    marks = _MARK.findall(example.text) or [text]
    blocks = make_article(text, id="example", rules=rules).blocks
    for mark in marks:
        start = text.index(mark)
        yield mark, [block.kind for block in blocks if block.start < start + len(mark) and start < block.end]


@pytest.mark.parametrize(("entry", "example"), list(cases(wanted=True)))
def test_matches(entry: BlockEntry, example: Example) -> None:
    assert all(kinds == [entry.kind] for _, kinds in blocks_at(example))


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.id) for entry in ENTRIES])
def test_without_the_rule_an_example_fails(entry: BlockEntry) -> None:
    without = BlockRules(other for other in ENTRIES if other.id != entry.id)
    assert any(kinds != [entry.kind] for example in entry.matches for _, kinds in blocks_at(example, without))


@pytest.mark.parametrize(("entry", "example"), list(cases(wanted=False)))
def test_ignores(entry: BlockEntry, example: Example) -> None:
    assert all(entry.kind not in kinds for _, kinds in blocks_at(example))
