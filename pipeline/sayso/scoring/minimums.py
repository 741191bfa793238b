"""`--min claim=0.8`: what a run must reach."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.errors import UsageError
from sayso.records import RECORD_KINDS
from sayso.scoring.scores import MEASURES, Measure, Report

_WRITTEN = re.compile(r"(?P<name>[a-z_.]+?)(?::(?P<measure>[a-z0-9]+))?=(?P<least>[0-9.]+)")


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least value, from 0 to 1, of one measure of one record or field."""

    name: str
    measure: Measure
    least: float

    def complain(self, report: Report) -> str | None:
        """Why it is not met, in one line; None where it is. What gold and run tell nothing of is not met."""
        found = report.get(self.name)
        value = found.get(self.measure) if found else None
        if value is None:
            return f"{self.name}: nothing to score, {self.least:g} is asked"
        if value < self.least:
            return f"{self.name}: {self.measure} {value:.4f} is below {self.least:g}"
        return None


def parse_minimum(text: str) -> Minimum:
    """`RECORD[.FIELD][:precision|recall|f1]=NUMBER`; F1 where no measure is named. Raises UsageError, saying what is allowed."""
    found = _WRITTEN.fullmatch(text)
    measure = next((known for known in MEASURES if found and known == (found["measure"] or "f1")), None)
    least = _number(found["least"]) if found else None
    if found is None or measure is None or least is None or found["name"].split(".")[0] not in RECORD_KINDS:
        names = ", ".join(RECORD_KINDS)
        raise UsageError(
            f"--min {text!r} is not understood; write claim=0.8, claim.polarity=0.9 or claim:recall=0.7 "
            f"(records: {names}; measures: {', '.join(MEASURES)}; numbers from 0 to 1)"
        )
    return Minimum(found["name"], measure, least)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
