"""Calendar periods: pure functions from numbers to days, EDTF and back. Nothing here knows of words.

A period is a run of whole days, both ends included. Weeks run Monday to Sunday; seasons are March–May, June–August,
September–November, December–February (named by the year in which they begin). Decades and centuries are counted as people
write them: the 1970s are 1970–1979, the 20th century 1900–1999, so that EDTF (197X, 19XX), first and last day agree.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sayso.records import Grain

FIRST_YEAR, LAST_YEAR = 1, 9999
SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24  # EDTF
_ORDER: tuple[Grain, ...] = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_WHOLE_GRAINS: dict[str, Grain] = {
    "night": "day", "workday": "day", "workweek": "week", "fortnight": "week", "hour": "day", "minute": "day", "second": "day",
}  # fmt: skip
_DAYS: dict[str, int] = {"day": 1, "night": 1, "weekend": 7, "week": 7, "workweek": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included. They are None for a year before 1, which EDTF alone can say."""

    first: date | None
    last: date | None
    grain: Grain
    edtf: str

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day; None for years before 1 and for open ranges."""
        return (self.first, self.last) if self.first and self.last else None


def day_of(day: date) -> Period:
    return Period(day, day, "day", day.isoformat())


def make_day(year: int, month: int, day: int) -> Period | None:
    """A day, or None where the calendar has no such one (31 February)."""
    try:
        return day_of(date(year, month, day))
    except (ValueError, OverflowError):
        return None


def make_month(year: int, month: int) -> Period | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return Period(date(year, month, 1), _month_end(year, month), "month", f"{year:04d}-{month:02d}")


def make_quarter(year: int, quarter: int) -> Period | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= quarter <= 4):
        return None
    return Period(date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter), "quarter", f"{year:04d}-{32 + quarter}")


def make_half(year: int, half: int) -> Period | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and half in (1, 2)):
        return None
    return Period(date(year, 6 * half - 5, 1), _month_end(year, 6 * half), "half", f"{year:04d}-{39 + half}")


def make_season(year: int, season: int) -> Period | None:
    """A season by its EDTF number; winter begins in December of `year`."""
    if not (FIRST_YEAR <= year < LAST_YEAR and SPRING <= season <= WINTER):
        return None
    start = 3 * (season - 20)
    end_year, end_month = (year + 1, 2) if season == WINTER else (year, start + 2)
    return Period(date(year, start, 1), _month_end(end_year, end_month), "season", f"{year:04d}-{season}")


def make_year(year: int) -> Period | None:
    """A year; 0 and less are years before 1, astronomical: -498 is 499 BC."""
    if year > LAST_YEAR or year < -9998:
        return None
    if year < FIRST_YEAR:
        return Period(None, None, "year", _signed(year, 4))
    return Period(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04d}")


def make_decade(first_year: int) -> Period | None:
    """The ten years from a round one: 1970 for the 1970s."""
    year = first_year // 10 * 10
    if not 0 < year <= LAST_YEAR - 9:
        return None
    return Period(date(year, 1, 1), date(year + 9, 12, 31), "decade", f"{year // 10:03d}X")


def make_century(number: int) -> Period | None:
    """A century by its ordinal: 20 is 1900–1999."""
    if not 1 < number <= 99:
        return None
    year = 100 * (number - 1)
    return Period(date(year, 1, 1), date(year + 99, 12, 31), "century", f"{number - 1:02d}XX")


def ancient(year: int, part: int | None = None) -> Period:
    """A year before Christ, `year` counted as people do (499 BC is 499); with `part` a month of it or, by its EDTF number, a season."""
    edtf = _signed(1 - year, 4)
    if part is None:
        return Period(None, None, "year", edtf)
    return Period(None, None, "season" if part >= SPRING else "month", f"{edtf}-{part:02d}")


def ancient_span(first: int, last: int, grain: Grain) -> Period:
    """Years before Christ from `first` to `last`: a century or a decade."""
    return Period(None, None, grain, f"{_signed(1 - first, 4)}/{_signed(1 - last, 4)}")


def make_week(day: date) -> Period | None:
    """The week, Monday to Sunday, that a day lies in."""
    return _span_from(day, -day.weekday(), 6 - day.weekday(), "week")


def make_weekend(day: date) -> Period | None:
    """The Saturday and Sunday of the week that a day lies in."""
    return _span_from(day, 5 - day.weekday(), 6 - day.weekday(), "weekend")


def make_workweek(day: date) -> Period | None:
    """Monday to Friday of the week that a day lies in."""
    return _span_from(day, -day.weekday(), 4 - day.weekday(), "week")


def quarter_of_century(century: Period, number: int) -> Period | None:
    """Twenty-five years of a hundred: the last quarter (-1) of the 19th century."""
    if century.first is None or not (number == -1 or 1 <= number <= 4):
        return None
    first = century.first.year + 25 * ((number if number > 0 else 4) - 1)
    return Period(date(first, 1, 1), date(first + 24, 12, 31), "year", f"{first:04d}/{first + 24:04d}")


def make_span(first: date, last: date, grain: Grain) -> Period:
    """Any run of days."""
    return Period(first, last, grain, f"{first.isoformat()}/{last.isoformat()}")


def make_week_of_year(year: int, number: int) -> Period | None:
    """The week of a number, as ISO counts them; None where the year has no such one."""
    try:
        return make_week(date.fromisocalendar(year, number, 1))
    except ValueError:
        return None


def period_around(day: date, grain: Grain) -> Period | None:
    """The period of a grain that a day lies in; None past the calendar's ends, and for what is no grain."""
    maker = _AROUND.get(grain)
    return maker(day) if maker else None


def grain_of(unit: str) -> Grain:
    """The grain of a period of one unit: a fortnight is told in weeks."""
    return _WHOLE_GRAINS.get(unit, unit)  # type: ignore[arg-type]


def period_of(day: date | None, unit: str) -> Period | None:
    """The period of a unit that a day lies in; None where there is no day."""
    if day is None:
        return None
    return make_workweek(day) if unit == "workweek" else period_around(day, grain_of(unit))


def _season_around(day: date) -> Period | None:
    season = WINTER if day.month in (12, 1, 2) else 20 + day.month // 3
    return make_season(day.year - (day.month < 3), season)


def shift_day(day: date, count: int, unit: str) -> date | None:
    """A day so many units on (or back); the 31st becomes the last day of a shorter month. None past the calendar's ends."""
    try:
        if unit == "workday":
            return _shift_workday(day, count)
        if unit in _DAYS:
            return day + timedelta(days=count * _DAYS[unit])
        months = day.year * 12 + day.month - 1 + count * _MONTHS.get(unit, 0)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def _shift_workday(day: date, count: int) -> date:
    """So many Mondays to Fridays on (or back); feasts are not known and count. A Saturday or Sunday is no step of its own."""
    step = 1 if count > 0 else -1
    weeks, rest = divmod(abs(count), 5)
    day += timedelta(days=7 * weeks * step)
    while rest or day.weekday() > 4:
        day += timedelta(days=step)
        rest -= day.weekday() < 5 and rest > 0
    return day


def shift(period: Period, count: int, unit: str) -> Period | None:
    """A period moved by whole units, its own grain kept: the third quarter, a year earlier. None past the calendar's ends."""
    if period.first is None or period.last is None:
        return _shift_ancient(period, count, unit)
    first = shift_day(period.first, count, unit)
    if first is None:
        return None
    moved = period_around(first, period.grain)
    if moved is not None and moved.edtf.count("/") == period.edtf.count("/") and (period.grain == "day" or _is_whole(period)):
        return moved
    last = shift_day(period.last + timedelta(days=1), count, unit) if period.last < date.max else None
    return make_span(first, last - timedelta(days=1), period.grain) if last and last > first else None


def is_range(period: Period) -> bool:
    """Whether a period runs from one to another that are told, and is not a week, which EDTF can write as a run of days only."""
    return "/" in period.edtf and period.grain not in ("week", "weekend")


def bordering(period: Period, step: Literal[-1, 1]) -> Period:
    """The period right behind another one (1) or right before it (-1): of the same grain where such a one borders on it, else a day. The
    period itself where the calendar ends there, or where a stretch of years before Christ has no days to count from."""
    edge = period.last if step > 0 else period.first
    if edge is None:
        return _shift_ancient(period, step, "year") or period
    day = shift_day(edge, step, "day")
    if day is None:
        return period
    beside = period_around(day, period.grain)
    return beside if beside and day in (beside.first, beside.last) else day_of(day)


def _is_whole(period: Period) -> bool:
    """Whether a period is the one of its grain around its first day, not a run of days that somebody told."""
    assert period.first is not None
    return period_around(period.first, period.grain) == period


def _shift_ancient(period: Period, count: int, unit: str) -> Period | None:
    months = _MONTHS.get(unit, 0)
    if period.grain != "year" or months % 12 or not period.edtf.removeprefix("-").isdecimal():
        return None
    return make_year(int(period.edtf) + count * months // 12)


def sub_day(period: Period, number: int) -> Period | None:
    """The numbered day of a period: the 15th of a month. None where it has no such day."""
    if period.first is None or period.last is None or number < 1:
        return None
    day = shift_day(period.first, number - 1, "day")
    return day_of(day) if day and day <= period.last else None


def contains(outer: Period, inner: Period) -> bool:
    """Whether a period begins inside another one."""
    if outer.first is None or outer.last is None or inner.first is None:
        return False
    return outer.first <= inner.first <= outer.last


def coarser(one: Grain, other: Grain) -> Grain:
    return max(one, other, key=_ORDER.index)


def is_coarse(grain: Grain) -> bool:
    """Whether a grain is a month or longer."""
    return _ORDER.index(grain) >= _ORDER.index("month")


def days_between(one: date, other: date) -> int:
    return abs((one - other).days)


def distance(period: Period, day: date) -> int:
    """How many days lie between a day and a period; 0 inside."""
    if period.first is None or period.last is None:
        return 10**7
    if period.first <= day <= period.last:
        return 0
    return min(days_between(period.first, day), days_between(period.last, day))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def make_holiday(rule: str, year: int) -> Period | None:
    """The day of a feast in a year. `rule` is "12-25", "easter-2", or "11-thu-4": the fourth Thursday of November (-1: the last)."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if rule.startswith("easter"):
        day = shift_day(easter(year), int(rule[6:] or "0"), "day") if year > 1582 else None
        return day_of(day) if day else None
    month, *rest = rule.split("-", 1)
    if rest[0][:3].isalpha():
        return _nth_weekday(year, int(month), rest[0])
    return make_day(year, int(month), int(rest[0]))


def _nth_weekday(year: int, month: int, rule: str) -> Period | None:
    """ "thu-4", "mon--1", or "tue-1+1": a day after the first Monday … is written with the day that it must follow."""
    name, _, number = rule.partition("-")
    number, _, after = number.partition("+")
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name)
    days = [day for day in range(1 + int(after or 0), _month_end(year, month).day + 1) if date(year, month, day).weekday() == weekday]
    return make_day(year, month, days[int(number) - (int(number) > 0)])


def _span_from(day: date, first: int, last: int, grain: Grain) -> Period | None:
    begin, end = shift_day(day, first, "day"), shift_day(day, last, "day")
    return make_span(begin, end, grain) if begin and end else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _signed(year: int, width: int) -> str:
    return f"-{-year:0{width}d}" if year < 0 else f"{year:0{width}d}"


_AROUND: Mapping[str, Callable[[date], Period | None]] = {
    "day": day_of, "weekend": make_weekend, "week": make_week, "season": _season_around,
    "month": lambda day: make_month(day.year, day.month),
    "quarter": lambda day: make_quarter(day.year, (day.month + 2) // 3),
    "half": lambda day: make_half(day.year, (day.month + 5) // 6),
    "year": lambda day: make_year(day.year),
    "decade": lambda day: make_decade(day.year),
    "century": lambda day: make_century(day.year // 100 + 1),
}  # fmt: skip
