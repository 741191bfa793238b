"""The page of what changed between two runs, in a real browser: seen, filtered, decided, downloaded; and what it must never do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from sayso.comparing import Choice, Summary, choose, compare
from sayso.records import Article, Figure, HeadedSpan, Meta, to_json
from sayso.reviewing.decisions import read_decisions
from sayso.writing.changes.view import View
from sayso.writing.pages.changes import changes_page
from tests.browser import Browser, wait_for
from tests.hostile_pages import ATTACK, at, make_hostile
from tests.stories import make_story, span
from tests.test_pages_report import faint_words

RENDER_SECONDS = 6  # of CPU time for 5,000 changes
STEP_SECONDS = 0.5  # from one of them to the next, on average


def write(folder: Path, olds: list[Article], news: list[Article], view: View | None = None) -> Path:
    for name, stories in (("old.jsonl", olds), ("new.jsonl", news)):
        (folder / name).write_bytes(b"".join(to_json(story) + b"\n" for story in stories))
    page = folder / "diff.html"
    found = choose(compare(str(folder / "old.jsonl"), str(folder / "new.jsonl")), Choice())
    page.write_bytes(b"".join(changes_page(found, view, old="old.jsonl", new="new.jsonl")))
    return page


def changed_story() -> Article:
    """The ferry's story: the figure is another, the denial is gone, the director has no role."""
    story = make_story()
    boats = span("40 boats", Figure, id="f1", kind="count", value=45, unit="ship", date="d1", attribution="a2", by="u1",
                 counted=span("boats", HeadedSpan, lemma="boat"), rule="unit.ship")  # fmt: skip
    actors = tuple(actor.model_copy(update={"roles": ()}) if actor.id == "k1" else actor for actor in story.actors)
    return story.model_copy(
        update={"figures": (boats,), "attributions": story.attributions[:2], "claims": story.claims[:2], "actors": actors}
    )


def edited_story() -> Article:
    """Another version of the text, under one id."""
    text = "Ferry strike is over\n\n" + make_story().text.partition("\n\n")[2]
    return Article(id="edited.txt", meta=Meta(title="Ferry strike is over"), text=text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("changes")


@pytest.fixture(scope="module")
def page(folder: Path) -> Path:
    before = Article(id="edited.txt", meta=Meta(title="Ferry strike ends"), text=make_story().text)
    return write(folder, [make_story(), before], [changed_story(), edited_story()])


@pytest.fixture(autouse=True)
def nothing_kept(request: pytest.FixtureRequest, folder: Path) -> None:
    """No decision of a test before: pages from files share one store."""
    if "browser" in request.fixturenames:
        window: Browser = request.getfixturevalue("browser")
        blank = folder / "blank.html"
        blank.write_text("<!DOCTYPE html><meta charset=utf-8><title>blank</title>", "utf-8")
        window.open(blank)
        window.run("localStorage.clear()")
        for left in window.downloads.iterdir():
            left.unlink()


def rows(browser: Browser) -> list[str]:
    return browser.texts("#list [role=option] .first bdi")


def selected(browser: Browser) -> str:
    return browser.text("#list [aria-selected=true] .first bdi")


def downloaded(browser: Browser) -> list[dict[str, Any]]:
    path = browser.downloads / "decisions.jsonl"
    wait_for(lambda: path.exists() and path.stat().st_size)
    lines = path.read_bytes().splitlines(keepends=True)
    list(read_decisions(iter(lines), place=str(path)))  # it is what `sayso review` takes
    path.unlink()
    return [json.loads(line) for line in lines]


class TestPage:
    """What needs no browser."""

    def test_the_same_runs_give_the_same_bytes(self, tmp_path: Path) -> None:
        first, second = (write(tmp_path, [make_story()], [changed_story()]).read_bytes() for _ in range(2))
        assert first == second

    def test_a_text_that_is_the_same_stands_once(self, tmp_path: Path) -> None:
        page = write(tmp_path, [make_story()], [changed_story()]).read_text("utf-8")
        assert page.count("The port's director, Ida Kvam, denied that anybody was fired.") == 1

    def test_only_what_matters_is_there_if_asked(self, tmp_path: Path) -> None:
        page = write(tmp_path, [make_story()], [changed_story()], View(material=True)).read_text("utf-8")
        assert '"field":"value"' in page
        assert '"field":"rule"' not in page

    def test_no_asset_ends_its_own_element(self) -> None:
        page = b"".join(changes_page([Summary()], old="a", new="b")).decode()
        assert page.count("</script") == page.count("<script") == 2
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", page)


@pytest.mark.browser
class TestLooking:
    def test_it_opens_calmly_with_all_changes(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        assert browser.texts("#list [role=option] .op") == ["~", "~", "−", "~", "−"]
        assert browser.text("#progress") == "0 of 5 decided"
        assert browser.text("#sum") == "2 removed · 3 changed · 4 material"
        browser.calm()

    def test_a_change_shows_its_fields_before_and_after(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.choose("#filter-record", "figure")
        cells = browser.run(
            "return [...document.querySelectorAll('.fields tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText))"
        )
        assert ["value", "40", "45", "material"] in cells
        assert ["rule", "nothing", "unit.ship", "cosmetic"] in cells
        assert "".join(browser.texts(".article .is-old.is-new")) == "40 boats"

    def test_old_and_new_are_marked_in_the_text(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.choose("#filter-op", "removed")
        browser.choose("#filter-record", "attribution")
        assert "".join(browser.texts(".article .is-old")) == "The port's director, Ida Kvamdeniedthat anybody was fired"
        assert browser.texts(".article .is-new") == []

    def test_two_texts_stand_side_by_side(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.choose("#filter-article", "edited.txt")
        assert [text.split("\n")[0] for text in browser.texts(".pane .article")] == ["Ferry strike ends", "Ferry strike is over"]
        browser.calm()

    def test_links_are_told_by_what_they_lead_to(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.choose("#filter-op", "removed")
        browser.choose("#filter-record", "attribution")
        told = dict(
            browser.run("return [...document.querySelectorAll('.more dt')].map((one) => [one.textContent, one.nextSibling.textContent])")
        )
        assert told["source actor"] == "Ida Kvam"
        assert told["stance"] == "denies"

    @pytest.mark.parametrize(
        ("name", "value", "left"),
        [
            pytest.param("record", "figure", 1, id="record"),
            pytest.param("op", "removed", 2, id="op"),
            pytest.param("grade", "cosmetic", 1, id="grade"),
            pytest.param("rule", "unit.ship", 1, id="rule"),
            pytest.param("field", "unit", 1, id="field"),
            pytest.param("article", "ferry.txt", 4, id="article"),
            pytest.param("text", "kvam", 2, id="words"),
            pytest.param("text", "no such words", 0, id="nothing"),
        ],
    )
    def test_filters(self, browser: Browser, page: Path, name: str, value: str, left: int) -> None:
        browser.open(page)
        browser.choose(f"#filter-{name}", value)
        wait_for(lambda: len(rows(browser)) == left)
        assert browser.text("#shown") == f"{left} of 5 changes"
        browser.calm()

    def test_the_weightiest_come_first_if_asked(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.choose("#order", "weightiest first")
        browser.run("document.getElementById('list').focus()")
        browser.press(Keys.HOME)
        assert selected(browser) == "40 boats"

    def test_the_order_that_was_asked_for(self, browser: Browser, tmp_path: Path) -> None:
        browser.open(write(tmp_path, [make_story()], [changed_story()], View(group_by="rule", edits=True)))
        assert browser.text("#list [role=option]:last-child .first bdi") == "40 boats"
        assert browser.run("return document.getElementById('order').value") == "by rule"
        assert "figure: number raised" in browser.text("#list [role=option]:last-child")
        browser.calm()

    def test_words_of_the_text_lead_to_their_change(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.choose("#filter-article", "ferry.txt")
        browser.settle()
        browser.run("[...document.querySelectorAll('.c')].find((one) => one.textContent.includes('denied')).click()")
        assert "attribution removed" in browser.text(".detail h2")

    def test_nothing_changed(self, browser: Browser, tmp_path: Path) -> None:
        browser.open(write(tmp_path, [make_story()], [make_story()]))
        assert browser.text("#detail") == "Nothing changed between these runs."
        browser.press("j", "a", "u")
        browser.calm()

    def test_empty_runs(self, browser: Browser, tmp_path: Path) -> None:
        browser.open(write(tmp_path, [], []))
        assert browser.text("#sum") == "no changes"
        browser.calm()

    @pytest.mark.parametrize("gone", [True, False], ids=["removed", "added"])
    def test_an_article_that_one_run_lacks(self, browser: Browser, tmp_path: Path, gone: bool) -> None:
        sides: tuple[list[Article], list[Article]] = ([make_story()], []) if gone else ([], [make_story()])
        browser.open(write(tmp_path, *sides))
        assert rows(browser) == ["Ferry strike ends"]
        assert browser.run("return document.querySelectorAll('.pane').length") == 1
        browser.calm()


@pytest.mark.browser
class TestDeciding:
    def test_keys_decide_and_the_next_change_comes(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        first = selected(browser)
        browser.press("a")
        second = selected(browser)
        assert second != first
        browser.press("r", "k", "k")
        assert selected(browser) == first
        assert browser.text("#progress") == "2 of 5 decided: 1 accepted, 1 rejected"
        assert browser.texts("#list .verdict")[:2] == ["✓ accepted", "✕ rejected"]
        browser.calm()

    def test_decisions_are_downloaded_as_lines(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.choose("#by", "Ada")
        browser.press("a", "j", "r", "d")
        lines = downloaded(browser)
        assert [line["verdict"] for line in lines] == ["accept", "reject"]
        assert {line["by"] for line in lines} == {"Ada"}
        assert list(lines[0]) == ["change", "verdict", "record", "article", "by", "at", "note", "value"]
        assert lines[0]["change"] == browser.run("return JSON.parse(document.getElementById('comparison-0').textContent).changes[0].id")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", lines[0]["at"])
        browser.calm()

    def test_neither_takes_what_is_right(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.choose("#filter-record", "figure")
        value = self.answer(browser, value="42")
        assert {name: value.get(name, "not asked") for name in ("value", "unit", "rule")} == {
            "value": 42,
            "unit": "ship",
            "rule": "not asked",
        }
        assert browser.text("#progress") == "1 of 5 decided: 1 neither"
        browser.calm()

    def test_words_and_links_are_typed_as_words(self, browser: Browser, tmp_path: Path) -> None:
        """A span is told by its words; a link that was left as it stood stays the id that it is."""
        story = make_story()
        told = story.attributions[2].model_copy(update={"content": (span("anybody was fired"),), "within": "a1"})
        claim = story.claims[2].model_copy(update={"chain": ("a1", "a3")})
        changes = {"attributions": (*story.attributions[:2], told), "claims": (*story.claims[:2], claim)}
        browser.open(write(tmp_path, [story], [story.model_copy(update=changes)]))
        browser.choose("#filter-record", "attribution")
        assert self.answer(browser, content="anybody | was fired") == {"content": ["anybody", "was fired"], "within": "a1"}
        browser.choose("#filter-record", "claim")
        assert self.answer(browser) == {"chain": ["a1", "a3"]}
        browser.press("n")
        assert browser.run("return document.querySelector('#right-0').value") == "according to Harbour Radio | Ida Kvam denied"
        browser.choose("#right-0", "")
        browser.run("document.querySelector('#right-values .main').click()")
        browser.press("d")
        assert downloaded(browser)[-1]["value"] == {"chain": []}

    def answer(self, browser: Browser, **words: str) -> Any:
        """What a decision has as its value, after these fields were typed anew."""
        browser.run("document.getElementById('list').focus()")
        browser.press("n")
        labels = browser.texts("#right-values label")
        for name, text in words.items():
            browser.choose(f"#right-{labels.index(name)}", text)
        browser.run("document.querySelector('#right-values input').focus()")
        browser.press(Keys.ENTER)
        browser.press("d")
        return downloaded(browser)[-1]["value"]

    def test_escape_leaves_the_change_undecided(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.press("n", Keys.ESCAPE)
        assert browser.text("#progress") == "0 of 5 decided"
        assert browser.run("return document.getElementById('right-values').hidden")

    def test_a_note_goes_with_the_verdict(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.choose("#note", "see the minutes")
        browser.click("#decide .accept")
        browser.click("#download")
        assert downloaded(browser)[0]["note"] == "see the minutes"

    def test_undo_takes_back_one_and_a_whole_batch(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.press("a")
        browser.choose("#filter-op", "removed")
        browser.run("document.getElementById('list').focus()")
        browser.press("R")
        assert browser.text("#progress") == "3 of 5 decided: 1 accepted, 2 rejected"
        browser.press("u")
        assert browser.text("#progress") == "1 of 5 decided: 1 accepted"
        browser.press("u")
        assert browser.text("#progress") == "0 of 5 decided"
        browser.press("u")
        assert browser.text("#status") == "Nothing to undo"

    def test_what_was_decided_leaves_the_pending(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.choose("#filter-verdict", "pending")
        browser.run("document.getElementById('list').focus()")
        names = rows(browser)
        browser.press("a", "a")
        assert rows(browser) == names[2:]
        assert selected(browser) == names[2]

    def test_decisions_outlive_the_page(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.press("a", "r")
        browser.open(page)
        assert browser.text("#progress") == "2 of 5 decided: 1 accepted, 1 rejected"
        browser.calm()

    def test_a_store_full_of_rubbish_is_no_trouble(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.press("a")
        for rubbish in ('{"a":1}', '[null, 1, {"change": "constructor", "verdict": "toString"}]', "no json"):
            browser.run("localStorage.setItem(Object.keys(localStorage)[0], arguments[0])", rubbish)
            browser.open(page)
            assert browser.text("#progress") == "0 of 5 decided"
            browser.calm()

    def test_letters_typed_into_a_field_decide_nothing(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.run("document.getElementById('by').focus()")
        browser.press("a", "r", "A")
        assert browser.text("#progress") == "0 of 5 decided"


def hostile_pair() -> tuple[Article, Article]:
    old = make_hostile()
    digits = at("𝟜𝟘", Figure, id="x-digits", kind="count", value=41, unit=f"{ATTACK}2", counted=at("boats", HeadedSpan, lemma=ATTACK))
    return old, make_hostile(figures=(digits,), claims=old.claims[1:3], meta=Meta(title=f"{ATTACK}!", outlet="javascript:window.hit=8"))


@pytest.mark.browser
class TestHostile:
    @pytest.fixture
    def hostile(self, tmp_path: Path) -> Path:
        old, new = hostile_pair()
        return write(tmp_path, [old], [new])

    def test_nothing_of_an_article_is_ever_run(self, browser: Browser, hostile: Path) -> None:
        browser.open(hostile)
        total = int(browser.text("#progress").split()[2])
        assert total > 4
        for _ in range(total):
            browser.press("n", Keys.ESCAPE, "a")
        browser.press("d")
        assert len(downloaded(browser)) == total
        assert browser.run("return window.hit ?? null") is None
        assert browser.run("return document.querySelectorAll('img, iframe, object, [onload], [onerror], main a').length") == 0
        assert [url for url in browser.requests() if not url.startswith("blob:")] == []
        assert browser.complaints() == []

    def test_marks_stand_on_the_words(self, browser: Browser, hostile: Path) -> None:
        browser.open(hostile)
        browser.choose("#filter-record", "figure")
        browser.choose("#filter-op", "changed")
        assert "".join(browser.texts(".article .is-old.is-new")) == "𝟜𝟘"
        browser.choose("#filter-record", "claim")
        browser.choose("#filter-op", "removed")
        browser.choose("#filter-text", "قال")
        wait_for(lambda: len(rows(browser)) == 1)
        assert "".join(browser.texts(".article .is-old")) == "قال الوزير إن 40 قاربا 😀"

    def test_ten_megabytes_in_one_article(self, browser: Browser, tmp_path: Path) -> None:
        text = "The ferry 😀 sailed at noon. " * 350_000 + "Then 12 boats came."
        start = text.index("12 boats")
        sides = [
            Article(id="big", meta=Meta(), text=text, figures=(
                Figure(start=start, end=start + 8, text="12 boats", id="f", kind="count", value=value, unit="boat"),
            )) for value in (11, 12)
        ]  # fmt: skip
        page = write(tmp_path, [sides[0]], [sides[1]])
        with browser.within(RENDER_SECONDS):
            browser.open(page)
            wait_for(lambda: browser.texts(".article .is-new"))
        assert browser.texts(".article .is-new") == ["12 boats"]
        browser.calm()


@pytest.mark.browser
class TestManyChanges:
    def test_five_thousand_changes_are_quick(self, browser: Browser, tmp_path: Path) -> None:
        line, other = (to_json(story).decode() for story in (make_story(), changed_story()))
        olds, news = (
            [Article.model_validate_json(re.sub(r'"([a-z]\d)"', rf'"\1-{n}"', side).replace("ferry.txt", f"{n}.txt")) for n in range(1_250)]
            for side in (line, other)
        )
        page = write(tmp_path, olds, news)
        with browser.within(RENDER_SECONDS):
            browser.open(page)
            wait_for(lambda: rows(browser))
        assert browser.text("#progress") == "0 of 5,000 decided"
        assert len(rows(browser)) < 60
        browser.run("document.getElementById('list').focus()")
        browser.press(Keys.END)
        assert browser.run("return document.querySelector('#list [aria-selected=true]').getAttribute('aria-posinset')") == "5000"
        with browser.within(20 * STEP_SECONDS):
            browser.press(*["k"] * 20)
            browser.settle()
        browser.choose("#filter-record", "figure")
        browser.run("document.getElementById('list').focus()")
        with browser.within(RENDER_SECONDS):
            browser.press("A")
            browser.settle()
        assert browser.text("#progress") == "1,250 of 5,000 decided: 1,250 accepted"
        browser.press("d")
        assert len(downloaded(browser)) == 1_250
        browser.calm()


@pytest.mark.browser
class TestForAll:
    def test_whatever_can_be_used_has_a_name(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.press("a", "k", "n")
        usable = {"button", "link", "textbox", "searchbox", "combobox", "checkbox", "listbox", "option"}
        assert [role for role, name in browser.roles() if role in usable and not name.strip()] == []

    def test_the_list_tells_a_screen_reader_where_one_is(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.press("j")
        active = browser.run("return document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.ariaPosInSet")
        assert active == "2"
        assert browser.run("return document.getElementById('detail').getAttribute('aria-live')") == "polite"

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    def test_words_stand_out_from_what_is_behind_them(self, browser: Browser, page: Path, dark: bool) -> None:
        browser.paint(dark=dark)
        try:
            browser.open(page)
            browser.press("a", "r", "k", "n")
            assert faint_words(browser) == []
        finally:
            browser.paint(dark=False)

    def test_paper_shows_all_changes(self, browser: Browser, page: Path) -> None:
        browser.open(page)
        browser.run("dispatchEvent(new Event('beforeprint'))")
        assert len(rows(browser)) == 5
