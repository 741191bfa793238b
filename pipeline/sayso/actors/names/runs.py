"""Runs of name words that the model left out, where something tells what they are."""

from __future__ import annotations

import re

from sayso.actors.finds import Core
from sayso.actors.lexicon import BODIES, Noun
from sayso.actors.names.clues import kind_from_neighbours
from sayso.actors.names.drafts import LONGEST, NO_NAME, Draft, is_bare_noun, is_no_name, is_role, name_noun, past_titles
from sayso.records import ActorKind

_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}s?$|[A-Z]\d[A-Z]$")
_CAMEL = re.compile(r"(?!Ma?c|De|Di|Du|La|Le|Van|Fitz|O)[A-Z][a-z]+[A-Z][a-z]+$")  # "TransGrid", but no "McNeal"
_WHERE = frozenset({"in", "at", "near", "outside", "around", "across"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "appos", "agent"})


def take_runs(draft: Draft) -> None:
    """Runs of name words that the model left out."""
    end = 0
    for token in draft.phrases.capitals:
        if token < end or not draft.free(token) or not (draft.is_name_word(token) or _is_camel(draft, token)):
            continue
        end = run_end(draft, token)
        start = past_titles(draft, token, end)
        kind = _judge_run(draft, start, end)
        if kind:
            draft.add(Core(start, end, kind, "names.run", label="RUN"))


def _is_camel(draft: Draft, token: int) -> bool:
    """ "TransLink" where the model takes it for a common noun."""
    return draft.parse.tags[token] == "NN" and _CAMEL.match(draft.parse.words[token]) is not None


def run_end(draft: Draft, token: int) -> int:
    parse, end = draft.parse, token + 1
    stop = min(parse.sentences[parse.sentence_of[token]][1], token + LONGEST)
    while end < stop:
        hyphen = (
            parse.words[end] == "-" and draft.phrases.joined(end - 1, end) and end + 1 < len(parse) and draft.phrases.joined(end, end + 1)
        )
        if hyphen and draft.free(end + 1) and draft.phrases.capital[end + 1]:
            end += 2
        elif draft.free(end) and draft.is_name_word(end):
            end += 1
        elif draft.free(end) and parse.lower[end] == "'s" and end + 1 < len(parse) and draft.free(end + 1) and draft.is_name_word(end + 1):
            return end + _whole_name(draft, token, end)
        else:
            break
    return end


def _whole_name(draft: Draft, token: int, mark: int) -> int:
    """ "Ostrian People's Army" is one name where the word behind the mark is a body's: then the run goes on to its end."""
    end = mark + 1
    while end < len(draft.parse) and end - token < LONGEST and draft.free(end) and draft.is_name_word(end):
        end += 1
    noun = draft.lexicon.name_nouns.get(draft.parse.lower[end - 1])
    return end - mark if noun and noun.kind in BODIES and noun.in_names else 0


def _judge_run(draft: Draft, start: int, end: int) -> ActorKind | None:
    """What a run of name words is, or None where it had better be left alone."""
    parse, size = draft.parse, end - start
    if size <= 0 or NO_NAME.search(parse.words[start]) or draft.phrases.is_shouting(start):
        return None
    if noun := name_noun(draft, Core(start, end, None, "")):
        return noun.in_names if size > 1 or _is_short_outlet(draft, start, noun) else None
    if is_no_name(draft, start, end) or is_role(draft, end - 1) or is_bare_noun(draft, start, end):
        return None
    if draft.lexicon.has("things", parse.lower[end - 1]):
        return None
    return kind_from_neighbours(draft, start, end) or _guess(draft, start, end)


def _kind_from_apposition(draft: Draft, token: int) -> ActorKind | None:
    """ "[Orvel], the vaccine's maker, …": what a lone word is said to be."""
    parse = draft.parse
    if parse.deps[token] not in _SUBJECTS or parse.words[token + 1 : token + 2] != [","]:
        return None
    beside = (child for child in parse.children[token] if parse.deps[child] == "appos" and parse.tags[child] == "NN")
    nouns = (draft.lexicon.nouns.get(parse.lower[child]) for child in beside)
    return next((noun.kind for noun in nouns if noun and noun.kind in BODIES | {"person"}), None)


def _is_short_outlet(draft: Draft, token: int, noun: Noun) -> bool:
    """ "The [Ledger]": a word that only names an outlet, behind its article."""
    return noun.kind == "media" and not noun.entry.alone and token > 0 and draft.parse.lower[token - 1] == "the"


def _guess(draft: Draft, start: int, end: int) -> ActorKind | None:
    """An acronym is a body, as is a word with a capital inside that does something; a short run that begins with a given name, or is a
    subject, is a person."""
    parse, size, word = draft.parse, end - start, draft.parse.words[start]
    if size == 1 and (apposed := _kind_from_apposition(draft, start)):
        return apposed
    if size == 1 and parse.deps[start] == "pobj" and parse.lower[parse.heads[start]] in _WHERE and parse.heads[start] == start - 1:
        return "place"
    if size == 1:
        headline = draft.phrases.is_title_case(start)
        body = (_ACRONYM.match(word) and not headline) or (_CAMEL.match(word) and parse.deps[start] in _SUBJECTS)
        return "organization" if body and not draft.lexicon.has("no-bodies", word.lower()) else None
    if parse.lower[start] in draft.lexicon.given:
        return "person"
    return "person" if 1 < size < 4 and parse.deps[end - 1] in _SUBJECTS and parse.tags[end - 1] == "NNP" else None
