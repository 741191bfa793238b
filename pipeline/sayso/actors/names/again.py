"""Names that stand elsewhere in the article, found again where the model missed them."""

from __future__ import annotations

from sayso.actors.finds import Core
from sayso.actors.folding import Key
from sayso.actors.names.drafts import Draft, name_noun
from sayso.actors.phrases import ARTICLES
from sayso.records import ActorKind


def take_again(draft: Draft) -> None:
    """Names that stand elsewhere in the article, where the model missed them: whole ones, surnames, first names."""
    keys = _known_keys(draft)
    firsts = {key[0] for key, kind in keys.items() if kind == "organization" and 1 < len(key) < 5 and _may_stand_for_all(draft, key[0])}
    lengths: dict[str, set[int]] = {}
    for key in keys:
        lengths.setdefault(key[0], set()).add(len(key))
    for token in draft.phrases.capitals:
        word = draft.phrases.folded[token]
        if (word not in lengths and word[:-1] not in lengths) or not draft.free(token):
            continue
        if _take_family(draft, token, keys) or (word in firsts and _take_short(draft, token)):
            continue
        for size in sorted(lengths.get(word, ()), reverse=True):
            if _take_if_known(draft, token, size, keys):
                break


def _may_stand_for_all(draft: Draft, word: str) -> bool:
    """Whether the first word of a body's name may be short for all of it: no common noun, no country's adjective."""
    lexicon = draft.lexicon
    return (
        len(word) > 3 and word not in lexicon.name_nouns and word not in lexicon.front_nouns and lexicon.countries.of_words((word,)) is None
    )


def _take_short(draft: Draft, token: int) -> bool:
    """ "Orvel" for Orvel Instruments, where it is a phrase by itself."""
    parse = draft.parse
    alone = draft.phrases.left[token] == token and parse.deps[token] in ("nsubj", "nsubjpass", "poss", "pobj", "dobj")
    if not alone or parse.tags[token] not in ("NN", "NNP") or not draft.phrases.is_head(token, token + 1):
        return False
    return draft.add(Core(token, token + 1, "organization", "names.again", label="AGAIN"))


def _take_family(draft: Draft, token: int, keys: dict[Key, ActorKind]) -> bool:
    """ "the Hales" after Anna Hale."""
    plural = draft.parse.tags[token] in ("NNPS", "NNS") and draft.parse.lower[token].endswith("s") and token > 0
    if not plural or draft.parse.lower[token - 1] != "the" or keys.get((draft.phrases.folded[token][:-1],)) != "person":
        return False
    return draft.add(Core(token, token + 1, "person", "names.family", label="AGAIN"))


def _known_keys(draft: Draft) -> dict[Key, ActorKind]:
    keys: dict[Key, ActorKind] = {}
    for core in draft.cores:
        if draft.owner[core.first] is not core or core.kind is None:
            continue
        key = draft.key(core.first, core.end)
        if key and not (core.label == "NORP" or (core.kind == "country" and len(key) == 1)):
            keys.setdefault(key, core.kind)
        if core.kind == "person" and len(key) > 1 and draft.phrases.is_head(core.end - 1, core.end):
            keys.setdefault(key[-1:], "person")
            if key[0] in draft.lexicon.given or core.label == "PERSON":
                keys.setdefault(key[:1], "person")
            if len(key) == 3:
                keys.setdefault(key[1:], "person")  # "Eklund-Reyes", "Al Karim"
    return {key: kind for key, kind in keys.items() if len(key[0]) > 1}


def _take_if_known(draft: Draft, token: int, size: int, keys: dict[Key, ActorKind]) -> bool:
    end, folded = token + 1, draft.phrases.folded
    key: Key = (folded[token],)
    while len(key) < size and end < len(folded) and draft.free(end):
        part = folded[end]
        key = (*key, part) if part else key
        end += 1
    kind = keys.get(key)
    articled = token > 0 and draft.parse.lower[token - 1] in ARTICLES and draft.phrases.is_head(end - 1, end)
    if kind == "person" and len(key) == 1 and articled:
        return False
    if kind is None or not draft.free(end - 1) or not _stands_alone(draft, token, end, person=kind == "person"):
        return False
    first = token
    headline = draft.phrases.is_title_case(token)  # there the word before may be any: "Corners Moor"
    if (
        kind == "person"
        and not headline
        and draft.free(token - 1)
        and draft.is_name_word(token - 1)
        and draft.parse.heads[token - 1] == token
    ):
        first -= 1  # another one of the name: "James and [Olive Brenn]"
    return draft.add(Core(first, end, kind, "names.again", label="AGAIN"))


def _stands_alone(draft: Draft, first: int, end: int, *, person: bool) -> bool:
    """No part of a longer run of name words, and not just a sentence's first word in capitals, unless it is a surname."""
    parse = draft.parse
    if end < len(parse) and draft.is_name_word(end) and draft.free(end) and parse.heads[first] == end:
        return bool(name_noun(draft, Core(first, end + 1, None, "")))
    if end < len(parse) and parse.words[end] == ":" and parse.words[first].isupper():
        return True  # who speaks in an interview: "BRENN: …"
    starts = first == parse.sentences[parse.sentence_of[first]][0]
    if starts and end - first == 1:
        surname = person and parse.tags[first] == "NNP"
        return surname or (parse.tags[first] in ("NNP", "NNPS", "NN", "NNS") and parse.lower[first] not in draft.lexicon.nouns)
    return parse.tags[end - 1][:2] in ("NN", "JJ", "VB", "FW", "CD") or parse.tags[end - 1] in ("UH",)
