"""The commands. `door` is the way in and out, `app` names them, and each module holds a few: arguments in, a call, words out."""

from sayso.cli.door import main, run_command

__all__ = ["main", "run_command"]
