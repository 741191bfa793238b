"""Token patterns: regular expressions whose letters are words.

A pattern is written as words with blanks between them:

    from        this word (in lower case)
    {month}     any word of the class `month`
    {m:month}   the same, and its place is kept under the name `m`
    a | b       either; ( ) group; ? may be missing; * and + repeat, up to twelve times
    \\(         a bracket or another sign that would mean something

A sentence is turned into one string, a line per token with its word and its classes, and each pattern into one `re` over
such strings; a pattern is tried only at tokens that can begin it. Repeats are bounded, so time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, Generic, TypeVar

T = TypeVar("T")

REPEATS = 12
_REMEMBERED = 50_000  # words
_NOTHING: frozenset[str] = frozenset()
_PARTS = re.compile(
    r"\{(?:(?P<name>[a-z_]+):)?(?P<cls>[a-z_0-9]+)\}"
    r"|(?P<op>[()|?*+])"
    r"|(?P<word>(?:\\.|[^\s(){}|?*+\\])+)"
    r"|(?P<blank>\s+)"
    r"|(?P<bad>.)"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One token: a word, or a class in braces."""

    key: str  # "word" or "{class}"
    name: str | None = None

    def regex(self) -> str:
        key = re.escape(self.key)
        before = r"\n[^\n\t]*\t(?:[^\n\t]*\t)*?" if self.key.startswith("{") else r"\n"
        body = rf"{before}{key}\t[^\n]*"
        return f"(?P<{self.name}>{body})" if self.name else body


@dataclass(frozen=True, slots=True)
class Chain:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    item: Node
    least: int
    most: int


Node = Atom | Chain | Either | Repeat


def check_pattern(pattern: str) -> None:
    """Raise ValueError, saying what is wrong, where a pattern is none."""
    node = parse_pattern(pattern)
    if _can_be_empty(node):
        raise ValueError(f"pattern {pattern!r} would match nothing at all; make one of its tokens required")
    re.compile(_regex(node))


def classes_in(pattern: str) -> frozenset[str]:
    """The classes that a pattern names."""
    return frozenset(part["cls"] for part in _PARTS.finditer(pattern) if part["cls"])


def parse_pattern(pattern: str) -> Node:
    parts = [match for match in _PARTS.finditer(pattern) if match.lastgroup != "blank"]
    for part in parts:
        if part.lastgroup == "bad":
            place = f"{part.group()!r} at {part.start()}"
            raise ValueError(f"pattern {pattern!r}: {place} is not understood; use words, {{class}}, ( ) | ? * + and \\ before a sign")
    node, rest = _parse_either(parts, 0)
    if rest < len(parts):
        raise ValueError(f"pattern {pattern!r}: a bracket closes at {parts[rest].start()} that was not opened")
    return node


def _parse_either(parts: Sequence[re.Match[str]], at: int) -> tuple[Node, int]:
    branches = []
    while True:
        node, at = _parse_sequence(parts, at)
        branches.append(node)
        if at >= len(parts) or parts[at].group() != "|":
            return (branches[0] if len(branches) == 1 else Either(tuple(branches))), at
        at += 1


def _parse_sequence(parts: Sequence[re.Match[str]], at: int) -> tuple[Node, int]:
    items: list[Node] = []
    while at < len(parts) and not (parts[at]["op"] and parts[at].group() in "|)"):
        node, at = _parse_item(parts, at)
        items.append(node)
    if not items:
        raise ValueError("a pattern has an empty part")
    return (items[0] if len(items) == 1 else Chain(tuple(items))), at


def _parse_item(parts: Sequence[re.Match[str]], at: int) -> tuple[Node, int]:
    part = parts[at]
    node: Node
    if part.group() == "(" and part["op"]:
        node, at = _parse_either(parts, at + 1)
        if at >= len(parts):
            raise ValueError("a bracket is opened and not closed")
    elif part["op"]:
        raise ValueError(f"{part.group()!r} at {part.start()} has nothing before it")
    elif part["cls"]:
        node = Atom("{" + part["cls"] + "}", part["name"])
    else:
        node = Atom(re.sub(r"\\(.)", r"\1", part["word"]))
    return _with_repeat(node, parts, at + 1)


def _with_repeat(node: Node, parts: Sequence[re.Match[str]], at: int) -> tuple[Node, int]:
    if at < len(parts) and parts[at]["op"] and parts[at].group() in "?*+":
        least, most = {"?": (0, 1), "*": (0, REPEATS), "+": (1, REPEATS)}[parts[at].group()]
        return Repeat(node, least, most), at + 1
    return node, at


def _regex(node: Node) -> str:
    match node:
        case Atom():
            return node.regex()
        case Chain(items):
            return "".join(map(_regex, items))
        case Either(branches):
            return "(?:" + "|".join(map(_regex, branches)) + ")"
        case Repeat(item, least, most):
            return f"(?:{_regex(item)}){{{least},{most}}}"


def _can_be_empty(node: Node) -> bool:
    match node:
        case Atom():
            return False
        case Chain(items):
            return all(map(_can_be_empty, items))
        case Either(branches):
            return any(map(_can_be_empty, branches))
        case Repeat(item, least, _):
            return least == 0 or _can_be_empty(item)


def _openings(node: Node) -> set[tuple[str, ...]]:
    """The first two words or classes of every match; shorter where a match is."""
    match node:
        case Atom(key):
            return {(key,)}
        case Chain(items):
            found: set[tuple[str, ...]] = {()}
            for item in items:
                found = _joined(found, _openings(item))
            return found
        case Either(branches):
            return set().union(*map(_openings, branches))
        case Repeat(item, least, _):
            once = _openings(item)
            return _joined(once, once) | once | ({()} if least == 0 else set())


def _joined(before: set[tuple[str, ...]], after: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {(one + other)[:2] for one in before for other in after}


def _all_keys(node: Node) -> set[str]:
    """Every word and class of a pattern."""
    match node:
        case Atom(key):
            return {key}
        case Chain(parts) | Either(parts):
            return set().union(*map(_all_keys, parts))
        case Repeat(item, _, _):
            return _all_keys(item)


class Lexicon:
    """Words in classes, with what they stand for. `shapes` adds classes to words that no list can hold (numbers, say)."""

    def __init__(self, shapes: Callable[[str], tuple[str, ...]] = lambda word: ()) -> None:
        self._shapes = shapes
        self._values: dict[str, dict[str, int | float | str]] = {}
        self._listed: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, tuple[str, ...]] = {}

    def add(self, name: str, values: Mapping[str, int | float | str]) -> None:
        """Put words into a class."""
        for word, value in values.items():
            self._values.setdefault(name, {})[word.lower()] = value
            classes = self._listed.get(word.lower(), ())
            self._listed[word.lower()] = classes if name in classes else (*classes, name)

    def classes(self, word: str) -> tuple[str, ...]:
        """The classes of a word in lower case. Remembered for words of a list only: a crawl has no end of others."""
        listed = self._listed.get(word)
        if listed is None:
            return self._shapes(word)
        if word not in self._known:
            self._known[word] = tuple(dict.fromkeys((*listed, *self._shapes(word))))
        return self._known[word]

    @property
    def listed(self) -> frozenset[str]:
        """All words that are in a class by a list."""
        return frozenset(self._listed)

    def value(self, name: str, word: str) -> int | float | str | None:
        """What a word of a class stands for, or None where it is not in the class."""
        return self._values.get(name, {}).get(word)


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A pattern that is ready to run, and what it stands for."""

    id: str
    payload: T
    priority: int
    regex: re.Pattern[str]
    openings: frozenset[tuple[str, ...]]

    @property
    def firsts(self) -> frozenset[str]:
        return frozenset(opening[0] for opening in self.openings)

    def seconds(self, keys: Iterable[str]) -> frozenset[str] | None:
        """What must come behind a word of these keys; None where a match may end with it."""
        mine = [opening for opening in self.openings if opening[0] in keys]
        return None if any(len(opening) == 1 for opening in mine) else frozenset(opening[1] for opening in mine)


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Tokens `start` to before `end` match a rule; `groups` holds the token ranges of the names in its pattern."""

    rule: Rule[T]
    start: int
    end: int
    groups: dict[str, tuple[int, int]] = field(default_factory=dict)


class Grammar(Generic[T]):
    """Patterns over the tokens of a sentence."""

    def __init__(self, entries: Iterable[tuple[str, int, Sequence[str], T]], lexicon: Lexicon) -> None:
        """`entries` are (id, priority, patterns, payload)."""
        self.lexicon = lexicon
        self._by_first: dict[str, list[Rule[T]]] = {}
        self._faces: dict[str, _Face[T]] = {}
        self.keys: set[str] = set()  # words and classes of the patterns, the latter in braces
        self._seconds: set[str] = set()  # words and classes that some pattern wants second
        for ident, priority, patterns, payload in entries:
            for pattern in patterns:
                node = parse_pattern(pattern)
                self.keys |= _all_keys(node)
                rule = Rule(ident, payload, priority, re.compile(_regex(node)), frozenset(_openings(node)))
                self._seconds.update(opening[1] for opening in rule.openings if len(opening) > 1)
                for key in sorted(rule.firsts):
                    self._by_first.setdefault(key, []).append(rule)

    @property
    def words(self) -> frozenset[str]:
        """The words that stand in the patterns themselves."""
        return frozenset(key for key in self.keys if not key.startswith("{"))

    @cached_property
    def first_words(self) -> frozenset[str]:
        return frozenset(key for key in self._by_first if not key.startswith("{"))

    def find(self, words: Sequence[str], first: int = 0, end: int | None = None) -> list[Match[T]]:
        """Every match in `words[first:end]` (lower case), overlapping ones too, in text order."""
        end = len(words) if end is None else end
        known = self._faces
        faces = [known.get(word) or self._face(word) for word in words[first:end]]
        tries = [
            (offset, rules)
            for offset, (face, behind) in enumerate(zip(faces, (*faces[1:], None), strict=False))
            if face.rules and (face.alone or (behind and behind.heard)) and (rules := face.rules_before(behind))
        ]
        if not tries:
            return []
        line = _Line(faces, first)
        return [match for offset, rules in tries for match in line.matches(rules, offset)]

    def _face(self, word: str) -> _Face[T]:
        """What patterns see of a word. Remembered, up to a limit: a crawl has no end of words."""
        keys = (word, *("{" + name + "}" for name in self.lexicon.classes(word)))
        seconds: dict[int, frozenset[str] | None] = {}
        rules: dict[int, Rule[T]] = {}
        for rule in (rule for key in keys for rule in self._by_first.get(key, ())):
            rules[id(rule)] = rule
            seconds[id(rule)] = rule.seconds(keys)
        part = "\n" + word.replace("\n", " ").replace("\t", " ") + "\t" + "".join(key + "\t" for key in keys[1:])
        heard = frozenset(self._seconds.intersection(keys))
        face = _Face(part, heard, tuple((rule, seconds[number]) for number, rule in rules.items()), None in seconds.values())
        if len(self._faces) < _REMEMBERED:
            self._faces[word] = face
        return face


@dataclass(frozen=True, slots=True)
class _Face(Generic[T]):
    """A word as patterns see it: its line, what of it some rule wants second, and the rules that it can begin with what must then come
    second (None: anything; `alone` tells whether there is such a rule). `chosen` remembers the rules by what follows: there are few sorts
    of words that rules tell apart."""

    part: str
    heard: frozenset[str]
    rules: tuple[tuple[Rule[T], frozenset[str] | None], ...]
    alone: bool
    chosen: dict[frozenset[str], tuple[Rule[T], ...]] = field(default_factory=dict)

    def rules_before(self, following: _Face[T] | None) -> tuple[Rule[T], ...]:
        """The rules that this word and the following one can begin."""
        heard = following.heard if following else _NOTHING
        rules = self.chosen.get(heard)
        if rules is None:
            rules = tuple(rule for rule, seconds in self.rules if seconds is None or not seconds.isdisjoint(heard))
            self.chosen[heard] = rules
        return rules


class _Line:
    """A sentence as the string that patterns run over."""

    def __init__(self, faces: Sequence[_Face[Any]], first: int) -> None:
        parts = [face.part for face in faces]
        self.first = first
        self.borders = [0, *accumulate(map(len, parts))]
        self.text = "".join(parts)

    def matches(self, rules: Iterable[Rule[T]], offset: int) -> Iterator[Match[T]]:
        for rule in rules:
            hit = rule.regex.match(self.text, self.borders[offset])
            if hit is not None:
                groups = {name: self._range(*hit.span(name)) for name in hit.groupdict() if hit.start(name) >= 0}
                yield Match(rule, self.first + offset, self._token_at(hit.end()), groups)

    def _range(self, start: int, end: int) -> tuple[int, int]:
        return self._token_at(start), self._token_at(end)

    def _token_at(self, border: int) -> int:
        return self.first + bisect_left(self.borders, border)


def keep_best(matches: Sequence[Match[T]]) -> list[Match[T]]:
    """Settle overlaps: the longest match stays, then the higher priority, then the id that sorts first, then the earlier one.

    What stays comes in text order.
    """
    if not matches:
        return []
    kept: list[Match[T]] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.start - m.end, -m.rule.priority, m.rule.id, m.start)):
        tokens = range(match.start, match.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)
