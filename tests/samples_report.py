"""What the samples say about the code as it is: a table, the known misses, and the floors.

    python -m tests.samples_report              the table
    python -m tests.samples_report --misses     and every miss with its class
    python -m tests.samples_report --update     writes tests/known_misses.toml anew, and raises tests/sample_floors.toml (never lowers it)

Classes are made from the records; a reason that somebody wrote by hand begins with "!" and stays for as long as its fact is missed.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sayso.extraction import extract
from sayso.parsing import Parse, Parser
from sayso.reading import make_article
from sayso.rules import load_rules
from tests import gold
from tests.agreement import FOUND, Comparison, Fact, findings, scores

MISSES = Path(__file__).parent / "known_misses.toml"
FLOORS = Path(__file__).parent / "sample_floors.toml"
SLACK = 0.02  # a floor stands so far below what was measured

_HEAD = """\
# What the code misses of the samples, by class: each is a strict xfail of tests/test_samples.py. One that begins to pass must leave
# the list: `python -m tests.samples_report --update`. An id is <sample>.<record>.<key>.<field>; "found" stands for the whole record.

"""


def compare_samples() -> list[Comparison]:
    """Every sample's gold beside what the code extracts now."""
    rules, parser = load_rules(), Parser()
    expected = [gold.load(slug) for slug in gold.slugs()]
    articles = [make_article(one.text, id=one.id, rules=rules) for one in expected]
    columns = parser.parse(articles)
    return [
        Comparison(one, extract(Parse(article, column), rules)) for one, article, column in zip(expected, articles, columns, strict=True)
    ]


def facts_of(comparisons: Iterable[Comparison]) -> list[Fact]:
    return [fact for comparison in comparisons for fact in comparison.facts()]


def table(comparisons: Sequence[Comparison]) -> str:
    """What was found, and each field's accuracy beside the share of its commonest value."""
    lines = [f"{'records':<28}{'gold':>6}{'ours':>6}{'P':>7}{'R':>7}{'F1':>7}"]
    lines += [
        f"{one.kind:<28}{one.gold:>6}{one.found:>6}{one.precision:>7.2f}{one.recall:>7.2f}{one.f1:>7.2f}" for one in findings(comparisons)
    ]
    lines += ["", f"{'fields of records in both':<28}{'pairs':>6}{'acc':>7}{'base':>7}{'mF1':>7}"]
    for one in scores(facts_of(comparisons)):
        macro = f"{one.macro_f1:>7.2f}" if one.macro_f1 is not None else f"{'–':>7}"
        lines.append(f"{one.name:<28}{one.pairs:>6}{one.accuracy:>7.2f}{one.baseline:>7.2f}{macro}")
    return "\n".join(lines)


# --- misses


def missed(comparisons: Sequence[Comparison]) -> dict[str, str]:
    """Every fact of gold that the code misses, with the class of its error."""
    return {fact.id: reason(fact, comparison) for comparison in comparisons for fact in comparison.facts() if fact.told and not fact.holds}


def reason(fact: Fact, comparison: Comparison) -> str:
    """The class of an error: what went wrong, as far as the records tell."""
    if fact.field == FOUND:
        return _why_not_found(fact, comparison)
    if fact.got in (None, (), ""):
        return f"{fact.name}: left empty" + (" (the partner record is not found)" if _hangs_on_missing(fact, comparison) else "")
    if _hangs_on_missing(fact, comparison):
        return f"{fact.name}: points elsewhere, since the partner record is not found"
    if fact.name in ("claim.modality", "claim.polarity", "attribution.stance", "attribution.manner", "attribution.content_form"):
        return f"{fact.name}: {fact.got} for {fact.wanted}"
    return f"{fact.name}: another value"


def _why_not_found(fact: Fact, comparison: Comparison) -> str:
    record = next(one for one in getattr(comparison.gold, f"{fact.record}s") if one.id == f"{fact.record}.{fact.key}")
    if fact.record == "claim":
        partners = set(comparison.partners.values())
        missing = any(link not in partners for link in record.chain)
        return "claim: its attribution is not found" if missing else "claim: the clause is cut otherwise"
    if fact.record == "attribution":
        return (
            f"attribution: cue not found ({record.stance}, {record.content_form})"
            if record.cue
            else "attribution: no cue, only a quotation or a speaker's name"
        )
    return f"{fact.record}: not found ({record.kind})"


def _hangs_on_missing(fact: Fact, comparison: Comparison) -> bool:
    partners = set(comparison.partners.values())
    links = fact.wanted if isinstance(fact.wanted, tuple) else (fact.wanted,)
    known = {one.id for kind in ("actors", "dates", "figures", "attributions", "claims") for one in getattr(comparison.gold, kind)}
    return any(link in known and link not in partners for link in links if isinstance(link, str))


def read_misses() -> dict[str, str]:
    """The known misses: fact id → class of error."""
    groups = tomllib.loads(MISSES.read_text("utf-8")) if MISSES.exists() else {}
    return {ident: why for why, idents in groups.items() for ident in idents}


def write_misses(misses: Mapping[str, str]) -> None:
    """Write the misses by class, both in order; a reason that begins with "!" was written by hand and stays."""
    known = read_misses()
    groups: dict[str, list[str]] = {}
    for ident, why in misses.items():
        by_hand = known.get(ident, "").startswith("!")
        groups.setdefault(known[ident] if by_hand else why, []).append(ident)
    parts = [f'"{why}" = [\n' + "".join(f'  "{ident}",\n' for ident in sorted(groups[why])) + "]\n" for why in sorted(groups)]
    MISSES.write_text(_HEAD + "\n".join(parts), "utf-8")


# --- floors


def measured(comparisons: Sequence[Comparison]) -> dict[str, float]:
    """What floors are kept of: F1 of each kind of record, accuracy of each field."""
    return {f"{one.kind}.f1": one.f1 for one in findings(comparisons)} | {one.name: one.accuracy for one in scores(facts_of(comparisons))}


def read_floors() -> dict[str, float]:
    return {name: float(value) for name, value in tomllib.loads(FLOORS.read_text("utf-8"))["floors"].items()} if FLOORS.exists() else {}


def raise_floors(now: Mapping[str, float]) -> None:
    old = read_floors()
    floors = {name: max(old.get(name, 0.0), round(value - SLACK, 2)) for name, value in now.items()}
    rows = "".join(f'"{name}" = {value:.2f}\n' for name, value in floors.items())
    FLOORS.write_text(
        "# What the samples must reach at least; raised by `python -m tests.samples_report --update`.\n\n[floors]\n" + rows, "utf-8"
    )


def main(arguments: Sequence[str]) -> None:
    comparisons = compare_samples()
    print(table(comparisons))
    misses = missed(comparisons)
    print(f"\n{len(misses)} facts of {sum(fact.told for fact in facts_of(comparisons))} are missed")
    if "--misses" in arguments:
        print("\n".join(f"{why:<70} {ident}" for ident, why in sorted(misses.items(), key=lambda item: (item[1], item[0]))))
    if "--update" in arguments:
        write_misses(misses)
        raise_floors(measured(comparisons))


if __name__ == "__main__":
    main(sys.argv[1:])
