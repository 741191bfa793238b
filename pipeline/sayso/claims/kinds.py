"""Which tokens head a proposition of their own, and of which kind.

The main clause does, a coordinated one, a non-restrictive relative, a "because" clause, a participle with a figure, and what stands at
the top of a content. Restrictive relatives, complements of verbs that are no cues, conditions and time clauses do not, and so stay inside.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.claims.ground import OWN_VOICE
from sayso.claims.trees import FINITE, Trees
from sayso.rules.entries import ClauseKind

Kinds = Mapping[int, ClauseKind]  # the heads found so far: those of the clauses above a token are always among them

_MAIN = frozenset({"ROOT", "parataxis"})
_LOOSE = frozenset({"ccomp", "dep", "appos", "intj", "meta", "acl", "nmod", "npadvmod", "punct"})  # a clause where it has all it needs
_SECOND = frozenset({"advcl", "conj", "ccomp", "dep"})
_WITHIN_WORDS = frozenset({"amod", "compound", "prep"})
_GERUND_STANCES = frozenset({"denies", "criticises", "supports"})


def find_kind(trees: Trees, token: int, kinds: Kinds) -> ClauseKind | None:
    """The kind of clause that a token heads, or None where it heads none."""
    parse = trees.parse
    if token in kinds:
        return kinds[token]
    if parse.tags[token] == "TO" and parse.deps[token] == "prep":
        return _hidden_infinitive(trees, token)
    if not trees.is_verb(token):
        return "main" if _hidden_main(trees, token) is not None else None
    return "gerund" if _is_gerund(trees, token) else _kind_of_verb(trees, token, kinds)


def _kind_of_verb(trees: Trees, token: int, kinds: Kinds) -> ClauseKind | None:
    match trees.parse.deps[token]:
        case "conj":
            return _conjunct(trees, token, kinds)
        case "relcl":
            return _relative(trees, token)
        case "advcl":
            return _adjunct(trees, token)
        case "acl" if not trees.has_subject(token):
            return _adjunct(trees, token)
    return _complement(trees, token)


def keeps_silent(trees: Trees, token: int) -> bool:
    """Declined to say, refused to answer: the rest of a cue, where the first word alone is marked."""
    if trees.stance(token) != "declines" or not (trees.has_to(token) and trees.enters(token)):
        return False
    return trees.ground.verb(token) in trees.ground.lexicon.listed("claim_speaking")


def real_verb(trees: Trees, token: int) -> int:
    """The verb of "the tapes, kept in a cellar, might not last" where the model takes "kept" for it and "last" for a second one."""
    parse = trees.parse
    if (hidden := _hidden_main(trees, token) or _verb_behind_participle(trees, token)) is not None:
        return hidden
    if parse.tags[token] != "VBD" or token == trees.first(token) or parse.words[token - 1] != "," or not trees.has_subject(token):
        return token
    after = [child for child in parse.children[token] if child > token]
    second = next((child for child in after if parse.deps[child] == "conj" and trees.is_verb(child)), None)
    if second is None or trees.has_subject(second) or any(parse.deps[child] == "cc" for child in after):
        return token
    return second if trees.is_after_break(second) else token


def _hidden_main(trees: Trees, token: int) -> int | None:
    """ "Ada Brenn, who owns the mill, watched from the bank": the verb where the model takes it for a participle of a lone noun."""
    parse = trees.parse
    first, end = parse.sentences[parse.sentence_of[token]]
    if (
        parse.deps[token] != "ROOT"
        or not parse.tags[token].startswith("NN")
        or parse.words[end - 1] != "."
        or parse.block(first).kind != "body"
    ):
        return None
    below = [child for child in parse.children[token] if child > token]
    verb = next((child for child in below if parse.deps[child] == "acl" and parse.tags[child] in ("VBN", "VBD")), None)
    if verb is None or parse.words[verb - 1] != "," or parse.words[token + 1] != ",":
        return None
    return verb if any(parse.deps[child] == "relcl" and child < verb for child in below) else None


def _verb_behind_participle(trees: Trees, token: int) -> int | None:
    """ "Shells fired from the hill struck the mill": the verb where the model takes "fired" for it."""
    parse = trees.parse
    if (
        parse.tags[token] != "VBD"
        or not trees.has_subject(token)
        or token + 1 >= len(parse)
        or parse.tags[token + 1] not in ("IN", "RB", "TO")
    ):
        return None
    after = [child for child in parse.children[token] if child > token]
    verb = next((child for child in after if parse.deps[child] in _SECOND and parse.tags[child] in FINITE), None)
    if verb is None or trees.has_subject(verb) or trees.conjunction(verb) is not None or parse.words[verb - 1] == ",":
        return None
    return verb if all(parse.deps[child] in ("prep", "advmod", "agent", "npadvmod", "prt") for child in after if child < verb) else None


def _complement(trees: Trees, token: int) -> ClauseKind | None:
    dep = trees.parse.deps[token]
    if dep in _MAIN or trees.enters(token):
        return _top(trees, token)
    return "main" if dep in _LOOSE and trees.stands_alone(token) else None


def _top(trees: Trees, token: int) -> ClauseKind | None:
    """The kind of a clause at the top of a sentence or a content."""
    in_content = trees.content(token) != OWN_VOICE
    if trees.is_finite(token):
        return "content" if in_content and trees.parse.deps[token] not in _MAIN else "main"
    if in_content:
        return _top_of_content(trees, token)
    if trees.parse.block(token).kind == "headline":
        return "headline"
    return "order" if trees.is_order(token) else None


def _top_of_content(trees: Trees, token: int) -> ClauseKind | None:
    if trees.is_order(token):
        return "order"
    if trees.ground.form_of(trees.content(token)) == "phrase" or trees.parse.deps[token] in _WITHIN_WORDS:
        return None
    bare = trees.parse.tags[token] == "VB" and trees.has_subject(token)
    return "infinitive" if bare or trees.has_to(token) else None


def _hidden_infinitive(trees: Trees, token: int) -> ClauseKind | None:
    """ "to jail owners" where the model takes "jail" for a noun: the words after a promise or an order that wants an infinitive."""
    content = trees.content(token)
    if not trees.enters(token) or trees.ground.form_of(content) != "clause" or token + 1 >= len(trees.parse):
        return None
    begins = trees.parse.starts[token] == min(span.start for span in trees.ground.attributions[content].content)
    return "infinitive" if begins and trees.parse.tags[token + 1] in ("VB", "NN", "RB") else None


def _is_gerund(trees: Trees, token: int) -> bool:
    """Denied hiding results; accused the firm of hiding results."""
    parse = trees.parse
    if parse.tags[token] != "VBG" or trees.content(token) == OWN_VOICE:
        return False
    if parse.deps[token] != "pcomp":
        return trees.stance(token) in _GERUND_STANCES and parse.deps[token] in ("xcomp", "ccomp") and trees.enters(token)
    preposition = parse.heads[token]
    above = parse.heads[preposition]
    return parse.lower[preposition] in ("of", "for") and trees.enters(above if parse.deps[above] in ("dobj", "pobj") else preposition)


def _relative(trees: Trees, token: int) -> ClauseKind | None:
    if trees.is_aside(token):
        return "relative"
    return _top(trees, token) if trees.enters(token) and not trees.opens_relative(token) else None


def _adjunct(trees: Trees, token: int) -> ClauseKind | None:
    """An adverbial clause or a participle."""
    mark = trees.conjunction(token)
    if trees.is_finite(token):
        return _finite_adjunct(trees, token, mark)
    bare = trees.parse.tags[token] == "VB" and mark is None
    if (bare or trees.has_to(token)) and trees.enters(token) and trees.content(token) != OWN_VOICE:
        return _top_of_content(trees, token)
    return "participle" if mark is None and _is_participle_with_figure(trees, token) else None


def _finite_adjunct(trees: Trees, token: int, mark: str | None) -> ClauseKind | None:
    lexicon = trees.ground.lexicon
    if mark in lexicon.reasons or (mark in lexicon.contrasts and trees.is_after_break(token)):
        return "reason" if mark in lexicon.reasons else "contrast"
    if mark in ("when", "where") and _adds_to_date(trees, token):
        return "relative"
    return "main" if mark is None and trees.stands_alone(token) and not trees.is_inverted(token) else None


def _adds_to_date(trees: Trees, token: int) -> bool:
    """ "since January, when observers counted 118": after a comma, and after what it hangs on."""
    return token > trees.parse.heads[token] and trees.is_after_break(token) and trees.left(token) > trees.first(token) + 1


def _is_participle_with_figure(trees: Trees, token: int) -> bool:
    parse = trees.parse
    if parse.tags[token] not in ("VBG", "VBN") or parse.lower[token] in trees.ground.lexicon.prepositions:
        return False
    loose = trees.is_after_break(token) or (parse.deps[token] == "advcl" and parse.tags[token] == "VBG")
    return loose and trees.has_figure(token)


def _conjunct(trees: Trees, token: int, kinds: Kinds) -> ClauseKind | None:
    """A clause that "and", "but" or a comma ties to another: it stands where the other one does."""
    first = trees.parse.heads[token]
    if trees.follows_stray_conjunction(token):
        return None
    if trees.enters(token) and (trees.content(token) != OWN_VOICE or first not in trees.ground.cues):
        return _top(trees, token)
    if first in trees.ground.cues:
        return "coordinated" if trees.is_finite(token) and trees.parse.deps[first] not in ("amod", "relcl") else None
    if first in kinds:
        return _beside(trees, token, first, kinds[first])
    return "main" if not trees.is_verb(first) and trees.is_finite(token) and trees.has_subject(token) else None


def _beside(trees: Trees, token: int, first: int, kind: ClauseKind) -> ClauseKind | None:
    """A conjunct of a clause that makes a claim."""
    finite = trees.is_finite(token)
    if kind == "participle":
        return "participle" if trees.has_figure(token) else None
    if kind in ("infinitive", "order"):
        return kind if finite or trees.parse.tags[token] == "VB" else None
    return "coordinated" if finite or _shares_form(trees, token, first) else None


def _shares_form(trees: Trees, token: int, first: int) -> bool:
    """ "was hit and sunk", "will go and see"; a bare verb beside one with an ending is the model's mistake ("beat Dale but sweat")."""
    tag, other = trees.parse.tags[token], trees.parse.tags[first]
    return tag == other or (tag == "VB" and other in FINITE and not trees.has_to(token))
