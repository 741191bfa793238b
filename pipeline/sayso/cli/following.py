"""A run under way: each outcome is written in its turn, failures are passed on, and what came of it is summed up."""

from __future__ import annotations

import os
import platform
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.cli import words
from sayso.cli.interrupts import held
from sayso.cli.progress import Step
from sayso.errors import InputError, OutputError, cause_of

if TYPE_CHECKING:
    from sayso.reading import Tally
    from sayso.records import Run
    from sayso.writing.output import Write
    from sayso.writing.parts import Written
    from sayso.writing.places import Put

VERSIONS = ("sayso", "spacy", "trafilatura", "pydantic", "numpy")


@dataclass
class Score:
    """What came of a run so far."""

    articles: int = 0
    failed: int = 0
    records: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    clock: float = field(default_factory=time.monotonic)

    def count(self, outcome: Written | InputError) -> None:
        if isinstance(outcome, InputError):
            self.failed += 1
            self.reasons[outcome.reason] += 1
        else:
            self.articles += 1
            self.records.update(outcome.counts)


class Failures:
    """Passes failures on: as a line of a file, or in words."""

    def __init__(self, write: Write | None) -> None:
        self.write = write

    def add(self, error: InputError) -> None:
        import orjson

        if self.write:
            self.write(orjson.dumps(error.row(), option=orjson.OPT_APPEND_NEWLINE))
        else:
            words.say(str(error))


@contextmanager
def open_failures(name: str | None) -> Iterator[Failures]:
    """Where failures go: a file, or stderr in words."""
    from sayso.writing.output import open_stream

    if name is None:
        yield Failures(None)
    else:
        with open_stream(name) as write:
            yield Failures(write)


def follow(outcomes: Iterable[Written | InputError], put: Put, failures: Failures, score: Score, step: Step, *, fail_fast: bool) -> None:
    """Write each outcome as it comes. Ctrl-C never cuts a record."""
    for outcome in outcomes:
        with held():
            if isinstance(outcome, InputError):
                failures.add(outcome)
            else:
                put(outcome)
            score.count(outcome)
        step(score.failed)
        if fail_fast and score.failed:
            break
    words.inform(f"{score.articles} articles done, {score.failed} failed")


def sum_up(name: str, score: Score, run: Run, tally: Tally, *, resumed: int, ended: str) -> None:
    """Write the summary of a run as a JSON object to a file, or to stdout (`-`). Raises OutputError."""
    import orjson

    data = orjson.dumps(_summary(score, run, tally, resumed=resumed, ended=ended), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    if name == "-":
        print(data.decode(), end="")
        return
    aside = Path(name + ".part")
    try:
        if os.path.exists(name) and not os.path.isfile(name):
            Path(name).write_bytes(data)
            return
        aside.write_bytes(data)
        os.replace(aside, name)
    except OSError as error:
        raise OutputError(f"{name}: can't be written: {cause_of(error)}") from error


def _summary(score: Score, run: Run, tally: Tally, *, resumed: int, ended: str) -> Mapping[str, Any]:
    seconds = time.monotonic() - score.clock
    done = {"done": score.articles, "failed": score.failed, "resumed": resumed, "skipped": dict(sorted(tally.skipped.items()))}
    return {
        "ended": ended,
        "articles": {**done, "other_languages": dict(sorted(tally.others.items())), "near_duplicates": tally.repeats},
        "records": dict(score.records),
        "failures": dict(sorted(score.reasons.items())),
        "times": {
            "begun": score.begun.isoformat(timespec="seconds"),
            "seconds": round(seconds, 3),
            "articles_per_second": round((score.articles - resumed) / seconds, 3) if seconds else None,
        },
        "run": run.model_dump(),
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in VERSIONS}},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
