"""Levels that changed: which figure a later one came from, by how much, and what of that is computed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sayso.figures.changing import Changes
from sayso.figures.spots import Spot
from sayso.figures.words import FigureWords
from sayso.parsing import Parse
from sayso.records import Figure, plain
from sayso.rules import Rules

LOOK_BACK = 4  # sentences in which a number's earlier level is looked for; a toll's is looked for all over
MOST_BACK = 40  # figures
_TO = frozenset({"to", "at"})
NEAR = 20  # times that a rate may be another one whose "a share" is left out
CENT = Decimal("0.01")

Update = dict[str, Any]


class Moves:
    """Finds changes among the figures of an article."""

    def __init__(self, parse: Parse, spots: Sequence[Spot], rules: Rules) -> None:
        self.parse, self.spots, self.changes = parse, spots, rules.prepared(Changes)
        words = rules.prepared(FigureWords)
        self.base_words, self.small = words.phrases("base_before"), words("small_word")
        self.hundredths = words("hundredth")
        self.aside = self.small | {"up", "down", "by", "or", "of"}
        self.counted = {spot.number: spot.figure.counted for spot in spots}

    def updates(self) -> dict[int, Update]:
        """What the changes add to figures, by their number."""
        found: dict[int, Update] = {}
        bases = {number for number in range(len(self.spots)) if self._is_base(self.spots[number])}
        for spot in self.spots:
            if spot.number in bases or spot.figure.role != "level" or not _is_level(spot.figure):
                continue
            base = self._base_in_sentence(spot, bases) or self._base_before(spot)
            deltas = [item.figure for item in self._delta(spot)]
            if base is not None and not self._agree(spot.figure, base.figure, deltas):
                base = None
            if base is not None or deltas:
                found.setdefault(spot.number, {}).update(self._change(spot.figure, base.figure if base else None, deltas))
            if base is not None:
                self._share_counted(found, spot, base)
                if self._words_before(base)[-1:] in (("with",), ("to",), ("from",)):
                    found.setdefault(base.number, {})["status"] = "actual"
        return found

    def _share_counted(self, found: dict[int, Update], spot: Spot, base: Spot) -> None:
        """ "4,500 people, up from 600", "nine dead … it had risen to 14": the same thing is counted at both ends."""
        bare = base.figure.kind == spot.figure.kind and base.sentence == spot.sentence
        for one, other in ((spot, base), (base, spot)):
            if (self.counted[one.number] is None or (bare and one is base)) and self.counted[other.number] is not None:
                self.counted[one.number] = self.counted[other.number]
                found.setdefault(one.number, {})["counted"] = self.counted[other.number]
        for one, other in ((spot, base), (base, spot)):
            later = one.first > other.first and one.sentence == other.sentence
            if one.figure.unit is None and other.figure.unit is not None and later:
                found.setdefault(one.number, {}).update(unit=other.figure.unit, unit_code=other.figure.unit_code)

    def _words_before(self, spot: Spot) -> tuple[str, ...]:
        at = spot.first - 1
        first = self.parse.sentences[spot.sentence][0]
        while at >= first and self.parse.lower[at] in self.small and spot.first - at < 6:
            at -= 1
        return tuple(self.parse.lower[max(first, at - 1) : at + 1])

    def _is_base(self, spot: Spot) -> bool:
        """A number that something moved away from, or is compared with."""
        if spot.figure.kind == "count" and "-" in spot.figure.text:  # from three-point range
            return False
        words = self._words_before(spot)
        if words[-1:] == ("of",):  # from a peak of 45, from earlier guidance of $9.2bn
            words = ("from",) if "from" in self.parse.lower[max(0, spot.first - 8) : spot.first] else ()
        return words in self.base_words or words[-1:] in self.base_words

    def _base_in_sentence(self, spot: Spot, bases: set[int]) -> Spot | None:
        """ "to L from B", "from B to L", "L, up from B": the base nearest to a level that has its unit."""
        near = [
            other
            for other in self._neighbours(spot)
            if other.number in bases and _comparable(spot.figure, other.figure) and not self._are_others(spot, other)
        ]
        for other in sorted(near, key=lambda other: abs(other.number - spot.number)):
            if self._owns(spot, other, bases):
                return other
        return self._object_base(spot)

    def _object_base(self, spot: Spot) -> Spot | None:
        """The "120 shops" of "cut its 120 shops to 80"."""
        before = self.spots[spot.number - 1] if spot.number else spot
        between = self.parse.lower[before.last : spot.first]
        moved = spot.figure.direction is not None and between[:1] == ["to"] and self.small.issuperset(between[1:])
        counts = before.figure.kind == spot.figure.kind == "count" and before.figure.role == "level" and before.figure.unit is not None
        return before if moved and counts and _comparable(spot.figure, before.figure) else None

    def _are_others(self, spot: Spot, base: Spot) -> bool:
        """ "6.2 percent of those on night shifts, compared with 4.4 percent of day workers": shares of two groups, and no change."""
        one, two = spot.figure.among, base.figure.among
        return one is not None and two is not None and one.text.lower() != two.text.lower()

    def _owns(self, spot: Spot, base: Spot, bases: set[int]) -> bool:
        """Whether no other level stands nearer to the base on its side: after "from B", else before it."""
        low, high = sorted((spot.number, base.number))
        between = [self.spots[number] for number in range(low + 1, high)]
        if any(other.number not in bases and other.figure.role == "level" and _comparable(other.figure, base.figure) for other in between):
            return False
        if spot.number > base.number:  # from B to L
            return self._words_before(spot)[-1:] == ("to",) and self._words_before(base)[-1:] == ("from",)
        return True

    def _neighbours(self, spot: Spot) -> list[Spot]:
        """The figures of the same sentence, a few to each side."""
        spots, number = self.spots, spot.number
        alone = (number == 0 or spots[number - 1].sentence != spot.sentence) and (
            number + 1 == len(spots) or spots[number + 1].sentence != spot.sentence
        )
        around = () if alone else spots[max(0, number - 4) : number + 5]
        return [other for other in around if other.sentence == spot.sentence and other.number != number]

    def _base_before(self, spot: Spot) -> Spot | None:
        """ "It had risen to 14": the last number of the same thing in the sentences before."""
        if not (self._is_moved(spot) or self._delta(spot)):
            return None
        counted = self.counted[spot.number]
        toll = counted is not None and counted.lemma in self.changes.tolls
        for other in reversed(self.spots[max(0, spot.number - MOST_BACK) : spot.number]):
            if spot.sentence - other.sentence > LOOK_BACK and not toll:
                return None
            if (
                other.sentence < spot.sentence
                and other.figure.role == "level"
                and self._same_thing(spot, other)
                and _fits(spot.figure, other.figure)
            ):
                return other
        return None

    def _is_moved(self, spot: Spot) -> bool:
        """Whether a verb of change puts the figure behind "to"."""
        if spot.figure.direction is not None:
            return True
        above = self.parse.heads[spot.head]
        return (
            self.parse.deps[spot.head] == "pobj"
            and self.parse.lower[above] in _TO
            and self.changes.verb(self.parse, self.parse.heads[above]) is not None
        )

    def _same_thing(self, spot: Spot, earlier: Spot) -> bool:
        if not _comparable(spot.figure, earlier.figure):
            return False
        one, two = self.counted[spot.number], self.counted[earlier.number]
        if one is None or two is None:
            return spot.figure.kind == earlier.figure.kind == "count" and spot.figure.unit is None and one is None
        return one.lemma == two.lemma or (one.lemma in self.changes.tolls and two.lemma in self.changes.victims)

    def _delta(self, spot: Spot) -> list[Spot]:
        """The stated changes of a level: "rose 5.3 % to $2.1bn", "95 million, 20 million more"."""
        moved = spot.figure.direction is not None or self._is_moved(spot)
        found = []
        for other in self._neighbours(spot):
            if other.figure.role != "delta" or not self._are_next(spot, other) or other.figure.direction is None:
                continue
            leading = moved or self.parse.lower[max(0, spot.first - 1)] in _TO
            same_clause = other.verb is not None and other.verb == spot.verb and leading
            aside = other.number == spot.number + 1 and self._opens_aside(other)
            if same_clause or aside:
                found.append(other)
        return found

    def _are_next(self, spot: Spot, other: Spot) -> bool:
        """Whether only an old level or the same change stands between two figures: fell 5 percent, from 200 to 190; up $2, or 3 percent."""
        low, high = sorted((spot.number, other.number))
        between = [self.spots[number] for number in range(low + 1, high)]
        return all(self._is_base(each) or (each.figure.role == "delta" and each.figure.kind != other.figure.kind) for each in between)

    def _opens_aside(self, delta: Spot) -> bool:
        """ ", up 5 percent", ", 20 million more", "(down 3 percent)": a change told behind a comma."""
        at = delta.first - 1
        while at > 0 and delta.first - at < 6 and (self.parse.lower[at] in self.aside or self.changes.noun(self.parse, at)):
            at -= 1
        return self.parse.lower[max(at, 0)] in (",", "(", "–", "-")

    def _change(self, figure: Figure, base: Figure | None, deltas: Sequence[Figure]) -> Update:
        update: Update = {}
        by, percent = self._stated(figure, deltas)
        derived = []
        if base is not None:
            update["change_from"] = base.id
            if base.value is not None and figure.value is not None and figure.bound == base.bound == "exact":
                difference = Decimal(str(figure.value)) - Decimal(str(base.value))
                if by is None:
                    by = difference
                    derived.append("change_by")
                if percent is None and base.value:
                    percent = (difference / abs(Decimal(str(base.value))) * 100).quantize(CENT)
                    derived.append("change_percent")
        elif by is not None and percent is None and (before := _before(figure, by)):
            percent = (by / before * 100).quantize(CENT)
            derived.append("change_percent")
        update |= {"change_by": plain(by), "change_percent": plain(percent), "change_derived": tuple(derived)}
        if figure.direction is None:
            sign = by if by is not None else percent
            update["direction"] = None if not sign else "up" if sign > 0 else "down"
            if update["direction"] is None and base is not None and base.value is not None and figure.value is not None:
                update["direction"] = "up" if figure.value > base.value else "down" if figure.value < base.value else None
        return update

    def _stated(self, figure: Figure, deltas: Sequence[Figure]) -> tuple[Decimal | None, Decimal | None]:
        """The change and the percentage that the text gives, signed."""
        by = percent = None
        for delta in deltas:
            if delta.value is None or delta.bound != "exact":
                continue
            value = Decimal(str(delta.value)) * (1 if delta.direction == "up" else -1)
            if delta.kind == "percent" and figure.kind != "percent":
                percent = value
            elif delta.kind == figure.kind == "money":
                by = self._in_units_of(figure, delta, value)
            elif figure.kind == "percent" and delta.kind == "percentage_point":
                by = value / 100 if delta.unit in self.hundredths else value  # 3 basis points
            elif delta.kind == figure.kind:
                by = value
        return by, percent

    def _agree(self, figure: Figure, base: Figure, deltas: Sequence[Figure]) -> bool:
        """Whether a level lies on that side of an earlier one to which it is said to have moved."""
        by, percent = self._stated(figure, deltas)
        told = by if by is not None else percent
        if not told or figure.value is None or base.value is None:
            return True
        return figure.value >= base.value if told > 0 else figure.value <= base.value

    def _in_units_of(self, level: Figure, delta: Figure, value: Decimal) -> Decimal | None:
        """A change in the unit of its level: rose 20 cents to $5.20 is by 0.2; None where the units have nothing to do with each other."""
        if delta.unit == level.unit or None in (delta.unit, level.unit):
            return value
        return value / 100 if delta.unit in self.hundredths and level.unit not in self.hundredths else None


def _before(figure: Figure, by: Decimal) -> Decimal | None:
    """What a level was before a stated change; None where the change is larger than itself, and is of something else then."""
    if figure.value is None:
        return None
    level = Decimal(str(figure.value))
    return level - by if (level - by) * level > 0 else None


def _is_level(figure: Figure) -> bool:
    return figure.kind in ("count", "money", "percent", "measure", "share", "percentage_point")


def _comparable(one: Figure, two: Figure) -> bool:
    """Whether two figures can be levels of one thing: $1.37 a share did not come from $196m."""
    if one.per != two.per and not (two.per is None and _are_near(one, two)):
        return False
    if one.kind != two.kind and not {one.kind, two.kind} <= {"count", "measure", "money"}:
        return False
    if one.kind == two.kind == "count":
        return one.unit is None or two.unit is None or one.unit == two.unit
    return one.unit == two.unit or two.unit is None or one.unit is None


def _are_near(one: Figure, two: Figure) -> bool:
    """Whether two numbers are of one size: 45 cents a share and 40 cents."""
    values = sorted(abs(figure.value) for figure in (one, two) if figure.value)
    return len(values) == 2 and values[1] <= values[0] * NEAR


def _fits(figure: Figure, earlier: Figure) -> bool:
    """Whether the direction agrees with the numbers."""
    if figure.value is None or earlier.value is None or figure.value == earlier.value:
        return False
    return figure.direction is None or (figure.direction == "up") == (figure.value > earlier.value)
