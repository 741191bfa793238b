"""How a headline stands to its article, in words."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from rich.console import Console

from sayso.records import Article
from sayso.writing.headlines import print_headlines, relate_headline
from tests.stories import articles, make_story


def story(headline: dict[str, Any] | None = None, body: dict[str, Any] | None = None) -> Article:
    """The ferry's story with its headline's claim, and the body's that says the same, changed."""
    first, second, *others = make_story().claims
    return make_story(claims=(first.model_copy(update=headline or {}), second.model_copy(update=body or {}), *others))


@pytest.mark.parametrize(
    ("headline", "body", "relation"),
    [
        pytest.param(
            {}, {"modality": "actual"}, "the headline asserts; the body gives it to The union through Harbour Radio", id="two-sources"
        ),
        pytest.param({}, {"modality": "actual", "chain": ("a1",)}, "the headline asserts; the body gives it to Harbour Radio", id="one"),
        pytest.param({}, {"modality": "actual", "chain": ()}, "the headline asserts; so does the body", id="both-in-own-voice"),
        pytest.param({"chain": ("a1", "a2")}, {}, "the headline gives it to The union through Harbour Radio; so does the body; "
                     "there it is still to come", id="same-sources-but-planned"),
        pytest.param({"chain": ("a3",)}, {"chain": (), "modality": "actual"}, "the headline gives it to Ida Kvam; the body asserts it",
                     id="headline-more-careful"),
        pytest.param({}, {"modality": "possible", "chain": ()}, "the headline asserts; so does the body; there it is only possible",
                     id="headline-surer"),
        pytest.param({"modality": "question"}, {"chain": ("a1",)}, "the headline asks; the body gives it to Harbour Radio", id="question"),
        pytest.param({"repeats": None}, {"repeats": "c1", "modality": "actual", "chain": ("a1",)},
                     "the headline asserts; the body gives it to Harbour Radio", id="the-body-repeats-it"),
        pytest.param({"repeats": None}, {}, "the headline asserts; nothing in the body was found to say it again", id="alone"),
    ],
)  # fmt: skip
def test_relation(headline: dict[str, Any], body: dict[str, Any], relation: str) -> None:
    (related,) = relate_headline(story(headline, body))
    assert related.relation == relation


def test_of_several_the_attributed_one_counts() -> None:
    first, second, third = make_story().claims
    plain = third.model_copy(update={"id": "c0", "chain": (), "repeats": "c2"})
    (related,) = relate_headline(make_story(claims=(first, plain, second, third)))
    assert related.body == second


def printed(article: Article) -> str:
    out = StringIO()
    print_headlines(article, console=Console(file=out, highlight=False, width=40))
    return out.getvalue()


def test_print() -> None:
    """Lines are never broken: they can be searched."""
    assert printed(story()).splitlines() == [
        "ferry.txt · The Quay",
        "  Ferry strike ends",
        "    the headline asserts; the body gives it to The union through Harbour Radio; there it is still to come",
        "    40 boats would sail again",
    ]


def test_print_no_headline() -> None:
    assert "the headline makes no claim" in printed(make_story(claims=()))


@given(articles())
def test_any_article_can_be_related(article: Article) -> None:
    assert printed(article)
    assert {related.claim.block for related in relate_headline(article)} <= {"headline"}
