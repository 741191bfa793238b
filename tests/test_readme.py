"""The commands of the README and the docs, run in a shell as they are printed, in a folder as a newcomer has it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.S | re.M)

pytestmark = pytest.mark.model


def commands() -> list[str]:
    """Every line `$ command` of a console block; a line that ends in a backslash goes on in the next."""
    found = []
    for page in PAGES:
        for block in _BLOCK.findall((ROOT / page).read_text("utf-8")):
            found += [line[2:] for line in block.replace("\\\n", "").splitlines() if line.startswith("$ ")]
    return found


COMMANDS = commands()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, jq and duckdb on the path, and the run that the README begins with."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "samples").symlink_to(ROOT / "samples")
    (folder / "bin").mkdir()
    for name in ("jq", "duckdb"):
        shim = folder / "bin" / name
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/tests/shims.py" {name} "$@"\n', "utf-8")
        shim.chmod(0o755)
    run_shell("sayso extract samples -o claims.jsonl", folder)
    run_shell("sayso extract samples --layout flat --record claim -o flat.jsonl", folder)
    run_shell("sayso extract samples --format parquet -o tables", folder)
    return folder


def run_shell(command: str, folder: Path) -> str:
    path = f"{folder}/bin:{Path(sys.executable).parent}:/usr/bin:/bin"
    environment = {"PATH": path, "SAYSO_CACHE": str(folder / "cache"), "HOME": str(folder), "COLUMNS": "100"}
    shell = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(shell, cwd=folder, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("command", [command for command in COMMANDS if not command.startswith("make ")])
def test_a_command_of_the_readme(command: str, folder: Path) -> None:
    assert run_shell(command, folder).strip() or " -o " in command


def test_the_readmes_python(folder: Path) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.S | re.M)
    (folder / "program.py").write_text(program, "utf-8")
    assert len(run_shell("python program.py", folder).splitlines()) > 100


def test_the_readmes_make_targets_are_there() -> None:
    targets = {command.split()[1] for command in COMMANDS if command.startswith("make ")}
    assert targets
    assert targets <= set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))


def test_the_readme_shows_every_kind_of_command() -> None:
    assert {command.split()[0] for command in COMMANDS} >= {"sayso", "jq", "duckdb", "make"}
