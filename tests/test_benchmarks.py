"""The benchmark measures what `sayso extract` does, not something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import ReadOptions, read
from sayso.records import Article, to_json
from sayso.rules import load_rules
from tests.benchmarks import growth
from tests.benchmarks.stages import STAGES, Clock, measure

pytestmark = pytest.mark.model

TEXT = "Ferry strike ends\n\nThe union said on Monday that 40 boats would sail again, up from 12 in March.\n"


def test_the_stages_are_those_of_the_recipe(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT)
    rules, parser, clock = load_rules(), Parser(), Clock()
    lines = measure([str(tmp_path)], rules, parser, clock)
    articles = [item for item in read([str(tmp_path)], ReadOptions(), rules) if isinstance(item, Article)]
    columns = parser.parse(articles)
    assert lines == [to_json(extract(Parse(article, own), rules)) for article, own in zip(articles, columns, strict=True)]
    assert set(clock.spent) == set(STAGES)


def test_growth_measures_a_first_run_and_those_after_it() -> None:
    (_, before), *others = growth.measure(3, again=True)
    assert [name for name, _ in others] == ["again", "dates", "cues", "lemmas"]
    assert all(before.cpu > after.cpu > 0 and after.memory > 20 for _, after in others)
