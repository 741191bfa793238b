"""Who an article speaks of: one record an actor, with all its mentions.

names      what the model takes for names, cleaned, completed, found again        names.py
mentions   names and nouns of the lexicon with their phrases and roles            mentioning.py
clusters   names that are one actor's; nominals by role, apposition, noun         naming.py, joining.py
pronouns   he, she, it, they to the fitting actor, I and we to the speaker        pronouns.py
records    clusters → `Actor`                                                     recording.py
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.actors.joining import Joiner
from sayso.actors.lexicon import build_lexicon
from sayso.actors.mentioning import NOUN_TAGS, Describer
from sayso.actors.names import find_cores
from sayso.actors.naming import Names
from sayso.actors.nested import find_nested
from sayso.actors.phrases import Phrases
from sayso.actors.pronouns import Resolver
from sayso.actors.recording import make_actors
from sayso.actors.speakers import find_speech
from sayso.parsing import Parse
from sayso.records import Actor, Date
from sayso.rules import Rules

__all__ = ["find_actors"]


def find_actors(parse: Parse, rules: Rules, *, dates: Sequence[Date]) -> tuple[Actor, ...]:
    """The actors of an article in the order of their first mentions; each one's mentions are in text order.

    Words of a date are no names. Never raises; linear in the text.
    """
    lexicon = rules.prepared(build_lexicon)
    phrases = Phrases(parse)
    cores = find_cores(phrases, lexicon, dates)
    describer = Describer(phrases, lexicon, rules.lemmas, cores)
    named = sorted([*map(describer.name, cores), *find_nested(phrases, lexicon, cores)], key=lambda found: (found.first, -found.end))
    names = Names(parse, lexicon, rules.lemmas)
    clusters = names.join(named)
    nominals = [found for token, tag in enumerate(parse.tags) if tag in NOUN_TAGS and (found := describer.nominal(token))]
    mentions = Joiner(parse, lexicon, names).join([(found, clusters[number]) for number, found in enumerate(named)], nominals)
    speech = find_speech(parse, rules.lemmas, lexicon.speaking)
    resolver = Resolver(parse, lexicon, rules.lemmas, mentions, speech)
    pronouns = list(resolver.resolve())
    known = ((found, resolver.known_as.get(cluster.number, cluster)) for found, cluster in (*mentions, *pronouns))
    return make_actors(parse, lexicon, known)
