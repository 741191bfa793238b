"""Ranges: "10-15", "$4-6 billion", "three or four", "between 2 and 3 million"; told apart from changes ("rose from 10 to 12")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sayso.figures.building.matches import Match, Workshop, first_group, with_unit
from sayso.figures.drafts import Draft
from sayso.numbers import Number
from sayso.records import FigureKind

KINDS: Mapping[str, FigureKind] = {"number": "count", "vague": "count", "fraction": "share"}  # of what a range is, by its numbers
STEP = 2  # a new level is at least so many times the change that led to it
CHANGE_REACH = 8  # words before "from" in which a verb of change may stand


def make_range(match: Match, shop: Workshop) -> Draft | None:
    low, high = _signed(match, shop, "ma", "a"), _signed(match, shop, "mb", "b")
    if low is None or high is None or low.value is None or high.value is None or not {low.kind, high.kind} <= set(KINDS):
        return None
    value = low.value
    if high.scale > low.scale and value * high.scale < high.value and "ua" not in match.groups:
        value *= high.scale  # the 4 of "4-6 billion"
    if not value < high.value or not _same_unit(match, shop) or _is_change(match, shop) or _is_step(match, shop, value, high.value):
        return None
    if "or" in shop.words[match.start : match.end] and not _is_near_pair(match, shop, value, high.value):
        return None
    draft = shop.draft(match, KINDS[high.kind], first=first_group(match, "s", "a", "ma"))
    draft.low, draft.high = value, high.value
    if match.start < draft.items[0] and shop.word(match.start) != "between":  # "more than 5 and less than 9" has no other bound
        draft.items = (match.start, draft.items[1])
    return with_unit(draft, shop.unit(match, "s", "u", "ua", "z", "b"))


def _signed(match: Match, shop: Workshop, sign: str, name: str) -> Number | None:
    """A number with the minus before it; None where that is a dash between words."""
    number = shop.number(match, name)
    if sign not in match.groups or number.value is None:
        return number
    at = match.groups[sign][0]
    written = not shop.word(at).isalpha()
    if written and (not shop.glued(at + 1) or (at > 0 and shop.glued(at))):
        return None
    return replace(number, value=-number.value)


def _same_unit(match: Match, shop: Workshop) -> bool:
    """ "4.5 percent to 210 pence" is no range."""
    one, two = shop.unit(match, "s", "ua"), shop.unit(match, "u", "z")
    return (one is None or two is None or one.name == two.name) and (shop.unit(match, "a") is None or shop.unit(match, "b") is not None)


def _is_near_pair(match: Match, shop: Workshop, low: Decimal, high: Decimal) -> bool:
    """ "three or four" is a range, "5- or 6-inch" and "5 or 500" are two."""
    hyphens = shop.words[match.start : match.end].count("-")
    return (high - low <= 1 or high * 3 <= low * 4) and hyphens < 2


def _is_step(match: Match, shop: Workshop, by: Decimal, level: Decimal) -> bool:
    """ "rose by 20 to 120", "fell 30 to 90": a change and the new level, far apart; "rose by 10 to 15 percent" is a range."""
    start = min(start for start, _ in match.groups.values())
    unit = shop.unit(match, "u", "ua")
    shared = shop.unit(match, "s", "ua") is None and unit is not None
    if "to" not in shop.words[start : match.end] or level < by * STEP or shared or (unit is not None and unit.kind == "percent"):
        return False
    if shop.word(start - 1) == "by":
        return shop.moving(shop.word(start - 2))
    counts = unit is None and shop.tag(match.end).startswith(("NN", "JJ"))  # cut 20 to 60 jobs
    return not counts and shop.tag(start - 1).startswith("VB") and shop.moving(shop.word(start - 1))


def _is_change(match: Match, shop: Workshop) -> bool:
    """ "rose from $10 to $12" is a change, "prices range from $10 to $12" none: told by "from" and the words before it."""
    start = min(start for start, _ in match.groups.values())
    if "to" not in shop.words[start : match.end] or shop.word(start - 1) != "from":
        return False
    verbs = (at for at in range(max(0, start - CHANGE_REACH), start - 1) if shop.tag(at).startswith("VB") or at == start - 2)
    return any(shop.moving(shop.words[at]) for at in verbs)
