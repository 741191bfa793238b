"""Which expressions are none after all: "2000 people", "May I", "the Sunday Mirror", a bare "days" that nothing counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sayso.dates.meanings import Calendar, Event, Length, Pointer, Range, Shift, Written
from sayso.dates.tenses import Tenses
from sayso.dates.words import Words
from sayso.parsing import Parse
from sayso.rules import Rules
from sayso.rules.entries import WordsEntry

_NAMES = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "FAC", "GPE"})
_PLURAL_NOUNS = frozenset({"NNS", "NNPS"})
_POSSESSIVE = frozenset({"POS", "PRP$"})
_MONEY = frozenset("$£€¥#№")
_COUNTERS = frozenset({"before", "after", "ago", "later", "earlier", "from", "or"})  # behind a length: a week before
_RATED = frozenset({"more", "less", "once", "twice", "%", "percent", "each", "apiece"})  # before a rate: 3 more a week
_APOSTROPHES = frozenset("'’‘")
_DASHES = frozenset({"-", "–", "—"})
_EARLY = 1500  # before it a round number is rather a count
MOON = "feast of the moon"
_HANGING = frozenset({"before", "after", "following"})
_WHILE = frozenset({"after", "for", "within", "over", "during"})  # before "a while" and the like
_BEFORE_THAT = frozenset({"VB", "NN", "PR", "JJ"})  # beginnings of tags: said that, a report that, told them that, clear that
_CLAUSES = frozenset({"of", "that", "when", "he", "she", "they", "it"})  # behind "the year": it is told which one
_VERBS = frozenset({"march", "may"})  # behind "the" no months by themselves
_STOPS = frozenset({".", ",", ";", ":", "!", "?", ")", '"', "”", "“", "'", "’", "-", "–", "—", "and", "but", "or", ""})


@dataclass(frozen=True, slots=True)
class View:
    """An expression with the words and the parse around it. `names` are the tokens inside of names."""

    parse: Parse
    words: Words
    written: Written
    names: frozenset[int]

    @property
    def before(self) -> str:
        return self.words.text[self.written.first - 1] if self.written.first else ""

    @property
    def after(self) -> str:
        return self.word_at(0)

    def word_at(self, offset: int) -> str:
        """The word so far from the one right behind it."""
        return next(iter(self.words.text[self.written.end + offset : self.written.end + offset + 1]), "")

    @property
    def single(self) -> bool:
        return self.written.end - self.written.first == 1

    @property
    def token(self) -> int:
        """Its first token."""
        return self.parse.token_at(self.words.starts[self.written.first]) or 0

    @property
    def last(self) -> int:
        """Its last token."""
        return self.parse.token_at(self.words.ends[self.written.end - 1] - 1) or 0

    @property
    def tag(self) -> str:
        return self.parse.tags[self.token]

    def tag_of(self, offset: int) -> str:
        """The tag of the token so far from the first one; nothing past the ends."""
        at = self.token + offset
        return self.parse.tags[at] if 0 <= at < len(self.parse) else ""

    def describes_noun(self) -> bool:
        """Whether it hangs on a noun behind it: "first-half profit", "the May elections"."""
        last = self.last
        head = self.parse.heads[last]
        if self.token <= head < last:  # the May of "the May 2 attack", which its day hangs on
            head = self.parse.heads[head]
        return head > last and self.parse.tags[head].startswith("NN")

    def is_name(self) -> bool:
        """Whether a word of it is written and tagged as a name: Future Fund, Harbour Now."""
        tokens = self.parse.tokens_in(self.words.starts[self.written.first], self.words.ends[self.written.end - 1])
        return any(self.parse.tags[token].startswith("NNP") for token in tokens)

    def counts_noun(self) -> bool:
        """Whether a number counts a plural noun behind it, right behind it or farther on."""
        head = self.parse.heads[self.token]
        return self.parse.deps[self.token] in ("nummod", "quantmod") and self.parse.tags[head] in _PLURAL_NOUNS and head > self.token


class Sieve:
    """Tells times from what only looks like one. Word lists are the pack's."""

    def __init__(self, rules: Rules) -> None:
        words: dict[str, set[str]] = {}
        for entry in rules.of(WordsEntry):
            words.setdefault(entry.name, set()).update(entry.words, entry.values)
        self.before_year = frozenset(words.get("before_year", ()))
        self.direction = frozenset(words.get("direction", ()))
        self.before_count = frozenset(words.get("before_count", ()))
        self.of_a_year = frozenset(words.get("of_a_year", ()))
        self.counted = frozenset(words.get("never_of_a_year", ()))
        self.before_code = frozenset(words.get("before_code", ()))
        self.before_early_year = frozenset(words.get("before_early_year", ()))
        self.before_amount = frozenset(words.get("before_amount", ()))
        self.after_amount = frozenset(words.get("after_amount", ()))
        self.before_season = frozenset(words.get("before_season", ()))
        self.before_decade = frozenset(words.get("before_decade", ()))
        self.before_the_year = frozenset(words.get("before_the_year", ()))
        self.tenses = rules.prepared(Tenses)

    def keeps(self, view: View) -> bool:
        """Whether an expression of the first stage may be one, by the words right around it."""
        match view.written.meaning:
            case Length():
                return _is_length(view)
            case Shift():
                return not _is_title(view)
            case Event(reason=reason):
                return reason != MOON or not (view.token in view.names or view.describes_noun())
            case Calendar() as meaning:
                return self._test_of(meaning, single=view.single, short=view.words.text[view.written.first] in _APOSTROPHES)(view)
        return True

    def _test_of(self, meaning: Calendar, *, single: bool, short: bool) -> Callable[[View], bool]:
        if meaning.day and not meaning.month and meaning.weekday is None:
            return _is_day_of_month
        if short and meaning.unit is None:
            return self._is_short_year
        if not single:
            return _counts_nothing
        if meaning.unit in ("decade", "century"):
            return self._is_decade
        if meaning.unit == "season":
            return self._is_season
        return _is_noun if meaning.month or meaning.weekday is not None or meaning.holiday else self._is_year

    def stands(self, view: View) -> bool:
        """Whether what the last stage leaves is an expression by itself."""
        match view.written.meaning:
            case Length(reason="loose"):
                return False
            case Pointer(to=to):
                return self._is_reference(view, to)
            case Shift() as meaning:
                return self._is_told(view, meaning)
            case Event(reason="number not told", unit=None):
                return view.before in _WHILE
            case Calendar(unit="quarter" | "half" as unit, year=None, within=None):
                return _is_business(view, unit)
        return True

    def _is_told(self, view: View, meaning: Shift) -> bool:
        """Not "the year that", "the day before the vote": which one it is hangs on what follows."""
        if meaning.anchor == "scene" and not meaning.count and view.written.marks.part is None:
            return view.before in self.before_the_year and view.after not in _CLAUSES
        hanging = meaning.anchor == "spoken" and meaning.counted and view.words.text[view.written.end - 1] in _HANGING
        return not hanging or view.after in _STOPS

    def _is_reference(self, view: View, to: str) -> bool:
        """Not the name "For Our Future", not "the past nine elections", and "soon" only of what is to come."""
        if view.is_name() or (not view.single and view.describes_noun()):
            return False
        soon = to == "future" and view.words.text[view.written.first] == "soon"
        return not soon or self.tenses.around(view.parse, view.token) == "future"

    def _is_year(self, view: View) -> bool:
        """A number of four digits is a year where the words say so: after "in", before no counted noun."""
        before, words, at = view.before, view.words, view.written.first
        if before in _MONEY or view.after == "%" or (before == "." and words.glued(at)) or before in self.before_code:
            return False
        if view.counts_noun() and not self._tells_year(view):
            return False
        if view.after in self.after_amount or (before == "of" and at > 1 and words.text[at - 2] in self.before_amount):
            return False
        written = view.parse.text[words.starts[at] : words.ends[at]]
        if not written.isdecimal() and any(sign.isdecimal() for sign in written):  # 2 thousand
            return False
        year = int(words.text[at])
        if year < _EARLY and year % 100 == 0 and before in self.before_early_year:
            return False
        return 1900 <= year <= 2100 or before in self.before_year or (before == "the" and year >= 1500 and year % 100 != 0)

    def _is_short_year(self, view: View) -> bool:
        """In '92, '94 and '96, "a win in '16 is likely"; not "'92 people'"."""
        words, written = view.words, view.written
        last = view.last
        is_listed = view.before == "," and written.first > 1 and words.text[written.first - 2].isdecimal()
        head = view.parse.heads[last]
        counts = head > last and not view.parse.tags[head].startswith("VB")
        return (view.before in self.before_year or is_listed) and words.glued(written.end - 1) and not counts

    def _tells_year(self, view: View) -> bool:
        """Whether a number before a plural noun tells the year of it: the 2020 elections, its 2021 sales, the 2012 guests; not 1999 bricks,
        the 2000 guests."""
        before, head = view.before, view.parse.heads[view.token]
        if before in self.before_count:
            return False
        if view.parse.deps[head] in ("poss", "compound"):  # the 1968 workers' strike
            head = view.parse.heads[head]
        if view.parse.tags[head] == "NNPS" or view.parse.lower[head] in self.of_a_year:
            return True
        if before == "the" or view.tag_of(-1) in _POSSESSIVE:
            return int(view.words.text[view.written.first]) % 100 != 0 and view.parse.lower[head] not in self.counted
        return head > view.token + 1 and before in self.before_year

    def _is_decade(self, view: View) -> bool:
        """The 1990s and the '20s are decades; she is in her 20s, and 15s is none."""
        meaning = view.written.meaning
        if not isinstance(meaning, Calendar) or (meaning.unit == "decade" and (meaning.number or 0) % 10):
            return False
        return not meaning.bare_decade or view.before in self.before_decade

    def _is_season(self, view: View) -> bool:
        """In the fall, this spring; not "prices fall", "the fall of the house", "a spring onion"."""
        if view.token in view.names or not view.tag.startswith("NN") or view.before not in self.before_season:
            return False
        if view.after == "of" and view.word_at(1) not in self.direction:  # the spring of the clock; the spring of last year
            return False
        return view.parse.deps[view.token] != "compound" or view.before == "the"


def _counts_nothing(view: View) -> bool:
    """Friday 13 is a day, "on Friday 13 people died" counts people; the week 31 is one, "the week 10 defeat" is a round of games."""
    meaning = view.written.meaning
    assert isinstance(meaning, Calendar)
    if meaning.weekday is not None and meaning.day and not meaning.month:
        last = view.written.end - 1
        token = view.parse.token_at(view.words.starts[last]) or 0
        counts = view.after not in _STOPS or view.after in _DASHES or view.parse.heads[token] > token
        return not (view.words.text[last].isdecimal() and counts)
    return meaning.unit != "week" or meaning.number is None or meaning.year is not None or not view.describes_noun()


def _is_business(view: View, unit: str) -> bool:
    """ "The first half" of no year is one before a noun; "the first quarter of" is none where no year came of it: of a game."""
    return view.describes_noun() if unit == "half" else view.words.text[view.written.end - 1] != "of"


def _is_title(view: View) -> bool:
    """ "This Week" on a channel, "Harbour Today": capitals where a sentence would not have them."""
    written, parse = view.written, view.parse
    if parse.block(view.token).kind == "headline":
        return False
    if view.single:
        return view.tag == "NNP" and view.before != "" and parse.text[view.words.starts[written.first]].isupper()
    starts = (view.words.starts[at] for at in range(written.first, written.end))
    return all(parse.text[start].isupper() for start in starts)


def _is_day_of_month(view: View) -> bool:
    """ "On the 5th", not "the 5th floor"."""
    return view.before == "on" and view.after in _STOPS


def _is_length(view: View) -> bool:
    """A week after it is a time; ten flights a week, €3 more a week are rates, a quarter of the money is a share."""
    words, written = view.words.text, view.written
    if words[written.first : written.end] in (["another", "quarter"], ["3", "quarters"]):  # of the members
        return view.after not in ("of", "out")
    if words[written.first] in ("one", "1") and words[written.end - 1] == "quarter":  # "one-quarter to one-third of them" are shares
        return view.describes_noun() and view.after not in ("to", "or", "and")
    if words[written.first] not in ("a", "an") or written.end - written.first != 2:
        return True
    if words[written.end - 1] == "quarter" or _is_hyphened(view):
        return False
    tag = view.tag_of(-1)
    if not view.before or (view.after in _COUNTERS and not (tag == "CD" and view.after == "from")):
        return True
    return not (tag.startswith("NN") or tag == "CD" or view.before in _RATED)


def _is_hyphened(view: View) -> bool:
    """Part of a word of many: a $12-an-hour job, a day-to-day task."""
    words, first, end = view.words, view.written.first, view.written.end
    before = view.before == "-" and words.glued(first)
    return before or (view.after == "-" and words.glued(end) and words.text[end + 1 : end + 2] == ["to"])


def _is_noun(view: View) -> bool:
    """Not in a name ("April Jones"), not "May I", "the Sunday Mirror", "the March on the capital"."""
    meaning, word = view.written.meaning, view.words.text[view.written.first]
    if isinstance(meaning, Calendar) and meaning.holiday and " " in word:  # a name itself: Workers' Day
        return True
    if _is_in_name(view, meaning) or (view.tag == "MD" and view.parse.words[view.token][0].isupper()):
        return False
    if view.before not in ("the", "a") or not isinstance(meaning, Calendar):
        return True
    if meaning.weekday is not None:
        return view.tag_of(1) != "NNP"
    return meaning.month is None or word not in _VERBS or view.describes_noun()


def without_that(view: View) -> Written:
    """ "He said that Friday's talks were off": a Friday, not that one which the text speaks of."""
    written, meaning = view.written, view.written.meaning
    if view.words.text[written.first] != "that" or not isinstance(meaning, Calendar):
        return written
    if view.tag == "DT" or view.tag_of(-1)[:2] not in _BEFORE_THAT:
        return written
    return replace(written, first=written.first + 1, meaning=replace(meaning, within=None))


def as_neighbour(view: View) -> Written:
    """ "It broke off the next month": the month behind; "over the next month" is how long it takes."""
    written, meaning = view.written, view.written.meaning
    if not isinstance(meaning, Length) or meaning.window != "next" or meaning.amounts[0][0] != 1 or view.words.text[written.first] != "the":
        return written
    last = view.last
    if view.words.text[written.first + 1] != "next" or view.parse.deps[last] != "npadvmod":
        return written
    return replace(written, meaning=Shift(1, meaning.amounts[0][1], "spoken"))


def _is_in_name(view: View, meaning: object) -> bool:
    """Whether a word is in a name. A feast that the model takes for a person by itself is none behind a preposition: "by Easter"."""
    if view.token not in view.names:
        return False
    is_alone = view.token - 1 not in view.names and view.token + 1 not in view.names
    return not (isinstance(meaning, Calendar) and meaning.holiday and is_alone and view.parse.deps[view.token] == "pobj")


def unmarked(view: View) -> Written:
    """An expression without what its preposition says, where that belongs to a noun: "before Friday's vote", "for a two-year term"."""
    written, marks = view.written, view.written.marks
    if isinstance(written.meaning, Range) or (marks.relation is None and not marks.approximate):
        return written
    if view.after != "'s" and not (marks.relation and view.describes_noun()):
        return written
    approximate = marks.approximate and isinstance(written.meaning, Length)
    return replace(written, marks=replace(marks, relation=None, ahead=marks.ahead and marks.eve, outside=False, approximate=approximate))


def name_tokens(parse: Parse) -> frozenset[int]:
    """The tokens inside of names of more than one word, or of persons: April Jones, the Sunday Mirror."""
    names = ((first, end) for first, end, label in parse.entities if label in _NAMES and (end - first > 1 or label == "PERSON"))
    return frozenset(token for first, end in names for token in range(first, end))
