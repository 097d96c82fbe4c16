"""Trend, concentration, what is unusual, and contracts."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal

import pytest

from frankpledge.money.amounts import MoneyError
from frankpledge.money.spending import (
    Payment,
    alike,
    by_month,
    concentration,
    contracts_csv,
    read_contracts,
    reversals,
    smaller_csv,
    unusual,
)

DAY = date(2024, 4, 1)


def paid(supplier, amount, days=0, number="", verdict="organisation"):
    """One payment."""
    day = DAY + timedelta(days=days)
    return Payment(day, supplier, Decimal(str(amount)), number, verdict=verdict)


def test_a_month_without_a_file_is_missing_and_not_nought():
    """April and June are there; May is not known."""
    april, may, june = by_month([paid("A Ltd", 900), paid("A Ltd", -600), paid("B Ltd", 700, 61)])
    assert (april.count, april.net, april.refunds) == (2, Decimal(300), Decimal(-600))
    assert (may.month, may.count, may.net) == ("2024-05", None, None)
    assert june.net == Decimal(700)
    assert by_month([]) == ()


def test_concentration_by_hand():
    """Shares of a half, 0.3 and 0.2: 2,500 + 900 + 400 = 3,800; a third of all is withheld."""
    found = concentration(
        [
            *(paid("A Ltd", 5_000), paid("B Ltd", 4_000), paid("B Ltd", -1_000)),
            *(paid("C Ltd", 2_000), paid("Redacted", 5_000, verdict="titled")),
        ]
    )
    assert [(name, share) for name, _, share in found.shares] == [
        ("A Ltd", 0.5),
        ("B Ltd", 0.3),
        ("C Ltd", 0.2),
    ]
    assert found.hhi == pytest.approx(3_800)
    assert found.alike == pytest.approx(10_000 / 3_800)
    assert found.withheld == pytest.approx(1 / 3)
    assert concentration([paid("X", 900, verdict="unsure")]) is None


def test_an_unusual_payment_by_hand():
    """Logs of 600 x 1.1^k and one of 60,000: median and MAD worked out beside it."""
    amounts = [600 * 1.1**k for k in range(9)]
    payments = [paid("A Ltd", round(a, 2), n) for n, a in enumerate(amounts)]
    (odd,) = unusual([*payments, paid("A Ltd", 60_000, 20), paid("B Ltd", 60_000)])
    logs = [*sorted(math.log(float(one.amount)) for one in payments), math.log(60_000)]
    middle = (logs[4] + logs[5]) / 2
    off = sorted(abs(value - middle) for value in logs)
    deviation = (off[4] + off[5]) / 2
    assert odd.score == pytest.approx(0.6745 * (logs[-1] - middle) / deviation)
    assert odd.count == 10


def test_regular_payments_are_not_unusual():
    """Twelve of the same, and one of another sum: only that one; all the same: none."""
    rent = [paid("A Ltd", 1_000, n * 30) for n in range(12)]
    assert unusual(rent) == ()
    (odd,) = unusual([*rent, paid("A Ltd", 9_000, 15)])
    assert odd.payment.amount == 9_000


def test_bills_that_may_have_been_paid_twice():
    """Same payee and sum within a week under two numbers; a refund clears it; a month's rent is
    no repeat."""
    twice = [paid("A Ltd", 900, 0, "1"), paid("A Ltd", 900, 5, "2")]
    assert alike(twice) == (tuple(twice),)
    assert alike([*twice, paid("A Ltd", -900, 9, "3")]) == ()
    assert alike([paid("A Ltd", 900, 0, "1"), paid("A Ltd", 900, 30, "2")]) == ()
    assert alike([paid("A Ltd", 900, 0, "1"), paid("A Ltd", 900, 1, "1")]) == ()


def test_a_refund_takes_back_one_payment():
    """Two payments and two refunds of one sum pair off; a third refund stands alone."""
    payments = [paid("A Ltd", 900, n) for n in range(2)]
    refunds = [paid("A Ltd", -900, 10 + n) for n in range(3)]
    found = reversals([*payments, *refunds])
    assert len(found) == 2
    assert {pair[0].day for pair in found} == {one.day for one in payments}
    assert reversals([paid("A Ltd", 900), paid("A Ltd", -900, 400)]) == ()


CONTRACTS = """\
contracts:
  - {id: C2, title: Fleet, supplier: Acme Ltd, purpose: Vans, value: 10000}
  - {id: C1, title: Care, supplier: Beta Trust, purpose: Support, value: 10000.01,
     starts: 2024-04-01, ends: 2026-03-31, kind: voluntary organisation}
  - {id: C3, title: Advice, supplier: Gamma LLP, purpose: Law}
"""


def test_contracts_over_ten_thousand_pounds(tmp_path):
    """£10,000 itself is not over it; a value that is not stated may be."""
    folder = tmp_path / "money"
    folder.mkdir()
    (folder / "contracts.yaml").write_text(CONTRACTS)
    lines = contracts_csv(read_contracts(tmp_path)).decode().splitlines()
    assert lines[1].startswith("C1,Care,Beta Trust,Support,10000.01,01/04/2024,31/03/2026,,,")
    assert lines[2].startswith("C3,Advice,Gamma LLP,Law,,,")
    assert len(lines) == 3
    small = smaller_csv(read_contracts(tmp_path)).decode().splitlines()
    assert small == [
        "Reference,Title,Supplier,What for,Sum over its length",
        "C2,Fleet,Acme Ltd,Vans,10000.00",
    ]
    (folder / "contracts.yaml").write_text(
        CONTRACTS.replace("voluntary organisation", "voluntary organisation, registration: '99'")
    )
    first, second = contracts_csv(read_contracts(tmp_path)).decode().splitlines()[:2]
    assert first.endswith("Way of buying,Copy,Registration number")
    assert second.endswith("voluntary organisation,,,99")
    (folder / "contracts.yaml").write_text(
        CONTRACTS.replace("ends: 2026", "ends: 2023").replace("id: C3", "id: C2")
    )
    with pytest.raises(MoneyError) as caught:
        read_contracts(tmp_path)
    assert "a day from 2024-04-01 on" in str(caught.value)
