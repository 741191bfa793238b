"""Where figures stand in the parse: found again from their offsets, for linking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.figures.phrases import STEPS, clause_verb, head_token, kids
from sayso.parsing import Parse
from sayso.records import Figure

_SHARED = frozenset({"xcomp", "advcl", "acl", "conj", "pcomp", "dep"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure with its tokens (`last` exclusive), the token it hangs by, its sentence, and the verb of its clause (or None)."""

    figure: Figure
    number: int
    first: int
    last: int
    head: int
    sentence: int
    verb: int | None


def find_spots(parse: Parse, figures: Sequence[Figure]) -> list[Spot]:
    """One spot a figure, in the same order."""
    spots = []
    for number, figure in enumerate(figures):
        tokens = parse.tokens_in(figure.start, figure.end)
        head = head_token(parse, tokens.start, tokens.stop)
        spots.append(Spot(figure, number, tokens.start, tokens.stop, head, parse.sentence_of[tokens.start], clause_verb(parse, head)))
    return spots


def shared_clauses(parse: Parse, verb: int | None) -> list[int]:
    """A clause's verb and those above it whose circumstances it shares: "shells struck on Monday, killing 14"."""
    found: list[int] = []
    while verb is not None and len(found) < STEPS:
        found.append(verb)
        free = not any(parse.deps[child] in ("nsubj", "nsubjpass") for child in kids(parse, verb))
        if parse.deps[verb] not in _SHARED or not free or parse.heads[verb] == verb:
            break
        verb = clause_verb(parse, parse.heads[verb])
    return found
