"""Awards by the places that benefit, for every page and paper that sums them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from frankpledge.money.grants.giving import shown_places
from frankpledge.money.grants.model import Award


def sum_of(awards: Iterable[Award]) -> Decimal:
    """The sum of awards, in pounds."""
    return sum((one.amount for one in awards), Decimal(0))


def by_place(awards: Iterable[Award]) -> dict[str, tuple[Award, ...]]:
    """The awards for each place, the largest sum first; one for several is whole in each of them.

    Awards without a place that may be shown (see `shown_places`) are in none.
    """
    found: dict[str, list[Award]] = {}
    for award in awards:
        for code in dict.fromkeys(shown_places(award)):
            found.setdefault(code, []).append(award)
    order = sorted(found.items(), key=lambda item: (-sum_of(item[1]), item[0]))
    return {code: tuple(here) for code, here in order}


def for_one_place(awards: Iterable[Award]) -> list[Award]:
    """Those that are for a single place."""
    return [award for award in awards if len(set(shown_places(award))) == 1]
