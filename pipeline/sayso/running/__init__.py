"""Many articles: order, workers, what is kept of a run, cache.

`work` is what one worker does; `order` has others do it, which are `processes` of this machine or a `cluster`; `shards` are what is done
so far, so that a run that was ended goes on; `cache` keeps parses and `findings` what was found in them, both in a `store`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

from sayso.parsing import BLOCKS_IN_A_BATCH, in_batches
from sayso.records import Article
from sayso.running.cluster import Cluster
from sayso.running.order import run_in_order
from sayso.running.processes import Processes
from sayso.running.shards import Passed, Shards, begin_shards, go_on, resume_shards
from sayso.running.work import Item, Outcome, RunOptions, Worker, work

__all__ = ["Outcome", "RunOptions", "Shards", "Worker", "begin_shards", "go_on", "resume_shards", "run"]

T = TypeVar("T")


def run(
    items: Iterable[Item],
    worker: Worker,
    *,
    finish: Callable[[Article], T],
    one_by_one: bool = False,
    scheduler: str | None = None,
) -> Generator[T | Passed, None, None]:
    """What becomes of each article, in the order of `items`, whoever works; a failure stands in its article's place.

    Closed before its end, it ends the processes that it began.

    finish      what is made of an article with its records; with several jobs it runs in the workers, so that only its
                result travels, and must pickle
    one_by_one  don't wait for a batch to fill: for inputs that come slowly, as from a pipe
    scheduler   the address of a Dask cluster that does the work
    """
    batches = in_batches(items, 1 if one_by_one else BLOCKS_IN_A_BATCH)
    if scheduler:
        return run_in_order(batches, Cluster(scheduler, worker.options, worker.run, finish))
    if worker.options.jobs > 1:
        return run_in_order(batches, Processes(worker.options, worker.run, finish))
    return (outcome for batch in batches for outcome in work(batch, worker, finish))
