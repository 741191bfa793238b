"""What every step of attribution looks at: the parse with its quotes, units, subtree edges and lemmas, worked out once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sayso.attribution.quotes import Quotes, blocks_of, find_quotes
from sayso.attribution.repairs import FINITE, Tree, repaired
from sayso.parsing import Parse
from sayso.records import BlockKind
from sayso.rules import Lemmas

READ_BLOCKS: frozenset[BlockKind] = frozenset({"headline", "body", "caption", "embed", "correction"})

MOST_CHILDREN = 64  # of one word that are looked at: a sentence has no more, a list of a thousand names has
LONGEST_UNIT = 2_000  # tokens; a quote that runs over more sentences than that is none
TAG_WITHIN = 10  # tokens of a sentence in which the reporting verb of a tag stands

Range = tuple[int, int]  # tokens: first, end exclusive


class Page:
    """A parse made ready.

    quotes   the quoted regions
    units    token ranges inside which a cue looks: sentences, joined where a quote runs over their border
    asked    for each unit, whether it ends in a question mark, or in one and a quotation mark
    dated    tokens that the model takes for dates
    unit_of  the index of each token's unit
    kinds    the kind of each block
    names    the words that are tagged as names somewhere
    heads, deps, children  the tree, with reporting verbs where they belong
    left, right  the first token and the end (exclusive) of each token's subtree
    """

    __slots__ = (
        "asked",
        "children",
        "dated",
        "deps",
        "heads",
        "kinds",
        "left",
        "lemma_of",
        "names",
        "parse",
        "quotes",
        "reporting",
        "right",
        "unit_of",
        "units",
        "wordlike",
    )

    def __init__(self, parse: Parse, lemmas: Lemmas, reporting: Collection[str] = ()) -> None:
        """`reporting` are the lemmas of verbs that nearly always report speech."""
        self.parse, self.reporting = parse, reporting
        self.lemma_of = lemmas.column(parse.lower, parse.tags)
        reports = [token for token, lemma in enumerate(self.lemma_of) if lemma in reporting and parse.tags[token].startswith("VB")]
        tree = repaired(parse, self.lemma_of, reports, reporting)
        self.heads, self.deps, self.children = tree.heads, tree.deps, tree.children
        self.kinds = [block.kind for block in parse.article.blocks]
        self.names = {word for word, tag in zip(parse.words, parse.tags, strict=True) if tag in ("NNP", "NNPS")}
        self.wordlike = [word.isalnum() or (len(word) > 1 and any(map(str.isalnum, word))) for word in parse.words]
        self.quotes = find_quotes(parse, self.wordlike)
        self.dated = {token for first, end, label in parse.entities if label in ("DATE", "TIME") for token in range(first, end)}
        self.units = _find_units(parse, self.quotes, tree, {token for token in reports if parse.tags[token] in FINITE})
        self.unit_of = [number for number, (first, end) in enumerate(self.units) for _ in range(first, end)]
        self.asked = ["?" in parse.words[max(first, end - 2) : end] for first, end in self.units]
        self.left, self.right = _edges(tree)

    def unit(self, token: int) -> Range:
        return self.units[self.unit_of[token]]

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these labels."""
        for child in self.children[token][:MOST_CHILDREN]:
            if self.deps[child] in deps:
                return child
        return None

    def continues(self, token: int) -> bool:
        """Whether a token stands in a quote that the paragraph before left open."""
        number = self.quotes.at[token]
        return number >= 0 and self.quotes.all[number].continues

    def is_word(self, token: int) -> bool:
        return self.wordlike[token]

    def holds_words(self, first: int, end: int) -> bool:
        return True in self.wordlike[first:end]

    def count_words(self, ranges: Iterable[Range]) -> int:
        """The number of tokens in these ranges that hold a letter or digit."""
        return sum([sum(self.wordlike[first:end]) for first, end in ranges])

    def kind(self, token: int) -> BlockKind:
        """The kind of this token's block."""
        return self.kinds[self.parse.block_of[token]]

    def is_read(self, token: int) -> bool:
        """Whether attributions are read in this token's block."""
        return self.kind(token) in READ_BLOCKS


def _find_units(parse: Parse, quotes: Quotes, tree: Tree, reports: Collection[int]) -> list[Range]:
    """Sentences, joined where a quote or a question with its tag runs over their border."""
    units: list[Range] = []
    borders = {first for first, _ in blocks_of(parse)}
    for first, end in parse.sentences:
        inside = first not in borders and quotes.at[first] >= 0 and quotes.at[first] == quotes.at[first - 1]
        joins = inside or not _holds_words(parse, first, end) or _is_tag(parse, tree, quotes, (first, end), reports)
        if units and joins and first not in borders and end - units[-1][0] <= LONGEST_UNIT:
            units[-1] = (units[-1][0], end)
        else:
            units.append((first, end))
    return units


def _holds_words(parse: Parse, first: int, end: int) -> bool:
    return any(char.isalnum() for token in range(first, min(end, first + 4)) for char in parse.words[token]) or end - first > 4


def _is_tag(parse: Parse, tree: Tree, quotes: Quotes, sentence: Range, reports: Collection[int]) -> bool:
    """“Who will pay?” | she asked: the sentence after a quote that ends in ? or ! belongs to it, where its verb reports nothing else, or
    where it opens with a verb in lower case, as no sentence does."""
    first, end = sentence
    if first < 3 or quotes.at[first - 1] < 0 or parse.words[first - 2] not in ("?", "!", ",", "?!", "--", "—"):
        return False
    if parse.words[first].islower() and parse.tags[first] in FINITE:
        return True
    for token in range(first, min(first + TAG_WITHIN, end)):
        if quotes.at[token] >= 0:
            return False
        if token in reports:
            return tree.child(token, ("ccomp", "xcomp")) is None
    return False


def _edges(tree: Tree) -> tuple[list[int], list[int]]:
    """The edges of all subtrees, heads after their dependants: linear whatever the depth."""
    left, right = list(range(len(tree.heads))), list(range(1, len(tree.heads) + 1))
    order = [token for token, head in enumerate(tree.heads) if head == token]
    for token in order:  # grows while it is walked
        order.extend(tree.children[token])
    heads = tree.heads
    for token in reversed(order):
        head = heads[token]
        if left[token] < left[head]:  # noqa: PLR1730  (all tokens of all articles come by here, and min takes twice as long)
            left[head] = left[token]
        if right[token] > right[head]:  # noqa: PLR1730
            right[head] = right[token]
    return left, right
