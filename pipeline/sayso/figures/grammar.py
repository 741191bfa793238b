"""The pack's figure patterns over a line of items → drafts: values, units and kinds. What a number counts, syntax tells later."""

from __future__ import annotations

from sayso.errors import RulesError
from sayso.figures.building import BUILDERS, NOTHING, Workshop
from sayso.figures.changing import Changes
from sayso.figures.drafts import Draft
from sayso.figures.lines import Item, line_lexicon
from sayso.figures.words import FigureWords
from sayso.parsing import Parse
from sayso.rules import Grammar, Rules
from sayso.rules.entries import FigureEntry
from sayso.rules.patterns import keep_best

BEFORE, BEHIND = 4, 8  # items around numbers that a pattern can take in


class FigureGrammar:
    """The `[[figure]]` patterns, ready to run. Make one per pack: `rules.prepared(FigureGrammar)`.

    Raises RulesError where an entry's `make` is none of the builders.
    """

    def __init__(self, rules: Rules) -> None:
        self.words = rules.prepared(FigureWords)
        self.changes = rules.prepared(Changes)
        self.lone = self.words("factor_verb") | self.words("times_word") | self.words("fold_word")
        entries = rules.of(FigureEntry)
        for entry in entries:
            if entry.make not in BUILDERS:
                allowed = ", ".join(sorted(BUILDERS))
                raise RulesError(f"{rules.place(entry.id)}: [[figure]] {entry.id!r}: key 'make': {entry.make!r} is not one of {allowed}")
        self.grammar = Grammar([(entry.id, entry.priority, entry.patterns, entry) for entry in entries], line_lexicon(rules))

    def drafts(self, parse: Parse, line: list[Item]) -> list[Draft]:
        """What the sentence says in numbers, in text order. Only matches that a builder takes compete; the longest wins."""
        shop = Workshop(parse, line, [item.symbol for item in line], self.words, self.changes.tells_change)
        built: dict[int, Draft | None] = {}
        accepted = []
        first, end = self._window(line)
        for match in self.grammar.find(shop.words, first, end):
            make = match.rule.payload.make
            draft = BUILDERS[make](match, shop)
            if draft is not None or make == NOTHING:
                built[id(match)] = draft
                accepted.append(match)
        return [draft for match in keep_best(accepted) if (draft := built[id(match)]) is not None]

    def _window(self, line: list[Item]) -> tuple[int, int]:
        """The part of a line that patterns can reach: from a little before its first number to a little behind its last."""
        hot = [at for at, item in enumerate(line) if item.number is not None or item.symbol in self.lone]
        return (max(0, hot[0] - BEFORE), min(len(line), hot[-1] + BEHIND)) if hot else (0, 0)
