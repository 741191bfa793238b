"""A reviewer at a terminal: one change at a time, one key a decision. Each is in the file before the next change is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rich.console import Console
from rich.text import Text

from sayso.comparing.values import Json
from sayso.errors import UsageError
from sayso.records import RECORD_KINDS
from sayso.reviewing.correcting import correct, correct_article
from sayso.reviewing.decisions import Decision, Verdict, now
from sayso.reviewing.noting import first_values, missed, one_kind, read_typed, reviewed
from sayso.reviewing.queue import FILTERS, Batch, Entry, make_batches, matches
from sayso.writing.changes.text import print_change
from sayso.writing.changes.view import View
from sayso.writing.changes.wording import tell
from sayso.writing.visible import one_line

Append = Callable[[Sequence[Decision]], None]
Ask = Callable[[str], str]

KEYS = (
    ("a", "accept"), ("r", "reject"), ("n", "neither: type what is right"), ("m", "missed: a record that is not there"), ("s", "skip"),
    ("b", "back"), ("u", "undo"), ("A", "accept all like it"), ("R", "reject all like it"), ("f", "filter"),
    ("d", "done: this article is looked through"), ("q", "quit; come back with the same command"), ("?", "this help"),
)  # fmt: skip
_PROMPT = "a accept · r reject · n neither · s skip · u undo · q quit · ? keys"
_MADE = frozenset({"rule", "confidence"})  # fields that sayso fills: there is nothing in the text that would be right
_LEAVE = frozenset({"q", ""})
_LOOKED_AT = 10  # changes of a batch after which the rest may be decided at once


@dataclass(slots=True)
class Session:
    """One sitting. `read_key` and `ask` are how the reviewer answers; `append` writes decisions down.

    settles   decisions are made with other reviewers' in view, and hold against theirs
    batched   by cause, the weightiest first; else as the entries come
    """

    entries: list[Entry]
    reviewer: str
    console: Console
    append: Append
    read_key: Callable[[], str]
    ask: Ask
    settles: bool = False
    batched: bool = True
    wanted: dict[str, str] = field(default_factory=dict)
    _order: list[int] = field(default_factory=list)  # numbers of the entries that are wanted
    _at: int = 0
    _stay: bool = False  # show the one at `_at` although it is decided
    _undoable: list[list[int]] = field(default_factory=list)

    def run(self) -> None:
        """Go through what waits until nothing does, or the reviewer leaves."""
        self._refill()
        while self._find_next() and self._visit(self._order[self._at]):
            pass
        waiting = sum(entry.is_pending for entry in self.entries)
        self.console.print(Text(f"{len(self.entries) - waiting} of {len(self.entries)} decided, {waiting} pending", "bold"))

    def _find_next(self) -> bool:
        """Go on to the next change that waits, unless the reviewer went back to one; False where none is left."""
        while not self._stay and self._at < len(self._order) and not self.entries[self._order[self._at]].is_pending:
            self._at += 1
        self._stay = False
        return self._at < len(self._order)

    def _visit(self, number: int) -> bool:
        """Show one change and take keys until it is left; False where the reviewer leaves altogether."""
        acts = self._acts()
        self._show(number)
        while (key := self.read_key()) not in _LEAVE:
            if key in acts and acts[key](number):
                return True
            self._prompt()
        return False

    def _acts(self) -> dict[str, Callable[[int], bool]]:
        return {
            "a": lambda at: self._decide([at], "accept"), "r": lambda at: self._decide([at], "reject"),
            "A": lambda at: self._decide_alike(at, "accept"), "R": lambda at: self._decide_alike(at, "reject"),
            "n": self._type_right, "m": self._note_missed, "s": self._skip, " ": self._skip, "b": self._go_back, "u": self._undo,
            "f": self._filter, "d": self._mark_reviewed, "?": self._help,
        }  # fmt: skip

    # --- keys: each says whether the change is left

    def _skip(self, _: int) -> bool:
        self._at += 1
        return True

    def _go_back(self, _: int) -> bool:
        self._at, self._stay = max(0, self._at - 1), True
        return True

    def _help(self, _: int) -> bool:
        for name, words in KEYS:
            self.console.print(Text(f"  {name}  {words}"))
        return False

    def _decide(self, numbers: Sequence[int], verdict: Verdict, value: Json | None = None) -> bool:
        decisions = [self._decision(self.entries[number], verdict, value) for number in numbers]
        self.append(decisions)
        for number, decision in zip(numbers, decisions, strict=True):
            self.entries[number] = replace(self.entries[number], decision=decision, disputed=())
        self._undoable.append(list(numbers))
        return True

    def _decision(self, entry: Entry, verdict: Verdict, value: Json | None = None) -> Decision:
        change = entry.change
        return Decision(
            change=change.id, verdict=verdict, record=change.record, article=change.article, by=self.reviewer, at=now(), value=value,
            settles=self.settles,
        )  # fmt: skip

    def _decide_alike(self, number: int, verdict: Verdict) -> bool:
        entry = self.entries[number]
        choices = {"r": ("rule", self._alike(lambda other: other.rule == entry.rule))}
        choices["s"] = ("shape", [one for one in choices["r"][1] if self.entries[one].shape == entry.shape])
        if entry.change.changes:
            name = entry.change.changes[0].field
            choices["f"] = (f"field {entry.change.record}.{name}", self._alike(lambda other: _has_field(other, entry.change.record, name)))
        offered = ", ".join(f"[{key}] this {name} ({len(numbers)})" for key, (name, numbers) in choices.items())
        self.console.print(Text(f"{verdict} all pending of: {offered}; any other key: none"))
        chosen = choices.get(self.read_key())
        return self._decide(chosen[1], verdict) if chosen and chosen[1] else False

    def _alike(self, like: Callable[[Entry], bool]) -> list[int]:
        return [number for number, entry in enumerate(self.entries) if entry.is_pending and self._wants(entry) and like(entry)]

    def _undo(self, _: int) -> bool:
        """Take the last decision, or decisions, of this sitting back, and show the first of them again."""
        if not self._undoable:
            self.console.print(Text("nothing of this sitting to undo", "dim"))
            return False
        numbers = self._undoable.pop()
        self.append([self._decision(self.entries[number], "undo") for number in numbers])
        for number in numbers:
            self.entries[number] = replace(self.entries[number], decision=None)
        self._at = self._order.index(numbers[0]) if numbers[0] in self._order else 0
        return True

    def _type_right(self, number: int) -> bool:
        """Neither side is right: ask for each field that differs; an empty answer leaves it as the new side has it."""
        entry = self.entries[number]
        record = (entry.change.new or entry.change.old)[0]
        told = [change.field for change in entry.change.changes if change.field.startswith("meta.") or entry.change.record != "article"]
        fields = [name for name in told if name not in _MADE] or _typable(record)
        typed = {name: self.ask(f"  {name} [{_known_words(record, name)}]: ").strip() for name in dict.fromkeys(fields)}
        value = {name: read_typed(words) for name, words in typed.items() if words}
        try:
            self._try(entry, value)
        except UsageError as error:
            self.console.print(Text(str(error), "red"))
            return False
        return self._decide([number], "neither", value or None)

    def _try(self, entry: Entry, value: Json) -> None:
        """Raise UsageError where the typed values make no record."""
        article = entry.comparison.new if entry.change.new else entry.comparison.old
        record = (entry.change.new or entry.change.old)[0]
        if article is None or not value:
            return
        if entry.change.record == "article":
            correct_article(article, value)
        else:
            correct(article, entry.change.record, record["id"], value)

    def _note_missed(self, number: int) -> bool:
        """A record that neither side has: its kind, its words, and what else it tells."""
        comparison = self.entries[number].comparison
        article = comparison.new or comparison.old
        kind = one_kind(self.ask(f"  kind ({', '.join(RECORD_KINDS)}): ").strip())
        if kind is None or article is None:
            self.console.print(Text("no such kind", "red"))
            return False
        words = self.ask("  its words, as they stand in the text: ").strip()
        if not words or words not in article["text"]:
            self.console.print(Text(f"{words!r} does not stand in its text; copy the words from there", "red"))
            return False
        value = first_values(kind, words)
        while typed := self.ask("  field=value (empty: done): ").strip():
            name, _, told = typed.partition("=")
            value[name.strip()] = read_typed(told)
        try:
            self.append([missed(article, kind, value, self.reviewer)])
        except UsageError as error:
            self.console.print(Text(str(error), "red"))
        else:
            self.console.print(Text(f"noted: a {kind} that was missed", "green"))
        return False

    def _mark_reviewed(self, number: int) -> bool:
        article = self.entries[number].change.article
        self.append([reviewed(article, self.reviewer)])
        self.console.print(Text(f"noted: {one_line(article)} is looked through", "green"))
        return False

    def _filter(self, _: int) -> bool:
        typed = self.ask(f"  show only ({', '.join(f'{name}=…' for name in FILTERS)}; empty: all): ")
        wanted = dict(part.split("=", 1) for part in typed.split() if "=" in part)
        if unknown := sorted(set(wanted) - set(FILTERS)):
            self.console.print(Text(f"no filter {unknown[0]!r}; there are {', '.join(FILTERS)}", "red"))
            return False
        self.wanted = wanted
        self._refill()
        return True

    # --- what is shown

    def _wants(self, entry: Entry) -> bool:
        return matches(entry, self.wanted)

    def _refill(self) -> None:
        """Begin anew with the entries that are wanted, in batches by cause, or as they come."""
        numbers = {entry.change.id: number for number, entry in enumerate(self.entries)}
        wanted = [entry for entry in self.entries if self._wants(entry)]
        entries = [entry for batch in make_batches(wanted) for entry in batch.entries] if self.batched else wanted
        self._order, self._at = [numbers[entry.change.id] for entry in entries], 0

    def _show(self, number: int) -> None:
        entry = self.entries[number]
        self.console.print()
        if self.batched:
            self._show_batch(entry)
        told = tell(entry.change, entry.comparison, View())
        print_change(told, self.console, sentence=told.sentence, place=one_line(entry.change.article))
        for decision in entry.disputed:
            self.console.print(Text(f"      {decision.by or 'somebody'}: {decision.verdict}", "yellow"))
        if entry.decision is not None:
            self.console.print(Text(f"      {entry.decision.verdict} by {entry.decision.by or 'somebody'}", "dim"))
        self._prompt()

    def _show_batch(self, entry: Entry) -> None:
        batch = Batch(entry.rule, tuple(other for number in self._order if (other := self.entries[number]).rule == entry.rule))
        done = sum(not one.is_pending for one in batch.entries)
        hint = " · A or R decides the rest" if done >= _LOOKED_AT else ""
        self.console.print(Text(f"{batch_words(batch)} · {done} decided{hint}", "bold"))

    def _prompt(self) -> None:
        waiting = sum(entry.is_pending for entry in self.entries)
        self.console.print(Text(f"{waiting} pending · {_PROMPT}", "dim"))


def batch_words(batch: Batch) -> str:
    """ "rule cue.say: 212 changes of 3 shapes"."""
    count, shapes = len(batch.entries), batch.shapes
    return f"rule {batch.rule}: {count} change{'s' * (count != 1)} of {shapes} shape{'s' * (shapes != 1)}"


def _has_field(entry: Entry, record: str, name: str) -> bool:
    return entry.change.record == record and any(change.field == name for change in entry.change.changes)


def _typable(record: Json) -> list[str]:
    """Fields of a record that is there as a whole, which one may want to type: plain ones."""
    return [name for name, value in record.items() if not isinstance(value, dict | list) and name not in {"id", "start", "end", *_MADE}]


def _known_words(record: Json, name: str) -> str:
    found: Any = record
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, list):
        return " | ".join(str(item.get("text", item)) if isinstance(item, dict) else str(item) for item in found)
    return "" if found is None else str(found.get("text", found) if isinstance(found, dict) else found)
