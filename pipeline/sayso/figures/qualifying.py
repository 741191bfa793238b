"""How exact a figure is, from the words right around it, and whether it is a fact yet, from the verbs above it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.figures.drafts import Draft
from sayso.figures.phrases import child, climb, head_token, is_verb, kids
from sayso.figures.words import FigureWords
from sayso.parsing import Parse
from sayso.records import FigureStatus
from sayso.rules import Rules
from sayso.rules.entries import ChangeEntry, QualifierEntry, StatusEntry

LONGEST = 5  # words of a qualifier
_AUXILIARIES = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEFINITE = frozenset({"the", "these", "those"})


class Qualifiers:
    """The `[[qualifier]]` and `[[status]]` tables. Make one per pack: `rules.prepared(Qualifiers)`."""

    def __init__(self, rules: Rules) -> None:
        self.before: dict[tuple[str, ...], QualifierEntry] = {}
        self.after: dict[tuple[str, ...], QualifierEntry] = {}
        for entry in rules.of(QualifierEntry):
            self.before.update({tuple(phrase.split()): entry for phrase in entry.before})
            self.after.update({tuple(phrase.split()): entry for phrase in entry.after})
        self.statuses: dict[str, FigureStatus] = {}
        self.nouns_only: set[str] = set()
        for status in rules.of(StatusEntry):
            self.statuses.update(dict.fromkeys(status.lemmas, status.status))
            self.nouns_only.update(status.lemmas if status.part == "noun" else ())
        self.lemmas = rules.lemmas
        words = rules.prepared(FigureWords)
        self.happening = words("holding_verb") | words("level_verb")
        self.answering = words("answering_verb")
        self.passed, self.wills = words("passed"), words("will_word")
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
        return at - 1 if at > 0 and words[at - 1] in self.passed else -1

    def _take_after(self, draft: Draft, words: Sequence[str], at: int) -> None:
        for length in range(LONGEST, 0, -1):
            entry = self.after.get(tuple(words[at : at + length]))
            if entry is not None:
                _apply(draft, entry)
                return

    def set_status(self, parse: Parse, draft: Draft) -> None:
        """Climb to the verbs and nouns over a figure; the first that tells a status, or a modal, settles it."""
        if draft.status != "actual" or draft.kind in ("age", "score", "ordinal"):
            return
        token = head_token(parse, draft.first, draft.last)
        below: int | None = None
        for above in climb(parse, token):
            acts = self._acts(parse, above, token if below is None else below)
            status = (
                None if acts or self._only_near(parse, draft, above, token if below is None else below) else self._told(parse, above, below)
            )
            if status is None and is_verb(parse, above):
                known = acts and (self._answers(parse, draft, above) or _is_given(parse, draft))
                status = (None if known else self._modal(parse, above, token)) or self._of_subject(
                    parse, above, token if below is None else below
                )
            if status is not None:
                draft.status = status
            if status is not None or _closes(parse, above):
                return
            below = above

    def _only_near(self, parse: Parse, draft: Draft, above: int, below: int) -> bool:
        """Whether a word above is no governor: what the number counts, is joined with, or multiplies (1.8 times as likely)."""
        multiplied = draft.role == "factor" and parse.tags[above].startswith("JJ")
        joined = parse.deps[below] == "conj" and parse.tags[above].startswith("NN")
        counted = parse.tags[above].startswith("NN") and child(parse, above, "nummod") not in (None, below)
        return multiplied or joined or counted or above == draft.noun

    def _acts(self, parse: Parse, verb: int, below: int) -> bool:
        """Whether so many do it themselves: "52 percent agreed", "40 workers plan to strike"."""
        return is_verb(parse, verb) and parse.deps[below] == "nsubj" and parse.heads[below] == verb

    def _answers(self, parse: Parse, draft: Draft, verb: int) -> bool:
        """Whether a share of people say what they would do: "46 percent would choose Vell"."""
        shared = draft.kind in ("percent", "share") and draft.share is not None
        return shared and self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in self.answering

    def _told(self, parse: Parse, above: int, below: int | None) -> FigureStatus | None:
        """What a word itself says: expect, forecast; "order to" and the like of their infinitives only; a target of nouns only."""
        lemma = self.lemmas.lemma(parse.lower[above], parse.tags[above])
        if lemma in self.nouns_only and is_verb(parse, above):
            return None
        governs = below is not None and parse.deps[below] in ("xcomp", "ccomp", "advcl")
        return self.statuses.get(lemma) or (self.statuses.get(lemma + " to") if governs else None)

    def _modal(self, parse: Parse, verb: int, figure: int) -> FigureStatus | None:
        """What a modal before the verb says; somebody who will do so many things plans to."""
        for token in kids(parse, verb):
            if parse.tags[token] == "TO" and parse.heads[verb] == verb:  # a headline's "Army to send 1,200 troops"
                return "planned" if self._is_done(parse, verb, figure) else "forecast"
            if parse.deps[token] in ("aux", "auxpass") and parse.tags[token] == "MD":
                status = self.statuses.get("+" + parse.lower[token])
                return (
                    "planned"
                    if status == "forecast" and parse.lower[token] in self.wills and self._is_done(parse, verb, figure)
                    else status
                )
        return None

    def _is_done(self, parse: Parse, verb: int, figure: int) -> bool:
        """Whether somebody does it to the figure: an active verb of doing with the figure as its object."""
        moves = self.lemmas.lemma(parse.lower[verb], parse.tags[verb])
        above = parse.heads[figure]
        direct = (figure if above == verb else above) in kids(parse, verb) and parse.deps[figure if above == verb else above] == "dobj"
        return direct and child(parse, verb, "nsubj") is not None and moves not in self.happening and moves not in self.changing

    def _of_subject(self, parse: Parse, verb: int, below: int) -> FigureStatus | None:
        """ "Its target is 85 percent": the subject of a copula tells."""
        subject = child(parse, verb, "nsubj")
        if subject in (None, below) or subject is None or self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) != "be":
            return None
        return self.statuses.get(self.lemmas.noun(parse.lower[subject]))


def _is_given(parse: Parse, draft: Draft) -> bool:
    """ "The 40 workers would strike": there are so many, whatever they would do."""
    before = draft.first - 1
    definite = before >= 0 and (parse.lower[before] in _DEFINITE or parse.tags[before] in ("PRP$", "POS"))
    return draft.kind == "count" and definite


def _closes(parse: Parse, token: int) -> bool:
    """Whether what stands above a token no longer bears on what is below: a clause of its own."""
    finite = parse.tags[token] in _FINITE and (parse.deps[token] != "conj" or child(parse, token, "nsubj", "nsubjpass") is not None)
    helped = parse.deps[token] == "conj" and any(
        parse.tags[other] in _AUXILIARIES for other in kids(parse, token) if parse.deps[other] == "aux"
    )
    return parse.deps[token] in ("relcl", "acl", "advcl") or helped or (finite and parse.deps[token] != "ccomp")


def _apply(draft: Draft, entry: QualifierEntry) -> None:
    if entry.bound is not None and draft.bound == "exact":
        draft.bound = entry.bound
    draft.approximate = draft.approximate or entry.approximate
    if entry.status is not None:
        draft.status = entry.status
