"""The recipe of one article, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

from sayso.actors import find_actors
from sayso.attribution import find_attributions
from sayso.claims import find_claims
from sayso.dates import find_dates
from sayso.figures import find_figures, link_figures
from sayso.mentions import ActorIndex
from sayso.parsing import Parse
from sayso.records import Article, Run, Value
from sayso.rules import Rules

P = ParamSpec("P")
R = TypeVar("R", bound=Value)


class Ask(Protocol):
    """How a finder comes to its records: it looks for them, or somebody remembers what it found."""

    def __call__(self, find: Callable[P, tuple[R, ...]], /, *args: P.args, **given: P.kwargs) -> tuple[R, ...]: ...


def look(find: Callable[P, tuple[R, ...]], /, *args: P.args, **given: P.kwargs) -> tuple[R, ...]:
    """What a finder finds now."""
    return find(*args, **given)


def extract(parse: Parse, rules: Rules, run: Run | None = None, *, ask: Ask = look) -> Article:
    """All records of a parsed article. The same parse and rules give the same records, whoever is asked."""
    dates = ask(find_dates, parse, rules)
    figures = ask(find_figures, parse, rules, dates=dates)
    actors = ask(find_actors, parse, rules, dates=dates)
    index = ActorIndex(actors)
    attributions = ask(find_attributions, parse, rules, actors=index, figures=figures)
    figures = ask(link_figures, parse, rules, figures=figures, dates=dates, actors=index, attributions=attributions)
    claims = ask(find_claims, parse, rules, actors=index, dates=dates, figures=figures, attributions=attributions)
    found = {"actors": actors, "dates": dates, "figures": figures, "attributions": attributions, "claims": claims}
    return parse.article.model_copy(update={**found, "run": run})
