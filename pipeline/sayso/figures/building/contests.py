"""Scores and ratios: "beat Calloway 3-2", "voted 52 to 48", "a ratio of 3 to 1"."""

from __future__ import annotations

from sayso.figures.building.matches import Match, Workshop
from sayso.figures.drafts import Draft

REACH = 14  # items around a score in which a word of sport or voting must stand
VOTE_REACH = 4
RATIO_REACH = 10  # items before "was 3 to 1" in which "ratio" or "odds" must stand
LARGEST = 999


def make_score(match: Match, shop: Workshop) -> Draft | None:
    one, two = shop.number(match, "a"), shop.number(match, "b")
    if not (one.whole and two.whole) or max(one.value or 0, two.value or 0) > LARGEST or one.digits != two.digits:
        return None
    if not _is_contest(match, shop) or _has_noun(match, shop) or shop.word(match.start - 1) in ("from", "aged", "by"):
        return None
    draft = shop.draft(match, "score", first="a")
    draft.value, draft.against_value = one.value, two.value
    return draft


def _is_contest(match: Match, shop: Workshop) -> bool:
    """Whether a word of sport or voting stands around; with "to" it must be one of voting or winning right before."""
    if shop.word(match.groups["a"][1]) == "to":
        return not shop.lists("vote_word").isdisjoint(shop.words[max(0, match.start - VOTE_REACH) : match.start])
    around = (*shop.words[max(0, match.start - REACH) : match.start], *shop.words[match.end : match.end + REACH])
    return not shop.lists("score_word").isdisjoint(around)


def _has_noun(match: Match, shop: Workshop) -> bool:
    """10-15 people, 10-15 percent, 8-2-inch: no score."""
    if match.end >= len(shop.line):
        return False
    item = shop.line[match.end]
    counted = shop.parse.heads[shop.line[match.start].token] == item.token
    plural = shop.tag(match.end) == "NNS" and (counted or shop.parse.deps[item.token] != "dobj")
    return item.unit is not None or (item.symbol == "-" and shop.glued(match.end)) or plural


def make_ratio(match: Match, shop: Workshop) -> Draft | None:
    one, two = shop.number(match, "a"), shop.number(match, "b")
    if one.value is None or two.value is None or _is_time_of_day(match, shop):
        return None
    draft = shop.draft(match, "ratio", first="a", last="b")
    draft.value, draft.against_value = one.value, two.value
    return draft


def make_said_ratio(match: Match, shop: Workshop) -> Draft | None:
    """the ratio of sheep to people was 3 to 1; not: the rent was 3 to 5 crowns"""
    said = shop.words[max(0, match.start - RATIO_REACH) : match.start]
    return make_ratio(match, shop) if not shop.lists("ratio_word").isdisjoint(said) else None


def _is_time_of_day(match: Match, shop: Workshop) -> bool:
    """9:30 is; "a ratio of 3:10" is not."""
    if ":" not in shop.words[match.start : match.end] or shop.word(match.start).isalpha():
        return False
    last = shop.line[match.groups["b"][0]]
    return last.end - last.start == 2 or not (shop.number(match, "a").whole and shop.number(match, "b").whole)
