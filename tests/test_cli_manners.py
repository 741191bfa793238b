"""How the command behaves among others: closed pipes, full disks, Ctrl-C, slow inputs. Real processes, real signals."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.model

ROW = '{{"id": "{0}", "text": "The union said on Monday that {0} boats would sail again."}}\n'
HELP_TIMES = 3  # that `--help` may take of what loading Typer takes; it takes about twice as long


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parses")


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_CACHE", str(cache))
    (tmp_path / "rows.jsonl").write_text("".join(ROW.format(number) for number in range(300)))


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that a test began, ended with it whatever happens."""
    all_of_them: list[subprocess.Popen[str]] = []
    yield all_of_them
    for process in all_of_them:
        process.kill()
        with process:  # closes its pipes and waits
            pass


def start(started: list[subprocess.Popen[str]], *arguments: str, **places: Any) -> subprocess.Popen[str]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **places}
    process = subprocess.Popen([sys.executable, "-m", "sayso", *arguments], text=True, bufsize=1, **pipes)
    started.append(process)
    return process


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_is_a_normal_end(started: list[subprocess.Popen[str]], jobs: str) -> None:
    process = start(started, "extract", "rows.jsonl", "-j", jobs)
    assert process.stdout
    assert process.stderr
    assert json.loads(process.stdout.readline())["id"] == "0"
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == ""


def test_help_into_a_closed_pipe(started: list[subprocess.Popen[str]]) -> None:
    read, write = os.pipe()
    os.close(read)
    process = start(started, "extract", "--help", stdout=write)
    os.close(write)
    assert process.wait(60) == 0
    assert process.stderr
    assert process.stderr.read() == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")
def test_a_full_disk_is_one_line(started: list[subprocess.Popen[str]]) -> None:
    with open("/dev/full", "w") as full:
        process = start(started, "extract", "rows.jsonl", stdout=full.fileno())
    assert process.wait(60) == 3
    assert process.stderr
    assert process.stderr.read().count("\n") == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")
@pytest.mark.parametrize("option", ["-o", "--errors", "--summary"])
def test_a_device_that_is_full_is_named_in_one_line(started: list[subprocess.Popen[str]], tmp_path: Path, option: str) -> None:
    (tmp_path / "rows.jsonl").write_text(ROW.format(1) + "broken\n")
    process = start(started, "extract", "rows.jsonl", "--errors", "errors", option, "/dev/full")
    assert process.stdout
    process.stdout.read()
    assert process.wait(60) == 3
    assert process.stderr
    assert process.stderr.read() == "sayso: /dev/full: can't be written: no space left on device\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_all_finished_records(
    started: list[subprocess.Popen[str]], tmp_path: Path, jobs: str, number: signal.Signals
) -> None:
    process = start(started, "extract", "-", "-o", "out.jsonl", "-j", jobs)
    assert process.stdin
    assert process.stderr
    process.stdin.write(ROW.format(1) + ROW.format(2) + "broken\n")
    process.stdin.flush()
    assert "stdin:3" in process.stderr.readline()  # told in its turn, so the two records before it are out
    process.send_signal(number)
    assert process.wait(60) == 130
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == ["1", "2"]
    assert not (tmp_path / "out.jsonl.part").exists()
    assert "Traceback" not in process.stderr.read()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_pipe_can_be_watched(started: list[subprocess.Popen[str]], jobs: str) -> None:
    process = start(started, "extract", "-", "-j", jobs)
    assert process.stdin
    assert process.stdout
    for ident in ("1", "2", "3"):
        process.stdin.write(ROW.format(ident))
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == ident
    process.stdin.close()
    assert process.wait(60) == 0


def test_stdin_is_text_unless_it_looks_like_json(started: list[subprocess.Popen[str]]) -> None:
    process = start(started, "extract", "-")
    out, _ = process.communicate("Ferry strike ends\n\nThe union said that it was over.\n", timeout=60)
    assert json.loads(out)["id"] == "stdin"


def test_a_run_is_piped_into_the_next_command(started: list[subprocess.Popen[str]]) -> None:
    first = start(started, "extract", "rows.jsonl")
    assert first.stdout
    second = start(started, "validate", "-", stdin=first.stdout.fileno())
    assert second.wait(60) == 0


def test_nothing_moves_on_a_stderr_that_is_no_terminal(started: list[subprocess.Popen[str]]) -> None:
    process = start(started, "extract", "rows.jsonl", "-o", "out.jsonl")
    assert process.wait(60) == 0
    assert process.stderr
    assert process.stderr.read() == ""


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        pytest.param("extract rows.jsonl -o out.jsonl 2>&-", 0, "", id="stderr"),
        pytest.param("extract nowhere 2>&-", 2, "", id="stderr-with-something-to-say"),
        pytest.param("extract - <&-", 2, "sayso: stdin is closed; name a file or a folder\n", id="stdin"),
        pytest.param("validate - <&-", 2, "sayso: stdin is closed; name a file\n", id="stdin-of-a-run"),
        pytest.param("extract rows.jsonl >&-", 2, "sayso: stdout is closed; name a file with -o\n", id="stdout"),
    ],
)
def test_a_stream_that_is_closed(tmp_path: Path, command: str, code: int, said: str) -> None:
    done = subprocess.run(f"{shlex.quote(sys.executable)} -m sayso {command}", shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", said)
    if "-o" in command:
        assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 300


@pytest.mark.parametrize("command", ["", "extract", "diff", "rules list"])
def test_help_answers_at_once(command: str) -> None:
    """The best of some tries, against loading Typer alone: what a command costs, not how fast the machine is and what it does beside it."""
    asked, least = (
        min(_cpu_seconds(*arguments) for _ in range(5))
        for arguments in (("-m", "sayso", *command.split(), "--help"), ("-c", "import typer"))
    )
    assert asked < HELP_TIMES * least


def _cpu_seconds(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="processes are looked up in /proc")
def test_a_worker_passes_over_an_interrupt_from_its_first_moment_on(started: list[subprocess.Popen[str]]) -> None:
    """Ctrl-C at a terminal reaches the workers too, maybe before they are set up; what it means is their parent's affair."""
    process = start(started, "extract", "-", "-j", "2")
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(ROW.format(1))
    process.stdin.flush()
    while not (workers := [child for child in _children_of(process.pid) if "spawn_main" in _words_of(child)]):
        assert process.poll() is None
    os.kill(int(workers[0]), signal.SIGINT)
    assert json.loads(process.stdout.readline())["id"] == "1"
    process.stdin.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == ""


def _words_of(process: str) -> str:
    """The command line of a process; nothing where it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text()
    return ""


def test_an_interrupt_while_the_command_loads_is_one_line(started: list[subprocess.Popen[str]], tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    process = start(started, "extract", "rows.jsonl", env={**os.environ, "PYTHONPATH": f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}"})
    assert process.wait(60) == 130
    assert process.stderr
    assert process.stderr.read() == "sayso: interrupted; nothing was begun\n"


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="processes are looked up in /proc")
def test_workers_leave_with_a_parent_that_is_killed(started: list[subprocess.Popen[str]]) -> None:
    process = start(started, "extract", "-", "-j", "2")
    assert process.stdin
    assert process.stdout
    process.stdin.write(ROW.format(1))
    process.stdin.flush()
    process.stdout.readline()  # the workers are there
    workers = _children_of(process.pid)
    assert len(workers) >= 2
    process.kill()
    until = time.monotonic() + 30
    while any(map(_is_running, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(_is_running, workers))


def _is_running(process: str) -> bool:
    """Whether it is there and no mere entry that nobody has asked for yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _children_of(parent: int) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(path.parent.name)
    return found
