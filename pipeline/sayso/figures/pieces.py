"""The pieces of a sentence, each with the token that it is of."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.numbers import Piece, split_pieces
from sayso.parsing import Parse


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces in text order; `tokens` is as long as `items`."""

    parse: Parse
    items: list[Piece]
    tokens: list[int]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: int) -> Piece:
        return self.items[at]

    @property
    def text(self) -> str:
        return self.parse.text

    def word(self, at: int) -> str:
        """The piece in lower case, or nothing where there is none."""
        return self.items[at].text if 0 <= at < len(self.items) else ""

    def written(self, at: int) -> str:
        """The piece as it stands in the text."""
        piece = self.items[at]
        return self.parse.text[piece.start : piece.end]

    def glued(self, at: int) -> bool:
        """Whether no blank stands before a piece."""
        return 0 < at < len(self.items) and self.items[at - 1].end == self.items[at].start


def pieces_of(parse: Parse, first: int, end: int) -> Pieces:
    """The pieces of the tokens from `first` to before `end`."""
    items: list[Piece] = []
    tokens: list[int] = []
    for token in range(first, end):
        word = parse.lower[token]
        if word.isalpha() or len(word) == 1:
            items.append(Piece(word, parse.starts[token], parse.ends[token]))
            tokens.append(token)
        else:
            found = split_pieces(parse.words[token], parse.starts[token])
            items += found
            tokens += [token] * len(found)
    return Pieces(parse, items, tokens)
