"""When an article was published: what is given, and printed date lines → an ISO date, or date-time as far as known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d\d)(?:-?(?P<day>\d\d)(?:[T ](?P<clock>[\d:.,]+ ?(?:[Zz]|[+-]\d\d(?::?\d\d)?)?))?)?)?", re.ASCII
)
_TIME = re.compile(r"(\d\d)(?::?(\d\d)(?::?(\d\d(?:\.\d+)?))?)?(?:(Z)|([+-]\d\d)(?::?(\d\d))?)?", re.ASCII)
_WORDED = re.compile(r"[^\W\d_]{3}.*\b\d{4}\b|\b\d{4}\b.*[^\W\d_]{3}", re.S)  # a month's name and a year
_CLOCK = re.compile(r"\d:\d\d")
LONGEST_GIVEN = 64  # code points


def read_iso(value: str) -> str | None:
    """An ISO year, month, date or date-time in its long form, as far as it is known; `None` where it is none, or no such day exists."""
    match = _ISO.fullmatch(value.strip())
    if match is None or match["year"] == "0000":
        return None
    day = "-".join(part for part in (match["year"], match["month"], match["day"]) if part)
    if not _is_day(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)):
        return None
    return day if match["clock"] is None else _with_clock(day, match["clock"].replace(" ", "").replace(",", "."))


def read_given(value: str) -> str | None:
    """What somebody gives as a date of publication: ISO, or in words as feeds and web pages have it ("Tue, 05 Mar 2024 10:00:00 GMT").

    `None` where it is neither. Digits alone (03/04/2024) are never guessed at: their order differs from country to country.
    """
    return read_iso(value) or (_read_worded(value) if len(value) <= LONGEST_GIVEN and _WORDED.search(value) else None)


def _read_worded(value: str) -> str | None:
    import dateparser  # slow to load; only dates in words need it

    settings: dict[str, Any] = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    settings["RELATIVE_BASE"] = datetime(2000, 1, 1)  # never today's: nothing is taken from it, and the same bytes come out tomorrow
    found: datetime | None = dateparser.parse(value, languages=["en"], settings=settings)
    if found is None:
        return None
    return found.isoformat() if _CLOCK.search(value) else found.date().isoformat()


def _with_clock(day: str, clock: str) -> str | None:
    """The day with a time as far as it is known, in the long form too: 101112+0100 is 10:11:12+01:00."""
    match = _TIME.fullmatch(clock.upper())
    try:
        datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return None
    if match is None:
        return None
    hour, minute, second, zulu, ahead, rest = match.groups()
    zone = zulu or (f"{ahead}:{rest}" if rest else ahead) or ""
    return f"{day}T{':'.join(part for part in (hour, minute, second) if part)}{zone}"


def read_printed(groups: Mapping[str, str | None], *, language: str = "en") -> str | None:
    """The date, with the time where it is printed, that a rule's groups year, month, day, hour, minute and half (am, pm) give.

    `month` is a number or a name in `language`, at least three letters of it. `None` where no such day exists.
    """
    year, day = int(groups["year"] or 0), int(groups["day"] or 0)
    month = _month(groups["month"] or "", language)
    if month is None or not _is_day(year, month, day):
        return None
    return f"{year:04}-{month:02}-{day:02}{_clock(groups)}"


def _month(name: str, language: str) -> int | None:
    if name.isascii() and name.isdigit():
        return int(name)
    word = name.casefold().rstrip(".")
    found = [number for number, full in _month_names(language) if len(word) >= 3 and full.startswith(word)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4)
def _month_names(language: str) -> tuple[tuple[int, str], ...]:
    from babel.dates import get_month_names  # slow to load; only texts with a printed date need it

    return tuple((number, name.casefold()) for number, name in get_month_names("wide", locale=language).items())


def _clock(groups: Mapping[str, str | None]) -> str:
    """`Thh:mm`, or nothing where no time, or an impossible one, is printed. The zone stays out: its letters are not unique."""
    if groups.get("hour") is None:
        return ""
    hour, minute = int(groups["hour"] or 0), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
