"""`sayso validate` and `sayso schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import Debug, Quiet, Verbose


def validate(
    files: Annotated[list[str], typer.Argument(metavar="FILE|-", help="Runs in the article layout, gzipped or not.")],
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Check files of records: shape, spans against the text, ids and links.

    Prints a line for each problem. Exit codes: 0 nothing is wrong, 1 something is, 2 a file can't be read.
    """
    from sayso.reading.runs import check_run
    from sayso.writing.visible import one_line

    found = 0
    for problem in (problem for file in files for problem in check_run(file)):
        print(one_line(problem), flush=True)
        found += 1
    return 1 if found else 0


def print_schema() -> int:
    """Print the JSON Schema of the article layout."""
    import json

    from sayso.records import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return 0
