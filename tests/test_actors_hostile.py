"""Actors of texts that nobody should write: no exception, spans that fit, time in step with length."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from sayso.actors import find_actors
from sayso.parsing import Parse, Parser, parse_doc
from sayso.reading import Given, make_article
from sayso.records import find_problems
from sayso.rules import Rules, load_rules
from tests.docs import VOCAB

NEWS = (
    "Ostrian Prime Minister Helen Strand told the Kestrel News Agency (KNA) that her government would pay the rebels. "
    "“I am tired,” she said. The premier's party, the Union of Rowers, refused. Both countries, Peru and Chile, left. "
)
TEXTS = {
    "capitals": NEWS.upper() * 5,
    "lower-case": NEWS.lower() * 5,
    "many-names": " ".join(f"Ad{a}{b}o Br{b}{a}enn met the minister of T{a}lm{b}." for a in "abcdefghij" for b in "klmnopqrst"),
    "long-name": "Mr " + "Xaver " * 80 + "left.",
    "long-word": "A" * 500 + " said so.",
    "scripts": "محمد قال. 習近平 said. Владимир сказал. Ελλάδα δήλωσε. שלום.",
    "emoji": "😀 Mr 😀 Hale 👩‍👩‍👧 said 🇵🇪 Peru’s 😀 prime minister, 😀, left.",
    "marks": '"' * 500 + "’" * 500,
    "ofs": " of ".join(["Ministry"] * 300),
    "brackets": "(AB) " * 200,
    "no-names": "it rained and rained and then it snowed.",
}


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_any_text_has_actors_that_fit(text: str, rules: Rules) -> None:
    article = make_article(text, id="hostile", given=Given(), rules=rules)
    actors = find_actors(Parse(article, _parser().parse([article])[0]), rules, dates=())
    assert not list(find_problems(article.model_copy(update={"actors": actors})))


_PARSERS: list[Parser] = []


def _parser() -> Parser:
    if not _PARSERS:
        _PARSERS.append(Parser())
    return _PARSERS[0]


WORDS = st.sampled_from(
    [
        "Ada",
        "Brenn",
        "the",
        "minister",
        "of",
        "Peru",
        "'s",
        "’",
        "-",
        ",",
        "(",
        ")",
        "US",
        "rebels",
        "he",
        "said",
        '"',
        "and",
        "Bank",
        "😀",
        "1,200",
        "Radio",
    ]
)
TAGS = st.sampled_from(["NNP", "NNPS", "NN", "NNS", "DT", "IN", "POS", "PRP", "PRP$", "VBD", "CD", ",", "''", "JJ"])
DEPS = st.sampled_from(["nsubj", "compound", "poss", "appos", "det", "pobj", "dobj", "conj", "attr", "case", "punct", "amod"])
LABELS = st.sampled_from(["PERSON", "ORG", "GPE", "NORP", "WORK_OF_ART", "DATE"])


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """Any words under any tags with any tree and any entities."""
    size = draw(st.integers(1, 14))
    words, tags, deps = (draw(st.lists(what, min_size=size, max_size=size)) for what in (WORDS, TAGS, DEPS))
    root = draw(st.integers(0, size - 1))
    heads = [root if token == root else draw(st.integers(0, size - 1)) for token in range(size)]
    heads = [root if _loops(heads, token, root) else head for token, head in enumerate(heads)]
    deps[root] = "ROOT"
    doc = Doc(VOCAB, words=words, spaces=draw(st.lists(st.booleans(), min_size=size, max_size=size)), tags=tags, deps=deps, heads=heads)
    first = draw(st.integers(0, size - 1))
    doc.set_ents([Span(doc, first, draw(st.integers(first + 1, size)), label=draw(LABELS))])
    return parse_doc(doc)


def _loops(heads: list[int], token: int, root: int) -> bool:
    """Whether a token's way up does not end at the root; later tokens are set right in their turn."""
    seen: set[int] = set()
    while token != root:
        if token in seen:
            return True
        seen.add(token)
        token = heads[token]
    return False


@settings(max_examples=150, deadline=None)
@given(parse=parses())
def test_any_parse_has_actors_that_fit(parse: Parse) -> None:
    actors = find_actors(parse, _rules(), dates=())
    assert not list(find_problems(parse.article.model_copy(update={"actors": actors})))
    places = [(mention.start, mention.end) for actor in actors for mention in actor.mentions]
    assert len(set(places)) == len(places)


_RULES: list[Rules] = []


def _rules() -> Rules:
    if not _RULES:
        _RULES.append(load_rules())
    return _RULES[0]


@pytest.mark.model
def test_time_grows_with_the_text(rules: Rules) -> None:
    short, long = (_seconds(NEWS * times, rules) for times in (10, 80))
    assert long < 8 * 4 * max(short, 0.01)


def _seconds(text: str, rules: Rules) -> float:
    article = make_article(text, id="long", given=Given(), rules=rules)
    parse = Parse(article, _parser().parse([article])[0])
    find_actors(parse, rules, dates=())
    start = process_time()
    find_actors(parse, rules, dates=())
    return process_time() - start
