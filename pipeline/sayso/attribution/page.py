"""What every step of attribution looks at: the parse with its quotes, units, subtree edges and lemmas, worked out once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sayso.attribution.quotes import Quotes, blocks_of, find_quotes
from sayso.attribution.repairs import Tree, repaired
from sayso.attribution.tags import Lines, Speaking, find_speakers, find_tags
from sayso.parsing import Parse
from sayso.records import BlockKind
from sayso.rules import Lemmas

READ_BLOCKS: frozenset[BlockKind] = frozenset({"headline", "body", "caption", "embed", "correction"})

MOST_CHILDREN = 64  # of one word that are looked at: a sentence has no more, a list of a thousand names has
LONGEST_UNIT = 2_000  # tokens; a quote that runs over more sentences than that is none
NO_SPEAKING = Speaking()

Range = tuple[int, int]  # tokens: first, end exclusive


class Page:
    """A parse made ready.

    quotes   the quoted regions
    speakers  the verb of speech, or noun, of the tag behind a quote or of the lead before it, by its number
    in_tags  the verbs of tags, with the tokens that the tags begin with
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
        "in_tags",
        "kinds",
        "left",
        "lemma_of",
        "names",
        "parse",
        "quotes",
        "reporting",
        "right",
        "speakers",
        "unit_of",
        "units",
        "wordlike",
    )

    def __init__(self, parse: Parse, lemmas: Lemmas, speaking: Speaking = NO_SPEAKING) -> None:
        """`speaking` are the verbs of speech."""
        self.parse, self.reporting = parse, speaking.reporting
        self.lemma_of = lemmas.column(parse.lower, parse.tags)
        reports = [token for token, lemma in enumerate(self.lemma_of) if lemma in self.reporting and parse.tags[token].startswith("VB")]
        tree = repaired(parse, self.lemma_of, reports, self.reporting)
        self.heads, self.deps, self.children = tree.heads, tree.deps, tree.children
        self.kinds = [block.kind for block in parse.article.blocks]
        self.names = {word for word, tag in zip(parse.words, parse.tags, strict=True) if tag in ("NNP", "NNPS")}
        self.wordlike = [word.isalnum() or (len(word) > 1 and any(map(str.isalnum, word))) for word in parse.words]
        self.quotes = find_quotes(parse, self.wordlike)
        self.dated = {token for first, end, label in parse.entities if label in ("DATE", "TIME") for token in range(first, end)}
        lines = Lines(parse, tree, self.lemma_of, self.quotes, speaking)
        tags = find_tags(lines)
        self.in_tags = {verb: start for start, verb in tags.values()}
        self.speakers = find_speakers(lines, tags)
        self.units = _find_units(parse, self.quotes, tags)
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


def _find_units(parse: Parse, quotes: Quotes, tags: Collection[int]) -> list[Range]:
    """Sentences, joined where a quote or a quote with its tag runs over their border."""
    units: list[Range] = []
    borders = {first for first, _ in blocks_of(parse)}
    for first, end in parse.sentences:
        inside = first not in borders and quotes.at[first] >= 0 and quotes.at[first] == quotes.at[first - 1]
        joins = inside or not _holds_words(parse, first, end) or (first > 0 and quotes.at[first - 1] in tags)
        if units and joins and first not in borders and end - units[-1][0] <= LONGEST_UNIT:
            units[-1] = (units[-1][0], end)
        else:
            units.append((first, end))
    return units


def _holds_words(parse: Parse, first: int, end: int) -> bool:
    return any(char.isalnum() for token in range(first, min(end, first + 4)) for char in parse.words[token]) or end - first > 4


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
