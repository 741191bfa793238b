"""What labelling tools know: words under a label, links between them, and what else a record tells, in a note.

A record has one mark that stands for it, its head, and marks for its parts. A head's label tells the record and its main kind:

actor_person, actor_group …      each mention of an actor; `same` links join the later ones to the first
date_date, date_range …          a date; its written ends are `end`
figure_money, figure_count …     a figure; `counted`, `among`
cue_says, cue_denies …           an attribution, at its cue; `source`, `content`, `addressee`, `medium_interview` …
quote_says …                     an attribution that has no cue, at the first of its contents
claim                            a claim's whole extent; `part` where it has gaps, `predicate`, `condition`

A link goes from a head to a part under the part's label (`source`, `content`, `medium` …), and from head to head under the field's
name (`within`, `chain`, `date`, `source_actor` …), or under an actor's part in a claim (`agent`, `target` …).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from sayso.records import ActorKind, ActorPart, Article, DateKind, FigureKind, MediumKind, RecordKind, Stance

HEADS: Mapping[str, tuple[RecordKind, str, tuple[str, ...]]] = {
    "actor": ("actor", "kind", get_args(ActorKind)),
    "date": ("date", "kind", get_args(DateKind)),
    "figure": ("figure", "kind", get_args(FigureKind)),
    "cue": ("attribution", "stance", get_args(Stance)),
    "quote": ("attribution", "stance", get_args(Stance)),
    "claim": ("claim", "", ()),
}
"""A head's label without its kind → the record, the field that the kind fills, and the kinds there are."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "end": (), "counted": (), "among": (), "source": (), "content": (), "addressee": (), "medium": get_args(MediumKind),
    "part": (), "predicate": (), "condition": (),
}  # fmt: skip
"""A part's label without its kind → the kinds there are."""

SAME = "same"
ACTOR_PARTS: tuple[ActorPart, ...] = get_args(ActorPart)
LINKS: Mapping[RecordKind, tuple[str, ...]] = {
    "actor": ("members",),
    "date": ("anchor_date",),
    "figure": ("by", "against", "holder", "part_of", "date", "attribution", "change_from"),
    "attribution": ("within", "source_actor", "source_actors", "source_figure", "addressee_actor", "medium_actor"),
    "claim": ("chain", "figures", "dates", "repeats", *ACTOR_PARTS),
}
"""The labels of links from head to head, record by record."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words under a label. Offsets are code points; `fields` is what the note tells, None where a person drew the mark without one.
    `record` is the id of the record that the mark was made of, None for one that comes back."""

    id: str
    label: str
    start: int
    end: int
    fields: Mapping[str, Any] | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """From one mark to another, by their ids."""

    label: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Marked:
    """An article without its records, and the marks and links that stand for them, in the order of the tool."""

    article: Article
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]


def all_labels() -> Iterator[str]:
    """Every label that a mark can have."""
    for stem, (_, _, kinds) in HEADS.items():
        yield from (f"{stem}_{kind}" for kind in kinds)
        if not kinds:
            yield stem
    for stem, kinds in PARTS.items():
        yield from (f"{stem}_{kind}" for kind in kinds)
        if not kinds:
            yield stem


def all_links() -> Iterator[str]:
    """Every label that a link can have, each once."""
    yield from dict.fromkeys((SAME, *PARTS, *(label for labels in LINKS.values() for label in labels)))


def split_label(label: str) -> tuple[str, str | None] | None:
    """A label's stem and kind; None where it is none of ours."""
    stem, _, kind = label.partition("_")
    kinds = HEADS[stem][2] if stem in HEADS else PARTS.get(stem)
    if kinds is None or (kind not in kinds if kinds else kind):
        return None
    return stem, kind or None
