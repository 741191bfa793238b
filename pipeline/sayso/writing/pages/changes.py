"""What changed between two runs → one page to see and decide it: changes at the left, the article's text with old and new at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from markupsafe import Markup

from sayso.comparing import Change, Comparison, Summary
from sayso.comparing.editing import name_edit
from sayso.writing.changes.view import Items, View, Write
from sayso.writing.changes.wording import edit_words
from sayso.writing.pages.building import build_page
from sayso.writing.pages.embedding import embed
from sayso.writing.visible import one_line

STYLES = ("base.css", "diff.css")
SCRIPTS = ("changes.js", "decisions.js", "detail.js", "diff.js")
Json = dict[str, Any]


def write_page(items: Items, view: View, write: Write, *, old: str, new: str) -> Summary:
    """Write the whole page at once. `old` and `new` are the runs' names."""
    summary = [Summary()]
    write(b"".join(changes_page(_watched(items, summary), view, old=old, new=new)))
    return summary[-1]


def changes_page(items: Items, view: View | None = None, *, old: str, new: str) -> Iterator[bytes]:
    """The page in UTF-8, piece by piece, of what `sayso.comparing.choose` gives, the summary last.

    An article is asked for when its turn comes, and let go. `view.group_by` is the order that the list begins with. The decisions that
    are made in the page are kept in the browser under the page's own name, a hash of all its changes.
    """
    view = view or View()
    names = blake2b(digest_size=8)
    told: list[str] = []
    summary = [Summary()]

    def scripts() -> Iterator[Markup]:
        for item in _watched(items, summary):
            if isinstance(item, Comparison) and item.changes:
                names.update("".join(change.id for change in item.changes).encode())
                told.append(item.article)
                yield embed(_comparison(item, view))

    def index() -> Markup:
        end = summary[-1]
        order = view.group_by or "article"
        return embed({"id": names.hexdigest(), "comparisons": len(told), "order": order, "counts": dict(end.counts), "made": _made(end)})

    page = {"old": one_line(old), "new": one_line(new), "comparisons": scripts(), "index": index}
    return build_page("diff.html.j2", styles=STYLES, scripts=SCRIPTS, **page)


def _watched(items: Items, summary: list[Summary]) -> Iterator[Comparison | Summary]:
    """The items, a summary among them put aside as well."""
    for item in items:
        if isinstance(item, Summary):
            summary.append(item)
        yield item


def _comparison(comparison: Comparison, view: View) -> Json:
    """Both versions of the article, the new one without a text that is the old one's, the changes, and the words of what they link to."""
    old, new = (_version(side) for side in (comparison.old, comparison.new))
    if old and new and old["text"] == new["text"]:
        new = {"meta": new["meta"], "shares": True}
    rows = [_row(change, view) for change in comparison.changes]
    return {"old": old, "new": new, "changes": rows, "words": _words(comparison, rows)}


def _version(article: Json | None) -> Json | None:
    if article is None:
        return None
    blocks = [{name: block[name] for name in ("start", "end", "kind")} for block in article["blocks"]]
    return {"text": article["text"], "blocks": blocks, "meta": {"language": article["meta"].get("language")}}


def _row(change: Change, view: View) -> Json:
    """The row of the contract with the change's grade and weight; whole records without fields that say nothing."""
    sides = {side: [_telling(record) for record in records] for side, records in (("old", change.old), ("new", change.new))}
    fields = [field.row() for field in change.changes if not view.material or field.grade == "material"]
    edit = name_edit(change) if view.edits else None
    more = {"edit": edit_words(edit)} if edit else {}
    return {**change.row(), **sides, "changes": fields, "grade": change.grade, "weight": change.weight, **more}


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
        return _saying(record, known)
    return str(record["text"])


def _saying(attribution: Json, known: Mapping[str, Json]) -> str:
    """Who said it, and how, in the order of the text: "Ana Reyes warned", "according to police"."""
    source, cue = attribution["source"], attribution["cue"]
    actor = known.get(source["actor"] or "", {})
    parts = [actor.get("name", source["text"]), cue and cue["text"]]
    if cue and source["start"] is not None and source["start"] > cue["start"]:
        parts.reverse()
    return " ".join(filter(None, parts)) or str(attribution["stance"])


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
