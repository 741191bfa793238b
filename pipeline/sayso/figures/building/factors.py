"""Factors: "three times as much", "sixfold", "doubled"; and counts of times: "shelled three times"."""

from __future__ import annotations

from sayso.figures.building.matches import Match, Workshop, first_group
from sayso.figures.drafts import Draft

_TIMES_SIGNS = frozenset({"x", "×"})
SHORTEST = 5  # letters of a verb that multiplies: "halve"


def make_times(match: Match, shop: Workshop) -> Draft | None:
    first = first_group(match, "n", "w")
    draft = shop.draft(match, "count", first=first)
    if first == "w":
        draft.value = shop.value("times_word", shop.word(match.start))
    else:
        number = shop.number(match, "n")
        draft.value, draft.order = number.value, number.order
    draft.unit_name = "time"
    draft.noun = draft.last - 1 if first == "n" else None
    signed = shop.word(match.end - 1) in _TIMES_SIGNS
    if signed and (not shop.glued(match.end - 1) or shop.glued(match.end) or shop.word(match.end).startswith("#")):  # 3x4, 3x 40
        return None
    if signed or _is_factor(match, shop):
        draft.kind, draft.role, draft.unit_name, draft.noun = "ratio", "factor", None, None
        draft.direction = "up" if shop.word(match.end) in shop.lists("compared_up") else None
        draft.direction = "down" if shop.word(match.end) in shop.lists("compared_down") else draft.direction
    return draft


def _is_factor(match: Match, shop: Workshop) -> bool:
    """three times as much, twice the price; not "three times more than once" """
    after = shop.words[match.end : match.end + 2]
    if shop.tag(match.end) == "NNS":  # 18 times earnings
        return True
    if after[:1] == ["as"] and not shop.tag(match.end + 1).startswith(("JJ", "RB")):  # scored twice as Karsk won
        return False
    compared = shop.lists("compared") | shop.lists("compared_up") | shop.lists("compared_down")
    return bool(after) and after[0] in compared and after != ["more", "than"]


def make_fold(match: Match, shop: Workshop) -> Draft | None:
    """sixfold, 6-fold"""
    first = first_group(match, "n", "w", "a")
    draft = shop.draft(match, "ratio", first=first)
    if first == "w":
        draft.value = shop.value("fold_word", shop.word(match.start))
    elif first == "n":
        draft.value = shop.number(match, "n").value
    else:
        draft.low, draft.high = shop.number(match, "a").value, shop.number(match, "b").value
    draft.role, draft.direction = "factor", "up"
    return draft


def make_factor(match: Match, shop: Workshop) -> Draft | None:
    """doubled, halved, and "double the price"; not a double murder"""
    item = shop.line[match.start]
    value = shop.value("factor_verb", shop.word(match.start))
    verb = shop.parse.tags[item.token].startswith("VB") and shop.parse.deps[item.token] not in ("amod", "compound")
    multiplies = value >= 1 and shop.word(match.end) in shop.lists("multiplied")
    if not (verb or multiplies) or item.end - item.start < SHORTEST:
        return None
    draft = shop.draft(match, "ratio", first="w")
    draft.value, draft.role, draft.direction = value, "factor", "up" if value > 1 else "down"
    return draft
