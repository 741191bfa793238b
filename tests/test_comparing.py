"""Two versions of an article → what changed: every op on pairs made by hand, and what must not be told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.comparing import Leniency, compare_articles, load_grades, map_text
from tests.pairs import actor, article_of, as_json, attribution, claim, compared, date, figure, shown, told
from tests.stories import articles, make_story

ANY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

TEXT = "The mayor said 40 boats sank on Monday. Ana Reyes denied it."


def one_figure(**fields: Any) -> dict[str, Any]:
    return article_of(TEXT, figures=[figure(TEXT, "40 boats", "f1", value=40, **fields)])


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        pytest.param(one_figure(), one_figure(), [], id="the-same"),
        pytest.param(article_of(TEXT), one_figure(), [("added", "figure", ())], id="added"),
        pytest.param(one_figure(), article_of(TEXT), [("removed", "figure", ())], id="removed"),
        pytest.param(one_figure(), one_figure(unit="boat"), [("changed", "figure", ("unit",))], id="a-field"),
        pytest.param(
            article_of(TEXT, figures=[figure(TEXT, "40 boats", "f1", value=40)]),
            article_of(TEXT, figures=[figure(TEXT, "40", "f9", value=40)]),
            [("changed", "figure", ("text",))],
            id="an-edge-with-another-id",
        ),
        pytest.param(
            article_of(TEXT, claims=[claim(TEXT, TEXT, "c1")]),
            article_of(TEXT, claims=[claim(TEXT, TEXT[:38], "c2"), claim(TEXT, "Ana Reyes denied it", "c3")]),
            [("split", "claim", ())],
            id="split",
        ),
        pytest.param(
            article_of(TEXT, claims=[claim(TEXT, TEXT[:38], "c2"), claim(TEXT, "Ana Reyes denied it", "c3")]),
            article_of(TEXT, claims=[claim(TEXT, TEXT, "c1")]),
            [("merged", "claim", ())],
            id="merged",
        ),
        pytest.param(
            article_of(TEXT, claims=[claim(TEXT, "The mayor said 40 boats sank on Monday", "c1")]),
            article_of(
                TEXT,
                claims=[
                    claim(TEXT, "The mayor said 40 boats sank", "c2"),
                    claim(TEXT, "The mayor said 40 boats sank on Monday", "c3", "The mayor", "on Monday"),
                ],
            ),
            [("split", "claim", ())],
            id="split-with-a-shared-subject",
        ),
        pytest.param(
            article_of(TEXT, claims=[claim(TEXT, TEXT[:38], "c1")]),
            article_of(TEXT, claims=[claim(TEXT, TEXT[:38], "c1"), claim(TEXT, "40 boats sank", "c2")]),
            [("added", "claim", ())],
            id="one-within-another-is-no-split",
        ),
        pytest.param(
            article_of(TEXT, dates=[date(TEXT, "Monday", "d1", first="2024-03-04", last="2024-03-04")]),
            article_of(TEXT, dates=[date(TEXT, "Monday", "d1", first="2024-03-11", last="2024-03-11")]),
            [("changed", "date", ("first", "last"))],
            id="a-date",
        ),
        pytest.param(
            article_of(TEXT, actors=[actor(TEXT, "Ana Reyes", "k1")]),
            article_of(TEXT, actors=[actor(TEXT, "Reyes", "k2", "Ana Reyes")]),
            [("changed", "actor", ("name",))],
            id="a-renamed-actor",
        ),
        pytest.param(
            article_of(TEXT, attributions=[attribution(TEXT, "The mayor", "said", "40 boats sank on Monday", "a1")]),
            article_of(TEXT, attributions=[attribution(TEXT, None, "said", "40 boats sank on Monday", "a1")]),
            [("changed", "attribution", ("source.text", "source.named", "source.status"))],
            id="a-dropped-source",
        ),
        pytest.param(
            article_of(TEXT, attributions=[attribution(TEXT, "The mayor", "said", "40 boats sank", "a1")]),
            article_of(TEXT, attributions=[attribution(TEXT, "The mayor", "said", "40 boats sank on Monday", "a1")]),
            [("changed", "attribution", ("content",))],
            id="a-longer-content",
        ),
    ],
)
def test_what_changed(old: dict[str, Any], new: dict[str, Any], wanted: list[Any]) -> None:
    assert told(compared(old, new)) == wanted


def linked(name: str, ident: str, value: int = 40, figure_id: str = "f1") -> dict[str, Any]:
    """A story in which everything points at one actor and one figure."""
    return article_of(
        TEXT,
        actors=[actor(TEXT, name, ident, "The mayor", kind="person")],
        figures=[figure(TEXT, "40 boats", figure_id, value=value, by=ident, attribution="a1")],
        attributions=[
            attribution(TEXT, "The mayor", "said", "40 boats sank", "a1", about={"actor": ident, "actors": [ident], "kind": "person"}),
        ],
        claims=[claim(TEXT, "40 boats sank", "c1", chain=["a1"], figures=[figure_id], actors=[{"actor": ident, "part": "agent"}])],
    )


def test_a_renamed_actor_is_one_change() -> None:
    assert told(compared(linked("mayor", "m1"), linked("lord mayor", "m2"))) == [("changed", "actor", ("name",))]


def test_a_changed_value_is_one_change() -> None:
    assert told(compared(linked("mayor", "m1"), linked("mayor", "m1", 41, "f2"))) == [("changed", "figure", ("value",))]


def test_an_actor_of_another_kind_is_one_change() -> None:
    old, new = linked("mayor", "m1"), linked("mayor", "m1")
    new["actors"][0]["kind"] = "government"
    new["attributions"][0]["source"]["kind"] = "government"
    assert told(compared(old, new)) == [("changed", "actor", ("kind",))]


def test_a_removed_record_is_one_change() -> None:
    old, new = linked("mayor", "m1"), linked("mayor", "m1")
    new["figures"], new["claims"][0]["figures"] = [], []
    assert told(compared(old, new)) == [("removed", "figure", ())]


def test_a_link_that_leads_elsewhere_is_a_change() -> None:
    two = [date(TEXT, "Monday", "d1"), date(TEXT, "40", "d2")]
    old = article_of(TEXT, dates=two, figures=[figure(TEXT, "40 boats", "f1", date="d1")])
    new = article_of(TEXT, dates=two, figures=[figure(TEXT, "40 boats", "f1", date="d2")])
    assert told(compared(old, new)) == [("changed", "figure", ("date",))]


@ANY
@given(articles())
def test_an_article_compared_with_itself_has_no_change(article: Any) -> None:
    row = as_json(article)
    assert compare_articles(row, row).changes == ()


def test_a_story_compared_with_itself_has_no_change() -> None:
    assert compare_articles(as_json(make_story()), as_json(make_story())).changes == ()


def test_every_field_of_every_record_has_a_weight() -> None:
    """The file of weights is complete: a field that it lacks could not be graded."""
    from sayso.records import Actor, Attribution, Claim, Date, Figure

    for owner in (Actor, Attribution, Claim, Date, Figure):
        known = load_grades().weights[owner.__name__.lower()]
        names = set(owner.model_fields) - {"id", "end"}
        assert {name for name in names if name not in known and not any(field.startswith(name + ".") for field in known)} <= {"start"}


def test_what_is_ignored() -> None:
    old, new = one_figure(), one_figure(unit="boat", status="forecast")
    assert told(compared(old, new, leniency=Leniency(ignore=frozenset({"unit"})))) == [("changed", "figure", ("status",))]
    assert told(compared(old, new, leniency=Leniency(ignore=frozenset({"figure.unit", "status"})))) == []
    assert len(shown(compared(old, new, leniency=Leniency(ignore=frozenset({"date.unit"}))))) == 1


def test_what_is_near_enough() -> None:
    old, new = one_figure(share=0.5), one_figure(share=0.52)
    assert told(compared(old, new, leniency=Leniency(tolerance={"": 0.05}))) == []
    assert told(compared(old, new, leniency=Leniency(tolerance={"share": 0.05}))) == []
    assert told(compared(old, new, leniency=Leniency(tolerance={"value": 0.05}))) == [("changed", "figure", ("share",))]


@given(
    st.lists(st.sampled_from(["One boat sank. ", "It was red.\n\n", "Two boats sailed on.\n", "é😀 ", "Nobody came, he said. "])), st.data()
)
def test_kept_words_are_the_same_in_both_texts(pieces: list[str], data: st.DataObject) -> None:
    old = "".join(pieces)
    new = "".join(data.draw(st.permutations(pieces))) + data.draw(st.sampled_from(["", "The end.", "One boat"]))
    text_map = map_text(old, new)
    for stretch in (*text_map.kept, *text_map.moved):
        assert old[stretch.old : stretch.old + stretch.size] == new[stretch.new : stretch.new + stretch.size]
    assert list(text_map.kept) == sorted(text_map.kept, key=lambda stretch: stretch.new)
