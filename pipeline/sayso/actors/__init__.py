from __future__ import annotations

from collections.abc import Sequence

from sayso.parsing import Parse
from sayso.records import Actor, Date, Figure
from sayso.rules import Rules


def find_actors(parse: Parse, rules: Rules, *, dates: Sequence[Date], figures: Sequence[Figure]) -> tuple[Actor, ...]:
    return ()
