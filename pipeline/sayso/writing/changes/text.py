"""Changes on a terminal: the summary, what made the runs, then each change with its sentence marked word by word, as git marks them.

Colours where there are any; else `[-old-]` and `{+new+}`, and `›‹` around what a change is about.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterable, Sequence
from shutil import copyfileobj
from typing import IO, Any, BinaryIO, cast

from rich.console import Console
from rich.text import Text

from sayso.comparing import Change, Comparison, Summary
from sayso.writing.changes.grouping import Group, group_words, ordered, parts_of
from sayso.writing.changes.marking import Mark, Piece
from sayso.writing.changes.summing import made_by, summary_words
from sayso.writing.changes.view import Items, View, Write
from sayso.writing.changes.wording import Told, edit_words, tell
from sayso.writing.visible import one_line, unbroken
from sayso.writing.wrapping import print_indented

STYLES: dict[Mark, str] = {"": "", "old": "red", "new": "green", "here": "bold underline"}
SIGNS = {"added": "+", "removed": "-", "changed": "~", "split": "<", "merged": ">", "moved": "="}
_BRACKETS: dict[Mark, tuple[str, str]] = {"": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}"), "here": ("›", "‹")}
_OPS = {"added": "green", "removed": "red", "changed": "yellow", "split": "magenta", "merged": "magenta", "moved": "dim"}
_IN_MEMORY = 2**24  # bytes that wait for the summary, which comes first; more of them wait on disk
_NAME = 14  # columns for a field's name


def write_text(items: Items, view: View, write: Write, console: Console | None = None) -> Summary:
    """Write all changes, article by article or as `view.group_by` says, after a summary. Returns the summary."""
    told = console or Console(highlight=False, file=sys.stdout)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as waiting:
        pages = io.TextIOWrapper(cast(BinaryIO, waiting), "utf-8", "replace")
        page = _console_like(told, pages)
        grouped = view.group_by in ("rule", "field")
        summary = _by_group(items, view, page) if grouped else _by_article(items, view, page)
        head = io.StringIO()
        _print_head(summary, _console_like(told, head))
        write(head.getvalue().encode("utf-8", "replace"))
        pages.flush()
        waiting.seek(0)
        copyfileobj(waiting, _Writer(write))
        pages.detach()  # else it would close what the spool closes
    return summary


class _Writer:
    """What `copyfileobj` writes to."""

    def __init__(self, write: Write) -> None:
        self.write = write


def _console_like(console: Console, file: IO[str]) -> Console:
    """A console that writes elsewhere what would have been written there."""
    color: Any = console.color_system
    return Console(
        file=file, width=console.width, highlight=False, color_system=color, no_color=console.no_color, force_terminal=console.is_terminal
    )


def _print_head(summary: Summary, console: Console) -> None:
    print_indented(Text(summary_words(summary), "bold"), console, 0)
    for name, old, new in made_by(summary):
        words = [Piece(old, "old"), Piece(" → "), Piece(new, "new")] if new is not None else [Piece(f"{old}, the same")]
        print_indented(Text.assemble((f"{name:<6} ", "dim"), _marked(words, console)), console, 0, more=7)


def _by_article(items: Items, view: View, console: Console) -> Summary:
    summary = Summary()
    for item in items:
        if isinstance(item, Summary):
            summary = item
        else:
            _print_article(item, view, console)
    return summary


def _print_article(comparison: Comparison, view: View, console: Console) -> None:
    console.print()
    title = (comparison.new or comparison.old or {}).get("meta", {}).get("title")
    print_indented(
        Text.assemble((one_line(comparison.article), "bold"), (f"  {one_line(title)}" if title else "", "dim")), console, 0, more=2
    )
    last: tuple[Piece, ...] = ()
    for change in comparison.changes:
        told = tell(change, comparison, view)
        print_change(told, console, sentence=told.sentence if told.sentence != last else ())
        last = told.sentence


def _by_group(items: Items, view: View, console: Console) -> Summary:
    summary = Summary()
    groups: dict[str, Group[Told]] = {}
    for item in items:
        if isinstance(item, Summary):
            summary = item
            continue
        for change in item.changes:
            _add(change, item, view, groups)
    for group in ordered(groups):
        _print_group(group, console)
    return summary


def _add(change: Change, comparison: Comparison, view: View, groups: dict[str, Group[Told]]) -> None:
    for part in parts_of(change, view.group_by or "rule"):
        groups.setdefault(part.name, Group(part.name)).add(change, part, lambda: tell(change, comparison, view))


def _print_group(group: Group[Told], console: Console) -> None:
    console.print()
    print_indented(Text(one_line(group_words(group)), "bold"), console, 0, more=2)
    for told in group.shown:
        print_change(told, console, sentence=told.sentence, place=told.article)
    if group.count > len(group.shown):
        console.print(Text(f"  … and {group.count - len(group.shown)} more", "dim"))


def print_change(told: Told, console: Console, *, sentence: tuple[Piece, ...], place: str = "") -> None:
    """Print one change below its sentence, if there is one; `place` says where it is, if that is not told above."""
    if sentence:
        console.print()
        print_indented(_marked(sentence, console), console, 2)
    print_indented(_heading(told, console), console, 2, more=2)
    print_indented(Text(_footing(told, place), "dim"), console, 6)
    for field in told.fields:
        name = Text(f"{field.name:<{_NAME}} ", "bold" if field.grade == "material" else "dim")
        print_indented(name.append_text(_marked(field.pieces, console)), console, 6, more=2)
    for part in told.parts:
        print_indented(Text(f"· {part}"), console, 6, more=2)


def _heading(told: Told, console: Console) -> Text:
    what = edit_words(told.edit) if told.edit else f"{told.record} {told.op}"
    heading = Text(f"{SIGNS[told.op]} {what}", _OPS[told.op])
    return heading if told.record == "article" and told.op == "changed" else heading.append("  ").append_text(_marked(told.title, console))


def _footing(told: Told, place: str) -> str:
    """How much it matters, and which rules made it."""
    parts = ("" if told.op == "moved" else told.grade, "" if told.record == "article" else told.rules, place)
    return one_line(" · ".join(part for part in parts if part))


def _marked(pieces: Iterable[Piece], console: Console) -> Text:
    """Words with their marks: as colours, or as brackets where there are none; an arrow between two values needs no brackets."""
    if not console.color_system or console.no_color:
        return Text(plain_words(tuple(pieces)))
    return Text.assemble(*((unbroken(piece.words), STYLES[piece.mark]) for piece in pieces))


def plain_words(pieces: Sequence[Piece]) -> str:
    """Words with their marks as brackets, where there are no colours."""
    if any(piece.words == " → " for piece in pieces):
        return "".join(unbroken(piece.words) for piece in pieces)
    return "".join(unbroken(piece.words).join(_BRACKETS[piece.mark]) for piece in pieces)
