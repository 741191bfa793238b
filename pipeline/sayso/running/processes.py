"""Work in several processes: results in order, a bounded number of batches under way, and no hang when a process dies.

A thread reads batches and hands them out, so that a result leaves as soon as it is there, also while the input is slow.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Event, Lock, Semaphore, Thread
from typing import Generic, TypeVar

from sayso.errors import InputError, RulesError
from sayso.records import Article, Run
from sayso.running.work import RunOptions, Worker, work

AHEAD = 3  # batches under way for each process: one at work, one waiting for it, one waiting to be written

T = TypeVar("T")
Batch = list[Article | InputError]


def run_in_processes(batches: Iterable[Batch], worker: Worker, finish: Callable[[Article], T]) -> Generator[T | InputError, None, None]:
    """The outcomes of all batches, in order, each as `worker` would give it. Ended early, it ends its processes at once."""
    team: _Team[T] = _Team(worker.options, worker.run, finish)
    feed = _Feed(batches, team)
    Thread(target=feed.run, daemon=True).start()
    try:
        while (promise := feed.promises.get()) is not None:
            yield from team.collect(promise)
            feed.room.release()
    except BaseException:
        team.kill()
        raise
    finally:
        feed.stop()
        team.leave()


@dataclass(frozen=True, slots=True)
class _Promise(Generic[T]):
    batch: Batch
    future: Future[list[T | InputError]]


class _Feed(Generic[T]):
    """Hands batches to the team, in its own thread, as long as there is room. What reading raises becomes a promise that raises it."""

    def __init__(self, batches: Iterable[Batch], team: _Team[T]) -> None:
        self.batches, self.team = batches, team
        self.promises: SimpleQueue[_Promise[T] | None] = SimpleQueue()
        self.room = Semaphore(AHEAD * team.options.jobs)
        self.stopped = Event()

    def run(self) -> None:
        try:
            self._hand_out()
            self.promises.put(None)
        except BaseException as error:  # handed on to the thread that takes the results
            failed: Future[list[T | InputError]] = Future()
            failed.set_exception(error)
            self.promises.put(_Promise([], failed))

    def _hand_out(self) -> None:
        for batch in self.batches:
            self.room.acquire()
            if self.stopped.is_set():
                return
            self.promises.put(_Promise(batch, self.team.submit(batch)))

    def stop(self) -> None:
        self.stopped.set()
        self.room.release()


@dataclass
class _Team(Generic[T]):
    """Processes at work. When one dies, the executor is lost with all its batches: a new one takes the next batches, and the
    lost ones are done again article by article in a process apart, so that the one that kills it is found."""

    options: RunOptions
    run: Run
    finish: Callable[[Article], T]
    lock: Lock = field(default_factory=Lock)
    many: _Processes | None = None
    apart: _Processes | None = None

    def submit(self, batch: Batch) -> Future[list[T | InputError]]:
        with self.lock:
            self.many = self.many or _Processes(self.options.jobs)
            try:
                return self.many.submit(batch, self)
            except BrokenExecutor:
                self.many = _Processes(self.options.jobs)
                return self.many.submit(batch, self)

    def collect(self, promise: _Promise[T]) -> Iterator[T | InputError]:
        try:
            yield from promise.future.result()
        except BrokenExecutor:
            for item in promise.batch:
                yield from self._try_again(item)

    def _try_again(self, item: Article | InputError) -> list[T | InputError]:
        if isinstance(item, InputError):
            return [item]
        self.apart = self.apart or _Processes(1)
        try:
            return self.apart.submit([item], self).result()
        except BrokenExecutor:
            self.apart = None
            reason = "the process that worked on it was ended, for want of memory or from outside"
            return [InputError(reason, source=item.id, id=item.id, remedy="try it alone, with more memory, or leave it out")]

    def kill(self) -> None:
        for processes in (self.many, self.apart):
            if processes:
                processes.kill()

    def leave(self) -> None:
        for processes in (self.many, self.apart):
            if processes:
                processes.executor.shutdown(cancel_futures=True)


class _Processes:
    """An executor that knows its processes. They are spawned, not forked: a copy of a process with threads may hang."""

    def __init__(self, number: int) -> None:
        self._others: set[BaseProcess] = set(multiprocessing.active_children())
        self.executor = ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)

    def submit(self, batch: Sequence[Article | InputError], team: _Team[T]) -> Future[list[T | InputError]]:
        try:
            return self.executor.submit(_work, batch, team.options, team.run, team.finish)
        except BrokenPipeError as error:  # not our reader's: that one ends the command in silence
            raise ChildProcessError("a worker process ended as it began; try -j 1") from error

    def kill(self) -> None:
        for process in set(multiprocessing.active_children()) - self._others:
            process.kill()


def _begin() -> None:
    """Set up a worker process. Ctrl-C is its parent's affair, and it leaves with its parent, however that ends."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[name] = "1"  # numpy is not loaded yet; one thread each, the processes share the cores
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _work(batch: Sequence[Article | InputError], options: RunOptions, run: Run, finish: Callable[[Article], T]) -> list[T | InputError]:
    return list(work(batch, _worker(options, run), finish))


@cache
def _worker(options: RunOptions, run: Run) -> Worker:
    """This process's worker: made with its first batch, so that what goes wrong is told as that batch's failure."""
    worker = Worker(options)
    if worker.run != run:
        raise RulesError("the rules or the model were changed while the run was under way; run it again")
    return worker
