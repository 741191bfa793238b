"""Counts what the attribution rules weigh: how often a word in a frame is a cue, how often a slot holds content or source.

    python models/counting/attribution.py GOLD [--out models/sayso_en/rules]      about ten minutes for 840 articles

GOLD is a folder with `text/*.txt` and `attributions/*.ann` (brat standoff: events of Source, Cue, Content), as PolNeAR has it.
Written is `cues_counted.json`: counts, and the weights of two linear scores. No word of any text goes in but single
words, and those only as they were counted. The same gold gives the same files.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from sayso.attribution import find_drafts
from sayso.attribution.cues import PART_OF_TAG, candidates
from sayso.attribution.drafts import Draft
from sayso.attribution.features import Candidate, candidate_at, counted_facts
from sayso.attribution.knowledge import Knowledge
from sayso.attribution.page import Page
from sayso.attribution.scoring import facts_of, with_neighbours
from sayso.attribution.slots import Slot, slots_of, tails_of
from sayso.parsing import Parse, Parser
from sayso.reading import make_article
from sayso.rules import Rules, load_rules
from sayso.rules.entries import CountedEntry, CueEntry, NounEntry, WeightsEntry, WordsEntry

FUNCTION_WORDS = frozenset({
    "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "for", "with", "by", "as", "from", "into", "that", "than", "is",
    "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "having", "do", "does", "did", "will", "would",
    "can", "could", "may", "might", "shall", "should", "must", "not", "n't", "it", "its", "this", "these", "those",
})  # fmt: skip
KEPT_AS = 0.6  # a slot counts as content when this share of its words is
LEAST_SEEN = {"cue": 3, "content": 2, "source": 2, "tail": 2}
LEAST_FEATURE = 15  # a fact met less often gets no weight
BATCH = 8  # articles that are parsed together
PENALTY = 1.0  # on squared weights

Key = tuple[str, str, str, str]  # about, part, table, key
Tally = dict[Key, tuple[int, int]]
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution that people marked: the head of its cue, and the tokens of its parts."""

    head: int
    cue: frozenset[int]
    content: frozenset[int]
    source: frozenset[int]


@dataclass(slots=True)
class Marked:
    """An article with its marked attributions; `counts` is what it adds to the tallies."""

    page: Page
    gold: list[Gold]
    seen: list[tuple[Candidate, bool]] = field(default_factory=list)
    counts: Tally = field(default_factory=dict)


def read_marks(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """The events of a brat file: role → character ranges."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[dict[str, list[str]]] = []
    for line in path.read_text("utf-8").splitlines():
        name, _, rest = line.partition("\t")
        body = rest.split("\t")[0]
        if name.startswith("T"):
            spans[name] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", body)]
        elif name.startswith("E"):
            roles: dict[str, list[str]] = defaultdict(list)
            for part in body.split():
                role, _, target = part.partition(":")
                roles[re.sub(r"\d+$", "", role).lower()].append(target)
            events.append(roles)
    return [{role: sorted(at for name in names for at in spans.get(name, ())) for role, names in event.items()} for event in events]


def resolve(page: Page, marks: Iterable[Mapping[str, Sequence[tuple[int, int]]]]) -> list[Gold]:
    """Marked characters → tokens; attributions without cue or content are left out."""
    found = []
    for mark in marks:
        cue, content, source = (frozenset(_tokens(page, mark.get(role, ()))) for role in ("cue", "content", "source"))
        if cue and content:
            found.append(Gold(head_of(page, cue), cue, content, source))
    return found


def _tokens(page: Page, ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    for start, end in ranges:
        yield from page.parse.tokens_in(start, end)


def head_of(page: Page, cue: frozenset[int]) -> int:
    """The word of a cue that the others hang on: a verb, else a noun, else an adjective, else the first."""
    parse = page.parse
    words = [token for token in cue if page.is_word(token)] or list(cue)
    words = [token for token in words if parse.lower[token] not in FUNCTION_WORDS] or words
    tops = [token for token in words if page.heads[token] not in words or page.heads[token] == token]
    order = {"verb": 0, "noun": 1, "adjective": 2}
    return min(tops, key=lambda token: (order.get(PART_OF_TAG.get(parse.tags[token], ""), 3), token))


def observe(marked: Marked, known: Knowledge) -> None:
    """Note the candidates of an article, each with whether it is a cue, and its counts. What stands inside a marked content or beside the
    head of a marked cue is left out: the gold is flat, so nothing is known of it."""
    page = marked.page
    heads = {gold.head for gold in marked.gold}
    unknown = {token for gold in marked.gold for token in gold.cue | gold.content} - heads
    unknown |= {token for quote in page.quotes.all for token in range(quote.first, quote.end)} - heads
    marked.seen = [(cue, cue.token in heads) for cue in candidates(page, known) if cue.token not in unknown]
    tally: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for cue, hit in marked.seen:
        _add(tally, ("cue", cue.part, "all", "all"), hit)
        for clue in cue.clues:
            for table, key in counted_facts(clue):
                _add(tally, ("cue", cue.part, table, key), hit)
    for gold in marked.gold:
        _observe_slots(page, gold, known, tally)
    marked.counts = {key: (hits, seen) for key, (hits, seen) in tally.items()}


def _observe_slots(page: Page, gold: Gold, known: Knowledge, tally: dict[Key, list[int]]) -> None:
    part = PART_OF_TAG.get(page.parse.tags[gold.head])
    if part is None:
        return
    cue = candidate_at(page, gold.head, part, known.group(part, page.lemma_of[gold.head]))
    for slot in slots_of(page, gold.head):
        words = {token for first, end in slot.ranges for token in range(first, end) if page.is_word(token)}
        inner = {token for token in words if token >= slot.inner} or words
        if not words:
            continue
        is_content = len(inner & gold.content) >= KEPT_AS * len(inner) or _ends_earlier(page, gold, slot, inner)
        is_source = slot.head in gold.source or 2 * len(inner & gold.source) > len(inner)
        for about, hit in (("content", is_content), ("source", is_source)):
            for table, key in known.slot_keys(cue, slot):
                _add(tally, (about, part, table, key), hit)
        if is_content:
            _observe_tails(page, gold, known, cue=cue, slot=slot, tally=tally)


def _ends_earlier(page: Page, gold: Gold, slot: Slot, inner: set[int]) -> bool:
    """Whether the words before one of the slot's tails are content, and those after are not."""
    for tail in tails_of(page, slot):
        before = {token for token in inner if token < tail.start}
        if before and len(before & gold.content) >= KEPT_AS * len(before):
            return True
    return False


def _observe_tails(page: Page, gold: Gold, known: Knowledge, *, cue: Candidate, slot: Slot, tally: dict[Key, list[int]]) -> None:
    end = slot.ranges[-1][1]
    for tail in tails_of(page, slot):
        words = [token for token in range(tail.start, end) if page.is_word(token)]
        kept = 2 * len(gold.content.intersection(words)) > len(words)
        for table, key in known.tail_keys(slot, tail):
            _add(tally, ("tail", cue.part, table, key), kept)
        if not kept:
            return


def _add(tally: dict[Key, list[int]], key: Key, hit: bool) -> None:
    tally[key][0] += hit
    tally[key][1] += 1


def total(articles: Iterable[Marked]) -> Tally:
    """The counts of all articles, without what was seen too seldom to tell anything."""
    hits: Counter[Key] = Counter()
    seen: Counter[Key] = Counter()
    for article in articles:
        for key, (one, all_) in article.counts.items():
            hits[key] += one
            seen[key] += all_
    return {key: (hits[key], n) for key, n in seen.items() if _is_kept(key, hits[key], n)}


def _is_kept(key: Key, hits: int, seen: int) -> bool:
    about, _, table, _ = key
    if table in ("all", "word", "slot"):
        return seen >= 2 or hits > 0
    return seen >= LEAST_SEEN[about] and (about != "cue" or hits > 0 or seen >= 8)


def counted_entries(tally: Tally) -> list[CountedEntry]:
    tables: dict[tuple[str, str, str], dict[str, tuple[int, int]]] = defaultdict(dict)
    for (about, part, table, key), count in sorted(tally.items()):
        tables[about, part, table][key] = count
    names = {"cue": "Times a cue", "content": "Times content", "source": "Times the source", "tail": "Times content"}
    return [
        CountedEntry(
            id=f"counted.{about}.{part}.{_ident(table)}",
            note=f"{names[about]}, times seen.",
            about=about,
            part=part,
            table=table,
            counts=counts,
        )  # type: ignore[arg-type]
        for (about, part, table), counts in sorted(tables.items())
    ]


def _ident(table: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", table)


class HeldOut(Knowledge):
    """Knowledge from which one article's own counts are taken, so that the weights are not fitted to what they have seen."""

    minus: Mapping[Key, tuple[int, int]] = MappingProxyType({})

    def _count(self, about: str, part: str, table: str, key: str) -> tuple[int, int]:
        hits, seen = super()._count(about, part, table, key)
        less, fewer = self.minus.get((about, part, table, key), (0, 0)) if seen else (0, 0)
        return hits - less, seen - fewer


def fit_cue_weights(articles: Sequence[Marked], classes: Sequence[CueEntry], counted: Sequence[CountedEntry]) -> dict[str, float]:
    """The weights of the cue score."""
    known = HeldOut(classes, counted, ())
    rows, hits = [], []
    for article in articles:
        known.minus = article.counts
        for cue, hit in article.seen:
            rows.append(known.facts(cue))
            hits.append(hit)
    return fit(rows, hits)


def fit(rows: Sequence[Mapping[str, float]], hits: Sequence[bool]) -> dict[str, float]:
    """Logistic regression by Newton's steps; facts that are met seldom get no weight."""
    met = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in met.items() if count >= LEAST_FEATURE)
    column = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                table[number, column[name]] = value
    weights = _newton(table, np.array(hits, dtype=float))
    return {name: round(float(weights[number]), 3) for name, number in column.items() if abs(weights[number]) >= 0.005}


def _newton(table: Matrix, hits: Matrix) -> Matrix:
    weights = np.zeros(table.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (chance - hits) + PENALTY * weights
        curve = (table * (chance * (1 - chance) + 1e-6)[:, None]).T @ table + PENALTY * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def write(counted: Sequence[CountedEntry], weights: Sequence[WeightsEntry], folder: Path) -> None:
    """The file of the language pack, a line a count."""
    rows = [(entry, "counts", [f"{_quoted(key)}: [{hits}, {seen}]" for key, (hits, seen) in entry.counts.items()]) for entry in counted]
    tables = {"counted": [_entry_lines(*row) for row in rows]}
    tables["weights"] = [
        _entry_lines(entry, "weights", [f"{_quoted(name)}: {value}" for name, value in entry.weights.items()]) for entry in weights
    ]
    parts = [f'"{table}": [\n' + ",\n".join(entries) + "\n]" for table, entries in tables.items()]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cues_counted.json").write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")


def _entry_lines(entry: CountedEntry | WeightsEntry, name: str, lines: Sequence[str]) -> str:
    head = entry.model_dump(mode="json", exclude={name, "matches", "ignores", "priority"})
    return json.dumps(head)[:-1] + f', "{name}": {{\n' + ",\n".join(lines) + "\n}}"


def _quoted(key: str) -> str:
    return json.dumps(key, ensure_ascii=False)


def fit_whole_weights(articles: Sequence[Marked], rules: Rules) -> dict[str, float]:
    """The weights of the score of whole attributions: cue counts and weights come from one half of the articles, drafts from the other."""
    rows: list[dict[str, float]] = []
    hits: list[bool] = []
    for here, there in ((articles[::2], articles[1::2]), (articles[1::2], articles[::2])):
        known = learn(there, rules)
        for article in here:
            for row, hit in judged_drafts(article, known):
                rows.append(row)
                hits.append(hit)
    return fit(rows, hits)


def learn(articles: Sequence[Marked], rules: Rules) -> Knowledge:
    """What some articles teach of cues and slots."""
    counted = counted_entries(total(articles))
    weights = fit_cue_weights(articles, rules.of(CueEntry), counted)
    return Knowledge(
        rules.of(CueEntry), counted, [WeightsEntry(id="weights.cue", weights=weights)], rules.of(WordsEntry), rules.of(NounEntry)
    )


def judged_drafts(article: Marked, known: Knowledge) -> Iterator[tuple[dict[str, float], bool]]:
    """The drafts of an article with whether they are right; of those inside a marked content nothing is known, so they are left out."""
    page = article.page
    drafts = find_drafts(page, known)
    inside = {token for gold in article.gold for token in gold.content}
    for draft, others in with_neighbours(page, drafts):
        right = any(_is_right(page, draft, gold) for gold in article.gold)
        if right or draft.token not in inside:
            yield facts_of(page, known, draft, others), right


def _is_right(page: Page, draft: Draft, gold: Gold) -> bool:
    """Contents that share at least half of their words, and sources that meet or are both missing."""
    content = {token for first, end in draft.content for token in range(first, end) if page.is_word(token)}
    wanted = {token for token in gold.content if page.is_word(token)}
    if 2 * len(content & wanted) < len(content | wanted) or not wanted:
        return False
    source = set(range(*draft.source)) if draft.source else set()
    return bool(source & gold.source) or (not source and not gold.source)


def read_gold(folder: Path, rules: Rules, known: Knowledge) -> Iterator[Marked]:
    """The articles of a gold folder, parsed, in the order of their names; of several annotators the first by name."""
    parser = Parser()
    marks: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        marks.setdefault(path.stem.rpartition("_")[0], path)
    paths = [path for path in sorted((folder / "text").glob("*.txt")) if path.stem in marks]
    for batch in (paths[start : start + BATCH] for start in range(0, len(paths), BATCH)):
        articles = [make_article(path.read_bytes().decode("utf-8"), id=path.stem, rules=rules) for path in batch]
        for article, columns in zip(articles, parser.parse(articles), strict=True):
            page = Page(Parse(article, columns), rules.lemmas, known.speaking)
            yield Marked(page, resolve(page, read_marks(marks[article.id])))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", type=Path, help="a folder with text/*.txt and attributions/*.ann")
    parser.add_argument("--out", type=Path, default=Path("models/sayso_en/rules"), help="where cues_counted.json goes")
    args = parser.parse_args()
    rules = load_rules()
    known = Knowledge(rules.of(CueEntry), (), (), rules.of(WordsEntry), rules.of(NounEntry))
    articles = list(read_gold(args.gold, rules, known))
    for article in articles:
        observe(article, known)
    whole = fit_whole_weights(articles, rules)
    counted = counted_entries(total(articles))
    cue = fit_cue_weights(articles, rules.of(CueEntry), counted)
    notes = {"weights.cue": "How likely a word is a cue: log odds.", "weights.whole": "How likely a whole attribution is right: log odds."}
    write(
        counted,
        [WeightsEntry(id=name, note=note, weights=row) for (name, note), row in zip(notes.items(), (cue, whole), strict=True)],
        args.out,
    )


if __name__ == "__main__":
    main()
