"""Nominal mentions → clusters: by apposition, by role, by the same noun, or as "the company" that was named before."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.actors.appositions import Appositions, Named
from sayso.actors.clusters import Cluster, agree
from sayso.actors.finds import Found
from sayso.actors.lexicon import Lexicon, Noun
from sayso.actors.mentioning import is_definite, is_indefinite, kind_fits
from sayso.actors.naming import Names
from sayso.parsing import Parse

_RECENT = 40  # mentions that are looked back on
_FAMILY = 12  # clusters of one noun that are looked at
# How a noun such as "the company" chooses among the named ones: set by hand, held by examples.
_SUBJECT, _COMPANY, _PER_SENTENCE, _PER_MENTION, _OFTEN = 1.5, 2.0, 0.5, 0.2, 5
_NEAR = 2  # sentences back to whom an epithet means
_LEAD = 6  # blocks of an article among which somebody is introduced
_MOST_ROLES = 24  # nouns of one actor that are kept
_PRONOUNS = frozenset({"his", "her", "its", "their", "my", "our", "your"})


class Joiner:
    """Joins an article's mentions, from left to right.

    families   clusters without a name, by the family of their noun
    holders    clusters that bear a role, by the noun's family and by its last word
    by_lemma   bodies that have a noun in their names: "the institute" may be the Hale Institute
    recent     all mentions so far; `last_seen` where each cluster was mentioned last
    named_later  clusters without a name that turned out to be a named one's
    """

    def __init__(self, parse: Parse, lexicon: Lexicon, names: Names) -> None:
        self.parse, self.lexicon, self.names = parse, lexicon, names
        self.families: dict[str, list[Cluster]] = {}
        self.holders: dict[str, list[Cluster]] = {}
        self.by_lemma: dict[str, list[Cluster]] = {}
        self.recent: list[Named] = []
        self.last_seen: dict[int, int] = {}
        self.named_later: dict[int, Cluster] = {}

    def join(self, named: Sequence[Named], nominals: Sequence[Found]) -> list[Named]:
        """Every mention with its cluster, in text order. Nominals of places and countries that stand for no named one are left out."""
        self._learn_names(named)
        told = Appositions(self.parse, named).bearers(nominals)
        for nominal in nominals:
            if bearer := told.get(nominal.head):
                self._learn_role(bearer, nominal)
        mentions: list[tuple[Found, Cluster | None]] = [*named, *((nominal, told.get(nominal.head)) for nominal in nominals)]
        for found, known in sorted(mentions, key=lambda item: (item[0].first, -item[0].end)):
            if known is not None and found.form == "nominal":
                self._name_earlier(found, known)
            elif known is not None and found.kind == "person" and self._is_introduced(found, known):
                self._name_those_of_lead(found, known)
            self._place(found, known)
        return [(found, self.named_later.get(cluster.number, cluster)) for found, cluster in self.recent]

    def _name_earlier(self, found: Found, bearer: Cluster) -> None:
        """ "An umpire … the umpire, Ada Brenn": whom an apposition names for the first time was there before, without a name."""
        if found.noun is None or found.plural or found.determiner != "the" or bearer.number in self.last_seen:
            return
        earlier = self._same_noun(found, found.noun)
        if earlier is None or earlier.nominal is None or not is_indefinite(earlier.nominal) or earlier.named:
            return
        self.named_later[earlier.number] = bearer
        self.families[found.noun.family].remove(earlier)

    def _is_introduced(self, found: Found, bearer: Cluster) -> bool:
        """ "Ada Brenn, 51, of Tolm, …": a full name with an age behind it, among the first paragraphs and for the first time."""
        parse, end = self.parse, found.end
        if len(found.key) < 2 or bearer.number in self.last_seen or end + 2 >= len(parse) or parse.block_of[found.first] > _LEAD:
            return False
        return parse.words[end] == "," and parse.words[end + 1].isdigit() and parse.words[end + 2] in (",", ".", ")")

    def _name_those_of_lead(self, found: Found, bearer: Cluster) -> None:
        """ "A builder has been jailed.", and in the next paragraph "Ada Brenn, 51, …": who is introduced was spoken of before the name, if
        that paragraph (or the headline) speaks of one person alone."""
        block_of = self.parse.block_of
        for block in dict.fromkeys(block_of[one.first] for one, _ in self.recent):
            alone = {
                cluster.number: (one, cluster)
                for one, cluster in self.recent
                if block_of[one.first] == block and _is_anonymous(one, cluster)
            }
            one, cluster = next(iter(alone.values()), (None, None))
            if one is None or cluster is None or len(alone) > 1 or block == block_of[found.first]:
                continue
            subject = self.parse.deps[one.head] in ("nsubj", "nsubjpass", "ROOT")
            if subject and not _differ(one.gender, found.gender) and cluster.number not in self.named_later:
                self.named_later[cluster.number] = bearer
                if one.noun is not None:
                    self._hold(bearer, one.noun, one)

    def _place(self, found: Found, known: Cluster | None) -> None:
        cluster = known or self._find(found) or self._make(found)
        if cluster is None:
            return
        if found.form != "name" or known is None:
            self._take(cluster, found)
        self.recent.append((found, cluster))
        self.last_seen[cluster.number] = found.first

    # ------------------------------------------------------------ what names and appositions tell

    def _learn_names(self, named: Sequence[Named]) -> None:
        for found, cluster in named:
            if found.noun is not None and kind_fits(found.noun.kind, found.kind):
                self._hold(cluster, found.noun, found)
            if found.kind != "person":
                for part in dict.fromkeys(found.key):
                    if noun := self.lexicon.name_nouns.get(part):
                        _remember(self.by_lemma, part, cluster)
                        if noun.entry.same and not noun.entry.generic:
                            _remember(self.by_lemma, noun.family, cluster)

    def _learn_role(self, bearer: Cluster, nominal: Found) -> None:
        """An apposition tells a role, and of which kind its bearer is where the model only guessed."""
        if nominal.noun is not None:
            self._hold(bearer, nominal.noun, nominal)
        borne = nominal.noun.entry.stands_for if nominal.noun is not None else ()
        if nominal.kind and not any(kind in borne or kind_fits(kind, nominal.kind) for kind in bearer.kinds):
            bearer.kinds[nominal.kind] += bearer.kinds.total() + 1

    def _hold(self, cluster: Cluster, noun: Noun, found: Found) -> None:
        role = (noun, found.modifiers, found.country)
        if len(cluster.role_nouns) < _MOST_ROLES and role not in cluster.role_nouns:
            cluster.role_nouns.append(role)
        for family in (noun.family, noun.head):
            _remember(self.holders, family, cluster)

    # ------------------------------------------------------------ said before

    def _find(self, found: Found) -> Cluster | None:
        if found.noun is None:
            return None
        if is_indefinite(found):
            return self._in_headline(found, found.noun)
        return self._role_bearer(found, found.noun) or self._again(found, found.noun) or self._epithet(found, found.noun)

    def _again(self, found: Found, noun: Noun) -> Cluster | None:
        """Whom the same noun meant before, or who may be called so; where any company is "the company", the one that was mentioned last."""
        same = self._same_noun(found, noun)
        if same is not None and noun.entry.generic and not noun.entry.same:
            return same
        return self._later(same, self._named_before(found, noun))

    def _epithet(self, found: Found, noun: Noun) -> Cluster | None:
        """ "The Dutch striker": whoever was named just before, called by nation and trade; an office is rather another's."""
        if found.country is None or found.determiner != "the" or found.kind != "person" or noun.entry.office or not noun.entry.trade:
            return None
        best: tuple[float, Cluster] | None = None
        for earlier, cluster in reversed(self.recent[-_RECENT:]):
            near = self.parse.sentence_of[found.head] - self.parse.sentence_of[earlier.head] <= _NEAR and earlier.end <= found.first
            fits = cluster.named and cluster.kind == "person" and not cluster.plural and not _differ(cluster.gender, found.gender)
            if near and fits and not _differ(found.country, cluster.country):
                score = self._salience(found, earlier, cluster)
                best = max(best, (score, cluster), key=lambda one: one[0]) if best else (score, cluster)
        return best[1] if best else None

    def _in_headline(self, found: Found, noun: Noun) -> Cluster | None:
        """A headline leaves articles out: "Poll sees …" is "a poll" of the first paragraph."""
        for cluster in self.families.get(noun.family, ())[-_FAMILY:]:
            first = cluster.nominal
            if first is None or first.determiner or len(cluster.mentions) > 1 or self.parse.block(first.head).kind != "headline":
                continue
            if first.plural == found.plural and agree(found.modifiers, first.modifiers):
                return cluster
        return None

    def _role_bearer(self, found: Found, noun: Noun) -> Cluster | None:
        """The actor whose title or apposition had this noun: the last one who was mentioned, else (an office) the first to come."""
        if found.plural or not (is_definite(found) or found.determiner is None):
            return None
        known = self.holders.get(noun.family, []) if noun.entry.same else self.holders.get(noun.lemma, [])
        holders = [cluster for cluster in known[-_FAMILY:] if cluster.has_role(noun, found.modifiers, found.country)]
        if found.owner and found.owner[0] in _PRONOUNS:
            holders = [cluster for cluster in holders if any(noun.names(role) for role, _, _ in cluster.role_nouns)]
        seen = [cluster for cluster in holders if cluster.number in self.last_seen]
        early = noun.entry.office or self.parse.block(found.head).kind == "headline"
        return self._latest(seen or (holders if early else []))

    def _latest(self, clusters: Sequence[Cluster]) -> Cluster | None:
        """The one that was mentioned last so far, else the first to come."""
        seen = [cluster for cluster in clusters if cluster.number in self.last_seen]
        if seen:
            return max(seen, key=lambda cluster: self.last_seen[cluster.number])
        return clusters[0] if clusters else None

    def _later(self, same: Cluster | None, named: Cluster | None) -> Cluster | None:
        """Of the actor with the same noun and a named one, the one that was mentioned last."""
        if same is None or named is None:
            return same or named
        return same if self.last_seen.get(same.number, -1) >= self.last_seen.get(named.number, -1) else named

    def _same_noun(self, found: Found, noun: Noun) -> Cluster | None:
        known = self.families.get(noun.family, [])[-_FAMILY:]
        fitting = [
            cluster for cluster in reversed(known) if cluster.nominal is not None and self._same(found, noun, cluster.nominal, cluster)
        ]
        return next((cluster for cluster in fitting if cluster.country == found.country), fitting[0] if fitting else None)

    def _same(self, found: Found, noun: Noun, first: Found, cluster: Cluster) -> bool:
        """Whether two nominals of one noun speak of one actor."""
        if (
            (found.plural != first.plural and noun.kind in ("person", "organization"))
            or _differ(found.country, cluster.country)
            or _differ(found.of, first.of)
        ):
            return False
        if _differ(found.owner, first.owner) or (first.owner and not found.owner and noun.entry.generic):
            return False
        if not agree(_told_apart(found), _told_apart(first)):
            return False
        alike = found.determiner == first.determiner or (found.country is not None and found.country == cluster.country)
        again = not self._is_counted(found) or (self.parse.block(first.head).kind == "headline" and len(cluster.mentions) == 1)
        return is_definite(found) or (found.modifiers == first.modifiers and alike and again)

    def _is_counted(self, found: Found) -> bool:
        """ "Two officials" are others than the two before, unless an article says so."""
        return any(self.parse.tags[token] == "CD" for token in range(found.first, found.head))

    def _named_before(self, found: Found, noun: Noun) -> Cluster | None:
        """ "The company", "the country", "the institute": the named actor that was mentioned last and may be called so."""
        if not noun.entry.stands_for or found.plural or found.determiner not in ("the", "this", "that") or found.of or found.owner:
            return None
        if bearer := self._bearer_of_noun(found, noun):
            return bearer
        generic = noun.entry.generic and (not found.modifiers or self._is_nationality(found, noun))
        return self._last_of_kind(found, noun) if generic else None

    def _bearer_of_noun(self, found: Found, noun: Noun) -> Cluster | None:
        """ "The institute" for the Hale Institute, "the force" for Tolm Police; in capitals it counts as a name: "the Institute"."""
        known = self.by_lemma.get(noun.lemma.split()[-1]) or (self.by_lemma.get(noun.family) if noun.entry.same else None) or []
        bearing = [
            one
            for one in known[-_FAMILY:]
            if one.number in self.last_seen and (kind_fits(one.kind, found.kind) or one.kind in noun.entry.stands_for)
        ]
        if not bearing or (found.modifiers and not any(found.modifiers <= set(key) for one in bearing for key in one.keys)):
            return None
        if self.parse.tags[found.head] == "NNP" and found.first < found.head:
            found.form = "name"
        return self._latest(bearing)

    def _is_nationality(self, found: Found, noun: Noun) -> bool:
        """ "The Arab state", but not "the Sunshine State"."""
        return "country" in noun.entry.stands_for and all(self.parse.tags[token] == "JJ" for token in range(found.core[0], found.head))

    def _last_of_kind(self, found: Found, noun: Noun) -> Cluster | None:
        """The named one that is spoken of: near, a subject rather than "by X" or "at X", and often named."""
        best: tuple[float, Cluster] | None = None
        for earlier, cluster in reversed(self.recent[-_RECENT:]):
            fits = cluster.named and cluster.kind in noun.entry.stands_for and earlier.end <= found.first and not earlier.nested
            if not fits or _differ(found.country, cluster.country) or self._is_unlike(cluster, noun):
                continue
            score = self._salience(found, earlier, cluster) + (noun.entry.by_first_word and self._is_company(cluster)) * _COMPANY
            if best is None or score > best[0]:
                best = (score, cluster)
        return best[1] if best else None

    def _is_company(self, cluster: Cluster) -> bool:
        """Whether its name or an apposition tells a company: "Orvel Holdings", "Orvel, the company behind it"."""
        nouns = (self.lexicon.name_nouns.get(key[-1]) for key in cluster.keys if key)
        told = any(noun is not None and noun.entry.by_first_word for noun in nouns)
        return told or any(role.entry.by_first_word for role, _, _ in cluster.role_nouns)

    def _salience(self, found: Found, earlier: Found, cluster: Cluster) -> float:
        far = self.parse.sentence_of[found.head] - self.parse.sentence_of[earlier.head]
        subject = self.parse.deps[earlier.head] in ("nsubj", "nsubjpass")
        return subject * _SUBJECT - far * _PER_SENTENCE + min(len(cluster.mentions), _OFTEN) * _PER_MENTION

    def _is_unlike(self, cluster: Cluster, noun: Noun) -> bool:
        """A union is not "the company", whoever was mentioned last."""
        unlike = noun.entry.unlike
        if not unlike:
            return False
        told = {role.entry.id for role, _, _ in cluster.role_nouns}
        told |= {known.entry.id for key in cluster.keys for part in key if (known := self.lexicon.name_nouns.get(part))}
        return any(ident in told for ident in unlike)

    # ------------------------------------------------------------ new ones

    def _make(self, found: Found) -> Cluster | None:
        if found.kind == "country" and found.plural and (found.determiner == "both" or "two" in found.modifiers):
            return self._both(found)
        if found.kind in ("place", "country") or found.noun is None:
            return None
        cluster = self.names.new()
        cluster.nominal, cluster.country, cluster.plural = found, found.country, found.plural
        self.families.setdefault(found.noun.family, []).append(cluster)
        return cluster

    def _both(self, found: Found) -> Cluster | None:
        """ "Both countries": a group of the two countries that were mentioned last."""
        last = list(dict.fromkeys(cluster for _, cluster in reversed(self.recent[-_RECENT:]) if cluster.kind == "country"))[:2]
        if len(last) < 2:
            return None
        cluster = self.names.new()
        found.kind, cluster.nominal, cluster.plural = "group", found, True
        cluster.members = sorted(last, key=lambda one: one.number)
        return cluster

    def _take(self, cluster: Cluster, found: Found) -> None:
        cluster.add(found)
        if not cluster.named:
            cluster.country = cluster.country or found.country
        if cluster.nominal is not None and len(found.modifiers) > len(cluster.nominal.modifiers):
            cluster.nominal = found
        if cluster.named and found.noun is not None and found.kind == "person":
            self._hold(cluster, found.noun, found)


def _is_anonymous(found: Found, cluster: Cluster) -> bool:
    """One person without a name whom nothing before told: "a builder", in a headline "builder"."""
    return found.form == "nominal" and found.kind == "person" and found.strong and not (found.plural or cluster.named or is_definite(found))


def _told_apart(found: Found) -> frozenset[str]:
    """Modifiers and country together: "the Peruvian government" is not "the Hale administration"."""
    return found.modifiers | {f"={found.country}"} if found.country else found.modifiers


def _differ(one: object, other: object) -> bool:
    """Both are told, and not the same."""
    return bool(one) and bool(other) and one != other


def _remember(where: dict[str, list[Cluster]], key: str, cluster: Cluster) -> None:
    """Put a cluster into a list, unless it is among the last of it."""
    clusters = where.setdefault(key, [])
    if cluster not in clusters[-_FAMILY:]:
        clusters.append(cluster)
