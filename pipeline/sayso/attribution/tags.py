"""The verb of speech that a quote stands beside: of “…,” the baker said, the tag; of The baker said, “…”, the lead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sayso.attribution.quotes import Quote, Quotes
from sayso.attribution.repairs import FINITE, Tree
from sayso.parsing import Parse

STOPS = frozenset({"?", "!", "…", "...", "?!", "!?"})  # before the closing mark: the sentence may be over, or not
DASHES = frozenset({"—", "–", "--", "-"})
PAUSES = DASHES | {","}  # it goes on
BREAKS = frozenset({".", ";", ":", "?", "!"})  # no tag runs over these
JOINING = frozenset({"and", "but", "or", "so", "as", "while", "which", "who", "whose", "that", "because", "when", "if", "than", "to"})
AUXILIARY = frozenset({"aux", "auxpass"})
NO_SUBJECT_TAGS = frozenset({"VBG", "VBN", "IN", "TO", "CC", "WDT", "WP", "WRB"})  # no tag begins with these, if it begins with no verb
INSIDE_A_NOUN = frozenset({"relcl", "acl", "advcl"})
COMPLEMENTS = ("ccomp", "xcomp")
OBJECTS = ("dobj", "attr", "acomp")
SUBJECT_TAGS = ("NN", "PRP", "DT", "CD")  # what the tags of a subject's words begin with
PRESENTING = frozenset({"be", "come", "go", "run"})
LONGEST_TAG = 30  # tokens from the quote to a verb of speech
SHORT_TAG = 10  # tokens to any other verb
ADJACENT = 2  # tokens from a verb to the quote that stands right behind it, a comma between
LONGEST_LEAD = 25  # tokens from a verb of speech to the quote
LEAST_SPEECH = 4  # words of a quote that any verb may tag ("…," she grinned): shorter ones may be titles


@dataclass(frozen=True, slots=True)
class Speaking:
    """Lemmas of verbs that nearly always report, of those that do beside a quote, and of nouns for what is said."""

    reporting: Collection[str] = ()
    uttering: Collection[str] = ()
    nouns: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """What is looked at: the words, their tree and lemmas, the quotes among them, and the verbs of speech."""

    parse: Parse
    tree: Tree
    lemmas: list[str]
    quotes: Quotes
    speaking: Speaking

    def speaks(self, verb: int) -> bool:
        return self.lemmas[verb] in self.speaking.reporting or self.lemmas[verb] in self.speaking.uttering

    def has(self, verb: int, *deps: str) -> bool:
        return self.tree.child(verb, deps) is not None


def find_tags(lines: Lines) -> dict[int, tuple[int, int]]:
    """By a quote's number where the tag behind it begins, and its verb."""
    found = ((number, _verb_behind(lines, quote)) for number, quote in enumerate(lines.quotes.all) if _may_be_tagged(lines, quote))
    return {number: tag for number, tag in found if tag is not None}


def find_leads(lines: Lines) -> dict[int, int]:
    """By a quote's number the verb of speech that it follows: a whole quote after a comma or colon with no other verb between."""
    found = ((number, _verb_before(lines, quote)) for number, quote in enumerate(lines.quotes.all) if _is_led(lines, quote))
    return {number: verb for number, verb in found if verb is not None}


def find_speakers(lines: Lines, tags: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """By a quote's number the verb, or noun, that it belongs to: of a lead right before it, else of its tag, else of a lead, else of the
    tag between it and the quote that it goes on from ("…,” she wrote on her way home, “but …”)."""
    leads = find_leads(lines)
    near = {number: verb for number, verb in leads.items() if lines.quotes.all[number].first - verb <= ADJACENT}
    found = {**leads, **{number: verb for number, (_, verb) in tags.items()}, **near}
    for number, (one, two) in enumerate(pairwise(lines.quotes.all)):
        if number in tags and number + 1 not in found and _goes_on(lines, one, two):
            found[number + 1] = tags[number][1]
    return found


def _goes_on(lines: Lines, one: Quote, two: Quote) -> bool:
    """Whether a quote takes up the one before it: a comma in both, and no capital."""
    parse = lines.parse
    same = parse.sentence_of[one.end] == parse.sentence_of[two.first]
    comma = "," in parse.words[one.end - 2 : one.end + 1] and parse.words[two.first - 1] == ","
    return same and comma and parse.words[two.first + 1].islower()


def _may_be_tagged(lines: Lines, quote: Quote) -> bool:
    """Whether a quote begins where a clause may, at a sentence's start or after a sign: others are part of the sentence they stand in."""
    parse, first = lines.parse, quote.first
    return quote.closed and (first == parse.sentences[parse.sentence_of[first]][0] or not any(map(str.isalnum, parse.words[first - 1])))


def _verb_behind(lines: Lines, quote: Quote) -> tuple[int, int] | None:
    parse, start = lines.parse, quote.end
    block, sign = parse.block_of[quote.first], parse.words[start - 2]
    if start < len(parse) and parse.words[start] in PAUSES and sign not in PAUSES:
        sign, start = parse.words[start], start + 1  # the British way: the comma behind the mark
    if start >= len(parse) or parse.block_of[start] != block or sign not in STOPS | PAUSES:
        return None
    if parse.lower[start] in JOINING or parse.tags[start] in NO_SUBJECT_TAGS:
        return None
    goes_on = sign == "," or (sign in STOPS and parse.words[start].islower())
    for token in range(start, min(len(parse), start + LONGEST_TAG)):
        if parse.block_of[token] != block or lines.quotes.at[token] >= 0 or parse.words[token] in BREAKS:
            return None
        if parse.tags[token] in FINITE or parse.tags[token] == "MD" or _looks_finite(lines, start, token):
            verb = _full_verb(lines, token)
            if verb == start and (noun := _noun_behind(lines, verb)) is not None:
                return start, noun
            if lines.tree.deps[verb] not in INSIDE_A_NOUN:
                return (start, verb) if _is_tag(lines, quote, start, verb, goes_on=goes_on) else None
    return None


def _looks_finite(lines: Lines, start: int, token: int) -> bool:
    """Whether a verb of speech is taken for another form by the tagger: the manager, Fine, recalled; the letter read; Smit jokes."""
    parse, tag = lines.parse, lines.parse.tags[token]
    if token == start or not lines.speaks(token):
        return False
    if tag in ("VBN", "VB"):
        return lines.has(token, "nsubj") and not lines.has(token, "aux", "auxpass")
    over = token + 1 == len(parse) or parse.tags[token + 1] in (".", ",", "IN")
    return tag == "NNS" and parse.tags[token - 1] == "NNP" and over and lines.tree.deps[token] == "ROOT"


def _noun_behind(lines: Lines, verb: int) -> int | None:
    """Of “Go home,” was the message, of “Never!” came the reply: the noun."""
    if lines.lemmas[verb] not in PRESENTING:
        return None
    children = lines.tree.children[verb][:64]
    nouns = (child for child in children if child > verb and lines.tree.deps[child] in ("nsubj", "attr"))
    return next((noun for noun in nouns if lines.lemmas[noun] in lines.speaking.nouns), None)


def _full_verb(lines: Lines, token: int) -> int:
    """Of "had said" the *said*."""
    head = lines.tree.heads[token]
    return head if lines.tree.deps[token] in AUXILIARY and 0 < head - token <= 3 else token


def _is_tag(lines: Lines, quote: Quote, start: int, verb: int, *, goes_on: bool) -> bool:
    """Whether a verb behind a quote has no other content: a verb of speech, or any where the sentence surely goes on."""
    if lines.has(verb, "auxpass") or not _has_subject(lines, start, verb):
        return False
    if any(_reports(lines, verb, child) for child in lines.tree.children[verb][:64]):
        return False
    if lines.speaks(verb):
        return True
    opens = quote.first == lines.parse.sentences[lines.parse.sentence_of[quote.first]][0]
    return goes_on and opens and verb - start <= SHORT_TAG and quote.words >= LEAST_SPEECH and not lines.has(verb, *OBJECTS)


def _reports(lines: Lines, verb: int, child: int) -> bool:
    """Whether a clause behind a verb is what it reports: no quote, nothing that begins with *as* or *when*."""
    if child < verb or lines.tree.deps[child] not in COMPLEMENTS or lines.quotes.at[child] >= 0:
        return False
    mark = lines.tree.child(child, ("mark",))
    return mark is None or lines.parse.lower[mark] in ("that", "whether", "if")


def _has_subject(lines: Lines, start: int, verb: int) -> bool:
    """Whether a noun stands between quote and verb, or right behind a verb that comes first."""
    tags = lines.parse.tags[start:verb] if verb > start else lines.parse.tags[verb + 1 : verb + 2]
    return any(tag.startswith(SUBJECT_TAGS) for tag in tags)


def _is_led(lines: Lines, quote: Quote) -> bool:
    """Whether a quote stands after a comma or colon and its sentence does not go on behind it, as in: said that, “in time”, all fall."""
    words, block_of, before, end = lines.parse.words, lines.parse.block_of, quote.first - 1, quote.end
    if before < 0 or words[before] not in (",", ":") or block_of[before] != block_of[quote.first]:
        return False
    over = end >= len(words) or block_of[end] != block_of[quote.first] or not words[end][0].isalnum()
    return over or words[end - 2] in STOPS | PAUSES | BREAKS


def _verb_before(lines: Lines, quote: Quote) -> int | None:
    parse, last = lines.parse, quote.first - 1
    first = parse.sentences[parse.sentence_of[last]][0]
    for token in range(last - 1, max(first, last - LONGEST_LEAD) - 1, -1):
        if lines.quotes.at[token] >= 0 or parse.lower[token] == "that":
            return None
        if parse.tags[token].startswith("VB") and lines.tree.deps[token] not in AUXILIARY:
            return token if lines.speaks(token) and not lines.has(token, "auxpass") else None
    return None
