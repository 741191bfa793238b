"""The pack's figure patterns over a line of items → drafts: values, units and kinds. What a number counts, syntax tells later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sayso.errors import RulesError
from sayso.figures.drafts import Draft
from sayso.figures.lines import Item, line_lexicon
from sayso.figures.units import Unit
from sayso.numbers import Number
from sayso.parsing import Parse
from sayso.records import FigureKind
from sayso.rules import Grammar, Match, Rules
from sayso.rules.entries import FigureEntry
from sayso.rules.patterns import keep_best

SCORE_REACH = 14  # items around a score in which a word of sport or voting must stand
OLDEST = 125  # years of a person
KINDS: Mapping[str, FigureKind] = {
    "money": "money", "percent": "percent", "percentage_point": "percentage_point", "measure": "measure", "time": "measure", "age": "age",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of items with the parse that it was read from."""

    parse: Parse
    line: list[Item]
    words: list[str]

    def number(self, match: Match[FigureEntry], name: str) -> Number:
        number = self.line[match.groups[name][0]].number
        assert number is not None
        return number

    def unit(self, match: Match[FigureEntry], *names: str) -> Unit | None:
        for name in names:
            if name in match.groups and (unit := self.line[match.groups[name][0]].unit):
                return unit
        return None


Builder = Callable[[Match[FigureEntry], Sentence, "FigureGrammar"], Draft | None]


class FigureGrammar:
    """The `[[figure]]` patterns, ready to run. Make one per pack: `rules.prepared(FigureGrammar)`."""

    def __init__(self, rules: Rules) -> None:
        self.lexicon = line_lexicon(rules)
        entries = rules.of(FigureEntry)
        for entry in entries:
            if entry.make not in BUILDERS:
                raise RulesError(f"{rules.place(entry.id)}: [[figure]] {entry.id!r}: key 'make': {entry.make!r} is not one of {', '.join(sorted(BUILDERS))}")
        self.grammar = Grammar([(entry.id, entry.priority, entry.patterns, entry) for entry in entries], self.lexicon)

    def drafts(self, parse: Parse, line: list[Item]) -> list[Draft]:
        """What the sentence says in numbers, in text order."""
        sentence = Sentence(parse, line, [item.symbol for item in line])
        built: dict[int, Draft | None] = {}
        accepted = []
        for match in self.grammar.find(sentence.words):
            draft = BUILDERS[match.rule.payload.make](match, sentence, self)
            if draft is not None or match.rule.payload.make == "nothing":
                built[id(match)] = draft
                accepted.append(match)
        return [draft for match in keep_best(accepted) if (draft := built[id(match)]) is not None]

    def value(self, name: str, word: str) -> Decimal:
        return Decimal(str(self.lexicon.value(name, word) or 0))

    def near(self, sentence: Sentence, match: Match[FigureEntry], name: str) -> bool:
        """Whether a word of a class stands around a match."""
        around = (*sentence.words[max(0, match.start - SCORE_REACH) : match.start], *sentence.words[match.end : match.end + SCORE_REACH])
        return any(self.lexicon.value(name, word) is not None for word in around)


def _draft(match: Match[FigureEntry], sentence: Sentence, kind: FigureKind, *, first: str, last: str | None = None) -> Draft:
    """A draft over the items from group `first` to group `last` (else to the end of the match)."""
    start = match.groups[first][0]
    end = match.groups[last][1] if last else match.end
    line, parse = sentence.line, sentence.parse
    begin, stop = line[start].start, line[end - 1].end
    tokens = parse.tokens_in(begin, stop)
    return Draft(match.rule.id, kind, begin, stop, tokens.start, tokens.stop, line, (start, end))


def _with_unit(draft: Draft, unit: Unit | None) -> Draft:
    if unit is not None:
        draft.kind, draft.unit = KINDS[unit.kind], unit
        draft.unit_name, draft.code, draft.codes = unit.name, unit.code, unit.codes
    if draft.kind == "percent" and draft.value is not None:
        draft.share = draft.value / 100
    return draft


def _first_group(match: Match[FigureEntry], *names: str) -> str:
    return min((name for name in names if name in match.groups), key=lambda name: match.groups[name][0])


def _is_hyphened_word(match: Match[FigureEntry], sentence: Sentence) -> bool:
    """four-door, six-speed: a number word that is part of a compound without a unit; ten-member and 40-seat count."""
    at = match.end
    if "u" in match.groups or "s" in match.groups or at + 1 >= len(sentence.line) or sentence.words[at] != "-":
        return False
    number = sentence.number(match, "n")
    glued = sentence.line[at - 1].end == sentence.line[at].start and sentence.line[at].end == sentence.line[at + 1].start
    return glued and not number.digits


def _number(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    first = _first_group(match, "s", "n")
    number = sentence.number(match, "n")
    if _is_hyphened_word(match, sentence) and grammar.lexicon.value("hyphen_noun", sentence.words[match.end + 1]) is None:
        return None
    draft = _draft(match, sentence, "count", first=first)
    if number.kind == "vague":
        return _with_unit(_as_vague(draft, number), sentence.unit(match, "s", "u"))
    draft.value = number.value
    item = sentence.line[match.groups["n"][0]]
    return _with_unit(draft, sentence.unit(match, "s", "u") or item.unit)


def _minus(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    sign = sentence.line[match.groups["m"][0]]
    after = sentence.line[match.groups["m"][1]]
    before = sentence.line[match.groups["m"][0] - 1] if match.groups["m"][0] else None
    if before is not None and before.symbol == "or" and sign.symbol == "minus":
        return _number(match, sentence, grammar)  # plus or minus
    if not sign.symbol.isalpha():
        joined = before is not None and before.end == sign.start and before.symbol not in ("(", "#sign", "/", '"', "“")
        if joined or after.start != sign.end:
            return None
    draft = _number(match, sentence, grammar)
    if draft is None or draft.value is None or (draft.kind == "count" and before is not None and before.symbol.isalpha() and not sign.symbol.isalpha()):
        return None
    draft.value, draft.share = -draft.value, None
    start = min(match.groups[name][0] for name in ("m", "s") if name in match.groups)
    draft.start, draft.items = sentence.line[start].start, (start, draft.items[1])
    draft.first = sentence.line[start].token
    return draft


def _range(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    low, high = sentence.number(match, "a"), sentence.number(match, "b")
    if low.value is None or high.value is None or "fraction" in (low.kind, high.kind) or "ordinal" in (low.kind, high.kind):
        return None
    value = low.value
    if high.scale > low.scale and value * high.scale < high.value and not _is_separate(match, sentence):
        value *= high.scale
    if not value < high.value or (_is_change(match, sentence) and not _is_between(match, sentence)) or not _same_unit(match, sentence):
        return None
    if "or" in sentence.words[match.start : match.end] and not _is_near_pair(match, sentence, value, high.value):
        return None
    draft = _draft(match, sentence, "count", first=_first_group(match, "s", "a"))
    draft.low, draft.high = value, high.value
    unit = sentence.unit(match, "s", "u", "ua", "z")
    if unit is None and (settled := sentence.line[match.groups["b"][0]].unit):
        unit = settled
    return _with_unit(draft, unit)


def _is_separate(match: Match[FigureEntry], sentence: Sentence) -> bool:
    """Each number has its own unit: "$800,000 to $1.3 million"; a lone sign is shared: "$10 to $15 billion"."""
    return "ua" in match.groups


def _same_unit(match: Match[FigureEntry], sentence: Sentence) -> bool:
    """"6.5 percent to 164 pence" is no range."""
    one, two = sentence.unit(match, "s", "ua"), sentence.unit(match, "u", "z")
    own = sentence.line[match.groups["a"][0]].unit, sentence.line[match.groups["b"][0]].unit
    return (one is None or two is None or one.name == two.name) and (own[0] is None or own[1] is not None)


def _is_near_pair(match: Match[FigureEntry], sentence: Sentence, low: Decimal, high: Decimal) -> bool:
    """"three or four" is a range, "7- or 8-inch" and "5 or 500" are two."""
    hyphens = [sentence.words[at] for at in range(match.start, match.end)].count("-")
    return (high - low <= 1 or high * 3 <= low * 4) and hyphens < 2


def _is_between(match: Match[FigureEntry], sentence: Sentence) -> bool:
    return sentence.words[match.start] == "between"


def _is_change(match: Match[FigureEntry], sentence: Sentence) -> bool:
    """"rose from $10 to $12" is a change, "prices range from $10 to $12" none. Told by "from" and the words before it."""
    start = min(start for start, _ in match.groups.values())
    if "to" not in sentence.words[start : match.end]:
        return False
    if start == 0 or sentence.words[start - 1] != "from":
        return False
    moving = _moving_words(sentence)
    return any(word in moving for word in sentence.words[max(0, start - 8) : start - 1])


_MOVES = frozenset(
    "rose rise rises rising risen fell fall falls falling fallen grew grow grows growing grown dropped drop drops dropping increased increase increases"
    " increasing decreased decrease decreases decreasing declined declining went gone jumped jumping surged soared climbed climbing slipped slid sank"
    " raised raising lowered lowering cut cutting reduced reducing narrowed widened slowed expanded shrank shrunk improved changed changing moved up down".split()
)


def _moving_words(sentence: Sentence) -> frozenset[str]:
    return _MOVES


def _nothing(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    return None


def _age(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    first, last = ("n", "n") if "n" in match.groups else ("a", "b")
    unit = sentence.unit(match, "t")
    draft = _draft(match, sentence, "age", first=first, last=None if unit else last)
    if first == "n":
        draft.value = sentence.number(match, "n").value
    else:
        draft.low, draft.high = sentence.number(match, "a").value, sentence.number(match, "b").value
    draft.unit_name, draft.code = (unit.name, unit.code) if unit else ("year", "a")
    biggest = draft.value if draft.value is not None else draft.high
    return draft if biggest is not None and (unit is not None or biggest <= OLDEST) else None


def _age_comma(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    """"Olga Simic, 44, …": a small whole number in commas or brackets behind a name."""
    number, at = sentence.number(match, "n"), match.start - 1
    item = sentence.line[match.groups["n"][0]]
    if at < 0 or not number.whole or not number.digits or not 1 <= (number.value or 0) <= OLDEST:
        return None
    token, parse = sentence.line[at].token, sentence.parse
    before = sentence.parse.tags[token - 1] if token else ""
    named = parse.tags[token] in ("NNP", "NNPS") and parse.words[token][0].isupper() and _is_person(parse, token, before)
    if not named and not _is_aside(match, sentence, token):
        return None
    if any(other.number is not None and other is not item for other in sentence.line[max(0, at - 3) : match.end + 2]):
        return None
    draft = _draft(match, sentence, "age", first="n", last="n")
    draft.value, draft.unit_name, draft.code = number.value, "year", "a"
    return draft


def _is_aside(match: Match[FigureEntry], sentence: Sentence, token: int) -> bool:
    """"the chief executive, 57, was paid": a noun or lone name, a grown-up's age in commas, and the clause goes on."""
    parse, value = sentence.parse, sentence.number(match, "n").value or 0
    end = sentence.line[match.end - 1]
    if end.symbol != "," or match.end >= len(sentence.line) or not 15 <= value <= 99 or parse.tags[token] not in ("NN", "NNP"):
        return False
    following = sentence.line[match.end]
    return parse.tags[following.token].startswith(("VB", "MD", "WP")) or parse.tags[following.token] == "RB"


def _age_bound(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    """anyone over 65, children under 5"""
    number, at = sentence.number(match, "n"), match.start - 1
    person = at >= 0 and grammar.lexicon.value("aged_noun", sentence.words[at]) is not None
    following = sentence.line[match.end] if match.end < len(sentence.line) else None
    loose = following is None or (following.unit is None and not sentence.parse.tags[following.token].startswith("NN"))
    if not person or not loose or not number.whole or (number.value or 0) > OLDEST:
        return None
    draft = _draft(match, sentence, "age", first="n", last="n")
    draft.value, draft.unit_name, draft.code = number.value, "year", "a"
    return draft


def _is_person(parse: Parse, token: int, before: str) -> bool:
    for first, end, label in parse.entities:
        if first <= token < end:
            return label == "PERSON" or (label in ("ORG", "GPE", "WORK_OF_ART", "PRODUCT") and end - first == 2)
        if first > token:
            break
    return before in ("NNP", "NNPS")


def _share(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    part, whole = sentence.number(match, "a"), sentence.number(match, "b")
    if part.value is None or whole.value is None or not 0 < part.value < whole.value or "number" != part.kind or whole.kind != "number":
        return None
    out_of = "of" in sentence.words[match.start : match.end]
    if not out_of and (part.value > 20 or (part.digits != whole.digits and part.value != 1 and "w" not in match.groups)):
        return None
    if "w" in match.groups and (part.value > 20 or sentence.line[match.groups["w"][0]].symbol in ("in", "out", "people's")):
        return None
    if whole.value > 10**7 or (not out_of and whole.digits and _in_years(whole)):
        return None
    draft = _draft(match, sentence, "share", first="a")
    draft.value = draft.share = part.value / whole.value
    if "w" in match.groups:
        draft.noun = sentence.line[match.groups["w"][0]].token
    return draft


def _in_years(number: Number) -> bool:
    return number.whole and 1500 <= (number.value or 0) < 2100


def _part(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    number = sentence.number(match, "n")
    if not _is_share(match, sentence):
        return None
    draft = _draft(match, sentence, "share", first="n")
    draft.value = draft.share = number.value
    return draft


_DETERMINERS = frozenset("of the its their his her our my your these those this that them a an all".split())
_APPROXIMATORS = frozenset("by than about nearly almost over under around roughly some just only and to more least most below above exactly".split())


def _is_share(match: Match[FigureEntry], sentence: Sentence) -> bool:
    """Half of the nets, a third fewer, by a quarter; not the first half, a third debate, in a quarter, half-time."""
    at, end, words = match.start, match.end, sentence.words
    before, after = words[at - 1] if at else "", words[end] if end < len(words) else ""
    written, parse = sentence.line[at], sentence.parse
    glued = end < len(words) and sentence.line[end].start == written.end
    if before in ("first", "second", "the", "#ord", "latter", "last", "other", "better", "my", "your", "final", "opening", "this", "each", "-"):
        return False
    if after == "-" and glued:
        return False
    word = parse.text[written.start : written.end].lower()
    if not any(char.isalpha() for char in word):
        return True
    if after == "of" or before in _APPROXIMATORS:
        return after not in ("time", "hour", "year")
    if word == "half":
        tag = parse.tags[sentence.line[end].token] if end < len(words) else ""
        return after in _DETERMINERS or tag in ("NNS", "NNPS", "") or not after.isalpha() or tag.startswith("V")
    tag = parse.tags[sentence.line[end].token] if end < len(words) else ""
    return word[-1] == "s" or word.startswith("one") or not (tag.startswith(("NN", "JJ", "VBG")) or after == "-")


def _vague(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    draft = _as_vague(_draft(match, sentence, "count", first="n"), sentence.number(match, "n"))
    return _with_unit(draft, sentence.unit(match, "u"))


def _as_vague(draft: Draft, number: Number) -> Draft:
    item = next(item for item in draft.line[draft.items[0] :] if item.number is number)
    draft.vague = " ".join(piece.symbol for piece in [item]) if not item.number else None
    draft.order = number.order
    return draft


def _score(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    one, two = sentence.number(match, "a"), sentence.number(match, "b")
    dash = sentence.words[match.groups["a"][1]]
    if not (one.whole and two.whole) or max(one.value or 0, two.value or 0) > 999 or one.digits != two.digits:
        return None
    near = grammar.near(sentence, match, "score_word")
    from_to = match.start and sentence.words[match.start - 1] in ("from", "aged", "by")
    if not near or from_to or _has_noun(match, sentence):
        return None
    if dash == "to" and not _is_vote(match, sentence):
        return None
    draft = _draft(match, sentence, "score", first="a")
    draft.value, draft.against_value = one.value, two.value
    return draft


def _is_vote(match: Match[FigureEntry], sentence: Sentence) -> bool:
    around = sentence.words[max(0, match.start - 4) : match.start]
    return any(word in ("voted", "vote", "ruled", "won", "lost", "beat", "tied", "led", "majority") for word in around)


def _has_noun(match: Match[FigureEntry], sentence: Sentence) -> bool:
    """10-15 people, 10-15 percent: no score."""
    if match.end >= len(sentence.line):
        return False
    item = sentence.line[match.end]
    plural = sentence.parse.tags[item.token] in ("NNS",) and sentence.parse.deps[sentence.parse.tokens_in(item.start, item.end).start] != "dobj"
    return item.unit is not None or item.symbol in ("-",) and item.start == sentence.line[match.end - 1].end or plural


def _ratio(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    one, two = sentence.number(match, "a"), sentence.number(match, "b")
    if one.value is None or two.value is None:
        return None
    colon = ":" in sentence.words[match.start : match.end]
    after = sentence.parse.text[sentence.line[match.groups["b"][0]].start : sentence.line[match.groups["b"][0]].end]
    if colon and sentence.words[match.start] not in ("ratio", "odds", "rate") and (len(after) == 2 or not one.whole or not two.whole):
        return None  # a time of day
    draft = _draft(match, sentence, "ratio", first="a", last="b")
    draft.value, draft.against_value = one.value, two.value
    return draft


def _times(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    first = "n" if "n" in match.groups else "w"
    draft = _draft(match, sentence, "count", first=first)
    if first == "w":
        draft.value = grammar.value("times_word", sentence.words[match.start])
    elif (number := sentence.number(match, "n")).kind == "vague":
        draft = _as_vague(draft, number)
    else:
        draft.value = number.value
    following = sentence.words[match.end : match.end + 2]
    draft.unit_name = "time"
    if _is_factor(following):
        draft.kind, draft.role, draft.unit_name = "ratio", "factor", None
        draft.direction = "down" if following and following[0] in ("less", "fewer", "smaller", "lower") else "up" if _is_more(following) else None
    return draft


_COMPARED = frozenset("as more the higher larger greater bigger less fewer smaller lower that its than longer faster stronger heavier likelier worse better".split())


def _is_factor(following: list[str]) -> bool:
    return bool(following) and (following[0] in _COMPARED and following[:2] != ["more", "than"] or following[0] in ("what",))


def _is_more(following: list[str]) -> bool:
    return bool(following) and following[0] in ("more", "higher", "larger", "greater", "bigger")


def _fold(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    first = _first_group(match, "n", "w", "a")
    draft = _draft(match, sentence, "ratio", first=first)
    if first == "w":
        draft.value = grammar.value("fold_word", sentence.words[match.start])
    elif first == "n":
        draft.value = sentence.number(match, "n").value
    else:
        draft.low, draft.high = sentence.number(match, "a").value, sentence.number(match, "b").value
    draft.role, draft.direction = "factor", "up"
    return draft


def _factor(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    """doubled, halved, and "double the"; not a double murder."""
    token = sentence.line[match.start].token
    value = grammar.value("factor_verb", sentence.words[match.start])
    verb = sentence.parse.tags[token].startswith("VB") and sentence.parse.deps[token] not in ("amod", "compound")
    following = sentence.words[match.end] if match.end < len(sentence.words) else ""
    if value >= 1 and following in ("the", "that", "what", "its", "their", "last"):
        verb = True
    if not verb or sentence.line[match.start].end - sentence.line[match.start].start < 5:
        return None
    draft = _draft(match, sentence, "ratio", first="w")
    draft.value, draft.role, draft.direction = value, "factor", "up" if value > 1 else "down"
    return draft


def _money_parts(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    whole, part = sentence.number(match, "n"), sentence.number(match, "c")
    small = sentence.unit(match, "k")
    if whole.value is None or part.value is None or not part.whole or part.value > 99 or (small is not None and small.name not in ("cent", "penny")):
        return None
    following = sentence.line[match.end].symbol if match.end < len(sentence.line) else "."
    if small is None and following not in (".", ",", ";", ")", "?", "!"):
        return None
    draft = _draft(match, sentence, "count", first="n")
    draft.value = whole.value + part.value / 100
    return _with_unit(draft, sentence.unit(match, "u"))


_SMALLER = {("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14}


def _measure_parts(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    """six feet two inches"""
    whole, part = sentence.number(match, "n"), sentence.number(match, "c")
    unit, small = sentence.unit(match, "u"), sentence.unit(match, "k")
    into = _SMALLER.get((unit.name, small.name)) if unit and small else None
    if whole.value is None or part.value is None or into is None or part.value >= into:
        return None
    draft = _draft(match, sentence, "measure", first="n")
    draft.value = whole.value + part.value / into
    return _with_unit(draft, unit)


def _year_number(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    """Four bare digits are a year, unless they count a plural noun behind a word that years do not take."""
    parse, at = sentence.parse, match.start
    token = sentence.line[at].token
    head = parse.heads[token]
    counts = parse.deps[token] == "nummod" and head > token and parse.tags[head] == "NNS" and parse.lower[head] in ("people", "men", "women", "troops", "tonnes", "tons", "homes")
    before = sentence.words[at - 1] if at else ""
    measured = before in ("than", "least", "some", "about", "around", "nearly", "almost", "roughly", "over", "approximately", "average") or sentence.words[max(0, at - 2) : at] == ["up", "to"]
    averaged = sentence.words[max(0, at - 2) : at] in (["average", "of"], ["total", "of"], ["maximum", "of"])
    if not (counts or averaged or (measured and parse.deps[token] == "nummod" and head > token)):
        return None
    draft = _draft(match, sentence, "count", first="n")
    draft.value = sentence.number(match, "n").value
    return draft


_RANKED = frozenset("place position time straight consecutive successive rank spot".split())


def _ordinal(match: Match[FigureEntry], sentence: Sentence, grammar: FigureGrammar) -> Draft | None:
    """A rank, a place, a repetition: finished third, third-largest, for the fifth straight year; not the third debate."""
    parse, item = sentence.parse, sentence.line[match.start]
    token, following = item.token, [word for word in sentence.words[match.end : match.end + 2] if word != "-"]
    dep = parse.deps[token]
    ranked = bool(following) and following[0] in _RANKED
    largest = bool(following) and following[0].endswith("est") and len(following[0]) > 5
    predicate = dep in ("advmod", "acomp", "oprd", "attr") and parse.tags[parse.heads[token]].startswith("VB") and parse.heads[token] < token
    if not (ranked or largest or predicate) or parse.lower[token] == "first" and not (ranked or item.number is None):
        return None
    draft = _draft(match, sentence, "ordinal", first="n")
    draft.value = sentence.number(match, "n").value
    return draft


BUILDERS: Mapping[str, Builder] = {
    "number": _number, "minus": _minus, "range": _range, "nothing": _nothing, "age": _age, "age_comma": _age_comma, "age_bound": _age_bound, "share": _share, "part": _part,
    "vague": _vague, "score": _score, "ratio": _ratio, "times": _times, "fold": _fold, "factor": _factor, "money_parts": _money_parts, "measure_parts": _measure_parts,
    "year_number": _year_number, "ordinal": _ordinal,
}  # fmt: skip
