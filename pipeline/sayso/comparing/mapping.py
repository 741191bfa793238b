"""Where the words of one text stand in another version of it.

Paragraphs are compared first, then the sentences of those that differ, then the words of sentences that are alike. What stands in both
texts but in another order is found where whole paragraphs or sentences moved. All in offsets of code points, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from sayso.comparing.sentences import SENTENCES

_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_WORDS = re.compile(r"\d+(?:[.,]\d+)*|\w+|\s+|.", re.S)
_MOST_CELLS = 400_000_000  # of the table that two sequences are compared by, a bit each; beyond it what lies between is left unmapped
_MOST_PAIRS = 10_000  # pairs of sentences whose likeness is looked at
_ALIKE = 0.4  # sentences that share as many of their words are versions of one another
_WORTH_FINDING = 30  # code points: shorter pieces stand in two places by chance


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """`size` code points that are the same from `old` in the one text and from `new` in the other; of none, an edge that is."""

    old: int
    new: int
    size: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span of the old text stands in the new one. `sure` tells that both its edges are known, not just what lies around them."""

    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class TextMap:
    """The old text laid over the new one: `kept` in the order of both, `moved` elsewhere; each by its old start."""

    kept: tuple[Stretch, ...]
    moved: tuple[Stretch, ...]
    old_size: int
    new_size: int

    @property
    def is_same(self) -> bool:
        """Whether both texts are equal."""
        return self.old_size == self.new_size and not self.gaps()

    def place(self, start: int, end: int) -> Place | None:
        """Where the old words from `start` to `end` stand; None where they are gone."""
        first, sure_first = self._edge(start, opening=True)
        last, sure_last = self._edge(end - 1, opening=False)
        return Place(first, last, sure_first and sure_last) if first < last else None

    def point(self, offset: int) -> int:
        """Where an old code point stands, or what took the place of the words around it."""
        return self._edge(offset, opening=True)[0]

    def _edge(self, offset: int, *, opening: bool) -> tuple[int, bool]:
        """The new edge of a span that begins with, or else ends with, the old code point there."""
        within = _holding(self.moved, offset) or _holding(self.kept, offset)
        if within:
            return within.new + offset - within.old + (not opening), True
        before, after = self._around(offset)
        if opening:
            return before.new + before.size, offset == before.old + before.size
        return after.new, offset + 1 == after.old

    def _around(self, offset: int) -> tuple[Stretch, Stretch]:
        number = bisect_right(self.kept, offset, key=lambda stretch: stretch.old)
        before = self.kept[number - 1] if number else Stretch(0, 0, 0)
        after = self.kept[number] if number < len(self.kept) else Stretch(self.old_size, self.new_size, 0)
        return before, after

    def gaps(self) -> tuple[tuple[int, int, int, int], ...]:
        """What is not in both, in text order: (old start, old end, new start, new end); one pair is empty where words came or went."""
        ends = (Stretch(0, 0, 0), *self.kept, Stretch(self.old_size, self.new_size, 0))
        found = ((a.old + a.size, b.old, a.new + a.size, b.new) for a, b in pairwise(ends))
        return tuple(gap for gap in found if gap[0] < gap[1] or gap[2] < gap[3])


def map_text(old: str, new: str) -> TextMap:
    """How the old text lies over the new one."""
    if old == new:
        return TextMap((Stretch(0, 0, len(old)),) if old else (), (), len(old), len(new))
    kept = tuple(_joined(_by_lines(old, new)))
    return TextMap(kept, tuple(sorted(_moved(old, new, kept))), len(old), len(new))


def _holding(stretches: Sequence[Stretch], offset: int) -> Stretch | None:
    number = bisect_right(stretches, offset, key=lambda stretch: stretch.old)
    found = stretches[number - 1] if number else None
    return found if found and offset < found.old + found.size else None


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Neighbours that follow on from each other in both texts, as one."""
    last: Stretch | None = None
    for stretch in stretches:
        if last and (last.old + last.size, last.new + last.size) == (stretch.old, stretch.new):
            last = Stretch(last.old, last.new, last.size + stretch.size)
            continue
        if last:
            yield last
        last = stretch
    if last:
        yield last


def _by_lines(old: str, new: str) -> Iterator[Stretch]:
    yield from _compared(_cut(_LINES, old, 0), _cut(_LINES, new, 0), _by_sentences)


def _by_sentences(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[Stretch]:
    yield from _compared(_cut_all(SENTENCES, old), _cut_all(SENTENCES, new), _by_likeness)


def _by_likeness(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[Stretch]:
    """Words of the sentences that are versions of one another, in order; of all of them where there are too many to tell."""
    if len(old) * len(new) > _MOST_PAIRS:
        yield from _by_words(old, new)
    else:
        for ours, theirs in _alike(old, new):
            yield from _by_words(old[ours], new[theirs])


def _by_words(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[Stretch]:
    yield from _compared(_cut_all(_WORDS, old), _cut_all(_WORDS, new), _by_numbers)


def _by_numbers(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[Stretch]:
    """The edges of numbers that took each other's place, where as many came as went."""
    went, came = ([piece for piece in side if piece[1][0].isdigit()] for side in (old, new))
    if len(went) == len(came):
        for (start, words), (place, others) in zip(went, came, strict=True):
            yield Stretch(start, place, 0)
            yield Stretch(start + len(words), place + len(others), 0)


_Piece = tuple[int, str]  # where it starts, and its words
_Rest = Callable[[Sequence[_Piece], Sequence[_Piece]], Iterator[Stretch]]


def _cut(pattern: re.Pattern[str], text: str, start: int) -> list[_Piece]:
    return [(start + found.start(), found[0]) for found in pattern.finditer(text)]


def _cut_all(pattern: re.Pattern[str], pieces: Sequence[_Piece]) -> list[_Piece]:
    return [smaller for start, words in pieces for smaller in _cut(pattern, words, start)]


def _compared(old: Sequence[_Piece], new: Sequence[_Piece], rest: _Rest) -> Iterator[Stretch]:
    """Pieces that both have in the same order, and what `rest` finds in those between them."""
    numbers: dict[str, int] = {}
    one, other = ([numbers.setdefault(words, len(numbers)) for _, words in side] for side in (old, new))
    for tag, a, b, c, d in _blocks(one, other):
        if tag:
            yield from (Stretch(start, place, len(words)) for (start, words), (place, _) in zip(old[a:b], new[c:d], strict=True))
        elif a < b and c < d:
            yield from rest(old[a:b], new[c:d])


def _blocks(old: list[int], new: list[int]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Runs of equal and of unequal pieces, in turn."""
    front = next((k for k, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    most = min(len(old), len(new)) - front
    back = next((k for k in range(most) if old[-1 - k] != new[-1 - k]), most)
    stop, end = len(old) - back, len(new) - back
    yield True, 0, front, 0, front
    if (stop - front) * (end - front) > _MOST_CELLS:
        yield False, front, stop, front, end
    else:
        yield from _runs(old[front:stop], new[front:end], front)
    yield True, stop, len(old), end, len(new)


def _runs(old: list[int], new: list[int], shift: int) -> Iterator[tuple[bool, int, int, int, int]]:
    a = c = 0
    for block in Indel.opcodes(old, new).as_matching_blocks():
        yield False, shift + a, shift + block.a, shift + c, shift + block.b
        a, c = block.a + block.size, block.b + block.size
        yield True, shift + block.a, shift + a, shift + block.b, shift + c


def _alike(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[tuple[slice, slice]]:
    """Sentences that are versions of one another: as a rule one on each side, several where one was cut in two or two were made one."""
    words = tuple([_told_words(piece[1]) for piece in side] for side in (old, new))
    pairs = _paired([[_likeness(one, other) for other in words[1]] for one in words[0]])
    before = (0, 0)
    for number, pair in enumerate(pairs):
        after = pairs[number + 1] if number + 1 < len(pairs) else (len(old), len(new))
        ours, theirs = _grown(pair, words, before, after)
        before = (ours.stop, theirs.stop)
        yield ours, theirs


def _paired(like: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs that keep both orders, the most alike in all; of equal sums the one that pairs what comes first."""
    rows, columns = len(like), len(like[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            best[i][j] = max(like[i][j] + best[i + 1][j + 1], best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


_Words = Sequence[Sequence[list[str]]]  # of each sentence, old and new


def _grown(pair: tuple[int, int], words: _Words, before: tuple[int, int], after: tuple[int, int]) -> tuple[slice, slice]:
    """A pair with the neighbours, between those before and after, that make it more alike."""
    ours, theirs = (slice(number, number + 1) for number in pair)
    best = _likeness_of(words, ours, theirs)
    while True:
        wider = [(side, theirs) for side in _widened(ours, before[0], after[0])]
        wider += [(ours, side) for side in _widened(theirs, before[1], after[1])]
        found = max(((_likeness_of(words, *sides), sides) for sides in wider), key=lambda rated: rated[0], default=(0.0, (ours, theirs)))
        if found[0] <= best:
            return ours, theirs
        best, (ours, theirs) = found


def _widened(side: slice, first: int, end: int) -> Iterator[slice]:
    """The same with one more at its end, or at its beginning."""
    if side.stop < end:
        yield slice(side.start, side.stop + 1)
    if side.start > first:
        yield slice(side.start - 1, side.stop)


def _likeness_of(words: _Words, ours: slice, theirs: slice) -> float:
    one, other = ([word for sentence in side[part] for word in sentence] for side, part in zip(words, (ours, theirs), strict=True))
    return _likeness(one, other)


def _told_words(sentence: str) -> list[str]:
    """The words by which a sentence is known: blanks and punctuation are alike in all; what has no other words is known by them."""
    pieces = _WORDS.findall(sentence)
    return [piece for piece in pieces if piece[0].isalnum()] or pieces


def _likeness(old: list[str], new: list[str]) -> float:
    found = Indel.normalized_similarity(old, new, score_cutoff=_ALIKE)
    return found if found >= _ALIKE else 0.0


def _moved(old: str, new: str, kept: tuple[Stretch, ...]) -> Iterator[Stretch]:
    """Whole lines and sentences, each in one text only by `kept`, that stand in the other text elsewhere; the first comes first."""
    gaps = TextMap(kept, (), len(old), len(new)).gaps()
    for pattern in (_LINES, SENTENCES):
        came = [piece for _, _, start, end in gaps for piece in _cut(pattern, new[start:end], start)]
        waiting: dict[str, list[int]] = {}
        for start, words in reversed(came):
            waiting.setdefault(words.strip(), []).append(start + len(words) - len(words.lstrip()))
        went = [piece for start, end, _, _ in gaps for piece in _cut(pattern, old[start:end], start)]
        found = list(_found(went, waiting))
        if found:
            yield from found
            return


def _found(went: Sequence[_Piece], waiting: dict[str, list[int]]) -> Iterator[Stretch]:
    for start, words in went:
        bare = words.strip()
        if len(bare) >= _WORTH_FINDING and waiting.get(bare):
            yield Stretch(start + len(words) - len(words.lstrip()), waiting[bare].pop(), len(bare))
