"""What speaks for and against a word's being a cue: names of counted facts and of plain flags, for the linear scorer.

A fact is looked up in a table of counts ("how often was this verb in this frame a cue?"); a flag is there or not.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.attribution.frames import SUBJECTS, WH_TAGS, frame_of
from sayso.attribution.page import Page

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
PRONOUNS = frozenset({"i", "we", "you", "he", "she", "it", "they", "who", "that", "which", "this", "what", "there", "nobody", "everyone"})
COMMAS = frozenset({",", "”", '"', "''"})
FOLLOWING = {"“": "a quote", '"': "a quote", "''": "a quote", **{word: word for word in (",", ":", ".", "that")}}
MARKERS = frozenset({"that", "if", "because", "as", "while", "whether", "after"})
USUAL_PREPOSITIONS = frozenset({"of", "by", "from", "to", "for", "on", "about", "that", "with"})
PREPOSITIONAL = frozenset({"prep", "agent", "prt"})
TELLING = frozenset({"aux", "mark", "advmod", "nsubj", "neg", "agent"})  # dependants of a verb that may make a flag
PLAIN_FLAGS = {"neg": "negated", "agent": "by an agent"}
SHORTEST_QUOTE = 3  # words; what is shorter is rarely speech


Clue = tuple[str, ...]  # its name, the part of speech, then its values


class Candidate(NamedTuple):
    """A word that may be a cue, and what is known of it: `clues` are what counts are looked up by, `flags` plain names."""

    token: int
    part: str
    lemma: str
    frame: str
    clues: tuple[Clue, ...]
    flags: tuple[str, ...]


def candidate_at(page: Page, token: int, part: str, group: str) -> Candidate:
    """A candidate with its clues and flags. `group` is the class of the lemma in the lexicon, "" where it has none."""
    lemma, frame, quoted = page.lemma_of[token], frame_of(page, token), quote_state(page, token)
    clues = _clues(page, token, part, lemma=lemma, frame=frame, group=group, quoted=quoted)
    return Candidate(token, part, lemma, frame, clues, _flags(page, token, part))


def _clues(page: Page, token: int, part: str, *, lemma: str, frame: str, group: str, quoted: str) -> tuple[Clue, ...]:
    parse = page.parse
    dep, head = page.deps[token], page.heads[token]
    last: Clue = ("governor", part, page.lemma_of[head] if head != token else "", dep)
    if part == "verb":
        last = ("subject", part, lemma, group, subject_kind(page, token), str(frame == "none"))
    return (
        ("word", part, lemma, group, frame, quoted),
        ("place", part, frame, dep, parse.tags[token]),
        ("prepositions", part, lemma, _prepositions(page, token)),
        ("next", part, group, parse.lower[token + 1] if token + 1 < len(parse) else ""),
        last,
    )


def _prepositions(page: Page, token: int) -> str:
    """Two of a word's prepositions and particles, in the order of the alphabet."""
    parse = page.parse
    found = {parse.lower[child] for child in page.children[token] if page.deps[child] in PREPOSITIONAL}
    return " ".join(sorted(found)[:2]) if found else ""


def counted_facts(clue: Clue) -> tuple[tuple[str, str], ...]:
    """The counted facts that a clue stands for, as (table, key)."""
    match clue:
        case "word", _, lemma, group, frame, quoted:
            return (
                ("word", lemma), ("word+frame", f"{lemma} {frame}"), ("frame+quote", f"{frame} {quoted}"),
                ("class", group), ("class+frame", f"{group} {frame}"),
            )  # fmt: skip
        case "subject", _, lemma, group, subject, bare:
            return ("class+subject", f"{group} {subject} {bare}"), ("word+subject", f"{lemma} {subject}")
        case "place", _, *values:
            return (("frame+place", " ".join(values)),)
        case name, _, *values:
            return ((name, " ".join(values)),)
    return ()


def plain_flags(clue: Clue) -> tuple[str, ...]:
    """The flags that go with a clue."""
    match clue:
        case "word", part, _, _, _, quoted if quoted != "no":
            return (f"{part}, quote {quoted}",)
        case "place", "verb", _, dep, _:
            return (f"verb is {dep}",)
        case "place", part, _, dep, tag:
            return f"{part} is {dep}", f"{part} tagged {tag}"
    return ()


def quote_state(page: Page, token: int) -> str:
    """Where quotes of some length stand in the cue's unit, seen from the cue: next "before", next "after", "far", or "no". Inside a quote
    it is "no": what is said there is weighed as if nobody quoted it."""
    quotes, (first, end) = page.quotes, page.unit(token)
    if not quotes.all or quotes.at[token] >= 0:
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
    subject = page.child(token, *SUBJECTS)
    if subject is None:
        return "none"
    word, tag = page.parse.lower[subject], page.parse.tags[subject]
    if word in PRONOUNS or tag in WH_TAGS:
        kind = word
    elif tag in ("NNP", "NNPS"):
        kind = "name"
    else:
        kind = "plural" if tag == "NNS" else "noun"
    return kind if subject < token else f"{kind} behind"


def _flags(page: Page, token: int, part: str) -> tuple[str, ...]:
    found = _verb_flags(page, token) if part == "verb" else _noun_flags(page, token, part)
    if page.quotes.at[token] >= 0 and page.quotes.all[page.quotes.at[token]].words < SHORTEST_QUOTE:
        found.append("in a short quote")
    if page.asked[page.unit_of[token]]:
        found.append("in a question")
    if page.kind(token) == "headline":
        found.append(f"{part} in a headline")
    return tuple(dict.fromkeys(found))


def _verb_flags(page: Page, token: int) -> list[str]:
    parse = page.parse
    found = [
        flag for child in page.children[token] if page.deps[child] in TELLING and (flag := _dependant_flag(page, token, child)) is not None
    ]
    if token and parse.words[token - 1] in COMMAS:
        found.append("right after a comma")
    following = parse.words[token + 1] if token + 1 < len(parse) else ""
    if following in FOLLOWING:
        found.append(f"right before {FOLLOWING[following]}")
    return found


def _dependant_flag(page: Page, token: int, child: int) -> str | None:
    """What a verb's auxiliary, marker, agent or subject says."""
    parse, dep = page.parse, page.deps[child]
    if dep == "aux":
        tag = parse.tags[child]
        return f"modal {parse.lower[child]}" if tag == "MD" else "with to" if tag == "TO" else None
    if dep == "mark":
        word = parse.lower[child]
        return f"marked {word}" if word in MARKERS else "marked otherwise"
    if dep == "advmod":
        return f"asked {parse.lower[child]}" if parse.tags[child] == "WRB" else None
    if dep == "nsubj":
        first = page.left[child]
        return "subject after a comma" if child < token and first > 0 and parse.words[first - 1] in COMMAS else None
    return PLAIN_FLAGS.get(dep)


def _noun_flags(page: Page, token: int, part: str) -> list[str]:
    parse, found = page.parse, []
    if page.child(token, "poss") is not None:
        found.append(f"{part} with a possessor")
    for child in page.children[token]:
        if page.deps[child] == "prep":
            word = parse.lower[child]
            found.append(f"{part} with {word}" if word in USUAL_PREPOSITIONS else f"{part} with a preposition")
    if parse.tags[page.heads[token]] in VERB_TAGS:
        found.append(f"{part} under a verb")
    if token + 1 < len(parse) and parse.lower[token + 1] in ("that", "to", "of", "by"):
        found.append(f"{part} right before {parse.lower[token + 1]}")
    return found
