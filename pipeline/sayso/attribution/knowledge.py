"""What the language pack knows of cues, made ready: classes of words with their stance, counts, and the weights of the linear scores."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from sayso.attribution.features import Candidate, Clue, counted_facts, plain_flags
from sayso.attribution.slots import Slot, Tail
from sayso.attribution.tags import Speaking
from sayso.records import Stance
from sayso.rules import Rules
from sayso.rules.entries import CountedEntry, CueEntry, CueFrame, NounEntry, WeightsEntry, WordsEntry

ANY = "*"
PRIOR = 2.0  # how many sightings the average weighs, against what was counted
RARE = 5  # a word seen less often than this is rare
OFTEN, SELDOM = 15, 0.08  # a word seen so often, and so seldom a cue, is not looked at
SIGHTINGS = 20  # what a weight in an entry counts for
CLASS_PRIOR, ALL_PRIOR = 6.0, 5.0  # how many sightings a word's class weighs, and in a class all words
CLASS_TABLES = {"word": "class", "word+frame": "class+frame"}  # what a word's own counts are filled up with
REMEMBERED = 50_000  # looked-up facts; a crawl has no end of them
PARTS = ("verb", "noun", "adjective", "adverb")
SURE = 0.9  # the speaker in "quoted her as saying", which is rare and plain
SAYING: frozenset[Stance] = frozenset({"says", "asks", "warns", "orders", "promises", "criticises"})  # of a noun before or behind its quote
USUAL_CONTENT, USUAL_SOURCE = 0.3, 0.05  # how often an unknown slot is content, or source
COARSE: dict[str, CueFrame] = {
    "that": "clause", "bare": "clause", "front": "clause", "wh": "clause", "whether": "clause", "relative": "clause", "to": "to",
    "ing": "phrase", "obj": "object", "as": "phrase", "small": "phrase", "oprd": "object",
    "acomp": "phrase", "attr": "object", "dative": "object",
}  # fmt: skip

Counted = Mapping[str, tuple[int, int]]


class Knowledge:
    """The pack's cue classes, counts and weights."""

    def __init__(
        self,
        entries: Iterable[CueEntry],
        counted: Iterable[CountedEntry],
        weights: Iterable[WeightsEntry],
        words: Sequence[WordsEntry] = (),
        nouns: Iterable[NounEntry] = (),
    ) -> None:
        self.noun_kinds = {lemma: entry.kind for entry in nouns for lemma in entry.lemmas}
        self.phrasal = {lemma: str(name) for entry in words if entry.name == "phrasal_cue" for lemma, name in entry.values.items()}
        self.refused = frozenset(word for entry in words if entry.name == "refused_verb" for word in entry.words)
        self.fillers = frozenset(word for entry in words if entry.name == "filler" for word in entry.words)
        self.naming = frozenset(word for entry in words if entry.name == "naming_participle" for word in entry.words)
        self.labels = frozenset(word for entry in words if entry.name == "label" for word in entry.words)
        reporting, uttering = (
            frozenset(word for entry in words if entry.name == name for word in entry.words) for name in ("reporting_verb", "uttering_verb")
        )
        self.classes: dict[tuple[str, str], list[CueEntry]] = {}
        for entry in sorted(entries, key=lambda entry: (-entry.priority, entry.id)):
            for lemma in entry.lemmas:
                self.classes.setdefault((entry.part, lemma), []).append(entry)
        said = frozenset(lemma for (part, lemma), group in self.classes.items() if part == "noun" and group[0].stance in SAYING)
        self.speaking = Speaking(reporting, uttering, said)
        self.counts: dict[tuple[str, str, str], Counted] = {(entry.about, entry.part, entry.table): entry.counts for entry in counted}
        self.weights: dict[str, Mapping[str, float]] = {entry.id: entry.weights for entry in weights}
        self.cue_weights = self.weights.get("weights.cue", {})
        self.seldom = {part: self._seldom(part) for part in PARTS}
        self.listed = {part: frozenset(lemma for other, lemma in self.classes if other == part) - self.seldom[part] for part in PARTS}
        self.with_hearer = frozenset(key for key, entries in self.classes.items() if any(entry.hearer for entry in entries))
        self.base = {part: _share(self._count("cue", part, "all", "all"), 0.05, 1) for part in PARTS}
        self._worth: dict[Clue, float] = {}
        self._shares: dict[tuple[str, str, str, str, str], float] = {}

    def group(self, part: str, lemma: str) -> str:
        """The class that a word belongs to, by the id of its first entry; "" where it is in none."""
        entries = self.classes.get((part, lemma))
        return entries[0].id if entries else ""

    def entry(self, part: str, lemma: str, frame: str, *, quoted: bool) -> CueEntry | None:
        """The class of a word in a frame."""
        entries: list[CueEntry] = [*self.classes.get((part, lemma), ()), *self.classes.get((part, ANY), ())]
        if not entries or not entries[0].frames:
            return entries[0] if entries else None
        coarse = coarse_frames(frame, quoted=quoted)
        return next((entry for entry in entries if not entry.frames or not coarse.isdisjoint(entry.frames)), entries[0])

    def has_hearer(self, cue: Candidate) -> bool:
        """Whether an object beside a clause is the one who hears it ("told reporters that")."""
        if (cue.part, cue.lemma) not in self.with_hearer and (cue.part, ANY) not in self.with_hearer:
            return False
        entry = self.entry(cue.part, cue.lemma, cue.frame, quoted=True)
        return entry is not None and entry.hearer

    def entry_weight(self, cue: Candidate) -> float | None:
        """What the lexicon says of how often a word, or a mark in a pattern, is a cue; None where it does not."""
        entry = self.entry(cue.part, cue.frame if cue.part == "mark" else cue.lemma, cue.frame, quoted=False)
        return _weight(entry, cue.frame) if entry and entry.weight else None

    def may_be_cue(self, part: str, lemma: str) -> bool:
        """Whether a word is looked at: every verb but those that hardly ever are a cue, and the nouns and adjectives that are listed."""
        return lemma not in self.seldom[part] if part == "verb" else lemma in self.listed[part]

    def _seldom(self, part: str) -> frozenset[str]:
        """The words that were counted often, hardly ever as a cue, and have no weight in the lexicon."""
        counted = self.counts.get(("cue", part, "word"), {})
        seldom = (lemma for lemma, (hits, seen) in counted.items() if seen >= OFTEN and hits < SELDOM * seen)
        return frozenset(lemma for lemma in seldom if not any(entry.weight for entry in self.classes.get((part, lemma), ())))

    def facts(self, cue: Candidate) -> dict[str, float]:
        """What counts for or against a candidate, by name, before weighing: log odds of what was counted, and 1 for each flag."""
        values = dict.fromkeys((cue.part, *cue.flags), 1.0)
        for clue in cue.clues:
            values.update(self._clue_facts(clue))
        return values

    def _clue_facts(self, clue: Clue) -> dict[str, float]:
        values = dict.fromkeys(plain_flags(clue), 1.0)
        for table, key in counted_facts(clue):
            values.update(self._fact(clue[1], table, key))
        return values

    def _fact(self, part: str, table: str, key: str) -> dict[str, float]:
        """One counted fact: its log odds over the usual ones, and of a word whether it is too rare to rely on.

        A word's own counts are filled up with those of its class, so that a rare one is taken for one of its kind.
        """
        hits, seen = self._sightings(part, table, key)
        name, base = f"{part}: {table}", self.base[part]
        if table not in CLASS_TABLES:
            return {name: _log_odds(hits, seen, base, PRIOR) - _log_odds(0, 0, base, 1) if seen else 0.0}
        values = {name: _log_odds(hits, seen, self._class_share(part, table, key), CLASS_PRIOR) - _log_odds(0, 0, base, 1)}
        if seen < RARE:
            values[f"{name} {'rare' if seen else 'unseen'}"] = 1.0
        return values

    def _class_share(self, part: str, table: str, key: str) -> float:
        """How often words of a word's class are cues, in its frame where the key has one."""
        word, _, frame = key.partition(" ")
        group = self.group(part, word)
        counted = self._count("cue", part, CLASS_TABLES[table], f"{group} {frame}" if frame else group)
        return _share(counted, self.base[part], ALL_PRIOR)

    def _sightings(self, part: str, table: str, key: str) -> tuple[float, float]:
        """Times a cue, times seen; of a word that was never counted, what its entry says."""
        hits, seen = self._count("cue", part, table, key)
        if seen or table not in CLASS_TABLES:
            return hits, seen
        word, _, frame = key.partition(" ")
        share = next((_weight(entry, frame) for entry in self.classes.get((part, word), ()) if entry.weight), None)
        return (share * SIGHTINGS, SIGHTINGS) if share is not None else (0, 0)

    def cue_probability(self, cue: Candidate) -> float:
        """How likely the candidate is a cue: the same as weighing its `facts`, what a clue is worth worked out once."""
        weights, worth = self.cue_weights, self._worth
        total = weights.get(cue.part, 0.0)
        for flag in cue.flags:
            total += weights.get(flag, 0.0)
        for clue in cue.clues:
            known = worth.get(clue)
            total += self._remember(clue) if known is None else known
        return _chance(total)

    def _remember(self, clue: Clue) -> float:
        if len(self._worth) >= REMEMBERED:
            self._worth.clear()
        found = sum(self.cue_weights.get(fact, 0.0) * value for fact, value in self._clue_facts(clue).items())
        self._worth[clue] = found
        return found

    def probability(self, score: str, values: Mapping[str, float]) -> float:
        """A linear score as a chance."""
        weights = self.weights.get(score, {})
        return _chance(sum([weights[name] * value for name, value in values.items() if name in weights]))

    def content_share(self, cue: Candidate, slot: Slot) -> float:
        """How often words in such a slot are content."""
        return self._slot_share("content", cue, slot, USUAL_CONTENT)

    def source_share(self, cue: Candidate, slot: Slot) -> float:
        """How often words in such a slot are the source."""
        share = self._slot_share("source", cue, slot, USUAL_SOURCE)
        return max(share, SURE) if slot.key.startswith("borrowed.as.") else share

    def _slot_share(self, about: str, cue: Candidate, slot: Slot, usual: float) -> float:
        name = (about, cue.part, cue.frame, cue.lemma, slot.key)
        share = self._shares.get(name)
        if share is None:
            if len(self._shares) >= REMEMBERED:
                self._shares.clear()
            share = self._shares[name] = self._backed_off(about, cue.part, self.slot_keys(cue, slot), usual)
        return share

    def tail_share(self, cue: Candidate, slot: Slot, tail: Tail) -> float:
        """How often such an end of a content is still content."""
        return self._backed_off("tail", cue.part, self.tail_keys(slot, tail), 0.5)

    @staticmethod
    def tail_keys(slot: Slot, tail: Tail) -> tuple[tuple[str, str], ...]:
        kind = slot.key.partition(".")[0]
        return (("tail", tail.keys[0]), ("tail+word", tail.keys[1]), ("slot+tail", f"{kind} {tail.keys[1]}"))

    @staticmethod
    def slot_keys(cue: Candidate, slot: Slot) -> tuple[tuple[str, str], ...]:
        """Where a slot is counted, from the general to the particular."""
        return (("slot", slot.key), ("frame+slot", f"{cue.frame} {slot.key}"), ("word+slot", f"{cue.lemma} {slot.key}"))

    def _backed_off(self, about: str, part: str, keys: Iterable[tuple[str, str]], usual: float) -> float:
        for table, key in keys:
            usual = _share(self._count(about, part, table, key), usual, PRIOR)
        return usual

    def _count(self, about: str, part: str, table: str, key: str) -> tuple[int, int]:
        counts = self.counts.get((about, part, table))
        return counts.get(key, (0, 0)) if counts else (0, 0)


def make_knowledge(rules: Rules) -> Knowledge:
    return Knowledge(rules.of(CueEntry), rules.of(CountedEntry), rules.of(WeightsEntry), rules.of(WordsEntry), rules.of(NounEntry))


def coarse_frames(frame: str, *, quoted: bool) -> set[CueFrame]:
    """The frames as the lexicon names them."""
    parts = frame.split("+")
    found: set[CueFrame] = {COARSE[name] for part in parts if (name := part.partition("-")[0]) in COARSE}
    if quoted:
        found |= {"clause", "quote"}
    if "passive" in parts:
        found.add("passive")
    return found or {"phrase"}


def _share(count: tuple[int, int], usual: float, prior: float) -> float:
    return (count[0] + prior * usual) / (count[1] + prior)


def _weight(entry: CueEntry, frame: str) -> float | None:
    """An entry's weight for a frame; for the word alone the highest."""
    if not frame:
        return max(entry.weight.values())
    found = [entry.weight[name] for name in coarse_frames(frame, quoted=False) if name in entry.weight]
    return max(found) if found else entry.weight.get("any")


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _log_odds(hits: float, seen: float, usual: float, prior: float) -> float:
    return math.log((hits + prior * usual) / (seen - hits + prior * (1 - usual)))
