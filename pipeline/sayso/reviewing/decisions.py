"""Decisions about changes: a JSON object a line, which `sayso review` appends and the page of `sayso diff --format html` downloads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from sayso.errors import RunError
from sayso.records import Value

Verdict = Literal["accept", "reject", "neither"]
RecordOrArticle = Literal["article", "actor", "date", "figure", "attribution", "claim"]


def _with_zone(moment: str) -> str:
    if datetime.fromisoformat(moment).tzinfo is None:
        raise ValueError("has no time zone")
    return moment


class Decision(Value):
    """What somebody decided about one change.

    change   the change's id, a hash of its content: the same change in a later run has the same one
    verdict  accept: the new side is right; reject: the old one is; neither: `value` tells what is, where it is known
    record, article   what it is about, for people who read the file
    by       who decided; None where the page was not told
    at       when: ISO 8601 with a zone
    note     words of the reviewer's
    value    for neither: fields that differ, as the change names them (`source.actor`), and what is right there; a span by its words
    """

    change: Annotated[str, Field(min_length=1)]
    verdict: Verdict
    record: RecordOrArticle
    article: str
    by: str | None = None
    at: Annotated[str, AfterValidator(_with_zone)]
    note: str | None = None
    value: dict[str, Any] | None = None


def read_decisions(lines: Iterator[bytes], *, place: str) -> Iterator[Decision]:
    """The decisions of a file, in its order; of several about one change the last holds. Blank lines are passed over.

    Raises RunError, naming place and line, at a line that is none.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Decision.model_validate_json(line)
        except ValidationError as error:
            problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
            field = ".".join(map(str, problem["loc"])) or "the line"
            raise RunError(f"{place}:{number}: is no decision: {field}: {problem['msg'].removeprefix('Value error, ')}") from error
