"""Names that the model cut short or drew too wide: hyphens, apostrophes, particles, neighbouring name words, roles at the end."""

from __future__ import annotations

from sayso.actors.finds import Core
from sayso.actors.lexicon import longest
from sayso.actors.names.drafts import JOINERS, LONGEST, SEPARATORS, WHERE_ONLY, Draft, are_letters, title_at
from sayso.actors.phrases import ARTICLES


def grow_all(draft: Draft) -> None:
    for core in list(draft.cores):
        if core.end == core.first:
            continue  # it went into the one before
        draft.remove(core)
        _grow_right(draft, core)
        _grow_left(draft, core)
        _shed_role(draft, core)
        if core.end > core.first:
            draft.own(core)


def _grow_right(draft: Draft, core: Core) -> None:
    parse = draft.parse
    while core.end < len(parse) and core.end - core.first < LONGEST:
        token = core.end
        size = _joint(draft, core, token)
        if size and draft.free(token + size) and draft.free(token):
            core.end = token + size + 1
        elif size and draft.free(token) and (other := draft.owner[token + size]) and other.label == core.label == "PERSON":
            core.end = other.end
            draft.remove(other)
            other.end = other.first
        elif draft.free(token) and _continues(draft, core, token):
            core.end = token + 1
        else:
            return


def _joint(draft: Draft, core: Core, token: int) -> int:
    """The size of a sign inside a name: a hyphen without blanks, an apostrophe before another name word, an ampersand."""
    parse, phrases = draft.parse, draft.phrases
    if token + 1 >= len(parse) or parse.block_of[token + 1] != parse.block_of[core.first]:
        return 0
    word, touches = parse.words[token], phrases.joined(token - 1, token)
    particles = _particles(draft, token)
    if particles and core.label == "PERSON":
        return particles
    if word == "-" and touches and phrases.joined(token, token + 1):
        lower_part = core.label == "PERSON" and token - core.first > 1  # "Cho Min-seo", but not "Brenn-like"
        return int(parse.words[token + 1][0].isalpha() and (lower_part or phrases.capital[token + 1]))
    if word in ("'", "’") and touches and core.label == "PERSON" and parse.lower[token - 1][-1] not in "sz":
        inner = _particles(draft, token + 1)
        return 1 + inner if inner else int(draft.is_name_word(token + 1))
    return int(word == "&" and phrases.capital[token + 1])


def _particles(draft: Draft, token: int) -> int:
    """How many tokens of "al-", "de", "van der" stand here before a capitalised word."""
    parse, end = draft.parse, token
    while (
        end < len(parse) - 1
        and end - token < 4
        and (draft.lexicon.has("particles", parse.words[end]) or (parse.words[end] == "-" and end > token))
    ):
        end += 1
    return end - token if end > token and draft.is_name_word(end) and parse.sentence_of[end] == parse.sentence_of[token] else 0


def _continues(draft: Draft, core: Core, token: int) -> bool:
    """Whether a free name word right behind belongs to the name: one phrase by the parse, and no new title."""
    parse = draft.parse
    if not draft.is_name_word(token) or parse.sentence_of[token] != parse.sentence_of[core.first] or parse.words[token] in SEPARATORS:
        return False
    if core.label == "PERSON" and are_letters(draft, core.first, token):
        return False
    if draft.lexicon.has("captions", parse.lower[token]) or title_at(draft, token, len(parse)):
        return False
    return any(parse.heads[inner] == token or parse.heads[token] == inner for inner in range(core.first, core.end))


def _grow_left(draft: Draft, core: Core) -> None:
    while core.first > 0 and _precedes(draft, core, core.first - 1):
        core.first -= 1


def _precedes(draft: Draft, core: Core, token: int) -> bool:
    parse = draft.parse
    if not (draft.free(token) and draft.is_name_word(token)) or parse.sentence_of[token] != parse.sentence_of[core.first]:
        return False
    word = parse.lower[token]
    if draft.lexicon.is_title(word) or word in draft.lexicon.nouns or word in ARTICLES:
        return False
    if any(phrase in draft.lexicon.nouns for phrase in longest(parse.lower[max(0, token - 2) : token + 1], 3)):
        return False
    if core.label == "PERSON" and token > 0 and parse.lower[token - 1] in JOINERS:
        return False
    if (
        draft.key(core.first, core.end) in draft.lexicon.countries.names
        and word not in draft.lexicon.front_nouns
        and not word.endswith("ern")
    ):
        return False
    return parse.heads[token] < core.end and parse.heads[token] >= core.first and parse.deps[token] in ("compound", "nmod", "amod")


def _shed_role(draft: Draft, core: Core) -> None:
    """Leave a role at the end to the phrase that it heads: "State Department Spokesperson", in a headline "Hale Campaign"."""
    if core.label == "PERSON":
        _shed_headline_noun(draft, core)
        return
    for phrase in longest(draft.parse.lower[core.first + 1 : core.end], 3):
        noun = draft.lexicon.nouns.get(phrase)
        if noun and noun.kind == "person" and not _is_headland(draft, core):
            core.end -= len(phrase.split())
            if draft.parse.words[core.end - 1] == "-":  # "Pan-democrat" is a role, too
                core.end = core.first
            return


def _is_headland(draft: Draft, core: Core) -> bool:
    """ "Near Carn Head": a place's name may end as a role does, where nobody's name follows."""
    parse, before, last = draft.parse, core.first - 1, core.end - 1
    near = before >= 0 and parse.lower[before] in WHERE_ONLY and parse.heads[last] == before and parse.deps[last] == "pobj"
    return near and draft.phrases.capital[last] and not (core.end < len(parse) and draft.is_name_word(core.end))


def _shed_headline_noun(draft: Draft, core: Core) -> None:
    last = core.end - 1
    noun = draft.lexicon.nouns.get(draft.parse.lower[last])
    if noun and noun.kind != "person" and last > core.first and draft.phrases.is_title_case(last):
        core.end = last
