"""`sayso cache info` and `sayso cache clear`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.cli import words
from sayso.cli.options import Quiet, Verbose


def tell_cache() -> int:
    """Tell where parses are kept, how many, how large they are together, and how large they may be."""
    from sayso.running.cache import cache_folder, cache_size

    sizes = [path.stat().st_size for path in _parses()]
    print(f"folder\t{cache_folder()}\nparses\t{len(sizes)}\nbytes\t{sum(sizes)}\nlimit\t{cache_size()}")
    return 0


def clear_cache(quiet: Quiet = False, verbose: Verbose = False) -> int:
    """Remove all parses that are kept; the next run makes them anew."""
    parses = list(_parses())
    for path in parses:
        path.unlink(missing_ok=True)
    words.inform(f"{len(parses)} parses removed")
    return 0


def _parses() -> Iterator[Path]:
    from sayso.running.cache import cache_folder

    return (path for path in (cache_folder() / "parses").glob("*/*") if path.is_file())
