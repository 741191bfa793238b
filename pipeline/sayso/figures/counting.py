"""What a figure counts or measures, out of what, and per what: read from the sentence's syntax."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.figures.changing import Changes
from sayso.figures.drafts import Draft
from sayso.figures.phrases import (
    STEPS,
    child,
    clause_verb,
    climb,
    first_conjunct,
    head_token,
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
from sayso.figures.writing import noun_lemma
from sayso.parsing import Parse
from sayso.rules import Rules

FACTOR_RULE = "figure.factor"  # its words are the verb itself
MOST_OR = 3  # "a goal or two"
PRONOUN_REACH = 8  # tokens between a pronoun and what it is said to be
NOUN_REACH = 7  # tokens between a number and the noun that it counts
_MODIFIERS = frozenset({"nummod", "amod", "compound", "quantmod", "nmod", "det", "predet", "poss", "advmod", "npadvmod"})
_DEFINITE = frozenset({"DT", "PRP$"})
_BETWEEN = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH", "CC", "POS", "RB", ",", "``", "''", "CD", "IN", "RBS"}
)
_AFTER = frozenset({"JJ", "JJS", "JJR", "VBN", "VBG", "HYPH", "NNP", "NN", "NNS", "NNPS", "CD"})
AMONG_REACH = 4  # tokens between a share and "among"
AGE_REACH = 6  # tokens between a noun and the age behind it
BRACKET_REACH = 6  # tokens of a conversion in brackets
OLDEST = 125  # years of a person
_BOUNDS = frozenset({"under", "over", "above", "below", "aged"})
_OLD = frozenset({"old", "olds"})
_AFTER_PER = frozenset({".", ",", ";", ")", "in", "to", "from", "for", "and", "or", "on", "at", "by", "after", "before", "since"})
_POINTS = frozenset({"point", "points"})
_PAID_FOR = ("for", "on")


def _is_model(draft: Draft) -> bool:
    number = draft.line[draft.items[0]].number
    return number is not None and number.digits and number.whole and draft.value != 1 and draft.bound == "exact"


def _is_numbered(parse: Parse, name: int, stops: frozenset[int]) -> bool:
    """Whether a number behind a name belongs to it: the FTSE 100."""
    after = name + 1
    if after >= len(parse) or after in stops or parse.tags[name] not in ("NNP", "NNPS") or parse.tags[after] != "CD":
        return False
    return parse.heads[after] == name and parse.lower[after].isdecimal()


def _is_dated(parse: Parse, token: int) -> bool:
    return any(first <= token < end and label in ("DATE", "TIME") for first, end, label in parse.entities)


def _is_person(parse: Parse, token: int) -> bool:
    return any(first <= token < end and label == "PERSON" for first, end, label in parse.entities)


class Counting:
    """Finds nouns and what is counted. Make one per pack: `rules.prepared(Counting)`."""

    def __init__(self, rules: Rules) -> None:
        self.lemmas = rules.lemmas
        self.changes = rules.prepared(Changes)
        words = rules.prepared(FigureWords)
        self.generic, self.no_noun, self.per_nouns = words("generic_noun"), words("no_unit_noun"), words("per_noun")
        self.counters, self.level_verbs, self.paying_verbs = words("counter_noun"), words("level_verb"), words("paying_verb")
        self.level_margins, self.sum_verbs = words("level_margin"), words("sum_verb")
        self.hoping_verbs, self.saying_verbs = words("hoping_verb"), words("saying_verb")
        self.standing, self.aiming_verbs = words("standing_noun"), words("aiming_verb")
        self.owning = words("holding_verb") - self.sum_verbs
        self.small_words = words("small_word")
        self.per_adverbs = words.values("per_adverb")

    # The noun that the number stands with

    def set_noun(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> bool:
        """Find the noun of a count and stretch the figure to it; False where a lone "one" is no figure."""
        if draft.kind in ("count", "share") and draft.unit is None and draft.unit_name is None:
            noun = draft.noun if draft.noun is not None else self._noun(parse, draft, stops)
            if noun is not None and parse.tags[noun] == "NNP" and _is_model(draft):
                return False  # the 900 Falcon
            if noun is not None and draft.kind == "share" and noun > draft.last and parse.tags[draft.last] in _DEFINITE:
                draft.unit_name = noun_lemma(parse, noun, self.lemmas) if parse.tags[noun] in ("NNS", "NNPS") else None
                draft.among = (draft.last, right_edge(parse, noun))
                draft.counted = (stripped(parse, draft.last, noun), right_edge(parse, noun), noun)
            elif noun is not None:
                self._take_noun(parse, draft, noun)
            elif not self._take_whole(parse, draft):
                return not draft.is_one
        elif draft.kind in ("percent", "share", "money", "measure", "count"):
            self._take_whole(parse, draft)
        if draft.kind in ("percent", "share") and draft.among is None:
            draft.among = self._among_behind(parse, draft, stops)
        return True

    def _among_behind(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int] | None:
        """ "43 percent to 38 percent among likely voters" """
        at = draft.last
        while at < len(parse) and (at in stops or parse.lower[at] == "to") and at - draft.last < AMONG_REACH:
            at += 1
        whole = child(parse, at, "pobj") if at < len(parse) and parse.lower[at] == "among" else None
        if whole is None:
            verb = clause_verb(parse, head_token(parse, draft.first, draft.last))
            whole = preposition(parse, verb, "among") if verb is not None else None
        return (left_edge(parse, whole), right_edge(parse, whole)) if whole is not None and whole not in stops else None

    def _take_noun(self, parse: Parse, draft: Draft, noun: int) -> None:
        draft.noun = noun
        draft.unit_name = noun_lemma(parse, noun, self.lemmas)
        if parse.ends[noun] > draft.end:
            draft.end, draft.last = parse.ends[noun], noun + 1

    def _noun(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> int | None:
        token = head_token(parse, draft.first, draft.last)
        if parse.ends[draft.last - 1] > draft.end:  # inside a longer token: 40-seat
            return None
        noun = parse.heads[token]
        if parse.deps[token] in _MODIFIERS and draft.last <= noun <= draft.last + NOUN_REACH and is_noun(parse, noun):
            allowed = _BETWEEN | _DEFINITE if draft.kind == "share" else _BETWEEN
            between = range(draft.last, noun)
            joined = any(other in stops and parse.tags[other - 1] in ("CC", ",") for other in between)
            if not joined and all(parse.tags[other] in allowed for other in between) and self._fits(parse, noun):
                return self._counted_part(parse, draft, noun)
        return self._noun_behind(parse, draft, stops) or self._noun_or_two(parse, draft)

    def _noun_or_two(self, parse: Parse, draft: Draft) -> int | None:
        """ "another goal or two" """
        noun = draft.first - 2
        joined = noun >= 0 and parse.lower[noun + 1] == "or" and parse.tags[noun] == "NN" and draft.last - draft.first == 1
        return noun if joined and draft.value is not None and draft.value <= MOST_OR else None

    def _counted_part(self, parse: Parse, draft: Draft, noun: int) -> int:
        """ "a 2 deck ferry" has two decks, and is not two ferries."""
        part = draft.last
        odd = parse.tags[noun] == "NN" and draft.value is not None and draft.value > 1 and parse.lower[noun] not in ("people", "percent")
        return part if odd and part < noun and parse.tags[part] == "NN" and parse.deps[part] == "compound" else noun

    def _noun_behind(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> int | None:
        """The next noun behind the number, where the parse does not tell: adjectives and nouns in a row."""
        found, end = None, min(draft.last + NOUN_REACH, parse.sentences[parse.sentence_of[draft.first]][1])
        for token in range(draft.last, end):
            joins = parse.tags[token] == "CC" and parse.tags[token - 1] == "JJ" and parse.tags[token + 1 : end][:1] in (["JJ"], ["NN"])
            if (parse.tags[token] not in _AFTER and not joins) or token in stops or (found is not None and not is_noun(parse, token)):
                break
            if is_noun(parse, token):
                found = token
        if found is None or not self._fits(parse, found):
            return None
        plural = parse.tags[found] in ("NNS", "NNPS") or parse.lower[found] in ("people", "percent")
        return found if plural or (draft.value == 1 and found == draft.last) else None

    def _fits(self, parse: Parse, noun: int) -> bool:
        return parse.lower[noun] not in self.no_noun and parse.lower[noun] != "percent"

    def _take_whole(self, parse: Parse, draft: Draft) -> bool:
        """ "six of the 36 shells", "one of the best boats", "40 percent of voters", "dozens of others"."""
        of = self._behind_brackets(parse, draft)
        if draft.kind == "measure" and parse.lower[self._before_qualifiers(parse, draft)] == "within":  # within 5 miles of town
            return False
        if of >= len(parse) or parse.lower[of] not in ("of", "off") or parse.starts[of] > parse.ends[of - 1] + 1:
            return False
        whole = child(parse, of, "pobj")
        if whole is None or whole > of + 2 * NOUN_REACH:
            return False
        if is_pronoun(parse, whole) and draft.is_one:
            return False
        edge = left_edge(parse, whole)
        definite = parse.tags[edge] in ("DT", "PRP$", "PRP", "POS") or parse.deps[edge] == "poss" or is_pronoun(parse, whole)
        if draft.vague is not None or draft.order is not None:
            self._take_noun(parse, draft, whole) if is_noun(parse, whole) and not definite and draft.unit is None else None
        elif draft.kind in ("count", "share", "percent") and whole < len(parse):
            draft.among = (edge, right_edge(parse, whole))
            counts = draft.kind == "count" or (draft.kind == "share" and parse.tags[whole] in ("NNS", "NNPS"))
            if draft.unit_name is None and is_noun(parse, whole) and counts:
                draft.unit_name = noun_lemma(parse, whole, self.lemmas)
        if is_noun(parse, whole):
            first = stripped(parse, edge, whole)
            own = max((token + 1 for token in range(first, whole) if parse.tags[token] == "CD"), default=first)  # the village's 400 houses
            draft.counted = (own, right_edge(parse, whole), whole)
        return True

    def _behind_brackets(self, parse: Parse, draft: Draft) -> int:
        """The token behind an amount and its conversion: the "of" of "8 miles (13 kilometres) of tunnels"."""
        last = draft.last
        if draft.kind not in ("measure", "money") or last >= len(parse) or parse.lower[last] not in ("(", ")"):
            return last
        closed = next((token for token in range(last, min(last + BRACKET_REACH, len(parse))) if parse.lower[token] == ")"), last - 1)
        return closed + 1

    # What is counted

    def set_counted(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> None:
        """Fill in `counted`: a subject that is said to be so many, the modified noun, else the unit's own noun phrase."""
        if self._is_age(parse, draft):
            draft.kind, draft.unit_name, draft.code = "age", "year", "a"
        if draft.kind == "age":
            draft.counted = self._aged(parse, draft, stops)
        if draft.kind in ("age", "score", "ordinal"):
            return
        if draft.kind == "share" and (told := self._predicate_noun(parse, draft) or self._shrunk(parse, draft, stops)):
            draft.counted = told
            return
        if draft.kind == "count" and draft.noun is not None and draft.among is None:
            draft.among = self._among_subject(parse, draft.noun)
        if draft.rule == FACTOR_RULE:
            draft.counted = self._of_verb(parse, draft.first, -1, stops)
        elif draft.noun is not None and draft.counted is None:
            draft.counted = self._counted_noun(parse, draft, draft.noun, stops)
        elif draft.counted is None:
            draft.counted = self._measured(parse, draft, stops)
        if draft.counted is not None and draft.role == "level" and self._is_gap(parse, *draft.counted):
            draft.role = "gap"

    def _counted_noun(self, parse: Parse, draft: Draft, noun: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """What is counted where a noun stands with the number."""
        whole = self._compounded(parse, draft, noun)
        if whole is not None and self.changes.noun(parse, whole) is None:
            return self._phrase(parse, whole, after=noun + 1, stops=stops)
        if whole is not None and draft.role == "level" and self._is_gap(parse, whole, whole, whole):  # a 26-delegate lead
            draft.role = "gap"
        told = self._told_subject(parse, draft, noun, stops) or self._told_counter(parse, draft, noun, stops)
        return told or (
            None if parse.lower[noun] in _POINTS else self._phrase(parse, noun, after=self._number_end(parse, draft), stops=stops)
        )

    def _is_age(self, parse: Parse, draft: Draft) -> bool:
        """ "Trudel, who is 70": a bare number that a person is or turns."""
        token = head_token(parse, draft.first, draft.last)
        verb, value = parse.heads[token], draft.value or 0
        if draft.kind != "count" or draft.unit_name or not 1 <= value <= OLDEST or parse.deps[token] not in ("attr", "acomp", "dobj"):
            return False
        subject = child(parse, verb, "nsubj")
        be = self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in ("be", "turn")
        return be and subject is not None and (parse.lower[subject] in ("he", "she", "i", "who") or _is_person(parse, subject))

    def _aged(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """Who or what is so old: "million-year-old bedrock", "ships aged 20 or more", "Simic, 44", "Trudel is 70"."""
        token = head_token(parse, draft.first, draft.last)
        if draft.line[draft.items[1] - 1].symbol in _OLD:
            noun = self._modified_noun(parse, draft, token)
        elif parse.lower[draft.first - 1] in _BOUNDS and draft.first > 1 and is_noun(parse, draft.first - 2):  # voters under 30
            noun = draft.first - 2
        else:
            above = (above for above in climb(parse, token) if draft.first - AGE_REACH <= above < draft.first)
            noun = next((noun for noun in above if is_noun(parse, noun) and parse.lower[noun] not in ("age", "ages")), None)
        if noun is None:
            noun = self._turning(parse, token)
        if noun is None or noun in stops or not is_noun(parse, noun):
            return None
        if noun > draft.first:
            return self._phrase(parse, noun, after=draft.last, stops=stops)
        return stripped(parse, left_edge(parse, noun), noun, stops), noun + 1, noun

    def _turning(self, parse: Parse, token: int) -> int | None:
        """Who is or turns so old."""
        verb = clause_verb(parse, token)
        be = verb is not None and self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in ("be", "turn")
        return child(parse, verb, "nsubj") if be and verb is not None else None

    def _is_gap(self, parse: Parse, first: int, end: int, noun: int) -> bool:
        """A lead, a gap; a gross margin, or margins, are levels."""
        level = parse.tags[noun] == "NNS" or not self.level_margins.isdisjoint(parse.lower[first:noun])
        return self.changes.is_gap(self.lemmas.noun(parse.lower[noun])) and not level

    def _among_subject(self, parse: Parse, noun: int) -> tuple[int, int] | None:
        """ "Among the dead were six children" """
        noun = first_conjunct(parse, noun)
        verb = parse.heads[noun]
        if parse.deps[noun] not in ("nsubj", "attr") or not is_verb(parse, verb):
            return None
        whole = preposition(parse, verb, "among")
        placed = whole is not None and (whole < noun or noun < verb)  # "there were ten people, among them" tells of others
        return (left_edge(parse, whole), whole + 1) if whole is not None and placed else None

    def _number_end(self, parse: Parse, draft: Draft) -> int:
        """The first token behind the number itself."""
        end = draft.line[draft.items[1] - 1].end
        token = parse.token_at(end)
        return draft.last if token is None else token

    def _phrase(self, parse: Parse, head: int, *, after: int | None = None, stops: frozenset[int] = frozenset()) -> tuple[int, int, int]:
        edge = stripped(parse, max(left_edge(parse, head), after or 0), head, stops)
        end = right_edge(parse, head, subject=is_subject(parse, head), stops=stops)
        return min(edge, head), end + (end == head + 1 and _is_numbered(parse, head, stops)), head

    def _compounded(self, parse: Parse, draft: Draft, noun: int) -> int | None:
        """The "theatre" of "a 40-seat theatre", which so many seats describe."""
        whole = parse.heads[noun]
        many = parse.tags[noun] == "NN" and draft.value is not None and draft.value > 1 and draft.last - 1 == noun
        describes = many and parse.deps[noun] in ("compound", "nmod", "amod") and noun < whole <= noun + NOUN_REACH
        return whole if describes and is_noun(parse, whole) and parse.lower[noun] != "people" else None

    def _shrunk(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "Shares lost half their value": the shares."""
        verb = clause_verb(parse, draft.first)
        if verb is None or draft.role != "delta" or not self.changes.takes_own_value(parse, draft):
            return None
        return self._subject_phrase(parse, verb, stops)

    def _predicate_noun(self, parse: Parse, draft: Draft) -> tuple[int, int, int] | None:
        """ "three-quarters of those who relapsed were women" """
        token = head_token(parse, draft.first, draft.last)
        verb = parse.heads[token]
        if not is_subject(parse, token) or not is_verb(parse, verb):
            return None
        noun = child(parse, verb, "attr")
        return self._phrase(parse, noun) if noun is not None and parse.tags[noun] == "NNS" else None

    def _told_subject(self, parse: Parse, draft: Draft, token: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "attacks stood at 264 cases", "the number of attacks fell to 56 cases": not the cases, the attacks."""
        dep, above = parse.deps[token], parse.heads[token]
        if dep == "pobj" and is_verb(parse, parse.heads[above]):
            verb = parse.heads[above]
            if parse.lower[above] in ("to", "at", "from") and (self.changes.verb(parse, verb) or self._is_level(parse, verb)):
                return self._subject_phrase(parse, verb, stops)
        if dep in ("attr", "dobj") and is_verb(parse, above):
            subject = subject_of(parse, above)
            if subject is not None and (self._is_generic(parse, subject) or self._sums(parse, draft, subject, above, token)):
                return self._subject_phrase(parse, above, stops)
        return None

    def _sums(self, parse: Parse, draft: Draft, subject: int, verb: int, token: int) -> bool:
        """ "The population is 8 billion people", "the crew numbers 40 men": one thing that is so many."""
        many = parse.tags[token] in ("NNS", "NNPS") or parse.lower[token] == "people"
        more = draft.value is None or draft.value > 1
        told = self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in self.sum_verbs
        return told and many and more and parse.tags[subject] == "NN" and subject < verb

    def _told_counter(self, parse: Parse, draft: Draft, noun: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "sales of 4,210 units", "the index lost 240 points": such nouns count something else, which a verb or "of" gives."""
        dep, above = parse.deps[noun], parse.heads[noun]
        if parse.lower[noun] not in self.counters or noun != self._number_end(parse, draft):
            return None
        moved = is_verb(parse, above) and (self.changes.verb(parse, above) is not None or self._is_level(parse, above))
        return self._governed(parse, noun, stops) if moved or dep in ("pobj", "npadvmod", "conj") else None

    def _is_level(self, parse: Parse, verb: int) -> bool:
        return self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in self.level_verbs

    def _subject_phrase(self, parse: Parse, verb: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
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
        return self._specific(parse, subject, stops)

    def _is_generic(self, parse: Parse, noun: int) -> bool:
        """The number, an annual rate; not an interest rate or a market share."""
        if parse.lower[noun] not in self.generic:
            return False
        kinds = (token for token in kids(parse, noun) if parse.deps[token] == "compound" and parse.tags[token] == "NN" and token < noun)
        return all(parse.lower[token] in self.generic for token in kinds)

    def _specific(self, parse: Parse, noun: int, stops: frozenset[int]) -> tuple[int, int, int]:
        """The noun itself, or what "the number of …" is the number of."""
        noun = noun if first_conjunct(parse, noun) in stops else first_conjunct(parse, noun)
        if self._is_generic(parse, noun):
            inner = preposition(parse, noun, "of")
            if inner is not None and (is_noun(parse, inner) or parse.tags[inner] in ("JJ", "VBN")):
                return self._phrase(parse, inner, stops=stops)
        return self._phrase(parse, noun, stops=stops)

    def _measured(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
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
            or self._governed(parse, token, stops, paid=draft.kind != "measure")
            or self._before(parse, draft, stops)
            or self._adjacent(parse, draft, stops)
        )

    def _apposed(self, parse: Parse, draft: Draft, token: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "a year of record sales and profits $590m and $71m": the plural noun right before an amount, loosely tied to it."""
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
        at = self._before_qualifiers(parse, draft) if draft.kind == "money" else 0
        noun = at - 1
        if noun < 0 or parse.lower[at] != "worth" or not is_noun(parse, noun) or noun in stops:
            return None
        edge = left_edge(parse, noun)
        return stripped(parse, edge, noun, stops), noun + 1, noun

    def _before_qualifiers(self, parse: Parse, draft: Draft) -> int:
        """The token before a figure and the small words that tell how exact it is."""
        at = max(0, draft.first - 1)
        while at > 0 and draft.first - at < NOUN_REACH and (parse.lower[at] in self.small_words or parse.lower[at] == "estimated"):
            at -= 1
        return at

    def _adjacent(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "wavelengths at least 3 μm were seen": the noun right before an amount and its qualifiers."""
        at = self._before_qualifiers(parse, draft)
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
        noun = self._modified_noun(parse, draft, token)
        noun = noun if noun is None else self._before_next(parse, draft, noun, stops)
        steps = draft.last < len(parse) and parse.lower[draft.last] == "to"  # the 12 of "grew by 12 to 60 boats"
        if noun is None or noun in stops or steps:
            return None
        if self.changes.noun(parse, noun):
            inner = preposition(parse, noun, "in", "of", "for", "on")
            if inner is not None and is_noun(parse, inner) and inner not in stops:
                return self._specific(parse, inner, stops)
            gap = self._is_gap(parse, noun, noun, noun)
            above = None if gap else self._governed(parse, noun, stops)
            return above or (None if gap else self._phrase(parse, noun, after=draft.last, stops=stops))
        return self._phrase(parse, noun, after=draft.last, stops=stops)

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
        return not self._is_level(parse, verb) and self.changes.verb(parse, verb) is None

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
        moves = draft.direction is not None or draft.kind == "measure" or (verb is not None and self._is_level(parse, verb))
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
        return self._phrase(parse, goods, after=at + 1, stops=stops)

    def _aimed(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "shooting 47 percent from the field and 32 percent from long range": where from."""
        at = draft.last
        if at >= len(parse) or parse.lower[at] not in ("from", "on"):
            return None
        verb = clause_verb(parse, head_token(parse, draft.first, draft.last))
        aims = verb is not None and self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in self.aiming_verbs
        noun = child(parse, at, "pobj")
        return self._phrase(parse, noun, stops=stops) if aims and noun is not None and is_noun(parse, noun) and noun not in stops else None

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
        return self._phrase(parse, noun, stops=stops) if noun is not None and is_noun(parse, noun) and noun not in stops else None

    def _modified_noun(self, parse: Parse, draft: Draft, token: int) -> int | None:
        """The noun that the amount stands before, past other modifiers."""
        noun, found = token, None
        if parse.deps[token] == "conj" and parse.deps[parse.heads[token]] in _MODIFIERS:  # a 7- or 8-inch screen
            noun = parse.heads[token]
            above = parse.heads[noun]
            if draft.last <= above <= draft.last + NOUN_REACH and is_noun(parse, above) and self._fits(parse, above):
                return above
            noun = token
        for _ in range(3):
            above = parse.heads[noun]
            if parse.deps[noun] not in _MODIFIERS or not draft.last <= above <= draft.last + NOUN_REACH or above <= noun:
                break
            noun = above
            found = noun if is_noun(parse, noun) and self._fits(parse, noun) and noun >= draft.per_end else found
        return found

    def _governed(self, parse: Parse, token: int, stops: frozenset[int], *, paid: bool = True) -> tuple[int, int, int] | None:
        """Follow what an amount hangs on: a noun with "of", a verb with its object or subject. `paid`: whether it can be a price."""
        for _ in range(STEPS):
            torn = parse.deps[token] == "conj" and is_verb(parse, parse.heads[token]) and not is_verb(parse, token)
            if torn and self.changes.noun(parse, token) is None:
                return self._of_verb(parse, parse.heads[token], token, stops, paid=paid)  # to expand 2.2 % this year and 1.9 % in 2025
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
                    return self._of_verb(parse, above, token, stops, paid=paid)
                if is_noun(parse, above) and (above < token or dep == "prep"):
                    return self._of_noun(parse, above, token, stops)
            token = above
        return None

    def _of_noun(self, parse: Parse, noun: int, token: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """sales of $5m, a total of 30 km, an increase of 5 % in rents"""
        if parse.lower[noun] in self.no_noun and parse.deps[token] == "prep":  # its guidance for the quarter to $84m
            return self._governed(parse, noun, stops)
        if parse.deps[token] != "prep":
            generic = self._is_generic(parse, noun) and preposition(parse, noun, "of") is None
            return self._governed(parse, noun, stops) if generic else self._specific(parse, noun, stops)
        if self.changes.noun(parse, noun):
            inner = preposition(parse, noun, "in", "for", "on") or (preposition(parse, noun, "of") if parse.lower[token] != "of" else None)
            if inner is not None and is_noun(parse, inner) and inner not in stops:
                return self._specific(parse, inner, stops)
            return self._governed(parse, noun, stops) or self._phrase(parse, noun, stops=stops)
        if self._is_generic(parse, noun) and parse.lower[token] == "of":
            return self._governed(parse, noun, stops) if self._is_said_of(parse, noun) else self._named_generic(parse, noun, stops)
        return stripped(parse, left_edge(parse, noun), noun, stops), noun + 1, noun

    def _is_said_of(self, parse: Parse, noun: int) -> bool:
        """Whether "a record of so much" is said of a subject: it hit, reached, rose to one; they broke one."""
        verb = parse.heads[noun]
        if parse.deps[noun] != "dobj" or not is_verb(parse, verb):
            return True
        if self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in self.owning:  # Vell holds a share of 40 percent
            return False
        return self._is_level(parse, verb) or self.changes.verb(parse, verb) is not None

    def _named_generic(self, parse: Parse, noun: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """The record, the high that was broken; a total or an amount says nothing by itself."""
        return self._phrase(parse, noun, stops=stops) if parse.lower[noun] in self.standing else None

    def _of_verb(self, parse: Parse, verb: int, token: int, stops: frozenset[int], *, paid: bool = True) -> tuple[int, int, int] | None:
        """The thing that a verb says to be so much: what was bought or cut, else the subject."""
        lemma = self.lemmas.lemma(parse.lower[verb], parse.tags[verb])
        change = self.changes.verb(parse, verb)
        if change is not None and change.role == "gap":
            return None
        if paid and lemma in self.paying_verbs and (change is None or (token >= 0 and parse.deps[token] == "dobj")):
            bought = self._bought(parse, verb, token) if token >= 0 else None
            if bought is not None and bought not in stops:
                return self._phrase(parse, bought, stops=stops)
            if parse.deps[token] in ("dobj", "dative") and not any(parse.deps[other] == "auxpass" for other in kids(parse, verb)):
                return None  # who pays is not what is counted
        moved = self._moved(parse, verb, token, stops)
        if moved is not None:
            return self._specific(parse, moved, stops)
        tells = lemma in self.saying_verbs or lemma in self.hoping_verbs
        if token >= 0 and tells and not any(parse.deps[other] == "auxpass" for other in kids(parse, verb)):
            return None  # who says or expects it
        return self._subject_phrase(parse, verb, stops)

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

    # Per what

    def set_per(self, parse: Parse, draft: Draft, words: Sequence[str]) -> None:
        """ "per day", "an ounce", "a-year", "/hour", "each week", "annually": the word behind, singular."""
        at = next((number for number in range(draft.items[1], len(draft.line)) if draft.line[number].start >= draft.end), len(words))
        if at >= len(words):
            return
        if words[at] in self.changes.words["adjective"] and at + 1 < len(words):  # €3 more a week
            at += 1
        word, after = words[at], at + 1
        if word in self.per_adverbs:
            draft.per = self.per_adverbs[word]
            return
        while after < len(words) and words[after] == "-":
            after += 1
        if after >= len(words) or not (words[after].isalpha() or draft.line[after].unit or draft.line[after].number):
            return
        if word in ("per", "/") or (word in ("a", "an", "each", "every") and self._is_per(parse, draft, words, after)):
            draft.per = self._per_word(parse, draft, after)
            draft.per_end = draft.line[after].token + 1

    def _is_per(self, parse: Parse, draft: Draft, words: Sequence[str], at: int) -> bool:
        if at + 1 < len(words) and words[at + 1] in ("earlier", "ago", "later", "before", "after", "or", "old"):
            return False
        unit = draft.line[at].unit
        if draft.kind == "money" and parse.tags[draft.line[at].token] == "NN" and (at + 1 == len(words) or words[at + 1] in _AFTER_PER):
            return True  # £2 a trip
        return words[at] in self.per_nouns or (unit is not None and unit.kind in ("time", "measure"))

    def _per_word(self, parse: Parse, draft: Draft, at: int) -> str:
        item = draft.line[at]
        if item.unit is not None:
            return item.unit.name
        if item.number is not None:
            return " ".join(parse.text[item.start : draft.line[min(at + 1, len(draft.line) - 1)].end].split())
        return self.lemmas.noun(item.symbol)
