"""How far a run is, on a terminal's stderr only: articles, rate, failures, and, where the input's size is known, the time left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.cli.words import is_quiet

if TYPE_CHECKING:
    from sayso.reading import Gauge

Step = Callable[[int], None]

SECONDS_BETWEEN = 0.2  # two drawings
SECONDS = 2.0  # before a rate and a time left mean anything


def is_shown(*, to_stdout: bool) -> bool:
    """Whether progress is shown. `to_stdout`: records go there, maybe to the same screen."""
    return not is_quiet() and sys.stderr.isatty() and not (to_stdout and sys.stdout.isatty())


@contextmanager
def show_progress(gauge: Gauge, *, shown: bool) -> Iterator[Step]:
    """A function to be called after each article with how many failed so far; `gauge` tells how much of the input is read."""
    if not shown:
        yield lambda failed: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    told = [TextColumn(f"{{task.fields[{name}]}}") for name in ("done", "rate", "left", "failed")]
    bar = (BarColumn(bar_width=20),) if gauge.total else ()
    console = Console(stderr=True)
    columns = (SpinnerColumn(), *bar, *told, TimeElapsedColumn())
    # It is drawn anew from here: a thread that does so, as it is usual, makes all other work a sixth slower.
    with Progress(*columns, console=console, auto_refresh=False, redirect_stdout=False, transient=True) as progress:
        task = progress.add_task("", total=gauge.total or None, done="", rate="", left="", failed="")
        done, drawn = 0, 0.0

        def step(failed: int) -> None:
            nonlocal done, drawn
            done += 1
            elapsed = progress.tasks[0].elapsed or 0
            rate, left, broken = tell_rate(done, elapsed), tell_left(gauge, elapsed), f"{failed} failed" if failed else ""
            if elapsed - drawn >= SECONDS_BETWEEN or done == 1:
                drawn = elapsed
                progress.update(task, completed=gauge.read, done=f"{done} articles", rate=rate, left=left, failed=broken, refresh=True)

        yield step


def tell_rate(done: int, seconds: float) -> str:
    """Articles a second, once that means something."""
    return f"{done / seconds:.1f}/s" if seconds >= SECONDS else ""


def tell_left(gauge: Gauge, seconds: float) -> str:
    """How long it may take from here, by how much of the input is read; nothing where that can't be said."""
    if seconds < SECONDS or not gauge.total or not 0 < gauge.read < gauge.total:
        return ""
    left = round(seconds * (gauge.total - gauge.read) / gauge.read)
    hours, minutes = divmod(left // 60, 60)
    return f"{hours}:{minutes:02}:{left % 60:02} left"
