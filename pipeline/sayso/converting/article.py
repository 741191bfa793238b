"""What an article is beside its text and its records, carried along in a labelling tool's own fields, and taken back from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from sayso.errors import InputError
from sayso.records import Article, Block, Meta

MakeArticle = Callable[[str, str], Article]
"""An id and a text → an article with blocks, for texts of which nothing else is known."""


def carried(article: Article) -> dict[str, Any]:
    """Id, meta and blocks, as JSON values."""
    blocks = [{"start": block.start, "end": block.end, "kind": block.kind} for block in article.blocks]
    return {"id": article.id, "meta": article.meta.model_dump(mode="json"), "blocks": blocks}


def restored(told: object, text: str, *, source: str, line: int | None = None, default_id: str, make: MakeArticle) -> Article:
    """The article of a text: as it was carried, or as `make` reads it where nothing was. Raises InputError where that can't be used."""
    if not isinstance(told, Mapping):
        return make(default_id, text)
    ident = told.get("id")
    if not isinstance(ident, str):
        raise InputError("its id is missing", source=source, line=line, remedy="export the run anew, or leave it out")
    try:
        blocks = tuple(Block(**block, text=text[block["start"] : block["end"]]) for block in told.get("blocks", ()))
        return Article(id=ident, meta=Meta.model_validate(told.get("meta", {})), text=text, blocks=blocks)
    except (ValidationError, KeyError, TypeError) as error:
        reason = "what is carried of the article does not fit its text"
        raise InputError(reason, source=source, line=line, id=ident, remedy="leave the text as it was exported") from error
