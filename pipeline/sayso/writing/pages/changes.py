"""What changed between two runs → one page to see and decide it: changes at the left, the article's text with old and new at the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from markupsafe import Markup

from sayso.comparing import Change, Comparison, Summary
from sayso.writing.pages.building import build_page
from sayso.writing.pages.embedding import embed
from sayso.writing.visible import one_line

STYLES = ("base.css", "diff.css")
SCRIPTS = ("changes.js", "decisions.js", "detail.js", "diff.js")
Json = dict[str, Any]


def changes_page(found: Iterable[Comparison | Summary], *, old: str, new: str) -> Iterator[bytes]:
    """The page in UTF-8, piece by piece, of what `sayso.comparing` gives, the summary last. `old` and `new` are the runs' names.

    An article is asked for when its turn comes, and let go. The decisions that are made in the page are kept in the browser under the
    page's own name, a hash of all its changes.
    """
    names = blake2b(digest_size=8)
    told: list[str] = []
    summary: list[Summary] = []

    def scripts() -> Iterator[Markup]:
        for item in found:
            if isinstance(item, Summary):
                summary.append(item)
            elif item.changes:
                names.update("".join(change.id for change in item.changes).encode())
                told.append(item.article)
                yield embed(_comparison(item))

    def index() -> Markup:
        end = summary[-1] if summary else Summary()
        return embed({"id": names.hexdigest(), "comparisons": len(told), "summary": end.row(), "made": _made(end)})

    page = {"old": one_line(old), "new": one_line(new), "comparisons": scripts(), "index": index}
    return build_page("diff.html.j2", styles=STYLES, scripts=SCRIPTS, **page)


def _comparison(comparison: Comparison) -> Json:
    """Both versions of the article, the new one without a text that is the old one's, the changes, and the words of what they link to."""
    old, new = (_version(side) for side in (comparison.old, comparison.new))
    if old and new and old["text"] == new["text"]:
        new = {"meta": new["meta"], "shares": True}
    rows = [_row(change) for change in comparison.changes]
    return {"old": old, "new": new, "changes": rows, "words": _words(comparison, rows)}


def _version(article: Json | None) -> Json | None:
    if article is None:
        return None
    blocks = [{name: block[name] for name in ("start", "end", "kind")} for block in article["blocks"]]
    return {"text": article["text"], "blocks": blocks, "meta": {"language": article["meta"].get("language")}}


def _row(change: Change) -> Json:
    """The row of the contract with the change's grade and weight; whole records without fields that say nothing."""
    sides = {side: [_telling(record) for record in records] for side, records in (("old", change.old), ("new", change.new))}
    return {**change.row(), **sides, "grade": change.grade, "weight": change.weight}


def _telling(record: Json) -> Json:
    kept = {name: value for name, value in record.items() if value is not None and value not in ([], {})}
    return kept if "meta" not in kept else {"id": kept["id"], "meta": _telling(kept["meta"])}


def _words(comparison: Comparison, rows: list[Json]) -> dict[str, str]:
    """The words of each record whose id stands in one of these rows."""
    known = {record["id"]: record for side in (comparison.old, comparison.new) if side for record in _records(side)}
    wanted = {text for row in rows for text in _strings([row["changes"], row["old"], row["new"]]) if text in known}
    return {ident: _words_of(known[ident], known) for ident in sorted(wanted)}


def _records(article: Json) -> Iterator[Json]:
    for kind in ("actors", "dates", "figures", "attributions", "claims"):
        yield from article[kind]


def _words_of(record: Json, known: Mapping[str, Json]) -> str:
    if "name" in record:
        return str(record["name"])
    if "stance" in record:
        actor = known.get(record["source"]["actor"] or "")
        who = actor["name"] if actor and "name" in actor else record["source"]["text"]
        return " ".join(filter(None, (who, record["cue"] and record["cue"]["text"]))) or str(record["stance"])
    return str(record["text"])


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _made(summary: Summary) -> str:
    """What made both runs, and which of it changed."""
    old, new = (run or {} for run in summary.runs)
    parts = [
        f"{name} {old.get(name, 'unknown')}" if old.get(name) == new.get(name) else f"{name} {old.get(name)} → {new.get(name)}"
        for name in ("sayso", "model", "rules")
    ]
    return " · ".join(parts)
