"""One test per example of the language pack, run through the whole recipe with the real model."""

from __future__ import annotations

import pytest

from sayso.examples import Case, Result, cases, check_examples
from sayso.parsing import Parser
from sayso.rules import load_rules

pytestmark = pytest.mark.model
CASES = list(cases(load_rules()))


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    """All examples, parsed together: one by one would take many times as long."""
    return {result.case.id: result for result in check_examples(load_rules(), Parser())}


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_example(case: Case, results: dict[str, Result]) -> None:
    assert results[case.id].problem is None, f"{case.example.text}\n{results[case.id].problem}"


def test_every_entry_has_an_example() -> None:
    assert {case.entry.id for case in CASES if case.wanted} >= {entry.id for entry in load_rules().entries.values() if entry.matches}
