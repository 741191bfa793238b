"""`sayso show` and `sayso explain`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import words
from sayso.cli.options import DEFAULT_MODEL, Debug, Model, NoCache, Quiet, Rules, Verbose
from sayso.errors import InputError, UsageError

if TYPE_CHECKING:
    from sayso.records import Article, Record
    from sayso.rules import Rules as RulesInForce

MOST_PLACES = 5  # at which words are explained

File = Annotated[str, typer.Argument(metavar="FILE", help="What `sayso extract` wrote; or an article, which is then extracted.")]


def show(
    file: File,
    ident: Annotated[str | None, typer.Argument(metavar="ID", help="An article's id. [default: all articles]")] = None,
    *,
    headline: Annotated[bool, typer.Option("--headline", help="Tell only how the headline stands to the body.")] = False,
    model: Model = DEFAULT_MODEL,
    rules: Rules = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Show articles with their records coloured in place, and below each paragraph who said what, with figures and dates."""
    from sayso.writing.headlines import print_headlines
    from sayso.writing.terminal import print_article

    found = 0
    for article in _articles(file, ident, model, rules or [], cache=not no_cache):
        if ident is None or article.id == ident:
            print_headlines(article) if headline else print_article(article, first=not found)
            found += 1
    if not found and ident is not None:
        raise UsageError(f"{file}: no article {ident!r}; `jq -r .id {file}` lists what is in a run")
    if not found:
        words.warn(f"{file}: holds no article")
    return 0


def explain(
    file: File,
    ident: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="A record's id, or its beginning, as `sayso show` prints it; an article's with --words."),
    ] = None,
    *,
    said: Annotated[str | None, typer.Option("--words", metavar="WORDS", help="What was seen in these words, and why no more.")] = None,
    model: Model = DEFAULT_MODEL,
    rules: Rules = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Tell why a record is there: its words, the rule that made it with note, file and examples, and its links in words.

    With --words, tell which records, cues, numbers and dates were seen in these words of the text, and why no more came of them.
    """
    from sayso.rules import load_rules
    from sayso.writing.explaining import print_explanation

    if said is not None:
        return _explain_words(file, said, ident, model, rules or [], cache=not no_cache)
    if ident is None:
        raise UsageError("give a record's id, or words of the text with --words")
    article, record = _find_record(file, ident, _articles(file, ident, model, rules or [], cache=not no_cache))
    known = load_rules(tuple(rules or ()))
    _warn_of_other_rules(article, known)
    print_explanation(article, record, known)
    return 0


def _explain_words(file: str, said: str, ident: str | None, model: str, rules: list[str], *, cache: bool) -> int:
    """Run the finders again over the articles that hold these words, and tell what they saw."""
    from sayso.extraction import extract
    from sayso.running import RunOptions, Worker
    from sayso.tracing import places_of, trace
    from sayso.writing.explaining import print_seen

    if not said.strip():
        raise UsageError("--words is empty; give some words of the text")
    worker = Worker(RunOptions(model=model, rules=tuple(rules), cache=cache, debug=words.is_debugging()))
    shown = 0
    for article in _articles(file, None, model, rules, cache=cache):
        places = places_of(article.text, said) if ident in (None, article.id) else []
        if places and shown < MOST_PLACES:
            _warn_of_other_rules(article, worker.rules)
            (parse,) = worker.parse([article])
            if isinstance(parse, InputError):
                raise parse
            made = extract(parse, worker.rules)
            for start, end in places[: MOST_PLACES - shown]:
                print_seen(made, start, end, [(seen.heading, seen.lines) for seen in trace(parse, worker.rules, made, start, end)])
        shown += len(places)
    if not shown:
        place = "no article" if ident is None else f"no article {ident!r}"
        raise UsageError(f"{file}: {said!r} stands in {place}; give words as they are written")
    if shown > MOST_PLACES:
        words.warn(f"the words stand at {shown} places; the first {MOST_PLACES} are told; give more words, or an article's id")
    return 0


def _articles(file: str, holding: str | None, model: str, rules: list[str], *, cache: bool) -> Iterator[Article]:
    """The articles of a run, or what is extracted from anything else. `holding` is a string that is in the lines that matter."""
    from sayso.reading import check_paths
    from sayso.reading.runs import is_run, read_run

    check_paths([file])
    if is_run(file):
        yield from read_run(file, holding=holding)
    else:
        yield from _extracted(file, model, rules, cache=cache)


def _extracted(file: str, model: str, rules: list[str], *, cache: bool) -> Iterator[Article]:
    from sayso.reading import ReadOptions, read
    from sayso.records import Article
    from sayso.running import RunOptions, Worker, run

    worker = Worker(RunOptions(model=model, rules=tuple(rules), cache=cache, debug=words.is_debugging()))
    for outcome in run(read([file], ReadOptions(), worker.rules), worker, finish=lambda article: article):
        if isinstance(outcome, InputError):
            raise outcome
        if isinstance(outcome, Article):
            yield outcome


def _find_record(file: str, ident: str, articles: Iterator[Article]) -> tuple[Article, Record]:
    """The one record whose id is, or begins with, `ident`. Raises UsageError when there is none, or there are several."""
    from sayso.records import all_records

    found = [(article, record) for article in articles for record in all_records(article) if record.id.startswith(ident)]
    exact = [pair for pair in found if pair[1].id == ident]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise UsageError(f"{file}: no record {ident!r}; `sayso show {file}` prints the ids of all records")
    raise UsageError(f"{file}: {ident!r} begins the ids of {len(found)} records; give more of it")


def _warn_of_other_rules(article: Article, rules: RulesInForce) -> None:
    if article.run and article.run.rules != rules.label:
        words.warn(f"the records were made by {article.run.rules}, what is explained here is {rules.label}")
