"""What kind of actor a name is: one over the whole article, by a list, by its own words, else by the votes of the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.actors.finds import Core
from sayso.actors.folding import Key
from sayso.actors.lexicon import Lexicon
from sayso.parsing import Parse
from sayso.records import ActorKind


def settle_kinds(cores: Iterable[Core], lexicon: Lexicon, parse: Parse) -> None:
    """One name is one kind over the article: what a list or its own words tell, else what the model says most often."""
    cores = list(cores)
    for core in cores:
        _tell_kind(core, lexicon)
    sure = {core.key: core.kind for core in cores if core.sure}
    votes: dict[Key, Counter[ActorKind]] = {}
    for core in cores:
        if core.kind and core.label != "AGAIN":
            votes.setdefault(core.key, Counter())[core.kind] += 1
    people = _People.of(cores, votes, lexicon, parse)
    for core in cores:
        if core.key in sure:
            core.kind = sure[core.key]
        elif people.have(core):
            core.kind = "person"
        elif core.key in lexicon.countries.capitals and core.label in ("PERSON", "ORG", "AGAIN"):
            core.kind = "place"
        elif core.key in votes and core.label != "NORP":
            core.kind = _most_voted(votes[core.key])
        if core.kind == "person" and core.acronym and not core.sure:
            core.kind = "organization"


@dataclass(frozen=True, slots=True)
class _People:
    """Names that somebody bears.

    surnames   last and first names of the people who are named in full, unless they are rather a place's
    titled     names behind "Mr", "Mrs": the full name is a person's, too
    """

    surnames: frozenset[Key]
    titled: frozenset[Key]

    @classmethod
    def of(cls, cores: Iterable[Core], votes: Mapping[Key, Counter[ActorKind]], lexicon: Lexicon, parse: Parse) -> _People:
        surnames = _surnames(cores)
        acting = {core.key for core in cores if core.key in surnames and parse.deps[core.last] == "nsubj"}  # a town learns no violin
        places = {key for key in surnames - acting if _is_rather_place(votes.get(key))}
        titled = {core.key for core in cores if core.first > 0 and parse.lower[core.first - 1] in lexicon.courtesy}
        return cls(frozenset(surnames - places), frozenset(titled))

    def have(self, core: Core) -> bool:
        if core.key[-1:] in self.titled and core.label in ("GPE", "ORG", "FAC"):
            return True
        return core.key in self.surnames and not (core.articled and core.heads)


def _most_voted(votes: Counter[ActorKind]) -> ActorKind:
    """What the model says most often; a people that it takes for a body now and then is a people."""
    if votes["group"] and votes["organization"]:
        return "group"
    return max(votes.items(), key=lambda item: (item[1], item[0]))[0]


def _is_rather_place(votes: Counter[ActorKind] | None) -> bool:
    return votes is not None and votes["place"] > max(votes["person"], 1)


def _tell_kind(core: Core, lexicon: Lexicon) -> None:
    if core.sure or core.label == "NORP":
        return
    if "&" in core.key and core.label != "LISTED":
        core.kind = "organization"
    if core.key in lexicon.countries.names and core.label != "PERSON":
        core.kind, core.sure = "country", True
    elif len(core.key) > 1 and core.label != "PERSON" and _is_listed_outlet(core.key[0], lexicon):
        core.kind = "media"
    elif len(core.key) == 1 and core.articled and _is_outlets(core.key[0], lexicon):
        core.kind, core.sure = "media", True
    elif len(core.key) > 1 and not (core.label == "PERSON" and core.key[0] in lexicon.given):
        _tell_by_noun(core, lexicon)
        if not core.sure and 1 < len(core.key) < 4 and core.key[0] in lexicon.given and core.label in ("ORG", "GPE", "RUN"):
            core.kind = "person"


def _is_listed_outlet(word: str, lexicon: Lexicon) -> bool:
    """The first word of "BBC Radio Wend", where a list knows it as an outlet by itself."""
    return any(len(known.key) == 1 and known.entry.kind == "media" for known in lexicon.names.get(word, ()))


def _is_outlets(word: str, lexicon: Lexicon) -> bool:
    """ "The Gazette"."""
    noun = lexicon.name_nouns.get(word)
    return noun is not None and noun.kind == "media"


def _tell_by_noun(core: Core, lexicon: Lexicon) -> None:
    words = core.key[: core.key.index("of", 1)] if "of" in core.key[1:] else core.key
    front = lexicon.front_nouns.get(words[0])
    if front and (core.label != "PERSON" or front.kind == "media"):
        core.kind, core.rule, core.sure = front.in_names, front.rule, front.kind == "media"
    for noun in lexicon.nouns_at_end(words):
        if noun.in_names and noun.kind != "person" and not (core.label in ("PERSON", "RUN") and noun.entry.surname):
            core.kind, core.sure, core.rule = noun.in_names, True, noun.rule
            return


def _surnames(cores: Iterable[Core]) -> set[Key]:
    """Last and first names of the people who are named in full."""
    found: set[Key] = set()
    for core in cores:
        if core.kind == "person" and len(core.key) > 1 and core.label in ("PERSON", "RUN") and core.heads:
            found.add(core.key[-1:])
            found.add(core.key[:1])
            if len(core.key) == 3:
                found.add(core.key[1:])  # "Eklund-Reyes", "Al Karim"
    return found
