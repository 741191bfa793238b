"""Write docs/example.md: one sample article and all its claims, as sayso reads it now. Run by `make example`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import make_article
from sayso.records import Actor, Article, Claim, Date, Figure
from sayso.rules import load_rules
from sayso.writing.headlines import relate_headline
from sayso.writing.links import Links

DOCS = Path(__file__).parent
PAGE = DOCS / "example.md"
SLUG = "benn-tax-deal"
HEAD = """# One article and its claims

An article written for this project, and what sayso reads from it: one row a claim, in the order of the text. The page is made by
`make example`, and a test sees that it is what the code does now. Mistakes are left as they are;
[How good is it?](quality.md) counts them.
"""


def page() -> str:
    """The whole page, in Markdown."""
    article = _read(SLUG)
    return "\n".join([HEAD, "## The article", "", *_text(article), *_headline(article), *_claims(article)]) + "\n"


def _read(slug: str) -> Article:
    rules = load_rules()
    text = (DOCS.parent / "samples" / f"{slug}.txt").read_text("utf-8")
    article = make_article(text, id=f"{slug}.txt", rules=rules)
    return extract(Parse(article, Parser().parse([article])[0]), rules)


def _text(article: Article) -> Iterator[str]:
    for block in article.blocks:
        yield from (f"> {_cell(block.text)}", ">")
    yield ""


def _headline(article: Article) -> Iterator[str]:
    yield from ("## What the headline makes of it", "")
    for related in relate_headline(article):
        yield from (f"- “{_cell(_words(related.claim))}”: {related.relation}.", "")


def _claims(article: Article) -> Iterator[str]:
    links = Links(article)
    columns = ("claim", "who is behind it", "who does what to whom", "figures and dates", "put as")
    yield from ("## The claims", "", f"| {' | '.join(columns)} |", "| --- " * len(columns) + "|")
    for claim in article.claims:
        cells = (_words(claim), _behind(claim, links), _parties(claim, links), _numbers(claim, links), _put(claim))
        yield "| " + " | ".join(map(_cell, cells)) + " |"


def _words(claim: Claim) -> str:
    return " … ".join(span.text for span in claim.spans)


def _behind(claim: Claim, links: Links) -> str:
    """The chain of sources, outermost first; the outlet itself where there is none."""
    told = (links.words(ident, "attribution")["text"] for ident in claim.chain)
    return " → ".join(filter(None, told)) or "the outlet"


def _parties(claim: Claim, links: Links) -> str:
    """Its actors that play a part, with the part."""
    actors = ((links.get(party.actor), party.part) for party in claim.actors if party.part != "mentioned")
    return ", ".join(f"{actor.name} ({part})" for actor, part in actors if isinstance(actor, Actor))


def _numbers(claim: Claim, links: Links) -> str:
    found = (links.get(ident) for ident in (*claim.figures, *claim.dates))
    return ", ".join(f"{one.text} ({_value(one)})" for one in found if isinstance(one, Figure | Date))


def _value(record: Figure | Date) -> str:
    if isinstance(record, Date):
        return record.edtf or record.duration or record.unresolved or record.kind
    return " ".join(str(part) for part in (record.value, record.unit) if part is not None) or record.kind


def _put(claim: Claim) -> str:
    """What is unusual about it."""
    told = {
        "negative": claim.polarity == "negative",
        claim.modality: claim.modality != "actual",
        f"not checkable: {claim.not_checkable}": claim.not_checkable is not None,
        "said elsewhere, too": claim.repeats is not None,
    }
    return ", ".join(name for name, holds in told.items() if holds)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
