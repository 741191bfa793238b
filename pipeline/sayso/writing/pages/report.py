"""A run → one page that shows it: articles with their records in place, tables of claims, sources, figures and actors, a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from sayso.records import LINKS, Article
from sayso.writing.pages.building import build_page
from sayso.writing.pages.embedding import embed, slim
from sayso.writing.visible import one_line

STYLES = ("base.css", "report.css")
SCRIPTS = ("table.js", "charts.js", "articles.js", "reading.js", "card.js", "tables.js", "dates.js", "report.js")


def report_page(articles: Iterable[Article], *, title: str) -> Iterator[bytes]:
    """The page in UTF-8, piece by piece; each article is asked for when its turn comes, and let go. `title` is the run's name."""
    told: list[dict[str, Any]] = []
    made: list[str] = []

    def scripts() -> Iterator[Markup]:
        for article in articles:
            told.append(_entry(article))
            if article.run and (line := f"sayso {article.run.sayso} · {article.run.model} · {article.run.rules}") not in made:
                made.append(line)
            yield embed(slim(article))

    def index() -> Markup:
        return embed({"articles": told, "made": made, "targets": dict(LINKS)})

    return build_page("report.html.j2", styles=STYLES, scripts=SCRIPTS, title=one_line(title), articles=scripts(), index=index)


def _entry(article: Article) -> dict[str, Any]:
    """What the list of articles needs to know before any of them is read."""
    meta = article.meta
    return {
        "id": article.id,
        "title": meta.title,
        "outlet": meta.outlet,
        "published": meta.published,
        "claims": len(article.claims),
        "attributions": len(article.attributions),
        "figures": len(article.figures),
        "dates": len(article.dates),
    }
