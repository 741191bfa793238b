"""What a time expression means → the days that it speaks of, seen from the day of publication and from the dates before it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from sayso.dates import calendar as cal
from sayso.dates.calendar import Period, grain_of, period_of
from sayso.dates.meanings import Calendar, Clock, Event, Length, Meaning, Pointer, Range, Shift, Unclear, Written
from sayso.dates.parts import part_of
from sayso.dates.placing import place
from sayso.dates.scene import LONG_UNITS, NO_DAY, NO_SPOKEN, NO_SUCH, Resolved, Scene, Spoken
from sayso.records import Grain

LONGEST_WINDOW = 10**6  # units
_PARTS_OF_DAY = frozenset({"second", "minute", "hour"})
BACKWARD = "ends before it begins"


def resolve(meaning: Meaning, scene: Scene) -> Resolved:
    """The days that an expression speaks of, or the reason why they can't be told."""
    match meaning:
        case Calendar(within=None):
            return place(meaning, scene)
        case Calendar():
            return _inside(meaning, scene)
        case Shift():
            return _shift(meaning, scene)
        case Length():
            return _length(meaning, scene)
        case Range():
            return _range(meaning, scene)
        case _:
            return _clock(scene) if isinstance(meaning, Clock) else Resolved(reason=_reason(meaning))


def _reason(meaning: Meaning) -> str | None:
    return meaning.reason if isinstance(meaning, Unclear | Event) else None


def _inside(meaning: Calendar, scene: Scene) -> Resolved:
    """August of that year, Monday of last week, the third week of May, the 12th day of next month."""
    outer = resolve(cast(Meaning, meaning.within), scene)
    around = outer.period
    if around and around.grain == "day" and around.first and meaning.weekday is not None:  # Monday, two weeks from today
        around = cal.make_week(around.first)
    period = part_of(replace(meaning, within=None), around) if around else None
    return replace(outer, period=period, ends=()) if period else Resolved(reason=outer.reason or NO_SUCH)


# Shifts


def _shift(meaning: Shift, scene: Scene) -> Resolved:
    match meaning.anchor:
        case "published":
            return _from_published(meaning, scene)
        case "spoken":
            return _from_spoken(meaning, scene)
        case "scene":
            return _from_scene(meaning, scene)
        case "quarter":
            return _from_quarter(meaning, scene)
        case anchor:
            return _from_told(meaning, anchor, scene)


def _from_published(meaning: Shift, scene: Scene) -> Resolved:
    if scene.published is None:
        return Resolved(reason=NO_DAY)
    if meaning.unit in _PARTS_OF_DAY and meaning.count:
        return Resolved(reason="hour not told")
    count = meaning.count - _over(meaning, scene)
    day = cal.shift_day(scene.published, count, meaning.unit)
    return _as_found(period_of(day, meaning.unit), Resolved(anchor="published"))


def _over(meaning: Shift, scene: Scene) -> bool:
    """Whether "the weekend" is the one that is over: on a weekday, unless the words look ahead."""
    if meaning.unit != "weekend" or meaning.count or scene.published is None or scene.published.weekday() >= 5:
        return False
    return scene.tense() == "past" and not scene.marks.ahead


def _as_found(period: Period | None, found: Resolved) -> Resolved:
    return replace(found, period=period, ends=()) if period else Resolved(reason=NO_SUCH)


def _from_spoken(meaning: Shift, scene: Scene) -> Resolved:
    found = scene.base_of(meaning.unit, meaning.count) if meaning.counted else scene.at_most(meaning.unit)
    if found is None:
        return _without_spoken(meaning, scene)
    period = _counted(found.period, meaning) if meaning.counted else _neighbour(found.period, meaning)
    return _as_found(period, Resolved(anchor="date", spoken=found.index))


def _without_spoken(meaning: Shift, scene: Scene) -> Resolved:
    """A year earlier, the previous quarter, where no date stands before it: seen from the publication."""
    is_told = meaning.count < 0 if meaning.counted else meaning.count != 0
    if is_told and not scene.narrative and (meaning.unit in LONG_UNITS or meaning.unit == "week"):
        return _from_published(meaning, scene)
    return Resolved(reason=NO_SPOKEN)


def _from_scene(meaning: Shift, scene: Scene) -> Resolved:
    """The year, the month, the day: that which the text speaks of in a narrative, else that of publication."""
    if meaning.unit == "quarter":
        return _from_quarter(meaning, scene)
    return _from_spoken(meaning, scene) if scene.narrative else _from_published(meaning, scene)


def _from_quarter(meaning: Shift, scene: Scene) -> Resolved:
    """A year ago, beside a quarter that is spoken of: the same quarter. The latest quarter: the latest spoken of that is over."""
    found = scene.quarter(ended=not meaning.count)
    if found:
        return _as_found(cal.shift(found.period, meaning.count, meaning.unit), Resolved(anchor="date", spoken=found.index))
    if meaning.count and scene.base_of(meaning.unit, meaning.count):
        return _from_spoken(meaning, scene)
    if meaning.unit != "quarter":
        return _from_published(meaning, scene)
    latest = _last_quarter(scene)
    return replace(latest, period=cal.shift(latest.period, meaning.count, "quarter") if latest.period else None)


def _last_quarter(scene: Scene) -> Resolved:
    """The latest quarter that had ended on the day of publication."""
    day = cal.shift_day(scene.published, -1, "quarter") if scene.published else None
    return Resolved(cal.period_around(day, "quarter"), "published") if day else Resolved(reason=NO_DAY)


def _from_told(meaning: Shift, anchor: Meaning, scene: Scene) -> Resolved:
    """Two days before Easter: as exact as the day that it is counted from. The week of 5 May is that which the day lies in."""
    base = resolve(anchor, scene)
    if base.period is None:
        return Resolved(reason=base.reason or NO_SUCH)
    if not meaning.counted:
        return _as_found(_neighbour(base.period, meaning), base)
    if base.period.grain == "day" and base.period.first:
        day = cal.shift_day(base.period.first, meaning.count, meaning.unit)
        return _as_found(cal.day_of(day) if day else None, base)
    return _as_found(_counted(base.period, meaning), base)


def _counted(base: Period, meaning: Shift) -> Period | None:
    """A day moved by months or years is as exact as those are; a quarter a year earlier stays a quarter. What comes days after some
    days is counted from the last one."""
    grain = grain_of(meaning.unit)
    if base.grain == "day" and base.first != base.last:
        base = cal.day_of(edge) if (edge := base.first if meaning.count < 0 else base.last) else base
    moved = cal.shift(base, meaning.count, meaning.unit)
    if moved is None or moved.first is None:
        return moved
    if base.grain == "day" and meaning.unit in LONG_UNITS:
        return cal.period_around(moved.first, grain)
    return moved if cal.coarser(grain, base.grain) == grain else _from_edge(base, meaning)


def _from_edge(base: Period, meaning: Shift) -> Period | None:
    """Three days after a week, two months before a year: counted from its edge."""
    edge = base.first if meaning.count < 0 else base.last
    day = cal.shift_day(edge, meaning.count, meaning.unit) if edge else None
    return cal.period_around(day, grain_of(meaning.unit)) if day else None


def _neighbour(base: Period, meaning: Shift) -> Period | None:
    """The previous year, the following day, that month: seen from the end of a range, unless they lie before it. The weekend of a Monday
    is the one that ends with it."""
    if meaning.unit == "weekend" and base.grain == "day" and base.first and base.first.weekday() == 0 and not meaning.count:
        base = cal.shift(base, -1, "day") or base
    is_behind = meaning.count >= 0 and cal.is_range(base)
    edge = base.last if is_behind or (meaning.count > 0 and meaning.unit == "day") else base.first
    if edge is None:
        return cal.shift(base, meaning.count, meaning.unit)
    return period_of(cal.shift_day(edge, meaning.count, meaning.unit), meaning.unit)


def _clock(scene: Scene) -> Resolved:
    """A time without a day: on the day that this paragraph spoke of last, else on that of publication."""
    latest = scene.latest()
    if latest and latest.period.grain == "day" and (latest.block == scene.block or scene.narrative):
        return Resolved(latest.period, "date", latest.index)
    if scene.published is None or scene.narrative:
        return Resolved(reason="day not told")
    return Resolved(cal.day_of(scene.published), "published")


# Durations


def _length(meaning: Length, scene: Scene) -> Resolved:
    """A duration's days, where its words place it: the past two years, the three months to March 31."""
    amount, unit = meaning.amounts[0]
    if meaning.window is None or amount is None or amount % 1 or amount > LONGEST_WINDOW or len(meaning.amounts) > 1 or meaning.high:
        return Resolved(reason=meaning.reason)
    base = _window_base(meaning, scene)
    period = _window(base.period, int(amount), unit, meaning.window) if base.period else None
    return replace(base, period=period, reason=base.reason if period is None else None, ends=())


def _window_base(meaning: Length, scene: Scene) -> Resolved:
    """What a window ends with or begins with. The past two weeks end today, the next two begin tomorrow; the previous and the following
    two leave out the date that they are seen from. Quarters are told of when they are whole: the past two ended before this one began."""
    if not isinstance(meaning.anchor, str):
        return resolve(meaning.anchor, scene)
    base = _window_seen_from(meaning, scene)
    if base.period is None or base.period.first is None:
        return base
    step: Literal[-1, 1] = -1 if meaning.window == "past" else 1
    if meaning.amounts[0][1] == "quarter" and base.period.grain == "day":
        beside = cal.shift_day(base.period.first, step, "quarter")
        return replace(base, period=cal.period_around(beside, "quarter") if beside else None)
    return base if step < 0 and base.anchor == "published" else replace(base, period=cal.bordering(base.period, step))


def _window_seen_from(meaning: Length, scene: Scene) -> Resolved:
    """The date that the text speaks of, where the words or a tale say so, or where the next two weeks are past; else the publication."""
    latest = scene.latest()
    is_told = meaning.window == "next" and latest is not None and latest.block == scene.block and scene.tense() == "past"
    if latest and (meaning.anchor == "spoken" or (scene.narrative and scene.published) or is_told):
        return Resolved(latest.period, "date", latest.index)
    return Resolved(cal.day_of(scene.published), "published") if scene.published else Resolved(reason=NO_DAY)


def _window(base: Period, amount: int, unit: str, window: str) -> Period | None:
    """So much up to the last day of a period, or from its first day on."""
    if unit in _PARTS_OF_DAY or base.days is None:
        return None
    first, last = base.days
    if window == "next":
        beyond = cal.shift_day(first, amount, unit)
        end = cal.shift_day(beyond, -1, "day") if beyond else None
        return cal.make_span(first, end, _window_grain(unit)) if end and end >= first else None
    beyond = cal.shift_day(last, 1, "day")
    begin = cal.shift_day(beyond, -amount, unit) if beyond else None
    if begin is None or begin > last:
        return None
    quarter = cal.period_around(begin, "quarter")
    is_quarter = quarter is not None and quarter.days == (begin, last)
    return cal.make_span(begin, last, "quarter" if is_quarter else _window_grain(unit))


def _window_grain(unit: str) -> Grain:
    return grain_of("century" if unit == "millennium" else unit)


# Ranges


def _range(meaning: Range, scene: Scene) -> Resolved:
    begin = _range_end(meaning.begin, scene) if meaning.begin else None
    end = _range_end(meaning.end, scene, begin) if meaning.end else None
    begin, end = _in_order(meaning, begin, end)
    found = [one for one in (begin, end) if one]
    bad = next((one for one in found if one.period is None), None)
    if bad:
        return Resolved(reason=bad.reason)
    loose = next((one for one in found if one.anchor != "explicit"), found[0])
    period = _span(begin.period if begin else None, end.period if end else None)
    if meaning.opened == "outside":
        period = replace(_span(*_outside(begin, end, scene)), grain=period.grain)
    return replace(loose, period=period, ends=tuple(one.period for one in found), open=len(found) == 1)


def _outside(begin: Resolved | None, end: Resolved | None, scene: Scene) -> tuple[Period | None, Period | None]:
    """What follows after May, or lies before it; a part of it belongs there, too, where its end, middle or beginning is told."""
    part = scene.marks.part
    if begin and begin.period:
        return (begin.period if part in ("early", "mid") else cal.bordering(begin.period, 1)), None
    period = end.period if end else None
    return None, cal.bordering(period, -1) if period and part not in ("mid", "late") else period


def _range_end(end: Written, scene: Scene, begin: Resolved | None = None) -> Resolved:
    """An end of a range; "now" is the day of publication, "the next day" is seen from where the range begins."""
    if begin and begin.period and _is_spoken_from(end.meaning):
        seen = replace(scene, spoken=[*scene.spoken, Spoken(begin.spoken or 0, begin.period, scene.block)])
        return replace(resolve(end.meaning, seen), anchor=begin.anchor, spoken=begin.spoken)
    if isinstance(end.meaning, Pointer):
        return _from_published(Shift(0, "day", "published"), scene)
    return resolve(end.meaning, scene)


def _is_spoken_from(meaning: Meaning) -> bool:
    match meaning:
        case Shift(anchor=anchor):
            return anchor == "spoken"
        case Calendar(pick=pick):
            return pick in ("before", "after")
    return isinstance(meaning, Clock)


def _in_order(meaning: Range, begin: Resolved | None, end: Resolved | None) -> tuple[Resolved | None, Resolved | None]:
    """From October to January: where the ends come out the wrong way round, the one that was guessed moves by a year or a week."""
    if not (begin and end and begin.period and end.period and begin.period.first and end.period.last):
        return begin, end
    if _is_forward(begin, end):
        return begin, end
    unit = "week" if _is_weekday(meaning.begin) else "year"
    if begin.anchor != "explicit":
        begin = replace(begin, period=cal.shift(begin.period, -1, unit))
    elif end.anchor != "explicit":
        end = replace(end, period=cal.shift(end.period, 1, unit))
    return (begin, end) if _is_forward(begin, end) else (begin, Resolved(reason=BACKWARD))


def _is_forward(begin: Resolved, end: Resolved) -> bool:
    """Whether a range does not end before it begins; so, too, where that can't be told."""
    if not (begin.period and end.period and begin.period.first and end.period.last):
        return True
    return begin.period.first <= end.period.last


def _is_weekday(end: Written | None) -> bool:
    return end is not None and isinstance(end.meaning, Calendar) and end.meaning.weekday is not None


def _span(first: Period | None, last: Period | None) -> Period:
    """A range of two periods, one of them None where it is open; ends that are weeks or the like are written as their outer days."""
    grain = first.grain if first else last.grain if last else "day"
    begin = first.edtf.split("/")[0] if first else ".."
    end = last.edtf.split("/")[-1] if last else ".."
    return Period(first.first if first else None, last.last if last else None, grain, f"{begin}/{end}")
