from __future__ import annotations

from collections.abc import Sequence

from sayso.parsing import Parse
from sayso.records import Date
from sayso.rules import Rules


def find_dates(parse: Parse, rules: Rules) -> tuple[Date, ...]:
    return ()
