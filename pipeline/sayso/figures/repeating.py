"""Bare numbers in clauses side by side: "Vell has 118 seats. Marne has 54." counts seats twice."""

from __future__ import annotations

from sayso.figures.drafts import Draft
from sayso.figures.phrases import head_token, is_pronoun, is_verb
from sayso.figures.subjects import subject_of
from sayso.figures.words import FigureWords
from sayso.parsing import Parse
from sayso.rules import Rules

_FINITE = frozenset({"VBZ", "VBD", "VBP"})


class Repeating:
    """Finds what a bare number counts in the clause before. Make one per pack: `rules.prepared(Repeating)`."""

    def __init__(self, rules: Rules) -> None:
        words = rules.prepared(FigureWords)
        self.lemmas = rules.lemmas
        self.kinds = (words("owning_verb"), words("winning_verb"))

    def repeat(self, parse: Parse, draft: Draft, before: Draft) -> None:
        """Take over unit and noun where somebody else has, or wins, so many of the same."""
        if before.kind != "count" or before.unit_name is None or before.counted is None or not _is_bare(draft):
            return
        if self._is_pair(parse, draft, before) or _is_more(parse, draft, before):
            draft.unit_name, draft.counted = before.unit_name, before.counted

    def _is_pair(self, parse: Parse, draft: Draft, before: Draft) -> bool:
        verb, other = _owner_verb(parse, draft), _owner_verb(parse, before)
        if verb is None or other is None or verb == other or not _is_next(parse, verb, other):
            return False
        one, two = (self.lemmas.lemma(parse.lower[token], parse.tags[token]) for token in (verb, other))
        if one == two:
            return True
        subject = subject_of(parse, verb)
        other_owner = subject is not None and subject < verb and not is_pronoun(parse, subject)  # "Vell has two sons. She won six."
        return other_owner and any(one in kind and two in kind for kind in self.kinds)


def _is_more(parse: Parse, draft: Draft, before: Draft) -> bool:
    """ "It killed 12 people. Another 40 were hurt." """
    told = draft.first > 0 and parse.lower[draft.first - 1] in ("another", "further")
    return told and draft.last < len(parse) and is_verb(parse, draft.last) and _is_next(parse, draft.first, before.first)


def _is_bare(draft: Draft) -> bool:
    return draft.kind == "count" and draft.unit_name is None and draft.noun is None and draft.counted is None and draft.among is None


def _owner_verb(parse: Parse, draft: Draft) -> int | None:
    """The verb that has a figure for its object, or behind "with": has 37, leads with 96 goals."""
    token = draft.noun if draft.noun is not None else head_token(parse, draft.first, draft.last)
    dep, above = parse.deps[token], parse.heads[token]
    if dep == "pobj" and parse.lower[above] == "with":
        dep, above = "dobj", parse.heads[above]
    if dep == "dobj" and is_verb(parse, above):
        return above
    before = draft.first - 1  # the parse loses its way in a row of such clauses
    return before if before > 0 and parse.tags[before] in _FINITE and parse.tags[before - 1] == "NNP" else None


def _is_next(parse: Parse, verb: int, other: int) -> bool:
    """Whether the one verb stands in the other's sentence or the next one, in the same paragraph."""
    return parse.sentence_of[verb] - parse.sentence_of[other] in (0, 1) and parse.block_of[verb] == parse.block_of[other]
