"""Paths, folders, archives and stdin → articles with id, meta, text and blocks; the finders fill in the rest.

sources     paths → named sources          formats     a source → its reader, by name or first bytes
packing     gzip, zstandard                archives    zip, tar → sources
text        txt, md                        rows        JSONL            tables  CSV, TSV        parquet  Parquet
pages       HTML                           webarchives WARC             documents PDF, DOCX     fields   a row → an article
desk        what all readers share         language    which it is      duplicates  pages that say the same
decoding    bytes → text                   markdown    front matter, headings            published  printed dates → ISO
paragraphs  text → paragraphs              head        the lines above the body          blocks     paragraphs → kinds of blocks
patterns    the pack's block rules         shapes      what a line looks like            articles   text and what is given → Article
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.errors import InputError, UsageError
from sayso.reading.articles import Given, make_article
from sayso.reading.desk import ROW_FIELDS, Desk, Gauge
from sayso.reading.formats import read_source
from sayso.reading.language import code_of
from sayso.reading.patterns import BlockRules, RulesLike, block_rules
from sayso.reading.published import read_iso
from sayso.reading.sources import FORMATS, Source, check_paths, find_sources, format_named, measure
from sayso.records import Article

__all__ = [
    "FORMATS", "ROW_FIELDS", "BlockRules", "Gauge", "Given", "ReadOptions", "Tally", "block_rules", "check_paths", "make_article",
    "measure", "read",
]  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What was told about the input when all of it is read: what was passed over, articles by another language, pages said before."""

    skipped: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[str, int] = field(default_factory=dict)
    repeats: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How input is read.

    input_format  overrides what names tell
    keys          by field (ROW_FIELDS), the key that a row or table tells it by; a field that is not named has its own name
    published     stands in where an article does not tell its own
    language      the only one that is wanted, as `en`; articles whose language is not known are kept
    leave_out     files and folders that a folder may hold and that are no input: what the run itself writes
    """

    input_format: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    published: str | None = None
    language: str | None = None
    leave_out: tuple[str, ...] = ()


def read(
    paths: Sequence[str],
    options: ReadOptions | None = None,
    rules: RulesLike = (),
    *,
    gauge: Gauge | None = None,
    tally: Tally | None = None,
) -> Iterator[Article | InputError]:
    """The articles behind the paths (`-` is stdin), in input order, one at a time; a failure is a value in the stream.

    `rules` are a language pack's (`Rules`, or its `[[block]]` entries). Raises UsageError at once, before anything is read, for an option
    that can't be understood; paths are for `check_paths`. `gauge` and `tally` are filled in on the way.
    """
    options = options or ReadOptions()
    format = format_named(options.input_format) if options.input_format else None
    if options.published is not None and read_iso(options.published) is None:
        raise UsageError(f"--published {options.published!r} is no date; give it as 2024-03-05 or 2024-03-05T15:10")
    if options.language is not None and code_of(options.language) is None:
        raise UsageError(f"--language {options.language!r} is not known; give a code such as en or de")
    keys = {name: options.keys.get(name, name) for name in ROW_FIELDS}
    desk = Desk(rules=block_rules(rules), keys=keys, published=options.published, language=options.language, gauge=gauge or Gauge())
    return _read_all(find_sources(paths, format=format, leave_out=options.leave_out), desk, tally or Tally())


def _read_all(sources: Iterable[Source | InputError], desk: Desk, tally: Tally) -> Iterator[Article | InputError]:
    for source in sources:
        if isinstance(source, InputError):
            yield source
        else:
            yield from read_source(source, desk)
    tally.skipped, tally.others, tally.repeats = dict(desk.skipped), dict(desk.others), desk.repeats
    desk.report()
