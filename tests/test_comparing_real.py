"""Every op on two real extractions: a sample article, and what an editor made of it."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from sayso.comparing import Change, Comparison, compare_articles
from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import make_article
from sayso.records import to_json
from sayso.rules import load_rules
from sayso.writing.changes.wording import record_words

pytestmark = pytest.mark.model

SAMPLE = Path(__file__).parents[1] / "samples" / "malinao-ferry-flood.txt"
ADDED = "The mayor of San Arcadio said on Wednesday that 300 soldiers would join the search.\n\n"
EDITS = (
    ("carrying 112 when it struck", "carrying 124 and it struck"),
    ("stadium, and the coast guard", "stadium when the coast guard"),
    (" The captain reportedly survived.", ""),
    ("79 tickets", "97 tickets"),
    ("Image: ", ADDED + "Image: "),
    ("No permit will be renewed", "No permit will be granted"),
)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    old = SAMPLE.read_text("utf-8")
    new = old
    for before, after in EDITS:
        assert new.count(before) == 1
        new = new.replace(before, after)
    rules = load_rules()
    articles = [make_article(text, id="ferry.txt", rules=rules) for text in (old, new)]
    columns = Parser().parse(articles)
    one, other = (orjson.loads(to_json(extract(Parse(article, own), rules))) for article, own in zip(articles, columns, strict=True))
    return compare_articles(one, other)


def words(change: Change) -> tuple[list[str], list[str]]:
    return [record_words(record) for record in change.old], [record_words(record) for record in change.new]


@pytest.mark.parametrize(
    ("op", "record", "old", "new"),
    [
        pytest.param("added", "figure", [], ["300 soldiers"], id="added"),
        pytest.param("added", "claim", [], ["300 soldiers would join the search"], id="an-added-claim"),
        pytest.param("removed", "claim", ["The captain reportedly survived"], [], id="removed"),
        pytest.param("changed", "figure", ["112"], ["124"], id="changed"),
        pytest.param("changed", "figure", ["79 tickets"], ["97 tickets"], id="a-changed-number-of-something"),
        pytest.param("moved", "claim", ["When will they learn"], ["When will they learn"], id="moved"),
        pytest.param(
            "split",
            "claim",
            ["The Santa Elvira, which is licensed for 80 passengers, was carrying 112 when it struck a bridge pier"],
            ["The Santa Elvira, which is licensed for 80 passengers, was carrying 124", "it struck a bridge pier"],
            id="split",
        ),
        pytest.param(
            "merged",
            "claim",
            ["to move to a stadium", "the coast guard appealed to fishermen to lend their boats"],
            ["to move to a stadium when the coast guard appealed to fishermen to lend their boats"],
            id="merged",
        ),
    ],
)
def test_an_op(comparison: Comparison, op: str, record: str, old: list[str], new: list[str]) -> None:
    assert [words(change) for change in comparison.changes if (change.op, change.record) == (op, record)].count((old, new)) == 1


def test_a_changed_number_is_material_and_the_words_around_it_are_not(comparison: Comparison) -> None:
    """The number is told once: the claim and the attribution that hold it have other words, and no other meaning of their own."""
    about = [change for change in comparison.changes if any("97 tickets" in text for text in words(change)[1])]
    assert sorted((change.record, change.grade) for change in about) == [
        ("attribution", "cosmetic"), ("claim", "cosmetic"), ("figure", "material"),
    ]  # fmt: skip


def test_nothing_before_the_first_edit_is_added_or_removed(comparison: Comparison) -> None:
    assert comparison.old is not None
    first = comparison.old["text"].index(EDITS[0][0])
    gone = [change for change in comparison.changes if change.op == "removed" and change.record in ("claim", "figure", "date")]
    assert all(record["start"] > first for change in gone for record in change.old)
