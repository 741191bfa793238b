"""Actors in the making: a cluster gathers mentions, names, roles and what they tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sayso.actors.finds import Found
from sayso.actors.folding import Key
from sayso.actors.lexicon import Noun
from sayso.records import ActorKind
from sayso.rules.entries import Gender

_SURE = 5  # a kind that the name itself or a list tells outweighs so many guesses of the model


@dataclass(slots=True, eq=False)
class Cluster:
    """One actor. `keys` are its names as they are compared, `role_nouns` the nouns that may stand for it."""

    number: int
    mentions: list[Found] = field(default_factory=list)
    keys: dict[Key, None] = field(default_factory=dict)
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    country: str | None = None
    roles: dict[str, None] = field(default_factory=dict)
    role_nouns: list[tuple[Noun, frozenset[str], str | None]] = field(default_factory=list)
    gender: Gender | None = None
    plural: bool = False
    members: list[Cluster] = field(default_factory=list)
    rule: str | None = None
    owner: Key = ()
    nominal: Found | None = None  # the first nominal of a cluster without a name

    @property
    def kind(self) -> ActorKind | None:
        if len(self.kinds) < 2:
            return next(iter(self.kinds), None)
        return max(self.kinds.items(), key=lambda item: (item[1], item[0]))[0]

    @property
    def named(self) -> bool:
        return bool(self.keys)

    def add(self, found: Found) -> None:
        """Take a mention in, with what it tells."""
        self.mentions.append(found)
        self.gender = self.gender or found.gender
        if found.kind and (found.form == "name" or not self.kinds):
            self.kinds[found.kind] += (_SURE if found.sure else 1) * max(1, len(found.key))
        self.rule = self.rule or found.rule
        for role in found.roles:
            self.roles.setdefault(role)

    def has_role(self, noun: Noun, modifiers: frozenset[str], country: str | None) -> bool:
        """Whether one of the roles is this noun, with modifiers that agree."""
        return any(
            noun.names(role) and agree(modifiers, held) and (country is None or of is None or of == country)
            for role, held, of in self.role_nouns
        )


def agree(modifiers: frozenset[str], others: frozenset[str]) -> bool:
    """One of two sets of modifiers holds the other: "the resistance groups" are "the armed resistance groups"."""
    return modifiers <= others or others <= modifiers
