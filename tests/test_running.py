"""Many articles: order, batches, workers that die, inputs that come slowly."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

import pytest

from sayso.errors import InputError, RulesError
from sayso.reading import make_article
from sayso.records import Article, to_json
from sayso.running import RunOptions, Worker, run

pytestmark = pytest.mark.model

BAD = InputError("it is bad", source="bad.txt", remedy="make it good")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))


def story(number: int) -> Article:
    return make_article(f"Ferry strike, day {number}\n\nThe union said on Monday that {number} boats would sail again.\n", id=f"a{number}")


def ids(outcomes: list[bytes | InputError]) -> list[str]:
    return [
        str(outcome.id or outcome.source) if isinstance(outcome, InputError) else Article.model_validate_json(outcome).id
        for outcome in outcomes
    ]


@dataclass(frozen=True)
class FailsAt:
    """Fails, or ends its process, at one article."""

    ident: str
    kill: bool = False

    def __call__(self, article: Article) -> bytes:
        if article.id == self.ident:
            if self.kill:
                os.kill(os.getpid(), signal.SIGKILL)
            raise ValueError("no such luck")
        return to_json(article)


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_the_order_of_the_input_with_failures_in_their_places(jobs: int) -> None:
    items: list[Article | InputError] = [story(0), BAD, story(1), *(story(number) for number in range(2, 60))]
    made = list(run(items, Worker(RunOptions(jobs=jobs)), finish=to_json))
    assert ids(made) == ["a0", "bad.txt", "a1", *(f"a{number}" for number in range(2, 60))]


def test_the_number_of_jobs_changes_no_byte() -> None:
    items = [story(number) for number in range(30)]
    alone, together, uncached = (
        list(run(items, Worker(options), finish=to_json)) for options in (RunOptions(), RunOptions(jobs=2), RunOptions(cache=False))
    )
    assert alone == together == uncached


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_article_that_fails_is_one_failure(jobs: int) -> None:
    made = list(run([story(0), story(1), story(2)], Worker(RunOptions(jobs=jobs)), finish=FailsAt("a1")))
    assert ids(made) == ["a0", "a1", "a2"]
    assert isinstance(made[1], InputError)
    assert "no such luck" in made[1].reason


def test_a_process_that_is_ended_costs_one_article() -> None:
    items = [story(number) for number in range(40)]
    made = list(run(items, Worker(RunOptions(jobs=2)), finish=FailsAt("a7", kill=True)))
    assert ids(made) == [f"a{number}" for number in range(40)]
    assert [outcome.id for outcome in made if isinstance(outcome, InputError)] == ["a7"]
    assert "was ended" in str(made[7])


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_outcome_leaves_before_the_next_input_comes(jobs: int) -> None:
    """As with `tail -f | sayso extract -`: the second article is handed in when the first is out."""
    inbox: Queue[Article | None] = Queue()
    inbox.put(story(0))
    outcomes = run(iter(inbox.get, None), Worker(RunOptions(jobs=jobs)), finish=to_json, one_by_one=True)
    assert ids([next(outcomes)]) == ["a0"]
    inbox.put(story(1))
    assert ids([next(outcomes)]) == ["a1"]
    inbox.put(None)
    assert list(outcomes) == []


def test_inputs_are_not_read_far_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield story(taken)

    outcomes = run(endless(), Worker(RunOptions(jobs=2)), finish=to_json, one_by_one=True)
    next(outcomes)
    outcomes.close()
    assert taken < 20


def test_what_the_reader_raises_is_raised_here() -> None:
    def broken() -> Iterator[Article]:
        yield story(0)
        raise KeyError("lost")

    outcomes = run(broken(), Worker(RunOptions(jobs=2)), finish=to_json)
    assert ids([next(outcomes)]) == ["a0"]
    with pytest.raises(KeyError):
        next(outcomes)


def test_rules_that_change_under_way_end_the_run() -> None:
    worker = Worker(RunOptions(jobs=2))
    worker.run = worker.run.model_copy(update={"rules": "of yesterday"})
    with pytest.raises(RulesError, match="were changed"):
        list(run([story(0)], worker, finish=to_json))


def test_no_process_and_no_thread_is_left() -> None:
    before = threading.active_count()
    outcomes = run([story(0), story(1)], Worker(RunOptions(jobs=2)), finish=to_json)
    assert len(list(outcomes)) == 2
    assert threading.active_count() <= before + 1  # the feeder may still be on its way out


def test_with_debug_a_failure_is_raised_as_it_is() -> None:
    with pytest.raises(ValueError, match="no such luck"):
        list(run([story(0)], Worker(RunOptions(debug=True)), finish=FailsAt("a0")))
