"""The model's entities → cores: cut at separators, without article, title, "'s" and words in lower case at the edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.actors.finds import Core
from sayso.actors.folding import Key
from sayso.actors.lexicon import BODIES, Lexicon
from sayso.actors.names.drafts import LONGEST, NO_NAME, SEPARATORS, Draft, are_letters, is_bare_noun, is_no_name, name_noun, past_titles
from sayso.actors.phrases import ARTICLES
from sayso.records import ActorKind

LABELS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group"}
OTHER_LABELS = frozenset({"PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"})


def take_entities(draft: Draft) -> None:
    for first, end, label in draft.parse.entities:
        if label in LABELS:
            for core in _cleaned(draft, first, end, label):
                draft.add(core)
        elif label in OTHER_LABELS:
            _take_misread(draft, first, end, label)


def _take_misread(draft: Draft, first: int, end: int, label: str) -> None:
    """A film or an event by the model's reading, a newspaper or a museum by its last word."""
    if label == "WORK_OF_ART" and "the" not in draft.parse.lower[max(0, first - 1) : first + 1]:
        return
    for core in _cleaned(draft, first, end, "ORG"):
        noun = name_noun(draft, core)
        if noun and core.end - core.first > 1:
            core.kind = noun.in_names
            draft.add(core)


def _cleaned(draft: Draft, first: int, end: int, label: str) -> Iterator[Core]:
    """The names in an entity: cut at separators, without article, title, "'s" and words in lower case at the edges."""
    for start, stop in (_trim(draft, *piece, label) for piece in _pieces(draft, first, end)):
        if stop <= start or stop - start > LONGEST or NO_NAME.search(draft.parse.words[start]):
            continue
        if label == "NORP" and not _is_people(draft, start, stop):
            continue
        if is_bare_noun(draft, start, stop) or is_no_name(draft, start, stop):
            continue
        yield Core(start, stop, LABELS[label], f"model.{label.lower()}", label=label)


def _pieces(draft: Draft, first: int, end: int) -> Iterator[tuple[int, int]]:
    start = first
    for token in range(end - 1, first, -1):
        if draft.parse.lower[token] in draft.lexicon.courtesy:  # "Education Mr. Hale"
            yield token, end
            end = token
            break
    if end - first > 3 and _is_pair(draft.key(first, end), draft.lexicon):
        yield first, first + 1
        start = first + 2
    for token in range(first, end):
        if draft.parse.lower[token] == "the" and token > start and draft.parse.tags[token - 1][:3] == "NNP":
            yield start, token  # two names by one's side: "Rathen the Academy"
            start = token + 1
        elif draft.parse.words[token] in SEPARATORS and not _is_inner_sign(draft, token, first, end):
            yield start, token
            start = token + 1
    yield start, end


def _is_pair(key: Key, lexicon: Lexicon) -> bool:
    """ "North and South Korea" are two."""
    return len(key) == 4 and key[1] == "and" and {(key[0], key[3]), (key[2], key[3])} <= lexicon.countries.names.keys()


def _is_inner_sign(draft: Draft, token: int, first: int, end: int) -> bool:
    """An apostrophe of a name is none of the separators, and neither is a sign between two touching words."""
    touches = first < token < end - 1 and draft.phrases.joined(token - 1, token) and draft.phrases.joined(token, token + 1)
    return touches and draft.parse.words[token] not in (",", ":", ";", "/", "(", ")")


def _trim(draft: Draft, start: int, stop: int, label: str) -> tuple[int, int]:
    parse = draft.parse
    while start < stop and (
        not draft.phrases.capital[start] or parse.lower[start] in ARTICLES or parse.tags[start] in ("PRP$", "CC", "IN", "MD")
    ):
        start += 1
    start = past_titles(draft, start, stop)
    while stop > start and (not _may_end(draft, start, stop - 1) or (label == "PERSON" and are_letters(draft, start, stop - 1))):
        stop -= 1
    return start, stop


def _may_end(draft: Draft, start: int, token: int) -> bool:
    parse = draft.parse
    if parse.lower[token] in ("'s", "'", ".", "-") or draft.lexicon.has("captions", parse.lower[token]):
        return False
    if parse.words[token][0].isdigit():
        return not (_counts_behind(draft, token) or _is_score(parse.words, token))
    if draft.phrases.capital[token]:
        return True
    after_hyphen = token - 1 > start and parse.words[token - 1] == "-" and draft.phrases.joined(token - 1, token)
    noun = draft.lexicon.nouns.get(parse.lower[token])
    return after_hyphen or bool(noun and noun.kind in BODIES and token > start)


def _is_score(words: Sequence[str], token: int) -> bool:
    """A digit beside a dash and another one: "beat Kelling Town [2-1]"."""
    sides = (words[max(token - 2, 0) : token], words[token + 1 : token + 3][::-1])
    return any(len(side) == 2 and side[0].isdigit() and side[1] in ("-", "–") for side in sides)


def _counts_behind(draft: Draft, token: int) -> bool:
    """Whether a number belongs to a common noun behind it: "leads Moor [43] percent", "gave Moor [30] days"."""
    head = draft.parse.heads[token]
    return head > token and draft.parse.deps[token] in ("nummod", "quantmod") and not draft.phrases.capital[head]


def _is_people(draft: Draft, start: int, stop: int) -> bool:
    """Whether a word for a nation or creed stands for its people, not before a noun."""
    head = stop - 1
    parse = draft.parse
    if not draft.phrases.capital[start] or parse.tags[head] == "JJ":
        return False
    return draft.phrases.is_head(head, stop) and parse.deps[head] not in ("amod", "compound", "nmod")
