"""Places in the calendar → days: which April, which Friday, which Christmas is meant where the year is not told.

`last`, `this` and `next` decide first; then the tense of the governing verb; then what is nearest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sayso.dates import calendar as cal
from sayso.dates.calendar import Period
from sayso.dates.meanings import Calendar, Pick
from sayso.dates.parts import in_year
from sayso.dates.scene import NO_DAY, NO_SUCH, Resolved, Scene, Spoken, told
from sayso.records import Anchor

NEAR = 90  # days: a day of the year, or a quarter, that is this near is meant, whatever the tense
STEP_BACK = 150  # days that a tale goes back in the year that it is in


def place(meaning: Calendar, scene: Scene) -> Resolved:
    """The days of an expression that is no part of another one."""
    if meaning.before_christ:
        return _ancient(meaning)
    if meaning.unit in ("decade", "century"):
        return _long(meaning, scene)
    if meaning.year is not None:
        return _with_year(meaning, meaning.year, scene)
    if meaning.pick in ("before", "after"):
        return _beside(meaning, scene)
    if meaning.month or meaning.day or meaning.weekday is None:
        return _without_year(meaning, scene)
    return _weekday(meaning, meaning.weekday, scene)


def _ancient(meaning: Calendar) -> Resolved:
    number = meaning.number or 0
    if meaning.unit == "century" and number:
        return told(cal.ancient_span(number * 100, number * 100 - 99, "century"))
    if meaning.unit == "decade" and number:
        return told(cal.ancient_span(number + 9, number, "decade"))
    part = meaning.number if meaning.unit == "season" else meaning.month
    return told(cal.ancient(meaning.year, part) if meaning.year is not None else None)


def _long(meaning: Calendar, scene: Scene) -> Resolved:
    """The 20th century, the 1990s; of the nineties without a century the latest that had begun."""
    number = meaning.number or 0
    if not meaning.bare_decade:
        return told(cal.make_decade(number) if meaning.unit == "decade" else cal.make_century(number))
    if scene.published is None:
        return Resolved(reason="century not told")
    year = number % 100 + scene.published.year // 100 * 100
    decade = cal.make_decade(year if year <= scene.published.year else year - 100)
    return Resolved(decade, "published") if decade else Resolved(reason=NO_SUCH)


def _with_year(meaning: Calendar, year: int, scene: Scene) -> Resolved:
    if meaning.unit == "quarter" and meaning.number is None:
        return _quarter_of(year, scene)
    return told(in_year(meaning, year))


def _quarter_of(year: int, scene: Scene) -> Resolved:
    """The 1988 quarter: the one of that year that is spoken of, else some quarter of that year."""
    found = scene.quarter()
    if found is None or found.period.first is None:
        return told(cal.make_year(year))
    return told(cal.shift(found.period, year - found.period.first.year, "year"))


def _beside(meaning: Calendar, scene: Scene) -> Resolved:
    """The previous April, the following Friday: seen from the date that the text speaks of, else from the publication."""
    found = scene.latest()
    pick: Pick = "last" if meaning.pick == "before" else "next"
    seen = replace(scene, published=found.period.first, narrative=False) if found else scene
    resolved = place(replace(meaning, pick=pick), seen)
    return replace(resolved, anchor="date", spoken=found.index) if found and resolved.period else resolved


def _weekday(meaning: Calendar, weekday: int, scene: Scene) -> Resolved:
    start, anchor = scene.reference()
    if start is None:
        return Resolved(reason=NO_DAY)
    day = cal.shift_day(start, _days_to(start, weekday, meaning.pick, scene), "day")
    return _anchored(cal.day_of(day), anchor, scene) if day else Resolved(reason=NO_SUCH)


def _days_to(start: date, weekday: int, pick: Pick | None, scene: Scene) -> int:
    """How far a weekday is: the day itself or the latest one, unless the words say or look otherwise."""
    back = (start.weekday() - weekday) % 7
    if pick == "last":
        return -(back or 7)
    if pick == "next" or (pick is None and back and scene.is_ahead()):
        return 7 - back
    if pick == "this" and scene.tense() != "past":
        return weekday - start.weekday()
    return -back


def _without_year(meaning: Calendar, scene: Scene) -> Resolved:
    start, anchor = scene.reference()
    latest = scene.latest()
    if scene.narrative and latest and latest.period.first is None:
        return _without_year_ancient(meaning, latest)
    if meaning.day and not meaning.month:
        return _day_of_month(meaning, start, anchor, scene)
    if start is None:
        return Resolved(reason=NO_DAY)
    period = _choose(_yearly(meaning, start), start, meaning.pick, scene, by_day=bool(meaning.day or meaning.holiday))
    return _anchored(period, anchor, scene) if period else Resolved(reason=NO_SUCH)


def _anchored(period: Period, anchor: Anchor, scene: Scene) -> Resolved:
    latest = scene.latest()
    return Resolved(period, anchor, latest.index if anchor == "date" and latest else None)


def _yearly(meaning: Calendar, start: date) -> list[Period]:
    """An expression's returns in the years around a day; a weekday that is told, too, chooses among them."""
    reach = 8 if (meaning.month, meaning.day) == (2, 29) else 2
    years = range(max(1, start.year - reach), min(9999, start.year + reach) + 1)
    found = [period for year in years if (period := in_year(meaning, year))]
    if meaning.weekday is None:
        return found
    return [period for period in found if period.first and period.first.weekday() == meaning.weekday] or found


def _without_year_ancient(meaning: Calendar, latest: Spoken) -> Resolved:
    """A month in a tale of years before Christ is in the year that was told last."""
    year = latest.period.edtf[:5]
    if meaning.month and not meaning.day and len(latest.period.edtf) <= 8 and year[1:].isdecimal():
        return Resolved(cal.ancient(1 - int(year), meaning.month), "date", latest.index)
    return Resolved(reason="year not told")


def _day_of_month(meaning: Calendar, start: date | None, anchor: Anchor, scene: Scene) -> Resolved:
    """The 20th: of the month that is spoken of or, in a text that speaks of none, of the nearest month."""
    if start is None or meaning.day is None:
        return Resolved(reason="month not told")
    if anchor == "date":
        day = cal.make_day(start.year, start.month, meaning.day)
        return _anchored(day, anchor, scene) if day else Resolved(reason=NO_SUCH)
    chosen = _choose(_monthly(meaning, start), start, meaning.pick, scene, by_day=False)
    return Resolved(chosen, anchor) if chosen else Resolved(reason="month not told")


def _monthly(meaning: Calendar, start: date) -> list[Period]:
    reach = 1 if meaning.weekday is None else 7
    months = (cal.shift_day(start.replace(day=1), count, "month") for count in range(-reach, reach + 1))
    days = [day for month in months if month and (day := cal.make_day(month.year, month.month, meaning.day or 0))]
    return [day for day in days if meaning.weekday is None or (day.first and day.first.weekday() == meaning.weekday)]


def _choose(periods: Sequence[Period], start: date, pick: Pick | None, scene: Scene, *, by_day: bool) -> Period | None:
    """Which of the returns of a date is meant. `by_day`: a day of the year, not a month or the like."""
    if pick is not None:
        return _picked(periods, start, pick)
    if not periods:
        return None
    if scene.narrative:
        return _in_narrative(periods, start)
    nearest = _nearest(periods, start)
    business = nearest.grain in ("quarter", "half")
    if scene.marks.relation == "since" or (business and scene.tense() == "past"):
        return _begun(periods, start)
    if (by_day or business or scene.marks.eve) and cal.distance(nearest, start) <= NEAR:
        return nearest
    return _by_tense(periods, start, scene)


def _picked(periods: Sequence[Period], start: date, pick: Pick) -> Period | None:
    match pick:
        case "last":
            return next((period for period in reversed(periods) if period.last and period.last < start), None)
        case "next":
            return next((period for period in periods if period.first and period.first > start), None)
        case _ if periods and periods[0].edtf.endswith(f"-{cal.WINTER}"):  # which lies in two years
            return _nearest(periods, start)
        case _:
            return next((period for period in periods if period.first and period.first.year == start.year), None)


def _begun(periods: Sequence[Period], start: date) -> Period | None:
    """The latest one that had begun."""
    return next((period for period in reversed(periods) if period.first and period.first <= start), None)


def _coming(periods: Sequence[Period], start: date) -> Period | None:
    """The first one that was not over."""
    return next((period for period in periods if period.last and period.last >= start), None)


def _nearest(periods: Sequence[Period], start: date) -> Period:
    return min(periods, key=lambda period: cal.distance(period, start))


def _by_tense(periods: Sequence[Period], start: date, scene: Scene) -> Period:
    chosen = _coming(periods, start) if scene.is_ahead() else _begun(periods, start) if scene.tense() == "past" else None
    return chosen or _nearest(periods, start)


def _in_narrative(periods: Sequence[Period], start: date) -> Period:
    """A tale stays in its year, unless that would take it back by more than a few months: after November comes the next January."""
    years = {period.first.year: period for period in periods if period.first}
    same = years.get(start.year) or _nearest(periods, start)
    is_back = same.last is not None and same.last < start and cal.distance(same, start) > STEP_BACK
    return years.get(start.year + 1, same) if is_back else same
