"""The JSON Schema of the article layout, and the words that explain each field."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from typing import Any

from sayso.records import values
from sayso.records.values import Article, Value


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the article layout. Every field is required: what is written always holds all of them."""
    schema = Article.model_json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    notes = read_notes()
    for part in (schema, *schema["$defs"].values()):
        if part.get("type") == "object" and "properties" in part:
            part["required"] = sorted(part["properties"])
            _describe(part, notes)
    return schema


def read_notes() -> dict[str, dict[str, str]]:
    """Class → field (as it is written in JSON) → the words below it, inherited ones included; read from the source when asked for."""
    own = {node.name: _own_notes(node) for node in ast.parse(inspect.getsource(values)).body if isinstance(node, ast.ClassDef)}
    return {name: _inherited_notes(getattr(values, name), own) for name in own}


def _own_notes(node: ast.ClassDef) -> dict[str, str]:
    notes = {}
    for field, words in pairwise(node.body):
        match field, words:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                notes[name.rstrip("_")] = text
    return notes


def _inherited_notes(model: type[Value], own: dict[str, dict[str, str]]) -> dict[str, str]:
    """A class's notes after those of the classes that it is made from."""
    notes: dict[str, str] = {}
    for base in reversed(model.__mro__):
        notes |= own.get(base.__name__, {})
    return notes


def _describe(part: dict[str, Any], notes: dict[str, dict[str, str]]) -> None:
    for field, words in notes[part["title"]].items():
        part["properties"][field]["description"] = words
