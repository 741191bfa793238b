"""Write docs/records.md: every record, field by field, from the values' own words. Run by `make reference`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sayso.records import json_schema

PAGE = Path(__file__).parent / "records.md"
HEAD = """# The records, field by field

One article is one JSON object on one line. Every field is always present: `null` where unknown, `[]` or `{}` where empty. Offsets are
Unicode code points into the article's `text`, end exclusive. The same in JSON Schema is what `sayso schema` prints; this page is made
from it.
"""
ORDER = (
    "Article", "Meta", "Block", "Actor", "Mention", "Date", "DateEnd", "Figure", "Attribution", "Source", "Addressee", "Medium",
    "Claim", "ClaimActor", "Span", "HeadedSpan", "Run",
)  # fmt: skip


def page() -> str:
    """The whole page, in Markdown."""
    schema = json_schema()
    parts = {"Article": schema, **schema["$defs"]}
    assert set(ORDER) >= set(parts), set(parts) - set(ORDER)
    return "\n".join([HEAD, *(_section(name, parts[name]) for name in ORDER if name in parts)])


def _section(name: str, part: dict[str, Any]) -> str:
    rows = [f"| `{field}` | {_type(shape)} | {_cell(shape['description'])} |" for field, shape in part["properties"].items()]
    intro = " ".join(part.get("description", "").split())
    return "\n".join([f"## {name}", "", *([intro, ""] if intro else []), "| field | type | meaning |", "| --- | --- | --- |", *rows, ""])


def _type(shape: dict[str, Any]) -> str:
    """A field's type in the words of JSON, a closed list of values by its values."""
    if "$ref" in shape:
        name = shape["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in shape:
        return " or ".join(_type(option) for option in shape["anyOf"])
    if "enum" in shape:
        return ", ".join(f"`{value}`" for value in shape["enum"])
    if "const" in shape:
        return f"`{shape['const']}`"
    if shape["type"] == "array":
        return f"list of {_type(shape['items'])}"
    return str(shape["type"])


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
