"""Long runs of marks, and words that go on and on, cut before spaCy's tokenizer sees them.

It takes a mark off a word and looks at the rest anew, so a run of marks costs the square of its length: 16,000 quotation marks
take fifteen seconds. What people write is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MOST_MARKS = 64  # in a row
LONGEST_WORD = 512  # code points without a blank: addresses of pages are shorter
# Not those that are one word in a row, and quick: rules of dashes, dots that lead the eye.
_LONG = re.compile(rf"(?:[^\w\s.~/\\|•^-]|_){{{MOST_MARKS + 1},}}|\S{{{LONGEST_WORD + 1},}}")


def use_quick_tokenizer(nlp: Language) -> None:
    """Let a pipeline's tokenizer be handed no more than it can do in a time that grows with the text."""
    nlp.tokenizer = _in_parts(nlp.tokenizer)


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
