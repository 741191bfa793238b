"""Lines for a console: wrapped between words, set in, with no blanks at their ends."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

_LEAST = 20  # columns that a line has in any case


def print_indented(text: Text, console: Console, indent: int, *, more: int = 0) -> None:
    """Lines as wide as the console, `indent` columns in; all but the first are set in by `more` besides."""
    for number, line in enumerate(text.wrap(console, max(_LEAST, console.width - indent - more))):
        line.rstrip()
        console.print(Text(" " * (indent + (more if number else 0))).append_text(line), no_wrap=True, overflow="fold", soft_wrap=True)
