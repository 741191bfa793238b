"""Names that go on behind "of" and "for", and places with their noun in lower case."""

from __future__ import annotations

from sayso.actors.finds import Core
from sayso.actors.names.drafts import JOINERS, LONGEST, Draft, title_at
from sayso.actors.phrases import ARTICLES


def join_with_of(draft: Draft) -> None:
    """ "Ministry of [Finance]", "Union of Atheists and Agnostics": a body's name goes on behind of and for."""
    lower, last = draft.parse.lower, len(draft.parse) - 1
    for token in draft.phrases.capitals:
        if token < last and lower[token + 1] in JOINERS and token not in draft.barred:
            _join_one(draft, token)


def _join_one(draft: Draft, token: int) -> None:
    noun = draft.lexicon.name_nouns.get(draft.parse.lower[token])
    if noun is None or noun.in_names is None or noun.kind in ("person", "document"):
        return
    end = _end_of_tail(draft, token + 2)
    if end is None:
        return
    before = draft.owner[token]
    first = before.first if before else _run_start(draft, token)
    inner = draft.around(first, end)
    if end - first > LONGEST or any(core.first < first or core.end > end for core in inner):
        return
    for core in inner:
        draft.remove(core)
    draft.add(Core(first, end, noun.in_names, noun.rule, sure=True, label="ORG"))


def _end_of_tail(draft: Draft, token: int) -> int | None:
    """Where the capitalised words behind "of" end; "and" goes on when another one follows that begins no body of its own."""
    parse, size = draft.parse, len(draft.parse)
    token += int(token < size and parse.lower[token] in ARTICLES)
    if token >= size or not draft.phrases.capital[token] or token in draft.barred:
        return None
    end = token
    while end < size and end - token < LONGEST and parse.sentence_of[end] == parse.sentence_of[token]:
        if (core := draft.owner[end]) and (core.label != "PERSON" or end == token):
            end = core.end
        elif core:
            break
        elif draft.is_name_word(end) or (parse.lower[end] in ("and", "&") and end + 1 < size and _goes_on(draft, end)):
            end += 1
        else:
            break
    return end


def _goes_on(draft: Draft, conjunction: int) -> bool:
    behind = conjunction + 1
    inner = draft.owner[behind]
    noun = draft.lexicon.name_nouns.get(draft.parse.lower[(inner.end if inner else behind + 1) - 1])
    known = inner is not None and inner.label in ("PERSON", "GPE")
    return draft.is_name_word(behind) and noun is None and not known and draft.parse.deps[behind] in ("conj", "compound", "pobj")


def _run_start(draft: Draft, token: int) -> int:
    while token > 0 and draft.free(token - 1) and draft.is_name_word(token - 1) and not title_at(draft, token - 1, token + 1):
        token -= 1
    return token


def take_place_nouns(draft: Draft) -> None:
    """ "the Arvan bridge": a place's noun in lower case behind a name makes another name of both."""
    for core in draft.cores:
        after, parse = core.end, draft.parse
        if after >= len(parse) or not draft.free(after):
            continue
        if _is_saint(draft, core):
            _take_saints_house(draft, core)
        if core.first == 0 or parse.lower[core.first - 1] != "the":
            continue
        noun = draft.lexicon.name_nouns.get(parse.lower[after])
        heads = parse.heads[core.end - 1] == after and parse.tags[after] == "NN" and draft.phrases.is_head(after, after + 1)
        if noun and noun.kind == "place" and noun.entry.after_name and heads and draft.owner[core.first] is core:
            core.end, core.kind, core.sure, core.rule, core.label = after + 1, "place", True, noun.rule, "FAC"
            draft.own(core)


def _is_saint(draft: Draft, core: Core) -> bool:
    return draft.parse.lower[core.first] in ("st", "st.", "saint") and draft.phrases.is_mark(core.end) and draft.owner[core.first] is core


def _take_saints_house(draft: Draft, core: Core) -> None:
    """ "St Luke's hospital" is the hospital's name, and nobody's."""
    last = core.end + 1
    noun = draft.lexicon.name_nouns.get(draft.parse.lower[last]) if last < len(draft.parse) and draft.free(last) else None
    if noun and noun.in_names and noun.kind != "person":
        core.end, core.kind, core.sure, core.rule, core.label = last + 1, noun.in_names, True, noun.rule, "FAC"
        draft.own(core)
