"""Changes by what they have in common: the rules that made them, or a field that differs."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sayso.comparing import Change
from sayso.comparing.values import Grade
from sayso.writing.changes.view import GroupBy
from sayso.writing.changes.wording import rule_words

T = TypeVar("T")

MOST_SHOWN = 10  # changes of a group that are shown, the weightiest; the others are counted


@dataclass(slots=True)
class Group(Generic[T]):
    """Some changes by one name: how many, of which shapes, how weighty, and the weightiest few as they are shown."""

    name: str
    count: int = 0
    material: int = 0
    weight: int = 0
    shapes: Counter[tuple[str, ...]] = field(default_factory=Counter)
    _kept: list[tuple[int, int, T]] = field(default_factory=list)  # by weight, then by place; both so that the greatest comes first

    def add(self, change: Change, part: Part, make: Callable[[], T]) -> None:
        self.count += 1
        self.material += part.grade == "material"
        self.weight = max(self.weight, part.weight)
        self.shapes[change.op, change.record, *(field.field for field in change.changes)] += 1
        if len(self._kept) < MOST_SHOWN or part.weight > self._kept[-1][0]:
            insort(self._kept, (part.weight, -self.count, make()), key=lambda kept: (-kept[0], -kept[1]))
            del self._kept[MOST_SHOWN:]

    @property
    def shown(self) -> list[T]:
        """The weightiest, of those that weigh the same the first, in the order in which they came."""
        return [made for _, _, made in sorted(self._kept, key=lambda kept: -kept[1])]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a change belongs to a group: all of it, or a field."""

    name: str
    grade: Grade
    weight: int


def parts_of(change: Change, by: GroupBy) -> tuple[Part, ...]:
    """The groups that a change belongs to: its article, its rules, or each of its fields."""
    if by == "field" and change.changes:
        heaviest = {field.field: field for field in sorted(change.changes, key=lambda field: field.weight)}
        return tuple(Part(f"{change.record}.{name}", field.grade, field.weight) for name, field in heaviest.items())
    names = {"rule": rule_words(change), "article": change.article, "field": f"{change.record}, {change.op}"}
    return (Part(names[by], change.grade, change.weight),)


def ordered(groups: Mapping[str, Group[Any]]) -> list[Group[Any]]:
    """The weightiest first, then the largest, then by name."""
    return sorted(groups.values(), key=weightiest)


def weightiest(group: Group[Any]) -> tuple[int, int, str]:
    """By which groups are sorted."""
    return -group.weight, -group.count, group.name


def group_words(group: Group[Any]) -> str:
    """ "cue.say: 212 changes of 3 shapes, 40 material"."""
    shapes = len(group.shapes)
    told = f"{group.name}: {group.count} {'change' if group.count == 1 else 'changes'} of {shapes} {'shape' if shapes == 1 else 'shapes'}"
    return f"{told}, {group.material or 'none'} material"
