"""Quotations and who speaks them, as far as pronouns need it: the subject of the verb beside a quotation."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from sayso.parsing import Parse
from sayso.rules import Lemmas

_OPEN = frozenset({"“", "``", "«", "„"})
_CLOSE = frozenset({"”", "»"})
_ENDS = frozenset({".", "?", "!"})
_STRAIGHT = frozenset({'"', "''"})  # two single marks, too, may open and close
_MARKS = _OPEN | _CLOSE | _STRAIGHT
_QUOTING = frozenset("“‘'\"«„")
_NAME = 4  # words of a name before a colon
_FAR = 60  # tokens from a colon back to who announces the words behind it
_NEAR = 14  # tokens from a quotation's edge to its speaker


@dataclass(slots=True)
class Speech:
    """Quotations as token ranges in text order; `of` tells each token's."""

    parse: Parse
    lemmas: Lemmas
    verbs: frozenset[str]
    quotes: list[tuple[int, int]] = field(default_factory=list)
    of: dict[int, int] = field(default_factory=dict)
    speakers: dict[int, int | None] = field(default_factory=dict)

    def quote_at(self, token: int) -> int | None:
        """The number of the quotation that a token stands in."""
        return self.of.get(token)

    def speaker(self, quote: int) -> int | None:
        """The head word of the subject who speaks a quotation, or the one before where that goes on near by."""
        if quote not in self.speakers:
            self.speakers[quote] = None
            self.speakers[quote] = self._beside(quote) or self._carried(quote)
        return self.speakers[quote]

    def _beside(self, quote: int) -> int | None:
        """The subject of a verb outside the quotation and near to it, behind it first."""
        first, end = self.quotes[quote]
        block = self.parse.block_of[first]
        behind = range(end, min(end + _NEAR, len(self.parse)))
        before = range(first - 1, max(-1, first - 1 - _NEAR), -1)
        for tokens in (behind, before):
            for token in tokens:
                if self.parse.block_of[token] != block or token in self.of or self.parse.words[token] in _ENDS:
                    break
                if self.parse.deps[token] == "nsubj" and self._speaks(token):
                    return token
        return self._introduced(first)

    def _introduced(self, first: int) -> int | None:
        """Whose words a colon at the end of the paragraph before announces."""
        if first == 0 or self.parse.words[first - 1] != ":":
            return None
        start, end = self.parse.sentences[self.parse.sentence_of[first - 1]]
        start = max(start, first - _FAR)
        subjects = (token for token in range(start, end) if self.parse.deps[token] == "nsubj" and token not in self.of)
        return next((token for token in subjects if self.parse.deps[self.parse.heads[token]] == "ROOT"), None)

    def _speaks(self, token: int) -> bool:
        """Whether a subject outside of quotations has a verb of speaking."""
        verb = self.parse.heads[token]
        if verb in self.of or self.parse.tags[verb][:2] != "VB" or self.parse.tags[token] not in ("NN", "NNS", "NNP", "NNPS", "PRP"):
            return False
        return self.lemmas.lemma(self.parse.lower[verb], self.parse.tags[verb]) in self.verbs

    def _carried(self, quote: int) -> int | None:
        if quote == 0:
            return None
        first, before = self.quotes[quote][0], self.quotes[quote - 1]
        near = self.parse.block_of[first] - self.parse.block_of[before[0]] <= 1
        return self.speaker(quote - 1) if near and quote - 1 in self.speakers else None


def find_speech(parse: Parse, lemmas: Lemmas, verbs: frozenset[str]) -> Speech:
    """The quotations of an article; one that is not closed ends with its paragraph. `verbs` are lemmas of speaking."""
    speech = Speech(parse, lemmas, verbs)
    _take_turns(speech)
    _take_headline(speech)
    opened: int | None = None
    for token in [token for token, word in enumerate(parse.words) if word in _MARKS]:
        if opened is not None and parse.block_of[token] != parse.block_of[opened]:
            _close(speech, opened, _end_of_block(parse, opened))
            opened = None
        if token in speech.of:
            continue
        if opened is None and parse.words[token] not in _CLOSE:
            opened = token
        elif opened is not None and parse.words[token] not in _OPEN:
            _close(speech, opened, token + 1)
            opened = None
    if opened is not None:
        _close(speech, opened, _end_of_block(parse, opened))
    for quote in range(len(speech.quotes)):
        speech.speaker(quote)  # in text order: one may go on with the speaker of the one before
    return speech


def _take_turns(speech: Speech) -> None:
    """An interview's paragraphs, "BRENN: …", are what the speaker says."""
    parse, start = speech.parse, 0
    while start < len(parse):
        end = _end_of_block(parse, start)
        colon = next((at for at in range(start + 1, min(start + _NAME, end)) if parse.words[at] == ":"), None)
        if colon is not None and all(word.isupper() and len(word) > 1 for word in parse.words[start:colon]) and colon + 1 < end:
            speech.speakers[len(speech.quotes)] = colon - 1
            _close(speech, colon + 1, end)
        start = end


def _take_headline(speech: Speech) -> None:
    """ "Rail chief Ada Brenn: ‘I will not resign’": what stands in quotation marks behind a headline's colon is the words of who stands
    before it."""
    parse = speech.parse
    end = next((token for token in range(len(parse)) if parse.block(token).kind != "headline"), len(parse))
    for colon in range(1, end - 2):
        opened = parse.words[colon] == ":" and parse.words[colon + 1][0] in _QUOTING
        if opened and parse.block_of[colon] == parse.block_of[colon - 1] and colon + 1 not in speech.of:
            block = parse.block_of[colon]
            last = next((token for token in range(colon, end) if parse.block_of[token] != block), end)
            speech.speakers[len(speech.quotes)] = colon - 1
            _close(speech, colon + 1, last)


def _end_of_block(parse: Parse, token: int) -> int:
    """Where the paragraph of a token ends."""
    return bisect_right(parse.block_of, parse.block_of[token], token)


def _close(speech: Speech, first: int, end: int) -> None:
    speech.of.update(dict.fromkeys(range(first, end), len(speech.quotes)))
    speech.quotes.append((first, end))
