"""`ActorIndex`: from words of the text to the actor that they stand for."""

from __future__ import annotations

import pytest

from sayso.mentions import ActorIndex
from sayso.records import Actor, Mention

TEXT = "Ostria's trade minister, Ada Brenn, met the Tolm River Board and the sailors."


def _actor(ident: str, *words: str) -> Actor:
    mentions = [Mention(start=TEXT.index(word), end=TEXT.index(word) + len(word), text=word, form="name") for word in words]
    return Actor(id=ident, name=words[0], kind="person", mentions=tuple(mentions))


INDEX = ActorIndex(
    [
        _actor("brenn", "Ostria's trade minister", "Ada Brenn"),
        _actor("ostria", "Ostria"),
        _actor("board", "the Tolm River Board"),
        _actor("river", "Tolm River"),
        _actor("sailors", "the sailors"),
    ]
)


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        pytest.param("Ada Brenn", "brenn", id="exact"),
        pytest.param("Ostria's trade minister, Ada Brenn", "brenn", id="with-apposition"),
        pytest.param("Ostria", "ostria", id="possessor-alone"),
        pytest.param("Ostria's trade minister", "brenn", id="not-its-possessor"),
        pytest.param("the Tolm River Board", "board", id="not-the-river-in-it"),
        pytest.param("Tolm River", "river", id="the-river-in-it"),
        pytest.param("Board", "board", id="covered-by-a-mention"),
        pytest.param("met", None, id="nobody"),
    ],
)
def test_at(phrase: str, actor: str | None) -> None:
    start = TEXT.index(phrase)
    assert INDEX.at(start, start + len(phrase)) == actor


@pytest.mark.parametrize(
    ("head", "actor"),
    [
        pytest.param("minister", "brenn", id="head-of-the-phrase"),
        pytest.param("Ostria", "ostria", id="head-of-the-possessor"),
        pytest.param("Board", "board", id="last-word-of-a-name"),
        pytest.param("River", "river", id="shortest-mention-around"),
        pytest.param("met", None, id="nobody"),
    ],
)
def test_at_head(head: str, actor: str | None) -> None:
    assert INDEX.at(0, len(TEXT), head=TEXT.index(head)) == actor


def test_within_gives_each_actor_once_and_no_parts() -> None:
    assert INDEX.within(0, len(TEXT)) == ("brenn", "board", "sailors")


def test_an_actor_is_found_by_its_id() -> None:
    assert INDEX["board"].name == "the Tolm River Board"


def test_no_actors() -> None:
    assert ActorIndex([]).at(0, 5) is None
