"""The source as a record: which actor it is, of what kind, named or not, elided, the outlet's own, or a share of respondents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.attribution.page import Page, Range
from sayso.attribution.sources import EMPTY_NAME
from sayso.mentions import ActorIndex
from sayso.records import Actor, ActorKind, Figure, Source
from sayso.rules import Rules
from sayso.rules.entries import NounEntry

PEOPLE_PRONOUNS = frozenset({"i", "he", "she", "who", "nobody", "anyone", "everyone", "someone", "somebody", "everybody", "one"})
GROUP_PRONOUNS = frozenset({"we", "they", "many", "some", "others", "few", "most", "both", "several"})
PARTITIVES = frozenset(
    {
        "one",
        "some",
        "many",
        "most",
        "none",
        "all",
        "both",
        "few",
        "several",
        "two",
        "three",
        "percent",
        "majority",
        "half",
        "quarter",
        "number",
    }
)


@dataclass(frozen=True, slots=True)
class Links:
    """What sources are looked up in."""

    actors: ActorIndex
    figures: Sequence[Figure]
    kinds: Mapping[str, ActorKind]
    plural_kinds: Mapping[str, ActorKind]
    outlet: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class NounKinds:
    one: Mapping[str, ActorKind]
    many: Mapping[str, ActorKind]


def make_noun_kinds(rules: Rules) -> NounKinds:
    """Common nouns → the kind of actor that one, or several, of them are."""
    one = {lemma: entry.kind for entry in rules.of(NounEntry) for lemma in entry.lemmas}
    many: dict[str, ActorKind] = {lemma: "group" if kind == "person" else kind for lemma, kind in one.items()}
    many |= {lemma: entry.plural_kind for entry in rules.of(NounEntry) if entry.plural_kind for lemma in entry.lemmas}
    return NounKinds(one, many)


def make_links(page: Page, rules: Rules, actors: ActorIndex, figures: Sequence[Figure]) -> Links:
    kinds = rules.prepared(make_noun_kinds)
    return Links(actors, figures, kinds.one, kinds.many, _outlet_pattern(page.parse.article.meta.outlet))


def _outlet_pattern(outlet: str | None) -> re.Pattern[str] | None:
    """The outlet's name, its first word, or its initials, in a text."""
    words = re.findall(r"\w+", outlet or "")
    names = {outlet or "", *(words[:1] if words and len(words[0]) > 3 and words[0].lower() != "daily" else ())}
    if len(words) > 2:
        names.add("".join(word[0] for word in words))
    alternatives = "|".join(re.escape(name) for name in sorted(names) if name)
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE) if alternatives else None


def make_source(page: Page, links: Links, source: Range | None, head: int | None) -> Source:
    """The source of an attribution; without words its status is none."""
    if source is None or head is None:
        return Source()
    parse = page.parse
    start, end = parse.starts[source[0]], parse.ends[source[1] - 1]
    text = parse.text[start:end]
    place = _head_of_person(page, source, head)
    members = _joint(page, links, source, head)
    actor = _actor_at(page, links, place) or _actor_at(page, links, head)
    found = links.actors[actor] if actor else None
    return Source(
        start=start, end=end, text=text, actor=actor, actors=members,
        kind=found.kind if found else _kind(page, links, place),
        named=_is_named(page, found, source, place),
        own=bool(links.outlet and links.outlet.search(text)),
        status="elided" if EMPTY_NAME.search(text) else "given",
        figure=_figure(page, links, source, head),
    )  # fmt: skip


def _head_of_person(page: Page, source: Range, head: int) -> int:
    """Of "one of the officials" the officials."""
    parse = page.parse
    if page.lemma_of[head] in PARTITIVES and (of := page.child(head, "prep")) is not None and parse.lower[of] == "of":
        noun = page.child(of, "pobj")
        if noun is not None and source[0] <= noun < source[1]:
            return noun
    return head


def _actor_at(page: Page, links: Links, token: int) -> str | None:
    found = links.actors.covering(page.parse.starts[token])
    return found.actor if found else None


def _joint(page: Page, links: Links, source: Range, head: int) -> tuple[str, ...]:
    """The actors of a joint source ("the union and the company"), one where there is one."""
    heads, current = [head], head
    while (following := page.child(current, "conj")) is not None and source[0] <= following < source[1] and len(heads) < 12:
        heads.append(current := following)
    found = [_actor_at(page, links, one) for one in heads]
    return tuple(dict.fromkeys(actor for actor in found if actor))


def _kind(page: Page, links: Links, head: int) -> ActorKind | None:
    word, lemma = page.parse.lower[head], page.lemma_of[head]
    if word in PEOPLE_PRONOUNS:
        return "person"
    if word in GROUP_PRONOUNS or lemma in ("percent", "majority", "quarter"):
        return "group"
    if page.parse.tags[head] in ("NNS", "NNPS"):
        return links.plural_kinds.get(lemma)
    return links.kinds.get(lemma)


def _is_named(page: Page, actor: Actor | None, source: Range, head: int) -> bool:
    """Whether the source's name stands there, or its actor is named elsewhere."""
    parse = page.parse
    if actor is not None:
        return any(mention.form == "name" for mention in actor.mentions)
    if parse.tags[head] in ("NNP", "NNPS"):
        return True
    return any(
        page.deps[child] == "appos" and parse.tags[child].startswith("NNP")
        for child in page.children[head]
        if source[0] <= child < source[1]
    )


def _figure(page: Page, links: Links, source: Range, head: int) -> str | None:
    """The figure that the source is: "another 19 percent said"."""
    parse = page.parse
    start, end = parse.starts[source[0]], parse.ends[source[1] - 1]
    for number in range(bisect_left(links.figures, start, key=_start_of), len(links.figures)):
        figure = links.figures[number]
        if figure.start >= end:
            break
        if figure.end <= end and (figure.start <= parse.starts[head] < figure.end or figure.kind in ("percent", "share")):
            return figure.id
    return None


def _start_of(figure: Figure) -> int:
    return figure.start
