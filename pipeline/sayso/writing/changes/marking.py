"""Words with marks: what only the old side has, what only the new one has, and what a change is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import Indel

from sayso.comparing import Change, Comparison, map_text
from sayso.comparing.articles import spans_in
from sayso.comparing.mapping import Stretch, TextMap
from sayso.comparing.sentences import sentence_around
from sayso.comparing.values import Json, Kind

Mark = Literal["", "old", "new", "here"]
Range = tuple[int, int]

_LONG = 70  # code points of unmarked words that are shown whole
_END = 24  # what is shown of each end of longer ones
_PIECES: dict[str, tuple[str, ...]] = {"claim": ("spans",), "attribution": ("source", "cue", "content"), "actor": ("mentions",)}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; without a mark both sides have them."""

    words: str
    mark: Mark = ""


def mark_words(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts as one, word by word; long stretches that they share are cut in the middle."""
    pieces = _joined(_laid_over(old, new, map_text(old, new), (0, len(new)), edges=True))
    if len(pieces) == 1:
        return tuple(pieces)
    return tuple(_cut(piece, first=number == 0, last=number == len(pieces) - 1) for number, piece in enumerate(pieces))


def mark_items(old: Sequence[str], new: Sequence[str], joiner: str) -> tuple[Piece, ...]:
    """Both lists as one, item by item; more than one item that they share in a row becomes "…"."""
    numbers: dict[str, int] = {}
    one, other = ([numbers.setdefault(item, len(numbers)) for item in side] for side in (old, new))
    at = to = 0  # up to where both are told
    pieces: list[Piece] = []
    for block in Indel.opcodes(one, other).as_matching_blocks():
        pieces += (Piece(joiner.join(old[at : block.a]), "old"), Piece(joiner.join(new[to : block.b]), "new"))
        same = new[block.b : block.b + block.size]
        pieces.append(Piece("…" if len(same) > 1 else "".join(same)))
        at, to = block.a + block.size, block.b + block.size
    told = [piece for piece in pieces if piece.words]
    return tuple(part for number, piece in enumerate(told) for part in ((Piece(joiner), piece) if number else (piece,)))


def mark_sentence(change: Change, comparison: Comparison, *, context: int = 0) -> tuple[Piece, ...]:
    """The sentence that a change stands in, and `context` more on each side.

    Where the outlet changed the sentence, its words are marked; else what the record had or has of it. A record that is gone is shown in
    the old text, one in words that were rewritten altogether in its own sentence of each. Of an article that is none.
    """
    if change.record == "article" or comparison.alignment is None or comparison.old is None or comparison.new is None:
        return ()
    text_map = comparison.alignment.text_map
    if change.new:
        texts, ours, theirs = (comparison.old["text"], comparison.new["text"]), _extents(change.new), _carried(change.old, text_map)
    else:
        flipped = _flipped(text_map)
        texts, ours, theirs, text_map = (comparison.new["text"], comparison.old["text"]), _extents(change.old), [], flipped
    focus = _focus(change, ours, theirs)
    if focus is None:
        return ()
    sentence = sentence_around(texts[1], *focus, more=context)
    if _is_rewritten(text_map, sentence):
        return tuple(_rewritten(change, comparison, comparison.alignment.text_map, context))
    pieces = _joined(_laid_over(*texts, text_map, sentence))
    if any(piece.mark for piece in pieces):
        return tuple(_trimmed(pieces if change.new else _swapped(pieces)))
    return tuple(_by_extents(texts[1], sentence, ours, theirs, gone=not change.new))


def _is_rewritten(text_map: TextMap, sentence: Range) -> bool:
    """Whether a sentence of the text that the other is laid over came, all of it, in the place of other words."""
    return any(a < b and c <= sentence[0] and sentence[1] <= d for a, b, c, d in text_map.gaps())


def _rewritten(change: Change, comparison: Comparison, text_map: TextMap, context: int) -> Iterator[Piece]:
    """The old sentence, then the new one, of what each side has and the other has not."""
    ours, carried = _extents(change.new), [(span, _placed(text_map, span)) for span in _extents(change.old)]
    gone = [span for span, place in carried if place not in ours]
    came = sorted(set(ours) - {place for _, place in carried if place})
    sides: tuple[tuple[list[Range], Json | None, Mark], ...] = ((gone, comparison.old, "old"), (came, comparison.new, "new"))
    for spans, article, mark in sides:
        if spans and article is not None:
            start, end = sentence_around(article["text"], *_reach(change.record, spans), more=context)
            yield Piece(article["text"][start:end], mark)


def _laid_over(old: str, new: str, text_map: TextMap, inside: Range, *, edges: bool = False) -> Iterator[Piece]:
    """The new words of a range, and at their places the old words that are gone; those at its `edges` may be others' words."""
    at, stop = inside
    for a, b, c, d in text_map.gaps():
        if c <= stop and d >= inside[0] and (edges or c < d or c not in inside):
            begin, end = max(c, at), min(d, stop)
            yield Piece(new[at:begin])
            yield Piece(old[a:b], "old")
            yield Piece(new[begin:end], "new")
            at = max(at, end)
    yield Piece(new[at:stop])


def _flipped(text_map: TextMap) -> TextMap:
    """The new text laid over the old one."""
    kept, moved = (tuple(sorted(Stretch(s.new, s.old, s.size) for s in side)) for side in (text_map.kept, text_map.moved))
    return TextMap(kept, moved, text_map.new_size, text_map.old_size)


def _swapped(pieces: Iterable[Piece]) -> list[Piece]:
    """Marks of a text that was laid over the wrong way round; what is gone comes first."""
    marks: dict[Mark, Mark] = {"old": "new", "new": "old"}
    turned = [Piece(piece.words, marks.get(piece.mark, piece.mark)) for piece in pieces]
    for number in range(len(turned) - 1):
        if (turned[number].mark, turned[number + 1].mark) == ("new", "old"):
            turned[number], turned[number + 1] = turned[number + 1], turned[number]
    return turned


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without blanks at both ends."""
    first, last = pieces[0], pieces[-1]
    trimmed = [Piece(first.words.lstrip(), first.mark), *pieces[1:]]
    trimmed[-1] = Piece(trimmed[-1].words.rstrip(), last.mark)
    return [piece for piece in trimmed if piece.words]


def _extents(records: Sequence[Json]) -> list[Range]:
    """Where the words of records stand that make them: all of an attribution's or claim's, every mention, else its own."""
    return sorted((span["start"], span["end"]) for record in records for span in _own_spans(record))


def _own_spans(record: Json) -> Iterator[Json]:
    names = next((names for kind, names in _PIECES.items() if all(name in record for name in names)), ())
    if not names:
        yield record
    for name in names:
        yield from spans_in(record[name])


def _carried(records: Sequence[Json], text_map: TextMap) -> list[Range]:
    places = [_placed(text_map, span) for span in _extents(records)]
    return [place for place in places if place]


def _placed(text_map: TextMap, span: Range) -> Range | None:
    place = text_map.place(*span)
    return (place.start, place.end) if place else None


def _focus(change: Change, ours: list[Range], theirs: list[Range]) -> Range | None:
    """What must be seen: all that one side has and the other has not, within reach of where that begins; else the first words."""
    differing = sorted(set(ours) ^ set(theirs)) if theirs else ours
    spans = differing or ours
    return _reach(change.record, spans) if spans else None


def _reach(record: Kind, spans: list[Range]) -> Range:
    """From the first of a record's words to the last; of an actor its first mention."""
    return spans[0] if record == "actor" else (spans[0][0], max(end for start, end in spans))


def _by_extents(text: str, sentence: Range, ours: list[Range], theirs: list[Range], *, gone: bool) -> list[Piece]:
    """Marks by what a record holds: new where only the new one does, old where only the old one did, here where both do the same."""
    only: tuple[Mark, Mark] = ("old", "old") if gone else ("new", "old")
    same = ours == theirs
    cuts = sorted({*sentence, *(edge for span in (*ours, *theirs) for edge in span if sentence[0] < edge < sentence[1])})
    pieces = []
    for start, end in pairwise(cuts):
        held, was = _holds(ours, start), _holds(theirs, start)
        mark: Mark = "here" if held and was and same else "" if held == was else only[0] if held else only[1]
        pieces.append(Piece(text[start:end], mark))
    return _joined(pieces)


def _holds(spans: list[Range], offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one mark as one; what changed on both sides of a blank changed together with it."""
    found: list[Piece] = []
    hunk: list[Piece] = []
    for piece in (*(piece for piece in pieces if piece.words), Piece("")):
        if piece.mark in ("old", "new") or (hunk and piece.words.isspace()):
            hunk.append(piece)
            continue
        found += (*_hunk(hunk), piece)
        hunk = []
    return [piece for piece in _merged(found) if piece.words]


def _hunk(pieces: list[Piece]) -> list[Piece]:
    """Old words, then new ones, of pieces with blanks between; a blank at the end belongs to none."""
    end = next((number for number in range(len(pieces), 0, -1) if pieces[number - 1].mark), 0)
    inner, after = pieces[:end], pieces[end:]
    old, new = ("".join(piece.words for piece in inner if piece.mark in ("", mark)) for mark in ("old", "new"))
    if not old.strip() or not new.strip():
        return [*inner, *after] if len(inner) == 1 else [*_one_sided(old, new), *after]
    blank = " " if old.endswith(" ") and new.endswith(" ") else ""
    return [Piece(old.removesuffix(blank), "old"), Piece(new.removesuffix(blank), "new"), Piece(blank), *after]


def _one_sided(old: str, new: str) -> list[Piece]:
    """Words that only one side has; the other side's blanks are unmarked."""
    return [Piece(old, "old" if old.strip() else ""), Piece(new, "new" if new.strip() else "")]


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].mark == piece.mark:
            merged[-1] = Piece(merged[-1].words + piece.words, piece.mark)
        else:
            merged.append(piece)
    return merged


def _cut(piece: Piece, *, first: bool, last: bool) -> Piece:
    """A long unmarked piece without its middle, cut between words; at the beginning and the end of all without its outer part."""
    if piece.mark or len(piece.words) <= _LONG:
        return piece
    head = "" if first else piece.words[:_END].rpartition(" ")[0] + " "
    tail = "" if last else " " + piece.words[-_END:].partition(" ")[2]
    return Piece(f"{head}…{tail}")
