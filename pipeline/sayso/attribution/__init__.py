"""Who said what: cues with their sources, contents, addressees and media → attributions."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parsing import Parse
from sayso.records import Actor, Attribution, Figure
from sayso.rules import Rules


def find_attributions(parse: Parse, rules: Rules, *, actors: Sequence[Actor], figures: Sequence[Figure]) -> tuple[Attribution, ...]:
    return ()
