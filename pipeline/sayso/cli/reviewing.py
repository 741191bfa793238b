"""`sayso review`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from sayso.cli import words
from sayso.cli.options import Debug, Quiet, Verbose, one_of
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.comparing import Options
    from sayso.reviewing.decisions import Verdict
    from sayso.reviewing.desk import Desk
    from sayso.reviewing.queue import Entry
    from sayso.reviewing.standing import Standing

PENDING = 1
_ID = re.compile(r"[0-9a-f]{4,16}(-\d+)?")
_TAKE_IDS = ("--accept", "--reject", "--undo")


class Review(TyperCommand):
    """The command, whose options for ids take all that follow: `--accept A B --reject C`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return list(super().parse_args(ctx, list(_spread(args))))


def _spread(words: Sequence[str]) -> Iterator[str]:
    """The same words with an option before each of the ids that follow it; what is the name of a file is no id."""
    option, is_first = "", False
    for word in words:
        if option and not is_first and not word.startswith("-") and _ID.fullmatch(word) and not os.path.exists(word):
            yield option
        elif not is_first and word.startswith("-") and word != "-":
            option = word if word in _TAKE_IDS else ""
        is_first = word == option
        yield word


Ids = list[str] | None
Decisions = Annotated[
    list[str], typer.Option("--decisions", metavar="FILE", help="Where decisions are kept; others' files after it are merged in.")
]
Accept = Annotated[Ids, typer.Option("--accept", metavar="ID…", help="Accept these changes; beginnings of ids will do.")]
Reject = Annotated[Ids, typer.Option("--reject", metavar="ID…", help="Reject these changes.")]
Undo = Annotated[Ids, typer.Option("--undo", metavar="ID…", help="Take back what was decided of these.")]
AcceptRule = Annotated[Ids, typer.Option("--accept-rule", metavar="RULE", help="Accept all pending changes of a rule. Repeatable.")]
RejectRule = Annotated[Ids, typer.Option("--reject-rule", metavar="RULE", help="Reject them.")]
AcceptField = Annotated[Ids, typer.Option("--accept-field", metavar="FIELD", help="Accept all pending changes of a field: figure.unit.")]
RejectField = Annotated[Ids, typer.Option("--reject-field", metavar="FIELD", help="Reject them.")]
Listed = Annotated[bool, typer.Option("--list", help="List the changes, each with its status.")]
AsJson = Annotated[bool, typer.Option("--json", help="The list as JSONL, with status and decision.")]
Filter = Annotated[
    Ids, typer.Option("--filter", metavar="NAME=VALUE", help="Only this record, rule, field, article, status or grade. Repeatable.")
]
Sample = Annotated[int | None, typer.Option("--sample", min=1, metavar="N", help="Review a sample of one run's records.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Which sample.")]
Reviewed = Annotated[Ids, typer.Option("--reviewed", metavar="ARTICLE", help="Mark an article as looked through. Repeatable.")]
Write = Annotated[str | None, typer.Option("--write", metavar="FILE", help="Write the accepted run; what is pending stays as in OLD.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides. [default: $SAYSO_REVIEWER, else the user's name]")]
GradesFile = Annotated[str | None, typer.Option("--grades", metavar="FILE", help="Weights of your own over sayso's: what comes first.")]


def review(
    runs: Annotated[list[str], typer.Argument(metavar="OLD NEW|RUN", help="Two runs; or one, with --sample.")],
    *,
    decisions: Decisions,
    accept: Accept = None,
    reject: Reject = None,
    undo: Undo = None,
    accept_rule: AcceptRule = None,
    reject_rule: RejectRule = None,
    accept_field: AcceptField = None,
    reject_field: RejectField = None,
    listed: Listed = False,
    as_json: AsJson = False,
    wanted: Filter = None,
    sample: Sample = None,
    seed: Seed = 0,
    reviewed: Reviewed = None,
    write: Write = None,
    by: By = None,
    grades: GradesFile = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Decide what changed between two runs, one by one or by rule, at a terminal or without; and write the run that was accepted.

    Exit codes: 0 all is decided, 1 changes are pending, 2 trouble.
    """
    from sayso.comparing import Options, load_grades
    from sayso.reviewing.desk import Asked, Desk
    from sayso.reviewing.standing import load_standing

    _check_runs(runs, sampled=sample is not None, again=bool(write or reviewed))
    options = Options(grades=load_grades(grades))
    standing = load_standing(decisions)
    entries = _entries(runs, standing, options, sample=sample, seed=seed)
    _tell_stale(entries, standing, sampled=sample is not None)
    chosen = _filters(wanted or [])
    desk = Desk(entries, decisions[0], by or _reviewer(), settles=len(decisions) > 1)
    looked_through = _known_articles(reviewed or [], runs)
    asked: dict[Verdict, Asked] = {
        "accept": Asked(accept or (), accept_rule or (), accept_field or ()),
        "reject": Asked(reject or (), reject_rule or (), reject_field or ()),
        "undo": Asked(undo or ()),
    }
    desk.decide(asked)
    desk.mark_reviewed(looked_through)
    if listed or as_json:
        _print_list(desk.entries, chosen, as_json=as_json)
    elif not (write or looked_through or any(one != Asked() for one in asked.values())):
        _sit(desk, chosen, batched=sample is None)
    if write:
        _write(runs, decisions, write, options, frozenset(entry.change.id for entry in desk.entries))
    return PENDING if any(entry.is_pending for entry in desk.entries) else 0


def _check_runs(runs: Sequence[str], *, sampled: bool, again: bool) -> None:
    """As many as there must be; and what is to be read again, once decisions are made, must not be stdin."""
    if len(runs) != (1 if sampled else 2):
        wanted = "one run goes with --sample" if sampled else "two runs are compared, OLD and NEW; one is reviewed with --sample N"
        raise UsageError(f"{wanted}; there are {len(runs)}")
    if runs.count("-") > 1:
        raise UsageError("OLD and NEW can't both be stdin; name one of them")
    if again and "-" in runs:
        raise UsageError("stdin can be read once only; give a file where --write or --reviewed is asked for")


def _reviewer() -> str:
    from getpass import getuser

    try:
        return os.environ.get("SAYSO_REVIEWER") or getuser()
    except (KeyError, OSError) as error:
        raise UsageError("who decides? give --by NAME, or set SAYSO_REVIEWER") from error


def _entries(runs: Sequence[str], standing: Standing, options: Options, *, sample: int | None, seed: int) -> list[Entry]:
    from sayso.comparing import compare
    from sayso.reviewing.queue import make_queue
    from sayso.reviewing.sampling import take_sample

    if sample is not None:
        return take_sample(runs[0], sample, standing, seed=seed)
    return make_queue(compare(runs[0], runs[1], options), standing)


def _tell_stale(entries: Sequence[Entry], standing: Standing, *, sampled: bool) -> None:
    from sayso.reviewing.queue import stale

    gone = [] if sampled else stale(entries, standing)
    if gone:
        many = "1 decision is about a change" if len(gone) == 1 else f"{len(gone)} decisions are about changes"
        words.warn(f"{many} that these runs do not have ({gone[0]}{', …' if len(gone) > 1 else ''}); kept, and without effect here")


def _known_articles(idents: Sequence[str], runs: Sequence[str]) -> Sequence[str]:
    """These ids, once the last of the runs is known to have their articles."""
    from sayso.comparing import open_indexed

    if not idents:
        return ()
    with open_indexed(runs[-1]) as run:
        unknown = [ident for ident in idents if ident not in run.lines]
    if unknown:
        raise UsageError(f"--reviewed {unknown[0]!r} is no article of {runs[-1]}; give its id, as `sayso show` prints it")
    return idents


def _filters(wanted: Sequence[str]) -> dict[str, str]:
    from sayso.reviewing.queue import FILTERS

    pairs = [word.partition("=") for word in wanted]
    for (name, sign, _), word in zip(pairs, wanted, strict=True):
        if not sign:
            raise UsageError(f"--filter {word!r} is not understood; write it as rule=cue.say")
        one_of("--filter", [name], FILTERS)
    return {name: value for name, _, value in pairs}


def _print_list(entries: Sequence[Entry], wanted: dict[str, str], *, as_json: bool) -> None:
    import orjson

    from sayso.reviewing.queue import matches

    for entry in (entry for entry in entries if matches(entry, wanted)):
        if as_json:
            print(orjson.dumps(_row(entry)).decode(), flush=True)
        else:
            print(_line(entry), flush=True)


def _row(entry: Entry) -> dict[str, object]:
    """A change's line of `sayso diff`, with what was decided."""
    decision = entry.decision.model_dump(mode="json") if entry.decision else None
    disputed = [word.model_dump(mode="json") for word in entry.disputed]
    return {**entry.change.row(), "grade": entry.change.grade, "status": entry.status, "decision": decision, "disputed": disputed}


def _line(entry: Entry) -> str:
    from sayso.writing.changes.text import plain_words
    from sayso.writing.changes.view import View
    from sayso.writing.changes.wording import record_words, tell
    from sayso.writing.visible import one_line

    told = tell(entry.change, entry.comparison, View())
    fields = "; ".join(f"{one.name}: {plain_words(one.pieces)}" for one in told.fields)
    title = record_words((entry.change.new or entry.change.old)[0])
    said = ", ".join(f"{word.by or 'somebody'}: {word.verdict}" for word in entry.disputed)
    who = f" ({said})" if said else ""
    parts = (entry.change.id, entry.status + who, f"{told.record} {told.op}", title, fields, told.rules, told.article)
    return "\t".join(one_line(part) for part in parts)


def _sit(desk: Desk, wanted: dict[str, str], *, batched: bool) -> None:
    """Let the reviewer decide, one change at a time."""
    from rich.console import Console

    from sayso.cli.keys import read_key
    from sayso.cli.session import Session

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("one by one needs a terminal; without one there are --list, --accept ID, --reject ID, --accept-rule RULE")
    session = Session(
        desk.entries, desk.reviewer, Console(highlight=False), desk.append, read_key, _ask, settles=desk.settles, batched=batched,
        wanted=wanted,
    )  # fmt: skip
    session.run()


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        return ""


def _write(runs: Sequence[str], decisions: Sequence[str], name: str, options: Options, changes: frozenset[str]) -> None:
    """Write the run that was accepted; of two runs `changes` are all there are between them."""
    from sayso.reviewing.accepting import write_accepted, write_reviewed
    from sayso.reviewing.standing import load_standing
    from sayso.writing.output import open_output

    standing = load_standing(decisions)
    with open_output(name) as write:
        if len(runs) == 1:
            outcome = write_reviewed(runs[0], standing, write)
        else:
            outcome = write_accepted(runs[0], runs[1], standing.about(changes), write, options)
    for line in outcome.listed:
        words.warn(line)
    words.inform(f"{outcome.articles} articles written")
