"""Sentences → clauses: which words belong to which proposition.

The trees are walked from their tops down. Each token belongs to the clause of its head, unless it heads one itself (`kinds`). Cues
end clauses too, but make none. What hangs on a cue and stands in its content waits for the content's own clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.ground import CLAIM_BLOCKS, OWN_VOICE, Ground
from sayso.claims.kinds import find_kind, keeps_silent, real_verb
from sayso.claims.trees import AUXILIARIES, CLAUSAL, FINITE, VERBS, Trees
from sayso.claims.verbs import carriers, helpers, telling_verb
from sayso.rules.entries import ClauseKind

CUE, WAITING, NOBODY = -1, -2, -3  # owners that are no clause: a cue's words; words at the top of a content; words of no claim
_VERBAL = VERBS | {"TO"}
_TOLD = frozenset({"says", "shows", "predicts", "believes", "warns"})  # in a headline, what follows these is a clause
_RESCUED = frozenset({"acl", "ccomp", "conj", "dep", "nsubj", "ROOT"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A proposition's words.

    head     the verb of the clause in its tree; None for a phrase with a figure
    content  the content that it stands in
    verb     the verb that tells what: of "had to go" the "go"
    helpers  the auxiliaries, its own or shared
    beside   the verbs that its auxiliaries and adverbs may stand with
    """

    head: int | None
    kind: ClauseKind
    content: int
    tokens: tuple[int, ...]
    verb: int | None = None
    helpers: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()


def find_clauses(ground: Ground) -> list[Clause]:
    """All clauses that make claims, in the order of their first words."""
    cut = _Cut(ground)
    cut.give_owners()
    cut.give_back()
    for first, end in ground.parse.sentences:
        cut.settle(first, end)
    return sorted(cut.clauses(), key=lambda clause: (clause.tokens[0], clause.head or -1))


class _Cut:
    """An article on its way into clauses: each token's owner, and the kinds of those owners that are clauses."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.parse = ground, ground.parse
        self.trees = Trees(ground)
        self.owner = [NOBODY] * len(self.parse)
        self.kinds: dict[int, ClauseKind] = {}
        self.phrases: list[Clause] = []
        self.relatives: list[int] = []
        kinds = [block.kind for block in self.parse.article.blocks]
        self.claiming = [kinds[number] in CLAIM_BLOCKS for number in self.parse.block_of]

    def give_owners(self) -> None:
        owner, tags, deps, heads = self.owner, self.parse.tags, self.parse.deps, self.parse.heads
        entering, silent = self.trees.entering, self.trees.silent
        claiming, cues = self.claiming, self.ground.cues
        for token in self.trees.order:
            if not claiming[token]:
                continue
            if token in cues:
                owner[token] = CUE
            elif deps[token] in CLAUSAL or (tags[token] in _VERBAL and deps[token] not in AUXILIARIES):
                owner[token] = self._owner_of_verb(token)
            elif entering[token] or heads[token] in silent:
                owner[token] = self._owner_of_verb(token) if tags[token] in _VERBAL else self._inherited(token)
            else:
                owner[token] = owner[heads[token]]

    def _owner_of_verb(self, token: int) -> int:
        if keeps_silent(self.trees, token):
            self.trees.silent.add(token)
            return CUE
        kind = find_kind(self.trees, token, self.kinds)
        if kind is None:
            return self._inherited(token)
        head = real_verb(self.trees, token)
        self.kinds[head] = kind
        if kind == "relative":
            self.relatives.append(head)
        return head

    def give_back(self) -> None:
        """Words before the comma of a relative clause are none of its own: "the guide, revised [in May], which …"."""
        for head in self.relatives:
            left, words = self.trees.left(head), self.parse.lower
            opening = next((token for token in range(left, head) if words[token] in self.ground.lexicon.relatives), left)
            if opening > left and words[opening - 1] == ",":
                above = self.owner[self.parse.heads[head]]
                for token in range(left, opening):
                    self.owner[token] = above if self.owner[token] == head else self.owner[token]

    def _inherited(self, token: int) -> int:
        if self.trees.enters(token):
            return WAITING if self.ground.content_of[token] != OWN_VOICE else NOBODY
        return self.owner[self.parse.heads[token]]

    def clauses(self) -> Iterator[Clause]:
        tokens: dict[int, list[int]] = {head: [] for head in self.kinds}
        for token, owner in enumerate(self.owner):
            if owner >= 0:
                tokens[owner].append(token)
        # A clause whose words all went elsewhere, to a cue that the model hung above it, say, is none.
        made = (self._clause(head, kind, tuple(tokens[head])) for head, kind in self.kinds.items() if tokens[head])
        yield from (clause for clause in made if clause.verb not in self.ground.cues)  # "has yet to [explain]" is the cue's own clause
        yield from self.phrases

    def _clause(self, head: int, kind: ClauseKind, tokens: tuple[int, ...]) -> Clause:
        verb = telling_verb(self.ground, head)
        beside = tuple(dict.fromkeys((*carriers(self.ground, head), verb)))
        return Clause(head, kind, self.ground.content_of[head], tokens, verb, tuple(helpers(self.ground, beside)), beside)

    # --- words at the top of a content

    def settle(self, first: int, end: int) -> None:
        """Give a sentence's waiting words to the clauses of their contents."""
        if not self.claiming[first]:
            return
        if ";" in self.parse.words[first:end]:
            self._keep_halves(first, end)
        headline = self.parse.block(first).kind == "headline"
        contents: dict[int, list[int]] = {}
        for token, content in enumerate(self.ground.content_of[first:end], first):
            contents.setdefault(content, []).append(token)
        if contents.keys() == {OWN_VOICE} and not headline:
            self._rescue_sentence(first, end)
            return
        for content, tokens in contents.items():
            heads = [token for token in tokens if token in self.kinds]
            if not heads and self._is_clause(content, tokens[0], headline=headline):
                self._rescue(content, tokens, headline=headline)
            self._settle_waiting(content, tokens, heads)

    def _keep_halves(self, first: int, end: int) -> None:
        """Words before a semicolon stay with the clause before it: "he wed in 1959; she died in 2011"."""
        head, parted = None, [token for token in range(first, end) if self.parse.words[token] == ";"]
        for token in range(first, parted[-1]):
            if self.parse.words[token] == ";":
                head = None
            elif token in self.kinds:
                head = token
            elif head is not None and self.owner[token] > next(place for place in parted if place > token):
                self.owner[token] = head

    def _settle_waiting(self, content: int, tokens: list[int], heads: list[int]) -> None:
        """What hangs on a cue but stands in its content belongs to the content's nearest clause; if there is none, it may be a figure's."""
        waiting = [token for token in tokens if self.owner[token] == WAITING]
        if not heads and any(token in self.ground.figure_tokens for token in waiting):
            self.phrases.append(Clause(None, "phrase", content, tuple(waiting)))
        for token in waiting if heads else ():
            self.owner[token] = min(heads, key=lambda head: (abs(head - token), head))

    # --- clauses whose verb the model does not see

    def _is_clause(self, content: int, first: int, *, headline: bool) -> bool:
        """Whether the words of a content, or of a headline in the outlet's own voice, must have a predicate."""
        if content == OWN_VOICE:
            return headline
        if self.ground.form_of(content) == "clause" or self._begins_with_denied(first):
            return True
        return headline and self.trees.stance(first) in _TOLD

    def _begins_with_denied(self, token: int) -> bool:
        """Denied hiding results."""
        return self.trees.stance(token) == "denies" and self.parse.lower[token].endswith("ing")

    def _rescue_sentence(self, first: int, end: int) -> None:
        """The same for a whole sentence in the outlet's own voice: "Hunt openly admires him" where the model takes "Hunt" for the verb."""
        tokens = range(first, end)
        if self.parse.words[end - 1] == "." and self.kinds.keys().isdisjoint(tokens) and self.ground.cues.isdisjoint(tokens):
            verb = self._likely_verb(tokens, headline=False)
            if verb is not None and self.parse.tags[verb] in FINITE:
                self.kinds[verb] = "main"
                self.owner[first:end] = [verb] * (end - first)

    def _rescue(self, content: int, tokens: list[int], *, headline: bool) -> None:
        """Give a predicate to what must be a clause and has none: the model takes many a headline's verb for a noun or a participle."""
        verb = self._likely_verb(tokens, headline=headline)
        if verb is not None:
            self.kinds[verb] = "headline" if content == OWN_VOICE else "content"
            for token in tokens:
                self.owner[token] = verb if self.owner[token] != CUE else CUE

    def _likely_verb(self, tokens: Sequence[int], *, headline: bool) -> int | None:
        """The first verb with an ending, else the first participle; in a denial, an -ing form at its start."""
        parse = self.parse
        if headline and (noun := self._verb_taken_for_noun(tokens)) is not None:
            return noun
        for wanted in (FINITE, frozenset({"VBN"})):
            for token in tokens[1:]:
                fitting = parse.deps[token] in _RESCUED or (headline and parse.deps[token] == "advcl")
                if fitting and parse.tags[token] in wanted and token not in self.ground.cues:
                    return token
        if headline:
            return self._likely_verb_of_headline(tokens)
        return tokens[0] if self._begins_with_denied(tokens[0]) else None

    def _verb_taken_for_noun(self, tokens: Sequence[int]) -> int | None:
        """ "Peru halts dam after protest": a word in -s between a name and a noun, where all verbs with an ending stand in side clauses."""
        parse = self.parse
        if any(parse.tags[token] in FINITE and parse.deps[token] != "advcl" for token in tokens):
            return None
        for token in tokens[1:-1]:
            between = parse.tags[token - 1] == "NNP" and parse.tags[token + 1] in ("NN", "NNS", "JJ", "DT", "$", "CD")
            if parse.tags[token] == "NNS" and parse.deps[token] == "compound" and between:
                return token
        return None

    def _likely_verb_of_headline(self, tokens: Sequence[int]) -> int | None:
        """ "Bank to cut jobs", "Storm strikes coast" where the model takes "strikes" for a part of a noun, and "Late strike sinks Tolm"."""
        parse = self.parse
        for token in tokens[1:]:
            tag = parse.tags[token]
            if (tag == "VB" and parse.tags[token - 1] == "TO") or (tag == "VBZ" and token not in self.ground.cues):
                return token
            if tag == "NNS" and any(parse.deps[child] == "npadvmod" and child == token + 1 for child in parse.children[token]):
                return token
        return None
