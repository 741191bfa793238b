"""What stands beside an id, so that a row can be read by itself: an actor's name, a date's days, a figure's words and value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sayso.records import Actor, Article, Attribution, Claim, Date, Figure, Record, RecordKind, all_records


class Links:
    """The records of one article by id, in words."""

    def __init__(self, article: Article) -> None:
        self.records: dict[str, Record] = {record.id: record for record in all_records(article)}

    def get(self, ident: str | None) -> Record | None:
        return self.records.get(ident) if ident is not None else None

    def words(self, ident: str | None, kind: RecordKind) -> dict[str, Any]:
        """The companions of an id that points at a record of this kind; all None where there is none."""
        record = self.get(ident)
        return {name: tell(record, self) if record else None for name, tell in COMPANIONS[kind].items()}

    def saying(self, attribution: Attribution) -> str:
        """Who said it, and how, in the order of the text: "Ana Reyes warned", "according to police", "reportedly"."""
        source, cue = attribution.source, attribution.cue
        actor = self.get(source.actor)
        who = actor.name if isinstance(actor, Actor) else source.text
        if cue is None or who is None:
            return who or (cue.text if cue else "")
        return f"{who} {cue.text}" if source.start is None or source.start < cue.start else f"{cue.text} {who}"


def _name(record: Record, links: Links) -> str | None:
    return record.name if isinstance(record, Actor) else None


def _edtf(record: Record, links: Links) -> str | None:
    return record.edtf if isinstance(record, Date) else None


def _value(record: Record, links: Links) -> int | float | None:
    return record.value if isinstance(record, Figure) else None


def _text(record: Record, links: Links) -> str | None:
    return record.text if isinstance(record, Date | Figure | Claim) else None


def _saying(record: Record, links: Links) -> str | None:
    return links.saying(record) if isinstance(record, Attribution) else None


_Tell = Callable[[Record, Links], Any]
COMPANIONS: Mapping[RecordKind, Mapping[str, _Tell]] = {
    "actor": {"name": _name},
    "date": {"edtf": _edtf, "text": _text},
    "figure": {"text": _text, "value": _value},
    "attribution": {"text": _saying},
    "claim": {"text": _text},
}
