"""Draw docs/report-*.webp and docs/diff-*.webp: both pages, light and dark, of the samples. Run by `make pictures`; needs Chromium.

The diff is what a folder of rules without a few of the pack's own makes of the same articles.
"""

from __future__ import annotations

import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser import LEFT_OUT, Browser, find_chromium, open_browser

from sayso.cli import run_command
from sayso.reading.runs import read_run
from sayso.records import Article

ROOT = Path(__file__).parents[1]
SIZE = (1280, 800)
QUALITY = 80
WITHOUT = ("cue.deny", "cue.warn", "change.verbs-up", "date.between", "cue.mark-quote")
SHOWN = "17 bodies had been brought to a school gymnasium"  # a claim that two sources stand behind


def main() -> None:
    paths = find_chromium()
    if paths is None:
        sys.exit(LEFT_OUT)
    with TemporaryDirectory() as name, open_browser(paths, size=SIZE) as browser:
        folder = Path(name)
        _make_pages(folder)
        for dark in (False, True):
            browser.paint(dark=dark)
            mode = "dark" if dark else "light"
            _show_report(browser, folder)
            _draw(browser, f"report-{mode}.webp")
            _show_diff(browser, folder)
            _draw(browser, f"diff-{mode}.webp")


def _make_pages(folder: Path) -> None:
    rules = folder / "rules"
    rules.mkdir()
    (rules / "without.toml").write_text("".join(f'[[disable]]\nid = "{ident}"\n' for ident in WITHOUT), "utf-8")
    before, after = str(folder / "before.jsonl"), str(folder / "after.jsonl")
    samples = str(ROOT / "samples")
    _run("extract", samples, "--rules", str(rules), "-o", before)
    _run("extract", samples, "-o", after)
    _run("report", after, "-o", str(folder / "report.html"))
    _run("diff", before, after, "--format", "html", "--exit-zero", "-o", str(folder / "diff.html"))


def _run(*arguments: str) -> None:
    code = run_command(arguments)
    if code:
        sys.exit(code)


def _show_report(browser: Browser, folder: Path) -> None:
    articles: Iterator[Article] = read_run(str(folder / "after.jsonl"))
    (ident,) = (claim.id for article in articles for claim in article.claims if claim.text == SHOWN)
    browser.open(folder / "report.html", f"#{ident}")


def _show_diff(browser: Browser, folder: Path) -> None:
    """Two changes accepted, and the next one shown."""
    browser.open(folder / "diff.html")
    browser.run("localStorage.clear()")
    browser.open(folder / "diff.html")
    browser.choose("#by", "Ines")
    browser.press("a", "a")


def _draw(browser: Browser, name: str) -> None:
    browser.run("getSelection().removeAllRanges(); return document.fonts.ready.then(() => true)")
    taken = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    (ROOT / "docs" / name).write_bytes(b64decode(taken["data"]))


if __name__ == "__main__":
    main()
