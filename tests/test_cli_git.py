"""git with sayso's driver: a real repository, set up by the command, shows changes of records."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from tests.pairs import article_of, figure

TEXT = "The mayor said 40 boats sank on Monday."
GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_PAGER": "cat", "NO_COLOR": "1", "COLUMNS": "100"}

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{folder.parent / 'bin'}:{os.environ['PATH']}"
    environment = {**os.environ, **GIT, "PATH": path}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment, stdin=subprocess.DEVNULL)


def put(folder: Path, unit: str) -> None:
    article = article_of(TEXT, figures=[figure(TEXT, "40 boats", "f1", value=40, unit=unit)])
    (folder / "run.jsonl").write_bytes(orjson.dumps(article) + b"\n")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a run and another JSONL file, and `sayso` on its path as this tree has it."""
    folder, shim = tmp_path / "repository", tmp_path / "bin" / "sayso"
    folder.mkdir()
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sayso "$@"\n', "utf-8")
    shim.chmod(0o755)
    run(folder, "git", "init", "-q")
    put(folder, "boat")
    (folder / "other.jsonl").write_text('{"hello": 1}\n', "utf-8")
    return folder


def sayso(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, sys.executable, "-m", "sayso", *arguments)


def commit(folder: Path) -> None:
    run(folder, "git", "add", "-A")
    done = run(folder, "git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x")
    assert done.returncode == 0, done.stderr


def test_git_diff_tells_changes_of_records(repository: Path) -> None:
    assert sayso(repository, "git-setup", "--yes").returncode == 0
    commit(repository)
    put(repository, "ship")
    (repository / "other.jsonl").write_text('{"hello": 2}\n', "utf-8")
    done = run(repository, "git", "diff")
    assert done.returncode == 0, done.stderr
    assert "sayso diff run.jsonl" in done.stdout
    assert "boat → ship" in done.stdout
    assert '+{"hello": 2}' in done.stdout  # what is no run is shown as before
    assert '"figures"' not in done.stdout


def test_git_log_shows_runs_as_text(repository: Path) -> None:
    sayso(repository, "git-setup", "--yes")
    commit(repository)
    put(repository, "ship")
    commit(repository)
    done = run(repository, "git", "log", "-p", "-1", "--", "run.jsonl")
    assert "40 boats = count 40 ship" in done.stdout
    assert '"figures"' not in done.stdout


def test_a_run_that_is_new_or_gone(repository: Path) -> None:
    sayso(repository, "git-setup", "--yes")
    commit(repository)
    (repository / "run.jsonl").rename(repository / "second.jsonl")
    run(repository, "git", "add", "-A")
    done = run(repository, "git", "diff", "--cached", "--no-renames")
    assert (done.returncode, done.stdout.count("sayso diff "), done.stderr) == (0, 2, "")


@pytest.mark.parametrize(
    "spoil", [lambda line: line + b'{"cut', lambda line: line.replace(b'"schema":"1"', b'"schema":"2"')], ids=["cut", "newer"]
)
def test_a_run_that_can_not_be_read_stops_nothing(repository: Path, spoil: Callable[[bytes], bytes]) -> None:
    """It is shown line by line, and so are the files after it."""
    sayso(repository, "git-setup", "--yes")
    put(repository, "boat")
    (repository / "zebra.jsonl").write_text("{}\n", "utf-8")
    commit(repository)
    (repository / "run.jsonl").write_bytes(spoil((repository / "run.jsonl").read_bytes()))
    (repository / "zebra.jsonl").write_text('{"last": 1}\n', "utf-8")
    done = run(repository, "git", "diff")
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
    assert "compared line by line" in done.stderr
    assert '+{"last": 1}' in done.stdout
    commit(repository)
    assert "zebra.jsonl" in run(repository, "git", "log", "-p", "-1").stdout


def test_it_is_written_once(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.png binary", "utf-8")
    first = sayso(repository, "git-setup", "--yes")
    assert "*.jsonl diff=sayso" in first.stdout
    assert sayso(repository, "git-setup", "--yes").stdout == "all is there already\n"
    assert (repository / ".gitattributes").read_text("utf-8") == "*.png binary\n*.jsonl diff=sayso\n"


def test_nothing_is_written_unasked(repository: Path) -> None:
    done = sayso(repository, "git-setup")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "give --yes" in done.stderr
    assert "diff.sayso.command = sayso git-diff" in done.stdout
    assert not (repository / ".gitattributes").exists()
    assert run(repository, "git", "config", "--local", "--get", "diff.sayso.command").returncode == 1


def test_out_of_a_repository(tmp_path: Path) -> None:
    done = sayso(tmp_path, "git-setup", "--yes")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "not a git repository" in done.stderr
