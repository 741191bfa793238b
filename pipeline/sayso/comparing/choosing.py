"""Which changes are wanted, and the sum of those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.comparing.articles import spans_in
from sayso.comparing.sentences import sentence_around
from sayso.comparing.values import OPS, Change, Comparison, Json, Kind, Summary

_COUNTED = (*OPS, "material", "cosmetic", "articles_same", "articles_changed", "articles_added", "articles_removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Changes of these records (all, if there is none), material ones only, with those that only moved.

    `edits`: only what stands in a sentence that the outlet changed, in articles that both runs have.
    """

    records: frozenset[Kind] = frozenset()
    material: bool = False
    moved: bool = False
    edits: bool = False

    def wants(self, change: Change, comparison: Comparison) -> bool:
        """Whether a change is one of them. What only moved is neither material nor cosmetic: it counts as moved."""
        if self.records and change.record not in self.records:
            return False
        if change.op == "moved":
            return not self.edits
        if self.edits and not _is_edit(change, comparison):
            return False
        return not self.material or change.grade == "material"


def choose(items: Iterable[Comparison | Summary], choice: Choice) -> Iterator[Comparison | Summary]:
    """What `compare` gives, with the changes that are wanted, without articles that have none of them; the summary counts these alone.

    Changes that only moved are counted in any case.
    """
    counts: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Summary):
            yield replace(item, counts=_complete(counts, item))
            continue
        wanted = tuple(change for change in item.changes if choice.wants(change, item))
        counts.update(count(replace(item, changes=wanted)))
        shown = tuple(change for change in wanted if change.op != "moved" or choice.moved)
        if shown:
            yield replace(item, changes=shown)


def count(comparison: Comparison) -> Iterator[str]:
    """What an article adds to the counts of a summary: a name each time that it counts."""
    real = [change for change in comparison.changes if change.op != "moved"]
    yield from (change.op for change in comparison.changes)
    yield from (change.grade for change in real)
    if not real:
        yield "articles_same"
    elif comparison.old is None or comparison.new is None:
        yield "articles_added" if comparison.old is None else "articles_removed"
    else:
        yield "articles_changed"


def complete(counts: Counter[str], old: int, new: int) -> dict[str, int]:
    """All counts of a summary, of so many articles on each side."""
    return {**{name: counts[name] for name in _COUNTED}, "articles_old": old, "articles_new": new}


def _complete(counts: Counter[str], whole: Summary) -> dict[str, int]:
    """Those articles are the same, too, of which no change is wanted."""
    told = complete(counts, whole.counts["articles_old"], whole.counts["articles_new"])
    names = ("articles_changed", "articles_added", "articles_removed")
    same = whole.counts["articles_same"] + sum(whole.counts[name] - told[name] for name in names)
    return {**told, "articles_same": same}


def _is_edit(change: Change, comparison: Comparison) -> bool:
    """Whether the words of a change stand in a sentence that is another one in the other text."""
    if comparison.alignment is None or comparison.old is None or comparison.new is None:
        return False
    if change.record == "article":
        return True
    gaps = comparison.alignment.text_map.gaps()
    olds, news = [gap[:2] for gap in gaps], [gap[2:] for gap in gaps]
    return _touches(change.old, comparison.old["text"], olds) or _touches(change.new, comparison.new["text"], news)


def _touches(records: tuple[Json, ...], text: str, gaps: list[tuple[int, int]]) -> bool:
    sentences = {sentence_around(text, span["start"], span["end"]) for record in records for span in spans_in(record)}
    return any(start <= after and before <= end for start, end in sentences for before, after in gaps)
