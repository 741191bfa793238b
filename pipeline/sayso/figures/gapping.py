"""Figures in a clause whose verb was said before: "profit rose 5 % and sales 3 %", "up 5 % in May and 6 % in June"."""

from __future__ import annotations

from sayso.figures.changing import Changes
from sayso.figures.drafts import Draft
from sayso.figures.phrases import child, first_conjunct, head_token, is_noun, is_subject, is_verb, left_edge, stripped
from sayso.figures.words import FigureWords
from sayso.parsing import Parse
from sayso.rules import Rules

SAME_REACH = 6  # tokens between a counted noun and a bare number of the same
REACH = 15  # tokens between two such figures
_STEPS = frozenset({"to", "at"})


class Gapping:
    """Fills in what an elided verb would tell. Make one per pack: `rules.prepared(Gapping)`."""

    def __init__(self, rules: Rules) -> None:
        self.lemmas = rules.lemmas
        self.changes = rules.prepared(Changes)
        words = rules.prepared(FigureWords)
        self.times = words("no_unit_noun")
        self.passed = words("small_word") | {"by", "between", "up", "down"}
        self.openers = words("clause_opener")

    def fill(self, parse: Parse, draft: Draft, before: Draft, last: Draft | None, stops: frozenset[int]) -> None:
        """Take over role and direction, and find what is counted on this side of the figure before.

        `last` is the last one before it that told a change.
        """
        if self._is_of_the_same(parse, draft, before):
            draft.unit_name, draft.counted = before.unit_name, before.counted
            return
        if draft.kind in ("age", "score", "ordinal") or not 0 < draft.first - before.last <= REACH or draft.noun is not None:
            return
        between = range(before.last, draft.first)
        words = [word for word in parse.lower[between.start : between.stop] if word != ","]
        if len(words) == 1 and words[0] in _STEPS and before.role == "delta":  # down 3 % at 40
            draft.counted = before.counted or draft.counted
        elif not any(is_verb(parse, token) for token in between) and _is_elsewhere(draft, before):
            if found := self._own_noun(parse, draft, before, stops):
                draft.counted = found
                _take_role(draft, before if last is None else last)
            elif self._goes_on(parse, draft, before):
                draft.counted = before.counted
                _take_role(draft, before)

    def _is_of_the_same(self, parse: Parse, draft: Draft, before: Draft) -> bool:
        """ "Five people were killed and 12 wounded", "killed 30 rebels and captured 12": a bare number of what was counted before."""
        bare = draft.kind == before.kind == "count" and draft.unit_name is None and draft.counted is None and before.noun is not None
        if not bare or not 0 < draft.first - before.last <= SAME_REACH:
            return False
        token = head_token(parse, draft.first, draft.last)
        verb = parse.heads[token]
        behind = parse.tags[draft.last] if draft.last < len(parse) else ""
        hurt = behind in ("VBN", "VBD") and parse.lower[draft.first - 1] in ("and", ",") and is_subject(parse, before.noun or 0)
        taken = parse.deps[token] == "dobj" and parse.deps[verb] == "conj" and child(parse, parse.heads[verb], "dobj") == before.noun
        return hurt or taken

    def _own_noun(self, parse: Parse, draft: Draft, before: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """The noun phrase between a comma or conjunction and the figure: ", and sales by 3 %", ", Karsk, down 2 %"."""
        at = draft.first - 1
        while at > before.last and (parse.lower[at] in self.passed or (parse.lower[at] == "," and parse.lower[at + 1] in ("up", "down"))):
            at -= 1
        if at < before.last or not is_noun(parse, at) or at in stops or parse.lower[at] in self.times or self.changes.noun(parse, at):
            return None
        above = parse.heads[at]
        head = above if parse.deps[at] == "conj" and before.last <= above < at and is_noun(parse, above) else at
        edge = left_edge(parse, head)
        if edge <= before.last or parse.lower[edge - 1] not in self.openers:
            return None
        return stripped(parse, edge, head, stops), at + 1, head

    def _goes_on(self, parse: Parse, draft: Draft, before: Draft) -> bool:
        """ "rose 5 percent in May and 6 percent in June": the same measure of the same thing once more."""
        joined = parse.lower[draft.first - 1] in ("and", "but", ",") and draft.last < len(parse)
        same = draft.kind == before.kind and draft.unit_name == before.unit_name and draft.among is None
        head = head_token(parse, draft.first, draft.last)
        again = joined and parse.lower[draft.last] == parse.lower[before.last]
        return again and same and before.role == "delta" and draft.role == "level" and not is_subject(parse, first_conjunct(parse, head))


def _is_elsewhere(draft: Draft, before: Draft) -> bool:
    """Whether what a figure seems to count stands before the figure before it."""
    return draft.counted is None or draft.counted == before.counted or draft.counted[0] < before.first


def _take_role(draft: Draft, before: Draft) -> None:
    if draft.role == "level" and before.role == "delta" and draft.kind == before.kind:
        draft.role, draft.direction = before.role, before.direction
