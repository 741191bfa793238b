"""Names in bylines, credits and datelines."""

from __future__ import annotations

from sayso.actors.finds import Core
from sayso.actors.names.drafts import Draft, is_role, name_noun
from sayso.actors.names.runs import run_end

_HEADERS = frozenset({"byline", "dateline", "credit"})


def take_headers(draft: Draft) -> None:
    """Bylines and credits name people, a dateline names places and, in brackets, the outlet."""
    blocks = draft.parse.article.blocks
    if not any(block.kind in _HEADERS for block in blocks):
        return
    for token, number in enumerate(draft.parse.block_of):
        if draft.is_name_word(token) and blocks[number].kind in _HEADERS and not _is_label(draft, token):
            _take_header_name(draft, token, blocks[number].kind)


def _is_label(draft: Draft, token: int) -> bool:
    """ "Reporting by …"."""
    return draft.parse.lower[token + 1 : token + 2] == ["by"]


def _take_header_name(draft: Draft, token: int, block: str) -> None:
    core = draft.owner[token]
    if core is None and draft.free(token) and (token == 0 or not draft.is_name_word(token - 1) or not draft.free(token - 1)):
        core = Core(token, run_end(draft, token), None, "names.header", label="RUN")
        draft.add(core)
    if core is None or core.first != token or core.sure:
        return
    if core.label == "RUN" and is_role(draft, core.end - 1):
        draft.remove(core)
    elif draft.key(core.first, core.end) in draft.lexicon.countries.names:
        core.kind = "country"
    elif block == "dateline":
        bracketed = token > 0 and draft.parse.words[token - 1] == "("
        core.kind = "media" if bracketed or name_noun(draft, core) else "place"
        core.sure = True
    elif core.label not in ("GPE", "LOC") and core.end - core.first > 1 and name_noun(draft, core) is None:
        core.kind = "person"
