"""`sayso convert`: what goes where, there and back, and one line for whatever is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.cli import run_command
from sayso.records import Article, to_json
from tests.stories import make_story
from tests.test_converting_back import as_gold, comparable

pytestmark = pytest.mark.model


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with a run of two articles; the log is as it was afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    (tmp_path / "run.jsonl").write_bytes(b"".join(to_json(make_story(ident)) + b"\n" for ident in ("ferry.txt", "b/ferry.txt")))


@pytest.mark.parametrize("format", ["brat", "label-studio", "prodigy"])
def test_what_goes_out_comes_back_as_gold(format: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["convert", "run.jsonl", "--to", format, "-o", "export"]) == 0
    path = "export"
    if format == "label-studio":
        annotate(Path("export/tasks.json"))
        path = "export/tasks.json"
    assert run_command(["convert", path, "--from", format, "-o", "gold.jsonl"]) == 0
    assert run_command(["validate", "gold.jsonl"]) == 0
    back = {row["id"]: Article.model_validate(row) for row in rows(Path("gold.jsonl").read_text("utf-8"))}
    assert set(back) == {"ferry.txt", "b/ferry.txt"}
    for ident, article in back.items():
        assert comparable(article) == comparable(as_gold(make_story(ident)))
    assert capfd.readouterr().err == ""


def annotate(path: Path) -> None:
    """As Label Studio does when somebody submits the predictions as they are."""
    tasks = json.loads(path.read_text("utf-8"))
    for task in tasks:
        task["annotations"] = [{"result": task["predictions"][0]["result"]}]
    path.write_text(json.dumps(tasks), "utf-8")


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]


def test_ids_come_back_as_extract_made_them(capfd: pytest.CaptureFixture[str]) -> None:
    """The same records over the same sentences have the same ids, whoever made them."""
    Path("page.txt").write_text(
        "Ferry strike ends\n\nThe union said on Monday that 40 boats would sail again. "
        "Its director, Ida Kvam, denied that the port was shut.\n\n"
        "QUAY: Will it last?\n\nKVAM: It will. We hope so.\n"
    )
    assert run_command(["extract", "page.txt", "-o", "made.jsonl"]) == 0
    assert run_command(["convert", "made.jsonl", "--to", "prodigy", "-o", "tasks.jsonl"]) == 0
    assert run_command(["convert", "tasks.jsonl", "--from", "prodigy", "-o", "gold.jsonl"]) == 0
    made, gold = (Article.model_validate(rows(Path(name).read_text("utf-8"))[0]) for name in ("made.jsonl", "gold.jsonl"))
    bare = {"run": None}
    for name in ("actors", "dates", "figures", "attributions", "claims"):
        dropped = {"rule": None, "confidence": None} if name == "attributions" else {"rule": None}
        bare[name] = tuple(record.model_copy(update=dropped) for record in getattr(made, name))
    assert any(one.cue is None for one in made.attributions)
    assert gold == made.model_copy(update=bare)


def test_conllu_has_the_sentences_of_the_model(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["convert", "run.jsonl", "--to", "conllu"]) == 0
    out = capfd.readouterr().out
    assert out.count("# newdoc") == 2
    assert "# text = Ferry strike ends\n" in out
    assert "B-cue_denies:a3" in out


def test_a_run_may_come_from_stdin(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    with Path("run.jsonl").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert run_command(["convert", "-", "--to", "doccano"]) == 0
    assert len(rows(capfd.readouterr().out)) == 2


WRONG = {
    "neither way": (["run.jsonl"], "give either --to or --from; --to takes brat, conllu"),
    "both ways": (["run.jsonl", "--to", "brat", "--from", "brat"], "give either --to or --from"),
    "an unknown format": (["run.jsonl", "--to", "word"], "--to 'word' is not known; allowed are brat, conllu, doccano, label-studio"),
    "an unknown format back": (["run.jsonl", "--from", "timeml"], "--from 'timeml' is not known; allowed are brat, label-studio, prodigy"),
    "a file that is not there": (["none.jsonl", "--to", "plover"], "none.jsonl: can't be read: no such file"),
    "files to stdout": (["run.jsonl", "--to", "brat"], "--to brat writes files: give a folder with -o"),
    "a folder with something in it": (["run.jsonl", "--to", "brat", "-o", "."], ".: is there already; give a folder that is new or empty"),
    "a file for a folder": (["run.jsonl", "--to", "timeml", "-o", "run.jsonl"], "run.jsonl: is there already"),
    "a row of the flat layout": (["flat.jsonl", "--to", "plover"], "flat.jsonl:1: is a row of the flat layout"),
    "a run of an older schema": (["old.jsonl", "--to", "plover"], "has schema '0'; this version reads '1', so extract its articles anew"),
    "a run of another tool": (["other.jsonl", "--to", "plover"], "other.jsonl:1: is a row of another tool: it has no attributions, meta"),
    "no JSON at all": (["text.jsonl", "--to", "plover"], "text.jsonl:1: is no JSON object"),
    "no folder of brat's": (["run.jsonl", "--from", "brat"], "is no folder with .ann files"),
    "no list of tasks": (["other.jsonl", "--from", "label-studio"], "holds no list of tasks"),
    "no JSON of Label Studio's": (["text.jsonl", "--from", "label-studio"], "is no JSON"),
    "nothing of Prodigy's": (["none.jsonl", "--from", "prodigy"], "none.jsonl: can't be read"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "reason"), WRONG.values(), ids=WRONG)
def test_wrong_usage_writes_nothing(arguments: list[str], reason: str, capfd: pytest.CaptureFixture[str]) -> None:
    Path("flat.jsonl").write_text('{"record": "claim", "article": "a", "article_title": null}\n')
    Path("old.jsonl").write_bytes(Path("run.jsonl").read_bytes().replace(b'"schema":"1"', b'"schema":"0"'))
    Path("other.jsonl").write_text('{"claims": []}\n')
    Path("text.jsonl").write_text("The union said.\n")
    before = sorted(Path.cwd().rglob("*"))
    assert run_command(["convert", *arguments]) == 2
    told = capfd.readouterr()
    assert reason in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert [path for path in sorted(Path.cwd().rglob("*")) if "cache" not in path.parts] == before


def test_an_empty_run_is_told_and_written(capfd: pytest.CaptureFixture[str]) -> None:
    Path("empty.jsonl").write_text("")
    assert run_command(["convert", "empty.jsonl", "--to", "schema.org"]) == 0
    told = capfd.readouterr()
    assert json.loads(told.out)["@graph"] == []
    assert "empty.jsonl: holds no article" in told.err


def test_one_broken_article_stops_no_other(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["convert", "run.jsonl", "--to", "brat", "-o", "export"]) == 0
    path = Path("export/0001-ferry.ann")
    path.write_text(path.read_text("utf-8") + "E1\tbroken\n", "utf-8")
    assert run_command(["convert", "export", "--from", "brat"]) == 3
    told = capfd.readouterr()
    assert [row["id"] for row in rows(told.out)] == ["b/ferry.txt"]
    assert "0001-ferry.ann" in told.err
    assert "nothing else is read (mend the line" in told.err


def test_marks_without_their_text_are_told_by_their_name(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["convert", "run.jsonl", "--to", "brat", "-o", "export"]) == 0
    Path("export/0001-ferry.txt").unlink()
    assert run_command(["convert", "export", "--from", "brat"]) == 3
    told = capfd.readouterr()
    assert [row["id"] for row in rows(told.out)] == ["b/ferry.txt"]
    assert "export/0001-ferry.ann: 0001-ferry.txt can't be read: no such file or directory (give the text beside its marks)" in told.err


def test_texts_that_never_were_in_a_run_can_be_annotated_from_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    Path("fresh").mkdir()
    Path("fresh/page.txt").write_text("Ferry strike ends\n\nThe union denied that 40 boats would sail.\n")
    lines = ("T1\tcue_denies 29 35\tdenied", "T2\tsource 19 28\tThe union", "T3\tcontent 36 60\tthat 40 boats would sail",
             "R1\tsource Arg1:T1 Arg2:T2", "R2\tcontent Arg1:T1 Arg2:T3")  # fmt: skip
    Path("fresh/page.ann").write_text("\n".join(lines) + "\n")
    assert run_command(["convert", "fresh", "--from", "brat"]) == 0
    (row,) = rows(capfd.readouterr().out)
    assert (row["id"], row["meta"]["title"], [block["kind"] for block in row["blocks"]]) == (
        "page",
        "Ferry strike ends",
        ["headline", "body"],
    )
    assert row["attributions"][0]["cue"]["lemma"] == "deny"
