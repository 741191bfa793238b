"""Two versions of an article → what changed: every op on pairs made by hand, and what must not be told."""

from __future__ import annotations

import time
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.comparing import Leniency, Place, compare_articles, load_grades, map_text
from sayso.comparing.editing import name_edit
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


def with_paragraph(story: dict[str, Any], paragraph: str, at: int) -> dict[str, Any]:
    """The story with a paragraph put in, all that stands behind it moved."""

    def moved(value: Any) -> Any:
        if isinstance(value, list):
            return [moved(item) for item in value]
        if not isinstance(value, dict):
            return value
        found = {name: moved(item) for name, item in value.items()}
        if value.get("start") is not None and value["start"] >= at:
            found |= {"start": value["start"] + len(paragraph), "end": value["end"] + len(paragraph)}
        return found

    return {**moved(story), "text": story["text"][:at] + paragraph + story["text"][at:]}


WORDS = st.sampled_from([*TEXT.split(), *make_story().text.split(), "\n\n", "said", "40", "é😀"])


@pytest.mark.parametrize("same_ids", [True, False], ids=["the-same-ids", "other-ids"])
@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=30), whole=st.sampled_from(["", *make_story().text.split("\n\n")]))
def test_a_paragraph_put_in_changes_nothing_of_the_rest(same_ids: bool, words: list[str], whole: str) -> None:
    """After the headline and the date line; also one that stands in the article already."""
    date_line = "March 5, 2024\n\n"
    story = with_paragraph(as_json(make_story()), date_line, make_story().text.index("\n\n") + 2)
    new = with_paragraph(story, (whole or " ".join(words)) + "\n\n", story["text"].index(date_line) + len(date_line))
    if not same_ids:
        renamed = orjson.dumps(new)
        for record in ("u1", "r1", "k1", "d1", "f1", "a1", "a2", "a3", "c1", "c2", "c3"):
            renamed = renamed.replace(b'"%b"' % record.encode(), b'"new-%b"' % record.encode())
        new = orjson.loads(renamed)
    assert told(compared(story, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        pytest.param("40 boats", "45 boats", "45 boats", id="a-number"),
        pytest.param("40 boats", "that 45 boats", "45 boats", id="a-number-behind-a-new-word"),
        pytest.param("40 boats", "forty ships", "forty ships", id="other-words"),
        pytest.param("40 boats", "", None, id="gone"),
        pytest.param("40 boats", "40 red boats", "40 red boats", id="a-word-within"),
        pytest.param("40 boats", "a storm came and 40 boats", "40 boats", id="words-before"),
    ],
)
def test_where_old_words_stand(old: str, new: str, wanted: str | None) -> None:
    before, after = f"The mayor said {old} sank on Monday.", f"The mayor said {new} sank on Monday.".replace("  ", " ")
    start = before.index(old)
    place = map_text(before, after).place(start, start + len(old))
    assert (after[place.start : place.end] if place else None) == wanted


def said_of(
    before: str, after: str, source: str, name: str, content: str, words: str, *, cue: str = "said", of: str = "o"
) -> dict[str, Any]:
    """An article with one statement in it, and its source as an actor."""
    text = f"It rained. {before}{after} The end came."
    return article_of(
        text,
        actors=[actor(text, name, f"{of}a", source)],
        attributions=[attribution(text, source, cue, content, f"{of}s", about={"actor": f"{of}a"})],
        claims=[claim(text, words, f"{of}c", chain=[f"{of}s"])],
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            said_of('"She has known for two years," ', "its leader, Mats Ollin, said.", "its leader, Mats Ollin", "Mats Ollin",
                    '"She has known for two years,"', "She has known for two years"),
            said_of('"It is far too dear," ', "the club's chair, Nils Hauge, said.", "the club's chair, Nils Hauge", "Nils Hauge",
                    '"It is far too dear,"', "It is far too dear", of="n"),
            id="somebody-else-says-something-else",
        ),
        pytest.param(
            said_of("According to the daily Ostra Kurier, ", "an internal report told that the wall would go.", "the daily Ostra Kurier",
                    "Ostra Kurier", "an internal report told that the wall would go", "the wall would go", cue="According to"),
            said_of("It said that the wall would be repaired. ", "An internal report told that the wall would go.", "It", "Norwatt",
                    "that the wall would be repaired", "the wall would be repaired", of="n"),
            id="another-sentence-where-a-source-was",
        ),
    ],
)  # fmt: skip
def test_what_came_in_the_place_of_a_statement_is_another_one(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert {op for op, _, _ in told(compared(old, new))} == {"added", "removed"}


@pytest.mark.parametrize(
    ("source", "who", "edit"),
    [
        pytest.param("He", "a1", "statement_reworded", id="he-who-was-named"),
        pytest.param("The clerk", "a2", "source_changed", id="somebody-else"),
        pytest.param("The clerk", None, "source_changed", id="nobody-knows-who"),
    ],
)
def test_what_an_editor_calls_another_source(source: str, who: str | None, edit: str) -> None:
    texts = [f"It rained. {words} said the pier was closed." for words in ("The mayor", source)]
    actors = [[actor(text, words, ident)] for text, words, ident in zip(texts, ("The mayor", source), ("a1", who or "a3"), strict=True)]
    said = [
        attribution(text, words, "said", "the pier was closed", "s1", about={"actor": ident})
        for text, words, ident in zip(texts, ("The mayor", source), ("a1", who), strict=True)
    ]
    old, new = (article_of(text, actors=own, attributions=[one]) for text, own, one in zip(texts, actors, said, strict=True))
    (change,) = (one for one in shown(compared(old, new, edits=True)) if one.record == "attribution")
    assert name_edit(change) == edit


def test_nothing_is_split_into_what_came_in_its_place() -> None:
    old_text, new_text = (f"Rain fell. {words} It ended." for words in ("He hid the report.", "A road opens soon. Its price is too high."))
    old = article_of(old_text, claims=[claim(old_text, "hid the report", "o1")])
    new = article_of(new_text, claims=[claim(new_text, "A road opens soon", "n1"), claim(new_text, "Its price is too high", "n2")])
    assert sorted(op for op, _, _ in told(compared(old, new))) == ["added", "added", "removed"]


def test_what_is_gone_comes_before_what_came_in_its_place_each_in_its_order() -> None:
    old_text, new_text = (f"Rain fell. {words} It ended." for words in ("Ana hid 5 maps. Ben saw it.", "A road cost 9 pounds."))
    old = article_of(
        old_text, actors=[actor(old_text, "Ana", "o1"), actor(old_text, "Ben", "o2")], figures=[figure(old_text, "5 maps", "o3", value=5)]
    )
    new = article_of(new_text, figures=[figure(new_text, "9 pounds", "n1", value=9)])
    assert [(change.op, (change.old or change.new)[0]["id"]) for change in shown(compared(old, new))] == [
        ("removed", "o1"), ("removed", "o3"), ("removed", "o2"), ("added", "n1"),
    ]  # fmt: skip


def test_words_that_begin_a_sentence_now_are_the_same_words() -> None:
    old_text, new_text = "According to the Post, an aide denied it.", "It said that all was well. An aide denied it."
    old = article_of(old_text, attributions=[attribution(old_text, "an aide", "denied", "it", "o1", confidence=0.5)])
    new = article_of(new_text, attributions=[attribution(new_text, "An aide", "denied", "it", "n1", confidence=0.6)])
    (change,) = shown(compared(old, new))
    assert (change.op, change.grade) == ("changed", "cosmetic")


CUT = ("Brandt criticised the plan, saying it would cost 9,000 jobs.", "Brandt criticised the plan. He said it would cost 9,000 jobs.")


@pytest.mark.parametrize(("old", "new"), [CUT, CUT[::-1]], ids=["cut-in-two", "made-one"])
def test_words_of_a_sentence_that_was_cut_in_two_are_found(old: str, new: str) -> None:
    """Both halves, with other sentences around them."""
    before, after = (f"It rained. {text} Nobody else spoke of it." for text in (old, new))
    for words in ("Brandt criticised the plan", "it would cost 9,000 jobs", "Nobody else"):
        place = map_text(before, after).place(before.index(words), before.index(words) + len(words))
        assert place
        assert after[place.start : place.end] == words


def test_a_paragraph_that_moved_is_found() -> None:
    lines = [
        "The first paragraph, which is long enough to be found.",
        "The second one says another thing.",
        "The third is the last one here.",
    ]
    before, after = "\n\n".join(lines), "\n\n".join([lines[1], lines[2], lines[0]])
    place = map_text(before, after).place(4, 9)
    assert place
    assert (after[place.start : place.end], place.start) == ("first", after.index("first"))


def test_texts_without_a_word_in_common() -> None:
    assert map_text("abc def", "xyz").place(0, 3) == Place(0, 3, False)
    assert map_text("", "xyz").kept == ()
    assert map_text("abc", "").place(0, 3) is None


def test_ids_that_people_gave_may_stand_for_other_things() -> None:
    old = article_of(TEXT, figures=[figure(TEXT, "40 boats", "1", value=40)], dates=[date(TEXT, "Monday", "2")])
    new = article_of(TEXT, figures=[figure(TEXT, "40 boats", "2", value=40)], dates=[date(TEXT, "Monday", "1")])
    assert told(compared(old, new)) == []


def test_repeated_ids_follow_their_places() -> None:
    """A sentence that is put in before its like takes the plain id, and the old one gets the number."""
    once, plain, second = "It cost 5 pounds. ", "0123456789abcdef", "0123456789abcdef-2"
    text, twice = "Then. " + once, once + "Then. " + once
    old = article_of(text, figures=[figure(text, "5 pounds", plain, value=5)])
    new = article_of(twice, figures=[figure(twice, "5 pounds", plain, value=5), figure(twice, "5 pounds", second, nth=1, value=5)])
    (change,) = shown(compared(old, new))
    assert (change.op, change.new[0]["start"]) == ("added", twice.index("5 pounds"))


def test_ties_keep_text_order() -> None:
    """Three like figures that were all rewritten alike."""
    old_text, new_text = "5 and 5 and 5 men", "7 and 7 and 7 men"
    old = article_of(old_text, figures=[figure(old_text, "5", f"o{n}", nth=n, value=5) for n in range(3)])
    new = article_of(new_text, figures=[figure(new_text, "7", f"n{n}", nth=n, value=7) for n in range(3)])
    pairs = [(change.old[0]["id"], change.new[0]["id"]) for change in shown(compared(old, new))]
    assert pairs == [("o0", "n0"), ("o1", "n1"), ("o2", "n2")]


def test_long_texts_and_many_records_are_quick() -> None:
    """Linear enough: no text is laid over another word by word as a whole."""
    lines = [f"Line {number} tells of {number} boats that sank on the river near town {number % 97}." for number in range(8000)]
    old_text, new_text = (
        "\n".join(lines),
        "\n".join(line.replace("boats", "ships") if number % 50 == 0 else line for number, line in enumerate(lines)),
    )
    old = article_of(old_text, figures=[figure_at(old_text, number) for number in range(0, 8000, 4)])
    new = article_of(new_text, figures=[figure_at(new_text, number) for number in range(0, 8000, 4)])
    begun = time.process_time()
    assert len(shown(compared(old, new))) == 80
    assert time.process_time() - begun < 10


def figure_at(text: str, number: int) -> dict[str, Any]:
    start = text.index(f"Line {number} tells of {number} ") + len(f"Line {number} tells of ")
    end = start + len(f"{number} boats")
    row = figure(text[start:end], text[start:end], f"f{number}", value=number)
    return {**row, "start": start, "end": end}
