"""The way in and out: arguments in, an exit code out, and a word on stderr where something went wrong. No traceback without --debug.

0    done; also where the reader of a pipe has left
1    not met: a check that was asked for does not hold
2    wrong usage; nothing was written
3    something failed later; the rest is written
130  Ctrl-C; what was finished is written
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

from typer import Abort, Exit
from typer.exceptions import TyperException

from sayso.cli import interrupts, words
from sayso.errors import SaysoError, cause_of

FAILED = 3
INTERRUPTED = 130
SELDOM = 100_000  # objects made between two looks for cycles: loading rules and a model makes many, and hardly a cycle


def main() -> NoReturn:
    """`sayso` as a command. Leaves at once, without the interpreter's own end: that would write to a closed pipe again, and may
    wait for a thread that still reads stdin."""
    interrupts.watch()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115  (words go nowhere, and no file that is opened later takes their place)
    gc.set_threshold(SELDOM)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is loaded: one core a process, `-j` is what takes more
    open_streams = [stream for stream in (sys.stdout, sys.stderr) if isinstance(stream, TextIOWrapper)]
    for stream in open_streams:
        stream.reconfigure(errors="replace")
    code = run_command(sys.argv[1:])
    interrupts.pass_over()
    try:
        for stream in open_streams:
            stream.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        words.say(f"stdout: can't be written: {cause_of(error)}")
        code = code or FAILED
    os._exit(code)


def run_command(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; whatever it raises becomes one line on stderr."""
    words.listen()
    try:
        return _invoke(list(arguments))
    except Exit as leaving:
        return leaving.exit_code
    except BrokenPipeError:
        return 0
    except (KeyboardInterrupt, Abort):
        words.say("interrupted; what was finished is written")
        return INTERRUPTED
    except TyperException as error:
        return _tell_usage(error)
    except Exception as error:
        if words.is_debugging():
            traceback.print_exception(error)
        words.say(_reason(error))
        return error.exit_code if isinstance(error, SaysoError) else FAILED


def _invoke(arguments: list[str]) -> int:
    from sayso.cli.app import command, help_for
    from sayso.cli.completion import answer

    if (answered := answer(command())) is not None:
        return answered
    if text := help_for(arguments):
        print(text)
        return 0
    with command().make_context("sayso", arguments) as context:
        return command().invoke(context) or 0


def _reason(error: Exception) -> str:
    if isinstance(error, SaysoError | OSError):
        return str(error)
    return f"unexpected {type(error).__name__}: {error} (this is a bug: please report it; --debug shows where)"


def _tell_usage(error: TyperException) -> int:
    """What is wrong with the arguments. Without any, the whole help is what is needed."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message(), file=sys.stderr)
    else:
        place = f"; see `{context.command_path} --help`" if context else ""
        words.say(error.format_message().replace("Value error, ", "").rstrip(".") + place)
    return error.exit_code
