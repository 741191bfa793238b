"""The one form of an id, of a number, and of a record in JSON."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from hashlib import blake2b

from sayso.records.values import Value
from sayso.records.vocabulary import Number


def make_id(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for these words; runs of blanks count as one."""
    return hash_parts([" ".join(part.split()) for part in parts])


def hash_parts(parts: Iterable[str]) -> str:
    """The same of parts that have no blanks but single ones between words."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def plain(number: Decimal | None) -> Number | None:
    """The JSON number of an exact one: an integer when integral and below 2⁵³, else the nearest double; `None` stays `None`."""
    if number is None:
        return None
    if number == number.to_integral_value() and abs(number) < 2**53:
        return int(number)
    return float(number)


def to_json(value: Value) -> bytes:
    """The one JSON form of a record: UTF-8, fields in the order of the contract, no spaces, no line end."""
    return value.model_dump_json(by_alias=True).encode("utf-8", "surrogatepass")
