"""Runs on disk: which articles are one, whatever the order and the packing; and what is refused, in one line."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.comparing import Comparison, Summary, compare
from sayso.errors import RunError, UsageError
from sayso.records import Article, Run, to_json
from sayso.writing.lines import Lines
from tests.stories import TEXT, make_story


def lines_of(*articles: Article) -> bytes:
    return b"".join(to_json(article) + b"\n" for article in articles)


def story(ident: str, **changes: Any) -> Article:
    return make_story(ident, **changes)


def results(old: Path, new: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each article that differs with its changes, and at the end the numbers of articles."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for item in compare(str(old), str(new)):
        if isinstance(item, Comparison):
            found.append((item.article, [(change.op, change.record) for change in item.changes]))
        else:
            found.append(("", [(name, str(number)) for name, number in item.counts.items() if number]))
    return found


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write


Write = Callable[[str, bytes], Path]

OLD = lines_of(story("a"), story("b"), story("c"), story("gone"))
NEW = lines_of(story("new"), story("c"), story("b", claims=()), story("a"))


def test_articles_pair_by_id_and_come_in_the_order_of_ids(write: Write) -> None:
    """An article that is gone and a new one would pair by their text: here it is another one."""
    gone = story("gone", text="Another text.", blocks=(), actors=(), dates=(), figures=(), attributions=(), claims=())
    old = write("old", lines_of(story("a"), story("b"), story("c"), gone))
    assert results(old, write("new", NEW)) == [
        ("b", [("removed", "claim")] * 3),
        ("gone", [("removed", "article")]),
        ("new", [("added", "article")]),
        ("", [("added", "1"), ("removed", "4"), ("material", "5"), ("articles_same", "2"), ("articles_changed", "1"),
              ("articles_added", "1"), ("articles_removed", "1"), ("articles_old", "4"), ("articles_new", "4")]),
    ]  # fmt: skip


def test_articles_of_one_text_pair_where_ids_differ(write: Write) -> None:
    found = results(write("old", OLD), write("new", NEW))
    assert ("new", [("changed", "article")]) in found
    (article,) = [item for item in compare(str(write("old", OLD)), str(write("new", NEW))) if getattr(item, "article", "") == "new"]
    assert isinstance(article, Comparison)
    change = article.changes[0]
    assert change.match
    assert (change.match.by, [(field.field, field.old, field.new) for field in change.changes]) == ("text", [("id", "gone", "new")])


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(OLD.splitlines(keepends=True)), st.permutations(NEW.splitlines(keepends=True)))
def test_the_order_of_lines_changes_nothing(write: Write, old: list[bytes], new: list[bytes]) -> None:
    whole = list(compare(str(write("old", OLD)), str(write("new", NEW))))
    shuffled = list(compare(str(write("shuffled-old", b"".join(old))), str(write("shuffled-new", b"".join(new)))))
    assert [rows(item) for item in shuffled] == [rows(item) for item in whole]


def rows(item: Comparison | Summary) -> Any:
    return item.row() if isinstance(item, Summary) else [change.row() for change in item.changes]


@pytest.mark.parametrize(
    "pack", [gzip.compress, zstandard.compress, lambda data: zstandard.compress(data[:9]) + zstandard.compress(data[9:])]
)
def test_packed_runs_are_read_as_plain_ones(write: Write, pack: Callable[[bytes], bytes]) -> None:
    plain = results(write("old", OLD), write("new", NEW))
    assert results(write("packed", pack(OLD)), write("new", NEW)) == plain
    assert results(write("old", OLD), write("packed", pack(NEW))) == plain


def test_a_run_may_come_from_stdin(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(NEW))

    plain = results(write("old", OLD), write("new", NEW))
    monkeypatch.setattr(sys, "stdin", Stdin())
    assert results(write("old", OLD), Path("-")) == plain


def test_the_run_that_made_an_article_is_no_change_of_it_and_stands_in_the_summary(write: Write) -> None:
    old, new = Run(sayso="0", model="m", rules="r1"), Run(sayso="0", model="m", rules="r2")
    items = list(
        compare(str(write("old", lines_of(story("a", run=old)))), str(write("new", lines_of(story("a", run=new), story("b", run=None)))))
    )
    (summary,) = [item for item in items if isinstance(item, Summary)]
    assert summary.runs == (old.model_dump(), new.model_dump())
    assert (summary.counts["articles_same"], summary.counts["added"]) == (1, 1)


def test_a_run_of_several_makers_names_them_all(write: Write) -> None:
    both = lines_of(story("a", run=Run(sayso="0", model="m", rules="r1")), story("b", run=Run(sayso="0", model="m", rules="r2")))
    (summary,) = compare(str(write("old", both)), str(write("new", both)))
    assert isinstance(summary, Summary)
    assert summary.runs[0] == {"sayso": "0", "model": "m", "rules": "r1 | r2"}


def test_a_line_that_another_tool_wrote_anew_is_the_same_article(write: Write) -> None:
    """Keys in another order, blanks between, a field that an earlier version did not know."""
    row = json.loads(OLD.splitlines()[0])
    del row["figures"][0]["holder"]
    turned = json.dumps(dict(reversed(row.items())), indent=None, separators=(", ", ": ")).encode() + b"\n"
    assert results(write("old", lines_of(story("a"))), write("new", turned))[0][0] == ""


def test_blank_lines_are_nothing(write: Write) -> None:
    assert results(write("old", b"\n" + OLD + b"\n \n"), write("new", OLD))[0][0] == ""


BROKEN: Sequence[Any] = (
    pytest.param(OLD[:-200], "new:4: ", "is cut short", id="the-last-line-is-cut"),
    pytest.param(OLD.replace(b"\n", b"X\n", 1), "new:1: ", "this takes what `sayso extract` wrote", id="a-line-with-more"),
    pytest.param(OLD.replace(b'{"schema":"1"', b'{"schema":"2"'), "new:1: ", "has schema '2'; this version reads '1'", id="another-schema"),
    pytest.param(
        b'{"id": "a", "text": "b"}\n',
        "new:1: ",
        "is a row of another tool: it has no attributions, claims",
        id="a-run-of-another-tool",
    ),
    pytest.param(b"id,text\n1,2\n", "new:1: ", "is no JSON object", id="a-table"),
    pytest.param(b"[1]\n", "new:1: ", "this takes what `sayso extract` wrote", id="a-list"),
    pytest.param(OLD + lines_of(story("b")), "new:5: ", "article id 'b' stands in line 2 already", id="an-id-twice"),
    pytest.param(Lines(layout="flat", kinds=("claim",))(story("a")), "new:1: ", "is a row of the flat layout", id="the-flat-layout"),
    pytest.param(gzip.compress(OLD)[:-20], "new: ", "can't be read to its end", id="packed-and-cut"),
    pytest.param(zstandard.compress(OLD)[:-20], "new: ", "can't be read to its end", id="packed-otherwise-and-cut"),
    pytest.param(b"\x28\xb5\x2f\xfdnonsense", "new: ", "can't be read to its end", id="no-zstandard"),
)


@pytest.mark.parametrize(("data", "place", "reason"), BROKEN)
def test_what_is_no_run_is_refused_in_one_line(write: Write, data: bytes, place: str, reason: str) -> None:
    with pytest.raises(RunError) as caught:
        list(compare(str(write("old", OLD)), str(write("new", data))))
    told = str(caught.value)
    assert place in told
    assert reason in told
    assert "\n" not in told


def test_a_damaged_line_is_found_where_it_is_compared(write: Write) -> None:
    """Its beginning and end are as they must be; what stands between is not."""
    bad = lines_of(story("a"), story("b")).replace(b'"grain":"day"', b'"grain":"dog"', 2)
    with pytest.raises(RunError, match=r"new:1: dates\.0\.grain"):
        list(compare(str(write("old", OLD)), str(write("new", bad))))


def test_an_article_with_two_ids_is_refused(write: Write) -> None:
    twice = OLD.replace(b'"run":{"sayso"', b'"id":"z","run":{"sayso"', 1)
    with pytest.raises(RunError, match="new:1: has two ids, 'a' and 'z'"):
        list(compare(str(write("old", OLD)), str(write("new", twice))))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        list(compare(str(tmp_path / "nowhere"), str(tmp_path / "nowhere")))


def test_an_empty_run_is_a_warning(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    assert results(write("old", b""), write("new", lines_of(story("a"))))[0] == ("a", [("added", "article")])
    assert "old: holds no article" in caplog.text


def test_the_text_of_the_stories_is_one_line_of_three() -> None:
    """What the tests above lean on: all stories have the same text."""
    assert story("a").text == story("b").text == TEXT
