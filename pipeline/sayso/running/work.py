"""What one worker does: articles → tokens (kept or parsed) → records."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from threading import Lock
from typing import TypeVar

from sayso.errors import InputError, RulesError
from sayso.extraction import extract
from sayso.parsing import DEFAULT_MODEL, Columns, Parse, Parser, model_label
from sayso.records import Article, Run
from sayso.rules import Rules, load_rules
from sayso.running.cache import ParseCache
from sayso.running.findings import Findings
from sayso.running.shards import Passed
from sayso.running.store import Store, cache_folder, cache_size

log = logging.getLogger("sayso")

T = TypeVar("T")

Outcome = Article | InputError
Item = Article | Passed


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a run is made. `rules` are folders laid over the pack, the later over the earlier."""

    model: str = DEFAULT_MODEL
    rules: tuple[str, ...] = ()
    cache: bool = True
    jobs: int = 1
    debug: bool = False


class Worker:
    """Rules, cache and, from the first article that is not in the cache on, a model.

    Raises RulesError and ModelError when it is made, so that a run fails before anything is written.
    """

    def __init__(self, options: RunOptions) -> None:
        self.options = options
        self.rules = load_rules(options.rules)
        label = model_label(options.model)
        self.run = Run(sayso=version("sayso"), model=label, rules=self.rules.label)
        self.cache: ParseCache | None = None
        self.findings: Findings | None = None
        if options.cache:
            self.cache, self.findings = _open_cache(self.rules, label)
        self._parser: Parser | None = None
        gc.freeze()  # rules and tables live as long as the process: the collector need not look through them again and again

    def extract(self, batch: Sequence[Article]) -> list[Outcome]:
        """The records of some articles, in order; one that fails is an InputError in its place."""
        return [self._extract_one(article, columns) for article, columns in zip(batch, self._columns(batch), strict=True)]

    def parse(self, batch: Sequence[Article]) -> list[Parse | InputError]:
        """The tokens of some articles, in order; the articles keep the records that they have."""
        found = zip(batch, self._columns(batch), strict=True)
        return [self.failure(one, got) if isinstance(got, Exception) else Parse(one, got) for one, got in found]

    def _extract_one(self, article: Article, columns: Columns | Exception) -> Outcome:
        try:
            if isinstance(columns, Exception):
                raise columns
            return self._extract(Parse(article, columns))
        except Exception as error:  # whatever one article does, the others go on
            return self.failure(article, error)

    def _extract(self, parse: Parse) -> Article:
        if self.findings is None:
            return extract(parse, self.rules, self.run)
        kept = self.findings.of(parse.article)
        made = extract(parse, self.rules, self.run, ask=kept)
        kept.save()
        return made

    def failure(self, article: Article, error: Exception) -> InputError:
        """An article's failure as a value; with `debug` it is raised as it is."""
        if self.options.debug:
            raise error
        log.debug("article %s failed", article.id, exc_info=error)
        reason = f"could not be extracted: {type(error).__name__}: {error}"
        return InputError(
            reason, source=article.id, id=article.id, remedy="this is a bug: please report it with the article; --debug shows where"
        )

    def _columns(self, batch: Sequence[Article]) -> list[Columns | Exception]:
        kept = [self.cache.get(article) if self.cache else None for article in batch]
        missing = [article for article, columns in zip(batch, kept, strict=True) if columns is None]
        fresh = iter(self._parse(missing))
        return [next(fresh) if columns is None else columns for columns in kept]

    def _parse(self, articles: Sequence[Article]) -> list[Columns | Exception]:
        if not articles:
            return []
        if self._parser is None:
            self._parser = Parser(self.options.model)
            gc.freeze()  # likewise the model
        parser = self._parser
        parsed: list[Columns | Exception]
        try:
            parsed = list(parser.parse(articles))
        except Exception as error:
            return [error] if len(articles) == 1 else [result for article in articles for result in self._parse([article])]
        if self.cache:
            for article, columns in zip(articles, parsed, strict=True):
                if isinstance(columns, Columns):
                    self.cache.put(article, columns)
        return parsed


def _open_cache(rules: Rules, model: str) -> tuple[ParseCache, Findings]:
    """What is kept on disk: parses and what was found in them, in equal parts of the cache's size."""
    half = cache_size() // 2
    parses = ParseCache(Store(cache_folder() / "parses", half), model=model, versions=f"spacy-{version('spacy')}")
    return parses, Findings(Store(cache_folder() / "findings", half), rules, name_of=parses.name_of)


def work(batch: Sequence[Item], worker: Worker, finish: Callable[[Article], T]) -> Iterator[T | Passed]:
    """What becomes of a batch, in its order: each article extracted and finished, what is a failure or done already as it is."""
    extracted = iter(worker.extract([item for item in batch if isinstance(item, Article)]))
    for item in batch:
        outcome = next(extracted) if isinstance(item, Article) else item
        yield _finish(outcome, worker, finish) if isinstance(outcome, Article) else outcome


def _finish(article: Article, worker: Worker, finish: Callable[[Article], T]) -> T | InputError:
    try:
        return finish(article)
    except Exception as error:  # as above: the others go on
        return worker.failure(article, error)


def work_here(batch: Sequence[Item], options: RunOptions, run: Run, finish: Callable[[Article], T]) -> list[T | Passed]:
    """What becomes of a batch in a process that others hand work to, one batch at a time whatever threads it has."""
    with _one_at_a_time:
        return list(work(batch, _worker(options, run), finish))


_one_at_a_time = Lock()  # a model is no thing for two threads


@cache
def _worker(options: RunOptions, run: Run) -> Worker:
    """This process's worker: made with its first batch, so that what goes wrong is told as that batch's failure."""
    worker = Worker(options)
    if worker.run != run:
        raise RulesError("the rules, the model or the version were changed while the run was under way; run it again")
    return worker
