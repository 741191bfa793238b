"""Workers in several processes of this machine: a process that dies costs the article that killed it, and nothing hangs."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.process import BaseProcess
from threading import Lock
from types import FrameType
from typing import Generic, TypeVar

from sayso.errors import InputError
from sayso.records import Article, Run
from sayso.running.order import Batch, Promise
from sayso.running.shards import Passed
from sayso.running.work import Item, RunOptions, work_here

T = TypeVar("T")

SECONDS_ALONE = 1.0  # that a worker may outlive its parent


def ended(item: Article) -> InputError:
    """The failure of an article whose worker was ended while it was at it, twice or alone."""
    reason = "the process that worked on it was ended, for want of memory or from outside"
    return InputError(reason, source=item.id, id=item.id, remedy="try it alone, with more memory, or leave it out")


@dataclass
class Processes(Generic[T]):
    """Processes at work. When one dies, the executor is lost with all its batches: a new one takes the next batches, and the
    lost ones are done again article by article in a process apart, so that the one that kills it is found."""

    options: RunOptions
    run: Run
    finish: Callable[[Article], T]
    lock: Lock = field(default_factory=Lock)
    many: _Executor | None = None
    apart: _Executor | None = None

    def size(self) -> int:
        return self.options.jobs

    def submit(self, batch: Batch) -> Promise[T | Passed]:
        return partial(self._collect, batch, self._submit(batch))

    def _submit(self, batch: Batch) -> Future[list[T | Passed]]:
        with self.lock:
            self.many = self.many or _Executor(self.options.jobs)
            try:
                return self.many.submit(batch, self)
            except BrokenExecutor:
                self.many = _Executor(self.options.jobs)
                return self.many.submit(batch, self)

    def _collect(self, batch: Batch, future: Future[list[T | Passed]]) -> Iterator[T | Passed]:
        try:
            yield from future.result()
        except BrokenExecutor:
            for item in batch:
                yield from self._try_again(item)

    def _try_again(self, item: Item) -> list[T | Passed]:
        if not isinstance(item, Article):
            return [item]
        self.apart = self.apart or _Executor(1)
        try:
            return self.apart.submit([item], self).result()
        except BrokenExecutor:
            self.apart = None
            return [ended(item)]

    def kill(self) -> None:
        for executor in (self.many, self.apart):
            if executor:
                executor.kill()

    def leave(self) -> None:
        for executor in (self.many, self.apart):
            if executor:
                executor.executor.shutdown(cancel_futures=True)


class _Executor:
    """An executor that knows its processes. They are spawned, not forked: a copy of a process with threads may hang."""

    def __init__(self, number: int) -> None:
        self._others: set[BaseProcess] = set(multiprocessing.active_children())
        self.executor = ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)

    def submit(self, batch: Sequence[Item], team: Processes[T]) -> Future[list[T | Passed]]:
        try:
            with _deaf():  # a process may begin here
                return self.executor.submit(work_here, batch, team.options, team.run, team.finish)
        except BrokenPipeError as error:  # not our reader's: that one ends the command in silence
            raise ChildProcessError("a worker process ended as it began; try -j 1") from error

    def kill(self) -> None:
        for process in set(multiprocessing.active_children()) - self._others:
            process.kill()


@contextmanager
def _deaf() -> Iterator[None]:
    """Keep Ctrl-C from processes that begin within: they inherit that it waits, until they are set up to pass over it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Set up a worker process. Ctrl-C is its parent's affair, and it leaves with its parent, however that ends.

    A timer looks after the parent, not a thread: with a second thread, even an idle one, all work takes a sixth longer.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[name] = "1"  # numpy is not loaded yet; one thread each, the processes share the cores
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGALRM, _leave_with_parent)
    signal.setitimer(signal.ITIMER_REAL, SECONDS_ALONE, SECONDS_ALONE)


def _leave_with_parent(number: int, frame: FrameType | None) -> None:
    parent = multiprocessing.parent_process()
    if parent and os.getppid() != parent.pid:
        os._exit(1)
