"""Who does what to whom, and where: the actors of a claim and their parts in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.clauses import Clause
from sayso.claims.ground import OWN_VOICE, Ground
from sayso.claims.modality import WISHES
from sayso.mentions import ActorIndex, PlacedMention
from sayso.records import ActorPart, Attribution, ClaimActor, Mention, Span

_STEPS = 8
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BELOW = frozenset({"dobj", "agent", "dative", "prep", "attr"})  # what may name a party, behind the verb
_PERSONAL = frozenset({"person", "organization", "government", "group", "media", "country"})
Found = tuple[str, ActorPart]


def find_parties(ground: Ground, clause: Clause, index: ActorIndex, spans: Sequence[Span]) -> tuple[ClaimActor, ...]:
    """Each actor of a claim once, with the part that it plays: agents first, then targets, recipients, places, others."""
    parties = _Parties(ground, clause, index)
    placed = [one for span in spans for one in index.outermost(span.start, span.end)]
    found: dict[str, ActorPart] = {}
    for actor, part in (*parties.core(), *parties.places(placed)):
        found.setdefault(actor, part)
    for one in placed:
        found.setdefault(one.actor, "mentioned")
    return tuple(ClaimActor(actor=actor, part=part) for actor, part in found.items())


class _Parties:
    def __init__(self, ground: Ground, clause: Clause, index: ActorIndex) -> None:
        self.ground, self.parse, self.clause, self.index = ground, ground.parse, clause, index

    def core(self) -> Iterator[Found]:
        """Agent, target and recipient."""
        verb = self.clause.verb
        if verb is None:
            return
        passive = self._is_passive(verb)
        yield from self._subjects(verb, passive=passive)
        yield from self._objects(verb, passive=passive)

    def _subjects(self, verb: int, *, passive: bool) -> Iterator[Found]:
        actors = list(self._subject_actors())
        if not actors:
            return
        lemma = self.ground.verb(verb)
        part: ActorPart = "recipient" if self._lists("claim_receiving", lemma) else "agent"
        if passive and not self._lists("claim_state", self.parse.lower[verb]):
            part = "recipient" if self._is_given(verb, lemma) else "target"
        yield from ((actor, part) for actor in actors)

    def _is_given(self, verb: int, lemma: str) -> bool:
        """ "She was paid", and with what is given behind it "she was sent a leaflet"."""
        if self._lists("claim_paying", lemma):
            return True
        return self._lists("claim_giving", lemma) and any(
            child > verb and self.parse.deps[child] in ("dobj", "oprd") for child in self.parse.children[verb]
        )

    def _subject_actors(self) -> Iterator[str]:
        """Who or what the clause is about, found at its own subject, at the one it shares, or where an order or promise names it."""
        head = self.clause.head
        for _ in range(_STEPS):
            if head is None:
                return
            subject = self._subject_of(head)
            if subject is not None:
                yield from self._antecedents(head, subject) if self._is_relative(subject) else self._actors_at(subject)
                return
            if self.clause.kind in ("infinitive", "gerund", "order") and self.parse.deps[head] != "conj":
                yield from self._controllers(head)
                return
            if self._is_hidden_main(head):
                yield from self._actors_at(self.parse.heads[head])
                return
            head = self._governor(head)

    def _is_hidden_main(self, head: int) -> bool:
        """Whether a main verb hangs on its subject as if it were a participle: "Ada Brenn, who owns it, watched"."""
        return self.clause.kind == "main" and self.parse.deps[head] == "acl"

    def _subject_of(self, head: int) -> int | None:
        """The subject; of "there were six children" and "among the dead were six children" what is there."""
        content, deps, children = self.ground.content_of, self.parse.deps, self.parse.children[head]
        for child in children:
            if deps[child] in _SUBJECTS and content[child] == content[head]:
                return child
        if self.ground.verb(head) == "be":
            return next((child for child in children if deps[child] == "attr" and content[child] == content[head]), None)
        # A headline's verb that the model takes, or took at first, for a noun: "Tolm cuts fares".
        return next((child for child in reversed(children) if child < head and deps[child] == "compound"), None)

    def _governor(self, head: int) -> int | None:
        """The verb whose subject a clause without one shares."""
        above, content = self.parse.heads[head], self.ground.content_of
        shares = above != head and content[above] == content[head]
        return above if shares and self.parse.deps[head] in ("conj", "advcl", "xcomp", "acomp", "ccomp") else None

    def _is_relative(self, subject: int) -> bool:
        return self.parse.tags[subject] in ("WP", "WDT") or (self.parse.lower[subject] == "that" and self.clause.kind == "relative")

    def _antecedents(self, head: int, pronoun: int) -> Iterator[str]:
        """The actors of the noun that a relative clause hangs on; "who" passes over what is no person: "Vell of the museum, who"."""
        noun = self.parse.heads[head] if self.parse.deps[head] == "relcl" else None
        for _ in range(_STEPS):
            if noun is None:
                return
            actors = list(self._actors_at(noun))
            if actors and (self.parse.lower[pronoun] != "who" or self.index[actors[0]].kind in ("person", "group")):
                placed = self.parse.lower[pronoun] == "which" and self.index[actors[0]].kind in ("place", "country")
                yield from (placed and self._placed_there(noun)) or actors
                return
            noun = self._noun_above(noun) if self.parse.lower[pronoun] == "who" else None

    def _placed_there(self, place: int) -> list[str]:
        """ "A mill in Vell, which …": the mill."""
        preposition = self.parse.heads[place]
        if self.parse.deps[place] != "pobj" or not self._lists("claim_place", self.parse.lower[preposition]):
            return []
        above = self.parse.heads[preposition]
        thing = self.ground.child(above, "dobj") if self.parse.tags[above].startswith("VB") else above
        return list(self._actors_at(thing)) if thing is not None else []

    def _noun_above(self, noun: int) -> int | None:
        """The noun whose "of …" or apposition this one is."""
        above = self.parse.heads[noun]
        if self.parse.deps[noun] == "appos":
            return above
        return self.parse.heads[above] if self.parse.deps[noun] == "pobj" else None

    def _controllers(self, head: int) -> Iterator[str]:
        """Who is to do what a promise or an order says: its source, or the one it is put to. Who did what somebody denies or blames."""
        if self.clause.content == OWN_VOICE:
            return
        attribution = self.ground.attributions[self.clause.content]
        party = attribution.addressee
        if self.parse.deps[head] == "pcomp":
            yield from self._actors_at(self._accused(head))
        elif (self.clause.kind != "order" and attribution.stance not in WISHES) or (party is None and self._is_undergone(head)):
            yield from self._source(attribution)
        elif party is not None:
            actor = party.actor or self.index.at(party.start, party.end)
            yield from (actor,) if actor else ()
        elif self.clause.kind != "order":
            yield from self._receivers(self.parse.heads[head])

    def _source(self, attribution: Attribution) -> Iterator[str]:
        yield from attribution.source.actors or ((attribution.source.actor,) if attribution.source.actor else ())

    def _is_undergone(self, head: int) -> bool:
        """ "Asked not to be named": it is to happen to those who ask, where nobody else is asked."""
        above = self.parse.heads[head]
        asked = any(self.parse.deps[child] in ("dobj", "nsubjpass", "dative") for child in self.parse.children[above])
        return not asked and self.ground.child(head, "auxpass") is not None

    def _accused(self, head: int) -> int:
        """Accused the firm of hiding: the object beside or above the preposition."""
        above = self.parse.heads[self.parse.heads[head]]
        found = self.ground.child(above, "dobj")
        return found if found is not None else above

    def _receivers(self, cue: int) -> Iterator[str]:
        """The object of an order whose addressee is not told apart; a passive's subject: "people were told to move"."""
        for child in self.parse.children[cue]:
            if self.parse.deps[child] in ("dobj", "dative", "nsubjpass"):
                yield from self._actors_at(child)
                return

    def _objects(self, verb: int, *, passive: bool) -> Iterator[Found]:
        """What the verb is aimed at, given to, or in a passive done by."""
        if self.clause.kind == "relative":
            yield from self._relative_objects(verb)
        deps = self.parse.deps
        children = [child for child in self.parse.children[verb] if child > verb and deps[child] in _BELOW]
        direct = [actor for child in children if deps[child] == "dobj" for actor in self._actors_at(child) if self._is_party(actor)]
        if direct:
            part: ActorPart = "recipient" if self._is_paid(verb, children) else "target"
            yield from ((actor, part) for actor in direct)
        for child in children:
            match deps[child]:
                case "agent" if passive:
                    yield from ((actor, "agent") for actor in self._actors_below(child))
                case "dative":
                    yield from ((actor, "recipient") for actor in self._persons(child))
                case "prep" if self.parse.lower[child] == "to" and not self._lists("claim_moving", self.ground.verb(verb)):
                    yield from ((actor, "recipient") for actor in self._persons(child))
                case "prep" if not direct and self._lists("claim_targeting", self.parse.lower[child]):
                    hit = self._lists("claim_attacking", self.ground.verb(verb)) and self.parse.lower[child] in ("on", "at")
                    yield from ((actor, "target") for actor in (self._actors_below(child) if hit else self._persons(child)))
                case "dobj" | "attr" if not direct and self._lists("claim_dealing", self.ground.lemma(child)):
                    yield from ((actor, "target") for actor in self._other_side(child))

    def _relative_objects(self, verb: int) -> Iterator[Found]:
        """ "Korda, whom Cyprus expelled", "the board, to which it must report": what a relative clause says is done to its noun."""
        if self.clause.head is None:
            return
        for child in self.parse.children[verb]:
            if child > verb:
                return
            if self.parse.deps[child] == "dobj" and self._is_relative(child):
                yield from ((actor, "target") for actor in self._antecedents(self.clause.head, child) if self._is_party(actor))
            elif self.parse.deps[child] == "prep" and self.parse.lower[child] in ("to", "against", "on", "at", "with"):
                part: ActorPart = "recipient" if self.parse.lower[child] == "to" else "target"
                pronoun = next((word for word in self.parse.children[child] if self._is_relative(word)), None)
                if pronoun is not None:
                    found = self._antecedents(self.clause.head, pronoun)
                    yield from ((actor, part) for actor in found if self.index[actor].kind in _PERSONAL)

    def _is_party(self, actor: str) -> bool:
        """A document that is published or sent is only what it is about."""
        return self.index[actor].kind != "document"

    def _is_paid(self, verb: int, children: Sequence[int]) -> bool:
        """Paid the miller: nothing else is given, so that the object gets something."""
        given = any(
            self.parse.deps[child] == "dative" or (self.parse.deps[child] == "prep" and self.parse.lower[child] == "to")
            for child in children
        )
        return not given and self._lists("claim_paying", self.ground.verb(verb))

    def _lists(self, name: str, word: str) -> bool:
        return word in self.ground.lexicon.listed(name)

    def _other_side(self, noun: int) -> Iterator[str]:
        """Struck a deal with the firm, opened talks with the rebels."""
        for child in self.parse.children[noun]:
            if self.parse.deps[child] == "prep" and self.parse.lower[child] in ("with", "against"):
                yield from self._persons(child)

    def _persons(self, token: int) -> Iterator[str]:
        """The actors of a "to …" or "with …" that can act themselves; a dative noun is its own phrase."""
        noun = self.parse.tags[token] not in ("IN", "TO")
        actors = self._actors_at(token) if noun else self._actors_below(token)
        return (actor for actor in actors if self.index[actor].kind in _PERSONAL)

    def _actors_below(self, preposition: int) -> Iterator[str]:
        for child in self.parse.children[preposition]:
            if self.parse.deps[child] == "pobj":
                yield from self._actors_at(child)

    def _actors_at(self, noun: int) -> Iterator[str]:
        """The actor that a noun (or its apposition) heads a mention of, and those tied to it by "and"."""
        following: int | None = noun
        for _ in range(_STEPS):
            if following is None:
                return
            actor = self._actor_headed_by(following)
            if actor is None and (apposed := self.ground.child(following, "appos")) is not None:
                actor = self._actor_headed_by(apposed)
            actor = actor or self._lettered(following)
            if actor is not None:
                yield actor
            elif (counted := self._counted(following)) is not None:
                yield from self._actors_at(counted)
            following = self.ground.child(following, "conj")

    def _lettered(self, noun: int) -> str | None:
        """ "Ada Brenn KC": the one whose letters these are."""
        if noun == 0 or not self.parse.words[noun].isupper() or self.parse.tags[noun] != "NNP":
            return None
        actor = self._actor_headed_by(noun - 1) if self.parse.heads[noun - 1] == noun else None
        return actor if actor is not None and self.index[actor].kind == "person" else None

    def _counted(self, noun: int) -> int | None:
        """ "None of the crew", "one in five patients", "the town of Vell": the noun behind a word that only tells how many or what."""
        parse = self.parse
        if (
            parse.tags[noun] != "CD"
            and not self._lists("counting", parse.lower[noun])
            and not self._lists("claim_locality", parse.lower[noun])
        ):
            return None
        for child in parse.children[noun]:
            if child > noun and parse.deps[child] == "prep" and parse.lower[child] in ("of", "in"):
                return self.ground.child(child, "pobj")
        return None

    def _actor_headed_by(self, noun: int) -> str | None:
        """The actor of the shortest mention around a noun, where the noun is the mention's head: of "the Vell bridge" it is no Vell."""
        placed = self.index.covering(self.parse.starts[noun])
        if placed is None:
            return None
        head = self.parse.starts[self.parse.heads[noun]]
        return placed.actor if not self.parse.starts[noun] < head < placed.mention.end else None

    def places(self, placed: Sequence[PlacedMention]) -> Iterator[Found]:
        """Where it happens: places and, after a preposition of place, countries; not those of "families who fled the town"."""
        for one in placed:
            kind = self.index[one.actor].kind
            if kind in ("place", "country") and self._is_located(one.mention, anywhere=kind == "place"):
                yield one.actor, "location"

    def _is_located(self, mention: Mention, *, anywhere: bool) -> bool:
        tokens = self.parse.tokens_in(mention.start, mention.end)
        head = next((token for token in tokens if self.parse.heads[token] not in tokens), tokens[0])
        above = self.parse.heads[head]
        after_preposition = self.parse.deps[head] == "pobj" and self._lists("claim_place", self.parse.lower[above])
        return (anywhere or after_preposition) and self._is_in_main_part(head) and not self._tells_who(head)

    def _tells_who(self, token: int) -> bool:
        """ "Ada Brenn, of Vell, …", "a tourist from Vell": where somebody is from, which need not be where it happens."""
        parse, above = self.parse, self.parse.heads[token]
        if parse.deps[token] != "pobj" or parse.lower[above] not in ("of", "from"):
            return False
        noun = parse.heads[above]
        return any(self.index[actor].kind in ("person", "group") for actor in self._actors_at(noun))

    def _is_in_main_part(self, token: int) -> bool:
        """Whether no other verb stands between a word and the clause's own."""
        for _ in range(_STEPS):
            above = self.parse.heads[token]
            if above in (token, self.clause.head):
                return True
            if self.parse.deps[above] in ("acl", "relcl", "pcomp") or (
                self.parse.deps[above] == "advcl" and self.parse.tags[above] in ("VBG", "VBN")
            ):
                return False
            token = above
        return True

    def _is_passive(self, verb: int) -> bool:
        """ "was sold", "houses sold in May"; in "was bought and sold" the first one tells."""
        parse = self.parse
        if self._is_hidden_main(verb):
            return False
        for _ in range(_STEPS):
            below = {parse.deps[child] for child in parse.children[verb]}
            if below & {"auxpass", "nsubjpass"}:
                return True
            if parse.tags[verb] != "VBN" or below & {"aux", "nsubj"}:
                return False
            if parse.deps[verb] != "conj":
                return True
            verb = parse.heads[verb]
        return False
