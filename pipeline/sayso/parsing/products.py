"""Matrix products for the model, at more than twice the speed of spaCy's own, and with rows that do not depend on their neighbours.

Nearly half of the parse are products of token rows with weights. numpy's library is much quicker at them than the one that comes with
spaCy, but a row's last bits depend there on how many rows there are and where it stands, and then the parse of an article could depend
on which others it is parsed with: on the cache, or on where a run was resumed. In blocks of sixteen rows, taken as columns, they do not
depend on it. Whether that holds on a machine is tried out once; where it does not, spaCy's own is used.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

ROWS = 16
_TRIED = ((288, 288), (384, 288), (96, 128))  # rows' length and number of weights


def use_quick_products(nlp: Language) -> None:
    """Let a pipeline's models multiply by `multiply`, where that is safe here."""
    if not rows_are_independent():
        return
    ops = _make_ops()
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            node.ops = ops


def multiply(rows: Any, weights: Any) -> Any:
    """The product of `rows` (n × k) and the transpose of `weights` (m × k): n × m."""
    import numpy

    count, length = rows.shape
    missing = -count % ROWS
    if missing:
        rows = numpy.concatenate((rows, numpy.zeros((missing, length), rows.dtype)))
    blocks = numpy.ascontiguousarray(rows).reshape(-1, ROWS, length)
    products = numpy.matmul(weights, blocks.transpose(0, 2, 1)).transpose(0, 2, 1)
    return numpy.ascontiguousarray(products.reshape(-1, weights.shape[0])[:count])


@cache
def rows_are_independent() -> bool:
    """Whether a row's product is the same bit for bit wherever the row stands. With several threads it is not tried: who gets which
    part may differ from run to run."""
    import numpy

    if "1" not in (os.environ.get("OPENBLAS_NUM_THREADS"), os.environ.get("OMP_NUM_THREADS")):
        return False
    chance = numpy.random.default_rng(0)
    for length, number in _TRIED:
        weights = chance.standard_normal((number, length), numpy.float32)
        rows = chance.standard_normal((3 * ROWS, length), numpy.float32)
        whole = multiply(rows, weights)
        if not all(numpy.array_equal(multiply(rows[start:], weights), whole[start:]) for start in range(1, ROWS + 2)):
            return False
    return True


@cache
def _make_ops() -> Any:
    from thinc.api import NumpyOps

    class QuickOps(NumpyOps):  # type: ignore[misc]
        """thinc's operations on numpy's arrays, with products of our own."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            if trans1 or x.ndim != 2 or x.dtype != "float32" or y.dtype != "float32":
                return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            made = multiply(x, y if trans2 else y.T)
            if out is None:
                return made
            out[:] = made
            return out

    return QuickOps()
