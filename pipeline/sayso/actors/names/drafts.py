"""Names as they grow: cores that never overlap, and what tells a name from a role, a code or a common noun."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.actors.finds import Core
from sayso.actors.folding import Key
from sayso.actors.lexicon import BODIES, Lexicon, Noun
from sayso.actors.phrases import Phrases
from sayso.parsing import Parse

LONGEST = 16  # tokens of one name; a longer one is a heading run together
SEPARATORS = frozenset([",", ";", ":", "/", "(", ")", "[", "]", '"', "“", "”", "``", "''", "–", "—", "|", "…", "•"])
JOINERS = frozenset({"of", "for"})
WHERE_ONLY = frozenset({"near", "off", "outside", "around"})  # nobody is behind these, only places
NO_NAME = re.compile(r"[@#]|https?:|www\.|^[\W\d_]+$")
_CODE = re.compile(r"[A-Z]+-?\d+\w*$")
_PARTY = re.compile(r"[A-Z]-[A-Z][A-Za-z.]*$")  # "D-Va."


@dataclass(slots=True)
class Draft:
    """Cores as they grow, and which of them each token belongs to."""

    parse: Parse
    phrases: Phrases
    lexicon: Lexicon
    cores: list[Core] = field(default_factory=list)
    owner: list[Core | None] = field(default_factory=list)
    barred: set[int] = field(default_factory=set)  # tokens of dates and of names of things

    def add(self, core: Core) -> bool:
        """Take a core unless one of its tokens is taken."""
        tokens = range(core.first, core.end)
        if not tokens or any(self.owner[core.first : core.end]) or not self.barred.isdisjoint(tokens):
            return False
        self.cores.append(core)
        self.own(core)
        return True

    def own(self, core: Core) -> None:
        for token in range(core.first, core.end):
            self.owner[token] = core

    def remove(self, core: Core) -> None:
        for token in range(core.first, core.end):
            if self.owner[token] is core:
                self.owner[token] = None

    def around(self, first: int, end: int) -> list[Core]:
        """The cores that have a token in this range."""
        return list({id(core): core for token in range(first, end) if (core := self.owner[token])}.values())

    def free(self, token: int) -> bool:
        return 0 <= token < len(self.owner) and self.owner[token] is None and token not in self.barred

    def is_name_word(self, token: int) -> bool:
        """A capitalised word that is tagged as a name."""
        return self.phrases.name_word[token]

    def key(self, first: int, end: int) -> Key:
        return self.phrases.key(first, end)


def past_titles(draft: Draft, start: int, stop: int) -> int:
    """Skip titles and role words, as long as a name is left behind them."""
    while (size := title_at(draft, start, stop)) and draft.phrases.capital[start + size] and not _is_half_name(draft, start + size, stop):
        start += size
    return start


def _is_half_name(draft: Draft, start: int, stop: int) -> bool:
    """What a body's name keeps its title for: "Regent [Homes]"."""
    noun = draft.lexicon.name_nouns.get(draft.parse.lower[start])
    return stop - start == 1 and noun is not None and noun.kind in BODIES and not (noun.entry.alone or noun.entry.surname)


def title_at(draft: Draft, start: int, stop: int) -> int:
    """How many words of title begin here, with at least one word behind them."""
    most = min(3, stop - start - 1)
    if most < 1 or draft.parse.lower[start] not in draft.lexicon.title_firsts:
        return 0
    if stop - start == 2 and draft.parse.lower[start] in draft.lexicon.given:  # "Dean Marrow"
        return 0
    for size in range(most, 0, -1):
        words = " ".join(draft.parse.lower[start : start + size])
        noun = draft.lexicon.nouns.get(words)
        if draft.lexicon.is_title(words) or (noun and noun.kind == "person"):
            return size
    return 0


def is_bare_noun(draft: Draft, start: int, stop: int) -> bool:
    """A role or body without a name: "Sheriff", "the Administration", and in a headline "Rebel Groups"."""
    words = " ".join(draft.parse.lower[start:stop])
    noun = draft.lexicon.nouns.get(words)
    if (noun and (stop - start == 1 or noun.kind == "person")) or draft.lexicon.is_title(words):
        return draft.key(start, stop) not in draft.lexicon.countries.names
    last = draft.parse.lower[stop - 1]
    plural = last not in draft.lexicon.nouns and last.removesuffix("s") in draft.lexicon.nouns
    return plural and draft.phrases.is_title_case(start)


def is_no_name(draft: Draft, start: int, stop: int) -> bool:
    """What hangs on a prefix ("pro-Ostrian"), codes ("STS-1"), letters behind a name ("QC"), currencies, hours."""
    parse = draft.parse
    last = parse.words[stop - 1]
    if stop - start == 1 and last.lower().endswith(draft.lexicon.abstract_endings or ("\n",)):
        return True
    if _PARTY.match(parse.text, parse.starts[start], parse.ends[stop - 1]):
        return True
    prefixed = (
        start > 1 and parse.words[start - 1] == "-" and draft.phrases.joined(start - 1, start) and not draft.phrases.capital[start - 2]
    )
    letters = stop - start == 1 and last.isupper() and draft.lexicon.has("no-bodies", last.lower())
    return prefixed or letters or bool(_CODE.match(last)) or (stop < len(parse) and parse.words[stop] in ("$", "€", "£"))


def are_letters(draft: Draft, start: int, token: int) -> bool:
    """Letters behind a person's name of two words or more: "James Iyer [KC]"."""
    return token - start > 1 and draft.lexicon.has("letters", draft.parse.lower[token]) and draft.parse.words[token][1:2].isupper()


def is_role(draft: Draft, token: int) -> bool:
    noun = draft.lexicon.nouns.get(draft.parse.lower[token])
    return noun is not None and noun.kind == "person"


def name_noun(draft: Draft, core: Core) -> Noun | None:
    """The noun at the end of a name, or before its "of", that tells the kind: "Westmere [University]", "[Museum] of Glass"."""
    lower = draft.parse.lower[core.first : core.end]
    if "of" in lower[1:]:
        lower = lower[: lower.index("of", 1)]
    for noun in draft.lexicon.nouns_at_end(lower):
        if noun.in_names and noun.kind != "person":
            return None if noun.entry.surname and core.label in ("PERSON", "RUN", None) else noun
    return None
