"""Promises of the whole recipe, whatever the text: spans fit, links lead somewhere, the same bytes twice, ids that stay."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import Given, make_article
from sayso.records import Article, all_records, find_problems, to_json
from sayso.rules import load_rules

pytestmark = pytest.mark.model

RULES = load_rules()
SENTENCES = (
    "The mayor of Kelm, Anna Vell, said on Tuesday that 40 homes had been flooded.",
    "“We will rebuild,” she told reporters. “Nobody will be left behind.”",
    "According to the Kelm Courier, officials denied that the dam was unsafe.",
    "Rents rose 5.3 percent to $2.1bn from $2.0bn between March 3 and May 9, 2021.",
    "He promised the growers that aid would come if the river did not fall.",
    "Police reportedly arrested two dozen people, including three students, last week.",
    "The army and the rebels accused each other of shelling the bridge.",
    "Is the bridge safe? The council has not said.",
    "A poll found that one in five voters, or 21%, trusted neither party.",
    "It was the worst storm in 30 years; more than half of the roofs were gone.",
)
NOISE = st.text(
    alphabet=st.one_of(st.sampled_from(" \n\t.,:;–—“”‘’\"'()%$£0123456789aAzZ"), st.characters(exclude_categories=["Cs"])), max_size=40
)
PARAGRAPHS = st.lists(st.one_of(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join), NOISE), min_size=1, max_size=5)
SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def run(parser: Parser, text: str) -> Article:
    article = make_article(text, id="a", given=Given(published="2024-03-07"), rules=RULES)
    return extract(Parse(article, parser.parse([article])[0]), RULES)


@SLOWLY
@given(paragraphs=PARAGRAPHS)
def test_spans_fit_and_links_lead_somewhere(parser: Parser, paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    if text.strip():
        made = run(parser, text)
        assert list(find_problems(made)) == []
        assert made.text == text


@SLOWLY
@given(paragraphs=PARAGRAPHS)
def test_the_same_text_gives_the_same_bytes(parser: Parser, paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    if text.strip():
        assert to_json(run(parser, text)) == to_json(run(parser, text))


@SLOWLY
@given(sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True))
def test_what_is_read_back_is_what_was_written(parser: Parser, sentences: list[str]) -> None:
    made = run(parser, "\n\n".join(sentences))
    assert Article.model_validate_json(to_json(made)) == made


NEW_PARAGRAPH = "Snow fell on the hills."


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_paragraph_in_front_leaves_the_ids(parser: Parser, sentence: str) -> None:
    """The records of a sentence keep their ids when the text grows in front of it."""
    after = "Nothing else is known."
    old = run(parser, f"{sentence}\n\n{after}")
    new = run(parser, f"{NEW_PARAGRAPH}\n\n{sentence}\n\n{after}")
    kept = {record.id for record in all_records(new)}
    assert [record for record in all_records(old) if record.id not in kept] == []


def test_the_same_words_twice_have_ids_of_their_own(parser: Parser) -> None:
    made = run(parser, f"{SENTENCES[0]}\n\n{SENTENCES[0]}")
    ids = [record.id for record in all_records(made)]
    assert len(ids) == len(set(ids))
