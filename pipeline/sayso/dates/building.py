"""What is made of a match: small functions that `make` in a `[[date]]` table names.

A builder gets the words of its pattern's groups and the entry's `set`, and gives a `Written`, or None where the words make no
sense together (hour 25, week 60).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import cast, get_args

from sayso.dates.calendar import grain_of
from sayso.dates.meanings import (
    Calendar,
    Clock,
    Event,
    From,
    Length,
    Marks,
    Meaning,
    Pick,
    Pointer,
    Range,
    Repeat,
    Shift,
    Unclear,
    Written,
)  # fmt: skip
from sayso.dates.ranging import make_range, make_to_date
from sayso.dates.taking import Builder, Taken
from sayso.records import Grain, Reference

_HALF = Decimal("0.5")
LONGEST_COUNT = 4000  # units of a shift that a calendar can still hold
_PICKS: dict[str, tuple[int, From]] = {
    "last": (-1, "published"), "this": (0, "published"), "next": (1, "published"), "before": (-1, "spoken"), "after": (1, "spoken"),
    "same": (0, "spoken"), "that": (0, "spoken"),
}  # fmt: skip
_HIGHEST = {"quarter": 4, "half": 2, "week": 53, "century": 30, "season": 24, "decade": 9990}
_NUMBERED = frozenset({"quarter", "half", "season", "century", "decade"})
_HALVES = {"morning": "am", "afternoon": "pm", "evening": "pm"}
_FACTORS = {(unit, unit): 1 for unit in ("year", "month", "week", "day")} | {
    ("century", "year"): 100, ("decade", "year"): 10, ("year", "month"): 12, ("week", "day"): 7,
}  # fmt: skip
_SMALLER = {"century": (100, "year"), "decade": (10, "year"), "year": (12, "month")}
_WINDOWS = {"last": "past", "before": "past", "next": "next", "after": "next"}


# Places in the calendar


def make_calendar(taken: Taken) -> Written | None:
    """Groups: w weekday, d day, m month, y year (yy one of two digits), s season, n number of u (or `set.unit`), h holiday, z decade,
    pick. `set`: unit, number, before_christ, pick."""
    unit, number, bare = _unit_and_number(taken)
    meaning = Calendar(
        year=_full_year(taken.word("yy") or "") if taken.has("yy") else taken.integer("y"),
        month=None if unit else taken.value("m", "month"), day=taken.integer("d"), weekday=taken.value("w", "weekday", "weekday_short"),
        unit=unit, number=number, bare_decade=bare, holiday=taken.value("h", "holiday"),
        before_christ=bool(taken.set.get("before_christ")), pick=_pick(taken), within=_within_told(taken),
    )  # fmt: skip
    return taken.make(meaning, part=taken.part()) if _is_sound(meaning) else None


def _unit_and_number(taken: Taken) -> tuple[Grain | None, int | None, bool]:
    """What is counted, and its number; whether it is a decade without a century."""
    if taken.has("s"):
        return "season", taken.value("s", "season"), False
    if taken.has("z"):
        return _decade(taken)
    unit = cast("Grain | None", taken.value("u", "unit") or taken.text("unit"))
    return unit, taken.integer("n") or taken.value("m", "quarter_month") or taken.whole("number"), False


def _decade(taken: Taken) -> tuple[Grain, int | None, bool]:
    """1990s, 90s, nineties → its first year, and whether the century is left to guess. The 1800s are a century, the 2000s a decade."""
    word = taken.word("z") or ""
    if not word[:1].isdecimal():
        return "decade", taken.value("z", "decade"), True
    year = int(word.rstrip("s"))
    if 1000 <= year < 2000 and year % 100 == 0:
        return "century", year // 100 + 1, False
    return ("decade", year, False) if year >= 100 else ("decade", 1900 + year, True)


def _pick(taken: Taken) -> Pick | None:
    word = taken.value("pick", "direction") or taken.text("pick")
    return cast("Pick | None", word if word in get_args(Pick) else None)


def _within_told(taken: Taken) -> Shift | None:
    """ "That September" is one of the year that the text speaks of, "that Friday" one of its week."""
    if taken.value("pick", "direction") not in ("that", "same"):
        return None
    return Shift(0, "week" if taken.has("w") else "year", "spoken")


def _is_sound(meaning: Calendar) -> bool:
    number, unit = meaning.number, meaning.unit
    if number is None and unit in _NUMBERED and meaning.year is None:
        return False
    if number is not None and unit is not None and number != -1 and not 1 <= number <= _HIGHEST.get(unit, 9999):
        return False
    return meaning.day is None or 1 <= meaning.day <= 31


def make_numeric(taken: Taken) -> Written | None:
    """Groups: x 21/03/2022, 2022-03-21, 21.3.22; t a time behind it. Day and month are told apart by what can't be a month and by points;
    else it is unclear."""
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
    time = (taken.word("t") or "")[:5] or None
    return taken.make(Calendar(year=year, month=month, day=day), time=time) if is_date else None


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


def make_times_away(taken: Taken) -> Written | None:
    """Two winters ago, two Sundays from now: groups n, s season or w weekday; `set`: sign. The latest one that is over, or the first one
    that is to come, counts as one."""
    count, sign = taken.integer("n"), taken.whole("sign") or 1
    if not count or count > LONGEST_COUNT:
        return None
    pick: Pick = "last" if sign < 0 else "next"
    if taken.has("s"):
        nearest, unit = Calendar(unit="season", number=taken.value("s", "seasons"), pick=pick), "year"
    else:
        nearest, unit = Calendar(weekday=taken.value("w", "weekdays"), pick=pick), "week"
    return taken.make(Shift(sign * (count - 1), unit, nearest, counted=True))


def make_beside(taken: Taken) -> Written | None:
    """The unit that x lies in, or one beside it: the week of 5 May, the day after Christmas. Groups: x, and s the unit as a shift,
    or `set`: unit (that x lies in), counted (a year ago today: s is counted from x)."""
    inner = taken.written("x")
    shift = cast(Shift, taken.written("s").meaning) if taken.has("s") else Shift(0, taken.text("unit") or "week", inner.meaning)
    if taken.set.get("counted"):
        return taken.spread(replace(shift, anchor=inner.meaning), taken.written("s").marks)
    if not _is_no_longer(inner.meaning, shift.unit):
        return None
    return taken.spread(replace(shift, anchor=inner.meaning, counted=False), inner.marks)


def make_shift_from(taken: Taken) -> Written | None:
    """A length l before or after the expression x or, without x, the day that `set.anchor` names. `set`: sign."""
    length = cast(Length, taken.written("l").meaning)
    told = _in_one_unit(length)
    if told is None:
        return None
    amount, unit = told
    half = amount is not None and amount % 1 == _HALF and unit in _SMALLER
    if half and amount:  # three and a half years ago: some 42 months
        factor, unit = _SMALLER[unit]
        amount *= factor
    sign = taken.whole("sign") or 1
    if amount is None:
        return None if taken.has("x") else taken.make(Pointer("past" if sign < 0 else "future"))
    if amount % 1 or amount > LONGEST_COUNT:
        return None
    anchor = taken.written("x").meaning if taken.has("x") else cast(From, taken.text("anchor") or "spoken")
    approximate = taken.written("l").marks.approximate or length.high is not None or half
    return taken.make(Shift(int(amount) * sign, unit, anchor, counted=True), approximate=approximate)


def _in_one_unit(length: Length) -> tuple[Decimal | None, str] | None:
    """Two years and three months are 27 months, a week and two days nine days; None of lengths that have no unit in common."""
    amounts = length.amounts
    if len(amounts) == 1:
        return amounts[0]
    unit = amounts[-1][1]
    factors = [_FACTORS.get((own, unit)) for _, own in amounts]
    if any(amount is None for amount, _ in amounts) or None in factors:
        return None
    return sum(((amount or 0) * Decimal(factor or 0) for (amount, _), factor in zip(amounts, factors, strict=True)), Decimal(0)), unit


def _is_no_longer(meaning: Meaning, unit: str) -> bool:
    """Whether something is a day, or itself one of a unit: "the week after last month's vote" is not the one after last month."""
    match meaning:
        case Calendar(month=month, unit=own):
            is_day = bool(meaning.day or meaning.holiday or meaning.weekday is not None)
            return is_day or unit == (own or ("month" if month else "year"))
        case Shift(unit=own):
            return own in ("day", "night", unit)
    return isinstance(meaning, Range)


# Durations


def make_length(taken: Taken) -> Written | None:
    """Groups: n amount, u unit, to the upper amount, more a second amount of the unit w, third one of v, pick a window.
    `set`: amount, unit, half (to add), high, reason."""
    unit = str(taken.value("u", "unit") or taken.text("unit"))
    amount = taken.amount("n") if taken.has("n") else taken.decimal("amount")
    if _is_year_of(taken, amount):
        return taken.make(Calendar(year=taken.integer("n"), unit="quarter" if unit == "quarter" else None))
    amounts = [(amount + (taken.decimal("half") or 0) if amount is not None else None, unit)]
    if taken.has("more"):
        amounts.append((taken.amount("more"), str(taken.value("w", "unit"))))
    if taken.has("third"):
        amounts.append((taken.amount("third"), str(taken.value("v", "unit"))))
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
    """A length l that ends at x ("the three months to March 31", "the year to March") or, with `set.window` next, begins there. The words
    begin with it ("for three days from Monday"); with `set.inner` they are it alone, and x is an expression by itself ("the year ended
    Sept. 30")."""
    length, meaning = taken.written("l"), taken.written("l").meaning
    if isinstance(meaning, Shift):
        meaning = Length(((Decimal(1), meaning.unit),))
    length_of = cast(Length, meaning)
    reason = "number not told" if length_of.reason == "loose" else length_of.reason
    window = replace(length_of, window=taken.text("window"), anchor=taken.written("x").meaning, reason=reason)  # type: ignore[arg-type]
    first = length.first if taken.items[0].word == "for" else taken.items[0].first
    last = length if taken.set.get("inner") else taken.items[-1]
    return Written(first, last.end, window, taken.marked(length.marks))


# Again and again, now and then


def make_repeat(taken: Taken) -> Written | None:
    """Groups: n, u unit, or x a repeat that the match is a part of (the first Monday of every month). `set`: unit, amount, grain."""
    if taken.has("x"):
        return taken.make(replace(cast(Repeat, taken.written("x").meaning), grain=taken.text("grain")))
    unit, grain = str(taken.value("u", "unit") or taken.text("unit") or "week"), taken.text("grain")
    if unit == "weekend":  # which come once a week
        unit, grain = "week", "weekend"
    return taken.make(Repeat(unit, taken.integer("n") or taken.whole("amount") or 1, grain))


def make_pointer(taken: Taken) -> Written | None:
    """`set`: to."""
    return taken.make(Pointer(cast(Reference, taken.text("to"))))


def make_event(taken: Taken) -> Written | None:
    """A part of something that happened: groups l length, or x a numbered part; p which side of it. `set`: reason, vague."""
    unit, plural, number = taken.text("unit"), bool(taken.set.get("vague")), None
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
    """Groups: h hour, t 17:10, half am or pm, p the part of the day instead ("4 in the morning"), noon, zone."""
    time = taken.value("noon", "noon") or _clock_time(taken)
    zone = taken.word("zone")
    return taken.make(Clock(), time=time, zone=zone.upper() if zone else None) if time else None


def _clock_time(taken: Taken) -> str | None:
    hours, minutes = _hours_and_minutes(taken.word("t") or taken.word("h") or "")
    hour, half = int(hours), taken.word("half") or _HALVES.get(taken.part() or "")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02d}:{minutes[:2] or '00'}" if hour < 24 else None


def _hours_and_minutes(word: str) -> tuple[str, str]:
    """17:10, 5.10, 0510, 5"""
    if len(word) == 4 and word.isdecimal():
        return word[:2], word[2:]
    hours, _, minutes = word.replace(".", ":").partition(":")
    return hours, minutes


# Expressions of expressions


def make_marked(taken: Taken) -> Written | None:
    """The expression x with marks: those of `set`, of the group p (a part of day or period), of a clock t, of a half h of it.

    The words are all of the match; with `set.inner` those of x alone.
    """
    inner = taken.written("x")
    marks, meaning = taken.marked(inner.marks), inner.meaning
    if taken.has("p"):
        marks = replace(marks, part=taken.part())
    if taken.has("h"):
        first = cast(Calendar, taken.written("h").meaning).number == 1
        marks = replace(marks, part="early" if first else "late")
    if taken.has("t"):
        clock = taken.written("t").marks
        marks = replace(marks, time=clock.time, zone=clock.zone)
    if isinstance(meaning, Length) and meaning.reason == "loose":
        meaning = replace(meaning, reason=None)
    return replace(inner, meaning=meaning, marks=marks) if taken.set.get("inner") else taken.spread(meaning, marks)


def make_within(taken: Taken) -> Written | None:
    """The expression x as a part of the expression y: August of that year; the nth of them, or the last one: the first Monday in May.
    In the place of x: group d a day of y, or n and u the nth such unit of it."""
    outer = taken.written("y")
    if taken.has("d"):
        return taken.spread(Calendar(day=taken.integer("d"), within=outer.meaning), outer.marks)
    if taken.has("u"):
        return taken.spread(Calendar(unit=taken.value("u", "unit"), number=taken.integer("n"), within=outer.meaning), outer.marks)
    inner, meaning = taken.written("x"), taken.written("x").meaning
    if isinstance(meaning, Shift) or (isinstance(meaning, Length) and meaning.window == "past"):  # the last week in May
        meaning = Calendar(unit=grain_of(meaning.unit if isinstance(meaning, Shift) else meaning.amounts[0][1]))
    if not isinstance(meaning, Calendar) or meaning.within is not None or meaning.year is not None:
        return None
    if taken.has("n") or taken.set.get("number"):
        meaning = replace(meaning, number=taken.integer("n") or taken.whole("number"), pick=None)
    return taken.spread(replace(meaning, within=outer.meaning), _both(inner.marks, outer.marks))


def _both(one: Marks, other: Marks) -> Marks:
    return replace(one, part=one.part or other.part, time=one.time or other.time, zone=one.zone or other.zone)


BUILDERS: dict[str, Builder] = {
    "calendar": make_calendar, "numeric": make_numeric, "shift": make_shift, "shift-from": make_shift_from, "times-away": make_times_away,
    "beside": make_beside, "to-date": make_to_date, "length": make_length, "length-clock": make_length_clock, "window": make_window,
    "repeat": make_repeat, "pointer": make_pointer, "clock": make_clock, "event": make_event, "nothing": make_nothing,
    "marked": make_marked, "within": make_within, "range": make_range,
}  # fmt: skip
