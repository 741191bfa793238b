"""`sayso diff`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.cli.options import Debug, Quiet, Verbose, one_of, run_name
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.comparing import Choice, Grades, Leniency, Summary
    from sayso.writing.changes.view import Items, View, Write

DIFFERENT = 1
FORMATS = ("text", "stat", "jsonl", "csv", "md", "html")
GROUPED = ("text", "stat", "md", "html")


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A run, as `sayso extract` wrote it; - is stdin.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another run of the same articles.")],
    *,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, stat, jsonl, csv, md, html.")] = "text",
    out: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="Where it is written; - is stdout.")] = "-",
    only: Annotated[Literal["material"] | None, typer.Option("--only", help="Only changes that matter; see --grades.")] = None,
    record: Annotated[
        list[str] | None,
        typer.Option("--record", metavar="KIND", help="Only article, actor, date, figure, attribution, claim. Repeatable."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="FIELD", help="Pass over a field: confidence, source, figure.unit. Repeatable.")
    ] = None,
    tolerance: Annotated[
        list[str] | None,
        typer.Option("--tolerance", metavar="[FIELD=]N", help="Numbers that differ by no more are the same. Repeatable."),
    ] = None,
    grades: Annotated[
        str | None, typer.Option("--grades", metavar="FILE", help="Weights of your own over sayso's: what is material (TOML).")
    ] = None,
    group_by: Annotated[
        Literal["article", "rule", "field"] | None, typer.Option("--group-by", help="What belongs together in text, stat and md.")
    ] = None,
    context: Annotated[int, typer.Option("--context", min=0, metavar="N", help="Sentences shown on each side of a change's own.")] = 0,
    moved: Annotated[bool, typer.Option("--moved", help="Show records of which only the place changed, too.")] = False,
    edits: Annotated[bool, typer.Option("--edits", help="Two versions of the same articles: what the outlet changed.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 also where something changed.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Tell what changed between two runs: articles paired by id, then by text; records aligned, their changes graded.

    Exit codes: 0 the same (or only moved), 1 different, 2 trouble.
    """
    from sayso.comparing import Options, choose, compare, load_grades
    from sayso.writing.changes.view import View
    from sayso.writing.output import open_output

    weights = load_grades(grades)
    choice = _choice(record or [], material=only is not None, moved=moved, edits=edits)
    options = Options(leniency=_leniency(ignore or [], tolerance or [], weights), grades=weights, edits=edits)
    writer = _writer(format, group_by, old=old, new=new)
    if old == new == "-":
        raise UsageError("OLD and NEW can't both be stdin; name one of them")
    view = View(group_by=group_by, context=context, material=only is not None, edits=edits)
    with closing(compare(old, new, options)) as comparisons, open_output(out) as write:
        summary = writer(choose(comparisons, choice), view, write)
    return DIFFERENT if summary.differs and not exit_zero else 0


def _writer(format: str, group_by: str | None, *, old: str, new: str) -> Callable[[Items, View, Write], Summary]:
    one_of("--format", [format], FORMATS)
    if group_by and format not in GROUPED:
        raise UsageError(f"--group-by goes with --format {', '.join(GROUPED)}; rows of {format} have their article, rules and fields")
    if format == "jsonl":
        from sayso.writing.changes.rows import write_jsonl as writer
    elif format == "csv":
        from sayso.writing.changes.rows import write_csv as writer
    elif format == "stat":
        from sayso.writing.changes.stat import write_stat as writer
    elif format == "md":
        from sayso.writing.changes.markdown import write_markdown as writer
    elif format == "html":
        from sayso.writing.pages.changes import write_page

        return partial(write_page, old=run_name(old), new=run_name(new))
    else:
        from sayso.writing.changes.text import write_text as writer
    return writer


def _choice(records: Sequence[str], *, material: bool, moved: bool, edits: bool) -> Choice:
    from sayso.comparing import Choice
    from sayso.comparing.values import KINDS

    kinds = frozenset(one_of("--record", records, KINDS))
    return Choice(records=kinds, material=material, moved=moved, edits=edits)


def _leniency(ignore: Sequence[str], tolerance: Sequence[str], grades: Grades) -> Leniency:
    from sayso.comparing import Leniency

    for name in ignore:
        _check_field("--ignore", name, grades)
    return Leniency(ignore=frozenset(ignore), tolerance=dict(_near(word, grades) for word in tolerance))


def _near(word: str, grades: Grades) -> tuple[str, float]:
    name, _, number = word.rpartition("=")
    if name:
        _check_field("--tolerance", name, grades)
    try:
        near = float(number)
    except ValueError:
        near = -1.0
    if not 0 <= near < float("inf"):
        raise UsageError(f"--tolerance {word!r} is no number from 0; give it as 0.05 or confidence=0.05")
    return name, near


def _check_field(option: str, name: str, grades: Grades) -> None:
    """Raise UsageError for a field that no record has, by itself, as `record.field`, or as an object of fields."""
    if not any(known == name or known.startswith(f"{name}.") for known in grades.fields()):
        from sayso.comparing.grading import nearest

        raise UsageError(f"{option} {name!r} is no field of a record{nearest(name, grades)}")
