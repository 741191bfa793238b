"""The recipe of one article, from top to bottom."""

from __future__ import annotations

from sayso.actors import find_actors
from sayso.attribution import find_attributions
from sayso.claims import find_claims
from sayso.dates import find_dates
from sayso.figures import find_figures, link_figures
from sayso.mentions import ActorIndex
from sayso.parsing import Parse
from sayso.records import Article, Run
from sayso.rules import Rules


def extract(parse: Parse, rules: Rules, run: Run | None = None) -> Article:
    """All records of a parsed article. The same parse and rules give the same records."""
    dates = find_dates(parse, rules)
    figures = find_figures(parse, rules, dates=dates)
    actors = find_actors(parse, rules, dates=dates, figures=figures)
    known = ActorIndex(actors)
    attributions = find_attributions(parse, rules, actors=known, figures=figures)
    figures = link_figures(parse, rules, figures, dates=dates, actors=known, attributions=attributions)
    claims = find_claims(parse, rules, actors=known, dates=dates, figures=figures, attributions=attributions)
    found = {"actors": actors, "dates": dates, "figures": figures, "attributions": attributions, "claims": claims}
    return parse.article.model_copy(update={**found, "run": run})
