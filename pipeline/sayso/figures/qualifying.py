"""How exact a figure is, from the words right around it, and whether it is a fact yet, from the verbs above it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.figures.drafts import Draft
from sayso.figures.phrases import child, climb, head_token, is_verb
from sayso.parsing import Parse
from sayso.records import FigureStatus
from sayso.rules import Rules
from sayso.rules.entries import ChangeEntry, QualifierEntry, StatusEntry, WordsEntry

LONGEST = 5  # words of a qualifier
_PASSED = frozenset({"a", "an", "the", "only", "just", "even", "another", "additional", "further", "of", "total", "combined", "record", "whopping", "mere"})
_WILL = frozenset({"will", "would", "'ll", "shall", "'d"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


class Qualifiers:
    """The `[[qualifier]]` and `[[status]]` tables. Make one per pack: `rules.prepared(Qualifiers)`."""

    def __init__(self, rules: Rules) -> None:
        self.before: dict[tuple[str, ...], QualifierEntry] = {}
        self.after: dict[tuple[str, ...], QualifierEntry] = {}
        for entry in rules.of(QualifierEntry):
            self.before.update({tuple(phrase.split()): entry for phrase in entry.before})
            self.after.update({tuple(phrase.split()): entry for phrase in entry.after})
        self.statuses: dict[str, FigureStatus] = {lemma: entry.status for entry in rules.of(StatusEntry) for lemma in entry.lemmas}
        self.lemmas = rules.lemmas
        self.happening = frozenset(word for entry in rules.of(WordsEntry) if entry.name in ("holding_verb", "level_verb") for word in entry.words)
        self.changing = frozenset(lemma for change in rules.of(ChangeEntry) if change.part == "verb" for lemma in change.lemmas)

    def qualify(self, draft: Draft, words: Sequence[str]) -> None:
        """Fill in bound, approximation and status. `words` are the symbols of the draft's line."""
        at = draft.items[0]
        for _ in range(3):
            at = self._take(draft, words, at)
            if at < 0:
                break
        self._take_after(draft, words, draft.items[1])
        position = next((number for number in range(draft.items[1], len(draft.line)) if draft.line[number].start >= draft.end), None)
        if position is not None and position != draft.items[1]:
            self._take_after(draft, words, position)

    def _take(self, draft: Draft, words: Sequence[str], at: int) -> int:
        """Apply the qualifier that ends before an item; where it begins, or -1."""
        for length in range(min(LONGEST, at), 0, -1):
            entry = self.before.get(tuple(words[at - length : at]))
            if entry is not None:
                _apply(draft, entry)
                return at - length
        return at - 1 if at > 0 and words[at - 1] in _PASSED else -1

    def _take_after(self, draft: Draft, words: Sequence[str], at: int) -> None:
        for length in range(LONGEST, 0, -1):
            entry = self.after.get(tuple(words[at : at + length]))
            if entry is not None:
                _apply(draft, entry)
                return

    def set_status(self, parse: Parse, draft: Draft) -> None:
        """Climb to the verbs and nouns over a figure; the first that tells a status, or a modal, settles it."""
        if draft.status != "actual":
            return
        if draft.kind in ("age", "score", "ordinal"):
            return
        token = head_token(parse, draft.first, draft.last)
        below: int | None = None
        for above in climb(parse, token):
            lemma = self.lemmas.lemma(parse.lower[above], parse.tags[above])
            status = self.statuses.get(lemma) or (self.statuses.get(lemma + " to") if below is not None and parse.deps[below] in ("xcomp", "ccomp", "advcl") else None)
            if status is None and is_verb(parse, above):
                status = self._modal(parse, above, token) or self._of_subject(parse, above)
            if status is not None:
                draft.status = status
                return
            below = above
            finite = parse.tags[above] in _FINITE and (parse.deps[above] != "conj" or child(parse, above, "nsubj", "nsubjpass") is not None)
            if parse.deps[above] in ("relcl", "acl", "advcl") or (finite and parse.deps[above] != "ccomp"):
                return

    def _modal(self, parse: Parse, verb: int, figure: int) -> FigureStatus | None:
        """What a modal before the verb says; somebody who will do so many things plans to."""
        for token in parse.children[verb]:
            if parse.tags[token] == "TO" and parse.heads[verb] == verb:  # a headline's "Army to send 1,200 troops"
                return "planned" if self._is_done(parse, verb, figure) else "forecast"
            if parse.deps[token] in ("aux", "auxpass") and parse.tags[token] == "MD":
                status = self.statuses.get("+" + parse.lower[token])
                return "planned" if status == "forecast" and parse.lower[token] in _WILL and self._is_done(parse, verb, figure) else status
        return None

    def _is_done(self, parse: Parse, verb: int, figure: int) -> bool:
        """Whether somebody does it to the figure: an active verb of doing with the figure as its object."""
        moves = self.lemmas.lemma(parse.lower[verb], parse.tags[verb])
        above = parse.heads[figure]
        direct = (figure if above == verb else above) in parse.children[verb] and parse.deps[figure if above == verb else above] == "dobj"
        return direct and child(parse, verb, "nsubj") is not None and moves not in self.happening and moves not in self.changing

    def _of_subject(self, parse: Parse, verb: int) -> FigureStatus | None:
        """"Its target is 85 percent": the subject of a copula tells."""
        subject = child(parse, verb, "nsubj")
        if subject is None or self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) != "be":
            return None
        return self.statuses.get(self.lemmas.noun(parse.lower[subject]))


def _apply(draft: Draft, entry: QualifierEntry) -> None:
    if entry.bound is not None and draft.bound == "exact":
        draft.bound = entry.bound
    draft.approximate = draft.approximate or entry.approximate
    if entry.status is not None:
        draft.status = entry.status
