"""Scores as a table for a terminal, or for a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.scoring.scores import Report, Score

_HEAD = ("", "gold", "run", "both", "P", "R", "F1", "95 % of F1")


def text_table(report: Report) -> str:
    """One line a score, fields set in below their record; columns are aligned, a dash where there is nothing to divide by."""
    rows = [_HEAD, *(_cells(score) for score in report.scores)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = (_line(row, widths) for row in rows)
    return "\n".join((_articles(report), "", *lines))


def markdown_table(report: Report) -> str:
    """The same as a table in Markdown."""
    rule = ("---", *("---:" for _ in _HEAD[1:]))
    rows = [_HEAD, rule, *((f"`{score.name}`", *_cells(score)[1:]) for score in report.scores)]
    return "\n".join((_articles(report), "", *("| " + " | ".join(row) + " |" for row in rows)))


def _articles(report: Report) -> str:
    missing = f", {report.missing} of them not in the run" if report.missing else ""
    return f"{report.articles} gold article{'s' if report.articles != 1 else ''}{missing}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    return "  ".join((first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others))).rstrip()


def _cells(score: Score) -> tuple[str, ...]:
    name = score.name if "." not in score.name else "  " + score.name.partition(".")[2]
    counts = score.counts
    values = (_value(score.precision), _value(score.recall), _value(score.f1))
    return (name, str(counts.gold), str(counts.run), str(counts.both), *values, "–".join(_ends(score)) or "–")


def _ends(score: Score) -> Iterator[str]:
    yield from (_value(end) for end in score.intervals[2] or ())


def _value(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
