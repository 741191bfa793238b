"""How a headline stands to its article, in words: "the headline asserts; the body gives it to the ministry through a newspaper"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from sayso.records import Actor, Article, Attribution, Claim, Modality
from sayso.writing.links import Links
from sayso.writing.visible import one_line, unbroken

_UNSAID = "nobody whom it names"
_WEAKER: dict[Modality, str] = {
    "planned": "there it is still to come",
    "possible": "there it is only possible",
    "conditional": "there it hangs on a condition",
    "required": "there it is only called for",
    "question": "there it is only asked",
}


@dataclass(frozen=True, slots=True)
class HeadlineClaim:
    """A claim of the headline, the body's claim that says the same (None where nothing does), and how the two stand to each other."""

    claim: Claim
    body: Claim | None
    relation: str


def relate_headline(article: Article) -> tuple[HeadlineClaim, ...]:
    """Each claim of an article's headlines in text order, beside what the body makes of it; linked by `repeats`."""
    links = Links(article)
    return tuple(_relate(article, claim, links) for claim in article.claims if claim.block == "headline")


def print_headlines(article: Article, *, console: Console | None = None) -> None:
    """Print an article's title, and below it each claim of the headline with what the body makes of it."""
    console = console or Console(highlight=False)
    console.print(Text(one_line(" · ".join(filter(None, (article.id, article.meta.outlet)))), "bold"), soft_wrap=True)
    for line in _lines(relate_headline(article)):
        console.print(line, soft_wrap=True)


def _lines(related: Sequence[HeadlineClaim]) -> Iterator[Text]:
    if not related:
        yield Text("  the headline makes no claim that was found")
    for one in related:
        yield Text(f"  {_words(one.claim)}")
        yield Text.assemble("    ", (unbroken(one.relation), "bold cyan"))
        if one.body is not None:
            yield Text.assemble("    ", (_words(one.body), "italic"))


def _words(claim: Claim) -> str:
    return unbroken(" … ".join(span.text for span in claim.spans) or claim.text)


def _relate(article: Article, claim: Claim, links: Links) -> HeadlineClaim:
    body = _said_again(article, claim)
    headline = _gives(claim, links)
    told = f"the headline {headline or 'asserts'}"
    if claim.modality == "question" and headline is None:
        told = "the headline asks"
    if body is None:
        return HeadlineClaim(claim, None, f"{told}; nothing in the body was found to say it again")
    relation = f"{told}; {_of_body(claim, body, links)}"
    if claim.modality == "actual" and body.modality in _WEAKER:
        relation += f"; {_WEAKER[body.modality]}"
    return HeadlineClaim(claim, body, relation)


def _said_again(article: Article, claim: Claim) -> Claim | None:
    """The body's first attributed claim of those that say the same, else its first one."""
    leader = claim.repeats or claim.id
    same = [other for other in article.claims if other.block != "headline" and leader in (other.id, other.repeats)]
    return next((other for other in same if other.chain), same[0] if same else None)


def _of_body(claim: Claim, body: Claim, links: Links) -> str:
    given = _gives(body, links)
    if _standing(claim, links) == _standing(body, links):
        return "so does the body"
    return f"the body {given or 'asserts it'}"


def _gives(claim: Claim, links: Links) -> str | None:
    """ "gives it to the ministry through a newspaper": the innermost source first; None for a claim in the outlet's own voice."""
    sources = _sources(claim, links)
    if not sources:
        return None
    return f"gives it to {sources[-1]}" + "".join(f" through {source}" for source in reversed(sources[:-1]))


def _sources(claim: Claim, links: Links) -> tuple[str, ...]:
    """Who stands behind a claim, outermost first."""
    attributions = (links.get(ident) for ident in claim.chain)
    return tuple(_source(attribution, links) for attribution in attributions if isinstance(attribution, Attribution))


def _standing(claim: Claim, links: Links) -> tuple[str | None, ...]:
    """Who stands behind a claim, as actors where they are known."""
    attributions = (links.get(ident) for ident in claim.chain)
    return tuple(one.source.actor or one.source.text for one in attributions if isinstance(one, Attribution))


def _source(attribution: Attribution, links: Links) -> str:
    """Its actor's name; of one without a name the noun phrase that stands here."""
    source, actor = attribution.source, links.get(attribution.source.actor)
    if not isinstance(actor, Actor) or source.start is None or source.end is None:
        return source.text or _UNSAID
    here = (one for one in actor.mentions if source.start <= one.start and one.end <= source.end)
    first = next(here, None)
    named = any(one.form == "name" for one in actor.mentions)
    return first.text if first is not None and first.form == "nominal" and not named else actor.name
