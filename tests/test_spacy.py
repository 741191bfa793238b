"""The component: as its documentation has it, over every way that docs and pipelines travel."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import sayso
import sayso.spacy
from sayso.errors import ModelError, UsageError
from sayso.parsing import DEFAULT_MODEL
from sayso.records import Article, find_problems

pytestmark = pytest.mark.model
ROOT = Path(__file__).parents[1]
SAID = "The mayor said on Tuesday that 40 homes were flooded."
PAGE = (
    "Bridge reopens\n\nThe mayor denied that the bridge was unsafe.\n\n"
    "“We fixed it,” said Ida Kvam, the port’s director, on Monday. Police thanked 12 engineers.\n"
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    made = spacy.load(DEFAULT_MODEL)
    made.add_pipe("sayso", config={"published": "2024-03-07"})
    return made


def test_the_examples_hold() -> None:
    results = doctest.testmod(sayso.spacy)
    assert results.attempted > 6
    assert results.failed == 0


def test_a_doc_has_the_article(nlp: Any) -> None:
    article = nlp(PAGE)._.sayso
    assert isinstance(article, Article)
    assert list(find_problems(article)) == []
    assert [block.kind for block in article.blocks] == ["headline", "body", "body"]
    assert {said.stance for said in article.attributions} >= {"denies", "says"}
    assert article.run is not None
    assert article.run.model.startswith("en_core_web_sm")


def test_it_finds_what_extract_finds(nlp: Any) -> None:
    found, wanted = nlp(PAGE)._.sayso, sayso.extract(PAGE, id="doc", published="2024-03-07")
    assert [(said.source.text, said.stance, said.content[0].text) for said in found.attributions] == [
        (said.source.text, said.stance, said.content[0].text) for said in wanted.attributions
    ]
    assert [(date.text, date.first) for date in found.dates] == [(date.text, date.first) for date in wanted.dates]


def test_offsets_are_the_docs(nlp: Any) -> None:
    doc = nlp("😀 \n\n" + SAID)
    (figure,) = doc._.sayso.figures
    assert doc.char_span(figure.start, figure.end).text == "40 homes"


def test_a_doc_that_has_not_been_through_it_has_none(nlp: Any) -> None:
    assert nlp.make_doc(SAID)._.sayso is None


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_doc_has_an_article_without_records(nlp: Any, text: str) -> None:
    assert nlp(text)._.sayso.claims == ()


def test_many_docs(nlp: Any) -> None:
    docs = list(nlp.pipe([SAID, PAGE, ""], batch_size=2))
    assert [bool(doc._.sayso.attributions) for doc in docs] == [True, True, False]


def test_several_processes(nlp: Any) -> None:
    def told(number: int) -> Doc:
        doc = nlp.make_doc(SAID)
        doc._.sayso_published, doc._.sayso_id = "2024-03-08", f"doc {number}"
        return doc

    docs = list(nlp.pipe([told(number) for number in range(4)], n_process=2, batch_size=2))
    assert [doc._.sayso.id for doc in docs] == ["doc 0", "doc 1", "doc 2", "doc 3"]
    assert {doc._.sayso.dates[0].first for doc in docs} == {"2024-03-05"}
    assert {doc._.sayso.meta.published for doc in docs} == {"2024-03-08"}


def test_docs_are_kept_with_their_records(nlp: Any, tmp_path: Path) -> None:
    doc = nlp(SAID)
    doc.to_disk(tmp_path / "doc")
    assert Doc(nlp.vocab).from_disk(tmp_path / "doc")._.sayso == doc._.sayso
    (kept,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    assert kept._.sayso == doc._.sayso


RULE = '[[name]]\nid = "name.port"\nname = "Port Authority"\nkind = "organization"\naliases = ["the tall house"]\n'


def test_a_saved_pipeline_takes_its_rules_along(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "names.toml").write_text(RULE)
    made = spacy.load(DEFAULT_MODEL)
    made.add_pipe("sayso", config={"rules": [str(folder)]})
    assert "Port Authority" in names(made("The tall house said that 40 homes were flooded."))
    made.to_disk(tmp_path / "saved")
    (folder / "names.toml").unlink()
    folder.rmdir()
    (tmp_path / "saved").rename(tmp_path / "moved")
    assert "Port Authority" in names(spacy.load(tmp_path / "moved")("The tall house said that 40 homes were flooded."))


def names(doc: Doc) -> list[str]:
    return [actor.name for actor in doc._.sayso.actors]


@pytest.mark.parametrize(
    ("left_out", "lacking"),
    [("parser", "no parser"), ("ner", "no entities"), ("tagger", "no tagger")],
)
def test_a_missing_component_is_named(left_out: str, lacking: str) -> None:
    made = spacy.load(DEFAULT_MODEL, exclude=[left_out])
    made.add_pipe("sayso")
    with pytest.raises(ModelError, match=f"the pipeline has {lacking}; add sayso last"):
        made(SAID)


def test_a_date_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="published 'soon' is no date that can be read"):
        spacy.blank("en").add_pipe("sayso", config={"published": "soon"})


def test_an_empty_pipeline_is_told_all_that_is_missing() -> None:
    made = spacy.blank("en")
    made.add_pipe("sayso")
    with pytest.raises(ModelError, match="no tagger and no parser and no entities"):
        made(SAID)


def test_sentences_end_with_their_blocks(nlp: Any) -> None:
    """Whatever the pipeline says of a text without full stops."""
    article = nlp("Bridge reopens after storm\n\nMayor thanks 12 engineers")._.sayso
    blocks = [(block.start, block.end) for block in article.blocks]
    assert len(blocks) == 2
    for claim in article.claims:
        assert any(start <= claim.start and claim.end <= end for start, end in blocks)


def test_the_entry_point_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, name = project["entry-points"]["spacy_factories"]["sayso"].split(":")
    assert callable(getattr(import_module(module), name))


def test_an_installed_wheel_is_found_without_an_import(tmp_path: Path) -> None:
    """spaCy asks installed packages for a component that it does not know."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = (
        f"import spacy; nlp = spacy.load({DEFAULT_MODEL!r}); nlp.add_pipe('sayso'); print(nlp({SAID!r})._.sayso.attributions[0].stance)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    told = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    assert told.stdout == "says\n", told.stderr[-2000:]
