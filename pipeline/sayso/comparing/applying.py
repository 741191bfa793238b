"""Decisions on an article's changes → the article that follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, Literal

from sayso.comparing.aligning import RECORDS
from sayso.comparing.articles import Options, first_offset
from sayso.comparing.differing import Differ, Difference, is_link
from sayso.comparing.mapping import TextMap
from sayso.comparing.values import Alignment, Comparison, Group, Json, Kind

Side = Literal["old", "new"]


@dataclass(frozen=True, slots=True)
class Dropped:
    """An old record that was to stay and can't: its words are no longer in the text."""

    record: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Relinked:
    """A link to a record that was left out: `to` is the one that is there in its place, None where there is none."""

    record: Kind
    id: str
    field: str
    target: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Applied:
    """An article as decided, None where it is left out altogether, and what could not be as it was."""

    article: Json | None
    dropped: tuple[Dropped, ...] = ()
    relinked: tuple[Relinked, ...] = ()


def apply(comparison: Comparison, accepted: Set[str], options: Options | None = None) -> Applied:
    """The article with the changes whose ids are accepted; all others stay as in the old one.

    `comparison` has all changes, as `compare` gives them, and `options` are those that it was made with. With none accepted the old
    article stands as it is, with all the new one. Else the new text is written where it differs: what moved follows it, old records are
    carried over to it, and those whose words are gone are dropped. `run` is then null, since no run made the whole.
    """
    decided = [change for change in comparison.changes if change.op != "moved"]
    taken = [change for change in decided if change.id in accepted]
    if not taken:
        return Applied(comparison.old)
    if len(taken) == len(decided) or comparison.old is None or comparison.new is None or comparison.alignment is None:
        return Applied(comparison.new)
    return _Mixing(comparison.old, comparison.new, comparison.alignment, options or Options()).mix(
        {(change.record, _ids(change.old), _ids(change.new)): change.id in accepted for change in decided}
    )


_Decisions = Mapping[tuple[Kind, tuple[str, ...], tuple[str, ...]], bool]


def _ids(records: tuple[Json, ...]) -> tuple[str, ...]:
    return tuple(record["id"] for record in records)


class _Mixing:
    """An article of which some records are the old ones and some the new ones."""

    def __init__(self, old: Json, new: Json, alignment: Alignment, options: Options) -> None:
        self._old, self._new, self._groups, self._map = old, new, alignment.groups, alignment.text_map
        self._differ = Differ(alignment, options.leniency)
        self._numbers: dict[Side, dict[str, int]] = {"old": alignment.of_old(), "new": alignment.of_new()}
        self._final: dict[tuple[Side, str], str] = {}
        self._relinked: list[Relinked] = []

    def mix(self, decisions: _Decisions) -> Applied:
        sides = [self._side(group, decisions) for group in self._groups]
        records, dropped = self._kept(sides)
        found: dict[str, list[Json]] = {kind + "s": [] for kind in RECORDS}
        for kind, side, record in sorted(records, key=lambda item: first_offset(item[2])):
            found[kind + "s"].append(self._linked(kind, side, record))
        head = self._head(decisions.get(("article", (self._old["id"],), (self._new["id"],)), False))
        return Applied({**self._new, **head, **found, "run": None}, tuple(dropped), tuple(self._relinked))

    def _side(self, group: Group, decisions: _Decisions) -> Side:
        """Which side of a group is written; what has no change of its own follows the text."""
        decision = decisions.get((group.kind, _ids(group.old), _ids(group.new)))
        if decision is None:
            return "new" if self._is_edited else "old"
        return "new" if decision else "old"

    @property
    def _is_edited(self) -> bool:
        return bool(self._old["text"] != self._new["text"])

    def _head(self, accepted: bool) -> Json:
        """What stands before the records. Text and blocks are one; the text's hash goes with it."""
        chosen = self._new if accepted else self._old
        body = self._new if accepted or self._is_edited else self._old
        meta = {**chosen["meta"], "sha256": self._new["meta"]["sha256"]} if self._is_edited else chosen["meta"]
        return {"id": chosen["id"], "meta": meta, "text": body["text"], "blocks": body["blocks"]}

    def _kept(self, sides: list[Side]) -> tuple[list[tuple[Kind, Side, Json]], list[Dropped]]:
        """The records that stay, in the new text, with what follows from other decisions; and those that can't stay."""
        kept: list[tuple[Kind, Side, Json]] = []
        dropped = []
        for group, side in zip(self._groups, sides, strict=True):
            for record in group.old if side == "old" else group.new:
                placed = carry_over(record, self._map, self._new["text"]) if side == "old" and self._is_edited else record
                if placed is None:
                    dropped.append(Dropped(group.kind, record["id"]))
                else:
                    kept.append((group.kind, side, self._following(group, side, placed, sides)))
        for _, side, record in sorted(kept, key=lambda item: item[1]):  # new ones first: they keep their ids
            self._final[side, record["id"]] = self._free_id(record["id"])
        return kept, dropped

    def _free_id(self, ident: str) -> str:
        """The id, or where ids that people gave stand for other things on both sides, one that is free."""
        taken = set(self._final.values())
        return ident if ident not in taken else next(free for n in range(2, len(taken) + 3) if (free := f"{ident}-{n}") not in taken)

    def _following(self, group: Group, side: Side, record: Json, sides: list[Side]) -> Json:
        """A record with the fields that follow from other changes as those were decided."""
        if len(group.old) != 1 or len(group.new) != 1:
            return record
        found = record
        for difference in self._differ.differences(group.kind, group.old[0], group.new[0]):
            decided = {sides[cause] for cause in difference.causes}
            if decided and decided != {side}:
                found = _with(found, difference.field.split("."), self._value(difference, decided))
        return found

    def _value(self, difference: Difference, decided: set[Side]) -> Any:
        """The value that a field has by decisions elsewhere. Links of both sides are told apart by `_Foreign` until ids are final."""
        old, new = (_foreign(value, side, difference.field) for side, value in self._sides(difference))
        if len(decided) == 1:
            return new if "new" in decided else old
        return [*new, *old] if isinstance(old, list) and isinstance(new, list) else new

    def _sides(self, difference: Difference) -> tuple[tuple[Side, Any], tuple[Side, Any]]:
        return ("old", difference.old), ("new", difference.new)

    def _linked(self, kind: Kind, side: Side, record: Json) -> Json:
        ident = self._final[side, record["id"]]
        linked: Json = _Linking(self, kind, ident, side).walk("", record)
        return {**linked, "id": ident}

    def resolve(self, side: Side, target: str) -> str | None:
        """The final id of what a link leads to: of the record itself, else of the one that is there in its place."""
        if (side, target) in self._final:
            return self._final[side, target]
        number = self._numbers[side].get(target)
        if number is None:
            return target
        group = self._groups[number]
        both: tuple[tuple[Side, tuple[Json, ...]], ...] = (("old", group.old), ("new", group.new))
        return next((self._final[at, one["id"]] for at, records in both for one in records if (at, one["id"]) in self._final), None)

    def is_there(self, side: Side, target: str) -> bool:
        return (side, target) in self._final or target not in self._numbers[side]

    def note(self, relinked: Relinked) -> None:
        self._relinked.append(relinked)


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A link by the side that it comes from."""

    side: Side
    target: str


@dataclass(frozen=True, slots=True)
class _Linking:
    """Writes the final ids into a record."""

    mixing: _Mixing
    kind: Kind
    ident: str
    side: Side

    def walk(self, field: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self.walk(f"{field}.{name}".lstrip("."), item) for name, item in value.items()}
        if isinstance(value, list):
            return list(self._items(field, value))
        if isinstance(value, _Foreign) or (isinstance(value, str) and is_link(field)):
            return self._link(field, value)
        return value

    def _items(self, field: str, items: list[Any]) -> Iterator[Any]:
        """The items, each once; those that lead nowhere any more are left out."""
        seen = []
        for item in items:
            found = self.walk(field, item)
            lost = found is None or (isinstance(found, dict) and any(found[name] is None and item[name] is not None for name in found))
            if not lost and found not in seen:
                seen.append(found)
                yield found

    def _link(self, field: str, link: str | _Foreign) -> str | None:
        side, target = (link.side, link.target) if isinstance(link, _Foreign) else (self.side, link)
        to = self.mixing.resolve(side, target)
        if not self.mixing.is_there(side, target):
            self.mixing.note(Relinked(self.kind, self.ident, field, target, to))
        return to


def carry_over(record: Json, text_map: TextMap, text: str) -> Json | None:
    """An old record at its places in the new text; None where its words are gone. Of an actor's mentions those that are left."""
    if "mentions" in record:
        mentions = [placed for mention in record["mentions"] if (placed := _placed(mention, text_map, text))]
        return {**record, "mentions": mentions} if mentions or not record["mentions"] else None
    found: Json | None = _placed(record, text_map, text)
    return found


def _placed(value: Any, text_map: TextMap, text: str) -> Any:
    """The value with all its spans in their new places; None where one of them is not there."""
    if isinstance(value, list):
        items = [_placed(item, text_map, text) for item in value]
        return None if any(item is None for item in items) else items
    if not isinstance(value, dict):
        return value
    found = {name: _placed(item, text_map, text) for name, item in value.items()}
    if any(found[name] is None and value[name] is not None for name in found):
        return None
    if value.get("start") is None or value.get("end") is None:
        return found
    place = text_map.place(value["start"], value["end"])
    if place is None or text[place.start : place.end] != value["text"]:
        return None
    return {**found, "start": place.start, "end": place.end}


def _with(record: Json, path: list[str], value: Any) -> Json:
    """The record with another value in one field."""
    name, *rest = path
    return {**record, name: _with(record[name], rest, value) if rest else value}


def _foreign(value: Any, side: Side, field: str) -> Any:
    """A value with its links told by the side that they come from."""
    if isinstance(value, list):
        return [_foreign(item, side, field) for item in value]
    if isinstance(value, dict):
        return {name: _foreign(item, side, name) for name, item in value.items()}
    return _Foreign(side, value) if isinstance(value, str) and is_link(field) else value
