"""Libraries that only some formats need, each by an extra of this package."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Any

from sayso.reading.decoding import UnreadableError

EXTRAS = {"warcio": "warc", "pyarrow": "parquet", "pypdf": "documents", "docx": "documents", "distributed": "cluster"}
"""What is imported, and the extra that brings it."""


def be_silent(*names: str) -> None:
    """Let libraries say nothing of each oddity that they meet: what matters becomes one line of ours."""
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def load_extra(name: str, what: str) -> Any:
    """A module by its dotted name. Raises UnreadableError, naming the extra, where it is not installed; `what` is what needs it."""
    try:
        return import_module(name)
    except ImportError as error:
        extra = EXTRAS[name.split(".", maxsplit=1)[0]]
        raise UnreadableError(f"{what} needs what is not installed here", f"pip install 'sayso[{extra}]'") from error
