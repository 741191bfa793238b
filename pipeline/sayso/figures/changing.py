"""Whether a figure is a level, a change, a gap or a factor, and which way it goes."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.figures.drafts import Draft
from sayso.figures.phrases import child, head_token, is_noun, is_verb, preposition
from sayso.parsing import Parse
from sayso.rules import Rules
from sayso.rules.entries import ChangeEntry, WordsEntry

_AMOUNTS = frozenset({"money", "percent", "percentage_point", "measure", "share"})
_SKIPPED = frozenset({"by", "a", "an", "another", "further", "just", "only", "about", "around", "nearly", "almost", "some", "roughly", "approximately", "over", "under", "more", "than", "less", "least", "at", "as", "much", "up", "to", "the", "additional"})
_TO, _BY, _FROM = frozenset({"to", "at", "below", "above", "past", "into"}), frozenset({"by", "of"}), frozenset({"from"})


class Changes:
    """The `[[change]]` table. Make one per pack: `rules.prepared(Changes)`."""

    def __init__(self, rules: Rules) -> None:
        self.lemmas = rules.lemmas
        self.words: dict[str, dict[str, ChangeEntry]] = {"verb": {}, "noun": {}, "adverb": {}, "adjective": {}}
        self.tolls = frozenset(word for entry in rules.of(WordsEntry) if entry.name == "toll" for word in entry.words)
        self.victims = frozenset(word for entry in rules.of(WordsEntry) if entry.name == "victim" for word in entry.words)
        for entry in rules.of(ChangeEntry):
            self.words[entry.part].update(dict.fromkeys(entry.lemmas, entry))

    def verb(self, parse: Parse, token: int) -> ChangeEntry | None:
        return self.words["verb"].get(self.lemmas.lemma(parse.lower[token], parse.tags[token])) if is_verb(parse, token) else None

    def noun(self, parse: Parse, token: int) -> ChangeEntry | None:
        return self.words["noun"].get(self.lemmas.noun(parse.lower[token])) if is_noun(parse, token) else None

    def set_role(self, parse: Parse, draft: Draft, words: Sequence[str]) -> None:
        """Fill in role and direction."""
        if draft.role != "level" or draft.kind in ("age", "score", "ordinal"):
            return
        entry = self._around(parse, draft, words) or self._governor(parse, draft)
        if entry is None:
            return
        change, role = entry
        if role == "to":
            draft.direction = change.direction
        elif role == "by" and (change.direction or change.role != "delta") and (_is_amount(draft) or draft.noun is None):
            draft.role, draft.direction = change.role, change.direction

    def _around(self, parse: Parse, draft: Draft, words: Sequence[str]) -> tuple[ChangeEntry, str] | None:
        """up 5 %, down to 87, 5 % higher, 5 % more."""
        at = draft.items[0] - 1
        passed: list[str] = []
        while at >= 0 and words[at] in _SKIPPED and len(passed) < 5:
            adverb = self.words["adverb"].get(words[at])
            if adverb and (not passed or passed[-1] != "to"):
                return adverb, "by"
            passed.append(words[at])
            at -= 1
        adverb = self.words["adverb"].get(words[at]) if at >= 0 else None
        if adverb is not None:
            return (adverb, "to") if passed and passed[-1] == "to" else (adverb, "by")
        after = next((number for number in range(draft.items[1], len(words)) if draft.line[number].start >= draft.end), len(words))
        if after < len(words) and _is_amount(draft) and (adjective := self.words["adjective"].get(words[after])):
            return adjective, "by"
        return None

    def _governor(self, parse: Parse, draft: Draft) -> tuple[ChangeEntry, str] | None:
        token = draft.noun if draft.noun is not None and draft.noun < draft.last else head_token(parse, draft.first, draft.last)
        dep, above = parse.deps[token], parse.heads[token]
        if above == token:
            return None
        if dep in ("compound", "nmod", "amod", "nummod") and (change := self.noun(parse, above)):
            return change, "by"
        if dep == "conj" and parse.deps[above] in ("dobj", "npadvmod", "pobj"):
            token, dep, above = above, parse.deps[above], parse.heads[above]
        if dep == "pobj":
            word, top = parse.lower[above], parse.heads[above]
            change = self.verb(parse, top) or self.noun(parse, top)
            if change is None and parse.deps[above] == "prep" and parse.deps[top] == "prep":  # up about to …
                change = self.verb(parse, parse.heads[top])
            if change is None:
                return None
            if word in _FROM:
                return None
            return change, "by" if word in _BY else "to" if word in _TO else ""
        if dep in ("dobj", "npadvmod", "advmod", "attr", "oprd", "dep", "dative", "nsubj") and (change := self.verb(parse, above)):
            if dep == "nsubj" and token < above:
                return None
            other = child(parse, above, "dobj")
            moved = draft.kind in ("money", "share", "count") and draft.unit_name != "point" and change.id.endswith("-object")
            return None if moved or (other is not None and other != token and dep == "dobj") else (change, "by")
        return None


def _is_amount(draft: Draft) -> bool:
    return draft.kind in _AMOUNTS or draft.unit_name == "point"
