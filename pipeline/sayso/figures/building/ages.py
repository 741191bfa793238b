"""Ages: "34-year-old", "aged 18 to 34", "Olga Simic, 44, …", "anyone over 65"."""

from __future__ import annotations

from sayso.figures.building.matches import Match, Workshop, as_age
from sayso.figures.drafts import Draft

OLDEST = 125  # years of a person
GROWN_UP = range(15, 100)
_NAMED_AS = frozenset({"ORG", "GPE", "WORK_OF_ART", "PRODUCT"})  # what the model takes unusual names for


def make_age(match: Match, shop: Workshop) -> Draft | None:
    first, last = ("n", "n") if "n" in match.groups else ("a", "b")
    unit = shop.unit(match, "t")
    if unit is None and match.end < len(shop.line) and shop.line[match.end].unit is not None:  # died at 12 metres
        return None
    draft = as_age(shop.draft(match, "age", first=first, last=None if unit else last), unit)
    if first == "n":
        draft.value = shop.number(match, "n").value
    else:
        draft.low, draft.high = shop.number(match, "a").value, shop.number(match, "b").value
    biggest = draft.value if draft.value is not None else draft.high
    return draft if biggest is not None and (unit is not None or biggest <= OLDEST) else None


def make_age_behind_comma(match: Match, shop: Workshop) -> Draft | None:
    """A small whole number in commas or brackets behind a name: "Olga Simic, 44, …"."""
    number, at = shop.number(match, "n"), match.start - 1
    if at < 0 or not number.whole or not number.digits or not 1 <= (number.value or 0) <= OLDEST:
        return None
    if not _is_person(shop, at) and not _is_aside(match, shop, at):
        return None
    around = shop.line[max(0, at - 3) : match.end + 2]
    if sum(item.number is not None and item.number.digits and item.number.kind != "ordinal" for item in around) > 1:  # a list of numbers
        return None
    draft = as_age(shop.draft(match, "age", first="n", last="n"))
    draft.value = number.value
    return draft


def _is_person(shop: Workshop, at: int) -> bool:
    """Whether the word is the end of a person's name."""
    parse, token = shop.parse, shop.line[at].token
    if not parse.tags[token].startswith("NNP") or not parse.words[token][0].isupper():
        return False
    label, length = _entity_at(shop, token)
    if label:
        return label == "PERSON" or (label in _NAMED_AS and length == 2)
    return token > 0 and parse.tags[token - 1].startswith("NNP")


def _entity_at(shop: Workshop, token: int) -> tuple[str, int]:
    for first, end, label in shop.parse.entities:
        if first <= token < end:
            return label, end - first
        if first > token:
            break
    return "", 0


def _is_aside(match: Match, shop: Workshop, at: int) -> bool:
    """ "the chief executive, 57, was paid": a noun or a lone name, a grown-up's age in commas, and the clause goes on."""
    value = int(shop.number(match, "n").value or 0)
    if shop.word(match.end - 1) != "," or value not in GROWN_UP or shop.tag(at) not in ("NN", "NNP"):
        return False
    return shop.tag(match.end).startswith(("VB", "MD", "WP", "RB"))


def make_age_bound(match: Match, shop: Workshop) -> Draft | None:
    """anyone over 65, children under 5"""
    number = shop.number(match, "n")
    following = shop.line[match.end] if match.end < len(shop.line) else None
    counts = following is not None and (following.unit is not None or shop.tag(match.end) in ("NNS", "NNPS", "NNP"))
    if shop.word(match.start - 1) not in shop.lists("aged_noun") or counts or not number.whole or (number.value or 0) > OLDEST:
        return None
    draft = as_age(shop.draft(match, "age", first="n", last="n"))
    draft.value = number.value
    return draft
