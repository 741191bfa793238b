"""How well what was extracted agrees with what careful readers took: record by record, field by field.

A gold record and a found one are partners where their words overlap most (`align`). Each thing that gold says is a fact with an id
of its own, "<sample>.<record>.<key>.<field>"; links are compared through partners, never as ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.records import PLURALS, RECORD_KINDS, Actor, Article, Attribution, Claim, Date, Figure, Record, RecordKind, Span

FOUND = "found"
ENOUGH = {"claim": 0.5, "attribution": 0.3, "figure": 0.4, "date": 0.4, "actor": 0.2}
CLOSED = frozenset({
    "claim.polarity", "claim.modality", "claim.not_checkable", "claim.block", "attribution.stance", "attribution.polarity",
    "attribution.manner", "attribution.source_kind", "attribution.named", "attribution.status", "attribution.content_form",
    "attribution.medium", "figure.kind", "figure.bound", "figure.approximate", "figure.status", "figure.direction", "figure.role",
    "date.kind", "date.grain", "date.relation", "date.part", "date.anchor", "actor.kind", "actor.country",
})  # fmt: skip
LINKED = frozenset(f"claim.{name}" for name in ("chain", "agent", "target", "recipient", "location", "figures", "dates", "repeats"))

Links = Callable[[str | None], str | None]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that gold says: `wanted`, and what was `got` (None too where the record was not found, which its own fact tells)."""

    sample: str
    record: RecordKind
    key: str
    field: str
    wanted: Any
    got: Any

    @property
    def id(self) -> str:
        return f"{self.sample}.{self.record}.{self.key}.{self.field}"

    @property
    def name(self) -> str:
        return f"{self.record}.{self.field}"

    @property
    def holds(self) -> bool:
        return bool(self.wanted == self.got)

    @property
    def told(self) -> bool:
        """Whether gold says anything here: an empty link or a null is no fact that could be missed."""
        return self.wanted not in (None, (), "", False)


@dataclass(slots=True)
class Comparison:
    """A sample's gold and extraction side by side."""

    gold: Article
    found: Article
    partners: dict[str, str] = field(default_factory=dict)  # found id → gold id
    pairs: dict[RecordKind, list[tuple[Any, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind in RECORD_KINDS:
            gold, found = getattr(self.gold, PLURALS[kind]), getattr(self.found, PLURALS[kind])
            self.pairs[kind] = [(gold[i], found[j]) for i, j in align(gold, found, ENOUGH[kind])]
            self.partners.update((theirs.id, ours.id) for ours, theirs in self.pairs[kind])

    def link(self, ident: str | None) -> str | None:
        """The gold id of a found record; a found record without a partner is nobody gold knows."""
        return None if ident is None else self.partners.get(ident, f"?{ident}")

    def facts(self) -> Iterator[Fact]:
        for kind in RECORD_KINDS:
            partner = {ours.id: theirs for ours, theirs in self.pairs[kind]}
            for record in getattr(self.gold, PLURALS[kind]):
                yield from self._facts(kind, record, partner.get(record.id))

    def _facts(self, kind: RecordKind, ours: Any, theirs: Any) -> Iterator[Fact]:
        key = ours.id.removeprefix(f"{kind}.")
        yield Fact(self.gold.id, kind, key, FOUND, True, theirs is not None)
        if theirs is None:
            return
        wanted, got = READERS[kind](ours, _same), READERS[kind](theirs, self.link)
        for name, value in wanted.items():
            yield Fact(self.gold.id, kind, key, name, value, got[name])
        if kind == "actor":
            there = {mention.text for mention in theirs.mentions}
            for text in dict.fromkeys(mention.text for mention in ours.mentions):
                yield Fact(self.gold.id, kind, f"{key}.{'-'.join(text.split())}", "mention", text, text if text in there else None)


def _same(ident: str | None) -> str | None:
    return ident


# --- which gold record is which found one


def align(gold: Sequence[Record], found: Sequence[Record], least: float) -> list[tuple[int, int]]:
    """Partners by overlap of their words, the best pairs first, each record once."""
    ours, theirs = [_places(record) for record in gold], [_places(record) for record in found]
    pairs = [(_likeness(a, b), -i, -j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if a & b]
    taken_ours: set[int] = set()
    taken_theirs: set[int] = set()
    chosen = []
    for likeness, i, j in sorted(pairs, reverse=True):
        if likeness >= least and -i not in taken_ours and -j not in taken_theirs:
            taken_ours.add(-i)
            taken_theirs.add(-j)
            chosen.append((-i, -j))
    return chosen


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _places(record: Record) -> frozenset[int]:
    """The characters that a record is known by; a cue weighs as much as its content, by standing for many characters of its own."""
    match record:
        case Attribution(cue=cue, content=content):
            words = {place for span in content for place in range(span.start, span.end)}
            size = max(1, len(words))
            return frozenset(words | {-1 - cue.start * 1000 - extra for extra in range(size)} if cue else words)
        case Claim(spans=spans):
            return frozenset(place for span in spans for place in range(span.start, span.end))
        case Actor(mentions=mentions):
            return frozenset(place for mention in mentions if mention.form != "pronoun" for place in range(mention.start, mention.end))
    return frozenset(range(record.start, record.end))


# --- what is compared of each record


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _claim(claim: Claim, link: Links) -> dict[str, Any]:
    parts = {
        part: tuple(sorted(str(link(one.actor)) for one in claim.actors if one.part == part))
        for part in ("agent", "target", "recipient", "location")
    }
    return {
        "polarity": claim.polarity, "modality": claim.modality, "predicate_lemma": claim.predicate.lemma if claim.predicate else None,
        "chain": tuple(link(one) for one in claim.chain), **parts,
        "figures": tuple(sorted(str(link(one)) for one in claim.figures)), "dates": tuple(sorted(str(link(one)) for one in claim.dates)),
        "condition": _text(claim.condition), "not_checkable": claim.not_checkable, "repeats": link(claim.repeats), "block": claim.block,
    }  # fmt: skip


def _attribution(attribution: Attribution, link: Links) -> dict[str, Any]:
    source, medium = attribution.source, attribution.medium
    return {
        "stance": attribution.stance, "polarity": attribution.polarity, "manner": attribution.manner,
        "content_form": attribution.content_form, "cue_lemma": attribution.cue.lemma if attribution.cue else None,
        "source": source.text, "source_actor": link(source.actor), "source_kind": source.kind, "named": source.named,
        "status": source.status, "source_figure": link(source.figure), "within": link(attribution.within),
        "addressee": _text(attribution.addressee), "medium": medium.kind if medium else None,
    }  # fmt: skip


def _figure(figure: Figure, link: Links) -> dict[str, Any]:
    plain = (
        "kind",
        "value",
        "low",
        "high",
        "share",
        "unit",
        "unit_code",
        "bound",
        "approximate",
        "order",
        "status",
        "role",
        "direction",
        "change_percent",
    )
    linked = ("by", "against", "holder", "date", "attribution", "change_from")
    counted = {"counted": _text(figure.counted)}
    return {name: getattr(figure, name) for name in plain} | counted | {name: link(getattr(figure, name)) for name in linked}


def _date(date: Date, link: Links) -> dict[str, Any]:
    return {
        name: getattr(date, name)
        for name in ("kind", "first", "last", "edtf", "grain", "part", "duration", "relation", "anchor", "reference")
    }


def _actor(actor: Actor, link: Links) -> dict[str, Any]:
    return {"kind": actor.kind, "country": actor.country, "name": actor.name.casefold().removeprefix("the ")}


READERS: Mapping[RecordKind, Callable[[Any, Links], dict[str, Any]]] = {
    "claim": _claim, "attribution": _attribution, "figure": _figure, "date": _date, "actor": _actor,
}  # fmt: skip


# --- sums


@dataclass(frozen=True, slots=True)
class Score:
    """One field over all samples. `accuracy` is the share of pairs that agree, `baseline` the share of gold's commonest value."""

    name: str
    pairs: int
    accuracy: float
    baseline: float
    macro_f1: float | None  # for closed lists of values, and all that a claim tells


def scores(facts: Iterable[Fact]) -> list[Score]:
    """A score for each field of records that have a partner, in the order of the records."""
    by_name: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.field != FOUND:
            by_name.setdefault(fact.name, []).append(fact)
    return [_score(name, rows) for name, rows in by_name.items()]


def _score(name: str, rows: Sequence[Fact]) -> Score:
    commonest = Counter(repr(row.wanted) for row in rows).most_common(1)[0][1]
    agree = sum(row.holds for row in rows)
    measured = name in CLOSED or name.startswith("claim.")
    return Score(name, len(rows), agree / len(rows), commonest / len(rows), _macro_f1(rows) if measured else None)


def _macro_f1(rows: Sequence[Fact]) -> float:
    """The mean F1 of the values that gold has. What a link points at is a value of its own sample's; pointing at nothing is one value."""
    pairs = [(_value(row, row.wanted), _value(row, row.got)) for row in rows]
    wanted, got = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    both = Counter(one for one, other in pairs if one == other)
    return sum(2 * both[value] / (wanted[value] + got[value]) for value in wanted) / len(wanted)


def _value(row: Fact, value: Any) -> Any:
    return (row.sample, value) if value and row.name in LINKED else value


@dataclass(frozen=True, slots=True)
class Finding:
    """How many records of a kind were found."""

    kind: RecordKind
    gold: int
    found: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.gold + self.found) if self.gold + self.found else 0.0


def findings(comparisons: Iterable[Comparison]) -> list[Finding]:
    """How many records of each kind gold has, extraction has, and both have."""
    rows = list(comparisons)
    return [
        Finding(
            kind,
            gold=sum(len(getattr(one.gold, PLURALS[kind])) for one in rows),
            found=sum(len(getattr(one.found, PLURALS[kind])) for one in rows),
            both=sum(len(one.pairs[kind]) for one in rows),
        )
        for kind in RECORD_KINDS
    ]
