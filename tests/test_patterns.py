"""Token patterns: what they match, what they refuse, and that overlaps are settled in the stated order."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.rules import Grammar, Lexicon
from sayso.rules.patterns import check_pattern, keep_best


def lexicon() -> Lexicon:
    words = Lexicon(lambda word: ("number",) if word.isdigit() else ())
    words.add("month", {"march": 3, "may": 5})
    words.add("modal", {"may": "may"})
    return words


def found(pattern: str, text: str) -> list[str]:
    words = text.split()
    matches = Grammar([("rule", 0, [pattern], None)], lexicon()).find(words)
    return [" ".join(words[match.start : match.end]) for match in keep_best(matches)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("{month} {number}", "on march 5 or may 6", ["march 5", "may 6"], id="classes"),
        pytest.param("{month} {number}", "a march 5x", [], id="class-near-miss"),
        pytest.param("from {month} ,? {number}", "from march , 5", ["from march , 5"], id="optional-there"),
        pytest.param("from {month} ,? {number}", "from march 5", ["from march 5"], id="optional-missing"),
        pytest.param("(on|in) {month}", "in may on march at may", ["in may", "on march"], id="either"),
        pytest.param("{number} (, {number})* and {number}", "1 , 2 , 3 and 4", ["1 , 2 , 3 and 4"], id="repeat"),
        pytest.param("{number}+", "1 2 3", ["1 2 3"], id="one-or-more"),
        pytest.param(r"\( {number} \)", "( 5 )", ["( 5 )"], id="escaped"),
        pytest.param("may", "may march", ["may"], id="a-word-that-has-classes"),
        pytest.param("{modal} {month}", "may may", ["may may"], id="two-classes-of-one-word"),
        pytest.param("march", "marching march", ["march"], id="whole-words-only"),
    ],
)
def test_matches(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


def test_groups_are_token_ranges() -> None:
    grammar = Grammar([("rule", 0, ["{m:month} {d:number} ,? {y:number}?"], None)], lexicon())
    (match,) = grammar.find("on march 5 , 2021".split())
    assert match.groups == {"m": (1, 2), "d": (2, 3), "y": (4, 5)}


def test_a_range_of_the_words_is_searched_with_their_own_numbers() -> None:
    grammar = Grammar([("rule", 0, ["{month} {number}"], None)], lexicon())
    matches = grammar.find("march 1 march 2 march 3".split(), 2, 4)
    assert [(match.start, match.end) for match in matches] == [(2, 4)]


@pytest.mark.parametrize(
    ("rules", "winner"),
    [
        pytest.param([("a", 0, ["{number}"]), ("b", 0, ["{number} {number}"])], "b", id="longest-first"),
        pytest.param([("a", 0, ["{number} {number}"]), ("b", 1, ["{number} {number}"])], "b", id="then-priority"),
        pytest.param([("b", 0, ["{number} {number}"]), ("a", 0, ["{number} {number}"])], "a", id="then-id"),
        pytest.param([("b", 9, ["{number}"]), ("a", 0, ["{number} {number}"])], "a", id="length-beats-priority"),
    ],
)
def test_overlaps_are_settled_in_the_stated_order(rules: list[tuple[str, int, list[str]]], winner: str) -> None:
    for order in (rules, rules[::-1]):
        grammar = Grammar([(ident, priority, patterns, None) for ident, priority, patterns in order], lexicon())
        assert [match.rule.id for match in keep_best(grammar.find(["1", "2"]))] == [winner]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        pytest.param("( {number}", "not closed", id="open-bracket"),
        pytest.param("{number} )", "not opened", id="closing-bracket"),
        pytest.param("{number}?", "match nothing", id="empty"),
        pytest.param("a | | b", "empty part", id="empty-branch"),
        pytest.param("? a", "nothing before", id="operator-first"),
        pytest.param("{Number", "not understood", id="half-a-class"),
    ],
)
def test_bad_patterns_say_what_is_wrong(pattern: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        check_pattern(pattern)


@given(st.lists(st.text(max_size=6), max_size=30))
def test_any_words_can_be_searched(words: list[str]) -> None:
    grammar = Grammar([("rule", 0, ["{number} (, {number})* x?", "{month}+"], None)], lexicon())
    for match in grammar.find(words):
        assert 0 <= match.start < match.end <= len(words)


def test_time_is_linear_in_the_text() -> None:
    grammar = Grammar([("rule", 0, ["{number} (, {number})* and {number}", "{number}+ {month}"], None)], lexicon())

    def seconds(size: int) -> float:
        begun = time.process_time()
        grammar.find(["1", ","] * size)
        return time.process_time() - begun

    seconds(500)
    assert seconds(16_000) < 8 * 4 * max(seconds(4_000), 0.01)
