"""Whose figure it is: by whom and against whom, who holds the value, and which figure it is a part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sayso.figures.phrases import STEPS, child, clause_verb, first_conjunct, is_noun, is_subject, kids, preposition
from sayso.figures.spots import Spot
from sayso.figures.subjects import subject_of
from sayso.figures.words import FigureWords
from sayso.mentions import ActorIndex
from sayso.parsing import Parse
from sayso.records import Span
from sayso.rules import Rules

Update = dict[str, Any]
SURVEY_REACH = 6  # figures between those that were asked and a share of them
BY_REACH = 4  # tokens between "by" and a lead
_BY = frozenset({"by", "with"})
REACH = 20  # tokens behind a counted noun in which its "by" and "against" may stand
AGENTS = frozenset({"person", "organization", "government", "country", "group", "media"})
SIDES = (*sorted(AGENTS), "place")  # a team is often told by its town
BODIES = ("organization", "government", "media")
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative"})
_BEHIND = ("over", "against", "behind")
_AGAINST = ("against", "on", "at", "over")


class Belonging:
    """Finds the actors behind an article's figures."""

    def __init__(self, parse: Parse, spots: Sequence[Spot], index: ActorIndex, rules: Rules) -> None:
        self.parse, self.spots, self.index, self.lemmas = parse, spots, index, rules.lemmas
        words = rules.prepared(FigureWords)
        self.holding, self.telling, self.losing = words("holding_verb"), words("telling_verb"), words("losing_verb")
        self.making, self.hoping = words("making_verb"), words("hoping_verb")
        self.surveys, self.surveying = words("survey_noun"), words("surveying_verb")
        self.fining = words("fining_verb")
        self.beating, self.firm_values = words("beating_verb"), words("firm_value")

    def update(self, spot: Spot) -> Update:
        """The links `by`, `against`, `holder` and `part_of` of one figure."""
        part = self._part_of(spot)
        found: Update = {"part_of": part}
        if part is None and (whole := self._surveyed(spot)) is not None:
            found = {"part_of": whole.figure.id, "among": Span(start=whole.figure.start, end=whole.figure.end, text=whole.figure.text)}
        if spot.figure.kind == "age":
            found["holder"] = self._aged(spot)
        elif spot.figure.kind == "score":
            found |= self._scorers(spot)
        elif (spot.figure.role == "gap" and spot.figure.direction is None) or self._is_compared(spot):
            found |= self._contest(spot)
        else:
            found |= self._doers(spot)
        return found if spot.figure.kind == "age" else self._without_itself(spot, found)

    def _is_compared(self, spot: Spot) -> bool:
        """Whether a verb puts one side's figure over another's: leads by 43 percent to 38, by 270 votes; not: leads a team of 25."""
        told = _BY.intersection(self.parse.lower[max(0, spot.first - BY_REACH) : spot.first])
        thing = spot.figure.kind == "count" and spot.figure.unit is not None
        return self._lemma(spot.verb) in self.beating and (bool(told) or not thing)

    def _surveyed(self, spot: Spot) -> Spot | None:
        """ "In a survey of 1,015 adults, 48 percent backed it", "Of 900 patients, 40 percent recovered": the people whose share it is."""
        figure, parse = spot.figure, self.parse
        bare = figure.kind in ("percent", "share") and figure.role == "level" and figure.among is None and figure.counted is None
        if not bare or not is_subject(parse, first_conjunct(parse, spot.head)):
            return None
        for other in reversed(self.spots[max(0, spot.number - SURVEY_REACH) : spot.number]):
            if parse.block_of[other.first] != parse.block_of[spot.first]:
                return None
            if other.figure.kind == "count" and self._is_sample(other, spot):
                return other
        return None

    def _is_sample(self, whole: Spot, share: Spot) -> bool:
        """Whether so many were asked or looked at: a poll of them, or what opens the share's own sentence behind "of"."""
        parse, above = self.parse, self.parse.heads[whole.head]
        if parse.deps[whole.head] in ("dobj", "nsubjpass"):
            return self._lemma(above) in self.surveying
        if parse.deps[whole.head] != "pobj" or parse.lower[above] not in ("of", "among"):
            return False
        opens = above == parse.sentences[whole.sentence][0] and whole.sentence == share.sentence
        return opens or self.lemmas.noun(parse.lower[parse.heads[above]]) in self.surveys

    def _without_itself(self, spot: Spot, found: Update) -> Update:
        """ "Two officials spoke": the officials are what is counted, not who did it."""
        placed = self.index.covering(spot.figure.start)
        itself = placed.actor if placed is not None else None
        return {link: None if target is not None and target == itself else target for link, target in found.items()}

    # Doers

    def _doers(self, spot: Spot) -> Update:
        counted = self._counted_head(spot)
        own = counted is not None and self.parse.starts[counted] >= spot.figure.start
        by, against = self._in_phrase(counted, own=own)
        done = spot.figure.kind in ("count", "money", "measure") or spot.figure.role != "level"
        if by is None and against is None and done:
            by, against = self._of_verb(spot)
        holder = None
        if by is None and spot.figure.role != "gap":
            holder = self._possessor(counted) or self._holding(spot) or self._company(spot)
            holder = holder or self._standing(spot, counted)
        return {"by": by, "against": against, "holder": holder}

    def _counted_head(self, spot: Spot) -> int | None:
        counted = spot.figure.counted
        if counted is None:
            return None
        tokens = self.parse.tokens_in(counted.start, counted.end)
        heads = [token for token in tokens if self.parse.heads[token] not in tokens]
        return heads[0] if heads else None

    def _in_phrase(self, noun: int | None, *, own: bool) -> tuple[str | None, str | None]:
        """ "attacks made by the groups against the army": inside of the counted noun's own phrase, or behind a counted subject."""
        if noun is None:
            return None, None
        made = (token for token in kids(self.parse, noun) if self.parse.deps[token] == "acl" and self._lemma(token) in self.making)
        nouns = [*self._generic_above(noun), noun, *(() if own else self._behind(noun)), *made]
        by, against = self._first_actor(nouns, "by"), self._first_actor(nouns, "against")
        if against is None and by is not None:
            against = self._first_actor(nouns, *_AGAINST)
        return by, against

    def _first_actor(self, tokens: Sequence[int], *words: str) -> str | None:
        """The actor behind the first of these prepositions that hangs on one of the tokens."""
        return next((actor for token in tokens if (actor := self._actor(preposition(self.parse, token, *words)))), None)

    def _generic_above(self, noun: int) -> list[int]:
        """The "number" of "the number of raids by the army": the parse may hang "by" on it."""
        above = self.parse.heads[noun]
        return [self.parse.heads[above]] if self.parse.deps[noun] == "pobj" and self.parse.lower[above] == "of" else []

    def _behind(self, noun: int) -> list[int]:
        """The nouns and participles that follow a counted subject up to its verb: the parse often hangs "against" on the wrong one."""
        verb = self.parse.heads[noun] if self.parse.deps[noun] == "pobj" else noun
        end = clause_verb(self.parse, verb)
        return list(range(noun + 1, min(end, noun + REACH))) if end is not None and end > noun and self.parse.deps[noun] != "dobj" else []

    def _of_verb(self, spot: Spot) -> tuple[str | None, str | None]:
        """ "They fired 36 shells at the town", "36 shells were fired by them"."""
        verb = self._object_verb(spot)
        if verb is None:
            return self._fined(spot)
        against = self._actor(preposition(self.parse, verb, "against"))
        passive = any(self.parse.deps[token] in ("nsubjpass", "auxpass") for token in kids(self.parse, verb))
        if passive:
            return self._actor(preposition(self.parse, verb, "by")), against
        if self._lemma(verb) in self.holding or self._lemma(verb) in self.telling:
            return None, against
        subject = subject_of(self.parse, verb)
        return self._agent(subject), against or self._payer(spot, verb)

    def _fined(self, spot: Spot) -> tuple[str | None, str | None]:
        """ "The court fined Vell Mills €1.2m", which the parse takes for an adverb."""
        verb = self.parse.heads[spot.head]
        if self.parse.deps[spot.head] != "npadvmod" or self._lemma(verb) not in self.fining:
            return None, None
        if child(self.parse, verb, "nsubjpass") is not None:
            return self._actor(preposition(self.parse, verb, "by")), self._agent(child(self.parse, verb, "nsubjpass"))
        return self._agent(subject_of(self.parse, verb)), self._payer(spot, verb)

    def _payer(self, spot: Spot, verb: int) -> str | None:
        """Who stands between the verb and the sum, whatever the parse makes of them."""
        return self._agent(spot.first - 1) if self._lemma(verb) in self.fining and verb < spot.first - 1 else None

    def _object_verb(self, spot: Spot) -> int | None:
        """The verb whose object the figure is, or whose passive subject."""
        token = spot.head
        for _ in range(3):
            dep, above = self.parse.deps[token], self.parse.heads[token]
            if dep in _OBJECTS or dep == "nsubjpass":
                return above if self.parse.tags[above].startswith("VB") and self._lemma(above) != "be" else None
            if dep not in ("nummod", "compound", "quantmod", "amod", "nmod", "conj", "pobj", "prep") or (
                dep == "prep" and self.parse.lower[token] != "by"
            ):
                return None
            token = above
        return None

    def _possessor(self, noun: int | None) -> str | None:
        """ "Fjeldbo's profit", "shares in Fjeldbo"."""
        if noun is None:
            return None
        owner = child(self.parse, noun, "poss")
        if owner is not None and self.parse.lower[owner] == "whose":
            verb = clause_verb(self.parse, noun)
            owner = self.parse.heads[verb] if verb is not None and self.parse.deps[verb] == "relcl" else None
        return self._agent(owner) or self._agent(
            preposition(self.parse, noun, "of", "in", "at"), kinds=("organization", "person", "government", "media")
        )

    def _holding(self, spot: Spot) -> str | None:
        """ "The firm reported revenue of $5m", "Okoro has 12 percent"."""
        lemma = self._lemma(spot.verb)
        shares = spot.figure.kind in ("percent", "share")
        if (
            spot.verb is None
            or (lemma not in self.holding and not (shares and lemma == "be"))
            or self.parse.lower[spot.verb] == "including"
        ):
            return None
        kinds = BODIES if lemma in self.hoping else tuple(AGENTS)  # analysts expect what is not theirs
        return self._agent(subject_of(self.parse, spot.verb), kinds=kinds)

    def _company(self, spot: Spot) -> str | None:
        """ "Revenue rose to $2.3bn": the firm that was named last in this paragraph or the one before."""
        counted = spot.figure.counted
        if counted is None or counted.lemma not in self.firm_values:
            return None
        if own := self._agent(subject_of(self.parse, spot.verb), kinds=BODIES) if spot.verb is not None else None:
            return own
        block = self.parse.block_of[spot.first]
        start = self.parse.article.blocks[max(0, block - 1)].start
        firms = [placed for placed in self.index.outermost(start, spot.figure.start) if self.index[placed.actor].kind == "organization"]
        return firms[-1].actor if firms else None

    def _standing(self, spot: Spot, counted: int | None) -> str | None:
        """ "Okoro stands at 8 percent", "Okoro finished with 31 percent": the person whose share is told."""
        figure = spot.figure
        shares = figure.kind in ("percent", "share") and figure.role == "level" and figure.among is None
        owner = child(self.parse, spot.head, "poss")  # to Okoro's 37 percent
        named = counted is not None and self.parse.tags[counted] == "NNP"
        return self._agent(owner) or (self._agent(counted, kinds=("person",)) if named else None) if shares else None

    # Contests

    def _contest(self, spot: Spot) -> Update:
        """ "Hartwell leads Dunne by 43 percent to 38 percent", "by 5 points"."""
        verb = spot.verb
        if verb is None:
            return {}
        one = self._agent(subject_of(self.parse, verb))
        two = self._agent(child(self.parse, verb, "dobj")) or self._actor(preposition(self.parse, verb, *_BEHIND))
        if spot.figure.role == "gap":
            two = two or self._actor(preposition(self.parse, self.parse.heads[spot.head], *_BEHIND)) or self._passed(spot)
            return {"by": one, "against": two}
        second = self.parse.lower[max(0, spot.first - 1)] == "to"
        return {"holder": two, "against": one} if second else {"holder": one, "against": two}

    def _passed(self, spot: Spot) -> str | None:
        """ "40 metres ahead of Sara Quist", "two points behind Karsk" """
        parse, at = self.parse, spot.last
        if at + 1 >= len(parse) or parse.lower[at] not in ("ahead", "clear", "behind"):
            return None
        at += parse.lower[at + 1] == "of"
        return self._actor(child(parse, at, "pobj"))

    def _scorers(self, spot: Spot) -> Update:
        verb = spot.verb
        if verb is None:
            return {}
        one = self._agent(subject_of(self.parse, verb), kinds=SIDES)
        two = self._agent(child(self.parse, verb, "dobj"), kinds=SIDES) or self._actor(
            preposition(self.parse, verb, "against", "over", "to", "with", "at")
        )
        if two is None or two == one:
            two = self._named_before(spot, verb, one)
        return {"by": two, "against": one} if self._lemma(verb) in self.losing else {"by": one, "against": two}

    def _named_before(self, spot: Spot, verb: int, other: str | None) -> str | None:
        """ "beat Sweden 3-2", where the parse takes Sweden for an adverb: who is named between verb and score."""
        between = self.index.within(self.parse.ends[verb], spot.figure.start) if verb < spot.first else ()
        return next((actor for actor in between if actor != other and self.index[actor].kind in AGENTS), None)

    # Ages

    def _aged(self, spot: Spot) -> str | None:
        """The person in whose phrase the age stands: before its comma, behind it, or its subject."""
        parse = self.parse
        at = spot.first - 1
        while at >= 0 and spot.first - at <= 3 and parse.lower[at] in (",", "(", "aged", "age", "-"):
            at -= 1
        if at >= 0 and at < spot.first - 1 and (actor := self._agent(at)):
            return actor
        for above in self._climbed(spot.head):
            if is_noun(parse, above) and above not in range(spot.first, spot.last) and (actor := self._agent(above)):
                return actor
        return self._agent(subject_of(parse, spot.verb)) if spot.verb is not None and self._lemma(spot.verb) in ("be", "turn") else None

    def _climbed(self, token: int) -> Iterator[int]:
        for _ in range(STEPS):
            above = self.parse.heads[token]
            if above == token or self.parse.tags[above].startswith("VB"):
                return
            yield above
            token = above

    # Parts

    def _part_of(self, spot: Spot) -> str | None:
        """ "six of the 36 shells", "19, including three children", "two of them"."""
        among = spot.figure.among
        if among is not None:
            near = self.spots[max(0, spot.number - 2) : spot.number + 3]
            inside = next((other for other in near if other is not spot and among.start <= other.figure.start < among.end), None)
            if inside is not None:
                return inside.figure.id
            if among.text.lower() in ("them", "whom", "these", "those") and spot.number:
                return self._last_count(spot)
        before = self.parse.lower[max(0, spot.first - 3) : spot.first]
        if "including" in before or before[-2:] in (["among", "them"], ["of", "which"], ["of", "whom"]):
            return self._last_count(spot, same_sentence=True)
        return None

    def _last_count(self, spot: Spot, *, same_sentence: bool = False) -> str | None:
        if not spot.number:
            return None
        other = self.spots[spot.number - 1]
        near = other.sentence == spot.sentence if same_sentence else spot.sentence - other.sentence <= 1
        return other.figure.id if near and other.figure.kind in ("count", "money") else None

    # Actors

    def _lemma(self, verb: int | None) -> str | None:
        return self.lemmas.lemma(self.parse.lower[verb], self.parse.tags[verb]) if verb is not None else None

    def _actor(self, token: int | None) -> str | None:
        """The actor whose mention holds a word."""
        if token is None:
            return None
        return self.index.at(self.parse.starts[token], self.parse.ends[token], head=self.parse.starts[token])

    def _agent(self, token: int | None, *, kinds: Sequence[str] = tuple(AGENTS)) -> str | None:
        """The same, where it is somebody who can act."""
        found = self._actor(token)
        return found if found is not None and self.index[found].kind in kinds else None
