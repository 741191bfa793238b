"""How changes are shown: what all writers take."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from sayso.comparing import Comparison, Summary

GroupBy = Literal["article", "rule", "field"]
Items = Iterable[Comparison | Summary]
Write = Callable[[bytes], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How changes are shown.

    context   how many sentences on each side of a change's own
    material  without the cosmetic fields of a material change
    edits     each change in the words of an editor
    """

    group_by: GroupBy | None = None
    context: int = 0
    material: bool = False
    edits: bool = False
