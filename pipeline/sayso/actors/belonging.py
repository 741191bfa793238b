"""Whose body a person belongs to, as far as the text tells: "we" of a club's coach is the club."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sayso.actors.clusters import Cluster
from sayso.actors.finds import Found
from sayso.actors.lexicon import BODIES, Lexicon
from sayso.parsing import Parse
from sayso.rules import Lemmas

_BELONGING = frozenset({"of", "at", "for", "with", "from"})
_OWNERS = frozenset({"poss", "compound", "nmod"})
_MENTIONS = 12  # of one person that are looked at
_LOOK_BACK = 24  # mentions before a role that are looked back on for its body


class Belonging:
    """Bodies of an article's people. `by_head` tells whose mention each head word is; it may grow while pronouns are resolved."""

    def __init__(
        self, parse: Parse, lexicon: Lexicon, lemmas: Lemmas, mentions: Sequence[tuple[Found, Cluster]], by_head: Mapping[int, Cluster]
    ) -> None:
        self.parse, self.lexicon, self.lemmas, self.by_head = parse, lexicon, lemmas, by_head
        self.mentions = mentions
        self.firsts = [found.first for found, _ in mentions]
        self.of: dict[int, list[Found]] = {}
        for found, cluster in mentions:
            own = self.of.setdefault(cluster.number, [])
            if len(own) < _MENTIONS:
                own.append(found)

    def body(self, person: Cluster) -> Cluster | None:
        """The body that a person's own phrases tell, else a verb ("who heads the bank"), else the one spoken of where "the chairman" is."""
        return next(self._bodies(person, (self._led_by, self._owners, self._led, self._spoken_of)), None)

    def named_body(self, person: Cluster) -> Cluster | None:
        """The named body that the text gives to a person in words: "Ada Brenn of the Tolm Bank", "Ada Brenn's Harvest party"."""
        bodies = self._bodies(person, (self._owned, self._led_by, self._owners, self._led))
        return next((body for body in bodies if body.named), None)

    def principal(self, person: Cluster) -> Cluster | None:
        """Whose lawyer or agent a person is: "Ada Brenn's lawyer", "a lawyer for Ada Brenn"."""
        own = self.of.get(person.number, ())
        told = (owner for found in own for owner in self._owners(found))
        return next((owner for owner in told if owner is not person and owner.kind == "person"), None)

    def _bodies(self, person: Cluster, ways: Iterable[Callable[[Found], Iterator[Cluster]]]) -> Iterator[Cluster]:
        own = self.of.get(person.number, ())
        told = (body for find in ways for found in own for body in find(found))
        return (body for body in told if body is not person and body.kind in BODIES)

    def _owned(self, found: Found) -> Iterator[Cluster]:
        """ "Ada Brenn's Harvest party"."""
        if self.parse.deps[found.head] == "poss":
            noun = self.parse.heads[found.head]
            beside = (child for child in self.parse.children[noun] if self.parse.deps[child] == "compound")
            yield from (self.by_head[token] for token in (noun, *beside) if token in self.by_head)

    def _owners(self, found: Found) -> Iterator[Cluster]:
        """ "The Hale coach", "its director", "the union's secretary", "Ada Brenn of the Tolm Bank"."""
        for child in self.parse.children[found.head]:
            if self.parse.deps[child] in _OWNERS and child in self.by_head:
                yield self.by_head[child]
            elif self.parse.deps[child] == "prep" and self.parse.lower[child] in _BELONGING:
                yield from (self.by_head[noun] for noun in self.parse.children[child] if noun in self.by_head)

    def _led(self, found: Found) -> Iterator[Cluster]:
        """ "Ada Brenn took over the Tolm Bank", "Ada Brenn, who heads the Tolm Bank"."""
        parse = self.parse
        verbs = [child for child in parse.children[found.head] if parse.deps[child] == "relcl"]
        if parse.deps[found.head] == "nsubj":
            verbs.append(parse.heads[found.head])
        for verb in verbs:
            if self.lexicon.has("leading", self.lemmas.lemma(parse.lower[verb], parse.tags[verb])):
                objects = (child for child in parse.children[verb] if parse.deps[child] == "dobj")
                yield from (self.by_head[child] for child in objects if child in self.by_head)

    def _led_by(self, found: Found) -> Iterator[Cluster]:
        """ "The Harvest Union, led by Ada Brenn"."""
        parse, by = self.parse, self.parse.heads[found.head]
        verb = parse.heads[by]
        if parse.deps[by] != "agent" or not self.lexicon.has("leading", self.lemmas.lemma(parse.lower[verb], parse.tags[verb])):
            return
        led = (
            [parse.heads[verb]]
            if parse.deps[verb] == "acl"
            else [child for child in parse.children[verb] if parse.deps[child] == "nsubjpass"]
        )
        yield from (self.by_head[noun] for noun in led if noun in self.by_head)

    def _spoken_of(self, found: Found) -> Iterator[Cluster]:
        """The named body that was mentioned last before "the chief executive", the government before "the health minister"."""
        if found.noun is None or not (found.noun.entry.of_body or found.noun.entry.governs):
            return
        end = bisect_left(self.firsts, found.first)
        for earlier, cluster in reversed(self.mentions[max(0, end - _LOOK_BACK) : end]):
            governing = cluster.kind == "government" and earlier.noun is not None and earlier.noun.lemma == "government"
            leading = cluster.named and cluster.kind == "organization" and not earlier.nested
            if governing if found.noun.entry.governs else leading:
                yield cluster
