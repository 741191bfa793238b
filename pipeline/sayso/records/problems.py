"""What can be wrong with an article beyond its shape."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sayso.records.values import Article, Attribution, Figure, Record
from sayso.records.walking import LINKS, all_records, links_of, spans_of

LONGEST_SHOWN = 40  # code points of words that no block holds


def find_problems(article: Article) -> Iterator[str]:
    """What is wrong with an article beyond its shape.

    Spans off their words, ids twice, links to nowhere or to another kind of record, blocks out of order or with words between them,
    attributions in a circle, chains that begin with the inner one, sources with words that claim to have none, and shares beyond the whole.
    Linear in the article's records.
    """
    for span in spans_of(article):
        if article.text[span.start : span.end] != span.text:
            yield f"{type(span).__name__.lower()} {span.start}–{span.end} is {article.text[span.start : span.end]!r}, not {span.text!r}"
    yield from _link_problems(article)
    yield from _block_problems(article)
    yield from _nesting_problems(article)
    yield from _source_problems(article.attributions)
    yield from _share_problems(article.figures)


def _link_problems(article: Article) -> Iterator[str]:
    kinds: dict[str, str] = {}
    for record in all_records(article):
        if record.id in kinds:
            yield f"id {record.id} stands twice"
        kinds[record.id] = _kind(record)
    for record in all_records(article):
        for field, target in links_of(record):
            wanted, found = LINKS[field.rpartition(".")[2]], kinds.get(target)
            if found != wanted:
                what = "not there" if found is None else f"no {wanted}"
                yield f"{_kind(record)} {record.id}: {field} points at {target}, which is {what}"


def _kind(record: Record) -> str:
    return type(record).__name__.lower()


def _block_problems(article: Article) -> Iterator[str]:
    """Blocks are in order and leave out nothing but white space; an article may have none at all."""
    for before, block in pairwise(article.blocks):
        if block.start < before.end:
            yield f"block {block.start}–{block.end} begins before block {before.start}–{before.end} ends"
    if not article.blocks:
        return
    borders = [0, *(border for block in article.blocks for border in (block.start, block.end)), len(article.text)]
    for start, end in zip(borders[::2], borders[1::2], strict=True):
        if article.text[start:end].strip():
            yield f"no block holds {article.text[start:end].strip()[:LONGEST_SHOWN]!r} between {start} and {end}"


def _nesting_problems(article: Article) -> Iterator[str]:
    """An attribution is not within itself, be it by way of others, and a chain names none after one that stands in it."""
    within = {attribution.id: attribution.within for attribution in article.attributions}
    depths: dict[str, int] = {}
    for attribution in article.attributions:
        path, current = [], attribution.id
        while current in within and current not in depths:
            depths[current] = 0  # on the way
            path.append(current)
            current = within[current] or ""
        if current in path:
            yield f"attribution {current}: it is within itself"
        for number, ident in enumerate(reversed(path), 1):
            depths[ident] = depths.get(current, 0) + number
    for claim in article.claims:
        if any(within.get(outer) == inner or depths.get(outer, 0) > depths.get(inner, 0) for outer, inner in pairwise(claim.chain)):
            yield f"claim {claim.id}: its chain does not begin with the outermost attribution"


def _source_problems(attributions: tuple[Attribution, ...]) -> Iterator[str]:
    for attribution in attributions:
        source = attribution.source
        if (source.status == "none") != (source.text is None):
            words = "no words" if source.text is None else "words"
            yield f"attribution {attribution.id}: its source has status {source.status} and {words}"


def _share_problems(figures: tuple[Figure, ...]) -> Iterator[str]:
    """A share lies between nothing and the whole; a percentage may be more than the whole ("150 percent of its budget")."""
    for figure in figures:
        if figure.share is not None and not (figure.share >= 0 and (figure.share <= 1 or figure.kind == "percent")):
            yield f"figure {figure.id}: its share is {figure.share}, not between 0 and 1"
