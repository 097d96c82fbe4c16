"""Suppression: no hidden cell can be worked out, by algebra or by trying every small change."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from frankpledge import statistics as st

tables = some.integers(1, 6).flatmap(
    lambda width: some.lists(
        some.lists(some.integers(0, 14), min_size=width, max_size=width), min_size=1, max_size=6
    )
)


def everything(table, found, rows, columns):
    """All cells with totals, the relations between them, and which are hidden; plain loops."""
    height, width = len(table), len(table[0])
    cells = {(r, c): (table[r][c], found.hidden[r, c]) for r in range(height) for c in range(width)}
    sums = []
    if rows:
        for r in range(height):
            cells[r, "all"] = (sum(table[r]), found.row_totals[r])
            sums.append(([(r, c) for c in range(width)], (r, "all")))
    if columns:
        for c in range(width):
            cells["all", c] = (sum(row[c] for row in table), found.column_totals[c])
            sums.append(([(r, c) for r in range(height)], ("all", c)))
    if rows and columns:
        cells["all", "all"] = (sum(map(sum, table)), found.grand_total)
        sums.append(([(r, "all") for r in range(height)], ("all", "all")))
        sums.append(([("all", c) for c in range(width)], ("all", "all")))
    names = list(cells)
    relations = np.zeros((len(sums), len(names)))
    for number, (parts, total) in enumerate(sums):
        for part in parts:
            relations[number, names.index(part)] = 1
        relations[number, names.index(total)] = -1
    values = np.array([cells[name][0] for name in names], dtype=float)
    hidden = np.array([bool(cells[name][1]) for name in names])
    return values, relations, hidden


def fixed_by_algebra(relations, hidden):
    """Hidden cells whose unit row adds nothing to the rank of the relations between them."""
    part = relations[:, hidden]
    rank = np.linalg.matrix_rank(part) if part.size else 0
    units = np.eye(part.shape[1])
    return [np.linalg.matrix_rank(np.vstack([part, unit])) == rank for unit in units]


def fixed_by_trying(values, relations, hidden, least):
    """Hidden cells that no change by -1, 0 or +1 of the hidden cells can change.

    In a table with totals, if any other table of whole numbers fits, so does one such change.
    """
    part, x = relations[:, hidden], values[hidden]
    changes = np.array(list(product((-1, 0, 1), repeat=int(hidden.sum()))), dtype=float)
    fits = (changes @ part.T == 0).all(axis=1) & (x + changes >= np.minimum(x, least)).all(axis=1)
    return (~(changes[fits] != 0).any(axis=0)).tolist()


@settings(max_examples=200)
@given(tables, some.booleans(), some.booleans(), some.booleans())
def test_no_hidden_cell_is_determined(table, rows, columns, zeros):
    """Every small cell is hidden, and none of those hidden follows from what is published."""
    found = st.suppress(table, row_totals=rows, column_totals=columns, zeros=zeros)
    counts = np.array(table)
    small = (counts < 5) & ((counts > 0) | zeros)
    assert np.array_equal(found.primary, small)
    assert not (found.primary & found.secondary).any()
    values, relations, hidden = everything(table, found, rows, columns)
    exposed = found.exposed.ravel()[hidden[: counts.size]]
    fixed = np.array(fixed_by_algebra(relations, hidden)[: exposed.size], dtype=bool)
    assert not (fixed & ~exposed).any()
    if hidden.sum() <= 9:
        fixed = fixed_by_trying(values, relations, hidden, 0 if zeros else 1)
        assert np.array_equal(np.array(fixed[: exposed.size], dtype=bool), exposed)


def test_a_table_that_can_be_protected_is_not_called_exposed():
    """Nothing is exposed in tables of two rows and columns of large counts and one small one."""
    found = st.suppress([[3, 40, 60], [50, 70, 80], [20, 30, 90]])
    assert found.primary.tolist() == [[True, False, False], [False] * 3, [False] * 3]
    assert found.hidden.sum() == 4
    assert not found.exposed.any()
    assert not found.grand_total


def test_without_totals_nothing_else_need_be_hidden():
    """A small cell with no total beside it gives nothing away."""
    found = st.suppress([[3, 40], [50, 70]], row_totals=False, column_totals=False)
    assert (found.primary.sum(), found.secondary.sum()) == (1, 0)


def test_a_small_total_is_hidden_too():
    """Two ones in a row: their total of two would say what they are."""
    found = st.suppress([[1, 1, 0], [30, 40, 50], [20, 60, 80]])
    assert found.row_totals.tolist()[0]
    assert not found.exposed.any()


def test_zeros_are_shown_unless_asked():
    """A zero is no small number, until the body says so."""
    table = [[0, 20, 30], [40, 50, 60], [70, 80, 90]]
    assert not st.suppress(table).hidden.any()
    assert st.suppress(table, zeros=True).primary[0, 0]


def test_one_cell_beside_its_total_cannot_be_protected():
    """Seven in all, in one place only: the cell is said to be exposed when its total stays."""
    cells, relation = [4.0, 6.0, 10.0], [[1, 1, -1]]
    found = st.protect(cells, relation, published=[False, True, True])
    assert found.exposed.tolist() == [True, False, False]


def test_nested_areas_protect_each_other():
    """A district of two wards inside a force of two districts: the ward's twin goes as well."""
    #        force  district  district  ward  ward  ward  ward
    parents = [-1, 0, 0, 1, 1, 2, 2]
    cells = [100.0, 40, 60, 3, 37, 25, 35]
    relations = st.nested_relations(parents)
    assert not (relations @ np.array(cells)).any()
    found = st.protect(cells, relations)
    assert found.hidden.tolist() == [False, False, False, True, True, False, False]
    assert not st.derivable(cells, relations, found.hidden, least=1).any()
    assert st.derivable(cells, relations, found.primary).tolist() == found.primary.tolist()


def test_earlier_periods_are_relations_like_any_other():
    """The year to date is out; this month and the new year to date are about to be."""
    #        to date before, this month, to date now
    cells = [20.0, 3.0, 23.0]
    found = st.protect(cells, [[1, 1, -1]], published=[True, False, False])
    assert found.hidden.tolist() == [False, True, True]
    assert not found.exposed.any()


def test_what_was_withheld_stays_withheld():
    """A cell hidden last time as a partner is hidden again, and kept safe."""
    table = [[30, 40, 60], [50, 70, 80], [20, 30, 90]]
    before = np.zeros((3, 3), dtype=bool)
    before[0, 0] = True
    found = st.suppress(table, withheld=before)
    assert found.secondary[0, 0]
    assert found.hidden.sum() == 4


def test_what_is_out_cannot_be_hidden():
    """The smallest partner is published already, so another one is taken."""
    table = [[3, 40, 60], [50, 70, 80], [20, 30, 90]]
    out = np.zeros((3, 3), dtype=bool)
    out[2, 0] = True
    found = st.suppress(table, published=out)
    assert not found.hidden[2, 0]
    assert not found.exposed.any()


def test_a_table_of_parishes_by_type_is_quick_and_safe():
    """Two hundred rows of small numbers, checked by algebra."""
    rng = np.random.default_rng(8)
    table = rng.poisson(rng.gamma(0.7, 25, (200, 14))).tolist()
    found = st.suppress(table)
    _, relations, hidden = everything(table, found, True, True)
    basis = np.linalg.svd(relations[:, hidden])[2][: np.linalg.matrix_rank(relations[:, hidden])]
    assert ((basis**2).sum(axis=0) < 1 - 1e-9).all()
    assert not found.exposed.any()
    assert found.secondary.sum() < found.primary.sum()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: st.suppress([1, 2]), "counts: expected a table of rows and columns"),
        (lambda: st.suppress([[1, -2]]), "counts: expected zero or more, found -2"),
        (lambda: st.suppress([[1, None]]), "counts: expected a number in every place"),
        (lambda: st.suppress([[1, 2]], published=[True]), "published: expected flags of shape"),
        (lambda: st.protect([1, 2, 4], [[1, 1, -1]]), "relations: expected parts that add up"),
        (lambda: st.protect([1, 2], [[1, 1, -1]]), "relations: expected 2 columns"),
        (lambda: st.protect([1.0], [[0.0]], withheld=[True, True]), "withheld: expected 1 flags"),
        (lambda: st.nested_relations([0]), "parents: expected -1 or another place"),
        (lambda: st.nested_relations([-1, 5]), "parents: expected -1 or another place"),
    ],
)
def test_bad_input_is_named(call, said):
    """Each error says the argument, what was expected and what was found."""
    with pytest.raises(ValueError, match=said):
        call()
