"""The samples and what careful readers took from them, as records.

`samples/<slug>.txt` is an article, `samples/expected/<slug>.toml` what a reader wrote down from it: words instead of offsets, keys
instead of ids. Loading finds the words in the text (`occurrence` counts from 1, over the whole text, without overlap) and refuses
what does not fit: words that are not there, unknown keys, values outside the contract, links to nowhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.records import (
    Actor,
    Addressee,
    Article,
    Attribution,
    BlockKind,
    Claim,
    ClaimActor,
    Date,
    Figure,
    HeadedSpan,
    Medium,
    Mention,
    Meta,
    Source,
    Span,
    find_problems,
)

SAMPLES = Path(__file__).parent.parent / "samples"
PARTS = ("agent", "target", "recipient", "location")
PRONOUNS = frozenset("i me we us you he him she her it they them".split())

Row = dict[str, Any]


def slugs() -> list[str]:
    """All samples that have expected records."""
    return sorted(path.stem for path in (SAMPLES / "expected").glob("*.toml"))


def load(slug: str, folder: Path = SAMPLES) -> Article:
    """The expected records of a sample; ids are the keys of its TOML, with the record's kind before them.

    Raises ValueError, saying what does not fit.
    """
    text = (folder / f"{slug}.txt").read_text("utf-8")
    tables = tomllib.loads((folder / "expected" / f"{slug}.toml").read_text("utf-8"))
    article = _Reader(slug, text).read(tables)
    if problems := list(find_problems(article)):
        raise ValueError(f"{slug}: {problems[0]}")
    return article


def _take(row: Row, name: str) -> Row:
    """What a row tells of one part: its words under `name`, the rest under `name_…`."""
    part = {key.removeprefix(f"{name}_"): row.pop(key) for key in list(row) if key.startswith(f"{name}_")}
    if name in row:
        part["text"] = row.pop(name)
    return part


class _Reader:
    """Turns the tables of one file into records."""

    def __init__(self, slug: str, text: str) -> None:
        self.slug, self.text, self.title = slug, text, ""

    def read(self, tables: Mapping[str, Any]) -> Article:
        if unknown := set(tables) - {"meta", "actor", "date", "figure", "attribution", "claim"}:
            raise ValueError(f"{self.slug}: unknown tables {sorted(unknown)}")
        rows = {name: [dict(row) for row in tables.get(name, [])] for name in ("actor", "date", "figure", "attribution", "claim")}
        mentions = self.mentions(rows["actor"])
        self.title = tables.get("meta", {}).get("title", "")
        return Article(
            id=self.slug,
            meta=Meta(**tables.get("meta", {})),
            text=self.text,
            actors=tuple(self.actor(row, mentions[row["key"]]) for row in rows["actor"]),
            dates=tuple(self.date(row) for row in rows["date"]),
            figures=tuple(self.figure(row) for row in rows["figure"]),
            attributions=tuple(self.attribution(row) for row in rows["attribution"]),
            claims=tuple(self.claim(row) for row in rows["claim"]),
        )

    def span(self, text: str, occurrence: int = 1) -> dict[str, Any]:
        """The words at their occurrence, as the fields of a span."""
        at = -1
        for _ in range(occurrence):
            at = self.text.find(text, at + 1 if at < 0 else at + len(text))
            if at < 0:
                raise ValueError(f"{self.slug}: {text!r} does not stand {occurrence} times in the text")
        return {"start": at, "end": at + len(text), "text": text}

    def nearest(self, text: str, start: int) -> dict[str, Any]:
        """The words where they stand nearest to an offset."""
        places = [found.start() for found in re.finditer(re.escape(text), self.text)]
        if not places:
            raise ValueError(f"{self.slug}: {text!r} is not in the text")
        at = min(places, key=lambda place: abs(place - start))
        return {"start": at, "end": at + len(text), "text": text}

    def pieces(self, texts: list[str], occurrences: list[int] | None) -> tuple[Span, ...]:
        return tuple(Span(**self.span(text, number)) for text, number in zip(texts, occurrences or [1] * len(texts), strict=True))

    def mentions(self, rows: list[Row]) -> dict[str, list[Mention]]:
        """Where the actors' mentions stand: every place of their words, longer ones first. Words of two actors (he, she …) are left out."""
        owners: dict[str, set[str]] = {}
        for row in rows:
            for words in row["mentions"]:
                self.span(words)
                owners.setdefault(words, set()).add(row["key"])
        found: dict[str, list[Mention]] = {row["key"]: [] for row in rows}
        taken: set[int] = set()
        for words in sorted((words for words, keys in owners.items() if len(keys) == 1), key=lambda words: (-len(words), words)):
            for place in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text):
                if taken.isdisjoint(range(*place.span())):
                    taken.update(range(*place.span()))
                    found[next(iter(owners[words]))].append(self.mention(words, place.start()))
        return {key: sorted(mentions, key=lambda mention: mention.start) for key, mentions in found.items()}

    def mention(self, words: str, start: int) -> Mention:
        form = "pronoun" if words.lower() in PRONOUNS else "name" if any(word[0].isupper() for word in words.split()[1:]) else "nominal"
        return Mention(start=start, end=start + len(words), text=words, form=form)  # type: ignore[arg-type]

    def actor(self, row: Row, mentions: list[Mention]) -> Actor:
        return Actor(id=f"actor.{row.pop('key')}", **{**row, "roles": tuple(row.get("roles", ())), "mentions": tuple(mentions)})

    def date(self, row: Row) -> Date:
        span = self.span(row.pop("text"), row.pop("occurrence", 1))
        return Date(id=f"date.{row.pop('key')}", **span, **_linked(row, date=("anchor_date",)))

    def figure(self, row: Row) -> Figure:
        span = self.span(row.pop("text"), row.pop("occurrence", 1))
        if counted := row.pop("counted", None):
            row["counted"] = HeadedSpan(**self.nearest(counted, span["start"]), lemma=counted)
        if among := row.pop("among", None):
            row["among"] = Span(**self.nearest(among, span["start"]))
        links = {
            "actor": ("by", "against", "holder"),
            "figure": ("change_from", "part_of"),
            "date": ("date",),
            "attribution": ("attribution",),
        }
        return Figure(id=f"figure.{row.pop('key')}", **span, **_linked(row, **links))

    def attribution(self, row: Row) -> Attribution:
        source, cue = _take(row, "source"), _take(row, "cue")
        addressee, medium = _take(row, "addressee"), _take(row, "medium")
        linked = _linked(source, actor=("actor",), figure=("figure",))
        words = self.span(linked.pop("text"), linked.pop("occurrence", 1)) if "text" in linked else {}
        status = row.pop("status", "given")
        content = self.pieces(row.pop("content"), row.pop("content_occurrence", None))
        return Attribution(
            id=f"attribution.{row.pop('key')}",
            source=Source(**words, **linked, named=row.pop("named", False), status=status if words or status == "elided" else "none"),
            cue=HeadedSpan(**self.headed(cue)) if cue else None,
            content=content,
            addressee=Addressee(**self.party(addressee)) if addressee else None,
            medium=Medium(**self.party(medium)) if medium else None,
            **_linked(row, attribution=("within",)),
        )

    def block(self, start: int) -> BlockKind:
        """The kind of paragraph that a claim stands in: in the samples captions begin with "Image:"."""
        if start < len(self.title):
            return "headline"
        before = self.text.rfind("\n\n", 0, start)
        return "caption" if self.text.startswith("Image:", before + 2) else "body"

    def headed(self, part: Row) -> dict[str, Any]:
        return {**self.span(part.pop("text"), part.pop("occurrence", 1)), **part}

    def party(self, part: Row) -> dict[str, Any]:
        return _linked(self.headed(part), actor=("actor",))

    def claim(self, row: Row) -> Claim:
        spans = self.pieces(row.pop("text"), row.pop("text_occurrence", None))
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        predicate = _take(row, "predicate")
        if condition := _take(row, "condition"):
            row["condition"] = Span(**self.headed(condition))
        actors = tuple(ClaimActor(actor=f"actor.{key}", part=part) for part in PARTS for key in _several(row.pop(part, [])))  # type: ignore[arg-type]
        links = {"attribution": ("chain",), "figure": ("figures",), "date": ("dates",), "claim": ("repeats",)}
        return Claim(
            id=f"claim.{row.pop('key')}", start=start, end=end, text=self.text[start:end], spans=spans,
            actors=actors, block=self.block(start),
            predicate=HeadedSpan(**self.headed(predicate)) if predicate else None, **_linked(row, **links),
        )  # fmt: skip


def _several(keys: str | list[str]) -> list[str]:
    """One key, or a list of them ("Hale and her sister signed")."""
    return [keys] if isinstance(keys, str) else keys


def _linked(row: Row, **links: tuple[str, ...]) -> Row:
    """A row whose links are ids instead of keys: `kind=(fields …)`."""
    for kind, fields in links.items():
        for field in fields:
            if isinstance(row.get(field), str):
                row[field] = f"{kind}.{row[field]}"
            elif field in row:
                row[field] = tuple(f"{kind}.{key}" for key in row[field])
    return row


def misplaced_predicates(article: Article) -> Iterator[str]:
    """Claims whose predicate does not stand among their words: a slip in an `occurrence`."""
    for claim in article.claims:
        if claim.predicate and not (claim.start <= claim.predicate.start and claim.predicate.end <= claim.end):
            yield f"{claim.id}: {claim.predicate.text!r} at {claim.predicate.start}, not in {claim.start}–{claim.end}"
