"""What every reader needs: rules, options, and what was met so far."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sayso.errors import InputError
from sayso.reading.articles import Given, Marked, make_article
from sayso.reading.duplicates import Pages
from sayso.reading.language import is_language, language_of
from sayso.reading.patterns import BlockRules
from sayso.reading.sources import Source
from sayso.records import Article

Found = Iterator[Article | InputError | Source]
"""What a reader gives: articles, failures in their places, and the sources that an archive holds."""

ROW_FIELDS = ("text", "id", "title", "published", "outlet", "byline", "url", "language")
"""What a row tells; `--text-key` and its like name the keys that it is told by."""

_log = logging.getLogger("sayso")


@dataclass(slots=True)
class Gauge:
    """How far reading is, in bytes as they lie on disk; `total` is 0 where that is not known beforehand."""

    total: int = 0
    read: int = 0


@dataclass(slots=True, kw_only=True)
class Desk:
    """What every reader needs.

    keys      by field, the key that a row tells it by
    language  the only one that is wanted
    own       the language that the rules are for
    seen      the ids that were met: one may stand once in a run
    skipped   what was passed over, and how often
    others    articles by their language, where it is not the rules' own
    """

    rules: BlockRules
    keys: Mapping[str, str] = field(default_factory=lambda: {name: name for name in ROW_FIELDS})
    published: str | None = None
    language: str | None = None
    own: str = "en"
    gauge: Gauge = field(default_factory=Gauge)
    seen: set[str] = field(default_factory=set)
    pages: Pages = field(default_factory=Pages)
    skipped: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    repeats: int = 0

    def make(
        self,
        text: str,
        *,
        id: str,
        given: Given,
        source: str,
        line: int | None = None,
        format: Literal["txt", "md"] = "txt",
        marked: Marked | None = None,
        page: bool = False,
    ) -> Iterator[Article | InputError]:
        """The article, or why there is none; nothing where its language is not wanted. A page is compared with those before it."""
        if id in self.seen:
            yield InputError(f"the id {id!r} stood before", source=source, line=line, id=id, remedy="give each article an id of its own")
            return
        self.seen.add(id)
        try:
            article = make_article(text, id=id, given=given, rules=self.rules, format=format, marked=marked)
        except InputError as error:
            yield InputError(error.reason, source=source, line=line, id=id, remedy=error.remedy)
            return
        article = _with_language(article)
        if self.language and not is_language(article.meta.language, self.language):
            self.skipped[f"language {article.meta.language}"] += 1
            return
        self._note_language(article)
        yield self._compare(article) if page else article

    def _note_language(self, article: Article) -> None:
        language = article.meta.language
        if language and not is_language(language, self.own):
            self.others[language] += 1
            _log.info("%s: its language is %s, the rules are for %s", article.id, language, self.own)

    def _compare(self, article: Article) -> Article:
        """The page, marked where one before it says nearly the same."""
        first = self.pages.meet(article.id, article.text)
        if first is None:
            return article
        self.repeats += 1
        _log.info("%s: says nearly the same as %s", article.id, first)
        meta = article.meta.model_copy(update={"extra": {**article.meta.extra, "near_duplicate_of": first}})
        return article.model_copy(update={"meta": meta})

    def report(self) -> None:
        """Say what was passed over and what is doubtful, a line each."""
        if self.skipped:
            _log.warning("%d skipped: %s", self.skipped.total(), _listed(self.skipped))
        if self.others:
            said = "%d articles are in another language (%s), which the rules are not for; --language %s leaves them out"
            _log.warning(said, self.others.total(), _listed(self.others), self.own)
        if self.repeats:
            _log.warning("%d pages say nearly the same as one before them; meta.extra.near_duplicate_of tells which", self.repeats)


def _with_language(article: Article) -> Article:
    """The article with its language, where nobody gave it and the text tells."""
    if article.meta.language or not (language := language_of(article.text)):
        return article
    origin = {**article.meta.origin, "language": "detected"}
    return article.model_copy(update={"meta": article.meta.model_copy(update={"language": language, "origin": origin})})


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
