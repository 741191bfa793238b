"""Figures that lean on the one before: its conversion in brackets, its other measure behind "or", its bare echo in a row."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.figures.building.matches import with_unit
from sayso.figures.drafts import Draft
from sayso.figures.words import FigureWords
from sayso.rules import Rules

LEAST_OF_MONEY = 1000  # "20 million more" borrows the crowns before it, "3 more" does not
_AMOUNTS = frozenset({"money", "measure", "percent", "percentage_point"})
LONGEST_TAIL = 6  # items behind a counted noun, to the next number of the same
LONGEST_ASIDE = 9  # items between an amount and what is compared with it behind a comma
_JOINED = (("and",), ("or",), (",",), (",", "and"))
_OF_WHICH = (("of", "which"), ("of", "that"), ("of", "it"))
_TAILS = frozenset({"by", "in", "at", "on", "for", "from", "to", "with"})
_MORE = frozenset({"more", "less", "higher", "lower"})
_LOOSE = _MORE | {",", ".", "in", "a", "last", "the", "on", "this", "from", "to", ""}


class Following:
    """Fills in what a figure leaves unsaid because the one before it said it. Make one per pack: `rules.prepared(Following)`."""

    def __init__(self, rules: Rules) -> None:
        words = rules.prepared(FigureWords)
        self.echoes, self.ellipses = words.phrases("echo"), words.phrases("ellipsis")
        self.pairs, self.polls = words.phrases("unit_pair"), words("poll_word")

    def borrow_unit(self, draft: Draft, before: Draft, words: Sequence[str]) -> None:
        """ "95 million crowns …, 20 million more": a bare number behind an amount of money is money too."""
        if before.kind != "money" or draft.kind != "count" or draft.unit_name is not None:
            return
        between = tuple(words[_end(before) : draft.items[0]])
        behind = words[draft.items[1]] if draft.items[1] < len(words) else ""
        if between[-2:] in _OF_WHICH and (draft.value or 0) >= LEAST_OF_MONEY:
            behind, between = "", (",",)
        aside = between[-1:] == (",",) and behind in _MORE and (draft.value or 0) >= LEAST_OF_MONEY
        if aside or (between in self.ellipses and behind in _LOOSE):
            draft.kind, draft.unit, draft.unit_name = before.kind, before.unit, before.unit_name
            draft.code, draft.codes = before.code, before.codes

    def lend_unit(self, before: Draft, draft: Draft, words: Sequence[str]) -> None:
        """ "30 and 35 mg", "a 3- or 4-metre plank", "from 6.1 to 5.9 percent": bare digits in front of an amount are of its unit."""
        if before.kind != "count" or before.unit_name is not None or draft.unit is None or not (_digits(before) and _digits(draft)):
            return
        signed = draft.line[draft.items[0]].symbol == "#sign"
        if tuple(words[before.items[1] : draft.items[0]]) in self.pairs and draft.kind in _AMOUNTS and not signed:
            with_unit(before, draft.unit)

    def borrow_points(self, drafts: Sequence[Draft], words: Sequence[str]) -> None:
        """ "down 2 % at 2,310 points … fell 0.8 % to close on 1,207", "14,210 up 37 points", "by 3 percent but by 2": units said once."""
        pointed = False
        for number, draft in enumerate(drafts):
            before, after = drafts[number - 1] if number else None, drafts[number + 1] if number + 1 < len(drafts) else None
            lead = words[draft.items[0] - 1] if draft.items[0] else ""
            if _is_bare(draft) and _digits(draft):
                moved = after is not None and after.unit_name == "point" and words[draft.items[1] : after.items[0]] in (["up"], ["down"])
                steps = pointed and lead in ("to", "at") and before is not None and before.kind == "percent"
                if moved or steps:
                    draft.unit_name = "point"
                elif lead == "by" and before is not None and before.unit is not None and words[before.items[0] - 1] == "by":
                    with_unit(draft, before.unit)
            pointed = pointed or (draft.unit_name == "point" and draft.kind == "count")

    def follow(self, draft: Draft, before: Draft, words: Sequence[str]) -> None:
        """Take over what is counted, and how it moves, from the figure before."""
        between = tuple(words[_end(before) : draft.items[0]])
        amounts = _is_amount(draft) and _is_amount(before)
        bracketed = between[:1] == ("(",) and len(between) <= 3
        if amounts and (bracketed or (between == ("/",) and draft.kind == before.kind)):  # (110 kW / 148 PS)
            _convert(draft, before)
        elif _is_bare(draft):
            self._follow_bare(draft, before, between, words)
        elif _is_amount(before) and before.counted is not None and _adds(between, draft, words):
            draft.counted = before.counted
        elif amounts and between in self.echoes:
            draft.role, draft.direction = before.role, before.direction
            draft.counted = before.counted or draft.counted
        elif amounts and self._is_again(draft, before, between):
            draft.counted = before.counted or draft.counted

    def _follow_bare(self, draft: Draft, before: Draft, between: tuple[str, ...], words: Sequence[str]) -> None:
        """What a bare number is a number of: what the one before counted."""
        counts = before.kind == "count" and before.noun is not None
        told = before.unit_name is not None and before.counted is not None
        if before.noun is not None and (between[-1:] == ("including",) or _adds(between, draft, words)):
            if draft.counted is None or draft.counted == before.counted:
                draft.unit_name, draft.counted = before.unit_name, before.counted
        elif (told and between in self.echoes) or (counts and (between in self.ellipses or _is_parallel(draft, before, words))):
            draft.unit_name, draft.counted = before.unit_name, before.counted
        elif between[:1] == (")",) and between[1:] in self.ellipses and (draft.value or 0) >= LEAST_OF_MONEY:
            draft.counted = before.counted

    def _is_again(self, draft: Draft, before: Draft, between: tuple[str, ...]) -> bool:
        """ "at 4 mg and 2 mg", "$1.2bn a year on schools, or about $9,400 per pupil": the same thing measured once more."""
        if draft.counted is None and between in _JOINED and draft.unit_name == before.unit_name:
            return True
        return draft.kind == before.kind and draft.per != before.per and self._is_echo(between)

    def _is_echo(self, between: Sequence[str]) -> bool:
        """ "spends $1.2bn a year on schools, or about $9,400 per pupil": "or" behind a comma and what was bought."""
        comma = between.index(",") if "," in between and len(between) <= LONGEST_ASIDE else -1
        return comma >= 0 and tuple(between[comma:]) in self.echoes

    def settle_points(self, drafts: Sequence[Draft], words: Sequence[str]) -> None:
        """Points between two shares are percentage points; "by 43 percent to 38 percent" are two levels and no gap."""
        polled = not self.polls.isdisjoint(words)
        shared = "#percent" in words
        for number, draft in enumerate(drafts):
            if (
                draft.unit_name == "point"
                and draft.kind == "count"
                and (draft.role == "gap" or polled or (shared and draft.role == "delta"))
            ):
                draft.kind = "percentage_point"
            if draft.unit_name == "point" and draft.kind == "share":  # half a point is won in a match; what moves by it is a rate
                moved = draft.role != "level" or polled or shared
                draft.kind, draft.share = "percentage_point" if moved else "count", None
            before = drafts[number - 1] if number else draft
            pair = draft.kind == before.kind == "percent" and before.role == "gap"
            if pair and tuple(words[_end(before) : draft.items[0]]) == ("to",):
                draft.role = before.role = "level"


def _end(draft: Draft) -> int:
    """The first item behind a figure, the noun that it counts included."""
    return next((at for at in range(draft.items[1], len(draft.line)) if draft.line[at].start >= draft.end), len(draft.line))


def _adds(between: Sequence[str], draft: Draft, words: Sequence[str]) -> bool:
    """ "19 goals, three more than any other", "$5m for roads, $2m less than in May", "rain, twice the average": the same once more."""
    aside = between[-1:] == (",",) and len(between) <= LONGEST_ASIDE
    return aside and (draft.role == "factor" or words[_end(draft) : _end(draft) + 1] in (["more"], ["fewer"], ["less"]))


def _is_parallel(draft: Draft, before: Draft, words: Sequence[str]) -> bool:
    """ "sold 435 homes by tender and 187 by auction": the same word behind both, and "and" before the second."""
    start, end = _end(before), _end(draft)
    joined = words[draft.items[0] - 1] in ("and", ",") and draft.items[0] - start <= LONGEST_TAIL
    return joined and end < len(words) and words[end] == words[start] and words[end] in _TAILS


def _digits(draft: Draft) -> bool:
    number = next((item.number for item in draft.line[slice(*draft.items)] if item.number is not None), None)
    return number is not None and number.digits


def _is_amount(draft: Draft) -> bool:
    return draft.kind in _AMOUNTS or draft.unit_name == "point"


def _is_bare(draft: Draft) -> bool:
    return draft.kind == "count" and draft.unit_name is None


def _convert(draft: Draft, before: Draft) -> None:
    """ "800 kilometers (500 miles)": the same quantity once more."""
    same = draft.kind == before.kind and (draft.code is None or draft.code != before.code)
    if same or draft.counted is None:
        draft.counted, draft.per, draft.among = before.counted, draft.per or before.per, before.among
    if same:
        draft.bound, draft.approximate = before.bound, before.approximate
        draft.role, draft.direction, draft.status = before.role, before.direction, before.status
