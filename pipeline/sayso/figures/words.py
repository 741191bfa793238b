"""The word classes of the figure rules: `[[words]]` of the pack by their class."""

from __future__ import annotations

from sayso.rules import Rules
from sayso.rules.entries import WordsEntry


class FigureWords:
    """Looks up classes of words. Make one per pack: `rules.prepared(FigureWords)`. A class that nobody lists is empty."""

    def __init__(self, rules: Rules) -> None:
        self._classes: dict[str, dict[str, int | float | str]] = {}
        for entry in rules.of(WordsEntry):
            self._classes.setdefault(entry.name, {}).update({**dict.fromkeys(entry.words, 1), **entry.values})
        self._sets = {name: frozenset(words) for name, words in self._classes.items()}

    def __call__(self, name: str) -> frozenset[str]:
        """The words of a class."""
        return self._sets.get(name, frozenset())

    def values(self, name: str) -> dict[str, str]:
        """What each word of a class stands for."""
        return {word: str(value) for word, value in self._classes.get(name, {}).items()}

    def phrases(self, name: str) -> frozenset[tuple[str, ...]]:
        """The entries of a class word by word: "compared with" is two."""
        return frozenset(tuple(phrase.split()) for phrase in self._classes.get(name, ()))
