"""`sayso score`."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.cli import words
from sayso.cli.options import Debug, Quiet, Verbose, one_of
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.records import RecordKind
    from sayso.scoring import Report

Format = Literal["text", "json", "md"]


def score(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Records that people checked, in the article layout.")],
    run: Annotated[str, typer.Argument(metavar="RUN", help="What `sayso extract` wrote.")],
    *,
    record: Annotated[
        list[str] | None,
        typer.Option("--record", metavar="KIND", help="Only records of this kind. Repeatable. [default: all]"),
    ] = None,
    minimum: Annotated[
        list[str] | None,
        typer.Option("--min", metavar="NAME=P", help="Exit 1 below this: claim=0.8, claim.polarity=0.9, claim:recall=0.7. Repeatable."),
    ] = None,
    layout: Annotated[Format, typer.Option("--format", help="A table, JSON, or Markdown to paste.")] = "text",
    misses: Annotated[
        str | None, typer.Option("--misses", metavar="FILE", help="What gold and run differ in, as lines of `sayso diff --format jsonl`.")
    ] = None,
    reviewed: Annotated[
        str | None, typer.Option("--reviewed", metavar="FILE", help="Only articles that this decisions file marks as looked through.")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Score a run against gold: precision, recall and F1 of records, and of each field of the records that both have.

    A field's scores are of what it tells: a link is right where it leads to the record that gold's leads to, an item of a list counts by
    itself. Rules and confidences are not scored. Exit codes: 0 all minimums are met, 1 one is not, 2 a file can't be used.
    """
    from sayso.records import RECORD_KINDS
    from sayso.scoring import parse_minimum
    from sayso.scoring import score as score_run

    asked = [parse_minimum(text) for text in minimum or []]
    if [gold, run].count("-") > (0 if misses else 1):
        raise UsageError("stdin can be read once only; give files" + (" where --misses is asked for" if misses else ""))
    kinds = one_of("--record", record or [], RECORD_KINDS) or RECORD_KINDS
    articles = _reviewed(reviewed) if reviewed else None
    report = score_run(gold, run, kinds=kinds, articles=articles)
    _print(report, layout)
    if misses:
        _write_misses(gold, run, misses, kinds, articles)
    complaints = [complaint for one in asked if (complaint := one.complain(report))]
    for complaint in complaints:
        words.warn(complaint)
    return 1 if complaints else 0


def _reviewed(path: str) -> frozenset[str]:
    """The articles that were looked through. Raises UsageError where none was."""
    from sayso.reviewing.decisions import load_decisions
    from sayso.reviewing.standing import last_words, merge

    articles = merge([last_words(load_decisions(path, new=False))]).reviewed
    if not articles:
        raise UsageError(f"{path}: marks no article as reviewed; `sayso review … --reviewed ARTICLE` does")
    return articles


def _print(report: Report, layout: Format) -> None:
    import json

    from sayso.scoring import markdown_table, text_table

    if layout == "json":
        rows = [score.row() for score in report.scores]
        print(json.dumps({"articles": report.articles, "missing": report.missing, "scores": rows}, ensure_ascii=False))
    else:
        print(markdown_table(report) if layout == "md" else text_table(report))


def _write_misses(gold: str, run: str, name: str, kinds: Collection[RecordKind], articles: Collection[str] | None) -> None:
    import orjson

    from sayso.scoring import find_misses
    from sayso.writing.output import open_output

    with open_output(name) as write:
        for change in find_misses(gold, run, kinds=kinds, articles=articles):
            write(orjson.dumps(change.row(), option=orjson.OPT_APPEND_NEWLINE))
