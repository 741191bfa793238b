"""Shares and places in a row: "one in five", "a third of", "half the boats"; "finished third"."""

from __future__ import annotations

from decimal import Decimal

from sayso.figures.building.matches import Match, Workshop
from sayso.figures.drafts import Draft
from sayso.numbers import Number

MOST_MODIFIERS = 3  # words between "one of four" and its noun
MOST_PARTS = 20  # "one in five", "19 in 20"; "200 in 1,000 towns" is a count
LARGEST_WHOLE = 10**7
ROUND = frozenset(map(Decimal, (3, 4, 5, 10, 20, 100, 1000)))  # wholes that "two of three voters" reckons in
YEARS = range(1500, 2100)
_NO_SHARE = frozenset(
    {"first", "second", "the", "#ord", "latter", "last", "other", "better", "my", "your", "final", "opening", "this", "each", "-"}
)
_TIMES = frozenset({"time", "hour", "year"})


def make_share(match: Match, shop: Workshop) -> Draft | None:
    """one in five, nine out of ten, one call in 50"""
    part, whole = shop.number(match, "a"), shop.number(match, "b")
    if not _is_part_of(part, whole) or not _is_ratio(match, shop, part, whole):
        return None
    draft = shop.draft(match, "share", first="a")
    draft.value = draft.share = (part.value or Decimal(0)) / (whole.value or Decimal(1))
    if "w" in match.groups:
        draft.noun = shop.line[match.groups["w"][0]].token
    return draft


def make_round_share(match: Match, shop: Workshop) -> Draft | None:
    """eight of 10 voters; not: six of the 36 shells, seven of 12 jurors"""
    whole = shop.number(match, "b")
    noun = match.end
    while noun - match.end < MOST_MODIFIERS and shop.tag(noun) in ("JJ", "NN", "VBN"):
        noun += 1
    if whole.value not in ROUND or shop.tag(noun) not in ("NNS", "NNPS"):
        return None
    return make_share(match, shop) if all(item.unit is None for item in shop.line[match.end : noun + 1]) else None


def _is_part_of(part: Number, whole: Number) -> bool:
    if part.value is None or whole.value is None or part.kind != "number" or whole.kind != "number":
        return False
    return 0 < part.value < whole.value <= LARGEST_WHOLE


def _is_ratio(match: Match, shop: Workshop, part: Number, whole: Number) -> bool:
    """ "in" alone may also say where or when: "five in 2019", "9 in four crates"."""
    if "of" in shop.words[match.start : match.end] and "w" not in match.groups:
        return True
    if (part.value or 0) > MOST_PARTS or (whole.whole and whole.digits and int(whole.value or 0) in YEARS):
        return False
    if "w" in match.groups:
        own = "out" not in shop.words[match.start : match.end] and shop.tag(match.end).startswith("NN")  # 14 goals in 22 games
        return not own and shop.word(match.groups["w"][0]) not in ("in", "out")
    return part.digits == whole.digits or part.value == 1


def make_part(match: Match, shop: Workshop) -> Draft | None:
    """half of the nets, a third fewer, by a quarter; not the first half, a third debate, half-time. More than the whole ("seven fifths") is
    a number like others."""
    if not _is_share(match, shop):
        return None
    value = shop.number(match, "n").value
    if value is not None and value > 1:
        draft = shop.draft(match, "count", first="n")
        draft.value = value
        return draft
    draft = shop.draft(match, "share", first="n")
    draft.value = draft.share = value
    return draft


def _is_share(match: Match, shop: Workshop) -> bool:
    at, end = match.start, match.end
    before, after = shop.word(at - 1), shop.word(end)
    word = shop.parse.text[shop.line[at].start : shop.line[at].end].lower()
    if before in _NO_SHARE or (after == "-" and shop.glued(end)):
        return False
    if not any(map(str.isalpha, word)):
        return True
    if after == "of" or (word.endswith("quarter") and after == "point") or before in shop.lists("share_before"):
        return after not in _TIMES
    tag = shop.tag(end)
    if word == "half":
        return after in shop.lists("share_after") or tag in ("NNS", "NNPS", "") or not after.isalpha() or tag.startswith("V")
    return word.endswith("s") or word.startswith("one") or not (tag.startswith(("NN", "JJ", "VBG")) or after == "-")


def make_ordinal(match: Match, shop: Workshop) -> Draft | None:
    """A rank, a place, a repetition: finished third, third-largest, for the fifth straight year; not the third debate."""
    parse, token = shop.parse, shop.line[match.start].token
    following = next((word for word in shop.words[match.end : match.end + 2] if word != "-"), "")
    ranked = following in shop.lists("ranked")
    largest = following.endswith("est") and len(following) > 5
    head = parse.heads[token]
    predicate = parse.deps[token] in ("advmod", "acomp", "oprd", "attr") and parse.tags[head].startswith("VB") and head < token
    if not (ranked or largest or predicate) or (parse.lower[token] == "first" and (not ranked or following == "time")):
        return None
    draft = shop.draft(match, "ordinal", first="n")
    draft.value = shop.number(match, "n").value
    return draft
