"""What an entry of a language pack may hold: one class a table, one field a key. Unknown keys are refused on loading."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from sayso.records import ActorKind, BlockKind, Stance
from sayso.rules.patterns import check_pattern

Ident = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("is blank; give words")
    return value


Word = Annotated[str, AfterValidator(_not_blank)]
Words = tuple[Word, ...]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Example(Strict):
    """A sentence that is a test. Square brackets mark the words in question: `[words]`, or `[role: words]` where an entry has roles.

    published  the day on which the article is taken to be published
    expect     fields of the record that must come out, `counted.text` style for what lies deeper
    """

    text: str
    published: str | None = None
    title: str | None = None
    expect: dict[str, Any] = Field(default_factory=dict)


def _as_example(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Entry(Strict):
    """What every entry has. `matches` are sentences in which it must be at work, `ignores` near misses in which it must not."""

    id: Ident
    note: str | None = None
    priority: int = 0
    matches: tuple[Example, ...] = Field(min_length=1)
    ignores: tuple[Example, ...] = ()

    @field_validator("matches", "ignores", mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        return [_as_example(item) for item in value] if isinstance(value, list) else value


class WordsEntry(Entry):
    """`[[words]]`: a class of words that token patterns name as `{class}`. `values` gives each word what it stands for."""

    name: str = Field(alias="class")
    words: Words = ()
    values: dict[str, int | float | str] = Field(default_factory=dict)


class PatternEntry(Entry):
    """What token patterns share: one or more patterns, and the parameters of what is made of a match."""

    pattern: str | Words
    make: str
    set: dict[str, str | int | float | bool] = Field(default_factory=dict)

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str | Words) -> str | Words:
        for pattern in (value,) if isinstance(value, str) else value:
            check_pattern(pattern)
        return value

    @property
    def patterns(self) -> Words:
        return (self.pattern,) if isinstance(self.pattern, str) else self.pattern


DateStage = Literal["basic", "joined", "counted", "bounded", "ranged", "related"]
DATE_STAGES: tuple[DateStage, ...] = get_args(DateStage)


_DATE_GROUPS = {  # make → the groups that a pattern must have; of those in one string one is enough
    "numeric": ("x",), "shift-from": ("l",), "times-away": ("n", "sw"), "beside": ("x",), "to-date": ("u",), "length-clock": ("t",),
    "window": ("l", "x"), "marked": ("x",), "within": ("y", "xdu"),
}  # fmt: skip


class DateEntry(PatternEntry):
    """`[[date]]`: a time expression. Stages run one after another; each sees what the ones before it found as one word, such as {e_day}.

    basic    what is told in its own words: "5 May 2021", "last week", "three days", "now"
    joined   put together: a day with its time, "August of that year", "the end of the month"
    counted  a length counted from somewhere: "two days before Easter", "the three months to March"
    bounded  how exact it is: "at least two weeks"
    ranged   "from March 3 to 19", "since Monday"
    related  the preposition before it: "until August", "by Friday"

    `inside` marks an entry that only other entries' expressions are built of ("the third week of"): it makes no record by itself, so
    that the examples are theirs. An entry that makes `nothing` takes words away from the others: its examples are near misses.
    """

    stage: DateStage = "basic"
    inside: bool = False
    make: Literal[
        "calendar", "numeric", "shift", "shift-from", "times-away", "beside", "to-date", "length", "length-clock", "window", "repeat",
        "pointer", "clock", "event", "nothing", "marked", "within", "range",
    ]  # fmt: skip
    matches: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _has_examples(self) -> DateEntry:
        if not self.matches and not self.inside and not (self.make == "nothing" and self.ignores):
            raise ValueError('needs an example in `matches`; with make = "nothing" one in `ignores`')
        return self

    @model_validator(mode="after")
    def _has_groups(self) -> DateEntry:
        for pattern in self.patterns:
            for groups in _DATE_GROUPS.get(self.make, ()):
                wanted = ["{" + group + ":" + ("e_" if group in "xyl" and self.make != "numeric" else "") for group in groups]
                if not any(start in pattern for start in wanted):
                    told = " or ".join(start + "…}" for start in wanted)
                    raise ValueError(f"make = {self.make!r} needs {told} in every pattern; {pattern!r} has none")
        return self


class FigureEntry(PatternEntry):
    """`[[figure]]`: a number with what stands around it."""


class UnitEntry(Entry):
    """`[[unit]]`: names and signs of a unit. `code` is ISO 4217 for money, UCUM for measures.

    Without `unit` it stands for many units at once: `cldr` maps identifiers of the CLDR, which knows their names and
    symbols, to UCUM codes. `codes` are the currencies that a bare noun may mean. `signs` stand before the number, `names`
    behind it. `drop` are names that are no such unit here.
    `prefixes` are names of SI prefixes that the unit takes ("kilo", "mega"): the CLDR knows their symbols. `stems` are names that
    are read behind these prefixes only.
    `least` is the smallest number that the names are read behind (two million pounds are money, ninety pounds a weight).
    """

    unit: str | None = None
    kind: Literal["money", "percent", "percentage_point", "measure", "age", "time"]
    names: Words = ()
    signs: Words = ()
    code: str | None = None
    codes: Words = ()
    cldr: dict[str, str] = Field(default_factory=dict)
    drop: Words = ()
    prefixes: Words = ()
    stems: Words = ()
    least: int = 0


class QualifierEntry(Entry):
    """`[[qualifier]]`: words right before or right behind a figure that tell how exact it is, or that it is not yet a fact."""

    before: Words = ()
    after: Words = ()
    bound: Literal["at_least", "more_than", "at_most", "less_than"] | None = None
    approximate: bool = False
    status: Literal["forecast", "planned", "target", "estimate"] | None = None


class ChangeEntry(Entry):
    """`[[change]]`: words of change.

    They tell that something grew or shrank (`direction`), by how much it does so (`factor`), or how far two things are apart (`gap`).
    """

    part: Literal["verb", "noun", "adverb", "adjective"]
    lemmas: Words
    direction: Literal["up", "down"] | None = None
    role: Literal["delta", "gap", "factor"] = "delta"
    factor: float | None = None


class StatusEntry(Entry):
    """`[[status]]`: verbs, nouns or adjectives over a figure that make it a forecast, a plan, a target or an estimate."""

    status: Literal["forecast", "planned", "target", "estimate"]
    part: Literal["verb", "noun", "any"] = "any"
    lemmas: Words


Gender = Literal["male", "female"]


class NounEntry(Entry):
    """`[[noun]]`: common nouns that name people, groups, bodies, outlets, documents or places.

    same        all lemmas are words for one thing: "the premier" is "the prime minister"
    family      entries of one family are, too: "soldiers" and "forces"
    only        the number in which they count
    office      held by one at a time: "the premier" may stand before the name is told
    not_after   words right before it that make it another thing: "tennis" before "court"
    front       they stand at the front of names: "Radio", "Lake"
    implied     words that add nothing before one of the lemmas: "armed" before "forces"
    stands_for  kinds of named actors that "the <noun>" may take up again, if their names or roles have the noun
    generic     "the <noun>" may take up any of them: "the company", "the country"
    unlike      ids of nouns whose bearers it never takes up: a union is no "company"
    in_names    what it makes of a name that ends in it, where that is another kind than its own; "no" where it tells nothing
    alone       false where it counts as a part of names only: "Times"
    surname     may end a person's name: there it tells nothing
    speaks      an actor only as the subject of a verb of speaking: "the figures show", not "the figures rose"
    doubtful    bare, an actor only as the subject of a verb of speaking or where a name has the noun: "the trust", "the association"
    by_first_word  of companies: a name that ends in it may be told by its first word alone, "Corvane" for Corvane Systems
    trade       what somebody does, so that "the Dutch <noun>" may be whoever was named just before
    governs     "we" of one is the government, where the text speaks of it
    of_body     said of one in a body: "the chief executive" without more is of the body that is spoken of
    voice       somebody who speaks for another: "a spokesman said that he …" means the other one
    after_name  written in lower case after a name it belongs to it: "Dnevni website", "the Civic party"
    """

    kind: ActorKind
    lemmas: Words
    plural_kind: ActorKind | None = None
    same: bool = False
    implied: Words = ()
    stands_for: tuple[ActorKind, ...] = ()
    in_names: ActorKind | Literal["no"] | None = None
    alone: bool = True
    after_name: bool = False
    surname: bool = False
    generic: bool = False
    unlike: Words = ()
    speaks: bool = False
    doubtful: bool = False
    trade: bool = False
    governs: bool = False
    voice: bool = False
    of_body: bool = False
    by_first_word: bool = False
    family: str | None = None
    only: Literal["singular", "plural"] | None = None
    front: bool = False
    not_after: Words = ()
    office: bool = False
    gender: Gender | None = None


class TitleEntry(Entry):
    """`[[title]]`: words that stand before a name only, and as roles for it: "General", "Sen."; role words proper are nouns.

    role   the noun that they are short for: whoever is called "Gov." is the governor
    """

    words: Words
    role: str | None = None
    gender: Gender | None = None


class NameEntry(Entry):
    """`[[name]]`: an actor that a user knows: matched by name and aliases, carried through with its outside ids."""

    name: Word
    kind: ActorKind
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    aliases: Words = ()
    external: dict[str, str] = Field(default_factory=dict)
    matches: tuple[Example, ...] = ()


class CountryEntry(Entry):
    """`[[country]]`: what the libraries' country tables lack or get wrong; `note` gives the reason."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    names: Words = ()
    demonyms: Words = ()
    capitals: Words = ()
    drop: Words = ()


CueFrame = Literal["clause", "quote", "to", "object", "phrase", "passive"]
Counts = dict[str, tuple[int, int]]


class CueEntry(Entry):
    """`[[cue]]`: a class of words that attribute content to a source.

    lemmas  `"*"` stands for every word of the part that is in no other class
    frames  the complements in which the class is meant; none given means all
    hearer  an object beside the content is the one to whom it is said
    weight  how often such a word is a cue in a frame (or `any`), 0 to 1: it stands in for counts where the words were never counted
    """

    part: Literal["verb", "noun", "adjective", "phrase", "adverb", "mark"] = "verb"
    lemmas: Words
    frames: tuple[CueFrame, ...] = ()
    stance: Stance
    polarity: Literal["positive", "negative"] = "positive"
    hearer: bool = False
    weight: dict[CueFrame | Literal["any"], Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)


class CountedEntry(Entry):
    """`[[counted]]`: how often something was seen: key → (times it was so, times seen). Written by a counting script, not by hand."""

    about: Literal["cue", "content", "source", "tail"]
    part: str
    table: str
    counts: Counts
    matches: tuple[Example, ...] = ()


class WeightsEntry(Entry):
    """`[[weights]]`: what each fact counts for in a linear score. Written by a counting script, not by hand."""

    weights: dict[str, float]
    matches: tuple[Example, ...] = ()


class BlockEntry(Entry):
    """`[[block]]`: a regular expression that tells the kind of a paragraph, anchored at its start unless `anywhere`.

    where    "head" for a line above the body, "lead" for what stands before the first sentence of the body, else any paragraph
    longest  code points of the longest paragraph that it may be (1000 unless given)
    Named groups tell of the article: outlet, byline, place, and a printed date's year, month, day, hour, minute, half (am or pm).
    """

    kind: BlockKind
    pattern: str
    anywhere: bool = False
    where: Literal["any", "head", "lead"] = "any"
    longest: int | None = None

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"is no regular expression: {error}") from error
        return value


class LemmaEntry(Entry):
    """`[[lemma]]`: base forms that no suffix tells.

    forms  a form → its lemma
    words  lemmas whose spelling the suffix rules would miss: a mute e, a doubled letter of their own, a final s
    """

    part: Literal["verb", "noun"]
    forms: dict[str, str] = Field(default_factory=dict)
    words: Words = ()


Tells = Literal["planned", "possible", "conditional", "required", "question", "negative", "opinion", "vague"]
MarkerFrame = Literal["modal", "infinitive", "adverb", "quantifier", "predicate", "opening"]


class MarkerEntry(Entry):
    """`[[marker]]`: words that tell a claim's modality, polarity, or why it can't be checked, where they stand in a frame.

    modal       auxiliaries of the clause's verb                infinitive  verbs (lemmas) and adjectives with "to" and the verb that tells
    adverb      adverbs and negations of the verb               quantifier  subjects and objects, or their determiners
    predicate   what a copula says, the verb, or their adverbs  opening     first word of an indirect question
    """

    tells: Tells
    frame: MarkerFrame
    words: Words


ClauseKind = Literal[
    "main", "coordinated", "relative", "reason", "contrast", "condition", "participle", "content", "infinitive", "gerund", "phrase",
    "headline", "order",
]  # fmt: skip


class ClauseEntry(Entry):
    """`[[clause]]`: a kind of clause, what introduces it, and whether it makes a claim of its own (all do but `condition`)."""

    kind: ClauseKind
    words: Words = ()
    never: Words = ()


TABLES: dict[str, type[Entry]] = {
    "words": WordsEntry, "lemma": LemmaEntry, "block": BlockEntry,
    "date": DateEntry,
    "figure": FigureEntry, "unit": UnitEntry, "qualifier": QualifierEntry, "change": ChangeEntry, "status": StatusEntry,
    "noun": NounEntry, "title": TitleEntry, "name": NameEntry, "country": CountryEntry,
    "cue": CueEntry, "counted": CountedEntry, "weights": WeightsEntry,
    "clause": ClauseEntry, "marker": MarkerEntry,
}  # fmt: skip
