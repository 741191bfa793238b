"""`sayso rules list` and `sayso rules check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import words
from sayso.cli.options import DEFAULT_MODEL, Debug, Model, Quiet, Rules, Verbose, one_of

if TYPE_CHECKING:
    from sayso.rules import Entry


def list_rules(
    table: Annotated[list[str] | None, typer.Option("--table", metavar="TABLE", help="Only this table: cue, date, … Repeatable.")] = None,
    rules: Rules = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """List the entries in force: id, table, number of examples, file, separated by tabs."""
    from sayso.rules import TABLES, load_rules

    known = load_rules(tuple(rules or ()))
    wanted = one_of("--table", table or [], tuple(TABLES)) or tuple(TABLES)
    names = {kind: name for name, kind in TABLES.items()}
    for entry in known.entries.values():
        if names[type(entry)] in wanted:
            print(entry.id, names[type(entry)], _count(entry), known.place(entry.id), sep="\t")
    words.inform(f"{len(known.entries)} entries, {known.label}")
    return 0


def _count(entry: Entry) -> int:
    return len(entry.matches) + len(entry.ignores)


def check_rules(
    rules: Rules = None,
    model: Model = DEFAULT_MODEL,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Load the rules and run their examples, each a test of its entry.

    Prints a line for each example that fails. Exit codes: 0 all hold, 1 some do not, 2 a rule can't be loaded.
    """
    from sayso.examples import check_examples
    from sayso.parsing import Parser
    from sayso.rules import load_rules
    from sayso.writing.visible import one_line

    known = load_rules(tuple(rules or ()))
    results = list(check_examples(known, Parser(model)))
    failed = [result for result in results if result.problem]
    for result in failed:
        case = result.case
        print(one_line(f"{known.place(case.entry.id)}: {case.id}: {case.example.text!r}: {result.problem}"))
    words.inform(f"{len(results) - len(failed)} of {len(results)} examples of {len(known.entries)} entries hold")
    return 1 if failed else 0
