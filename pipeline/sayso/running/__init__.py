"""Many articles: order, workers, cache."""

from collections.abc import Iterable, Iterator

from sayso.errors import InputError
from sayso.parsing import in_batches
from sayso.records import Article
from sayso.running.work import Outcome, RunOptions, Worker

__all__ = ["Outcome", "RunOptions", "Worker", "run"]


def run(items: Iterable[Article | InputError], options: RunOptions) -> Iterator[Outcome]:
    """first version: one process"""
    worker = Worker(options)
    good = []
    for item in items:
        if isinstance(item, InputError):
            yield item
        else:
            good.append(item)
    for batch in in_batches(good):
        yield from worker.extract(batch)
