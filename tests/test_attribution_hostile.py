"""Attribution on text that nobody meant to be read: no exception, spans that fit, time in proportion to length."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribution import find_attributions
from sayso.attribution.page import Page
from sayso.attribution.quotes import find_quotes
from sayso.mentions import ActorIndex
from sayso.parsing import Columns, Parse
from sayso.records import Article, Attribution, Block, Meta
from sayso.rules import Rules, load_rules

WORDS = [
    "said",
    "says",
    "told",
    "that",
    "he",
    "Holt",
    "the",
    "mill",
    "according",
    "to",
    ",",
    ".",
    "“",
    "”",
    '"',
    "''",
    "'",
    "—",
    ":",
    "?",
    "not",
    "claim",
    ";",
    "as",
    "called",
]
TAGS = ["VBD", "VBZ", "VBG", "VBN", "VB", "NN", "NNP", "NNS", "PRP", "IN", "WP", "JJ", "RB", "TO", "MD", "DT", ",", "."]
DEPS = [
    "ROOT",
    "nsubj",
    "dobj",
    "ccomp",
    "xcomp",
    "conj",
    "advcl",
    "relcl",
    "acl",
    "prep",
    "pobj",
    "pcomp",
    "parataxis",
    "mark",
    "aux",
    "punct",
    "dep",
    "appos",
]


@cache
def rules() -> Rules:
    return load_rules()


def parse_of(words: list[str], tags: list[str], deps: list[str], heads: list[int], *, blocks: int = 1) -> Parse:
    """A parse made by hand; heads are indices, a root's is its own."""
    text = " ".join(words)
    columns, at = Columns(tags=tags, deps=deps, heads=heads, sentence_starts=[0]), 0
    for word in words:
        columns.starts.append(at)
        columns.ends.append(at + len(word))
        at += len(word) + 1
    size = max(1, -(-len(words) // blocks))
    borders = [columns.starts[first] for first in range(0, len(words), size)] + [len(text) + 1]
    made = [Block(start=a, end=b - 1, text=text[a : b - 1], kind="body") for a, b in pairwise(borders)]
    columns.sentence_starts = list(range(0, len(words), size))
    return Parse(Article(id="hostile", meta=Meta(), text=text, blocks=tuple(made)), columns)


def attributions(parse: Parse) -> tuple[Attribution, ...]:
    return find_attributions(parse, rules(), actors=ActorIndex(()), figures=())


@st.composite
def wild_parses(draw: st.DrawFn) -> Parse:
    size = draw(st.integers(1, 40))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
    tags = draw(st.lists(st.sampled_from(TAGS), min_size=size, max_size=size))
    deps = draw(st.lists(st.sampled_from(DEPS), min_size=size, max_size=size))
    root = draw(st.integers(0, size - 1))
    order = draw(st.permutations([token for token in range(size) if token != root]))
    heads, placed = [root] * size, [root]
    for token in order:
        heads[token] = placed[draw(st.integers(0, len(placed) - 1))]
        placed.append(token)
    deps[root] = "ROOT"
    return parse_of(words, tags, deps, heads)


@settings(max_examples=150, deadline=None)
@given(wild_parses())
def test_any_tree_gives_sound_records(parse: Parse) -> None:
    made = attributions(parse)
    assert len({one.id for one in made}) == len(made)
    assert {one.within for one in made if one.within} <= {one.id for one in made}
    for one in made:
        assert one.confidence is not None
        for span in [*one.content, *([one.cue] if one.cue else [])]:
            assert parse.text[span.start : span.end] == span.text
        assert not _goes_in_circles(one, {other.id: other for other in made})


def _goes_in_circles(one: Attribution, by_id: dict[str, Attribution]) -> bool:
    seen, current = {one.id}, one.within
    while current is not None:
        if current in seen:
            return True
        seen.add(current)
        current = by_id[current].within
    return False


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["“", "”", '"', "''", "‘", "’", "'", "word", ","]), min_size=1, max_size=60), st.integers(1, 5))
def test_quotes_never_overlap_or_cross_paragraphs(words: list[str], blocks: int) -> None:
    parse = parse_of(words, ["NN"] * len(words), ["dep"] * len(words), list(range(len(words))), blocks=min(blocks, len(words)))
    end = 0
    for quote in find_quotes(parse, [word.isalnum() for word in parse.words]).all:
        assert end <= quote.first < quote.end <= len(words)
        assert parse.block_of[quote.first] == parse.block_of[quote.end - 1]
        end = quote.end


def chain(words: list[str], sentence: int) -> Parse:
    """Every word hangs on the one before: the deepest tree there is."""
    return grown(words, sentence, "ccomp", lambda token: token - 1)


def flat(words: list[str], sentence: int) -> Parse:
    """Every word hangs on the first of its sentence: the broadest."""
    return grown(words, sentence, "conj", lambda token: token - token % sentence)


def grown(words: list[str], sentence: int, dep: str, head: Callable[[int], int]) -> Parse:
    tags = ["VBD" if word == "said" else "NNP" if word[0].isupper() else "NN" for word in words]
    deps = ["ROOT" if token % sentence == 0 else dep for token in range(len(words))]
    heads = [token if token % sentence == 0 else head(token) for token in range(len(words))]
    parse = parse_of(words, tags, deps, heads)
    columns = Columns(
        starts=parse.starts, ends=parse.ends, tags=tags, deps=deps, heads=heads, sentence_starts=list(range(0, len(words), sentence))
    )
    return Parse(parse.article, columns)


HOSTILE = {
    "quote-marks": ['"'],
    "opening-marks": ["“", "said"],
    "closing-marks": ["”", "He", "said"],
    "one-quote": ["said", "Holt", "mill"],
    "said-said": ["said"],
    "capitals": ["THE", "MILL", "SAID"],
    "colons": ["Holt", ":"],
    "dashes": ['"', "a", "b", "c", '"', "—", "Holt"],
    "bare-quotes": ["“", "a", "b", "c", ".", "”"],
    "lines": ["Holt", ":", "“", "a", "b", "c", "”", "."],
    "short-quotes": ["said", "“", "a", "b", "c", "”"],
}


@pytest.mark.parametrize("sentence", [pytest.param(120, id="sentences"), pytest.param(10**9, id="one-sentence")])
@pytest.mark.parametrize("make", [pytest.param(chain, id="chain"), pytest.param(flat, id="flat")])
@pytest.mark.parametrize("words", [pytest.param(words, id=name) for name, words in HOSTILE.items()])
def test_time_grows_with_length(words: list[str], make: Callable[[list[str], int], Parse], sentence: int) -> None:
    def seconds(size: int) -> float:
        parse = make((words * size)[:size], sentence)
        begin = time.process_time()
        attributions(parse)
        return time.process_time() - begin

    assert seconds(2_400) < 8 * seconds(600) + 0.5


def test_units_cover_all_tokens() -> None:
    page = Page(flat(['"', "a", "said", "."] * 50, 50), rules().lemmas)
    assert [token for first, end in page.units for token in range(first, end)] == list(range(200))
