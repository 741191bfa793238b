"""Time expressions of an article → `Date` records, resolved against the day of publication and the dates that the text speaks of.

words      tokens → normalised words          grammar    words → expressions, by the pack's patterns, stage by stage
taking     what a pattern took                building   … → what an expression means; `ranging`: of two ends, a range
meanings   those meanings, as values          sifting    which expressions are none after all
calendar   days, weeks, quarters, EDTF        parts      a place in the calendar within a year or another period
sharing    what dates in a list lend another   scene      publication day, dates read so far, tense
tenses     what the verb around a date says
resolving  meaning and scene → days           placing    … of what leaves its year out: which April, which Friday
writing    resolved expressions → records
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sayso.dates.grammar import DateGrammar, build_grammar
from sayso.dates.meanings import Calendar, Range, Shift, Written
from sayso.dates.ranging import make_open
from sayso.dates.resolving import resolve
from sayso.dates.scene import NO_DAY, Resolved, Scene, Spoken
from sayso.dates.sharing import share
from sayso.dates.sifting import Sieve, View, as_neighbour, name_tokens, unmarked, without_that
from sayso.dates.tenses import Tense, Tenses
from sayso.dates.words import Words
from sayso.dates.writing import Place, is_compared, is_spoken, make_records
from sayso.parsing import Parse
from sayso.records import Date
from sayso.rules import Rules

READ_BLOCKS = frozenset({"headline", "body", "caption", "embed", "correction"})


def find_dates(parse: Parse, rules: Rules) -> tuple[Date, ...]:
    """The dates, ranges, durations and recurrences of an article, in text order. What can't be told is a record with `unresolved`."""
    reader = _Reader(parse, rules.prepared(build_grammar), rules.prepared(Sieve), name_tokens(parse))
    places = [place for number, block in enumerate(parse.article.blocks) if block.kind in READ_BLOCKS for place in reader.read(number)]
    published = read_day(parse.article.meta.published)
    scene = Scene(published, narrative=_is_narrative(places, published))
    tenses = rules.prepared(Tenses)
    resolved = [_resolve(parse, place, scene, tenses, index) for index, place in enumerate(places)]
    return make_records(parse, places, resolved)


def read_day(published: str | None) -> date | None:
    """The day of publication; None where only its year or month is known."""
    try:
        return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the expressions of an article's blocks. `names` are the tokens inside of names."""

    parse: Parse
    grammar: DateGrammar
    sieve: Sieve
    names: frozenset[int]

    def read(self, number: int) -> list[Place]:
        """The expressions of a block, in text order, not yet resolved."""
        block = self.parse.article.blocks[number]
        first, end = self.parse.token_at(block.start), self.parse.token_at(block.end)
        if first is None:
            return []
        words = self.grammar.normaliser.split(self.parse, first, len(self.parse) if end is None else end)
        basic = [without_that(self._view(words, written)) for written in self.grammar.basic(words)]
        basic = [written for written in basic if self.sieve.keeps(self._view(words, written))]
        joined = [unmarked(self._view(words, written)) for written in self.grammar.joined(words, basic)] if basic else []
        joined = [as_neighbour(self._view(words, written)) for written in joined]
        joined = share(self.parse, words, joined, self.grammar.lexicon)
        return [Place(make_open(written), words, number) for written in joined if self.sieve.stands(self._view(words, written))]

    def _view(self, words: Words, written: Written) -> View:
        return View(self.parse, words, written, self.names)


def _resolve(parse: Parse, place: Place, scene: Scene, tenses: Tenses, index: int) -> Resolved:
    written = place.written
    scene.block, scene.marks = place.block, written.marks
    scene.tense = partial(_tense, parse, place, tenses)
    resolved = resolve(written.meaning, scene)
    if resolved.reason == NO_DAY and is_spoken(written.meaning):  # what comes after it hangs on that day, not on one before
        scene.spoken.clear()
    spoken = next((end for end in resolved.ends if end), None) if resolved.open else resolved.period
    if spoken is not None and is_spoken(written.meaning) and not (scene.narrative and resolved.anchor == "published"):
        scene.spoken.append(Spoken(index, spoken, place.block, is_compared(written.meaning)))
    return resolved


def _tense(parse: Parse, place: Place, tenses: Tenses) -> Tense | None:
    """The tense around an expression; a range looks ahead where one of its ends does."""
    meaning = place.written.meaning
    ends = [end for end in (meaning.begin, place.written) if end] if isinstance(meaning, Range) else [place.written]
    tokens = (parse.token_at(place.words.starts[end.end - 1]) for end in ends)
    found = [tenses.around(parse, token) if token is not None else None for token in tokens]
    return "future" if "future" in found else found[-1]


def _is_narrative(places: Sequence[Place], published: date | None) -> bool:
    """Whether a text speaks mostly of years long past, told in full, and hardly of the day that it appeared. Of one whose day is not known
    all years that are told count."""
    old = fresh = 0
    for place in places:
        for meaning in _calendars(place.written):
            if isinstance(meaning, Shift):
                fresh += meaning.anchor == "published"
            elif meaning.pick in ("last", "this", "next"):
                fresh += 1
            elif meaning.year is not None or meaning.unit in ("decade", "century"):
                old += meaning.year is None or published is None or abs(meaning.year - published.year) > 1
            else:
                fresh += meaning.weekday is not None
    return old >= 4 and old > 10 * fresh


def _calendars(written: Written) -> list[Calendar | Shift]:
    meaning = written.meaning
    if isinstance(meaning, Range):
        return [found for end in (meaning.begin, meaning.end) if end for found in _calendars(end)]
    return [meaning] if isinstance(meaning, Calendar | Shift) else []
