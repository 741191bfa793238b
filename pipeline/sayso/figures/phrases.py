"""Noun phrases, subjects and governors in a parse, each found in a few steps."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.parsing import Parse

REACH = 12  # tokens of a noun phrase to the left of its head
STEPS = 8  # heads that are climbed
MOST_KIDS = 64

_STRIPPED = frozenset({"DT", "PDT", "PRP$", "WP$", "IN", "RB", "RBR", "JJR", "$", "HYPH", "''", "``", ",", "CC", "-LRB-", "WDT", ":"})
_FEW = frozenset({"several", "many", "few", "various", "numerous"})
_JOINED = frozenset({"case", "cc", "conj", "punct"})
_TAILS = frozenset({"of"})
_SUBJECT_TAILS = frozenset(
    {"of", "in", "to", "for", "on", "with", "from", "against", "at", "between", "near", "among", "by", "per", "across", "worth"}
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def kids(parse: Parse, token: int) -> list[int]:
    """The direct dependants of a token, as many as a real sentence has, so that a row of ten thousand words takes no longer each."""
    return parse.children[token][:MOST_KIDS]


def is_noun(parse: Parse, token: int) -> bool:
    return parse.tags[token].startswith("NN") and parse.words[token][0].isalnum()


def is_verb(parse: Parse, token: int) -> bool:
    return parse.tags[token].startswith(("VB", "MD"))


def is_pronoun(parse: Parse, token: int) -> bool:
    return parse.tags[token] in ("PRP", "WP", "WDT", "DT", "EX")


def head_token(parse: Parse, first: int, last: int) -> int:
    """The token of a span that hangs on a token outside of it: the last such one, before the slash of km/h."""
    slash = parse.lower.index("/", first, last) if last - first > 2 and "/" in parse.lower[first + 1 : last] else last
    for token in range(slash - 1, first - 1, -1):
        if not first <= parse.heads[token] < last or parse.heads[token] == token:
            return token
    return last - 1


def child(parse: Parse, token: int, *deps: str) -> int | None:
    """The first dependant with one of these labels."""
    return next((other for other in kids(parse, token) if parse.deps[other] in deps), None)


def preposition(parse: Parse, token: int, *words: str) -> int | None:
    """The object of the first of these prepositions that hangs on a token."""
    for other in kids(parse, token):
        if parse.deps[other] in ("prep", "agent") and parse.lower[other] in words:
            found = child(parse, other, "pobj")
            if found is not None:
                return found
    return None


def left_edge(parse: Parse, head: int) -> int:
    """Where the noun phrase of a head begins: its article, modifiers and possessor with it, and what a hyphen glues to it."""
    edge = _own_edge(parse, head)
    while head - edge < REACH and _glued_by_hyphen(parse, edge):
        edge = _own_edge(parse, edge - 2)
    return edge


def _glued_by_hyphen(parse: Parse, token: int) -> bool:
    """Whether a token is the end of a word like "e-minis": parses often tear those apart."""
    if token - 2 < parse.sentences[parse.sentence_of[token]][0] or parse.lower[token - 1] != "-":
        return False
    return parse.ends[token - 2] == parse.starts[token - 1] and parse.ends[token - 1] == parse.starts[token]


def _own_edge(parse: Parse, head: int) -> int:
    first = parse.sentences[parse.sentence_of[head]][0]
    edge = head
    for token in range(head - 1, max(first, head - REACH) - 1, -1):
        above = parse.heads[token]
        if token < above <= head or (parse.deps[token] in _JOINED and head - REACH <= above < token and _inside(parse, above, head)):
            edge = token
        else:
            break
    while edge < head and parse.deps[edge] in ("punct", "cc", "advmod", "preconj") and parse.tags[edge] != "``":
        edge += 1
    return edge


def _inside(parse: Parse, token: int, head: int) -> bool:
    """Whether a token to the left of a head hangs on it, within a few steps."""
    for _ in range(3):
        if token == head:
            return True
        if parse.heads[token] <= token:
            return False
        token = parse.heads[token]
    return token == head


def stripped(parse: Parse, edge: int, head: int, stops: frozenset[int] = frozenset()) -> int:
    """The phrase's first token that is no determiner, number or adverb, and no part of another figure."""
    while edge < head and (
        edge in stops
        or (parse.tags[edge] == "CD" and not _joined_number(parse, edge))
        or parse.tags[edge] in _STRIPPED
        or parse.lower[edge] in _FEW
        or (parse.tags[edge] == "POS" or parse.deps[edge] == "case")
    ):
        edge += 1
    return edge


def _joined_number(parse: Parse, token: int) -> bool:
    """The number of a "four-cylinder", which is a part of the word."""
    after = token + 2
    return (
        after < len(parse)
        and parse.lower[token + 1] == "-"
        and parse.ends[token] == parse.starts[token + 1]
        and (parse.ends[token + 1] == parse.starts[after] and not parse.lower[token].isdecimal())
    )


def _conjunct(parse: Parse, noun: int, conjunction: int) -> int | None:
    """The noun that a conjunction right behind another one ties to it: "and [nurses]", "Hale & Brenn [mills]"."""
    if conjunction + 1 >= len(parse) or parse.tags[conjunction] != "CC" or parse.heads[conjunction] != noun:
        return None
    other = conjunction + 1
    while parse.deps[other] == "compound" and parse.heads[other] > other and other - conjunction < REACH:
        other += 1
    return other if parse.deps[other] == "conj" and is_noun(parse, other) else None


def right_edge(parse: Parse, head: int, *, subject: bool = False, stops: frozenset[int] = frozenset()) -> int:
    """Where a noun phrase ends (exclusive): with its "of …", and with other prepositional tails where it is a subject."""
    end = head + 1
    for _ in range(3):
        if end >= len(parse) or parse.deps[end] != "prep" or parse.lower[end] not in (_SUBJECT_TAILS if subject else _TAILS):
            break
        if not head <= parse.heads[end] < end:
            break
        inner = child(parse, end, "pobj")
        if inner is None or parse.tags[inner] == "CD" or inner - end > REACH or any(token in stops for token in range(end, inner + 1)):
            break
        end = inner + 1
        while (conjunct := _conjunct(parse, inner, end)) is not None:
            inner, end = conjunct, conjunct + 1
    return end


def is_subject(parse: Parse, token: int) -> bool:
    return parse.deps[token] in SUBJECTS


def is_numbered_name(parse: Parse, token: int) -> bool:
    """Whether a number is the last word of a name that is a subject: "the FTSE 100 fell", "the sp 500 gained"."""
    if parse.tags[token] != "CD" or not parse.lower[token].isdecimal() or not is_subject(parse, token) or token < 2:
        return False
    name = token - 1
    named = parse.deps[name] == "compound" and parse.heads[name] == token and parse.tags[name] in ("NN", "NNP")
    return named and parse.lower[name - 1] == "the" and token + 1 < len(parse) and is_verb(parse, token + 1)


def climb(parse: Parse, token: int) -> Iterator[int]:
    """The heads of a token, nearest first, a few of them."""
    for _ in range(STEPS):
        above = parse.heads[token]
        if above == token:
            return
        yield above
        token = above


def first_conjunct(parse: Parse, token: int) -> int:
    for _ in range(STEPS):
        if parse.deps[token] != "conj":
            return token
        token = parse.heads[token]
    return token


def clause_verb(parse: Parse, token: int) -> int | None:
    """The nearest verb above a token, the token itself included; auxiliaries count as their main verb."""
    for _ in range(2 * STEPS):
        if is_verb(parse, token) and parse.deps[token] not in ("aux", "auxpass", "amod"):
            return token
        above = parse.heads[token]
        if above == token:
            return None
        token = above
    return None
