"""What an outlet did to its article, in the words of an editor: a quote altered, a number raised, a source dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.comparing.values import Change, FieldChange

_NUMBERS = ("value", "low", "high", "share", "against_value")
_DAYS = ("first", "last", "edtf", "duration", "time")
_WORDS = ("text", "spans")


def name_edit(change: Change) -> str | None:
    """What a change of an article's new version is called, the weightiest first; None for what has no name, as a link that leads elsewhere.

    quote_added|removed|altered     words in quotation marks        source_added|dropped|changed    who is behind a statement
    number_added|removed            number_raised|lowered|altered   date_added|removed|altered      stance_changed
    statement_added|removed|reworded|negated     headline_changed   text_changed                    article_added|removed
    """
    fields = {field.field: field for field in change.changes}
    return _NAMES[change.record](change, fields) if change.record in _NAMES else None


def _of_attribution(change: Change, fields: Mapping[str, FieldChange]) -> str | None:
    quoted = any(record["manner"] != "indirect" for record in (*change.old, *change.new))
    if change.op != "changed":
        return _whole(change, "quote" if quoted else "source", "dropped" if not quoted else "removed")
    tests = (
        ("quote_altered", quoted and "content" in fields),
        ("source_dropped", _is_lost(fields)),
        ("source_added", _is_gained(fields)),
        ("source_changed", fields.keys() & {"source.actor", "source.actors"} or ("source.text" in fields and not _is_same_actor(change))),
        ("stance_changed", fields.keys() & {"stance", "polarity"}),
        ("statement_reworded", fields.keys() & {"content", "cue.text", "source.text"}),
    )
    return next((name for name, holds in tests if holds), None)


def _is_same_actor(change: Change) -> bool:
    """Whether both sides give it to one actor by name, which its id tells: "the minister" may be "he" now."""
    who = {record["source"]["actor"] for record in (*change.old, *change.new)}
    return len(who) == 1 and None not in who


def _is_lost(fields: Mapping[str, FieldChange]) -> bool:
    text, named = fields.get("source.text"), fields.get("source.named")
    return bool((text and text.new is None) or (named and named.old and not named.new))


def _is_gained(fields: Mapping[str, FieldChange]) -> bool:
    text, named = fields.get("source.text"), fields.get("source.named")
    return bool((text and text.old is None) or (named and named.new and not named.old))


def _of_figure(change: Change, fields: Mapping[str, FieldChange]) -> str | None:
    if change.op != "changed":
        return _whole(change, "number", "removed")
    for name in _NUMBERS:
        if name in fields:
            return _moved(fields[name])
    altered = {"unit", "bound", "vague", "order", "direction", "status", "approximate", "kind"} & fields.keys()
    return "number_altered" if altered else None


def _moved(field: FieldChange) -> str:
    if not isinstance(field.old, int | float) or not isinstance(field.new, int | float):
        return "number_altered"
    return "number_raised" if field.new > field.old else "number_lowered"


def _of_date(change: Change, fields: Mapping[str, FieldChange]) -> str | None:
    if change.op != "changed":
        return _whole(change, "date", "removed")
    return "date_altered" if fields.keys() & set(_DAYS) else None


def _of_claim(change: Change, fields: Mapping[str, FieldChange]) -> str | None:
    if change.op != "changed":
        return _whole(change, "statement", "removed")
    if "polarity" in fields:
        return "statement_negated"
    return "statement_reworded" if fields.keys() & set(_WORDS) else None


def _of_article(change: Change, fields: Mapping[str, FieldChange]) -> str | None:
    if change.op != "changed":
        return _whole(change, "article", "removed")
    if "meta.title" in fields:
        return "headline_changed"
    return "text_changed" if "text" in fields else None


def _whole(change: Change, name: str, gone: str) -> str:
    """Records that came, went, or were cut otherwise."""
    if change.op == "added":
        return f"{name}_added"
    return f"{name}_{gone}" if change.op == "removed" else f"{name}_altered" if name in ("quote", "number", "date") else f"{name}_reworded"


_NAMES: Mapping[str, Callable[[Change, Mapping[str, FieldChange]], str | None]] = {
    "attribution": _of_attribution, "figure": _of_figure, "date": _of_date, "claim": _of_claim, "article": _of_article,
}  # fmt: skip
