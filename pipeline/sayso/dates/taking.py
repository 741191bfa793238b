"""What a pattern took: the words of its named groups, what the lexicon says of them, and what the entry sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, NamedTuple, cast

from sayso.dates.meanings import Marks, Meaning, Written
from sayso.records import Part
from sayso.rules import Lexicon

_MARKS = frozenset(field.name for field in fields(Marks))
_LONGEST = 15  # digits
_UNMARKED = Marks()


class Item(NamedTuple):
    """A word, or an expression that stands for its words: `first` to before `end` of the block."""

    word: str
    first: int
    end: int
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The words of a match, those of the named groups in its pattern, and the entry's `set` and id."""

    lexicon: Lexicon
    items: tuple[Item, ...]
    groups: Mapping[str, Sequence[Item]]
    set: Mapping[str, str | int | float | bool]
    rule: str = ""

    def has(self, name: str) -> bool:
        return name in self.groups

    def word(self, name: str) -> str | None:
        return self.groups[name][0].word if name in self.groups else None

    def value(self, name: str, *classes: str) -> Any:
        """What the first of some classes of the lexicon says that a group's word stands for; None where there is no such group or word."""
        word = self.word(name)
        found = (self.lexicon.value(cls, word) for cls in classes) if word else iter(())
        return next((value for value in found if value is not None), None)

    def text(self, name: str) -> str | None:
        """What the entry sets, where that is a text."""
        value = self.set.get(name)
        return value if isinstance(value, str) else None

    def whole(self, name: str, default: int | None = None) -> int | None:
        """What the entry sets, where that is a whole number."""
        value = self.set.get(name, default)
        return value if isinstance(value, int) else default

    def decimal(self, name: str) -> Decimal | None:
        """What the entry sets, where that is a number."""
        value = self.set.get(name)
        return Decimal(str(value)) if isinstance(value, int | float) else None

    def integer(self, name: str) -> int | None:
        """A group's number: 15, 15th, fifteenth."""
        word = self.word(name)
        if word is None:
            return None
        digits = word.rstrip("stndrh")
        if digits.isdecimal() and digits.isascii():
            return int(digits) if len(digits) <= _LONGEST else None
        value = self.lexicon.value("nth", word)
        return int(value) if value is not None else None

    def amount(self, name: str) -> Decimal | None:
        """A group's number, fractions too; a couple is two; None for "several"."""
        word = self.word(name)
        if word is None or not word[0].isdecimal():
            value = self.value(name, "few")
            return Decimal(str(value)) if value else None
        return Decimal(word)

    def part(self) -> Part | None:
        """What the group p says of a day or a period: morning, early."""
        return cast("Part | None", self.value("p", "daypart", "edge", "side"))

    def written(self, name: str) -> Written:
        """The expression that a group stands for; patterns are checked on loading to have one there."""
        return cast(Written, self.groups[name][0].written)

    def make(self, meaning: Meaning, **marks: Any) -> Written:
        """All words of the match with a meaning; what the entry sets of marks lies over those that are given."""
        return self.spread(meaning, self.marked(Marks(**marks) if marks else _UNMARKED))

    def spread(self, meaning: Meaning, marks: Marks) -> Written:
        """All words of the match with a meaning and marks that are there already."""
        return Written(self.items[0].first, self.items[-1].end, meaning, marks, self.rule)

    def marked(self, before: Marks) -> Marks:
        """Marks with those that the entry sets laid over."""
        told: dict[str, Any] = {name: value for name, value in self.set.items() if name in _MARKS}
        return replace(before, **told) if told else before


Builder = Callable[[Taken], Written | None]
