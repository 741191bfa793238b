"""How far a run is, on a terminal's stderr only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sayso.cli.words import is_quiet

Step = Callable[[int], None]


@contextmanager
def show_progress(*, to_stdout: bool) -> Iterator[Step]:
    """A function to be called after each article with how many failed so far. `to_stdout`: records go there, maybe to the same screen."""
    if is_quiet() or not sys.stderr.isatty() or (to_stdout and sys.stdout.isatty()):
        yield lambda failed: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} articles"),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[failed]}"),
    )
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), redirect_stdout=False, transient=True) as progress:
        task = progress.add_task("", total=None, rate="", failed="")

        def step(failed: int) -> None:
            elapsed = progress.tasks[0].elapsed or 0
            rate = f"{(progress.tasks[0].completed + 1) / elapsed:.1f}/s" if elapsed > 1 else ""
            progress.update(task, advance=1, rate=rate, failed=f"{failed} failed" if failed else "")

        yield step
