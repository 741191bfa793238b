"""`sayso convert`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import words
from sayso.cli.options import DEFAULT_MODEL, Debug, Model, NoCache, Quiet, Rules, Verbose, one_of
from sayso.errors import InputError, UsageError, cause_of

if TYPE_CHECKING:
    from sayso.converting import Language, MakeArticle
    from sayso.parsing import Parse
    from sayso.records import Article
    from sayso.rules import Rules as RulesInForce
    from sayso.running import Worker

FAILED = 3
AT_ONCE = 16  # articles


def convert(
    source: Annotated[str, typer.Argument(metavar="RUN", help="A run in the article layout; with --from what the other tool exported.")],
    *,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="brat, conllu, doccano, label-studio, plover, prodigy, schema.org, timeml, web-annotation.",
        ),
    ] = None,
    back: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="Back into records, as gold: brat, label-studio, prodigy.")
    ] = None,
    out: Annotated[
        str,
        typer.Option("-o", "--output", metavar="OUT", help="A file, - for stdout; a folder for brat, label-studio and timeml."),
    ] = "-",
    model: Model = DEFAULT_MODEL,
    rules: Rules = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Write a run in another tool's format (--to), or take back what people annotated there (--from) as gold for `sayso score`.

    What comes back has no rule, run and confidence. Exit codes: 0 done, 2 wrong usage or no run, 3 some articles failed.
    """
    from sayso.converting import FOLDERS, PARSED, READERS, STREAMS, TARGETS

    if (to is None) == (back is None):
        raise UsageError(f"give either --to or --from; --to takes {', '.join(TARGETS)}, --from takes {', '.join(READERS)}")
    failures = _Failures()
    if back is not None:
        one_of("--from", [back], tuple(READERS))
        _write_stream(_take_back(back, source, _worker(model, rules, no_cache), failures), out)
        return FAILED if failures.count else 0
    format = str(to)
    one_of("--to", [format], TARGETS)
    articles = _read(source)
    if format in FOLDERS:
        _write_folder(FOLDERS[format](articles), out, format)
    elif format in PARSED:
        _write_stream(PARSED[format](_parsed(articles, _worker(model, rules, no_cache), failures)), out)
    else:
        _write_stream(STREAMS[format](articles), out)
    return FAILED if failures.count else 0


class _Failures:
    """Tells what failed, and counts it; the rest goes on."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, error: InputError) -> None:
        self.count += 1
        words.say(str(error))


def _worker(model: str, rules: list[str] | None, no_cache: bool) -> Worker:
    from sayso.running import RunOptions, Worker

    return Worker(RunOptions(model=model, rules=tuple(rules or ()), cache=not no_cache, debug=words.is_debugging()))


def _read(source: str) -> Iterator[Article]:
    """The articles of a run; a word where there is none. The first is read at once, so that no run is no output."""
    from sayso.reading.runs import read_run

    articles = read_run(source)
    first = next(articles, None)
    if first is None:
        words.warn(f"{source}: holds no article")
        return iter(())
    return chain((first,), articles)


def _parsed(articles: Iterable[Article], worker: Worker, failures: _Failures) -> Iterator[Parse]:
    """The tokens of each article, a few articles at a time."""
    for batch in _in_batches(articles):
        for found in worker.parse(batch):
            if isinstance(found, InputError):
                failures.add(found)
            else:
                yield found


def _in_batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _take_back(format: str, source: str, worker: Worker, failures: _Failures) -> Iterator[bytes]:
    """The records of each annotated article, a line each. Ids need its sentences, so it is parsed as `extract` parses it."""
    from sayso.converting import READERS, gather
    from sayso.records import find_problems, to_json

    seen: set[str] = set()
    for marked in READERS[format](source, _article_maker(worker.rules)):
        try:
            if isinstance(marked, InputError):
                raise marked
            if marked.article.id in seen:
                remedy = "leave one of the two out"
                raise InputError("stands twice", source=source, id=marked.article.id, remedy=remedy)
            seen.add(marked.article.id)
            (parse,) = worker.parse([marked.article])
            if isinstance(parse, InputError):
                raise parse
            article = gather(marked, _language(parse, worker.rules))
        except InputError as error:
            failures.add(error)
            continue
        for problem in find_problems(article):
            words.warn(f"{article.id}: {problem}")
        yield to_json(article) + b"\n"


def _article_maker(rules: RulesInForce) -> MakeArticle:
    from sayso.reading import make_article

    return lambda ident, text: make_article(text, id=ident, rules=rules)


def _language(parse: Parse, rules: RulesInForce) -> Language:
    """Ids by the rule of all records; the lemma of some words is their head's."""
    from sayso.converting import Language
    from sayso.parsing import Ids

    ids = Ids(parse)

    def lemma(start: int, end: int) -> str:
        inside = parse.tokens_in(start, end)
        head = next((token for token in inside if parse.heads[token] not in inside or parse.heads[token] == token), None)
        return rules.lemmas.lemma(parse.lower[head], parse.tags[head]) if head is not None else parse.text[start:end].lower()

    return Language(make_id=lambda kind, start, end, said: ids(kind, start, end, words=said), lemma=lemma)


def _write_stream(pieces: Iterator[bytes], out: str) -> None:
    from sayso.writing.output import open_output

    first = next(pieces, b"")  # what can't be read is told before anything is written
    with open_output(out) as write:
        for piece in chain((first,), pieces):
            if piece:
                write(piece)


def _write_folder(files: Iterator[tuple[str, bytes]], out: str, format: str) -> None:
    """The files of a format, in a folder that is new or empty: another export's files would be taken for this one's."""
    if out == "-":
        raise UsageError(f"--to {format} writes files: give a folder with -o")
    folder = Path(out)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{out}: is there already; give a folder that is new or empty")
    first = next(files, None)
    _make_folder(folder)
    for name, data in chain((first,), files) if first else ():
        _write_file(folder / name, data)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: can't be made: {cause_of(error)}") from error


def _write_file(path: Path, data: bytes) -> None:
    from sayso.errors import OutputError

    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {cause_of(error)}") from error
