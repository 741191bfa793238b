"""The page of a run, in a real browser: what it shows, how it is used, and what it must never do."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sayso.cli import run_command
from sayso.records import Actor, Article, Attribution, Block, Claim, Date, Meta, Span, all_records, to_json
from sayso.writing.pages.embedding import embed, slim
from sayso.writing.pages.report import report_page
from sayso.writing.visible import visible
from tests.browser import Browser, wait_for
from tests.hostile_pages import ATTACK, make_hostile
from tests.stories import articles, make_story, span

LOAD_SECONDS = 6  # of CPU time for 2,000 articles
BIG_SECONDS = 10  # for one of 10 MB


def write(folder: Path, *stories: Article, name: str = "report.html") -> Path:
    page = folder / name
    page.write_bytes(b"".join(report_page(stories, title="claims.jsonl")))
    return page


def many(number: int) -> list[Article]:
    """The ferry's story so many times, each with ids, a title and a day of its own."""
    line = to_json(make_story()).decode()
    copies = []
    for place in range(number):
        own = re.sub(r'"([a-z]\d)"', rf'"\1-{place}"', line).replace('"ferry.txt"', f'"ferry-{place}.txt"')
        own = own.replace('"title":"Ferry strike ends"', f'"title":"Strike {place} ends"')
        copies.append(Article.model_validate_json(own.replace('"published":"2024-03-05"', f'"published":"2024-{place % 12 + 1:02}-05"')))
    return copies


def shows(browser: Browser, view: str) -> bool:
    return bool(browser.run("return !document.getElementById(arguments[0]).hidden", view))


@pytest.fixture(scope="module")
def story_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    address = Meta(title="Ferry strike ends", published="2024-03-05", outlet="The Quay", url="https://quay.example/strike")
    second = many(2)[1].model_copy(update={"meta": Meta(title="Second", published="2024-04-05", outlet="The Bell")})
    return write(tmp_path_factory.mktemp("report"), make_story(meta=address), second)


class TestEmbedding:
    """Data in a script element; no browser is needed to see that it is whole."""

    @given(st.text() | st.text("<>&/!-script\u2028\u2029'\"", max_size=20))
    def test_what_is_embedded_comes_back(self, text: str) -> None:
        made = str(embed({"text": text}))
        assert json.loads(made) == {"text": text}
        assert not re.search(r"[<>&\u2028\u2029]", made)

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            pytest.param("a\ud800b", "a\ufffdb", id="a-high-half"),
            pytest.param("a\udc00b", "a\ufffdb", id="a-low-half"),
            pytest.param("\ud83d\ude00", "\ufffd\ufffd", id="two-halves-stay-two-characters"),
        ],
    )
    def test_half_a_surrogate_pair_is_one_character(self, text: str, shown: str) -> None:
        assert json.loads(str(embed(text))) == shown

    @settings(max_examples=25)
    @given(articles())
    def test_an_article_is_slim_and_loses_nothing(self, article: Article) -> None:
        """What is left out is what every reader of the schema knows, and words that the text holds."""

        def whole(value: object) -> object:
            if isinstance(value, list):
                return [whole(item) for item in value]
            if isinstance(value, dict):
                more = {"text": article.text[value["start"] : value["end"]]} if "start" in value and "end" in value else {}
                return {name: whole(item) for name, item in value.items()} | more
            return value

        data = slim(article)
        assert isinstance(data, dict)
        back = Article.model_validate({name: whole(value) for name, value in data.items()})
        assert list(all_records(back)) == list(all_records(article))
        assert back.text == article.text

    def test_no_asset_ends_its_own_element(self) -> None:
        page = b"".join(report_page((), title="t")).decode()
        assert page.count("</script") == page.count("<script") == 2
        assert "<!--" not in page
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", page)

    def test_the_same_run_gives_the_same_bytes(self) -> None:
        assert [b"".join(report_page(many(3), title="t"))] * 2 == [b"".join(report_page(many(3), title="t")) for _ in range(2)]


class TestCommand:
    @pytest.fixture(autouse=True)
    def at_home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def put(self, *stories: Article) -> None:
        Path("run.jsonl").write_bytes(b"".join(to_json(story) + b"\n" for story in stories))

    def test_a_page_is_written(self) -> None:
        self.put(make_story())
        assert run_command(["report", "run.jsonl", "-o", "page.html"]) == 0
        assert Path("page.html").read_bytes() == b"".join(report_page([make_story()], title="run.jsonl"))

    def test_an_empty_run_is_a_page_and_a_warning(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.put()
        assert run_command(["report", "run.jsonl", "-o", "page.html"]) == 0
        assert capsys.readouterr().err == "sayso: warning: run.jsonl: holds no article\n"
        assert Path("page.html").exists()

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            pytest.param(
                to_json(make_story()).replace(b'"schema":"1"', b'"schema":"0"'),
                "run.jsonl:2: has schema '0'; this version reads '1', so extract its articles anew",
                id="older-schema",
            ),
            pytest.param(b'{"record": "claim", "article": "a", "article_title": null}', "is a row of the flat layout", id="flat-row"),
            pytest.param(b'{"headline": "x"}', "this takes what `sayso extract` wrote", id="another-tool"),
            pytest.param(b"<html>", "is no JSON object", id="no-json"),
        ],
    )
    def test_what_is_no_run_is_refused_in_one_line(self, capsys: pytest.CaptureFixture[str], line: bytes, told: str) -> None:
        Path("run.jsonl").write_bytes(to_json(make_story()) + b"\n" + line + b"\n")
        assert run_command(["report", "run.jsonl", "-o", "page.html"]) == 2
        error = capsys.readouterr().err
        assert told in error
        assert error.count("\n") == 1
        assert [path.name for path in Path().iterdir()] == ["run.jsonl"]

    def test_too_long_a_run_is_refused_with_the_way_out(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sayso.cli.reporting.MOST", 1)
        self.put(*many(2))
        assert run_command(["report", "run.jsonl", "-o", "page.html"]) == 2
        assert "`head -n 1 run.jsonl | sayso report -`" in capsys.readouterr().err
        assert not Path("page.html").exists()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hostile article before a tame one."""
    return write(tmp_path_factory.mktemp("hostile"), make_hostile(), make_story())


@pytest.mark.browser
class TestReading:
    def test_it_opens_calmly_on_the_first_article(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        assert browser.text(".article .headline") == "Ferry strike ends"
        assert browser.text("#sum").startswith("2 articles · 6 claims · 6 attributions")
        assert browser.texts("#article-list [role=option] .first") == ["Ferry strike ends", "Second"]
        browser.calm()

    @pytest.mark.parametrize(
        ("fragment", "kind", "marked"),
        [
            pytest.param("#c2", "claim", ["40 boats would sail again"], id="claim"),
            pytest.param("#a3", "attribution", ["The port's director, Ida Kvam", "denied"], id="attribution"),
            pytest.param("#f1", "figure", ["40 boats"], id="figure"),
            pytest.param("#d1-1", "date", ["Monday"], id="date-of-the-second-article"),
            pytest.param("#k1", "actor", ["Ida Kvam"], id="actor"),
        ],
    )
    def test_a_record_has_a_link_of_its_own(
        self, browser: Browser, story_page: Path, fragment: str, kind: str, marked: Sequence[str]
    ) -> None:
        browser.open(story_page, fragment)
        assert browser.text("#card .tag") == kind
        assert "".join(browser.texts(".s.lit")) == "".join(marked)
        browser.calm()

    def test_a_link_to_nowhere_says_so(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page, "#no%such")
        assert browser.text("#status") == "no%such is not in this page"
        assert browser.text(".article .headline") == "Ferry strike ends"
        browser.calm()

    def test_pointing_at_words_shows_their_record(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        browser.run("document.querySelector('.s.date').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))")
        assert browser.text("#card .quote") == "Monday"
        browser.run("document.getElementById('text').dispatchEvent(new MouseEvent('mouseleave'))")
        assert "In this article" in browser.text("#card")

    def test_keys_move_through_the_records_of_the_text(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        browser.run("document.getElementById('text').focus()")
        seen = []
        for _ in range(5):
            browser.press("\ue014")  # right
            seen.append((browser.text("#card .tag"), browser.text("#card .quote")))
        assert seen[0] == ("claim", "Ferry strike ends")
        assert ("actor", "ferry union") in seen
        browser.press("\ue012")  # left
        assert (browser.text("#card .tag"), browser.text("#card .quote")) == seen[3]
        browser.calm()

    def test_enter_holds_a_record_and_makes_its_link_the_pages(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        browser.run("document.getElementById('text').focus()")
        browser.press("\ue014")
        assert browser.run("return location.hash") == ""
        browser.press("\ue007")  # enter
        assert browser.run("return location.hash") == "#c1"
        browser.calm()

    def test_a_click_takes_the_innermost_record_of_the_layers_that_are_shown(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        click = "[...document.querySelectorAll('.s')].find((one) => one.textContent === '40 boats').click()"
        browser.run(click)
        assert browser.text("#card .tag") == "figure"
        browser.run("document.querySelectorAll('.layers input')[5].click()")
        browser.run(click)
        assert browser.text("#card .tag") == "claim"
        browser.calm()

    def test_the_chain_of_sources_is_a_picture_with_words(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page, "#c2")
        label = browser.run("return document.querySelector('#card svg.chain').getAttribute('aria-label')")
        rungs = ["The Quay", "according to · says Harbour Radio", "said · says ferry union", "40 boats would sail again"]
        assert label == f"Chain of sources: {', then '.join(rungs)}"

    def test_nested_attributions_can_be_read_below_their_paragraph(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        browser.press("o")
        nest = browser.run("return [...document.querySelectorAll('.notes .who')].map((one) => one.textContent)")
        assert nest == ["according to Harbour Radio", "ferry union said", "Ida Kvam denied"]
        assert browser.run("return document.querySelectorAll('.notes ul ul li').length") == 1
        assert browser.run("return getComputedStyle(document.querySelector('.notes')).display") == "block"

    def test_copy_with_source(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page, "#c2")
        browser.driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
        browser.click("#card .button")
        wait_for(lambda: browser.text("#status"))
        assert browser.pasted() == (
            "“40 boats would sail again”\n— ferry union, according to Harbour Radio; The Quay, 5 Mar 2024, https://quay.example/strike"
        )

    def test_the_list_is_filtered_and_moved_through(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        browser.press("j")
        assert browser.text(".reading .about").startswith("The Bell")
        browser.choose("#find-article", "quay")
        assert browser.texts("#article-list [role=option] .first") == ["Ferry strike ends"]
        browser.choose("#find-article", "nothing of the kind")
        assert browser.texts("#article-list [role=option]") == []
        browser.calm()

    def test_a_layer_can_be_taken_away(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        colour = "return getComputedStyle(document.querySelector('.s.date')).color"
        before = browser.run(colour)
        browser.run("document.querySelectorAll('.layers input')[6].click()")
        assert browser.run(colour) != before


@pytest.mark.browser
class TestTables:
    def rows(self, browser: Browser, view: str) -> list[list[str]]:
        found = browser.run(
            "return [...document.querySelectorAll(`#${arguments[0]} tbody tr`)].map((row) => [...row.cells].map((cell) => cell.innerText))",
            view,
        )
        return [list(row) for row in found]

    def test_claims_are_filtered_and_sorted(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page, "#/claims")
        assert [row[0] for row in self.rows(browser, "claims")] == ["40 boats would sail again", "anybody was fired"] * 2
        browser.choose("#claim-table-who", "kvam")
        wait_for(lambda: len(self.rows(browser, "claims")) == 2)
        browser.choose("#claim-table-who", "")
        browser.choose("#claim-table-outlet", "The Bell")
        browser.click("#claim-table-again")
        wait_for(lambda: len(self.rows(browser, "claims")) == 3)
        browser.click("#claims th:nth-child(1) button")
        assert [row[0] for row in self.rows(browser, "claims")] == ["40 boats would sail again", "Ferry strike ends", "anybody was fired"]
        browser.click("#claims th:nth-child(1) button")
        assert self.rows(browser, "claims")[0][0] == "anybody was fired"
        assert browser.run("return document.querySelector('#claims th').getAttribute('aria-sort')") == "descending"
        browser.calm()

    def test_sources_say_how_often_and_with_which_stance(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page, "#/sources")
        rows = {row[0]: row for row in self.rows(browser, "sources")}
        assert rows["Ida Kvam"][1:] == ["person", "named", "2", "0", "2", "denies\u00a02"]
        row = "[...document.querySelectorAll('#sources tbody tr')].find((row) => row.innerText.includes('Kvam'))"
        browser.run(f"{row}.querySelector('.plain').click()")
        wait_for(lambda: shows(browser, "claims"))
        assert {row[0] for row in self.rows(browser, "claims")} == {"anybody was fired"}
        browser.calm()

    def test_figures_have_a_table_and_a_picture_over_time(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page, "#/figures")
        assert self.rows(browser, "figures")[0][:4] == ["40 boats", "40", "boat", "boats"]
        assert browser.run("return document.querySelectorAll('#figures .dot').length") == 2
        assert browser.text("#thing") == "boat · 2"
        browser.calm()

    def test_actors_of_one_name_are_one_row(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page, "#/actors")
        rows = {row[0]: row for row in self.rows(browser, "actors")}
        assert rows["ferry union"][4:] == ["2", "2", "2", "2"]
        assert rows["Ida Kvam"][3] == "director"
        browser.calm()

    def test_the_timeline_holds_both_kinds_of_days(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page, "#/dates")
        titles = browser.texts("#dates .bin title")
        assert "Mar 2024: 1 article published, 2 claims about it" in titles
        assert "Apr 2024: 1 article published, 0 claims about it" in titles
        options = browser.texts("#period option")
        assert len(options) == 3
        browser.choose("#period", browser.run("return document.querySelectorAll('#period option')[1].value"))
        assert [row[0] for row in self.rows(browser, "dates")] == ["40 boats would sail again"] * 2
        browser.choose("#from-day", "2024-04-01")
        assert self.rows(browser, "dates") == [["Nothing fits these filters."]]
        browser.calm()

    def test_an_empty_run_is_whole(self, browser: Browser, tmp_path: Path) -> None:
        page = write(tmp_path)
        for view in ("", "#/claims", "#/sources", "#/figures", "#/actors", "#/dates", "#some-record"):
            browser.open(page, view)
            browser.calm()
        browser.open(page)
        assert browser.text("#reading") == "This run holds no article."

    def test_an_article_without_anything(self, browser: Browser, tmp_path: Path) -> None:
        bare = Article(id="bare", meta=Meta(), text="Nothing is known of this.")
        page = write(tmp_path, bare)
        for view in ("", "#/claims", "#/sources", "#/figures", "#/actors", "#/dates"):
            browser.open(page, view)
            browser.calm()
        browser.open(page)
        assert browser.text("#text") == bare.text


@pytest.mark.browser
class TestHostile:
    @pytest.mark.parametrize("view", ["", "#/claims", "#/sources", "#/figures", "#/actors", "#/dates", "#x-said", "#x-actor", "#x-digits"])
    def test_nothing_of_an_article_is_ever_run(self, browser: Browser, page: Path, view: str) -> None:
        browser.open(page, view)
        over = "one.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))"
        browser.run(f"for (const one of document.querySelectorAll('.s, a, button, tr')) {over}")
        assert browser.run("return window.hit ?? null") is None
        assert browser.run("return document.querySelectorAll('img, iframe, object, embed, [onload], [onerror], [style*=url]').length") == 0
        hrefs = browser.run("return [...document.querySelectorAll('[href]')].map((one) => one.getAttribute('href'))")
        assert [href for href in hrefs if not href.startswith("#")] == []
        browser.calm()

    def test_every_character_of_the_text_is_there(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        shown = browser.run("return [...document.querySelectorAll('.article .block')].map((one) => one.textContent)")
        plain = [re.sub(r"[\u200e\u200f\u061c]", "", block.text) for block in make_hostile().blocks]
        assert [re.sub(r"\r", "\ufffd", text) for text in shown] == [visible(text) for text in plain]

    @pytest.mark.parametrize("record", [pytest.param(record, id=record.id) for record in all_records(make_hostile())])
    def test_the_marks_stand_on_the_words(self, browser: Browser, page: Path, record: object) -> None:
        browser.open(page, f"#{getattr(record, 'id')}")  # noqa: B009
        wanted = {
            "x-actor": lambda: record.mentions[0].text,  # type: ignore[attr-defined]
            "x-hebrew": lambda: record.mentions[0].text,  # type: ignore[attr-defined]
            "x-said": lambda: record.source.text + record.cue.text,  # type: ignore[attr-defined]
        }
        spans = getattr(record, "spans", None) or getattr(record, "content", None) or (record,)
        words = wanted.get(getattr(record, "id"), lambda: "".join(span.text for span in spans))()  # noqa: B009
        lit = "".join(browser.texts(".s.lit"))
        assert words in lit if getattr(record, "id") == "x-script" else lit == words  # noqa: B009

    def test_a_script_that_got_into_the_page_would_be_refused(self, browser: Browser, page: Path) -> None:
        """The page's policy is the second wall: a script element that is put in by hand does not run either."""
        browser.open(page)
        browser.run("const script = document.createElement('script'); script.textContent = 'window.hit = 9'; document.body.append(script)")
        assert browser.run("return window.hit ?? null") is None
        assert any("Content Security Policy" in line for line in browser.complaints())

    def test_no_request_is_allowed(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.run("document.body.append(Object.assign(new Image(), {src: 'http://localhost:9/x.png'}))")
        wait_for(lambda: any("Content Security Policy" in line for line in browser.complaints()))

    def test_text_from_right_to_left_has_its_direction(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        directions = browser.run("return [...document.querySelectorAll('.article .block')].map((one) => getComputedStyle(one).direction)")
        assert directions[1:3] == ["ltr", "rtl"]

    @pytest.mark.parametrize("ident", ["a<b>&'\"", "100%", "/articles/x", "ü 😀", "constructor", "__proto__"])
    def test_a_strange_id_has_a_link_too(self, browser: Browser, tmp_path: Path, ident: str) -> None:
        story = make_story()
        figure = story.figures[0].model_copy(update={"id": ident})
        browser.open(write(tmp_path, story.model_copy(update={"figures": (figure,), "id": ident})), f"#{quote(ident, safe='')}")
        assert browser.text("#card .quote") == "40 boats"
        browser.open(browser.page, f"#/articles/{quote(ident, safe='')}")
        assert ident in browser.text(".about")
        browser.calm()

    @pytest.mark.parametrize("view", ["#/figures", "#/dates", "#far"])
    def test_the_ends_of_time_and_of_numbers(self, browser: Browser, tmp_path: Path, view: str) -> None:
        story = make_story(meta=Meta(title="Early", published="0001-01-01"))
        far = [("0001-01-01", "0001-12-31"), ("9999-12-31", None), (None, "0500-06-01"), ("0001-01-01", "9999-12-31")]
        values = [1.7e308, -1e308, 5e-324, 2**53]
        dates = tuple(
            story.dates[0].model_copy(update={"id": f"far{n}" if n else "far", "first": first, "last": last, "kind": "range"})
            for n, (first, last) in enumerate(far)
        )
        figures = tuple(
            story.figures[0].model_copy(update={"id": f"huge{n}", "value": value, "date": dates[n].id}) for n, value in enumerate(values)
        )
        claim = story.claims[1].model_copy(update={"dates": tuple(date.id for date in dates), "figures": ()})
        page = write(tmp_path, story.model_copy(update={"dates": dates, "figures": figures, "claims": (claim,)}))
        browser.open(page, view)
        for number in (1, 2):
            browser.run("document.querySelectorAll('#dates .plot .button')[arguments[0] - 1]?.click()", number)
        assert browser.run("return /NaN|Infinity|undefined/.test(document.querySelector('main').innerHTML)") is False
        browser.calm()

    def test_a_title_of_the_run_is_words_too(self, browser: Browser, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        page.write_bytes(b"".join(report_page((), title=f"{ATTACK}\ud800")))
        browser.open(page)
        assert ATTACK in browser.text("h1")
        browser.calm()


SEEN = """
const done = arguments[arguments.length - 1];
(async () => {
  const lit = {};
  for (const ident of arguments[0]) {
    const followed = new Promise((go) => addEventListener('hashchange', go, {once: true}));
    location.hash = `#${ident}`;
    await followed;
    lit[ident] = [...document.querySelectorAll('.s.lit')].map((one) => one.textContent).join('');
  }
  done({lit, text: [...document.querySelectorAll('.chunk')].map((one) => one.textContent).join('')});
})();
"""


def seen_in_page(text: str) -> str:
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", text)


def spans_that_light_up(record: Any) -> Sequence[Any]:
    match record:
        case Actor():
            return record.mentions
        case Attribution():
            source = (record.source,) if record.source.text else ()
            return (*source, record.cue) if record.cue else (*source, *record.content)
        case Claim():
            return record.spans or (record,)
    return (record,)


@pytest.mark.browser
class TestAnyArticle:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(articles())
    def test_each_record_lights_up_its_own_words(self, browser: Browser, tmp_path: Path, article: Article) -> None:
        """Whatever the text, and wherever a record's spans are, over each other or not."""
        assume(any(character.isalnum() for character in article.text))
        records = list(all_records(article))
        browser.open(write(tmp_path, article))
        found = browser.driver.execute_async_script(SEEN, [record.id for record in records])
        assert found["text"] == seen_in_page(article.text)
        for record in records:
            points = sorted({point for span in spans_that_light_up(record) for point in range(span.start, span.end)})
            assert found["lit"][record.id] == seen_in_page("".join(article.text[point] for point in points)), record
        browser.calm()


@pytest.mark.browser
class TestSizes:
    def test_two_thousand_articles_are_quick(self, browser: Browser, tmp_path: Path) -> None:
        page = write(tmp_path, *many(2_000))
        with browser.within(LOAD_SECONDS):
            browser.open(page, "#/claims")
            wait_for(lambda: browser.run("return document.querySelectorAll('#claims tbody tr').length") == 100)
        assert browser.text("#claims .count") == "4,000 of 6,000 rows"
        browser.click("#claims .pager .button:last-child")
        assert browser.text("#claims .pager").split("\n")[1] == "101–200 of 4,000"
        browser.run("location.hash = '#/articles'")
        wait_for(lambda: shows(browser, "articles"))
        wait_for(lambda: 0 < browser.run("return document.querySelectorAll('#article-list [role=option]').length") < 60)
        browser.calm()

    def test_ten_megabytes_in_one_article(self, browser: Browser, tmp_path: Path) -> None:
        """One paragraph without a line end, emoji all through it, and a claim at its very end."""
        text = ("The ferry 😀 sailed at noon. " * 400_000)[:10_000_000] + "Done 😀 e\u0301"
        words = "Done 😀 e\u0301"
        place = len(text) - len(words)
        claim = Claim(
            start=place, end=len(text), text=words, id="last", block="body", spans=(Span(start=place, end=len(text), text=words),)
        )
        big = Article(id="big", meta=Meta(), text=text, blocks=(Block(start=0, end=len(text), text=text, kind="body"),), claims=(claim,))
        page = write(tmp_path, big)
        with browser.within(BIG_SECONDS):
            browser.open(page, "#last")
            wait_for(lambda: browser.texts(".s.lit"))
        assert browser.texts(".s.lit") == [words]
        units = "return [...document.querySelectorAll('.chunk')].reduce((sum, one) => sum + one.textContent.length, 0)"
        assert browser.run(units) == len(text.encode("utf-16-le")) // 2
        browser.calm()


@pytest.mark.browser
class TestForAll:
    """Keyboard, screen reader, both colour schemes, paper."""

    @pytest.mark.parametrize("view", ["#c2", "#/claims", "#/sources", "#/figures", "#/actors", "#/dates"])
    def test_whatever_can_be_used_has_a_name(self, browser: Browser, story_page: Path, view: str) -> None:
        browser.open(story_page, view)
        usable = {"button", "link", "textbox", "searchbox", "combobox", "checkbox", "listbox", "option", "Date"}
        assert [role for role, name in browser.roles() if role in usable and not name.strip()] == []

    def test_a_headline_is_a_heading_to_a_screen_reader(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        assert ("heading", "Ferry strike ends") in browser.roles()

    def test_help_opens_and_closes_with_keys(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        browser.press("?")
        assert browser.run("return document.getElementById('help').open")
        browser.press("\ue00c")  # escape
        assert not browser.run("return document.getElementById('help').open")
        browser.press("3")
        wait_for(lambda: shows(browser, "sources"))
        browser.press("/")
        assert browser.run("return document.activeElement.id") == "source-table-name"
        browser.calm()

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    @pytest.mark.parametrize("view", ["#c2", "#/sources", "#/dates"])
    def test_words_stand_out_from_what_is_behind_them(self, browser: Browser, story_page: Path, view: str, dark: bool) -> None:
        browser.paint(dark=dark)
        try:
            browser.open(story_page, view)
            assert faint_words(browser) == []
        finally:
            browser.paint(dark=False)

    def test_the_measure_of_contrast_sees_what_is_faint(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        browser.run("document.getElementById('sum').style.color = '#9a9a9a'")
        assert len(faint_words(browser)) == 1

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    def test_words_stand_out_where_all_marks_stand_over_each_other(self, browser: Browser, tmp_path: Path, dark: bool) -> None:
        """Three attributions deep, each kind of record over the same words, alone and lit."""
        story = make_story()
        deep = [
            attribution.model_copy(update={"content": (span("40 boats would sail again, according to Harbour Radio"),), "within": within})
            for attribution, within in zip(story.attributions, (None, "a1", "a2"), strict=True)
        ]
        dates = tuple(span(word, Date, id=f"d{n}", kind="date") for n, word in enumerate(("boats", "again")))
        page = write(tmp_path, story.model_copy(update={"attributions": tuple(deep), "dates": dates}))
        browser.paint(dark=dark)
        try:
            for fragment in ("", "#c2", "#a3", "#f1", "#d1", "#u1"):
                browser.open(page, fragment)
                assert browser.run("return document.querySelectorAll('.deep3').length") > 3
                assert faint_words(browser) == []
        finally:
            browser.paint(dark=False)

    def test_a_narrow_screen_shows_the_text_first(self, browser: Browser, story_page: Path) -> None:
        """The record's card is over the text only once there is a record; words of a table are not cut in pieces, it scrolls."""
        top = "return document.querySelector(arguments[0]).getBoundingClientRect().top"
        browser.resize(420, 820)
        try:
            browser.open(story_page)
            assert browser.run(top, "#text .headline") < 600
            assert browser.run(top, "#card") > browser.run(top, "#text .block:last-of-type")
            browser.open(story_page, "#c2")
            assert browser.run(top, "#card") < 820
            browser.open(story_page, "#/claims")
            assert browser.run("return document.querySelector('#claims tbody td').clientWidth") > 200
        finally:
            browser.resize(1440, 900)

    def test_paper_shows_all_rows_of_a_table(self, browser: Browser, tmp_path: Path) -> None:
        browser.open(write(tmp_path, *many(120)), "#/claims")
        rows = "return document.querySelectorAll('#claims tbody tr').length"
        browser.click("#claims .pager .button:last-child")
        browser.run("dispatchEvent(new Event('beforeprint'))")
        assert browser.run(rows) == 240
        browser.run("dispatchEvent(new Event('afterprint'))")
        assert browser.run(rows) == 100
        assert browser.text("#claims .pager").split("\n")[1] == "101–200 of 240"

    def test_paper_shows_the_article_with_who_says_what(self, browser: Browser, story_page: Path) -> None:
        browser.open(story_page)
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        try:
            seen = "return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility()).length"
            assert browser.run(seen, ".notes") == 3
            assert browser.run(seen, ".top, .side, .layers, .card, button, input") == 0
            assert browser.run("return document.body.scrollHeight >= document.getElementById('text').scrollHeight")
        finally:
            browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
            browser.paint(dark=False)


FAINT = """
const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgb = (layers) => {
  paint.clearRect(0, 0, 1, 1);
  for (const colour of layers) { paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); }
  return paint.getImageData(0, 0, 1, 1).data;
};
const light = ([r, g, b]) => [r, g, b].map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
  .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
const faint = [];
for (const element of document.querySelectorAll('body *')) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  if (!own || !element.checkVisibility() || element.closest('.unseen, .skip, noscript, option, :disabled')) continue;
  const behind = [];
  for (let one = element; one; one = one.parentElement) behind.unshift(getComputedStyle(one).backgroundColor);
  const style = getComputedStyle(element);
  const colour = element instanceof SVGElement ? style.fill : style.color;
  const [a, b] = [light(rgb(behind)), light(rgb([...behind, colour]))];
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (contrast < 4.5) faint.push(`${element.outerHTML.slice(0, 60)} ${element.textContent.slice(0, 30)}: ${contrast.toFixed(2)}`);
}
return faint;
"""


def faint_words(browser: Browser) -> list[str]:
    """Every element whose own words have less contrast than 4.5 to 1 with what is painted behind them."""
    return list(browser.run(FAINT))
