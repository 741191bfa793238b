"""Decisions on changes → an article: all accepted, none, and some."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.comparing import Applied, Dropped, Relinked, apply, compare_articles
from sayso.records import Article, find_problems
from tests.pairs import Json, actor, article_of, as_json, attribution, claim, figure
from tests.stories import articles, make_story

ANY = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

OLD = "The mayor said 40 boats sank. Ana Reyes denied it."
NEW = "A storm came. The mayor said 45 boats sank. Ana Reyes denied it."


def version(text: str, boats: str, ids: str, **fields: Any) -> Json:
    return article_of(
        text,
        actors=[actor(text, "The mayor", "m" + ids), actor(text, "Ana Reyes", "k1")],
        figures=[figure(text, boats, "f" + ids, value=int(boats[:2]), by="m" + ids)],
        attributions=[attribution(text, "The mayor", "said", f"{boats} sank", "a" + ids, about={"actor": "m" + ids})],
        claims=[claim(text, f"{boats} sank", "c" + ids, chain=["a" + ids], figures=["f" + ids]), *fields.get("claims", [])],
    )


def decide(old: Json | None, new: Json | None, *wanted: tuple[str, str]) -> Applied:
    """With the changes of these ops and records accepted."""
    comparison = compare_articles(old, new)
    return apply(comparison, {change.id for change in comparison.changes if (change.op, change.record) in wanted})


def all_of(old: Json | None, new: Json | None) -> Applied:
    comparison = compare_articles(old, new)
    return apply(comparison, {change.id for change in comparison.changes if change.op != "moved"})


PAIRS = [
    pytest.param(version(OLD, "40 boats", "1"), version(NEW, "45 boats", "2"), id="an-edited-text"),
    pytest.param(as_json(make_story()), as_json(make_story(claims=())), id="no-claims-any-more"),
    pytest.param(as_json(make_story()), None, id="an-article-that-is-gone"),
    pytest.param(None, as_json(make_story()), id="a-new-article"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_all_accepted_is_the_new_one_and_none_the_old_one(old: Json | None, new: Json | None) -> None:
    assert all_of(old, new) == Applied(new)
    assert decide(old, new) == Applied(old)


@ANY
@given(articles(), articles())
def test_any_two_articles_all_accepted_and_none(old: Article, new: Article) -> None:
    before, after = as_json(old), as_json(new)
    comparison = compare_articles(before, after)
    ids = {change.id for change in comparison.changes if change.op != "moved"}
    assert apply(comparison, set()).article == before
    if ids:
        assert apply(comparison, ids).article == after


@ANY
@given(articles(), articles(), st.data())
def test_any_decisions_make_a_sound_article(old: Article, new: Article, data: st.DataObject) -> None:
    """Spans fit the text, ids stand once, and no link leads to a record that was left out."""
    comparison = compare_articles(as_json(old), as_json(new))
    accepted = {change.id for change in comparison.changes if data.draw(st.booleans())}
    made = Article.model_validate(apply(comparison, accepted).article)
    assert [problem for problem in find_problems(made) if any(word in problem for word in ("points at", "stands twice", ", not '"))] == []


def test_an_old_value_whose_words_are_gone_is_dropped() -> None:
    done = decide(version(OLD, "40 boats", "1"), version(NEW, "45 boats", "2"), ("changed", "claim"), ("changed", "attribution"))
    assert done.article is not None
    assert done.article["text"] == NEW
    assert done.dropped == (Dropped("figure", "f1"),)
    assert done.article["figures"] == []
    assert done.article["claims"][0]["figures"] == []
    assert Relinked("claim", "c2", "figures", "f2", None) in done.relinked
    assert done.article["run"] is None


def test_an_old_record_whose_words_stand_is_carried_over() -> None:
    """The claim that the new run has lost stays, at its new place, with links to what took the place of the old records."""
    old = version(OLD, "40 boats", "1", claims=[claim(OLD, "Ana Reyes denied it", "d1", chain=["a1"])])
    done = decide(old, version(NEW, "45 boats", "2"), ("changed", "figure"), ("changed", "attribution"), ("changed", "claim"))
    assert done.article is not None
    kept = done.article["claims"][1]
    assert (kept["id"], NEW[kept["start"] : kept["end"]]) == ("d1", "Ana Reyes denied it")
    assert kept["chain"] == ["a2"]
    assert Relinked("claim", "d1", "chain", "a1", "a2") in done.relinked


def test_a_link_follows_the_record_that_it_hangs_on() -> None:
    """A figure removed and its link gone from the claim: with the removal rejected both stay, with it accepted both go."""
    text = OLD
    old = article_of(
        text, figures=[figure(text, "40 boats", "f1")], claims=[claim(text, "40 boats sank", "c1", figures=["f1"], modality="possible")]
    )
    new = article_of(text, claims=[claim(text, "40 boats sank", "c1")])
    kept = decide(old, new, ("changed", "claim")).article
    gone = decide(old, new, ("removed", "figure")).article
    assert kept is not None
    assert gone is not None
    assert ([made["id"] for made in kept["figures"]], kept["claims"][0]["figures"], kept["claims"][0]["modality"]) == (
        ["f1"],
        ["f1"],
        "actual",
    )
    assert (gone["figures"], gone["claims"][0]["figures"], gone["claims"][0]["modality"]) == ([], [], "possible")


def test_a_sources_kind_follows_its_actor() -> None:
    old = article_of(
        OLD,
        actors=[actor(OLD, "The mayor", "m1")],
        attributions=[attribution(OLD, "The mayor", "said", "40 boats sank", "a1", about={"actor": "m1", "kind": "person"}, stance="says")],
    )
    new = article_of(
        OLD,
        actors=[actor(OLD, "The mayor", "m1", kind="government")],
        attributions=[
            attribution(OLD, "The mayor", "said", "40 boats sank", "a1", about={"actor": "m1", "kind": "government"}, stance="shows")
        ],
    )
    by_actor = decide(old, new, ("changed", "actor")).article
    by_attribution = decide(old, new, ("changed", "attribution")).article
    assert by_actor is not None
    assert by_attribution is not None
    assert (by_actor["attributions"][0]["source"]["kind"], by_actor["attributions"][0]["stance"]) == ("government", "says")
    assert (by_attribution["attributions"][0]["source"]["kind"], by_attribution["attributions"][0]["stance"]) == ("person", "shows")


def test_a_split_is_decided_as_one() -> None:
    old = article_of(OLD, claims=[claim(OLD, OLD, "c1")], figures=[figure(OLD, "40", "f1", value=40)])
    halves = [claim(OLD, OLD[:28], "c2"), claim(OLD, "Ana Reyes denied it", "c3")]
    new = article_of(OLD, claims=halves, figures=[figure(OLD, "40", "f1", value=41)])
    rejected, accepted = decide(old, new, ("changed", "figure")).article, decide(old, new, ("split", "claim")).article
    assert rejected is not None
    assert accepted is not None
    assert [made["id"] for made in rejected["claims"]] == ["c1"]
    assert [made["id"] for made in accepted["claims"]] == ["c2", "c3"]
    assert accepted["figures"][0]["value"] == 40
