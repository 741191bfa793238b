"""What an amount without a noun of its own is the amount of: the noun that it stands with, or what it hangs on."""

from __future__ import annotations

from sayso.figures.changing import Changes
from sayso.figures.drafts import Draft
from sayso.figures.governing import MARGIN_TAIL, Governing
from sayso.figures.phrases import (
    child,
    clause_verb,
    first_conjunct,
    head_token,
    is_noun,
    is_subject,
    is_verb,
    left_edge,
    preposition,
    stripped,
)
from sayso.figures.subjects import subject_of
from sayso.figures.words import FigureWords
from sayso.parsing import Parse
from sayso.rules import Rules

NOUN_REACH = 7  # tokens between a number and the noun that it counts
PRONOUN_REACH = 8  # tokens between a pronoun and what it is said to be
MODIFIERS = frozenset({"nummod", "amod", "compound", "quantmod", "nmod", "det", "predet", "poss", "advmod", "npadvmod"})


class Measuring:
    """Finds what an amount measures. Make one per pack: `rules.prepared(Measuring)`."""

    def __init__(self, rules: Rules) -> None:
        self.lemmas = rules.lemmas
        self.changes, self.governing = rules.prepared(Changes), rules.prepared(Governing)
        words = rules.prepared(FigureWords)
        self.no_noun, self.small_words = words("no_unit_noun"), words("small_word")
        self.level_margins, self.aiming_verbs = words("level_margin"), words("aiming_verb")

    def fits(self, parse: Parse, noun: int) -> bool:
        """Whether a number can count a noun: not 5 pm."""
        return parse.lower[noun] not in self.no_noun and parse.lower[noun] != "percent"

    def is_gap(self, parse: Parse, first: int, noun: int) -> bool:
        """A lead, a gap; a gross margin, or margins, are levels."""
        level = (
            parse.tags[noun] == "NNS"
            or tuple(parse.lower[noun + 1 : noun + 3]) == MARGIN_TAIL
            or not self.level_margins.isdisjoint(parse.lower[first:noun])
        )
        return self.changes.is_gap(self.lemmas.noun(parse.lower[noun])) and not level

    def measured(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """What an amount without a noun of its own is the amount of."""
        token = head_token(parse, draft.first, draft.last)
        if draft.kind == "count" and self._is_object(parse, token):
            return None
        if draft.kind == "percent" and (told := self._aimed(parse, draft, stops)):
            return told
        if draft.kind == "money" and (told := self._in_goods(parse, draft, stops) or self._traded(parse, token, stops)):
            return told
        return (
            self._worth(parse, draft, stops)
            or self._modified(parse, draft, token, stops)
            or self._apposed(parse, draft, token, stops)
            or self.governing.governed(parse, token, stops, paid=draft.kind != "measure")
            or self._before(parse, draft, stops)
            or self._adjacent(parse, draft, stops)
        )

    def _apposed(self, parse: Parse, draft: Draft, token: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "a month of heavy costs and losses $20m and $31m": the plural noun right before an amount, loosely tied to it."""
        noun = draft.first - 1
        loose = noun >= 0 and parse.deps[token] in ("conj", "appos", "dep") and parse.tags[noun] == "NNS"
        if (
            not loose
            or draft.kind == "count"
            or noun in stops
            or parse.lower[noun] in self.no_noun
            or parse.sentence_of[noun] != parse.sentence_of[token]
        ):
            return None
        return stripped(parse, left_edge(parse, noun), noun, stops), noun + 1, noun

    def _worth(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "silver worth about $5m": what stands before "worth"."""
        at = self.before_qualifiers(parse, draft) if draft.kind == "money" else 0
        noun = at - 1
        if noun < 0 or parse.lower[at] != "worth" or not is_noun(parse, noun) or noun in stops:
            return None
        edge = left_edge(parse, noun)
        return stripped(parse, edge, noun, stops), noun + 1, noun

    def before_qualifiers(self, parse: Parse, draft: Draft) -> int:
        """The token before a figure and the small words that tell how exact it is."""
        at = max(0, draft.first - 1)
        while at > 0 and draft.first - at < NOUN_REACH and (parse.lower[at] in self.small_words or parse.lower[at] == "estimated"):
            at -= 1
        return at

    def _adjacent(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "wavelengths at least 3 μm were seen": the noun right before an amount and its qualifiers."""
        at = self.before_qualifiers(parse, draft)
        qualified = at < draft.first - 1 and draft.kind in ("measure", "percent")
        opens = at == parse.sentences[parse.sentence_of[draft.first]][0] and parse.tags[at] == "VBZ"  # which the parse takes for a verb
        if not qualified or at < 0 or not (opens or is_noun(parse, at)) or at in stops or parse.lower[at] in self.no_noun:
            return None
        edge = left_edge(parse, at)
        return stripped(parse, edge, at, stops), at + 1, at

    def _before(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "wavelengths of at least 3.1 μm", "Karsk 30 -0.6 %": the noun to the left, where no verb tells."""
        if clause_verb(parse, head_token(parse, draft.first, draft.last)) is not None:
            return None
        first = parse.sentences[parse.sentence_of[draft.first]][0]
        for token in range(draft.first - 1, max(first, draft.first - NOUN_REACH) - 1, -1):
            if is_verb(parse, token) or parse.tags[token] in ("PRP", ".", ":"):
                return None
            if is_noun(parse, token) and token not in stops:
                edge = left_edge(parse, token)
                return stripped(parse, edge, token), token + 1, token
        return None

    def _modified(self, parse: Parse, draft: Draft, token: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """a 7kW solar system, a $36m contract, a 17 % drop in exports"""
        noun = self.modified_noun(parse, draft, token)
        noun = noun if noun is None else self._before_next(parse, draft, noun, stops)
        steps = draft.last < len(parse) and parse.lower[draft.last] == "to"  # the 12 of "grew by 12 to 60 boats"
        if noun is None or noun in stops or steps:
            return None
        if self.changes.noun(parse, noun):
            inner = preposition(parse, noun, "in", "of", "for", "on")
            if inner is not None and is_noun(parse, inner) and inner not in stops:
                return self.governing.specific(parse, inner, stops)
            gap = self.is_gap(parse, noun, noun)
            above = None if gap else self.governing.governed(parse, noun, stops)
            return above or (None if gap else self.governing.phrase(parse, noun, after=draft.last, stops=stops))
        return self.governing.phrase(parse, noun, after=draft.last, stops=stops)

    def _before_next(self, parse: Parse, draft: Draft, noun: int, stops: frozenset[int]) -> int:
        """ "a 9-kg stove or 12-kg range": not the range, where a noun stands before the next amount."""
        joins = (at for at in range(draft.last + 1, noun) if parse.tags[at] == "CC" and at + 1 in stops)
        at = next(joins, noun + 1) - 1
        return at if is_noun(parse, at) and at not in stops and at >= draft.per_end else noun

    def _is_object(self, parse: Parse, token: int) -> bool:
        """ "observers counted 118", "wounding dozens": the subject is not what is counted."""
        token = first_conjunct(parse, token)
        verb = parse.heads[token]
        if parse.deps[token] != "dobj" or not is_verb(parse, verb):
            return False
        return not self.governing.is_level(parse, verb) and self.changes.verb(parse, verb) is None

    def refer_back(self, parse: Parse, draft: Draft, before: Draft) -> None:
        """ "Revenue was $5m. It rose 5 percent": a pronoun that is so much is what the figure before measured, if that was the subject."""
        if draft.counted is not None or before.counted is None or draft.kind in ("age", "score", "ordinal", "count"):
            return
        token = head_token(parse, draft.first, draft.last)
        verb = clause_verb(parse, token)
        subject = subject_of(parse, verb) if verb is not None else None
        if subject is None or parse.tags[subject] != "PRP" or subject > draft.first or draft.first - subject > PRONOUN_REACH:
            return
        _, end, head = before.counted
        plural = parse.tags[head] in ("NNS", "NNPS")
        near = parse.sentence_of[subject] - parse.sentence_of[head]
        told = near == 0 or (near == 1 and is_subject(parse, head) and parse.block_of[subject] == parse.block_of[head])
        moves = draft.direction is not None or draft.kind == "measure" or (verb is not None and self.governing.is_level(parse, verb))
        if end <= subject and told and moves and parse.lower[subject] == ("they" if plural else "it"):
            draft.counted = before.counted

    def _in_goods(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """£180m in tax, $5m in damages"""
        at = draft.last
        if at + 1 >= len(parse) or parse.lower[at] not in ("in", "worth"):
            return None
        goods = child(parse, at, "pobj")
        bare = goods is not None and parse.tags[goods] in ("NN", "NNS") and goods not in stops and goods - at <= 4
        if goods is None or not bare or parse.tags[at + 1] in ("DT", "PRP$", "CD"):
            return None
        return self.governing.phrase(parse, goods, after=at + 1, stops=stops)

    def _aimed(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "scoring 52 percent from the line and 29 percent from afar": where from."""
        at = draft.last
        if at >= len(parse) or parse.lower[at] not in ("from", "on"):
            return None
        verb = clause_verb(parse, head_token(parse, draft.first, draft.last))
        aims = verb is not None and self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in self.aiming_verbs
        noun = child(parse, at, "pobj")
        return (
            self.governing.phrase(parse, noun, stops=stops)
            if aims and noun is not None and is_noun(parse, noun) and noun not in stops
            else None
        )

    def _traded(self, parse: Parse, token: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "a boat with two masts for $40,000": the boat, though the parse hangs the price on what comes with it."""
        above = parse.heads[parse.heads[token]]
        if parse.deps[token] != "pobj" or parse.lower[parse.heads[token]] != "for" or parse.deps[above] != "pobj":
            return None
        joined = parse.heads[above]
        noun: int | None = parse.heads[joined]
        if parse.lower[joined] != "with" or noun is None:
            return None
        noun = child(parse, noun, "dobj") if is_verb(parse, noun) else noun
        return self.governing.phrase(parse, noun, stops=stops) if noun is not None and is_noun(parse, noun) and noun not in stops else None

    def modified_noun(self, parse: Parse, draft: Draft, token: int) -> int | None:
        """The noun that the amount stands before, past other modifiers."""
        noun, found = token, None
        if parse.deps[token] == "conj" and parse.deps[parse.heads[token]] in MODIFIERS:  # a 3- or 4-metre plank
            noun = parse.heads[token]
            above = parse.heads[noun]
            if draft.last <= above <= draft.last + NOUN_REACH and is_noun(parse, above) and self.fits(parse, above):
                return above
            noun = token
        for _ in range(3):
            above = parse.heads[noun]
            if parse.deps[noun] not in MODIFIERS or not draft.last <= above <= draft.last + NOUN_REACH or above <= noun:
                break
            noun = above
            found = noun if is_noun(parse, noun) and self.fits(parse, noun) and noun >= draft.per_end else found
        return found
