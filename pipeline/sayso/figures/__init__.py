"""Numbers with what they count, how exact they are, and what they changed from.

`find_figures` reads the numbers of an article; `link_figures` ties them to actors, dates, attributions and each other, once those are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.figures.changing import Changes
from sayso.figures.counting import Counting
from sayso.figures.drafts import Draft
from sayso.figures.following import borrow_unit, follow, settle_points
from sayso.figures.grammar import FigureGrammar
from sayso.figures.lines import LineReader
from sayso.figures.linking import link_figures
from sayso.figures.qualifying import Qualifiers
from sayso.figures.writing import as_figure
from sayso.parsing import Ids, Parse
from sayso.records import Date, Figure
from sayso.rules import Rules

__all__ = ["find_figures", "link_figures"]


def find_figures(parse: Parse, rules: Rules, *, dates: Sequence[Date]) -> tuple[Figure, ...]:
    """All figures of an article in text order, not linked yet. Numbers inside of dates are none."""
    make_id = Ids(parse)
    return tuple(as_figure(parse, draft, make_id, rules.lemmas) for draft in find_drafts(parse, rules, dates))


def find_drafts(parse: Parse, rules: Rules, dates: Sequence[Date]) -> Iterator[Draft]:
    """The figures of an article while their places in the parse are still known."""
    grammar = rules.prepared(FigureGrammar)
    for line in rules.prepared(LineReader).lines(parse, dates):
        drafts = grammar.drafts(parse, line)
        if drafts:
            yield from _complete(parse, rules, drafts)


def _complete(parse: Parse, rules: Rules, drafts: Sequence[Draft]) -> list[Draft]:
    """What the words around the numbers of one sentence add to them."""
    counting, qualifiers, changes = rules.prepared(Counting), rules.prepared(Qualifiers), rules.prepared(Changes)
    stops = frozenset(token for draft in drafts for token in range(draft.first, draft.last) if draft.kind != "age")
    words = [item.symbol for item in drafts[0].line]
    kept = [draft for draft in drafts if counting.set_noun(parse, draft, stops)]
    for before, draft in pairwise(kept):
        borrow_unit(draft, before, words)
    for number, draft in enumerate(kept):
        qualifiers.qualify(draft, words)
        qualifiers.set_status(parse, draft)
        changes.set_role(parse, draft, words)
        counting.set_per(parse, draft, words)
        counting.set_counted(parse, draft, stops)
        if number:
            follow(draft, kept[number - 1], words)
    settle_points(kept, words)
    return kept
