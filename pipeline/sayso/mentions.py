"""From words to actors: which actor a span of the text speaks of. Built once an article from its actors, then asked often.

index = ActorIndex(actors)
index.at(start, end)              the actor that this noun phrase stands for, or None
index.at(start, end, head=offset) the same, where the offset of the phrase's head word is known (surer)
index.within(start, end)          all actors with a mention in there that is not part of a longer one, in text order
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.records import Actor, Mention


class PlacedMention(NamedTuple):
    """A mention with its actor's id. `around` is the position of the mention that it is a part of ("Texas" in a university's name)."""

    mention: Mention
    actor: str
    around: int | None

    def covers(self, start: int, end: int) -> bool:
        return self.mention.start <= start and end <= self.mention.end


class ActorIndex:
    """All mentions of an article's actors in text order, the longer first where two begin together.

    Offsets are code points, end exclusive. `records` are the actors that it was built from.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.records = tuple(actors)
        self.actors = {actor.id: actor for actor in self.records}
        mentions = [mention for actor in self.actors.values() for mention in actor.mentions]
        bearers = [actor.id for actor in self.actors.values() for _ in actor.mentions]
        order = sorted([(mention.start, -mention.end, number) for number, mention in enumerate(mentions)])
        self.placed: list[PlacedMention] = []
        for _, _, number in order:
            self.placed.append(PlacedMention(mentions[number], bearers[number], self._enclosing(mentions[number])))
        self._starts = [start for start, _, _ in order]

    def __getitem__(self, ident: str) -> Actor:
        return self.actors[ident]

    def at(self, start: int, end: int, *, head: int | None = None) -> str | None:
        """The id of the actor that the noun phrase at `start`–`end` stands for; `head` is the offset of its head word, where known.

        Without a head it is the mention with these very bounds, else the first one in there that is no part of another, else
        the shortest that covers it all.
        """
        if head is not None:
            covering = self.covering(head)
            return covering.actor if covering else None
        inside = list(self.outermost(start, end))
        exact = next((placed for placed in inside if placed.covers(start, end)), None)
        best = exact or (inside[0] if inside else self._covering(start, end))
        return best.actor if best else None

    def covering(self, offset: int) -> PlacedMention | None:
        """The shortest mention that holds this character."""
        return self._covering(offset, offset + 1)

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """The ids of the actors that have a mention between the offsets, each once, in text order; parts of longer ones are left out."""
        return tuple(dict.fromkeys(placed.actor for placed in self.outermost(start, end)))

    def outermost(self, start: int, end: int) -> Iterator[PlacedMention]:
        """The mentions that lie between the offsets and in no longer one that lies there too."""
        reached = start
        for placed in self.placed[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if reached <= placed.mention.start and placed.mention.end <= end:
                reached = placed.mention.end
                yield placed

    def _covering(self, start: int, end: int) -> PlacedMention | None:
        position: int | None = bisect_right(self._starts, start) - 1
        while position is not None and position >= 0:
            placed = self.placed[position]
            if placed.covers(start, end):
                return placed
            position = placed.around
        return None

    def _enclosing(self, mention: Mention) -> int | None:
        """The latest mention so far that holds this one: the last one, or one of those around it."""
        position = len(self.placed) - 1 if self.placed else None
        while position is not None and self.placed[position].mention.end < mention.end:
            position = self.placed[position].around
        return position
