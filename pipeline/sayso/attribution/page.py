"""What every step of attribution looks at: the parse with its quotes, units, subtree edges and lemmas, worked out once."""

from __future__ import annotations

from sayso.attribution.quotes import Quotes, blocks_of, find_quotes
from sayso.parsing import Parse
from sayso.records import BlockKind
from sayso.rules import Lemmas

READ_BLOCKS: frozenset[BlockKind] = frozenset({"headline", "body", "caption", "embed", "correction"})

Range = tuple[int, int]  # tokens: first, end exclusive


class Page:
    """A parse made ready.

    quotes   the quoted regions
    units    token ranges inside which a cue looks: sentences, joined where a quote runs over their border
    unit_of  the index of each token's unit
    left, right  the first token and the end (exclusive) of each token's subtree
    """

    __slots__ = ("_lemmas", "left", "lemma_of", "parse", "quotes", "right", "unit_of", "units")

    def __init__(self, parse: Parse, lemmas: Lemmas) -> None:
        self.parse = parse
        self._lemmas = lemmas
        self.quotes = find_quotes(parse)
        self.units = _find_units(parse, self.quotes)
        self.unit_of = [number for number, (first, end) in enumerate(self.units) for _ in range(first, end)]
        self.left, self.right = _edges(parse)
        look_up = lemmas.lemma
        self.lemma_of = [look_up(word, tag) for word, tag in zip(parse.lower, parse.tags, strict=True)]

    def unit(self, token: int) -> Range:
        return self.units[self.unit_of[token]]

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these labels."""
        for child in self.parse.children[token]:
            if self.parse.deps[child] in deps:
                return child
        return None

    def is_word(self, token: int) -> bool:
        return any(map(str.isalnum, self.parse.words[token]))

    def is_read(self, token: int) -> bool:
        """Whether attributions are read in this token's block."""
        return self.parse.block(token).kind in READ_BLOCKS


def _find_units(parse: Parse, quotes: Quotes) -> list[Range]:
    units: list[Range] = []
    borders = {first for first, _ in blocks_of(parse)}
    for first, end in parse.sentences:
        inside = first not in borders and quotes.at[first] >= 0 and quotes.at[first] == quotes.at[first - 1]
        if units and (inside or not _holds_words(parse, first, end)) and first not in borders:
            units[-1] = (units[-1][0], end)
        else:
            units.append((first, end))
    return units


def _holds_words(parse: Parse, first: int, end: int) -> bool:
    return any(char.isalnum() for token in range(first, min(end, first + 4)) for char in parse.words[token]) or end - first > 4


def _edges(parse: Parse) -> tuple[list[int], list[int]]:
    """The edges of all subtrees, heads after their dependants: linear whatever the depth."""
    left, right = list(range(len(parse))), list(range(1, len(parse) + 1))
    order = [token for token, head in enumerate(parse.heads) if head == token]
    for token in order:  # grows while it is walked
        order.extend(parse.children[token])
    for token in reversed(order):
        head = parse.heads[token]
        left[head] = min(left[head], left[token])
        right[head] = max(right[head], right[token])
    return left, right
