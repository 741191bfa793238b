"""The language pack's `[[block]]` entries, made ready: which rule fits a paragraph, and what its groups tell of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.records import BlockKind
from sayso.rules import Rules
from sayso.rules.entries import BlockEntry

DATE_GROUPS = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class BlockRule:
    """An entry, compiled."""

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
        self._places: dict[str, list[BlockRule]] = {"any": [], "head": [], "lead": [], "date": [], "body": [], "body-head": []}
        for entry in entries:
            rule = _compile(entry)
            self._places[_place_of(entry, rule)].append(rule)
        self._in_head = self._places["head"] + self._places["any"]

    def find(self, text: str, start: int, end: int, *, head: bool) -> Hit | None:
        """The rule for the whole paragraph at `start` to `end`."""
        return _best(self._in_head if head else self._places["any"], text, start, end)

    def is_body(self, text: str, start: int, end: int, *, head: bool) -> bool:
        """Whether a line that looks like a title (in the head) or a section head is a sentence after all."""
        return _best(self._places["body-head" if head else "body"], text, start, end) is not None

    def find_date(self, text: str, start: int, end: int) -> Hit | None:
        """A printed date anywhere in the line at `start` to `end`."""
        return _best(self._places["date"], text, start, end)

    def find_lead(self, text: str, start: int, end: int) -> Hit | None:
        """A place, outlet or date before the first sentence of the paragraph at `start` to `end`."""
        return _best(self._places["lead"], text, start, min(end, start + LONGEST_LEAD))


def _best(rules: Iterable[BlockRule], text: str, start: int, end: int) -> Hit | None:
    """The longest match, then the higher priority, then the id that sorts first."""
    hits = [(match, rule) for rule in rules if (match := rule.match(text, start, end)) is not None]
    if not hits:
        return None
    match, rule = min(hits, key=lambda hit: (hit[0].start() - hit[0].end(), -hit[1].priority, hit[1].id))
    return Hit(rule, match.start(), match.end(), match.groupdict())


RulesLike = Rules | Sequence[BlockEntry] | BlockRules
"""Rules as `read` and `make_article` take them: a whole pack's, its `[[block]]` entries, or what was made ready of them."""


def block_rules(rules: RulesLike) -> BlockRules:
    """What reading needs of the rules, made ready; `Rules` keep it, so that it is made once."""
    if isinstance(rules, BlockRules):
        return rules
    return rules.prepared(_prepare) if isinstance(rules, Rules) else BlockRules(rules)


def _prepare(rules: Rules) -> BlockRules:
    return BlockRules(rules.blocks)


def _place_of(entry: BlockEntry, rule: BlockRule) -> str:
    if entry.kind == "body":
        return "body-head" if entry.where == "head" else "body"
    return "date" if entry.where == "head" and set(DATE_GROUPS) <= set(rule.regex.groupindex) else entry.where


def _compile(entry: BlockEntry) -> BlockRule:
    longest = entry.longest or LONGEST_BLOCK
    return BlockRule(entry.id, entry.kind, re.compile(entry.pattern), entry.anywhere, longest, entry.priority)
