"""What an entry of a language pack may hold: one class a table, one field a key. Unknown keys are refused on loading."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from sayso.records import ActorKind, BlockKind
from sayso.rules.patterns import check_pattern

Ident = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
Words = tuple[str, ...]


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


class DateEntry(PatternEntry):
    """`[[date]]`: a time expression."""


class FigureEntry(PatternEntry):
    """`[[figure]]`: a number with what stands around it."""


class UnitEntry(Entry):
    """`[[unit]]`: names and signs of a unit. `code` is ISO 4217 for money, UCUM for measures."""

    unit: str
    kind: Literal["money", "percent", "percentage_point", "measure", "age"]
    names: Words = ()
    signs: Words = ()
    code: str | None = None


Gender = Literal["male", "female"]


class NounEntry(Entry):
    """`[[noun]]`: common nouns that name people, groups, bodies, outlets, documents or places.

    same        all lemmas are words for one thing: "the premier" is "the prime minister"
    implied     words that add nothing before one of the lemmas: "armed" before "forces"
    stands_for  kinds of named actors that "the <noun>" may take up again: "the company", "the country"
    in_names    what it makes of a name that ends in it, where that is another kind than its own; "no" where it tells nothing
    alone       false where it counts as a part of names only: "Times"
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
    gender: Gender | None = None


class TitleEntry(Entry):
    """`[[title]]`: words that stand before a name only, and as roles for it: "General", "Sen."; role words proper are nouns."""

    words: Words
    gender: Gender | None = None


class NameEntry(Entry):
    """`[[name]]`: an actor that a user knows: matched by name and aliases, carried through with its outside ids."""

    name: str
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


class CueEntry(Entry):
    """`[[cue]]`: words that attribute content to a source, in the frames in which they do."""

    part: Literal["verb", "noun", "adjective", "phrase", "adverb", "mark"] = "verb"
    lemmas: Words
    frames: Words
    stance: str
    polarity: Literal["positive", "negative"] = "positive"
    weight: dict[str, float] = Field(default_factory=dict)


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


class MarkerEntry(Entry):
    """`[[marker]]`: words that tell a claim's modality, polarity, or why it can't be checked."""

    tells: Literal["planned", "possible", "conditional", "required", "question", "negative", "opinion", "future", "vague"]
    words: Words = ()
    lemmas: Words = ()


TABLES: dict[str, type[Entry]] = {
    "words": WordsEntry, "date": DateEntry, "figure": FigureEntry, "unit": UnitEntry, "noun": NounEntry, "title": TitleEntry,
    "name": NameEntry, "country": CountryEntry, "cue": CueEntry, "block": BlockEntry, "lemma": LemmaEntry, "marker": MarkerEntry,
}  # fmt: skip
