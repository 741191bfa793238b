"""One article: how many records and facts gold tells, the run tells, and both tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass

from sayso.comparing import Alignment, Group, align
from sayso.comparing.values import Json
from sayso.records import PLURALS, RecordKind
from sayso.scoring.facts import read_facts


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one thing in one article: told by gold, told by the run, told by both."""

    gold: int = 0
    run: int = 0
    both: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.gold + other.gold, self.run + other.run, self.both + other.both)


def tally(gold: Json, run: Json | None, kinds: Collection[RecordKind]) -> dict[str, Tally]:
    """The counts of an article by name: `claim` counts records, `claim.polarity` what the records that both sides have tell of it.

    None is an article that the run lacks: its records are missed. A gold record that the run holds in two is found once, and one of the
    two is false; likewise two gold records that the run holds in one.
    """
    if run is None:
        return {kind: Tally(gold=len(gold[PLURALS[kind]])) for kind in kinds}
    alignment = align(gold, run)
    found: dict[str, Tally] = {kind: Tally() for kind in kinds}
    for name, counts in _counts(alignment, kinds):
        found[name] = found.get(name, Tally()) + counts
    return found


def _counts(alignment: Alignment, kinds: Collection[RecordKind]) -> Iterator[tuple[str, Tally]]:
    ours, theirs = _Reader.of_gold(alignment), _Reader.of_run(alignment)
    for group in alignment.groups:
        if group.kind not in kinds:
            continue
        yield group.kind, Tally(len(group.old), len(group.new), int(bool(group.old and group.new)))
        if group.old and group.new:
            yield from _fields(group, ours, theirs)


def _fields(group: Group, ours: _Reader, theirs: _Reader) -> Iterator[tuple[str, Tally]]:
    gold, run = ours.facts(group.old[0]), theirs.facts(group.new[0])
    both = gold & run
    for name in dict.fromkeys(name for name, _ in (*gold, *run)):
        yield f"{group.kind}.{name}", Tally(*(_total(facts, name) for facts in (gold, run, both)))


def _total(facts: Counter[tuple[str, Hashable]], name: str) -> int:
    return sum(count for (field, _), count in facts.items() if field == name)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads facts of one side so that they can be compared with the other's: places in the run's text, links by their group."""

    groups: Mapping[str, int]
    locate: Callable[[int, int], Hashable]

    @classmethod
    def of_gold(cls, alignment: Alignment) -> _Reader:
        def locate(start: int, end: int) -> Hashable:
            place = alignment.text_map.place(start, end)
            return (place.start, place.end) if place else ("gone", start, end)

        return cls(alignment.of_old(), locate)

    @classmethod
    def of_run(cls, alignment: Alignment) -> _Reader:
        return cls(alignment.of_new(), lambda start, end: (start, end))

    def facts(self, record: Json) -> Counter[tuple[str, Hashable]]:
        return Counter(read_facts(record, locate=self.locate, lead=lambda ident: self.groups.get(ident, ("?", ident))))
