"""The documentation: pages that are generated are up to date, and none loads anything from outside."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from sayso.cli.app import command
from sayso.rules import load_rules

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built strictly: a broken link or a page out of the menu fails."""
    folder = tmp_path_factory.mktemp("site")
    command = [str(Path(sys.executable).parent / "mkdocs"), "build", "--quiet", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"}
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_page_of_records_is_what_the_values_say() -> None:
    reference = load("reference")
    assert reference.PAGE.read_text("utf-8") == reference.page(), "run `make reference`"


@pytest.mark.model
def test_the_page_of_an_article_is_what_the_code_reads() -> None:
    example = load("example")
    assert example.PAGE.read_text("utf-8") == example.page(), "run `make example`"


def test_every_page_is_in_the_menu() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = {page for entry in yaml.safe_load(text)["nav"] for page in entry.values()}
    assert listed == {path.name for path in DOCS.glob("*.md")}


def test_no_page_loads_anything_from_outside(site: Path) -> None:
    loads = re.compile(
        r"""<(?:script|img|iframe|source)[^>]*\ssrc=["']?(?:https?:)?//|<link[^>]*rel=["']?(?:stylesheet|preconnect)[^>]*href=["']?(?:https?:)?//"""
    )
    pages = list(site.rglob("*.html"))
    assert len(pages) > 5
    assert [page.name for page in pages if loads.search(page.read_text("utf-8"))] == []


def shell_lines() -> list[str]:
    """Commands of sayso that the docs show and no test can run as they stand: at a terminal, on files of the reader's own."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
    blocks = [block for page in pages for block in re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.S | re.M)]
    lines = [line for block in blocks for line in block.replace("\\\n", "").splitlines()]
    return sorted({line.split("#")[0].split(" | ")[0].strip() for line in lines if line.startswith("sayso ")})


@pytest.mark.parametrize("line", shell_lines())
def test_a_command_that_is_not_run_has_these_words_and_options(line: str) -> None:
    words = shlex.split(line)[1:]
    inner = command()
    with inner.make_context("sayso", list(words)) as context:
        while hasattr(inner, "commands"):
            inner, words = inner.commands[words[0]], words[1:]
        inner.make_context(inner.name, list(words), parent=context)


def toml_blocks() -> list[str]:
    return [
        block for page in sorted(DOCS.glob("*.md")) for block in re.findall(r"^```toml\n(.*?)^```", page.read_text("utf-8"), re.S | re.M)
    ]


@pytest.mark.parametrize("block", [block for block in toml_blocks() if "[[" in block])
def test_an_entry_of_the_docs_is_a_rule(block: str, tmp_path: Path) -> None:
    """Entries that switch others off need those to be there: they are laid over the page's own."""
    for number, text in enumerate(one for one in toml_blocks() if "[[name]]" in one or one == block):
        (tmp_path / f"{number}").mkdir()
        (tmp_path / f"{number}" / "own.toml").write_text(text, "utf-8")
    assert load_rules(tuple(str(folder) for folder in sorted(tmp_path.iterdir()))).label
