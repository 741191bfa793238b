"""spaCy's tokenizer, as news needs it.

It takes a mark off a word and looks at the rest anew, so a run of marks costs the square of its length: 16,000 quotation marks
take fifteen seconds. Long runs of marks, and words that go on and on, are cut before it sees them.

And it knows "m." for an abbreviation, so that no sentence ends with "lost €40m."; a full stop behind an amount is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MOST_MARKS = 64  # in a row
LONGEST_WORD = 512  # code points without a blank: addresses of pages are shorter
AMOUNTS = frozenset({"m.", "k.", "b."})  # million, thousand, billion at the end of a sentence, to spaCy words of their own
_STOP_BEHIND_CAPITAL = re.compile(r"(?<=[0-9][A-Z])\.$")  # "$5M.", "30C."
# Not those that are one word in a row, and quick: rules of dashes, dots that lead the eye.
_LONG = re.compile(rf"(?:[^\w\s.~/\\|•^-]|_){{{MOST_MARKS + 1},}}|\S{{{LONGEST_WORD + 1},}}")


def use_quick_tokenizer(nlp: Language) -> None:
    """Let a pipeline's tokenizer end sentences behind amounts, and be handed no more than it can do in a time that grows with the text."""
    from spacy.tokenizer import Tokenizer

    if isinstance(nlp.tokenizer, Tokenizer):  # another model may have one of its own
        _end_behind_amounts(nlp.tokenizer)
    nlp.tokenizer = _in_parts(nlp.tokenizer)


def _end_behind_amounts(tokenizer: Any) -> None:
    tokenizer.rules = {word: tokens for word, tokens in tokenizer.rules.items() if word not in AMOUNTS}
    known = tokenizer.suffix_search
    tokenizer.suffix_search = lambda word: known(word) or _STOP_BEHIND_CAPITAL.search(word)


def _in_parts(tokenizer: Callable[[str], Doc]) -> Callable[[str], Doc]:
    from spacy.tokens import Doc

    def tokenize(text: str) -> Doc:
        parts = list(split_long(text))
        if len(parts) < 2:
            return tokenizer(text)
        joined: Doc | None = Doc.from_docs([tokenizer(part) for part in parts], ensure_whitespace=False)
        assert joined is not None  # it is None of no parts
        return joined

    return tokenize


def split_long(text: str) -> Iterator[str]:
    """The text in parts, cut within what is too long: never beside a blank, so that the tokens are those of the whole."""
    start = 0
    for match in _LONG.finditer(text):
        for cut in range(match.start() + MOST_MARKS, match.end(), MOST_MARKS):
            yield text[start:cut]
            start = cut
    yield text[start:]
