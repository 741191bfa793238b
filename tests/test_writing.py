"""What is chosen, where it is written, and how it looks to people."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from sayso.errors import UsageError
from sayso.records import Article, Stance, all_records, find_problems
from sayso.rules import load_rules
from sayso.writing.explaining import print_explanation
from sayso.writing.lines import Lines
from sayso.writing.output import open_output
from sayso.writing.selection import Selection, select
from sayso.writing.terminal import print_article
from sayso.writing.visible import one_line, visible
from tests.stories import articles, make_story

RULES = load_rules()
ANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("selection", "attributions", "claims"),
    [
        pytest.param(Selection(), "a1 a2 a3", "c2 c3", id="all-attributions-and-what-they-say"),
        pytest.param(Selection(stances=frozenset({"denies"})), "a3", "c3", id="one-stance"),
        pytest.param(Selection(stances=frozenset({"says"})), "a1 a2", "c2", id="another-stance"),
        pytest.param(Selection(stances=frozenset({"warns"})), "", "", id="a-stance-that-nobody-takes"),
        pytest.param(Selection(confidence=0.85), "a1", "", id="a-claim-goes-with-its-innermost-attribution"),
        pytest.param(Selection(confidence=0.5, stances=frozenset({"says"})), "a1", "", id="both"),
        pytest.param(Selection(confidence=0.4), "a1 a2 a3", "c2 c3", id="at-least-means-at-least"),
    ],
)
def test_what_is_selected(selection: Selection, attributions: str, claims: str) -> None:
    made = select(make_story(), selection)
    assert [attribution.id for attribution in made.attributions] == attributions.split()
    assert [claim.id for claim in made.claims] == claims.split()


def test_what_a_kept_record_points_to_is_kept() -> None:
    story = make_story(
        attributions=tuple(a.model_copy(update={"confidence": {"a1": 0.1}.get(a.id, 0.9)}) for a in make_story().attributions)
    )
    made = select(story, Selection(confidence=0.5, stances=frozenset({"says"})))
    assert [attribution.id for attribution in made.attributions] == ["a1", "a2"]
    assert [actor.id for actor in made.actors] == ["u1", "r1"]
    assert [figure.id for figure in made.figures] == ["f1"]


def test_an_attribution_of_unknown_confidence_is_kept() -> None:
    story = make_story(attributions=tuple(a.model_copy(update={"confidence": None}) for a in make_story().attributions))
    assert len(select(story, Selection(confidence=1.0)).attributions) == 3


@ANY
@given(articles(), st.sampled_from(["says", "denies", "warns"]), st.floats(0, 1))
def test_a_selection_has_no_loose_ends(article: Article, stance: Stance, confidence: float) -> None:
    made = select(article, Selection(stances=frozenset({stance}), confidence=confidence))
    assert not [problem for problem in find_problems(made) if "not there" in problem]


@ANY
@given(articles())
def test_an_article_is_one_line(article: Article) -> None:
    line = Lines()(article)
    assert line.count(b"\n") == 1
    assert Article.model_validate_json(line) == article


def test_a_file_has_its_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with open_output(str(path)) as write:
        write(b"one\n")
        assert path.read_text() == "old"
        assert (tmp_path / "out.jsonl.part").read_text() == "one\n"
        write(b"two\n")
    assert path.read_text() == "one\ntwo\n"
    assert [item.name for item in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize(
    ("error", "written", "left"),
    [
        pytest.param(KeyboardInterrupt(), b"new\n", {"out": "new\n"}, id="ctrl-c-keeps-what-is-finished"),
        pytest.param(KeyboardInterrupt(), b"", {"out": "old"}, id="ctrl-c-before-anything-changes-nothing"),
        pytest.param(RuntimeError(), b"new\n", {"out": "old", "out.part": "new\n"}, id="a-failure-leaves-the-part"),
        pytest.param(RuntimeError(), b"", {"out": "old"}, id="a-failure-before-anything-leaves-nothing"),
    ],
)
def test_a_file_that_is_not_finished(tmp_path: Path, error: BaseException, written: bytes, left: dict[str, str]) -> None:
    (tmp_path / "out").write_text("old")

    def fail() -> None:
        with open_output(str(tmp_path / "out")) as write:
            if written:
                write(written)
            raise error

    with pytest.raises(type(error)):
        fail()
    assert {item.name: item.read_text() for item in tmp_path.iterdir()} == left


def test_two_runs_never_write_one_file(tmp_path: Path) -> None:
    path = str(tmp_path / "out")
    with open_output(path) as write:
        with pytest.raises(UsageError, match="another run is writing"), open_output(path):
            pass
        write(b"mine\n")
    assert Path(path).read_bytes() == b"mine\n"


def test_a_part_left_behind_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "out.part").write_text("half a record, and much longer than the new one")
    with open_output(str(tmp_path / "out")) as write:
        write(b"new\n")
    assert (tmp_path / "out").read_bytes() == b"new\n"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "far" / "real")
    with open_output(str(tmp_path / "out")) as write:
        write(b"new\n")
    assert (tmp_path / "far" / "real").read_bytes() == b"new\n"
    assert (tmp_path / "out").is_symlink()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("no/such/folder/out", "no such file", id="no-folder"),
        pytest.param("", "is a directory", id="a-folder"),
        pytest.param("out.jsonl.gz", "compressed output", id="gzip"),
    ],
)
def test_outputs_that_are_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said), open_output(str(tmp_path / name)):
        pass


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no such device here")
def test_a_device_is_written_as_it_is() -> None:
    with open_output("/dev/null") as write:
        write(b"gone\n")


def shown(article: Article, **options: object) -> str:
    page = io.StringIO()
    print_article(article, console=Console(file=page, width=80, highlight=False, **options))  # type: ignore[arg-type]
    return page.getvalue()


def test_show_prints_the_text_and_who_said_what() -> None:
    page = shown(make_story())
    assert "[headline] Ferry strike ends" in page
    assert "according to Harbour Radio [says]" in page
    assert "40 boats = count 40 boat by ferry union in 2024-03-04" in page
    assert "Monday = date 2024-03-04" in page


def test_show_sets_nested_attributions_below_each_other() -> None:
    page = shown(make_story()).splitlines()
    columns = [
        line.index(words)
        for words in ("according to Harbour Radio [", "ferry union said [", "• 40 boats")
        for line in page
        if words in line
    ]
    assert columns == [10, 12, 14]


def test_show_lists_the_actors() -> None:
    assert "Ida Kvam = person, director, 1 mention" in shown(make_story())


@ANY
@given(articles())
def test_any_article_can_be_shown_and_explained(article: Article) -> None:
    assert shown(article)
    for record in all_records(article):
        print_explanation(article, record, RULES, console=Console(file=io.StringIO(), width=80))


def test_show_fits_eighty_columns() -> None:
    assert max(len(line) for line in shown(make_story()).splitlines()) <= 80


def test_show_colours_on_a_terminal_only() -> None:
    assert "\x1b" not in shown(make_story())
    assert "\x1b[1;36m" in shown(make_story(), force_terminal=True, color_system="standard")


def test_nothing_in_an_article_reaches_the_terminal_raw() -> None:
    text = "Ferry\x1b[31m red\x07 \x9b2J \u202eabc [bold]x[/bold] :smile:"
    block = {"start": 0, "end": len(text), "text": text, "kind": "body"}
    page = shown(Article.model_validate({"id": "a\x1b]0;title\x07", "meta": {}, "text": text, "blocks": [block]}))
    assert not set("\x1b\x07\x9b\u202e") & set(page)
    assert "[bold]x[/bold] :smile:" in page


@given(st.text())
def test_what_is_made_visible_keeps_its_offsets(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert "\n" not in one_line(text)


def test_explain_tells_rule_note_examples_and_links() -> None:
    ident, entry = next(iter(RULES.entries.items()))
    story = make_story(attributions=tuple(a.model_copy(update={"rule": ident}) for a in make_story().attributions))
    page = io.StringIO()
    print_explanation(story, story.attributions[1], RULES, console=Console(file=page, width=200, highlight=False))
    told = page.getvalue()
    assert "attribution a2 in ferry.txt" in told
    assert "›said‹" in told
    assert "within: attribution according to Harbour Radio (a1)" in told
    assert "chain of: claim 40 boats would sail again (c2)" in told
    assert RULES.place(ident) in told
    assert " ".join(entry.matches[0].text.split())[:60] in told
