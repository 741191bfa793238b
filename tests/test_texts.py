"""The Python door: the examples in its documentation, and what they leave out."""

from __future__ import annotations

import doctest
import subprocess
import sys
from typing import Any

import pytest

import sayso
import sayso.texts
from sayso.errors import InputError, ModelError, RulesError, UsageError
from sayso.parsing import DEFAULT_MODEL
from sayso.records import find_problems

pytestmark = pytest.mark.model
SAID = "The mayor denied that the bridge was unsafe."


def test_the_examples_hold() -> None:
    results = doctest.testmod(sayso.texts)
    assert results.attempted > 6
    assert results.failed == 0


def test_importing_it_loads_nothing() -> None:
    """As fast as Python itself: `sayso --help` depends on it."""
    program = "import sys, sayso; print([name for name in ('spacy', 'pydantic', 'numpy', 'dateparser', 'rich') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_model_is_that_of_the_parser() -> None:
    assert sayso.texts.DEFAULT_MODEL == DEFAULT_MODEL


def test_what_is_extracted_is_sound() -> None:
    article = sayso.extract(SAID, id="a", title="Bridge", outlet="The Quay", published="2024-03-05T10:00")
    assert list(find_problems(article)) == []
    assert (article.id, article.meta.title, article.meta.outlet, article.meta.published) == ("a", "Bridge", "The Quay", "2024-03-05T10:00")
    assert article.run is not None


def test_texts_keep_their_order_and_what_they_tell() -> None:
    rows = [SAID, {"text": SAID, "id": 7, "desk": "city", "published": "2024-03-06"}]
    first, second = sayso.extract_many(rows, published="2024-03-05")
    assert (first.id, first.meta.published) == ("1", "2024-03-05")
    assert (second.id, second.meta.published, second.meta.extra) == ("7", "2024-03-06", {"desk": "city"})


def test_it_is_lazy() -> None:
    def endless() -> object:
        while True:
            yield SAID

    assert next(sayso.extract_many(endless())).attributions  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "reason"), [("", "no text"), ("<html><body>Hi", "HTML")])
def test_a_text_that_can_not_be_read_raises(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        sayso.extract(text)


def test_a_row_without_text_raises() -> None:
    with pytest.raises(InputError, match="its text is no string"):
        list(sayso.extract_many([{"id": "a"}]))


def test_what_is_no_row_is_an_error_of_its_own() -> None:
    failed: list[InputError] = []
    found = list(sayso.extract_many([SAID, 5, None], on_error=failed.append))  # type: ignore[list-item]
    assert [article.id for article in found] == ["1"]
    assert [str(error) for error in failed] == [f"{n}: its text is no string (give the article's text as `text`)" for n in (2, 3)]


@pytest.mark.parametrize("texts", [SAID, SAID.encode(), {"text": SAID}], ids=["string", "bytes", "row"])
def test_one_text_is_not_many(texts: Any) -> None:
    with pytest.raises(UsageError, match="takes several texts"):
        list(sayso.extract_many(texts))


def test_one_folder_of_rules_is_not_one_for_each_letter() -> None:
    with pytest.raises(RulesError, match="no-such-folder: no such folder"):
        sayso.extract(SAID, rules="no-such-folder")


def test_a_model_that_is_not_there_raises() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        sayso.extract(SAID, model="no_such_model")
