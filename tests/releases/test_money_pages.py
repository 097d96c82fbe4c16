"""The pages about money: with nothing but what the documents state, and with a budget."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.duties import load_facts, load_rules, obligations
from frankpledge.lake import Lake
from frankpledge.measures import load_catalogue, run
from frankpledge.money.spending import Payment, monthly
from frankpledge.releases.collect import collect
from frankpledge.releases.downloads.listing import published
from frankpledge.releases.gathering.money import finance_of
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import KINDS, pages_of
from frankpledge.workspace import FILE, read_workspace

BUDGET = Path(__file__).parents[1] / "money" / "budget" / "cleveland-2018-19.yaml"
LEFT_OUT = ("data", "releases", "figures", "returns", "reports", "delivery")


def site_of(root):
    """The site of a workspace without figures."""
    workspace = read_workspace(root / FILE)
    areas = load_areas(workspace.areas_path)
    lake = Lake(workspace.data_path, areas=areas)
    catalogue = load_catalogue(workspace.measures_path)
    results = run(catalogue, lake, areas, only=("safer-streets-funding",))
    return collect(workspace, lake, areas, catalogue, results, "test-release")


@pytest.fixture(scope="module")
def bare(example, tmp_path_factory):
    """The example's documents, without figures."""
    root = tmp_path_factory.mktemp("bare") / "workspace"
    shutil.copytree(example, root, ignore=shutil.ignore_patterns(*LEFT_OUT))
    return site_of(root)


def made_up_payments():
    """Two years of invented payments, May of the second year missing, one far too large."""
    chance = random.Random(5)
    first = date(2024, 4, 1)
    found = []
    for n in range(700):
        day = first + timedelta(days=n)
        if (day.year, day.month) == (2025, 5):
            continue
        name = f"{chance.choice(['Acme', 'Beta', 'Gamma', 'Delta', 'Epsilon'])} Ltd"
        amount = Decimal(round(chance.lognormvariate(8, 0.4) * 100)) / 100 + 500
        found.append(Payment(day, name, amount, f"D{n}", None, "Fleet", "Vans", "Parts"))
    found.append(Payment(date(2025, 1, 9), "Acme Ltd", Decimal(900_000), "X1", purpose="Hangar"))
    found.append(Payment(date(2025, 1, 9), "Redacted: personal data", Decimal(4_000), "X2"))
    chief = Payment(date(2025, 1, 9), "Acme Ltd", Decimal("1234.5"), "X3", body="Chief officer")
    return [*found, chief]


@pytest.fixture(scope="module")
def full(bare, tmp_path_factory):
    """The same with an invented budget, payments and contracts; all else is not read again."""
    root = tmp_path_factory.mktemp("full") / "workspace"
    shutil.copytree(bare.workspace.root / "money", root / "money")
    budgets = root / "money" / "budgets"
    budgets.mkdir()
    shutil.copy(BUDGET, budgets)
    spending = root / "money" / "spending"
    spending.mkdir()
    for name, data in monthly(made_up_payments(), "A body").items():
        (spending / name).write_bytes(data)
    (root / "money" / "contracts.yaml").write_text(
        "contracts:\n  - {id: C1, title: Vans, supplier: Acme Ltd, purpose: Fleet, value: 25000}\n"
        "  - {id: C2, title: Keys, supplier: Acme Ltd, purpose: Locks, value: 900}\n"
    )
    workspace = replace(bare.workspace, root=root)
    finance = finance_of(workspace, bare.plans, bare.results.newest)
    return replace(bare, workspace=workspace, finance=finance)


def html(site):
    """Every page about money as it is published, by path."""
    renderer = Renderer(site.context())
    return {page.path: renderer.render(page).decode() for page in pages_of("money", site)}


def test_the_example_shows_what_the_documents_state_and_no_more(bare):
    """£134 million, £2.6 million, the blanks, and nothing worked out from them."""
    assert "money" in KINDS
    pages = html(bare)
    home = pages["money/index.html"]
    assert "a budget of £134 million and a grant won of £2.6 million" in home
    assert "that part of the plan was never filled in" in home
    assert "£INSERT central grant" in home
    amounts = set(re.findall(r"£\d[\d.,]*(?: million)?", re.sub(r"<[^>]+>", " ", home)))
    assert amounts <= {"£134 million", "£2.6 million", "£500"}
    assert "No budget is known here" in pages["money/budget/index.html"]
    assert "is not known" in pages["money/precept/index.html"]
    assert "No payments are published here" in pages["money/spending/index.html"]


def test_services_of_the_example(bare):
    """The stated figures with their documents, 'not stated' for all the rest."""
    page = html(bare)["money/services/index.html"]
    assert "11,000 victims of crime" in page
    assert "26 children" in page
    assert "Rated Outstanding" in page
    assert page.count(">not stated</td>") == 42  # 9 services, 5 questions, 3 answers
    assert "for none do they state people waiting, outcomes reached" in page


def test_a_budget_as_pages(full):
    """Totals, bands, councils, the years ahead with their range, and the referendum."""
    pages = html(full)
    budget, precept = pages["money/budget/index.html"], pages["money/precept/index.html"]
    assert "It balances to the penny." in budget
    assert "All but the precept is invented." in budget
    assert "Pay awards matters most" in budget
    assert "simulated futures" in budget
    for amount in ("£151.03", "£453.08", "£12,515,270.26", "£34,255,181.36"):
        assert amount in precept
    assert "so it needs no referendum" in precept
    assert "1 February 2018" in precept


def test_spending_as_pages(full):
    """The missing month is no nought; what stands out is listed; files are there to take."""
    page = html(full)["money/spending/index.html"]
    assert "1 month between them is missing" in page
    assert "May 2025" in page
    assert "no file" in page
    assert "£900,000.00" in page
    assert "personal data" not in page.split("The first")[1].split("</table>")[0]
    paths = {file.path for file in published(full)}
    assert {"data/money/budget-cleveland-2018-19.xlsx", "data/money/contracts.csv"} <= paths
    assert "data/money/spending/2025-04.csv" in paths
    assert "data/money/contracts-smaller.csv" in paths
    assert "1 contract of £10,000 or less" in page
    whose = page.split("Items over £500 by who spent")[1].split("</table>")[0]
    assert re.findall(r"<t[hd][^>]*>([^<]+)</t[hd]>", whose)[-3:] == [
        "Chief officer",
        "1",
        "£1,234.50",
    ]
    assert "data/money/spending/2025-05.csv" not in paths


def duties_on(folder, day, records="elections: ordinary\n"):
    """What the law asks on a day, with what a workspace recorded."""
    folder.mkdir()
    (folder / "duties.yaml").write_text(records)
    rules = load_rules()
    return obligations(rules, load_facts(folder, rules), day)


def test_spending_says_how_the_monthly_duty_stands(full, bare, tmp_path):
    """Files and records make a month met; one without either is open, or not known."""
    day = date(2025, 12, 31)
    records = "records: {information-3g: 2025-01-01}\n"
    records += "done:\n  - {rule: information-3g, for: 2025-04, on: 2025-06-03}\n"
    page = html(replace(full, duties=duties_on(tmp_path / "kept", day, records)))
    page = page["money/spending/index.html"]
    assert "Of the 12 months that had ended before 31 December 2025: 11 met, 1 open." in page
    assert "recorded as published on 3 June 2025" in page
    assert "no file here, and not recorded as published" in page
    page = html(replace(full, duties=duties_on(tmp_path / "none", day)))[
        "money/spending/index.html"
    ]
    assert "11 met, 1 not known." in page
    assert "as soon as practicable" in page
    page = html(replace(bare, duties=duties_on(tmp_path / "bare", day)))[
        "money/spending/index.html"
    ]
    assert "where the figures here end, it stood as: not known." in page


def test_the_same_documents_give_the_same_bytes(full):
    """Pages and files twice over."""
    assert html(full) == html(full)
    money = [file for file in published(full) if file.path.startswith("data/money/")]
    assert [file.write() for file in money] == [file.write() for file in money]
