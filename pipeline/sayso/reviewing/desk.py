"""Changes on a reviewer's desk: decided by id, by rule or by field, each decision written down as it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.errors import UsageError
from sayso.reviewing.decisions import Decision, Verdict, append_decisions, now
from sayso.reviewing.noting import reviewed
from sayso.reviewing.queue import Entry, matches


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be decided in one way: changes by id, and all that are pending of these rules and fields."""

    ids: Sequence[str] = ()
    rules: Sequence[str] = ()
    fields: Sequence[str] = ()


@dataclass(slots=True)
class Desk:
    """The entries as they are decided. Decisions go to the end of `path`; `settles`: others' are in view, and these hold against theirs."""

    entries: list[Entry]
    path: str
    reviewer: str
    settles: bool = False

    def append(self, decisions: Sequence[Decision]) -> None:
        append_decisions(self.path, decisions)

    def decide(self, asked: Mapping[Verdict, Asked]) -> None:
        """Decide changes by id, decided before or not, and pending ones by rule and field; an id that is given holds against these.

        Raises UsageError, before anything is written down, for what is none, and where one change is asked for in two ways.
        """
        named = {verdict: [self._number(ident) for ident in one.ids] for verdict, one in asked.items()}
        apart = {number for numbers in named.values() for number in numbers}
        wanted = {verdict: [*named[verdict], *(at for at in self._alike(one) if at not in apart)] for verdict, one in asked.items()}
        self._check_once(wanted)
        for verdict, numbers in wanted.items():
            self._note(verdict, list(dict.fromkeys(numbers)))

    def _alike(self, asked: Asked) -> list[int]:
        """The numbers of pending changes by rule and field."""
        by_rule = [number for rule in asked.rules for number in self._pending("rule", rule)]
        return by_rule + [number for name in asked.fields for number in self._pending("field", name)]

    def _check_once(self, wanted: Mapping[Verdict, Sequence[int]]) -> None:
        counts = Counter(number for numbers in wanted.values() for number in set(numbers))
        twice = next((number for number, count in counts.items() if count > 1), None)
        if twice is not None:
            ways = " and ".join(verdict for verdict, numbers in wanted.items() if twice in numbers)
            raise UsageError(f"change {self.entries[twice].change.id} is asked for with {ways}; give the one that holds")

    def mark_reviewed(self, articles: Sequence[str]) -> None:
        """Note that these articles were looked through."""
        if articles:
            self.append([reviewed(article, self.reviewer) for article in articles])

    def _note(self, verdict: Verdict, numbers: Sequence[int]) -> None:
        made = [self._decision(self.entries[number], verdict) for number in numbers]
        if made:
            self.append(made)
        for number, decision in zip(numbers, made, strict=True):
            self.entries[number] = replace(self.entries[number], decision=None if verdict == "undo" else decision, disputed=())

    def _decision(self, entry: Entry, verdict: Verdict) -> Decision:
        change = entry.change
        about = {"change": change.id, "record": change.record, "article": change.article}
        return Decision.model_validate({**about, "verdict": verdict, "by": self.reviewer, "at": now(), "settles": self.settles})

    def _number(self, ident: str) -> int:
        """The number of the one change whose id is, or begins with, `ident`."""
        found = [number for number, entry in enumerate(self.entries) if entry.change.id.startswith(ident)]
        if not found:
            raise UsageError(f"no change {ident!r} between these runs; --list names them")
        if len(found) > 1:
            raise UsageError(f"{ident!r} begins {len(found)} ids; give more of it")
        return found[0]

    def _pending(self, name: str, value: str) -> list[int]:
        found = [number for number, entry in enumerate(self.entries) if matches(entry, {name: value})]
        if not found:
            raise UsageError(f"no change has the {name} {value!r}; --list names those that there are")
        return [number for number in found if self.entries[number].is_pending]
