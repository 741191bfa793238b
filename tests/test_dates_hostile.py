"""Dates on input that nobody would write: no exception, linear time, sound records. No model: the parses are made by hand."""

from __future__ import annotations

import time
from datetime import date
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.dates import find_dates
from sayso.dates.grammar import build_grammar
from sayso.parsing import Columns, Parse
from sayso.records import Article, Block, Date, Meta, find_problems
from sayso.rules import Rules, load_rules
from tests.test_dates_calendar import days_of_edtf

WORDS = (
    "from to between and until since by the a of in on at last next this previous following first second third 1 3 12 31 1st 21st 99 "
    "2021 1789 99999 1990s 90s ' May may March Sept. Friday Mon week weeks month months year years day days quarter half century "
    "decade ago later earlier before after end early mid late morning night summer fall Christmas Easter BC two dozen hundred million "
    "several few past every each now soon 5:30 p.m. 3:07:35 21/03/2022 03/04/2022 2021-03-21 1957-58 10-day 34-year-old - – / . , ( ) $ % "
    "½ Q3 fiscal nineteen ninety-six GMT noon tonight yesterday tenure İ ² ٣ ‹e_day› · day-before"
).split()


@cache
def known_rules() -> Rules:
    """The rules, loaded once: property tests take no fixtures."""
    return load_rules()


@pytest.fixture(scope="module")
def rules() -> Rules:
    return known_rules()


def flat_parse(text: str, *, published: str | None = "2024-03-05", length: int = 1_000) -> Parse:
    """Words between blanks as tokens, each hanging on the one before; `length` tokens make a sentence."""
    columns = Columns()
    start = 0
    for word in text.split(" "):
        if word:
            number = len(columns.starts)
            if number % length == 0:
                columns.sentence_starts.append(number)
            columns.starts.append(start)
            columns.ends.append(start + len(word))
            columns.tags.append("CD" if word[0].isdigit() else "NNP" if word[0].isupper() else "NN")
            columns.deps.append("dep")
            columns.heads.append(max(number - 1, columns.sentence_starts[-1]))
        start += len(word) + 1
    blocks = (Block(start=0, end=len(text), text=text, kind="body"),) if columns.starts else ()
    return Parse(Article(id="hostile", meta=Meta(published=published), text=text, blocks=blocks), columns)


def dates_of(parse: Parse, rules: Rules) -> tuple[Date, ...]:
    dates = find_dates(parse, rules)
    assert not list(find_problems(parse.article.model_copy(update={"dates": dates})))
    return dates


@settings(max_examples=200, deadline=None)
@example(["early", "90s"], "0001-01-01")  # a decade before the first year
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["2024-03-05", "0001-01-01", "9999-12-31", "2024", None]))
def test_any_words_give_sound_records(words: list[str], published: str | None) -> None:
    for found in dates_of(flat_parse(" ".join(words), published=published), known_rules()):
        ancient = found.edtf is not None and found.edtf.startswith(("-", "0000"))
        assert found.kind == "range" or found.edtf is None or ancient or found.first
        assert found.first is None or found.edtf is not None
        assert found.first or found.last or found.unresolved or found.kind in ("duration", "recurrence") or found.edtf
        for day in filter(None, (found.first, found.last)):
            date.fromisoformat(day)


UNITS = ("day", "weekend", "week", "workweek", "fortnight", "month", "quarter", "year", "decade", "century")
DAYS = (
    "31 May", "May 5", "the 5th", "29 February", "Friday", "Easter", "Christmas", "today", "yesterday", "the 19th", "5 May 2021",
    "21/03/2022",
)  # fmt: skip
PERIODS = (
    "March 2021", "May", "2021", "99", "0001", "9999", "last year", "next month", "this week", "the 1990s", "the nineties",
    "the 18th century", "the third quarter", "Q3 2021", "the summer", "winter 9998", "499 BC", "the 470s BC", "3rd century BC",
    "the year", "the weekend", "now",
)  # fmt: skip
FRAMES = (
    "the {u} to {a}", "the {u} ended {a}", "the {n} {u}s through {a}", "{n} {u}s after {a}", "for {n} {u}s from {a}",
    "the last {n} {u}s of {a}", "the first {u} of {a}", "the {u} of {a}", "the {u} before {a}", "from {a} to {b}",
    "between {a} and {b}", "{a} - {b}", "since {a}", "{a} , {b} and {a}", "{n} and {a}", "{a} and {n} , 2021", "{a} or later",
    "the {u} to date", "from {n} to {a}", "{n} , {n} and {a}", "{a} of {b}", "{b} 's {a}", "next {u}", "the {u} before last",
    "the next {n} {u}s", "{a} . a {u} earlier", "{a} . {n} {u}s later", "{a} . the following {u}", "{n} {u}s ago",
    "every {u} in {a}",
)  # fmt: skip


@st.composite
def shaped_words(draw: st.DrawFn) -> str:
    """Words in the shapes that the rules are about: random ones hardly ever hit two of them at once."""
    parts = st.sampled_from(DAYS + PERIODS)
    number = draw(st.sampled_from(("1", "2", "3", "12", "31", "99", "4000", "9999")))
    frame = draw(st.sampled_from(FRAMES))
    return frame.format(u=draw(st.sampled_from(UNITS)), n=number, a=draw(parts), b=draw(parts))


@settings(max_examples=400, deadline=None)
@example("the year to March 2021", "2024-03-05")  # the year of publication had to begin before it
@given(shaped_words(), st.sampled_from(["2024-03-05", "0001-01-01", "9999-12-31", None]))
def test_what_is_resolved_never_ends_before_it_starts_and_agrees_with_its_edtf(words: str, published: str | None) -> None:
    for found in dates_of(flat_parse(words, published=published), known_rules()):
        if found.edtf is None or found.edtf.startswith(("-", "0000")) or "/-" in found.edtf:
            continue
        first, last = outer_days(found.edtf)
        assert (found.first, found.last) == (first, last)
        assert first is None or last is None or first <= last


def outer_days(edtf: str) -> tuple[str | None, str | None]:
    """First and last day of an EDTF value, read from it alone; None where it is open."""
    begin, _, end = edtf.partition("/")
    first = None if begin == ".." else days_of_edtf(begin)[0].isoformat()
    return first, None if end == ".." else days_of_edtf(end or begin)[1].isoformat()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_no_exception(text: str) -> None:
    dates_of(flat_parse(text), known_rules())


SHAPES = {
    "digits": "9" * 50, "years": "2021 ", "slashes": "1/", "slash-tokens": "1 / ", "from-to": "from May to ", "ranges": "1990 - ",
    "dates": "on 5 May 2021 . ", "weekdays": "Monday ", "nested": "the end of ", "weeks-of": "first week of ",
    "earlier": "a year earlier , ",
    "lists": "3 , ", "joined": "May and ", "ended": "the year ended ", "weekdays-of": "first Monday of ", "beside": "the day before ",
    "money": "$ 12 ",
    "numbers": "one hundred and ", "halves": "half / - ", "hyphens": "- ", "since": "since since ", "clocks": "at 5:30 p.m. ",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=list(SHAPES))
def test_time_is_linear(shape: str, rules: Rules) -> None:
    """Four times the text takes about four times as long; eight times is left for a loaded machine."""
    unit = SHAPES[shape]
    seconds = []
    for size in (5_000, 20_000):
        parse = flat_parse(unit * (size // len(unit)))
        started = time.process_time()
        find_dates(parse, rules)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 8 * seconds[0] + 0.5


def test_a_megabyte_of_digits(rules: Rules) -> None:
    assert dates_of(flat_parse("7" * 1_000_000), rules) == ()


def test_ten_thousand_dates(rules: Rules) -> None:
    assert len(dates_of(flat_parse("on 5 May 2021 , " * 10_000), rules)) == 10_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("the twenty-first of mid-March", "the 21th of mid march", id="ordinal-and-hyphen"),
        pytest.param("two and a half years", "2.5 years", id="half"),
        pytest.param("in nineteen ninety-six", "in 1996", id="spoken-year"),
        pytest.param("on Sept. 14 at 5:30 p.m. sharp", "on sept. 14 at 5:30 pm sharp", id="stops"),
        pytest.param("a 10-day trip", "a 10 day trip", id="ten-day"),
        pytest.param("of 2009-2010", "of 2009 - 2010", id="years"),
        pytest.param("from January-March", "from january - march", id="months-keep-their-dash"),
        pytest.param("on 2022-03-21", "on 2022-03-21", id="iso"),
        pytest.param("eleven quarters", "11 quarters", id="quarters-are-no-fraction"),
        pytest.param("they may march", "they _may _march", id="small-months"),
        pytest.param("on Boxing Day", "on boxing day", id="phrase"),
        pytest.param("some 1,200 years", "some 1200.0 years", id="comma-is-no-year"),
        pytest.param("half a million years", "500000 years", id="million"),
    ],
)
def test_words_are_normalised(text: str, words: str, rules: Rules) -> None:
    parse = flat_parse(text)
    split = rules.prepared(build_grammar).normaliser.split(parse, 0, len(parse))
    assert " ".join(split.text) == words
    assert all(parse.text[a:b] for a, b in zip(split.starts, split.ends, strict=True))
