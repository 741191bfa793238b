"""The model's matrix products: right, and the same bits whatever stands beside a row."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.parsing import Parser, products
from sayso.parsing.products import multiply, rows_are_independent
from sayso.reading import make_article

CHANCE = np.random.default_rng(1)
WEIGHTS = CHANCE.standard_normal((288, 96)).astype("float32")
ROWS = CHANCE.standard_normal((200, 96)).astype("float32")

independent = pytest.mark.skipif(not rows_are_independent(), reason="this machine's numpy is not used for it, nor with several threads")


@given(st.integers(0, 150), st.integers(1, 50))
def test_products_are_right(start: int, count: int) -> None:
    rows = ROWS[start : start + count]
    made = multiply(rows, WEIGHTS)
    assert made.flags.c_contiguous
    np.testing.assert_allclose(made, rows @ WEIGHTS.T, rtol=1e-4, atol=1e-4)


@independent
@settings(max_examples=200)
@given(st.integers(0, 150), st.integers(1, 50))
def test_a_rows_product_does_not_depend_on_its_neighbours(start: int, count: int) -> None:
    assert np.array_equal(multiply(ROWS[start : start + count], WEIGHTS), multiply(ROWS, WEIGHTS)[start : start + count])


def test_several_threads_are_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    rows_are_independent.cache_clear()
    assert not rows_are_independent()
    rows_are_independent.cache_clear()


@pytest.mark.model
@independent
def test_a_parse_is_that_of_spacys_own_products_and_does_not_depend_on_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ferry strike ends\n\nThe union said on Monday that {0} boats would sail again, and the mayor, Ana Reyes, thanked {0} crews.\n"
    articles = [make_article(text.format(number) * (1 + number % 4), id=str(number)) for number in range(40)]
    quick = Parser()
    together = quick.parse(articles)
    assert together == [quick.parse([article])[0] for article in articles]
    monkeypatch.setattr(products, "rows_are_independent", lambda: False)
    assert together == Parser().parse(articles)
