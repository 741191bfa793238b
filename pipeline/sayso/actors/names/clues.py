"""What the words beside a name tell of its kind: roles, appositions, other names in a list, places behind commas."""

from __future__ import annotations

from sayso.actors.finds import Core
from sayso.actors.lexicon import BODIES, longest
from sayso.actors.names.drafts import Draft, name_noun
from sayso.records import ActorKind

_WHERE = frozenset({"in", "near", "outside"})
_WHERE_LONG = frozenset({"near", "off"})  # before names of several words
_NOUN_TAGS = frozenset({"NN", "NNP", "NNS", "JJ"})  # "daily" and "weekly", of a newspaper, pass for adjectives
_PLURAL = frozenset({"are", "were", "have"})
_STOPS = frozenset({",", ".", "-", "–", "—", ";", ")"})


def tell_by_role(draft: Draft, core: Core) -> None:
    """A role or a body's noun right before a name ("the painter Ostrel"), or "town of", tells its kind."""
    if core.sure or core.label in ("LISTED", "NORP") or core.first == 0 or (len(core.key) > 1 and name_noun(draft, core)):
        return
    before = core.first - 1
    if _is_dwelt_in(draft, core):
        core.kind = "place"
    elif draft.parse.lower[before] == "of" and before > 0 and draft.owner[before - 1] is None:
        noun = draft.lexicon.nouns.get(draft.parse.lower[before - 1])
        if noun and noun.kind == "place" and core.label != "PERSON":
            core.kind, core.sure = "place", True
    elif _is_beside_place(draft, core) or _is_where(draft, core):
        core.kind = "place"
    elif kind := _kind_from_nouns(draft, core):
        core.kind, core.sure = kind, True
    elif kind := _kind_from_others(draft, core):
        core.kind = kind
    elif draft.lexicon.has("works", draft.parse.lower[before]) and core.label != "GPE":
        core.kind, core.sure = None, True  # the film "…", the ferry "…"
    elif told := kind_from_neighbours(draft, core.first, core.end):
        core.kind, core.sure = told, True


def _is_where(draft: Draft, core: Core) -> bool:
    """ "In Tolm", "off Hollin Point": right behind a preposition of place."""
    parse, before = draft.parse, core.first - 1
    if core.label not in ("PERSON", "ORG") or not _is_object_of(draft, core.last, before):
        return False
    return parse.lower[before] in (_WHERE if core.end - core.first == 1 else _WHERE_LONG)


def _is_object_of(draft: Draft, token: int, preposition: int) -> bool:
    return draft.parse.deps[token] == "pobj" and draft.parse.heads[token] == preposition


def _is_dwelt_in(draft: Draft, core: Core) -> bool:
    """ "Residents of [Pennarth]", "a father of two from [Bray]": one word behind who or what belongs to a place."""
    parse, before = draft.parse, core.first - 1
    if core.end - core.first > 1 or core.label not in ("PERSON", "ORG") or not _is_object_of(draft, core.first, before):
        return False
    owner = parse.heads[before]
    if parse.tags[owner] == "CD":  # "a father of two from Bray"
        owner = parse.heads[parse.heads[owner]]
    word = parse.lower[owner].removesuffix("s")
    if parse.lower[before] == "of":
        return draft.lexicon.has("dwellers", word) or draft.lexicon.has("dwellers", parse.lower[owner])
    noun = draft.lexicon.nouns.get(word)
    return parse.lower[before] == "from" and noun is not None and noun.kind == "person"


def _is_beside_place(draft: Draft, core: Core) -> bool:
    """ "Tolm, [Ostria], …" and "[Tolm], Indiana, …": one word set off by commas beside a place."""
    parse, first, end = draft.parse, core.first, core.end
    if end - first > 1 or core.label not in ("PERSON", "ORG") or end >= len(parse) or parse.words[end] not in _STOPS:
        return False
    before = draft.owner[first - 2] if first > 1 and parse.words[first - 1] == "," else None
    if before is not None and before.label == "GPE":
        return True
    behind = draft.owner[end + 1] if parse.words[end] == "," and end + 1 < len(parse) else None
    known = behind is not None and (behind.key in draft.lexicon.countries.provinces or behind.key in draft.lexicon.countries.names)
    return core.label == "ORG" and known and behind is not None and parse.words[min(behind.end, len(parse) - 1)] in _STOPS


def _kind_from_others(draft: Draft, core: Core) -> ActorKind | None:
    """What stands beside a name that the model took for somebody, or for a body."""
    if core.label == "PERSON":
        return "organization" if _is_side(draft, core) else None
    if core.label == "ORG" and _is_published_in(draft, core):
        return "media"
    among = core.label in ("ORG", "GPE") and 1 < len(core.key) < 4 and _is_among_people(draft, core)
    return "person" if among else None


def _is_published_in(draft: Draft, core: Core) -> bool:
    """ "Published on Monday in [Polar Letters]"."""
    parse, preposition = draft.parse, draft.parse.heads[core.last]
    inside = parse.deps[core.last] == "pobj" and parse.lower[preposition] == "in" and name_noun(draft, core) is None
    return inside and parse.lower[parse.heads[preposition]] == "published"


def _is_side(draft: Draft, core: Core) -> bool:
    """ "The leaders [Wedmore]", "hosts [Tolm]": several are called by one word, so that it is a side's; "sisters Ada and Ann" are two."""
    parse, before = draft.parse, core.first - 1
    noun = draft.lexicon.nouns.get(parse.lower[before].removesuffix("s"))
    many = noun is not None and noun.kind == "person" and parse.tags[before] in ("NNS", "NNPS")
    goes_on = core.end + 1 < len(parse) and parse.lower[core.end] in ("and", ",") and draft.is_name_word(core.end + 1)
    return many and core.end - core.first == 1 and not goes_on


def tell_by_verb(draft: Draft, core: Core) -> None:
    """ "[Tolm Town] were late": a single place with a verb in the plural is a team, in British papers."""
    if core.sure or len(core.key) < 2 or not _is_team(draft, core):
        return
    noun = name_noun(draft, core)
    if core.label in ("GPE", "LOC", "FAC") or (noun is not None and noun.in_names == "place"):
        core.kind, core.sure = "organization", True


def _is_team(draft: Draft, core: Core) -> bool:
    parse, last = draft.parse, core.last
    verb = parse.heads[last]
    if parse.tags[last] != "NNP" or parse.deps[last] != "nsubj" or any(parse.deps[child] == "conj" for child in parse.children[last]):
        return False
    return any(parse.lower[word] in _PLURAL for word in (verb, *parse.children[verb]) if last < word <= verb)


def _is_among_people(draft: Draft, core: Core) -> bool:
    """One of a list in which the others are people."""
    parse = draft.parse
    beside = [child for child in parse.children[core.last] if parse.deps[child] == "conj"]
    if parse.deps[core.last] == "conj":
        beside.append(parse.heads[core.last])
    others = [draft.owner[token] for token in beside]
    return bool(others) and all(other is not None and other.label == "PERSON" for other in others)


def _kind_from_nouns(draft: Draft, core: Core) -> ActorKind | None:
    """A body's noun right before a name says more than an apposition: "the retailer Ostrel, a customer of the mill"."""
    before = kind_from_neighbours(draft, core.first, core.end)
    if before in BODIES:
        return before
    return _kind_from_apposition(draft, core) if core.label != "GPE" else None


def _kind_from_apposition(draft: Draft, core: Core) -> ActorKind | None:
    """ "The Ostrian president, Ada Brenn, …" and "Ada Brenn, the president, …": a single one's noun beside a name tells what it is."""
    parse = draft.parse
    for head in range(core.first, core.end):
        beside = [child for child in parse.children[head] if parse.deps[child] == "appos"]
        if parse.deps[head] == "appos":
            beside.append(parse.heads[head])
        for other in beside:
            noun = draft.lexicon.nouns.get(parse.lower[other])
            if other + 1 < len(parse) and draft.owner[other + 1] not in (None, core):
                continue  # it has a name of its own: "Ada Brenn, the newspaper Dnevni reported"
            if noun and noun.kind in ("person", "media") and parse.tags[other] == "NN" and not core.first <= other < core.end:
                return noun.kind
    return None


def kind_from_neighbours(draft: Draft, start: int, end: int) -> ActorKind | None:
    """A role or a body's noun right before the name, or a word such as "newspaper" right behind it."""
    parse = draft.parse
    if parse.deps[end - 1] == "compound" and end < len(parse):
        behind = draft.lexicon.nouns.get(parse.words[end])
        if behind and behind.entry.after_name:
            return behind.kind
    if start == 0 or parse.sentence_of[start - 1] != parse.sentence_of[start]:
        return None
    if draft.lexicon.is_title(parse.lower[start - 1]):
        return "person"
    if parse.tags[start - 1] not in _NOUN_TAGS:
        return None
    for phrase in longest(parse.lower[max(0, start - 3) : start], 3):
        noun = draft.lexicon.nouns.get(phrase)
        if noun and noun.kind not in ("document", "place") and (noun.kind == "media" or parse.tags[start - 1] != "JJ"):
            heads = parse.heads[start - 1] in range(start, end) or parse.deps[end - 1] == "appos"
            return noun.kind if heads else None
    return None
