"""Rows: objects joined, lists side by side, words beside every id, in JSONL and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from sayso.records import PLURALS, RECORD_KINDS, Article, RecordKind, all_records
from sayso.writing.flat import columns_of, rows_of
from sayso.writing.lines import Lines
from tests.stories import articles, make_story

ANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def row(kind: RecordKind, ident: str) -> dict[str, Any]:
    return next(row for row in rows_of(make_story(), kind) if row["id"] == ident)


@pytest.mark.parametrize(
    ("kind", "ident", "wanted"),
    [
        pytest.param(
            "claim", "c2", {"record": "claim", "article": "ferry.txt", "article_title": "Ferry strike ends"}, id="names-its-article"
        ),
        pytest.param("claim", "c2", {"article_outlet": "The Quay", "article_published": "2024-03-05"}, id="outlet-and-day-in-every-row"),
        pytest.param("claim", "c2", {"predicate_text": "sail", "predicate_lemma": "sail"}, id="an-object-is-joined"),
        pytest.param(
            "claim", "c3", {"predicate_start": None, "predicate_lemma": None, "condition_text": None}, id="no-object-has-its-columns"
        ),
        pytest.param(
            "claim", "c2", {"actors_actor": ["u1"], "actors_name": ["ferry union"], "actors_part": ["agent"]}, id="objects-side-by-side"
        ),
        pytest.param(
            "claim", "c2", {"chain": ["a1", "a2"], "chain_text": ["according to Harbour Radio", "ferry union said"]}, id="chain-in-words"
        ),
        pytest.param(
            "claim", "c2", {"figures_text": ["40 boats"], "figures_value": [40], "dates_edtf": ["2024-03-04"]}, id="values-beside-ids"
        ),
        pytest.param("claim", "c1", {"repeats": "c2", "repeats_text": "40 boats would sail again"}, id="a-repeated-claim-in-words"),
        pytest.param(
            "claim", "c3", {"actors_actor": [], "figures": [], "figures_text": [], "repeats_text": None}, id="nothing-is-empty-or-null"
        ),
        pytest.param("figure", "f1", {"by": "u1", "by_name": "ferry union", "against_name": None}, id="by-whom"),
        pytest.param("figure", "f1", {"date": "d1", "date_edtf": "2024-03-04", "date_text": "Monday"}, id="a-figures-date"),
        pytest.param("figure", "f1", {"attribution_text": "ferry union said", "counted_lemma": "boat"}, id="who-gives-the-number"),
        pytest.param("attribution", "a3", {"source_actor": "k1", "source_name": "Ida Kvam", "source_kind": "person"}, id="a-sources-name"),
        pytest.param("attribution", "a3", {"source_actors": ["k1"], "source_actors_name": ["Ida Kvam"]}, id="several-sources"),
        pytest.param(
            "attribution",
            "a2",
            {"content_text": ["that 40 boats would sail again"], "within_text": "according to Harbour Radio"},
            id="within",
        ),
        pytest.param("attribution", "a2", {"addressee_text": None, "addressee_name": None, "medium_kind": None}, id="no-addressee"),
        pytest.param("actor", "k1", {"roles": ["director"], "mentions_text": ["Ida Kvam"], "mentions_form": ["name"]}, id="mentions"),
        pytest.param("actor", "k1", {"external_key": [], "external_value": [], "members_name": []}, id="outside-ids"),
    ],
)
def test_what_a_row_holds(kind: RecordKind, ident: str, wanted: dict[str, Any]) -> None:
    made = row(kind, ident)
    assert {name: made[name] for name in wanted} == wanted


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_columns_are_the_same_in_every_row(kind: RecordKind) -> None:
    for made in rows_of(make_story(), kind):
        assert tuple(made) == tuple(column.name for column in columns_of(kind))


def test_kinds_come_in_the_order_of_the_contract() -> None:
    rows = [json.loads(line) for line in Lines(layout="flat")(make_story()).splitlines()]
    assert [made["record"] for made in rows] == ["actor"] * 3 + ["date", "figure"] + ["attribution"] * 3 + ["claim"] * 3


def test_an_article_without_such_records_is_no_line() -> None:
    assert Lines(layout="flat", kinds=("date",))(make_story(dates=(), figures=(), claims=())) == b""


@ANY
@given(articles())
def test_every_value_of_a_record_stands_in_its_row(article: Article) -> None:
    rows = {made["id"]: made for made in (json.loads(line) for line in Lines(layout="flat")(article).splitlines())}
    for record in all_records(article):
        for name, value in flattened(record.model_dump(mode="json")).items():
            assert rows[record.id][name] == value, name


@ANY
@given(articles())
def test_lists_of_one_object_are_equally_long(article: Article) -> None:
    for kind in RECORD_KINDS:
        for made, record in zip(rows_of(article, kind), getattr(article, PLURALS[kind]), strict=True):
            for name, value in record.model_dump().items():
                if isinstance(value, tuple):
                    own = (column for column in made if column == name or column.startswith(name + "_"))
                    cells = [made[column] for column in own if isinstance(made[column], list)]
                    assert {len(cell) for cell in cells} == {len(value)}


def flattened(value: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """What the contract says of a record as JSON: objects joined with `_`, a list of objects one list a field."""
    flat: dict[str, Any] = {}
    for name, item in value.items():
        if prefix + name == "external":
            flat |= {"external_key": list(item), "external_value": list(item.values())}
        elif isinstance(item, dict):
            flat |= flattened(item, f"{prefix}{name}_")
        elif isinstance(item, list) and item and isinstance(item[0], dict):
            flat |= {f"{prefix}{name}_{inner}": [each[inner] for each in item] for inner in item[0]}
        elif item not in (None, []):
            flat[prefix + name] = item
    return flat


def test_csv_has_a_head_and_a_line_a_record() -> None:
    lines = Lines(layout="flat", format="csv", kinds=("claim",))
    table = list(csv.DictReader(io.StringIO((lines.head() + lines(make_story())).decode())))
    assert [made["id"] for made in table] == ["c1", "c2", "c3"]
    assert table[1]["chain_text"] == "according to Harbour Radio | ferry union said"
    assert table[1]["figures_value"] == "40"
    assert table[0]["condition_text"] == ""


@ANY
@given(articles())
def test_csv_reads_back_cell_by_cell(article: Article) -> None:
    lines = Lines(layout="flat", format="csv", kinds=("figure",))
    rows = list(csv.reader(io.StringIO((lines.head() + lines(article)).decode(), newline="")))
    assert [len(cells) for cells in rows] == [len(columns_of("figure"))] * 3
    approximate = rows[0].index("approximate")
    assert [cells[approximate] for cells in rows[1:]] == [str(figure.approximate).lower() for figure in article.figures]
