"""Whether a figure is a level, a change, a gap or a factor, and which way it goes."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.figures.drafts import Draft
from sayso.figures.lines import Item
from sayso.figures.phrases import child, clause_verb, head_token, is_noun, is_verb, kids, preposition
from sayso.figures.words import FigureWords
from sayso.parsing import Parse
from sayso.records import Direction, Role
from sayso.rules import Rules
from sayso.rules.entries import ChangeEntry

STEP_REACH = 5  # items of a change between its verb and "to"
_AMOUNTS = frozenset({"money", "percent", "percentage_point", "measure", "share"})
_PREPOSITIONS = {"to": frozenset({"to", "at", "below", "above", "past", "into"}), "by": frozenset({"by", "of"})}
_BOUNDING = {"under": "up", "over": "", "about": "", "around": ""}  # prepositions before a change, by where the change must go
_MODIFIERS = frozenset({"compound", "nmod", "amod", "nummod"})
_BESIDE = frozenset({"below", "above"})
_OPENING = frozenset({"DT", "PRP$", "JJ", "JJS", "VBN", "HYPH", "CD", "$", "``", "POS"})
THAN_REACH = 9  # items between "40 fewer" and "than"
PAST_REACH = 5  # items behind "than" in which an earlier time may be told
_ARGUMENTS = frozenset({"dobj", "npadvmod", "advmod", "attr", "oprd", "dep", "dative", "nsubj"})


class Changes:
    """The `[[change]]` table. Make one per pack: `rules.prepared(Changes)`."""

    def __init__(self, rules: Rules) -> None:
        self.lemmas = rules.lemmas
        self.words: dict[str, dict[str, ChangeEntry]] = {"verb": {}, "noun": {}, "adverb": {}, "adjective": {}}
        words = rules.prepared(FigureWords)
        self.tolls, self.victims = words("toll"), words("victim")
        self.moved, self.pasts = words("moved_verb"), words("past_word")
        self.standards, self.own_values, self.means = words("standard_word"), words("own_value"), words("mean_noun")
        self.factors, self.shifting = words.values("factor_verb"), words("shifting_verb")
        self.skipped = words("small_word") | {"by", "up", "to"}
        for entry in rules.of(ChangeEntry):
            self.words[entry.part].update(dict.fromkeys(entry.lemmas, entry))
        self.phrasal = frozenset(lemma.split()[0] for lemma in self.words["verb"] if " " in lemma)
        self._known: dict[str, bool] = {}

    def verb(self, parse: Parse, token: int) -> ChangeEntry | None:
        """The entry of a verb, or of the verb with its particle: give up."""
        if not is_verb(parse, token):
            return None
        lemma = self.lemmas.lemma(parse.lower[token], parse.tags[token])
        particle = child(parse, token, "prt") if lemma in self.phrasal else None
        told = self.words["verb"].get(f"{lemma} {parse.lower[particle]}") if particle is not None else None
        return told or self.words["verb"].get(lemma)

    def noun(self, parse: Parse, token: int) -> ChangeEntry | None:
        return self.words["noun"].get(self.lemmas.noun(parse.lower[token])) if is_noun(parse, token) else None

    def tells_change(self, word: str) -> bool:
        """Whether a word, of whatever part of speech, is a form of one that tells which way something goes."""
        known = self._known.get(word)
        if known is None:
            forms = {"verb": self.lemmas.verb(word), "noun": self.lemmas.noun(word), "adverb": word}
            entries = (self.words[part].get(lemma) for part, lemma in forms.items())
            known = self._known[word] = any(entry is not None and entry.direction is not None for entry in entries)
        return known

    def is_gap(self, lemma: str) -> bool:
        """Whether a noun is a lead, a gap, a margin: a figure that it is said to be is one too."""
        entry = self.words["noun"].get(lemma)
        return entry is not None and entry.role == "gap"

    def set_role(self, parse: Parse, draft: Draft, words: Sequence[str]) -> None:
        """Fill in role and direction."""
        if draft.role != "level" or draft.kind in ("age", "score", "ordinal"):
            return
        if (compared := self._fewer(parse, draft, words)) is not None:
            draft.role, draft.direction = compared
            return
        entry = self._step(parse, draft, words) or self._around(parse, draft, words) or self._governor(parse, draft)
        if entry is None:
            draft.direction = self._multiplied(parse, draft)
            return
        change, role = entry
        if role == "to":
            draft.direction = change.direction
        elif role == "gap":
            draft.role, draft.direction = "gap", change.direction
        elif (
            role == "by"
            and (change.direction or change.role != "delta")
            and (_is_amount(draft) or draft.noun is None or change.role == "gap")
        ):
            draft.role, draft.direction = change.role, change.direction

    def _fewer(self, parse: Parse, draft: Draft, words: Sequence[str]) -> tuple[Role, Direction | None] | None:
        """ "40 fewer boats than last year" is a change, "than Karsk" a gap."""
        at = draft.items[1]
        adjective = self.words["adjective"].get(words[at]) if draft.kind == "count" and draft.noun is not None and at < len(words) else None
        than = next((number for number in range(at + 1, min(at + THAN_REACH, len(words))) if words[number] == "than"), None)
        if adjective is None or than is None or draft.line[at].start >= draft.end:
            return None
        return "gap" if self._compares(parse, draft, words, than - 1) else "delta", adjective.direction

    def _multiplied(self, parse: Parse, draft: Draft) -> Direction | None:
        """Which way a level went that something doubled or halved to."""
        token = draft.noun if draft.noun is not None and draft.noun < draft.last else head_token(parse, draft.first, draft.last)
        above = parse.heads[token]
        if parse.deps[token] != "pobj" or parse.lower[above] != "to" or parse.lower[parse.heads[above]] not in self.factors:
            return None
        return "up" if float(self.factors[parse.lower[parse.heads[above]]]) > 1 else "down"

    def _step(self, parse: Parse, draft: Draft, words: Sequence[str]) -> tuple[ChangeEntry, str] | None:
        """rose by 20 to 120: the change and the new level, number by number behind the verb."""
        first, last = draft.items
        if words[last : last + 1] == ["to"] and any(item.number is not None for item in draft.line[last + 1 : last + 3]):
            change = self._verb_before(parse, draft, first)
            return (change, "by") if change else None
        if first > 1 and words[first - 1] == "to":
            begin = first - 1
            while begin > 0 and first - begin < STEP_REACH and _is_amount_item(draft.line[begin - 1]):
                begin -= 1
            change = self._verb_before(parse, draft, begin) if begin < first - 1 else None
            return (change, "to") if change else None
        return None

    def _verb_before(self, parse: Parse, draft: Draft, at: int) -> ChangeEntry | None:
        """The verb of change before an item, past "by" and small words."""
        begin = at - 1
        while begin > 0 and at - begin < STEP_REACH and draft.line[begin].symbol in self.skipped:
            begin -= 1
        change = self.verb(parse, draft.line[begin].token) if begin >= 0 else None
        return change if change is not None and change.direction is not None and change.role == "delta" else None

    def _around(self, parse: Parse, draft: Draft, words: Sequence[str]) -> tuple[ChangeEntry, str] | None:
        """up 5 %, down to 87, 5 % higher, 5 % more."""
        at = draft.items[0] - 1
        passed: list[str] = []
        while at >= 0 and words[at] in self.skipped and len(passed) < 5:
            adverb = self._adverb(parse, draft, words, at)
            if adverb and passed[-1:] != ["to"]:
                return adverb, "to" if _leads_to_level(passed) else "by"
            passed.append(words[at])
            at -= 1
        adverb = self._adverb(parse, draft, words, at) if at >= 0 else None
        if adverb is not None:
            return (adverb, "to") if _leads_to_level(passed) else (adverb, "by")
        return self._behind(parse, draft, words)

    def _adverb(self, parse: Parse, draft: Draft, words: Sequence[str], at: int) -> ChangeEntry | None:
        """up, down; not the particle of "make up 80 percent", "sign up 5 million people" and "shot down three drones"."""
        adverb, token = self.words["adverb"].get(words[at]), draft.line[at].token
        verb = parse.heads[token]
        if adverb is None or not (parse.deps[token] == "prt" or _takes(parse, draft, verb, token)):
            return adverb
        return self.verb(parse, verb) or (adverb if self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) in self.moved else None)

    def _behind(self, parse: Parse, draft: Draft, words: Sequence[str]) -> tuple[ChangeEntry, str] | None:
        """5 % higher, 20 million more"""
        after = next((number for number in range(draft.items[1], len(words)) if draft.line[number].start >= draft.end), len(words))
        leads = words[after : after + 1] in (["up"], ["down"]) and after + 1 < len(words) and draft.line[after + 1].number is not None
        loose = words[after : after + 3] == ["more", "or", "less"]
        if leads or loose or words[after : after + 2] == ["up", "the"]:  # 14,210 up 37 points; up the coast, the road
            return None
        if after < len(words) and _is_amount(draft) and (adjective := self.words["adjective"].get(words[after])):
            return adjective, "gap" if self._compares(parse, draft, words, after) else "by"
        return None

    def _compares(self, parse: Parse, draft: Draft, words: Sequence[str], at: int) -> bool:
        """Whether two things are compared and none moved: 60p less than at other mills, 2 mg below the limit; not: than a year earlier."""
        first = at + 2 if words[at + 1 : at + 2] == ["than"] else at + 1
        if (first == at + 1 and words[at] not in _BESIDE) or first >= len(words):
            return False
        if words[first] in self.standards:
            return True
        noun = _noun_from(parse, draft.line[first].token)
        past = any(word in self.pasts for word in words[first : first + PAST_REACH])
        return noun is not None and not past and all(item.symbol != "#year" for item in draft.line[first : first + PAST_REACH])

    def _governor(self, parse: Parse, draft: Draft) -> tuple[ChangeEntry, str] | None:
        """rose 5 %, a 5 % rise, a rise of 5 %, fell to 87, cut rents by 5 %: the word of change above, and whether by or to so much."""
        token = draft.noun if draft.noun is not None and draft.noun < draft.last else head_token(parse, draft.first, draft.last)
        dep, above = parse.deps[token], parse.heads[token]
        if dep == "conj" and parse.deps[above] in ("dobj", "npadvmod", "pobj"):
            token, dep, above = above, parse.deps[above], parse.heads[above]
        elif dep == "conj" and is_verb(parse, above) and draft.among is None and _is_amount(draft):
            dep = "npadvmod"
        if dep == "pobj" and (mean := self._averaged(parse, above)) is not None:
            above = mean
        if above == token:
            return None
        if draft.kind == "share" and self.takes_own_value(parse, draft):
            change = self.verb(parse, clause_verb(parse, token) or token)
            return (change, "by") if change is not None and change.role == "delta" else None
        if dep in _MODIFIERS and draft.kind == "share" and parse.deps[above] == "pobj":  # "by a fifth last year", hung on the year
            return self._of_preposition(parse, draft, parse.heads[above])
        if dep in _MODIFIERS:
            change = self.noun(parse, above)
            return (change, "by") if change else None
        if dep == "pobj":
            return self._of_preposition(parse, draft, above)
        return self._of_verb(parse, draft, token, above) if dep in _ARGUMENTS else None

    def _averaged(self, parse: Parse, link: int) -> int | None:
        """The "by" of "grew by an average of 3.8 percent"."""
        noun = parse.heads[link]
        mean = parse.lower[link] == "of" and parse.lower[noun] in self.means and parse.deps[noun] == "pobj"
        return parse.heads[noun] if mean else None

    def shifted(self, parse: Parse, verb: int) -> int | None:
        """What an amount is added to or taken off: "added $40 to the bill"."""
        if self.lemmas.lemma(parse.lower[verb], parse.tags[verb]) not in self.shifting:
            return None
        return preposition(parse, verb, "to", "off")

    def takes_own_value(self, parse: Parse, draft: Draft) -> bool:
        """ "lost half their value": the share of itself by which something rose or fell."""
        whole = draft.among
        return whole is not None and parse.tags[whole[0]] == "PRP$" and parse.lower[whole[1] - 1] in self.own_values

    def _of_preposition(self, parse: Parse, draft: Draft, link: int) -> tuple[ChangeEntry, str] | None:
        """What hangs on "by", "of" is a change, on "to", "at" a level; "from" leads to the old level."""
        top = parse.heads[link]
        change = self.verb(parse, top) or self.noun(parse, top)
        if change is None and parse.deps[link] == parse.deps[top] == "prep":  # up about to
            change = self.verb(parse, parse.heads[top])
        word = parse.lower[link]
        if word == "to" and draft.kind == "count" and draft.noun is not None and self._is_given(parse, top):
            return None
        role = next((role for role, words in _PREPOSITIONS.items() if word in words), "")
        if change is not None and word in _BOUNDING and _BOUNDING[word] in ("", change.direction):  # rose under 4 %, fell about 3 %
            role = "by"
        return (change, role) if change is not None and parse.lower[link] != "from" else None

    def _is_given(self, parse: Parse, verb: int) -> bool:
        """ "cut power to 90,000 homes": they lose it, and are not what is left; "cut the fleet to 40 boats" is of the fleet."""
        thing = child(parse, verb, "dobj")
        return thing is not None and parse.tags[thing] in ("NN", "NNS") and not kids(parse, thing)

    def _of_verb(self, parse: Parse, draft: Draft, token: int, verb: int) -> tuple[ChangeEntry, str] | None:
        """The object of a verb of change is the change, but for what such a verb can do to money and things: raise $5m, cut 640 jobs."""
        change = self.verb(parse, verb)
        if change is None or change.role == "gap" or (parse.deps[token] == "nsubj" and token < verb):
            return None
        handled = draft.kind in ("money", "share", "count") and draft.unit_name != "point" and change.id.endswith("-object")
        other = child(parse, verb, "dobj")
        return None if handled or (other not in (None, token) and parse.deps[token] == "dobj") else (change, "by")


def _noun_from(parse: Parse, token: int) -> int | None:
    """The noun of the phrase that begins at a token, past a preposition of place."""
    end = parse.sentences[parse.sentence_of[token]][1]
    for at in range(token, min(end, token + PAST_REACH + 1)):
        if is_noun(parse, at):
            return at
        if parse.tags[at] not in _OPENING and not (at == token and parse.lower[at] in ("at", "in")):
            return None
    return None


def _takes(parse: Parse, draft: Draft, verb: int, adverb: int) -> bool:
    """Whether a figure is the object of a verb that has an adverb right behind it, which the model takes for none of its particles."""
    taken = child(parse, verb, "dobj")
    return is_verb(parse, verb) and adverb == verb + 1 and taken is not None and taken in (draft.noun, *range(draft.first, draft.last + 1))


def _leads_to_level(passed: Sequence[str]) -> bool:
    """Whether the words between an adverb and a number, last first, end in "to" or "at": up to 5, down at 87, not "up at least 5"."""
    return bool(passed) and (passed[-1] == "to" or (passed[-1] == "at" and not {"least", "most"} & set(passed)))


def _is_amount_item(item: Item) -> bool:
    return item.number is not None or item.unit is not None


def _is_amount(draft: Draft) -> bool:
    return draft.kind in _AMOUNTS or draft.unit_name == "point"
