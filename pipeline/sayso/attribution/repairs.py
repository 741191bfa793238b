"""Corrections of a sentence's tree before cues are looked for: three mistakes that parsers make around reporting verbs.

A `Tree` is a copy of the parse's heads, labels and children; the parse stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sayso.attribution.quotes import MARKS
from sayso.parsing import Parse

FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLOSING_SIGNS = frozenset({",", "”", '"', "''"})
NOBODY = frozenset({"it", "there", "this", "that", "these"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})
CLAUSES = frozenset({"ccomp", "acl", "relcl", "advcl"})
LONGEST_TAG = 8  # tokens after the verb of a closing "…, the minister told reporters in Paris."
DEEPEST = 12  # heads that are climbed


@dataclass(slots=True)
class Tree:
    """Lists of children are shared with the parse until one changes: a changed one is a new list."""

    heads: list[int]
    deps: list[str]
    children: list[list[int]]

    def hang(self, token: int, head: int, dep: str) -> None:
        """Hang a token, with all below it, on another head; on itself it becomes a root."""
        old = self.heads[token]
        if old != token:
            self.children[old] = [child for child in self.children[old] if child != token]
        self.heads[token], self.deps[token] = head, dep
        if head != token:
            self.children[head] = sorted([*self.children[head], token])

    def child(self, token: int, deps: Collection[str]) -> int | None:
        for child in self.children[token][:64]:
            if self.deps[child] in deps:
                return child
        return None

    def above(self, token: int) -> list[int]:
        """The token and the heads above it, a few of them."""
        found = [token]
        while self.heads[found[-1]] != found[-1] and len(found) < DEEPEST:
            found.append(self.heads[found[-1]])
        return found


def repaired(parse: Parse, lemmas: list[str], reports: Sequence[int], reporting: Collection[str]) -> Tree:
    """The parse's tree with reporting verbs, the tokens `reports` in text order, where they belong."""
    tree = Tree(list(parse.heads), list(parse.deps), list(parse.children))
    for token in reports:
        if parse.tags[token] in FINITE or parse.tags[token] == "VBG":
            _lift_second_verb(parse, tree, token, lemmas, reporting)
        if parse.tags[token] in FINITE:
            _raise_closing_tag(parse, tree, token)
    for token in reports:
        if parse.tags[token] == "VBD":
            _part_from_asked(parse, tree, token)
        _give_back_clause(parse, tree, token)
        _join_second_clause(parse, tree, token)
        _raise_participle(parse, tree, token, lemmas, reporting)
    return tree


def _join_second_clause(parse: Parse, tree: Tree, token: int) -> None:
    """ "Predicted that rents would fall, but that wages would rise": the second clause goes with the first."""
    first = tree.child(token, ("ccomp",))
    for child in tree.children[token][:64]:
        mark = tree.child(child, ("mark",))
        if tree.deps[child] == "conj" and first is not None and token < first < child and mark is not None and parse.lower[mark] == "that":
            tree.hang(child, first, "conj")


def _part_from_asked(parse: Parse, tree: Tree, token: int) -> None:
    """ "The minister, asked whether he would go, declined to say": it is he who declines, and who was asked."""
    subject = tree.child(token, SUBJECT)
    if subject is None or not subject < token - 1 or parse.words[token - 1] != ",":
        return
    for child in tree.children[token][:64]:
        edge = _left_edge(tree, child)
        comma = child > token + 2 and "," in (parse.words[edge], parse.words[edge - 1])
        if comma and parse.tags[child] in FINITE and tree.deps[child] in ("ccomp", "conj", "dep") and tree.child(child, SUBJECT) is None:
            _swap(tree, token, child)
            tree.hang(subject, child, "nsubj")
            tree.hang(token, subject, "acl")
            return


def _swap(tree: Tree, token: int, child: int) -> None:
    """Let a child take its head's place."""
    above, dep = tree.heads[token], tree.deps[token]
    tree.hang(child, child if above == token else above, dep)


def _raise_participle(parse: Parse, tree: Tree, token: int, lemmas: list[str], reporting: Collection[str]) -> None:
    """ "She wrote that the roof had gone, adding …": it is she who adds."""
    inner = tree.heads[token]
    while tree.deps[inner] == "xcomp":
        inner = tree.heads[inner]
    outer = tree.heads[inner]
    if parse.tags[token] != "VBG" or tree.deps[token] != "advcl" or tree.deps[inner] != "ccomp" or not outer < min(inner, token):
        return
    edge = _left_edge(tree, token)
    if lemmas[outer] in reporting and (token < inner or lemmas[inner] not in reporting) and parse.words[edge - 1] in CLOSING_SIGNS:
        tree.hang(token, outer, "advcl")


def _lift_second_verb(parse: Parse, tree: Tree, token: int, lemmas: list[str], reporting: Collection[str]) -> None:
    """ "He predicted that it would rain but vowed to come": *vowed* goes with *predicted*, not with *rain*."""
    if tree.deps[token] != "conj" or tree.child(token, ("mark",)) is not None:
        return
    first = tree.heads[token]
    while tree.deps[first] == "conj" and tree.heads[first] != first:
        first = tree.heads[first]
    outer = tree.heads[first]
    if tree.deps[first] not in ("ccomp", "xcomp") or not outer < first or lemmas[outer] not in reporting:
        return
    subject = tree.child(token, SUBJECT)
    if subject is None:
        said_once = parse.tags[outer] == parse.tags[token] and (parse.tags[first] != parse.tags[token] or _cannot_speak(parse, tree, first))
        if said_once:
            tree.hang(token, outer, "conj")
    elif tree.child(token, ("ccomp", "xcomp", "dobj")) is not None and _after_comma_and(parse, tree, token):
        tree.hang(token, outer, "conj")


def _cannot_speak(parse: Parse, tree: Tree, token: int) -> bool:
    """Whether a verb's subject is a word that stands for no person: "said it was late but added"."""
    subject = tree.child(token, SUBJECT)
    return (subject is not None and parse.lower[subject] in NOBODY) or tree.child(token, ("expl",)) is not None


def _after_comma_and(parse: Parse, tree: Tree, token: int) -> bool:
    first = _left_edge(tree, token)
    return first >= 2 and parse.lower[first - 1] in ("and", "but", "while") and parse.words[first - 2] in (",", ";", "—", "-")


def _left_edge(tree: Tree, token: int) -> int:
    for _ in range(DEEPEST):
        lower = [child for child in tree.children[token][:1] if child < token]
        if not lower:
            return token
        token = lower[0]
    return token


def _raise_closing_tag(parse: Parse, tree: Tree, token: int) -> None:
    """ "Officers think that it moved, the chief told reporters": *told* is over all that stands before."""
    first, end = parse.sentences[parse.sentence_of[token]]
    subject = tree.child(token, SUBJECT)
    if subject is None or not first < subject < token or end - token > LONGEST_TAG + 1 or tree.deps[token] == "ROOT":
        return
    if tree.child(token, ("mark", "ccomp", "xcomp")) is not None or parse.tags[subject] in ("WP", "WDT"):
        return
    edge = _left_edge(tree, subject)
    if edge <= first + 1 or parse.words[edge - 1] not in CLOSING_SIGNS or parse.lower[edge] in ("and", "but", "as", "while", "if", "when"):
        return
    root = tree.above(token)[-1]
    if (
        root == token
        or tree.heads[root] != root
        or not first <= root < edge
        or tree.deps[token] not in ("conj", "relcl", "ccomp", "appos", "advcl", "dep", "parataxis", "acl")
    ):
        return
    tree.hang(token, token, "ROOT")
    tree.hang(root, token, "ccomp")


def _give_back_clause(parse: Parse, tree: Tree, token: int) -> None:
    """ "She said in an interview with the network that …": the that-clause is what she said, not the network's."""
    if tree.child(token, ("ccomp", "xcomp")) is not None:
        return
    for child in tree.children[token][:64]:
        if child < token or tree.deps[child] not in ("prep", "npadvmod", "dobj", "dative", "advmod"):
            continue
        clause = _that_clause_below(parse, tree, child)
        if clause is not None:
            tree.hang(clause, token, "ccomp")
            return


def _that_clause_below(parse: Parse, tree: Tree, token: int) -> int | None:
    """The last clause below a token that begins with a conjunction *that* and has a subject of its own."""
    current = token
    for _ in range(DEEPEST):
        following = [
            child for child in tree.children[current] if child > current and parse.words[child] not in MARKS and tree.deps[child] != "punct"
        ]
        if not following:
            return None
        current = following[-1]
        mark = tree.child(current, ("mark",))
        if tree.deps[current] in CLAUSES and mark is not None and parse.lower[mark] == "that" and tree.child(current, SUBJECT) is not None:
            noun = tree.heads[current]
            return current if parse.tags[noun].startswith(("NNP", "NN", "PRP", "CD", "IN")) else None
    return None
