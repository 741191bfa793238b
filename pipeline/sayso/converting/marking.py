"""Records → marks and links, so that nothing that a person may want to correct is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.converting.marks import SAME, Link, Mark, Marked
from sayso.records import (
    LINK_FIELDS,
    PLURALS,
    RECORD_KINDS,
    Actor,
    Article,
    Attribution,
    Claim,
    Date,
    Figure,
    Record,
    Span,
    Value,
    all_records,
    links_of,
)

_NEVER = frozenset({"start", "end", "text", "id", "rule", "confidence"})


def mark(article: Article) -> Marked:
    """The marks of an article's records, kind by kind. A record that stands at no words (an actor without mentions) has none."""
    sheet = _Sheet()
    for record in all_records(article):
        sheet.add(record)
    for record in all_records(article):
        sheet.join(record)
    bare = article.model_copy(update={**{PLURALS[kind]: () for kind in RECORD_KINDS}, "run": None})
    return Marked(bare, tuple(sheet.marks), tuple(sheet.links))


def fields_of(value: Value, *left_out: str) -> dict[str, Any]:
    """What a value tells beside its span, its links and its parts, as JSON values; fields that say nothing are left out."""
    told = value.model_dump(mode="json")
    return {name: told[name] for name in _plain_names(value, left_out)}


def _plain_names(value: Value, left_out: tuple[str, ...]) -> Iterator[str]:
    for name, field in type(value).model_fields.items():
        item = getattr(value, name)
        linked = name in LINK_FIELDS or isinstance(item, Value) or (isinstance(item, tuple) and item and isinstance(item[0], Value))
        silent = not field.is_required() and item == field.get_default(call_default_factory=True)
        if not (linked or silent or name in _NEVER or name in left_out):
            yield name


class _Sheet:
    """The marks and links of one article, as they are put down."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.links: list[Link] = []
        self.heads: dict[str, str] = {}  # a record's id → its head's
        self.record = ""  # whose marks are being put down

    def add(self, record: Record) -> None:
        """The marks of a record and the links within it."""
        self.record = record.id
        match record:
            case Actor():
                self._add_actor(record)
            case Date():
                head = self._head(record, f"date_{record.kind}", record, fields_of(record, "kind", "ends"))
                for end in record.ends:
                    self._part(head, "end", end)
            case Figure():
                head = self._head(record, f"figure_{record.kind}", record, fields_of(record, "kind"))
                self._parts(head, counted=record.counted, among=record.among)
            case Attribution():
                self._add_attribution(record)
            case Claim():
                head = self._head(record, "claim", record, fields_of(record, "spans", "actors"))
                for span in record.spans if _is_broken(record) else ():
                    self._part(head, "part", span)
                self._parts(head, predicate=record.predicate, condition=record.condition)

    def join(self, record: Record) -> None:
        """The links from a record to others; one to a record that has no mark is left out."""
        head = self.heads.get(record.id)
        for field, target in _named_links(record) if head else ():
            if target in self.heads:
                self.links.append(Link(field, str(head), self.heads[target]))

    def _add_actor(self, actor: Actor) -> None:
        told = fields_of(actor, "kind", "mentions")
        for number, mention in enumerate(actor.mentions):
            fields = {"form": mention.form} | ({} if number else told)
            made = self._mark(f"actor_{actor.kind}", mention, fields)
            if number:
                self.links.append(Link(SAME, made, self.heads[actor.id]))
            else:
                self.heads[actor.id] = made

    def _add_attribution(self, attribution: Attribution) -> None:
        fields, cue, source = fields_of(attribution, "stance", "content"), attribution.cue, attribution.source
        if source.text is None and (told := fields_of(source)):
            fields["source"] = told
        if cue:
            head = self._head(attribution, f"cue_{attribution.stance}", cue, {"lemma": cue.lemma, **fields})
        elif attribution.content:
            head = self._head(attribution, f"quote_{attribution.stance}", attribution.content[0], fields)
        else:
            return
        if source.start is not None and source.end is not None and source.text is not None:
            self._part(head, "source", Span(start=source.start, end=source.end, text=source.text), fields_of(source))
        for span in attribution.content if cue else attribution.content[1:]:
            self._part(head, "content", span)
        self._parts(head, addressee=attribution.addressee, medium=attribution.medium)

    def _head(self, record: Record, label: str, span: Span, fields: dict[str, Any]) -> str:
        made = self.heads[record.id] = self._mark(label, span, fields)
        return made

    def _parts(self, head: str, **parts: Span | None) -> None:
        for label, span in parts.items():
            if span is not None:
                self._part(head, label, span)

    def _part(self, head: str, label: str, span: Span, fields: dict[str, Any] | None = None) -> None:
        told = fields_of(span) if fields is None else fields
        full = f"{label}_{told.pop('kind')}" if label == "medium" else label
        self.links.append(Link(label, head, self._mark(full, span, told)))

    def _mark(self, label: str, span: Span, fields: dict[str, Any]) -> str:
        made = Mark(f"T{len(self.marks) + 1}", label, span.start, span.end, fields, self.record)
        self.marks.append(made)
        return made.id


def _is_broken(claim: Claim) -> bool:
    """Whether a claim's words are not simply its extent."""
    return [(span.start, span.end) for span in claim.spans] != [(claim.start, claim.end)]


def _named_links(record: Record) -> Iterator[tuple[str, str]]:
    """A record's links under their labels; an actor of a claim under its part."""
    if isinstance(record, Claim):
        yield from ((party.part, party.actor) for party in record.actors)
    for field, target in links_of(record):
        if not (isinstance(record, Claim) and field == "actors.actor"):
            yield field.replace(".", "_"), target
