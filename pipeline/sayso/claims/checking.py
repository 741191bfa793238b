"""What makes a claim uncheckable: that it is a question, an opinion, yet to come, or says nothing exact."""

from __future__ import annotations

from sayso.claims.clauses import Clause
from sayso.claims.ground import OWN_VOICE, Ground
from sayso.claims.modality import STATES
from sayso.records import Modality, NotCheckable

_SAID_OF = frozenset({"acomp", "attr", "oprd", "advmod"})


def find_obstacle(ground: Ground, clause: Clause, modality: Modality) -> NotCheckable | None:
    """The first of question, opinion, future, vague that holds."""
    if modality == "question":
        return "question"
    if _is_opinion(ground, clause, modality):
        return "opinion"
    if _is_future(ground, clause, modality):
        return "future"
    return "vague" if _is_vague(ground, clause) else None


def _is_opinion(ground: Ground, clause: Clause, modality: Modality) -> bool:
    """A judgement of worth, or what somebody says that others ought to do."""
    if clause.verb is None:
        return False
    if any(_is_judgement(ground, clause, clause.verb, word) for word in _words_of_judgement(ground, clause.verb)):
        return True
    if clause.content == OWN_VOICE or modality not in ("required", "conditional"):
        return False
    judging = ground.lexicon.listed("claim_judging_modal")
    return any(ground.parse.lower[helper] in judging for helper in clause.helpers)


def _words_of_judgement(ground: Ground, verb: int) -> list[int]:
    """The verb, what it says of its subject, and the adverbs and adjectives of that."""
    parse = ground.parse
    below = [child for child in parse.children[verb] if parse.deps[child] in _SAID_OF]
    deeper = [inner for child in below for inner in parse.children[child] if parse.deps[inner] in ("advmod", "amod")]
    return [verb, *below, *deeper]


def _is_judgement(ground: Ground, clause: Clause, verb: int, word: int) -> bool:
    """A word of praise or blame. Comparisons can be checked ("safer than"), and "too" beside a verb is "also"."""
    lower = ground.parse.lower
    if ground.lexicon.tells("predicate", lower[word]) != "opinion" or (lower[word] == "too" and ground.parse.heads[word] == verb):
        return False
    return lower[word] == "rather" or all(lower[token] != "than" for token in clause.tokens)


def _is_future(ground: Ground, clause: Clause, modality: Modality) -> bool:
    """Not yet so: planned, required, or possible and no present state."""
    if modality == "actual" or _is_past(ground, clause):
        return False
    if modality in ("planned", "required") or clause.verb is None:
        return True
    able = ground.lexicon.listed("claim_able_modal")
    modal = any(ground.parse.tags[helper] == "MD" and ground.parse.lower[helper] not in able for helper in clause.helpers)
    if modality == "conditional":
        return modal or clause.kind in ("infinitive", "order")
    return modal and not _is_state(ground, clause.verb)


def _is_past(ground: Ground, clause: Clause) -> bool:
    """Should have had, may have been."""
    return any(ground.parse.lower[helper] in ("have", "'ve") and ground.parse.tags[helper] == "VB" for helper in clause.helpers)


def _is_state(ground: Ground, verb: int) -> bool:
    """May be there, may still be erupting: so now, if at all."""
    return ground.parse.tags[verb] == "VBG" or ground.verb(verb) in STATES


def _is_vague(ground: Ground, clause: Clause) -> bool:
    """Counts nothing: "many minds", "various sources"; "as many as nine" does."""
    lower, told = ground.parse.lower, ground.lexicon.marks["quantifier"]
    quantities = [token for token in clause.tokens if told.get(lower[token]) == "vague"]
    return any(ground.parse.deps[token] in ("amod", "det", "nsubj", "dobj") and lower[token - 1] != "as" for token in quantities)
