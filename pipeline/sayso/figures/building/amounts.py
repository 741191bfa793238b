"""Plain numbers with their units: "56 boats", "$2.1bn", "minus 12 degrees", "four dollars and 20 cents", "dozens"."""

from __future__ import annotations

from decimal import Decimal

from sayso.figures.building.matches import Match, Workshop, first_group, with_unit
from sayso.figures.drafts import Draft
from sayso.numbers import Number

_SMALLER = {("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14}
_DASHES = frozenset({"-", "–", "—", "―", "−"})
_CENTS = ("cent", "penny")
_ENDS = frozenset({".", ",", ";", ")", "?", "!", ""})
_OPENING = frozenset({"(", "#sign", "/", '"', "“", "<", ">", "=", "≤", "≥", "[", ":"})
_AVERAGES = (["average", "of"], ["total", "of"], ["maximum", "of"])


def make_number(match: Match, shop: Workshop) -> Draft | None:
    """56, 5 kg, half a mile, $2.1bn"""
    number = shop.number(match, "n")
    if _is_kind_of_thing(match, shop, number):
        return None
    draft = shop.draft(match, "count", first=first_group(match, "s", "n"))
    if number.kind == "vague":
        return with_unit(_as_vague(draft, number), shop.unit(match, "s", "u"))
    draft.value = number.value
    return with_unit(draft, shop.unit(match, "s", "u", "n"))


def _is_kind_of_thing(match: Match, shop: Workshop, number: Number) -> bool:
    """four-door, six-speed: a number word in a compound without a unit; ten-member and 40-seat count."""
    at = match.end
    if number.digits or "u" in match.groups or "s" in match.groups or shop.word(at) != "-":
        return False
    return shop.glued(at) and shop.glued(at + 1) and shop.word(at + 1) not in shop.lists("hyphen_noun")


def make_minus(match: Match, shop: Workshop) -> Draft | None:
    """-4 °C, minus 12 degrees, -$50m; not 5-12, COVID -19, plus or minus 3, nor a dash: the isle -- 44 percent of it"""
    at = match.groups["m"][0]
    if shop.word(at - 1) == "or" and shop.word(at) == "minus":
        return make_number(match, shop)
    written = not shop.word(at).isalpha()
    joined = at > 0 and shop.glued(at) and shop.word(at - 1) not in _OPENING
    doubled = shop.word(at + 1) in _DASHES
    if written and (joined or doubled or not shop.glued(at + 1)):
        return None
    draft = make_number(match, shop)
    named = written and draft is not None and draft.kind == "count" and shop.tag(at - 1).startswith(("NN", "JJ"))
    if draft is None or draft.value is None or named:
        return None
    draft.value, draft.share = -draft.value, None
    start = min(match.groups[name][0] for name in ("m", "s") if name in match.groups)
    draft.start, draft.first, draft.items = shop.line[start].start, shop.line[start].token, (start, draft.items[1])
    return draft


def make_vague(match: Match, shop: Workshop) -> Draft | None:
    """dozens, tens of millions of dollars"""
    draft = _as_vague(shop.draft(match, "count", first="n"), shop.number(match, "n"))
    return with_unit(draft, shop.unit(match, "u"))


def _as_vague(draft: Draft, number: Number) -> Draft:
    draft.order = number.order
    return draft


def make_money_parts(match: Match, shop: Workshop) -> Draft | None:
    """four dollars and 20 cents, 18 dollars 40"""
    whole, part, small = shop.number(match, "n"), shop.number(match, "c"), shop.unit(match, "k")
    if whole.value is None or part.value is None or not part.whole or part.value > 99:
        return None
    unit, ends = shop.unit(match, "u", "s"), shop.word(match.end) in _ENDS
    if (small is None and (not ends or unit is None)) or (small is not None and small.name not in _CENTS):
        return None
    draft = shop.draft(match, "count", first="n")
    draft.value = whole.value + part.value / 100
    return with_unit(draft, unit)


def make_scaled_money(match: Match, shop: Workshop) -> Draft | None:
    """75 USD million"""
    draft = make_number(match, shop)
    if draft is None or draft.value is None or shop.number(match, "n").scale != 1:
        return None
    draft.value *= shop.value("number_scale", shop.word(match.groups["k"][0]))
    return draft


def make_quotient(match: Match, shop: Workshop) -> Draft | None:
    """one over three, 2000 over 3; not: seven over two days, 140 over 2019"""
    above, below = shop.number(match, "a"), shop.number(match, "b")
    end = match.groups["b"][1]
    goes_on = end < len(shop.line) and (shop.line[end].unit is not None or shop.tag(end).startswith(("NN", "JJ", "VBN", "CD")))
    if above.value is None or not below.value or not {above.kind, below.kind} <= {"number"} or goes_on:
        return None
    if shop.word(end) == "-" and shop.glued(end):
        return None
    value = above.value / below.value
    draft = shop.draft(match, "count", first="m" if "m" in match.groups else "a", last="b")
    draft.value = -value if "m" in match.groups else value
    if "m" not in match.groups and value < 1:
        draft.kind, draft.share = "share", value
    return draft


def make_measure_parts(match: Match, shop: Workshop) -> Draft | None:
    """six feet two inches"""
    whole, part, unit, small = shop.number(match, "n"), shop.number(match, "c"), shop.unit(match, "u"), shop.unit(match, "k")
    into = _SMALLER.get((unit.name, small.name)) if unit and small else None
    if whole.value is None or part.value is None or into is None or part.value >= into:
        return None
    draft = shop.draft(match, "measure", first="n")
    draft.value = whole.value + part.value / into
    return with_unit(draft, unit)


def make_feet(match: Match, shop: Workshop) -> Draft | None:
    """6'3", 6-foot-3: feet and inches of which the last are left unsaid"""
    feet, inches = shop.number(match, "n"), shop.number(match, "c")
    unit = shop.unit(match, "u")
    glued = all(shop.glued(at) for at in range(match.start + 1, match.end))
    if not (glued and feet.whole and inches.whole) or (inches.value or 0) >= 12 or (unit is not None and unit.name != "foot"):
        return None
    draft = shop.draft(match, "measure", first="n")
    draft.value = (feet.value or 0) + (inches.value or 0) / Decimal(12)
    draft.unit_name, draft.code = "foot", "[ft_i]"
    return draft


def make_year_number(match: Match, shop: Workshop) -> Draft | None:
    """Four bare digits that no date has taken are a number where they count a noun, or stand behind "more than" and the like."""
    if not (_counts_noun(match, shop) or _is_measured(match, shop)):
        return None
    draft = shop.draft(match, "count", first="n")
    draft.value = shop.number(match, "n").value
    return draft


def _counts_noun(match: Match, shop: Workshop) -> bool:
    parse, token = shop.parse, shop.line[match.start].token
    head = parse.heads[token]
    is_phrase = all(parse.deps[between] != "punct" for between in range(token + 1, head))  # "2019 review - pictures" is none
    return parse.deps[token] == "nummod" and head > token and parse.tags[head] == "NNS" and is_phrase


def _is_measured(match: Match, shop: Workshop) -> bool:
    parse, token, at = shop.parse, shop.line[match.start].token, match.start
    if shop.words[max(0, at - 2) : at] in _AVERAGES:
        return True
    marked = shop.word(at - 1) in shop.lists("year_measured") or shop.words[max(0, at - 2) : at] == ["up", "to"]
    return marked and parse.deps[token] == "nummod" and parse.heads[token] > token
