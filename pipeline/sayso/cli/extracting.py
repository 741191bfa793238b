"""`sayso extract`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from sayso.cli import words
from sayso.cli.interrupts import held
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
    one_of,
)  # fmt: skip
from sayso.cli.progress import show_progress
from sayso.errors import InputError, UsageError

if TYPE_CHECKING:
    from sayso.records import RecordKind
    from sayso.writing.lines import Lines
    from sayso.writing.output import Write
    from sayso.writing.selection import Selection

FAILED = 3


def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS|-", help="Files, folders, or - for stdin.")],
    *,
    out: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="Where records go; - is stdout.")] = "-",
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
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="jsonl, or csv with one --record.")] = "jsonl",
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
    from sayso.reading import ROW_FIELDS, ReadOptions, check_paths, read
    from sayso.running import RunOptions, Worker, run
    from sayso.writing.output import open_output

    lines = _lines(layout, record or [], format, stance or [], min_confidence)
    _check_outputs(out, errors)
    check_paths(paths)
    worker = Worker(RunOptions(model=model, rules=tuple(rules or ()), cache=not no_cache, jobs=jobs, debug=words.is_debugging()))
    own = tuple(name for name in (out, f"{out}.part", errors) if name)
    keys = dict(zip(ROW_FIELDS, (text_key, id_key, title_key, published_key, outlet_key, byline_key, url_key, language_key), strict=True))
    options = ReadOptions(input_format=input_format, keys=keys, published=published, language=language, leave_out=own)
    items = read(paths, options, worker.rules)
    outcomes = run(items, worker, finish=lines, one_by_one=_is_slow(paths))
    with closing(outcomes), open_output(out) as write, _open_failures(errors) as failures:
        _write_all(lines.head(), outcomes, write, failures, fail_fast=fail_fast, to_stdout=out == "-")
    return FAILED if failures.count else 0


def _lines(layout: str | None, records: Sequence[str], format: str, stances: Sequence[str], confidence: float) -> Lines:
    """How records are written. Raises UsageError where options do not go together."""
    from sayso.records import RECORD_KINDS, Stance
    from sayso.writing.lines import Lines
    from sayso.writing.selection import Selection

    kinds = one_of("--record", records, RECORD_KINDS)
    chosen = one_of("--stance", stances, get_args(Stance))
    selection = Selection(stances=frozenset(chosen), confidence=confidence) if chosen or confidence else None
    if format == "parquet":
        raise UsageError("--format parquet is not written by this version; use jsonl (DuckDB reads it), or csv")
    if one_of("--format", [format], ("jsonl", "csv")) == ("csv",):
        return _csv_lines(layout, kinds, selection)
    if layout != "flat" and kinds:
        raise UsageError("--record goes with --layout flat; in the article layout a line holds all records of an article")
    return Lines(layout="flat" if layout == "flat" else "article", kinds=kinds or RECORD_KINDS, selection=selection)


def _csv_lines(layout: str | None, kinds: tuple[RecordKind, ...], selection: Selection | None) -> Lines:
    from sayso.writing.lines import Lines

    if layout == "article":
        raise UsageError("--format csv is a table: it goes with --layout flat")
    if len(kinds) != 1:
        raise UsageError("--format csv takes one --record, as in --record claim; records of several kinds have different columns")
    return Lines(layout="flat", format="csv", kinds=kinds, selection=selection)


def _check_outputs(out: str, errors: str | None) -> None:
    """Raise UsageError where records and failures would go to the same place."""
    if errors is None or (out == "-" != errors):
        return
    target = os.path.realpath(out)
    if errors == out or os.path.realpath(errors) in (target, target + ".part"):
        raise UsageError(f"-o and --errors are both {out}; give each a place of its own")


def _is_slow(paths: Sequence[str]) -> bool:
    """Whether input may come bit by bit: from stdin or a pipe, not from files and folders."""
    return any(path == "-" or not (os.path.isfile(path) or os.path.isdir(path)) for path in paths)


def _write_all(
    head: bytes, outcomes: Iterable[bytes | InputError], write: Write, failures: _Failures, *, fail_fast: bool, to_stdout: bool
) -> None:
    """Write each outcome as it comes. Ctrl-C never cuts a record."""
    done = 0
    if head:
        write(head)
    with show_progress(to_stdout=to_stdout) as step:
        for outcome in outcomes:
            with held():
                if isinstance(outcome, InputError):
                    failures.add(outcome)
                elif outcome:
                    write(outcome)
            done += 1
            step(failures.count)
            if fail_fast and failures.count:
                break
    words.inform(f"{done - failures.count} articles done, {failures.count} failed")


class _Failures:
    """Counts failures and passes each on: as a line of a file, or in words."""

    def __init__(self, write: Write | None) -> None:
        self.write, self.count = write, 0

    def add(self, error: InputError) -> None:
        import orjson

        self.count += 1
        if self.write:
            self.write(orjson.dumps(error.row(), option=orjson.OPT_APPEND_NEWLINE))
        else:
            words.say(str(error))


@contextmanager
def _open_failures(name: str | None) -> Iterator[_Failures]:
    from sayso.writing.output import open_stream

    if name is None:
        yield _Failures(None)
    else:
        with open_stream(name) as write:
            yield _Failures(write)
