"""Every error that sayso raises on purpose.

SaysoError
├── UsageError          a wrong option, a path that is missing, an output that is taken: nothing was written   exit 2
├── RulesError          a language pack or a user's rules that can't be used                                     exit 2
├── ModelError          a spaCy model that can't be loaded, or lacks what is needed                              exit 2
├── RunError            a file that is no run of sayso (records in JSONL)                                        exit 2
├── ClusterError        a cluster that is lost in the middle of a run                                              exit 3
├── OutputError         an output that can't be written any more, as on a full disk                              exit 3
└── InputError          one article, or one line, that can't be read; the others go on                           exit 3

Each message is one line that names the file, the place and the remedy.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial


class SaysoError(Exception):
    """The root: its text is fit to be shown to a user as it is."""

    exit_code = 2


class UsageError(SaysoError):
    """The command can't do what was asked, before anything is written."""


class RulesError(SaysoError):
    """A rule file that is refused: names file, entry and key, and what is allowed there."""


class ModelError(SaysoError):
    """A model that is not installed or has no parser."""


class RunError(SaysoError):
    """A file that should hold records and does not."""


class OutputError(SaysoError):
    """What can't be written, in the middle of a run; what was written before it is whole."""

    exit_code = 3


class ClusterError(SaysoError):
    """A cluster's scheduler that went away in the middle of a run; what was done before is kept."""

    exit_code = 3


def _is_inside(id: str | None, source: str) -> bool:
    """Whether an id is an address in a source that holds many, such as a web archive."""
    return id is not None and "://" in id and id != source


class InputError(SaysoError):
    """One input that failed. `source` is the file as it was named, `line` counts from 1 or is None, `id` the article's where known."""

    exit_code = 3

    def __init__(self, reason: str, *, source: str, line: int | None = None, id: str | None = None, remedy: str) -> None:
        self.reason, self.source, self.line, self.id, self.remedy = reason, source, line, id, remedy
        place = f"{source}:{line}" if line is not None else f"{source}: {id}" if _is_inside(id, source) else source
        super().__init__(f"{place}: {reason} ({remedy})")

    def __reduce__(self) -> tuple[Callable[..., InputError], tuple[()]]:
        """For a worker process that hands it on: exceptions with keyword-only arguments do not pickle by themselves."""
        return partial(InputError, self.reason, source=self.source, line=self.line, id=self.id, remedy=self.remedy), ()

    def row(self) -> dict[str, str | int | None]:
        """The failure as a line of `--errors`."""
        return {"source": self.source, "line": self.line, "id": self.id, "reason": self.reason, "remedy": self.remedy}


def cause_of(error: Exception) -> str:
    """What went wrong with a file, in the system's words and lower case ("no such file or directory"), to stand inside a message."""
    told = error.strerror if isinstance(error, OSError) else None
    return (told or str(error)).lower()
