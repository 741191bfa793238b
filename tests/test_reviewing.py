"""Decisions about changes: what holds, what is pending, and the run that follows from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from sayso.cli.session import Session
from sayso.comparing import Change, Comparison, compare
from sayso.errors import RunError, UsageError
from sayso.records import PLURALS, Article, find_problems
from sayso.reviewing import accepting
from sayso.reviewing.accepting import write_accepted, write_reviewed
from sayso.reviewing.correcting import add_missed, correct
from sayso.reviewing.decisions import Decision, append_decisions, load_decisions, read_decisions
from sayso.reviewing.desk import Asked, Desk
from sayso.reviewing.noting import missed, read_typed, reviewed
from sayso.reviewing.queue import Entry, make_batches, make_queue, matches, stale
from sayso.reviewing.sampling import take_sample
from sayso.reviewing.standing import Standing, last_words, load_standing, merge
from tests.pairs import actor, article_of, as_json, attribution, claim, figure
from tests.stories import articles, make_story

TEXT = "The mayor said 40 boats sank on Monday. Ana Reyes denied it."
AT = "2024-03-07T12:00:00+00:00"
Json = dict[str, Any]
Write = Callable[[str, Sequence[Json]], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_run(name: str, rows: Sequence[Json]) -> str:
        (tmp_path / name).write_bytes(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows))
        return str(tmp_path / name)

    return write_run


def decision(change: str, verdict: str, **more: Any) -> Decision:
    return Decision.model_validate({"change": change, "verdict": verdict, "record": "figure", "article": "a.txt", "at": AT, **more})


def boats(*figures: Json, **more: Any) -> Json:
    return article_of(TEXT, figures=figures, **more)


def forty(ident: str = "f1", **fields: Any) -> Json:
    return figure(TEXT, "40 boats", ident, **{"value": 40, **fields})


OLD = boats(forty(unit="boat", rule="r.one"))
NEW = boats(forty(unit="ship", rule="r.two"), actors=[actor(TEXT, "Ana Reyes", "k1", rule="names.run")])


def queue_of(old: str, new: str, standing: Standing | None = None) -> list[Entry]:
    return make_queue(compare(old, new), standing or Standing())


def written(call: Callable[[Callable[[bytes], None]], object]) -> list[Json]:
    lines: list[bytes] = []
    call(lines.append)
    return [json.loads(line) for line in lines]


# --- what holds


@pytest.mark.parametrize(
    ("files", "holds", "disputed"),
    [
        pytest.param([[]], {}, set(), id="nothing"),
        pytest.param([[("c", "accept")]], {"c": "accept"}, set(), id="one"),
        pytest.param([[("c", "accept"), ("c", "reject")]], {"c": "reject"}, set(), id="the-last-word"),
        pytest.param([[("c", "accept"), ("c", "undo")]], {}, set(), id="taken-back"),
        pytest.param([[("c", "undo"), ("c", "accept")]], {"c": "accept"}, set(), id="nothing-to-take-back"),
        pytest.param([[("c", "accept")], [("c", "accept")]], {"c": "accept"}, set(), id="two-agree"),
        pytest.param([[("c", "accept")], [("c", "reject")]], {}, {"c"}, id="two-disagree"),
        pytest.param([[("c", "accept")], [("d", "reject")]], {"c": "accept", "d": "reject"}, set(), id="two-about-two"),
        pytest.param([[("c", "accept")], [("c", "reject"), ("c", "undo")]], {"c": "accept"}, set(), id="a-dispute-taken-back"),
    ],
)
def test_what_holds(files: list[list[tuple[str, str]]], holds: dict[str, str], disputed: set[str]) -> None:
    standing = merge([last_words(decision(change, verdict) for change, verdict in file) for file in files])
    assert {change: one.verdict for change, one in standing.verdicts.items()} == holds
    assert set(standing.disputes) == disputed


def test_what_settles_holds_against_others() -> None:
    standing = merge([{"c": decision("c", "accept", settles=True)}, {"c": decision("c", "reject")}])
    assert standing.verdicts["c"].verdict == "accept"
    assert not standing.disputes


def test_two_values_for_neither_are_a_dispute() -> None:
    words = [{"c": decision("c", "neither", value={"unit": unit})} for unit in ("boat", "ship")]
    assert set(merge(words).disputes) == {"c"}


def test_missed_and_reviewed_are_about_no_change() -> None:
    noted = [missed(boats(), "figure", {"text": "40 boats", "kind": "count"}, "ana"), reviewed("a.txt", "ana")]
    standing = merge([last_words(noted)])
    assert (len(standing.missed), standing.reviewed, standing.verdicts) == (1, {"a.txt"}, {})


# --- the file


def test_a_file_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert load_standing([str(tmp_path / "none.jsonl")]) == Standing()


@given(st.lists(st.sampled_from(["accept", "reject", "neither", "undo"]), max_size=6))
def test_decisions_are_read_back(tmp_path_factory: pytest.TempPathFactory, verdicts: list[str]) -> None:
    path = str(tmp_path_factory.mktemp("d") / "decisions.jsonl")
    made = [decision(f"c{number}", verdict, by="ana", value={"unit": "\u2028é😀"}) for number, verdict in enumerate(verdicts)]
    for one in made:
        append_decisions(path, [one])
    assert load_decisions(path) == made


def test_a_line_that_an_editor_left_open_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    append_decisions(str(path), [decision("c", "accept")])
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    append_decisions(str(path), [decision("d", "reject")])
    assert [one.change for one in load_decisions(str(path))] == ["c", "d"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param(b'{"change": "c"', "is no decision", id="cut-off"),
        pytest.param(b'{"change": "c", "verdict": "perhaps", "record": "figure", "article": "a", "at": "%s"}', "verdict", id="verdict"),
        pytest.param(
            b'{"change": "c", "verdict": "accept", "record": "figure", "article": "a", "at": "2024-03-07"}', "time zone", id="no-zone"
        ),
        pytest.param(b'{"change": "", "verdict": "accept", "record": "figure", "article": "a", "at": "%s"}', "change", id="no-id"),
        pytest.param(b'{"op": "added"}', "is no decision", id="another-files-line"),
    ],
)
def test_a_line_that_is_no_decision_is_refused(line: bytes, problem: str) -> None:
    with pytest.raises(RunError, match=f"d.jsonl:2: .*{problem}"):
        list(read_decisions([b"\n", line.replace(b"%s", AT.encode())], place="d.jsonl"))


# --- the queue


def test_the_weightiest_comes_first_in_batches_by_rule(write: Write) -> None:
    old = write("old.jsonl", [boats(forty("f1", value=40, rule="a"), figure(TEXT, "Monday", "f2", rule="b", unit="day"))])
    new = write("new.jsonl", [boats(forty("f1", value=41, rule="a"), figure(TEXT, "Monday", "f2", rule="b", unit="days"))])
    batches = make_batches(queue_of(old, new))
    assert [(batch.rule, len(batch.entries), batch.shapes) for batch in batches] == [("a", 1, 1), ("b", 1, 1)]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        pytest.param({}, 2, id="all"),
        pytest.param({"record": "figure"}, 1, id="record"),
        pytest.param({"rule": "r.two"}, 1, id="a-rule-of-one-side"),
        pytest.param({"rule": "r.one → r.two"}, 1, id="both-rules"),
        pytest.param({"field": "unit"}, 1, id="field"),
        pytest.param({"field": "figure.unit"}, 1, id="field-with-record"),
        pytest.param({"field": "actor.unit"}, 0, id="another-records-field"),
        pytest.param({"article": "b.txt"}, 0, id="article"),
        pytest.param({"status": "pending"}, 2, id="status"),
        pytest.param({"status": "decided"}, 0, id="decided"),
        pytest.param({"grade": "material", "record": "actor"}, 1, id="two-at-once"),
    ],
)
def test_filter(write: Write, wanted: dict[str, str], count: int) -> None:
    entries = queue_of(write("old.jsonl", [OLD]), write("new.jsonl", [NEW]))
    assert sum(matches(entry, wanted) for entry in entries) == count


def test_decisions_are_remembered_by_content(write: Write) -> None:
    """The same change between two other runs has the same id, so that it stays decided; one that is gone is told."""
    first = queue_of(write("old.jsonl", [OLD]), write("new.jsonl", [NEW]))
    standing = merge([{entry.change.id: decision(entry.change.id, "accept") for entry in first}])
    moved = [{**article, "id": article["id"], "run": {"sayso": "9", "model": "m", "rules": "r"}} for article in (OLD, NEW)]
    again = queue_of(write("old2.jsonl", moved[:1]), write("new2.jsonl", moved[1:]), standing)
    assert {entry.status for entry in again} == {"accept"}
    assert stale(queue_of(write("a.jsonl", [OLD]), write("b.jsonl", [OLD]), standing), standing) == list(standing.verdicts)


# --- the desk


@pytest.fixture
def desk(write: Write, tmp_path: Path) -> Desk:
    entries = queue_of(write("old.jsonl", [OLD]), write("new.jsonl", [NEW]))
    return Desk(entries, str(tmp_path / "decisions.jsonl"), "ana")


def statuses(desk: Desk) -> dict[str, str]:
    return {entry.change.record: entry.status for entry in desk.entries}


def test_by_id(desk: Desk) -> None:
    ident = next(entry.change.id for entry in desk.entries if entry.change.record == "figure")
    desk.decide({"accept": Asked(ids=[ident[:8]])})
    assert statuses(desk) == {"figure": "accept", "actor": "pending"}
    desk.decide({"undo": Asked(ids=[ident])})
    assert statuses(desk) == {"figure": "pending", "actor": "pending"}
    assert [one.verdict for one in load_decisions(desk.path)] == ["accept", "undo"]


def test_by_rule_and_field(desk: Desk) -> None:
    desk.decide({"reject": Asked(rules=["names.run"], fields=["figure.unit"])})
    assert set(statuses(desk).values()) == {"reject"}
    desk.decide({"accept": Asked(rules=["names.run"])})  # nothing of it is pending
    assert set(statuses(desk).values()) == {"reject"}


def test_an_id_holds_against_its_rule(desk: Desk) -> None:
    """All of a rule but one."""
    ident = next(entry.change.id for entry in desk.entries if entry.change.record == "figure")
    desk.decide({"accept": Asked(fields=["figure.unit"], rules=["names.run"]), "reject": Asked(ids=[ident])})
    assert statuses(desk) == {"figure": "reject", "actor": "accept"}
    assert len(load_decisions(desk.path)) == 2


def test_one_change_is_decided_in_one_way(desk: Desk) -> None:
    ident = next(entry.change.id for entry in desk.entries if entry.change.record == "figure")
    for asked in (Asked(ids=[ident]), Asked(fields=["figure.unit"])):
        with pytest.raises(UsageError, match=f"change {ident} is asked for with accept and reject"):
            desk.decide({"accept": asked, "reject": asked})
    assert load_decisions(desk.path) == []


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        pytest.param({"ids": ["ffffffffffff"]}, "no change 'ffffffffffff'", id="id"),
        pytest.param({"ids": [""]}, "begins 2 ids", id="two-ids"),
        pytest.param({"rules": ["cue.none"]}, "no change has the rule 'cue.none'", id="rule"),
        pytest.param({"fields": ["figure.colour"]}, "no change has the field", id="field"),
    ],
)
def test_what_is_not_there_is_told(desk: Desk, asked: dict[str, list[str]], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        desk.decide({"accept": Asked(**asked)})
    assert load_decisions(desk.path) == []


# --- typed values


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        pytest.param({"unit": "boat"}, {"unit": "boat"}, id="words"),
        pytest.param({"value": 41}, {"value": 41}, id="a-number"),
        pytest.param({"unit": ""}, {"unit": None}, id="empty"),
        pytest.param({"text": "40"}, {"text": "40", "start": 15, "end": 17}, id="its-own-words"),
        pytest.param(
            {"counted.text": "boats"}, {"counted": {"start": 18, "end": 23, "text": "boats", "lemma": "boat"}}, id="a-spans-words"
        ),
        pytest.param({"counted": "boats"}, {"counted": {"start": 18, "end": 23, "text": "boats", "lemma": "boats"}}, id="a-span"),
        pytest.param({"by": "Ana Reyes"}, {"by": "k1"}, id="a-link-by-words"),
        pytest.param({"by": "k1"}, {"by": "k1"}, id="a-link-by-id"),
    ],
)
def test_a_typed_value(values: Json, wanted: Json) -> None:
    counted = {"start": 15, "end": 23, "text": "40 boats", "lemma": "boat"}
    article = boats(forty(counted=counted), actors=[actor(TEXT, "Ana Reyes", "k1")])
    found = correct(article, "figure", "f1", values)
    assert {name: found["figures"][0][name] for name in wanted} == wanted
    assert not list(find_problems(Article.model_validate(found)))


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        pytest.param({"colour": "red"}, "has no field 'colour'", id="no-such-field"),
        pytest.param({"bound": "about"}, "bound can't be 'about'", id="no-such-value"),
        pytest.param({"text": "50 boats"}, "'50 boats' does not stand in its text", id="words-that-are-not-there"),
        pytest.param({"by": "Nobody"}, "'Nobody' is no record", id="no-such-record"),
        pytest.param({"unit.x": "y"}, "has no field 'unit.x'", id="a-field-of-a-word"),
    ],
)
def test_a_value_that_can_not_be_right(values: Json, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        correct(boats(forty(unit="boat")), "figure", "f1", values)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        pytest.param("figure", {"text": "40 boats", "kind": "count", "value": 40}, id="figure"),
        pytest.param("date", {"text": "Monday", "kind": "date"}, id="date"),
        pytest.param("actor", {"name": "Ana Reyes", "kind": "person", "mentions": ["Ana Reyes"]}, id="actor"),
        pytest.param("claim", {"text": "40 boats sank", "spans": ["40 boats sank"], "block": "body"}, id="claim"),
        pytest.param(
            "attribution",
            {"content": ["40 boats sank"], "content_form": "clause", "manner": "indirect", "stance": "says", "cue": "said"},
            id="attribution",
        ),
    ],
)
def test_a_missed_record_is_made_of_words(kind: Any, values: Json) -> None:
    found = add_missed(boats(), kind, "m1", values)
    assert [record["id"] for record in found[PLURALS[kind]]] == ["m1"]
    assert not list(find_problems(Article.model_validate(found)))


@pytest.mark.parametrize(
    ("typed", "value"),
    [("40", 40), ("2.5", 2.5), ("true", True), ("null", None), ("a boat", "a boat"), ("a | b", ["a", "b"]), ('["x"]', ["x"])],
)
def test_read_typed(typed: str, value: object) -> None:
    assert read_typed(typed) == value


# --- the accepted run


def all_changes(old: str, new: str) -> list[Change]:
    return [change for item in compare(old, new) if isinstance(item, Comparison) for change in item.changes]


@settings(max_examples=15, deadline=None)
@given(st.lists(articles(), min_size=1, max_size=2), st.lists(articles(), min_size=1, max_size=2))
def test_all_accepted_is_new_and_all_rejected_is_old(
    tmp_path_factory: pytest.TempPathFactory, one: list[Article], other: list[Article]
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    rows = [[{**as_json(article), "id": f"{number}.txt"} for number, article in enumerate(run)] for run in (one, other)]
    paths = []
    for name, run in zip(("old", "new"), rows, strict=True):
        (folder / name).write_bytes(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in run))
        paths.append(str(folder / name))
    old, new = paths
    changes = all_changes(old, new)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accepting, "_check", lambda article: article)  # a strategy's articles are sound in their layout, not in their links
        for verdict, wanted in (("accept", rows[1]), ("reject", rows[0])):
            standing = merge([{change.id: decision(change.id, verdict) for change in changes}])
            found = written(lambda put, standing=standing: write_accepted(old, new, standing, put))  # type: ignore[misc]
            assert found == wanted


def test_all_accepted_is_new_and_all_rejected_is_old_byte_for_byte(write: Write) -> None:
    """In other orders, with articles on one side only, and with another run's label where nothing changed."""
    label = {"sayso": "1", "model": "m", "rules": "r"}
    same = article_of("The same.", "same")
    old = write("old.jsonl", [article_of("It went.", "first"), OLD, same, article_of("Gone.", "gone")])
    new = write("new.jsonl", [{**same, "run": label}, article_of("It came.", "came"), NEW])
    for verdict, wanted in (("accept", new), ("reject", old)):
        standing = merge([{change.id: decision(change.id, verdict) for change in all_changes(old, new)}])
        pieces: list[bytes] = []
        write_accepted(old, new, standing, pieces.append)
        assert b"".join(pieces) == Path(wanted).read_bytes()


def test_pending_changes_stay_as_they_were(write: Write) -> None:
    old, new = write("old.jsonl", [OLD]), write("new.jsonl", [NEW])
    assert written(lambda put: write_accepted(old, new, Standing(), put)) == [OLD]


def test_neither_writes_what_was_typed(write: Write) -> None:
    old, new = write("old.jsonl", [OLD]), write("new.jsonl", [NEW])
    change = next(change for change in all_changes(old, new) if change.record == "figure")
    standing = merge([{change.id: decision(change.id, "neither", value={"unit": "vessel"})}])
    (found,) = written(lambda put: write_accepted(old, new, standing, put))
    assert [(record["unit"], record["value"]) for record in found["figures"]] == [("vessel", 40)]
    assert (found["actors"], found["run"]) == ([], None)


def test_neither_about_what_is_gone_corrects_what_was_there(write: Write) -> None:
    old, new = write("old.jsonl", [OLD]), write("new.jsonl", [boats()])
    (change,) = all_changes(old, new)
    standing = merge([{change.id: decision(change.id, "neither", value={"unit": "vessel"})}])
    (found,) = written(lambda put: write_accepted(old, new, standing, put))
    assert [record["unit"] for record in found["figures"]] == ["vessel"]


def test_a_value_that_makes_no_record_stops_the_writing(write: Write) -> None:
    old, new = write("old.jsonl", [OLD]), write("new.jsonl", [NEW])
    change = next(change for change in all_changes(old, new) if change.record == "figure")
    standing = merge([{change.id: decision(change.id, "neither", value={"bound": "about"})}])
    with pytest.raises(UsageError, match="bound can't be 'about'"):
        written(lambda put: write_accepted(old, new, standing, put))


def test_missed_records_are_in_the_accepted_run(write: Write) -> None:
    old, new = write("old.jsonl", [OLD]), write("new.jsonl", [OLD])
    noted = missed(OLD, "date", {"text": "Monday", "kind": "vague"}, "ana")
    (found,) = written(lambda put: write_accepted(old, new, merge([last_words([noted])]), put))
    assert [record["text"] for record in found["dates"]] == ["Monday"]


def test_articles_come_in_the_order_of_the_new_run(write: Write) -> None:
    old = write("old.jsonl", [article_of(f"The {ident}.", ident) for ident in ("c", "a", "gone")])
    new = write("new.jsonl", [article_of(f"The {ident}.", ident) for ident in ("c", "b", "a")])
    standing = merge([{change.id: decision(change.id, "accept") for change in all_changes(old, new) if change.op == "added"}])
    assert [row["id"] for row in written(lambda put: write_accepted(old, new, standing, put))] == ["c", "b", "a", "gone"]


def test_a_link_to_a_record_that_is_left_out_is_listed(write: Write) -> None:
    old = write("old.jsonl", [boats()])
    said = attribution(TEXT, "The mayor", "said", "40 boats sank on Monday", "a1")
    new = write("new.jsonl", [boats(attributions=[said], claims=[claim(TEXT, "40 boats sank on Monday", "c1", chain=["a1"])])])
    standing = merge([{change.id: decision(change.id, "accept") for change in all_changes(old, new) if change.record == "claim"}])
    outcome = write_accepted(old, new, standing, lambda data: None)
    (line,) = outcome.listed
    assert line.startswith("a.txt: claim c1 (40 boats sank on Monday): chain led to a1 (The mayor said: 40 boats sank on Monday), which")


# --- one run's sample


def test_a_sample_is_the_same_again_and_grows(write: Write) -> None:
    run = write("run.jsonl", [{**as_json(make_story()), "id": f"{number}.txt"} for number in range(6)])
    few, more = ({entry.change.id for entry in take_sample(run, size, Standing())} for size in (5, 9))
    assert (len(few), len(more)) == (5, 9)
    assert few < more
    assert {entry.change.id for entry in take_sample(run, 5, Standing(), seed=1)} != few
    assert {entry.change.record for entry in take_sample(run, 99, Standing(), kinds=["claim"])} == {"claim"}


def test_what_is_wrong_in_a_sample_is_left_out_of_the_run(write: Write) -> None:
    run = write("run.jsonl", [NEW, {**NEW, "id": "b.txt"}])
    entries = take_sample(run, 99, Standing())
    wrong = next(entry.change for entry in entries if entry.change.record == "actor" and entry.change.article == "a.txt")
    first, second = written(lambda put: write_reviewed(run, merge([{wrong.id: decision(wrong.id, "reject")}]), put))
    assert (first["actors"], len(first["figures"])) == ([], 1)
    assert second == {**NEW, "id": "b.txt"}


# --- a sitting


def sit(desk: Desk, keys: str, answers: Sequence[str] = (), **more: Any) -> str:
    """What a reviewer sees who presses these keys and types these answers."""
    pressed, typed = iter(keys), iter(answers)
    console = Console(record=True, width=80, highlight=False, file=open("/dev/null", "w"))  # noqa: SIM115
    session = Session(desk.entries, "ana", console, desk.append, lambda: next(pressed), lambda question: next(typed), **more)
    session.run()
    rest: Iterator[str] = pressed
    assert list(rest) == []
    return console.export_text()


@pytest.mark.parametrize(
    ("keys", "answers", "wanted"),
    [
        pytest.param("aa", (), ["accept", "accept"], id="accept"),
        pytest.param("ar", (), ["accept", "reject"], id="reject"),
        pytest.param("sa", (), ["pending", "accept"], id="skip"),
        pytest.param("q", (), ["pending", "pending"], id="quit"),
        pytest.param("xq", (), ["pending", "pending"], id="no-such-key"),
        pytest.param("?aq", (), ["accept", "pending"], id="help"),
        pytest.param("aurq", (), ["reject", "pending"], id="undo"),
        pytest.param("uaq", (), ["accept", "pending"], id="nothing-to-undo"),
        pytest.param("sbaq", (), ["accept", "pending"], id="back"),
        pytest.param("abrq", (), ["reject", "pending"], id="back-to-what-is-decided"),
        pytest.param("Ars", (), ["accept", "pending"], id="all-of-a-rule"),
        pytest.param("Afs", (), ["accept", "pending"], id="all-of-a-field"),
        pytest.param("Axaq", (), ["accept", "pending"], id="all-of-none"),
        pytest.param("abAruq", (), ["pending", "pending"], id="all-of-none-that-is-pending"),
        pytest.param("na", ("vessel", ""), ["neither", "accept"], id="neither"),
        pytest.param("fa", ("record=actor",), ["pending", "accept"], id="filter"),
        pytest.param("faq", ("colour=red",), ["accept", "pending"], id="no-such-filter"),
        pytest.param("dq", (), ["pending", "pending"], id="article-done"),
    ],
)
def test_keys(desk: Desk, keys: str, answers: tuple[str, ...], wanted: list[str]) -> None:
    sit(desk, keys, answers)
    found = {entry.change.record: entry.status for entry in desk.entries}
    assert [found["figure"], found["actor"]] == wanted
    assert {one.change: one.verdict for one in last_words(load_decisions(desk.path)).values() if one.verdict != "reviewed"} == {
        entry.change.id: entry.status for entry in desk.entries if not entry.is_pending
    }


def test_only_what_a_reader_can_know_is_asked(write: Write, tmp_path: Path) -> None:
    """Not the rule; and with one change of rule and value, one question."""
    old, new = write("old.jsonl", [boats(forty(rule="r.one"))]), write("new.jsonl", [boats(forty(rule="r.two", value=41))])
    desk = Desk(queue_of(old, new), str(tmp_path / "decisions.jsonl"), "ana")
    sit(desk, "n", ("42",))
    assert [one.value for one in load_decisions(desk.path)] == [{"value": 42}]


def test_what_is_missed_is_noted(desk: Desk) -> None:
    seen = sit(desk, "mq", ("date", "Monday", "kind=date", ""))
    assert "noted: a date that was missed" in seen
    (one,) = load_decisions(desk.path)
    assert (one.verdict, one.record, one.value) == ("missed", "date", {"text": "Monday", "kind": "date"})


@pytest.mark.parametrize(
    ("keys", "answers", "words"),
    [
        pytest.param("mq", ("boat",), "no such kind", id="kind"),
        pytest.param("mq", ("date", "Friday"), "'Friday' does not stand in its text", id="words"),
        pytest.param("nq", ("[1, 2]", ""), "unit can't be [1, 2]", id="value"),
    ],
)
def test_what_can_not_be_is_told_and_not_written(desk: Desk, keys: str, answers: tuple[str, ...], words: str) -> None:
    assert words in sit(desk, keys, answers)
    assert load_decisions(desk.path) == []


def test_a_sitting_shows_the_sentence_the_cause_and_what_is_left(desk: Desk) -> None:
    seen = sit(desk, "aq")
    for words in ("rule r.one → r.two: 1 change of 1 shape", "›40 boats‹ sank on Monday", "2 pending", "1 of 2 decided, 1 pending"):
        assert words in seen
    assert max(map(len, seen.splitlines())) <= 80


def test_coming_back_begins_where_one_left(write: Write, desk: Desk) -> None:
    sit(desk, "aq")
    again = Desk(queue_of(write("old.jsonl", [OLD]), write("new.jsonl", [NEW]), load_standing([desk.path])), desk.path, "ana")
    assert "1 of 2 decided" in sit(again, "q")
    assert "names.run" in sit(again, "q")
