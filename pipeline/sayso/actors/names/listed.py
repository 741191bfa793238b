"""Names of the pack and of the user, and countries."""

from __future__ import annotations

from sayso.actors.finds import Core
from sayso.actors.folding import Key
from sayso.actors.lexicon import KnownName
from sayso.actors.names.drafts import Draft


def take_listed(draft: Draft) -> None:
    """Names of the pack and of the user, and countries, where they are written as names."""
    firsts = draft.lexicon.listed_firsts
    for token in [token for token, word in enumerate(draft.phrases.folded) if word in firsts]:
        if listed := _listed_at(draft, token):
            _put(draft, listed)
        elif draft.phrases.capital[token] and token not in draft.barred and (end := _country_end(draft, token)):
            _put_country(draft, Core(token, end, "country", "countries", sure=True, label="GPE"))


def _put_country(draft: Draft, country: Core) -> None:
    """A country's name, unless it is what the model took for a person or a part of a longer name."""
    around = draft.around(country.first, country.end)
    size = country.end - country.first
    if all(country.first <= core.first and core.end <= country.end and core.end - core.first < size for core in around):
        for core in around:
            draft.remove(core)
        draft.add(country)


def _listed_at(draft: Draft, token: int) -> Core | None:
    """The longest listed name that stands here."""
    best: Core | None = None
    for known in draft.lexicon.names.get(draft.phrases.folded[token], ()):
        end = _match(draft, token, known.key)
        if end and _is_written_so(draft, token, end, known) and (best is None or end > best.end):
            best = Core(token, end, known.entry.kind, known.entry.id, sure=True, label="LISTED")
    return best


def _is_written_so(draft: Draft, token: int, end: int, known: KnownName) -> bool:
    """With a capital, unless it is listed without; an acronym just as it is listed, and not where all is in capitals."""
    parse = draft.parse
    if known.exact:
        same = parse.text[parse.starts[token] : parse.ends[end - 1]] == known.written
        return same and not draft.phrases.is_shouting(token)
    return draft.phrases.capital[token] or known.written[0].islower()


def _put(draft: Draft, listed: Core) -> None:
    """A listed name replaces what it covers; where a longer name holds it, the longer one stands."""
    around = draft.around(listed.first, listed.end)
    if any(core.first < listed.first or core.end > listed.end for core in around):
        return
    for core in around:
        draft.remove(core)
    if listed.end - listed.first > 1:
        draft.barred.difference_update(range(listed.first, listed.end))  # "Today" in a newspaper's name is no date
    draft.add(listed)


def _country_end(draft: Draft, token: int) -> int | None:
    """The end of the longest country's name that begins here."""
    names = draft.lexicon.countries.names
    key: Key = ()
    best = None
    for end in range(token + 1, min(token + 5, len(draft.parse)) + 1):
        if end - 1 in draft.barred:
            break
        part = draft.phrases.folded[end - 1]
        key = (*key, part) if part else key
        if part and key in names and draft.parse.tags[end - 1] in ("NNP", "NNPS", "NNS"):
            best = end
    return best


def _match(draft: Draft, token: int, key: Key) -> int | None:
    """The end of these folded words when they stand here, signs between them skipped."""
    at, folded, sentence_of = token, draft.phrases.folded, draft.parse.sentence_of
    for part in key:
        while at < len(folded) and not folded[at] and at > token:
            at += 1
        if at >= len(folded) or folded[at] != part or sentence_of[at] != sentence_of[token]:
            return None
        at += 1
    return at
