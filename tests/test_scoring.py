"""A run against gold: what is counted as right, how far chance moves it, and what must be reached."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import RunError, UsageError
from sayso.records import RECORD_KINDS
from sayso.scoring import Tally, find_misses, parse_minimum, score, tally, text_table
from sayso.scoring.intervals import find_intervals
from tests.pairs import actor, article_of, as_json, attribution, claim, date, figure
from tests.stories import articles, make_story

TEXT = "The mayor said 40 boats sank on Monday. Ana Reyes denied it."
Write = Callable[[str, Sequence[dict[str, Any]]], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_run(name: str, rows: Sequence[dict[str, Any]]) -> str:
        (tmp_path / name).write_bytes(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows))
        return str(tmp_path / name)

    return write_run


def boats(**fields: Any) -> dict[str, Any]:
    return article_of(TEXT, figures=[figure(TEXT, "40 boats", "f1", **{"value": 40, **fields})])


def sunk(*ids: str, **fields: Any) -> dict[str, Any]:
    """A claim with two actors, whose ids are told."""
    mayor, reyes = ids
    people = [actor(TEXT, "The mayor", mayor), actor(TEXT, "Ana Reyes", reyes)]
    parts = [{"actor": mayor, "part": "agent"}, {"actor": reyes, "part": "target"}]
    return article_of(TEXT, actors=people, claims=[claim(TEXT, "40 boats sank on Monday", "c1", **{"actors": parts, **fields})])


@pytest.mark.parametrize(
    ("gold", "run", "name", "wanted"),
    [
        pytest.param(boats(), boats(), "figure", Tally(1, 1, 1), id="found"),
        pytest.param(boats(), article_of(TEXT), "figure", Tally(1, 0, 0), id="missed"),
        pytest.param(article_of(TEXT), boats(), "figure", Tally(0, 1, 0), id="false"),
        pytest.param(boats(), None, "figure", Tally(1, 0, 0), id="an-article-that-the-run-lacks"),
        pytest.param(boats(unit="boat"), boats(unit="boat"), "figure.unit", Tally(1, 1, 1), id="a-field"),
        pytest.param(boats(unit="boat"), boats(unit="ship"), "figure.unit", Tally(1, 1, 0), id="a-wrong-field"),
        pytest.param(boats(unit="boat"), boats(), "figure.unit", Tally(1, 0, 0), id="an-empty-field"),
        pytest.param(boats(), boats(unit="boat"), "figure.unit", Tally(0, 1, 0), id="a-field-too-many"),
        pytest.param(boats(approximate=True), boats(), "figure.approximate", Tally(1, 0, 0), id="false-tells-nothing"),
        pytest.param(boats(value=40), boats(value=40.0), "figure.value", Tally(1, 1, 1), id="an-integer-and-a-double"),
        pytest.param(sunk("m", "r"), sunk("x", "y"), "claim.actors.agent", Tally(1, 1, 1), id="links-by-what-they-lead-to"),
        pytest.param(
            sunk("m", "r"),
            sunk("x", "y", actors=[{"actor": "y", "part": "agent"}]),
            "claim.actors.agent",
            Tally(1, 1, 0),
            id="a-wrong-link",
        ),
        pytest.param(
            sunk("m", "r"),
            sunk("x", "y", actors=[{"actor": "x", "part": "agent"}]),
            "claim.actors.target",
            Tally(1, 0, 0),
            id="a-lost-link",
        ),
        pytest.param(
            article_of(TEXT, actors=[actor(TEXT, "Ana Reyes", "k", "Ana Reyes", "it")]),
            article_of(TEXT, actors=[actor(TEXT, "Ana Reyes", "k")]),
            "actor.mentions",
            Tally(2, 1, 1),
            id="each-item-of-a-list",
        ),
        pytest.param(
            article_of(TEXT, claims=[claim(TEXT, TEXT, "c1")]),
            article_of(TEXT, claims=[claim(TEXT, TEXT[:38], "c2"), claim(TEXT, "Ana Reyes denied it", "c3")]),
            "claim",
            Tally(1, 2, 1),
            id="one-in-two-is-found-once-and-false-once",
        ),
        pytest.param(
            article_of(TEXT, claims=[claim(TEXT, TEXT[:38], "c2"), claim(TEXT, "Ana Reyes denied it", "c3")]),
            article_of(TEXT, claims=[claim(TEXT, TEXT, "c1")]),
            "claim",
            Tally(2, 1, 1),
            id="two-in-one-is-missed-once",
        ),
        pytest.param(
            article_of(TEXT, attributions=[attribution(TEXT, "The mayor", "said", "40 boats sank", "a1", confidence=None)]),
            article_of(TEXT, attributions=[attribution(TEXT, "The mayor", "said", "40 boats sank", "a1", confidence=0.8, rule="cue.say")]),
            "attribution.confidence",
            None,
            id="a-confidence-is-not-scored",
        ),
        pytest.param(
            article_of(TEXT, dates=[date(TEXT, "Monday", "d1", first="2024-03-04", last="2024-03-04")]),
            article_of("Boats.\n\n" + TEXT, dates=[date("Boats.\n\n" + TEXT, "Monday", "d9", first="2024-03-04", last="2024-03-04")]),
            "date.text",
            Tally(1, 1, 1),
            id="places-are-carried-over-to-another-text",
        ),
    ],
)
def test_tally(gold: dict[str, Any], run: dict[str, Any] | None, name: str, wanted: Tally | None) -> None:
    assert tally(gold, run, RECORD_KINDS).get(name) == wanted


@settings(max_examples=15, deadline=None)
@given(articles())
def test_a_run_is_all_right_against_itself(article: Any) -> None:
    found = tally(as_json(article), as_json(article), RECORD_KINDS)
    assert [name for name, counts in found.items() if not counts.gold == counts.run == counts.both] == []


@settings(max_examples=15, deadline=None)
@given(articles(), articles())
def test_nothing_is_right_more_often_than_told(one: Any, other: Any) -> None:
    found = tally(as_json(one), as_json(other), RECORD_KINDS)
    assert [name for name, counts in found.items() if not 0 <= counts.both <= min(counts.gold, counts.run)] == []


def test_scores_are_ratios_of_counts(write: Write) -> None:
    gold = write("gold.jsonl", [boats(unit="boat") | {"id": "a"}, boats() | {"id": "b"}])
    run = write("run.jsonl", [boats(unit="ship") | {"id": "a"}, article_of(TEXT, "b"), boats() | {"id": "c"}])
    report = score(gold, run)
    found = report.get("figure")
    assert found is not None
    assert (found.precision, found.recall, found.f1) == (1.0, 0.5, 2 / 3)
    unit = report.get("figure.unit")
    assert unit is not None
    assert (unit.precision, unit.recall, unit.f1) == (0.0, 0.0, 0.0)
    assert report.get("claim") is not None
    assert [one.f1 for one in report.scores if one.name == "claim"] == [None]
    assert (report.articles, report.missing) == (2, 0)


def test_only_the_articles_that_are_asked_for(write: Write) -> None:
    gold = write("gold.jsonl", [boats() | {"id": "a"}, boats() | {"id": "b"}])
    run = write("run.jsonl", [boats() | {"id": "a"}])
    assert score(gold, run, articles={"a"}).missing == 0
    assert score(gold, run).missing == 1
    with pytest.raises(RunError, match="holds no article to score"):
        score(gold, run, articles={"z"})


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        pytest.param([(4, 4, 4)] * 5, (1.0, 1.0), id="all-right"),
        pytest.param([(4, 4, 0)] * 5, (0.0, 0.0), id="all-wrong"),
        pytest.param([(4, 4, 4)], None, id="one-article"),
        pytest.param([(4, 4, 4), (0, 0, 0)], None, id="one-that-tells-anything"),
    ],
)
def test_interval(rows: list[tuple[int, int, int]], wanted: tuple[float, float] | None) -> None:
    assert find_intervals(rows)[2] == wanted


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=12))
def test_an_interval_is_in_order_and_the_same_again(raw: list[tuple[int, int, int]]) -> None:
    rows = [(gold, run, min(gold, run, both)) for gold, run, both in raw]
    for interval in find_intervals(rows):
        assert interval is None or 0 <= interval[0] <= interval[1] <= 1
    assert find_intervals(rows) == find_intervals(rows)


def test_an_interval_is_narrower_with_more_articles() -> None:
    few, many = ([(4, 4, 4), (4, 4, 2)] * count for count in (3, 60))
    widths = []
    for rows in (few, many):
        interval = find_intervals(rows)[0]
        assert interval is not None
        widths.append(interval[1] - interval[0])
    assert widths[1] < widths[0] / 2


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("figure=0.6", None, id="met"),
        pytest.param("figure=0.7", "figure: f1 0.6667 is below 0.7", id="not-met"),
        pytest.param("figure:precision=1", None, id="a-measure"),
        pytest.param("figure:recall=0.51", "figure: recall 0.5000 is below 0.51", id="a-measure-not-met"),
        pytest.param("figure.kind=1", None, id="a-field"),
        pytest.param("claim=0.1", "claim: nothing to score, 0.1 is asked", id="nothing-there"),
        pytest.param("figure.colour=0.1", "figure.colour: nothing to score, 0.1 is asked", id="no-such-field"),
    ],
)
def test_minimum(write: Write, text: str, complaint: str | None) -> None:
    gold = write("gold.jsonl", [boats() | {"id": "a"}, boats() | {"id": "b"}])
    run = write("run.jsonl", [boats() | {"id": "a"}, article_of(TEXT, "b")])
    assert parse_minimum(text).complain(score(gold, run)) == complaint


@pytest.mark.parametrize("text", ["claim", "claim=2", "claim=-1", "claim=x", "boat=0.5", "claim:speed=0.5", "=0.5", "claim=1.2.3"])
def test_a_minimum_that_is_not_understood(text: str) -> None:
    with pytest.raises(UsageError, match="is not understood"):
        parse_minimum(text)


def test_misses_are_changes_without_what_only_the_run_has(write: Write) -> None:
    gold = write("gold.jsonl", [boats(unit="boat", rule="x") | {"id": "a"}, boats() | {"id": "b"}])
    run = write("run.jsonl", [boats(unit="ship", rule="y") | {"id": "a"}, boats() | {"id": "c", "text": TEXT + " No."}])
    found = [(change.op, change.record, [field.field for field in change.changes]) for change in find_misses(gold, run)]
    assert found == [("changed", "figure", ["unit"]), ("removed", "article", [])]


# --- the command


def run_score(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sayso", "score", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def files(write: Write) -> tuple[str, str]:
    return write("gold.jsonl", [as_json(make_story())]), write("run.jsonl", [as_json(make_story())])


def test_the_table_is_printed(files: tuple[str, str]) -> None:
    done = run_score(*files)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == text_table(score(*files)) + "\n"
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_json_is_for_machines(files: tuple[str, str]) -> None:
    told = json.loads(run_score(*files, "--format", "json", "--record", "claim").stdout)
    assert {row["name"].split(".")[0] for row in told["scores"]} == {"claim"}
    assert {row["f1"] for row in told["scores"]} == {1.0}


def test_markdown_is_a_table(files: tuple[str, str]) -> None:
    lines = run_score(*files, "--format", "md").stdout.splitlines()
    assert {line.count("|") for line in lines[2:]} == {9}


def test_a_minimum_that_is_not_met_ends_with_1(write: Write, files: tuple[str, str]) -> None:
    empty = write("empty.jsonl", [{**as_json(make_story()), "claims": []}])
    done = run_score(files[0], empty, "--min", "claim=0.5", "--min", "actor=0.5")
    assert done.returncode == 1
    assert done.stderr == "sayso: warning: claim: f1 0.0000 is below 0.5\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param(("nowhere.jsonl",), "nowhere.jsonl", id="no-file"),
        pytest.param(("{run}", "--min", "claims=1"), "--min 'claims=1' is not understood", id="minimum"),
        pytest.param(("{run}", "--record", "boat"), "--record 'boat' is not known; allowed are actor", id="record"),
        pytest.param(("{other}",), "other.jsonl:1", id="no-run"),
    ],
)
def test_trouble_is_one_line_and_2(write: Write, files: tuple[str, str], arguments: tuple[str, ...], line: str) -> None:
    other = write("other.jsonl", [{"hello": 1}])
    done = run_score(files[0], *(word.format(run=files[1], other=other) for word in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert line in done.stderr
    assert done.stderr.count("\n") == 1


def test_misses_are_written(write: Write, files: tuple[str, str], tmp_path: Path) -> None:
    empty = write("empty.jsonl", [{**as_json(make_story()), "figures": []}])
    assert run_score(files[0], empty, "--misses", str(tmp_path / "misses.jsonl"), "--record", "figure").returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "misses.jsonl").read_text("utf-8").splitlines()]
    assert [(row["op"], row["record"]) for row in rows] == [("removed", "figure")]
