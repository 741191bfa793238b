"""Headlines in capitals, which the model takes for one long name: "Gold Star Mom Corners Moor"."""

from __future__ import annotations

from sayso.actors.finds import Core
from sayso.actors.folding import Key
from sayso.actors.names.drafts import Draft, name_noun

_HEADLINES = frozenset({"headline", "heading"})
_NAME_AND_MORE = {"PERSON": 4}  # words of a run that holds a name of the text; of other labels 3
_NOTHING_KNOWN = 4  # words of a run of which the text knows nothing


def drop_headline_runs(draft: Draft) -> None:
    """Leave out long runs of a headline in capitals that the text does not name again; a name in them is found again by itself."""
    long = [core for core in draft.cores if _is_long(draft, core)]
    if not long:
        return
    known = _names_of_text(draft)
    for core in long:
        if known and _is_run(draft, core, known):
            draft.remove(core)


def _is_long(draft: Draft, core: Core) -> bool:
    sized = core.end - core.first >= _NAME_AND_MORE.get(core.label or "", 3) and draft.owner[core.first] is core
    return sized and core.label != "LISTED" and _is_headline(draft, core)


def _is_headline(draft: Draft, core: Core) -> bool:
    return draft.parse.block(core.first).kind in _HEADLINES and draft.phrases.is_title_case(core.first)


def _names_of_text(draft: Draft) -> set[Key]:
    """The names outside of headlines, people's last names too."""
    named = [core for core in draft.cores if draft.owner[core.first] is core and not _is_headline(draft, core)]
    keys = {draft.key(core.first, core.end) for core in named}
    return (keys | {draft.key(core.first, core.end)[-1:] for core in named if core.label == "PERSON"}) - {()}


def _is_run(draft: Draft, core: Core, known: set[Key]) -> bool:
    key = draft.key(core.first, core.end)
    if key in known:
        return False
    if name_noun(draft, core):
        return any(key[:size] in known for size in range(2, len(key)))
    inner = any(key[start:end] in known for start in range(len(key)) for end in range(start + 1, len(key) + 1))
    return inner or (core.label == "ORG" and len(key) >= _NOTHING_KNOWN and "&" not in key)
