"""Whether the words around a date speak of what was, is, or will be."""

from __future__ import annotations

from typing import Literal

from sayso.parsing import Parse
from sayso.rules import Rules
from sayso.rules.entries import WordsEntry

Tense = Literal["past", "present", "future"]

_TELLING = frozenset({"compound", "nmod", "poss", "amod"})
FARTHEST = 10  # heads between a date and its verb
_HAVE = frozenset({"has", "have", "'ve", "'s", "having"})


class Tenses:
    """Reads tenses with the pack's word lists: `forward` are words that look ahead (due, plan, scheduled), `modal_ahead` modals that do,
    `done` verbs whose infinitive has happened when they have (managed to leave), `made_then` nouns that a date tells the making of."""

    def __init__(self, rules: Rules) -> None:
        words: dict[str, set[str]] = {}
        for entry in rules.of(WordsEntry):
            words.setdefault(entry.name, set()).update(entry.words)
        self.forward = frozenset(words.get("forward", ()))
        self.done = frozenset(words.get("done", ()))
        self.made_then = frozenset(words.get("made_then", ()))
        self.modals = frozenset(words.get("modal_ahead", ()))
        self.lemma = rules.lemmas.lemma

    def around(self, parse: Parse, token: int) -> Tense | None:
        """The tense of the verb that governs a token; None where there is none."""
        if parse.block(token).kind == "headline":
            return self._of_headline(parse, token)
        for node in _upwards(parse, token):
            if (self._looks_ahead(parse, node) and not self._is_of(parse, token, node)) or self._is_planned(parse, node):
                return "future"
            if parse.tags[node].startswith("VB") or parse.tags[node] == "MD":
                tense = self._of_verb(parse, node)
                if tense:
                    return tense
        return None

    def _of_headline(self, parse: Parse, token: int) -> Tense | None:
        """Headlines tell the past in the present tense: only what looks ahead is told from the rest."""
        ahead = any(self._looks_ahead(parse, node) or self._is_infinitive(parse, node) for node in _upwards(parse, token))
        return "future" if ahead else None

    def _looks_ahead(self, parse: Parse, node: int) -> bool:
        if parse.tags[node] == "VBD" or not self.forward:
            return False
        return parse.lower[node] in self.forward or self.lemma(parse.lower[node], parse.tags[node]) in self.forward

    def _is_planned(self, parse: Parse, noun: int) -> bool:
        """ "A planned rally on Saturday" """
        return parse.tags[noun] == "NN" and any(
            parse.deps[child] == "amod" and parse.tags[child] == "VBN" and self._looks_ahead(parse, child) for child in parse.children[noun]
        )

    def _is_of(self, parse: Parse, token: int, noun: int) -> bool:
        """Whether a date tells when something was made: the July forecast, not the July deadline."""
        return parse.heads[token] == noun and parse.deps[token] in _TELLING and parse.lower[noun] in self.made_then

    def _of_verb(self, parse: Parse, verb: int) -> Tense | None:
        helpers = [child for child in parse.children[verb] if parse.deps[child] in ("aux", "auxpass")]
        words = [parse.lower[child] for child in helpers]
        tags = [parse.tags[verb], *(parse.tags[child] for child in helpers)]
        if any(word in self.modals for word in words) or tags[0] == "MD":
            return "past" if "have" in words and "will" not in words else "future"
        if self._is_infinitive(parse, verb):
            return "past" if "have" in words else self._of_infinitive(parse, verb)
        if "VBD" in tags or (tags[0] == "VBN" and any(word in _HAVE for word in words)):
            return "past"
        if not helpers and tags[0] in ("VBN", "VBG"):
            return "past" if tags[0] == "VBN" and parse.deps[verb] in ("acl", "advcl", "amod") else None
        return "present" if tags[0] in ("VBZ", "VBP", "VBG", "VBN") else None

    def _is_infinitive(self, parse: Parse, verb: int) -> bool:
        return parse.tags[verb] == "VB" and any(parse.tags[child] == "TO" for child in parse.children[verb])

    def _of_infinitive(self, parse: Parse, verb: int) -> Tense | None:
        """ "hopes to meet on Friday" looks ahead, "managed to leave on Friday" does not; a purpose is as late as its deed."""
        head = parse.heads[verb]
        if parse.deps[verb] not in ("xcomp", "ccomp", "ROOT"):
            return None
        return "past" if parse.tags[head] == "VBD" and self.lemma(parse.lower[head], "VBD") in self.done else "future"


def _upwards(parse: Parse, token: int) -> list[int]:
    """A token and its heads, as far as its root."""
    path = [token]
    while len(path) < FARTHEST and parse.heads[path[-1]] != path[-1]:
        path.append(parse.heads[path[-1]])
    return path
