"""Templates, style and scripts → one page.

The assets beside this module are put into the page as they stand. All scripts of a page share one scope, in the order that they are
named, so that `dom.js` knows nothing of the others and a page's own script, the last, knows all. The page's policy lets run exactly
these scripts and this style, told by their hashes, and forbids every request.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_SHARED = ("dom.js", "text.js", "list.js")
_LEAST = 2**16  # characters of a page that are handed on together


def build_page(template: str, *, styles: Sequence[str], scripts: Sequence[str], **values: Any) -> Iterator[bytes]:
    """The page of a template, in pieces. `values` are its variables; those that are markup already (`embed`) are taken as they are."""
    style = _joined(styles)
    script = f'(() => {{\n"use strict";\n{_joined([*_SHARED, *scripts])}}})();\n'
    pieces = (
        _environment()
        .get_template(template)
        .generate(style=Markup(style), script=Markup(script), policy=_policy(style=style, script=script), **values)
    )
    waiting: list[str] = []
    for piece in pieces:
        waiting.append(piece)
        if sum(map(len, waiting)) > _LEAST:
            yield "".join(waiting).encode()
            waiting.clear()
    yield "".join(waiting).encode()


def _environment() -> Environment:
    loader = PackageLoader("sayso.writing.pages", "assets")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def _joined(names: Sequence[str]) -> str:
    """The text of these assets, one after the other."""
    return "".join((files("sayso.writing.pages") / "assets" / name).read_text("utf-8") for name in names)


def _policy(*, style: str, script: str) -> str:
    """What the page may do: run its own script in its own style, and nothing else."""
    hashed = {name: b64encode(sha256(text.encode()).digest()).decode() for name, text in (("style", style), ("script", script))}
    allowed = " ".join(f"{name}-src 'sha256-{digest}';" for name, digest in hashed.items())
    return f"default-src 'none'; {allowed} base-uri 'none'; form-action 'none'"
