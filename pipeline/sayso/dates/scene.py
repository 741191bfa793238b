"""What an expression is read against: the day of publication, the dates read so far, the tense and the prepositions around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sayso.dates import calendar as cal
from sayso.dates.calendar import Period
from sayso.dates.meanings import Marks
from sayso.dates.tenses import Tense
from sayso.records import Anchor

NO_DAY = "no publication date"
NO_SPOKEN = "no date before it"
NO_SUCH = "no such day"
QUARTER_NEAR = 4  # paragraphs back in which a quarter that is spoken of still governs "a year earlier"
BACK = 12  # how many dates back the one that the text speaks of may stand
LONG_UNITS = frozenset({"month", "quarter", "half", "year", "decade", "century"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days of an expression. `spoken` is the index of the date that it hangs on; `reason` says why there are no days."""

    period: Period | None = None
    anchor: Anchor | None = None
    spoken: int | None = None
    reason: str | None = None
    ends: tuple[Period | None, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A date that was resolved before, the expression `index` of the article. `compared`: made by comparing ("a year earlier")."""

    index: int
    period: Period
    block: int
    compared: bool = False


@dataclass(slots=True)
class Scene:
    """The day of publication, the dates read so far, and whether the text tells of other years than its own.

    A narrative is a text that speaks mostly of years long past: there a bare "April" goes with the date before it. `block`,
    `tense` and `marks` are those of the expression that is being resolved.
    """

    published: date | None
    narrative: bool = False
    spoken: list[Spoken] = field(default_factory=list)
    block: int = 0
    tense: Callable[[], Tense | None] = lambda: None
    marks: Marks = field(default_factory=Marks)

    def latest(self) -> Spoken | None:
        return self.spoken[-1] if self.spoken else None

    def reference(self) -> tuple[date | None, Anchor]:
        """The day from which a date without a year is sought."""
        latest = self.latest()
        if self.narrative and latest and latest.period.first:
            return latest.period.first, "date"
        return self.published, "published"

    def is_ahead(self) -> bool:
        """Whether the words look ahead: "until Friday", "ahead of Friday's vote", "will meet on Friday", "by Friday" unless all is past."""
        if self.marks.ahead and (self.marks.relation == "until" or self.marks.eve or self.tense() != "past"):
            return True
        return self.marks.relation != "since" and self.tense() == "future"

    def base_of(self, unit: str, count: int) -> Spoken | None:
        """The date that "a year earlier" hangs on: a quarter or the like that is spoken of nearby, else the nearest date of this
        paragraph that is a month or longer; "three years later" on the latter first. A shorter unit hangs on the nearest date of the
        paragraph."""
        near = self._near()
        if self.narrative or unit not in ("year", "decade", "century"):
            return near[-1] if near else self.latest() if self.narrative else None
        coarse = next((found for found in reversed(near) if cal.is_coarse(found.period.grain)), None)
        return coarse or self.quarter() if count > 0 else self.quarter() or coarse

    def at_most(self, unit: str) -> Spoken | None:
        """The date that "that day" points at: the nearest that is no longer than the unit."""
        grain = cal.grain_of(unit)
        return next((found for found in reversed(self.spoken[-BACK:]) if cal.coarser(found.period.grain, grain) == grain), None)

    def quarter(self, *, ended: bool = False) -> Spoken | None:
        """A quarter, a half or a stretch of months of this paragraph or the few before it; with `ended` one that was over."""
        recent = [found for found in self.spoken[-BACK:] if found.block >= self.block - QUARTER_NEAR and not found.compared]
        if ended and self.published:
            recent = [found for found in recent if found.period.last and found.period.last < self.published]
        return next((found for found in reversed(recent) if _is_business(found.period)), None)

    def _near(self) -> list[Spoken]:
        return [found for found in self.spoken[-BACK:] if found.block == self.block and not found.compared]


def told(period: Period | None) -> Resolved:
    """What is told in full."""
    return Resolved(period, "explicit") if period else Resolved(reason=NO_SUCH)


def _is_business(period: Period) -> bool:
    """Whether results are told for such a period: a quarter, a half, three months to the end of March."""
    return period.grain in ("quarter", "half") or (period.grain == "month" and "/" in period.edtf)
