"""`sayso doctor`: what is installed, and what is missing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sayso.cli.options import DEFAULT_MODEL, Model, Rules
from sayso.errors import SaysoError

_EXTRAS = {"warc": ("warcio",), "parquet": ("pyarrow",), "documents": ("pypdf", "python-docx"), "cluster": ("distributed",)}
_PACKAGES = ("spacy", "pydantic", "typer", "rich", "dateparser", "babel", "orjson", "charset-normalizer", "trafilatura", "zstandard")


def doctor(model: Model = DEFAULT_MODEL, rules: Rules = None) -> int:
    """Tell versions, model, rules, cache and cores, and what is missing. Exit codes: 0 all is there, 1 something is not."""
    well = True
    for name, value, good in _findings(model, tuple(rules or ())):
        print(f"{name}\t{value}")
        well = well and good
    return 0 if well else 1


def _findings(model: str, rules: tuple[str, ...]) -> Iterator[tuple[str, str, bool]]:
    from sayso.parsing import model_label
    from sayso.rules import load_rules
    from sayso.running.store import cache_folder, cache_size

    yield "python", sys.version.split()[0], True
    yield _package("sayso")
    yield from (_package(name) for name in _PACKAGES)
    yield "model", *_tried(lambda: model_label(model))
    yield "rules", *_tried(lambda: load_rules(rules).label)
    yield from (_extra(name, packages) for name, packages in _EXTRAS.items())
    yield "cache", *_cache(cache_folder())
    yield "cache limit", f"{cache_size() // 1_000_000} MB", True
    yield "cores", str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()), True


def _cache(folder: Path) -> tuple[str, bool]:
    """Where parses and findings are kept. One that can't be written costs time, and all else works."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return (str(folder), True) if there.is_dir() and os.access(there, os.W_OK) else (f"{folder}: can't be written, set $SAYSO_CACHE", False)


def _package(name: str) -> tuple[str, str, bool]:
    try:
        return name, version(name), True
    except PackageNotFoundError:
        return name, f"missing: pip install {name}", False


def _extra(extra: str, packages: tuple[str, ...]) -> tuple[str, str, bool]:
    """What an extra brings. Without it some formats or options are refused, and all else works, so nothing is wrong."""
    try:
        return f"extra {extra}", ", ".join(f"{name} {version(name)}" for name in packages), True
    except PackageNotFoundError:
        return f"extra {extra}", f"not installed: pip install 'sayso[{extra}]'", True


def _tried(find: Callable[[], str]) -> tuple[str, bool]:
    try:
        return find(), True
    except SaysoError as error:
        return f"missing: {error}", False
