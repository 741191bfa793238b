"""What the other finders found, brought down to tokens: which content a token stands in, which words are cues, where figures are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from sayso.claims.lexicon import ClaimLexicon
from sayso.parsing import Parse
from sayso.records import Attribution, Date, Figure, Span
from sayso.rules import Lemmas

OWN_VOICE = -1  # in `content_of`: the token stands in no content
R = TypeVar("R", Date, Figure)

# The confidence that an attribution needs to count here, by what its content and stance are.
LIKELY, LIKELY_UNREAL = 0.3, 0.65
LIKELY_PHRASE = {"criticises": 0.4, "supports": 0.4, "denies": 0.4, "declines": 0.4, "shows": 0.6, "promises": 0.5, "predicts": 0.5}
_BIDDING = frozenset({"asks", "orders"})
_MAY = frozenset({"may", "might", "could"})
CLAIM_BLOCKS = frozenset({"headline", "body", "caption", "embed"})
CLOSING = frozenset({"”", "’", "''", '"', "»", "'", ")", "]"})


class Ground:
    """An article's tokens under the light of its attributions, figures and dates. Token ranges are (first, end exclusive).

    content_of  for each token the innermost attribution whose content it stands in, as an index into `attributions`, or OWN_VOICE
    cues        tokens of cues, but for nouns: the clause that a verb, adverb or phrase heads is no claim, a noun's may be
    """

    def __init__(
        self,
        parse: Parse,
        lexicon: ClaimLexicon,
        lemmas: Lemmas,
        *,
        dates: Sequence[Date],
        figures: Sequence[Figure],
        attributions: Sequence[Attribution],
    ) -> None:
        self.parse, self.lexicon, self.lemmas = parse, lexicon, lemmas
        self.dates, self.figures = _in_order(dates), _in_order(figures)
        self.attributions = attributions
        self._lemmas = lemmas.column(parse.lower, parse.tags)
        self._place = {attribution.id: number for number, attribution in enumerate(attributions)}
        sure = ((number, attribution) for number, attribution in enumerate(attributions) if self._is_sure(attribution))
        self._stops = {number: self._find_stops(attribution) for number, attribution in sure}  # of those that are sure
        self.cues = frozenset(token for stops in self._stops.values() for token in stops)
        self.content_of = self._paint()
        self._date_starts = [date.start for date in self.dates]
        self._figure_starts = [figure.start for figure in self.figures]

    def _is_sure(self, attribution: Attribution) -> bool:
        """Whether to rely on an attribution: where it is wrong, its clause is no claim and its content no clause.

        "Is going to" and "is likely to" tell how, not who says so; "if they refuse to leave" is a condition, and nobody has refused yet.
        """
        cue, confidence = attribution.cue, attribution.confidence
        if cue is not None and (
            self._tells_way(attribution, cue.lemma) or self._is_in_condition(cue) or self._is_only_thought_of(attribution, cue)
        ):
            return False
        return confidence is None or confidence >= (self._least_for_phrase(attribution) if self._is_phrase(attribution) else LIKELY)

    def _tells_way(self, attribution: Attribution, lemma: str) -> bool:
        """Whether a cue only tells how ("is going to sail"). One with a "that" says something ("requires that boats be new")."""
        first = self.parse.token_at(min(span.start for span in attribution.content)) if attribution.content else None
        return self.lexicon.tells("infinitive", lemma) is not None and (first is None or self.parse.lower[first] != "that")

    def _is_in_condition(self, cue: Span) -> bool:
        """Whether a cue heads an "if" or "unless" clause."""
        parse = self.parse
        heads = (token for token in parse.tokens_in(cue.start, cue.end) if parse.deps[token] == "advcl")
        return any(parse.lower[child] in self.lexicon.conditions for head in heads for child in parse.children[head] if child < head)

    def _is_only_thought_of(self, attribution: Attribution, cue: Span) -> bool:
        """ "May ask the guild to pay", "would not tell them to leave": nobody has asked or told."""
        if attribution.stance not in _BIDDING or attribution.content_form != "clause":
            return False
        words = {self.parse.lower[token] for token in self.parse.tokens_in(cue.start, cue.end)}
        return bool(words & _MAY) or ("would" in words and attribution.polarity == "negative")

    def _is_phrase(self, attribution: Attribution) -> bool:
        parse = self.parse
        tokens = (token for span in attribution.content for token in parse.tokens_in(span.start, span.end))
        return attribution.content_form == "phrase" or not any(parse.tags[token].startswith(("VB", "MD")) for token in tokens)

    def _least_for_phrase(self, attribution: Attribution) -> float:
        """How likely a cue with a mere phrase must be: attitudes have one by nature ("backed the plan"), other verbs seldom ("visited the
        town"), and those that are only to come hardly ever ("would back the plan")."""
        cue = attribution.cue
        unreal = cue is not None and any(self.parse.tags[token] in ("MD", "TO") for token in self.parse.tokens_in(cue.start, cue.end))
        if unreal and attribution.stance != "declines":
            return LIKELY_UNREAL
        return LIKELY_PHRASE.get(attribution.stance, LIKELY_UNREAL)

    def _find_stops(self, attribution: Attribution) -> list[int]:
        """The words of a cue that end its clause: all but nouns; with an adjective the verb before it ("is afraid that")."""
        parse, cue = self.parse, attribution.cue
        tokens = parse.tokens_in(cue.start, cue.end) if cue else range(0)
        copulas = [parse.heads[token] for token in tokens if parse.tags[token].startswith("JJ") and parse.deps[token] == "acomp"]
        return [token for token in tokens if not parse.tags[token].startswith("NN")] + copulas

    def form_of(self, content: int) -> str | None:
        return self.attributions[content].content_form if content != OWN_VOICE else None

    def chain(self, content: int) -> tuple[str, ...]:
        """The attributions behind what stands in a content, outermost first; those that are not sure are left out."""
        if content == OWN_VOICE:
            return ()
        return tuple(self.attributions[number].id for number in reversed(self._outwards(content)) if number in self._stops)

    def lemma(self, token: int) -> str:
        return self._lemmas[token]

    def verb(self, token: int) -> str:
        """The lemma of a token that heads a clause, whatever its tag."""
        return self._lemmas[token] if self.parse.tags[token][:2] == "VB" else self.lemmas.verb(self.parse.lower[token])

    def child(self, token: int, dep: str) -> int | None:
        """The first dependant with this relation."""
        for child in self.parse.children[token]:
            if self.parse.deps[child] == dep:
                return child
        return None

    def has_figure(self, first: int, end: int) -> bool:
        """Whether a figure begins among the tokens from `first` to before `end`."""
        return not self.figure_tokens.isdisjoint(range(first, end))

    def dates_between(self, start: int, end: int) -> Sequence[Date]:
        """The dates that begin between two offsets."""
        return self.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def figures_between(self, start: int, end: int) -> Sequence[Figure]:
        """The figures that begin between two offsets."""
        return self.figures[bisect_left(self._figure_starts, start) : bisect_left(self._figure_starts, end)]

    @cached_property
    def figure_tokens(self) -> frozenset[int]:
        """The first token of each figure; ordinals tell nothing that can be checked by counting."""
        places = (self.parse.token_at(figure.start) for figure in self.figures if figure.kind != "ordinal")
        return frozenset(place for place in places if place is not None)

    def _outwards(self, content: int) -> list[int]:
        """An attribution and those around it, outwards."""
        found: dict[int, None] = {}
        current: int | None = content
        while current is not None and current not in found:
            found[current] = None
            current = self._place.get(self.attributions[current].within or "")
        return list(found)

    @cached_property
    def _depths(self) -> list[int]:
        """How deep each attribution stands in others."""
        depths = [0] * len(self.attributions)
        for number in range(len(self.attributions)):
            path = []
            current: int | None = number
            while current is not None and not depths[current]:
                depths[current] = 1
                path.append(current)
                current = self._place.get(self.attributions[current].within or "")
            outer = depths[current] if current is not None else 0
            for step, inner in enumerate(reversed(path), 1):
                depths[inner] = outer + step
        return depths

    def _paint(self) -> list[int]:
        """Give each token to the innermost content around it: the outermost paint first, the inner ones over it."""
        starts, ends = self.parse.starts, self.parse.ends
        painted = [OWN_VOICE] * len(self.parse)
        for number in self._outermost_first():
            for span in self.attributions[number].content:
                first, end = bisect_right(ends, span.start), bisect_left(starts, span.end)
                painted[first:end] = [number] * (end - first)
        return painted

    def _outermost_first(self) -> list[int]:
        """Contents to paint with: all but the phrases of nouns ("doubts over his fitness"), which stay part of their clause."""
        kept = [number for number, stops in self._stops.items() if self._has_own_content(self.attributions[number], stops)]
        size = {number: sum(span.end - span.start for span in self.attributions[number].content) for number in kept}
        return sorted(kept, key=lambda number: (-size[number], self._depths[number], -number))

    def _has_own_content(self, attribution: Attribution, stops: Sequence[int]) -> bool:
        return attribution.content_form != "phrase" or attribution.cue is None or bool(stops)


def _in_order(records: Sequence[R]) -> list[R]:
    return sorted(records, key=lambda record: record.start)
