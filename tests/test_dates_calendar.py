"""The calendar under dates: periods, shifts, feasts. Properties hold for every day, not for chosen ones."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dates import calendar as cal
from sayso.dates.calendar import Period
from sayso.dates.meanings import Calendar
from sayso.dates.parts import part_of
from sayso.records import Grain

DAYS = st.dates(date(2, 1, 1), date(9950, 12, 31))
GRAINS: tuple[Grain, ...] = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
UNITS = ("day", "week", "fortnight", "month", "quarter", "half", "year", "decade")


def days_of_edtf(edtf: str) -> tuple[date, date]:
    """First and last day of what `calendar` writes, read from its EDTF alone."""
    if "/" in edtf:
        begin, end = edtf.split("/")
        return days_of_edtf(begin)[0], days_of_edtf(end)[1]
    if "X" in edtf:
        return date(int(edtf.replace("X", "0")), 1, 1), date(int(edtf.replace("X", "9")), 12, 31)
    year, *rest = (int(part) for part in edtf.split("-"))
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    if len(rest) == 2:
        return date(year, *rest), date(year, *rest)
    return _months(year, rest[0])


def _months(year: int, code: int) -> tuple[date, date]:
    """The months of EDTF's month, season (21–24), quarter (33–36) and half (40, 41) codes."""
    first, count = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 40: (1, 6), 41: (7, 6)}.get(code, (code, 1))
    if 33 <= code <= 36:
        first, count = 3 * (code - 33) + 1, 3
    end_year, end_month = divmod(year * 12 + first - 2 + count, 12)
    return date(year, first, 1), date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])


@given(DAYS, st.sampled_from(GRAINS))
def test_edtf_and_days_agree(day: date, grain: Grain) -> None:
    period = cal.period_around(day, grain)
    if period is not None:
        assert period.days == days_of_edtf(period.edtf)


@given(DAYS, st.sampled_from(GRAINS))
def test_a_period_lies_around_its_day(day: date, grain: Grain) -> None:
    period = cal.period_around(day, grain)
    if period is not None and period.days and grain != "weekend":
        assert period.days[0] <= day <= period.days[1]


@given(DAYS, st.sampled_from(GRAINS), st.integers(-5000, 5000), st.sampled_from(UNITS))
def test_a_shifted_period_never_ends_before_it_starts(day: date, grain: Grain, count: int, unit: str) -> None:
    period = cal.period_around(day, grain)
    moved = cal.shift(period, count, unit) if period else None
    if moved is not None and moved.days:
        assert moved.days[0] <= moved.days[1]
        assert moved.days == days_of_edtf(moved.edtf)


@given(DAYS, st.integers(-300, 300), st.sampled_from(("month", "quarter", "half", "year", "decade")))
def test_shifting_months_there_and_back_gives_the_month_again(day: date, count: int, unit: str) -> None:
    period = cal.make_month(day.year, day.month)
    moved = cal.shift(period, count, unit) if period else None
    if moved is not None:
        assert cal.shift(moved, -count, unit) == period


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = cal.easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("rule", "year", "edtf"),
    [
        pytest.param("12-25", 2021, "2021-12-25", id="fixed"),
        pytest.param("easter+0", 2024, "2024-03-31", id="easter"),
        pytest.param("easter-2", 2024, "2024-03-29", id="good-friday"),
        pytest.param("11-thu-4", 2023, "2023-11-23", id="fourth-thursday"),
        pytest.param("5-mon--1", 2024, "2024-05-27", id="last-monday"),
        pytest.param("11-tue-1+1", 2022, "2022-11-08", id="tuesday-after-first-monday"),
        pytest.param("11-tue-1+1", 2024, "2024-11-05", id="tuesday-after-first-monday-early"),
    ],
)
def test_feasts(rule: str, year: int, edtf: str) -> None:
    period = cal.make_holiday(rule, year)
    assert period is not None
    assert period.edtf == edtf


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: cal.make_day(2021, 2, 31), id="31-february"),
        pytest.param(lambda: cal.make_day(2023, 2, 29), id="29-february"),
        pytest.param(lambda: cal.make_month(2021, 13), id="month-13"),
        pytest.param(lambda: cal.make_year(99999), id="year-99999"),
        pytest.param(lambda: cal.make_quarter(2021, 5), id="fifth-quarter"),
        pytest.param(lambda: cal.make_week_of_year(2021, 53), id="week-53"),
        pytest.param(lambda: cal.make_season(9999, 24), id="last-winter"),
        pytest.param(lambda: cal.shift(cal.day_of(date(9999, 12, 31)), 1, "day"), id="past-the-end"),
        pytest.param(lambda: cal.shift(cal.day_of(date(1, 1, 1)), -1, "century"), id="before-the-start"),
        pytest.param(lambda: cal.make_holiday("easter+0", 1000), id="easter-before-gregory"),
    ],
)
def test_what_the_calendar_has_not_is_none(made: object) -> None:
    assert callable(made)
    assert made() is None


@pytest.mark.parametrize(
    ("meaning", "outer", "edtf"),
    [
        pytest.param(Calendar(unit="week", number=1), cal.make_month(2015, 1), "2014-12-29/2015-01-04", id="first-week-over-new-year"),
        pytest.param(Calendar(unit="week", number=-1), cal.make_year(2019), "2019-12-23/2019-12-29", id="last-week"),
        pytest.param(Calendar(unit="weekend", number=1), cal.make_month(2021, 5), "2021-05-01/2021-05-02", id="first-weekend"),
        pytest.param(Calendar(month=8), cal.make_year(1940), "1940-08", id="month-of-year"),
        pytest.param(Calendar(weekday=0), cal.make_week(date(2024, 3, 7)), "2024-03-04", id="weekday-of-week"),
        pytest.param(Calendar(weekday=4, number=2), cal.make_month(2024, 3), "2024-03-08", id="second-friday"),
        pytest.param(Calendar(unit="day", number=15), cal.make_month(2024, 3), "2024-03-15", id="fifteenth-day"),
        pytest.param(Calendar(unit="season", number=22), cal.make_year(2024), "2024-22", id="season"),
        pytest.param(Calendar(unit="week", number=9), cal.make_month(2024, 3), None, id="no-ninth-week"),
        pytest.param(Calendar(unit="day", number=31), cal.make_month(2024, 2), None, id="no-31st-day"),
        pytest.param(Calendar(month=8), cal.ancient(480), None, id="before-christ"),
    ],
)
def test_parts(meaning: Calendar, outer: Period, edtf: str | None) -> None:
    part = part_of(meaning, outer)
    assert (part.edtf if part else None) == edtf


def test_years_before_christ_are_astronomical() -> None:
    assert (cal.ancient(499).edtf, cal.ancient(1).edtf, cal.ancient(479, 6).edtf) == ("-0498", "0000", "-0478-06")
    assert cal.shift(cal.ancient(499), 1, "year") == cal.make_year(-497)
