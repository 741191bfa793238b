"""Claims that are said again: the headline and its lead, a sentence or a figure given twice.

Views count a claim and what repeats it once, so that a wrong link hides a claim: only what is surely the same is linked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from sayso.claims.ground import Ground
from sayso.records import Claim, Figure

_TELLING = ("NN", "VB", "JJ")  # tags of words that tell; a mere "more" (JJR) tells nothing
_LIGHT = frozenset({"be", "'s", "’s", "have", "do", "get", "go", "make", "take"})  # verbs that tell too little to be shared
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LEAD = 8  # a headline is compared with so many of the first claims
_COMPARED = 20  # earlier claims with the same verb that one is compared with
_LEAST = 3  # words that must be shared
_OF_SHORTER, _OF_LONGER = 0.75, 0.6
_OF_HEADLINE, _OF_HEADLINE_WITH_VERB = 0.6, 0.4

Numbers = frozenset[tuple[str, float]]


@dataclass(frozen=True)
class Telling:
    """What a claim is compared by.

    tokens   those of its words
    numbers  its figures as (unit, value)

    The rest is made when it is first asked for: most claims are compared with none, or differ at a glance.
    """

    claim: Claim
    tokens: Sequence[int]
    numbers: Numbers
    ground: Ground

    @cached_property
    def words(self) -> frozenset[str]:
        """The lemmas of the words that tell, but for light verbs; its actors (its names, where it has none) as "@id"; figures as "=9"."""
        claim, tags = self.claim, self.ground.parse.tags
        telling = [token for token in self.tokens if tags[token].startswith(_TELLING) and tags[token] != "JJR"]
        lemmas = {self.ground.lemma(token) for token in telling if not (claim.actors and tags[token].startswith("NNP"))}
        return frozenset(lemmas - _LIGHT | {f"@{party.actor}" for party in claim.actors} | {f"={value}" for _, value in self.numbers})

    @cached_property
    def agents(self) -> frozenset[str]:
        """Who does it: actors, or the subject's lemma where no actor is known."""
        agents = frozenset(f"@{party.actor}" for party in self.claim.actors if party.part == "agent")
        deps = self.ground.parse.deps
        return agents or frozenset(self.ground.lemma(token) for token in self.tokens if deps[token] in _SUBJECTS)

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """All its words in small letters."""
        parse = self.ground.parse
        return tuple(parse.lower[token] for token in self.tokens if parse.words[token][0].isalnum())

    @property
    def verb(self) -> str:
        """The predicate's lemma; empty where there is none."""
        return self.claim.predicate.lemma if self.claim.predicate else ""

    @cached_property
    def units(self) -> frozenset[str]:
        return frozenset(unit for unit, _ in self.numbers)


def link_repeats(worded: Sequence[tuple[Claim, Sequence[int]]], *, figures: Sequence[Figure], ground: Ground) -> tuple[Claim, ...]:
    """The claims, given with the tokens of their words. What is said again points at the first attributed one, else at the first."""
    known = {figure.id: figure for figure in figures}
    told = [_telling(claim, tokens, known, ground) for claim, tokens in worded]
    leads = _leads(told)
    group = list(range(len(told)))
    by_verb: dict[str, list[int]] = {}
    for number, telling in enumerate(told):
        earlier = by_verb.setdefault(telling.verb, [])
        said = leads.get(number)
        if said is None:
            said = next((other for other in islice(earlier, _COMPARED) if _is_same(told[other], telling)), number)
        group[number] = group[said]
        earlier.append(number)
    return _pointed([telling.claim for telling in told], group)


def _telling(claim: Claim, tokens: Sequence[int], figures: dict[str, Figure], ground: Ground) -> Telling:
    found = [figures[ident] for ident in claim.figures if ident in figures]
    numbers = frozenset((figure.unit or figure.kind, float(figure.value)) for figure in found if figure.value is not None)
    return Telling(claim, tokens, numbers, ground)


# --- the headline and its lead


def _leads(told: Sequence[Telling]) -> dict[int, int]:
    """For claims among the text's first that say a headline's claim again, in whatever words: the headline's claim, by number."""
    headlines = [number for number, telling in enumerate(told[:_LEAD]) if telling.claim.block == "headline"]
    bodies = [number for number, telling in enumerate(told[: _LEAD + len(headlines)]) if telling.claim.block != "headline"]
    pairs = [(_closeness(told[headline], told[body]), -body, headline) for headline in headlines for body in bodies]
    found: dict[int, int] = {}
    for closeness, body, headline in sorted(pairs, reverse=True):
        if closeness > 0 and headline not in found.values():
            found.setdefault(-body, headline)
    return found


def _closeness(headline: Telling, telling: Telling) -> float:
    """How much of a headline's claim another one says again; 0 where it does not. A shared number tells as much as half of the words."""
    shared = headline.words & telling.words
    if not _agree(headline, telling) or all(word.startswith("@") for word in shared):
        return 0.0
    number = any(word.startswith("=") for word in shared)
    verb = headline.verb == telling.verb and headline.verb not in _LIGHT
    share = len(shared) / len(headline.words)
    alike = verb or number or headline.claim.modality == telling.claim.modality
    enough = len(shared) > 1 and share + 0.5 * number >= (_OF_HEADLINE_WITH_VERB if verb or number else _OF_HEADLINE)
    return share + 0.5 * number if alike and enough else 0.0


# --- elsewhere


def _is_same(one: Telling, other: Telling) -> bool:
    """Whether two claims with the same verb tell the same of the same with the same numbers."""
    if one.numbers != other.numbers or one.claim.modality != other.claim.modality or one.claim.polarity != other.claim.polarity:
        return False
    if one.spelled == other.spelled:
        return len(one.spelled) >= _LEAST
    if one.agents != other.agents:
        return False
    shared = len(one.words & other.words)
    fewer, more = sorted((len(one.words), len(other.words)))
    return shared >= _LEAST and shared >= _OF_SHORTER * fewer and shared >= _OF_LONGER * more


def _agree(one: Telling, other: Telling) -> bool:
    """Whether nothing says that the two differ: their polarity, a question beside a statement, different numbers of one unit."""
    alike = one.claim.polarity == other.claim.polarity and _is_question(one.claim) == _is_question(other.claim)
    counted = {unit for unit in one.units & other.units if not any(number in other.numbers for number in one.numbers if number[0] == unit)}
    return alike and not counted


def _is_question(claim: Claim) -> bool:
    return claim.modality == "question"


def _pointed(claims: Sequence[Claim], group: Sequence[int]) -> tuple[Claim, ...]:
    first: dict[int, str] = {}
    for attributed in (True, False):
        for claim, leader in zip(claims, group, strict=True):
            if bool(claim.chain) is attributed:
                first.setdefault(leader, claim.id)
    pairs = zip(claims, group, strict=True)
    return tuple(claim if first[leader] == claim.id else claim.model_copy(update={"repeats": first[leader]}) for claim, leader in pairs)
