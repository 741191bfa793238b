"""What can be wrong with an article beyond its shape."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sayso.records.values import Article, Attribution, Block, Figure
from sayso.records.walking import all_records, links_of, spans_of


def find_problems(article: Article) -> Iterator[str]:
    """What is wrong with an article beyond its shape.

    Spans off their words, ids twice, links to nowhere, blocks out of order, attributions in none or in themselves, sources with words that
    claim to have none, and shares beyond the whole. Linear in the article's records.
    """
    for span in spans_of(article):
        if article.text[span.start : span.end] != span.text:
            yield f"{type(span).__name__.lower()} {span.start}–{span.end} is {article.text[span.start : span.end]!r}, not {span.text!r}"
    seen: set[str] = set()
    for record in all_records(article):
        if record.id in seen:
            yield f"id {record.id} stands twice"
        seen.add(record.id)
    for record in all_records(article):
        for field, target in links_of(record):
            if target not in seen:
                yield f"{type(record).__name__.lower()} {record.id}: {field} points at {target}, which is not there"
    yield from _block_problems(article.blocks)
    yield from _attribution_problems(article.attributions)
    yield from _share_problems(article.figures)


def _block_problems(blocks: tuple[Block, ...]) -> Iterator[str]:
    for before, block in pairwise(blocks):
        if block.start < before.end:
            yield f"block {block.start}–{block.end} begins before block {before.start}–{before.end} ends"


def _attribution_problems(attributions: tuple[Attribution, ...]) -> Iterator[str]:
    known = {attribution.id for attribution in attributions}
    for attribution in attributions:
        place, source = f"attribution {attribution.id}", attribution.source
        if attribution.within == attribution.id:
            yield f"{place}: it is within itself"
        elif attribution.within is not None and attribution.within not in known:
            yield f"{place}: within points at {attribution.within}, which is no attribution"
        if (source.status == "none") != (source.text is None):
            yield f"{place}: its source has status {source.status} and {'no words' if source.text is None else 'words'}"


def _share_problems(figures: tuple[Figure, ...]) -> Iterator[str]:
    """A share lies between nothing and the whole; a percentage may be more than the whole ("150 percent of its budget")."""
    for figure in figures:
        if figure.share is not None and not (figure.share >= 0 and (figure.share <= 1 or figure.kind == "percent")):
            yield f"figure {figure.id}: its share is {figure.share}, not between 0 and 1"
