"""Ctrl-C and SIGTERM: they end a run between two records, never within one."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_holding = False
_pending = False


def watch() -> None:
    """Make both raise KeyboardInterrupt, later if `held` is at work. One that is ignored (a job in the background) stays so."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def pass_over() -> None:
    """All is done: what comes now is late, and changes nothing."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def _interrupt(number: int, frame: FrameType | None) -> None:
    global _pending  # noqa: PLW0603  (a signal handler has no other place to leave word)
    if _holding and not _pending:
        _pending = True
    else:
        raise KeyboardInterrupt  # also at the second Ctrl-C, should the writing itself be stuck


@contextmanager
def held() -> Iterator[None]:
    """What is done within is finished before an interrupt is raised."""
    global _holding, _pending  # noqa: PLW0603
    _holding = True
    try:
        yield
    finally:
        _holding = False
    if _pending:
        _pending = False
        raise KeyboardInterrupt
