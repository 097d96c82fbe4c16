"""The invented county: every page says so, its figures are those of its tables, it is proved."""

from __future__ import annotations

import csv
import json
import re
import runpy
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from frankpledge.areas import load_areas
from frankpledge.cli import cli
from frankpledge.lake import Lake
from frankpledge.releases import remake, verify
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
WAVE = "your-police-your-say-2025"
NOTICE = "Tarnshire does not exist."
AREAS = {"Tarnmouth": 135_000, "Wrenmoor": 101_000, "Aldermoss": 94_000}
AGES = {"16 to 24": 44_000, "25 to 44": 98_000, "45 to 64": 106_000, "65 or over": 82_000}
SEXES = {"Female": 169_000, "Male": 161_000}
PLACES = (("Which council area do you live in?", AREAS), ("How old are you?", AGES))
MARGINS = (*PLACES, ("What is your sex?", SEXES))


@pytest.fixture(scope="module")
def release(invented: Workspace) -> Path:
    """Its release."""
    return (invented.releases_path / "current").resolve()


def words(release: Path, path: str) -> str:
    """The words of a page."""
    html = (release / path / "index.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def answers(wave: str) -> list[dict[str, str]]:
    """The export of a wave, each answer once, blank ones and those from elsewhere left out."""
    raw = (ROOT / "examples/tarnshire/exports/answers" / f"{wave}.csv").read_bytes()
    lines = []
    for line in raw.splitlines():
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("windows-1252"))
    rows = {row["Response ID"]: row for row in reversed(list(csv.DictReader(lines)))}
    question = MARGINS[0][0]
    return [row for row in rows.values() if row[question] in AREAS]


def raked(rows: list[dict[str, str]]) -> list[float]:
    """Weights that bring area, age and sex to the people who live there, margin after margin."""
    weights = [1.0] * len(rows)
    for _ in range(200):
        for question, people in MARGINS:
            held: dict[str, float] = defaultdict(float)
            for row, weight in zip(rows, weights, strict=True):
                held[row[question]] += weight
            known = sum(held[name] for name in people)
            whole = sum(people.values())
            for at, row in enumerate(rows):
                name = row[question]
                if name in people:
                    weights[at] *= known * people[name] / whole / held[name]
    return weights


def test_every_page_says_that_it_is_invented(release: Path) -> None:
    """No page and no table with a name of its own can be taken for a real body's."""
    pages = sorted(release.rglob("*.html"))
    assert len(pages) > 300
    assert [page for page in pages if NOTICE not in page.read_text(encoding="utf-8")] == []
    months = sorted((release / "data" / "money" / "spending").glob("*.csv"))
    assert len(months) == 12
    for month in months:
        with month.open(encoding="utf-8", newline="") as file:
            assert all("(invented)" in row["Body name"] for row in csv.DictReader(file))
    grants = json.loads((release / "data" / "grants.json").read_text(encoding="utf-8"))["grants"]
    funders = [one["name"] for grant in grants for one in grant["fundingOrganization"]]
    assert len(funders) == 20
    assert all("(invented)" in name for name in funders)


def test_no_page_is_about_a_real_force(release: Path) -> None:
    """Nothing is held of any, so a page would say nothing, and its notice would be untrue."""
    places = {path.name for path in (release / "places").iterdir() if path.is_dir()}
    assert len(places) == 16
    assert all(re.fullmatch(r"E\d\d9999\d\d", code) for code in places)
    assert "Open Government Licence" not in words(release, "money")


def test_shares_are_those_of_the_answers(release: Path) -> None:
    """Raked here in plain Python, the share that agrees is the one on the page and in the file."""
    rows = [row for row in answers(WAVE) if any(list(row.values())[4:])]
    weights = raked(rows)
    job = "How far do you agree: the police do a good job where you live?"
    said = [(row[job], weight) for row, weight in zip(rows, weights, strict=True) if row[job]]
    share = sum(w for text, w in said if text == "Agree") / sum(w for _, w in said)
    with (release / "data" / "consultations-results.csv").open(encoding="utf-8") as file:
        found = [row for row in csv.DictReader(file) if row["consultation"] == WAVE]
    agree = next(row for row in found if (row["question"], row["option"]) == ("job", "agree"))
    assert float(agree["value"]) == pytest.approx(share, abs=2e-6)
    page = words(release, f"consultations/{WAVE}")
    assert f"{len(rows)} people answered." in page
    assert f"Answered most often: Agree, {100 * share:.0f} % (" in page
    assert "15 took less than a third of the usual time" in page
    assert "26 came from a source of more than ten" in page


def test_payments_are_those_of_the_export(release: Path) -> None:
    """The sum over £500 and the largest payee, added up by hand; people's names are gone."""
    path = ROOT / "examples/tarnshire/exports/payments.csv"
    paid: Counter[str] = Counter()
    count, total = 0, Decimal(0)
    with path.open(encoding="windows-1252", newline="") as file:
        for row in csv.DictReader(file):
            text = row["Net"].strip("£()").replace(",", "")
            amount = -Decimal(text) if row["Net"].startswith("(") else Decimal(text)
            if abs(amount) > 500 and row["Date paid"] != "31/06/2025":
                count, total = count + 1, total + amount
                paid[row["Creditor"]] += int(amount * 100)
    page = words(release, "money/spending")
    assert f"{count:,} items over £500 came to £{total / 1_000_000:.1f} million" in page
    (largest, pence), *_ = paid.most_common(1)
    assert f"{largest} £{Decimal(pence) / 100:,.2f}" in page
    files = (release / "data" / "money" / "spending").glob("*.csv")
    published = "".join(file.read_text(encoding="utf-8") for file in files)
    assert published.count("Redacted: personal data") == 20
    assert "Placeholder" not in published
    assert "A Example" not in published
    assert "3 pairs may be one bill paid twice" in page


def test_precept_grants_and_measures_are_those_of_the_documents(
    release: Path, invented: Workspace
) -> None:
    """Band D by each council's base, the sum of all awards, four quarters of a return."""
    yaml = YAML(typ="safe")
    budget = yaml.load(invented.root / "money" / "budgets" / "budget-2025-26.yaml")["precept"]
    each = [
        Decimal(str(budget["band_d"])) * Decimal(str(council["base"]))
        for council in budget["billing_authorities"]
    ]
    raised = sum((one.quantize(Decimal("0.01")) for one in each), Decimal(0))
    assert f"That raises £{raised:,.2f}." in words(release, "money/precept")
    funds = [yaml.load(path) for path in (invented.root / "money" / "grants").glob("*.yaml")]
    awards = [award["amount"] for fund in funds for award in fund.get("awards", [])]
    assert f"{len(awards)} grants of £{sum(awards):,}" in words(release, "money/grants")
    with (invented.returns_path / "tarnshire-figures.csv").open(encoding="utf-8") as file:
        year = [
            int(row["value"])
            for row in csv.DictReader(file)
            if (row["measure"], row["area"]) == ("tarnshire-foot-patrol-hours", "E23999901")
        ][-4:]
    assert f"{sum(year):,} hours" in words(release, "measures/tarnshire-foot-patrol-hours")


def test_planted_details_are_nowhere(release: Path, invented: Workspace) -> None:
    """Neither in the release nor in what is stored of the answers; the pages count them."""
    planted = ("960114", "900481", "alex@example.org", "Sallow Lane.", "ZZ99", "QQ 12", "Alex")
    held = invented.data_path / "voice" / "responses" / WAVE
    texts = [(release / "consultations" / WAVE / "themes" / "index.html").read_text("utf-8")]
    texts += [str(pq.read_table(path).to_pylist()) for path in held.rglob("*.parquet")]
    assert len(texts) == 3
    assert [detail for detail in planted for text in texts if detail in text] == []
    (quality,) = held.rglob("quality.json")
    removed = json.loads(quality.read_text(encoding="utf-8"))["removed"]
    assert sum(removed.values()) >= 12
    page = words(release, f"consultations/{WAVE}")
    assert f"{sum(removed.values())} personal details such as names, numbers and" in page


def test_the_checks_find_what_was_left_open_on_purpose(invented: Workspace) -> None:
    """No error; a theme, a question and a priority unanswered, entries that nobody confirmed."""
    done = CliRunner().invoke(cli, ["check", "-w", str(invented.root), "--format", "json"])
    found = json.loads(done.stdout)
    assert {row["severity"] for row in found} == {"warning"}
    codes = Counter(row["code"] for row in found)
    assert codes == {"FP201": 2, "FP307": 1, "FP802": 3, "FP811": 4}


def test_it_is_proved(release: Path, invented: Workspace) -> None:
    """Its files are whole, and made again they are the same."""
    areas = load_areas(invented.areas_path)
    lake = Lake(invented.data_path, areas=areas)
    assert verify(release, *remake(invented, lake, areas, release)) == []


def test_the_tables_are_what_the_script_writes() -> None:
    """Anybody can make them again: the same script, the same bytes."""
    tables = runpy.run_path(str(ROOT / "tools" / "invented_example.py"))["tables"]()
    assert len(tables) == 4
    for name, data in tables.items():
        assert (ROOT / "examples" / "tarnshire" / name).read_bytes() == data, name


@pytest.mark.browser
def test_its_pages_in_a_browser(
    release: Path,
    page: Page,
    phone: Page,
    serve: Callable[[Path], str],
    axe_finds_nothing: Callable[[Page], None],
    width_of: Callable[[Page], int],
) -> None:
    """Pages of money and of what people said, with everything that they can show."""
    address = serve(release)
    money = ("", "budget/", "precept/", "spending/", "services/", "grants/")
    said = ("", f"{WAVE}/", f"{WAVE}/themes/")
    paths = ["", "places/E05999909/"]
    paths += [f"money/{path}" for path in money] + [f"consultations/{path}" for path in said]
    for path in paths:
        page.goto(address + path)
        axe_finds_nothing(page)
        phone.goto(address + path)
        assert len(phone.locator("main").inner_text()) > 120, path
        assert width_of(phone) <= 320, path
