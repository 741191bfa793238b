"""`sayso review` as it is typed: without a terminal, and at a real one."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest

from sayso.reviewing.decisions import load_decisions
from tests.pairs import actor, article_of, figure

TEXT = "The mayor said 40 boats sank on Monday. Ana Reyes denied it."
OLD = article_of(TEXT, figures=[figure(TEXT, "40 boats", "f1", value=40, unit="boat", rule="r.one")])
NEW = article_of(
    TEXT,
    figures=[figure(TEXT, "40 boats", "f1", value=40, unit="ship", rule="r.two")],
    actors=[actor(TEXT, "Ana Reyes", "k1", rule="names.run")],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, rows in (("old", [OLD]), ("new", [NEW])):
        put(tmp_path / f"{name}.jsonl", rows)
    return tmp_path


def put(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    path.write_bytes(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows))


def run(folder: Path, *arguments: str, runs: Sequence[str] = ("old.jsonl", "new.jsonl")) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso", "review", *runs, "--decisions", "d.jsonl", *arguments]
    environment = {**os.environ, "SAYSO_REVIEWER": "ana"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment, stdin=subprocess.DEVNULL)


def listed(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(folder, "--list", "--json", *arguments).stdout.splitlines()]


def test_a_list_has_every_change_with_its_status(folder: Path) -> None:
    done = run(folder, "--list")
    assert (done.returncode, done.stderr) == (1, "")
    assert [line.split("\t")[1:3] for line in done.stdout.splitlines()] == [["pending", "figure changed"], ["pending", "actor added"]]
    rows = listed(folder)
    assert [(row["op"], row["record"], row["status"], row["decision"]) for row in rows] == [
        ("changed", "figure", "pending", None),
        ("added", "actor", "pending", None),
    ]
    assert not (folder / "d.jsonl").exists()


def test_decided_by_id_until_nothing_is_pending(folder: Path) -> None:
    first, second = (row["id"] for row in listed(folder))
    assert run(folder, "--accept", first).returncode == 1
    assert run(folder, "--reject", second[:8]).returncode == 0
    assert [(row["status"], row["decision"]["by"]) for row in listed(folder)] == [("accept", "ana"), ("reject", "ana")]
    assert run(folder, "--undo", first).returncode == 1


def test_several_ids_follow_one_option(folder: Path) -> None:
    first, second = (row["id"] for row in listed(folder))
    assert run(folder, "--accept", first, second).returncode == 0
    assert run(folder, "--undo", first, "--reject", second[:8]).returncode == 1
    assert [row["status"] for row in listed(folder)] == ["pending", "reject"]
    assert run(folder, "--reject", first, "--accept", second, "--by", "ben").returncode == 0
    assert [row["status"] for row in listed(folder)] == ["reject", "accept"]


def test_ids_are_no_runs_and_runs_are_no_ids(folder: Path) -> None:
    """Ids may come before the runs, and a run whose name could be an id is one."""
    first, second = (row["id"] for row in listed(folder))
    (folder / "old.jsonl").rename(folder / "abcd")
    assert run(folder, "--accept", first, second, "abcd", "new.jsonl", runs=()).returncode == 0


def test_nothing_is_noted_where_a_part_is_wrong(folder: Path) -> None:
    first, _ = (row["id"] for row in listed(folder))
    assert run(folder, "--accept", first, "--reject", "ffffffff").returncode == 2
    assert run(folder, "--accept", first, "--reviewed", "nowhere.txt").returncode == 2
    assert not (folder / "d.jsonl").exists()


def test_what_a_list_tells_of_a_field_is_readable(folder: Path) -> None:
    put(folder / "old.jsonl", [article_of(TEXT, figures=[figure(TEXT, "40 boats", "f1", value=40, unit="red boat", per="long day")])])
    put(folder / "new.jsonl", [article_of(TEXT, figures=[figure(TEXT, "40 boats", "f1", value=40, unit="blue boat", per="day")])])
    (line,) = run(folder, "--list").stdout.splitlines()
    assert line.split("\t")[4] == "unit: [-red-]{+blue+} boat; per: [-long -]day"


def test_decided_by_rule_and_by_field(folder: Path) -> None:
    assert run(folder, "--accept-rule", "names.run").returncode == 1
    assert run(folder, "--reject-field", "figure.unit").returncode == 0
    assert {row["record"]: row["status"] for row in listed(folder)} == {"figure": "reject", "actor": "accept"}


def test_a_filter_lists_some(folder: Path) -> None:
    assert [row["record"] for row in listed(folder, "--filter", "record=actor")] == ["actor"]


def test_the_accepted_run_is_written(folder: Path) -> None:
    done = run(folder, "--accept-rule", "names.run", "--write", "gold.jsonl")
    assert (done.returncode, done.stdout) == (1, "")  # the figure is pending
    (article,) = map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines())
    assert ([one["unit"] for one in article["figures"]], len(article["actors"])) == (["boat"], 1)
    score = [sys.executable, "-m", "sayso", "score", "gold.jsonl", "new.jsonl", "--min", "actor=1"]
    assert subprocess.run(score, cwd=folder, capture_output=True, check=False).returncode == 0


def test_what_was_accepted_between_other_runs_takes_nothing_from_these(folder: Path) -> None:
    """All is rejected here: the old run comes out to the byte, whatever label the new one has."""
    run(folder, "--accept-rule", "names.run", "--accept-field", "figure.unit")
    label = {"sayso": "1", "model": "m", "rules": "r"}
    put(folder / "old2.jsonl", [OLD, article_of("The same.", "b.txt")])
    put(folder / "new2.jsonl", [{**article_of("The same.", "b.txt"), "run": label}, {**NEW, "figures": []}])
    runs = ("old2.jsonl", "new2.jsonl")
    ids = [json.loads(line)["id"] for line in run(folder, "--list", "--json", runs=runs).stdout.splitlines()]
    assert run(folder, "--reject", *ids, "--write", "gold.jsonl", runs=runs).returncode == 0
    assert (folder / "gold.jsonl").read_bytes() == (folder / "old2.jsonl").read_bytes()


def test_two_reviewers_disagree_until_it_is_settled(folder: Path) -> None:
    first, second = (row["id"] for row in listed(folder))
    run(folder, "--accept", first, second)
    (folder / "d.jsonl").rename(folder / "ben.jsonl")
    run(folder, "--reject", first)
    run(folder, "--accept", second)
    both = ("--decisions", "ben.jsonl")
    assert {row["id"]: row["status"] for row in listed(folder, *both)} == {first: "disputed", second: "accept"}
    assert run(folder, "--list", *both).returncode == 1
    assert run(folder, "--accept", first, *both).returncode == 0
    assert {row["status"] for row in listed(folder, *both)} == {"accept"}


def test_a_decision_about_what_is_gone_is_told_and_kept(folder: Path) -> None:
    run(folder, "--accept-rule", "names.run")
    done = run(folder, "--list", runs=("old.jsonl", "old.jsonl"))
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 decision is about a change that these runs do not have" in done.stderr
    assert len(load_decisions(str(folder / "d.jsonl"))) == 1


def test_a_sample_of_one_run(folder: Path) -> None:
    done = run(folder, "--sample", "9", "--list", "--json", runs=("new.jsonl",))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["op"], row["record"]) for row in rows] == [("added", "figure"), ("added", "actor")]
    wrong = rows[1]["id"]
    done = run(folder, "--sample", "9", "--reject", wrong, "--reviewed", "a.txt", "--write", "gold.jsonl", runs=("new.jsonl",))
    assert done.returncode == 1
    (article,) = map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines())
    assert (len(article["figures"]), article["actors"]) == (1, [])


def test_only_reviewed_articles_are_scored_when_asked(folder: Path) -> None:
    put(folder / "gold.jsonl", [NEW, {**NEW, "id": "b.txt"}])
    put(folder / "run.jsonl", [NEW])
    run(folder, "--reviewed", "a.txt")
    score = [sys.executable, "-m", "sayso", "score", "gold.jsonl", "run.jsonl", "--format", "json"]
    whole, some = (
        json.loads(subprocess.run([*score, *more], cwd=folder, capture_output=True, check=False).stdout)
        for more in ((), ("--reviewed", "d.jsonl"))
    )
    assert (whole["articles"], whole["missing"]) == (2, 1)
    assert (some["articles"], some["missing"]) == (1, 0)


def test_articles_that_nobody_reviewed_are_not_scored(folder: Path) -> None:
    score = [sys.executable, "-m", "sayso", "score", "old.jsonl", "new.jsonl", "--reviewed", "nowhere.jsonl"]
    done = subprocess.run(score, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "nowhere.jsonl: can't be read: no such file" in done.stderr


@pytest.mark.parametrize("arguments", [["-", "new.jsonl", "--misses", "m.jsonl"], ["-", "-"]], ids=["misses", "twice"])
def test_stdin_is_scored_once(folder: Path, arguments: list[str]) -> None:
    score = [sys.executable, "-m", "sayso", "score", *arguments]
    done = subprocess.run(score, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "stdin can be read once only" in done.stderr
    assert not (folder / "m.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "runs", "words"),
    [
        pytest.param((), ("old.jsonl", "new.jsonl"), "needs a terminal", id="no-terminal"),
        pytest.param(("--list",), ("old.jsonl",), "two runs are compared", id="one-run"),
        pytest.param(("--list", "--sample", "3"), ("old.jsonl", "new.jsonl"), "one run goes with --sample", id="two-runs-and-a-sample"),
        pytest.param(("--list",), ("old.jsonl", "gone.jsonl"), "gone.jsonl", id="no-file"),
        pytest.param(("--accept", "ffffffff"), ("old.jsonl", "new.jsonl"), "no change 'ffffffff'", id="no-such-change"),
        pytest.param(("--accept-rule", "r.none"), ("old.jsonl", "new.jsonl"), "no change has the rule", id="no-such-rule"),
        pytest.param(("--list", "--filter", "rule"), ("old.jsonl", "new.jsonl"), "write it as rule=", id="filter"),
        pytest.param(("--list", "--filter", "colour=red"), ("old.jsonl", "new.jsonl"), "allowed are record, rule", id="filter-name"),
        pytest.param(("--reviewed", "nowhere.txt"), ("old.jsonl", "new.jsonl"), "is no article of new.jsonl", id="no-such-article"),
        pytest.param(("--list", "--decisions", "ben.jsonl"), ("old.jsonl", "new.jsonl"), "ben.jsonl: can't be read", id="no-other-file"),
        pytest.param(("--write", "gold.jsonl"), ("-", "new.jsonl"), "stdin can be read once only", id="stdin-again"),
        pytest.param(("--list",), ("-", "-"), "can't both be stdin", id="stdin-twice"),
        pytest.param(("--list", "--decisions", "old.jsonl"), ("old.jsonl", "new.jsonl"), "old.jsonl:1: is no decision", id="another-file"),
    ],
)
def test_trouble_is_one_line_and_2(folder: Path, arguments: tuple[str, ...], runs: tuple[str, ...], words: str) -> None:
    done = run(folder, *arguments, runs=runs)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / "d.jsonl").exists()


def test_at_a_terminal(folder: Path) -> None:
    """Keys as a person presses them: accept, then leave; the decision is there, and the next sitting goes on."""
    seen = at_terminal(folder, "a", "q")
    assert "40 boats" in seen
    assert "1 of 2 decided, 1 pending" in seen
    assert [one.verdict for one in load_decisions(str(folder / "d.jsonl"))] == ["accept"]
    assert "Ana Reyes" in at_terminal(folder, "q")


def at_terminal(folder: Path, *keys: str) -> str:
    """What stands on the terminal at the end; each key is pressed when the prompt is there."""
    command = [sys.executable, "-m", "sayso", "review", "old.jsonl", "new.jsonl", "--decisions", "d.jsonl", "--by", "ana"]
    ours, theirs = pty.openpty()
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "TERM": "xterm"}
    process = subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True)
    os.close(theirs)
    try:
        seen = b""
        for number, key in enumerate(keys, 1):
            seen += _read_until(ours, seen, b"pending \xc2\xb7 a accept", number)
            os.write(ours, key.encode())
        seen += _read_until(ours, seen, b"decided, ", 1)
        assert process.wait(timeout=30) == 1
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return seen.decode("utf-8")


def _read_until(terminal: int, before: bytes, words: bytes, times: int) -> bytes:
    seen, deadline = b"", time.monotonic() + 30
    while (before + seen).count(words) < times:
        assert time.monotonic() < deadline, (before + seen).decode("utf-8", "replace")
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 65536)
    return seen
