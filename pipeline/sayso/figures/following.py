"""Figures that lean on the one before: its conversion in brackets, its other measure behind "or", its bare echo in a row."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.figures.drafts import Draft

_POLLS = frozenset({"poll", "polls", "survey", "percent", "%", "turnout", "approval", "voters", "election"})
_ECHOES = ((",", "or"), ("or",), (",", "or", "about"), ("or", "about"), ("or", "roughly"))
_COMPARED = ((",",), (",", "and"), ("and",), ("to",), (",", "from"), ("from",), (",", "compared", "with"), ("compared", "with"), ("compared", "to"), (",", "up", "from"), (",", "down", "from"), ("versus",), ("against",))


def follow(draft: Draft, before: Draft, words: Sequence[str]) -> None:
    """Take over from the figure before what this one leaves unsaid."""
    between = tuple(words[_end(before) : draft.items[0]])
    if between and between[0] == "(" and len(between) <= 3 and _is_amount(draft) and _is_amount(before):
        _convert(draft, before)
    elif between in _ECHOES and _is_amount(draft) and _is_amount(before):
        draft.role, draft.direction = before.role, before.direction
        draft.counted = before.counted or draft.counted
    elif draft.kind == "count" and before.kind == "count" and draft.unit_name is None and before.noun is not None and _is_elliptic(between):
        draft.unit_name, draft.counted = before.unit_name, before.counted


def borrow_unit(draft: Draft, before: Draft, words: Sequence[str]) -> None:
    """"95 million crowns, 20 million more": a bare number right behind an amount is of its kind."""
    between = tuple(words[_end(before) : draft.items[0]])
    behind = words[draft.items[1]] if draft.items[1] < len(words) else ""
    bare = draft.kind == "count" and draft.unit_name is None and draft.unit is None
    aside = bool(between) and between[-1] == "," and behind in ("more", "less", "higher", "lower") and draft.line[draft.items[0]].number is not None
    if bare and before.kind == "money" and aside and (draft.value or 0) >= 1000:
        between = (",",)
    if bare and before.kind == "money" and between in _COMPARED and behind in ("more", "less", ",", ".", "in", "a", "last", "the", "on", "this", "from", "to"):
        draft.kind, draft.unit, draft.unit_name = before.kind, before.unit, before.unit_name
        draft.code, draft.codes = before.code, before.codes


def _end(draft: Draft) -> int:
    return next((number for number in range(draft.items[1], len(draft.line)) if draft.line[number].start >= draft.end), len(draft.line))


def _is_amount(draft: Draft) -> bool:
    return draft.kind in ("money", "measure", "percent", "percentage_point") or draft.unit_name == "point"


def _convert(draft: Draft, before: Draft) -> None:
    """"100 kilometers (60 miles)": the same quantity once more."""
    same = draft.kind == before.kind and (draft.code is None or draft.code != before.code)
    if same or draft.counted is None:
        draft.counted, draft.per, draft.among = before.counted, draft.per or before.per, before.among
    if same:
        draft.bound, draft.approximate = before.bound, before.approximate
        draft.role, draft.direction, draft.status = before.role, before.direction, before.status


def _is_elliptic(between: tuple[str, ...]) -> bool:
    return between in _COMPARED


def settle_points(drafts: Sequence[Draft], words: Sequence[str]) -> None:
    """Points between two shares are percentage points; "by 43 percent to 38 percent" are two levels and no gap."""
    polled = not _POLLS.isdisjoint(words)
    for number, draft in enumerate(drafts):
        if draft.unit_name == "point" and draft.kind == "count" and (draft.role == "gap" or polled):
            draft.kind = "percentage_point"
        if number and draft.kind == drafts[number - 1].kind == "percent" and drafts[number - 1].role == "gap":
            if tuple(words[_end(drafts[number - 1]) : draft.items[0]]) == ("to",):
                draft.role = drafts[number - 1].role = "level"
