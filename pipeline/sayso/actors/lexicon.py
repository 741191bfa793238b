"""What the pack knows of actors, compiled once: nouns, titles, names, countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.actors.countries import Countries, load_countries
from sayso.actors.folding import Key, fold
from sayso.records import ActorKind
from sayso.rules import Rules
from sayso.rules.entries import CueEntry, Gender, NameEntry, NounEntry, TitleEntry, WordsEntry

BODIES: frozenset[ActorKind] = frozenset({"organization", "government", "media", "group"})
PLACES: frozenset[ActorKind] = frozenset({"place", "country"})
CLASSES = (  # word lists of the pack that are asked by name
    "things", "things-in-front", "works", "of-place", "dwellers", "no-bodies", "particles", "offices", "captions", "letters", "counting",
    "leading", "empty-it", "owned", "represented",
)  # fmt: skip
COURTESY: dict[str, Gender | None] = {"male": "male", "female": "female"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A lemma of the lexicon. `family` is shared by the lemmas that mean one thing; `kind` that of the singular, `many` of the plural."""

    lemma: str
    family: str
    kind: ActorKind
    many: ActorKind
    in_names: ActorKind | None
    entry: NounEntry

    @property
    def rule(self) -> str:
        return self.entry.id

    @property
    def head(self) -> str:
        """The word that stands for the whole later on: "minister" for "finance minister", but not "president" for "vice president"."""
        first, *others = self.lemma.split()
        return self.lemma if not others or first in ("vice", "deputy", "press") or "of" in others else others[-1]

    def names(self, role: Noun) -> bool:
        """Whether this noun may take up a role: the same family, or the last word of it."""
        return role.family == self.family or role.head == self.lemma


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that a pack or a user lists; `exact` ones (short, all capitals) must be written just so."""

    entry: NameEntry
    key: Key
    written: str
    exact: bool


@dataclass(slots=True)
class Lexicon:
    """Look-ups by words in lower case; nouns and titles of two or three words have blanks between them."""

    countries: Countries
    calendar: frozenset[str]
    nouns: dict[str, Noun] = field(default_factory=dict)
    compounds: set[str] = field(default_factory=set)  # last words of lemmas of several words
    first_words: set[str] = field(default_factory=set)  # of lemmas such as "chief of staff", which go on behind their head
    name_nouns: dict[str, Noun] = field(default_factory=dict)
    name_ends: set[str] = field(default_factory=set)  # their last words
    front_nouns: dict[str, Noun] = field(default_factory=dict)
    titles: dict[str, TitleEntry] = field(default_factory=dict)
    courtesy: dict[str, Gender | None] = field(default_factory=dict)
    given: dict[str, Gender] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=lambda: dict.fromkeys(CLASSES, frozenset()))
    abstract_endings: tuple[str, ...] = ()
    entries: set[str] = field(default_factory=set)  # ids of the listed names
    speaking: frozenset[str] = frozenset()
    names: dict[str, list[KnownName]] = field(default_factory=dict)  # by their first words
    listed_firsts: frozenset[str] = frozenset()  # the first words of these names and of countries
    title_firsts: frozenset[str] = frozenset()  # the first words of titles and nouns

    def has(self, name: str, word: str) -> bool:
        """Whether a word in lower case is in one of the pack's word lists."""
        return word in self.classes[name]

    def nouns_at_end(self, words: Sequence[str]) -> Iterator[Noun]:
        """The nouns, plural ones too, that the words of a name in lower case end with, the longest first."""
        if words[-1] in self.name_ends or words[-1].removesuffix("s") in self.name_ends:
            for phrase in longest(words, 3):
                if noun := self.name_nouns.get(phrase) or self.name_nouns.get(phrase.removesuffix("s")):
                    yield noun

    def is_title(self, words: str) -> bool:
        return words in self.titles or words in self.courtesy


def build_lexicon(rules: Rules) -> Lexicon:
    """The pack's lexicon of actors; `rules.prepared(build_lexicon)` makes it once."""
    lexicon = Lexicon(load_countries(rules), _calendar())
    for noun in rules.of(NounEntry):
        _add_nouns(lexicon, noun)
    for title in rules.of(TitleEntry):
        lexicon.titles.update((word.lower(), title) for word in title.words)
    for words in rules.of(WordsEntry):
        _add_words(lexicon, words)
    for name in rules.of(NameEntry):
        _add_name(lexicon, name)
    lexicon.speaking = frozenset(lemma for cue in rules.of(CueEntry) if cue.part == "verb" for lemma in cue.lemmas)
    lexicon.listed_firsts = lexicon.countries.firsts | lexicon.names.keys()
    lexicon.title_firsts = frozenset(words.split(" ")[0] for words in (*lexicon.titles, *lexicon.courtesy, *lexicon.nouns))
    return lexicon


def _add_nouns(lexicon: Lexicon, entry: NounEntry) -> None:
    told = entry.kind if entry.in_names is None else entry.in_names
    for lemma in entry.lemmas:
        family = (entry.family or entry.id) if entry.same else lemma
        noun = Noun(lemma, family, entry.kind, entry.plural_kind or entry.kind, None if told == "no" else told, entry)
        told_apart = lexicon.front_nouns if entry.front else lexicon.name_nouns
        if lemma not in told_apart or told_apart[lemma].in_names is None:
            told_apart[lemma] = noun
        lexicon.name_ends.add(lemma.rpartition(" ")[2])
        if entry.alone:
            lexicon.nouns.setdefault(lemma, noun)
            words = lemma.replace("-", " ").split()
            if len(words) > 1:
                lexicon.compounds.add(words[-1])
            if {"of", "in"} & set(words[1:]):
                lexicon.first_words.add(words[0])


def _add_words(lexicon: Lexicon, entry: WordsEntry) -> None:
    lower = [word.lower() for word in entry.words]
    if entry.name == "courtesy":
        lexicon.courtesy.update(dict.fromkeys(lower))
        lexicon.courtesy.update((word.lower(), COURTESY.get(str(value))) for word, value in entry.values.items())
    elif entry.name in ("given-female", "given-male"):
        gender: Gender = "female" if entry.name == "given-female" else "male"
        lexicon.given.update((word, gender) for word in lower)
    elif entry.name in lexicon.classes:
        lexicon.classes[entry.name] |= frozenset(lower)
    elif entry.name == "abstract-endings":
        lexicon.abstract_endings = (*lexicon.abstract_endings, *lower)


def _add_name(lexicon: Lexicon, entry: NameEntry) -> None:
    for written in (entry.name, *entry.aliases):
        key = fold(written)
        if key:
            lexicon.entries.add(entry.id)
            lexicon.names.setdefault(key[0], []).append(KnownName(entry, key, written, written.isupper() and len(written) < 6))


def _calendar() -> frozenset[str]:
    """Months and weekdays: no names of anybody where they stand alone."""
    from babel import Locale

    locale = Locale("en")
    forms = [locale.months["format"][width] for width in ("wide", "abbreviated")] + [
        locale.days["format"][width] for width in ("wide", "abbreviated")
    ]
    return frozenset(word.lower() for form in forms for word in form.values())


def longest(words: Iterable[str], most: int = 4) -> list[str]:
    """The phrases that end with the last of these words, longest first: "the prime minister", "prime minister", "minister"."""
    last = list(words)[-most:]
    return [" ".join(last[start:]) for start in range(len(last))]
