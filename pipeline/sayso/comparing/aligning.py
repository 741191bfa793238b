"""Which records of two versions of an article are the same one.

Equal ids first, where they can't mislead; the rest of each kind by the assignment that makes the sum of likenesses greatest, as far as
each is beyond the gate; then equal words in a text that was edited; then what one side holds in one record and the other in several.
Linear in the records but for those that overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.comparing.mapping import TextMap, map_text
from sayso.comparing.shapes import Shape, Shapes, covered, likeness, merged, size
from sayso.comparing.values import Alignment, Group, Json, Kind, Match

RECORDS: tuple[Kind, ...] = ("actor", "date", "figure", "attribution", "claim")

_GATE = 0.5  # likeness above which two records are the same one
_GATE_OF_IDS = 0.2  # likeness from which equal ids are believed: ids that people gave may stand for anything
_REPEATED = re.compile(r"^([0-9a-f]{16})-\d+$")
_MOST_NEIGHBOURS = 200  # records looked at on each side of one: more overlap in no article
_MOST_CELLS = 4_000_000  # of one assignment; beyond it the likest pairs come first
_OWN = 1 / 3  # of itself that a piece must add to what the others hold
_INSIDE = 0.8  # of itself that lies within the whole
_CUE = 1  # the place of an attribution's cue among its parts
_ORDER = 1e-6  # by which text order settles ties: less than any likeness


def align(old: Json, new: Json) -> Alignment:
    """Pair all records of two versions of one article, given as JSON objects of the article layout."""
    text_map = map_text(old["text"], new["text"])
    groups = (group for kind in RECORDS for group in _align_kind(kind, old[kind + "s"], new[kind + "s"], text_map))
    return Alignment(tuple(groups), text_map)


def _align_kind(kind: Kind, old: Sequence[Json], new: Sequence[Json], text_map: TextMap) -> Iterator[Group]:
    olds, news = Shapes(kind, old, text_map), Shapes(kind, new)
    pairs = _by_ids(kind, olds, news)
    pairs |= _by_likeness(kind, olds, news, pairs)
    if not text_map.is_same:
        pairs |= _by_content(olds, news, pairs)
    wholes = _pieces(olds, news, pairs)
    wholes_of_new = _pieces(news, olds, {j: (i, match) for i, (j, match) in pairs.items()}, taken=wholes)
    yield from _groups(kind, olds, news, pairs, split=wholes, joined=wholes_of_new)


_Pairs = dict[int, tuple[int, Match]]  # an old record's number → the new one's


def _by_ids(kind: Kind, olds: Shapes, news: Shapes) -> _Pairs:
    """Pairs with one id, unless its words repeat in its sentence's likeness: then places decide, since an edit moves the numbers."""
    idents = [record["id"] for record in olds.records]
    by_id = {record["id"]: number for number, record in enumerate(news.records)}
    repeated = {bare for ident in (*idents, *by_id) if (bare := _bare(ident)) != ident}
    pairs = {}
    for i, ident in enumerate(idents):
        j = by_id.get(ident)
        if j is not None and _bare(ident) not in repeated and _is_believed(kind, olds, i, news, j):
            pairs[i] = (j, Match("id", 1.0))
    return pairs


def _is_believed(kind: Kind, olds: Shapes, i: int, news: Shapes, j: int) -> bool:
    return olds.records[i] == news.records[j] or likeness(kind, olds[i], news[j]) >= _GATE_OF_IDS


def _bare(ident: str) -> str:
    found = _REPEATED.match(ident)
    return found[1] if found else ident


def _by_likeness(kind: Kind, olds: Shapes, news: Shapes, pairs: _Pairs) -> _Pairs:
    taken = {j for j, _ in pairs.values()}
    left = [i for i in range(len(olds)) if i not in pairs]
    right = [j for j in range(len(news)) if j not in taken]
    scores = {}
    for i, j in _candidates(olds, news, left, right):
        score = likeness(kind, olds[i], news[j])
        if score > _GATE:
            scores[i, j] = round(score, 4)
    found: _Pairs = {}
    for island in _islands(scores):
        found |= {i: (j, Match("place", scores[i, j])) for i, j in _assign(island, scores)}
    return found


def _by_content(olds: Shapes, news: Shapes, pairs: _Pairs) -> _Pairs:
    """What is left and has the same words and values: where a text repeats, no place tells which is which. Text order decides."""
    taken = {j for j, _ in pairs.values()}
    waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for j in reversed(range(len(news))):
        if j not in taken:
            waiting[news[j].content].append(j)
    left = (i for i in range(len(olds)) if i not in pairs)
    return {i: (waiting[olds[i].content].pop(), Match("text", 1.0)) for i in left if waiting.get(olds[i].content)}


def _candidates(olds: Shapes, news: Shapes, left: Iterable[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs that overlap in a part; and for what is gone from its place, those with the same words."""
    seen: set[tuple[int, int]] = set()
    spots = sorted((start, end, j) for j in right for part in news[j].parts for start, end in part.spans)
    starts = [start for start, _, _ in spots]
    longest = max((end - start for start, end, _ in spots), default=0)
    by_words = defaultdict(list)
    for j in right:
        by_words[news[j].words].append(j)
    for i in left:
        spans = [span for part in olds[i].parts for span in part.spans]
        near = (j for start, end in spans for j in _near(spots, starts, start, end, longest))
        same = by_words[olds[i].words][:_MOST_NEIGHBOURS] if not olds[i].extent.spans else ()
        for j in (*near, *same):
            if (i, j) not in seen:
                seen.add((i, j))
                yield i, j


def _near(spots: Sequence[tuple[int, int, int]], starts: Sequence[int], start: int, end: int, longest: int) -> Iterator[int]:
    last = bisect_left(starts, end)
    first = max(bisect_left(starts, start - longest), last - _MOST_NEIGHBOURS)
    return (j for _, stop, j in spots[first:last] if stop > start)


def _islands(edges: Iterable[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Sets of old and new numbers that hang together by edges, each sorted."""
    neighbours: dict[tuple[bool, int], list[tuple[bool, int]]] = defaultdict(list)
    for i, j in edges:
        neighbours[False, i].append((True, j))
        neighbours[True, j].append((False, i))
    done: set[tuple[bool, int]] = set()
    for node in sorted(neighbours):
        if node not in done:
            reached, waiting = {node}, [node]
            while waiting:
                fresh = set(neighbours[waiting.pop()]) - reached
                reached |= fresh
                waiting += sorted(fresh)
            done |= reached
            yield sorted(i for is_new, i in reached if not is_new), sorted(j for is_new, j in reached if is_new)


def _assign(island: tuple[list[int], list[int]], scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs of greatest sum; of equal sums the one that keeps text order."""
    rows, columns = island
    if len(rows) == len(columns) == 1:
        return [(rows[0], columns[0])]
    if len(rows) * len(columns) > _MOST_CELLS:
        return _likest(island, scores)
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    longest = max(len(rows), len(columns))
    table = np.zeros((len(rows), len(columns)))
    for a, i in enumerate(rows):
        for b, j in enumerate(columns):
            if (i, j) in scores:
                table[a, b] = scores[i, j] - _GATE - _ORDER * ((a - b) / longest) ** 2
    found = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    return [(rows[a], columns[b]) for a, b in found if (rows[a], columns[b]) in scores]


def _likest(island: tuple[list[int], list[int]], scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    inside = set(island[0])
    free, found = set(island[1]), []
    for i, j in sorted((pair for pair in scores if pair[0] in inside), key=lambda pair: (-scores[pair], pair)):
        if i in inside and j in free:
            found.append((i, j))
            inside.discard(i)
            free.discard(j)
    return found


_Wholes = dict[int, tuple[int, ...]]  # a record's number → those of its pieces on the other side


def _pieces(wholes: Shapes, parts: Shapes, pairs: _Pairs, *, taken: _Wholes | None = None) -> _Wholes:
    """Records of the one side that the other holds in two or more: free ones, or a free one and the record's own partner.

    `taken` are wholes of the other side with their pieces, which are no longer free.
    """
    used = {number for pieces in (taken or {}).values() for number in pieces}
    partnered = {j for j, _ in pairs.values()} | set(taken or {})
    if len(partnered) >= len(parts):
        return {}
    spots = sorted((start, end, j) for j in range(len(parts)) for start, end in parts[j].extent.spans)
    starts = [start for start, _, _ in spots]
    longest = max((end - start for start, end, _ in spots), default=0)
    found: _Wholes = {}
    for i in range(len(wholes)):
        whole = wholes[i]
        if i in used or not whole.extent.sure:
            continue
        own = pairs[i][0] if i in pairs else None
        near = {j for start, end in whole.extent.spans for j in _near(spots, starts, start, end, longest)}
        pieces = _fitting(whole, parts, [j for j in sorted(near) if j == own or j not in partnered])
        if len(pieces) > 1 and (own is None or own in pieces):
            found[i] = pieces
            partnered |= set(pieces)
    return found


def _fitting(whole: Shape, parts: Shapes, near: Sequence[int]) -> tuple[int, ...]:
    """Those that lie within the whole and beside each other."""
    inside = [j for j in near if _is_inside(parts[j], whole)]
    kept = []
    for j in inside:
        others = [span for k in inside if k != j for span in parts[k].extent.spans]
        spans = parts[j].extent.spans
        own = size(spans) - covered(spans, merged(others))
        if own >= _OWN * size(spans):
            kept.append(j)
    return tuple(kept)


def _is_inside(part: Shape, whole: Shape) -> bool:
    spans = part.extent.spans
    return bool(spans) and part.extent.sure and covered(spans, whole.extent.spans) >= _INSIDE * size(spans) and not _is_nested(part, whole)


def _is_nested(part: Shape, whole: Shape) -> bool:
    """Whether an attribution stands in the content of the other one: then it is said by somebody else and no piece of it."""
    cues = part.parts[_CUE].spans if len(part.parts) > _CUE + 1 else ()
    return bool(cues) and covered(cues, whole.extent.spans) == size(cues)


def _groups(kind: Kind, olds: Shapes, news: Shapes, pairs: _Pairs, *, split: _Wholes, joined: _Wholes) -> Iterator[Group]:
    """Every record once: by the first of its new ones, and old ones that are gone at the end."""
    made: dict[int, Group] = {}
    for i, pieces in split.items():
        made[pieces[0]] = Group(kind, (olds.records[i],), _records(news, pieces), _held(olds[i], [news[j] for j in pieces]))
    for j, pieces in joined.items():
        made[j] = Group(kind, _records(olds, pieces), (news.records[j],), _held(news[j], [olds[i] for i in pieces]))
    used = {*split, *(i for pieces in joined.values() for i in pieces)}
    used_new = {*joined, *(j for pieces in split.values() for j in pieces)}
    for i, (j, match) in pairs.items():
        if i not in used and j not in used_new:
            made[j] = Group(kind, (olds.records[i],), (news.records[j],), match)
            used.add(i)
            used_new.add(j)
    for j in range(len(news)):
        if j in made:
            yield made[j]
        elif j not in used_new:
            yield Group(kind, (), (news.records[j],), None)
    yield from (Group(kind, (record,), (), None) for i, record in enumerate(olds.records) if i not in used)


def _records(shapes: Shapes, numbers: Sequence[int]) -> tuple[Json, ...]:
    return tuple(shapes.records[number] for number in numbers)


def _held(whole: Shape, pieces: Sequence[Shape]) -> Match:
    """How much of the whole its pieces hold together."""
    spans = merged(span for piece in pieces for span in piece.extent.spans)
    return Match("place", round(covered(spans, whole.extent.spans) / size(whole.extent.spans), 4))
