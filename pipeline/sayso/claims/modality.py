"""How a claim is put: as fact, plan, possibility, duty, under a condition, or as a question."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sayso.claims.clauses import Clause
from sayso.claims.ground import CLOSING, OWN_VOICE, Ground
from sayso.claims.trees import AUXILIARIES, SUBJECTS
from sayso.claims.verbs import ways
from sayso.records import Attribution, Modality, Span
from sayso.rules.entries import Tells

WISHES = frozenset({"orders", "asks"})
_OPEN = frozenset({"asks", "doubts", "declines"})  # stances whose question words ask
INTENTS = frozenset({"promises", "plans", "threatens", "predicts"})
STATES = frozenset({"be", "have", "contain", "mean", "know", "own", "remain"})
_FIRST: tuple[Modality, ...] = ("question", "conditional", "required", "possible", "planned")
_PRESENT = frozenset({"VBZ", "VBP", "VB"})
_STEPS = 6
_INVERTING = frozenset({"had", "should", "were"})


def find_modality(ground: Ground, clause: Clause, *, condition: Span | None) -> Modality:
    """The first of question, conditional, required, possible, planned that anything in the claim tells; else actual."""
    told = set(_told(ground, clause))
    if condition is not None:
        told.add("conditional")
    return next((name for name in _FIRST if name in told), "actual")


def _told(ground: Ground, clause: Clause) -> Iterator[Tells]:
    if _is_asked(ground, clause) or _is_indirect_question(ground, clause):
        yield "question"
    if clause.kind == "order":
        yield "required"
    if clause.kind in ("infinitive", "phrase"):
        yield from _told_by_stance(ground, clause)
    if clause.head is not None:
        yield from _told_by_ways(ground, clause.head)
        yield from _told_by_helpers(ground, clause)
        yield from _told_by_form(ground, clause, clause.head)


def _told_by_stance(ground: Ground, clause: Clause) -> Iterator[Tells]:
    """What is ordered or asked for is required; an infinitive is else something to come."""
    stance = ground.attributions[clause.content].stance
    if stance in WISHES or _is_wished(ground, clause):
        yield "required"
    elif clause.kind == "infinitive" or stance in INTENTS:
        yield "planned"


def _is_wished(ground: Ground, clause: Clause) -> bool:
    """Whether somebody wants it of another: wants the guild to pay."""
    cue = ground.attributions[clause.content].cue
    if cue is None or clause.head is None or cue.lemma not in ground.lexicon.listed("claim_wishing"):
        return False
    return any(ground.parse.deps[child] in SUBJECTS for child in ground.parse.children[clause.head])


def _told_by_ways(ground: Ground, head: int) -> Iterator[Tells]:
    """Have to, be going to, be likely to."""
    for way in ways(ground, head):
        if _is_compared(ground, way):
            continue
        told = ground.lexicon.tells("infinitive", ground.verb(way)) or ground.lexicon.tells("infinitive", ground.parse.lower[way])
        if told:
            yield told


def _is_compared(ground: Ground, way: int) -> bool:
    """Less likely, twice as likely to die: how often it is so, not whether it may be."""
    parse = ground.parse
    return parse.tags[way].startswith("JJ") and any(
        parse.tags[child] in ("RBR", "JJR") or parse.lower[child] in ("as", "times", "twice")
        for child in parse.children[way]
        if child < way
    )


def _told_by_helpers(ground: Ground, clause: Clause) -> Iterator[Tells]:
    """Auxiliaries and adverbs."""
    for helper in clause.helpers:
        word = ground.parse.lower[helper]
        told = ground.lexicon.tells("modal", word)
        if told == "conditional" and _is_reported_future(ground, clause, helper):
            told = "planned"
        if told:
            yield told
    for adverb in _adverbs(ground, clause.beside):
        told = ground.lexicon.tells("adverb", ground.parse.lower[adverb])
        if told and told != "negative":
            yield told


def _adverbs(ground: Ground, verbs: Collection[int]) -> Iterator[int]:
    for verb in verbs:
        yield from (child for child in ground.parse.children[verb] if ground.parse.deps[child] in ("advmod", "acomp"))


def _told_by_form(ground: Ground, clause: Clause, head: int) -> Iterator[Tells]:
    """A headline's "to pull troops"; a present tense with a date to come."""
    tags = ground.parse.tags
    if clause.kind in ("headline", "content") and any(tags[child] == "TO" for child in ground.parse.children[head]):
        yield "planned"
    if _is_intended(ground, head):
        yield "planned"
    if tags[head] in ("VBZ", "VBP") and ground.verb(head) not in STATES and _speaks_of_future(ground, clause):
        yield "planned"


def _is_intended(ground: Ground, head: int) -> bool:
    """ "It planned to cut jobs", where nothing took that for an attribution: what is planned is yet to come."""
    following = ground.child(head, "xcomp")
    to = following is not None and any(ground.parse.tags[child] == "TO" for child in ground.parse.children[following])
    return to and ground.verb(head) in ground.lexicon.listed("claim_intending")


def _speaks_of_future(ground: Ground, clause: Clause) -> bool:
    """Whether all its dates lie after the day of publication: his contract expires next summer."""
    published = ground.parse.article.meta.published
    start, end = ground.parse.starts[clause.tokens[0]], ground.parse.ends[clause.tokens[-1]]
    days = [day for date in ground.dates_between(start, end) if (day := date.first or date.last)]
    return bool(published and days) and all(day > (published or "")[:10] for day in days)


def _is_reported_future(ground: Ground, clause: Clause, helper: int) -> bool:
    """He said it would rise: "will" at a time before. Not in direct speech, nor after a cue in the present, nor "would have risen"."""
    if clause.content == OWN_VOICE:
        return False
    attribution = ground.attributions[clause.content]
    if attribution.cue is None or attribution.manner == "direct" or _is_hypothetical(ground, ground.parse.heads[helper]):
        return False
    first = ground.parse.token_at(attribution.cue.start)
    return first is None or ground.parse.tags[first] not in _PRESENT


def _is_hypothetical(ground: Ground, verb: int) -> bool:
    """Would have gone, would rather go."""
    parse = ground.parse
    return any(
        parse.lower[child] == "rather" or (parse.lower[child] == "have" and parse.deps[child] == "aux") for child in parse.children[verb]
    )


# --- questions


def _is_asked(ground: Ground, clause: Clause) -> bool:
    """Whether a question mark follows the clause's last word, or what others say at its end ("Do you back his plan to sell it?")."""
    parse = ground.parse
    last = next((token for token in reversed(clause.tokens) if parse.words[token][-1].isalnum()), clause.tokens[-1])
    for token in range(last + 1, parse.sentences[parse.sentence_of[last]][1]):
        if parse.lower[token] == "?":
            return True
        if parse.words[token] not in CLOSING and ground.content_of[token] in (clause.content, OWN_VOICE):
            return False
    return False


def _is_indirect_question(ground: Ground, clause: Clause) -> bool:
    """Asked when they would come, did not say how many were missing: a question word in front of what somebody asks or does not tell."""
    if clause.head is None or clause.content == OWN_VOICE or clause.kind not in ("content", "main", "coordinated"):
        return False
    attribution = ground.attributions[clause.content]
    opening = _opening(ground, clause, clause.head)
    if attribution.manner == "direct" or opening is None or ground.lexicon.tells("opening", ground.parse.lower[opening]) != "question":
        return False
    leaves_open = ground.parse.lower[opening] == "whether" or (_leaves_open(ground, attribution) and _begins(ground, clause, opening))
    return leaves_open and not _is_in_adjunct(ground, clause, opening)


def _leaves_open(ground: Ground, attribution: Attribution) -> bool:
    """Whether somebody asks, or does not know or tell. "She explained why it broke" and "he thinks what he did was right" answer."""
    if attribution.stance in _OPEN or attribution.cue is None:
        return attribution.stance in _OPEN
    lemma = attribution.cue.lemma
    if lemma in ground.lexicon.listed("claim_asking"):
        return True
    return attribution.polarity == "negative" and lemma in ground.lexicon.listed("claim_telling")


def _begins(ground: Ground, clause: Clause, opening: int) -> bool:
    """Whether a question word begins the whole content, or its second half beside the first ("when it broke and who would pay")."""
    parse = ground.parse
    if clause.kind == "coordinated":
        return True
    start = min(span.start for span in ground.attributions[clause.content].content)
    between = parse.tokens_in(start, parse.ends[opening])
    return not any(parse.words[token][0].isalnum() for token in between if token < opening)


def _is_in_adjunct(ground: Ground, clause: Clause, token: int) -> bool:
    """Whether a question word belongs to a clause of time or condition in front: "when the ice melts, the ferry will sail"."""
    parse = ground.parse
    for _ in range(_STEPS):
        if token == clause.head or parse.heads[token] == token:
            return False
        if parse.deps[token] == "advcl":
            return True
        token = parse.heads[token]
    return False


def _opening(ground: Ground, clause: Clause, head: int) -> int | None:
    """The first word of a clause; of "who will win and run the town" for its second half too."""
    parse = ground.parse
    if clause.kind == "coordinated" and not any(parse.deps[child] in SUBJECTS for child in parse.children[head]):
        return next((child for child in parse.children[parse.heads[head]] if parse.tags[child] in ("WP", "WDT")), None)
    return next((token for token in clause.tokens if parse.words[token][0].isalnum()), None)


# --- conditions


def find_condition(ground: Ground, clause: Clause) -> Span | None:
    """The "if" or "unless" clause in a claim."""
    parse = ground.parse
    adverbial = [token for token in clause.tokens if parse.deps[token] == "advcl" and token != clause.head]
    own = frozenset(clause.tokens if adverbial else ())
    for token in adverbial:
        if _is_conditional(ground, token, own):
            below = [place for place in parse.subtree(token) if place in own]
            end = next(place for place in reversed(below) if parse.words[place][-1].isalnum() or parse.words[place] in "%)") + 1
            return parse.span(below[0], end)
    return None


def _is_conditional(ground: Ground, token: int, own: frozenset[int]) -> bool:
    """If, unless, provided …, or "had anyone read it": an auxiliary before its subject."""
    parse = ground.parse
    before = [child for child in parse.children[token] if child < token and child in own]
    if any(parse.lower[child] in ground.lexicon.conditions and parse.deps[child] in ("mark", "advmod", "prep") for child in before):
        return True
    subject = next((child for child in before if parse.deps[child] in SUBJECTS), -1)
    return any(child < subject and parse.deps[child] in AUXILIARIES and parse.lower[child] in _INVERTING for child in before)
