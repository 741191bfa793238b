"""A place in the calendar within a year or another period: the third week of May, August of that year. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from sayso.dates import calendar as cal
from sayso.dates.calendar import Period
from sayso.dates.meanings import Calendar
from sayso.records import Grain

_MIDDLES: dict[Grain, int] = {"week": 3, "weekend": 0}  # a week belongs where its Thursday lies, a weekend where its Saturday does
_COUNTED = ("day", "weekend", "week", "month", "quarter", "year", "decade")  # by going through them from the start
_MOST_PARTS = 400  # of a period: the days of a year
_MAKERS: dict[str | None, Callable[[int, int], Period | None]] = {
    "quarter": cal.make_quarter, "half": cal.make_half, "season": cal.make_season, "week": cal.make_week_of_year,
}  # fmt: skip


def in_year(meaning: Calendar, year: int) -> Period | None:
    """What an expression without its year is in a given one; None where there is none."""
    if meaning.holiday:
        return cal.make_holiday(meaning.holiday, year)
    if meaning.month:
        return cal.make_day(year, meaning.month, meaning.day) if meaning.day else cal.make_month(year, meaning.month)
    if meaning.unit in _MAKERS:
        return _MAKERS[meaning.unit](year, meaning.number or 0)
    return cal.make_year(year)


def part_of(meaning: Calendar, outer: Period) -> Period | None:
    """What an expression is within a period; None where that has no such part."""
    days = outer.days
    if days is None:
        return None
    if meaning.unit == "quarter" and outer.grain == "century":
        return cal.quarter_of_century(outer, meaning.number or 0)
    if meaning.unit in _COUNTED and meaning.number:
        return _numbered(days, meaning.unit, meaning.number)
    if meaning.weekday is not None and not meaning.month:
        return _numbered_weekday(days, meaning.weekday, meaning.number or 1)
    if meaning.day and not meaning.month:
        return cal.sub_day(outer, meaning.day)
    found = [period for year in range(days[0].year, days[1].year + 1)[:_MOST_PARTS] if (period := in_year(meaning, year))]
    return next((period for period in found if cal.contains(outer, period)), found[0] if found else None)


def _numbered(days: tuple[date, date], unit: Grain, number: int) -> Period | None:
    """The third week of May, the last week of 2016."""
    parts = list(_parts(days, unit))
    if not parts or number > len(parts):
        return None
    return parts[-1] if number < 0 else parts[number - 1]


def _parts(days: tuple[date, date], unit: Grain) -> Iterator[Period]:
    first, last = days
    day: date | None = first
    for _ in range(_MOST_PARTS):
        part = cal.period_around(day, unit) if day and day <= last else None
        if part is None or part.days is None:
            return
        middle = cal.shift_day(part.days[0], _MIDDLES.get(unit, 0), "day")
        if middle and first <= middle <= last:
            yield part
        day = cal.shift_day(part.days[1], 1, "day")


def _numbered_weekday(days: tuple[date, date], weekday: int, number: int) -> Period | None:
    first, last = days
    if number < 0:
        day = cal.shift_day(last, -((last.weekday() - weekday) % 7), "day")
    else:
        day = cal.shift_day(first, (weekday - first.weekday()) % 7 + 7 * (number - 1), "day")
    return cal.day_of(day) if day and first <= day <= last else None
