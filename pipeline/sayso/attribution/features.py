"""What speaks for and against a word's being a cue: names of counted facts and of plain flags, for the linear scorer.

A fact is looked up in a table of counts ("how often was this verb in this frame a cue?"); a flag is there or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.attribution.frames import SUBJECTS, WH_TAGS, frame_of
from sayso.attribution.page import Page

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
PRONOUNS = frozenset({"i", "we", "you", "he", "she", "it", "they", "who", "that", "which", "this", "what", "there", "nobody", "everyone"})
COMMAS = frozenset({",", "”", '"', "''"})
FOLLOWING = {"“": "a quote", '"': "a quote", "''": "a quote", **{word: word for word in (",", ":", ".", "that")}}
MARKERS = frozenset({"that", "if", "because", "as", "while", "whether", "after"})
USUAL_PREPOSITIONS = frozenset({"of", "by", "from", "to", "for", "on", "about", "that", "with"})
PLAIN_FLAGS = {"neg": "negated", "agent": "by an agent"}
SHORTEST_QUOTE = 3  # words; what is shorter is rarely speech


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be a cue, and what is known of it. `facts` are (table, key) pairs, `flags` plain names."""

    token: int
    part: str
    lemma: str
    frame: str
    facts: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]


def candidate_at(page: Page, token: int, part: str, group: str) -> Candidate:
    """A candidate with its facts and flags. `group` is the class of the lemma in the lexicon, "" where it has none."""
    lemma, frame = page.lemma_of[token], frame_of(page, token)
    subject = subject_kind(page, token) if part == "verb" else ""
    quoted = quote_state(page, token)
    facts = tuple(_facts(page, token, lemma=lemma, frame=frame, group=group, subject=subject, quoted=quoted))
    flags = tuple(_flags(page, token, part, quoted))
    return Candidate(token, part, lemma, frame, facts, flags)


def _facts(page: Page, token: int, *, lemma: str, frame: str, group: str, subject: str, quoted: str) -> Iterator[tuple[str, str]]:
    parse = page.parse
    dep, head = page.deps[token], page.heads[token]
    prepositions = _prepositions(page, token)
    yield "word", lemma
    yield "word+frame", f"{lemma} {frame}"
    yield "word+quote", f"{lemma} {quoted}"
    yield "frame+quote", f"{frame} {quoted}"
    yield "class+frame", f"{group} {frame}"
    yield "frame+place", f"{frame} {dep} {parse.tags[token]}"
    yield "class+subject", f"{group} {subject} {frame == 'none'}"
    yield "word+subject", f"{lemma} {subject}"
    governor = page.lemma_of[head] if head != token else ""
    yield "governor", f"{governor} {dep}"
    yield "object", _object_key(page, token, group)
    yield "prepositions", f"{lemma} {prepositions}"
    yield "class+prepositions", f"{group} {prepositions}"
    yield "next", f"{group} {parse.lower[token + 1] if token + 1 < len(parse) else ''}"
    yield "modal", f"{_modal(page, token)} {frame}"


def _object_key(page: Page, token: int, group: str) -> str:
    found = page.child(token, "dobj", "attr", "nsubjpass", "acomp")
    return f"{group} {page.lemma_of[found]}" if found is not None else f"{group} -"


def _prepositions(page: Page, token: int) -> str:
    parse = page.parse
    return " ".join(sorted({parse.lower[child] for child in page.children[token] if page.deps[child] in ("prep", "agent", "prt")})[:2])


def _modal(page: Page, token: int) -> str:
    parse = page.parse
    words = [parse.lower[child] for child in page.children[token] if page.deps[child] in ("aux", "auxpass", "neg")]
    return " ".join(words[:2])


def quote_state(page: Page, token: int) -> str:
    """Where quotes of some length stand in the cue's unit, seen from the cue: next "before", next "after", "far", or "no". Inside a quote
    it is "no": what is said there is weighed as if nobody quoted it."""
    quotes, (first, end) = page.quotes, page.unit(token)
    if quotes.at[token] >= 0:
        return "no"
    state = "no"
    for quote in quotes.within(first, end):
        if quote.words < SHORTEST_QUOTE:
            continue
        if 0 <= token - quote.end <= 8:
            return "before"
        if 0 < quote.first - token <= 5:
            return "after"
        state = "far"
    return state


def subject_kind(page: Page, token: int) -> str:
    """A verb's subject in a word: the pronoun, "name", "noun", or "none"."""
    parse = page.parse
    subject = page.child(token, *SUBJECTS)
    if subject is None:
        return "none"
    side = "" if subject < token else " behind"
    if parse.lower[subject] in PRONOUNS or parse.tags[subject] in WH_TAGS:
        return parse.lower[subject] + side
    if parse.tags[subject] in ("NNP", "NNPS"):
        return "name" + side
    return ("plural" if parse.tags[subject] == "NNS" else "noun") + side


def _flags(page: Page, token: int, part: str, quoted: str) -> Iterator[str]:
    parse = page.parse
    dep = page.deps[token]
    yield f"{part} is {dep}"
    if page.quotes.at[token] >= 0 and page.quotes.all[page.quotes.at[token]].words < SHORTEST_QUOTE:
        yield "in a short quote"
    if quoted != "no":
        yield f"{part}, quote {quoted}"
    first, end = page.unit(token)
    if parse.words[end - 1] == "?" or parse.words[max(first, end - 2)] == "?":
        yield "in a question"
    if parse.block(token).kind == "headline":
        yield f"{part} in a headline"
    if part == "verb":
        yield from _verb_flags(page, token)
    else:
        yield from _noun_flags(page, token, part)


def _verb_flags(page: Page, token: int) -> Iterator[str]:
    parse = page.parse
    for child in page.children[token]:
        if flag := _dependant_flag(page, token, child):
            yield flag
    if token and parse.words[token - 1] in COMMAS:
        yield "right after a comma"
    following = parse.words[token + 1] if token + 1 < len(parse) else ""
    if following in FOLLOWING:
        yield f"right before {FOLLOWING[following]}"


def _dependant_flag(page: Page, token: int, child: int) -> str | None:
    """What a verb's auxiliary, marker, agent or subject says."""
    parse, dep, word = page.parse, page.deps[child], page.parse.lower[child]
    if dep == "aux":
        return f"modal {word}" if parse.tags[child] == "MD" else "with to" if parse.tags[child] == "TO" else None
    if dep == "mark":
        return f"marked {word}" if word in MARKERS else "marked otherwise"
    if dep == "advmod":
        return f"asked {word}" if parse.tags[child] == "WRB" else None
    if dep == "nsubj":
        first = page.left[child]
        return "subject after a comma" if child < token and first > 0 and parse.words[first - 1] in COMMAS else None
    return PLAIN_FLAGS.get(dep)


def _noun_flags(page: Page, token: int, part: str) -> Iterator[str]:
    parse = page.parse
    governor = page.heads[token]
    if page.child(token, "poss") is not None:
        yield f"{part} with a possessor"
    for child in page.children[token]:
        if page.deps[child] == "prep":
            word = parse.lower[child]
            yield f"{part} with {word}" if word in USUAL_PREPOSITIONS else f"{part} with a preposition"
    if parse.tags[governor] in VERB_TAGS:
        yield f"{part} under a verb"
    if token + 1 < len(parse) and parse.lower[token + 1] in ("that", "to", "of", "by"):
        yield f"{part} right before {parse.lower[token + 1]}"
    yield f"{part} tagged {parse.tags[token]}"
