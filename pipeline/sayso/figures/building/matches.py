"""What builders share: the sentence that a pattern matched in, its numbers and units by the pattern's names, and the draft over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from sayso.figures.drafts import Draft
from sayso.figures.lines import Item
from sayso.figures.units import Unit
from sayso.figures.words import FigureWords
from sayso.numbers import Number
from sayso.parsing import Parse
from sayso.records import FigureKind
from sayso.rules import patterns
from sayso.rules.entries import FigureEntry

Match: TypeAlias = patterns.Match[FigureEntry]

KINDS: Mapping[str, FigureKind] = {
    "money": "money", "percent": "percent", "percentage_point": "percentage_point", "measure": "measure", "time": "measure", "age": "age",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Workshop:
    """A line of items with the parse that it was read from, and the pack's words. `words` are the items' symbols."""

    parse: Parse
    line: list[Item]
    words: list[str]
    lists: FigureWords
    moving: Callable[[str], bool]  # whether a word tells that something rises or falls

    def number(self, match: Match, name: str) -> Number:
        """The number of a named group; patterns see to it that there is one."""
        number = self.line[match.groups[name][0]].number
        assert number is not None
        return number

    def unit(self, match: Match, *names: str) -> Unit | None:
        """The unit of the first of these groups that has one."""
        for name in names:
            if name in match.groups and (unit := self.line[match.groups[name][0]].unit):
                return unit
        return None

    def word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def tag(self, at: int) -> str:
        """The tag of the token at an item, or nothing behind the end."""
        return self.parse.tags[self.line[at].token] if 0 <= at < len(self.line) else ""

    def glued(self, at: int) -> bool:
        """Whether no blank stands before an item."""
        return 0 < at < len(self.line) and self.line[at - 1].end == self.line[at].start

    def value(self, name: str, word: str) -> Decimal:
        """What a word of a class stands for."""
        return Decimal(self.lists.values(name).get(word, "0"))

    def draft(self, match: Match, kind: FigureKind, *, first: str, last: str | None = None) -> Draft:
        """A draft over the items from group `first` to group `last`, else to the end of the match."""
        start, end = match.groups[first][0], match.groups[last][1] if last else match.end
        begin, stop = self.line[start].start, self.line[end - 1].end
        tokens = self.parse.tokens_in(begin, stop)
        return Draft(match.rule.id, kind, begin, stop, tokens.start, tokens.stop, self.line, (start, end))


Builder: TypeAlias = Callable[[Match, Workshop], Draft | None]


def first_group(match: Match, *names: str) -> str:
    """Which of these groups stands first."""
    return min((name for name in names if name in match.groups), key=lambda name: match.groups[name][0])


def with_unit(draft: Draft, unit: Unit | None) -> Draft:
    """The draft with its unit and what follows from it."""
    if unit is not None:
        draft.kind, draft.unit = KINDS[unit.kind], unit
        draft.unit_name, draft.code, draft.codes = unit.name, unit.code, unit.codes
        if unit.scale != 1:
            draft.value, draft.low, draft.high = (number and number * unit.scale for number in (draft.value, draft.low, draft.high))
    if draft.kind == "percent" and draft.value is not None and 0 <= draft.value <= 100:  # 150 percent of the average is no share
        draft.share = draft.value / 100
    return draft


def as_age(draft: Draft, unit: Unit | None = None) -> Draft:
    draft.unit_name, draft.code = (unit.name, unit.code) if unit else ("year", "a")
    return draft
