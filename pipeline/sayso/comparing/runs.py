"""Two runs → what changed, article by article. The recipe, from top to bottom."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from sayso.comparing.articles import Options, compare_articles
from sayso.comparing.choosing import complete, count
from sayso.comparing.files import RunFile, open_indexed
from sayso.comparing.values import Comparison, Json, Match, Summary

_log = logging.getLogger("sayso")


@dataclass(frozen=True, slots=True)
class Pair:
    """One article by its ids in both runs; None where it is missing. `same`: all of it but its run is equal, byte by byte."""

    old: str | None
    new: str | None
    match: Match | None
    same: bool = False


def compare(old_path: str, new_path: str, options: Options | None = None) -> Generator[Comparison | Summary, None, None]:
    """Each article that differs, by the order of ids, whatever order the runs have; at the end the summary.

    Memory holds an index of both runs and one pair of articles. An article of which only places moved is there too. Raises UsageError
    when a file is not there, and RunError, naming file and line, for what is no run of this version; an empty run is a warning.
    """
    options = options or Options()
    counts: Counter[str] = Counter()
    with open_indexed(old_path) as old, open_indexed(new_path) as new:
        for run in (old, new):
            if not run.lines:
                _log.warning("%s: holds no article", run.path)
        for pair in pair_runs(old, new):
            comparison = None if pair.same else compare_pair(pair, old, new, options)
            if comparison and comparison.changes:
                yield comparison
            counts.update(count(comparison) if comparison else ("articles_same",))
        yield Summary(complete(counts, len(old.lines), len(new.lines)), (_label(old), _label(new)))


def compare_pair(pair: Pair, old: RunFile, new: RunFile, options: Options) -> Comparison:
    """The two versions of an article, loaded and compared."""
    one = old.load(pair.old) if pair.old is not None else None
    other = new.load(pair.new) if pair.new is not None else None
    return compare_articles(one, other, options, by=pair.match)


def pair_runs(old: RunFile, new: RunFile) -> list[Pair]:
    """All articles of both runs, paired by id, then by text, in the order of their ids."""
    pairs = [_by_id(ident, old, new) for ident in old.lines.keys() & new.lines.keys()]
    left, right = (sorted(one.lines.keys() - other.lines.keys()) for one, other in ((old, new), (new, old)))
    if left and right:
        pairs += _by_text(left, right, old, new)
    paired, paired_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    pairs += (Pair(ident, None, None) for ident in left if ident not in paired)
    pairs += (Pair(None, ident, None) for ident in right if ident not in paired_new)
    return sorted(pairs, key=lambda pair: (pair.new if pair.new is not None else pair.old or "", pair.new is None))


def _by_id(ident: str, old: RunFile, new: RunFile) -> Pair:
    return Pair(ident, ident, Match("id", 1.0), old.lines[ident].digest == new.lines[ident].digest)


def _by_text(left: list[str], right: list[str], old: RunFile, new: RunFile) -> Iterator[Pair]:
    """Articles with other ids and equal texts; of several with one text, in the order of ids."""
    by_text: dict[bytes, list[str]] = defaultdict(list)
    for ident in reversed(right):
        by_text[_text_hash(new, ident)].append(ident)
    for ident in left:
        waiting = by_text.get(_text_hash(old, ident))
        if waiting:
            yield Pair(ident, waiting.pop(), Match("text", 1.0))


def _text_hash(run: RunFile, ident: str) -> bytes:
    text: str = run.load(ident)["text"]
    return blake2b(text.strip().encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _label(run: RunFile) -> Json | None:
    """What made a run, each field with all that it says in its articles."""
    if not run.labels:
        return None
    return {name: " | ".join(dict.fromkeys(str(label[name]) for label in run.labels)) for name in ("sayso", "model", "rules")}
