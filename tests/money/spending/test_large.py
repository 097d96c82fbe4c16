"""Large exports: read to the penny, within bounds of time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from frankpledge.money.spending import SpendingLayout, by_month, monthly, read_spending

HEADS = {
    "supplier": "Creditor",
    "date": "Paid",
    "amount": "Net",
    "transaction": "Doc No",
    "purpose": "Text",
}
# Reads the export that it is given, and says what it took to do so.
MEASURED = """\
import json, resource, sys
from pathlib import Path
from frankpledge.money.spending import SpendingLayout, read_spending
found, report = read_spending(Path(sys.argv[1]), SpendingLayout(columns=json.loads(sys.argv[2])))
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"rows": report.rows, "kept": len(found), "below": report.below,
    "sum": str(sum(one.amount for one in found)), "cpu": used.ru_utime + used.ru_stime,
    "megabytes": used.ru_maxrss / 1024}))
"""


def pence(number: int) -> int:
    """What row `number` of the made-up export pays, in pence: every tenth is a refund."""
    amount = 40_000 + number * 7919 % 900_000
    return -amount if number % 10 == 0 else amount


def export(path: Path, rows: int) -> int:
    """Write an export; returns the pence of the rows that are items over £500."""
    kept = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("Creditor,Paid,Net,Doc No,Text\n")
        for number in range(rows):
            amount = pence(number)
            kept += amount if abs(amount) > 50_000 else 0
            text = f"£{abs(amount) / 100:,.2f}"
            cell = f'"({text})"' if amount < 0 else f'"{text}"'
            day = f"{1 + number % 28:02d}/{1 + number // 28 % 12:02d}/2025"
            file.write(f"Supplier {number % 4000} Ltd,{day},{cell},D{number},Item\n")
    return kept


def test_fifty_thousand_rows(tmp_path: Path) -> None:
    """Every item over £500 is kept, month by month, and they come to the penny."""
    path = tmp_path / "export.csv"
    kept = export(path, 50_000)
    found, report = read_spending(path, SpendingLayout(columns=HEADS))
    assert report.rows == len(found) + report.below == 50_000
    assert sum(one.amount for one in found) == Decimal(kept) / 100
    assert sum((one.net or Decimal(0) for one in by_month(found)), Decimal(0)) * 100 == kept
    lines = [len(data.splitlines()) - 1 for data in monthly(found, "A body").values()]
    assert (len(lines), sum(lines)) == (12, len(found))


@pytest.mark.slow
def test_a_million_rows_within_bounds(tmp_path: Path) -> None:
    """In a process of its own: under a minute of CPU and 600 MB (measured: 12 s and 300 MB)."""
    path = tmp_path / "export.csv"
    kept = export(path, 1_000_000)
    words = [sys.executable, "-c", MEASURED, str(path), json.dumps(HEADS)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=300)
    told = json.loads(done.stdout)
    assert told["rows"] == told["kept"] + told["below"] == 1_000_000
    assert Decimal(told["sum"]) * 100 == kept
    assert told["cpu"] < 60
    assert told["megabytes"] < 600
