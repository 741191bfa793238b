"""Numbers in words and digits: what is read, how far, and what is left alone."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.numbers import Number, NumberReader, digits_value, plain_text, split_pieces
from sayso.rules import load_rules

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
ONES += "fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


@pytest.fixture(scope="module")
def reader() -> NumberReader:
    return load_rules().prepared(NumberReader)


def _read(reader: NumberReader, text: str) -> Number | None:
    return reader.read(split_pieces(text), 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("7", "7", id="digit"),
        pytest.param("1,234.5", "1234.5", id="commas-and-point"),
        pytest.param("1,00,000", "100000", id="lakh-commas"),
        pytest.param("1.234.567", "1234567", id="points-between-thousands"),
        pytest.param(".25", "0.25", id="leading-point"),
        pytest.param("40 000", "40000", id="blank-between-thousands"),
        pytest.param("1 234 567", "1234567", id="two-blanks"),
        pytest.param("2.1bn", "2100000000", id="glued-bn"),
        pytest.param("2.1 bn", "2100000000", id="blank-bn"),
        pytest.param("45m", "45000000", id="glued-m"),
        pytest.param("10k", "10000", id="glued-k"),
        pytest.param("2.1 million", "2100000", id="million"),
        pytest.param("5 hundred thousand", "500000", id="two-scales"),
        pytest.param("4 hundred and 17", "417", id="hundred-and-digits"),
        pytest.param("1/2", "0.5", id="slash"),
        pytest.param("10 1/2", "10.5", id="mixed"),
        pytest.param("10½", "10.5", id="mixed-sign"),
        pytest.param("10-1/2", "10.5", id="mixed-hyphen"),
        pytest.param("½", "0.5", id="sign"),
        pytest.param("3.2e5", "320000", id="exponent"),
        pytest.param("1.602×10−9", "0.000000001602", id="power-of-ten"),
        pytest.param("10^6", "1000000", id="caret"),
        pytest.param("zero", "0", id="zero"),
        pytest.param("forty-two", "42", id="hyphen"),
        pytest.param("forty two", "42", id="blank"),
        pytest.param("twelve hundred", "1200", id="twelve-hundred"),
        pytest.param("one hundred and six", "106", id="and"),
        pytest.param("two hundred forty-two thousand five hundred six", "242506", id="long"),
        pytest.param("two thousand million", "2000000000", id="old-billion"),
        pytest.param("a hundred", "100", id="a-hundred"),
        pytest.param("a million", "1000000", id="a-million"),
        pytest.param("a dozen", "12", id="a-dozen"),
        pytest.param("half a dozen", "6", id="half-a-dozen"),
        pytest.param("half a million", "500000", id="half-a-million"),
        pytest.param("a quarter of a million", "250000", id="quarter-of-a-million"),
        pytest.param("three-quarters of a million", "750000", id="three-quarters-of-a-million"),
        pytest.param("two and a half", "2.5", id="and-a-half"),
        pytest.param("six-and-a-half", "6.5", id="and-a-half-hyphens"),
        pytest.param("two and a half million", "2500000", id="and-a-half-million"),
        pytest.param("a million and a half", "1500000", id="million-and-a-half"),
        pytest.param("two billion and a half million", "2000500000", id="billion-and-a-half-million"),
        pytest.param("two hundred and three quarters", "200.75", id="hundred-and-three-quarters"),
        pytest.param("five and a quarter", "5.25", id="and-a-quarter"),
        pytest.param("two point five million", "2500000", id="point"),
        pytest.param("two dozen", "24", id="two-dozen"),
        pytest.param("3 dozens", "36", id="dozens-counted"),
        pytest.param("21st", "21", id="ordinal-digits"),
        pytest.param("twenty-first", "21", id="ordinal-words"),
        pytest.param("one hundred and third", "103", id="ordinal-hundred"),
        pytest.param("nine tenths", "0.9", id="tenths"),
        pytest.param("seventeen fifths", "3.4", id="improper"),
        pytest.param("1.5 lakh", "150000", id="lakh"),
        pytest.param("３４", "34", id="wide-digits"),
        pytest.param("1 and 3/4", "1.75", id="and-a-slash"),
        pytest.param("1.234,56", "1234.56", id="points-and-a-decimal-comma"),
        pytest.param("two point seventy-one", "2.71", id="point-and-tens"),
        pytest.param("two hundred point five", "200.5", id="hundred-point"),
        pytest.param("two and fifty-four hundredths", "2.54", id="and-hundredths"),
        pytest.param("a hundred trillionths", "0.0000000001", id="trillionths"),
        pytest.param("nine hundred-fifths", "180", id="improper-hundred"),
        pytest.param("one twenty-fifth", "0.04", id="long-part"),
        pytest.param("three twenty-fifths", "0.12", id="long-parts"),
        pytest.param("one one hundred and twenty-fifth", "0.008", id="part-of-a-hundred"),
        pytest.param("a twentieth", "0.05", id="twentieth"),
        pytest.param("three million, two hundred thousand", "3200000", id="comma-inside"),
        pytest.param("one hundred & six", "106", id="ampersand"),
        pytest.param("10 to the 5th", "100000", id="ten-to-the-fifth-digits"),
        pytest.param("ten to the sixth power", "1000000", id="ten-to-the-sixth-power"),
        pytest.param("two to the power of 6", "64", id="power-of"),
    ],
)
def test_value(reader: NumberReader, text: str, value: str) -> None:
    assert reader.value(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a", id="article"),
        pytest.param("hundred", id="lone-scale"),
        pytest.param("quarter", id="lone-part"),
        pytest.param("few", id="few"),
        pytest.param("1,2", id="two-digits"),
        pytest.param("1.2.3", id="version"),
        pytest.param("five twenty", id="two-numbers"),
        pytest.param("nine eleven", id="two-numbers-again"),
        pytest.param("9/11", id="no-fraction"),
        pytest.param("24/7", id="no-fraction-above-one"),
        pytest.param("1/2/22", id="a-date"),
        pytest.param("2019 300", id="a-year-and-a-number"),
        pytest.param("", id="nothing"),
    ],
)
def test_no_value(reader: NumberReader, text: str) -> None:
    assert reader.value(text) is None


@pytest.mark.parametrize(
    ("text", "order"),
    [
        pytest.param("dozens", 10, id="dozens"),
        pytest.param("tens of thousands", 10_000, id="tens-of-thousands"),
        pytest.param("hundreds of thousands", 100_000, id="hundreds-of-thousands"),
        pytest.param("several hundred", 100, id="several-hundred"),
        pytest.param("a few thousand", 1000, id="a-few-thousand"),
        pytest.param("a couple of dozen", 10, id="a-couple-of-dozen"),
    ],
)
def test_vague(reader: NumberReader, text: str, order: int) -> None:
    number = _read(reader, text)
    assert number is not None
    assert (number.kind, number.value, number.order) == ("vague", None, order)
    assert number.end == len(split_pieces(text))


@pytest.mark.parametrize(
    "text", [pytest.param("few boats", id="few"), pytest.param("several boats", id="several"), pytest.param("some", id="some")]
)
def test_not_vague(reader: NumberReader, text: str) -> None:
    assert _read(reader, text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("two and three boats", "two", id="and-joins-no-two"),
        pytest.param("five thousand and two boats", "five thousand and two", id="and-after-a-scale"),
        pytest.param("12 gross domestic", "12", id="gross-domestic"),
        pytest.param("5 1/2 miles", "5 1/2", id="mixed-then-unit"),
        pytest.param("half of them", "half", id="half-of"),
        pytest.param("40 300 people", "40", id="two-numbers"),
        pytest.param("three million, two of them", "three million", id="comma-between-two"),
        pytest.param("five million, six million", "five million", id="comma-between-equals"),
        pytest.param("5 to the third place", "5", id="no-power"),
        pytest.param("two hundred point guards", "two hundred", id="no-point"),
    ],
)
def test_extent(reader: NumberReader, text: str, words: str) -> None:
    pieces = split_pieces(text)
    number = reader.read(pieces, 0)
    assert number is not None
    assert text[pieces[0].start : pieces[number.end - 1].end] == words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("34-year-old", ["34", "-", "year", "-", "old"], id="age"),
        pytest.param("£45m", ["£", "45", "m"], id="money"),
        pytest.param("10-15", ["10", "-", "15"], id="range"),
        pytest.param("1,234.5", ["1,234.5"], id="number"),
        pytest.param("3,4", ["3", ",", "4"], id="list"),
        pytest.param("192.168.1.2", ["192", ".", "168", ".", "1", ".", "2"], id="address"),
        pytest.param("Fjeldbo’s", ["fjeldbo's"], id="possessive"),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    found = split_pieces(text, 100)
    assert [piece.text for piece in found] == pieces
    assert [text[piece.start - 100 : piece.end - 100].lower().replace("’", "'") for piece in found] == pieces


def in_words(number: int) -> str:
    """A number below a billion, spelled out."""
    for scale, name in ((1_000_000, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            return f"{in_words(number // scale)} {name}" + (f" {in_words(rest)}" if rest else "")
    if number >= 100:
        return f"{ONES[number // 100]} hundred" + (f" and {in_words(number % 100)}" if number % 100 else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@settings(deadline=None)
@given(st.integers(0, 999_999_999))
def test_a_number_reads_back_in_each_of_its_forms(number: int) -> None:
    reader = load_numbers()
    forms = (str(number), f"{number:,}", in_words(number), in_words(number).replace("-", " "), in_words(number).replace(" and ", " "))
    assert {reader.value(form) for form in forms} == {Decimal(number)}


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False), st.sampled_from(["thousand", "million", "bn", ""]))
def test_amounts_are_exact(amount: Decimal, scale: str) -> None:
    factor = {"thousand": 10**3, "million": 10**6, "bn": 10**9, "": 1}[scale]
    assert load_numbers().value(f"{amount:f} {scale}".strip()) == amount * factor


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_cut_into_pieces_that_lie_in_it(text: str) -> None:
    pieces = split_pieces(text)
    assert all(0 <= piece.start < piece.end <= len(text) for piece in pieces)
    assert all(one.end <= two.start for one, two in pairwise(pieces))
    for at in range(len(pieces)):
        number = load_numbers().read(pieces, at)
        assert number is None or at == number.start < number.end <= len(pieces)


def test_long_input_takes_no_time(reader: NumberReader) -> None:
    started = time.process_time()
    assert digits_value("9" * 1_000_000) is None
    for text in ("1/" * 20_000, "one " * 20_000, "hundred and " * 20_000, "1," * 20_000, "9" * 500_000):
        pieces = split_pieces(text)
        for at in range(len(pieces)):
            reader.read(pieces, at)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(("number", "text"), [("1200", "1200"), ("2.50", "2.5"), ("1E+6", "1000000"), ("0", "0")])
def test_plain_text(number: str, text: str) -> None:
    assert plain_text(Decimal(number)) == text


_READERS: list[NumberReader] = []


def load_numbers() -> NumberReader:
    """One reader for all examples of a property."""
    if not _READERS:
        _READERS.append(load_rules().prepared(NumberReader))
    return _READERS[0]
