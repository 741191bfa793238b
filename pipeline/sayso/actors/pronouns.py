"""Pronouns → clusters: the fitting actor that was spoken of last, subjects before others; "I" and "we" in a quotation are its speaker.

A pronoun that nothing fits stays out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from sayso.actors.belonging import Belonging
from sayso.actors.clusters import Cluster
from sayso.actors.finds import Found
from sayso.actors.lexicon import BODIES, Lexicon
from sayso.actors.speakers import Speech
from sayso.parsing import Parse
from sayso.records import Form
from sayso.rules import Lemmas
from sayso.rules.entries import Gender

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_YOU = frozenset({"you", "your", "yours", "yourself"})
_TAKEN_UP = _HE | _SHE | _IT | _THEY
_OWN = _I | _WE
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_SPOKEN_OF_TAGS = _NOUN_TAGS | {"PRP", "PRP$", "WP"}
_INSIDE = frozenset({"poss", "pobj", "prep", "compound", "nmod"})
_RIVALS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_RIVAL_COST = 0.3
_VOICE_COST = 1.5
_LOOK_BACK = 24  # mentions
_IT_KINDS = BODIES | {"country"}
_SPEAKERS = BODIES | {"person"}
_FAR = {"he": 4, "it": 2, "they": 3}  # sentences
_SINGULAR_COST = 0.5  # of "they" for one body
_DEEP = 4  # steps from a pronoun up to the participle in front
_UNKNOWN_COST = 0.4  # of "he" for somebody whom nothing told to be a man so far
_UNLIKELY_COST = 1.2  # of "he" for somebody whose name sounds like a woman's
_TOLD = frozenset({"tell", "inform", "warn", "advise", "assure", "promise", "remind"})
_AGED = 5  # tokens from "the" to "old" in "the 24-year-old"
_ROLES_OF_AGED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "appos", "conj", "ROOT"})
_RELATIVE_SCORE = 0.3
_PLACE_COST = 0.5
_WHERE = frozenset({"in", "at", "from", "across", "near", "into"})
_BEING = frozenset({"is", "was", "'s", "be", "seems", "appears", "seemed", "appeared"})
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "relcl"})
_OF_FRONTED = frozenset({"pobj", "prep", "acl", "conj", "appos", "pcomp", "dobj", "agent"})


class _Earlier(NamedTuple):
    """What a pronoun may stand for: a mention, or (without a cluster) a noun that is no actor's, a rival for "it" and "they"."""

    head: int
    end: int
    sentence: int
    form: Form
    cluster: Cluster | None
    plural: bool = False
    voice: bool = False  # "a spokesman": "he" is rather the one whom he speaks for


class Resolver:
    """Resolves an article's pronouns from left to right, among the mentions that stand before each."""

    def __init__(self, parse: Parse, lexicon: Lexicon, lemmas: Lemmas, mentions: Sequence[tuple[Found, Cluster]], speech: Speech) -> None:
        self.parse, self.lexicon, self.lemmas = parse, lexicon, lemmas
        self.mentions = [
            (found.first, _Earlier(found.head, found.end, parse.sentence_of[found.head], found.form, cluster, voice=_is_voice(found)))
            for found, cluster in mentions
            if not found.nested
        ]
        self.covered = {token for found, _ in mentions for token in range(found.first, found.end)}
        self.by_head = {found.head: cluster for found, cluster in mentions}
        self.speech = speech
        self.says: dict[int, set[int]] = {}  # the quotations that each speaker's word speaks
        for quote, speaker in speech.speakers.items():
            if speaker is not None:
                self.says.setdefault(speaker, set()).add(quote)
        self.past: list[_Earlier] = []
        self.belonging = Belonging(parse, lexicon, lemmas, mentions, self.by_head)
        self.known_as: dict[int, Cluster] = {}  # what "her party" turned out to be, by the number of its own cluster

    def resolve(self) -> Iterator[tuple[Found, Cluster]]:
        """Each pronoun that stands for somebody, with its cluster; a person's "we" comes last, since its owner may be told behind it.

        A pronoun that is a name already ("Dr He") stands for nobody else."""
        waiting = iter(self.mentions)
        spoken: list[tuple[int, Cluster]] = []
        coming = next(waiting, None)
        aged = _aged(self.parse)
        for token, tag in enumerate(self.parse.tags):
            if tag not in _SPOKEN_OF_TAGS and token not in aged:
                continue
            while coming is not None and coming[0] <= token:
                self.past.append(coming[1])
                coming = next(waiting, None)
            if token in aged:
                if (cluster := self._person(token, None)) is not None:
                    self.by_head[token] = cluster
                    yield (
                        Found(token - _AGED, token + 1, token, "nominal", "person", "actors.epithet", (token - _AGED + 1, token + 1)),
                        cluster,
                    )
            elif tag in _NOUN_TAGS and self.parse.deps[token] in _RIVALS and token not in self.covered:
                plural = tag in ("NNS", "NNPS")
                self.past.append(_Earlier(token, token + 1, self.parse.sentence_of[token], "nominal", None, plural))
            elif tag not in _NOUN_TAGS and token not in self.by_head and (cluster := self._cluster(token)) is not None:
                if self.parse.lower[token] in _WE and cluster.kind == "person" and not cluster.plural:
                    spoken.append((token, cluster))
                    continue
                self.past.append(_Earlier(token, token + 1, self.parse.sentence_of[token], "pronoun", cluster))
                self.by_head[token] = cluster
                if self.parse.deps[token] == "poss":
                    self._know_body(token, cluster)
                yield _pronoun(token, cluster), cluster
        yield from self._those_who_say_we(spoken)

    def _know_body(self, token: int, owner: Cluster) -> None:
        """ "Her party" is the one that the text gives her by name, her client the one whose lawyer she is."""
        noun = self.parse.heads[token]
        own, word = self.by_head.get(noun), self.parse.lower[noun]
        if own is None or own.named or owner.kind != "person":
            return
        known = self.belonging.named_body(owner) if self.lexicon.has("owned", word) else None
        if self.lexicon.has("represented", word):
            known = self.belonging.principal(owner)
        if known is not None:
            self.by_head[noun] = self.known_as[own.number] = known

    def _those_who_say_we(self, spoken: Sequence[tuple[int, Cluster]]) -> Iterator[tuple[Found, Cluster]]:
        """ "We" of a person is the body that the person belongs to, where the text tells one."""
        bodies: dict[int, Cluster | None] = {}
        for token, speaker in spoken:
            if speaker.number not in bodies:
                bodies[speaker.number] = self.belonging.body(speaker)
            body = bodies[speaker.number]
            if body is not None:
                yield _pronoun(token, body), body

    def _cluster(self, token: int) -> Cluster | None:
        word = self.parse.lower[token]
        if word in _I or word in _WE or word in _YOU:
            return self._addressee(token) if word in _YOU else self._speaker(token, word)
        if word in _HE:
            return self._person(token, "male")
        if word in _SHE:
            return self._person(token, "female")
        if word in _IT:
            return None if self._is_empty(token) else self._best(token, self._may_be_it, "it")
        if word in _THEY:
            return self._best(token, self._may_be_they, "they")
        return self._antecedent(token) if word == "who" else None

    def _antecedent(self, token: int) -> Cluster | None:
        """Whom "who" takes up: the noun that its clause hangs on."""
        verb = self.parse.heads[token]
        return self.by_head.get(self.parse.heads[verb]) if self.parse.deps[verb] == "relcl" else None

    # ------------------------------------------------------------ who may be meant

    def _person(self, token: int, gender: Gender | None) -> Cluster | None:
        def fits(cluster: Cluster) -> bool:
            fitting = gender is None or cluster.gender in (None, gender)
            return not cluster.plural and fitting and cluster.kind == "person"

        cluster = self._best(token, fits, "he", gender)
        if cluster is not None:
            cluster.gender = cluster.gender or gender
        return cluster

    def _may_be_it(self, cluster: Cluster) -> bool:
        return not cluster.plural and cluster.kind in _IT_KINDS

    def _may_be_they(self, cluster: Cluster) -> bool:
        return cluster.plural or cluster.kind in BODIES

    def _is_empty(self, token: int) -> bool:
        """ "It is clear that …", "it was dark", "it was the mayor who …": no actor; "it was aware of the plan" is one."""
        parse, verb = self.parse, self.parse.heads[token]
        if parse.lower[token] != "it" or parse.deps[token] not in ("nsubj", "nsubjpass", "expl"):
            return False
        if self.lexicon.has("empty-it", self.lemmas.verb(parse.lower[verb])) or self._is_said_ahead(token, verb):
            return True
        if parse.lower[verb] not in _BEING:
            return False
        said = next((child for child in parse.children[verb] if parse.deps[child] in ("acomp", "attr", "ccomp")), None)
        if said is None or parse.deps[said] != "acomp":
            return said is not None
        below = [*parse.children[verb], *parse.children[said]]
        return all(parse.deps[child] != "prep" for child in parse.children[said]) or any(parse.deps[child] in _CLAUSES for child in below)

    def _is_said_ahead(self, token: int, verb: int) -> bool:
        """ "It was announced that …": the clause behind is what was announced; but somebody "was told that …"."""
        parse = self.parse
        if parse.deps[token] != "nsubjpass" or self.lemmas.verb(parse.lower[verb]) in _TOLD:
            return False
        clauses = (child for child in parse.children[verb] if parse.deps[child] == "ccomp" and child > verb)
        return any(parse.lower[child] == "that" for clause in clauses for child in parse.children[clause])

    def _best(self, token: int, fits: Callable[[Cluster], bool], kind: str, gender: Gender | None = None) -> Cluster | None:
        sentence = self.parse.sentence_of[token]
        block = self.parse.block_of[token]
        quoted = self.speech.quote_at(token)
        best: tuple[float, Cluster | None] | None = None
        if (ahead := self._subject_ahead(token)) is not None and fits(ahead):
            return ahead
        barred, fronted = self._barred(token), self._fronted(token)
        farthest, spoken = _FAR[kind], self.says.get(token)
        for distance, earlier in enumerate(reversed(self.past[-_LOOK_BACK:])):
            far, cluster = sentence - earlier.sentence, earlier.cluster
            if far > farthest or earlier.end > token or not (fits(cluster) if cluster is not None else _is_rival(earlier, kind)):
                continue
            if cluster in barred or earlier.head in fronted or (spoken and self._is_spoken_of(earlier.head, spoken)):
                continue
            score = self._score(earlier, far, distance, block, quoted) - self._doubt(earlier, kind, gender)
            if best is None or score > best[0]:
                best = (score, cluster)
        return best[1] if best else None

    def _is_spoken_of(self, head: int, quotes: Collection[int]) -> bool:
        """ "“The captain is ill,” he said": who speaks speaks of others, but for "I" and "we"."""
        return self.speech.quote_at(head) in quotes and self.parse.lower[head] not in _OWN

    def _subject_ahead(self, token: int) -> Cluster | None:
        """ "Asked whether he knew, the mayor …": in a participle's clause in front, the pronoun is the main clause's subject."""
        parse, verb = self.parse, token
        for _ in range(_DEEP):
            verb = parse.heads[verb]
            if parse.deps[verb] == "advcl" and parse.tags[verb] in ("VBN", "VBG"):
                break
        else:
            return None
        subjects = (child for child in parse.children[parse.heads[verb]] if parse.deps[child] in _SUBJECT and child > token > verb)
        return next((self.by_head[child] for child in subjects if child in self.by_head), None)

    def _fronted(self, token: int) -> set[int]:
        """Words of a phrase in front of a clause are no antecedents of its subject: "in a post on Telegram, it accused …"; owners are."""
        parse, found = self.parse, set[int]()
        if parse.deps[token] not in _SUBJECT:
            return found
        waiting = [child for child in parse.children[parse.heads[token]] if child < token and parse.deps[child] == "prep"]
        while waiting and len(found) < _LOOK_BACK:
            found.add(current := waiting.pop())
            waiting.extend(child for child in parse.children[current] if parse.deps[child] in _OF_FRONTED)
        return found

    def _score(self, earlier: _Earlier, far: int, distance: int, block: int, quoted: int | None) -> float:
        """Recent, a subject, a pronoun already, of the same quotation: each counts."""
        head = earlier.head
        score = -1.0 * far - 0.1 * distance
        dep = self.parse.deps[head]
        score += self._subject_score(head) if dep in _SUBJECT else 0.3 if dep in ("dobj", "ROOT", "agent") else 0.0
        score -= 0.6 if dep in ("poss", "compound", "nmod") and earlier.form != "pronoun" else 0.0
        score += 0.4 if earlier.form == "pronoun" else 0.2 if earlier.form == "name" else 0.0
        score -= _RIVAL_COST if earlier.cluster is None else 0.0
        score -= 1.0 if self.parse.block_of[head] != block else 0.0
        score -= _VOICE_COST if earlier.voice else 0.0
        return score - (0.8 if quoted != self.speech.quote_at(head) else 0.0)

    def _subject_score(self, head: int) -> float:
        """A subject is spoken of; that of a relative clause ("whose niece was ill") less so than who it hangs on."""
        relative = self.parse.deps[self.parse.heads[head]] == "relcl"
        return _RELATIVE_SCORE if relative and self.parse.tags[head] in _NOUN_TAGS else 1.0

    def _doubt(self, earlier: _Earlier, kind: str, gender: Gender | None) -> float:
        """ "They" may be one body, but is rather several; "he" and "she" rather somebody who is known to be a man or a woman; "it" is
        seldom where something happens."""
        cluster = earlier.cluster
        if cluster is None:
            return 0.0
        if kind == "they":
            return 0.0 if cluster.plural else _SINGULAR_COST
        if kind == "it":
            return _PLACE_COST if cluster.kind == "country" and self._is_where(earlier.head) else 0.0
        if cluster.gender is not None or gender is None:
            return 0.0
        if not _sounds_female(cluster):
            return _UNKNOWN_COST
        return 0.0 if gender == "female" else _UNLIKELY_COST

    def _is_where(self, head: int) -> bool:
        return self.parse.deps[head] == "pobj" and self.parse.lower[self.parse.heads[head]] in _WHERE

    def _barred(self, token: int) -> list[Cluster]:
        """Who cannot be meant: the subject of the verb whose object the pronoun is, who speaks the words that it stands in, and the owner's
        phrase itself."""
        parse = self.parse
        barred = self._speaking(token)
        if parse.lower[token] == "old":
            return [*barred, *self._subjects_above(token)]
        if parse.lower[token] in _REFLEXIVE:
            return barred
        if parse.deps[token] == "poss":
            return [*barred, *self._phrase_around(token)]
        verb = parse.heads[token]
        if parse.deps[token] == "pobj":
            verb = parse.heads[verb]
        return barred + [self.by_head[child] for child in parse.children[verb] if child in self.by_head and child != token]

    def _speaking(self, token: int) -> list[Cluster]:
        """Whoever speaks says "I" and "we" of themselves."""
        quote = self.speech.quote_at(token)
        speaker = self.speech.speaker(quote) if quote is not None else None
        cluster = self._at(speaker) if speaker is not None and speaker != token else None
        if cluster is None:
            return []
        body = self.belonging.body(cluster) if cluster.kind == "person" else None
        return [cluster] if body is None else [cluster, body]

    def _subjects_above(self, token: int) -> Iterator[Cluster]:
        """ "The mayor said the 24-year-old …": of another than who says it."""
        parse = self.parse
        for _ in range(_DEEP):
            token = parse.heads[token]
            yield from (self.by_head[child] for child in parse.children[token] if parse.deps[child] in _SUBJECT and child in self.by_head)

    def _phrase_around(self, token: int) -> Iterator[Cluster]:
        """ "A spokesman for her ministry" is not whose ministry it is: the heads of the phrases that an owner stands in."""
        parse = self.parse
        while parse.deps[token] in _INSIDE and parse.heads[token] != token:
            token = parse.heads[token]
            if token in self.by_head:
                yield self.by_head[token]

    # ------------------------------------------------------------ speakers

    def _speaker(self, token: int, word: str) -> Cluster | None:
        quote = self.speech.quote_at(token)
        if quote is None:
            return None
        speaker = self.speech.speaker(quote)
        cluster = self._at(speaker) if speaker is not None else None
        if speaker is not None and (cluster is None or cluster.kind == "document"):
            cluster = next((self.by_head[child] for child in self.parse.children[speaker] if child in self.by_head), None)
        if cluster is None or (word in _I and (cluster.kind != "person" or cluster.plural)):
            return None
        return cluster if cluster.kind in _SPEAKERS or cluster.plural else None

    def _addressee(self, token: int) -> Cluster | None:
        """ "“You are tired,” Ada Brenn told the mayor": whom the speaker tells."""
        quote = self.speech.quote_at(token)
        speaker = self.speech.speaker(quote) if quote is not None else None
        if speaker is None or quote is None:
            return None
        verb = self.parse.heads[speaker]
        told = [
            child for child in self.parse.children[verb] if self.parse.deps[child] in ("dobj", "dative") and child not in self.speech.of
        ]
        cluster = self._at(told[0]) if told else None
        return cluster if cluster is not None and cluster.kind in _SPEAKERS else None

    def _at(self, token: int) -> Cluster | None:
        """The cluster that a speaker's word belongs to; a pronoun behind the quotation is resolved by what stands before it."""
        if token in self.by_head:
            return self.by_head[token]
        word = self.parse.lower[token]
        return self._cluster(token) if word in _TAKEN_UP else None


def _aged(parse: Parse) -> frozenset[int]:
    """The last words of "the 24-year-old": whoever was spoken of, where it is no adjective before a noun."""
    if "old" not in parse.lower:
        return frozenset()
    ends = (token for token in range(_AGED, len(parse)) if parse.lower[token] == "old" and parse.lower[token - _AGED] == "the")
    return frozenset(
        token
        for token in ends
        if parse.lower[token - 3 : token : 2] == ["-", "-"] and parse.lower[token - 2] == "year" and parse.deps[token] in _ROLES_OF_AGED
    )


def _is_voice(found: Found) -> bool:
    return found.form == "nominal" and found.noun is not None and found.noun.entry.voice


def _pronoun(token: int, cluster: Cluster) -> Found:
    return Found(token, token + 1, token, "pronoun", cluster.kind, "actors.pronoun", (token, token + 1))


def _sounds_female(cluster: Cluster) -> bool:
    """ "Leona Ames": a first name in -a is a woman's far more often than a man's."""
    return any(len(key) > 1 and key[0].endswith("a") for key in cluster.keys)


def _is_rival(earlier: _Earlier, kind: str) -> bool:
    return kind == ("they" if earlier.plural else "it")
