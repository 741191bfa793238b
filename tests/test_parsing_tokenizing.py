"""Runs of marks and endless words: cut so that time grows with the text, and nothing else is. Sentences that end behind an amount."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.parsing import Parse, Parser
from sayso.parsing.tokenizing import LONGEST_WORD, MOST_MARKS, split_long
from sayso.reading import make_article

LONG_ADDRESS = "https://example.org/a?" + "&".join(f"utm_{number}=x{number}" for number in range(40))
RUNS = {
    "quotes": '"', "curly": "“", "brackets": "(", "dollars": "$", "stars": "*", "equals": "=", "underlines": "_", "commas": ",",
    "emoji": "😀", "mixed": "“(", "endings": "'s", "letters": "ab",
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The mayor said “yes” (twice) on Tuesday.", id="sentence"),
        pytest.param("It fell" + "!" * MOST_MARKS, id="as-many-marks-as-may-be"),
        pytest.param("-" * 200 + "\nFrom: a mail", id="rule-of-dashes"),
        pytest.param("Total " + "." * 120 + " 12", id="dots-that-lead-the-eye"),
        pytest.param(f"See {LONG_ADDRESS} for more.", id="address"),
    ],
)
def test_what_people_write_is_left_whole(text: str) -> None:
    assert list(split_long(text)) == [text]


@given(st.text(alphabet="\"'(“$ a_\n", max_size=400), st.integers(1, 200))
def test_parts_are_the_text_and_no_part_begins_or_ends_beside_a_blank(text: str, times: int) -> None:
    whole = text * times
    parts = list(split_long(whole))
    assert "".join(parts) == whole
    assert all(not (left[-1:] + right[:1]).isspace() and left and not right[:1].isspace() for left, right in pairwise(parts))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.model
@pytest.mark.parametrize("run", [pytest.param(run, id=name) for name, run in RUNS.items()])
def test_time_grows_with_the_run(parser: Parser, run: str) -> None:
    """Four times the run takes about four times as long; twice that, and a fifth of a second, are left for a loaded machine."""

    def seconds(size: int) -> float:
        text = f"The mayor said {run * (size // len(run))} on Tuesday."
        begun = time.process_time()
        assert parser.nlp.make_doc(text).text == text
        return time.process_time() - begun

    seconds(LONGEST_WORD)
    assert seconds(8_000) < 8 * seconds(2_000) + 0.2


@pytest.mark.model
@settings(max_examples=20, deadline=None)
@given(st.text(alphabet='" a.', max_size=40), st.integers(0, 2_000))
def test_a_run_within_a_sentence_leaves_its_offsets(parser: Parser, words: str, size: int) -> None:
    text = f"The mayor said so. {words}{'“' * size} He left on Tuesday."
    (columns,) = parser.parse([make_article(text, id="run")])
    found = [text[start:end] for start, end in zip(columns.starts, columns.ends, strict=True)]
    assert found[:4] == ["The", "mayor", "said", "so"]
    assert found[-5:] == ["He", "left", "on", "Tuesday", "."]
    assert "".join(found) == "".join(text.split())


ENDS = [
    pytest.param("The firm lost €40m. Shares fell on Monday.", ["The firm lost €40m.", "Shares fell on Monday."], id="million"),
    pytest.param("It paid $5M. The board left.", ["It paid $5M.", "The board left."], id="capital"),
    pytest.param("It cost 30k. He sold it.", ["It cost 30k.", "He sold it."], id="thousand"),
    pytest.param("It owes £2b. The council knew.", ["It owes £2b.", "The council knew."], id="billion"),
    pytest.param("It was 30C. The school shut.", ["It was 30C.", "The school shut."], id="degrees"),
    pytest.param("They left at 5 p.m. on Monday.", ["They left at 5 p.m. on Monday."], id="afternoon"),
    pytest.param("He met J. M. Brandt in the U.S. on Monday.", ["He met J. M. Brandt in the U.S. on Monday."], id="initials"),
    pytest.param("The mill was built c. 1900 by hand.", ["The mill was built c. 1900 by hand."], id="circa"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "sentences"), ENDS)
def test_a_sentence_may_end_behind_an_amount(parser: Parser, text: str, sentences: list[str]) -> None:
    article = make_article(text, id="a")
    parse = Parse(article, parser.parse([article])[0])
    assert [parse.span(first, end).text for first, end in parse.sentences] == sentences
