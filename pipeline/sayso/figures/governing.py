"""What an amount hangs on: a noun with "of", a verb with its object or its subject."""

from __future__ import annotations

from sayso.figures.changing import Changes
from sayso.figures.phrases import (
    STEPS,
    child,
    first_conjunct,
    is_noun,
    is_numbered_name,
    is_pronoun,
    is_subject,
    is_verb,
    kids,
    left_edge,
    preposition,
    right_edge,
    stripped,
)
from sayso.figures.subjects import subject_of, swallowed_subject
from sayso.figures.words import FigureWords
from sayso.parsing import Parse
from sayso.rules import Rules

MARGIN_TAIL = ("of", "error")
_PAID_FOR = ("for", "on")
_PAID = frozenset({"dobj", "dative", "conj", "oprd", "npadvmod", "attr", "dep"})  # how an amount hangs on a verb of paying


def _is_numbered(parse: Parse, name: int, stops: frozenset[int]) -> bool:
    """Whether a number behind a name belongs to it: the FTSE 100."""
    after = name + 1
    if after >= len(parse) or after in stops or parse.tags[name] not in ("NNP", "NNPS") or parse.tags[after] != "CD":
        return False
    return parse.heads[after] == name and parse.lower[after].isdecimal()


def _is_dated(parse: Parse, token: int) -> bool:
    return any(first <= token < end and label in ("DATE", "TIME") for first, end, label in parse.entities)


class Governing:
    """Follows the syntax above an amount. Make one per pack: `rules.prepared(Governing)`.

    What is found is a phrase: its first token, its end (exclusive) and its head. `stops` are the tokens of other figures.
    """

    def __init__(self, rules: Rules) -> None:
        self.lemmas = rules.lemmas
        self.changes = rules.prepared(Changes)
        words = rules.prepared(FigureWords)
        self.generic, self.no_noun = words("generic_noun"), words("no_unit_noun")
        self.level_verbs, self.paying_verbs = words("level_verb"), words("paying_verb")
        self.hoping_verbs, self.saying_verbs = words("hoping_verb"), words("saying_verb")
        self.standing, self.owning = words("standing_noun"), words("holding_verb") - words("sum_verb")

    def phrase(self, parse: Parse, head: int, *, after: int | None = None, stops: frozenset[int] = frozenset()) -> tuple[int, int, int]:
        """The noun phrase of a head without number and determiner; from token `after` on, where one is given."""
        edge = stripped(parse, max(left_edge(parse, head), after or 0), head, stops)
        end = right_edge(parse, head, subject=is_subject(parse, head), stops=stops)
        return min(edge, head), end + (end == head + 1 and _is_numbered(parse, head, stops)), head

    def is_level(self, parse: Parse, verb: int) -> bool:
        """Whether a verb says how high something stands."""
        return self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in self.level_verbs

    def tells_level(self, parse: Parse, verb: int) -> bool:
        """Whether a verb says how high something stands, or that it moved; not that it leads by so much."""
        change = self.changes.verb(parse, verb)
        return self.is_level(parse, verb) if change is None else change.role != "gap"

    def subject_phrase(self, parse: Parse, verb: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """The subject of a verb, where it is a noun and no other figure."""
        subject = subject_of(parse, verb)
        if subject is None and (told := swallowed_subject(parse, verb)) is not None and told[1] not in stops:
            return stripped(parse, told[0], told[1], stops), told[1] + 1, told[1]
        if subject is not None and subject not in stops and is_numbered_name(parse, subject):  # the sp 500
            return stripped(parse, left_edge(parse, subject), subject, stops), subject + 1, subject - 1
        if subject is not None and not is_noun(parse, subject):
            subject = preposition(parse, subject, "of") or subject
        if (
            subject is None
            or is_pronoun(parse, subject)
            or not (is_noun(parse, subject) or parse.tags[subject] == "VBG")
            or subject in stops
        ):
            return None
        return self.specific(parse, subject, stops)

    def is_generic(self, parse: Parse, noun: int) -> bool:
        """The number, an annual rate; not an interest rate or a market share."""
        if parse.lower[noun] not in self.generic:
            return False
        kinds = (token for token in kids(parse, noun) if parse.deps[token] == "compound" and parse.tags[token] == "NN" and token < noun)
        return all(parse.lower[token] in self.generic for token in kinds)

    def specific(self, parse: Parse, noun: int, stops: frozenset[int]) -> tuple[int, int, int]:
        """The noun itself, or what "the number of …" is the number of."""
        noun = noun if first_conjunct(parse, noun) in stops else first_conjunct(parse, noun)
        if self.is_generic(parse, noun):
            inner = preposition(parse, noun, "of")
            if inner is not None and (is_noun(parse, inner) or parse.tags[inner] in ("JJ", "VBN")):
                return self.phrase(parse, inner, stops=stops)
        return self.phrase(parse, noun, stops=stops)

    def governed(self, parse: Parse, token: int, stops: frozenset[int], *, paid: bool = True) -> tuple[int, int, int] | None:
        """Follow what an amount hangs on: a noun with "of", a verb with its object or subject. `paid`: whether it can be a price."""
        own = token
        for _ in range(STEPS):
            torn = parse.deps[token] == "conj" and is_verb(parse, parse.heads[token]) and not is_verb(parse, token)
            if torn and self.changes.noun(parse, token) is None:
                return self.of_verb(parse, parse.heads[token], token, stops, paid=paid)  # to expand 2.2 % this year and 1.9 % in 2025
            token = first_conjunct(parse, token)
            dep, above = parse.deps[token], parse.heads[token]
            if above == token or dep in ("nsubj", "nsubjpass"):
                return None
            if above not in stops or is_verb(parse, above):
                timed = parse.deps[above] == "acl" and parse.lower[parse.heads[above]] in self.no_noun  # for the quarter ended in May to 5
                if timed:
                    token = parse.heads[above]
                    continue
                if is_verb(parse, above) or child(parse, above, "nsubj", "nsubjpass") is not None:
                    return self.of_verb(parse, above, token, stops, paid=paid, behind=own)
                if is_noun(parse, above) and (above < token or dep == "prep"):
                    return self._of_noun(parse, above, token, stops)
            token = above
        return None

    def _of_noun(self, parse: Parse, noun: int, token: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """sales of $5m, a total of 30 km, an increase of 5 % in rents"""
        if parse.lower[noun] in self.no_noun and parse.deps[token] == "prep":  # its guidance for the quarter to $84m
            return self.governed(parse, noun, stops)
        margin = self._margin_of(parse, noun)
        noun = noun if margin is None else margin
        if parse.deps[token] != "prep":
            generic = self.is_generic(parse, noun) and preposition(parse, noun, "of") is None
            return self.governed(parse, noun, stops) if generic else self.specific(parse, noun, stops)
        if margin is None and self.changes.noun(parse, noun):
            inner = preposition(parse, noun, "in", "for", "on") or (preposition(parse, noun, "of") if parse.lower[token] != "of" else None)
            if inner is not None and is_noun(parse, inner) and inner not in stops:
                return self.specific(parse, inner, stops)
            return self.governed(parse, noun, stops) or self.phrase(parse, noun, stops=stops)
        if self.is_generic(parse, noun) and parse.lower[token] == "of":
            return self.governed(parse, noun, stops) if self._is_said_of(parse, noun) else self._named_generic(parse, noun, stops)
        end = noun + 3 if tuple(parse.lower[noun + 1 : noun + 3]) == MARGIN_TAIL else noun + 1
        return stripped(parse, left_edge(parse, noun), noun, stops), end, noun

    def _margin_of(self, parse: Parse, noun: int) -> int | None:
        """The "margin" of "a margin of error of 3.4 points"."""
        above = parse.heads[noun]
        top = parse.heads[above]
        told = parse.deps[noun] == "pobj" and top == noun - 2 and (parse.lower[above], parse.lower[noun]) == MARGIN_TAIL
        return top if told and is_noun(parse, top) else None

    def _is_said_of(self, parse: Parse, noun: int) -> bool:
        """Whether "a record of so much" is said of a subject: it hit, reached, rose to one; they broke one."""
        verb = parse.heads[noun]
        if parse.deps[noun] != "dobj" or not is_verb(parse, verb):
            return True
        if self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in self.owning:  # Vell holds a share of 40 percent
            return False
        return self.is_level(parse, verb) or self.changes.verb(parse, verb) is not None

    def _named_generic(self, parse: Parse, noun: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """The record, the high that was broken; a total or an amount says nothing by itself."""
        return self.phrase(parse, noun, stops=stops) if parse.lower[noun] in self.standing else None

    def of_verb(
        self, parse: Parse, verb: int, token: int, stops: frozenset[int], *, paid: bool = True, behind: int = -1
    ) -> tuple[int, int, int] | None:
        """The thing that a verb says to be so much: what was bought or cut, else the subject. What was bought stands behind a token."""
        lemma = self.lemmas.lemma(parse.lower[verb], parse.tags[verb])
        change = self.changes.verb(parse, verb)
        if change is not None and change.role == "gap":
            return None
        raised = change is None or (change.id.endswith("-object") and token >= 0 and parse.deps[token] in ("dobj", "conj"))
        if paid and lemma in self.paying_verbs and raised:  # raised $5m, not: gave up 5 percent
            bought = self._bought(parse, verb, token) if token >= 0 else None
            if bought is not None and bought > behind and bought not in stops:
                return self.phrase(parse, bought, stops=stops)
            if parse.deps[token] in _PAID:
                return None  # who pays is not what is counted
        moved = self._moved(parse, verb, token, stops)
        if moved is not None:
            return self.specific(parse, moved, stops)
        tells = lemma in self.saying_verbs or lemma in self.hoping_verbs
        if token >= 0 and tells and not any(parse.deps[other] == "auxpass" for other in kids(parse, verb)):
            return None  # who says or expects it
        return self.subject_phrase(parse, verb, stops)

    def _moved(self, parse: Parse, verb: int, token: int, stops: frozenset[int]) -> int | None:
        """What a verb with an object does something to: cut rents by so much, a rise in rents, added so much to the bill."""
        if token >= 0 and parse.deps[token] == "dobj":
            shifted = self.changes.shifted(parse, verb)
            return shifted if shifted is not None and is_noun(parse, shifted) and shifted not in stops else None
        moved = child(parse, verb, "dobj")
        if moved is None or moved == token or not is_noun(parse, moved) or moved in stops:
            return None
        inner = preposition(parse, moved, "in", "of", "for", "on") if self.changes.noun(parse, moved) else None
        return moved if inner is None or not is_noun(parse, inner) or inner in stops else inner

    def _bought(self, parse: Parse, verb: int, token: int) -> int | None:
        """What stands behind "for" or "on" of a verb of paying, or of its amount; not "on Friday"."""
        for above in (verb, token):
            for word in _PAID_FOR:
                noun = preposition(parse, above, word)
                if noun is not None and noun != token and is_noun(parse, noun) and not _is_dated(parse, noun):
                    return noun
        return None
