"""Which hidden cells of a publication follow from what is shown.

One possible value only: that is decided by what every change of the hidden cells that keeps all
sums leaves as it was.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Flags, Floats

# A scipy sparse array; its stubs cannot say that linprog and numpy take one.
Sparse: TypeAlias = Any


def as_sparse(matrix: ArrayLike | Sparse) -> Sparse:
    """A matrix of floats in rows, from a dense or a sparse one."""
    dense: Any = matrix if sparse.issparse(matrix) else np.asarray(matrix, dtype=np.float64)
    return sparse.csr_array(dense, dtype=np.float64)


def links_between(relations: ArrayLike | Sparse, x: Floats) -> Sparse:
    """The relations as a sparse array. ValueError unless they hold for the cells `x`."""
    links: Sparse = as_sparse(relations)
    if links.ndim != 2 or links.shape[1] != x.size or x.ndim != 1:
        raise ValueError(f"relations: expected {x.size} columns, found the shape {links.shape}")
    left = links @ x
    wrong = np.flatnonzero(np.abs(left) > 1e-6 * (1 + abs(links) @ x))
    if wrong.size:
        raise ValueError(
            "relations: expected parts that add up to their totals, "
            f"found {left[wrong[0]]:g} left over in relation {wrong[0]}"
        )
    return links


def cell_flags(name: str, flags: ArrayLike | None, x: Floats) -> Flags:
    """One flag per cell, all false when none are given. ValueError for another number."""
    array = np.zeros(x.shape, bool) if flags is None else np.asarray(flags, dtype=bool)
    if array.shape != x.shape:
        raise ValueError(f"{name}: expected {x.size} flags, found the shape {array.shape}")
    return array


def derivable(
    values: ArrayLike, relations: ArrayLike | Sparse, hidden: ArrayLike, *, least: float = 0
) -> Flags:
    """Hidden cells with one possible value only, given all other cells and the relations.

    A hidden cell may be any number from `least` up (from its own value where that is smaller).
    Raises ValueError as `protect` does.
    """
    x = check.present("values", check.not_negative("values", values))
    links, cells = links_between(relations, x), np.flatnonzero(cell_flags("hidden", hidden, x))
    found = np.zeros(x.shape, dtype=bool)
    part = links[:, cells]
    stuck = _stuck(part, x[cells] <= least)
    free = ~stuck
    stuck[free] = _fixed(part[:, np.flatnonzero(free)].toarray())
    found[cells] = stuck
    return found


def _stuck(part: Sparse, at_least: Flags) -> Flags:
    """Cells at their least value that no change of the hidden cells can raise.

    One linear programme: changes that keep every relation, lower no cell that is at its least, and
    raise as many of these as can be raised at all.
    """
    from scipy.optimize import linprog

    stuck = np.zeros(at_least.shape, dtype=bool)
    low = np.flatnonzero(at_least)
    if low.size == 0:
        return stuck
    n, k = at_least.size, low.size
    # Variables: the change of every cell, then how much of each rise counts, which is at most 1.
    rise = sparse.csr_array((np.ones(k), (np.arange(k), low)), shape=(k, n))
    counted: Sparse = sparse.hstack([-rise, sparse.eye_array(k)], format="csr")
    kept: Sparse = sparse.hstack([part, sparse.csr_array((part.shape[0], k))], format="csr")
    answer = linprog(
        np.concatenate([np.zeros(n), -np.ones(k)]),
        A_ub=counted,
        b_ub=np.zeros(k),
        A_eq=kept,
        b_eq=np.zeros(part.shape[0]),
        bounds=[(0 if at else None, None) for at in at_least] + [(0, 1)] * k,
        method="highs",
    )
    stuck[low] = np.asarray(answer.x)[n:] < 0.5
    return stuck


def _fixed(part: Floats) -> Flags:
    """Columns that no solution of `part @ change = 0` can change."""
    from scipy.linalg import qr

    used = part[np.abs(part).sum(axis=1) > 0]
    if used.size == 0:
        return np.zeros(part.shape[1], dtype=bool)
    basis, triangle, _ = qr(used.T, mode="economic", pivoting=True)
    rank = int((np.abs(np.diag(triangle)) > 1e-9).sum())
    # A column is fixed when its unit vector lies wholly in the row space.
    return np.asarray((basis[:, :rank] ** 2).sum(axis=1) > 1 - 1e-7)
