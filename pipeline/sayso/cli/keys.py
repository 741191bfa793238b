"""One key at a time from a terminal."""

from __future__ import annotations

import os
import select
import sys
import termios
import tty

_ESCAPE = b"\x1b"


def read_key() -> str:
    """The next key that is pressed, without a line end; keys that were pressed before it was asked for count. "" at the end of input.

    Ctrl-C stays what it is. Arrows and the like are one key, of no name.
    """
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)  # not TCSAFLUSH, which drops what was typed ahead
        key = os.read(terminal, 1)
        while key.startswith(_ESCAPE) and select.select([terminal], [], [], 0)[0]:
            key += os.read(terminal, 1)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    return "" if key == b"\x04" else key.decode("utf-8", "replace")
