"""The samples: gold that careful readers wrote, beside what the code extracts. Run with `-s` to see the table."""

from __future__ import annotations

from collections import Counter

import pytest

from sayso.records import Article
from tests import gold
from tests.agreement import Comparison, Fact
from tests.samples_report import compare_samples, facts_of, measured, missed, read_floors, read_misses, table

pytestmark = pytest.mark.model
KNOWN = read_misses()


@pytest.fixture(scope="session")
def comparisons() -> list[Comparison]:
    """The samples are parsed once."""
    return compare_samples()


@pytest.fixture(scope="session")
def facts(comparisons: list[Comparison]) -> dict[str, Fact]:
    return {fact.id: fact for fact in facts_of(comparisons)}


@pytest.fixture(scope="session")
def expected() -> list[Article]:
    return [gold.load(slug) for slug in gold.slugs()]


def test_gold_is_sound(expected: list[Article]) -> None:
    assert [problem for article in expected for problem in gold.misplaced_predicates(article)] == []


def test_gold_is_rich(expected: list[Article]) -> None:
    claims = [claim for article in expected for claim in article.claims]
    attributions = [attribution for article in expected for attribution in article.attributions]
    assert len(claims) >= 150
    for values in (
        Counter(claim.modality for claim in claims),
        Counter(claim.polarity for claim in claims),
        Counter(attribution.stance for attribution in attributions),
        Counter(attribution.polarity for attribution in attributions),
    ):
        assert min(values.values()) >= 5, values


def test_agreement(comparisons: list[Comparison], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\n" + table(comparisons))
    now, floors = measured(comparisons), read_floors()
    assert floors
    assert {name: round(now[name], 3) for name, floor in floors.items() if now[name] < floor} == {}


def test_every_miss_is_known(comparisons: list[Comparison]) -> None:
    """What has begun to fail shows here. If it can't be helped: `python -m tests.samples_report --update`."""
    assert sorted(set(missed(comparisons)) - set(KNOWN)) == []


@pytest.mark.parametrize(
    "ident", [pytest.param(ident, id=ident, marks=pytest.mark.xfail(reason=why, strict=True)) for ident, why in KNOWN.items()]
)
def test_known_miss(ident: str, facts: dict[str, Fact]) -> None:
    """A fact that begins to hold fails here, so that the list shrinks; so does one that gold no longer has."""
    fact = facts.get(ident)
    assert fact is None or fact.holds, f"wanted {fact.wanted!r}, got {fact.got!r}"
