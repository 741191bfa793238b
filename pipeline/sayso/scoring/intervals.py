"""How far chance may have moved a score: a bootstrap over articles.

Articles are drawn anew, with replacement, as often as there are; the middle 95 % of the scores of a thousand such draws is the interval
(Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). Records of one article hang together, so articles are drawn
and not records.
"""

from __future__ import annotations

from collections.abc import Sequence

DRAWS = 1000
LEVEL = 0.95
_SEED = 20240229  # the same draws in every run: the same bytes

Interval = tuple[float, float]
Counts = tuple[int, int, int]  # gold, run, both


def find_intervals(rows: Sequence[Counts]) -> tuple[Interval | None, Interval | None, Interval | None]:
    """The intervals of precision, recall and F1, given the counts of each article; None where fewer than two articles tell anything."""
    told = [row for row in rows if any(row)]
    if len(told) < 2:
        return None, None, None
    import numpy as np

    draws = np.random.default_rng(_SEED).multinomial(len(told), [1 / len(told)] * len(told), size=DRAWS)
    gold, run, both = (draws @ np.array(told)).T
    return _middle(both, run), _middle(both, gold), _middle(2 * both, gold + run)


def _middle(part: object, whole: object) -> Interval | None:
    """The interval of a ratio over those draws in which there is something to divide by."""
    import numpy as np

    parts, wholes = np.asarray(part), np.asarray(whole)
    ratios = parts[wholes > 0] / wholes[wholes > 0]
    if not len(ratios):
        return None
    low, high = np.quantile(ratios, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
