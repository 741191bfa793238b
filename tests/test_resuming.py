"""A run that ended early goes on with the same bytes: what is kept, what is done again, and kills at any moment."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError, OutputError
from sayso.reading import make_article
from sayso.records import Article
from sayso.running import begin_shards, go_on, resume_shards, shards
from sayso.running.shards import Kept, Shards
from sayso.writing.parts import Written

ROOT = Path(__file__).parents[1]
MANIFEST = {"run": {"rules": "of today"}, "parts": "all"}
BAD = InputError("it is bad", source="bad.txt", line=3, remedy="make it good")


def story(number: int, more: str = "") -> Article:
    return make_article(f"Ferry strike, day {number}\n\nThe union said that {number} boats would sail again.{more}\n", id=f"a{number}")


@dataclass
class Bench:
    """Extracts nothing, but remembers for which articles it was asked; fails at those of some ids."""

    failing: frozenset[str] = frozenset()
    stop_before: str = ""

    def __post_init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, items: Iterator[Article | InputError | Kept]) -> Generator[Written | InputError | Kept, None, None]:
        for item in items:
            if not isinstance(item, Article):
                yield item
                continue
            if item.id == self.stop_before:
                raise KeyboardInterrupt
            self.asked.append(item.id)
            yield InputError("no luck", source=item.id, id=item.id, remedy="none") if item.id in self.failing else self.write(item)

    @staticmethod
    def write(article: Article) -> Written:
        return Written(article.id, {"": article.text.encode() + b"\n"}, {"claim": len(article.text)})


def outcomes_of(items: list[Article | InputError], kept: Shards, bench: Bench) -> list[str]:
    return [str(item) if isinstance(item, InputError) else item.parts[""].decode() for item in go_on(items, kept, bench)]


def stopped(folder: Path, items: list[Article | InputError], bench: Bench) -> None:
    with pytest.raises(KeyboardInterrupt):
        outcomes_of(items, begin_shards(folder, MANIFEST), bench)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out.shards"


ITEMS: list[Article | InputError] = [story(0), BAD, *(story(number) for number in range(1, 8))]


def test_what_is_kept_is_not_done_again_and_stands_in_its_place(folder: Path) -> None:
    whole = outcomes_of(ITEMS, begin_shards(folder, MANIFEST), Bench())
    stopped(folder, ITEMS, Bench(stop_before="a4"))
    again = Bench()
    kept = resume_shards(folder, MANIFEST)
    assert outcomes_of(ITEMS, kept, again) == whole
    assert again.asked == ["a4", "a5", "a6", "a7"]
    assert kept.taken == 4


def test_what_has_changed_is_done_again_and_what_was_moved_is_not(folder: Path) -> None:
    stopped(folder, ITEMS, Bench(stop_before="a5"))
    changed: list[Article | InputError] = [story(9), story(3), story(2, " She was glad."), story(0), story(1)]
    again = Bench()
    told = outcomes_of(changed, resume_shards(folder, MANIFEST), again)
    assert again.asked == ["a9", "a2"]
    assert told == [Bench.write(item).parts[""].decode() for item in changed if isinstance(item, Article)]


@pytest.mark.parametrize("change", [{"run": {"rules": "of tomorrow"}}, {"parts": "claims"}])
def test_with_other_rules_or_another_form_all_is_done_again(folder: Path, change: dict[str, Any]) -> None:
    stopped(folder, ITEMS, Bench(stop_before="a5"))
    again = Bench()
    outcomes_of(ITEMS, resume_shards(folder, {**MANIFEST, **change}), again)
    assert len(again.asked) == 8


def test_failures_are_kept_too_unless_they_are_to_be_tried_again(folder: Path) -> None:
    stopped(folder, ITEMS, Bench(failing=frozenset({"a1"}), stop_before="a5"))
    kept, tried = Bench(), Bench()
    assert any("no luck" in line for line in outcomes_of(ITEMS, resume_shards(folder, MANIFEST), kept))
    assert "a1" not in kept.asked
    assert not any("no luck" in line for line in outcomes_of(ITEMS, resume_shards(folder, MANIFEST, retry_failed=True), tried))
    assert tried.asked == ["a1"]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: data[:-3], id="cut"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:], id="a-bit"),
        pytest.param(lambda data: b"no line end", id="foreign"),
    ],
)
def test_a_damaged_shard_counts_as_not_there(folder: Path, spoil: Any) -> None:
    stopped(folder, ITEMS, Bench(stop_before="a5"))
    (shard,) = folder.glob("*.shard")
    shard.write_bytes(spoil(shard.read_bytes()))
    again = Bench()
    outcomes_of(ITEMS, resume_shards(folder, MANIFEST), again)
    assert len(again.asked) == 8


def test_without_a_manifest_nothing_is_taken(folder: Path) -> None:
    stopped(folder, ITEMS, Bench(stop_before="a5"))
    (folder / "manifest.json").unlink()
    again = Bench()
    outcomes_of(ITEMS, resume_shards(folder, MANIFEST), again)
    assert len(again.asked) == 8


@given(
    st.lists(
        st.one_of(
            st.builds(Written, st.text(), st.dictionaries(st.sampled_from(["", "claim", "actor"]), st.binary()), st.just({"claim": 2})),
            st.builds(lambda reason, line: InputError(reason, source="s", line=line, remedy="r"), st.text(), st.none() | st.integers(0, 9)),
        )
    )
)
def test_a_shard_gives_back_what_was_put_in(outcomes: list[Written | InputError]) -> None:
    packed = shards._pack([(b"k" * 16, outcome) for outcome in outcomes])
    told = [item.row() if isinstance(item, InputError) else item for item in shards._unpack(packed)]
    assert told == [item.row() if isinstance(item, InputError) else item for item in outcomes]


def test_a_disk_that_is_full_is_said_and_leaves_no_half_shard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = begin_shards(folder, MANIFEST)

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no space left on device"):
        outcomes_of(ITEMS, kept, Bench())
    assert list(folder.glob("*.shard")) == []


# the command itself

DRIVER = """
import os, signal, sys
from sayso.running import shards
shards.SECONDS = float(sys.argv[1])
at, when = int(sys.argv[2]), sys.argv[3]
replace, seen = os.replace, 0
def killing(source, target):
    global seen
    seen += str(target).endswith(".shard")
    if seen == at and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    replace(source, target)
    if seen == at and when == "after":
        os.kill(os.getpid(), signal.SIGKILL)
os.replace = killing
sys.argv[1:4] = []
from sayso.cli import main
main()
"""


def drive(*arguments: str, seconds: float = 0.0, at: int = 0, when: str = "never") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", DRIVER, str(seconds), str(at), when, "extract", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, said = process.communicate(timeout=600)
    return process.returncode, said.decode()


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    rows = ({"id": f"r{number}", "text": f"The union said that {number} boats would sail."} for number in range(300))
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + '{"id": "bad"}\n')
    return tmp_path


@pytest.mark.model
def test_a_run_that_is_killed_around_a_rename_goes_on_with_the_same_bytes(news: Path) -> None:
    code, said = finish(drive("news.jsonl", "-o", "whole.jsonl"))
    assert code == 3
    for at, when in ((2, "before"), (2, "after")):
        assert finish(drive("news.jsonl", "-o", "out.jsonl", "--resume", at=at, when=when))[0] == -signal.SIGKILL
        assert not (news / "out.jsonl").exists()
        assert list(news.glob("out.jsonl.shards/*.shard"))
    assert finish(drive("news.jsonl", "-o", "out.jsonl", "--resume", "-j", "2", "--summary", "sum.json")) == (3, said)
    assert (news / "out.jsonl").read_bytes() == (news / "whole.jsonl").read_bytes()
    assert json.loads((news / "sum.json").read_text())["articles"]["resumed"] > 1


@pytest.mark.model
def test_a_run_that_ended_well_keeps_nothing_and_one_that_failed_can_be_mended(news: Path) -> None:
    lines = (news / "news.jsonl").read_text().splitlines(keepends=True)
    (news / "news.jsonl").write_text("".join(lines[-5:]))
    assert finish(drive("news.jsonl", "-o", "out.jsonl"))[0] == 3
    assert (news / "out.jsonl.shards").is_dir()
    (news / "news.jsonl").write_text("".join(lines[-5:-1]))
    assert finish(drive("news.jsonl", "-o", "out.jsonl", "--resume", "--summary", "sum.json"))[0] == 0
    assert not (news / "out.jsonl.shards").exists()
    assert json.loads((news / "sum.json").read_text())["articles"] == {
        "done": 4, "failed": 0, "resumed": 4, "skipped": {}, "other_languages": {}, "near_duplicates": 0,
    }  # fmt: skip


KILLS = 20
LONG = 20.0  # seconds that the undisturbed run takes at least


@pytest.mark.model
@pytest.mark.slow
def test_a_long_run_is_killed_twenty_times_and_the_bytes_are_the_same(news: Path) -> None:
    """At 18 random moments between its first and its last record, just before a rename and just after one; `-j` may change each time."""
    _write_whole(news)
    whole = (news / "whole.jsonl").read_bytes()
    between, chance = 0, random.Random(7)
    moments = sorted(chance.uniform(0.02, 0.98) * len(whole) for _ in range(KILLS - 2))
    for at, when in ((1, "before"), (1, "after")):
        process = drive("long.jsonl", "-o", "out.jsonl", "--no-cache", "--resume", seconds=0.5, at=at, when=when)
        assert finish(process)[0] == -signal.SIGKILL
    for number, moment in enumerate(moments):
        process = drive("long.jsonl", "-o", "out.jsonl", "--no-cache", "--resume", "-j", "2" if number % 6 == 5 else "1", seconds=0.5)
        between += _kill_at(process, news / "out.jsonl.part", moment)
    assert between >= 15
    assert finish(drive("long.jsonl", "-o", "out.jsonl", "--no-cache", "--resume"))[0] == 0
    assert (news / "out.jsonl").read_bytes() == whole
    assert sorted(path.name for path in news.glob("out.*")) == ["out.jsonl"]


def _write_whole(news: Path) -> None:
    """Write long.jsonl, and whole.jsonl from it: as many articles as keep a run busy for `LONG` seconds on this machine as it is now."""
    count, seconds = 100, 0.0
    while seconds < LONG:
        count += int(count * (LONG * 1.2 / seconds - 1)) if seconds else 0
        _write_news(news, count)
        begun = time.monotonic()
        assert finish(drive("long.jsonl", "-o", "whole.jsonl", "--no-cache", seconds=0.5))[0] == 0
        seconds = time.monotonic() - begun


def _write_news(news: Path, count: int) -> None:
    samples = [path.read_text("utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]
    rows = ({"id": f"r{number}", "text": samples[number % len(samples)]} for number in range(count))
    (news / "long.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def _kill_at(process: subprocess.Popen[bytes], part: Path, size: float) -> bool:
    """Kill the run when its output has so many bytes; True if it was under way then, with some but not all records out."""
    while process.poll() is None:
        written = part.stat().st_size if part.exists() else 0
        if written >= size:
            process.kill()
            process.wait()
            return process.returncode == -signal.SIGKILL and part.stat().st_size > 0
        time.sleep(0.005)
    return False
