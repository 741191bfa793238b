"""Words for people, on stderr: one line each, and how many of them."""

from __future__ import annotations

import logging
import sys

_log = logging.getLogger("sayso")
_LEVELS = {"quiet": logging.ERROR, "normal": logging.WARNING, "verbose": logging.INFO, "debug": logging.DEBUG}


def say(message: str) -> None:
    """One line on stderr, whatever is in the message. A stderr that is closed is no reason to stop."""
    from sayso.writing.visible import one_line

    try:
        print(f"sayso: {one_line(message)}", file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return


def inform(message: str) -> None:
    """What is said with -v only."""
    _log.info("%s", message)


def warn(message: str) -> None:
    """What is said unless -q is given."""
    _log.warning("%s", message)


def be(level: str) -> None:
    """quiet: errors only; normal: warnings too; verbose: what is done as well; debug: tracebacks too."""
    _log.setLevel(_LEVELS[level])


def is_debugging() -> bool:
    return _log.level == logging.DEBUG


def is_quiet() -> bool:
    return _log.level >= logging.ERROR


def listen() -> None:
    """Put what the rest of sayso logs on stderr, as one-line words."""
    _log.handlers = [_Words()]
    be("normal")


class _Words(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        mark = f"{record.levelname.lower()}: " if record.levelno >= logging.WARNING else ""
        say(mark + record.getMessage())
