"""`sayso git-setup`, and what git calls then: `git-diff` compares two versions of a run, `git-text` shows one as text."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli import words
from sayso.cli.options import Debug, Quiet, Verbose
from sayso.errors import RunError, UsageError, cause_of

NOT_WRITTEN = 1
DRIVER = "sayso"
SETTINGS = (
    (f"diff.{DRIVER}.command", "sayso git-diff"),
    (f"diff.{DRIVER}.textconv", "sayso git-text"),
)  # fmt: skip
_WIDTH = 120  # columns of a run as text: git compares lines, so they must not hang on the terminal
_CALLED = 7  # what git gives to an external diff: path, old file, hash and mode, new file, hash and mode


def git_setup(
    pattern: Annotated[str, typer.Option("--pattern", metavar="GLOB", help="Which files are runs.")] = "*.jsonl",
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Let `git diff` show changes of records in this repository, and `git log -p` runs as text.

    Prints what it will write to .gitattributes and the repository's settings, and asks. Exit codes: 0 done, or all is there; 1 declined;
    2 no repository, or nobody to ask.
    """
    root = Path(_git("rev-parse", "--show-toplevel"))
    lines = _missing_lines(root, pattern)
    settings = [(name, value) for name, value in SETTINGS if _setting(name) != value]
    if not (lines or settings):
        print("all is there already")
        return 0
    for line in lines:
        print(f".gitattributes      {line}")
    for name, value in settings:
        print(f"git config --local  {name} = {value}")
    if not yes and not _agrees():
        return NOT_WRITTEN
    if lines:
        _append(root / ".gitattributes", lines)
    for name, value in settings:
        _git("config", "--local", name, value)
    print(f"done: `git diff` tells changes of records in {pattern}; other JSONL is shown as before")
    return 0


def git_diff(arguments: Annotated[list[str], typer.Argument(metavar="PATH OLD HASH MODE NEW HASH MODE", help="As git gives them.")]) -> int:
    """Called by git: tell what changed between two versions of a run. Files that are no runs, or can't be read, are compared line by line.

    Whatever stands in a file, git must go on to the next one.
    """
    from sayso.cli.diffing import diff
    from sayso.reading.runs import is_run

    if len(arguments) < _CALLED:
        raise UsageError("git calls this: see `sayso git-setup`")
    path, old, new = arguments[0], arguments[1], arguments[4]
    print(f"sayso diff {path}", flush=True)
    words.be("quiet")  # a file that is new or gone is an empty run, as git knows
    try:
        if all(is_run(file) for file in (old, new) if file != os.devnull):
            return diff(old, new, exit_zero=True)
    except RunError as error:
        words.say(f"{error}; compared line by line")
    subprocess.run(["git", "--no-pager", "diff", "--no-index", "--no-ext-diff", "--no-textconv", "--", old, new], check=False)
    return 0


def git_text(file: Annotated[str, typer.Argument(metavar="FILE", help="A run; any other file comes out as it is.")]) -> int:
    """Called by git: show a run as text, each record on a line of its own; a file that is none, or can't be read, as it is."""
    from rich.console import Console

    from sayso.reading.runs import is_run, read_run
    from sayso.writing.terminal import print_article

    shown = io.StringIO()
    console = Console(file=shown, width=_WIDTH, no_color=True, color_system=None, highlight=False)
    try:
        for article in read_run(file) if is_run(file) else ():
            print_article(article, console=console)
    except RunError as error:
        words.say(f"{error}; shown as it is")
        shown = io.StringIO()
    sys.stdout.buffer.write(shown.getvalue().encode("utf-8", "replace") or Path(file).read_bytes())
    return 0


def _git(*arguments: str) -> str:
    """What git answers. Raises UsageError where there is no git, no repository, or a refusal."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise UsageError("git is not installed, or not on the path") from error
    if done.returncode:
        raise UsageError(f"git {' '.join(arguments[:2])}: {done.stderr.strip().splitlines()[0] if done.stderr.strip() else 'refused'}")
    return done.stdout.strip()


def _setting(name: str) -> str | None:
    done = subprocess.run(["git", "config", "--local", "--get", name], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def _missing_lines(root: Path, pattern: str) -> list[str]:
    line = f"{pattern} diff={DRIVER}"
    attributes = root / ".gitattributes"
    there = attributes.read_text("utf-8").splitlines() if attributes.exists() else []
    return [] if line in (known.strip() for known in there) else [line]


def _append(attributes: Path, lines: Sequence[str]) -> None:
    before = attributes.read_bytes() if attributes.exists() else b""
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    try:
        attributes.write_bytes(before + gap + "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise UsageError(f"{attributes}: can't be written: {cause_of(error)}") from error


def _agrees() -> bool:
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to ask; give --yes to write this")
    return input("write this? [y/N] ").strip().lower() in ("y", "yes")
