"""Base forms of English verbs and nouns: a short table of what no suffix tells, and the suffixes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.rules.entries import LemmaEntry

_VOWELS = frozenset("aeiou")
_VOWEL_GROUPS = re.compile("[aeiouy]+")
_SHORT = re.compile("[^aeiouy]*[aeiouy][^aeiouywxhdtlnr]|[^aeiouy]+[aeiou][dtnr]")
_ALWAYS_E = ("scrib", "v", "c", "u", "dg", "rg", "lg", "iz", "yz", "as", "is", "os", "us", "rs", "ns", "ps", "az", "ous", "aus")
_LATE_E = ("at", "ut", "uir", "id", "ud", "ad", "od", "ang", "ok", "uk", "um", "ap", "lar", "plor", "jur", "ir")
_NO_E = ("oat", "out", "aid", "oid", "oud", "oad", "ead", "ood", "air", "eap", "ook", "ouk", "eir")
_VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "VBX", "MD"})  # VBX: some form of a verb
_PLURAL = frozenset({"NNS", "NNPS"})
_INFLECTED = _VERBAL | _PLURAL
_REMEMBERED = 50_000  # words; a crawl has no end of them


class Lemmas:
    """Looks up lemmas by word (lower case) and Penn tag. A word that is its own lemma, or unknown, comes back as it is."""

    def __init__(self, entries: Iterable[LemmaEntry]) -> None:
        self.forms: dict[str, dict[str, str]] = {"verb": {}, "noun": {}}
        self.words: dict[str, set[str]] = {"verb": set(), "noun": set()}
        for entry in entries:
            self.forms[entry.part].update(entry.forms)
            self.words[entry.part].update(entry.words)
        self._known: dict[tuple[str, str], str] = {}

    def lemma(self, word: str, tag: str) -> str:
        """The lemma of a word under a Penn tag: VBD of "said" is "say", NNS of "cases" is "case"."""
        key = (word, tag)
        found = self._known.get(key)
        if found is None:
            found = self._look_up(word, tag)
            if len(self._known) < _REMEMBERED:
                self._known[key] = found
        return found

    def column(self, words: Sequence[str], tags: Sequence[str]) -> list[str]:
        """The lemmas of a text's words, in lower case, with their Penn tags. Most words are their own by their tag alone."""
        return [self.lemma(word, tag) if tag in _INFLECTED else word for word, tag in zip(words, tags, strict=True)]

    def verb(self, word: str) -> str:
        """The lemma of a word that is some form of a verb, its tag not known."""
        return self.lemma(word, "VBX")

    def noun(self, word: str) -> str:
        """The singular of a word that is a noun."""
        return self.lemma(word, "NNS")

    def _look_up(self, word: str, tag: str) -> str:
        if tag in _VERBAL:
            return self.forms["verb"].get(word) or _strip_verb(word, tag, self.words["verb"])
        if tag in _PLURAL:
            return self.forms["noun"].get(word) or _strip_noun(word, self.words["noun"])
        return word


def _strip_verb(word: str, tag: str, known: set[str]) -> str:
    if tag in ("VB", "VBP") or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and tag in ("VBZ", "VBX"):
        return _strip_s(word, known)
    if word.endswith("ied"):
        return word[:-3] + "y"
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            return _restore(word[: -len(suffix)], known)
    return word


def _strip_s(word: str, known: set[str]) -> str:
    if word.endswith("es"):
        stem = word[:-2]
        if word[:-1] in known:
            return word[:-1]
        if stem.endswith(("s", "x", "z", "ch", "sh", "o")):
            return word[:-1] if stem.endswith(("as", "us", "is", "os", "rs", "ns", "ps", "az", "iz", "yz")) else stem
    return word[:-1]


def _restore(stem: str, known: set[str]) -> str:
    """The verb behind a stem that lost -ed or -ing: claim, promis+e, stop+p."""
    if stem in known:
        return stem
    if stem + "e" in known:
        return stem + "e"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsfz" and stem[-3] in _VOWELS:
        return stem[:-1]
    if len(stem) > 3 and stem.endswith("ll") and stem[:-1] in known:
        return stem[:-1]
    return stem + "e" if _wants_e(stem) else stem


def _wants_e(stem: str) -> bool:
    """Whether English writes a stem of unknown spelling with a mute e: after one short vowel and one consonant (hop+e, nam+e), after
    -v, -c, -u, -dg, -iz, consonant + l, or a late -at, -id, -od, -um … (creat+e, explod+e)."""
    groups = len(_VOWEL_GROUPS.findall(stem))
    if groups == 0:
        return False
    if stem.endswith(_ALWAYS_E) or (len(stem) > 2 and stem.endswith("l") and stem[-2] in "bcdfgkptz"):
        return True
    if groups == 1:
        return bool(_SHORT.fullmatch(stem))
    return stem.endswith(_LATE_E) and not stem.endswith(_NO_E)


def _strip_noun(word: str, known: set[str]) -> str:
    if word in known or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word[:-1] in known:
        return word[:-1]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]
