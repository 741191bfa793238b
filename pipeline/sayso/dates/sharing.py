"""Dates in a list lend each other what they leave out: May and June 2021; 3, 5 and 9 June; the 18th and 19th centuries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.dates.meanings import Calendar, Clock, Range, Shift, Written
from sayso.dates.words import Words
from sayso.parsing import Parse
from sayso.rules import Lexicon

SHORTEST_MONTH = 28  # days
LONGEST_LIST = 12  # numbers before or after a date
_AND = frozenset({"and", "or", "&", "/"})
_JOINTS = _AND | {",", "the"}
_DASHES = frozenset("-–—")
_TO = _DASHES | {"to", "until", "till", "through", "and"}
_FROM = frozenset({"from", "between"})
_NUMBERED = frozenset({"quarter", "half", "century"})


def share(parse: Parse, words: Words, found: Sequence[Written], lexicon: Lexicon) -> list[Written]:
    """The expressions of a block with what their neighbours lend them, and with the bare numbers that are dates beside a date."""
    found = list(_with_hours(words, found)) if any(written.marks.time for written in found) else list(found)
    if not any(_is_joined(words, written) for written in found):
        return found
    return _lend(words, list(_with_numbers(parse, _Row(words, lexicon), found)))


def _is_joined(words: Words, written: Written) -> bool:
    before = words.text[written.first - 1] if written.first else ""
    after = words.text[written.end] if written.end < len(words.text) else ""
    return before in _AND or after in _AND or after == ","


# Hours


def _with_hours(words: Words, found: Sequence[Written]) -> Iterator[Written]:
    """Times of day from one to another: the 9 a.m. of "9 a.m. to 5 p.m. on Friday" is on Friday, the 2 of "from 2 to 4 p.m." an hour."""
    done = 0
    for written, following in zip(found, (*found[1:], None), strict=True):
        if hour := _hour_before(words, written, done):
            yield hour
        yield _on_day_of(words, written, following)
        done = written.end


def _on_day_of(words: Words, written: Written, following: Written | None) -> Written:
    if (
        following is None
        or not isinstance(written.meaning, Clock)
        or isinstance(following.meaning, Clock | Range)
        or not following.marks.time
    ):
        return written
    gap = words.text[written.end : following.first]
    return replace(written, meaning=following.meaning) if len(gap) == 1 and gap[0] in _TO else written


def _hour_before(words: Words, written: Written, done: int) -> Written | None:
    """A bare hour before "to 4 p.m.": of the half of the day that lets it come first."""
    at = written.first - 2
    if not written.marks.time or at < max(done, 1) or isinstance(written.meaning, Range) or words.text[at + 1] not in _TO:
        return None
    if words.text[at - 1] not in _FROM and not (words.text[at + 1] in _DASHES and words.glued(at + 2)):
        return None
    digits, last = words.text[at], int(written.marks.time[:2])
    if not digits.isdecimal() or not digits.isascii() or len(digits) > 2 or not 1 <= int(digits) <= 12:
        return None
    hour = int(digits) % 12 + (12 if int(digits) % 12 + 12 < last else 0)
    return replace(written, first=at, end=at + 1, marks=replace(written.marks, time=f"{hour:02d}:00"))


# Bare numbers


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a block, read as numbers."""

    words: Words
    lexicon: Lexicon

    def number(self, at: int) -> int | None:
        """15, 15th, fifteenth; None for other words, and behind the last one."""
        word = self.words.text[at] if at < len(self.words.text) else ""
        digits = word.rstrip("stndrh")
        if digits.isdecimal() and digits.isascii():
            return int(digits) if len(digits) <= 2 else None
        value = self.lexicon.value("nth", word)
        return int(value) if value is not None else None


def _with_numbers(parse: Parse, row: _Row, found: Sequence[Written]) -> Iterator[Written]:
    done = 0  # words that the list before has taken
    for written in found:
        if written.first < done:
            continue
        before = list(_before(row, written, done)) if isinstance(written.meaning, Calendar) else []
        after = _after(parse, row, written) if isinstance(written.meaning, Calendar) else [written]
        yield from (*before, *after)
        done = after[-1].end


def _before(row: _Row, written: Written, done: int) -> Iterator[Written]:
    """The 3 and the 5 of "3, 5 and 9 June", the 18th of "the 18th and 19th centuries", in text order."""
    meaning = written.meaning
    assert isinstance(meaning, Calendar)
    name = _counted_by(row, meaning, written.first)
    if name is None:
        return
    places: list[int] = []
    joints: frozenset[str] = _AND
    at, last = written.first, getattr(meaning, name)
    while len(places) < LONGEST_LIST and (place := _number_before(row.words, at, joints)) is not None and place >= done:
        number = row.number(place)
        if number is None or not number < last:
            break
        places.append(place)
        at, last, joints = place, number, frozenset({","})
    for place in reversed(places):
        number = row.number(place) or 0
        sibling = _sibling(meaning, number) if name == "day" else replace(meaning, number=number)
        yield Written(place, place + 1, sibling, written.marks, written.rule)


def _sibling(meaning: Calendar, day: int) -> Calendar | Shift:
    """Another day of the same month, and where no year is told of the same year, too: the one chosen for the date itself."""
    if meaning.year is not None or not meaning.day or day > SHORTEST_MONTH:
        return replace(meaning, day=day, weekday=None)
    return Shift(day - meaning.day, "day", meaning, counted=True)


def _counted_by(row: _Row, meaning: Calendar, first: int) -> str | None:
    """The field that an expression's first word tells, where that is a number: the day of "9 June", the number of "19th century"."""
    number = row.number(first)
    if number is None or meaning.weekday is not None:
        return None
    if meaning.day == number and meaning.month:
        return "day"
    return "number" if meaning.unit in _NUMBERED and meaning.number == number else None


def _number_before(words: Words, at: int, joints: frozenset[str]) -> int | None:
    """The place of the number before some joints before a place."""
    place = at - 1 - (words.text[at - 1] == "the") if at else 0
    if place < 1 or words.text[place] not in joints:
        return None
    place -= 1
    if words.text[place] == "," and place:
        place -= 1
    return place


def _after(parse: Parse, row: _Row, written: Written) -> list[Written]:
    """An expression, and the 5 and the 9 of "May 3, 5 and 9, 2021", which lends its year to all."""
    meaning = written.meaning
    assert isinstance(meaning, Calendar)
    if meaning.year is not None or not (meaning.month and meaning.day) or row.number(written.end - 1) != meaning.day:
        return [written]
    places = list(_numbers_after(row, written.end, meaning.day))
    if not places or not _ends_there(parse, row.words, places[-1]):
        return [written]
    year = _year_behind(row.words, places[-1] + 1)
    meaning = replace(meaning, year=year)
    days = [_sibling(meaning, row.number(place) or 0) for place in places]
    made = [Written(place, place + 1, day, written.marks, written.rule) for place, day in zip(places, days, strict=True)]
    if year is not None:
        made[-1] = replace(made[-1], end=places[-1] + 3)
    return [replace(written, meaning=meaning), *made]


def _numbers_after(row: _Row, at: int, last: int) -> Iterator[int]:
    """The places of rising numbers in a list that ends with "and"; none where it has no such end."""
    words, places = row.words, list[int]()
    while len(places) < LONGEST_LIST:
        joint = at
        while at < len(words.text) and words.text[at] in _JOINTS:
            at += 1
        number = row.number(at)
        if at == joint or number is None or not last < number <= 31:
            return
        places.append(at)
        if not _AND.isdisjoint(words.text[joint:at]):
            yield from places
            return
        at, last = at + 1, number


def _ends_there(parse: Parse, words: Words, place: int) -> bool:
    """Whether a number counts nothing behind it: "on May 3 and 4", not "on May 3 and 4 people"."""
    token = parse.token_at(words.starts[place])
    return token is None or parse.deps[token] != "nummod" or parse.heads[token] <= token


def _year_behind(words: Words, at: int) -> int | None:
    """The year of ", 2021"."""
    year = words.text[at + 1] if words.text[at : at + 1] == [","] and at + 1 < len(words.text) else ""
    return int(year) if year.isdecimal() and len(year) == 4 and year[0] in "12" else None


# Years


def _lend(words: Words, found: list[Written]) -> list[Written]:
    """The year of "June 2021" holds for the May of "May and June 2021", and that of "May 2021" for "June" behind it."""
    ended = False  # whether an "and" joins the list that goes on to the left
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        gap = words.text[one.end : other.first]
        ended = bool(gap) and _JOINTS.issuperset(gap) and (ended or not _AND.isdisjoint(gap))
        if ended and isinstance(one.meaning, Calendar) and isinstance(other.meaning, Calendar):
            lent = _lent(one.meaning, other.meaning)
            found[at], found[at + 1] = replace(one, meaning=lent[0]), replace(other, meaning=lent[1])
    return found


def _lent(one: Calendar, other: Calendar) -> tuple[Calendar, Calendar]:
    if not _are_alike(one, other):
        return one, other
    wraps = (one.month or 0, one.number or 0) > (other.month or 0, other.number or 0)
    if one.year is None and other.year is not None:
        year = other.year + wraps if other.before_christ else other.year - wraps
        return replace(one, year=year, before_christ=other.before_christ), other
    if other.year is None and one.year is not None:
        year = one.year - wraps if one.before_christ else one.year + wraps
        return one, replace(other, year=year, before_christ=one.before_christ)
    return one, other


def _are_alike(one: Calendar, other: Calendar) -> bool:
    """Whether both are months, days of the year, seasons or quarters, told by themselves."""
    if any(meaning.within is not None or meaning.pick or meaning.holiday for meaning in (one, other)):
        return False
    if one.month and other.month:
        return bool(one.day) == bool(other.day)
    return one.unit == other.unit and one.unit in ("quarter", "half", "season") and not one.month and not other.month
