"""Two records that are the same one → the fields in which they differ.

Places are compared on the new text, links by what they lead to. What only follows from another change, as a link to a record that is gone,
is told apart by its causes: it is no change of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.comparing.grading import Way
from sayso.comparing.shapes import covered, merged, size
from sayso.comparing.values import Alignment, Json
from sayso.records import LINK_FIELDS

_EDGE = 0.5  # the part that two extents share, from which one is the other with another edge
_NOT_COMPARED = frozenset({"id", "start", "end"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs. `causes` are numbers of the groups from whose change it follows; none: it is a change of its own."""

    field: str
    old: Any
    new: Any
    way: Way
    causes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Leniency:
    """What is taken for the same: fields by name (`confidence`, `source`, `figure.value`), and numbers that are as near as this.

    `tolerance` is by field, "" for every other.
    """

    ignore: frozenset[str] = frozenset()
    tolerance: Mapping[str, float] = field(default_factory=dict)

    def ignores(self, kind: str, name: str) -> bool:
        """Whether a field, or an object that it stands in, is passed over."""
        parts = name.split(".")
        stems = {".".join(parts[: end + 1]) for end in range(len(parts))}
        return bool(self.ignore & (stems | {f"{kind}.{stem}" for stem in stems}))

    def takes_for_same(self, kind: str, name: str, old: float, new: float) -> bool:
        near = self.tolerance.get(f"{kind}.{name}", self.tolerance.get(name, self.tolerance.get("", 0.0)))
        return abs(old - new) <= near


class Differ:
    """Compares the records of one alignment."""

    def __init__(self, alignment: Alignment, leniency: Leniency) -> None:
        self._groups, self._map, self._leniency = alignment.groups, alignment.text_map, leniency
        self._old, self._new = alignment.of_old(), alignment.of_new()
        self._is_same_text = self._map.is_same
        self._ids_agree = all(self._new.get(ident, number) == number for ident, number in self._old.items())

    def is_unchanged(self, old: Json, new: Json) -> bool:
        """Whether two records are equal in all, places too, and their links lead to the same records: the quick answer for most."""
        return self._ids_agree and old == new

    def differences(self, kind: str, old: Json, new: Json) -> Iterator[Difference]:
        """Every field in which two records differ, in the order of the contract; what follows from other changes with its causes."""
        for found in self._object(kind, "", old, new):
            if not self._leniency.ignores(kind, found.field) and not _is_told_by_text(found, old, new):
                causes = found.causes or self._causes(found, old, new)
                way = "edited" if kind == "actor" and found.field == "name" and self._is_name_edited(old, new) else found.way
                yield Difference(found.field, found.old, found.new, way, causes)

    def _object(self, kind: str, prefix: str, old: Json, new: Json) -> Iterator[Difference]:
        for name in new:
            if name == "text" and "start" in new:
                yield from self._span(prefix, old, new)
            elif name not in _NOT_COMPARED:
                yield from self._field(kind, prefix + name, old.get(name), new[name])

    def _field(self, kind: str, name: str, old: Any, new: Any) -> Iterator[Difference]:
        if isinstance(old, dict) and isinstance(new, dict) and name != "external":
            yield from self._object(kind, name + ".", old, new)
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._list(name, old, new)
        elif is_link(name) and not isinstance(old, dict) and not isinstance(new, dict):
            yield from self._link(name, old, new)
        elif old != new and not (_is_number(old) and _is_number(new) and self._leniency.takes_for_same(kind, name, old, new)):
            yield Difference(name, old, new, way_of(old, new))

    def _span(self, prefix: str, old: Json, new: Json) -> Iterator[Difference]:
        """Its words, or where they are the same but not in their place, its start."""
        if old["text"] is None or new["text"] is None:
            if old["text"] != new["text"]:
                yield Difference(prefix + "text", old["text"], new["text"], way_of(old["text"], new["text"]))
        elif old["text"] != new["text"]:
            yield Difference(prefix + "text", old["text"], new["text"], self._way_of_spans([old], [new]))
        elif not self._is_in_place(old, new):
            yield Difference(prefix + "start", old["start"], new["start"], "changed")

    def _is_in_place(self, old: Json, new: Json) -> bool:
        """Whether an old span stands where the new one with the same words does; in a text that was edited they may have moved."""
        return not self._is_same_text or (old["start"], old["end"]) == (new["start"], new["end"])

    def _way_of_spans(self, old: Sequence[Json], new: Sequence[Json]) -> Way:
        places = [self._map.place(span["start"], span["end"]) for span in old]
        ours, theirs = [(place.start, place.end) for place in places if place], [(span["start"], span["end"]) for span in new]
        if ours == theirs and all(place and place.sure for place in places):
            return "edited"
        if not self._is_same_text and _folded(old) == _folded(new):
            return "edge"  # a sentence begins there now, or no longer does
        both = covered(merged(ours), merged(theirs))
        whole = size(merged(ours)) + size(merged(theirs)) - both
        return "edge" if whole and both >= _EDGE * whole else "changed"

    def _is_name_edited(self, old: Json, new: Json) -> bool:
        """Whether a mention that has the old name has the new one now, in the same place."""
        places = {(mention["start"], mention["end"]) for mention in new["mentions"] if new["name"] in mention["text"]}
        named = (mention for mention in old["mentions"] if old["name"] in mention["text"])
        found = (self._map.place(mention["start"], mention["end"]) for mention in named)
        return not self._is_same_text and any(place and place.sure and (place.start, place.end) in places for place in found)

    def _link(self, name: str, old: str | None, new: str | None) -> Iterator[Difference]:
        one, other = self._group(self._old, old), self._group(self._new, new)
        if one == other:
            return
        causes = tuple(number for number in (one, other) if isinstance(number, int) and self._is_one_sided(number))
        follows = causes and (one is None or other is None)
        yield Difference(name, old, new, way_of(old, new), causes if follows else ())

    def _list(self, name: str, old: list[Any], new: list[Any]) -> Iterator[Difference]:
        """A list is one field. Links to records that only one side has do not count; each record counts once."""
        ours, causes = self._staying(name, old, self._old)
        theirs, others = self._staying(name, new, self._new)
        if len(ours) == len(theirs) and all(self._is_same(name, a, b) for a, b in zip(ours, theirs, strict=True)):
            if causes or others:
                yield Difference(name, old, new, way_of(old, new), (*causes, *others))
        elif _is_spans(old) and _is_spans(new) and old and new:
            yield Difference(name, old, new, self._way_of_spans(old, new))
        elif _is_mentioned_only(ours, theirs):
            yield Difference(name, old, new, "edge")
        else:
            yield Difference(name, old, new, way_of(old, new))

    def _staying(self, name: str, items: list[Any], groups: Mapping[str, int]) -> tuple[list[Any], list[int]]:
        """The items with the number of its group for each link, without those that lead to a record that only one side has."""
        staying: list[Any] = []
        causes = []
        for item in items:
            keyed = self._keyed(name, item, groups)
            number = next(iter(_numbers(keyed)), None)
            if number is not None and self._is_one_sided(number):
                causes.append(number)
            elif number is None or keyed not in staying:
                staying.append(keyed)
        return staying, causes

    def _keyed(self, name: str, item: Any, groups: Mapping[str, int]) -> Any:
        if isinstance(item, dict):
            return {key: self._keyed(key, value, groups) for key, value in item.items()}
        return _Key(self._group(groups, item)) if is_link(name) and isinstance(item, str) else item

    def _is_same(self, name: str, old: Any, new: Any) -> bool:
        if not (isinstance(old, dict) and isinstance(new, dict)):
            return bool(old == new)
        if old.get("text") != new.get("text") or ("start" in new and not self._is_in_place(old, new)):
            return False
        return all(old.get(key) == new[key] for key in new if key not in _NOT_COMPARED)

    def _group(self, groups: Mapping[str, int], ident: str | None) -> int | str | None:
        """The number of a record's group; of an id that leads nowhere the id itself."""
        return None if ident is None else groups.get(ident, ident)

    def _is_one_sided(self, number: int) -> bool:
        group = self._groups[number]
        return not group.old or not group.new

    def _causes(self, found: Difference, old: Json, new: Json) -> tuple[int, ...]:
        """A source's kind is its actor's, and a computed change follows from the figure that it was computed from."""
        if found.field == "source.kind":
            return self._cause_of_kind(old["source"], new["source"])
        if found.field in ("change_by", "change_percent") and found.field in old["change_derived"] and found.field in new["change_derived"]:
            return self._cause_of_derived(old["change_from"], new["change_from"])
        return ()

    def _cause_of_kind(self, old: Json, new: Json) -> tuple[int, ...]:
        one, other = self._group(self._old, old["actor"]), self._group(self._new, new["actor"])
        numbers = tuple(number for number in (one, other) if isinstance(number, int))
        if len(numbers) == 1 and self._is_one_sided(numbers[0]):
            return numbers
        if one != other or not numbers:
            return ()
        group = self._groups[numbers[0]]
        explains = old["kind"] in {actor["kind"] for actor in group.old} and new["kind"] in {actor["kind"] for actor in group.new}
        return numbers[:1] if explains else ()

    def _cause_of_derived(self, old: str | None, new: str | None) -> tuple[int, ...]:
        one, other = self._group(self._old, old), self._group(self._new, new)
        if one != other or not isinstance(one, int):
            return ()
        group = self._groups[one]
        return (one,) if [figure["value"] for figure in group.old] != [figure["value"] for figure in group.new] else ()


@dataclass(frozen=True, slots=True)
class _Key:
    """What a link leads to."""

    group: int | str | None


def _numbers(item: Any) -> Iterator[int]:
    if isinstance(item, _Key) and isinstance(item.group, int):
        yield item.group
    elif isinstance(item, dict):
        for value in item.values():
            yield from _numbers(value)


def is_link(name: str) -> bool:
    """Whether a field holds the id of a record, or several."""
    return name.rpartition(".")[2] in LINK_FIELDS


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_spans(items: list[Any]) -> bool:
    return all(isinstance(item, dict) and "start" in item for item in items)


def _folded(spans: Sequence[Json]) -> list[str]:
    return [span["text"].casefold() for span in spans]


def _is_mentioned_only(old: list[Any], new: list[Any]) -> bool:
    """Whether a claim's actors are the same but for those that are just mentioned in it."""
    items = (*old, *new)
    if not items or not all(isinstance(item, dict) and "part" in item for item in items):
        return False
    ours, theirs = ([item for item in side if item["part"] != "mentioned"] for side in (old, new))
    return ours == theirs


def _is_told_by_text(found: Difference, old: Json, new: Json) -> bool:
    """Whether the spans of a claim are its one extent on both sides, which is compared already."""
    return found.field == "spans" and all(
        len(record["spans"]) == 1 and record["spans"][0]["text"] == record["text"] for record in (old, new)
    )


def way_of(old: Any, new: Any) -> Way:
    """How a value became another one, by what is empty."""
    if old in (None, [], {}, ""):
        return "gained"
    return "dropped" if new in (None, [], {}, "") else "changed"
