"""Where the time goes: each stage's CPU seconds, and its share of our own parse's in the same run.

    python tests/benchmarks/stages.py [FOLDER|FILE]…

Without arguments it takes the samples, often enough that a stage can be measured. Start-up, the model's loading and a first round
that warms up what is made once are not counted. Run it with OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from sayso.cli.door import SELDOM
from sayso.errors import InputError
from sayso.extraction import P, R, extract
from sayso.parsing import Columns, Parse, Parser, in_batches
from sayso.reading import ReadOptions, read
from sayso.records import Article, to_json
from sayso.rules import Rules, load_rules

SAMPLES = Path(__file__).parents[2] / "samples"
ENOUGH = 30  # articles: fewer are repeated
FINDERS = {
    "find_dates": "dates",
    "find_figures": "figures",
    "find_actors": "actors",
    "find_attributions": "attribution",
    "link_figures": "linking",
    "find_claims": "claims",
}
STAGES = ("reading", "parsing", "tables", *FINDERS.values(), "writing")

T = TypeVar("T")


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()  # seconds are floats, which a Counter holds as well

    def time(self, stage: str, do: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
        begun = time.process_time()
        result = do(*arguments, **options)
        self.spent[stage] += time.process_time() - begun  # type: ignore[assignment]
        return result

    def ask(self, find: Callable[P, tuple[R, ...]], /, *arguments: P.args, **options: P.kwargs) -> tuple[R, ...]:
        """What a finder finds."""
        return self.time(FINDERS[find.__name__], find, *arguments, **options)


def main(paths: Sequence[str]) -> None:
    gc.set_threshold(SELDOM)  # as in the command: a look for cycles would else be counted to whichever stage it falls in
    rules, parser = load_rules(), Parser()
    gc.freeze()
    paths = list(paths) or [str(SAMPLES)]
    articles = list(_read(paths, rules))
    if not articles:
        sys.exit("no article there")
    rounds = -(-ENOUGH // len(articles))
    measure(paths, rules, parser, Clock())  # what is made once is made here
    clock = Clock()
    for _ in range(rounds):
        measure(paths, rules, parser, clock)
    report(clock, articles, rounds)


def measure(paths: Sequence[str], rules: Rules, parser: Parser, clock: Clock) -> list[bytes]:
    """All stages over all articles, as `sayso extract` goes through them, and the lines that come out."""
    lines = []
    articles = clock.time("reading", lambda: list(_read(paths, rules)))
    for batch in in_batches(articles):
        for article, columns in zip(batch, clock.time("parsing", parser.parse, batch), strict=True):
            lines.append(_extract(article, columns, rules, clock))
    return lines


def _read(paths: Sequence[str], rules: Rules) -> Iterator[Article]:
    return (item for item in read(paths, ReadOptions(), rules) if not isinstance(item, InputError))


def _extract(article: Article, columns: Columns, rules: Rules, clock: Clock) -> bytes:
    """The recipe of `extraction.extract`, each finder on the clock."""
    parse = clock.time("tables", Parse, article, columns)
    found = extract(parse, rules, ask=clock.ask)
    return clock.time("writing", to_json, found)


def report(clock: Clock, articles: Sequence[Article], rounds: int) -> None:
    words = sum(len(article.text.split()) for article in articles)
    parsing = clock.spent["parsing"]
    print(f"{len(articles)} articles, {words} words, {rounds} rounds")
    print(f"{'stage':12}{'CPU s':>9}{'of parsing':>12}")
    for stage in STAGES:
        print(f"{stage:12}{clock.spent[stage]:9.3f}{clock.spent[stage] / parsing:12.1%}")
    whole = sum(clock.spent.values())
    print(f"{'all':12}{whole:9.3f}{whole / parsing:12.1%}")


if __name__ == "__main__":
    main(sys.argv[1:])
