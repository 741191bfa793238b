"""Ties figures to what else is known of the article: actors, dates, attributions, and each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sayso.figures.belonging import Belonging
from sayso.figures.currencies import territory_currency
from sayso.figures.dating import Dating
from sayso.figures.moving import Moves
from sayso.figures.spots import find_spots
from sayso.figures.units import UnitTable
from sayso.mentions import ActorIndex
from sayso.numbers import split_pieces
from sayso.parsing import Parse
from sayso.records import Actor, Attribution, Date, Figure
from sayso.rules import Rules

Update = dict[str, Any]


def link_figures(
    parse: Parse,
    rules: Rules,
    *,
    figures: Sequence[Figure],
    dates: Sequence[Date],
    actors: ActorIndex,
    attributions: Sequence[Attribution],
) -> tuple[Figure, ...]:
    """The same figures in the same order, with their links filled in."""
    spots = find_spots(parse, figures)
    updates: list[Update] = [{} for _ in figures]
    moves = Moves(parse, spots, rules).updates()
    belonging = Belonging(parse, spots, actors, rules)
    dating = Dating(parse, spots, dates, rules)
    says = _Saying(attributions)
    money = _Money(rules, actors.records)
    for spot in spots:
        update = updates[spot.number]
        update |= moves.get(spot.number, {})
        update |= belonging.update(spot)
        update["date"] = dating.date(spot)
        update["attribution"] = says.innermost(spot.figure.start, spot.figure.end)
        update |= money.code(spot.figure)
    return tuple(figure.model_copy(update=update) for figure, update in zip(figures, updates, strict=True))


class _Saying:
    """Which attribution gives a stretch of text: the one with the shortest content around it, of several the last in the text.

    Who favours or blames somebody "by 20 points" gives no number: attitudes to a thing are left out.
    """

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.ids = [attribution.id for attribution in attributions]
        told = ((number, each) for number, each in enumerate(attributions) if not _is_attitude(each))
        self.spans = sorted((span.start, span.end, number) for number, each in told for span in each.content)

    def innermost(self, start: int, end: int) -> str | None:
        best: tuple[int, int] | None = None
        for left, right, number in self.spans:
            if left > start:
                break
            if end <= right and (best is None or right - left <= best[0]):
                best = right - left, number
        return self.ids[best[1]] if best else None


def _is_attitude(attribution: Attribution) -> bool:
    return attribution.stance in ("supports", "criticises") and attribution.content_form == "phrase" and attribution.manner == "indirect"


class _Money:
    """Which country's pesos or crowns are meant: those of the country that the article speaks of most."""

    def __init__(self, rules: Rules, actors: Iterable[Actor]) -> None:
        self.units = rules.prepared(UnitTable)
        self.countries: Counter[str] = Counter()
        for actor in actors:
            if actor.country:
                self.countries[actor.country] += len(actor.mentions)

    def code(self, figure: Figure) -> Update:
        if figure.kind != "money" or figure.unit_code is not None or figure.unit is None or not self.countries:
            return {}
        name = self.units.name_at(split_pieces(figure.unit), 0, figure.unit)
        codes = name[1].codes if name else ()
        for country, _ in sorted(self.countries.items(), key=lambda item: (-item[1], item[0])):
            if (code := territory_currency(country)) in codes:
                return {"unit_code": code}
        return {}
