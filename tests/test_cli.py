"""The commands as they are typed: what goes where, which exit code, and one line for whatever is wrong."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest

from sayso.cli import extracting, run_command
from sayso.cli.options import DEFAULT_MODEL
from sayso.parsing import DEFAULT_MODEL as PARSINGS_MODEL
from sayso.records import json_schema, to_json
from sayso.writing.lines import Lines
from sayso.writing.output import open_output
from tests.stories import make_story

pytestmark = pytest.mark.model

FERRY = "Ferry strike ends\n\nThe union said on Monday that 40 boats would sail again.\n"
BRIDGE = "Bridge reopens\n\nThe mayor denied that the bridge was unsafe, and the council thanked 12 engineers.\n"


@pytest.fixture(scope="module")
def parses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parses")


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, parses: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with two articles; parses are shared between tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_CACHE", str(parses))
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE)
    (folder / "ferry.txt").write_text(FERRY)


class Told:
    """What a command wrote, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def sayso(capfd: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str) -> Told:
        code = run_command(arguments)
        sys.stdout.flush()
        return Told(code, *capfd.readouterr())

    return run


def test_a_folder_becomes_a_line_an_article_in_order(sayso: Any) -> None:
    told = sayso("extract", "news")
    assert told.code == 0
    assert [row["id"] for row in told.rows] == ["bridge.txt", "ferry.txt"]
    assert told.err == ""


def test_what_is_extracted_is_valid(sayso: Any) -> None:
    assert sayso("extract", "news", "-o", "run.jsonl").out == ""
    assert sayso("validate", "run.jsonl").code == 0


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(("-j", "2"), id="two-processes"),
        pytest.param(("--no-cache",), id="no-cache"),
        pytest.param((), id="again"),
    ],
)
def test_the_same_bytes_come_out(sayso: Any, options: Sequence[str]) -> None:
    assert sayso("extract", "news", *options).out == sayso("extract", "news").out


def test_flat_rows_are_of_the_kinds_asked_for(sayso: Any) -> None:
    told = sayso("extract", "news", "--layout", "flat", "--record", "claim", "--record", "actor")
    assert {row["record"] for row in told.rows} <= {"claim", "actor"}
    assert all(row["article"] in ("bridge.txt", "ferry.txt") for row in told.rows)


def test_csv_is_a_table_with_a_head(sayso: Any) -> None:
    assert sayso("extract", "news", "--format", "csv", "--record", "claim").out.startswith("record,article,article_title,")


def test_a_published_date_is_given_to_articles_without_one(sayso: Any) -> None:
    assert {row["meta"]["published"] for row in sayso("extract", "news", "--published", "2024-03-05").rows} == {"2024-03-05"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param("extract", "missing argument", id="nothing-to-read"),
        pytest.param("extract nowhere", "nowhere: no such file or folder", id="no-such-path"),
        pytest.param("extract news nowhere", "nowhere: no such file or folder", id="one-of-two-paths-is-missing"),
        pytest.param("extract news --record claim", "--layout flat", id="record-in-the-article-layout"),
        pytest.param("extract news --layout flat --record quote", "actor, date, figure, attribution, claim", id="unknown-record"),
        pytest.param("extract news --layout wide", "'article', 'flat'", id="unknown-layout"),
        pytest.param("extract news --format csv", "takes one --record", id="csv-of-everything"),
        pytest.param("extract news --format csv --record claim --layout article", "--layout flat", id="csv-in-the-article-layout"),
        pytest.param("extract news --format parquet", "takes one --record", id="parquet-of-everything"),
        pytest.param("extract news --format xml", "jsonl, csv", id="unknown-format"),
        pytest.param("extract news --stance shouts", "says, shows, believes", id="unknown-stance"),
        pytest.param("extract news --min-confidence 2", "less than or equal to 1", id="confidence-above-one"),
        pytest.param("extract news --input-format xls", "jsonl", id="unknown-input-format"),
        pytest.param("extract news --published yesterday", "2024-03-05", id="published-is-no-date"),
        pytest.param("extract news --language englisch", "such as en", id="unknown-language"),
        pytest.param("extract news --model en_nothing", "en_nothing", id="unknown-model"),
        pytest.param("extract news --rules nowhere", "nowhere", id="no-such-rules"),
        pytest.param("extract news -j 0", "greater than or equal to 1", id="no-jobs"),
        pytest.param("extract news -o no/where/out", "no/where/out", id="no-folder-to-write-to"),
        pytest.param("extract news -o news", "is a directory", id="a-folder-to-write-to"),
        pytest.param("extract news -o out --errors out", "both out", id="records-and-errors-in-one-file"),
        pytest.param("extract news --errors -", "both -", id="records-and-errors-on-stdout"),
        pytest.param("extract news --frobnicate", "--frobnicate", id="unknown-option"),
        pytest.param("extrakt news", "extrakt", id="unknown-command"),
        pytest.param("extrakt --help", "no such command 'extrakt'", id="help-for-an-unknown-command"),
        pytest.param("rules chekk news -h", "no such command 'chekk'", id="help-for-an-unknown-command-of-a-group"),
        pytest.param("show nowhere", "nowhere: no such file or folder", id="show-nothing"),
        pytest.param("explain nowhere x", "nowhere: no such file or folder", id="explain-nothing"),
        pytest.param("validate nowhere", "nowhere", id="validate-nothing"),
        pytest.param("rules list --table verbs", "cue", id="no-such-table"),
    ],
)
def test_wrong_usage_is_one_line_and_nothing_is_written(sayso: Any, tmp_path: Path, arguments: str, said: str) -> None:
    told = sayso(*arguments.split())
    assert told.code == 2
    assert told.out == ""
    assert said.lower() in told.err.lower()
    assert told.err.startswith("sayso: ")
    assert told.err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["news"]


def test_bad_rules_are_refused_before_anything_is_written(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "cues.toml").write_text("[[cue]]\nid = 'x'\nverb = 'say'\n")
    told = sayso("extract", "news", "--rules", "mine", "-o", "out")
    assert (told.code, told.out) == (2, "")
    assert "cues.toml" in told.err
    assert not (tmp_path / "out").exists()


def test_one_file_of_two_runs(sayso: Any) -> None:
    with open_output("out"):
        assert sayso("extract", "news", "-o", "out").code == 2


def test_an_empty_folder_is_a_warning(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = sayso("extract", "empty")
    assert (told.code, told.out) == (0, "")
    assert "empty" in told.err
    assert sayso("-q", "extract", "empty").err == ""


ROWS = (
    '{"id": "one", "text": "The union said that the strike was over."}\n'
    "not json\n"
    '{"id": "two"}\n'
    '{"id": "three", "text": "The mayor denied it."}\n'
)


@pytest.fixture
def rows(tmp_path: Path) -> str:
    (tmp_path / "rows.jsonl").write_text(ROWS)
    return "rows.jsonl"


def test_a_bad_row_costs_that_row(sayso: Any, rows: str) -> None:
    told = sayso("extract", rows)
    assert told.code == 3
    assert [row["id"] for row in told.rows] == ["one", "three"]
    assert [line.split(": ")[1] for line in told.err.splitlines()] == ["rows.jsonl:2", "rows.jsonl:3"]


def test_errors_are_lines_of_a_file(sayso: Any, rows: str, tmp_path: Path) -> None:
    told = sayso("extract", rows, "--errors", "errors.jsonl")
    assert told.code == 3
    assert told.err == ""
    errors = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    assert [list(error) for error in errors] == [["source", "line", "id", "reason", "remedy"]] * 2
    assert [(error["source"], error["line"], error["id"]) for error in errors] == [("rows.jsonl", 2, None), ("rows.jsonl", 3, "two")]


def test_fail_fast_stops_at_the_first_failure_with_what_is_finished(sayso: Any, rows: str, tmp_path: Path) -> None:
    told = sayso("extract", rows, "--fail-fast", "-o", "out.jsonl")
    assert told.code == 3
    assert told.err.count("\n") == 1
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == ["one"]


@pytest.mark.parametrize("data", [pytest.param(b"", id="empty"), pytest.param(b"\x89PNG\r\n\x1a\n\0\0", id="binary")])
def test_a_file_that_is_no_article(sayso: Any, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "news" / "ghost.txt").write_bytes(data)
    told = sayso("extract", "news")
    assert told.code == 3
    assert len(told.rows) == 2
    assert told.err.count("\n") == 1


def test_verbose_tells_what_was_done(sayso: Any) -> None:
    assert "2 articles done, 0 failed" in sayso("extract", "news", "-v").err


def _explode(*arguments: object, **options: object) -> NoReturn:
    raise RuntimeError("the sky\nfell")


def test_a_bug_is_one_line(sayso: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "plan", _explode)
    told = sayso("extract", "news")
    assert told.code == 3
    assert told.err.count("\n") == 1
    assert "unexpected RuntimeError: the sky fell" in told.err


def test_debug_shows_the_traceback(sayso: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "plan", _explode)
    assert "Traceback" in sayso("extract", "news", "--debug").err


def test_no_socket_is_opened(sayso: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", _explode)
    monkeypatch.setattr(socket, "create_connection", _explode)
    monkeypatch.setattr(socket, "getaddrinfo", _explode)
    assert sayso("extract", "news", "--no-cache").code == 0


@pytest.fixture
def run_of_ferry(tmp_path: Path) -> str:
    (tmp_path / "run.jsonl").write_bytes(Lines()(make_story()) + Lines()(make_story("second.txt")))
    return "run.jsonl"


def test_stance_and_confidence_choose(sayso: Any) -> None:
    told = sayso("extract", "news", "--stance", "denies", "--min-confidence", "0.1")
    assert told.code == 0
    assert {attribution["stance"] for row in told.rows for attribution in row["attributions"] if not attribution["within"]} <= {"denies"}


def test_show_a_run(sayso: Any, run_of_ferry: str) -> None:
    told = sayso("show", run_of_ferry)
    assert told.code == 0
    assert told.out.count("Ferry strike ends") > 1
    assert "second.txt · The Quay · published 2024-03-05" in told.out


def test_show_one_article_of_a_run(sayso: Any, run_of_ferry: str) -> None:
    told = sayso("show", run_of_ferry, "second.txt")
    assert "second.txt" in told.out
    assert "ferry.txt" not in told.out


def test_show_how_the_headline_stands(sayso: Any, run_of_ferry: str) -> None:
    told = sayso("show", run_of_ferry, "second.txt", "--headline")
    assert told.code == 0
    assert "the headline asserts; the body gives it to The union through Harbour Radio" in told.out
    assert "denied" not in told.out


def test_show_an_article_that_is_then_extracted(sayso: Any) -> None:
    told = sayso("show", "news/ferry.txt")
    assert told.code == 0
    assert "40 boats would sail again" in told.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("show", "run.jsonl", "nobody"), "jq -r .id run.jsonl", id="show-another-id"),
        pytest.param(("explain", "run.jsonl", "nobody"), "sayso show run.jsonl", id="explain-another-id"),
        pytest.param(("explain", "run.jsonl", "c"), "begins the ids of 6 records", id="explain-too-short-an-id"),
    ],
)
def test_an_id_that_is_not_there(sayso: Any, run_of_ferry: str, arguments: Sequence[str], said: str) -> None:
    told = sayso(*arguments)
    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_explain_a_record(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").write_bytes(Lines()(make_story()))
    told = sayso("explain", "run.jsonl", "a3")
    assert told.code == 0
    assert "attribution a3 in ferry.txt" in told.out
    assert "the records were made by hand-0" in told.err


def test_a_flat_file_is_told_apart(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "flat.jsonl").write_bytes(Lines(layout="flat")(make_story()))
    assert "flat layout" in sayso("show", "flat.jsonl").err
    assert "flat layout" in sayso("validate", "flat.jsonl").out


def test_validate_tells_once_what_all_lines_have_in_common(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "flat.jsonl").write_bytes(Lines(layout="flat")(make_story()) + b"{\n")
    first, last = sayso("validate", "flat.jsonl").out.splitlines()
    assert first.startswith("flat.jsonl:1: is a row of the flat layout")
    assert "is no JSON object" in last


def test_a_line_that_is_cut_is_told_as_such(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").write_bytes(Lines()(make_story())[:-50])
    assert "run.jsonl:1: is cut short" in sayso("validate", "run.jsonl").out


def test_an_id_that_stands_twice_is_warned_of(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").write_bytes(Lines()(make_story()) * 2)
    told = sayso("report", "run.jsonl")
    assert (told.code, told.err.count("run.jsonl:2: article id 'ferry.txt' stands in line 1 already")) == (0, 1)


def _broken(**changes: Any) -> bytes:
    row = json.loads(to_json(make_story()))
    return json.dumps({**row, **changes}).encode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(b"{", "is no JSON object", id="no-json"),
        pytest.param(b"[]", "is no JSON object", id="a-list"),
        pytest.param(b" ", "is blank", id="blank"),
        pytest.param(_broken(schema="9"), "has schema '9'", id="another-schema"),
        pytest.param(_broken(id=7), "id: Input should be a valid string", id="a-number-for-an-id"),
        pytest.param(_broken(colour="red"), "colour: Extra inputs are not permitted", id="unknown-field"),
        pytest.param(_broken(meta={}), "meta.title is missing", id="missing-field"),
        pytest.param(_broken(text="another text"), "not 'The union'", id="span-off-its-words"),
        pytest.param(_broken(figures=[]), "which is not there", id="link-to-nowhere"),
        pytest.param(to_json(make_story()), "stands in line 1 already", id="id-twice"),
    ],
)
def test_what_validate_finds(sayso: Any, tmp_path: Path, line: bytes, said: str) -> None:
    (tmp_path / "run.jsonl").write_bytes(Lines()(make_story()) + line + b"\n")
    told = sayso("validate", "run.jsonl")
    assert told.code == 1
    assert all(problem.startswith("run.jsonl:2: ") for problem in told.out.splitlines())
    assert said in told.out


def test_validate_reads_gzip_and_tells_a_cut_one(sayso: Any, tmp_path: Path) -> None:
    import gzip

    data = gzip.compress(Lines()(make_story()) * 3)
    (tmp_path / "run.jsonl.gz").write_bytes(gzip.compress(Lines()(make_story())))
    (tmp_path / "cut.jsonl.gz").write_bytes(data[:-9])
    assert sayso("validate", "run.jsonl.gz").code == 0
    assert sayso("validate", "cut.jsonl.gz").code == 2


def test_the_schema_is_printed(sayso: Any) -> None:
    assert json.loads(sayso("schema").out) == json_schema()


def test_the_version_is_printed(sayso: Any) -> None:
    assert sayso("--version").out.startswith("sayso 0.")


RULE = """
[[name]]
id = "mine.harbour"
name = "Harbour Union"
kind = "organization"
matches = ["[The {0}] called a strike."]
"""


def test_rules_list_names_each_entry_with_its_file(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "names.toml").write_text(RULE.format("Harbour Union"))
    told = sayso("rules", "list", "--rules", "mine", "--table", "name")
    assert "mine.harbour\tname\t1\tmine/names.toml" in told.out.splitlines()


def test_rules_check_tells_examples_that_fail(sayso: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso import examples
    from sayso.rules import load_rules

    rules = load_rules()
    case = next(examples.cases(rules))
    monkeypatch.setattr(
        examples, "check_examples", lambda rules, parser: [examples.Result(case, None), examples.Result(case, "finds nothing")]
    )
    told = sayso("rules", "check")
    assert told.code == 1
    assert f"{rules.place(case.entry.id)}: {case.id}: " in told.out
    assert told.out.count("\n") == 1


def test_the_cache_is_told_and_cleared(sayso: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "own"))
    sayso("extract", "news")
    assert "parses\t2\nfindings\t2\n" in sayso("cache", "info").out
    assert sayso("cache", "clear").code == 0
    assert "parses\t0\nfindings\t0\n" in sayso("cache", "info").out


@pytest.mark.parametrize(("model", "code"), [(DEFAULT_MODEL, 0), ("en_nothing", 1)])
def test_the_doctor_tells_what_is_missing(sayso: Any, model: str, code: int) -> None:
    told = sayso("doctor", "--model", model)
    assert told.code == code
    assert "spacy\t3." in told.out


def test_the_doctor_tells_a_cache_that_cannot_be_written(sayso: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "file" / "cache"))
    told = sayso("doctor")
    assert told.code == 1
    assert "file/cache: can't be written" in told.out


@pytest.mark.parametrize("group", [[], ["rules"], ["cache"]], ids=["all", "rules", "cache"])
def test_help_cuts_no_sentence_short(sayso: Any, group: Sequence[str]) -> None:
    assert "..." not in sayso(*group, "--help").out.partition("Commands:")[2]


def test_help_and_parsing_name_the_same_model() -> None:
    assert DEFAULT_MODEL == PARSINGS_MODEL


COMMANDS = (
    "",
    "extract",
    "show",
    "explain",
    "diff",
    "validate",
    "schema",
    "rules",
    "rules list",
    "rules check",
    "cache",
    "cache info",
    "cache clear",
    "doctor",
)
WITHOUT = "import sys; from sayso.cli import run_command; code = run_command(sys.argv[2:]); sys.exit(code or sys.argv[1] in sys.modules)"


def run_without(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a command, and fails if it loads the module."""
    return subprocess.run([sys.executable, "-c", WITHOUT, module, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_answers_without_spacy_or_pydantic(command: str) -> None:
    done = run_without("pydantic", *command.split(), "--help")
    assert done.returncode == 0, done.stderr
    assert f"Usage: sayso {command}".strip() in done.stdout


@pytest.mark.parametrize("command", ["", "rules", "cache"])
def test_no_command_is_told_in_half_a_sentence(sayso: Any, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    told = sayso(*command.split(), "--help").out.partition("Commands:")[2]
    assert told
    assert "..." not in told
    assert all(line.endswith(".") for line in told.splitlines() if line.strip())


def test_a_choice_that_is_none_is_told_plainly(sayso: Any) -> None:
    told = sayso("extract", "news", "--layout", "tall")
    assert (told.code, len(told.err.splitlines())) == (2, 1)
    assert "Invalid value for '--layout': 'tall' is not one of" in told.err


@pytest.mark.parametrize("arguments", ["extract news --help", "--help extract", "-q rules check --help"])
def test_help_is_found_among_other_arguments(sayso: Any, arguments: str) -> None:
    told = sayso(*arguments.split())
    assert told.code == 0
    assert "Usage: sayso" in told.out


@pytest.mark.parametrize(
    "command",
    ["schema", "validate run.jsonl", "diff run.jsonl run.jsonl", "show run.jsonl", "explain run.jsonl a3", "rules list", "cache info"],
)
def test_what_does_not_parse_does_not_load_spacy(command: str, tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").write_bytes(Lines()(make_story()))
    done = run_without("spacy", *command.split())
    assert done.returncode == 0, done.stderr
