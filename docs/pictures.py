"""Draw docs/show.svg: what `sayso show` prints for the beginning of a sample. Run by `make pictures`."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import make_article
from sayso.rules import load_rules
from sayso.writing.terminal import print_article

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "tarsum-market.txt"
PARAGRAPHS = 7
WIDTH = 110

# rich's own frame, but for its fonts, which it would load from the web.
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: arial, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def main() -> None:
    rules = load_rules()
    text = "\n\n".join(SAMPLE.read_text("utf-8").split("\n\n")[:PARAGRAPHS])
    article = make_article(text, id=SAMPLE.name, rules=rules)
    (columns,) = Parser().parse([article])
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False)
    print_article(extract(Parse(article, columns), rules), console=console)
    console.save_svg(str(ROOT / "docs" / "show.svg"), title="sayso show", theme=MONOKAI, code_format=FRAME, unique_id="sayso")


if __name__ == "__main__":
    main()
