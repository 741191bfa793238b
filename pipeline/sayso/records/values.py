"""The values themselves. The words below a field are its documentation: the JSON Schema and the docs are made of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sayso.records.vocabulary import (
    ActorKind,
    ActorPart,
    Anchor,
    BlockKind,
    Bound,
    ContentForm,
    DateKind,
    Direction,
    FigureKind,
    FigureStatus,
    Form,
    Grain,
    IsoDay,
    Manner,
    MediumKind,
    Modality,
    NotCheckable,
    Number,
    Offset,
    Origin,
    Part,
    Polarity,
    Published,
    Reference,
    Relation,
    Role,
    SourceStatus,
    Stance,
)


class Value(BaseModel):
    """What all records share: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Span(Value):
    """Words of the text: `start` and `end` in code points, end exclusive."""

    start: Offset
    """Where the words begin: Unicode code points into the text."""
    end: Offset
    """Where they end, exclusive."""
    text: str
    """The words themselves: `text[start:end]` of the article."""

    @model_validator(mode="after")
    def _fits(self) -> Span:
        if self.end <= self.start or len(self.text) != self.end - self.start:
            raise ValueError(f"span {self.start}–{self.end} does not fit its {len(self.text)} characters of text")
        return self


class HeadedSpan(Span):
    """A span with the lemma of its head word."""

    lemma: str
    """The dictionary form of the head word."""


class Block(Span):
    """A paragraph, or a lead-in within one; blocks cover the text but for white space, in order."""

    kind: BlockKind
    """What the paragraph, or the lead-in, is. Only headline, body, caption and embed make claims; nothing is read in boilerplate."""


class Mention(Span):
    form: Form
    """Whether the mention is a name, a description or a pronoun."""


class Actor(Value):
    """A person, organisation, government, group, outlet, document or place, with all its mentions in text order."""

    id: str
    """A hash of article, kind and full name."""
    name: str
    """The fullest name; for an actor without one, the words that describe it."""
    kind: ActorKind
    """What it is."""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    """ISO 3166-1 alpha-2, where the text or the name tells it."""
    roles: tuple[str, ...] = ()
    """Offices and functions that the text gives it ("union president")."""
    aliases: tuple[str, ...] = ()
    """Its other names in this article, and those that your own entry gives it."""
    members: tuple[str, ...] = ()
    """Ids of the actors that a plural one is made of ("both countries")."""
    external: dict[str, str] = Field(default_factory=dict)
    """Ids elsewhere, from your own entries: `{"wikidata": "Q…"}`."""
    mentions: tuple[Mention, ...] = ()
    """Every place where it stands, in text order."""
    rule: str | None = None
    """The rule that found it; `null` in gold."""


class DateEnd(Span):
    """A written end of a range."""

    edtf: str | None = None
    """This end alone, in EDTF."""
    first: IsoDay | None = None
    """Its first day."""
    last: IsoDay | None = None
    """Its last day."""


class Date(Span):
    """A time expression; `first` and `last` are inclusive days. `None` is open for a range, else unknown: `unresolved` says why."""

    id: str
    """Stays the same while its sentence does."""
    kind: DateKind
    """A date has one place in the calendar; a range two ends, or one that is open; a duration a length; a recurrence a period."""
    first: IsoDay | None = None
    """First day, inclusive. `null`: open for a range, else unknown."""
    last: IsoDay | None = None
    """Last day, inclusive. `null` as in `first`."""
    grain: Grain | None = None
    """How fine it is told."""
    edtf: str | None = None
    """The same in the Extended Date/Time Format; days only. Weeks are intervals of days; a year BC is astronomical."""
    part: Part | None = None
    """Which part of the grain; it never narrows `first` and `last`."""
    time: Annotated[str, Field(pattern=r"^\d\d:\d\d$")] | None = None
    """Time of the day, `HH:MM`."""
    zone: str | None = None
    """The time zone as it is written."""
    approximate: bool = False
    """Whether it is hedged ("around 1950")."""
    duration: str | None = None
    """Length of a duration, period of a recurrence: ISO 8601, with an X where the number is not told (`PXD`: days)."""
    duration_high: str | None = None
    """The upper length of a stated range ("two to three weeks")."""
    bound: Bound = "exact"
    """Whether the length is a limit ("at least a year")."""
    ends: tuple[DateEnd, ...] = ()
    """The written ends of a range."""
    reference: Reference | None = None
    """"recently", "now", "soon": a direction without a place."""
    relation: Relation | None = None
    """How it stands to what happens ("for", "until"). "By May" ends with May; "before May" is a range that ends before it, "after May" one
    that begins behind it."""
    anchor: Anchor | None = None
    """What it was resolved against: its own words alone, the day of publication, or another date."""
    anchor_date: str | None = None
    """Id of that other date."""
    unresolved: str | None = None
    """Why `first` and `last` are not known; `null` where they are."""
    rule: str | None = None
    """The rule that found it; `null` in gold."""

    @model_validator(mode="after")
    def _in_order(self) -> Date:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"date ends before it starts: {self.first} to {self.last}")
        return self


class Figure(Span):
    """A number with what it counts or measures. `value` is the number after its magnitude, unsigned where `direction` tells it."""

    id: str
    """Stays the same while its sentence does."""
    kind: FigureKind
    """What sort of number it is."""
    value: Number | None = None
    """The number after its magnitude, unsigned where `direction` tells the sign. `null` for a stated range, and for what is vague."""
    low: Number | None = None
    """Lower end of a stated range."""
    high: Number | None = None
    """Upper end of a stated range."""
    share: Number | None = None
    """From 0 to 1, where it is one, however it is written (a percentage may be beyond 1)."""
    bound: Bound = "exact"
    """Whether the value is a limit ("at least", "fewer than")."""
    approximate: bool = False
    """Whether it is hedged ("about", "nearly")."""
    vague: str | None = None
    """The word that stands for a number ("dozens")."""
    order: int | None = None
    """The order of magnitude of a vague one: 10, 100, 1000 …"""
    unit: str | None = None
    """Noun, currency or measure that the number stands with, singular."""
    unit_code: str | None = None
    """ISO 4217 for money, UCUM for measures."""
    per: str | None = None
    """What a rate is reckoned by ("week")."""
    counted: HeadedSpan | None = None
    """What is counted or measured."""
    among: Span | None = None
    """The whole that it is counted in ("of the 4,100 members")."""
    against_value: Number | None = None
    """The second number of a ratio or score."""
    by: str | None = None
    """Id of the actor who does what is counted."""
    against: str | None = None
    """Id of the actor whom it is done to."""
    holder: str | None = None
    """Id of the actor whose value it is (Clinton's 43 percent)."""
    part_of: str | None = None
    """Id of the figure that it is a part of ("six of the 36 shells")."""
    status: FigureStatus = "actual"
    """Whether it is a fact or lies ahead."""
    date: str | None = None
    """Id of the date that it covers."""
    attribution: str | None = None
    """Id of the attribution that gives it."""
    role: Role = "level"
    """A level, a change (delta), a distance between two (gap) or a multiple (factor)."""
    direction: Direction | None = None
    """Up or down, where it changed."""
    change_from: str | None = None
    """Id of the figure that it changed from."""
    change_by: Number | None = None
    """The change since then, signed, on the later level."""
    change_percent: Number | None = None
    """The same in percent, signed, to two decimals."""
    change_derived: tuple[Literal["change_by", "change_percent"], ...] = ()
    """Which of these two we computed; the others are stated."""
    rule: str | None = None
    """The rule that found it; `null` in gold."""


class Source(Value):
    """Who is behind an attribution. The three span fields are `None` together: then no words name a source."""

    start: Offset | None = None
    """As in a span; `null` where no words name the source."""
    end: Offset | None = None
    """As in a span."""
    text: str | None = None
    """The whole noun phrase, with its apposition."""
    actor: str | None = None
    """Id of the actor."""
    actors: tuple[str, ...] = ()
    """Ids of all of them, where a source is joint."""
    kind: ActorKind | None = None
    """The actor's kind."""
    named: bool = False
    """Whether the source has a name."""
    own: bool = False
    """Whether it is the outlet's own finding."""
    status: SourceStatus = "none"
    """`elided`: a place for the name is there and empty; `none`: no words."""
    figure: str | None = None
    """Id of the figure that stands for people ("another 19 percent said")."""

    @model_validator(mode="after")
    def _span_together(self) -> Source:
        if len({self.start is None, self.end is None, self.text is None}) > 1:
            raise ValueError("a source's start, end and text are null together")
        return self


class Addressee(Span):
    actor: str | None = None
    """Id of the actor."""


class Medium(Span):
    actor: str | None = None
    """Id of the actor, where the medium is one."""
    kind: MediumKind
    """What sort of medium it is."""


class Attribution(Value):
    """A source said, believes, denies, shows … some content; `within` is the attribution whose content this one stands in."""

    id: str
    """Stays the same while its sentence does."""
    source: Source
    """Who is behind it."""
    cue: HeadedSpan | None = None
    """The words that tell so, with auxiliaries, negation and particle; `null` in a transcript."""
    content: tuple[Span, ...]
    """What is said; several spans where it is interrupted, none for "declined to comment"."""
    content_form: ContentForm
    """A clause, several sentences, or a phrase."""
    manner: Manner
    """In quotation marks, without, or in part."""
    stance: Stance
    """What the source does with the content."""
    polarity: Polarity = "positive"
    """The cue's: "did not say" is negative."""
    addressee: Addressee | None = None
    """Whom it is said to."""
    medium: Medium | None = None
    """Where it is said ("in an interview with …")."""
    within: str | None = None
    """Id of the attribution in whose content this one stands."""
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    """How likely the whole is right, from 0 to 1, calibrated; `null` in gold."""
    rule: str | None = None
    """The rule that found it; `null` in gold."""


class ClaimActor(Value):
    actor: str
    """Id of the actor."""
    part: ActorPart
    """What it does in the claim."""


class Claim(Span):
    """One proposition: its words, the sources behind it (outermost first), and what it speaks of."""

    id: str
    """Stays the same while its sentence does."""
    spans: tuple[Span, ...]
    """Its words; several spans where they are interrupted or share a subject."""
    predicate: HeadedSpan | None = None
    """The verb with its auxiliaries."""
    chain: tuple[str, ...] = ()
    """Ids of the attributions behind it, outermost first; empty in the article's own voice."""
    block: BlockKind
    """The kind of block that it stands in."""
    actors: tuple[ClaimActor, ...] = ()
    """Who takes part."""
    figures: tuple[str, ...] = ()
    """Ids of its figures."""
    dates: tuple[str, ...] = ()
    """Ids of its dates."""
    polarity: Polarity = "positive"
    """The proposition's own."""
    modality: Modality = "actual"
    """Whether it is told as a fact. Where several fit, the first of question, conditional, required, possible, planned, actual."""
    condition: Span | None = None
    """The words of its condition."""
    repeats: str | None = None
    """Id of the claim that it says again."""
    not_checkable: NotCheckable | None = None
    """Why nobody could check it; `null` where one could. The first of question, opinion, future, vague."""
    rule: str | None = None
    """The rule that found it; `null` in gold."""


class Meta(Value):
    """What is known about the article; `origin` tells where each field came from."""

    title: str | None = None
    """The headline."""
    published: Published | None = None
    """Day, or moment as far as it is known, of publication: an ISO date or date-time."""
    outlet: str | None = None
    """Who published it."""
    byline: str | None = None
    """Who wrote it."""
    dateline: str | None = None
    """The place that the report is from."""
    language: str | None = None
    """ISO 639-1."""
    url: str | None = None
    """Its address."""
    media_type: str | None = None
    """The type of the file that it was read from."""
    sha256: str | None = None
    """Of the file or the response's body; for a row, of its text in UTF-8."""
    origin: dict[str, Origin] = Field(default_factory=dict)
    """Where each of these came from."""
    extra: dict[str, Any] = Field(default_factory=dict)
    """Fields of an input row that have no place of their own, as they were."""


class Run(Value):
    """What made the records: versions of sayso, of the model, and of all rules in force."""

    sayso: str
    """sayso's version."""
    model: str
    """The language model's name and version."""
    rules: str
    """The language pack's version, and a hash of all rules in force."""


class Article(Value):
    """One article and all that was found in it: a line of the article layout."""

    schema_: Literal["1"] = Field(default="1", alias="schema")
    """Version of this contract."""
    id: str
    """The file's path below the folder that was named, a row's own id, or a page's address."""
    meta: Meta
    """What is known about the article."""
    text: str
    """The text that all offsets count in."""
    blocks: tuple[Block, ...] = ()
    """Its paragraphs and lead-ins, in text order."""
    actors: tuple[Actor, ...] = ()
    """Who appears in it."""
    dates: tuple[Date, ...] = ()
    """Its time expressions, in text order."""
    figures: tuple[Figure, ...] = ()
    """Its numbers, in text order."""
    attributions: tuple[Attribution, ...] = ()
    """Who says what, in text order."""
    claims: tuple[Claim, ...] = ()
    """What is claimed, in text order."""
    run: Run | None = None
    """What made the records; `null` in gold."""


Record = Actor | Date | Figure | Attribution | Claim
