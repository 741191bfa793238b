"""Two ends → a range. Ends lend each other what they leave out: March 3 to 19, 2021; 1957-58; between February and October 1991."""

from __future__ import annotations

from dataclasses import replace

from sayso.dates.meanings import Calendar, Event, Marks, Pointer, Range, Shift, Unclear, Written
from sayso.dates.taking import Taken

_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})


def make_range(taken: Taken) -> Written | None:
    """Groups a and b are the two ends, expressions or numbers; one is missing where the range is open. c is a year or month for both.
    `set`: behind (what stands before this word is no part of it)."""
    written, behind = _make_range(taken), taken.text("behind")
    if written is None or behind is None:
        return written
    return replace(written, first=next(item.first for item in taken.items if item.word == behind))


def _make_range(taken: Taken) -> Written | None:
    begin, end = _end_of(taken, "a"), _end_of(taken, "b")
    if begin is None or end is None:
        told = begin or end
        return taken.spread(Range(begin, end), taken.marked(told.marks if told else Marks()))
    if not (isinstance(begin.meaning, Calendar) and isinstance(end.meaning, Calendar)):
        return taken.make(Range(begin, end))
    one, other = _with_outer(begin.meaning, taken), _with_outer(end.meaning, taken)
    if end.end - end.first == 1 and (month := _as_month(one, other)):
        return taken.make(month)
    one, other = _share(one, other)
    if any(end.day and not end.month and end.within is None for end in (one, other)):
        return None
    return taken.make(Range(replace(begin, meaning=one), replace(end, meaning=other)))


def make_to_date(taken: Taken) -> Written | None:
    """The year to date: from the first day of a unit u to the day of publication, which the last word stands for."""
    shift, last = Shift(0, str(taken.value("u", "unit")), "published"), taken.items[-1]
    begin = Written(taken.items[0].first, taken.groups["u"][0].end, shift)
    return taken.make(Range(begin, Written(last.first, last.end, Pointer("present"))))


def make_open(written: Written) -> Written:
    """An expression behind "before", "until", "by" or "after": the days up to it or on from it. With a time of day it may well be
    that day, and stays it."""
    marks, meaning = written.marks, written.meaning
    is_date = isinstance(meaning, Calendar | Shift | Unclear) or (isinstance(meaning, Event) and not meaning.plural)
    until = marks.relation == "until" or (marks.relation == "before" and marks.ahead and not marks.eve)
    if not (marks.outside or until) or not is_date or marks.time or marks.part in _PARTS_OF_DAY:
        return written
    begin, end = (written, None) if marks.relation == "after" else (None, written)
    return replace(written, meaning=Range(begin, end, opened="inside" if until else "outside"))


def _end_of(taken: Taken, name: str) -> Written | None:
    """An end of a range: an expression, or a number that the other end makes a day or a year."""
    if not taken.has(name):
        return None
    item = taken.groups[name][0]
    if item.written is not None:
        return item.written
    number = taken.integer(name) or 0
    return Written(item.first, item.end, Calendar(day=number) if 1 <= number <= 31 else Calendar(year=number))


def _with_outer(meaning: Calendar, taken: Taken) -> Calendar:
    """An end with the year, or the month, that group c tells for both."""
    if not taken.has("c") or meaning.year is not None:
        return meaning
    outer = taken.written("c").meaning
    if isinstance(outer, Calendar) and outer.within is None:
        return replace(meaning, year=outer.year, month=meaning.month or outer.month)
    return replace(meaning, within=outer)


def _as_month(one: Calendar, other: Calendar) -> Calendar | None:
    """2015-12 is a month, where 2015-16 and 2009-10 are two years."""
    number = other.day if other.month is None else None
    if one.year is None or not _is_year(one) or not number or number > min(12, one.year % 100):
        return None
    return Calendar(year=one.year, month=number)


def _share(one: Calendar, other: Calendar) -> tuple[Calendar, Calendar]:
    if _is_year(one) and other.day and not other.month:  # 1957-58
        other = Calendar(year=other.day)
    if other.unit == "century" and one.day and not one.month:  # the 15th to the 18th century
        one = Calendar(unit="century", number=one.day, before_christ=other.before_christ)
    if other.before_christ and not one.before_christ and (one.year or one.day):  # 22-19 BC
        return Calendar(year=one.year or one.day, before_christ=True), other
    if one.year and other.year is not None and other.year < 100:
        other = replace(other, year=_completed(one.year, other.year))
    return _share_year(*_share_month(one, other))


def _is_year(meaning: Calendar) -> bool:
    return meaning.year is not None and not meaning.month and not meaning.unit


def _completed(year: int, short: int) -> int:
    """1957, 58 → 1958; 1998, 02 → 2002"""
    return year // 100 * 100 + short + (100 if short < year % 100 else 0)


def _share_month(one: Calendar, other: Calendar) -> tuple[Calendar, Calendar]:
    """From 3 to 19 May, from May 3 to 19, from May 27 to the 3rd."""
    if one.month is None and one.day is not None and other.month and other.day:
        one = replace(one, month=other.month if one.day <= other.day else (other.month - 2) % 12 + 1)
    elif one.month is None and one.day is not None and other.day and other.within:  # the 3rd to the 19th of next month
        one = replace(one, within=other.within)
    elif other.month is None and other.day is not None and one.month and one.day:
        other = replace(other, month=one.month if one.day <= other.day else one.month % 12 + 1)
    return one, other


def _share_year(one: Calendar, other: Calendar) -> tuple[Calendar, Calendar]:
    """The year that one end tells holds for the other one, too; from November to March 2021 begins in 2020."""
    wraps = bool(one.month and other.month and one.month > other.month)
    if other.year is None and one.year is not None and _takes_year(other):
        return one, replace(other, year=one.year + wraps)
    if one.year is None and other.year is not None and _takes_year(one):
        return replace(one, year=other.year - wraps), other
    return one, other


def _takes_year(meaning: Calendar) -> bool:
    return meaning.within is None and bool(meaning.month or meaning.unit in ("quarter", "half", "season"))
