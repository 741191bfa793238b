"""A run against gold: how many records were found, how many of the found are right, and the same for every field. No spaCy.

scores      the recipe: two runs → a `Score` for each record and field      facts      a record as the facts that it tells
tallies     one article: how many facts gold has, the run has, both have    intervals  how far chance may have moved a score
minimums    "claim=0.8": what must be reached                       misses     what gold and run differ in
table       scores as a table
"""

from sayso.scoring.minimums import Minimum, parse_minimum
from sayso.scoring.misses import find_misses
from sayso.scoring.scores import MEASURES, Measure, Report, Score, score
from sayso.scoring.table import markdown_table, text_table
from sayso.scoring.tallies import Tally, tally

__all__ = [
    "MEASURES", "Measure", "Minimum", "Report", "Score", "Tally", "find_misses", "markdown_table", "parse_minimum", "score", "tally",
    "text_table",
]  # fmt: skip
