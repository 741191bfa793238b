"""The values that sayso writes: one `Article` per text, with its blocks, actors, dates, figures, attributions and claims.

Every value is frozen, every field always present. `None` means unknown or not told; `()` and `{}` mean that there is none.
A `Span` counts Unicode code points into the article's `text`, end exclusive, and `text[start:end] == span.text` always.
Nothing here imports anything else of sayso, and nothing of spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import blake2b
from itertools import pairwise
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

SCHEMA_VERSION = "1"

BlockKind = Literal["headline", "byline", "dateline", "heading", "body", "caption", "credit", "embed", "correction", "boilerplate"]
ActorKind = Literal["person", "organization", "government", "country", "group", "media", "place", "document"]
Form = Literal["name", "nominal", "pronoun"]
DateKind = Literal["date", "range", "duration", "recurrence", "vague"]
Grain = Literal["day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"]
Part = Literal["early", "mid", "late", "morning", "afternoon", "evening", "night"]
Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than"]
Reference = Literal["past", "present", "future"]
Relation = Literal["for", "within", "since", "until", "before", "after"]
Anchor = Literal["explicit", "published", "date"]
FigureKind = Literal["count", "money", "percent", "percentage_point", "share", "measure", "age", "ratio", "ordinal", "score"]
FigureStatus = Literal["actual", "forecast", "planned", "target", "estimate"]
Role = Literal["level", "delta", "gap", "factor"]
Direction = Literal["up", "down"]
Stance = Literal[
    "says", "shows", "believes", "predicts", "promises", "plans", "threatens", "orders", "asks", "warns", "criticises",
    "supports", "denies", "doubts", "declines",
]  # fmt: skip
Manner = Literal["direct", "indirect", "mixed"]
ContentForm = Literal["clause", "sentences", "phrase"]
Polarity = Literal["positive", "negative"]
SourceStatus = Literal["given", "elided", "none"]
MediumKind = Literal["interview", "statement", "post", "document", "broadcast", "outlet"]
ActorPart = Literal["agent", "target", "recipient", "location", "mentioned"]
Modality = Literal["actual", "planned", "possible", "conditional", "required", "question"]
NotCheckable = Literal["opinion", "future", "question", "vague"]
Origin = Literal["given", "markup", "lead", "heading", "detected"]
RecordKind = Literal["actor", "date", "figure", "attribution", "claim"]

RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)

Number = Annotated[int | float, WithJsonSchema({"type": "number"})]
Offset = Annotated[int, Field(ge=0)]
IsoDay = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Published = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d(T.+)?)?)?$")]


class Value(BaseModel):
    """What all records share: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Span(Value):
    """Words of the text: `start` and `end` in code points, end exclusive."""

    start: Offset
    end: Offset
    text: str

    @model_validator(mode="after")
    def _fits(self) -> Span:
        if self.end <= self.start or len(self.text) != self.end - self.start:
            raise ValueError(f"span {self.start}–{self.end} does not fit its {len(self.text)} characters of text")
        return self


class HeadedSpan(Span):
    """A span with the lemma of its head word."""

    lemma: str


class Block(Span):
    """A paragraph, or a lead-in within one; blocks cover the text but for white space, in order."""

    kind: BlockKind


class Mention(Span):
    form: Form


class Actor(Value):
    """A person, organisation, government, group, outlet, document or place, with all its mentions in text order."""

    id: str
    name: str
    kind: ActorKind
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    external: dict[str, str] = Field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    rule: str | None = None


class DateEnd(Span):
    """A written end of a range."""

    edtf: str | None = None
    first: IsoDay | None = None
    last: IsoDay | None = None


class Date(Span):
    """A time expression; `first` and `last` are inclusive days. `None` is open for a range, else unknown: `unresolved` says why."""

    id: str
    kind: DateKind
    first: IsoDay | None = None
    last: IsoDay | None = None
    grain: Grain | None = None
    edtf: str | None = None
    part: Part | None = None
    time: Annotated[str, Field(pattern=r"^\d\d:\d\d$")] | None = None
    zone: str | None = None
    approximate: bool = False
    duration: str | None = None
    duration_high: str | None = None
    bound: Bound = "exact"
    ends: tuple[DateEnd, ...] = ()
    reference: Reference | None = None
    relation: Relation | None = None
    anchor: Anchor | None = None
    anchor_date: str | None = None
    unresolved: str | None = None
    rule: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Date:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"date ends before it starts: {self.first} to {self.last}")
        return self


class Figure(Span):
    """A number with what it counts or measures. `value` is the number after its magnitude, unsigned where `direction` tells it."""

    id: str
    kind: FigureKind
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    share: Number | None = None
    bound: Bound = "exact"
    approximate: bool = False
    vague: str | None = None
    order: int | None = None
    unit: str | None = None
    unit_code: str | None = None
    per: str | None = None
    counted: HeadedSpan | None = None
    among: Span | None = None
    against_value: Number | None = None
    by: str | None = None
    against: str | None = None
    holder: str | None = None
    part_of: str | None = None
    status: FigureStatus = "actual"
    date: str | None = None
    attribution: str | None = None
    role: Role = "level"
    direction: Direction | None = None
    change_from: str | None = None
    change_by: Number | None = None
    change_percent: Number | None = None
    change_derived: tuple[Literal["change_by", "change_percent"], ...] = ()
    rule: str | None = None


class Source(Value):
    """Who is behind an attribution. The three span fields are `None` together: then no words name a source."""

    start: Offset | None = None
    end: Offset | None = None
    text: str | None = None
    actor: str | None = None
    actors: tuple[str, ...] = ()
    kind: ActorKind | None = None
    named: bool = False
    own: bool = False
    status: SourceStatus = "none"
    figure: str | None = None

    @model_validator(mode="after")
    def _span_together(self) -> Source:
        if len({self.start is None, self.end is None, self.text is None}) > 1:
            raise ValueError("a source's start, end and text are null together")
        return self


class Addressee(Span):
    actor: str | None = None


class Medium(Span):
    actor: str | None = None
    kind: MediumKind


class Attribution(Value):
    """A source said, believes, denies, shows … some content; `within` is the attribution whose content this one stands in."""

    id: str
    source: Source
    cue: HeadedSpan | None = None
    content: tuple[Span, ...]
    content_form: ContentForm
    manner: Manner
    stance: Stance
    polarity: Polarity = "positive"
    addressee: Addressee | None = None
    medium: Medium | None = None
    within: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    rule: str | None = None


class ClaimActor(Value):
    actor: str
    part: ActorPart


class Claim(Span):
    """One proposition: its words, the sources behind it (outermost first), and what it speaks of."""

    id: str
    spans: tuple[Span, ...]
    predicate: HeadedSpan | None = None
    chain: tuple[str, ...] = ()
    block: BlockKind
    actors: tuple[ClaimActor, ...] = ()
    figures: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    condition: Span | None = None
    repeats: str | None = None
    not_checkable: NotCheckable | None = None
    rule: str | None = None


class Meta(Value):
    """What is known about the article; `origin` tells where each field came from."""

    title: str | None = None
    published: Published | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None
    language: str | None = None
    url: str | None = None
    media_type: str | None = None
    sha256: str | None = None
    origin: dict[str, Origin] = Field(default_factory=dict)
    extra: dict[str, Any] = Field(default_factory=dict)


class Run(Value):
    """What made the records: versions of sayso, of the model, and of all rules in force."""

    sayso: str
    model: str
    rules: str


class Article(Value):
    """One article and all that was found in it: a line of the article layout."""

    schema_: Literal["1"] = Field(default="1", alias="schema")
    id: str
    meta: Meta
    text: str
    blocks: tuple[Block, ...] = ()
    actors: tuple[Actor, ...] = ()
    dates: tuple[Date, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    run: Run | None = None


Record = Actor | Date | Figure | Attribution | Claim

PLURALS: Mapping[RecordKind, str] = {kind: kind + "s" for kind in RECORD_KINDS}


def records_of(article: Article, kind: RecordKind) -> tuple[Record, ...]:
    """All records of one kind, in text order."""
    return tuple(getattr(article, PLURALS[kind]))


def all_records(article: Article) -> Iterator[Record]:
    """Every record of an article, kind by kind."""
    for kind in RECORD_KINDS:
        yield from records_of(article, kind)


def plain(number: Decimal | None) -> Number | None:
    """The JSON number of an exact one: an integer when integral and below 2⁵³, else the nearest double; `None` stays `None`."""
    if number is None:
        return None
    if number == number.to_integral_value() and abs(number) < 2**53:
        return int(number)
    return float(number)


def spans_of(value: object) -> Iterator[Span | Source]:
    """Every span in a record or in anything made of records, the record's own first."""
    if isinstance(value, Span) or (isinstance(value, Source) and value.text is not None):
        yield value
    if isinstance(value, Value):
        for name in type(value).model_fields:
            yield from spans_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)


def make_id(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for these words; runs of blanks count as one."""
    joined = "\x1f".join(" ".join(part.split()) for part in parts)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


LINK_FIELDS = frozenset({
    "members", "anchor_date", "by", "against", "holder", "part_of", "date", "attribution", "change_from", "actor", "actors",
    "figure", "within", "chain", "figures", "dates", "repeats",
})  # fmt: skip


def links_of(value: Value) -> Iterator[tuple[str, str]]:
    """Every (field, id) by which a record points at another one of its article."""
    for name in type(value).model_fields:
        item = getattr(value, name)
        for part in item if isinstance(item, tuple) else (item,):
            if isinstance(part, Value):
                yield from ((f"{name}.{field}", ident) for field, ident in links_of(part))
            elif name in LINK_FIELDS and isinstance(part, str):
                yield name, part


def find_problems(article: Article) -> Iterator[str]:
    """What is wrong with an article beyond its shape.

    Spans off their words, ids twice, links to nowhere, blocks out of order, attributions in none or in themselves, sources with words that
    claim to have none, and shares beyond the whole. Linear in the article's records.
    """
    for span in spans_of(article):
        if article.text[span.start : span.end] != span.text:
            yield f"{type(span).__name__.lower()} {span.start}–{span.end} is {article.text[span.start : span.end]!r}, not {span.text!r}"
    seen: set[str] = set()
    for record in all_records(article):
        if record.id in seen:
            yield f"id {record.id} stands twice"
        seen.add(record.id)
    for record in all_records(article):
        for field, target in links_of(record):
            if target not in seen:
                yield f"{type(record).__name__.lower()} {record.id}: {field} points at {target}, which is not there"
    yield from _block_problems(article.blocks)
    yield from _attribution_problems(article.attributions)
    yield from _share_problems(article.figures)


def _block_problems(blocks: tuple[Block, ...]) -> Iterator[str]:
    for before, block in pairwise(blocks):
        if block.start < before.end:
            yield f"block {block.start}–{block.end} begins before block {before.start}–{before.end} ends"


def _attribution_problems(attributions: tuple[Attribution, ...]) -> Iterator[str]:
    known = {attribution.id for attribution in attributions}
    for attribution in attributions:
        place, source = f"attribution {attribution.id}", attribution.source
        if attribution.within == attribution.id:
            yield f"{place}: it is within itself"
        elif attribution.within is not None and attribution.within not in known:
            yield f"{place}: within points at {attribution.within}, which is no attribution"
        if (source.status == "none") != (source.text is None):
            yield f"{place}: its source has status {source.status} and {'no words' if source.text is None else 'words'}"


def _share_problems(figures: tuple[Figure, ...]) -> Iterator[str]:
    """A share lies between nothing and the whole; a percentage may be more than the whole ("150 percent of its budget")."""
    for figure in figures:
        if figure.share is not None and not (figure.share >= 0 and (figure.share <= 1 or figure.kind == "percent")):
            yield f"figure {figure.id}: its share is {figure.share}, not between 0 and 1"


def to_json(value: Value) -> bytes:
    """The one JSON form of a record: UTF-8, fields in the order of the contract, no spaces, no line end."""
    return value.model_dump_json(by_alias=True).encode("utf-8", "surrogatepass")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the article layout. Every field is required: what is written always holds all of them."""
    schema = Article.model_json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    for part in (schema, *schema["$defs"].values()):
        if part.get("type") == "object" and "properties" in part:
            part["required"] = sorted(part["properties"])
    return schema
