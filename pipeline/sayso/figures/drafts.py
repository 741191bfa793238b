"""A figure while it is being put together: exact numbers and token places, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from sayso.figures.lines import Item
from sayso.figures.units import Unit
from sayso.records import Bound, Direction, FigureKind, FigureStatus, Role


@dataclass(slots=True)
class Draft:
    """Offsets are the text's, `first` and `last` (exclusive) tokens of the parse, `items` the places in `line` that the pattern took.

    noun     the token of the noun that the number counts or stands with ("cases" of "56 cases")
    counted  the tokens of the noun phrase without number and determiner, and its head
    among    the tokens of the whole that the number is a part of
    """

    rule: str
    kind: FigureKind
    start: int
    end: int
    first: int
    last: int
    line: list[Item]
    items: tuple[int, int]
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    share: Decimal | None = None
    against_value: Decimal | None = None
    vague: str | None = None
    order: int | None = None
    unit: Unit | None = None
    unit_name: str | None = None
    code: str | None = None
    codes: tuple[str, ...] = field(default=())
    per: str | None = None
    per_end: int = 0  # the token behind the words of `per`
    bound: Bound = "exact"
    approximate: bool = False
    status: FigureStatus = "actual"
    role: Role = "level"
    direction: Direction | None = None
    noun: int | None = None
    counted: tuple[int, int, int] | None = None  # first, end, head
    among: tuple[int, int] | None = None
    change_by: Decimal | None = None
    change_percent: Decimal | None = None

    @property
    def is_one(self) -> bool:
        return self.line[self.items[0]].symbol == "#one" and self.items[1] - self.items[0] == 1
