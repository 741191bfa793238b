"""`sayso report`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import words
from sayso.cli.options import Debug, Quiet, Verbose, run_name
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.records import Article

MOST = 2_000


def report(
    run: Annotated[str, typer.Argument(metavar="RUN|-", help="What `sayso extract` wrote, gzipped or not.")],
    *,
    out: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="Where the page goes; - is stdout.")] = "-",
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Write one page of HTML to look at a run: articles with their records in place, tables, a timeline. It works offline.

    For up to 2,000 articles. Exit codes: 0 done, 2 the run can't be read or is too long (nothing was written).
    """
    from sayso.writing.output import open_output
    from sayso.writing.pages.report import report_page

    page = b"".join(report_page(_articles(run), title=run_name(run)))
    with open_output(out) as write:
        write(page)
    return 0


def _articles(run: str) -> Iterator[Article]:
    """The run's articles. Raises UsageError where there are more than a page can show."""
    from sayso.reading.runs import read_run

    number = 0
    for number, article in enumerate(read_run(run), 1):
        if number > MOST:
            raise UsageError(
                f"{run}: more than {MOST:,} articles, too many for one page; give it some: `head -n {MOST} {run} | sayso report -`"
            )
        yield article
    if not number:
        words.warn(f"{run}: holds no article")
    words.inform(f"{run}: {number} articles")
