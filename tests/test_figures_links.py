"""Links of figures: pairs of a hit and a near miss (figure_links.toml), run through the whole recipe with the real model."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from sayso.examples import Mark, read_marks
from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import Given, make_article
from sayso.records import Article, Figure, find_problems
from sayso.rules import load_rules

pytestmark = pytest.mark.model
LINKS = {"by", "against", "holder", "part_of", "date", "change_from"}
PUBLISHED = "2024-06-12"

# What the code still misses, and why. A case that begins to hold must leave this table (strict xfail).
KNOWN_MISSES: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    link: str
    text: str
    mark: Mark
    wanted: str | None


def _cases() -> Iterator[Case]:
    pairs = tomllib.loads(Path(__file__).with_name("figure_links.toml").read_text("utf-8"))["pair"]
    for pair in pairs:
        for side, wanted in (("hit", pair["to"]), ("miss", pair.get("instead"))):
            text, marks = read_marks(pair[side])
            yield Case(f"{pair['id']}-{side}", pair["link"], text, marks[0], wanted)


CASES = list(_cases())


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """All sentences, parsed together."""
    rules = load_rules()
    made = [make_article(case.text, id=case.id, given=Given(published=PUBLISHED), rules=rules) for case in CASES]
    parsed = Parser().parse(made)
    return {article.id: extract(Parse(article, columns), rules) for article, columns in zip(made, parsed, strict=True)}


def _marked(case: Case) -> ParameterSet:
    marks = [pytest.mark.xfail(strict=True, reason=KNOWN_MISSES[case.id])] if case.id in KNOWN_MISSES else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_link(case: Case, articles: dict[str, Article]) -> None:
    article = articles[case.id]
    figures = [figure for figure in article.figures if figure.start < case.mark.end and case.mark.start < figure.end]
    if not figures:
        assert case.wanted is None, f"no figure at {case.mark.text!r}"
        return
    names = _names(article, figures[0], case.link)
    assert (case.wanted in names) if case.wanted is not None else not names, f"{case.link} is {sorted(names)}"


def _names(article: Article, figure: Figure, link: str) -> set[str]:
    """What the record at the end of a link is called: its words, an actor's mentions, a date's EDTF."""
    target = getattr(figure, link)
    mentions = {mention.text for actor in article.actors if actor.id == target for mention in actor.mentions}
    dates = {date.edtf or date.text for date in article.dates if date.id == target}
    return mentions | dates | {other.text for other in article.figures if other.id == target}


def test_there_are_enough_pairs() -> None:
    assert len(CASES) >= 120
    assert {case.link for case in CASES} == LINKS


def test_links_lead_somewhere(articles: dict[str, Article]) -> None:
    assert not [problem for article in articles.values() for problem in find_problems(article)]
