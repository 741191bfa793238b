"""What a figure counts or measures, out of what, and per what: read from the sentence's syntax."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.figures.changing import Changes
from sayso.figures.drafts import Draft
from sayso.figures.governing import Governing
from sayso.figures.measuring import MODIFIERS, NOUN_REACH, Measuring
from sayso.figures.phrases import (
    child,
    clause_verb,
    climb,
    first_conjunct,
    head_token,
    is_noun,
    is_pronoun,
    is_subject,
    is_verb,
    left_edge,
    preposition,
    right_edge,
    stripped,
)
from sayso.figures.subjects import subject_of
from sayso.figures.words import FigureWords
from sayso.figures.writing import noun_lemma
from sayso.parsing import Parse
from sayso.rules import Rules

FACTOR_RULE = "figure.factor"  # its words are the verb itself
MOST_OR = 3  # "a goal or two"
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
_AGE_OF = ("the", "age", "of")
_OLD = frozenset({"old", "olds"})
_AFTER_PER = frozenset({".", ",", ";", ")", "in", "to", "from", "for", "and", "or", "on", "at", "by", "after", "before", "since"})
_BEFORE = frozenset({"RB", "IN", "DT", "JJR", "JJ"})  # tags of small words before a number
_POINTS = frozenset({"point", "points"})


def _is_model(draft: Draft) -> bool:
    number = draft.line[draft.items[0]].number
    return number is not None and number.digits and number.whole and draft.value != 1 and draft.bound == "exact"


def _is_person(parse: Parse, token: int) -> bool:
    return any(first <= token < end and label == "PERSON" for first, end, label in parse.entities)


def _is_spaced_dash(parse: Parse, token: int) -> bool:
    """Whether a hyphen stands by itself, as a dash: "two dishes - fish soup and bread"."""
    return parse.lower[token] in ("-", "--") and parse.starts[token] > parse.ends[token - 1]


def _is_of_a_point(parse: Parse, draft: Draft, noun: int) -> bool:
    """ "half a point", "a third of a point": a number of points, and not a share of one."""
    return draft.kind == "share" and parse.lower[noun - 1 : noun + 1] == ["a", "point"]


def _stretch(parse: Parse, draft: Draft, noun: int, *, unit: str | None) -> None:
    """Let a figure reach to the end of its unit's noun."""
    draft.unit_name = unit
    if parse.ends[noun] > draft.end:
        draft.end, draft.last = parse.ends[noun], noun + 1


class Counting:
    """Finds nouns and what is counted. Make one per pack: `rules.prepared(Counting)`."""

    def __init__(self, rules: Rules) -> None:
        self.lemmas = rules.lemmas
        self.changes = rules.prepared(Changes)
        self.governing, self.measuring = rules.prepared(Governing), rules.prepared(Measuring)
        words = rules.prepared(FigureWords)
        self.per_nouns, self.per_adverbs = words("per_noun"), words.values("per_adverb")
        self.counters, self.sum_verbs = words("counter_noun"), words("sum_verb")

    def set_noun(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> bool:
        """Find the noun of a count and stretch the figure to it; False where a lone "one" is no figure."""
        if draft.kind in ("count", "share") and draft.unit is None and draft.unit_name is None:
            noun = draft.noun if draft.noun is not None else self._noun(parse, draft, stops)
            if noun is not None and parse.tags[noun] == "NNP" and _is_model(draft):
                return False  # the 900 Falcon
            if noun is not None and _is_of_a_point(parse, draft, noun):
                _stretch(parse, draft, noun, unit="point")
            elif noun is not None and draft.kind == "share" and noun > draft.last and parse.tags[draft.last] in _DEFINITE:
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
            draft.among = self._opening(parse, draft) or self._among_behind(parse, draft, stops)
        return True

    def _among_behind(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int] | None:
        """ "43 percent to 38 percent among likely voters" """
        at = draft.last
        while at < len(parse) and (at in stops or parse.lower[at] == "to") and at - draft.last < AMONG_REACH:
            at += 1
        whole = child(parse, at, "pobj") if at < len(parse) and parse.lower[at] == "among" else self._of_whom(parse, draft)
        if whole is None:
            verb = clause_verb(parse, head_token(parse, draft.first, draft.last))
            whole = preposition(parse, verb, "among") if verb is not None else None
        return (left_edge(parse, whole), right_edge(parse, whole)) if whole is not None and whole not in stops else None

    def _opening(self, parse: Parse, draft: Draft) -> tuple[int, int] | None:
        """ "Of those who took it, about 11 percent fell ill": what stands between "of" and the comma."""
        first = parse.sentences[parse.sentence_of[draft.first]][0]
        comma = draft.first - 1
        while comma > first and draft.first - comma < AMONG_REACH and parse.tags[comma] in _BEFORE:
            comma -= 1
        opens = parse.lower[first] in ("of", "among") and parse.lower[comma] == "," and comma > first + 1
        return (first + 1, comma) if opens and is_subject(parse, head_token(parse, draft.first, draft.last)) else None

    def _of_whom(self, parse: Parse, draft: Draft) -> int | None:
        """The "children" of "children under 10, of whom 92 percent were ill"."""
        if tuple(parse.lower[max(0, draft.first - 2) : draft.first]) not in (("of", "whom"), ("of", "which")):
            return None
        verb = clause_verb(parse, draft.first)
        noun = parse.heads[verb] if verb is not None and parse.deps[verb] == "relcl" else None
        return noun if noun is not None and is_noun(parse, noun) else None

    def _take_noun(self, parse: Parse, draft: Draft, noun: int) -> None:
        draft.noun = noun
        _stretch(parse, draft, noun, unit=noun_lemma(parse, noun, self.lemmas))

    def _noun(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> int | None:
        token = head_token(parse, draft.first, draft.last)
        if parse.ends[draft.last - 1] > draft.end:  # inside a longer token: 40-seat
            return None
        noun = parse.heads[token]
        if parse.deps[token] in MODIFIERS and draft.last <= noun <= draft.last + NOUN_REACH and is_noun(parse, noun):
            allowed = _BETWEEN | _DEFINITE if draft.kind == "share" else _BETWEEN
            between = range(draft.last, noun)
            joined = any(other in stops and parse.tags[other - 1] in ("CC", ",") for other in between)
            apart = any(_is_spaced_dash(parse, other) for other in between)
            if not joined and not apart and all(parse.tags[other] in allowed for other in between) and self.measuring.fits(parse, noun):
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
            if _is_spaced_dash(parse, token):
                break
            if is_noun(parse, token):
                found = token
        if found is None or not self.measuring.fits(parse, found):
            return None
        plural = parse.tags[found] in ("NNS", "NNPS") or parse.lower[found] in ("people", "percent")
        return found if plural or (draft.value == 1 and found == draft.last) else None

    def _take_whole(self, parse: Parse, draft: Draft) -> bool:
        """ "six of the 36 shells", "one of the best boats", "40 percent of voters", "dozens of others"."""
        of = self._behind_brackets(parse, draft)
        if draft.kind == "measure" and parse.lower[self.measuring.before_qualifiers(parse, draft)] == "within":  # within 5 miles of town
            return False
        if of >= len(parse) or parse.lower[of] not in ("of", "off") or parse.starts[of] > parse.ends[of - 1] + 1:
            return False
        whole = child(parse, of, "pobj")
        if whole is None or whole > of + 2 * NOUN_REACH:
            return False
        if is_pronoun(parse, whole) and draft.is_one:
            return False
        if _is_of_a_point(parse, draft, whole):
            _stretch(parse, draft, whole, unit="point")
            return True
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

    def set_counted(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> None:
        """Fill in `counted`: a subject that is said to be so many, the modified noun, else the unit's own noun phrase."""
        if self._is_age(parse, draft):
            draft.kind, draft.unit_name, draft.code = "age", "year", "a"
        if draft.kind == "age":
            draft.counted = self._aged(parse, draft, stops)
        if draft.kind in ("age", "score", "ordinal"):
            return
        if draft.kind in ("share", "percent") and (told := self._shared(parse, draft, stops)):
            draft.counted = told
            return
        if draft.kind == "count" and draft.among is None:
            draft.among = self._opening(parse, draft) if draft.noun is None else self._among_subject(parse, draft.noun)
        if draft.rule == FACTOR_RULE:
            draft.counted = self.governing.of_verb(parse, draft.first, -1, stops)
        elif draft.noun is not None and draft.counted is None:
            draft.counted = self._counted_noun(parse, draft, draft.noun, stops)
        elif draft.counted is None:
            draft.counted = self.measuring.measured(parse, draft, stops)
        if draft.counted is not None and draft.role == "level" and self.measuring.is_gap(parse, draft.counted[0], draft.counted[2]):
            draft.role = "gap"

    def _counted_noun(self, parse: Parse, draft: Draft, noun: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """What is counted where a noun stands with the number."""
        whole = self._compounded(parse, draft, noun)
        if whole is not None and self.changes.noun(parse, whole) is None:
            return self.governing.phrase(parse, whole, after=noun + 1, stops=stops)
        if whole is not None and draft.role == "level" and self.measuring.is_gap(parse, whole, whole):  # a 26-delegate lead
            draft.role = "gap"
        told = self._told_subject(parse, draft, noun, stops) or self._told_counter(parse, draft, noun, stops)
        return told or (
            None if parse.lower[noun] in _POINTS else self.governing.phrase(parse, noun, after=self._number_end(parse, draft), stops=stops)
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
            noun = self.measuring.modified_noun(parse, draft, token)
        elif (behind := self._bounded(parse, draft)) is not None:
            noun = behind
        else:
            above = (above for above in climb(parse, token) if draft.first - AGE_REACH <= above < draft.first)
            noun = next((noun for noun in above if is_noun(parse, noun) and parse.lower[noun] not in ("age", "ages")), None)
        if noun is None:
            noun = self._turning(parse, token)
        if noun is None or noun in stops or not is_noun(parse, noun):
            return None
        if noun > draft.first:
            return self.governing.phrase(parse, noun, after=draft.last, stops=stops)
        return stripped(parse, left_edge(parse, noun), noun, stops), noun + 1, noun

    def _bounded(self, parse: Parse, draft: Draft) -> int | None:
        """The noun right before "under 30", "over the age of 60" or ", aged 40": voters, players, men."""
        at = draft.first - 1
        at -= 3 if tuple(parse.lower[max(0, at - 2) : at + 1]) == _AGE_OF else 0
        if at < 1 or parse.lower[at] not in _BOUNDS:
            return None
        noun = at - 1 - (parse.lower[at - 1] == ",")
        return noun if noun >= 0 and is_noun(parse, noun) else None

    def _turning(self, parse: Parse, token: int) -> int | None:
        """Who is or turns so old."""
        verb = clause_verb(parse, token)
        be = verb is not None and self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in ("be", "turn")
        return child(parse, verb, "nsubj") if be and verb is not None else None

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

    def _compounded(self, parse: Parse, draft: Draft, noun: int) -> int | None:
        """The "theatre" of "a 40-seat theatre", which so many seats describe."""
        whole = parse.heads[noun]
        many = parse.tags[noun] == "NN" and draft.value is not None and draft.value > 1 and draft.last - 1 == noun
        describes = many and parse.deps[noun] in ("compound", "nmod", "amod") and noun < whole <= noun + NOUN_REACH
        return whole if describes and is_noun(parse, whole) and parse.lower[noun] != "people" else None

    def _shared(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """What a share is of, where that is not its whole: who three-quarters were, what lost a third, debt of 88 percent of output."""
        if draft.kind == "share" and (told := self._predicate_noun(parse, draft) or self._shrunk(parse, draft, stops)):
            return told
        return self._sized(parse, draft, stops) if draft.among is not None else None

    def _sized(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "The deficit widened to 4.9 percent of output", "debt, at 88 percent of output": the deficit, the debt."""
        token = head_token(parse, draft.first, draft.last)
        dep, above = parse.deps[token], parse.heads[token]
        if dep != "pobj" or parse.lower[above] not in ("to", "at", "from"):
            return None
        top = parse.heads[above]
        if is_verb(parse, top):
            moved = self.governing.tells_level(parse, top) and (
                parse.tags[top] != "VBG" or child(parse, top, "nsubj", "aux") is not None
            )  # the community, standing at 17 percent
            return self.governing.subject_phrase(parse, top, stops) if moved else None
        return self.governing.phrase(parse, top, stops=stops) if is_noun(parse, top) and top < token and top not in stops else None

    def _shrunk(self, parse: Parse, draft: Draft, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "Shares lost half their value": the shares."""
        verb = clause_verb(parse, draft.first)
        if verb is None or draft.role != "delta" or not self.changes.takes_own_value(parse, draft):
            return None
        return self.governing.subject_phrase(parse, verb, stops)

    def _predicate_noun(self, parse: Parse, draft: Draft) -> tuple[int, int, int] | None:
        """ "three-quarters of those who relapsed were women" """
        token = head_token(parse, draft.first, draft.last)
        verb = parse.heads[token]
        if not is_subject(parse, token) or not is_verb(parse, verb):
            return None
        noun = child(parse, verb, "attr")
        return self.governing.phrase(parse, noun) if noun is not None and parse.tags[noun] == "NNS" else None

    def _told_subject(self, parse: Parse, draft: Draft, token: int, stops: frozenset[int]) -> tuple[int, int, int] | None:
        """ "attacks stood at 264 cases", "the number of attacks fell to 56 cases": not the cases, the attacks."""
        dep, above = parse.deps[token], parse.heads[token]
        if dep == "pobj" and is_verb(parse, parse.heads[above]):
            verb = parse.heads[above]
            if parse.lower[above] in ("to", "at", "from") and self.governing.tells_level(parse, verb):
                return self.governing.subject_phrase(parse, verb, stops)
        if dep in ("attr", "dobj") and is_verb(parse, above):
            subject = subject_of(parse, above)
            if subject is not None and (self.governing.is_generic(parse, subject) or self._sums(parse, draft, subject, above, token)):
                return self.governing.subject_phrase(parse, above, stops)
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
        moved = is_verb(parse, above) and (self.changes.verb(parse, above) is not None or self.governing.is_level(parse, above))
        return self.governing.governed(parse, noun, stops) if moved or dep in ("pobj", "npadvmod", "conj") else None

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
