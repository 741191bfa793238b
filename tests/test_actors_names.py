"""How names are compared, and what is known of countries: no model needed."""

from __future__ import annotations

import pytest

from sayso.actors.countries import Countries, load_countries
from sayso.actors.folding import fold, initials, skeleton
from sayso.actors.naming import same_person
from sayso.rules import load_rules


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_countries(load_rules())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("Mohammed Shami’ al-Karim", ("mohammed", "shami", "al", "karim"), id="apostrophe-and-hyphen"),
        pytest.param("the U.K.", ("uk",), id="dots-and-article"),
        pytest.param("São Tomé", ("sao", "tome"), id="accents"),
        pytest.param("The The", ("the",), id="an-article-as-name"),
        pytest.param("😀", (), id="no-letters"),
    ],
)
def test_fold(name: str, key: tuple[str, ...]) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Robert Hale", "Robert J. Hale", True, id="middle-initial"),
        pytest.param("R. Hale", "Robert Hale", True, id="initial"),
        pytest.param("Mohammed Karim", "Muhamad Karim", True, id="spelling"),
        pytest.param("Al Karim", "Mohammed Shami Al Karim", True, id="last-two-words"),
        pytest.param("Robert Hale", "Anna Hale", False, id="other-first-name"),
        pytest.param("Robert Hale", "Robert Strand", False, id="other-surname"),
        pytest.param("Robert James Hale", "Robert Otto Hale", False, id="other-middle-name"),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(fold(one), fold(other)) is same


def test_skeleton_and_initials() -> None:
    assert skeleton("mohammed") == skeleton("muhammad") == skeleton("mohamed")
    assert initials(["Kestrel", "News", "Agency", "of", "Tolm"]) == "knat"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param("Portugal", "PT", id="name"),
        pytest.param("Portuguese", "PT", id="adjective"),
        pytest.param("Danes", "DK", id="people"),
        pytest.param("the Czech Republic", "CZ", id="correction"),
        pytest.param("U.K.", "GB", id="abbreviation"),
        pytest.param("American", "US", id="the-most-populous-first"),
        pytest.param("Tolm", None, id="no-country"),
        pytest.param("Island", None, id="a-countrys-own-word-for-itself"),
    ],
)
def test_countries(countries: Countries, words: str, code: str | None) -> None:
    assert countries.of_words(fold(words)) == code


@pytest.mark.parametrize(
    ("city", "code"),
    [pytest.param("Lisbon", "PT", id="capital"), pytest.param("Stanley", None, id="dropped"), pytest.param("Delhi", "IN", id="added")],
)
def test_capitals(countries: Countries, city: str, code: str | None) -> None:
    assert countries.capitals.get(fold(city)) == code
