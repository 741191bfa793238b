"""sayso reads news articles and writes down what they claim: who said it, whom it is about, which figures, over which dates.

`extract` and `extract_many` are the way in from Python, `sayso.records` holds what comes out; `nlp.add_pipe("sayso")` puts it into a
pipeline of spaCy's (`sayso.spacy`).
"""

from sayso.texts import extract, extract_many

__all__ = ["extract", "extract_many"]
