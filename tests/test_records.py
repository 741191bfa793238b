"""The records' shape, their schema on disk, and the checks beyond shape."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sayso.records import (
    Actor,
    Article,
    Attribution,
    Block,
    Claim,
    Date,
    Figure,
    HeadedSpan,
    Mention,
    Meta,
    Source,
    Span,
    find_problems,
    json_schema,
    links_of,
    make_id,
    plain,
    to_json,
)

TEXT = "Anna Vell said 12 boats sank on 3 May."
SCHEMA = Path(__file__).parents[1] / "models" / "schema" / "article.schema.json"


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def make_article(**changes: Any) -> Article:
    anna = Actor(id="p1", name="Anna Vell", kind="person", mentions=(Mention(**span("Anna Vell"), form="name"),))
    boats = Figure(**span("12 boats"), id="f1", kind="count", value=12, unit="boat", date="d1", attribution="a1")
    may = Date(**span("3 May"), id="d1", kind="date", first="2024-05-03", last="2024-05-03", edtf="2024-05-03", grain="day")
    said = Attribution(
        id="a1", source=Source(**span("Anna Vell"), actor="p1", actors=("p1",), kind="person", named=True, status="given"),
        cue=HeadedSpan(**span("said"), lemma="say"), content=(Span(**span("12 boats sank on 3 May")),),
        content_form="clause", manner="indirect", stance="says",
    )  # fmt: skip
    parts: dict[str, Any] = {"actors": (anna,), "dates": (may,), "figures": (boats,), "attributions": (said,)}
    return Article(id="a", meta=Meta(), **{"text": TEXT, **parts, **changes})


def _said(**changes: Any) -> Attribution:
    (said,) = make_article().attributions
    return said.model_copy(update=changes)


def _boats(**changes: Any) -> Figure:
    (boats,) = make_article().figures
    return boats.model_copy(update=changes)


def _claim(**changes: Any) -> Claim:
    whole = span("12 boats sank")
    return Claim(**{**whole, "id": "c1", "spans": (Span(**whole),), "block": "body", **changes})


def _blocks(*places: tuple[int, int]) -> tuple[Block, ...]:
    return tuple(Block(start=start, end=end, text=TEXT[start:end], kind="body") for start, end in places)


def test_the_schema_on_disk_is_the_models() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == json_schema(), "run `make schema`"


def test_every_field_of_the_schema_is_explained() -> None:
    schema = json_schema()
    parts = [schema, *schema["$defs"].values()]
    fields = [(part["title"], name, note) for part in parts for name, note in part.get("properties", {}).items()]
    assert len(fields) > 120
    assert [(part, name) for part, name, note in fields if len(note.get("description", "")) < 10] == []


def test_the_schema_says_number_for_numbers_and_requires_every_field() -> None:
    schema = json_schema()
    value = schema["$defs"]["Figure"]["properties"]["value"]
    assert {"type": "number"} in value["anyOf"]
    for part in (schema, *schema["$defs"].values()):
        assert sorted(part["properties"]) == part["required"]


def test_every_field_is_always_there() -> None:
    row = json.loads(to_json(Article(id="a", meta=Meta(), text="x")))
    assert list(row) == ["schema", "id", "meta", "text", "blocks", "actors", "dates", "figures", "attributions", "claims", "run"]
    assert row["schema"] == "1"
    assert row["meta"]["origin"] == {}
    assert row["claims"] == []


def test_what_is_written_reads_back_the_same() -> None:
    article = make_article()
    assert Article.model_validate_json(to_json(article)) == article


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError):
        make_article().id = "b"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        pytest.param(Span, {"start": 2, "end": 2, "text": ""}, id="empty-span"),
        pytest.param(Span, {"start": 0, "end": 4, "text": "abc"}, id="span-of-another-length"),
        pytest.param(Span, {"start": -1, "end": 2, "text": "abc"}, id="negative-offset"),
        pytest.param(Source, {"start": 1}, id="half-a-source-span"),
        pytest.param(Source, {"status": "lost"}, id="unknown-status"),
        pytest.param(Date, {**span("3 May"), "id": "d", "kind": "date", "first": "2024-05-04", "last": "2024-05-03"}, id="date-ends-first"),
        pytest.param(Date, {**span("3 May"), "id": "d", "kind": "date", "first": "3 May"}, id="date-not-iso"),
        pytest.param(Actor, {"id": "x", "name": "X", "kind": "robot"}, id="unknown-kind"),
        pytest.param(Actor, {"id": "x", "name": "X", "kind": "person", "age": 3}, id="unknown-field"),
    ],
)
def test_what_is_no_record(kind: type[Any], fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        kind(**fields)


def test_a_sound_article_has_no_problems() -> None:
    assert list(find_problems(make_article())) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"text": TEXT.replace("12", "13")}, "is '13 boats', not '12 boats'", id="span-off-its-words"),
        pytest.param({"actors": ()}, "points at p1", id="link-to-nowhere"),
        pytest.param({"dates": (Date(**span("3 May"), id="f1", kind="vague"),)}, "id f1 stands twice", id="id-twice"),
        pytest.param({"blocks": _blocks((0, 20), (15, 38))}, "block 15–38 begins before block 0–20 ends", id="blocks-overlap"),
        pytest.param({"blocks": _blocks((20, 38), (0, 20))}, "block 0–20 begins before block 20–38 ends", id="blocks-out-of-order"),
        pytest.param({"blocks": _blocks((0, 14), (20, 38))}, "no block holds '12 bo' between 14 and 20", id="words-between-blocks"),
        pytest.param({"blocks": _blocks((0, 20))}, "between 20 and 38", id="words-behind-the-last-block"),
        pytest.param({"attributions": (_said(within="a1"),)}, "a1: it is within itself", id="within-itself"),
        pytest.param({"attributions": (_said(within="a2"), _said(id="a2", within="a1"))}, "it is within itself", id="within-each-other"),
        pytest.param(
            {"attributions": (_said(), _said(id="a2", within="a1")), "claims": (_claim(chain=("a2", "a1")),)},
            "its chain does not begin with the outermost",
            id="chain-from-within",
        ),
        pytest.param({"claims": (_claim(figures=("a1",)),)}, "figures points at a1, which is no figure", id="figures-that-are-none"),
        pytest.param({"attributions": (_said(within="f1"),)}, "within points at f1, which is no attribution", id="within-a-figure"),
        pytest.param({"attributions": (_said(source=Source(status="given")),)}, "status given and no words", id="given-without-words"),
        pytest.param({"attributions": (_said(source=Source(**span("Anna Vell"))),)}, "status none and words", id="none-with-words"),
        pytest.param({"figures": (_boats(kind="share", share=1.2),)}, "its share is 1.2", id="share-beyond-the-whole"),
        pytest.param({"figures": (_boats(kind="percent", share=-0.2),)}, "its share is -0.2", id="negative-share"),
    ],
)
def test_problems_are_named(changes: dict[str, Any], said: str) -> None:
    assert any(said in problem for problem in find_problems(make_article(**changes)))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"blocks": _blocks((0, 14), (15, 38))}, id="blocks-in-order"),
        pytest.param({"blocks": _blocks((0, 15), (15, 38))}, id="blocks-that-touch"),
        pytest.param({"attributions": (_said(), _said(id="a2", within="a1"))}, id="within-another"),
        pytest.param(
            {"attributions": (_said(), _said(id="a2", within="a1")), "claims": (_claim(chain=("a1", "a2")),)}, id="chain-from-outside"
        ),
        pytest.param({"attributions": (_said(), _said(id="a2")), "claims": (_claim(chain=("a2", "a1")),)}, id="chain-without-nesting"),
        pytest.param({"attributions": (_said(source=Source(status="none")),)}, id="no-source"),
        pytest.param({"attributions": (_said(source=Source(**span("Anna Vell"), status="elided")),)}, id="elided-with-words"),
        pytest.param({"figures": (_boats(kind="share", share=1),)}, id="the-whole"),
        pytest.param({"figures": (_boats(kind="percent", share=1.5),)}, id="a-percentage-beyond-the-whole"),
    ],
)
def test_what_is_no_problem(changes: dict[str, Any]) -> None:
    assert list(find_problems(make_article(**changes))) == []


def test_links_are_found_at_any_depth() -> None:
    (said,) = make_article().attributions
    assert set(links_of(said)) == {("source.actor", "p1"), ("source.actors", "p1")}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        pytest.param(Decimal("56"), "56", id="integer"),
        pytest.param(Decimal("2.10"), "2.1", id="fraction"),
        pytest.param(Decimal("2.1") * 10**9, "2100000000", id="integral-after-magnitude"),
        pytest.param(Decimal(2**53), "9007199254740992.0", id="beyond-exact"),
        pytest.param(Decimal("-0.5"), "-0.5", id="negative"),
    ],
)
def test_decimals_become_plain_numbers(number: Decimal, written: str) -> None:
    assert json.dumps(plain(number)) == written


@given(st.integers(-(2**53) + 1, 2**53 - 1))
def test_integers_below_two_to_the_53_stay_exact(number: int) -> None:
    made = plain(Decimal(number))
    assert made == number
    assert isinstance(made, int)


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_ids_ignore_blanks_only(parts: list[str]) -> None:
    assert make_id(*parts) == make_id(*(f"  {part}\n" for part in parts))
    assert make_id(*parts, "x") != make_id(*parts)
