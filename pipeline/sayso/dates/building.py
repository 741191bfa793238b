"""What is made of a match: small functions that `make` in a `[[date]]` table names.

A builder gets the words of its pattern's groups and the entry's `set`, and gives a `Written`, or None where the words make no
sense together (hour 25, week 60).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import cast, get_args

from sayso.dates.meanings import (
    Calendar,
    Clock,
    Event,
    From,
    Length,
    Marks,
    Pick,
    Pointer,
    Repeat,
    Shift,
    Unclear,
    Written,
)  # fmt: skip
from sayso.dates.ranging import make_range
from sayso.dates.taking import Builder, Taken
from sayso.records import Grain, Reference

LONGEST_COUNT = 4000  # units of a shift that a calendar can still hold
_PICKS: dict[str, tuple[int, From]] = {
    "last": (-1, "published"), "this": (0, "published"), "next": (1, "published"), "before": (-1, "spoken"), "after": (1, "spoken"),
    "same": (0, "spoken"), "that": (0, "spoken"),
}  # fmt: skip
_HIGHEST = {"quarter": 4, "half": 2, "week": 53, "century": 30, "season": 24, "decade": 9990}
_NUMBERED = frozenset({"quarter", "half", "season", "century", "decade"})
_WINDOWS = {"last": "past", "before": "past", "next": "next", "after": "next"}


# Places in the calendar


def make_calendar(taken: Taken) -> Written | None:
    """Groups: w weekday, d day, m month, y year, s season, n number of u (or `set.unit`), h holiday, z decade, pick.
    `set`: unit, number, before_christ."""
    unit, number, bare = _unit_and_number(taken)
    meaning = Calendar(
        year=taken.integer("y"), month=taken.value("m", "month"), day=taken.integer("d"),
        weekday=taken.value("w", "weekday", "weekday_short"), unit=unit, number=number, bare_decade=bare,
        holiday=taken.value("h", "holiday"), before_christ=bool(taken.set.get("before_christ")),
        pick=_pick(taken),
    )  # fmt: skip
    return taken.make(meaning) if _is_sound(meaning) else None


def _unit_and_number(taken: Taken) -> tuple[Grain | None, int | None, bool]:
    """What is counted, and its number; whether it is a decade without a century."""
    if taken.has("s"):
        return "season", taken.value("s", "season"), False
    if taken.has("z"):
        number, bare = _decade(taken)
        return "decade", number, bare
    unit = cast("Grain | None", taken.value("u", "unit") or taken.text("unit"))
    return unit, taken.integer("n") or taken.whole("number"), False


def _decade(taken: Taken) -> tuple[int | None, bool]:
    """1990s, 90s, nineties → its first year, and whether the century is left to guess."""
    word = taken.word("z") or ""
    if word[:1].isdecimal():
        year = int(word.rstrip("s"))
        return (year, False) if year >= 100 else (1900 + year, True)
    return taken.value("z", "decade"), True


def _pick(taken: Taken) -> Pick | None:
    word = taken.value("pick", "direction")
    return cast("Pick | None", word if word in get_args(Pick) else None)


def _is_sound(meaning: Calendar) -> bool:
    number, unit = meaning.number, meaning.unit
    if number is None and unit in _NUMBERED and meaning.year is None:
        return False
    if number is not None and unit is not None and number != -1 and not 1 <= number <= _HIGHEST.get(unit, 9999):
        return False
    return meaning.day is None or 1 <= meaning.day <= 31


def make_numeric(taken: Taken) -> Written | None:
    """Group x: 21/03/2022, 2022-03-21, 21.3.22. Day and month are told apart by what can't be a month and by points; else it is unclear."""
    word = taken.word("x") or ""
    sign = next((char for char in word if not char.isdecimal()), "/")
    first, *rest = word.split(sign)
    if len(first) > 2 or int(first) > 31:
        year, month, day = int(first), int(rest[0]), int(rest[1])
        return _numeric(taken, year, month, day)
    one, other, year = int(first), int(rest[0]), _full_year(rest[1])
    if one == other or one > 12 or sign == ".":
        return _numeric(taken, year, other, one)
    return _numeric(taken, year, one, other) if other > 12 else taken.make(Unclear("day or month first"))


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 50 else 1900)


def _numeric(taken: Taken, year: int, month: int, day: int) -> Written | None:
    is_date = 1000 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= 31
    return taken.make(Calendar(year=year, month=month, day=day)) if is_date else None


# Days counted from another one


def make_shift(taken: Taken) -> Written | None:
    """Groups: n count, u unit, pick, p part of day. `set`: count, sign (of a count that is told), unit, anchor, and marks."""
    count: int | None
    count, anchor = _PICKS.get(taken.value("pick", "direction") or "", (taken.whole("count", 1), "published"))
    count = taken.integer("n") if taken.has("n") else count
    unit = taken.value("u", "unit") or taken.text("unit")
    if count is None or unit is None or count > LONGEST_COUNT:
        return None
    anchor = cast(From, taken.text("anchor") or anchor)
    return taken.make(Shift(count * (taken.whole("sign") or 1), unit, anchor, counted="sign" in taken.set), part=taken.part())


def make_season_ago(taken: Taken) -> Written | None:
    """Two winters ago: groups n, s. The latest such season that is over counts as one."""
    count = taken.integer("n")
    if not count or count > LONGEST_COUNT:
        return None
    latest = Calendar(unit="season", number=taken.value("s", "seasons"), pick="last")
    return taken.make(Shift(1 - count, "year", latest, counted=True))


def make_shift_from(taken: Taken) -> Written | None:
    """A length l before or after the expression x or, without x, the day that `set.anchor` names. `set`: sign."""
    length = cast(Length, taken.written("l").meaning)
    amount, unit = length.amounts[0]
    sign = taken.whole("sign") or 1
    if amount is None:
        return None if taken.has("x") else taken.make(Pointer("past" if sign < 0 else "future"))
    if len(length.amounts) > 1 or amount % 1 or amount > LONGEST_COUNT:
        return None
    anchor = taken.written("x").meaning if taken.has("x") else cast(From, taken.text("anchor") or "spoken")
    approximate = taken.written("l").marks.approximate or length.high is not None
    return taken.make(Shift(int(amount) * sign, unit, anchor, counted=True), approximate=approximate)


# Durations


def make_length(taken: Taken) -> Written | None:
    """Groups: n amount, u unit, to the upper amount, more a second amount of the unit w, pick a window.
    `set`: amount, unit, half (to add), high, reason."""
    unit = str(taken.value("u", "unit") or taken.text("unit"))
    amount = taken.amount("n") if taken.has("n") else taken.decimal("amount")
    if _is_year_of(taken, amount):
        return taken.make(Calendar(year=taken.integer("n"), unit="quarter" if unit == "quarter" else None))
    amounts = [(amount + (taken.decimal("half") or 0) if amount is not None else None, unit)]
    if taken.has("more"):
        amounts.append((taken.amount("more"), str(taken.value("w", "unit"))))
    return taken.make(_placed(Length(tuple(amounts), _upper(taken, unit)), taken))


def _upper(taken: Taken, unit: str) -> tuple[Decimal | None, str] | None:
    high = taken.amount("to") if taken.has("to") else taken.decimal("high")
    return (high, unit) if high is not None else None


def _placed(length: Length, taken: Taken) -> Length:
    """A length with the window that its pick tells; one whose number is not told can't be placed."""
    pick = taken.value("pick", "direction") or ""
    reason = taken.text("reason") or ("number not told" if pick else None)
    anchor: From = "spoken" if pick in ("before", "after") else "published"
    window = _WINDOWS.get(pick)
    return replace(length, window=window, anchor=anchor, reason=reason if length.amounts[0][0] is None else None)  # type: ignore[arg-type]


def _is_year_of(taken: Taken, amount: Decimal | None) -> bool:
    """ "the 1988 quarter": a year, not so many quarters."""
    return amount is not None and 1900 <= amount <= 2100 and len(taken.items) == 2 and not (taken.word("u") or "").endswith("s")


def make_length_clock(taken: Taken) -> Written | None:
    """Group t: 3:07:35 is three hours, seven minutes and thirty-five seconds."""
    numbers = (Decimal(part) for part in (taken.word("t") or "").split(":"))
    return taken.make(Length(tuple(zip(numbers, ("hour", "minute", "second"), strict=False))))


def make_window(taken: Taken) -> Written | None:
    """A length l that ends at x ("the three months to March 31") or, with `set.window` next, begins there."""
    length = taken.written("l")
    window = replace(cast(Length, length.meaning), window=taken.text("window"), anchor=taken.written("x").meaning)  # type: ignore[arg-type]
    return taken.spread(window, length.marks)


# Again and again, now and then


def make_repeat(taken: Taken) -> Written | None:
    """Groups: n, u unit. `set`: unit, amount, grain."""
    unit = taken.value("u", "unit") or taken.text("unit") or "week"
    return taken.make(Repeat(str(unit), taken.integer("n") or taken.whole("amount") or 1, taken.text("grain")))


def make_pointer(taken: Taken) -> Written | None:
    """`set`: to."""
    return taken.make(Pointer(cast(Reference, taken.text("to"))))


def make_event(taken: Taken) -> Written | None:
    """A part of something that happened: groups l length, or x a numbered part; p which side of it."""
    unit, plural, number = taken.text("unit"), False, None
    if taken.has("x"):
        unit = cast(Calendar, taken.written("x").meaning).unit
    if taken.has("l"):
        number, unit = cast(Length, taken.written("l").meaning).amounts[0]
        plural = True
    return taken.make(Event(unit, plural, taken.text("reason") or "event", number), part=taken.part())


def make_nothing(taken: Taken) -> Written | None:
    """Words that look like a time and are none: an age."""
    return None


def make_clock(taken: Taken) -> Written | None:
    """Groups: h hour, t 17:10, half am or pm, noon, zone."""
    time = taken.value("noon", "noon") or _clock_time(taken)
    zone = taken.word("zone")
    return taken.make(Clock(), time=time, zone=zone.upper() if zone else None) if time else None


def _clock_time(taken: Taken) -> str | None:
    hours, _, minutes = (taken.word("t") or taken.word("h") or "").partition(":")
    hour, half = int(hours), taken.word("half")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02d}:{minutes[:2] or '00'}" if hour < 24 else None


# Expressions of expressions


def make_marked(taken: Taken) -> Written | None:
    """The expression x with marks: those of `set`, of the group p (a part of day or period), of a clock t.

    The words are all of the match; with `set.inner` those of x alone.
    """
    inner = taken.written("x")
    marks, meaning = taken.marked(inner.marks), inner.meaning
    if taken.has("p"):
        marks = replace(marks, part=taken.part())
    if taken.has("t"):
        clock = taken.written("t").marks
        marks = replace(marks, time=clock.time, zone=clock.zone)
    if isinstance(meaning, Length) and meaning.reason == "loose":
        meaning = replace(meaning, reason=None)
    return replace(inner, meaning=meaning, marks=marks) if taken.set.get("inner") else taken.spread(meaning, marks)


def make_within(taken: Taken) -> Written | None:
    """The expression x as a part of the expression y: August of that year."""
    inner, outer = taken.written("x"), taken.written("y")
    if not isinstance(inner.meaning, Calendar) or inner.meaning.within is not None or inner.meaning.year is not None:
        return None
    return taken.spread(replace(inner.meaning, within=outer.meaning), _both(inner.marks, outer.marks))


def _both(one: Marks, other: Marks) -> Marks:
    return replace(one, part=one.part or other.part, time=one.time or other.time, zone=one.zone or other.zone)


BUILDERS: dict[str, Builder] = {
    "calendar": make_calendar, "numeric": make_numeric, "shift": make_shift, "shift-from": make_shift_from, "season-ago": make_season_ago,
    "length": make_length, "length-clock": make_length_clock, "window": make_window, "repeat": make_repeat, "pointer": make_pointer,
    "clock": make_clock, "event": make_event, "nothing": make_nothing, "marked": make_marked, "within": make_within, "range": make_range,
}  # fmt: skip
