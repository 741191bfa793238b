"""Why a record is there: its words, the rule that made it with its note, file and examples, and what it is linked to, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from rich.console import Console
from rich.text import Text

from sayso.records import Article, Record, RecordKind, Span, Value, links_of, spans_of
from sayso.rules import Entry, Rules
from sayso.writing.links import Links
from sayso.writing.visible import unbroken
from sayso.writing.wrapping import print_indented

_AROUND = 60  # code points of the text on each side of a record's words


def print_explanation(article: Article, record: Record, rules: Rules, *, console: Console | None = None) -> None:
    """Print all that is known about why a record is there."""
    console = console or Console(highlight=False)
    for heading, lines in _parts(article, record, rules):
        _print_part(heading, lines, console)


def print_seen(
    article: Article, start: int, end: int, seen: Iterable[tuple[str, Iterable[str]]], *, console: Console | None = None
) -> None:
    """Print some words in their place, and what is told of them: headings with their lines."""
    console = console or Console(highlight=False)
    _print_part(unbroken(f"words in {article.id}"), [_in_place(article, start, end)], console)
    for heading, lines in seen:
        _print_part(heading, [Text(unbroken(line)) for line in lines], console)


def _print_part(heading: str, lines: Iterable[Text], console: Console) -> None:
    """A heading, and its lines set in below it."""
    console.print(Text(heading, "bold"))
    for line in lines:
        print_indented(line, console, 2, more=2)


def _parts(article: Article, record: Record, rules: Rules) -> Iterator[tuple[str, list[Text]]]:
    yield unbroken(f"{_kind(record)} {record.id} in {article.id}"), list(_context(article, record))
    yield "fields", [_pair(name, value) for name, value in _told(record)]
    if links := list(_links(article, record)):
        yield "links", links
    yield "rule", list(_rule(record.rule, rules))


def _kind(record: Record) -> RecordKind:
    return cast(RecordKind, type(record).__name__.lower())


def _pair(name: str, value: object) -> Text:
    told = str(value).lower() if isinstance(value, bool) else str(value)
    return Text.assemble((f"{name}: ", "dim"), unbroken(told))


def _context(article: Article, record: Record) -> Iterator[Text]:
    """Each of the record's spans, with the words around it."""
    shown = set[tuple[int, int]]()
    for span in spans_of(record):
        if span.start is not None and span.end is not None and (span.start, span.end) not in shown:
            shown.add((span.start, span.end))
            yield _in_place(article, span.start, span.end)


def _in_place(article: Article, start: int, end: int) -> Text:
    """Words of the text with what stands around them."""
    before, after = article.text[max(0, start - _AROUND) : start], article.text[end : end + _AROUND]
    words = unbroken(article.text[start:end])
    return Text.assemble((f"{start}–{end} … ", "dim"), unbroken(before), (f"›{words}‹", "bold"), unbroken(after), (" …", "dim"))


def _told(record: Value, prefix: str = "") -> Iterator[tuple[str, object]]:
    """The fields that say something, objects joined with dots, without spans and links, which are told by themselves."""
    linked = {field.split(".")[0] for field, _ in links_of(record)}
    for name in type(record).model_fields:
        value: Any = getattr(record, name)
        if name in ("start", "end", "id", "rule") or (name in linked and not isinstance(value, Value)) or value in (None, (), {}):
            continue
        if isinstance(value, Value):
            yield from _told(value, f"{prefix}{name}.")
        elif isinstance(value, tuple) and isinstance(value[0], Span):
            yield prefix + name, " | ".join(span.text for span in value)
        else:
            yield prefix + name, " | ".join(map(str, value)) if isinstance(value, tuple) else value


def _links(article: Article, record: Record) -> Iterator[Text]:
    """Each record that this one points at, and each that points at it, in words."""
    links = Links(article)
    for field, target in links_of(record):
        yield _link(field, target, links)
    for other in links.records.values():
        for field, target in links_of(other):
            if target == record.id:
                yield _link(f"{field} of", other.id, links)


def _link(name: str, ident: str, links: Links) -> Text:
    record = links.get(ident)
    if record is None:
        return _pair(name, f"{ident}, which is not there")
    kind = _kind(record)
    words = [str(value) for value in links.words(ident, kind).values() if value is not None]
    return _pair(name, f"{kind} {' · '.join(words)} ({ident})")


def _rule(ident: str | None, rules: Rules) -> Iterator[Text]:
    """The entry that made a record, as far as it is known."""
    entry = rules.get(ident) if ident else None
    if ident is None:
        yield Text("none: it was made by a person")
    elif entry is None:
        yield Text(unbroken(f"{ident}: no entry of the language pack; the code or the model made it"))
    else:
        yield from _entry(entry, rules)


def _entry(entry: Entry, rules: Rules) -> Iterator[Text]:
    yield _pair(entry.id, f"{type(entry).__name__.removesuffix('Entry').lower()} in {rules.place(entry.id)}")
    if entry.note:
        yield _pair("note", entry.note)
    for name, value in entry.model_dump(exclude={"id", "note", "matches", "ignores"}, exclude_defaults=True).items():
        yield _pair(name, ", ".join(map(str, value)) if isinstance(value, list | tuple) else value)
    yield from (_pair("matches", example.text) for example in entry.matches)
    yield from (_pair("ignores", example.text) for example in entry.ignores)
