"""`sayso cache info` and `sayso cache clear`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.cli import words
from sayso.cli.options import Quiet, Verbose

KINDS = ("parses", "findings")


def tell_cache() -> int:
    """Tell where parses, and what was found in them, are kept, how many, how large they are together, and how large they may be."""
    from sayso.running.store import cache_folder, cache_size

    kept = {kind: list(_entries(kind)) for kind in KINDS}
    size = sum(path.stat().st_size for paths in kept.values() for path in paths)
    print(f"folder\t{cache_folder()}")
    for kind, paths in kept.items():
        print(f"{kind}\t{len(paths)}")
    print(f"bytes\t{size}\nlimit\t{cache_size()}")
    return 0


def clear_cache(quiet: Quiet = False, verbose: Verbose = False) -> int:
    """Remove all that is kept; the next run makes it anew."""
    kept = {kind: list(_entries(kind)) for kind in KINDS}
    for paths in kept.values():
        for path in paths:
            path.unlink(missing_ok=True)
    words.inform(", ".join(f"{len(paths)} {kind}" for kind, paths in kept.items()) + " removed")
    return 0


def _entries(kind: str) -> Iterator[Path]:
    from sayso.running.store import cache_folder

    return (path for path in (cache_folder() / kind).glob("*/*") if path.is_file())
