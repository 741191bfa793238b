"""Which date or range a figure covers: the one right behind it, else one in its own clause."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.figures.phrases import clause_verb
from sayso.figures.spots import Spot, shared_clauses
from sayso.figures.words import FigureWords
from sayso.parsing import Parse
from sayso.records import Date
from sayso.rules import Rules

RANK_REACH = 3  # tokens between a superlative and "since"
AGO_REACH = 4  # tokens of "a year earlier"
_AGO = frozenset({"earlier", "ago", "before", "previous", "last"})
BASE_REACH = 3  # tokens between "from" and an old level
_RANKS = frozenset({"JJS", "RBS"})
_BASES = frozenset({"from", "with", "against"})
NEAR = 5  # tokens between a figure and a date that stands right behind it


class Dating:
    """Finds the dates of an article's figures."""

    def __init__(self, parse: Parse, spots: Sequence[Spot], dates: Sequence[Date], rules: Rules) -> None:
        self.parse, self.spots = parse, spots
        self.leads = rules.prepared(FigureWords)("date_lead")
        self.by_sentence: dict[int, list[tuple[Date, int, int, int | None]]] = {}
        for date in dates:
            if not _covers_days(date):
                continue
            tokens = parse.tokens_in(date.start, date.end)
            if tokens and not self._is_of_a_rank(tokens.start):
                verb = clause_verb(parse, _outer(parse, tokens))
                self.by_sentence.setdefault(parse.sentence_of[tokens.start], []).append((date, tokens.start, tokens.stop, verb))
        self.behind = {spot.number: found for spot in spots if (found := self._right_behind(spot))}
        self.owned: dict[str, int] = {}
        for number, ident in self.behind.items():
            self.owned.setdefault(ident, number)

    def _is_of_a_rank(self, first: int) -> bool:
        """ "the lowest since 1998", "their highest level since May 2019": how long it was not so, and no time that a figure covers."""
        parse = self.parse
        before = parse.tags[max(0, first - RANK_REACH) : first]
        return parse.lower[first] == "since" and not _RANKS.isdisjoint(before)

    def date(self, spot: Spot) -> str | None:
        """The id of the date that a figure covers, or None."""
        if found := self.behind.get(spot.number) or self._told_of_itself(spot):
            return found
        for verb in shared_clauses(self.parse, spot.verb):
            near = [
                (abs(first - spot.first), date.id)
                for date, first, _, other in self._dates(spot)
                if other == verb and self._free(date.id, spot) and not self._is_past(spot, first) and not self._is_earlier(spot, first)
            ]
            if near:
                return min(near)[1]
        return None

    def _is_earlier(self, spot: Spot, first: int) -> bool:
        """Whether a date tells only what a level is compared with: "hit $612,000, a 9.8% jump from a year earlier"."""
        level = spot.figure.role == "level" and first > spot.last
        return (
            level and self.parse.lower[first - 1] in ("from", "than") and not _AGO.isdisjoint(self.parse.lower[first : first + AGO_REACH])
        )

    def _told_of_itself(self, spot: Spot) -> str | None:
        """ "the record of 91mph set in 1990": a clause that hangs on the figure, or on the noun that it is the amount of."""
        parse, head = self.parse, spot.head
        above = parse.heads[head]
        nouns = {head, parse.heads[above]} if parse.deps[head] == "pobj" and parse.lower[above] == "of" else {head}
        for date, first, _, verb in self._dates(spot):
            hangs = verb is not None and parse.deps[verb] in ("acl", "relcl") and parse.heads[verb] in nouns
            if hangs and first > spot.first:
                return date.id
        return None

    def _dates(self, spot: Spot) -> list[tuple[Date, int, int, int | None]]:
        return self.by_sentence.get(spot.sentence, [])[:40]

    def _free(self, ident: str, spot: Spot) -> bool:
        """Whether a date does not stand right behind another figure of its own unit: "$2.1bn, from $2.0bn a year earlier"."""
        owner = self.owned.get(ident)
        if owner is None or owner == spot.number:
            return True
        return not self._is_base(self.spots[owner]) and self.spots[owner].figure.kind != spot.figure.kind

    def _is_base(self, spot: Spot) -> bool:
        """Whether a figure stands behind "from", "with" or "against": the old level."""
        return not _BASES.isdisjoint(self.parse.lower[max(0, spot.first - BASE_REACH) : spot.first])

    def _is_past(self, spot: Spot, first: int) -> bool:
        """Whether an old level or a factor stands between a figure and a date behind it: "75 mm, twice the average for October"."""
        for other in self.spots[spot.number + 1 : spot.number + 4]:
            if other.first >= first:
                return False
            if other.figure.role == "factor" or self._is_base(other):
                return True
        return False

    def _right_behind(self, spot: Spot) -> str | None:
        for date, first, _, _ in self._dates(spot):
            gap = range(spot.last, first)
            if 0 <= first - spot.last <= NEAR and all(self.parse.lower[token] in self.leads for token in gap):
                return date.id
        return None


def _covers_days(date: Date) -> bool:
    return date.kind in ("date", "range") or (date.kind in ("duration", "vague") and date.first is not None)


def _outer(parse: Parse, tokens: range) -> int:
    """The token of a date that hangs on a word outside of it."""
    return next((token for token in tokens if parse.heads[token] not in tokens), tokens.start)
