"""What the parts of the actor finder hand to each other: cores of names, and mentions."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.actors.folding import Key
from sayso.actors.lexicon import Noun
from sayso.records import ActorKind, Form
from sayso.rules.entries import Gender


@dataclass(slots=True)
class Core:
    """The words of a name, without article, title and "'s".

    kind      None where nothing tells it; `sure` where a list, the name itself or its neighbours tell
    label     the model's, or where else it was found: LISTED, RUN, AGAIN
    key       the words as names are compared
    articled  an article stands before it; `heads` it is no modifier of a noun; `acronym` it is one word in capitals
    """

    first: int
    end: int
    kind: ActorKind | None
    rule: str
    sure: bool = False
    label: str | None = None
    key: Key = ()
    articled: bool = False
    heads: bool = True
    acronym: bool = False

    @property
    def last(self) -> int:
        return self.end - 1


@dataclass(slots=True)
class Found:
    """A mention: tokens `first` to before `end`, its head word, and what its words tell.

    core      the name without title, or the noun with what stands before it and tells which ones are meant
    noun      the lexicon's entry of the head, or of the role word before a name
    roles     the words before a name that say what its bearer is; a nominal's own words
    modifiers what stands between determiner and head, folded, without a country's adjective
    """

    first: int
    end: int
    head: int
    form: Form
    kind: ActorKind | None
    rule: str
    core: tuple[int, int]
    key: Key = ()
    noun: Noun | None = None
    roles: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    country: str | None = None
    plural: bool = False
    gender: Gender | None = None
    determiner: str | None = None
    owner: Key = ()
    nested: bool = False
    sure: bool = False
    strong: bool = False
    of: Key = field(default=())
