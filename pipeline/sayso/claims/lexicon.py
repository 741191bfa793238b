"""The pack's words about clauses and propositions, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.rules import Rules
from sayso.rules.entries import ClauseEntry, ClauseKind, MarkerEntry, MarkerFrame, Tells, WordsEntry


@dataclass(frozen=True, slots=True)
class ClaimLexicon:
    """`marks` tells, frame by frame, what a word (or lemma) says about its clause; `rules` the entry behind each kind of clause.

    conditions, reasons  conjunctions: the clause stays inside and is the condition; the clause is a claim of its own
    contrasts            conjunctions that make a claim of their clause only after a comma ("while")
    inside               words with which a clause can't be a main one ("whoever won")
    prepositions         participles that are prepositions ("including"), never claims
    """

    marks: Mapping[MarkerFrame, Mapping[str, Tells]]
    rules: Mapping[ClauseKind, str]
    conditions: frozenset[str]
    reasons: frozenset[str]
    contrasts: frozenset[str]
    relatives: frozenset[str]
    prepositions: frozenset[str]
    inside: frozenset[str]
    classes: Mapping[str, frozenset[str]]

    def tells(self, frame: MarkerFrame, word: str) -> Tells | None:
        return self.marks[frame].get(word)

    def listed(self, name: str) -> frozenset[str]:
        """The words of a class of the pack; empty where it has none."""
        return self.classes.get(name, frozenset())


def build_lexicon(rules: Rules) -> ClaimLexicon:
    clauses = {entry.kind: entry for entry in rules.of(ClauseEntry)}
    return ClaimLexicon(
        marks=_marks(rules.of(MarkerEntry)),
        rules={kind: entry.id for kind, entry in clauses.items()},
        conditions=_words(clauses, "condition"),
        reasons=_words(clauses, "reason"),
        contrasts=_words(clauses, "contrast"),
        relatives=_words(clauses, "relative"),
        prepositions=frozenset(clauses["participle"].never) if "participle" in clauses else frozenset(),
        inside=frozenset(clauses["main"].never) if "main" in clauses else frozenset(),
        classes={entry.name: frozenset(entry.words) for entry in rules.of(WordsEntry) if entry.name.startswith(("claim_", "counting"))},
    )


def _words(clauses: Mapping[ClauseKind, ClauseEntry], kind: ClauseKind) -> frozenset[str]:
    return frozenset(clauses[kind].words) if kind in clauses else frozenset()


def _marks(entries: Iterable[MarkerEntry]) -> dict[MarkerFrame, dict[str, Tells]]:
    found: dict[MarkerFrame, dict[str, Tells]] = {
        "modal": {},
        "infinitive": {},
        "adverb": {},
        "quantifier": {},
        "predicate": {},
        "opening": {},
    }
    for entry in entries:
        found[entry.frame].update(dict.fromkeys(entry.words, entry.tells))
    return found
