"""Changes with what holds for them: which wait, the weightiest first, in batches by cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.comparing import Change, Comparison, Summary
from sayso.reviewing.decisions import Decision
from sayso.reviewing.standing import Standing
from sayso.writing.changes.wording import rule_words

FILTERS = ("record", "rule", "field", "article", "status", "grade")
Status = Literal["pending", "disputed", "accept", "reject", "neither"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A change with its article's comparison, and what was decided about it."""

    change: Change
    comparison: Comparison
    decision: Decision | None = None
    disputed: tuple[Decision, ...] = ()

    @property
    def status(self) -> Status:
        if self.disputed:
            return "disputed"
        return "pending" if self.decision is None else self.decision.verdict  # type: ignore[return-value]  # verdicts about changes only

    @property
    def is_pending(self) -> bool:
        return self.decision is None

    @property
    def rule(self) -> str:
        """The cause that a batch is named by."""
        return rule_words(self.change)

    @property
    def shape(self) -> tuple[str, ...]:
        """What changes of one cause may still differ in: op, record and fields."""
        return (self.change.op, self.change.record, *(field.field for field in self.change.changes))


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes of one cause, the weightiest first."""

    rule: str
    entries: tuple[Entry, ...]

    @property
    def shapes(self) -> int:
        return len({entry.shape for entry in self.entries})


def make_queue(items: Iterable[Comparison | Summary], standing: Standing) -> list[Entry]:
    """Every change that is not just moved, the weightiest first, then in the order of articles."""
    entries = [
        Entry(change, item, standing.verdicts.get(change.id), standing.disputes.get(change.id, ()))
        for item in items
        if isinstance(item, Comparison)
        for change in item.changes
        if change.op != "moved"
    ]
    return sorted(entries, key=lambda entry: -entry.change.weight)


def make_batches(entries: Sequence[Entry]) -> list[Batch]:
    """The entries by cause: the batch with the weightiest change first, then the largest, then by name."""
    by_rule: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_rule[entry.rule].append(entry)
    batches = [Batch(rule, tuple(sorted(found, key=lambda entry: (-entry.change.weight, entry.shape)))) for rule, found in by_rule.items()]
    return sorted(batches, key=lambda batch: (-batch.entries[0].change.weight, -len(batch.entries), batch.rule))


def matches(entry: Entry, wanted: Mapping[str, str]) -> bool:
    """Whether an entry is what a filter asks for. A field may be named with its record or without, a rule by either side."""
    change = entry.change
    told: dict[str, set[str]] = {
        "record": {change.record},
        "rule": {entry.rule, *(rule for rule in change.rules if rule)},
        "field": {name for one in change.changes for name in (one.field, f"{change.record}.{one.field}")},
        "article": {change.article},
        "status": {entry.status, "pending" if entry.is_pending else "decided"},
        "grade": {change.grade},
    }
    return all(value in told[name] for name, value in wanted.items())


def stale(entries: Sequence[Entry], standing: Standing) -> list[str]:
    """Ids of changes that were decided and are not there any more."""
    there = {entry.change.id for entry in entries}
    return [change for change in (*standing.verdicts, *standing.disputes) if change not in there]
