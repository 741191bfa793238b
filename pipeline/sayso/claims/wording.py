"""The words of a claim: its clause's tokens in runs, without what only ties it to its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.clauses import Clause
from sayso.claims.ground import Ground
from sayso.claims.trees import SUBJECTS

TIES = frozenset({"that", "and", "but", "or", "nor", "yet", "because", "although", "though", "whereas", "while", "so"})
_SPEAKING_SIGNS = frozenset({"$", "CD", "NN", "#"})  # tags of signs that are words: a currency, a symbol
_PAIRS = {"(": ")", "[": "]", "“": "”", "‘": "’", "``": "''", '"': '"', ")": "(", "]": "[", "”": "“", "’": "‘", "''": "``"}
_MOST_BESIDE = 12  # coordinated clauses that share one subject
_FOREIGN_SIGNS = 3  # so many signs that belong to somebody else do not part two runs
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "csubj", "pcomp", "prep"})
_POINTING = frozenset({"it", "this", "that", "so"})
_LONGEST_EMPTY = 8
_COMPLEMENTS = frozenset({"dobj", "pobj", "ccomp", "xcomp", "acomp", "attr", "advcl", "pcomp", "npadvmod"})

Piece = tuple[int, int]


def find_pieces(ground: Ground, clause: Clause) -> list[Piece]:
    """The token ranges of a claim's words in text order; a shared subject comes first. Empty where they say nothing."""
    if _says_nothing(ground, clause):
        return []
    first = clause.tokens[0]
    shared = _shared_subject(ground, clause)
    runs = _runs(ground, sorted({*clause.tokens, *shared}) if shared else clause.tokens)
    trimmed = (_without_ties(ground, run) if run[0] >= first else _without_signs(ground, run) for run in runs)
    return [piece for piece in trimmed if piece is not None]


def _says_nothing(ground: Ground, clause: Clause) -> bool:
    """Words that keep talk going ("I mean"), lead to what is said elsewhere ("the mayor replied", "it is clear"), or splinters ("he's")."""
    if len(clause.tokens) > _LONGEST_EMPTY or clause.head is None:
        return False
    lemma, lexicon = ground.verb(clause.head), ground.lexicon
    if lemma in lexicon.listed("claim_filler"):
        words = _words(ground, clause)
        return len(words) == 2 and ground.parse.lower[words[0]] in ("i", "you")
    if lemma in lexicon.listed("claim_leading"):
        return not any(_is_complement(ground, token) for token in _words(ground, clause))
    if clause.kind == "order":
        return len(_words(ground, clause)) < 2
    splintered = "'" in ground.parse.lower[clause.head] and len(_words(ground, clause)) < 3
    return splintered or _points_ahead(ground, clause, clause.head)


def _is_complement(ground: Ground, token: int) -> bool:
    """Something that is said; "it" and "this" alone were said before."""
    return ground.parse.deps[token] in _COMPLEMENTS and ground.parse.lower[token] not in _POINTING


def _words(ground: Ground, clause: Clause) -> list[int]:
    """A clause's tokens without its signs."""
    return [token for token in clause.tokens if not _is_sign(ground, token)]


def _points_ahead(ground: Ground, clause: Clause, head: int) -> bool:
    """ "It is clear", "it is worth noting", where the clause that "it" stands for is a claim of its own."""
    parse = ground.parse
    if ground.verb(head) != "be" or not any(parse.lower[child] == "it" for child in parse.children[head] if child < head):
        return False
    said = [head, *(child for child in parse.children[head] if parse.deps[child] in ("acomp", "attr"))]
    below = (child for token in said for child in parse.children[token] if child > head and parse.deps[child] in _CLAUSES)
    return any(child not in clause.tokens for child in below)


def _runs(ground: Ground, tokens: Sequence[int]) -> list[Piece]:
    """Neighbouring tokens together."""
    runs: list[Piece] = []
    first = end = tokens[0]
    for token in tokens:
        if token != end and not _is_joined(ground, end, token):
            runs.append((first, end))
            first = token
        end = token + 1
    return [*runs, (first, end)]


def _is_joined(ground: Ground, end: int, token: int) -> bool:
    return token - end <= _FOREIGN_SIGNS and all(_is_sign(ground, between) for between in range(end, token))


def _is_sign(ground: Ground, token: int) -> bool:
    word = ground.parse.words[token]
    return not word[0].isalnum() and not any(map(str.isalnum, word)) and ground.parse.tags[token] not in _SPEAKING_SIGNS


def _without_signs(ground: Ground, run: Piece) -> Piece | None:
    """A run without signs at its edges; brackets and quotation marks whose partner stands inside stay."""
    first, end = run
    while first < end and _is_sign(ground, first) and not _is_paired(ground, first, range(first + 1, end - 1)):
        first += 1
    while end > first and _is_sign(ground, end - 1) and not _is_paired(ground, end - 1, range(first + 1, end - 1)):
        end -= 1
    return (first, end) if first < end else None


def _is_paired(ground: Ground, token: int, others: range) -> bool:
    partner = _PAIRS.get(ground.parse.words[token])
    return partner is not None and sum(ground.parse.words[place] == partner for place in others) % 2 == 1


def _without_ties(ground: Ground, run: Piece) -> Piece | None:
    """Without the "that", "and" or "because" that a clause begins with, and the "and" that the next one left behind."""
    trimmed = _without_signs(ground, run)
    while trimmed is not None:
        first, end = trimmed
        first += _ties(ground, first)
        end -= end > first and ground.parse.tags[end - 1] == "CC"
        if (first, end) == trimmed:
            break
        trimmed = _without_signs(ground, (first, end))
    return trimmed


def _ties(ground: Ground, token: int) -> bool:
    """Whether the word is a conjunction here ("that is not enough" begins with a pronoun, "so far" with an adverb)."""
    parse = ground.parse
    if parse.lower[token] not in TIES:
        return False
    return parse.tags[token] == "CC" or parse.deps[token] in ("cc", "mark") or (parse.lower[token] == "that" and parse.tags[token] == "IN")


# --- the subject that a coordinated predicate shares


def _shared_subject(ground: Ground, clause: Clause) -> list[int]:
    """Its tokens, where the clause has none of its own."""
    if clause.kind != "coordinated" or clause.head is None:
        return []
    subject = next(_subjects_upwards(ground, clause.head), None)
    if subject is None or ground.parse.heads[subject] == clause.head or ground.content_of[subject] != clause.content:
        return []
    return _without_asides(ground, subject)


def _subjects_upwards(ground: Ground, head: int) -> Iterator[int]:
    """The subject of a clause, then those of the clauses it is coordinated with."""
    parse = ground.parse
    for _ in range(_MOST_BESIDE):
        yield from (child for child in parse.children[head] if parse.deps[child] in SUBJECTS and child < head)
        if parse.deps[head] != "conj":
            return
        head = parse.heads[head]


def _without_asides(ground: Ground, subject: int) -> list[int]:
    """The subject's phrase up to its first comma: what comes after it is an aside that need not be said twice."""
    parse = ground.parse
    tokens = parse.subtree(subject)
    asides = (token for token in tokens if token > subject and (parse.words[token] in (",", "(", "—") or parse.deps[token] == "appos"))
    end = next(asides, tokens[-1] + 1)
    return [token for token in tokens if token < end]
