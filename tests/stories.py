"""Hand-made articles with records of every kind, and a hypothesis strategy for any article: for tests of what is done with records."""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from sayso.records import (
    LINKS,
    PLURALS,
    RECORD_KINDS,
    Actor,
    Article,
    Attribution,
    Block,
    Claim,
    ClaimActor,
    Date,
    Figure,
    HeadedSpan,
    Mention,
    Meta,
    RecordKind,
    Run,
    Source,
    Span,
    Value,
)

LINES = (
    "Ferry strike ends",
    "The union said on Monday that 40 boats would sail again, according to Harbour Radio.",
    "The port's director, Ida Kvam, denied that anybody was fired.",
)
TEXT = "\n\n".join(LINES)


def span(words: str, owner: type[Any] = Span, /, **more: Any) -> Any:
    start = TEXT.index(words)
    return owner(start=start, end=start + len(words), text=words, **more)


def make_story(ident: str = "ferry.txt", **changes: Any) -> Article:
    """A small article: Harbour Radio says that the union said; the director denies."""
    union = Actor(
        id="u1", name="ferry union", kind="organization", mentions=(span("The union", Mention, form="nominal"),), rule="noun.union"
    )
    radio = Actor(id="r1", name="Harbour Radio", kind="media", mentions=(span("Harbour Radio", Mention, form="name"),))
    ida = Actor(id="k1", name="Ida Kvam", kind="person", roles=("director",), mentions=(span("Ida Kvam", Mention, form="name"),))
    monday = span(
        "Monday", Date, id="d1", kind="date", first="2024-03-04", last="2024-03-04", grain="day", edtf="2024-03-04", anchor="published"
    )
    boats = span("40 boats", Figure, id="f1", kind="count", value=40, unit="boat", date="d1", attribution="a2", by="u1",
                 counted=span("boats", HeadedSpan, lemma="boat"))  # fmt: skip
    says: dict[str, Any] = {"content_form": "clause", "manner": "indirect"}
    attributions = (
        Attribution(
            id="a1", source=_source("Harbour Radio", "r1", "media"), cue=span("according to", HeadedSpan, lemma="according to"),
            content=(span("The union said on Monday that 40 boats would sail again"),),
            stance="says", confidence=0.9, rule="cue.according", **says,
        ),
        Attribution(
            id="a2", source=_source("The union", "u1", "organization"), cue=span("said", HeadedSpan, lemma="say"),
            content=(span("that 40 boats would sail again"),), stance="says", within="a1", confidence=0.4, rule="cue.say", **says,
        ),
        Attribution(
            id="a3", source=_source("The port's director, Ida Kvam", "k1", "person"), cue=span("denied", HeadedSpan, lemma="deny"),
            content=(span("that anybody was fired"),), stance="denies", polarity="negative", confidence=0.8, rule="cue.deny", **says,
        ),
    )  # fmt: skip
    claims = (
        span(LINES[0], Claim, id="c1", spans=(span(LINES[0]),), block="headline", repeats="c2"),
        span("40 boats would sail again", Claim, id="c2", spans=(span("40 boats would sail again"),), chain=("a1", "a2"), block="body",
             actors=(ClaimActor(actor="u1", part="agent"),), figures=("f1",), dates=("d1",), modality="planned", not_checkable="future",
             predicate=span("sail", HeadedSpan, lemma="sail")),
        span("anybody was fired", Claim, id="c3", spans=(span("anybody was fired"),), chain=("a3",), block="body"),
    )  # fmt: skip
    parts: dict[str, Any] = {
        "actors": (union, radio, ida),
        "dates": (monday,),
        "figures": (boats,),
        "attributions": attributions,
        "claims": claims,
    }
    kinds = ("headline", "body", "body")
    blocks = tuple(span(line, Block, kind=kind) for line, kind in zip(LINES, kinds, strict=True))
    meta = Meta(title=LINES[0], published="2024-03-05", outlet="The Quay")
    run = Run(sayso="0", model="hand", rules="hand-0")
    return Article(**{"id": ident, "meta": meta, "text": TEXT, "blocks": blocks, "run": run, **parts, **changes})


def _source(words: str, actor: str, kind: Any) -> Source:
    found = span(words)
    return Source(start=found.start, end=found.end, text=words, actor=actor, actors=(actor,), kind=kind, named=True, status="given")


_DAYS = ("2024-02-29", "1999-12-31")
_WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
_NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
_IDS: dict[RecordKind, tuple[str, ...]] = {kind: tuple(f"{kind}{number}" for number in range(2)) for kind in RECORD_KINDS}


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any article: spans fit its text, links lead somewhere, all else is arbitrary."""
    text = draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
    parts = {
        PLURALS[kind]: tuple(draw(_values(owner, text)).model_copy(update={"id": ident}) for ident in _IDS[kind])
        for kind, owner in zip(RECORD_KINDS, (Actor, Date, Figure, Attribution, Claim), strict=True)
    }
    meta = Meta(title=draw(st.none() | _WORDS), outlet=draw(st.none() | _WORDS), published=draw(st.none() | st.sampled_from(_DAYS)))
    return Article(id=draw(_WORDS), meta=meta, text=text, **parts)


def _values(owner: Any, text: str) -> st.SearchStrategy[Any]:
    """Values of a class of records; a span's words are the text's."""
    fields = {name: _field(name, hint, text) for name, hint in _hints(owner).items() if name not in ("start", "end", "text")}
    if owner is Source:
        spans: st.SearchStrategy[dict[str, Any]] = st.just({}) | _cuts(text)
    else:
        spans = _cuts(text) if issubclass(owner, Span) else st.just({})
    return st.builds(lambda cut, rest: owner(**cut, **rest), spans, st.fixed_dictionaries(fields))


def _cuts(text: str) -> st.SearchStrategy[dict[str, Any]]:
    starts = st.integers(0, len(text) - 1)
    return starts.flatmap(lambda a: st.integers(a + 1, len(text)).map(lambda b: {"start": a, "end": b, "text": text[a:b]}))


def _field(name: str, hint: Any, text: str) -> st.SearchStrategy[Any]:
    if name in ("first", "last"):
        return st.none() | st.just(_DAYS[0])
    if name == "confidence":
        return st.none() | st.floats(0, 1)
    fixed = {"country": "NO", "time": "12:30"}
    return st.none() | st.just(fixed[name]) if name in fixed else _hinted(name, hint, text)


def _hinted(name: str, hint: Any, text: str) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _hinted(name, inner[0], text)
    if origin in (Union, types.UnionType):
        return st.one_of(*(_hinted(name, part, text) for part in inner))
    if origin is tuple:
        return st.lists(_hinted(name, inner[0], text), max_size=2).map(tuple)
    if origin is Literal:
        return st.sampled_from(inner)
    if isinstance(hint, type) and issubclass(hint, Value):
        return _values(hint, text)
    return _plain(name, hint)


def _plain(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if hint is str:
        return st.sampled_from(_IDS[LINKS[name]]) if name in LINKS else _WORDS
    by_type = {type(None): st.none(), bool: st.booleans(), int: st.integers(0, 10**9), float: _NUMBERS}
    return st.dictionaries(_WORDS, _WORDS, max_size=2) if get_origin(hint) is dict else by_type[hint]


@cache
def _hints(owner: type[Value]) -> dict[str, Any]:
    hints = get_type_hints(owner, include_extras=True)
    return {name: hints[name] for name in owner.model_fields}
