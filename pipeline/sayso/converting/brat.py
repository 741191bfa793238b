"""brat standoff: a folder with a .txt and an .ann file for each article, and what brat needs to open it.

`T` lines are marks, `R` lines links, `#` lines notes with a record's other fields as JSON. Offsets are code points, which brat's server
counts. A span over a line end is written in fragments, as brat wants it, and is one span again when it comes back; fragments with words
between them, which people draw where a content or a claim has gaps, become parts. `articles.jsonl` beside them keeps ids, meta and blocks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from sayso.converting.article import MakeArticle, carried, restored
from sayso.converting.filenames import file_stem
from sayso.converting.marking import mark
from sayso.converting.marks import SAME, Link, Mark, Marked, all_labels, all_links
from sayso.converting.notes import read_note, write_note
from sayso.errors import InputError, UsageError, cause_of
from sayso.records import Article

INDEX = "articles.jsonl"
_LINE_ENDS = re.compile("[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")  # all that brat's reader may take for the end of a line
_TEXTBOUND = re.compile(r"(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)")
_LINK = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)")
_REMEDY = "mend the line in brat or in an editor"

Fragments = list[tuple[int, int]]


def write_brat(articles: Iterable[Article]) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files, article by article; the index and brat's settings last."""
    index = []
    for number, article in enumerate(articles, 1):
        stem = file_stem(number, article.id)
        index.append({"file": f"{stem}.txt", **carried(article)})
        yield f"{stem}.txt", article.text.encode()
        yield f"{stem}.ann", "".join(f"{line}\n" for line in _lines(mark(article))).encode()
    yield INDEX, "".join(json.dumps(row) + "\n" for row in index).encode()
    yield "annotation.conf", _settings().encode()


def _lines(marked: Marked) -> Iterator[str]:
    text = marked.article.text
    for mark_ in marked.marks:
        fragments = _fragments(text, mark_.start, mark_.end)
        offsets = ";".join(f"{start} {end}" for start, end in fragments)
        yield f"{mark_.id}\t{mark_.label} {offsets}\t{_words(text, fragments)}"
    for number, link in enumerate(marked.links, 1):
        yield f"R{number}\t{link.label} Arg1:{link.source} Arg2:{link.target}"
    for number, mark_ in enumerate(marked.marks, 1):
        yield f"#{number}\tAnnotatorNotes {mark_.id}\t{write_note(mark_.fields or {})}"


def _fragments(text: str, start: int, end: int) -> Fragments:
    """A span without the line ends in it; one that is nothing but line ends stays whole."""
    borders = [start, *(at for found in _LINE_ENDS.finditer(text, start, end) for at in found.span()), end]
    kept = [(a, b) for a, b in zip(borders[::2], borders[1::2], strict=True) if a < b]
    whole = kept and kept[0][0] == start and kept[-1][1] == end
    return kept if whole else [(start, end)]


def _words(text: str, fragments: Fragments) -> str:
    """What brat repeats of the text, joined as brat joins it; a line end that had to stay in is a space, so that the line is one."""
    return _LINE_ENDS.sub(" ", " ".join(text[start:end] for start, end in fragments))


def _settings() -> str:
    """`annotation.conf`: the labels and links there are, and nothing else."""
    entities = "\n".join(all_labels())
    links = "\n".join(f"{label}\tArg1:<ENTITY>, Arg2:<ENTITY>" for label in all_links())
    return f"[entities]\n{entities}\n\n[relations]\n{links}\n\n[events]\n\n[attributes]\n"


def read_brat(folder: str, make: MakeArticle) -> Iterator[Marked | InputError]:
    """The marks of each .ann file of a folder, in the order of the names; a file that can't be used is an error among them.

    Raises UsageError where the folder is not there or holds no .ann file.
    """
    root = Path(folder)
    files = sorted(root.glob("*.ann")) if root.is_dir() else []
    if not files:
        raise UsageError(f"{folder}: is no folder with .ann files; give the one that brat works in")
    index = _read_index(root / INDEX)
    for path in files:
        try:
            yield _read_file(path, index, make)
        except InputError as error:
            yield error


def _read_index(path: Path) -> dict[str, Any]:
    """What was carried of each article, by the name of its text; empty where there is no index."""
    if not path.is_file():
        return {}
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return {row["file"]: row for row in rows}
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: can't be read: {error}; take it as it was exported, or take it away") from error


@dataclass(slots=True)
class _Annotations:
    """The lines of one file as far as they are read. `marks` holds each T's label and spans: the whole, or its pieces."""

    path: Path
    text: str
    marks: dict[str, tuple[str, Fragments]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def read(self, line: str, number: int) -> None:
        ident, _, rest = line.partition("\t")
        match ident[:1]:
            case "T":
                self._read_mark(ident, rest, number)
            case "R":
                self._read_link(rest, number)
            case "#":
                self._read_note(rest, number)
            case "*":
                self._read_same(rest)
            case _:
                raise self.error(f"{ident[:20]!r} is no mark, link or note, and nothing else is read", number)

    def _read_mark(self, ident: str, rest: str, number: int) -> None:
        head, _, words = rest.partition("\t")
        found = _TEXTBOUND.fullmatch(head)
        if found is None or ident in self.marks:
            raise self.error(f"{ident} is no mark" if found is None else f"{ident} stands twice", number)
        fragments = [(int(a), int(b)) for a, b in (pair.split() for pair in found[2].split(";"))]
        if words != _words(self.text, fragments):
            raise self.error(f"the words of {ident} do not stand at its offsets, as when the text was changed", number)
        self.marks[ident] = found[1], _joined(self.text, fragments)

    def _read_link(self, rest: str, number: int) -> None:
        found = _LINK.fullmatch(rest.rstrip())
        if found is None:
            raise self.error("is no link between two marks", number)
        self.links.append(Link(found[1], found[2], found[3]))

    def _read_note(self, rest: str, number: int) -> None:
        target, _, note = rest.partition("\t")
        try:
            fields = read_note(note)
        except ValueError as error:
            raise self.error(str(error), number) from error
        if fields is not None:
            self.notes[target.split(" ")[-1]] = fields

    def _read_same(self, rest: str) -> None:
        """brat's equivalence: mentions of one actor."""
        names = rest.split()[1:]
        self.links.extend(Link(SAME, second, first) for first, second in pairwise(names))

    def error(self, reason: str, line: int) -> InputError:
        return InputError(reason, source=str(self.path), line=line, remedy=_REMEDY)


def _read_file(path: Path, index: dict[str, Any], make: MakeArticle) -> Marked:
    text_path = path.with_suffix(".txt")
    try:
        text, lines = text_path.read_bytes().decode(), path.read_bytes().decode().split("\n")
    except OSError as error:
        problem = f"{text_path.name} can't be read: {cause_of(error)}"
        raise InputError(problem, source=str(path), remedy="give the text beside its marks") from error
    except UnicodeDecodeError as error:
        raise InputError(f"can't be read: {error}", source=str(path), remedy="give the text and its marks in UTF-8") from error
    article = restored(index.get(text_path.name), text, source=str(path), default_id=path.stem, make=make)
    found = _Annotations(path, text)
    for number, line in enumerate(lines, 1):
        if line.strip():
            found.read(line.removesuffix("\r"), number)
    return Marked(article, *_whole(found))


def _whole(found: _Annotations) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
    """Marks of one span each: what has gaps is its first piece with further contents or parts, or is taken from end to end."""
    marks, links = [], list(found.links)
    for ident, (label, pieces) in found.marks.items():
        start, end = pieces[0][0], pieces[-1][1]
        fields = found.notes.get(ident)
        if len(pieces) > 1 and label == "content":
            end = pieces[0][1]
            extra = [Mark(f"{ident}/{number}", label, *piece, fields) for number, piece in enumerate(pieces[1:], 2)]
            heads = [link.source for link in found.links if (link.label, link.target) == ("content", ident)]
            links += [Link("content", head, part.id) for head in heads for part in extra]
            marks += extra
        elif len(pieces) > 1 and label == "claim":
            extra = [Mark(f"{ident}/{number}", "part", *piece, {}) for number, piece in enumerate(pieces, 1)]
            links += [Link("part", ident, part.id) for part in extra]
            marks += extra
        marks.append(Mark(ident, label, start, end, fields))
    return tuple(marks), tuple(links)


def _joined(text: str, fragments: Fragments) -> Fragments:
    """Fragments with nothing but blanks between them are one."""
    joined: Fragments = []
    for start, end in sorted(fragments):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
