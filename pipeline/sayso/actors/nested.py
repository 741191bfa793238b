"""Names inside of names: countries and known places in the name of a body ("the US State Department", "University of Texas")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.actors.finds import Core, Found
from sayso.actors.folding import Key
from sayso.actors.lexicon import PLACES, Lexicon
from sayso.actors.phrases import Phrases
from sayso.records import ActorKind

_LONGEST = 3


def find_nested(phrases: Phrases, lexicon: Lexicon, cores: Sequence[Core]) -> Iterator[Found]:
    """Mentions of places inside longer names that are no persons'; a place is known by the list of countries or by itself elsewhere."""
    surnames = {core.key[-1:] for core in cores if core.kind == "person" and len(core.key) > 1 and core.heads}
    people = {core.key: core.kind for core in cores if core.kind == "person" and (len(core.key) > 1 or core.key in surnames)}
    places = {core.key: core.kind for core in cores if core.kind in PLACES} | people
    for core in cores:
        if core.kind in (None, "person", "country") or core.end - core.first < 2:
            continue
        yield from _inside(phrases, lexicon, core, places)


def _inside(phrases: Phrases, lexicon: Lexicon, core: Core, places: Mapping[Key, ActorKind | None]) -> Iterator[Found]:
    token = core.first
    if (tail := _tail_place(phrases, lexicon, core)) is not None:
        yield _nested(phrases, tail, core.end, places.get(phrases.key(tail, core.end)) or "place")
        return
    while token < core.end:
        size, kind = _place_at(phrases, lexicon, token, core, places)
        if kind and size < core.end - core.first:
            yield _nested(phrases, token, token + size, kind)
        token += max(size, 1)


def _nested(phrases: Phrases, first: int, end: int, kind: ActorKind) -> Found:
    return Found(first, end, end - 1, "name", kind, "names.nested", (first, end), phrases.key(first, end), nested=True)


def _tail_place(phrases: Phrases, lexicon: Lexicon, core: Core) -> int | None:
    """Where the place's name begins in "Municipality of Tolm"."""
    lower = phrases.parse.lower[core.first : core.end]
    if not lexicon.has("of-place", lower[0]) or len(lower) < 3 or lower[1] != "of" or "of" in lower[2:] or "and" in lower:
        return None
    start = core.first + 2 + (lower[2] == "the")
    key = phrases.key(start, core.end)
    return start if start < core.end <= start + _LONGEST and key not in lexicon.countries.names else None


def _place_at(
    phrases: Phrases, lexicon: Lexicon, token: int, core: Core, places: Mapping[Key, ActorKind | None]
) -> tuple[int, ActorKind | None]:
    for size in range(min(_LONGEST, core.end - token), 0, -1):
        key = phrases.key(token, token + size)
        if not phrases.capital[token] or not key or not phrases.key(token + size - 1, token + size):  # a name does not end in "'s"
            continue
        if key in lexicon.countries.names:
            return size, "country"
        if key in lexicon.countries.provinces and token == core.first:
            return size, "place"
        if key in places:
            return size, places[key]
    return 1, None
