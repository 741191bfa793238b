"""What is made of a match of a figure pattern: one builder for each value of `make`. A builder that finds a match wrong returns None."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.figures.building.ages import make_age, make_age_behind_comma, make_age_bound
from sayso.figures.building.amounts import (
    make_feet,
    make_measure_parts,
    make_minus,
    make_money_parts,
    make_number,
    make_quotient,
    make_scaled_money,
    make_vague,
    make_year_number,
)
from sayso.figures.building.contests import make_ratio, make_said_ratio, make_score
from sayso.figures.building.factors import make_factor, make_fold, make_times
from sayso.figures.building.matches import Builder, Match, Workshop
from sayso.figures.building.ranges import make_range
from sayso.figures.building.shares import make_ordinal, make_part, make_round_share, make_share
from sayso.figures.drafts import Draft

__all__ = ["BUILDERS", "NOTHING", "Workshop"]

NOTHING = "nothing"  # keeps its words from every other pattern


def _make_nothing(match: Match, shop: Workshop) -> Draft | None:
    return None


BUILDERS: Mapping[str, Builder] = {
    "number": make_number, "minus": make_minus, "vague": make_vague, "year_number": make_year_number, "money_parts": make_money_parts,
    "scaled_money": make_scaled_money, "quotient": make_quotient,
    "measure_parts": make_measure_parts, "feet": make_feet, "range": make_range,
    "share": make_share, "round_share": make_round_share, "part": make_part,
    "age": make_age, "age_comma": make_age_behind_comma, "age_bound": make_age_bound, "ordinal": make_ordinal,
    "score": make_score, "ratio": make_ratio, "said_ratio": make_said_ratio,
    "times": make_times, "fold": make_fold, "factor": make_factor, NOTHING: _make_nothing,
}  # fmt: skip
