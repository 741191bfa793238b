"""How long `sayso diff` takes over two runs of many articles, and how much memory.

    python tests/benchmarks/comparing.py [ARTICLES] [WORDS] [SHARE]

Without arguments 10,000 articles of 600 words each, of which 1 % changed, extracted from the samples' paragraphs. The runs have different
rules in their `run`, as after a change of rules. Diff runs as a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import make_article
from sayso.reading.articles import Given
from sayso.records import Article, Run, to_json
from sayso.rules import load_rules

SAMPLES = Path(__file__).parents[2] / "samples"
TEMPLATES = 8
_NUMBER = re.compile(r"\b\d\d\b")


def main(articles: int = 10_000, words: int = 600, share: float = 0.01) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old.jsonl"), Path(folder, "new.jsonl")
        write_runs(old, new, articles, words, share)
        seconds, megabytes, changes = measure(old, new)
        print(f"{articles} articles of {words} words, {share:.1%} changed; each run {old.stat().st_size / 2**20:.0f} MB")
        print(f"{changes} lines, {seconds:.1f} s of CPU time, {megabytes:.0f} MB at most")


def write_runs(old: Path, new: Path, articles: int, words: int, share: float) -> None:
    """Two runs of so many articles; each article is one of a few, under an id of its own."""
    before, after = templates(words, "rules-1"), templates(words, "rules-2")
    edited = templates(words, "rules-2", edit=lambda text: _NUMBER.sub(lambda found: str(int(found[0]) + 1), text, count=2))
    chance = random.Random(7)
    with old.open("wb") as left, new.open("wb") as right:
        for number in range(articles):
            choice = number % TEMPLATES
            left.write(_named(before[choice], number))
            right.write(_named((edited if chance.random() < share else after)[choice], number))


def templates(words: int, label: str, edit: object = None) -> list[bytes]:
    """Lines of a run for articles of so many words, made of the samples' paragraphs."""
    rules, parser, run = load_rules(), Parser(), Run(sayso="0", model="benchmark", rules=label)
    found: list[Article] = []
    for text in _texts(words):
        changed = edit(text) if callable(edit) else text
        found.append(make_article(changed, id="ID", given=Given(published="2024-03-05"), rules=rules))
    parsed = parser.parse(found)
    return [to_json(extract(Parse(article, columns), rules, run)) + b"\n" for article, columns in zip(found, parsed, strict=True)]


def _texts(words: int) -> Iterator[str]:
    paragraphs = [text for path in sorted(SAMPLES.glob("*.txt")) for text in path.read_text("utf-8").split("\n\n")]
    chance = random.Random(11)
    for _ in range(TEMPLATES):
        chosen: list[str] = []
        while sum(len(text.split()) for text in chosen) < words:
            chosen.append(chance.choice(paragraphs))
        yield "\n\n".join(chosen)


def _named(line: bytes, number: int) -> bytes:
    return line.replace(b'"id":"ID"', b'"id":"news/%06d.txt"' % number, 1)


def measure(old: Path, new: Path) -> tuple[float, float, int]:
    """CPU seconds and the most megabytes that a diff of its own process took, and the lines that it wrote."""
    command = [sys.executable, "-m", "sayso", "diff", str(old), str(new), "--format", "jsonl"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout
    lines = sum(1 for _ in process.stdout)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError("diff failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, lines


if __name__ == "__main__":
    begun = time.perf_counter()
    main(*(int(word) for word in sys.argv[1:3]), *(float(word) for word in sys.argv[3:4]))
    print(f"all in all {time.perf_counter() - begun:.0f} s")
