"""A run against gold → scores. The recipe, from top to bottom."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sayso.comparing import Pair, RunFile, open_indexed, pair_runs
from sayso.errors import RunError
from sayso.records import RECORD_KINDS, RecordKind
from sayso.scoring.intervals import Interval, find_intervals
from sayso.scoring.tallies import Tally, tally

Measure = Literal["precision", "recall", "f1"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
_log = logging.getLogger("sayso")


@dataclass(frozen=True, slots=True)
class Score:
    """One record, or one field of the records that both sides have.

    name       `claim`, `claim.polarity`, `attribution.source.actor`, `claim.actors.agent`
    counts     how many gold tells, the run tells, both tell
    precision, recall, f1   from 0 to 1; None where there is nothing to divide by
    intervals  95 % of each, in that order; None where fewer than two articles tell anything
    """

    name: str
    counts: Tally
    intervals: tuple[Interval | None, Interval | None, Interval | None] = (None, None, None)

    @property
    def precision(self) -> float | None:
        return self.counts.both / self.counts.run if self.counts.run else None

    @property
    def recall(self) -> float | None:
        return self.counts.both / self.counts.gold if self.counts.gold else None

    @property
    def f1(self) -> float | None:
        told = self.counts.gold + self.counts.run
        return 2 * self.counts.both / told if told else None

    def get(self, measure: Measure) -> float | None:
        values: Mapping[Measure, float | None] = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return values[measure]

    def row(self) -> dict[str, Any]:
        """The score as JSON, rounded to four decimals."""
        told: dict[str, Any] = {measure: _rounded(self.get(measure)) for measure in MEASURES}
        ranges = {
            measure: [_rounded(end) for end in interval] if interval else None
            for measure, interval in zip(MEASURES, self.intervals, strict=True)
        }
        return {"name": self.name, "gold": self.counts.gold, "run": self.counts.run, "both": self.counts.both, **told, "intervals": ranges}


@dataclass(frozen=True, slots=True)
class Report:
    """All scores, each record before its fields; how many gold articles there are, and how many of them the run lacks."""

    scores: tuple[Score, ...]
    articles: int
    missing: int

    def get(self, name: str) -> Score | None:
        return next((one for one in self.scores if one.name == name), None)


def score(gold: str, run: str, *, kinds: Collection[RecordKind] = RECORD_KINDS, articles: Collection[str] | None = None) -> Report:
    """Score a run against gold; both are files in the article layout, plain or packed.

    `articles`: only gold articles with these ids; None is all. Articles that gold has not are not counted: it tells nothing of them. Raises
    UsageError when a file is not there, and RunError for one that is no run, or when no article of gold's is left to score.
    """
    with open_indexed(gold) as ours, open_indexed(run) as theirs:
        pairs = [pair for pair in pair_runs(ours, theirs) if pair.old is not None and (articles is None or pair.old in articles)]
        if not pairs:
            raise RunError(f"{gold}: holds no article to score; give records that people checked, in the article layout")
        _tell_missing(pairs, theirs)
        rows = [tally(ours.load(pair.old), _load(pair, theirs), kinds) for pair in pairs if pair.old is not None]
    return Report(tuple(_scores(rows, kinds)), len(pairs), sum(pair.new is None for pair in pairs))


def _load(pair: Pair, run: RunFile) -> dict[str, Any] | None:
    return run.load(pair.new) if pair.new is not None else None


def _tell_missing(pairs: Sequence[Pair], run: RunFile) -> None:
    missing = [pair.old for pair in pairs if pair.new is None and pair.old is not None]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        _log.warning("%s: lacks gold's article %s%s; all their records count as missed", run.path, missing[0], more)


def _scores(rows: Sequence[Mapping[str, Tally]], kinds: Collection[RecordKind]) -> Iterator[Score]:
    """By record, each before its fields."""
    names = dict.fromkeys(name for row in rows for name in row)
    for kind in (kind for kind in RECORD_KINDS if kind in kinds):
        for name in sorted((name for name in names if name.split(".")[0] == kind), key=lambda name: (name != kind, name)):
            tallies = [row.get(name, Tally()) for row in rows]
            yield Score(name, sum(tallies, Tally()), find_intervals([(one.gold, one.run, one.both) for one in tallies]))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
