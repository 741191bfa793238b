"""Base forms: listed ones, and those that suffixes tell."""

from __future__ import annotations

import pytest

from sayso.rules import load_rules

LEMMAS = load_rules().lemmas

VERBS = """
said/say told/tell claims/claim claimed/claim promised/promise halted/halt informed/inform resumed/resume stopped/stop decreased/decrease
indicates/indicate added/add created/create launched/launch passes/pass watches/watch uses/use declared/declare opened/open reported/report
tried/try denies/deny arrived/arrive planning/plan goes/go accused/accuse closed/close appealed/appeal testified/testify fishing/fish
exploded/explode eroded/erode arranged/arrange confirmed/confirm damaged/damage rejected/reject admitted/admit lying/lie dying/die rose/rise
fell/fall quoted/quote urged/urge vowed/vow hoping/hope hopping/hop named/name welcomed/welcome threatened/threaten questioned/question
offered/offer referred/refer agreed/agree argues/argue refused/refuse assumed/assume provoked/provoke escaped/escape focuses/focus
prescribed/prescribe describing/describe absorbed/absorb
""".split()

NOUNS = """
cases/case attacks/attack countries/country houses/house churches/church boxes/box people/person heroes/hero buses/bus glasses/glass
sources/source women/woman news/news analyses/analysis forces/force species/species wolves/wolf
""".split()


@pytest.mark.parametrize("pair", VERBS)
def test_verbs(pair: str) -> None:
    form, lemma = pair.split("/")
    assert LEMMAS.verb(form) == lemma


@pytest.mark.parametrize("pair", NOUNS)
def test_nouns(pair: str) -> None:
    form, lemma = pair.split("/")
    assert LEMMAS.lemma(form, "NNS") == lemma


@pytest.mark.parametrize(("word", "tag"), [("bus", "NN"), ("need", "VB"), ("ceasefire", "NN"), ("red", "JJ")])
def test_what_is_its_own_lemma(word: str, tag: str) -> None:
    assert LEMMAS.lemma(word, tag) == word
