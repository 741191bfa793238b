"""`sayso completion`, and what a shell is answered that asks how a command line may go on."""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer

from sayso.cli.options import one_of

ASKED = "_SAYSO_COMPLETE"  # set by the shell's function when it asks
SHELLS = ("bash", "fish", "zsh")


def print_completion(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, fish or zsh.")],
) -> int:
    """Print what makes the Tab key complete commands and options.

    bash, in ~/.bashrc: source <(sayso completion bash)

    zsh, in ~/.zshrc after compinit: source <(sayso completion zsh)

    fish: sayso completion fish > ~/.config/fish/completions/sayso.fish
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    one_of("SHELL", [shell], SHELLS)
    print(get_completion_script(prog_name="sayso", complete_var=ASKED, shell=shell))
    return 0


def answer(command: Any) -> int | None:
    """Answer a shell that asks for completions; None where none does."""
    question = os.environ.get(ASKED)
    if not question:
        return None
    from typer.completion import completion_init, shell_complete  # type: ignore[attr-defined]

    completion_init()
    return shell_complete(command, {}, "sayso", ASKED, question)
