"""What a reviewer notes beside verdicts: records that were missed, articles that were looked through, and values as they are typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sayso.comparing.values import Json
from sayso.records import RECORD_KINDS, RecordKind
from sayso.reviewing.correcting import add_missed
from sayso.reviewing.decisions import Decision, now, subject


def reviewed(article: str, reviewer: str) -> Decision:
    """The decision that an article was looked through."""
    return Decision(change=subject(article, "reviewed"), verdict="reviewed", record="article", article=article, by=reviewer, at=now())


def missed(article: Json, kind: RecordKind, value: Json, reviewer: str) -> Decision:
    """The decision that an article lacks a record, made of these values. Raises UsageError where they make none."""
    ident = subject(article["id"], kind, repr(sorted(value.items())))
    add_missed(article, kind, ident, value)
    return Decision(change=ident, verdict="missed", record=kind, article=article["id"], by=reviewer, at=now(), value=value)


def first_values(kind: RecordKind, words: str) -> Json:
    """What the words of a missed record are to it, and the least that it must tell."""
    least: Mapping[RecordKind, Json] = {
        "actor": {"name": words, "kind": "organization", "mentions": [words]},
        "date": {"text": words, "kind": "vague"},
        "figure": {"text": words, "kind": "count"},
        "attribution": {"content": [words], "content_form": "clause", "manner": "indirect", "stance": "says"},
        "claim": {"text": words, "spans": [words], "block": "body"},
    }
    return dict(least[kind])


def one_kind(word: str) -> RecordKind | None:
    """The kind of record that a word names."""
    return next((kind for kind in RECORD_KINDS if kind == word), None)


def read_typed(typed: str) -> Any:
    """A typed value: JSON where it is some (a number, true, null, a list), a list where ` | ` stands between, else the words."""
    try:
        return json.loads(typed)
    except ValueError:
        return [part.strip() for part in typed.split(" | ")] if " | " in typed else typed.strip()
