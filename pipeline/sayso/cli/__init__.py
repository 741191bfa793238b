"""The commands. `door` is the way in and out, `app` names them, and each module holds a few: arguments in, a call, words out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

__all__ = ["main", "run_command"]


def main() -> NoReturn:
    """`sayso` as a command. What it needs is loaded here within, so that Ctrl-C is no traceback while that goes on."""
    try:
        from sayso.cli.door import main as enter
    except KeyboardInterrupt:
        print("sayso: interrupted; nothing was begun", file=sys.stderr)
        os._exit(130)  # door.INTERRUPTED
    enter()


def run_command(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; whatever it raises becomes one line on stderr."""
    from sayso.cli.door import run_command as run

    return run(arguments)
