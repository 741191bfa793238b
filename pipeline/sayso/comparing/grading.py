"""How much each difference matters: weights that anybody can edit, `grades.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from sayso.comparing.values import Grade
from sayso.errors import UsageError, cause_of

Way = Literal["gained", "dropped", "edge", "edited", "changed"]

_FILE = Path(__file__).with_name("grades.toml")
_WAYS: tuple[Way, ...] = get_args(Way)
_HEAVIEST = 100


@dataclass(frozen=True, slots=True)
class Grades:
    """Weights by record and field (or op): one number, or one for each way of differing."""

    material: int
    weights: Mapping[str, Mapping[str, int | Mapping[str, int]]]

    def weigh(self, record: str, field: str, way: Way = "changed") -> int:
        """What a difference weighs. `field` is one that `grades.toml` names, or an op."""
        weight = self.weights[record][field]
        if isinstance(weight, int):
            return weight
        return weight.get(way, weight["changed"])

    def grade(self, weight: int) -> Grade:
        return "material" if weight >= self.material else "cosmetic"

    def fields(self) -> frozenset[str]:
        """Every field that is known, by itself and as `record.field`."""
        return frozenset(name for record, fields in self.weights.items() for field in fields for name in (field, f"{record}.{field}"))


@cache
def load_grades(path: str | None = None) -> Grades:
    """The weights that come with sayso, those of a user's file laid over them.

    Raises UsageError for a file that can't be read, and for a record, field, way or weight that is not known, naming it.
    """
    standard = tomllib.loads(_FILE.read_text("utf-8"))
    own = _read(path) if path else {}
    weights = {record: dict(fields) for record, fields in standard.items() if isinstance(fields, dict)}
    for record, fields in own.items():
        if record != "material":
            _lay_over(weights, record, fields, f"{path}: ")
    material = own.get("material", standard["material"])
    _check_weight(material, f"{path}: material")
    return Grades(material, weights)


def nearest(name: str, grades: Grades) -> str:
    """What may have been meant by the name of a field, as the end of a sentence."""
    near = get_close_matches(name, sorted(grades.fields()), n=3)
    return (
        f"; did you mean {' or '.join(near)}?"
        if near
        else "; they are those of `sayso schema`, as in confidence, source.actor, figure.value"
    )


def _read(path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {cause_of(error)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is no TOML: {error}") from error


def _lay_over(weights: dict[str, dict[str, Any]], record: str, fields: object, place: str) -> None:
    if record not in weights or not isinstance(fields, dict):
        raise UsageError(f"{place}[{record}] is no record's table; there are {', '.join(weights)}, and the number `material`")
    for field, weight in fields.items():
        if field not in weights[record]:
            raise UsageError(f"{place}[{record}] has no field {field!r}; there are {', '.join(weights[record])}")
        weights[record][field] = _checked(weight, weights[record][field], f"{place}[{record}] {field}")


def _checked(weight: object, standard: Any, place: str) -> int | dict[str, int]:
    if not isinstance(weight, dict):
        return _check_weight(weight, place)
    for way, value in weight.items():
        if way not in _WAYS:
            raise UsageError(f"{place} has no way {way!r}; there are {', '.join(_WAYS)}")
        _check_weight(value, f"{place}.{way}")
    return {**(standard if isinstance(standard, dict) else {"changed": standard}), **weight}


def _check_weight(weight: object, place: str) -> int:
    if isinstance(weight, bool) or not isinstance(weight, int) or not 0 <= weight <= _HEAVIEST:
        raise UsageError(f"{place} is {weight!r}; a weight is a whole number from 0 to {_HEAVIEST}")
    return weight
