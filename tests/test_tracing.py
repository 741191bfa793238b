"""`sayso explain --words`: what the finders saw in some words, and why nothing came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.cli import run_command
from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import Given, make_article
from sayso.records import Article
from sayso.rules import Rules, load_rules
from sayso.tracing import places_of, trace

pytestmark = pytest.mark.model
PAGE = (
    "Bridge reopens\n\nBy Ida Kvam\n\n"
    "The mayor denied on Tuesday that the bridge was unsafe. In May 1997 the bridge was 40 years old.\n\n"
    "She walked to Route 66. They showed him a dog in the river. Prices will fall on Spring Street.\n"
)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="module")
def page(rules: Rules) -> tuple[Parse, Article]:
    article = make_article(PAGE, id="page", given=Given(published="2024-03-07"), rules=rules)
    (columns,) = Parser().parse([article])
    parse = Parse(article, columns)
    return parse, extract(parse, rules)


def told(page: tuple[Parse, Article], rules: Rules, words: str) -> dict[str, str]:
    (place,) = places_of(PAGE, words)
    return {seen.heading: "\n".join(seen.lines) for seen in trace(page[0], rules, page[1], *place)}


SEEN = {
    "a cue that is one": ("denied", "attributions", "“denied” is the cue of"),
    "a verb that is no cue": ("will fall", "attributions", "“fall”: the pack knows no cue “fall”"),
    "a word too unlikely to be a cue": ("walked to", "attributions", "“walked” is a cue with a likelihood of 0."),
    "a cue without enough around it": ("showed him", "attributions", "“showed” with its source and content: a likelihood of 0."),
    "no cue at all": ("the river", "attributions", "no word here may be a cue"),
    "a number in a figure": ("40 years old", "figures", "“40” is in figure"),
    "a number in a date": ("May 1997", "figures", "“1997” is part of date"),
    "a number in a name": ("Route 66", "figures", "“66” is a number of which no figure was made"),
    "no number": ("the river", "figures", "no number stands here"),
    "a date": ("Tuesday that", "dates", "“Tuesday” was read as a date"),
    "a date that is a name": ("Spring Street", "dates", "and dropped for the words around it"),
    "no date": ("the river", "dates", "no date pattern matches here"),
    "a block that is not read": ("By Ida Kvam", "block", "byline: attributions, figures, dates, claims are not read here"),
    "a block that is read": ("the river", "block", "body: everything is read here"),
    "a cue's own clause": ("The mayor denied", "claims", "the verbs here are cues"),
    "words in a claim": ("40 years old", "claims", "a claim holds these words"),
    "records": ("the bridge was unsafe", "records", "claim "),
}


@pytest.mark.parametrize(("words", "heading", "line"), SEEN.values(), ids=SEEN)
def test_what_was_seen(page: tuple[Parse, Article], rules: Rules, words: str, heading: str, line: str) -> None:
    assert line in told(page, rules, words)[heading]


def test_every_record_here_is_told_by_its_id(page: tuple[Parse, Article], rules: Rules) -> None:
    claim = page[1].claims[0]
    seen = {one.heading: one.lines for one in trace(page[0], rules, page[1], claim.start, claim.end)}
    assert any(claim.id in line for line in seen["records"])


def test_nothing_is_told_of_finders_that_do_not_read_the_block(page: tuple[Parse, Article], rules: Rules) -> None:
    assert set(told(page, rules, "By Ida Kvam")) == {"block", "records", "actors"}


@pytest.mark.parametrize(
    ("words", "places"),
    [("the bridge", 2), ("The  bridge", 2), ("THE BRIDGE", 2), ("Kvam The", 1), ("Kvam the tunnel", 0), ("unsafe. In", 1), ("(", 0)],
)
def test_where_words_stand(words: str, places: int) -> None:
    assert len(places_of(PAGE, words)) == places


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    Path("page.txt").write_text(PAGE)
    return "page.txt"


def test_explain_takes_words_of_a_text_and_of_a_run(file: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["explain", file, "--words", "Route 66"]) == 0
    first = capfd.readouterr().out
    assert "›Route" in first
    assert run_command(["extract", file, "-o", "run.jsonl"]) == 0
    assert run_command(["explain", "run.jsonl", "page.txt", "--words", "Route 66"]) == 0
    assert capfd.readouterr().out == first


WRONG = {
    "neither id nor words": ([], "give a record's id, or words of the text with --words"),
    "no words": (["--words", " "], "--words is empty"),
    "words that stand nowhere": (["--words", "the tunnel"], "'the tunnel' stands in no article; give words as they are written"),
    "words of another article": (["other.txt", "--words", "Route 66"], "stands in no article 'other.txt'"),
}


@pytest.mark.parametrize(("arguments", "reason"), WRONG.values(), ids=WRONG)
def test_wrong_usage(file: str, arguments: list[str], reason: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["explain", file, *arguments]) == 2
    assert reason in capfd.readouterr().err


def test_many_places_are_cut_with_a_word(file: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["explain", file, "--words", "e"]) == 0
    told = capfd.readouterr()
    assert told.out.count("words in page.txt") == 5
    assert "the first 5 are told" in told.err
