"""What `sayso extract` is asked for, made sense of before anything is read: how records are written, and where."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from sayso.cli.options import one_of
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.records import RecordKind
    from sayso.writing.lines import Format, Layout
    from sayso.writing.parts import Parts
    from sayso.writing.places import Place
    from sayso.writing.selection import Selection

FORMATS = ("jsonl", "csv", "parquet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The options as they were typed."""

    out: str
    layout: Literal["article", "flat"] | None = None
    records: Sequence[str] = ()
    format: str = "jsonl"
    split: Literal["record", "article"] | None = None
    stances: Sequence[str] = ()
    confidence: float = 0.0
    errors: str | None = None
    summary: str | None = None


def plan(wish: Wish) -> tuple[Parts, Place]:
    """How records are written, and where. Raises UsageError where options do not go together."""
    from sayso.records import RECORD_KINDS
    from sayso.writing.lines import Lines
    from sayso.writing.parts import Parts
    from sayso.writing.places import Place

    (format,) = one_of("--format", [wish.format], FORMATS)
    kinds = one_of("--record", wish.records, RECORD_KINDS)
    split = wish.split or ("record" if format != "jsonl" and _may_be_folder(wish.out, kinds) else None)
    layout = _layout(wish, format, kinds, split)
    if format != "jsonl" and split != "record" and len(kinds) != 1:
        raise UsageError(f"--format {format} takes one --record, as in --record claim, or -o FOLDER/ with a file for each kind")
    _check_places(wish, split)
    lines = Lines(layout=layout, format=cast("Format", format), kinds=kinds or RECORD_KINDS, selection=_selection(wish))
    return Parts(lines=lines, by_record=split == "record"), Place(name=wish.out, split=split)


def _layout(wish: Wish, format: str, kinds: Sequence[RecordKind], split: str | None) -> Layout:
    table = format != "jsonl" or split == "record"
    if table and wish.layout == "article":
        what = f"--format {format} is a table" if format != "jsonl" else "--split-by record parts the records of an article"
        raise UsageError(f"{what}: it goes with --layout flat")
    flat = table or wish.layout == "flat"
    if kinds and not flat:
        raise UsageError("--record goes with --layout flat; in the article layout a line holds all records of an article")
    return "flat" if flat else "article"


def _selection(wish: Wish) -> Selection | None:
    from sayso.records import Stance
    from sayso.writing.selection import Selection

    chosen = one_of("--stance", wish.stances, get_args(Stance))
    return Selection(stances=frozenset(chosen), confidence=wish.confidence) if chosen or wish.confidence else None


def _is_folder(out: str) -> bool:
    return out.endswith(os.sep) or os.path.isdir(out)


def _may_be_folder(out: str, kinds: Sequence[RecordKind]) -> bool:
    """Whether tables go to a folder: it is one, or several are wanted and the name is no file's."""
    return _is_folder(out) or (len(kinds) != 1 and out != "-" and not os.path.exists(out) and not os.path.splitext(out)[1])


def check_apart(wish: Wish, place: Place, paths: Sequence[str]) -> None:
    """Raise UsageError where what is to be read would be written over: it is named as an output, or lies in the folder of one."""
    folder = os.path.realpath(place.name) + os.sep
    for path in (path for path in paths if path != "-"):
        if place.split and f"{os.path.realpath(path)}{os.sep}".startswith(folder):
            raise UsageError(f"-o {place.name} holds {path}, which is to be read; give another folder")
        for option, name in _files(wish):
            if os.path.isfile(path) and _is_same(name, path):
                raise UsageError(f"{option} {name} is to be read, and would be written over; give another file")


def _files(wish: Wish) -> list[tuple[str, str]]:
    """What is written, by the option that names it."""
    named = [("-o", wish.out), ("--errors", wish.errors), ("--summary", wish.summary)]
    return [(option, name) for option, name in named if name is not None]


def _check_summary(name: str) -> None:
    """Raise UsageError where a summary could not be written: it would show only when all else is done."""
    folder = os.path.dirname(os.path.realpath(name))
    if os.path.isdir(name) or not os.path.isdir(folder) or not os.access(name if os.path.exists(name) else folder, os.W_OK):
        raise UsageError(f"--summary {name}: can't be written; give a file in a folder that is there")


def _check_places(wish: Wish, split: str | None) -> None:
    """Raise UsageError where two things would go to the same place, or a folder or a file is wanted and the other named."""
    for option, name in _files(wish):
        if not name:
            raise UsageError(f"{option} names nothing; give a file, or - for stdout")
    if split and wish.out == "-":
        raise UsageError(f"--split-by {split} needs a folder; name one with -o")
    if not split and _is_folder(wish.out):
        raise UsageError(f"{wish.out}: is a directory; name a file, or part the output with --split-by record or --split-by article")
    if split and os.path.exists(wish.out) and not os.path.isdir(wish.out):
        raise UsageError(f"{wish.out}: is a file; --split-by {split} needs a folder")
    if wish.summary and wish.summary != "-":
        _check_summary(wish.summary)
    named = _files(wish)
    for number, (option, place) in enumerate(named):
        for other, same in named[:number]:
            if _is_same(place, same):
                raise UsageError(f"{other} and {option} are both {same}; give each a place of its own")


def _is_same(place: str, other: str) -> bool:
    if "-" in (place, other):
        return place == other
    target = os.path.realpath(other)
    return place == other or os.path.realpath(place) in (target, target + ".part")
