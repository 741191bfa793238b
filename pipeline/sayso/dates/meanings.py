"""What a time expression means before it is known which day it is said on: plain values, made by the grammar, read by the resolver."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from sayso.records import Bound, Grain, Part, Reference, Relation

Pick = Literal["last", "this", "next", "before", "after"]  # the latter two seen from the date that the text speaks of
# What a shift counts from: the day of publication; the date that the text speaks of; the latter in a narrative, else the former; a
# quarter or the like that is spoken of nearby, else the day of publication.
From = Literal["published", "spoken", "scene", "quarter"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A place in the calendar, told wholly or in part: "5 May 2021", "May", "Friday", "third quarter", "the 1970s", "Easter".

    `unit` names what `number` counts (quarter 3, half 1, season 21, decade 1970, century 20, week 7). `bare_decade` is one
    without a century ("the nineties"). `pick` is the last, this or next one. `within` is the period that it is a part of.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    unit: Grain | None = None
    number: int | None = None
    holiday: str | None = None
    before_christ: bool = False
    bare_decade: bool = False
    pick: Pick | None = None
    within: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from a day: "yesterday", "last week", "three days later", "that year". `anchor` is that day: the publication's,
    that of which the text speaks, or a meaning that is told ("two days before Easter")."""

    count: int
    unit: str
    anchor: From | Meaning
    counted: bool = False  # "three years ago", "a year earlier", not "last year"


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: amounts of units, None where the number is not told ("for weeks"). `high` is the upper end of "two or three days".

    `window` places it: the past or next so much from the day of publication, or up to or from a meaning that is told.
    """

    amounts: tuple[tuple[Decimal | None, str], ...]
    high: tuple[Decimal | None, str] | None = None
    window: Literal["past", "next"] | None = None
    anchor: From | Meaning = "published"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """Something that comes again and again, after `amount` units each time; `grain` is how long it lasts, where that is no such unit."""

    unit: str
    amount: int = 1
    grain: str | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """ "now", "recently", "soon"."""

    to: Reference


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day without a day."""


@dataclass(frozen=True, slots=True)
class Event:
    """A time that hangs on something that happened: "the first weeks of her term"."""

    unit: str | None = None
    plural: bool = False
    reason: str = "event"
    number: Decimal | None = None  # of the unit, where it is told: the first three months of the war


@dataclass(frozen=True, slots=True)
class Unclear:
    """A date that is written out and still can't be told: 31 February, 03/04/2022."""

    reason: str


@dataclass(frozen=True, slots=True)
class Range:
    """From one time to another; one end may be open. The ends are in the order of the text. `opened`: a preposition opens it, and what is
    told is its end ("until 2030", "by August"), or lies outside of it ("before 2010", "after May")."""

    begin: Written | None
    end: Written | None
    opened: Literal["inside", "outside"] | None = None


Meaning = Calendar | Shift | Length | Repeat | Pointer | Clock | Event | Unclear | Range


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands on a time expression without moving its days."""

    part: Part | None = None
    time: str | None = None
    zone: str | None = None
    approximate: bool = False
    bound: Bound = "exact"
    relation: Relation | None = None
    ahead: bool = False  # "by Friday", "until Friday": a coming one
    eve: bool = False  # "before May's vote", "ahead of it": the tense is that of what came before, not its own
    outside: bool = False  # "before Friday", "after Friday": it is not that day


@dataclass(frozen=True, slots=True)
class Written:
    """One time expression: the words `first` to before `end` of its block, what they mean, and the rule that read them."""

    first: int
    end: int
    meaning: Meaning
    marks: Marks = field(default_factory=Marks)
    rule: str = ""
