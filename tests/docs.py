"""Hand-built parses, for tests of logic that need no model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from sayso.parsing import Parse, parse_doc

VOCAB = spacy.blank("en").vocab


def build_doc(rows: str) -> Doc:
    """A `Doc` from lines `word tag dep head`, the head as its number from 0. `~` before a word glues it to the one before.

    Sentences follow from the heads, as with spaCy: each root begins one.
    """
    words, spaces, tags, deps, heads = [], [], [], [], []
    for line in filter(str.strip, rows.strip().splitlines()):
        word, tag, dep, head = line.split()
        if word.startswith("~") and len(word) > 1:
            word, spaces[-1] = word[1:], False
        words.append(word)
        spaces.append(True)
        tags.append(tag)
        deps.append(dep)
        heads.append(int(head))
    if spaces:
        spaces[-1] = False
    return Doc(VOCAB, words=words, spaces=spaces, tags=tags, deps=deps, heads=heads)


def build_parse(rows: str) -> Parse:
    return parse_doc(build_doc(rows))
