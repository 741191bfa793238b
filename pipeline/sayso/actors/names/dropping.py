"""What looks like a name and is none: parts of roles, and ships, laws, missions and feasts."""

from __future__ import annotations

from sayso.actors.finds import Core
from sayso.actors.names.clues import kind_from_neighbours
from sayso.actors.names.drafts import JOINERS, Draft


def drop_parts_of_roles(draft: Draft) -> None:
    """ "[Defence] Minister" is a role, no body."""
    for core in draft.cores:
        after = core.end
        if core.label == "LISTED" or core.end - core.first > 2 or after >= len(draft.parse) or draft.owner[core.first] is not core:
            continue
        words = " ".join(draft.parse.lower[core.first : after + 1])
        noun = draft.lexicon.nouns.get(words)
        if (noun and noun.kind == "person") or draft.lexicon.is_title(words) or _is_office_topic(draft, core):
            draft.remove(core)


def _is_office_topic(draft: Draft, core: Core) -> bool:
    """ "Minister of [Education]": what an office is for."""
    first, lower = core.first, draft.parse.lower
    if first < 2 or lower[first - 1] not in JOINERS or not draft.phrases.capital[first - 2]:
        return False
    return draft.lexicon.has("offices", lower[first - 2]) and core.label in ("ORG", "RUN") and core.end - first == 1


def drop_things(draft: Draft) -> None:
    """Ships, laws, missions and feasts are no actors, and neither is a lone word that is short for one of them."""
    dropped: set[str] = set()
    for core in draft.cores:
        lower = draft.parse.lower[core.first : core.end]
        if first := _begins_thing(draft, core):
            draft.remove(core)
            draft.barred.update(range(first - 1, core.end))
            dropped.add(lower[-1])
            continue
        own = lower[: lower.index("of", 1)] if "of" in lower[1:] else lower  # the Museum of Flight is a museum
        things = [position for position, word in enumerate(own) if draft.lexicon.has("things", word)]
        if core.label == "LISTED" or not things or (things[-1] == 0 and len(lower) > 1) or (core.sure and things[-1] < len(lower) - 1):
            continue
        draft.remove(core)
        draft.barred.update(range(core.first + things[0], core.end))
        if things[-1] < len(lower) - 1:
            dropped.add(lower[-1])
    for core in draft.cores:
        if core.end - core.first == 1 and draft.parse.lower[core.first] in dropped and draft.owner[core.first] is core:
            draft.remove(core)
            draft.barred.add(core.first)


def _begins_thing(draft: Draft, core: Core) -> int | None:
    """Where the name of a thing begins behind "Storm", "Operation"; None where the core is no such name."""
    parse, first = draft.parse, core.first
    if core.label == "LISTED":
        return None
    if draft.lexicon.has("things-in-front", parse.lower[first]) and core.end - first > 1:
        return first + 1
    before = first - 1
    if before < 0 or not draft.lexicon.has("things-in-front", parse.lower[before]) or not draft.phrases.capital[before]:
        return None
    return first if draft.free(before) and not kind_from_neighbours(draft, first, core.end) else None  # "the site Operation Lantern"
