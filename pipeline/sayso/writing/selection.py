"""Which records of an article are wanted: attributions by stance and confidence, and all that belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.records import PLURALS, RECORD_KINDS, Article, Attribution, Record, Stance, all_records, links_of, records_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Attributions of one of these stances (any, if there is none) and at least this confidence; one of unknown confidence is kept."""

    stances: frozenset[Stance] = frozenset()
    confidence: float = 0.0

    def keeps(self, attribution: Attribution) -> bool:
        likely = attribution.confidence is None or attribution.confidence >= self.confidence
        return likely and (not self.stances or attribution.stance in self.stances)


def select(article: Article, selection: Selection) -> Article:
    """The article with the attributions that are chosen, the claims whose innermost one is chosen, and whatever these point to."""
    chosen = {attribution.id for attribution in article.attributions if selection.keeps(attribution)}
    roots = chosen | {claim.id for claim in article.claims if claim.chain and claim.chain[-1] in chosen}
    kept = _reach(roots, {record.id: record for record in all_records(article)})
    return article.model_copy(
        update={PLURALS[kind]: tuple(record for record in records_of(article, kind) if record.id in kept) for kind in RECORD_KINDS}
    )


def _reach(roots: set[str], records: Mapping[str, Record]) -> set[str]:
    """These ids and all that their records point to, step by step."""
    reached, waiting = set[str](), sorted(roots)
    while waiting:
        ident = waiting.pop()
        if ident not in reached and ident in records:
            reached.add(ident)
            waiting.extend(target for _, target in links_of(records[ident]))
    return reached
