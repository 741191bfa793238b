"""Named mentions: what the model takes for names, cleaned, completed, and found again where it missed them.

A `Core` is a name without article, title and "'s"; cores never overlap. Names inside of names are found later (nested.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.actors.finds import Core
from sayso.actors.lexicon import Lexicon
from sayso.actors.names.again import take_again
from sayso.actors.names.clues import tell_by_role, tell_by_verb
from sayso.actors.names.drafts import Draft
from sayso.actors.names.dropping import drop_parts_of_roles, drop_things
from sayso.actors.names.emphasis import drop_emphasis
from sayso.actors.names.entities import take_entities
from sayso.actors.names.growing import grow_all
from sayso.actors.names.headers import take_headers
from sayso.actors.names.headlines import drop_headline_runs
from sayso.actors.names.kinds import settle_kinds
from sayso.actors.names.listed import take_listed
from sayso.actors.names.runs import take_runs
from sayso.actors.names.tails import join_with_of, take_place_nouns
from sayso.actors.phrases import ARTICLES, Phrases
from sayso.parsing import Parse
from sayso.records import Date


def find_cores(phrases: Phrases, lexicon: Lexicon, dates: Sequence[Date]) -> list[Core]:
    """All names of an article in text order, kinds told where they can be; those of nothing that can be told are left out."""
    draft = Draft(phrases.parse, phrases, lexicon)
    draft.owner = [None] * len(phrases.parse)
    draft.barred = _tokens_of_dates(draft, dates)
    take_entities(draft)
    grow_all(draft)
    join_with_of(draft)
    take_listed(draft)
    drop_parts_of_roles(draft)
    take_place_nouns(draft)
    take_headers(draft)
    take_runs(draft)
    drop_things(draft)
    drop_emphasis(draft)
    drop_headline_runs(draft)
    take_again(draft)
    cores = sorted((core for core in draft.cores if draft.owner[core.first] is core and core.end > core.first), key=lambda core: core.first)
    for core in cores:
        _describe(draft, core)
    for core in cores:
        tell_by_verb(draft, core)
        tell_by_role(draft, core)
    settle_kinds(cores, lexicon, draft.parse)
    return [core for core in cores if core.kind and core.key]


def _describe(draft: Draft, core: Core) -> None:
    phrases, word = draft.phrases, draft.parse.words[core.first]
    core.key = draft.key(core.first, core.end)
    core.articled = core.first > 0 and draft.parse.lower[core.first - 1] in ARTICLES
    core.heads = phrases.is_head(core.last, core.end)
    alone = core.end - core.first == 1 and not phrases.is_shouting(core.first)
    core.acronym = alone and 1 < len(word) < 6 and word.isupper()


def _tokens_of_dates(draft: Draft, dates: Sequence[Date]) -> set[int]:
    """Tokens of dates and of printed days, but for a weekday that begins an outlet's name."""
    barred = {token for date in dates for token in draft.parse.tokens_in(date.start, date.end)}
    calendar = draft.lexicon.calendar
    barred |= {
        token for token in draft.phrases.capitals if draft.parse.lower[token] in calendar and _is_printed(draft.phrases.parse, token)
    }
    return {token for token in barred if not _begins_outlet(draft, token)}


def _is_printed(parse: Parse, token: int) -> bool:
    """A weekday or month of a printed date: in a dateline, or beside a number."""
    beside = [parse.tags[other] for other in (token - 1, token + 1) if 0 <= other < len(parse)]
    return parse.block(token).kind == "dateline" or "CD" in beside


def _begins_outlet(draft: Draft, token: int) -> bool:
    """ "[Sunday] Courant" is no Sunday."""
    if not draft.phrases.capital[token] or token + 1 >= len(draft.parse) or not draft.is_name_word(token + 1):
        return False
    noun = draft.lexicon.name_nouns.get(draft.parse.lower[token + 1])
    return noun is not None and noun.kind == "media"
