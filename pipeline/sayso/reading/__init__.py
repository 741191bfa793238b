"""Paths, folders and stdin → articles with id, meta, text and blocks; the finders fill in the rest.

sources    paths → named sources            decoding  bytes → text             rows      JSONL → rows
formats    a source → its articles          markdown  front matter, headings   published printed dates → ISO
paragraphs text → paragraphs                head      the lines above the body blocks    paragraphs → kinds of blocks
patterns   the language pack's block rules  shapes    what a line looks like   articles  text and what is given → Article
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.errors import InputError, UsageError
from sayso.reading.articles import Given, make_article
from sayso.reading.formats import Desk, read_source
from sayso.reading.patterns import BlockRules, RulesLike, block_rules
from sayso.reading.published import read_iso
from sayso.reading.sources import FORMATS, Source, check_paths, find_sources, format_named
from sayso.records import Article

__all__ = ["FORMATS", "BlockRules", "Given", "ReadOptions", "block_rules", "check_paths", "make_article", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How input is read.

    input_format  overrides what names tell
    published     stands in where an article does not tell its own
    leave_out     files that a folder may hold and that are no input: what the run itself writes
    """

    input_format: str | None = None
    text_key: str = "text"
    id_key: str = "id"
    published: str | None = None
    leave_out: tuple[str, ...] = ()


def read(paths: Sequence[str], options: ReadOptions | None = None, rules: RulesLike = ()) -> Iterator[Article | InputError]:
    """The articles behind the paths (`-` is stdin), in input order, one at a time; a failure is a value in the stream.

    `rules` are a language pack's (`Rules`, or its `[[block]]` entries). Raises UsageError at once, before anything is read, for an option
    that can't be understood; paths are for `check_paths`.
    """
    options = options or ReadOptions()
    format = format_named(options.input_format) if options.input_format else None
    if options.published is not None and read_iso(options.published) is None:
        raise UsageError(f"--published {options.published!r} is no date; give it as 2024-03-05 or 2024-03-05T15:10")
    known = block_rules(rules)
    desk = Desk(rules=known, text_key=options.text_key, id_key=options.id_key, published=options.published)
    return _read_all(find_sources(paths, format=format, leave_out=options.leave_out), desk)


def _read_all(sources: Iterable[Source | InputError], desk: Desk) -> Iterator[Article | InputError]:
    for source in sources:
        if isinstance(source, InputError):
            yield source
        else:
            yield from read_source(source, desk)
