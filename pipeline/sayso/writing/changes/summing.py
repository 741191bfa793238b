"""The summary in words: one line of counts, and what made the two runs."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.comparing import Summary
from sayso.comparing.values import OPS
from sayso.writing.visible import one_line

_MADE_BY = ("model", "rules", "sayso")


def summary_words(summary: Summary) -> str:
    """How much differs, in one line."""
    counts = summary.counts
    told = ", ".join(f"{counts[op]} {op}" for op in OPS if counts[op] and op != "moved")
    differing = sum(counts[name] for name in ("articles_changed", "articles_added", "articles_removed"))
    whole = _articles(counts["articles_same"] + differing)
    moved = f"; {counts['moved']} only moved" if counts["moved"] else ""
    if not told:
        return f"nothing changed in {whole}{moved}"
    return f"{told} in {differing} of {whole}: {counts['material']} material, {counts['cosmetic']} cosmetic{moved}"


def made_by(summary: Summary) -> Iterator[tuple[str, str, str | None]]:
    """What made both runs: model, rules and version of sayso, each with the new one where it is another one."""
    old, new = summary.runs
    for name in _MADE_BY:
        one, other = ((run or {}).get(name) for run in (old, new))
        yield name, _told(one), None if one == other else _told(other)


def _told(value: object) -> str:
    return one_line(str(value)) if value else "not told"


def _articles(count: int) -> str:
    return f"{count} article" if count == 1 else f"{count} articles"
