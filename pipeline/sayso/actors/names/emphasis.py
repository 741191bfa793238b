"""Words in capitals that are stressed, and remarks in brackets: no names."""

from __future__ import annotations

from sayso.actors.finds import Core
from sayso.actors.names.drafts import Draft

_SHORTEST = 4  # letters; shorter words in capitals are acronyms
_VERBAL = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj"})
_HELPERS = frozenset({"aux", "auxpass", "neg"})


def drop_emphasis(draft: Draft) -> None:
    """Leave out "SPEND" in "we must SPEND less", "WHITE" where the article writes "white", too, and "(CROSSTALK.)"."""
    stressable = [core for core in draft.cores if _is_stressable(draft, core)]
    if not stressable:
        return
    small = {word for word in draft.parse.words if len(word) >= _SHORTEST and word.islower()}
    for core in stressable:
        if draft.parse.lower[core.first] in small or _is_verb(draft, core.first) or _is_remark(draft, core.first):
            draft.remove(core)
            draft.barred.add(core.first)


def _is_stressable(draft: Draft, core: Core) -> bool:
    word = draft.parse.words[core.first]
    alone = core.end - core.first == 1 and draft.owner[core.first] is core and not core.sure
    return alone and len(word) >= _SHORTEST and word.isupper() and word.isalpha() and core.label not in ("LISTED", "PERSON", "GPE")


def _is_verb(draft: Draft, token: int) -> bool:
    parse = draft.parse
    return parse.deps[token] in _VERBAL and any(parse.deps[child] in _HELPERS for child in parse.children[token])


def _is_remark(draft: Draft, token: int) -> bool:
    """Alone in brackets that hold a sentence of their own."""
    words = draft.parse.words
    return token > 0 and words[token - 1] == "(" and words[token + 1 : token + 3] == [".", ")"]
