"""Propositions: what an article claims, clause by clause, and who is said to stand behind it.

`ground` brings the other finders' values down to tokens; `clauses` cuts its `trees` into clauses of several `kinds`; `wording`
gives their words, `predicates` predicate and polarity, `modality` how they are put, `checking` what makes them uncheckable,
`parties` who does what to whom, `repeats` what is said again.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.checking import find_obstacle
from sayso.claims.clauses import Clause, find_clauses
from sayso.claims.ground import Ground
from sayso.claims.lexicon import ClaimLexicon, build_lexicon
from sayso.claims.modality import find_condition, find_modality
from sayso.claims.parties import find_parties
from sayso.claims.predicates import find_polarity, find_predicate
from sayso.claims.repeats import link_repeats
from sayso.claims.wording import find_pieces
from sayso.mentions import ActorIndex
from sayso.parsing import Ids, Parse
from sayso.records import Attribution, Claim, Date, Figure
from sayso.rules import Rules


def find_claims(
    parse: Parse,
    rules: Rules,
    *,
    actors: ActorIndex,
    dates: Sequence[Date],
    figures: Sequence[Figure],
    attributions: Sequence[Attribution],
) -> tuple[Claim, ...]:
    """The claims of an article in text order, joined with the other finders' records."""
    lexicon = rules.prepared(build_lexicon)
    ground = Ground(parse, lexicon, rules.lemmas, dates=dates, figures=figures, attributions=attributions)
    ids = Ids(parse)
    made = ((_make_claim(ground, lexicon, clause, actors, ids), clause.tokens) for clause in find_clauses(ground))
    return link_repeats([(claim, tokens) for claim, tokens in made if claim is not None], figures=figures, ground=ground)


def _make_claim(ground: Ground, lexicon: ClaimLexicon, clause: Clause, index: ActorIndex, ids: Ids) -> Claim | None:
    pieces = find_pieces(ground, clause)
    if not pieces:
        return None
    spans = tuple(ground.parse.span(first, end) for first, end in pieces)
    start, end = spans[0].start, spans[-1].end
    predicate = find_predicate(ground, clause, pieces)
    marked = predicate or spans[0]
    condition = find_condition(ground, clause)
    modality = find_modality(ground, clause, condition=condition)
    return Claim(
        id=ids("claim", marked.start, marked.end, words=" ".join(span.text for span in spans)),
        start=start,
        end=end,
        text=ground.parse.text[start:end],
        spans=spans,
        predicate=predicate,
        chain=ground.chain(clause.content),
        block=ground.parse.block(clause.tokens[0]).kind,
        actors=find_parties(ground, clause, index, spans),
        figures=tuple(figure.id for span in spans for figure in ground.figures_between(span.start, span.end)),
        dates=tuple(date.id for span in spans for date in ground.dates_between(span.start, span.end)),
        polarity=find_polarity(ground, clause),
        modality=modality,
        condition=condition,
        not_checkable=find_obstacle(ground, clause, modality),
        rule=lexicon.rules[clause.kind],
    )
