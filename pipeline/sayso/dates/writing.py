"""Resolved expressions → `Date` records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sayso.dates.calendar import Period
from sayso.dates.meanings import Calendar, Clock, Event, Length, Meaning, Pointer, Range, Repeat, Shift, Unclear, Written
from sayso.dates.scene import Resolved
from sayso.dates.words import Words
from sayso.numbers import plain_text
from sayso.parsing import Ids, Parse
from sayso.records import Date, DateEnd, DateKind, Grain

_ISO: dict[str, tuple[str, int, str]] = {  # unit → (T or nothing, factor, designator)
    "second": ("T", 1, "S"), "minute": ("T", 1, "M"), "hour": ("T", 1, "H"),
    "day": ("", 1, "D"), "workday": ("", 1, "D"), "night": ("", 1, "D"), "weekend": ("", 2, "D"), "workweek": ("", 5, "D"),
    "week": ("", 1, "W"), "fortnight": ("", 2, "W"),
    "month": ("", 1, "M"), "quarter": ("", 3, "M"), "season": ("", 3, "M"), "half": ("", 6, "M"),
    "year": ("", 1, "Y"), "decade": ("", 10, "Y"), "century": ("", 100, "Y"), "millennium": ("", 1000, "Y"),
}  # fmt: skip
_GRAINS: dict[str, Grain] = {
    "day": "day", "workday": "day", "night": "day", "weekend": "weekend", "workweek": "week", "week": "week", "fortnight": "week",
    "month": "month", "quarter": "quarter",
    "season": "season", "half": "half", "year": "year", "decade": "decade", "century": "century", "millennium": "century",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """An expression, the words that it is written in, and the number of its block."""

    written: Written
    words: Words
    block: int

    def offsets(self, written: Written | None = None) -> tuple[int, int]:
        found = written or self.written
        return self.words.starts[found.first], self.words.ends[found.end - 1]


def is_spoken(meaning: Meaning) -> bool:
    """Whether later expressions may hang on this one: not on a time of day, nor on "the next two weeks", which hang on another one."""
    if isinstance(meaning, Length):
        return not isinstance(meaning.anchor, str)
    return not isinstance(meaning, Pointer | Repeat | Clock)


def is_compared(meaning: Meaning) -> bool:
    """Whether a date only lends something to compare with: "a year earlier"."""
    return isinstance(meaning, Shift) and meaning.counted and isinstance(meaning.anchor, str)


def make_records(parse: Parse, places: Sequence[Place], resolved: Sequence[Resolved]) -> tuple[Date, ...]:
    """One record a place, in text order."""
    ids = Ids(parse)
    spans = [_extent(parse, place) for place in places]
    names = [ids("date", start, end) for start, end in spans]
    made = []
    for place, found, span, name in zip(places, resolved, spans, names, strict=True):
        anchor_date = None if found.spoken is None else names[found.spoken]
        made.append(Date(id=name, **parse.cut(*span).model_dump(), anchor_date=anchor_date, **_fields(parse, place, found)))
    return tuple(made)


def _fields(parse: Parse, place: Place, found: Resolved) -> dict[str, Any]:
    meaning, marks = place.written.meaning, place.written.marks
    fields: dict[str, Any] = {
        "part": marks.part, "time": marks.time, "zone": marks.zone, "approximate": marks.approximate, "bound": marks.bound,
        "relation": marks.relation, "anchor": found.anchor, "unresolved": found.reason, **_period_fields(found.period),
    }  # fmt: skip
    return {**fields, "kind": _kind(meaning), "rule": place.written.rule, **_fields_of(parse, place, meaning, found)}


def _kind(meaning: Meaning) -> DateKind:
    match meaning:
        case Length():
            return "duration"
        case Range():
            return "range"
        case Repeat():
            return "recurrence"
        case Pointer():
            return "vague"
        case Event(plural=plural):
            return "vague" if plural else "date"
        case Calendar() | Shift() | Clock() | Unclear():
            return "date"


def _period_fields(period: Period | None) -> dict[str, Any]:
    if period is None:
        return {}
    first, last = (day.isoformat() if day else None for day in (period.first, period.last))
    return {"first": first, "last": last, "grain": period.grain, "edtf": period.edtf}


def _fields_of(parse: Parse, place: Place, meaning: Meaning, found: Resolved) -> dict[str, Any]:
    match meaning:
        case Length():
            fields: dict[str, Any] = {"duration": iso_duration(meaning.amounts), "grain": _GRAINS.get(meaning.amounts[0][1])}
            if meaning.high:
                fields["duration_high"] = iso_duration((meaning.high,))
            return fields
        case Repeat(unit, amount, grain):
            return {"duration": iso_duration(((Decimal(amount), unit),)), "grain": _GRAINS.get(grain or unit)}
        case Pointer(to):
            return {"reference": to, "unresolved": "reference"}
        case Event(unit, plural, _, number) if unit:
            return {"grain": _GRAINS.get(unit), "duration": iso_duration(((number, unit),)) if plural else None}
        case Range():
            return {"ends": _ends(parse, place, meaning, found)}
    return {}


def _ends(parse: Parse, place: Place, meaning: Range, found: Resolved) -> tuple[DateEnd, ...]:
    """The written ends; an end whose days can't be told has its words alone."""
    written = [end for end in (meaning.begin, meaning.end) if end]
    periods: Sequence[Period | None] = found.ends or (None,) * len(written)
    made = []
    for end, period in zip(written, periods, strict=True):
        cut = parse.cut(*(_with_article(parse, place) if meaning.opened else place.offsets(end)))
        days = {name: value for name, value in _period_fields(period).items() if name != "grain"}
        made.append(DateEnd(start=cut.start, end=cut.end, text=cut.text, **days))
    return tuple(sorted(made, key=lambda end: end.start))


def iso_duration(amounts: Sequence[tuple[Decimal | None, str]]) -> str:
    """P6M, PT48H, P2Y3M, PXW where the number is not told."""
    days, times = "", ""
    for amount, unit in amounts:
        clock, factor, sign = _ISO[unit]
        text = "X" if amount is None else plain_text(amount * factor)
        if clock:
            times += text + sign
        else:
            days += text + sign
    return "P" + days + ("T" + times if times else "")


def _extent(parse: Parse, place: Place) -> tuple[int, int]:
    start, end = _with_article(parse, place)
    return (start, max(end, _event_end(parse, place))) if isinstance(place.written.meaning, Event) else (start, end)


def _event_end(parse: Parse, place: Place) -> int:
    """Where the event's own words end: "the first weeks of her tenure", an "of" in it taken along."""
    token = parse.token_at(place.words.starts[place.written.end - 1])
    while token is not None and parse.lower[token] == "of":
        heads = [child for child in parse.children[token] if parse.deps[child] in ("pobj", "pcomp") and child > token]
        if not heads:
            break
        end = heads[0]
        token = next((child for child in parse.children[end] if child == end + 1 and parse.lower[child] == "of"), None)
        if token is None:
            return parse.ends[end]
    return place.offsets()[1] if token is None else parse.ends[max(0, token - 1)]


def _is_told_by_ends(meaning: Meaning) -> bool:
    """Whether an expression is a range in words of its own: "1957-58", "since May". Of "before May" and "until May" the date is May."""
    return isinstance(meaning, Range) and meaning.opened is None


def _with_article(parse: Parse, place: Place) -> tuple[int, int]:
    """The place of an expression, "the" before it taken in where it belongs to it and not to a noun behind."""
    start, end = place.offsets()
    first, words = place.written.first, place.words
    if first == 0 or words.text[first - 1] not in ("the", "a", "an") or _is_told_by_ends(place.written.meaning):
        return start, end
    token = parse.token_at(words.starts[first - 1])
    if token is None or not start <= parse.starts[parse.heads[token]] < end:
        return start, end
    return words.starts[first - 1], end
