"""A record as the facts that it tells: (field, value), so that two records are compared as two bags of facts.

A field that tells nothing (null, an empty list, false) is no fact. Objects join with a dot; each item of a list is a fact of its own; a
claim's actors stand under the part that they play (`actors.agent`). Spans are known by their place, links by what they lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any

from sayso.comparing.values import Json
from sayso.records import LINK_FIELDS

Fact = tuple[str, Hashable]
Locate = Callable[[int, int], Hashable]
Lead = Callable[[str], Hashable]

NOT_SCORED = frozenset({"id", "start", "end", "rule", "confidence"})  # what names a record, or tells how it was made
_EMPTY = (None, "", False)


def read_facts(record: Json, *, locate: Locate, lead: Lead) -> Iterator[Fact]:
    """All facts of a record. `locate` gives the place of a span in the text that both sides share, `lead` what an id stands for."""
    yield from _object("", record, locate, lead)


def _object(prefix: str, value: Json, locate: Locate, lead: Lead) -> Iterator[Fact]:
    for name, item in value.items():
        if name == "text" and "start" in value:
            if value["start"] is not None:
                yield prefix + name, locate(value["start"], value["end"])
        elif name not in NOT_SCORED:
            yield from _field(prefix + name, item, locate, lead)


def _field(name: str, item: Any, locate: Locate, lead: Lead) -> Iterator[Fact]:
    if isinstance(item, dict):
        yield from _object(name + ".", item, locate, lead)
    elif isinstance(item, list):
        for one in item:
            yield from _item(name, one, locate, lead)
    elif item not in _EMPTY:
        yield name, lead(item) if _is_link(name) else item


def _item(name: str, item: Any, locate: Locate, lead: Lead) -> Iterator[Fact]:
    if not isinstance(item, dict):
        yield name, lead(item) if _is_link(name) else item
    elif "part" in item:
        yield f"{name}.{item['part']}", lead(item["actor"])
    elif "start" in item:
        rest = tuple(sorted((key, value) for key, value in item.items() if key not in NOT_SCORED and key != "text"))
        yield name, (locate(item["start"], item["end"]), rest)


def _is_link(name: str) -> bool:
    return name.rpartition(".")[2] in LINK_FIELDS
