"""A draft → the record: exact numbers become plain ones, tokens become spans."""

from __future__ import annotations

from sayso.figures.drafts import Draft
from sayso.parsing import Ids, Parse
from sayso.records import Figure, HeadedSpan, Span, plain
from sayso.rules import Lemmas


def as_figure(parse: Parse, draft: Draft, make_id: Ids, lemmas: Lemmas) -> Figure:
    """The record of a draft, without its links."""
    return Figure(
        id=make_id("figure", draft.start, draft.end),
        start=draft.start,
        end=draft.end,
        text=parse.text[draft.start : draft.end],
        kind=draft.kind,
        value=plain(draft.value),
        low=plain(draft.low),
        high=plain(draft.high),
        share=plain(draft.share) if draft.role == "level" or draft.kind == "share" else None,
        bound=draft.bound,
        approximate=draft.approximate,
        vague=_vague_words(parse, draft),
        order=draft.order,
        unit=draft.unit_name,
        unit_code=draft.code,
        per=draft.per,
        counted=_counted(parse, draft, lemmas),
        among=_among(parse, draft),
        against_value=plain(draft.against_value),
        status=draft.status,
        role=draft.role,
        direction=draft.direction,
        rule=draft.rule,
    )


def noun_lemma(parse: Parse, noun: int, lemmas: Lemmas) -> str:
    """A noun's singular, in lower case unless it is a name: the same for units and for what is counted."""
    if not parse.tags[noun].startswith("NNP"):
        return lemmas.lemma(parse.lower[noun], parse.tags[noun])
    return lemmas.noun(parse.words[noun]) if parse.tags[noun] == "NNPS" else parse.words[noun]


def _vague_words(parse: Parse, draft: Draft) -> str | None:
    """The words that stand for the number: "hundreds of thousands"."""
    if draft.order is None:
        return None
    item = next(item for item in draft.line[draft.items[0] : draft.items[1]] if item.number is not None)
    return " ".join(parse.text[item.start : item.end].lower().split())


def _counted(parse: Parse, draft: Draft, lemmas: Lemmas) -> HeadedSpan | None:
    if draft.counted is None:
        return None
    first, end, head = draft.counted
    lemma = parse.lower[head] if parse.tags[head] == "VBG" else noun_lemma(parse, head, lemmas)  # spending on roads
    return parse.headed(first, end, lemma)


def _among(parse: Parse, draft: Draft) -> Span | None:
    return parse.span(*draft.among) if draft.among is not None else None
