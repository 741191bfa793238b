"""Changes as counts: by record and op, and by what is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.comparing import Summary
from sayso.comparing.values import KINDS, OPS
from sayso.writing.changes.grouping import Group, ordered, parts_of
from sayso.writing.changes.summing import made_by, summary_words
from sayso.writing.changes.view import Items, View, Write
from sayso.writing.visible import one_line

_OPS = tuple(op for op in OPS if op != "moved")


def write_stat(items: Items, view: View, write: Write) -> Summary:
    """A table of records by op, and one of fields, or of what `view.group_by` says, the weightiest first."""
    summary = Summary()
    table: Counter[tuple[str, str]] = Counter()
    groups: dict[str, Group[None]] = {}
    for item in items:
        if isinstance(item, Summary):
            summary = item
            continue
        for change in item.changes:
            table[change.record, change.op] += 1
            table[change.record, change.grade if change.op != "moved" else ""] += 1
            for part in parts_of(change, view.group_by or "field"):
                groups.setdefault(part.name, Group(part.name)).add(change, part, lambda: None)
    write("".join(f"{line}\n" for line in _lines(summary, table, ordered(groups), view.group_by or "field")).encode("utf-8", "replace"))
    return summary


def _lines(summary: Summary, table: Counter[tuple[str, str]], groups: Sequence[Group[None]], by: str) -> Iterator[str]:
    yield summary_words(summary)
    for name, old, new in made_by(summary):
        yield f"{name:<6} {old}{f' → {new}' if new is not None else ', the same'}"
    if groups:
        columns = (*_OPS, *(("moved",) if any(op == "moved" for _, op in table) else ()), "material")
        rows = [(kind, *(table[kind, column] for column in columns)) for kind in KINDS if any(table[kind, op] for op in OPS)]
        yield ""
        yield from _table(("record", *columns), rows)
        yield ""
        yield from _table((by, "changes", "material"), [(one_line(group.name), group.count, group.material) for group in groups])


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Columns as wide as they must be, numbers at their right."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[number]) for row in cells) for number in range(len(head))]
    for row in cells:
        first = f"{row[0]:<{widths[0]}}"
        yield "  ".join((first, *(f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True)))).rstrip()
