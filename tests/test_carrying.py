"""What carries sayso elsewhere: the docs' examples, hooks, the workflow, the image's recipe, completion."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import sayso.spacy  # noqa: F401  (spaCy finds it by itself where sayso is installed, not where only its folder is on the path)
from sayso.cli import run_command
from sayso.cli.app import command
from sayso.records import to_json
from tests.stories import make_story

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "carrying.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.S | re.M)


@pytest.mark.model
def test_the_pages_python_holds() -> None:
    test = doctest.DocTestParser().get_doctest("\n".join(blocks("pycon")), {}, "carrying", None, 0)
    results = doctest.DocTestRunner().run(test)
    assert results.attempted > 8
    assert results.failed == 0


def workflow() -> dict[str, Any]:
    (found,) = [block for block in blocks("yaml") if "runs-on" in block]
    return dict(yaml.safe_load(found))


@pytest.mark.model
def test_the_workflow_tells_what_a_rule_changed(tmp_path: Path) -> None:
    """Its own commands, but for those that install and comment, in a repository as the page describes it."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("The tall house said that 40 boats would sail.\n")
    (tmp_path / "rules").mkdir()
    run("sayso extract articles -o accepted.jsonl", tmp_path)
    (tmp_path / "rules" / "names.toml").write_text(
        '[[name]]\nid = "name.port"\nname = "Port Authority"\nkind = "organization"\naliases = ["the tall house"]\n'
        'matches = ["[The tall house] said so."]\n'
    )
    steps = {step["name"]: step["run"] for step in workflow()["jobs"]["changes"]["steps"] if "run" in step}
    for name in ("check the rules", "extract", "compare with the accepted run"):
        run(steps[name], tmp_path)
    assert "Port Authority" in (tmp_path / "changes.md").read_text("utf-8")
    assert "changes.md" in steps["comment"]


def run(line: str, folder: Path) -> None:
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    environment = {**os.environ, "PATH": path, "SAYSO_CACHE": str(folder / "cache")}
    done = subprocess.run(["bash", "-ec", line], cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr


def hooks() -> list[dict[str, Any]]:
    return list(yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")))


def test_hooks_name_commands_that_there_are() -> None:
    for hook in hooks():
        assert set(hook) >= {"id", "name", "entry", "language", "files"}
        name, *rest = hook["entry"].split()
        assert name == "sayso"
        known = command()
        for word in rest:
            known = known.commands[word]


def test_the_page_uses_the_hooks_that_there_are() -> None:
    (found,) = [yaml.safe_load(block) for block in blocks("yaml") if "repos:" in block]
    assert {hook["id"] for hook in found["repos"][0]["hooks"]} == {hook["id"] for hook in hooks()}


def test_validate_takes_several_files_as_a_hook_gives_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_bytes(to_json(make_story()) + b"\n")
    bad.write_text("{}\n")
    assert run_command(["validate", str(good), str(good)]) == 0
    assert run_command(["validate", str(good), str(bad)]) == 1
    assert str(bad) in capsys.readouterr().out


def dockerfile() -> list[tuple[str, str]]:
    """Instructions and what they are given, lines that go on joined."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", "")
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in text.splitlines() if line and not line.startswith("#")]


def test_the_image_runs_sayso_without_root() -> None:
    told = dockerfile()
    last = max(number for number, (name, _) in enumerate(told) if name == "FROM")
    run_time = dict(told[last:])
    assert run_time["USER"] not in ("root", "0")
    assert run_time["ENTRYPOINT"] == '["sayso"]'


def test_the_image_copies_what_is_there_and_not_ignored() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = {word for name, rest in dockerfile() if name == "COPY" and "--from" not in rest for word in rest.split()[:-1]}
    assert copied <= kept
    assert all((ROOT / name).exists() for name in copied)


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_a_shell_is_told_how_to_ask(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["completion", shell]) == 0
    assert "_SAYSO_COMPLETE" in capsys.readouterr().out


def test_an_unknown_shell_is_told_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["completion", "dos"]) == 2
    assert "SHELL 'dos' is not known; allowed are bash, fish, zsh" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "at", "answer"), [("sayso conv", 1, "convert"), ("sayso convert --fr", 2, "--from"), ("sayso rules ", 2, "check")]
)
def test_bash_is_answered(typed: str, at: int, answer: str) -> None:
    environment = {**os.environ, "COMP_WORDS": typed, "COMP_CWORD": str(at), "_SAYSO_COMPLETE": "complete_bash"}
    done = subprocess.run([sys.executable, "-m", "sayso"], capture_output=True, text=True, check=False, env=environment)
    assert answer in done.stdout.split()
