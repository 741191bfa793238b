"""A change in words: what every format for people tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from sayso.comparing import Change, Comparison, FieldChange
from sayso.comparing.editing import name_edit
from sayso.comparing.values import Grade, Json, Kind, Op
from sayso.records import LINK_FIELDS, PLURALS
from sayso.writing.changes.marking import Piece, mark_items, mark_sentence, mark_words
from sayso.writing.changes.view import View
from sayso.writing.visible import one_line

NOTHING = "nothing"
_MOST_PASSAGES = 3  # of an article's text that are shown, but for edits
_LONG = 200
_SHORT = 50
_TITLES: Mapping[str, frozenset[str]] = {
    "actor": frozenset({"name"}), "date": frozenset({"text"}), "figure": frozenset({"text"}), "claim": frozenset({"text", "spans"}),
    "attribution": frozenset({"source.text", "cue.text", "content"}), "article": frozenset(),
}  # fmt: skip
"""Fields that the title of a change tells already."""


@dataclass(frozen=True, slots=True)
class ToldField:
    name: str
    pieces: tuple[Piece, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words. `title` are those that the record is known by, old and new, `parts` the records of the side that has several."""

    op: Op
    record: Kind
    article: str
    grade: Grade
    weight: int
    title: tuple[Piece, ...]
    sentence: tuple[Piece, ...]
    fields: tuple[ToldField, ...]
    parts: tuple[str, ...]
    rules: str
    edit: str | None

    @property
    def shape(self) -> tuple[str, ...]:
        """What changes of one kind have in common: op, record and fields."""
        return (self.op, self.record, *(field.name for field in self.fields))


def tell(change: Change, comparison: Comparison, view: View) -> Told:
    """A change of a comparison, in words."""
    names = _names(comparison)
    fields = [_field(field, names) for field in sorted(_shown(change, view), key=lambda field: -field.weight)]
    if (hidden := _hidden_passages(change, view)) > 0:
        fields.append(ToldField("text", (Piece(f"{hidden} more passages differ"),), "cosmetic"))
    several = change.new if change.op == "split" else change.old if change.op == "merged" else ()
    return Told(
        change.op, change.record, change.article, change.grade, change.weight, _title(change),
        mark_sentence(change, comparison, context=view.context), tuple(fields), tuple(record_words(record) for record in several),
        rule_words(change), name_edit(change) if view.edits else None,
    )  # fmt: skip


def record_words(record: Json) -> str:
    """The words that a record is known by: its name, its own, who says what, an article's title."""
    if "mentions" in record:
        return one_line(record["name"])
    if "meta" in record:
        return one_line(record["meta"]["title"] or record["id"])
    if "content" in record:
        return one_line(_saying(record))
    return one_line(record["text"])


def shortened(words: str) -> str:
    """The beginning of long words, for a line that tells more."""
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…"


def rule_words(change: Change) -> str:
    """The rules on both sides: one where they are the same."""
    old, new = (rule or "no rule" for rule in change.rules)
    if not change.old:
        return new
    return old if not change.new or old == new else f"{old} → {new}"


def edit_words(name: str) -> str:
    """An edit as people say it: number_raised is "number raised"."""
    return name.replace("_", " ")


def _saying(record: Json) -> str:
    spans = [span for span in (record["source"], record["cue"]) if span and span["text"]]
    ordered = " ".join(span["text"] for span in sorted(spans, key=lambda span: span["start"]))
    return ": ".join(part for part in (ordered, " … ".join(span["text"] for span in record["content"])) if part)


def _title(change: Change) -> tuple[Piece, ...]:
    if change.op != "changed" or change.record == "article":
        return (_short(Piece(record_words((change.old or change.new)[0]))),)
    return mark_words(record_words(change.old[0]), record_words(change.new[0]))


def _shown(change: Change, view: View) -> Iterator[FieldChange]:
    """Its fields but for those that the title, the rules or an article's text tell; and of that text the first passages."""
    passages = 0
    told = _TITLES[change.record] | ({"meta.sha256"} if any(field.field == "text" for field in change.changes) else set())
    for field in change.changes:
        passages += field.field == "text" and change.record == "article"
        if field.field in told or (view.material and field.grade != "material") or field.field == "rule":
            continue
        if passages <= _MOST_PASSAGES or view.edits or field.field != "text":
            yield field


def _hidden_passages(change: Change, view: View) -> int:
    passages = sum(field.field == "text" for field in change.changes) if change.record == "article" else 0
    return 0 if view.edits or view.material else passages - _MOST_PASSAGES


_Names = tuple[Mapping[str, str], Mapping[str, str]]


def _names(comparison: Comparison) -> _Names:
    """The words of every record, by id, old and new."""
    return words_by_id(comparison.old), words_by_id(comparison.new)


def words_by_id(article: Json | None) -> Mapping[str, str]:
    """The words that each record of an article is known by; none where there is no article."""
    return {record["id"]: record_words(record) for kind in PLURALS.values() for record in article[kind]} if article else {}


def _field(field: FieldChange, names: _Names) -> ToldField:
    old, new = field.old, field.new
    if isinstance(old, dict) and isinstance(new, dict):
        differing = {name for name in {*old, *new} if old.get(name) != new.get(name)}
        old, new = ({name: item for name, item in side.items() if name in differing} for side in (old, new))
    return ToldField(field.field, tuple(_short(piece) for piece in _pieces(field.field, old, new, names)), field.grade)


def _pieces(name: str, old: Any, new: Any, names: _Names) -> tuple[Piece, ...]:
    """Words of the text word by word, lists item by item, and any other value as what it was and what it is."""
    if isinstance(old, list) and isinstance(new, list) and old and new and (len(old) > 1 or len(new) > 1):
        ours, theirs = ([_value(name, item, side) for item in items] for items, side in zip((old, new), names, strict=True))
        return mark_items(ours, theirs, " | " if _is_span(new[0]) else ", ")
    one, other = _value(name, old, names[0]), _value(name, new, names[1])
    if one and other and " " in one + other and (_is_words(old) or _is_words(new)):
        return mark_words(one, other)
    return (Piece(one or NOTHING, "old"), Piece(" → "), Piece(other or NOTHING, "new"))


def _is_words(value: object) -> bool:
    return isinstance(value, str) or _is_span(value) or (isinstance(value, list) and all(_is_span(item) for item in value))


def _is_span(value: object) -> bool:
    return isinstance(value, dict) and "start" in value


def _value(name: str, value: Any, names: Mapping[str, str]) -> str:
    """A value as people read it: a record's words for its id, words for spans."""
    last = name.rpartition(".")[2]
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_value(name, item, names) for item in value)
    if isinstance(value, dict):
        return one_line(value["text"]) if value.get("text") else _pairs(value, names)
    if isinstance(value, str):
        return one_line(names.get(value, value) if last in LINK_FIELDS else value)
    return orjson.dumps(value).decode()


def _pairs(value: Json, names: Mapping[str, str]) -> str:
    """An object's values: an actor and its part are "the mayor (agent)"."""
    if value.keys() == {"actor", "part"}:
        return f"{_value('actor', value['actor'], names)} ({value['part']})"
    return ", ".join(f"{key} {_value(key, item, names)}" for key, item in value.items() if item not in (None, [], {}, ""))


def _short(piece: Piece) -> Piece:
    words = piece.words
    return piece if len(words) <= _LONG else Piece(f"{words[: _LONG // 2]} … {words[-_LONG // 4 :]}", piece.mark)
