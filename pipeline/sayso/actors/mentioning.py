"""Cores and nouns → mentions: their extents, determiners, roles, and what tells which ones are meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.actors.finds import Core, Found
from sayso.actors.folding import Key
from sayso.actors.lexicon import BODIES, PLACES, Lexicon, Noun
from sayso.actors.phrases import ARTICLES, DETERMINERS, OWNERS, Phrases
from sayso.records import ActorKind
from sayso.rules import Lemmas
from sayso.rules.entries import Gender

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_STRONG = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "iobj", "attr"})
_BOUND_WORDS = frozenset(["own", "enough", "at", "least", "most", "more", "less", "fewer", "than", "up", "to", "close"])
_STRONG_PREPOSITIONS = frozenset({"by", "to"})
_CALLS = frozenset({"call", "calls", "called", "calling"})


class Describer:
    """Makes mentions of one article. `names` tells which core a token belongs to."""

    def __init__(self, phrases: Phrases, lexicon: Lexicon, lemmas: Lemmas, cores: Sequence[Core]) -> None:
        self.phrases, self.parse, self.lexicon, self.lemmas = phrases, phrases.parse, lexicon, lemmas
        self.tails: set[int] = set()
        self.times = Counter(core.key for core in cores)
        self.name_words = {part for key in self.times for part in key}
        self.core_at: dict[int, Core] = {token: core for core in cores for token in range(core.first, core.end)}

    def name(self, core: Core) -> Found:
        """The mention of a name: the whole phrase that it heads, or its own words where it stands before a noun."""
        head = self._head(core)
        tail = self._tail(core)
        end = core.end + tail
        self.tails.update(range(core.end, end))
        alone = self.phrases.is_head(head, end) or tail > 0
        first = self._start(core, head if not tail else end - 1) if alone else core.first
        first = self._with_title(self._without_other_names(first, core), core)
        if first == core.first and self._is_close_apposition(first - 1, core):
            noun_before, size = self._noun_before(first)
            first = self.phrases.start(first - size, first - 1) if noun_before else first
        if first < core.first:
            first = next((token for token in range(first, core.first) if self.parse.lower[token] in self.lexicon.courtesy), first)
        noun, roles, gender, country = self._role_before(first, core)
        if noun is None and tail:  # "the Progress party" is a party
            noun = self.lexicon.nouns.get(self.parse.lower[core.end])
        found = Found(first, end, head, "name", core.kind, core.rule, (core.first, core.end), core.key, noun, roles)
        found.plural = self.parse.tags[head] == "NNPS" and core.kind == "group"
        found.determiner = self._determiner(first, core.first)
        found.gender = gender or self._given_gender(core)
        found.country = country
        found.strong, found.sure = True, core.sure
        return found

    def _start(self, core: Core, head: int) -> int:
        """Where the phrase of a name begins; in a headline in capitals the words before a name may be anything but its article."""
        if self.parse.block(core.first).kind != "headline" or not self.phrases.is_title_case(core.first):
            return self.phrases.start(core.first, head)
        return core.first - int(core.first > 0 and self.parse.lower[core.first - 1] in ARTICLES)

    def nominal(self, token: int) -> Found | None:
        """The mention that a noun of the lexicon heads, or None: no noun of people or bodies, or a part of something else.

        `token` is tagged as a noun.
        """
        if token in self.core_at or token in self.tails:
            return None
        noun, size, behind = self.noun_at(token)
        if noun is None or not self.phrases.is_head(token, token + 1 + behind) or self._before_name(token) or self._is_label(token):
            return None
        if noun.entry.only == ("singular" if self.parse.tags[token] in _PLURAL_TAGS else "plural"):
            return None
        if self._is_another(token, noun):
            return None
        self.tails.update(range(token + 1, token + 1 + behind))
        return self._described(token, size, behind, noun)

    def _is_another(self, token: int, noun: Noun) -> bool:
        """Another sense: "tennis court", "shook her head", "wanted justice"."""
        parse, before = self.parse, self.parse.lower[token - 1] if token else ""
        if before in noun.entry.not_after:
            return True
        if noun.lemma == "head" and before in OWNERS and not any(parse.deps[child] == "appos" for child in parse.children[token]):
            return True
        if (noun.entry.speaks or (noun.entry.doubtful and self._is_bare(token))) and not self._speaks(token):
            return True
        if parse.block(token).kind == "heading" and parse.words[token].isupper():
            return True
        if noun.kind == "organization" and parse.tags[token] == "NN" and self._is_mass(token):
            return parse.block(token).kind != "headline"
        bare = noun.kind == "person" and parse.tags[token] == "NN" and self.phrases.left[token] == token and not self.phrases.capital[token]
        return bare and parse.deps[token] in ("dobj", "pobj") and parse.block(token).kind != "headline"

    def _is_bare(self, token: int) -> bool:
        """Nothing but an article or a pronoun before it, and no name of the article has the noun."""
        left = [child for child in self.parse.children[token] if child < token and self.parse.tags[child] not in ("DT", "PRP$", "PDT")]
        return not left and self.phrases.folded[token] not in self.name_words

    def _speaks(self, token: int) -> bool:
        parse, verb = self.parse, self.parse.heads[token]
        lemma = self.lemmas.lemma(parse.lower[verb], parse.tags[verb])
        return parse.deps[token] == "nsubj" and parse.tags[verb][:2] == "VB" and lemma in self.lexicon.speaking

    def _is_mass(self, token: int) -> bool:
        """Without article, owner or capital: "in business", "at school", "more trust"."""
        first = self.phrases.left[token]
        left = [child for child in self.parse.children[token] if child < token]
        told = any(self.parse.deps[child] in ("poss", "nummod") or self.parse.lower[child] in DETERMINERS for child in left)
        return not told and not self.phrases.capital[first] and self.parse.lower[token] not in ("police", "staff")

    def _is_label(self, token: int) -> bool:
        """ "Image: …" and "Editor: …" stand before a colon by themselves."""
        first, _ = self.parse.sentences[self.parse.sentence_of[token]]
        return token - first < 2 and token + 1 < len(self.parse) and self.parse.words[token + 1] == ":"

    def _described(self, token: int, size: int, behind: int, noun: Noun) -> Found:
        parse, end = self.parse, token + 1 + behind
        first = self.phrases.start(token - size + 1, token)
        plural = parse.tags[token] in _PLURAL_TAGS or noun.lemma in ("people", "police", "authorities", "personnel")
        kind = noun.many if plural else "person" if self._is_trade(token, noun) else noun.kind
        after = self._after_determiner(first, token - size + 1)
        modifiers, country = self._modifiers(after, token - size + 1, noun)
        found = Found(first, end, token, "nominal", kind, noun.rule, (after, end), self.phrases.key(after, end), noun)
        found.modifiers, found.plural, found.gender = modifiers, plural, noun.entry.gender or _gender_of_word(noun.lemma)
        found.determiner, found.owner = self._determiner(first, token - size + 1), self._owner(first, token)
        if found.owner and (code := self.lexicon.countries.of_words(found.owner)):
            country, found.owner = country or code, ()
        found.country = country
        found.strong = self._is_strong(token)
        found.of = self._of(end - 1, token)
        return found

    def _is_trade(self, token: int, noun: Noun) -> bool:
        """ "A developer who lives in Tolm": somebody's trade, which else is a company's."""
        verbs = (child for child in self.parse.children[token] if self.parse.deps[child] == "relcl")
        who = any(self.parse.lower[child] == "who" for verb in verbs for child in self.parse.children[verb])
        return who and noun.lemma in self.lexicon.titles

    def noun_at(self, token: int) -> tuple[Noun | None, int, int]:
        """The lexicon's longest noun with its head at a token: how many of its words end there, and how many follow ("chief of staff")."""
        parse, lexicon, lower, tag = self.parse, self.lexicon, self.parse.lower[token], self.parse.tags[token]
        if lower in lexicon.first_words:
            for end in range(min(token + 5, len(parse)), token + 1, -1):
                words = parse.text[parse.starts[token] : parse.ends[end - 1]].lower()
                if noun := lexicon.nouns.get(words):
                    return noun, 1, end - token - 1
        for last in (lower, self.lemmas.lemma(lower, tag)) if tag in _PLURAL_TAGS else (lower,):
            if last in lexicon.compounds and (found := self._compound(token, last)):
                return *found, 0
            if noun := lexicon.nouns.get(last):
                return noun, 1, 0
        named = lexicon.name_nouns.get(lower) if tag == "NNP" and parse.lower[token - 1] == "the" else None
        return (named if named and named.kind in BODIES else None), 1, 0

    def _compound(self, token: int, last: str) -> tuple[Noun, int] | None:
        """The longest noun of several words that ends with `last` at a token, and how many words it has."""
        parse = self.parse
        floor = max(parse.sentences[parse.sentence_of[token]][0], token - 4)
        for start in range(floor, token):
            before = parse.text[parse.starts[start] : parse.starts[token]].lower()
            if noun := self.lexicon.nouns.get(before + last):
                return noun, token - start + 1
        return None

    def _head(self, core: Core) -> int:
        """The word of a name that the others hang on."""
        heads = self.parse.heads
        for token in range(core.end - 1, core.first - 1, -1):
            if not core.first <= heads[token] < core.end or heads[token] == token:
                return token
        return core.end - 1

    def _tail(self, core: Core) -> int:
        """1 where a word such as "website" stands behind the name and belongs to it."""
        if core.end >= len(self.parse) or core.kind not in BODIES | PLACES or core.kind == "country":
            return 0
        noun = self.lexicon.nouns.get(self.parse.lower[core.end])
        if noun is not None and noun.kind == "media" and core.kind != "media" and self.times[core.key] > 1:
            return 0  # the website of a body that is named without it, too
        fits = (
            noun is not None and noun.entry.after_name and self.parse.heads[core.end - 1] == core.end and self.parse.tags[core.end] == "NN"
        )
        return int(fits and self.phrases.is_head(core.end, core.end + 1))

    def _without_other_names(self, first: int, core: Core) -> int:
        """A phrase does not reach over another person's name, or over a separate name without "'s"."""
        for token in range(core.first - 1, first - 1, -1):
            other = self.core_at.get(token)
            near = token == core.first - 1 or (other is not None and other.kind == "person")
            if other is not None and other is not core and near and self.parse.lower[other.end] not in ("'s", "'"):
                return other.end + (self.parse.tags[other.end] in ("CC", ","))
        return first

    def _is_close_apposition(self, token: int, core: Core) -> bool:
        """ "the broadcaster Dnevni": a noun right before a name, which the model hangs on it as an apposition."""
        if token < 0 or self.parse.tags[token] != "NN" or self.parse.lower[self.phrases.left[token]] in OWNERS:
            return False
        return any(self.parse.deps[inner] == "appos" and self.parse.heads[inner] == token for inner in range(core.first, core.end))

    def _with_title(self, first: int, core: Core) -> int:
        """A title that the parse hangs elsewhere belongs to the name all the same."""
        if first != core.first or core.kind != "person" or first == 0:
            return first
        noun, size = self._noun_before(first)
        title = self.lexicon.is_title(self.parse.lower[first - 1])
        starts = first - (size if noun else 1)
        same = self.parse.sentence_of[starts] == self.parse.sentence_of[first]
        return starts if same and self.phrases.capital[starts] and (title or (noun is not None and noun.kind == "person")) else first

    def _role_before(self, first: int, core: Core) -> tuple[Noun | None, tuple[str, ...], Gender | None, str | None]:
        """Role noun, role words, gender and country told by the words before a name."""
        parse = self.parse
        start = self._after_determiner(first, core.first) if first < core.first else core.first
        if start >= core.first:
            return None, (), None, None
        gender = next((self.lexicon.courtesy.get(word) for word in parse.lower[start : core.first] if word in self.lexicon.courtesy), None)
        begin = next((token for token in range(start, core.first) if parse.lower[token] not in self.lexicon.courtesy), core.first)
        noun, _ = self._noun_before(core.first)
        entry = self.lexicon.titles.get(parse.lower[core.first - 1])
        title = entry is not None
        if noun is None and entry is not None and entry.role is not None:
            noun = self.lexicon.nouns.get(entry.role)
        country = next((code for token in range(first, core.first) if (code := self._country_word(token))), None)
        if begin >= core.first or (noun is None and not title):
            return None, (), gender, country
        words = parse.text[parse.starts[begin] : parse.ends[core.first - 1]]
        told = (noun.entry.gender if noun else None) or (entry.gender if entry else None)
        return noun, (" ".join(words.split()),), gender or told, country

    def _noun_before(self, token: int) -> tuple[Noun | None, int]:
        if token == 0 or token - 1 in self.core_at or self.parse.tags[token - 1] not in NOUN_TAGS:
            return None, 0
        noun, size, _ = self.noun_at(token - 1)
        return noun, size

    def _before_name(self, token: int) -> bool:
        """Whether a noun is the role in front of a name: then it is in the name's mention."""
        behind = self.core_at.get(token + 1)
        if behind is None or behind.first != token + 1:
            return False
        head = self.parse.heads[token]
        title = self.phrases.capital[token] and behind.kind == "person" and self.parse.tags[token] in ("NN", "NNP")
        close = self._is_close_apposition(token, behind)
        return behind.first <= head < behind.end or self.parse.deps[token] == "compound" or title or close

    def _determiner(self, first: int, core: int) -> str | None:
        word = self.parse.lower[first] if first < core else ""
        return word if word in DETERMINERS else None

    def _after_determiner(self, first: int, core: int) -> int:
        """Where a phrase goes on behind its article, or behind an owner with "'s"."""
        start = next((token + 1 for token in range(core - 1, first - 1, -1) if self.phrases.is_mark(token)), first)
        while start < core and (self.parse.lower[start] in DETERMINERS or self.parse.tags[start] in ("DT", "PDT", "PRP$", "RB", "WP$")):
            start += 1
        while start < core and self.parse.lower[start] in _BOUND_WORDS:
            start += 1
        return start

    def _modifiers(self, start: int, noun_start: int, noun: Noun) -> tuple[frozenset[str], str | None]:
        """What tells which ones are meant: "armed" and a country apart."""
        words, country = set(), None
        for token in range(start, noun_start):
            code = self._country_word(token)
            country = country or code
            word = self.parse.lower[token]
            if code is None and word[0].isalnum() and word not in noun.entry.implied:
                words.add(self.lemmas.noun(word) if self.parse.tags[token] == "NNS" else word)
        return frozenset(words), country

    def _country_word(self, token: int) -> str | None:
        core = self.core_at.get(token)
        if core is not None:
            return self.lexicon.countries.of_words(core.key) if core.kind == "country" else None
        if not self.phrases.capital[token]:
            return None
        return self.lexicon.countries.of_words(self.phrases.key(token, token + 1)) or (
            self.lexicon.countries.of_words(self.phrases.key(token - 1, token + 1)) if token else None
        )

    def _owner(self, first: int, head: int) -> Key:
        """The words of the owner: "(maria, holt)" in "Maria Holt's lawyer", "(its,)" in "its lawyer"."""
        for token in range(first, head):
            if self.phrases.is_mark(token):
                return self.phrases.key(first, token)
        return (self.parse.lower[first],) if self.parse.lower[first] in OWNERS else ()

    def _of(self, token: int, head: int) -> Key:
        """The words behind "of": a head alone is not told apart without them ("members of the council")."""
        parse = self.parse
        if (
            token + 1 < len(parse)
            and parse.lower[token + 1] in ("of", "for", "at", "from", "in")
            and parse.heads[token + 1] in (head, token)
        ):
            end = token + 2
            while (
                end < len(parse)
                and end - token < 10
                and (end == token + 2 or parse.tags[end - 1] not in NOUN_TAGS or parse.tags[end] in NOUN_TAGS)
            ):
                end += 1
            return self.phrases.key(token + 2, end)
        return ()

    def _is_strong(self, token: int) -> bool:
        """Subject or object of a verb, "none of the crew" too, or behind "by" and "according to", or called on."""
        parse, seen = self.parse, 0
        while seen < 8 and (parse.deps[token] in ("conj", "appos") or self._is_counted(token)):
            token, seen = parse.heads[token] if parse.deps[token] != "pobj" else parse.heads[parse.heads[token]], seen + 1
        if parse.deps[token] in _STRONG:
            return True
        if parse.deps[token] != "pobj":
            return False
        preposition = parse.heads[token]
        called = parse.lower[preposition] in ("on", "upon") and parse.lower[parse.heads[preposition]] in _CALLS
        return called or parse.lower[preposition] in _STRONG_PREPOSITIONS

    def _is_counted(self, token: int) -> bool:
        """ "None of the crew", "one in five patients": the words before only tell how many."""
        parse, preposition = self.parse, self.parse.heads[token]
        if parse.deps[token] != "pobj" or parse.lower[preposition] not in ("of", "in"):
            return False
        above = parse.heads[preposition]
        return parse.tags[above] == "CD" or self.lexicon.has("counting", parse.lower[above])

    def _given_gender(self, core: Core) -> Gender | None:
        return self.lexicon.given.get(core.key[0]) if core.kind == "person" and len(core.key) > 1 else None


def _gender_of_word(lemma: str) -> Gender | None:
    if lemma in ("woman", "girl", "actress", "waitress") or lemma.endswith(("woman", "ess")):
        return "female"
    if lemma in ("man", "boy", "gunman", "gentleman"):
        return "male"
    return None


def is_definite(found: Found) -> bool:
    return found.determiner in ("the", "this", "that", "these", "those", "both") or bool(found.owner)


def is_indefinite(found: Found) -> bool:
    return found.determiner in ("a", "an", "another", "any", "some", "every", "each", "no")


def kind_fits(kind: ActorKind | None, other: ActorKind | None) -> bool:
    """Whether two kinds can be told of one actor."""
    if kind == other or kind is None or other is None:
        return True
    return {kind, other} <= BODIES or {kind, other} <= PLACES or {kind, other} == {"country", "government"}
