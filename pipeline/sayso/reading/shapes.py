"""What the shape of a line says in any language: whether it ends as a sentence does, is written in Capitals, is a list item."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
_STOP = re.compile(r"[.…][\"'”’»)\]]*\Z")
_MARK = re.compile(r"[!?][\"'”’»)\]]*\Z")
_OPEN = re.compile(r"[:;,—–-]\Z")
_CLOSED_QUOTE = re.compile(r"[\"”»]\Z")
_INNER_STOP = re.compile(r"\w{3}[.!?][\"'”’]* +[\"'“‘]*[^\W\d_a-z]")
_ITEM = re.compile(r"[-*•‣▪●–—―+>]|\d{1,3}[.)]\s|\(")
_QUOTES = "\"“”«‘'’`"
LONG_WORD = 4  # letters: shorter words are often small in a title


def words_of(line: str) -> list[str]:
    return _WORD.findall(line)


def ends_with_stop(line: str) -> bool:
    """A full stop, brackets and quotation marks after it aside."""
    return _STOP.search(line[-8:]) is not None


def ends_with_mark(line: str) -> bool:
    """A question or exclamation mark."""
    return _MARK.search(line[-8:]) is not None


def ends_open(line: str) -> bool:
    """A colon, comma, semicolon or dash: something follows."""
    return _OPEN.search(line[-2:]) is not None


def ends_as_sentence(line: str) -> bool:
    return ends_with_stop(line) or ends_with_mark(line) or ends_open(line) or _CLOSED_QUOTE.search(line[-1:]) is not None


def ends_in_quote(line: str) -> bool:
    return line[-1:] in _QUOTES


def has_inner_stop(line: str) -> bool:
    """More than one sentence."""
    return _INNER_STOP.search(line) is not None


def is_item(line: str) -> bool:
    """A list item, a remark in brackets, or a name after a dash."""
    return _ITEM.match(line) is not None


def is_quoted(line: str) -> bool:
    return line[:1] in _QUOTES


def is_titled(line: str) -> bool:
    """Nearly All of Its Longer Words Begin with a Capital: four of five at least, and two at least."""
    longer = [word for word in words_of(line) if len(word) >= LONG_WORD]
    return len(longer) > 1 and sum(not word[0].islower() for word in longer) * 5 >= len(longer) * 4


def is_shouted(line: str) -> bool:
    """ALL IN CAPITALS, four letters at least."""
    return line.isupper() and sum(map(len, words_of(line))) >= 4


def is_name(line: str) -> bool:
    """A name's shape: up to five words that all begin with a capital, short ones between them aside; no digits."""
    words = words_of(line)
    named = all(not word[0].islower() or len(word) < LONG_WORD for word in words) and line[:1].isupper() and not words[-1][0].islower()
    return 0 < len(words) <= 5 and named and not any(char.isdigit() for char in line)


def plain(line: str) -> str:
    """A title as it is compared: letters and digits only, in lower case."""
    return "".join(char for char in line.casefold() if char.isalnum())
