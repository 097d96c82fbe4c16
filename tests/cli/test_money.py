"""frankpledge money: each subcommand on a small workspace."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from frankpledge.cli import cli
from frankpledge.errors import UserError
from frankpledge.workspace import FILE

BUDGET = Path(__file__).parents[1] / "money" / "budget" / "cleveland-2018-19.yaml"
LAYOUT = "columns: {supplier: Creditor, date: Paid, amount: Net, transaction: No}\namounts: net\n"


@pytest.fixture
def root(example, tmp_path):
    """A workspace with the example's plans and services, and an invented budget."""
    root = tmp_path / "workspace"
    shutil.copytree(example / "plans", root / "plans")
    shutil.copytree(example / "money" / "services", root / "money" / "services")
    shutil.copy(example / FILE, root)
    (root / "money" / "budgets").mkdir()
    shutil.copy(BUDGET, root / "money" / "budgets")
    return root


def call(root, *words, code=0):
    """What a subcommand prints."""
    result = CliRunner().invoke(cli, ["money", *words, "-w", str(root)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.output


def test_check_finds_what_was_planted(root):
    """Sound: notes alone. A penny off: exit code 1, with file and amount."""
    assert "0 errors" in call(root, "check")
    path = root / "money" / "budgets" / BUDGET.name
    path.write_text(path.read_text().replace("amount: 2400000", "amount: 2400000.01"))
    told = json.loads(call(root, "check", "--format", "json", code=1))
    assert {row["code"] for row in told if row["kind"] == "error"} == {"FB101", "FB103"}
    service = root / "money" / "services" / "blunt-truth.yaml"
    service.write_text(service.read_text().replace("violence-and", "violence-or"))
    assert "did you mean 'violence-and-serious-harm'" in call(root, "check", code=1)


def test_precept_outlook_and_risk(root):
    """The figures of the library, printed."""
    rows = json.loads(call(root, "precept", "--format", "json"))
    assert {"kind": "band", "name": "A", "pounds": "151.03", "change": "8.00"} in rows
    assert "Band D rises by £12.00, 5.59 %." in call(root, "precept")
    years = json.loads(call(root, "outlook", "--format", "json"))
    assert years[0]["gap"] == "0.00"
    assert years[1]["council_tax"] == "38225188.45"
    hard = json.loads(call(root, "outlook", "--scenario", "hard", "--format", "json"))
    assert float(hard[3]["gap"]) > float(years[3]["gap"])
    assert "Pay awards" in call(root, "risk", "--runs", "200")
    again = [call(root, "risk", "--runs", "200", "--format", "csv") for _ in range(2)]
    assert again[0] == again[1]


def test_workbook_is_written(root, tmp_path):
    """To the file that is named."""
    call(root, "workbook", "-o", str(tmp_path / "b.xlsx"))
    assert (tmp_path / "b.xlsx").read_bytes()[:2] == b"PK"


def test_spending_is_written_without_names(root, tmp_path):
    """What is refused is told with its line and makes exit code 1; names stay out."""
    (root / "money" / "spending.yaml").write_text(LAYOUT)
    export = tmp_path / "export.csv"
    export.write_text(
        "Creditor,Paid,Net,No\nAcme Ltd,01/04/2024,900,1\nMrs Roe,02/05/2024,900,2\n"
        "Acme Ltd,soon,900,3\n"
    )
    assert "would write" in call(root, "spending", str(export), code=1)
    assert not (root / "money" / "spending").exists()
    told = call(root, "spending", "--write", str(export), code=1)
    assert "export.csv:4, Paid: the date is none" in told
    assert "Roe" not in told
    folder = root / "money" / "spending"
    assert sorted(path.name for path in folder.iterdir()) == ["2024-04.csv", "2024-05.csv"]
    assert "Roe" not in (folder / "2024-05.csv").read_text()


def test_services_are_listed(root):
    """What is stated and what is not."""
    told = call(root, "services")
    assert "26 children" in told
    assert "not stated" in told
    rows = json.loads(call(root, "services", "--format", "json"))
    assert any(row["value"] == 11000 for row in rows)


def test_names_that_nothing_goes_by(root):
    """The nearest is named."""
    for words in (("precept", "cleveland-2018"), ("outlook", "--scenario", "hart")):
        with pytest.raises(UserError, match="did you mean"):
            call(root, *words)
    shutil.rmtree(root / "money" / "budgets")
    with pytest.raises(UserError, match="no budget here"):
        call(root, "precept")
