"""Named mentions → clusters: full names first, then surnames, first names, short forms and acronyms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.actors.clusters import Cluster
from sayso.actors.finds import Found
from sayso.actors.folding import Key, initials, skeleton
from sayso.actors.lexicon import BODIES, PLACES, Lexicon
from sayso.actors.mentioning import kind_fits
from sayso.parsing import Parse
from sayso.records import ActorKind
from sayso.rules import Lemmas
from sayso.rules.entries import Gender

_FORMS = frozenset({"inc", "corp", "ltd", "plc", "llc", "co", "ag", "sa", "gmbh", "as", "nv", "spa", "limited", "incorporated", "group"})
_SIDES = frozenset({"north", "south", "east", "west"})
_MANY = 12  # bearers of one surname that are looked at
_LONGEST_SHORTENED = 8


class Names:
    """The clusters of an article's names, and where to look them up."""

    def __init__(self, parse: Parse, lexicon: Lexicon, lemmas: Lemmas) -> None:
        self.parse, self.lexicon, self.lemmas = parse, lexicon, lemmas
        self.clusters: list[Cluster] = []
        self.by_key: dict[str, Cluster] = {}
        self.by_country: dict[str, Cluster] = {}
        self.people: dict[str, list[Cluster]] = {}
        self.shortened: dict[Key, list[Cluster]] = {}
        self.acronyms: dict[str, Cluster] = {}
        self.by_entry: dict[str, Cluster] = {}
        self.titled: dict[Key, set[Gender]] = {}  # of a surname the genders that stand with "Mr" or "Mrs" before it

    def new(self) -> Cluster:
        cluster = Cluster(len(self.clusters))
        self.clusters.append(cluster)
        return cluster

    def join(self, found: Sequence[Found]) -> dict[int, Cluster]:
        """The cluster of each name, by the position of the mention in `found` (text order)."""
        for mention in found:
            if mention.kind == "person" and len(mention.key) == 1 and mention.gender:
                self.titled.setdefault(mention.key, set()).add(mention.gender)
        for mention in sorted(found, key=lambda one: (-len(one.key), one.first)):
            if len(mention.key) > 1 or mention.kind != "person":
                self._register(mention)
        self._join_brackets(found)
        return {number: self._cluster_of(mention) for number, mention in enumerate(found)}

    def _register(self, mention: Found) -> None:
        """Make or widen the cluster of a name; short forms of bodies wait for the longer ones, which come first."""
        joined = "".join(mention.key)
        listed = self.by_entry.get(mention.rule)
        cluster = listed or self.by_key.get(joined) or self._match(mention) or self.new()
        if mention.rule in self.lexicon.entries:
            self.by_entry[mention.rule] = cluster
        self._learn(cluster, mention, joined)

    def _learn(self, cluster: Cluster, mention: Found, joined: str) -> None:
        self.by_key.setdefault(joined, cluster)
        if mention.key in cluster.keys:
            return
        cluster.keys[mention.key] = None
        if mention.kind:
            cluster.kinds[mention.kind] += 0
        if mention.kind == "person":
            for part in {mention.key[-1], mention.key[0]}:
                bearers = self.people.setdefault(part, [])
                if cluster not in bearers[:_MANY] and len(bearers) < _MANY:
                    bearers.append(cluster)
        elif mention.kind == "country" or mention.key in self.lexicon.countries.names:
            self._learn_country(cluster, mention)
        else:
            self._learn_short_forms(cluster, mention)

    def _learn_country(self, cluster: Cluster, mention: Found) -> None:
        code = self.lexicon.countries.names.get(mention.key)
        if code:
            cluster.country = code
            self.by_country.setdefault(code, cluster)
        if len(mention.key) > 1:
            self.shortened.setdefault(mention.key[:1], []).append(cluster)

    def _learn_short_forms(self, cluster: Cluster, mention: Found) -> None:
        size = min(len(mention.key), _LONGEST_SHORTENED)
        if "of" in mention.key[1:]:  # the Supreme Court of the Ostrian Supreme Court of Cassation
            own = mention.key[: mention.key.index("of", 1)]
            for cut in range(1, min(len(own) - 1, _LONGEST_SHORTENED)):
                self.shortened.setdefault(own[cut:], []).append(cluster)
        for cut in range(1, size):
            for short in (mention.key[:cut], mention.key[cut:]):
                rest = mention.key[cut] if short == mention.key[:cut] else ""
                noun = self.lexicon.name_nouns.get(rest)
                last = self.lexicon.name_nouns.get(short[0]) if not rest else None
                tells = len(short) > 1 or (rest and not (noun and noun.kind == "media")) or (last and last.kind == "media")
                if mention.kind != "media" or tells:
                    self.shortened.setdefault(short, []).append(cluster)
        first, end = mention.core
        letters = initials(self.parse.words[first:end])
        if len(letters) > 1 and end - first > 1:
            self.acronyms.setdefault(letters, cluster)

    # ------------------------------------------------------------ which cluster

    def _match(self, mention: Found) -> Cluster | None:
        code = self.lexicon.countries.names.get(mention.key)
        if code and mention.kind in ("country", "place", "organization"):
            return self.by_country.get(code)
        if mention.kind == "person":
            return self._same_person(mention.key, mention.gender)
        return self._same_body(mention)

    def _same_person(self, key: Key, gender: Gender | None) -> Cluster | None:
        for cluster in self.people.get(key[-1], ()):
            if not _conflict(cluster.gender, gender) and any(same_person(key, other) for other in cluster.keys):
                return cluster
        return None

    def _same_body(self, mention: Found) -> Cluster | None:
        key = tuple(part for part in mention.key if part not in _FORMS) or mention.key
        if cluster := self.acronyms.get("".join(key)):
            return cluster if len(key) == 1 and mention.kind != "person" else None
        if not self._may_be_short(mention, key):
            return None
        if mention.kind == "place" and key[0] not in _SIDES:
            return self._company(mention)
        longer = reversed(self.shortened.get(key, ())[-_MANY:])
        return next((one for one in longer if mention.kind == "place" or kind_fits(_kind_of(one), mention.kind)), None)

    def _company(self, mention: Found) -> Cluster | None:
        """ "Corvane" for Corvane Systems, where the model takes it for a town or somebody; Leeford is no short form of Leeford Council."""
        for cluster in reversed(self.shortened.get(mention.key, ())[-_MANY:]):
            if self._is_company(cluster, mention.key):
                mention.kind = "organization"
                return cluster
        return None

    def _is_company(self, cluster: Cluster, short: Key) -> bool:
        nouns = (self.lexicon.name_nouns.get(key[-1]) for key in cluster.keys if len(key) > 1 and key[:1] == short and "of" not in key)
        return any(noun is not None and noun.entry.by_first_word for noun in nouns)

    def _may_be_short(self, mention: Found, key: Key) -> bool:
        """Whether a name may be a longer one's short form: a place, a nation or a common noun is none."""
        if mention.kind == "group" and mention.rule == "model.norp":
            return False
        if mention.kind in PLACES:
            return len(key) == 1 and (key[0] in _SIDES or not self.lexicon.countries.is_known(key))
        if len(key) == 1:
            common = key[0] in self.lexicon.name_nouns or key[0].removesuffix("s") in self.lexicon.name_nouns
            return (not common or mention.determiner == "the") and self.lexicon.countries.of_words(key) is None and len(key[0]) > 2
        return True

    def _cluster_of(self, mention: Found) -> Cluster:
        joined = "".join(mention.key)
        if country := self._acting_for(mention):
            country.add(mention)
            return country
        if family := self._family(mention):
            family.add(mention)
            return family
        if mention.kind == "person" and len(mention.key) == 1:
            cluster = self._bearer(mention) or self._company(mention) or self.by_key.get(joined)
        else:
            cluster = self.by_key.get(joined)
        if cluster is None:
            cluster = self.new()
            self._learn(cluster, mention, joined)
        cluster.keys.setdefault(mention.key)
        cluster.add(mention)
        return cluster

    def _family(self, mention: Found) -> Cluster | None:
        """ "The Hales": all who bear the surname."""
        name = mention.key[0]
        bearers = self.people.get(name.removesuffix("s"), ()) if len(mention.key) == 1 and name.endswith("s") else ()
        if not bearers or name in self.people or not self.parse.lower[mention.head].endswith("s"):
            return None
        mention.kind, mention.plural = "group", True
        cluster = self.by_key.get(name) or self.new()
        self.by_key[name] = cluster
        cluster.keys.setdefault(mention.key)
        cluster.plural, cluster.members = True, [bearer for bearer in bearers if any(key[-1] == name[:-1] for key in bearer.keys)]
        return cluster

    def _acting_for(self, mention: Found) -> Cluster | None:
        """The country whose capital stands for it: "Lisbon refuses to pay", where Portugal is named."""
        code = self.lexicon.countries.capitals.get(mention.key)
        country = self.by_country.get(code) if code and mention.kind == "place" else None
        if country is None or self.parse.deps[mention.head] != "nsubj":
            return None
        verb = self.parse.heads[mention.head]
        acts = self.lemmas.lemma(self.parse.lower[verb], self.parse.tags[verb]) in self.lexicon.speaking
        return country if acts else None

    def _bearer(self, mention: Found) -> Cluster | None:
        """Whose surname or first name a single word is: the one who was named last, else the first to come."""
        fitting = [cluster for cluster in self.people.get(mention.key[0], ()) if not _conflict(cluster.gender, mention.gender)]
        by_surname = [cluster for cluster in fitting if any(key[-1] == mention.key[0] for key in cluster.keys)] or fitting
        if not by_surname:
            return None
        if mention.gender is None and mention.key in self.titled:  # where he is "Mr Hale", "Hale" alone is his wife
            by_surname = [cluster for cluster in by_surname if cluster.gender not in self.titled[mention.key]] or by_surname
        most = max(len(cluster.mentions) for cluster in by_surname)
        often = [cluster for cluster in by_surname if 3 * len(cluster.mentions) >= most]  # somebody's namesake, named once, is left aside
        return max(often, key=lambda cluster: cluster.mentions[-1].first if cluster.mentions else -cluster.number - 1)

    def _join_brackets(self, found: Sequence[Found]) -> None:
        """ "Union of Rowers (UR)": what stands in brackets behind a body's name is its other name."""
        by_end = {mention.core[1]: mention for mention in found}
        for mention in found:
            first, end = mention.core
            opened = (
                first > 0 and self.parse.words[first - 1] in ("(", "[") and end < len(self.parse) and self.parse.words[end] in (")", "]")
            )
            before = by_end.get(first - 1)
            if opened and before and {before.kind, mention.kind} <= BODIES | {"place"} and self._looks_short(before, mention):
                self._unite(before, mention)

    def _looks_short(self, full: Found, short: Found) -> bool:
        words = [self.parse.words[one.core[0]] for one in (full, short)]
        return any(word.isupper() and len(word) > 1 for word in words) and words[0][0].lower() == words[1][0].lower()

    def _unite(self, one: Found, other: Found) -> None:
        kept, given_up = self.by_key["".join(one.key)], self.by_key["".join(other.key)]
        if kept is given_up:
            return
        kept.keys.update(given_up.keys)
        for joined in ("".join(key) for key in given_up.keys):
            self.by_key[joined] = kept
        given_up.keys.clear()


def _kind_of(cluster: Cluster) -> ActorKind | None:
    return next(iter(cluster.kinds), None)


def _conflict(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


def same_person(key: Key, other: Key) -> bool:
    """Whether two full names can be one person's: one ends the other, initials or spellings differ, or a middle name is missing."""
    short, long = sorted((key, other), key=len)
    if len(short) > 1 and (long[-len(short) :] == short or long[: len(short)] == short):
        return True
    if short[-1] != long[-1] or len(short) < 2:
        return False
    return _same_first(short[0], long[0]) and _inner_agree(short[1:-1], long[1:-1])


def _same_first(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other or skeleton(one) == skeleton(other)


def _inner_agree(short: Iterable[str], long: Sequence[str]) -> bool:
    letters = {part[0] for part in long}
    return not long or all(part[0] in letters for part in short)
