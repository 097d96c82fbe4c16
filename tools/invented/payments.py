"""A year of payments as an invented finance system writes them out.

Names of companies hold the name of an invented place. Planted: people among the payees, three
payments made twice, refunds in brackets, amounts as text, one payment far larger than all others,
one line that nobody can read.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from datetime import date, timedelta

HEADERS = ("Document", "Date paid", "Creditor", "Net", "VAT lost", "Department", "Category",
           "Text", "Type")  # fmt: skip
FIRST = date(2024, 10, 1)
DAYS = 365


@dataclass(frozen=True)
class Payee:
    """Somebody who is paid: how often in a year, about how much (pounds), for what."""

    name: str
    times: int
    pounds: int
    department: str
    category: str
    text: str
    kind: str = "ORG"


PAYEES = (
    Payee("Tarnmouth Vehicle Leasing Ltd", 48, 31_000, "Fleet", "Vehicles", "Lease of vehicles"),
    Payee("Tarnshire Fuel Services Ltd", 104, 9_400, "Fleet", "Fuel", "Fuel"),
    Payee("Wrenmoor Motors Ltd", 118, 2_300, "Fleet", "Vehicles", "Repairs"),
    Payee("Stonebeck Tyres Ltd", 70, 1_150, "Fleet", "Vehicles", "Tyres"),
    Payee("Tarnmouth Energy Supplies Ltd", 84, 14_500, "Estates", "Energy", "Electricity"),
    Payee("Kettlesham Water plc", 36, 3_100, "Estates", "Energy", "Water"),
    Payee("Mossgate Construction Ltd", 58, 22_000, "Estates", "Buildings", "Works"),
    Payee("Aldermoss Facilities Services Ltd", 96, 7_800, "Estates", "Cleaning", "Cleaning"),
    Payee("Wrenmoor Council", 24, 38_000, "Estates", "Rates and rent", "Rates"),
    Payee("Tarnmouth City Council", 24, 52_000, "Estates", "Rates and rent", "Rates"),
    Payee("Aldermoss Council", 24, 24_000, "Estates", "Rates and rent", "Rates"),
    Payee("Tarnshire Digital Systems Ltd", 52, 64_000, "Digital", "Software", "Records system"),
    Payee("Quarry Hill Networks Ltd", 60, 17_500, "Digital", "Telephony", "Lines and airtime"),
    Payee("Old Town Technology Services Ltd", 66, 6_900, "Digital", "Hardware", "Laptops"),
    Payee("Tarnshire Forensic Services Ltd", 82, 21_000, "Crime", "Forensics", "Examinations"),
    Payee("Sallow Medical Services Ltd", 48, 26_000, "Custody", "Health care", "Custody nurses"),
    Payee("Upper Moor Catering Services Ltd", 52, 3_300, "Custody", "Meals", "Meals"),
    Payee("Wren Market Interpreters Co", 74, 1_450, "Custody", "Interpreters", "Interpreting"),
    Payee("Harbourside Training Ltd", 42, 4_200, "People", "Training", "Driver training"),
    Payee("Tarnshire University", 12, 44_000, "People", "Training", "Officer apprenticeships"),
    Payee("Stonebeck Uniform Supplies Ltd", 46, 8_600, "People", "Uniform", "Uniform"),
    Payee("Tarnmouth Recruitment Services Ltd", 50, 5_200, "People", "Agency staff", "Agency"),
    Payee("The Lantern Trust", 12, 91_500, "Victims", "Commissioned services", "Contract T-014"),
    Payee("Tarnshire Refuge Association", 12, 32_000, "Victims", "Commissioned services",
          "Contract T-015"),
    Payee("Moor and Mill Youth Foundation", 12, 12_500, "Community", "Commissioned services",
          "Contract T-016"),
    Payee("Second Conversation CIC", 12, 8_300, "Victims", "Commissioned services",
          "Contract T-017"),
    Payee("Tarnmouth Solicitors LLP", 44, 4_800, "Legal", "Legal", "Advice"),
    Payee("Tarnshire Insurance plc", 4, 210_000, "Finance", "Insurance", "Premium"),
    Payee("Kettlesham Audit Services LLP", 4, 27_000, "Finance", "Audit", "External audit"),
    # A name that looks like a person's and that the layout knows for a company, and one that it
    # does not know: it is withheld.
    Payee("Marrow & Tansy", 12, 2_400, "Estates", "Gardening", "Grounds"),
    Payee("Teasel Brook", 6, 1_300, "Community", "Printing", "Posters"),
    Payee("A Example", 14, 900, "Legal", "Compensation", "Claim settled, A Example", "IND"),
    Payee("Mx P Placeholder", 9, 1_200, "Custody", "Visits", "Independent visits", "IND"),
)  # fmt: skip
LARGE = Payee("Tarnshire Air Support Services Ltd", 1, 1_940_000, "Operations", "Air support",
              "Helicopter, five years in advance")  # fmt: skip


def export() -> bytes:
    """The export: Windows-1252, the newest lines last."""
    chance = random.Random("tarnshire payments")
    rows = [(day, payee, amount) for payee in PAYEES for day, amount in _year(chance, payee)]
    rows.append((date(2025, 3, 28), LARGE, 1_940_000.0))
    rows.sort(key=lambda row: (row[0], row[1].name, row[2]))
    lines = [_line(chance, number, *row) for number, row in enumerate(rows)]
    for at in (311, 702, 1090):  # paid twice, under another number
        lines.insert(at, [f"{int(lines[at - 1][0]) + 9000}", *lines[at - 1][1:]])
    lines.insert(900, ["500899", "31/06/2025", "Mossgate Construction Ltd", "1,200.00", *[""] * 5])
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([HEADERS, *lines])
    return buffer.getvalue().encode("windows-1252")


def _year(chance: random.Random, payee: Payee) -> list[tuple[date, float]]:
    """A payee's days and amounts: evenly over the year for regular ones, scattered for others."""
    found = []
    for number in range(payee.times):
        gap = DAYS / payee.times
        away = gap / 2 if payee.times <= 12 else chance.random() * gap
        day = FIRST + timedelta(days=int(number * gap + away))
        while day.weekday() > 4:
            day -= timedelta(days=1)
        amount = payee.pounds * chance.lognormvariate(0, 0.12 if payee.times <= 12 else 0.45)
        if chance.random() < 0.02:
            amount = -amount / 4
        found.append((max(day, FIRST), round(amount, 2)))
    return found


def _line(chance: random.Random, number: int, day: date, payee: Payee, amount: float) -> list[str]:
    lost = f"{amount * 0.2:.2f}" if payee.category == "Rates and rent" and amount > 0 else ""
    written = f"({-amount:,.2f})" if amount < 0 else f"{amount:.2f}"
    if chance.random() < 0.05 and amount > 0:
        written = f"£{amount:,.2f}"
    return [
        *(str(500_000 + number), f"{day:%d/%m/%Y}", payee.name, written, lost),
        *(payee.department, payee.category, payee.text, payee.kind),
    ]
