"""`sayso extract`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.cli import words
from sayso.cli.following import Score, follow, open_failures, sum_up
from sayso.cli.options import (
    DEFAULT_MODEL,
    BylineKey,
    Debug,
    IdKey,
    LanguageKey,
    Model,
    NoCache,
    OutletKey,
    PublishedKey,
    Quiet,
    Rules,
    TextKey,
    TitleKey,
    UrlKey,
    Verbose,
)  # fmt: skip
from sayso.cli.planning import Wish, check_apart, plan
from sayso.cli.progress import is_shown, show_progress
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.running import Shards, Worker
    from sayso.writing.parts import Parts
    from sayso.writing.places import Place

FAILED = 3


def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS|-", help="Files, folders, or - for stdin.")],
    *,
    out: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="Where records go: a file, a folder, or - for stdout.")] = "-",
    layout: Annotated[
        Literal["article", "flat"] | None,
        typer.Option("--layout", help="A line an article, or a line a record with its links spelled out. [default: article]"),
    ] = None,
    record: Annotated[
        list[str] | None,
        typer.Option(
            "--record", metavar="KIND", help="In the flat layout: actor, date, figure, attribution, claim. Repeatable. [default: all]"
        ),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="jsonl; csv or parquet with one --record, or with -o FOLDER/.")
    ] = "jsonl",
    input_format: Annotated[
        str | None,
        typer.Option(
            "--input-format",
            metavar="FORMAT",
            help="txt, md, jsonl, csv, tsv, parquet, html, warc, pdf, docx, zip, tar. [default: by name, else by the first bytes]",
        ),
    ] = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
    title_key: TitleKey = "title",
    published_key: PublishedKey = "published",
    outlet_key: OutletKey = "outlet",
    byline_key: BylineKey = "byline",
    url_key: UrlKey = "url",
    language_key: LanguageKey = "language",
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Leave out articles that are known to be in another language: en.")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="Publication date of articles that give none: 2024-03-05.")
    ] = None,
    model: Model = DEFAULT_MODEL,
    rules: Rules = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, metavar="N", help="Processes at work.")] = 1,
    no_cache: NoCache = False,
    errors: Annotated[str | None, typer.Option("--errors", metavar="FILE", help="Failures as JSONL, instead of words on stderr.")] = None,
    stance: Annotated[
        list[str] | None,
        typer.Option("--stance", metavar="STANCE", help="Only attributions of this stance, their claims, and what these need. Repeatable."),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0, max=1, metavar="P", help="Only attributions at least as likely, likewise.")
    ] = 0.0,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that ended early; what has changed is done again.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="With --resume: try articles that failed again.")] = False,
    split_by: Annotated[
        Literal["record", "article"] | None,
        typer.Option("--split-by", help="-o is a folder, with a file for each kind of record, or for each article."),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Work on a Dask cluster: tcp://host:8786, or its scheduler file.")
    ] = None,
    summary: Annotated[
        str | None, typer.Option("--summary", metavar="FILE", help="Counts, failures, times and versions of the run, as JSON.")
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Read articles and write what they claim, each as soon as it is done, in the order of the input.

    Reads text, Markdown, JSONL, CSV, TSV, Parquet, HTML, WARC, PDF and DOCX, packed by gzip or zstandard too; folders, zip and tar
    with all in them.

    Exit codes: 0 done, 2 wrong usage or a path that is not there, 3 some articles failed, 130 interrupted.
    """
    from sayso.reading import ROW_FIELDS, Gauge, ReadOptions, Tally, check_paths, measure, read
    from sayso.running import RunOptions, Worker, go_on, run
    from sayso.writing.places import open_place

    wish = Wish(
        out=out, layout=layout, records=record or (), format=format, split=split_by, stances=stance or (), confidence=min_confidence,
        errors=errors, summary=summary,
    )  # fmt: skip
    parts, place = plan(wish)
    _check_going_on(place, resume=resume, retry_failed=retry_failed, jobs=jobs, scheduler=scheduler)
    check_paths(paths)
    check_apart(wish, place, paths)
    worker = Worker(RunOptions(model=model, rules=tuple(rules or ()), cache=not no_cache, jobs=jobs, debug=words.is_debugging()))
    keys = dict(zip(ROW_FIELDS, (text_key, id_key, title_key, published_key, outlet_key, byline_key, url_key, language_key), strict=True))
    own = (*place.own, *(name for name in (errors, summary) if name))
    options = ReadOptions(input_format=input_format, keys=keys, published=published, language=language, leave_out=own)
    shown = is_shown(to_stdout=out == "-")
    gauge, tally, score = Gauge(total=measure(paths, format=input_format, leave_out=own) if shown else 0), Tally(), Score()
    items = read(paths, options, worker.rules, gauge=gauge, tally=tally)
    work = partial(run, worker=worker, finish=parts, one_by_one=_is_slow(paths), scheduler=scheduler)
    with open_place(place, parts) as put, open_failures(errors) as failures:
        shards = _open_shards(place, worker, parts, resume=resume, retry_failed=retry_failed)
        ended = "interrupted"
        try:
            with closing(go_on(items, shards, work)) as outcomes, show_progress(gauge, shown=shown) as step:
                follow(outcomes, put, failures, score, step, fail_fast=fail_fast)
            ended = "failed" if score.failed else "done"
        finally:
            if summary:
                sum_up(summary, score, worker.run, tally, resumed=shards.taken if shards else 0, ended=ended)
    if shards and not score.failed:
        shards.drop()
    return FAILED if score.failed else 0


def _check_going_on(place: Place, *, resume: bool, retry_failed: bool, jobs: int, scheduler: str | None) -> None:
    """Raise UsageError where what is asked for can't be gone on with, or work would be in two places."""
    if resume and not _has_shards(place):
        raise UsageError("--resume goes on from what -o FILE kept; name the file with -o")
    if retry_failed and not resume:
        raise UsageError("--retry-failed goes with --resume")
    if scheduler and jobs > 1:
        raise UsageError("-j is for this machine, --scheduler for a cluster; give one of them")


def _has_shards(place: Place) -> bool:
    """Whether the output lasts, so that a run can go on with it."""
    return place.name != "-" and (not os.path.exists(place.name) or os.path.isfile(place.name) or os.path.isdir(place.name))


def _open_shards(place: Place, worker: Worker, parts: Parts, *, resume: bool, retry_failed: bool) -> Shards | None:
    """What the run keeps beside its output; None where the output is a stream. The output is locked already, so it is ours alone."""
    from sayso.running import begin_shards, resume_shards

    if not _has_shards(place):
        return None
    manifest = {"run": worker.run.model_dump(), "parts": repr(parts)}
    if not resume:
        return begin_shards(place.shards, manifest)
    shards = resume_shards(place.shards, manifest, retry_failed=retry_failed)
    words.inform(f"{len(shards.index)} articles are done already")
    return shards


def _is_slow(paths: Sequence[str]) -> bool:
    """Whether input may come bit by bit: from stdin or a pipe, not from files and folders."""
    return any(path == "-" or not (os.path.isfile(path) or os.path.isdir(path)) for path in paths)
