"""The precept: from tax bases and band D to what each authority and each household pays.

Local Government Finance Act 1992: the basic amount is the requirement over the tax base (section
42B), the bands stand to each other as 6 : 7 : 8 : 9 : 11 : 13 : 15 : 18, in Wales with 21 for band
I (sections 5 and 47), and each billing authority pays the basic amount times its own base (section
48). Each amount is rounded to the penny by itself, half away from zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.money.amounts import penny, rounded
from frankpledge.money.budget.model import NOUGHT, Budget

NINTHS = {"A": 6, "B": 7, "C": 8, "D": 9, "E": 11, "F": 13, "G": 15, "H": 18, "I": 21}


@dataclass(frozen=True)
class Demand:
    """What one billing authority is asked for: the precept, and with it the body's share of its
    collection fund (negative for a deficit). Pounds; `base` in band D equivalents."""

    area: str
    name: str
    base: Decimal
    precept: Decimal
    collection_fund: Decimal

    @property
    def total(self) -> Decimal:
        """What the authority pays over the year."""
        return self.precept + self.collection_fund


@dataclass(frozen=True)
class Precept:
    """A precept worked out, in pounds.

    `raised` is the sum of the authorities' precepts; `rounding` how much that differs from the
    whole base times band D. `change` is in pounds at band D, `percent` to two decimals; both None
    without a year before. `bands` and `changes` are by letter.
    """

    band_d: Decimal
    base: Decimal
    demands: tuple[Demand, ...]
    bands: Mapping[str, Decimal]
    changes: Mapping[str, Decimal]
    change: Decimal | None
    percent: Decimal | None

    @property
    def raised(self) -> Decimal:
        """What all authorities are asked for."""
        return sum((one.precept for one in self.demands), NOUGHT)

    @property
    def collection_fund(self) -> Decimal:
        """The body's share of all collection funds."""
        return sum((one.collection_fund for one in self.demands), NOUGHT)

    @property
    def rounding(self) -> Decimal:
        """What rounding each authority's precept adds or takes."""
        return self.raised - penny(self.base * self.band_d)


def bands_of(band_d: Decimal, nation: str = "england") -> dict[str, Decimal]:
    """What each band pays, in pounds to the penny: A to H, in Wales A to I."""
    letters = NINTHS if nation == "wales" else list(NINTHS)[:-1]
    return {letter: penny(band_d * NINTHS[letter] / 9) for letter in letters}


def band_d_for(requirement: Decimal, base: Decimal) -> Decimal:
    """Band D, in pounds to the penny, that raises a requirement from a tax base.

    Raises ValueError for a base of nothing.
    """
    if base <= 0:
        raise ValueError(f"a tax base is over 0, found {base}")
    return penny(requirement / base)


def precept_of(budget: Budget) -> Precept:
    """The precept of a budget; Wales is told by the codes of its billing authorities."""
    levy = budget.levy
    nation = "wales" if levy.billing and levy.billing[0].area.startswith("W") else "england"
    demands = tuple(
        Demand(one.area, one.name, one.base, penny(one.base * levy.band_d), one.collection_fund)
        for one in levy.billing
    )
    bands = bands_of(levy.band_d, nation)
    before, change, percent = levy.before_band_d, None, None
    changes: dict[str, Decimal] = {}
    if before is not None and before > 0:
        earlier = bands_of(before, nation)
        changes = {letter: bands[letter] - earlier[letter] for letter in bands}
        change = levy.band_d - before
        percent = rounded(change / before * 100, 2)
    base = sum((one.base for one in levy.billing), NOUGHT)
    return Precept(levy.band_d, base, demands, bands, changes, change, percent)


def requirement_of(budget: Budget) -> Decimal:
    """What council tax must raise: spending less income, collection funds and reserves used."""
    fund = sum((one.collection_fund for one in budget.levy.billing), NOUGHT)
    return budget.total_spending - budget.total_income - fund - budget.reserves_used
