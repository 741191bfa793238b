"""Work that is done elsewhere, in the order of the input, with a bounded number of batches under way.

A thread reads batches and hands them out, so that a result leaves as soon as it is there, also while the input is slow.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from queue import SimpleQueue
from threading import Event, Semaphore, Thread
from typing import Generic, NoReturn, Protocol, TypeVar

from sayso.running.shards import Passed
from sayso.running.work import Item

AHEAD = 3  # batches under way for each worker: one at work, one waiting for it, one waiting to be written

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Batch = list[Item]
Promise = Callable[[], Iterable[T]]
"""Gives the outcomes of a batch when it is called, once they are there."""


class Team(Protocol[T_co]):
    """Workers elsewhere."""

    def size(self) -> int:
        """How many work at once."""

    def submit(self, batch: Batch) -> Promise[T_co | Passed]:
        """Hand out a batch; called in the thread that reads."""

    def kill(self) -> None:
        """End all work at once."""

    def leave(self) -> None:
        """Clear up; called last, whatever was before."""


def run_in_order(batches: Iterable[Batch], team: Team[T]) -> Generator[T | Passed, None, None]:
    """The outcomes of all batches, in order. Ended early, the team is ended at once."""
    feed = _Feed(batches, team)
    Thread(target=feed.run, daemon=True).start()
    try:
        while (promise := feed.promises.get()) is not None:
            yield from promise()
            feed.room.release()
    except BaseException:
        team.kill()
        raise
    finally:
        feed.stop()
        team.leave()


class _Feed(Generic[T]):
    """Hands batches to the team, in its own thread, as long as there is room. What reading raises becomes a promise that raises it."""

    def __init__(self, batches: Iterable[Batch], team: Team[T]) -> None:
        self.batches, self.team = batches, team
        self.promises: SimpleQueue[Promise[T | Passed] | None] = SimpleQueue()
        self.room = Semaphore(AHEAD * team.size())
        self.stopped = Event()

    def run(self) -> None:
        try:
            self._hand_out()
            self.promises.put(None)
        except BaseException as error:  # handed on to the thread that takes the results
            self.promises.put(_Failed(error))

    def _hand_out(self) -> None:
        for batch in self.batches:
            self.room.acquire()
            if self.stopped.is_set():
                return
            self.promises.put(self.team.submit(batch))

    def stop(self) -> None:
        self.stopped.set()
        self.room.release()


class _Failed:
    """A promise that can't be kept."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __call__(self) -> NoReturn:
        raise self.error
