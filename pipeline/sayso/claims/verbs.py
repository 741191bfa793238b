"""Chains of verbs: which one tells what ("have to [go]"), which ones only how, and whose auxiliaries speak for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.claims.ground import Ground
from sayso.claims.trees import AUXILIARIES, FINITE, SUBJECTS

_HELPED = AUXILIARIES | SUBJECTS
_STEPS = 3  # "are going to have to be able to": at most so many verbs stand before the one that tells


def telling_verb(ground: Ground, head: int) -> int:
    """Past verbs that only tell how (have to, be going to, be likely to) the one that tells what; "was overloaded" tells overload."""
    if ground.parse.tags[head] != "MD" and not ground.parse.tags[head].startswith("VB"):
        return _verb_after(ground, head)
    for _ in range(_STEPS):
        following = _complement(ground, head)
        if following is None:
            break
        head = following
    return head


def _verb_after(ground: Ground, head: int) -> int:
    """The first word after "must" or "to" but for adverbs, where the model took another one for the verb ("must first clear")."""
    parse = ground.parse
    candidates = [head, *parse.children[head]]
    helper = next((token for token in candidates if parse.tags[token] in ("MD", "TO")), None)
    following = () if helper is None else range(helper + 1, min(helper + 1 + _STEPS, len(parse)))
    return next((token for token in following if parse.words[token].isalpha() and not parse.tags[token].startswith("RB")), head)


def carriers(ground: Ground, head: int) -> Iterator[int]:
    """The verbs whose auxiliaries speak for this one: itself, and in "will go and see" the one before it."""
    parse = ground.parse
    yield head
    for _ in range(_STEPS):
        if parse.deps[head] != "conj" or parse.tags[head] in FINITE or any(parse.deps[child] in _HELPED for child in parse.children[head]):
            return
        yield (head := parse.heads[head])


def helpers(ground: Ground, verbs: Iterable[int]) -> Iterator[int]:
    """The auxiliaries of some verbs."""
    parse = ground.parse
    for verb in verbs:
        yield from (child for child in parse.children[verb] if parse.tags[child] == "MD" or parse.deps[child] in AUXILIARIES)


def ways(ground: Ground, head: int) -> Iterator[int]:
    """The words that tell how: the verb itself where it is a "have to", and adjectives such as "likely"."""
    parse = ground.parse
    for _ in range(_STEPS):
        following = _complement(ground, head)
        if following is None:
            return
        yield head
        yield from (child for child in parse.children[head] if parse.deps[child] in ("acomp", "oprd", "prt"))
        head = following


def _complement(ground: Ground, head: int) -> int | None:
    """The verb that goes on with what this one says of it: "have to [go]", "likely to [go]", "was [overloaded]"."""
    deps = ground.parse.deps
    for child in ground.parse.children[head]:
        if deps[child] == "acomp":
            if ground.parse.tags[child] == "VBN":
                return child
            if _tells_way(ground, child):
                return ground.child(child, "xcomp")
        elif deps[child] == "xcomp" and _tells_way(ground, head) and _has_to(ground, child):
            return child
    return None


def _tells_way(ground: Ground, token: int) -> bool:
    return any(ground.lexicon.tells("infinitive", word) for word in (ground.verb(token), ground.parse.lower[token]))


def _has_to(ground: Ground, token: int) -> bool:
    return any(ground.parse.tags[child] == "TO" for child in ground.parse.children[token])
