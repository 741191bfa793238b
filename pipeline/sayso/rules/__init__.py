"""A language pack, loaded and checked → frozen `Rules`.

All that is known of a language stands in TOML files that a journalist can edit; `entries` says which tables there are and
what each entry holds, `loading` reads them strictly, `patterns` runs token patterns, `lemmas` looks up base forms.
"""

from sayso.rules.entries import TABLES, Entry, Example
from sayso.rules.lemmas import Lemmas
from sayso.rules.loading import Rules, load_rules
from sayso.rules.patterns import Grammar, Lexicon, Match

__all__ = ["TABLES", "Entry", "Example", "Grammar", "Lemmas", "Lexicon", "Match", "Rules", "load_rules"]
