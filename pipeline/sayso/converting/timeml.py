"""TimeML: a folder with a .tml for each article, its time expressions as TIMEX3 in the text, the day of publication as creation time.

A range with two written ends is two expressions, as TimeML has it. Of expressions that overlap the longest is written, of equally long
ones the first. What TimeML has no code for keeps its kind and has the value XXXX. Characters that XML can't hold become U+FFFD, so that
the text keeps its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as day
from xml.sax.saxutils import escape, quoteattr

from sayso.converting.filenames import file_stem
from sayso.records import Article, Date, DateEnd

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS: Mapping[str, str] = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_MODS: Mapping[str, str] = {"early": "START", "mid": "MID", "late": "END"}
_BOUNDS: Mapping[str, str] = {
    "at_least": "EQUAL_OR_MORE", "more_than": "MORE_THAN", "at_most": "EQUAL_OR_LESS", "less_than": "LESS_THAN",
}  # fmt: skip
_TYPES: Mapping[str, str] = {"duration": "DURATION", "recurrence": "SET", "range": "DURATION"}
_REFERENCES: Mapping[str, str] = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}
_SEASONS: Mapping[int, str] = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
UNKNOWN = "XXXX"


def write_timeml(articles: Iterable[Article]) -> Iterator[tuple[str, bytes]]:
    for number, article in enumerate(articles, 1):
        yield f"{file_stem(number, article.id)}.tml", _document(article).encode()


def _document(article: Article) -> str:
    meta = article.meta
    created = f'<TIMEX3 tid="t0" type="DATE" value={_quoted(meta.published)} functionInDocument="CREATION_TIME"/>' if meta.published else ""
    title = f"<TITLE>{_text(meta.title)}</TITLE>\n" if meta.title else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n<DOCID>{_text(article.id)}</DOCID>\n<DCT>{created}</DCT>\n{title}'
        f"<TEXT>{_marked(article)}</TEXT>\n</TimeML>\n"
    )


@dataclass(frozen=True, slots=True)
class _Expression:
    start: int
    end: int
    attributes: Mapping[str, str]


def _marked(article: Article) -> str:
    """The text with its expressions in tags."""
    pieces, done = [], 0
    for number, one in enumerate(_longest(_expressions(article)), 1):
        attributes = "".join(f" {name}={_quoted(value)}" for name, value in one.attributes.items())
        pieces += [_text(article.text[done : one.start]), f'<TIMEX3 tid="t{number}"{attributes}>', _text(article.text[one.start : one.end])]
        pieces.append("</TIMEX3>")
        done = one.end
    return "".join([*pieces, _text(article.text[done:])])


def _longest(expressions: Iterable[_Expression]) -> list[_Expression]:
    """Expressions that do not overlap, in text order: the longest first, of equally long ones the first."""
    kept: list[_Expression] = []
    for one in sorted(expressions, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _expressions(article: Article) -> Iterator[_Expression]:
    for date in article.dates:
        if len(date.ends) > 1:
            yield from (_Expression(end.start, end.end, {"type": "DATE", "value": _end_value(end)}) for end in date.ends)
        else:
            yield _Expression(date.start, date.end, _attributes(date))


def _end_value(end: DateEnd) -> str:
    return end.first if end.first and end.first == end.last else _common(end.first, end.last) or UNKNOWN


def _attributes(date: Date) -> dict[str, str]:
    at_a_time = date.time is not None or date.part in _PARTS
    kind = _TYPES.get(date.kind, "TIME" if at_a_time else "DATE")
    told = {"type": kind, "value": _value(date, kind)}
    if mod := _mod(date):
        told["mod"] = mod
    return told


def _mod(date: Date) -> str | None:
    return _BOUNDS.get(date.bound) or _MODS.get(date.part or "") or ("APPROX" if date.approximate else None)


def _value(date: Date, kind: str) -> str:
    if kind in ("DURATION", "SET"):
        return date.duration or _length(date)
    if date.reference:
        return _REFERENCES[date.reference]
    value = _days(date)
    if kind == "TIME":
        return value + (f"T{date.time}" if date.time else _PARTS[date.part or "morning"])
    return value


def _length(date: Date) -> str:
    """How long a range is: whole days; PXX where it is open."""
    if not date.first or not date.last:
        return "PXX"
    return f"P{(day.fromisoformat(date.last) - day.fromisoformat(date.first)).days + 1}D"


def _days(date: Date) -> str:
    """The days of a date in TimeML's code, by its grain."""
    if not date.first or not date.last:
        return UNKNOWN
    year, month, number = int(date.first[:4]), int(date.first[5:7]), date.first
    week = "-W".join(f"{part:02}" for part in day.fromisoformat(date.first).isocalendar()[:2])
    codes = {
        "day": number, "month": number[:7], "year": number[:4], "decade": number[:3], "century": number[:2], "week": week,
        "weekend": f"{week}-WE", "quarter": f"{year:04}-Q{(month + 2) // 3}", "half": f"{year:04}-H{(month + 5) // 6}",
        "season": f"{year:04}-{_SEASONS.get(month, 'XX')}",
    }  # fmt: skip
    return codes.get(date.grain or "") or _common(date.first, date.last) or UNKNOWN


def _common(first: str | None, last: str | None) -> str | None:
    """The month or year that two days span exactly, as far as their names tell; None where they do not."""
    if not first or not last:
        return None
    if first == last:
        return first
    return first[:7] if first[:7] == last[:7] else first[:4] if first[:4] == last[:4] else None


def _text(words: str) -> str:
    """Words as XML holds them; a carriage return as a reference, or it would be read as a line feed."""
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words), {"\r": "&#13;"})


def _quoted(words: str) -> str:
    return quoteattr(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words))
