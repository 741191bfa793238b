"""Where `sayso extract` writes: tables, folders, a summary; what is refused there, and how far it says it is."""

from __future__ import annotations

import csv
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli import run_command
from sayso.cli.progress import tell_left, tell_rate
from sayso.errors import UsageError
from sayso.reading import Gauge
from sayso.records import RECORD_KINDS, RecordKind
from sayso.writing.flat import columns_of, rows_of
from sayso.writing.lines import Lines
from sayso.writing.parts import Parts, Written
from sayso.writing.places import Place, file_name, open_place
from tests.stories import make_story

FERRY = "Ferry strike ends\n\nThe union said on Monday that 40 boats would sail again, up from 12 in March.\n"
BRIDGE = "Bridge reopens\n\nThe mayor denied that the bridge was unsafe, and the council thanked 12 engineers.\n"


@pytest.fixture(scope="module")
def parses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parses")


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, parses: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_CACHE", str(parses))
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "bridge.txt").write_text(BRIDGE)
    (tmp_path / "news" / "ferry.txt").write_text(FERRY)


def sayso(*arguments: str) -> int:
    code = run_command(arguments)
    sys.stdout.flush()
    return code


def put_story(place: Place, parts: Parts) -> None:
    with open_place(place, parts) as put:
        put(parts(make_story()))


# tables


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_parquet_has_the_columns_and_values_of_the_rows(tmp_path: Path, kind: RecordKind) -> None:
    put_story(Place(name="out.parquet"), Parts(lines=Lines(layout="flat", format="parquet", kinds=(kind,))))
    table = pq.read_table("out.parquet")
    assert table.column_names == [column.name for column in columns_of(kind)]
    assert table.to_pylist() == list(rows_of(make_story(), kind))


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_the_types_of_parquet_are_the_same_without_a_row(tmp_path: Path, kind: RecordKind) -> None:
    parts = Parts(lines=Lines(layout="flat", format="parquet", kinds=(kind,)))
    put_story(Place(name="some.parquet"), parts)
    with open_place(Place(name="none.parquet"), parts):
        pass
    assert pq.read_schema("none.parquet") == pq.read_schema("some.parquet")


def test_types_are_what_the_contract_says() -> None:
    types = {column.name: (column.type, column.is_list) for column in columns_of("figure")}
    assert types["value"] == types["change_from_value"] == types["against_value"] == ("number", False)
    assert (types["start"], types["order"], types["approximate"]) == (("integer", False), ("integer", False), ("boolean", False))
    assert (types["change_derived"], types["counted_start"]) == (("text", True), ("integer", False))
    assert {column.name: column.is_list for column in columns_of("claim")}["actors_actor"]


@pytest.mark.model
def test_duckdb_reads_a_folder_of_tables_in_either_format() -> None:
    for format in ("parquet", "csv"):
        assert sayso("extract", "news", "--format", format, "-o", format) == 0
        assert sorted(os.listdir(format)) == sorted(f"{kind}.{format}" for kind in RECORD_KINDS)
    query = "SELECT article, text, value, date_edtf FROM '{0}/figure.{0}' ORDER BY article, start"
    parquet = duckdb.sql(query.format("parquet")).fetchall()
    assert parquet == duckdb.sql(query.format("csv")).fetchall()
    assert [row[2] for row in parquet] == [12, 40, 12]


@pytest.mark.model
def test_one_record_is_one_table() -> None:
    assert sayso("extract", "news", "--format", "parquet", "--record", "claim", "-o", "claims.parquet") == 0
    assert sayso("extract", "news", "--format", "csv", "--record", "claim", "-o", "claims.csv") == 0
    with open("claims.csv", newline="") as stream:
        assert [row["text"] for row in csv.DictReader(stream)] == pq.read_table("claims.parquet")["text"].to_pylist()


def test_parquet_is_left_whole_by_an_interrupt_and_not_by_a_failure() -> None:
    parts = Parts(lines=Lines(layout="flat", format="parquet", kinds=("claim",)))
    for name, end in (("out.parquet", KeyboardInterrupt()), ("other.parquet", ValueError())):
        with suppress(KeyboardInterrupt, ValueError), open_place(Place(name=name), parts) as put:
            put(parts(make_story()))
            raise end
    assert len(pq.read_table("out.parquet")) == 3
    assert not os.path.exists("other.parquet")


# folders


@pytest.mark.model
def test_a_file_for_each_article() -> None:
    assert sayso("extract", "news", "--split-by", "article", "-o", "out") == 0
    assert sorted(os.listdir("out")) == ["bridge.txt.json", "ferry.txt.json"]
    assert json.loads(Path("out/ferry.txt.json").read_text())["id"] == "ferry.txt"


@pytest.mark.model
def test_a_file_for_each_kind_of_record_holds_its_rows() -> None:
    assert sayso("extract", "news", "--split-by", "record", "--record", "claim", "--record", "date", "-o", "out") == 0
    assert sorted(os.listdir("out")) == ["claim.jsonl", "date.jsonl"]
    assert {json.loads(line)["record"] for line in Path("out/claim.jsonl").read_text().splitlines()} == {"claim"}


@pytest.mark.parametrize(
    ("ident", "name"),
    [
        pytest.param("a/b.txt", "a/b.txt", id="plain"),
        pytest.param("https://example.org/a?b=c", "https%3a%/%/example.org/a%3f%b=c", id="address"),
        pytest.param("../../up", "%..%/%..%/up", id="parents"),
        pytest.param("", "%", id="empty"),
        pytest.param(".hidden", "%.hidden%", id="hidden"),
    ],
)
def test_the_file_of_an_article(ident: str, name: str) -> None:
    assert file_name(ident) == name


@given(st.lists(st.text(max_size=300), min_size=2, max_size=2, unique=True))
def test_files_of_articles_stay_below_the_folder_and_apart(ids: list[str]) -> None:
    names = [file_name(ident) for ident in ids]
    assert names[0] != names[1]
    for name in names:
        parts = name.split("/")
        assert not {"", ".", ".."} & set(parts)
        assert all(len(part.encode()) <= 120 for part in parts)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param("extract news --split-by article", "needs a folder", id="split-to-stdout"),
        pytest.param("extract news --split-by article -o news/ferry.txt", "is a file", id="split-to-a-file"),
        pytest.param("extract news --split-by article -o news", "which is to be read", id="into-the-input"),
        pytest.param("extract news --split-by record --layout article -o out", "--layout flat", id="records-in-the-article-layout"),
        pytest.param("extract news --format parquet --record claim", "-o", id="parquet-to-stdout"),
        pytest.param("extract news --resume", "-o", id="resume-of-stdout"),
        pytest.param("extract news --retry-failed -o out", "--resume", id="retry-without-resume"),
        pytest.param("extract news -j 2 --scheduler tcp://127.0.0.1:1", "one of them", id="two-places-of-work"),
        pytest.param("extract news -o out --summary out", "both out", id="summary-over-records"),
        pytest.param("extract news --errors f --summary f", "both f", id="summary-over-errors"),
        pytest.param("extract news -o out.gz", "compressed", id="packed-output"),
        pytest.param("extract news/ferry.txt -o news/ferry.txt", "written over", id="records-over-the-article"),
        pytest.param("extract news/ferry.txt -o news/../news/ferry.txt", "written over", id="records-over-the-article-by-another-way"),
        pytest.param("extract news/ferry.txt --errors news/ferry.txt", "written over", id="errors-over-the-article"),
        pytest.param("extract news/ferry.txt --summary news/ferry.txt", "written over", id="summary-over-the-article"),
        pytest.param("extract news --summary nowhere/sum", "nowhere/sum: can't be written", id="summary-into-no-folder"),
        pytest.param("extract news --summary news", "news: can't be written", id="summary-over-a-folder"),
    ],
)
def test_wrong_places_are_one_line_and_nothing_is_written(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, arguments: str, said: str
) -> None:
    assert sayso(*arguments.split()) == 2
    told = capfd.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert said in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["news"]


@pytest.mark.parametrize("option", ["-o", "--errors", "--summary"])
def test_an_output_without_a_name_is_refused(capfd: pytest.CaptureFixture[str], tmp_path: Path, option: str) -> None:
    assert sayso("extract", "news", option, "") == 2
    assert "names nothing" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["news"]


def test_two_runs_on_one_folder() -> None:
    parts = Parts(lines=Lines())
    place = Place(name="out", split="article")
    with open_place(place, parts), pytest.raises(UsageError, match="another run"):
        put_story(place, parts)
    assert os.listdir("out") == []


# summary and progress


@pytest.mark.model
def test_a_summary_of_a_run() -> None:
    Path("news/empty.txt").write_text(" ")
    assert sayso("extract", "news", "-o", "out.jsonl", "--summary", "sum.json", "--errors", "errors.jsonl") == 3
    told: dict[str, Any] = json.loads(Path("sum.json").read_text())
    assert told["ended"] == "failed"
    assert told["articles"]["done"] == 2
    assert told["articles"]["failed"] == 1
    assert told["failures"] == {"it is empty": 1}
    rows = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert told["records"]["claim"] == sum(len(row["claims"]) for row in rows)
    assert told["run"] == rows[0]["run"]
    assert told["versions"]["python"] == sys.version.split()[0]
    assert told["times"]["seconds"] > 0


def test_how_long_it_may_take() -> None:
    assert tell_left(Gauge(total=100, read=25), 60) == "0:03:00 left"
    assert tell_left(Gauge(total=100_000, read=1000), 60) == "1:39:00 left"
    assert [tell_left(Gauge(total=0, read=25), 60), tell_left(Gauge(total=100, read=25), 1), tell_left(Gauge(total=9, read=9), 60)] == [
        ""
    ] * 3
    assert (tell_rate(30, 60), tell_rate(30, 1)) == ("0.5/s", "")


def test_parts_hold_what_was_counted() -> None:
    made = Parts(lines=Lines(layout="flat", kinds=("claim", "figure")), by_record=True)(make_story())
    assert made == Written("ferry.txt", made.parts, {"claim": 3, "figure": 1})
    assert {kind: part.count(b"\n") for kind, part in made.parts.items()} == {"claim": 3, "figure": 1}
