"""How cost grows with the number of articles: time an article and memory, from 100 to 10,000; and what a second run costs.

    python tests/benchmarks/growth.py [NUMBER]… [-j N] [--again]

The articles are the samples over and over, as rows of JSONL, each with a line of its own so that no two are the same. Each number is a
command of its own, as a user runs it, with an empty cache. `--again` runs it again with what the first run kept: as it is, with a rule for
dates and one for cues taken out, and with the lemmas changed, which all finders go by. Memory is the largest process's peak.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"
NUMBERS = (100, 1000, 10_000)
CHANGES = {
    "again": "",
    "dates": '[[disable]]\nid = "date.century"\n',
    "cues": '[[disable]]\nid = "cue.deny"\n',
    "lemmas": '[[lemma]]\nid = "mine.lemma"\npart = "verb"\nmatches = ["She [zwonk] it."]\nforms = { zwonk = "zwink" }\n',
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds by the clock, seconds of all its processes, peak of memory in MB."""

    clock: float
    cpu: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("numbers", nargs="*", type=int, default=list(NUMBERS))
    parser.add_argument("-j", "--jobs", type=int, default=1)
    parser.add_argument(
        "--again", action="store_true", help="run each again, with what the first run kept: as it is, and after changes of rules"
    )
    options = parser.parse_args()
    print(f"{'articles':>9}{'run':>8}{'clock s':>10}{'CPU s':>10}{'CPU ms each':>13}{'memory MB':>11}")
    for number in options.numbers:
        for name, cost in measure(number, jobs=options.jobs, again=options.again):
            print(f"{number:9}{name:>8}{cost.clock:10.1f}{cost.cpu:10.1f}{1000 * cost.cpu / number:13.1f}{cost.memory:11.0f}", flush=True)


def measure(number: int, *, jobs: int = 1, again: bool = False) -> Iterator[tuple[str, Cost]]:
    """The cost of so many articles, and of the same a second time."""
    with tempfile.TemporaryDirectory() as folder:
        write_articles(Path(folder) / "news.jsonl", number)
        yield "first", run(Path(folder), "-j", str(jobs))
        for name, rules in CHANGES.items() if again else ():
            (Path(folder) / name).mkdir()
            (Path(folder) / name / "mine.toml").write_text(rules)
            yield name, run(Path(folder), "-j", str(jobs), *(("--rules", name) if rules else ()))


def write_articles(path: Path, number: int) -> None:
    """So many articles, one a line."""
    texts = [sample.read_text("utf-8") for sample in sorted(SAMPLES.glob("*.txt"))]
    with path.open("w") as out:
        for count in range(number):
            text = f"{texts[count % len(texts)]}\n\nIt was report number {count} of the day.\n"
            out.write(json.dumps({"id": str(count), "text": text}) + "\n")


def run(folder: Path, *options: str) -> Cost:
    """Extract the folder's articles in a process of its own."""
    environment = {**os.environ, "SAYSO_CACHE": str(folder / "cache")}
    command = [sys.executable, "-m", "sayso", "extract", "news.jsonl", "-o", "out.jsonl", *options]
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"the command ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
