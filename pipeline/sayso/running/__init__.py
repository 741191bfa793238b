"""Many articles: order, workers, cache.

`work` is what one worker does, `processes` has several of them do it, `cache` keeps parses.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

from sayso.errors import InputError
from sayso.parsing import BLOCKS_IN_A_BATCH, in_batches
from sayso.records import Article
from sayso.running.processes import run_in_processes
from sayso.running.work import Outcome, RunOptions, Worker, work

__all__ = ["Outcome", "RunOptions", "Worker", "run"]

T = TypeVar("T")


def run(
    items: Iterable[Article | InputError], worker: Worker, *, finish: Callable[[Article], T], one_by_one: bool = False
) -> Generator[T | InputError, None, None]:
    """What becomes of each article, in the order of `items`, whatever the number of jobs; a failure stands in its article's place.

    Closed before its end, it ends the processes that it began.

    finish      what is made of an article with its records; with several jobs it runs in the workers, so that only its
                result travels, and must pickle
    one_by_one  don't wait for a batch to fill: for inputs that come slowly, as from a pipe
    """
    batches = in_batches(items, 1 if one_by_one else BLOCKS_IN_A_BATCH)
    if worker.options.jobs > 1:
        return run_in_processes(batches, worker, finish)
    return (outcome for batch in batches for outcome in work(batch, worker, finish))
