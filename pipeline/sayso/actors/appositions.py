"""Nominals whose bearer the grammar tells: "Ada Brenn, the mayor", "the mayor, Ada Brenn", "Ada Brenn is the mayor"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from sayso.actors.clusters import Cluster
from sayso.actors.finds import Found
from sayso.actors.mentioning import is_definite, is_indefinite, kind_fits
from sayso.parsing import Parse

Named = tuple[Found, Cluster]

_BE = frozenset({"is", "was", "are", "were", "be", "been", "being", "become", "became", "becomes", "remains", "remained", "'s", "'re"})
_CALLED = frozenset({"called", "named", "dubbed", "known", "labelled", "labeled"})
_TAIL_TAGS = frozenset({"IN", "DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "PRP$", "CD", "CC", "-LRB-", "-RRB-", "HYPH"})
_LONG_TAIL = 12  # tokens of "of the Tolm Harbour Board" that are followed
_NEAR = 4  # tokens from "called" to the name


class Appositions:
    """Looks for the names that stand beside nominals."""

    def __init__(self, parse: Parse, named: Sequence[Named]) -> None:
        self.parse = parse
        self.heads = {one[0].head: one for one in named}
        self.firsts = {one[0].first: one for one in named}
        self.ends = {one[0].end: one for one in named}
        self.core_ends = {one[0].core[0]: one[0].core[1] for one in named if not one[0].nested}

    def bearers(self, nominals: Sequence[Found]) -> dict[int, Cluster]:
        """The cluster of each nominal that stands beside its name, by the nominal's head."""
        told: dict[int, Cluster] = {}
        for nominal in nominals:
            if self.parse.lower[nominal.first] == "whose":  # "Ada Brenn, whose brother left"
                continue
            fitting = (cluster for name, cluster in self._beside(nominal) if may_be(nominal, name))
            bearer = next(fitting, None) or self._coordinated(nominal, told)
            if bearer is not None:
                told[nominal.head] = bearer
        return told

    def _beside(self, nominal: Found) -> Iterator[Named]:
        """The names that a nominal may belong to, the surest first."""
        return chain(
            self._in_apposition(nominal), self._called(nominal), self._behind_of(nominal), self._subject(nominal),
            self._before_comma(nominal), self._behind_comma(nominal),
        )  # fmt: skip

    def _in_apposition(self, nominal: Found) -> Iterator[Named]:
        parse, head = self.parse, nominal.head
        if parse.deps[head] == "appos":
            if self._comma_before(nominal) and nominal.first - 1 in self.ends:
                yield self.ends[nominal.first - 1]
            yield from _at(self.heads, parse.heads[head])
        for child in parse.children[head]:
            if parse.deps[child] == "appos":
                yield from _at(self.heads, child)

    def _called(self, nominal: Found) -> Iterator[Named]:
        """ "A group called the Rowers"."""
        for child in self.parse.children[nominal.head]:
            if self.parse.lower[child] in _CALLED:
                names = (token for token in range(child + 1, child + _NEAR) if token in self.firsts)
                yield from _at(self.firsts, next(names, -1))

    def _behind_of(self, nominal: Found) -> Iterator[Named]:
        """ "Governor of Ostria Ada Brenn": behind "of" and its name comes the governor's own."""
        token, parse = nominal.end, self.parse
        if token + 2 < len(parse) and parse.lower[token] in ("of", "for"):
            token += 1 + (parse.lower[token + 1] == "the")
            yield from _at(self.firsts, self.core_ends.get(token, token + 1))

    def _subject(self, nominal: Found) -> Iterator[Named]:
        """ "Ada Brenn is the mayor", not "is not"."""
        if self.parse.deps[nominal.head] != "attr":
            return
        verb = self.parse.heads[nominal.head]
        deps = {self.parse.deps[child]: child for child in self.parse.children[verb]}
        if self.parse.lower[verb] in _BE and "neg" not in deps:
            yield from _at(self.heads, deps.get("nsubj", -1))

    def _before_comma(self, nominal: Found) -> Iterator[Named]:
        """ "Ada Brenn, the mayor, …" where the parse sees no apposition; "by Ada Brenn, the mayor left" is none."""
        dep = self.parse.deps[nominal.head]
        if not self._comma_before(nominal) or dep in ("conj", "poss"):
            return
        for name, cluster in _at(self.ends, nominal.first - 1):
            if self.parse.deps[name.head] != "pobj":
                yield name, cluster

    def _behind_comma(self, nominal: Found) -> Iterator[Named]:
        """ "The head of the Tolm Bank, Ada Brenn, …" and "the mayor, Ada Brenn, …"."""
        comma = self._end_of_tail(nominal)
        if comma is not None and not is_indefinite(nominal):
            yield from _at(self.firsts, comma + 1)
        if nominal.end + 1 < len(self.parse) and self.parse.words[nominal.end] == "," and is_definite(nominal):
            for name, cluster in _at(self.firsts, nominal.end + 1):
                if self.parse.deps[name.head] != "conj" and self.parse.words[min(name.end, len(self.parse) - 1)] in (",", "."):
                    yield name, cluster

    def _comma_before(self, nominal: Found) -> bool:
        return nominal.first > 1 and self.parse.words[nominal.first - 1] == ","

    def _end_of_tail(self, nominal: Found) -> int | None:
        """The comma behind "the head of the Tolm Bank", or None where the phrase goes on otherwise."""
        start = nominal.end
        if nominal.plural or nominal.kind != "person" or start >= len(self.parse) or self.parse.lower[start] not in ("of", "for", "at"):
            return None
        for token in range(start + 1, min(start + _LONG_TAIL, len(self.parse))):
            if self.parse.words[token] == ",":
                return token
            if self.parse.tags[token] not in _TAIL_TAGS:
                return None
        return None

    def _coordinated(self, nominal: Found, told: Mapping[int, Cluster]) -> Cluster | None:
        """The second of two roles of one person: "Ada Brenn, the mayor and the head of the port"."""
        first = self.parse.heads[nominal.head]
        alone = self.parse.deps[nominal.head] != "conj" or nominal.plural or nominal.kind != "person"
        return None if alone or "," in self.parse.words[first : nominal.head] else told.get(first)


def may_be(nominal: Found, name: Found) -> bool:
    """Whether a nominal may be said of a name; a kind that the model guessed gives way."""
    if name.kind == "person" and (nominal.plural or (nominal.kind in ("place", "country") and len(name.key) > 1)):
        return False
    if nominal.gender and name.gender and nominal.gender != name.gender:
        return False
    if nominal.noun is not None and name.kind in nominal.noun.entry.stands_for:
        return True
    return kind_fits(nominal.kind, name.kind) or not (name.sure or nominal.kind == "document")


def _at(names: Mapping[int, Named], token: int) -> Iterator[Named]:
    found = names.get(token)
    if found is not None:
        yield found
