"""Numbers with what they count, how exact they are, and what they changed from.

`find_figures` reads the numbers of an article; `link_figures` ties them to actors, dates, attributions and each other,
once those are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.figures.changing import Changes
from sayso.figures.counting import Counting
from sayso.figures.drafts import Draft
from sayso.figures.following import Following
from sayso.figures.gapping import Gapping
from sayso.figures.grammar import FigureGrammar
from sayso.figures.lines import LineReader
from sayso.figures.linking import link_figures
from sayso.figures.qualifying import Qualifiers
from sayso.figures.repeating import Repeating
from sayso.figures.writing import as_figure
from sayso.parsing import Ids, Parse
from sayso.records import Date, Figure
from sayso.rules import Rules

__all__ = ["find_figures", "link_figures"]


def find_figures(parse: Parse, rules: Rules, *, dates: Sequence[Date]) -> tuple[Figure, ...]:
    """All figures of an article in text order, not linked yet. Numbers inside of dates are none."""
    make_id = Ids(parse)
    return tuple(as_figure(parse, draft, make_id, rules.lemmas) for draft in _find_drafts(parse, rules, dates))


def _find_drafts(parse: Parse, rules: Rules, dates: Sequence[Date]) -> Iterator[Draft]:
    grammar, completing = rules.prepared(FigureGrammar), rules.prepared(_Completing)
    last: Draft | None = None
    for line in rules.prepared(LineReader).lines(parse, dates):
        if drafts := grammar.drafts(parse, line):
            for draft in completing.complete(parse, drafts):
                if last is not None:
                    completing.counting.measuring.refer_back(parse, draft, last)
                    completing.repeating.repeat(parse, draft, last)
                yield draft
                last = draft


class _Completing:
    """Adds to the numbers of a sentence what the words around them tell."""

    def __init__(self, rules: Rules) -> None:
        self.counting, self.qualifiers = rules.prepared(Counting), rules.prepared(Qualifiers)
        self.changes, self.following = rules.prepared(Changes), rules.prepared(Following)
        self.gapping, self.repeating = rules.prepared(Gapping), rules.prepared(Repeating)

    def complete(self, parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts that are figures after all, each with its noun, bounds, role and what it counts."""
        words = [item.symbol for item in drafts[0].line]
        stops = frozenset(token for draft in drafts for token in range(draft.first, draft.last) if draft.kind != "age")
        kept = [draft for draft in drafts if self.counting.set_noun(parse, draft, stops)]
        for before, draft in pairwise(kept):
            self.following.borrow_unit(draft, before, words)
        for before, draft in reversed(list(pairwise(kept))):
            self.following.lend_unit(before, draft, words)
        self.following.borrow_points(kept, words)
        for draft in kept:
            self.qualifiers.qualify(draft, words)
            self.qualifiers.set_status(parse, draft)
            self.changes.set_role(parse, draft, words)
            self.counting.set_per(parse, draft, words)
            self.counting.set_counted(parse, draft, stops)
        last: Draft | None = None
        for before, draft in pairwise(kept):
            self.following.follow(draft, before, words)
            last = before if before.role == "delta" else last
            self.gapping.fill(parse, draft, before, last, stops)
        self.following.settle_points(kept, words)
        return kept
