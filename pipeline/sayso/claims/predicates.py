"""A clause's predicate and polarity: "could not have been sold" is the verb sell, negative."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.clauses import Clause
from sayso.claims.ground import Ground
from sayso.claims.trees import AUXILIARIES, SUBJECTS
from sayso.records import HeadedSpan, Polarity

_HELPING = AUXILIARIES | {"neg"}
_OBJECTS = frozenset({"dobj", "attr", "nsubj", "nsubjpass", "dative", "oprd"})
_DETERMINING = frozenset({"det", "neg", "predet", "preconj", "advmod", "amod"})
_DENIABLE = _OBJECTS | {"neg", "advmod", "preconj", "cc"}  # what can say no beside a verb
_TOLD_APART = frozenset(
    {"a", "the", "these", "those", "last", "past", "first", "next", "every", "quite", "some", "his", "her", "its", "their", "our", "my"}
)
_LIMITS = frozenset({"only", "just", "merely", "least", "more", "less", "fewer"})  # "not only", "no more than" negate nothing


def find_predicate(ground: Ground, clause: Clause, pieces: Sequence[tuple[int, int]]) -> HeadedSpan | None:
    """The verb that tells, with auxiliaries, negation and particle, as far as they stand in the claim's words; None where there is none."""
    if clause.head is None or clause.verb is None:
        return None
    for verb in (clause.verb, clause.head):
        for first, last in pieces:
            if first <= verb < last:
                start, end = max(_start(ground, clause.head, verb), first), min(_end(ground, verb), last)
                return ground.parse.headed(*_without_signs(ground, start, end), ground.verb(verb))
    return None


def _without_signs(ground: Ground, start: int, end: int) -> tuple[int, int]:
    while end - start > 1 and not any(map(str.isalnum, ground.parse.words[start])):
        start += 1
    return start, end


def _start(ground: Ground, head: int, verb: int) -> int:
    """The first auxiliary; after the subject where a question turns them round."""
    deps, subject = ground.parse.deps, -1
    helping = []
    for child in ground.parse.children[head]:
        if child < verb and deps[child] in SUBJECTS:
            subject = child
        elif child < min(head, verb) and deps[child] in _HELPING:
            helping.append(child)
    return next((child for child in helping if child > subject), min(head, verb))


def _end(ground: Ground, verb: int) -> int:
    parse, end = ground.parse, verb + 1
    while end < len(parse) and parse.heads[end] == verb and parse.deps[end] in ("prt", "neg"):
        end += 1
    return end


# --- polarity


def find_polarity(ground: Ground, clause: Clause) -> Polarity:
    """Negative where the verb is negated, or its subject or object is nobody, nothing, no …"""
    if clause.head is None:
        return "negative" if any(_is_negation(ground, token) for token in clause.tokens[:2]) else "positive"
    deps, children = ground.parse.deps, ground.parse.children
    below = [child for verb in clause.beside for child in children[verb] if deps[child] in _DENIABLE]
    return "negative" if any(_is_negated(ground, child) for child in below) else "positive"


def _is_negated(ground: Ground, child: int) -> bool:
    """Whether an object, a subject or an adverb of the verb negates it."""
    dep = ground.parse.deps[child]
    if dep in _OBJECTS:
        return _is_negative_phrase(ground, child)
    if _is_negation(ground, child):
        return True
    return dep == "advmod" and ground.parse.lower[child] not in _LIMITS and ground.child(child, "neg") is not None


def _is_negation(ground: Ground, token: int) -> bool:
    """Not, never, neither … but not "not only"."""
    if ground.lexicon.tells("adverb", ground.parse.lower[token]) != "negative":
        return False
    return token + 1 == len(ground.parse) or ground.parse.lower[token + 1] not in _LIMITS


def _is_negative_phrase(ground: Ground, noun: int) -> bool:
    """Nobody, none of them, no permit, not one of them, hardly any."""
    parse = ground.parse
    if _is_none(ground, noun):
        return True
    before = [child for child in parse.children[noun] if child < noun and parse.deps[child] in _DETERMINING]
    return any(_is_none(ground, child) or (parse.deps[child] == "advmod" and _is_negation(ground, child)) for child in before)


def _is_none(ground: Ground, token: int) -> bool:
    """No, none, few … but not "no fewer than", "a few", "the few"."""
    lower = ground.parse.lower
    if ground.lexicon.tells("quantifier", lower[token]) != "negative" or (token + 1 < len(lower) and lower[token + 1] in _LIMITS):
        return False
    return not (token > 0 and ground.parse.tags[token].startswith("JJ") and lower[token - 1] in _TOLD_APART)
