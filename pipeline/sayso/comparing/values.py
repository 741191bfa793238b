"""What a comparison is made of. Records stand in it as the JSON objects that they are in a run, so that nothing is lost or renamed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from sayso.comparing.mapping import TextMap

Op = Literal["added", "removed", "changed", "moved", "split", "merged"]
Grade = Literal["material", "cosmetic"]
Kind = Literal["article", "actor", "date", "figure", "attribution", "claim"]
Json = dict[str, Any]

KINDS: tuple[Kind, ...] = get_args(Kind)
OPS: tuple[Op, ...] = ("added", "removed", "changed", "split", "merged", "moved")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs. `field` joins objects with dots (`source.actor`); a list is one field.

    `old` and `new` are what stands in the records: an id where the field is a link, although links are compared by what they lead to.
    `weight` says how much it matters (see `grades.toml`); it is for sorting and not written.
    """

    field: str
    old: Any
    new: Any
    grade: Grade
    weight: int = 0

    def row(self) -> Json:
        return {"field": self.field, "old": self.old, "new": self.new, "grade": self.grade}


@dataclass(frozen=True, slots=True)
class Match:
    """How both sides were found to be the same: by `id`, by `place` (overlap, words and values, 0 to 1), or by their `text` alone."""

    by: Literal["id", "place", "text"]
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """Records that are the same one: one on each side, or none on one, or several pieces of the other side's one."""

    kind: Kind
    old: tuple[Json, ...]
    new: tuple[Json, ...]
    match: Match | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """All records of two versions of an article in groups, kind by kind, new ones in their order, then old ones that are gone."""

    groups: tuple[Group, ...]
    text_map: TextMap

    def of_old(self) -> dict[str, int]:
        """Each old record's id and the number of its group."""
        return {record["id"]: number for number, group in enumerate(self.groups) for record in group.old}

    def of_new(self) -> dict[str, int]:
        return {record["id"]: number for number, group in enumerate(self.groups) for record in group.new}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two runs: a line of `sayso diff --format jsonl`.

    id      a hash of article, record and both contents without offsets: the same change in a later run has the same one
    article the new article's id; the old one's where it is missing
    old     whole records: none if added, several if merged; of an article its id, meta and text
    new     likewise: none if removed, several if split
    match   None where only one side has it
    rules   which rule made the old and the new side; None where there is none, joined with ` | ` where several did
    weight  the greatest of its fields', or its op's; not written
    """

    id: str
    op: Op
    record: Kind
    article: str
    old: tuple[Json, ...]
    new: tuple[Json, ...]
    match: Match | None
    changes: tuple[FieldChange, ...]
    rules: tuple[str | None, str | None]
    grade: Grade
    weight: int = 0

    def row(self) -> Json:
        """The JSON object of the contract."""
        return {
            "id": self.id, "op": self.op, "record": self.record, "article": self.article, "old": list(self.old), "new": list(self.new),
            "match": {"by": self.match.by, "score": self.match.score} if self.match else None,
            "changes": [change.row() for change in self.changes],
            "rules": dict(zip(("old", "new"), self.rules, strict=True)),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one article that differ: whole JSON objects, None where a side is missing, and every change in text order.

    `changes` holds what moved as well. `alignment` pairs all records, changed or not, and maps the old text onto the new one; it is
    None where a side is missing.
    """

    article: str
    old: Json | None
    new: Json | None
    changes: tuple[Change, ...]
    alignment: Alignment | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The end of a comparison of two runs.

    counts  changes by op and by grade (without what moved), and articles: articles_old, articles_new, articles_same (without a change,
            or with moved records only), articles_changed, articles_added, articles_removed
    runs    what made the old and the new run: {sayso, model, rules}; None where no article tells, several joined with ` | `
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    runs: tuple[Json | None, Json | None] = (None, None)

    @property
    def differs(self) -> bool:
        """Whether anything but places changed."""
        return any(self.counts[op] for op in OPS if op != "moved")

    def row(self) -> Json:
        """The last line of `sayso diff --format jsonl`."""
        return {"op": "summary", "counts": dict(self.counts), "runs": dict(zip(("old", "new"), self.runs, strict=True))}
