"""Figures on input that nobody would write: no exception, linear time. No model: the parses are made by hand."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.figures import find_figures, link_figures
from sayso.figures.units import Unit, UnitTable
from sayso.mentions import ActorIndex
from sayso.numbers import split_pieces
from sayso.parsing import Columns, Parse
from sayso.records import Article, Block, Figure, Meta, find_problems
from sayso.rules import Rules, load_rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


def flat_parse(text: str, *, tag: str = "NN", dep: str = "dep", length: int = 4_000) -> Parse:
    """Words between blanks as tokens that all hang on the first one of their sentence, `length` tokens a sentence."""
    columns = Columns()
    start = 0
    for word in text.split(" "):
        if word and len(columns.starts) % length == 0:
            columns.sentence_starts.append(len(columns.starts))
        if word:
            columns.starts.append(start)
            columns.ends.append(start + len(word))
            columns.tags.append("CD" if word[0].isdigit() else tag)
            columns.deps.append(dep)
            columns.heads.append(columns.sentence_starts[-1])
        start += len(word) + 1
    blocks = (Block(start=0, end=len(text), text=text, kind="body"),) if columns.starts else ()
    return Parse(Article(id="hostile", meta=Meta(), text=text, blocks=blocks), columns)


def figures_of(parse: Parse, rules: Rules) -> tuple[Figure, ...]:
    figures = link_figures(parse, rules, figures=find_figures(parse, rules, dates=()), dates=(), actors=ActorIndex(()), attributions=())
    assert not list(find_problems(parse.article.model_copy(update={"figures": figures})))
    return figures


ROW = "5 1/2 12.5 $ € % - – to from of between and or million half third one dozen kg km per a rose fell up down ( ) , .".split()
ROW += "2019 five Boeing".split()
SHAPES = {
    "digits": "9" * 50,
    "one-number-each": "1 ",
    "slashes": "1/",
    "ranges": "1-",
    "money": "$5 ",
    "from-to": "from 1 to 2 ",
    "percents": "5 % of ",
    "words": "one hundred and ",
    "units": "5 square kilometers per ",
    "brackets": "( 5 kg ",
    "rising": "rose 5 percent to 7 from ",
    "halves": "half a ",
    "signs": "$ € £ ",
    "minus": "- 5 - ",
    "powers": "10 to the 10th ",
    "powers-of-powers": "2 to the power of ",
    "over": "1 over 2 ",
    "scales-apart": "million , two hundred ",
    "parts-of-parts": "one twenty fifth and one ",
    "telephones": "( 555 ) ",
    "hyphens": "x - ",
    "products": "5 kg·kg·kg·",
    "gaps": "rose 5 % , x 5 % , ",
    "conversions": "5 km ( 3 miles / ",
    "letters": "5 M ",
    "minus-ranges": "minus 5 to minus ",
}


@pytest.mark.parametrize("shape", [pytest.param(shape, id=name) for name, shape in SHAPES.items()])
def test_time_grows_with_the_text(shape: str, rules: Rules) -> None:
    figures_of(flat_parse("5 boats"), rules)  # rules are prepared
    short, long = (_seconds(shape * (size // len(shape)), rules) for size in (3_000, 12_000))
    assert long < 12 * max(short, 0.05), f"{short:.2f} s, then {long:.2f} s for four times the text"


def _seconds(text: str, rules: Rules) -> float:
    parse = flat_parse(text)
    started = time.process_time()
    figures_of(parse, rules)
    return time.process_time() - started


def test_a_megabyte_of_digits(rules: Rules) -> None:
    assert figures_of(flat_parse("7" * 1_000_000), rules) == ()


@pytest.mark.parametrize("dep", ["dep", "nummod", "conj", "pobj", "dobj", "nsubj", "ROOT"])
def test_a_parse_that_makes_no_sense(dep: str, rules: Rules) -> None:
    text = "The number of 5 boats rose by 3 % to 264 cases from $ 12 , including 6 of the 36 and half of them " * 5
    for tag in ("NN", "VBD", "IN", "CD", "NNP"):
        figures_of(flat_parse(text, tag=tag, dep=dep), rules)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(ROW),
        max_size=40,
    )
)
def test_any_row_of_words(words: list[str]) -> None:
    figures = figures_of(flat_parse(" ".join(words)), RULES)
    for figure in figures:
        assert figure.low is None or figure.high is None or figure.low < figure.high
        assert figure.value is not None or figure.low is not None or figure.order is not None


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    figures_of(flat_parse(text), RULES)


RULES = load_rules()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("square kilometres", Unit("measure", "square kilometre", "km2"), id="british"),
        pytest.param("kilometers per hour", Unit("measure", "kilometer per hour", "km/h"), id="speed"),
        pytest.param("mW", Unit("measure", "milliwatt", "mW"), id="milli"),
        pytest.param("MW", Unit("measure", "megawatt", "MW"), id="mega"),
        pytest.param("per cent", Unit("percent", "percent", "%"), id="per-cent"),
        pytest.param("Danish kroner", Unit("money", "krone", "DKK"), id="full-name"),
        pytest.param("kroner", Unit("money", "krone", None, ("DKK", "NOK")), id="bare-noun"),
        pytest.param("years", Unit("time", "year", "a"), id="time"),
    ],
)
def test_units(text: str, unit: Unit, rules: Rules) -> None:
    found = rules.prepared(UnitTable).name_at(split_pieces(text), 0, text)
    assert found == (len(split_pieces(text)), unit)


@pytest.mark.parametrize("text", ["in", "won", "gold", "boats", "ALL", "TOP", "a"])
def test_no_units(text: str, rules: Rules) -> None:
    assert rules.prepared(UnitTable).name_at(split_pieces(text), 0, text) is None
