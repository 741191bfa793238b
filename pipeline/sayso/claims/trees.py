"""The trees of an article as clause finding asks for them: what begins where, what looks like a verb, what has a subject of its own."""

from __future__ import annotations

from sayso.claims.ground import OWN_VOICE, Ground

VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass"})
BREAKS = frozenset({",", ";", ":", "—", "–", "―", "-", "--", "("})
CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis"})
_MISREAD = frozenset({"NN", "NNS", "NNP", "JJ", "RB"})
_OPENING_WORDS = 4  # a relative pronoun stands among so many first words: "two of whom", "in whose name"


class Trees:
    """The trees of an article's sentences.

    order        all tokens, every head before its dependants
    entering     whether a token hangs on a word of another content, or on nothing
    silent       verbs that only go on with a cue ("declined to say when"); filled while clauses are found
    """

    def __init__(self, ground: Ground) -> None:
        self.ground, self.parse = ground, ground.parse
        self.order = self._from_the_top()
        self._lefts: dict[int, int] = {}
        self._rights: dict[int, int] = {}
        content, heads = ground.content_of, self.parse.heads
        self.entering = [self._tops[token] or content[token] != content[heads[token]] for token in range(len(heads))]
        self.silent: set[int] = set()

    def _from_the_top(self) -> list[int]:
        heads, sentence_of, children = self.parse.heads, self.parse.sentence_of, self.parse.children
        self._tops = [head == token or sentence_of[head] != sentence_of[token] for token, head in enumerate(heads)]
        order = [token for token, top in enumerate(self._tops) if top]
        torn = any(heads[token] != token for token in order)  # a sentence border between a word and its head
        for token in order:  # grows while it is walked
            order += [child for child in children[token] if not self._tops[child]] if torn else children[token]
        return order

    def left(self, token: int) -> int:
        """The first token below a token, itself where there is none before it."""
        return self._edge(self._lefts, token, 0)

    def right(self, token: int) -> int:
        """The last token below a token, itself where there is none after it."""
        return self._edge(self._rights, token, -1)

    def _edge(self, known: dict[int, int], token: int, side: int) -> int:
        """Follow the outermost dependants on one side; what is found holds for all on the way."""
        path = [token]
        while path[-1] not in known and (outer := self._outermost(path[-1], side)) is not None:
            path.append(outer)
        edge = known.get(path[-1], path[-1])
        known.update((passed, edge) for passed in path)
        return edge

    def _outermost(self, token: int, side: int) -> int | None:
        """The first (side 0) or last (side -1) dependant, where it stands before or after its head."""
        below = self.parse.children[token]
        if not below or self._tops[below[side]]:
            return None
        return below[side] if (below[side] < token) == (side == 0) else None

    def first(self, token: int) -> int:
        """The first token of a token's sentence."""
        return self.parse.sentences[self.parse.sentence_of[token]][0]

    # --- contents

    def content(self, token: int) -> int:
        return self.ground.content_of[token]

    def stance(self, token: int) -> str | None:
        """The stance of the attribution in whose content a token stands."""
        content = self.ground.content_of[token]
        return self.ground.attributions[content].stance if content != OWN_VOICE else None

    def enters(self, token: int) -> bool:
        """Whether a token is the top of a sentence or a content; what "declined to say" goes on with is one too."""
        return self.entering[token] or (self.parse.heads[token] in self.silent and self.parse.tags[token] != "TO")

    # --- verbs

    def is_verb(self, token: int) -> bool:
        tag = self.parse.tags[token]
        if tag in VERBS or (tag in _MISREAD and self.parse.deps[token] in CLAUSAL and self._acts_as_verb(token)):
            return any(map(str.isalpha, self.parse.words[token]))  # else a dash in front of a signature
        return False

    def _acts_as_verb(self, token: int) -> bool:
        """A word tagged as something else that has a verb's dependants: the model reads headlines so ("Ferry sinks …, killing 21")."""
        deps, tags = self.parse.deps, self.parse.tags
        for child in self.parse.children[token]:
            if deps[child] in ("nsubj", "nsubjpass") or (tags[child] == "MD" and child < token):
                return True
            if deps[child] == "advcl" and tags[token] == "NNS":
                return True
        return False

    def is_finite(self, token: int) -> bool:
        parse = self.parse
        if parse.tags[token] in FINITE or not parse.tags[token].startswith("VB"):
            return parse.deps[token] not in ("amod", "xcomp")
        if any(parse.deps[child] in AUXILIARIES and parse.tags[child] in FINITE for child in parse.children[token]):
            return True
        if parse.tags[token] == "VB":
            return self.has_subject(token) and self._is_told(token)
        return parse.tags[token] == "VBN" and parse.deps[token] == "ROOT" and self._is_past(token)

    def _is_told(self, token: int) -> bool:
        """ "I never forgave him", "he put the money back": no bare verb of what is asked for, though the model takes it for one."""
        if self.ground.lemmas.verb(self.parse.lower[token]) != self.parse.lower[token]:
            return True
        bare = any(self.parse.lower[child] == "that" or self.parse.deps[child] in AUXILIARIES for child in self.parse.children[token])
        return not bare and self.stance(token) not in ("asks", "orders", "threatens", "warns")

    def _is_past(self, token: int) -> bool:
        """ "Ada Brenn, who owns the mill, watched from the bank.": a past tense that the model takes for a participle."""
        parse = self.parse
        subject = any(parse.deps[child] == "nsubj" for child in parse.children[token])
        return subject and parse.words[parse.sentences[parse.sentence_of[token]][1] - 1] == "."

    def has_subject(self, token: int) -> bool:
        """Whether a subject stands with a verb; a source that the model hangs on its own quotation is none."""
        deps, content = self.parse.deps, self.ground.content_of
        return any(deps[child] in SUBJECTS and content[child] == content[token] for child in self.parse.children[token])

    def has_to(self, token: int) -> bool:
        return any(self.parse.tags[child] == "TO" for child in self.parse.children[token])

    def has_figure(self, token: int) -> bool:
        """Whether there is a figure among the words from a verb to the end of its clause."""
        return self.ground.has_figure(token, self.right(token) + 1)

    def is_order(self, token: int) -> bool:
        """A bare verb without a subject at the top: "Stay away"."""
        parse = self.parse
        bare = parse.tags[token] == "VB" and not self.has_to(token) and not self.has_subject(token)
        if any(parse.tags[child] == "VBZ" and not self.has_subject(child) for child in parse.children[token]):
            return False  # a name that the model takes for a verb: "Hunt openly admires him"
        return bare and parse.deps[token] in (*CLAUSAL, "dep") and parse.block(token).kind != "headline"

    # --- where a clause begins

    def conjunction(self, token: int) -> str | None:
        """The word that ties an adverbial clause to its head: although, when, that."""
        for child in self.parse.children[token]:
            if child < token and self._conjoins(child, token):
                return self.parse.lower[child]
        return None

    def _conjoins(self, child: int, token: int) -> bool:
        dep, tag = self.parse.deps[child], self.parse.tags[child]
        if dep == "mark" or tag == "WRB":
            return True
        return tag == "IN" and dep == "prep" and child == self.left(token) and not self.parse.children[child]

    def is_after_break(self, token: int) -> bool:
        """Whether a comma, dash, colon or bracket stands before the clause."""
        before = self.left(token) - 1
        return before >= self.first(token) and self.parse.lower[before] in BREAKS

    def opens_relative(self, token: int) -> bool:
        opening = range(self.left(token), min(self.left(token) + _OPENING_WORDS, token))
        return any(self.parse.lower[place] in self.ground.lexicon.relatives for place in opening)

    def is_aside(self, token: int) -> bool:
        """A relative clause after a comma, dash or bracket: it tells more, and restricts nothing."""
        return self.is_after_break(token) and self.is_finite(token) and self.opens_relative(token)

    def is_inverted(self, token: int) -> bool:
        """Had anyone read it …"""
        first = self.left(token)
        return self.parse.heads[first] == token and self.parse.deps[first] in AUXILIARIES

    def stands_alone(self, token: int) -> bool:
        """A finite clause with its own subject and without a conjunction, cut off from its head by a sign."""
        if not (self.is_finite(token) and self.has_subject(token)) or self.conjunction(token) is not None:
            return False
        if self.parse.lower[self.left(token)] in self.ground.lexicon.inside:
            return False
        head = self.parse.heads[token]
        between = (self.right(token) + 1, head) if token < head else (head + 1, self.left(token))
        border = between[0] if token < head else between[1] - 1
        near = range(max(border - 1, between[0] - 1), min(border + 2, between[1] + 1))
        return any(self.parse.lower[place] in BREAKS for place in near) or ";" in self.parse.words[slice(*between)]

    def follows_stray_conjunction(self, token: int) -> bool:
        """A time clause that the model hung beside its main clause: "before" stands in front of it with nothing below."""
        before, parse = self.left(token) - 1, self.parse
        if before < self.first(token) or parse.tags[before] != "IN":
            return False
        return parse.deps[before] in ("prep", "mark") and not parse.children[before]
