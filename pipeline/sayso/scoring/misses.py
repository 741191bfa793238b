"""What gold and a run differ in, as the changes that `sayso diff` would tell: removed is missed, added is false."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sayso.comparing import Change, Comparison, Leniency, Options, compare
from sayso.records import RECORD_KINDS, RecordKind

_IGNORED = frozenset({"rule", "confidence"})  # as in scoring


def find_misses(
    gold: str, run: str, *, kinds: Collection[RecordKind] = RECORD_KINDS, articles: Collection[str] | None = None
) -> Iterator[Change]:
    """Every record and article of gold's that the run lacks or tells otherwise, and every record that it has beyond gold's.

    Articles that only the run has are passed over. Raises as `compare` does.
    """
    for item in compare(gold, run, Options(leniency=Leniency(ignore=_IGNORED))):
        if isinstance(item, Comparison) and item.old is not None and (articles is None or item.old["id"] in articles):
            yield from (change for change in item.changes if change.op != "moved" and _counts(change, kinds))


def _counts(change: Change, kinds: Collection[RecordKind]) -> bool:
    return change.op == "removed" if change.record == "article" else change.record in kinds
