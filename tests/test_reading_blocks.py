"""Text → blocks and metadata: kinds, lead-ins, first lines, paragraphs, and what holds for any text at all."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.reading import Given, make_article
from sayso.reading.paragraphs import split_paragraphs
from sayso.records import Article, find_problems
from tests.test_reading_rules import RULES

BODY = "The harbour was shut on Monday, officials said, after a small spill had reached the beach."
MORE = "Nobody was hurt, and the ferries will sail again on Tuesday, said the harbour master, Orrin Hale."


def article(text: str, **given: Any) -> Article:
    return make_article(text, id="a", given=Given(**given), rules=RULES)


def lines(*parts: str) -> str:
    return "\n\n".join(parts)


def kinds(text: str, **given: Any) -> list[str]:
    return [block.kind for block in article(text, **given).blocks]


# the lines above the body


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        pytest.param(["Harbour shut after spill"], {"title": "Harbour shut after spill"}, id="title"),
        pytest.param(["Is the harbour shut for good?"], {"title": "Is the harbour shut for good?"}, id="question"),
        pytest.param(["Harbour Shut After ‘Small’ Spill."], {"title": "Harbour Shut After ‘Small’ Spill."}, id="capitals-and-stop"),
        pytest.param(["Harbour shut;", "Mayor wants answers."], {"title": "Harbour shut"}, id="semicolon"),
        pytest.param(["Harbour shut", "By Marta Ilves"], {"title": "Harbour shut", "byline": "Marta Ilves"}, id="byline"),
        pytest.param(
            ["Harbour shut", "By Marta Ilves and Orrin Hale, Shipping Editor", "5 March 2024"],
            {"title": "Harbour shut", "byline": "Marta Ilves and Orrin Hale, Shipping Editor", "published": "2024-03-05"},
            id="byline-date",
        ),
        pytest.param(
            ["Harbour shut", "By Marta Ilves | March 5, 2024, 3:15 pm"],
            {"title": "Harbour shut", "byline": "Marta Ilves", "published": "2024-03-05T15:15"},
            id="byline-beside-date",
        ),
        pytest.param(
            ["Harbour shut", "The Quill & Anchor", "Posted: Tue, 5 Mar 2024 17:10 GMT"],
            {"title": "Harbour shut", "outlet": "The Quill & Anchor", "published": "2024-03-05T17:10"},
            id="outlet-line",
        ),
        pytest.param(
            ["Harbour shut", "Selmouth, 5 March 2024"],
            {"title": "Harbour shut", "dateline": "Selmouth", "published": "2024-03-05"},
            id="place-date",
        ),
        pytest.param(["Harbour shut", "2024-03-05T17:10:00Z"], {"title": "Harbour shut", "published": "2024-03-05T17:10"}, id="iso"),
        pytest.param(["Harbour shut", "9:30 pm, March 5, 2024"], {"title": "Harbour shut", "published": "2024-03-05"}, id="clock-first"),
        pytest.param(["Harbour shut", "31 February 2024"], {"title": "Harbour shut"}, id="no-such-day"),
        pytest.param(["Harbour shut", "5 Marz 2024"], {"title": "Harbour shut"}, id="no-such-month"),
        pytest.param(["Harbour shut", "Updated March 6, 2024"], {"title": "Harbour shut"}, id="updated"),
        pytest.param(["Harbour shut", "Meridian Wire"], {"title": "Harbour shut", "outlet": "Meridian Wire"}, id="outlet-word"),
        pytest.param(["Mayor Sues Sunday Herald"], {"title": "Mayor Sues Sunday Herald"}, id="title-that-ends-in-an-outlet"),
    ],
)
def test_first_lines(head: list[str], wanted: dict[str, str]) -> None:
    made = article(lines(*head, BODY, MORE))
    found = {name: getattr(made.meta, name) for name in ("title", "published", "outlet", "byline", "dateline")}
    assert {name: value for name, value in found.items() if value} == wanted
    assert [block.kind for block in made.blocks][-2:] == ["body", "body"]
    assert set(made.meta.origin.values()) == {"heading"}


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(BODY, id="sentence"),
        pytest.param("Officials said that the harbour was shut.", id="short-report"),
        pytest.param("“The harbour is shut.”", id="quotation"),
        pytest.param("These harbours are shut:", id="open"),
        pytest.param("- Selmouth harbour", id="item"),
        pytest.param("Harbour was shut. Nobody knew. It rained.", id="sentences"),
    ],
)
def test_a_first_line_that_is_no_title(first: str) -> None:
    made = article(lines(first, MORE * 2))
    assert made.meta.title is None
    assert made.blocks[0].kind == "body"


@pytest.mark.parametrize("text", ["5 March 2024", "By Marta Ilves", "Harbour shut", "7/4/2017"])
def test_a_text_of_one_paragraph_has_no_head(text: str) -> None:
    assert article(text).meta.title is None
    assert article(text).meta.published is None


def test_a_given_title_is_found_in_the_text() -> None:
    made = article(lines("Harbour shut, “small” spill", BODY), title="HARBOUR SHUT, 'small' spill ")
    assert [block.kind for block in made.blocks] == ["headline", "body"]
    assert made.meta.title == "HARBOUR SHUT, 'small' spill "


def test_what_is_given_beats_the_first_lines() -> None:
    made = article(lines("Harbour shut", "By Marta Ilves", "5 March 2024", BODY), byline="Orrin Hale", published="2020-01-01")
    assert (made.meta.byline, made.meta.published) == ("Orrin Hale", "2020-01-01")
    assert made.meta.origin == {"title": "heading", "byline": "given", "published": "given"}


def test_a_head_has_an_end() -> None:
    assert kinds("\n\n".join(["5 March 2024"] * 5000 + [BODY])).count("dateline") < 100


# lead-ins


@pytest.mark.parametrize(
    ("lead", "wanted"),
    [
        pytest.param("SELMOUTH, Norrland (KNA) — ", {"dateline": "SELMOUTH, Norrland", "outlet": "KNA"}, id="wire"),
        pytest.param("SÃO TOMÉ (KNA) - ", {"dateline": "SÃO TOMÉ", "outlet": "KNA"}, id="accents"),
        pytest.param("PORT VELDEN -- ", {"dateline": "PORT VELDEN"}, id="capitals"),
        pytest.param("QUORN, Norr., Oct. 4 (KNA) — ", {"dateline": "QUORN, Norr.", "outlet": "KNA"}, id="wire-date"),
        pytest.param("QUORN, May 4, 2019 (KNA) — ", {"dateline": "QUORN", "outlet": "KNA", "published": "2019-05-04"}, id="wire-full-date"),
        pytest.param("(KNA) - ", {"outlet": "KNA"}, id="agency"),
        pytest.param("Selmouth (KNA) – ", {"dateline": "Selmouth", "outlet": "KNA"}, id="small-letters"),
        pytest.param("Tidewatch News Desk – ", {"outlet": "Tidewatch News Desk"}, id="outlet"),
        pytest.param("Selmouth, Norrland – ", {"dateline": "Selmouth, Norrland"}, id="place-country"),
        pytest.param("Thursday, May 9, 2019 ", {"published": "2019-05-09"}, id="date"),
    ],
)
def test_lead_ins(lead: str, wanted: dict[str, str]) -> None:
    made = article(lines("Harbour shut", lead + BODY, MORE))
    assert [(block.kind, block.text) for block in made.blocks[1:3]] == [("dateline", lead.strip()), ("body", BODY)]
    found = {name: getattr(made.meta, name) for name in ("published", "outlet", "dateline")}
    assert {name: value for name, value in found.items() if value} == wanted
    assert all(made.meta.origin[name] == "lead" for name in wanted)


@pytest.mark.parametrize(
    "start",
    [
        "Hale: ", "HALE: ", "Orrin Hale – The harbour master – said: ", "The mayor - Who is new - said: ", "COVID-19 has shut it. ",
        "Selmouth News – a website – said: ",
        "Selmouth – Velden ferries stay. ", "F-16 jets flew past. ", "US-Norrland talks failed. ", "He said so (twice) - And left. ",
    ],
)  # fmt: skip
def test_what_is_no_lead_in(start: str) -> None:
    assert kinds(lines("Harbour shut", start + BODY, MORE)) == ["headline", "body", "body"]


def test_a_lead_in_on_its_own_line() -> None:
    made = article(lines("SELMOUTH, Norrland (KNA) _", BODY, MORE))
    assert [block.kind for block in made.blocks] == ["dateline", "body", "body"]
    assert made.meta.dateline == "SELMOUTH, Norrland"


def test_lead_ins_stand_at_the_beginning_only() -> None:
    assert kinds(lines("Harbour shut", BODY, MORE, "PORT VELDEN — " + BODY)) == ["headline", "body", "body", "body"]


# headings


@pytest.mark.parametrize("line", ["What comes next", "ANGRY HARBOUR MASTER", "A Long Night for the Crews and Their Families", "LETTERS."])
def test_headings(line: str) -> None:
    assert kinds(lines("Harbour shut", BODY, line, MORE)) == ["headline", "body", "heading", "body"]


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        pytest.param(BODY, "The harbour master denied it", MORE, id="verb"),
        pytest.param(BODY, "He went home", MORE, id="pronoun"),
        pytest.param(BODY, "It rained.", MORE, id="sentence"),
        pytest.param(BODY, "Hale: keep it", MORE, id="speaker"),
        pytest.param(BODY, "― Orrin Hale", MORE, id="name-after-a-dash"),
        pytest.param(BODY, "“No comment”", MORE, id="quotation"),
        pytest.param("He wants three things:", "More ships", MORE, id="list-of-one"),
        pytest.param(BODY, "2. Orrin Hale (last week: 3)", MORE, id="ranking"),
        pytest.param(BODY, "Hale continued:", MORE, id="cue"),
    ],
)
def test_what_is_no_heading(before: str, line: str, after: str) -> None:
    assert kinds(lines("Harbour shut", before, line, after))[2] == "body"


def test_a_list_is_no_run_of_headings() -> None:
    assert kinds(lines("Harbour shut", BODY, "More ships", "Fewer rules", "Better pay", MORE)) == ["headline"] + ["body"] * 5


def test_the_last_line_is_no_heading() -> None:
    assert kinds(lines("Harbour shut", BODY, "A small spill")) == ["headline", "body", "body"]


# paragraphs


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in split_paragraphs(text)]


WRAPPED = """The harbour was shut on Monday, officials said, after a small spill
had reached the beach. Nobody was hurt, and the ferries will sail again
on Tuesday. Mr. Hale, the harbour master, told reporters that the tanker
would be towed to Velden."""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(lines(BODY, MORE), 2, id="blank-lines"),
        pytest.param(f"{BODY}\n{MORE}\n{BODY}", 3, id="single-lines"),
        pytest.param(f"Harbour shut\n\n{BODY * 2}\n{MORE * 2}", 3, id="mixed"),
        pytest.param(f"{BODY}\r\n\r\n{MORE}\r\n", 2, id="windows"),
        pytest.param(f"{BODY}\n \t \n{MORE}", 2, id="blanks-in-blank-line"),
        pytest.param(WRAPPED, 1, id="wrapped"),
        pytest.param(lines(WRAPPED, WRAPPED), 2, id="wrapped-paragraphs"),
        pytest.param("Harbour shut\nBy Marta Ilves\n5 March 2024\n\n" + WRAPPED, 4, id="wrapped-with-head"),
        pytest.param("\n".join("   " + WRAPPED for _ in range(3)), 3, id="wrapped-and-indented"),
        pytest.param(f"The mayor, a\nlink\nof many, was late, {MORE * 2}\n{BODY * 2}", 2, id="goes-on-in-small-letters"),
        pytest.param("He wants:\n- more ships\n- fewer rules", 3, id="items"),
        pytest.param("", 0, id="empty"),
        pytest.param(" \n\t\n", 0, id="blank"),
    ],
)
def test_paragraphs(text: str, count: int) -> None:
    assert len(paragraphs(text)) == count


# what holds for any text


PARTS = st.sampled_from([
    "SELMOUTH (KNA) — ", "By Marta Ilves", "5 March 2024", "# ", "---\n", "\n", "\n\n", "\r\n", " ", "“", '"', "Image: ", BODY,
    "(Photo: x/y)", "A b", "İ", "\u2028", "\x85", "\ufeff", "Read more:", " | ", " – ", "1", "@x", "\x1c", "+++\n", "a: b\n",
    "Correction: ", "pic.twitter.com/x", ".",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PARTS, max_size=25).map("".join)).filter(str.strip)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, markdown=st.booleans(), title=st.none() | st.text(max_size=20))
def test_blocks_cover_all_but_white_space(text: str, markdown: bool, title: str | None) -> None:
    try:
        made = make_article(text, id="a", given=Given(title=title), rules=RULES, format="md" if markdown else "txt")
    except InputError:
        assert any("\ud800" <= char <= "\udfff" for char in text)
        return
    end = 0
    for block in made.blocks:
        assert not text[end : block.start].strip()
        assert block.start >= end
        assert block.text.strip() == block.text
        end = block.end
    assert not text[end:].strip()
    assert made.text == text
    assert list(find_problems(made)) == []


@pytest.mark.parametrize("text", [" ", "", "half \ud83d a pair"])
def test_a_text_that_is_none(text: str) -> None:
    with pytest.raises(InputError):
        make_article(text, id="a")


@pytest.mark.parametrize(
    ("before", "unit", "times", "behind"),
    [
        pytest.param("", "1", 500_000, "", id="digits"),
        pytest.param("", '"', 100_000, "", id="quotes"),
        pytest.param("", "Ab ", 150_000, "", id="capitals"),
        pytest.param("", "AB ", 150_000, "", id="shouted"),
        pytest.param("", "(", 300_000, "", id="brackets"),
        pytest.param("", " - ", 150_000, "", id="dashes"),
        pytest.param("x", " ", 500_000, "x", id="blanks"),
        pytest.param("", "# ", 150_000, "", id="hashes"),
        pytest.param("By ", "Ann and ", 50_000, "", id="byline"),
        pytest.param("", "Ann Bell\n\n", 4_000, "", id="short-lines"),
        pytest.param("", "a\n", 40_000, "", id="lines"),
        pytest.param("", "---\n", 40_000, "", id="fences"),
        pytest.param("By ", "Ann and ", 18, "\n\n" + "Ab Cd, Ef " * 14, id="many-names"),
    ],
)
@pytest.mark.parametrize("format", ["txt", "md"])
def test_time_is_linear_on_hostile_text(before: str, unit: str, times: int, behind: str, format: Any) -> None:
    """Four times the text takes about four times as long; twice that, and half a second, are left for a loaded machine."""

    def seconds(count: int) -> float:
        begun = time.process_time()
        make_article(before + unit * count + behind, id="a", rules=RULES, format=format)
        return time.process_time() - begun

    assert seconds(times) < 8 * seconds(times // 4) + 0.5
