"""The commands, by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.main import get_command

from sayso.cli.cache import clear_cache, tell_cache
from sayso.cli.checking import print_schema, validate
from sayso.cli.completion import print_completion
from sayso.cli.converting import convert
from sayso.cli.diffing import diff
from sayso.cli.doctor import doctor
from sayso.cli.extracting import extract
from sayso.cli.git import git_diff, git_setup, git_text
from sayso.cli.looking import explain, show
from sayso.cli.options import Debug, Quiet, Verbose
from sayso.cli.reporting import report
from sayso.cli.reviewing import Review, review
from sayso.cli.rules import check_rules, list_rules
from sayso.cli.scoring import score

HELP = {"-h", "--help"}


def _group(text: str) -> typer.Typer:
    return typer.Typer(help=text, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


app = _group("Reads news articles and writes down what they claim: who said it, whom it is about, which figures, over which dates.")
rules = _group("The language pack: what is in it, and whether its examples hold.")
cache_commands = _group("Parses, and what was found in them, kept on disk.")

app.command("extract", short_help="Read articles and write what they claim.")(extract)
app.command("show", short_help="Show articles with their records coloured in place.")(show)
app.command("explain", short_help="Tell why a record is there, or why none is.")(explain)
app.command("report", short_help="Write a page of HTML to look at a run.")(report)
app.command("diff", short_help="Tell what changed between two runs.")(diff)
app.command("review", cls=Review, short_help="Decide what changed, and write what was accepted.")(review)
app.command("score", short_help="Score a run against gold.")(score)
app.command("convert", short_help="Write a run in another tool's format, or take it back.")(convert)
app.command("validate", short_help="Check files of records.")(validate)
app.command("schema", short_help="Print the JSON Schema of the records.")(print_schema)
app.add_typer(rules, name="rules", short_help="What the rules are, and whether their examples hold.")
rules.command("list", short_help="List the entries in force.")(list_rules)
rules.command("check", short_help="Run the entries' examples.")(check_rules)
app.add_typer(cache_commands, name="cache", short_help="What is kept on disk: parses, and what was found in them.")
cache_commands.command("info", short_help="Tell what is kept, where, and how much.")(tell_cache)
cache_commands.command("clear", short_help="Remove all that is kept.")(clear_cache)
app.command("git-setup", short_help="Let git show changes of records.")(git_setup)
app.command("git-diff", hidden=True)(git_diff)
app.command("git-text", hidden=True)(git_text)
app.command("completion", short_help="Print what completes commands in a shell.")(print_completion)
app.command("doctor", short_help="Tell what there is, and what is missing.")(doctor)


def _tell_version(wanted: bool) -> None:
    if wanted:
        print(f"sayso {version('sayso')}")
        raise typer.Exit()


@app.callback()
def _top(
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
    shown: Annotated[bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None:
    pass


@cache
def command() -> Any:
    """The whole, as Typer's command object."""
    return get_command(app)


def help_for(arguments: Sequence[str]) -> str | None:
    """The help that is asked for, or None where none is or no such command. Typer would first load pydantic to read the option, which
    takes as long as all the rest."""
    given = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    if not HELP & set(given):
        return None
    inner = command()
    context = inner.context_class(inner, info_name="sayso")
    asked = False
    for word in given:
        asked = asked or word in HELP
        commands = getattr(inner, "commands", None)
        if commands is None:
            break
        if word in commands:
            inner = commands[word]
            context = inner.context_class(inner, info_name=word, parent=context)
        elif not asked and not word.startswith("-"):
            return None
    return str(inner.get_help(context))
