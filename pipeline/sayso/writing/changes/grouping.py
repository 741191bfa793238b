"""Changes by what they have in common: the rules that made them, or a field that differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sayso.comparing import Change
from sayso.comparing.values import Grade
from sayso.writing.changes.view import GroupBy
from sayso.writing.changes.wording import rule_words

T = TypeVar("T")

MOST_SHOWN = 10  # changes of a group that are shown; the others are like them and counted


@dataclass(slots=True)
class Group(Generic[T]):
    """Some changes by one name: how many, of which shapes, the weightiest of them, and the first few as they are shown."""

    name: str
    count: int = 0
    material: int = 0
    weight: int = 0
    shapes: Counter[tuple[str, ...]] = field(default_factory=Counter)
    shown: list[T] = field(default_factory=list)

    def add(self, change: Change, part: Part, make: Callable[[], T]) -> None:
        self.count += 1
        self.material += part.grade == "material"
        self.weight = max(self.weight, part.weight)
        self.shapes[change.op, change.record, *(field.field for field in change.changes)] += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(make())


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
    return sorted(groups.values(), key=lambda group: (-group.weight, -group.count, group.name))


def group_words(group: Group[Any]) -> str:
    """ "cue.say: 212 changes of 3 shapes"."""
    shapes = len(group.shapes)
    return f"{group.name}: {group.count} {'change' if group.count == 1 else 'changes'} of {shapes} {'shape' if shapes == 1 else 'shapes'}"
