"""Changes as Markdown, to be pasted into a pull request: the summary, a table, and each article's changes folded away."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from sayso.comparing import Change, Comparison, Summary
from sayso.writing.changes.grouping import Group, group_words, ordered, parts_of, weightiest
from sayso.writing.changes.marking import Mark, Piece
from sayso.writing.changes.summing import made_by, summary_words
from sayso.writing.changes.view import Items, View, Write
from sayso.writing.changes.wording import Told, edit_words, tell
from sayso.writing.visible import unbroken

MOST_BYTES = 60_000  # a comment on GitHub holds 65,536 characters; the changes beyond it are counted

_SPECIAL = re.compile(r"([\\`*_\[\]|~]|^[-+=#])")
_LISTED = re.compile(r"^(\d+)(?=[.)]\s)")
_CALLS = re.compile(r"([@#])(?=\w)")
_TAGS: dict[Mark, tuple[str, str]] = {"": ("", ""), "old": ("<del>", "</del>"), "new": ("<ins>", "</ins>"), "here": ("<b>", "</b>")}


def write_markdown(items: Items, view: View, write: Write) -> Summary:
    """The summary, then what fits of the changes, article by article or by what `view.group_by` says; the weightiest where not all do."""
    summary, groups = _collect(items, view)
    write(_encoded(_head(summary)))
    blocks = [(group, _encoded(_folded(group, view))) for group in groups]
    if sum(len(block) for _, block in blocks) > MOST_BYTES:
        blocks.sort(key=lambda pair: weightiest(pair[0]))
    room, left = MOST_BYTES, 0
    for group, block in blocks:
        if len(block) <= room:
            write(block)
            room -= len(block)
        else:
            left += group.count
    if left:
        write(f"\n… and {left} changes more, for which there is no room here.\n".encode())
    return summary


def _encoded(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _collect(items: Items, view: View) -> tuple[Summary, list[Group[Told]]]:
    summary = Summary()
    groups: dict[str, Group[Told]] = {}
    for item in items:
        if isinstance(item, Summary):
            summary = item
        else:
            for change in item.changes:
                _add(change, item, view, groups)
    by_place = view.group_by in (None, "article")
    return summary, list(groups.values()) if by_place else ordered(groups)


def _add(change: Change, comparison: Comparison, view: View, groups: dict[str, Group[Told]]) -> None:
    for part in parts_of(change, view.group_by or "article"):
        groups.setdefault(part.name, Group(part.name)).add(change, part, lambda: tell(change, comparison, view))


def _head(summary: Summary) -> Iterator[str]:
    yield f"**sayso diff:** {_plain(summary_words(summary))}"
    yield ""
    yield "| | old | new |"
    yield "| --- | --- | --- |"
    for name, old, new in made_by(summary):
        yield f"| {name} | {_plain(old)} | {_plain(new) if new is not None else 'the same'} |"


def _folded(group: Group[Told], view: View) -> Iterator[str]:
    yield ""
    yield f"<details><summary>{_html(group_words(group))}</summary>"
    yield ""
    last: tuple[Piece, ...] = ()
    for told in group.shown:
        yield from _change(told, told.sentence if told.sentence != last else (), "" if view.group_by in (None, "article") else told.article)
        last = told.sentence
    if group.count > len(group.shown):
        yield f"- … and {group.count - len(group.shown)} more"
    yield ""
    yield "</details>"


def _change(told: Told, sentence: tuple[Piece, ...], place: str) -> Iterator[str]:
    """A change as an item of a list, with its sentence where the one before it has another."""
    what = edit_words(told.edit) if told.edit else f"{told.record} {told.op}"
    about = " · ".join(part for part in (told.grade, told.rules if told.record != "article" else "", place) if part)
    yield f"- **{_plain(what)}** {_marked(told.title)} ({_plain(about)})"
    if sentence:
        yield f"  > {_marked(sentence)}"
        yield ""
    for field in told.fields:
        yield f"  - `{field.name}` {_marked(field.pieces)}"
    for part in told.parts:
        yield f"  - {_plain(part)}"


def _marked(pieces: Iterable[Piece]) -> str:
    return "".join(_TAGS[piece.mark][0] + _plain(piece.words) + _TAGS[piece.mark][1] for piece in pieces)


def _plain(words: str) -> str:
    """Words in which nothing is markup, neither Markdown nor HTML, and that call nobody and no issue."""
    return _LISTED.sub(r"\1\\", _SPECIAL.sub(r"\\\1", _html(words)))


def _html(words: str) -> str:
    return _CALLS.sub(r"\1<!-- -->", html.escape(unbroken(words), quote=False))
