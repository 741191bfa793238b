"""Changes on a reviewer's desk: decided by id, by rule or by field, each decision written down as it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.errors import UsageError
from sayso.reviewing.decisions import Decision, Verdict, append_decisions, now
from sayso.reviewing.noting import reviewed
from sayso.reviewing.queue import Entry, matches


@dataclass(slots=True)
class Desk:
    """The entries as they are decided. Decisions go to the end of `path`; `settles`: others' are in view, and these hold against theirs."""

    entries: list[Entry]
    path: str
    reviewer: str
    settles: bool = False
    has_acted: bool = False

    def append(self, decisions: Sequence[Decision]) -> None:
        append_decisions(self.path, decisions)
        self.has_acted = True

    def decide(self, verdict: Verdict, *, ids: Sequence[str] = (), rules: Sequence[str] = (), fields: Sequence[str] = ()) -> None:
        """Decide changes by id, decided before or not, and pending ones by rule and field. Raises UsageError for what is none."""
        numbers = [self._number(ident) for ident in ids]
        numbers += [number for rule in rules for number in self._pending("rule", rule)]
        numbers += [number for name in fields for number in self._pending("field", name)]
        self._note(verdict, list(dict.fromkeys(numbers)))
        self.has_acted |= bool(ids or rules or fields)

    def take_back(self, ids: Sequence[str]) -> None:
        """Undo what was decided of these changes."""
        self._note("undo", [self._number(ident) for ident in ids])

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
