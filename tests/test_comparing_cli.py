"""`sayso diff` as it is typed."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sayso.cli import run_command
from sayso.records import Article, Figure, Meta, to_json
from sayso.writing.changes.marking import mark_items
from sayso.writing.changes.text import plain_words
from tests.stories import LINES, make_story, span


class Told:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    write("old", make_story("a"), make_story("b"))
    write("new", changed("a"), make_story("b"))


def write(name: str, *articles: Article) -> None:
    Path(name).write_bytes(b"".join(to_json(article) + b"\n" for article in articles))


def changed(ident: str) -> Article:
    """Another value, a cue that is longer, a source that is gone, and less confidence."""
    story = make_story(ident)
    boats = story.figures[0].model_copy(update={"value": 41, "rule": "figure.other"})
    first, second, third = story.attributions
    longer = second.model_copy(update={"cue": span("said on", type(second.cue), lemma="say"), "confidence": 0.41})
    lost = third.model_copy(update={"source": type(third.source)()})
    return story.model_copy(update={"figures": (boats,), "attributions": (first, longer, lost)})


@pytest.fixture
def sayso(capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    def run(*arguments: str) -> Told:
        code = run_command(["diff", *arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Told(code, out.decode(), err.decode())

    return run


def rows(told: Told) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.out.splitlines()]


@pytest.mark.parametrize("format", ["text", "stat", "jsonl", "csv", "md", "html"])
def test_exit_codes(sayso: Any, format: str) -> None:
    assert sayso("old", "new", "--format", format).code == 1
    assert sayso("old", "new", "--format", format, "--exit-zero").code == 0
    same = sayso("old", "old", "--format", format)
    assert (same.code, same.err) == (0, "")
    assert same.out


def test_moved_records_alone_are_no_difference(sayso: Any) -> None:
    """Blanks before everything: each record stands elsewhere, and the text is what differs."""
    Path("moved").write_text("")
    story = make_story("a")
    pushed = Article.model_validate(shifted(json.loads(to_json(story)), 2) | {"text": "  " + story.text})
    write("old", story)
    write("moved", pushed)
    told = sayso("old", "moved", "--format", "jsonl")
    assert [row["op"] for row in rows(told)] == ["changed", "summary"]
    assert [field["field"] for field in rows(told)[0]["changes"]] == ["text"]
    alone = sayso("old", "moved", "--format", "jsonl", "--record", "claim")
    assert (alone.code, rows(alone)[0]["counts"]["moved"]) == (0, 3)
    shown = sayso("old", "moved", "--format", "jsonl", "--record", "claim", "--moved")
    assert (shown.code, [row["op"] for row in rows(shown)]) == (0, ["moved", "moved", "moved", "summary"])


def shifted(value: Any, by: int) -> Any:
    if isinstance(value, list):
        return [shifted(item, by) for item in value]
    if isinstance(value, dict):
        return {name: item + by if name in ("start", "end") and item is not None else shifted(item, by) for name, item in value.items()}
    return value


def test_a_row_is_as_the_contract_says(sayso: Any) -> None:
    found = rows(sayso("old", "new", "--format", "jsonl"))
    assert [(row["op"], row.get("record")) for row in found] == [
        ("changed", "figure"), ("changed", "attribution"), ("changed", "attribution"), ("summary", None),
    ] or {row.get("record") for row in found} == {"figure", "attribution", None}  # fmt: skip
    row = next(row for row in found if row.get("record") == "figure")
    assert list(row) == ["id", "op", "record", "article", "old", "new", "match", "changes", "rules"]
    assert row["match"] == {"by": "id", "score": 1.0}
    assert row["changes"][0] == {"field": "value", "old": 40, "new": 41, "grade": "material"}
    assert row["rules"] == {"old": None, "new": "figure.other"}
    assert (row["old"][0]["text"], row["new"][0]["value"]) == ("40 boats", 41)
    assert list(found[-1]) == ["op", "counts", "runs"]
    assert found[-1]["runs"]["old"] == {"sayso": "0", "model": "hand", "rules": "hand-0"}


def test_an_id_is_the_same_where_the_content_is(sayso: Any) -> None:
    """Also where the text before it has grown, and in another pair of runs."""
    before = {row["id"] for row in rows(sayso("old", "new", "--format", "jsonl")) if "id" in row}
    for name, story in (("old", make_story("a")), ("new", changed("a"))):
        write(name, Article.model_validate(shifted(json.loads(to_json(story)), 3) | {"text": "Oh " + story.text}))
    assert {row["id"] for row in rows(sayso("old", "new", "--format", "jsonl")) if "id" in row} == before


def fields(told: Told) -> set[str]:
    return {field["field"] for row in rows(told) for field in row.get("changes", [])}


@pytest.mark.parametrize(
    ("options", "gone", "kept"),
    [
        pytest.param("--only material", {"cue.text"}, {"value", "source.text"}, id="material"),
        pytest.param("--record figure", {"cue.text", "source.text"}, {"value", "rule"}, id="one-record"),
        pytest.param("--ignore confidence --ignore rule", {"confidence", "rule"}, {"cue.text", "value"}, id="ignored"),
        pytest.param("--ignore source", {"source.text", "source.actor"}, {"value"}, id="an-object-ignored"),
        pytest.param("--ignore attribution.confidence", {"confidence"}, {"value"}, id="a-records-field"),
        pytest.param("--tolerance 0.05", {"confidence"}, {"value"}, id="near-enough"),
        pytest.param("--tolerance 1", {"confidence", "value"}, {"cue.text"}, id="all-numbers"),
        pytest.param("--tolerance value=1", {"value"}, {"confidence"}, id="one-number"),
    ],
)
def test_what_is_told(sayso: Any, options: str, gone: set[str], kept: set[str]) -> None:
    told = fields(sayso("old", "new", "--format", "jsonl", *options.split()))
    assert kept <= told
    assert not gone & told


def test_weights_of_ones_own(sayso: Any) -> None:
    Path("mine.toml").write_text("material = 60\n[figure]\nvalue = 10\n")
    told = rows(sayso("old", "new", "--format", "jsonl", "--grades", "mine.toml", "--record", "figure"))
    assert told[0]["changes"][0]["grade"] == "cosmetic"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param("old nowhere", "nowhere: can't be read", id="no-such-file"),
        pytest.param("- -", "OLD and NEW can't both be stdin", id="stdin-twice"),
        pytest.param("old new --format html5", "--format 'html5' is not known", id="no-such-format"),
        pytest.param("old new --record clam", "--record 'clam' is not known; allowed are article, actor", id="no-such-record"),
        pytest.param("old new --ignore confidenc", "--ignore 'confidenc' is no field of a record; did you mean", id="no-such-field"),
        pytest.param("old new --tolerance x", "--tolerance 'x' is no number", id="no-number"),
        pytest.param("old new --tolerance nan", "--tolerance 'nan' is no number", id="not-a-number"),
        pytest.param("old new --tolerance nope=1", "--tolerance 'nope' is no field", id="no-such-field-to-be-near"),
        pytest.param("old new --group-by rule --format csv", "--group-by goes with --format text, stat, md", id="rows-have-no-groups"),
        pytest.param("old new --grades nowhere.toml", "nowhere.toml: can't be read", id="no-such-weights"),
        pytest.param("old new --grades bad.toml", "bad.toml: is no TOML", id="weights-that-are-none"),
        pytest.param("old new --grades record.toml", "record.toml: [clam] is no record's table", id="weights-of-no-record"),
        pytest.param("old new --grades field.toml", "field.toml: [claim] has no field 'worth'", id="weights-of-no-field"),
        pytest.param("old new --grades way.toml", "way.toml: [claim] text has no way 'lost'", id="weights-of-no-way"),
        pytest.param("old new --grades weight.toml", "weight.toml: [claim] text is 'much'; a weight is a whole number", id="no-weights"),
        pytest.param("old new --grades heavy.toml", "heavy.toml: material is 1000; a weight is a whole number", id="too-heavy"),
        pytest.param("old broken", "broken:1: is no JSON object", id="no-run"),
    ],
)
def test_what_is_refused_in_one_line(sayso: Any, arguments: str, reason: str) -> None:
    Path("bad.toml").write_text("[")
    Path("record.toml").write_text("[clam]\ntext = 1\n")
    Path("field.toml").write_text("[claim]\nworth = 1\n")
    Path("way.toml").write_text("[claim]\ntext = { lost = 1 }\n")
    Path("weight.toml").write_text("[claim]\ntext = 'much'\n")
    Path("heavy.toml").write_text("material = 1000\n")
    Path("broken").write_text("nonsense\n")
    told = sayso(*arguments.split())
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"sayso: {reason}")
    assert told.err.count("\n") == 1


def test_text_is_readable_in_eighty_columns_without_colour(sayso: Any) -> None:
    told = sayso("old", "new")
    assert told.out.splitlines()[0] == "3 changed in 1 of 2 articles: 2 material, 1 cosmetic"
    assert "The union {+said on+}" in told.out or "said[-" in told.out or "{+ on+}" in told.out
    assert "value          40 → 41" in told.out
    assert "no rule → figure.other" in told.out
    assert max(map(len, told.out.splitlines())) <= 80
    assert "\x1b" not in told.out
    assert not any(line != line.rstrip() for line in told.out.splitlines())


def test_what_only_the_rules_changed_is_told_of_the_runs(sayso: Any) -> None:
    run = make_story().run
    assert run
    write("new", make_story("a", run=run.model_copy(update={"rules": "hand-1"})), make_story("b"))
    told = sayso("old", "new").out
    assert "nothing changed in 2 articles" in told
    assert "rules  [-hand-0-] → {+hand-1 | hand-0+}" in told or "rules  hand-0 → hand-1 | hand-0" in told
    assert "model  hand, the same" in told


def test_rows_and_tables_tell_the_same(sayso: Any) -> None:
    found = rows(sayso("old", "new", "--format", "jsonl"))
    table = list(csv.DictReader(io.StringIO(sayso("old", "new", "--format", "csv").out)))
    assert [(row["id"], row["field"]) for row in table] == [(row["id"], field["field"]) for row in found[:-1] for field in row["changes"]]


@pytest.mark.parametrize(
    ("by", "name"), [("rule", "no rule → figure.other: 1 change of 1 shape"), ("field", "figure.value: 1 change of 1 shape")]
)
def test_grouped(sayso: Any, by: str, name: str) -> None:
    assert name in sayso("old", "new", "--group-by", by).out
    assert name.split(":", maxsplit=1)[0] in sayso("old", "new", "--group-by", by, "--format", "stat").out
    assert name in sayso("old", "new", "--group-by", by, "--format", "md").out


def test_a_large_group_is_counted_not_listed(sayso: Any) -> None:
    write("old", *(make_story(f"{number:02}") for number in range(30)))
    write("new", *(changed(f"{number:02}") for number in range(30)))
    told = sayso("old", "new", "--group-by", "rule", "--record", "figure").out
    assert "no rule → figure.other: 30 changes of 1 shape" in told
    assert "… and 20 more" in told
    assert told.count("41") == 10


def test_of_many_the_weightiest_are_shown(sayso: Any) -> None:
    """Ten of an article's changes, in text order, and none that hardly matters in the place of one that does."""
    text = " ".join(f"Boat {number} sank." for number in range(40))
    for name, gone in (("old", 0), ("new", 1)):
        found = [_number(text, f"Boat {number} ", value=number + gone * (number > 29), rule=f"rule.{gone}") for number in range(40)]
        write(name, Article(id="a", meta=Meta(), text=text, figures=tuple(found)))
    told = sayso("old", "new", "--format", "md").out
    assert "a: 40 changes of 2 shapes, 10 material" in told
    assert [f"{number} → {number + 1}" in told.replace("<del>", "").replace("</del>", "").replace("<ins>", "").replace("</ins>", "")
            for number in range(30, 40)] == [True] * 10  # fmt: skip


def test_what_does_not_fit_into_a_comment_is_what_weighs_least(sayso: Any) -> None:
    """The last of many articles has the one change that matters."""
    text = "Boat 1 sank. " + "It was a long and windy night on the river. " * 20
    for name, gone in (("old", 0), ("new", 1)):
        found = [_number(text, "Boat 1 ", value=gone * (number == 499), rule=f"rule.{gone}") for number in range(500)]
        write(name, *(Article(id=f"{n:03}", meta=Meta(), text=text, figures=(f,)) for n, f in enumerate(found)))
    told = sayso("old", "new", "--format", "md").out
    assert len(told) < 65_536
    assert "499: 1 change of 1 shape, 1 material" in told
    assert "changes more, for which there is no room" in told


def _number(text: str, words: str, **fields: Any) -> Figure:
    start = text.index(words)
    return Figure(id=words, start=start, end=start + len(words), text=words, kind="count", **fields)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param("a b", "a b", "…", id="the-same"),
        pytest.param("a x x b", "a y y b", "a | [-x | x-] | {+y | y+} | b", id="what-went-comes-first"),
        pytest.param("a b c d", "b d e", "[-a-] | b | [-c-] | d | {+e+}", id="here-and-there"),
        pytest.param("", "a", "{+a+}", id="all-new"),
    ],
)
def test_lists_are_laid_over_each_other(old: str, new: str, shown: str) -> None:
    assert plain_words(mark_items(old.split(), new.split(), " | ")) == shown


def test_sentences_around(sayso: Any) -> None:
    assert LINES[0] not in sayso("old", "new", "--record", "figure").out.split("\n\n", 2)[2]
    assert LINES[0] in sayso("old", "new", "--record", "figure", "--context", "1").out.split("\n\n", 2)[2]


def test_a_passage_that_was_rewritten_is_shown_by_its_sentences(sayso: Any) -> None:
    """Each record in its own sentence: not with all that went, or came, beside it."""
    old, new = ("Ana hid 5 maps. Nobody saw it.", "A road cost 9 pounds. Drivers were glad.")
    for name, text, words, value in (("old", old, "5 maps", 5), ("new", new, "9 pounds", 9)):
        whole = f"It rained.\n\n{text}\n\nIt ended."
        found = Figure(id=name, start=whole.index(words), end=whole.index(words) + len(words), text=words, kind="count", value=value)
        write(name, Article(id="a", meta=Meta(), text=whole, figures=(found,)))
    told = sayso("old", "new").out
    assert "\n  [-Ana hid 5 maps.-]\n  - figure removed  5 maps" in told
    assert "\n  {+A road cost 9 pounds.+}\n  + figure added  9 pounds" in told


def test_nothing_of_an_article_is_markup_or_moves_the_cursor(sayso: Any) -> None:
    nasty = '<script>alert(1)</script> \x1b[2J **bold** [x](y) @everybody #12 | ~~gone~~ "'
    story = make_story("a")
    assert story.figures[0].unit
    write("old", story.model_copy(update={"figures": (story.figures[0].model_copy(update={"unit": nasty}),)}))
    write("new", story)
    text = sayso("old", "new")
    assert "\x1b" not in text.out
    told = sayso("old", "new", "--format", "md").out
    for markup in ("<script>", " **bold**", " [x](y)", "@everybody", "#12", " ~~gone~~", "\x1b"):
        assert markup not in told


@pytest.mark.parametrize("more", ["--help", "", "--format md", "--format stat", "--format jsonl"])
def test_diff_does_without_spacy(more: str) -> None:
    program = (
        "import sys; from sayso.cli import run_command; code = run_command(sys.argv[1:]); sys.exit(90 if 'spacy' in sys.modules else code)"
    )
    done = subprocess.run([sys.executable, "-c", program, "diff", "old", "new", *more.split()], capture_output=True, text=True, check=False)
    assert done.returncode == (0 if more == "--help" else 1), done.stderr


def test_a_reader_that_leaves_is_a_normal_end() -> None:
    write("old", *(make_story(f"{number:04}") for number in range(300)))
    write("new", *(changed(f"{number:04}") for number in range(300)))
    command = [sys.executable, "-m", "sayso", "diff", "old", "new", "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""
