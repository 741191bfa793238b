"""Two runs → what changed between them, aligned and graded. Knows nothing of spaCy.

`compare` gives each article that differs as a `Comparison`, and a `Summary` at the end; `compare_articles` compares two versions of one
article; `align` only pairs their records, which is what scoring needs. Records are JSON objects as they stand in a run.

runs       the recipe: pairs of articles, and their comparisons     files      a run on disk, indexed
articles   two versions of an article → its changes                 mapping    where old words stand in a new text
aligning   which records are the same one                           shapes     what a record looks like to it
differing  the fields in which two records differ                   grading    what matters: weights in grades.toml
applying   decisions on changes → an article                    editing    what an outlet did, in an editor's words
choosing   which changes are wanted, and their sum              sentences  what is read around a place
values     what comes out
"""

from sayso.comparing.aligning import align
from sayso.comparing.applying import Applied, Dropped, Relinked, apply
from sayso.comparing.articles import Options, compare_articles
from sayso.comparing.choosing import Choice, choose
from sayso.comparing.differing import Leniency
from sayso.comparing.files import RunFile, open_indexed
from sayso.comparing.grading import Grades, load_grades
from sayso.comparing.mapping import Place, TextMap, map_text
from sayso.comparing.runs import Pair, compare, compare_pair, pair_runs
from sayso.comparing.values import Alignment, Change, Comparison, FieldChange, Group, Match, Summary

__all__ = [
    "Alignment", "Applied", "Change", "Choice", "Comparison", "Dropped", "FieldChange", "Grades", "Group", "Leniency", "Match", "Options",
    "Pair", "Place", "Relinked", "RunFile", "Summary", "TextMap", "align", "apply", "choose", "compare", "compare_articles", "compare_pair",
    "load_grades", "map_text", "open_indexed", "pair_runs",
]  # fmt: skip
