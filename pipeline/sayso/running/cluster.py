"""Workers on a Dask cluster: one machine or many, the same batches, the same outcomes.

Articles go to the workers and lines come back, so a worker needs sayso, the model and the rules at the same places, but neither the
input nor the output. A batch whose worker is lost is given to another one; what kills its worker again and again is found out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Generic, TypeVar

from sayso.errors import ClusterError, SaysoError, UsageError
from sayso.records import Article, Run
from sayso.running.order import Batch, Promise
from sayso.running.processes import ended
from sayso.running.shards import Passed
from sayso.running.work import Item, RunOptions, work_here

T = TypeVar("T")

SECONDS_TO_CONNECT = 15


class Cluster(Generic[T]):
    """The workers behind a scheduler's address. Raises UsageError where none answers there."""

    def __init__(self, address: str, options: RunOptions, run: Run, finish: Callable[[Article], T]) -> None:
        self.address, self.options, self.run, self.finish = address, options, run, finish
        self._client = _connect(address)

    def size(self) -> int:
        """How many batches the workers can be at, as they are now; at least some, as workers may come later."""
        return max(4, int(sum(self._client.nthreads().values())))

    def submit(self, batch: Batch) -> Promise[T | Passed]:
        return partial(self._collect, batch, self._submit(batch))

    def _submit(self, batch: Batch) -> Any:
        return self._client.submit(work_here, batch, self.options, self.run, self.finish, pure=False)

    def _collect(self, batch: Batch, future: Any) -> Iterator[T | Passed]:
        from distributed.scheduler import KilledWorker

        try:
            yield from self._result(future)
        except KilledWorker:
            for item in batch:
                yield from self._try_again(item)

    def _try_again(self, item: Item) -> list[T | Passed]:
        from distributed.scheduler import KilledWorker

        if not isinstance(item, Article):
            return [item]
        try:
            return self._result(self._submit([item]))
        except KilledWorker:
            return [ended(item)]

    def _result(self, future: Any) -> list[T | Passed]:
        """What a worker made of a batch. Raises what it raised, KilledWorker, and ClusterError where the cluster itself is lost."""
        from concurrent.futures import CancelledError

        try:
            result: list[T | Passed] = future.result()
        except (CancelledError, OSError, TimeoutError) as error:
            raise ClusterError(f"{self.address}: the scheduler is gone; start it again, then go on with --resume") from error
        return result

    def kill(self) -> None:
        """Nothing to end: closing the client takes back what it handed out."""

    def leave(self) -> None:
        try:
            self._client.close(timeout=2)
        except (OSError, TimeoutError):
            return  # it is gone already


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--scheduler needs what is not installed here: pip install 'sayso[cluster]'") from error
    import logging

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it becomes a line of ours
    try:
        return Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError, SaysoError) as error:
        raise UsageError(f"--scheduler {address}: no scheduler answers there; start one with `dask scheduler`") from error
