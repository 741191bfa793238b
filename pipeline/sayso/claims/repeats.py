"""Claims that are said again: the headline and its lead, a figure given twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from sayso.claims.ground import Ground
from sayso.records import Claim, Figure

_TELLING = ("NN", "VB", "JJ")  # tags of words that tell
_LEAD = 8  # a headline is compared with so many of the first claims
_ENOUGH, _ENOUGH_FOR_HEADLINE = 0.6, 0.4
_COMPARED = 20  # earlier claims with the same verb that one is compared with

Features = frozenset[str]


def link_repeats(worded: Sequence[tuple[Claim, Sequence[int]]], *, figures: Sequence[Figure], ground: Ground) -> tuple[Claim, ...]:
    """The claims, given with the tokens of their words. What is said again points at the first attributed one, else at the first."""
    claims = [claim for claim, _ in worded]
    features = _Features(worded, figures, ground)
    leads = _leads(claims, features)
    group = list(range(len(claims)))
    by_verb: dict[str, list[int]] = {}
    for number, claim in enumerate(claims):
        earlier = by_verb.setdefault(claim.predicate.lemma if claim.predicate else "", [])
        said = leads.get(number)
        if said is None:
            said = next((other for other in islice(earlier, _COMPARED) if _is_same(claims, features, other, number)), number)
        group[number] = group[said]
        earlier.append(number)
    return _pointed(claims, group)


def _leads(claims: Sequence[Claim], features: _Features) -> dict[int, int]:
    """For claims among the text's first that say a headline's claim again, in whatever words: the headline's claim, by number."""
    headlines = [number for number, claim in enumerate(claims[:_LEAD]) if claim.block == "headline"]
    bodies = [number for number, claim in enumerate(claims[: _LEAD + len(headlines)]) if claim.block != "headline"]
    pairs = [(_closeness(features[headline], features[body]), -body, headline) for headline in headlines for body in bodies]
    found: dict[int, int] = {}
    for closeness, body, headline in sorted(pairs, reverse=True):
        alike = closeness >= _ENOUGH_FOR_HEADLINE and claims[headline].polarity == claims[-body].polarity
        if alike and headline not in found.values():
            found.setdefault(-body, headline)
    return found


def _closeness(headline: Features, claim: Features) -> float:
    """How much of a headline's claim another one says again; a shared number tells as much as half of the words."""
    shared = headline & claim
    number = any(feature.startswith("=") for feature in shared)
    only_actors = all(feature.startswith("@") for feature in shared)
    return 0.0 if len(shared) < 2 or only_actors else _overlap(headline, claim) + 0.5 * number


def _is_same(claims: Sequence[Claim], features: _Features, one: int, other: int) -> bool:
    alike = claims[one].polarity == claims[other].polarity and _is_question(claims[one]) == _is_question(claims[other])
    return alike and len(features[one] & features[other]) > 2 and _overlap(features[one], features[other]) >= _ENOUGH


def _is_question(claim: Claim) -> bool:
    return claim.modality == "question"


def _overlap(one: Features, other: Features) -> float:
    """The share of the shorter one's words that the other has too."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _pointed(claims: Sequence[Claim], group: Sequence[int]) -> tuple[Claim, ...]:
    first: dict[int, str] = {}
    for attributed in (True, False):
        for claim, leader in zip(claims, group, strict=True):
            if bool(claim.chain) is attributed:
                first.setdefault(leader, claim.id)
    pairs = zip(claims, group, strict=True)
    return tuple(claim if first[leader] == claim.id else claim.model_copy(update={"repeats": first[leader]}) for claim, leader in pairs)


class _Features:
    """What each claim is compared by, by number: its actors (its names, where it has none), the lemmas of its other words, its figures."""

    def __init__(self, worded: Sequence[tuple[Claim, Sequence[int]]], figures: Sequence[Figure], ground: Ground) -> None:
        self.worded, self.ground = worded, ground
        self.values = {figure.id: f"={figure.value}" for figure in figures if figure.value is not None}
        self._known: dict[int, Features] = {}

    def __getitem__(self, number: int) -> Features:
        if number not in self._known:
            self._known[number] = self._features_of(*self.worded[number])
        return self._known[number]

    def _features_of(self, claim: Claim, tokens: Sequence[int]) -> Features:
        tags = self.ground.parse.tags
        telling = [token for token in tokens if tags[token].startswith(_TELLING)]
        lemmas = {self.ground.lemma(token) for token in telling if not (claim.actors and tags[token].startswith("NNP"))}
        numbers = {self.values[ident] for ident in claim.figures if ident in self.values}
        return frozenset(lemmas | numbers | {f"@{party.actor}" for party in claim.actors})
