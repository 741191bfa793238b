"""The language pack's `[[block]]` entries, made ready: which rule fits a paragraph, and what its groups tell of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.records import BlockKind

META_GROUPS = ("outlet", "byline", "place")
DATE_GROUPS = ("year", "month", "day")


class Example(Protocol):
    @property
    def text(self) -> str: ...


class BlockEntry(Protocol):
    """What is needed of an entry: `rules.entries.BlockEntry` has it. Reading stands beside the rules and does not import them."""

    @property
    def id(self) -> str: ...
    @property
    def priority(self) -> int: ...
    @property
    def kind(self) -> BlockKind: ...
    @property
    def pattern(self) -> str: ...
    @property
    def anywhere(self) -> bool: ...
    @property
    def longest(self) -> int | None: ...
    @property
    def where(self) -> str: ...
    @property
    def matches(self) -> Sequence[Example]: ...
    @property
    def ignores(self) -> Sequence[Example]: ...


@dataclass(frozen=True, slots=True)
class BlockRule:
    """An entry, compiled. `where`: "head" for lines above the body, "lead" for lead-ins of its first paragraphs, "any" for whole paragraphs."""

    id: str
    kind: BlockKind
    regex: re.Pattern[str]
    anywhere: bool
    longest: int
    priority: int

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The rule at work in the paragraph at `start` to `end`, or None."""
        if end - start > self.longest:
            return None
        return self.regex.search(text, start, end) if self.anywhere else self.regex.match(text, start, end)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule at work: where, and what its named groups hold."""

    rule: BlockRule
    start: int
    end: int
    groups: Mapping[str, str | None]


LONGEST_BLOCK = 1000  # code points of a paragraph that a rule may claim, unless its entry says otherwise
LONGEST_LEAD = 160  # code points at a paragraph's beginning in which a lead-in is looked for


class BlockRules:
    """All rules for blocks, by where they apply."""

    def __init__(self, entries: Iterable[BlockEntry] = ()) -> None:
        self._by_place: dict[str, list[BlockRule]] = {"any": [], "head": [], "lead": []}
        self.dates: list[BlockRule] = []
        for entry in entries:
            rule = BlockRule(entry.id, entry.kind, re.compile(entry.pattern), entry.anywhere, entry.longest or LONGEST_BLOCK, entry.priority)
            is_date = entry.where == "head" and set(DATE_GROUPS) <= set(rule.regex.groupindex)
            (self.dates if is_date else self._by_place[entry.where]).append(rule)

    def find(self, text: str, start: int, end: int, *, head: bool) -> Hit | None:
        """The rule for the whole paragraph at `start` to `end`."""
        rules = self._by_place["head"] + self._by_place["any"] if head else self._by_place["any"]
        return _best(rules, text, start, end)

    def find_date(self, text: str, start: int, end: int) -> Hit | None:
        """A printed date anywhere in the line at `start` to `end`."""
        return _best(self.dates, text, start, end)

    def find_lead(self, text: str, start: int, end: int) -> Hit | None:
        """A place, outlet or date before the first sentence of the paragraph at `start` to `end`."""
        return _best(self._by_place["lead"], text, start, min(end, start + LONGEST_LEAD))


def _best(rules: Iterable[BlockRule], text: str, start: int, end: int) -> Hit | None:
    """The longest match, then the higher priority, then the id that sorts first."""
    hits = [(match, rule) for rule in rules if (match := rule.match(text, start, end)) is not None]
    if not hits:
        return None
    match, rule = min(hits, key=lambda hit: (hit[0].start() - hit[0].end(), -hit[1].priority, hit[1].id))
    return Hit(rule, match.start(), match.end(), match.groupdict())


def check_examples(entry: BlockEntry) -> Iterator[str]:
    """What is wrong with an entry's examples: a match that its pattern does not find (square brackets mark which words), an ignored one that it finds."""
    rule = BlockRule(entry.id, entry.kind, re.compile(entry.pattern), entry.anywhere, entry.longest or LONGEST_BLOCK, entry.priority)
    for example in entry.matches:
        text, (start, end) = _unmark(example.text)
        match = rule.match(text, 0, len(text))
        if match is None or (match.start(), match.end()) != (start, end):
            yield f"{entry.id}: {example.text!r} is not matched" + (f", only {match.group()!r} is" if match else "")
    for example in entry.ignores:
        if rule.match(example.text, 0, len(example.text)) is not None:
            yield f"{entry.id}: {example.text!r} is matched, and should not be"


def _unmark(text: str) -> tuple[str, tuple[int, int]]:
    """An example without its brackets, and what stood in them: all of it where there are none."""
    before, opened, rest = text.partition("[")
    inside, closed, after = rest.partition("]")
    if not (opened and closed):
        return text, (0, len(text))
    return before + inside + after, (len(before), len(before) + len(inside))
