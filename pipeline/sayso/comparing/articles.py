"""Two versions of one article → its changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import orjson

from sayso.comparing.aligning import RECORDS, align
from sayso.comparing.differing import Differ, Difference, Leniency, way_of
from sayso.comparing.grading import Grades, load_grades
from sayso.comparing.mapping import TextMap
from sayso.comparing.values import Alignment, Change, Comparison, FieldChange, Group, Json, Kind, Match, Op

_OFFSETS = frozenset({"start", "end"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How articles are compared: what is taken for the same, and what each difference weighs.

    `edits`: the two are versions that an outlet published, so that words which it altered weigh as any change, not as the article's own.
    """

    leniency: Leniency = field(default_factory=Leniency)
    grades: Grades = field(default_factory=load_grades)
    edits: bool = False


def compare_articles(old: Json | None, new: Json | None, options: Options | None = None, *, by: Match | None = None) -> Comparison:
    """Every change between two versions of an article, JSON objects of the article layout; None is a side where it is missing.

    `by` is how the two were found to be one article. The result has no changes where nothing differs but what `options` pass over.
    """
    options = options or Options()
    if old is None or new is None:
        return _one_sided(old, new, options)
    alignment = align(old, new)
    make = _Maker(new["id"], alignment, options)
    article = make.article(old, new, by or Match("id", 1.0))
    records = (change for group in alignment.groups for change in make.record(group))
    ordered = sorted(records, key=lambda change: _position(change, alignment.text_map))
    return Comparison(new["id"], old, new, (*article, *ordered), alignment)


def without_offsets(value: Any) -> Any:
    """A record without its places: what its content is."""
    if isinstance(value, dict):
        return {name: without_offsets(item) for name, item in value.items() if name not in _OFFSETS}
    return [without_offsets(item) for item in value] if isinstance(value, list) else value


def spans_in(value: Any) -> Iterator[Json]:
    """Every span in a record, its own first."""
    if isinstance(value, dict):
        if value.get("start") is not None and value.get("end") is not None:
            yield value
        for item in value.values():
            yield from spans_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans_in(item)


def first_offset(record: Json) -> int:
    """Where the first of a record's words stands, of an actor's its first mention; 0 where it has none."""
    if "start" in record:
        return int(record["start"])
    spans = record["mentions"][:1] if "mentions" in record else (record["source"], record["cue"], *record["content"])
    return min((span["start"] for span in spans if span and span["start"] is not None), default=0)


def _one_sided(old: Json | None, new: Json | None, options: Options) -> Comparison:
    op: Op = "added" if old is None else "removed"
    article = old or new
    if article is None:
        raise ValueError("an article stands on one side at least")
    olds, news = ((_head(side),) if side else () for side in (old, new))
    change = _change(op, article["id"], Group("article", olds, news, None), (), options.grades)
    return Comparison(article["id"], old, new, (change,))


def _head(article: Json) -> Json:
    return {name: article[name] for name in ("id", "meta", "text")}


class _Maker:
    """Makes the changes of one article."""

    def __init__(self, article: str, alignment: Alignment, options: Options) -> None:
        self._article, self._map, self._options = article, alignment.text_map, options
        self._differ = Differ(alignment, options.leniency)
        pairs = (group for group in alignment.groups if group.kind in ("figure", "date") and group.old and group.new)
        self._values = [(record["start"], record["end"]) for group in pairs for record in group.new]

    def article(self, old: Json, new: Json, match: Match) -> Iterator[Change]:
        """The article's own change, if it has one: id, meta, text, and blocks where the text is the same."""
        found = tuple(self._fields("article", _of_article(old, new, self._map)))
        if found:
            yield self._make("changed", Group("article", (_head(old),), (_head(new),), match), found)

    def record(self, group: Group) -> Iterator[Change]:
        if len(group.old) == len(group.new) == 1:
            yield from self._pair(group)
        else:
            op: Op = "added" if not group.old else "removed" if not group.new else "split" if len(group.old) == 1 else "merged"
            yield self._make(op, group)

    def _pair(self, group: Group) -> Iterator[Change]:
        old, new = group.old[0], group.new[0]
        if self._differ.is_unchanged(old, new):
            return
        differences = self._differ.differences(group.kind, old, new)
        found = tuple(self._fields(group.kind, differences, altered=self._options.edits and not self._is_explained(group)))
        if found:
            yield self._make("changed", group, found)
        elif _places(old) != _places(new):
            yield self._make("moved", group)

    def _is_explained(self, group: Group) -> bool:
        """Whether a record's words differ in a figure or a date only, which tells of it; a quotation's words are its own."""
        if group.kind in ("figure", "date") or group.new[0].get("manner", "indirect") != "indirect":
            return False
        spans = [(span["start"], span["end"]) for span in spans_in(group.new[0])]
        touched = {gap[2:] for gap in self._map.gaps() if any(start <= gap[3] and gap[2] <= end for start, end in spans)}
        return all(any(start <= gap[0] and gap[1] <= end for start, end in self._values) for gap in touched)

    def _fields(self, kind: Kind, differences: Iterable[Difference], *, altered: bool = False) -> Iterator[FieldChange]:
        """What is a change of its own, graded; `altered`: words that the outlet changed weigh as any."""
        grades = self._options.grades
        for found in differences:
            if not found.causes and not self._options.leniency.ignores(kind, found.field):
                way = "changed" if found.way == "edited" and altered else found.way
                weight = grades.weigh(kind, found.field, way)
                yield FieldChange(found.field, found.old, found.new, grades.grade(weight), weight)

    def _make(self, op: Op, group: Group, fields: tuple[FieldChange, ...] = ()) -> Change:
        return _change(op, self._article, group, fields, self._options.grades)


def _change(op: Op, article: str, group: Group, fields: tuple[FieldChange, ...], grades: Grades) -> Change:
    contents = [article, group.kind, without_offsets(list(group.old)), without_offsets(list(group.new))]
    ident = blake2b(orjson.dumps(contents, option=orjson.OPT_SORT_KEYS), digest_size=8).hexdigest()
    weight = _weight(op, group.kind, fields, grades)
    rules = (_rules(group.old), _rules(group.new))
    return Change(ident, op, group.kind, article, group.old, group.new, group.match, fields, rules, grades.grade(weight), weight)


def _weight(op: Op, kind: Kind, fields: tuple[FieldChange, ...], grades: Grades) -> int:
    """A changed record weighs as much as the weightiest of its fields, one that only moved nothing."""
    if op == "moved":
        return 0
    return max(change.weight for change in fields) if op == "changed" else grades.weigh(kind, op)


def _rules(records: Sequence[Json]) -> str | None:
    return " | ".join(dict.fromkeys(record["rule"] for record in records if record.get("rule"))) or None


def _of_article(old: Json, new: Json, text_map: TextMap) -> Iterator[Difference]:
    yield from _differing("id", old["id"], new["id"])
    for name in new["meta"]:
        yield from _differing(f"meta.{name}", old["meta"].get(name), new["meta"][name])
    if old["text"] == new["text"]:
        if old["blocks"] != new["blocks"]:
            yield Difference("blocks", old["blocks"], new["blocks"], "changed")
        return
    for a, b, c, d in text_map.gaps():
        yield Difference("text", old["text"][a:b], new["text"][c:d], "gained" if a == b else "dropped" if c == d else "changed")


def _differing(name: str, old: Any, new: Any) -> Iterator[Difference]:
    if old != new:
        yield Difference(name, old, new, way_of(old, new))


def _places(record: Json) -> list[tuple[int, int]]:
    return [(span["start"], span["end"]) for span in spans_in(record)]


def _position(change: Change, text_map: TextMap) -> tuple[int, bool, int, int]:
    """Where a change stands in the new text, what is gone from there in its old order first, then its kind: as one reads."""
    own = min(first_offset(record) for record in change.new or change.old)
    return own if change.new else text_map.point(own), bool(change.new), own, RECORDS.index(change.record)
