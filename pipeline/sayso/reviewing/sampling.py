"""A sample of the records of one run, to be looked at as changes are: what both runs got wrong shows in no comparison.

Each record is an `added` change of the same article without records: its id, its decision and what becomes of it follow from that.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from hashlib import blake2b

from sayso.comparing import Change, Comparison, compare_articles, open_indexed
from sayso.records import RECORD_KINDS, RecordKind
from sayso.reviewing.accepting import without_records
from sayso.reviewing.queue import Entry
from sayso.reviewing.standing import Standing


def take_sample(path: str, size: int, standing: Standing, *, kinds: Collection[RecordKind] = RECORD_KINDS, seed: int = 0) -> list[Entry]:
    """So many records of a run, article by article, in text order. The same seed takes the same ones; more of them hold the fewer.

    Records are drawn by the hash of their change, so that every one is as likely. Memory holds the sample and one article. Raises as
    `open_indexed` does.
    """
    drawn = heapq.nsmallest(size, _records(path, kinds), key=lambda found: _lot(found[2], seed))
    entries = sorted(drawn, key=lambda found: found[:2])
    return [
        Entry(change, comparison, standing.verdicts.get(change.id), standing.disputes.get(change.id, ()))
        for *_, change, comparison in entries
    ]


def _records(path: str, kinds: Collection[RecordKind]) -> Iterator[tuple[int, int, Change, Comparison]]:
    with open_indexed(path) as run:
        for ident, line in run.lines.items():
            article = run.load(ident)
            comparison = compare_articles(without_records(article), article)
            for number, change in enumerate(comparison.changes):
                if change.record in kinds:
                    yield line.number, number, change, comparison


def _lot(change: Change, seed: int) -> bytes:
    return blake2b(f"{seed} {change.id}".encode(), digest_size=8).digest()
