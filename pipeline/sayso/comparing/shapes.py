"""What a record looks like to the alignment: its parts, each with its words and where they stand in the new text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Indel

from sayso.comparing.mapping import Place, TextMap
from sayso.comparing.values import Json

Locate = Callable[[int, int], Place | None]


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a record. `spans` are theirs in the new text, in order and apart; none where the words are gone. No words: no such part."""

    words: str
    spans: tuple[tuple[int, int], ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A record by its parts, the first of which is its extent; `words` and `value` are compared as they are."""

    record: Json
    parts: tuple[Part, ...]
    words: str
    value: object

    @property
    def extent(self) -> Part:
        return self.parts[0]

    @property
    def content(self) -> tuple[object, ...]:
        """All that is compared but places."""
        return (self.words, self.value, *(part.words for part in self.parts))


# How much each part counts, then the words, then the value. They sum to one.
_WEIGHTS: Mapping[str, tuple[tuple[float, ...], float, float]] = {
    "actor": ((0.5,), 0.3, 0.2),
    "date": ((0.6,), 0.2, 0.2),
    "figure": ((0.55,), 0.25, 0.2),
    "attribution": ((0.3, 0.3, 0.2), 0.2, 0.0),
    "claim": ((0.6, 0.2), 0.2, 0.0),
}
_LOOSE = 0.6  # what a part counts at the most that lies within the words that took the place of its own: as far as they are alike
_GONE = Part("", (), True)


class Shapes:
    """The shapes of records of one kind, each made when it is looked at. With a map, records are old ones, and it carries their places."""

    def __init__(self, kind: str, records: Sequence[Json], text_map: TextMap | None = None) -> None:
        self.records, self._kind = records, kind
        self._locate: Locate = text_map.place if text_map else _stay
        self._made: dict[int, Shape] = {}

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, number: int) -> Shape:
        if number not in self._made:
            self._made[number] = _shape(self._kind, self.records[number], self._locate)
        return self._made[number]


def _stay(start: int, end: int) -> Place:
    return Place(start, end, True)


def likeness(kind: str, old: Shape, new: Shape) -> float:
    """How alike two records of one kind are, from 0 to 1."""
    places, words, value = _WEIGHTS[kind]
    total = sum(weight * _same_part(one, other) for weight, one, other in zip(places, old.parts, new.parts, strict=True))
    total += words * Indel.normalized_similarity(old.words, new.words)
    return total + value * (old.value == new.value)


def covered(spans: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]) -> int:
    """How many code points both hold; each list in order and without overlaps."""
    total, ours, theirs = 0, list(spans), list(others)
    i = j = 0
    while i < len(ours) and j < len(theirs):
        total += max(0, min(ours[i][1], theirs[j][1]) - max(ours[i][0], theirs[j][0]))
        if ours[i][1] < theirs[j][1]:
            i += 1
        else:
            j += 1
    return total


def size(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)


def merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The same code points as spans in order, without overlaps."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _same_part(old: Part, new: Part) -> float:
    if not old.words or not new.words:
        return float(old.words == new.words)
    if not old.spans:
        return float(old.words.casefold() == new.words.casefold())
    both = covered(old.spans, new.spans)
    if not old.sure:
        return _LOOSE * Indel.normalized_similarity(old.words.casefold(), new.words.casefold()) if both else 0.0
    ours, theirs = size(old.spans), size(new.spans)
    return (both / (ours + theirs - both) + both / min(ours, theirs)) / 2  # what only grew or shrank is still much the same


def _shape(kind: str, record: Json, locate: Locate) -> Shape:
    parts = tuple(_part(spans, locate) for spans in _PARTS[kind](record))
    return Shape(record, parts, _words(kind, record), _VALUES[kind](record))


def _part(spans: Iterable[Json], locate: Locate) -> Part:
    told = [span for span in spans if span["text"]]
    if not told:
        return _GONE
    places = [place for span in told if (place := locate(span["start"], span["end"]))]
    found = merged((place.start, place.end) for place in places)
    return Part(" ".join(span["text"] for span in told), found, all(place.sure for place in places))


def _words(kind: str, record: Json) -> str:
    if kind == "attribution":
        spans = (record["source"], record["cue"], *record["content"])
        return " ".join(span["text"] for span in spans if span and span["text"]).casefold()
    return str(record["name"] if kind == "actor" else record["text"]).casefold()


def _given(*spans: Json | None) -> Iterator[Json]:
    return (span for span in spans if span)


_PARTS: Mapping[str, Callable[[Json], tuple[Iterable[Json], ...]]] = {
    "actor": lambda record: (record["mentions"],),
    "date": lambda record: ([record],),
    "figure": lambda record: ([record],),
    "attribution": lambda record: (record["content"], _given(record["cue"]), _given(record["source"])),
    "claim": lambda record: (record["spans"] or [record], _given(record["predicate"])),
}
_VALUES: Mapping[str, Callable[[Json], Any]] = {
    "actor": lambda record: record["kind"],
    "date": lambda record: (record["edtf"], record["first"], record["last"], record["duration"]),
    "figure": lambda record: tuple(record[name] for name in ("value", "low", "high", "vague", "order", "against_value")),
    "attribution": lambda record: None,
    "claim": lambda record: None,
}
