"""Subjects: a verb's own, one that it shares, and one that the parse hung somewhere else."""

from __future__ import annotations

from sayso.figures.phrases import STEPS, SUBJECTS, child, is_noun, kids, left_edge
from sayso.parsing import Parse

TORN_REACH = 14  # tokens of a clause before its verb
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_FOLLOWING = frozenset({"conj", "advcl", "dep"})
_OPENERS = frozenset({"and", "but", "while", "whereas"})
_SHARING = frozenset(
    {
        "conj",
        "xcomp",
        "advcl",
        "ccomp",
        "pcomp",
        "prep",
        "dep",
        "appos",
        "advmod",
        "npadvmod",
        "aux",
        "auxpass",
        "acomp",
        "attr",
        "oprd",
        "prt",
    }
)


def subject_of(parse: Parse, verb: int) -> int | None:
    """The subject of a verb: its own, the noun that its clause hangs on, or one that it shares with the verb above."""
    token = verb
    for _ in range(STEPS):
        own = _own_subject(parse, token)
        if own is not None:
            return _antecedent(parse, token, own)
        torn = _torn_subject(parse, token) if parse.deps[token] in _FOLLOWING else None
        if torn is not None:
            return torn
        if parse.deps[token] == "ccomp" and child(parse, token, "mark") is not None:  # "that 800 will be sold": its subject is the number
            return None
        above = parse.heads[token]
        if parse.deps[token] in ("acl", "relcl") and is_noun(parse, above):
            return above
        if above == token or parse.deps[token] not in _SHARING:
            return None
        token = _told_before(parse, token, above)
    return None


def _told_before(parse: Parse, token: int, above: int) -> int:
    """ "Prices rose 3 percent, the bureau said, and will rise again": the bureau does not, what it told of before does."""
    told = child(parse, above, "ccomp") if parse.deps[token] == "conj" else None
    return told if told is not None and told < above else above


def _own_subject(parse: Parse, verb: int) -> int | None:
    """The subject that hangs on a verb: the last one before it, else one behind it."""
    before = (token for token in reversed(kids(parse, verb)) if parse.deps[token] in SUBJECTS and token < verb)
    found = next(before, None)
    return child(parse, verb, *SUBJECTS) if found is None else found


def _antecedent(parse: Parse, verb: int, subject: int) -> int | None:
    """The noun that a relative pronoun stands for, the subject itself, or None where it is only a placeholder: there is."""
    if parse.deps[subject] == "expl":
        return None
    above = parse.heads[verb]
    relative = parse.deps[verb] == "relcl" and parse.lower[subject] in ("which", "that", "who")
    return above if relative and is_noun(parse, above) else subject


def _torn_subject(parse: Parse, verb: int) -> int | None:
    """The subject of a later clause that the parse hung on the clause before: "X was 2 kg and [Y in it] was 5 kg", "while [Y], …, fell".

    It opens the clause right behind "and", "but" or "while", and nothing stands between its phrase and the verb but what hangs on it
    or an aside in commas.
    """
    if parse.tags[verb] not in _FINITE:
        return None
    opener = next((at for at in range(verb - 1, max(parse.heads[verb], verb - TORN_REACH), -1) if parse.lower[at] in _OPENERS), None)
    if opener is None:
        return None
    noun = next((at for at in range(opener + 1, verb) if is_noun(parse, at) and parse.deps[at] != "compound"), None)
    if noun is None or not opener < left_edge(parse, noun) <= opener + 1 or parse.deps[parse.heads[noun]] == "pobj":
        return None
    aside = parse.lower[noun + 1] == "," and parse.lower[verb - 1] == "," and noun + 1 < verb - 1
    return noun if aside or all(_inside_tail(parse, at, noun) for at in range(noun + 1, verb)) else None


def swallowed_subject(parse: Parse, verb: int) -> tuple[int, int] | None:
    """Where the subject begins, and its head, of a verb whose subject the parse took into the phrase before: "In May [profit] was"."""
    if parse.tags[verb] not in _FINITE or parse.deps[verb] not in ("ROOT", "ccomp", "conj", "advcl"):
        return None
    lead = next((at for at in kids(parse, verb) if at < verb and parse.deps[at] == "prep"), None)
    noun = child(parse, lead, "pobj") if lead is not None else None
    if lead is None or noun is None or noun > verb or not is_noun(parse, noun):
        return None
    first = next((at for at in range(lead + 1, noun) if is_noun(parse, at) or parse.tags[at] == "CD"), noun)
    told = first < noun and parse.deps[first] in ("compound", "nmod", "nummod") and parse.heads[first] == noun
    ends = noun + 1 == verb or (parse.lower[noun + 1] == "," and parse.lower[verb - 1] == ",")
    return (first + 1, noun) if told and ends else None


def _inside_tail(parse: Parse, token: int, noun: int) -> bool:
    """Whether a token behind a noun hangs on it."""
    for _ in range(STEPS):
        if token == noun:
            return True
        if token < noun or parse.heads[token] == token:
            return False
        token = parse.heads[token]
    return False
