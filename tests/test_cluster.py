"""Work on a Dask cluster: a scheduler and workers in processes of their own, on this machine's loopback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import ClusterError, InputError, UsageError
from sayso.reading import make_article
from sayso.records import Article, to_json
from sayso.running import RunOptions, Worker, cluster, run

pytestmark = pytest.mark.model

FOREVER = 120  # seconds to wait for what has to come


@dataclass
class Machines:
    """A scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self) -> None:
        options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder)]
        self.workers.append(start("distributed.cli.dask_worker", self.address, *options))

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", module, *arguments, "--host", "127.0.0.1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def build(folder: Path, workers: int) -> Machines:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    scheduler = start("distributed.cli.dask_scheduler", "--port", str(port), "--no-dashboard")
    machines = Machines(f"tcp://127.0.0.1:{port}", scheduler, folder)
    wait_for_port(port)
    for _ in range(workers):
        machines.add_worker()
    return machines


def wait_for_port(port: int) -> None:
    until = time.monotonic() + FOREVER
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Set before the workers begin, as they inherit it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYSO_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    built = build(tmp_path_factory.mktemp("dask"), 2)
    yield built
    built.close()


def story(number: int) -> Article:
    return make_article(f"Ferry strike, day {number}\n\nThe union said on Monday that {number} boats would sail again.\n", id=f"a{number}")


@dataclass(frozen=True)
class Marks:
    """Notes each process that works, and may end one at an article: once, or every time."""

    folder: str
    kill: str = ""
    once: bool = True

    def __call__(self, article: Article) -> bytes:
        (Path(self.folder) / f"worker-{os.getpid()}").touch()
        done = Path(self.folder) / "killed"
        if article.id == self.kill and not (self.once and done.exists()):
            done.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return to_json(article)


def marks(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("worker-*")}


def told(outcomes: Any) -> list[str]:
    return [f"failed {item.id}" if isinstance(item, InputError) else Article.model_validate_json(item).id for item in outcomes]


def test_the_outcomes_are_those_of_one_process_and_all_workers_work(machines: Machines, tmp_path: Path) -> None:
    items = [story(0), InputError("it is bad", source="bad.txt", id="bad", remedy="mend it"), *(story(number) for number in range(1, 400))]
    here = list(run(items, Worker(RunOptions()), finish=to_json))
    there = list(run(items, Worker(RunOptions()), finish=Marks(str(tmp_path)), scheduler=machines.address))
    assert [_plain(item) for item in there] == [_plain(item) for item in here]
    assert len(marks(tmp_path)) == 2
    assert f"worker-{os.getpid()}" not in marks(tmp_path)


def _plain(outcome: bytes | InputError | object) -> bytes | str:
    return outcome if isinstance(outcome, bytes) else str(outcome)


def test_a_worker_loads_the_model_once(machines: Machines) -> None:
    list(run([story(number) for number in range(500, 700)], Worker(RunOptions(cache=False)), finish=to_json, scheduler=machines.address))
    from distributed import Client

    with Client(machines.address, set_as_default=False) as client:
        made = client.run(_workers_made)
    assert set(made.values()) <= {1, 2, 3}  # one for each set of options that this module runs with, however many batches there were


def _workers_made() -> int:
    from sayso.running.work import _worker

    return _worker.cache_info().misses


def test_the_command_writes_the_same_bytes(machines: Machines, tmp_path: Path) -> None:
    rows = ({"id": f"r{number}", "text": f"The union said that {number} boats would sail."} for number in range(50))
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for name, more in (("here.jsonl", []), ("there.jsonl", ["--scheduler", machines.address])):
        command = [sys.executable, "-m", "sayso", "extract", "rows.jsonl", "-o", name, *more]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "here.jsonl").read_bytes() == (tmp_path / "there.jsonl").read_bytes()


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    machines = build(tmp_path, 2)
    try:
        items = [story(number) for number in range(300)]
        (tmp_path / "once").mkdir()
        outcomes = run(items, Worker(RunOptions()), finish=Marks(str(tmp_path / "once"), kill="a150"), scheduler=machines.address)
        assert told(outcomes) == [f"a{number}" for number in range(300)]
        assert (tmp_path / "once" / "killed").exists()
    finally:
        machines.close()


def test_what_kills_every_worker_is_found(tmp_path: Path) -> None:
    machines = build(tmp_path, 5)
    try:
        items = [story(number) for number in range(3)]
        finish = Marks(str(tmp_path), kill="a1", once=False)
        outcomes = run(items, Worker(RunOptions()), finish=finish, scheduler=machines.address, one_by_one=True)
        found = [told([next(outcomes)])]
        for _ in range(5):
            machines.add_worker()
        found += [told([outcome]) for outcome in outcomes]
        assert found == [["a0"], ["failed a1"], ["a2"]]
    finally:
        machines.close()


def test_a_scheduler_that_goes_away_is_one_error(tmp_path: Path) -> None:
    machines = build(tmp_path, 1)
    try:
        outcomes = run(iter([story(number) for number in range(300)]), Worker(RunOptions()), finish=to_json, scheduler=machines.address)
        assert told([next(outcomes)]) == ["a0"]
        machines.scheduler.kill()
        with pytest.raises(ClusterError, match="--resume"):
            list(outcomes)
    finally:
        machines.close()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "not-even-that"])
def test_no_scheduler_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    with pytest.raises(UsageError, match="no scheduler answers"):
        run([], Worker(RunOptions()), finish=to_json, scheduler=address)
