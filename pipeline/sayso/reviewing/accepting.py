"""Two runs and decisions → the run that was accepted, article by article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Literal

import orjson

from sayso.comparing import (
    Change,
    Comparison,
    Dropped,
    Options,
    Pair,
    Relinked,
    RunFile,
    apply,
    compare_articles,
    compare_pair,
    open_indexed,
    pair_runs,
)
from sayso.comparing.values import Json
from sayso.errors import RunError
from sayso.records import PLURALS, Article, find_problems
from sayso.reviewing.correcting import add_missed, correct, correct_article
from sayso.reviewing.decisions import Decision
from sayso.reviewing.standing import Standing
from sayso.writing.changes.wording import shortened, words_by_id

Write = Callable[[bytes], None]


@dataclass(slots=True)
class Outcome:
    """What became of the decisions: how many articles were written, and what could not be as it was, in words."""

    articles: int = 0
    listed: list[str] = field(default_factory=list)


def write_accepted(old_path: str, new_path: str, standing: Standing, write: Write, options: Options | None = None) -> Outcome:
    """Write the accepted run; pending changes stay as in the old run.

    Nothing accepted: the old run, byte for byte; all of it: the new one. Else articles come in the new run's order, those that only the old
    one has behind the one that they follow there, and an article in which nothing changed is the new run's.

    Raises as `open_indexed` does, and UsageError or RunError where a typed value, or what follows from all decisions, is no sound article.
    """
    accepting = Accepting(standing, options or Options())
    with ExitStack() as stack:
        old, new = (stack.enter_context(open_indexed(path)) for path in (old_path, new_path))
        for pair in _in_order(pair_runs(old, new), old, new, by_new=accepting.takes_some):
            if pair.same and pair.old is not None and pair.new is not None:
                article: Json | None = new.load(pair.new) if accepting.takes_some else old.load(pair.old)
            else:
                article = accepting.accept(compare_pair(pair, old, new, accepting.options))
            accepting.write(article, write)
    return accepting.outcome


def write_reviewed(run_path: str, standing: Standing, write: Write) -> Outcome:
    """Write one run as it was reviewed: rejected records out, typed values in, what was missed added; all else as it stands.

    Raises as `write_accepted` does.
    """
    accepting = Accepting(standing, Options(), by_default="accept")
    with open_indexed(run_path) as run:
        for ident in sorted(run.lines, key=lambda ident: run.lines[ident].number):
            article = run.load(ident)
            accepting.write(accepting.accept(compare_articles(without_records(article), article)), write)
    return accepting.outcome


def without_records(article: Json) -> Json:
    """The article as it is before anything is found in it."""
    return {**article, **{plural: [] for plural in PLURALS.values()}}


def _in_order(pairs: Sequence[Pair], old: RunFile, new: RunFile, *, by_new: bool) -> list[Pair]:
    """By the lines of one run; what only the old one has stands behind the one that it follows there."""
    places = {pair.old: new.lines[pair.new].number for pair in pairs if pair.old is not None and pair.new is not None}
    before: dict[str, int] = {}
    last = 0
    for ident in old.lines:
        before[ident] = last = places.get(ident, last)

    def place(pair: Pair) -> tuple[int, int]:
        line = old.lines[pair.old].number if pair.old is not None else 0
        if pair.new is not None and by_new:
            return new.lines[pair.new].number, 0
        return (before[pair.old], line) if pair.old is not None and by_new else (line, 0)

    return sorted(pairs, key=place)


@dataclass(slots=True)
class Accepting:
    """Applies what holds, article by article. `by_default` is what a pending change counts as."""

    standing: Standing
    options: Options
    by_default: Literal["accept", "reject"] = "reject"
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def takes_some(self) -> bool:
        """Whether anything of the new run is to be written."""
        return self.by_default == "accept" or any(decision.verdict != "reject" for decision in self.standing.verdicts.values())

    def accept(self, comparison: Comparison) -> Json | None:
        """A comparison's article as decided: accepted changes in, the others out, typed values in their records; None: it is left out."""
        if all(change.op == "moved" for change in comparison.changes):
            return comparison.new if self.takes_some else comparison.old
        verdicts = self.standing.verdicts
        decided = {change.id: verdicts[change.id] for change in comparison.changes if change.id in verdicts}
        taken = {change.id for change in comparison.changes if self._takes_new(change, decided.get(change.id))}
        applied = apply(comparison, taken, self.options)
        if applied.article is None:
            return None
        self.outcome.listed += _listing(comparison, applied.dropped, applied.relinked)
        return _corrected(applied.article, comparison, decided)

    def _takes_new(self, change: Change, decision: Decision | None) -> bool:
        """Whether the new side is written. Neither is right: the new one is, with what is right in it, unless the record is gone there."""
        if decision is None:
            return self.by_default == "accept"
        return decision.verdict == "accept" or (decision.verdict == "neither" and bool(change.new))

    def write(self, article: Json | None, write: Write) -> None:
        """Write an article with what was missed in it, once it is sound."""
        if article is not None:
            write(orjson.dumps(_check(_with_missed(article, self.standing)), option=orjson.OPT_APPEND_NEWLINE))
            self.outcome.articles += 1


def _corrected(article: Json, comparison: Comparison, decided: Mapping[str, Decision]) -> Json:
    for change in comparison.changes:
        decision = decided.get(change.id)
        if decision is None or decision.verdict != "neither" or not decision.value:
            continue
        record = (change.new or change.old)[0]
        if change.record == "article":
            article = correct_article(article, decision.value)
        else:
            article = correct(article, change.record, record["id"], decision.value)
    return {**article, "run": None} if any(one.verdict == "neither" and one.value for one in decided.values()) else article


def _with_missed(article: Json, standing: Standing) -> Json:
    found = article
    for decision in standing.missed:
        if decision.article == article["id"] and decision.record != "article" and decision.value:
            found = add_missed(found, decision.record, decision.change, decision.value)
    return {**found, "run": None} if found is not article else article


def _check(article: Json) -> Json:
    """The article, if it is sound. Raises RunError, saying what is not."""
    problem = next(find_problems(Article.model_validate(article)), None)
    if problem:
        raise RunError(f"article {article['id']}: what was decided does not go together: {problem}")
    return article


def _listing(comparison: Comparison, dropped: Sequence[Dropped], relinked: Sequence[Relinked]) -> Iterator[str]:
    """What could not be as it was, in words, for people who know no ids."""
    names = {**words_by_id(comparison.new), **words_by_id(comparison.old)}

    def known(ident: str) -> str:
        return f"{ident} ({shortened(names[ident])})" if ident in names else ident

    for lost in dropped:
        yield f"{comparison.article}: {lost.record} {known(lost.id)} is dropped: its words are no longer in the text"
    for link in (link for link in relinked if link.to != link.target):  # its partner on the other side often has the same id
        where = f"it leads to {known(link.to)} now" if link.to else "that link is gone"
        yield f"{comparison.article}: {link.record} {known(link.id)}: {link.field} led to {known(link.target)}, which was left out; {where}"
