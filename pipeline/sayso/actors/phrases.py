"""Noun phrases over a parse: where a phrase begins, what stands before its head, which words are capitalised."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.actors.folding import Key, fold_word, without_article
from sayso.parsing import Parse

BEFORE_HEAD = frozenset(
    [
        "DT",
        "PDT",
        "PRP$",
        "WP$",
        "POS",
        "CD",
        "JJ",
        "JJR",
        "JJS",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "VBN",
        "VBG",
        "HYPH",
        "RB",
        "RBR",
        "RBS",
        "AFX",
        "FW",
        "$",
        "#",
    ]
)
NAME_TAGS = frozenset({"NNP", "NNPS"})
ARTICLES = frozenset({"the", "a", "an"})
DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "some",
        "any",
        "no",
        "every",
        "each",
        "all",
        "both",
        "another",
        "either",
        "neither",
    ]
)
OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
_NO_START = frozenset({"RB", "RBR", "RBS", "POS", "HYPH", "CC", "VBN", "VBG"})
_BOUNDS = frozenset({"more than", "less than", "fewer than", "at least", "at most", "up to", "close to", "as many"})
_LOOK_BACK = 24  # tokens: a phrase that is longer before its head is a parse gone wrong
_BREAKS = frozenset([",", ";", ":", "(", ")", "[", "]", '"', "“", "”", "``", "''", "–", "—", "…", "/", "|"])


class Phrases:
    """A parse with more columns.

    left        each token's leftmost dependant of any depth
    capital     whether it is capitalised; `name_word` whether it is tagged as a name as well
    capitals    the tokens that are capitalised
    folded      the word as names are compared, empty where it is only signs
    """

    __slots__ = ("_looks", "capital", "capitals", "folded", "left", "name_word", "parse")

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.left = _leftmost(parse)
        self.capital = [not word.islower() and _is_capital(word) for word in parse.words]
        self.capitals = [token for token, capital in enumerate(self.capital) if capital]
        self.name_word = [capital and tag in NAME_TAGS for capital, tag in zip(self.capital, parse.tags, strict=True)]
        self.folded = list(map(fold_word, parse.words))
        self._looks: dict[int, tuple[bool, bool]] = {}

    def is_title_case(self, token: int) -> bool:
        """Whether most words of a token's sentence are capitalised."""
        return self._look(token)[0]

    def is_shouting(self, token: int) -> bool:
        """Whether they are in capitals throughout."""
        return self._look(token)[1]

    def _look(self, token: int) -> tuple[bool, bool]:
        sentence = self.parse.sentence_of[token]
        found = self._looks.get(sentence)
        if found is None:
            found = self._looks[sentence] = _look_of(self.parse.words[slice(*self.parse.sentences[sentence])])
        return found

    def is_head(self, token: int, end: int) -> bool:
        """Whether the name or noun that ends before `end` heads its phrase: the next word is not its noun."""
        head = self.parse.heads[token]
        return not (self.parse.deps[token] in ("compound", "amod", "nmod", "nummod") and head >= end and head - token < 8)

    def start(self, first: int, head: int) -> int:
        """Where the phrase begins whose own words begin at `first` and whose head is `head`: its article and what else stands before."""
        parse, at = self.parse, first
        floor = max(self.left[head], first - _LOOK_BACK, parse.sentences[parse.sentence_of[first]][0])
        while at > floor and self._goes_on(at - 1):
            at -= 1
        while at < first and (parse.tags[at] in _NO_START or parse.words[at] in _BREAKS) and parse.tags[at + 1] != "CD":
            at += 1
        return self._with_bound(at, first)

    def _with_bound(self, at: int, first: int) -> int:
        """The start with the words that bound a number: "at least", "more than", "up to"."""
        lower = self.parse.lower
        if at > 0 and lower[at] in ("least", "most") and lower[at - 1] == "at":
            return at - 1
        if at < first and at > 1 and self.parse.tags[at] == "CD" and " ".join(lower[at - 2 : at]) in _BOUNDS:
            return at - 2
        return at

    def _goes_on(self, token: int) -> bool:
        parse = self.parse
        if parse.words[token] == "," or parse.tags[token] == "CC":
            return parse.tags[token - 1][:2] == "JJ" and parse.tags[token + 1][:2] == "JJ"
        return (parse.tags[token] in BEFORE_HEAD and parse.words[token] not in _BREAKS) or self.is_mark(token)

    def is_mark(self, token: int) -> bool:
        """The "'s" or bare apostrophe of a possessor; the model takes a curly one for a quotation mark at times."""
        parse = self.parse
        if parse.tags[token] == "POS":
            return True
        if parse.lower[token] not in ("'", "'s") or token == 0 or token + 1 >= len(parse):
            return False
        plural = parse.lower[token - 1][-1] == "s" and self.joined(token - 1, token) and not self.joined(token, token + 1)
        return parse.deps[token] == "case" or (plural and parse.heads[token] == parse.heads[token - 1])

    def key(self, first: int, end: int) -> Key:
        """The words as names are compared."""
        return without_article(tuple(filter(None, self.folded[first:end])))

    def joined(self, left: int, right: int) -> bool:
        """Whether two neighbouring tokens touch."""
        return self.parse.ends[left] == self.parse.starts[right]


def _leftmost(parse: Parse) -> list[int]:
    """Each token's leftmost dependant of any depth. Linear: a token is lowered once."""
    heads, left = parse.heads, list(range(len(parse)))
    for token, head in enumerate(heads):
        at = head
        while left[at] > token:
            left[at] = token
            at = heads[at]
    return left


def _look_of(sentence: Sequence[str]) -> tuple[bool, bool]:
    """Whether most of a sentence's longer words are capitalised, and whether they are all capitals."""
    words = [word for word in sentence if len(word) > 3 and word.isalpha()]
    titled = len(words) > 2 and sum([word[0].isupper() for word in words]) >= 0.7 * len(words)
    return titled, len(words) > 1 and sum(map(str.isupper, words)) >= 0.7 * len(words)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (len(word) > 1 and word[1].isupper() and word[0].isalpha())
