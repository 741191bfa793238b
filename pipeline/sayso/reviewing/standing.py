"""Decisions of one or more files → what holds for each change, and where reviewers disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from sayso.reviewing.decisions import Decision, load_decisions

_ABOUT_NO_CHANGE = frozenset({"missed", "reviewed"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds.

    verdicts   by change: accept, reject or neither
    disputes   by change: what each file's last word is, where they differ and nothing settles it; such a change is pending
    missed     records that neither run has, in the order in which they were made
    reviewed   ids of the articles that were looked through
    """

    verdicts: Mapping[str, Decision] = field(default_factory=dict)
    disputes: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    missed: tuple[Decision, ...] = ()
    reviewed: frozenset[str] = frozenset()

    def about(self, changes: Set[str]) -> Standing:
        """The same, of these changes only: what was decided between other runs says nothing of what is taken from these."""
        verdicts = {change: decision for change, decision in self.verdicts.items() if change in changes}
        return replace(self, verdicts=verdicts, disputes={change: words for change, words in self.disputes.items() if change in changes})


def load_standing(paths: Sequence[str]) -> Standing:
    """What holds by the decisions of these files, each a reviewer's; the first may not be there yet.

    Raises UsageError where one of the others is not, and UsageError and RunError as `load_decisions` does.
    """
    return merge([last_words(load_decisions(path, new=number == 0)) for number, path in enumerate(paths)])


def last_words(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The last decision about each change, in the order in which they were first decided; what was taken back is left out."""
    last: dict[str, Decision] = {}
    for decision in decisions:
        if decision.verdict == "undo":
            last.pop(decision.change, None)
        else:
            last[decision.change] = decision
    return last


def merge(files: Sequence[Mapping[str, Decision]]) -> Standing:
    """One standing from each file's last words."""
    verdicts: dict[str, Decision] = {}
    disputes: dict[str, tuple[Decision, ...]] = {}
    about_none: dict[str, Decision] = {}
    for change in dict.fromkeys(change for file in files for change in file):
        words = tuple(file[change] for file in files if change in file)
        if words[0].verdict in _ABOUT_NO_CHANGE:
            about_none[change] = words[-1]
        elif (holds := _agreed(words)) is not None:
            verdicts[change] = holds
        else:
            disputes[change] = words
    missed = tuple(one for one in about_none.values() if one.verdict == "missed")
    return Standing(verdicts, disputes, missed, frozenset(one.article for one in about_none.values() if one.verdict == "reviewed"))


def _agreed(words: Sequence[Decision]) -> Decision | None:
    """The one that holds: the latest that settles, else what all say; None where they differ."""
    settling = [word for word in words if word.settles]
    if settling:
        return max(settling, key=lambda word: word.at)
    return words[0] if len({(word.verdict, repr(word.value)) for word in words}) == 1 else None
