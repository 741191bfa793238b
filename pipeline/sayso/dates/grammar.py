"""Patterns over normalised words → time expressions as they are written.

The patterns stand in the pack's `[[date]]` tables and run stage by stage: what one stage finds is one word for the next, named
by its kind ({e_day}, {e_length} …). So "the end of the third quarter of last year" is read from the inside out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sayso.dates.building import BUILDERS
from sayso.dates.meanings import Calendar, Event, Length, Meaning, Pointer, Shift, Unclear, Written
from sayso.dates.taking import Item, Taken
from sayso.dates.words import Normaliser, Words, classify
from sayso.numbers import NumberReader
from sayso.rules import Grammar, Lexicon, Match, Rules
from sayso.rules.entries import DATE_STAGES, DateEntry, WordsEntry
from sayso.rules.patterns import keep_best

AROUND = 7  # words before and after an expression that later stages may take in
PASSES = 3  # of the first later stage over its own findings: the end of the third quarter of the fiscal year
REMEMBERED = 50_000  # words, or runs of words
SHORT = 40  # words of a run that is worth remembering
OTHER = "·"  # a word that no pattern knows
_SPEAKING = frozenset("0123456789‹")  # words that begin with these have classes by their shape
_CLASS = re.compile(r"\{(?:[a-z_]+:)?([a-z_0-9]+)\}")
_USED = ("before_hyphen", "after_hyphen", "direction", "holiday")


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """A pack's date rules, ready to run: `first` over all words, `later` stage by stage around what was found. `heard` are the words
    that some pattern or list knows; all others sound alike to the patterns. `sound` gives what the later stages hear of a word, and
    `next_stage` which of them, from one on, is the first to find something in a run of sounds."""

    lexicon: Lexicon
    normaliser: Normaliser
    first: Grammar[DateEntry]
    later: tuple[Grammar[DateEntry], ...]
    heard: frozenset[str]
    sound: Callable[[str], str]
    next_stage: Callable[[int, tuple[str, ...]], int | None]

    def basic(self, words: Words) -> list[Written]:
        """The expressions of the first stage, in text order."""
        heard, found = self.heard, []
        sounds = [word if word in heard or word[0] in _SPEAKING else OTHER for word in words.text]
        for match in keep_best(self.first.find(sounds)):
            items = [Item(word, at, at + 1) for at, word in enumerate(words.text[match.start : match.end], match.start)]
            if written := self._build(match, items, match.start):
                found.append(written)
        return found

    def joined(self, words: Words, found: Sequence[Written]) -> list[Written]:
        """What the later stages make of the first one's expressions."""
        made: list[Written] = []
        for start, end, inside in self._runs(found, words.text):
            items = list(_items(words, start, end, inside))
            sounds = [self.sound(item.word) for item in items]
            self._apply_stages(items, sounds)
            made.extend(item.written for item in items if item.written)
        return made

    def _apply_stages(self, items: list[Item], sounds: list[str]) -> None:
        """Run the later stages over a run of items; the first one again over its own findings."""
        passes, stage = 0, self.next_stage(0, tuple(sounds))
        while stage is not None:
            changed = self._apply(self.later[stage], items, sounds)
            passes += 1
            again = changed and stage == 0 and passes < PASSES
            stage = self.next_stage(stage + (not again), tuple(sounds))

    def _runs(self, found: Sequence[Written], words: Sequence[str]) -> Iterator[tuple[int, int, list[Written]]]:
        """Stretches of words around expressions that lie close to each other, as far as later stages hear the words."""
        sound = self.sound
        run: list[Written] = []
        start = end = 0
        for written in found:
            reach = end
            while reach < written.first and reach - end < 2 * AROUND and sound(words[reach]) != OTHER:
                reach += 1
            if run and reach < written.first:
                yield start, self._reach(words, end), run
                run = []
            if not run:
                start = written.first
                while start > max(end, written.first - AROUND) and sound(words[start - 1]) != OTHER:
                    start -= 1
            run.append(written)
            end = written.end
        if run:
            yield start, self._reach(words, end), run

    def _reach(self, words: Sequence[str], end: int) -> int:
        """How far the words behind an expression are heard."""
        last = min(len(words), end + AROUND)
        return next((at for at in range(end, last) if self.sound(words[at]) == OTHER), last)

    def _apply(self, grammar: Grammar[DateEntry], items: list[Item], sounds: list[str]) -> bool:
        """Replace what a stage finds in a run of items, and what patterns hear of it; whether it found anything."""
        changed = False
        for match in reversed(keep_best(grammar.find(sounds))):
            taken = items[match.start : match.end]
            written = self._build(match, taken, match.start)
            if written is not None:
                items[match.start : match.end] = put = _put(written, taken)
                sounds[match.start : match.end] = [self.sound(item.word) for item in put]
                changed = True
        return changed

    def _build(self, match: Match[DateEntry], items: Sequence[Item], start: int) -> Written | None:
        entry = match.rule.payload
        groups = {name: items[a - start : b - start] for name, (a, b) in match.groups.items()}
        written = BUILDERS[entry.make](Taken(self.lexicon, tuple(items), groups, entry.set, match.rule.id))
        if written is None or written.rule == match.rule.id:
            return written
        return replace(written, rule=match.rule.id)


def build_grammar(rules: Rules) -> DateGrammar:
    """Compile the pack's date rules; give it to `rules.prepared`."""
    entries = rules.of(DateEntry)
    used = {name for entry in entries for pattern in entry.patterns for name in _CLASS.findall(pattern)} | set(_USED)
    lexicon = Lexicon(classify)
    for entry in rules.of(WordsEntry):
        if entry.name in used:
            lexicon.add(entry.name, dict.fromkeys(entry.words, 0) | entry.values)
        if entry.name == "ordinal":
            lexicon.add("nth", entry.values)
            lexicon.add("day", {word: value for word, value in entry.values.items() if int(value) <= 31})
    grammars = {stage: Grammar(_rows(entries, stage), lexicon) for stage in DATE_STAGES}
    capitals = {word for entry in rules.of(WordsEntry) if entry.name == "capital" for word in entry.words}
    dotted = {word for entry in rules.of(WordsEntry) if entry.name in used for word in (*entry.words, *entry.values) if word.endswith(".")}
    edges = {word for entry in rules.of(WordsEntry) if entry.name == "edge" for word in (*entry.words, *entry.values)}
    phrases = {word for entry in rules.of(WordsEntry) if entry.name in used for word in (*entry.words, *entry.values) if " " in word}
    normaliser = Normaliser(lexicon, rules.prepared(NumberReader), dotted=dotted, capitals=capitals, phrases=phrases, edges=edges)
    heard = lexicon.listed.union(*(grammar.words for grammar in grammars.values()))
    later = tuple(grammars[stage] for stage in DATE_STAGES[1:])
    return DateGrammar(lexicon, normaliser, grammars["basic"], later, heard, _hearing(lexicon, later), _staging(later))


def _hearing(lexicon: Lexicon, grammars: Sequence[Grammar[DateEntry]]) -> Callable[[str], str]:
    """What some patterns hear of a word: the word itself where one has it, else those of its classes that one has. Remembered, up to a
    limit: a crawl has no end of words."""
    keys = frozenset[str]().union(*(grammar.keys for grammar in grammars))

    @lru_cache(REMEMBERED)
    def sound(word: str) -> str:
        if word in keys:
            return word
        classes = [name for name in lexicon.classes(word) if "{" + name + "}" in keys]
        return f"‹{' '.join(classes)}›" if classes else OTHER

    return sound


def _staging(grammars: Sequence[Grammar[DateEntry]]) -> Callable[[int, tuple[str, ...]], int | None]:
    """Which stage, from one on, is the first to find something in a run. Remembered of short runs, up to a limit."""

    def look(stage: int, sounds: tuple[str, ...]) -> int | None:
        return next((number for number in range(stage, len(grammars)) if grammars[number].find(sounds)), None)

    remembered = lru_cache(REMEMBERED)(look)
    return lambda stage, sounds: remembered(stage, sounds) if len(sounds) <= SHORT else look(stage, sounds)


def _rows(entries: Sequence[DateEntry], stage: str) -> Iterator[tuple[str, int, Sequence[str], DateEntry]]:
    return ((entry.id, entry.priority, entry.patterns, entry) for entry in entries if entry.stage == stage)


def _items(words: Words, start: int, end: int, inside: Sequence[Written]) -> Iterator[Item]:
    at = start
    for written in inside:
        yield from (Item(words.text[n], n, n + 1) for n in range(at, written.first))
        yield Item(_name(written.meaning), written.first, written.end, written)
        at = written.end
    yield from (Item(words.text[n], n, n + 1) for n in range(at, end))


def _put(written: Written, taken: Sequence[Item]) -> list[Item]:
    """What stands for the words of a match: its expression and, where that takes not all of them, those that it leaves ("Sept. 30" in
    "the year ended Sept. 30")."""
    left = [item for item in taken if item.written and item.end <= written.first]
    right = [item for item in taken if item.written and item.first >= written.end]
    first = written.first if left else taken[0].first
    end = written.end if right else taken[-1].end
    return [*left, Item(_name(written.meaning), first, end, written), *right]


def _name(meaning: Meaning) -> str:
    """The word that stands for an expression: its classes in a pair of brackets."""
    return f"‹{' '.join(_classes(meaning))}›"


def _classes(meaning: Meaning) -> Iterator[str]:
    match meaning:
        case Calendar():
            yield "e_date"
            yield from _calendar_classes(meaning)
        case Shift(unit=unit):
            yield from ("e_date", "e_shift", f"e_{unit}", f"e_shift_{unit}", *_shift_classes(meaning))
        case Length(amounts=amounts, window=window, reason=reason):
            yield from ("e_length", f"e_length_{amounts[-1][1]}")
            yield "e_window" if window else "e_amount"
            if amounts[0][0] is None:
                yield "e_untold_window" if window else "e_untold"
            if reason == "loose":
                yield "e_loose"
        case Pointer(to=to):
            yield from ("e_pointer", f"e_{to}")
        case Unclear() | Event(unit=None, plural=False):
            yield "e_date"
        case _:
            yield f"e_{type(meaning).__name__.lower()}"


def _shift_classes(meaning: Shift) -> Iterator[str]:
    if meaning.unit in ("day", "night"):
        yield "e_dayish"
    if meaning.anchor == "scene" or (meaning.unit == "weekend" and not meaning.count):  # the week, the weekend
        yield from ("e_the", f"e_the_{meaning.unit}")
    if meaning.anchor == "spoken" and meaning.counted:  # the day before
        yield "e_beside"
    if meaning.anchor == "published" and not meaning.counted:  # this month, today
        yield "e_near"
    if meaning.counted:  # three years ago
        yield from ("e_counted", f"e_counted_{meaning.unit}")
        if meaning.count < 0 and meaning.anchor in ("published", "quarter"):
            yield "e_ago"
    elif meaning.count == -1 and meaning.anchor == "published" and meaning.unit in ("day", "week", "weekend"):  # last week
        yield "e_last_few_days"


def _is_part(meaning: Calendar) -> bool:
    """The third week, the last year: so numbered, it is a part of something. The 1990s are a decade by themselves."""
    if meaning.within is not None or meaning.pick or meaning.year is not None or not meaning.number:
        return False
    if meaning.unit == "decade":
        return meaning.number <= 10 and not meaning.bare_decade
    return meaning.unit in ("day", "week", "weekend", "month", "year")


def _calendar_classes(meaning: Calendar) -> Iterator[str]:
    if meaning.day or meaning.holiday or meaning.weekday is not None:
        yield "e_dayish"
        yield "e_weekday" if meaning.weekday is not None and not meaning.day else "e_day"
        if meaning.holiday:
            yield "e_holiday"
        if meaning.weekday is not None and meaning.pick == "last":
            yield "e_last_weekday"
    elif meaning.month:
        yield "e_month"
    elif _is_part(meaning):
        yield "e_part"
    else:
        yield f"e_{meaning.unit or 'year'}"
    if meaning.before_christ:
        yield "e_bc"
    if meaning.year is not None or meaning.within is not None or meaning.unit in ("decade", "century"):
        yield "e_told"
