"""An article on a terminal: its text with records coloured in place, and below each paragraph who said what, figures and dates.

Where there is no colour (a pipe, NO_COLOR) the lines below the paragraphs tell all by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from sayso.records import Actor, Article, Attribution, Block, Claim, Date, Figure, Span
from sayso.writing.links import Links
from sayso.writing.visible import one_line, unbroken, visible

STYLES: Mapping[str, str] = {
    "content": "italic", "actor": "blue", "source": "bold cyan", "cue": "bold magenta", "figure": "bold green", "date": "bold yellow",
}  # fmt: skip
"""What is coloured how; of two in the same place, the later one is seen."""

R = TypeVar("R")

_BOUNDS: Mapping[str, str] = {
    "exact": "",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
}
_INDENT = "  "
_SHORT_ID = 8
_WHO = 36


def print_article(article: Article, *, first: bool = True, console: Console | None = None) -> None:
    """Print one article; `first` puts the legend before it, if there is colour."""
    console = console or Console(highlight=False)
    if first and console.color_system and not console.no_color:
        console.print(_legend())
    console.print(_title(article), style="bold")
    text = _coloured(article)
    notes = _Notes(article)
    for block in article.blocks or _whole(article):
        console.print()
        console.print(_paragraph(text, block))
        for line in notes.of(block):
            console.print(line, no_wrap=True, overflow="ellipsis")
    console.print()
    for actor in article.actors:
        console.print(_actor(actor), no_wrap=True, overflow="ellipsis")
    console.print(_sum(article), style="dim")


def _legend() -> Text:
    return Text(" ").join(Text(name, style) for name, style in STYLES.items())


def _title(article: Article) -> Text:
    meta = article.meta
    parts = [article.id, meta.outlet, meta.published and f"published {meta.published}", meta.byline]
    return Text(one_line(" · ".join(part for part in parts if part)))


def _whole(article: Article) -> tuple[Block, ...]:
    """The text as one block, for records that have none."""
    return (Block(start=0, end=len(article.text), text=article.text, kind="body"),) if article.text.strip() else ()


def _actor(actor: Actor) -> Text:
    about, times = ", ".join(filter(None, (actor.kind, actor.country, *actor.roles))), len(actor.mentions)
    return _line(_INDENT, (actor.name, STYLES["actor"]), f" = {about}, {times} mention{'s' * (times != 1)}", ident=actor.id)


def _sum(article: Article) -> Text:
    counts = {name: len(getattr(article, f"{name}s")) for name in ("claim", "attribution", "figure", "date", "actor")}
    return Text(", ".join(f"{count} {name}{'s' * (count != 1)}" for name, count in counts.items()))


def _paragraph(text: Text, block: Block) -> Text:
    words = text[block.start : block.end]
    if block.kind == "body":
        return words
    return Text.assemble((f"[{block.kind}] ", "dim"), words)


def _coloured(article: Article) -> Text:
    text = Text(visible(article.text))
    for name in STYLES:
        for span in _spans(article, name):
            text.stylize(STYLES[name], span.start, span.end)
    return text


def _spans(article: Article, name: str) -> Iterator[Span]:
    match name:
        case "content":
            yield from (span for attribution in article.attributions for span in attribution.content)
        case "actor":
            yield from (mention for actor in article.actors for mention in actor.mentions)
        case "source":
            yield from (span for attribution in article.attributions if (span := _source(attribution)))
        case "cue":
            yield from (attribution.cue for attribution in article.attributions if attribution.cue)
        case "figure":
            yield from article.figures
        case "date":
            yield from article.dates


def _source(attribution: Attribution) -> Span | None:
    source = attribution.source
    if source.start is None or source.end is None or source.text is None:
        return None
    return Span(start=source.start, end=source.end, text=source.text)


class _Notes:
    """The lines below a paragraph: attributions as a tree with their claims, the article's own claims, figures, dates."""

    def __init__(self, article: Article) -> None:
        self.article, self.links = article, Links(article)
        self.inner: dict[str | None, list[Attribution]] = defaultdict(list)
        self.claims: dict[str | None, list[Claim]] = defaultdict(list)
        for attribution in article.attributions:
            self.inner[attribution.within].append(attribution)
        for claim in article.claims:
            self.claims[claim.chain[-1] if claim.chain else None].append(claim)

    def of(self, block: Block) -> Iterator[Text]:
        for attribution in _within(block, self.inner[None], key=_anchor):
            yield from self._saying(attribution, _INDENT)
        for claim in _within(block, self.claims[None], key=_start):
            yield self._claim(claim, _INDENT)
        for figure in _within(block, self.article.figures, key=_start):
            yield _note("figure", figure.text, _figure(figure, self.links), figure.id)
        for date in _within(block, self.article.dates, key=_start):
            yield _note("date", date.text, _date(date), date.id)

    def _saying(self, attribution: Attribution, indent: str) -> Iterator[Text]:
        stance = attribution.stance + (", negative" if attribution.polarity == "negative" else "")
        words = " … ".join(span.text for span in attribution.content)
        yield _line(
            indent,
            (_short(self.links.saying(attribution)), STYLES["cue"]),
            f" [{stance}] ",
            (words, STYLES["content"]),
            ident=attribution.id,
        )
        for inner in self.inner[attribution.id]:
            yield from self._saying(inner, indent + _INDENT)
        for claim in self.claims[attribution.id]:
            yield self._claim(claim, indent + _INDENT)

    def _claim(self, claim: Claim, indent: str) -> Text:
        marks = [mark for mark in (claim.polarity, claim.modality, claim.not_checkable) if mark not in (None, "positive", "actual")]
        words = " … ".join(span.text for span in claim.spans) or claim.text
        return _line(indent, "• ", words, f" [{', '.join(map(str, marks))}]" if marks else "", ident=claim.id)


def _short(words: str) -> str:
    """Who said it, cut so that there is room for what."""
    return words if len(words) <= _WHO else words[: _WHO - 1] + "…"


def _within(block: Block, records: Iterable[R], *, key: Callable[[R], int]) -> Iterator[R]:
    return (record for record in records if block.start <= key(record) < block.end)


def _start(span: Span) -> int:
    return span.start


def _anchor(attribution: Attribution) -> int:
    """Where an attribution is told: at its cue, else where its content begins, else at its source."""
    if attribution.cue or attribution.content:
        return attribution.cue.start if attribution.cue else attribution.content[0].start
    return attribution.source.start or 0


def _note(kind: str, words: str, meaning: str, ident: str) -> Text:
    return _line(_INDENT, (words, STYLES[kind]), f" = {meaning}", ident=ident)


def _line(indent: str, *parts: str | tuple[str, str], ident: str) -> Text:
    """One line: its record's short id first, then the parts, each plain or with a style."""
    styled = [(part, "") if isinstance(part, str) else part for part in parts]
    return Text.assemble(
        (visible(ident[:_SHORT_ID]).ljust(_SHORT_ID), "dim"), indent, *((unbroken(words), style) for words, style in styled)
    )


def _figure(figure: Figure, links: Links) -> str:
    """A figure in words: its kind and value, what it counts, how it changed, which days it covers, who is behind it."""
    told = {
        "of": figure.counted.lemma if figure.counted and figure.counted.lemma != figure.unit else None,
        "by": links.words(figure.by, "actor")["name"],
        "against": links.words(figure.against, "actor")["name"],
        "held by": links.words(figure.holder, "actor")["name"],
        "in": links.words(figure.date, "date")["edtf"],
    }
    plain = [figure.kind, _amount(figure), figure.unit, figure.per and f"per {figure.per}"]
    unusual = [figure.role if figure.role != "level" else None, figure.direction, figure.status if figure.status != "actual" else None]
    return " ".join([*filter(None, plain), *(f"{word} {value}" for word, value in told.items() if value), *filter(None, unusual)])


def _amount(figure: Figure) -> str:
    if figure.low is not None and figure.high is not None:
        number = f"{figure.low} to {figure.high}"
    else:
        number = str(figure.vague if figure.value is None else figure.value) if (figure.vague, figure.value) != (None, None) else ""
    return ("about " if figure.approximate else "") + _BOUNDS[figure.bound] + number


def _date(date: Date) -> str:
    """A date in words: its days, or why there are none."""
    days = date.edtf or (f"{date.first or '…'} to {date.last or '…'}" if date.first or date.last else None)
    parts = [date.kind, date.duration, days, date.part, date.time, date.unresolved and f"({date.unresolved})"]
    return " ".join(filter(None, parts))
