from __future__ import annotations

from collections.abc import Sequence

from sayso.parsing import Parse
from sayso.records import Actor, Attribution, Date, Figure
from sayso.rules import Rules


def find_figures(parse: Parse, rules: Rules, *, dates: Sequence[Date]) -> tuple[Figure, ...]:
    return ()


def link_figures(
    parse: Parse, rules: Rules, figures: Sequence[Figure], *, dates: Sequence[Date], actors: Sequence[Actor], attributions: Sequence[Attribution]
) -> tuple[Figure, ...]:
    return tuple(figures)
