"""What papers are made from: invented answers, grants, services, payments and help."""

from __future__ import annotations

import csv
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.duties import load_rules
from frankpledge.money.budget import check_budget, read_budget, timetable
from frankpledge.money.directory import Directory, Entry, Opening
from frankpledge.money.grants import (
    Award,
    Evaluation,
    Grants,
    Organisation,
    Programme,
    Publisher,
    Report,
)
from frankpledge.money.services import read_service, service_rows
from frankpledge.money.spending import Contract, Payment
from frankpledge.packs.papers import Asked, Known
from frankpledge.voice import Told, chain_of, load_responses, read_consultation, read_responses
from frankpledge.voice import results as results_of

BUDGET = Path(__file__).parents[2] / "money" / "budget" / "cleveland-2018-19.yaml"
SMALL = 5
# Nobody was asked this; every answer is invented.
SURVEY = """\
consultation:
  id: market-day
  title: Market Day
  kind: survey
  body: The invented board of Oldbridge
  audience: Whoever came to the market and wished to answer
  selection: self-selected
  opens: 2026-03-01
  closes: 2026-03-31
questions:
  - id: age
    kind: single
    text: How old are you?
    group: age
    weigh: true
    population_from: Invented for these tests
    options:
      - {code: young, text: Under 40, population: 6000}
      - {code: old, text: 40 or over, population: 4000}
  - id: worries
    kind: multiple
    text: What worries you?
    options:
      - {code: speed, text: Speeding}
      - {code: dogs, text: Stray dogs 🐕}
      - {code: goats, text: Goats}
  - {id: words, kind: open, text: What would you change?}
export: {layout: microsoft-forms}
results:
  - {id: lights, text: Street lights were named at the stall.}
answers:
  - {id: a1, said: Cars are too fast., question: worries, did: Checks were doubled.}
"""
SERVICE = """\
id: helpline
title: Helpline
purpose: Advice by telephone
document: A report
place: page 3
invented: true
figures:
  - {measure: helped, value: 40, unit: people, period: 2024/25, place: page 4}
  - {measure: helped, value: 37, unit: people, period: 2024/25, group: women, place: page 4}
  - {measure: helped, value: 3, unit: people, period: 2024/25, group: men, place: page 4}
  - {measure: cost, value: 12000, unit: pounds, period: 2024/25, place: page 5}
"""


def asked(folder: Path) -> Asked:
    """Eighty answers: a quarter young, three who worry about goats."""
    path = folder / "market-day.yaml"
    path.write_text(SURVEY, encoding="utf-8")
    one = read_consultation(path, {})
    rows = [["ID", "How old are you?", "What worries you?", "What would you change?"]]
    for at in range(80):
        worry = "Goats;" if at < 3 else "Speeding;" if at < 50 else "Stray dogs 🐕;"
        rows.append([str(at), "Under 40" if at % 4 == 0 else "40 or over", worry, ""])
    export = folder / "answers.csv"
    with export.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    read_responses(one, export, folder / "data")
    held = load_responses(folder / "data", one.id)
    assert held is not None
    results = results_of(one, held, {}, threshold=SMALL)
    return Asked(Told(one, results, chain=chain_of(one, {})))


def programmes() -> tuple[Programme, ...]:
    """A fund with two grants, one for two places, and money received."""
    here, there = "E06000054", "E06000030"
    fund = Programme(
        path=Path("fund.yaml"),
        id="fund",
        title="Community fund",
        way="given",
        description="Small grants for safer places.",
        source="Register of decisions",
        funder=Organisation(name="A body"),
        total=Decimal(20_000),
        awards=(
            Award(
                id="g1",
                title="Lamps",
                purpose="Ten lamps along the path.",
                amount=Decimal("9500.50"),
                awarded=date(2026, 4, 3),
                recipient=Organisation(name="Oldbridge Boxing"),
                conditions="Spent by March 2027.",
                places=(here, there),
                evaluation=Evaluation(title="A count", finding="Fewer falls."),
                reports=(Report(on=date(2026, 6, 1), text="Six lamps stand."),),
            ),
            Award(
                id="g2",
                title="Boats",
                purpose="Evenings on the river.",
                amount=Decimal(500),
                awarded=date(2026, 5, 1),
                recipient=None,
                places=(here,),
            ),
        ),
    )
    won = Programme(
        path=Path("won.yaml"),
        id="won",
        title="Money won",
        way="received",
        description="For the streets.",
        source="A report, page 2",
        funder=Organisation(name="A department"),
        total=Decimal(2_600_000),
    )
    return fund, won


def payments() -> tuple[Payment, ...]:
    """Half a year of invented payments, March missing; one a person's."""
    found = []
    for n in range(180):
        day = date(2026, 1, 1) + timedelta(days=n)
        if day.month != 3:
            name = ("Acme Ltd", "Beta Ltd", "Gamma Ltd")[n % 3]
            found.append(Payment(day, name, Decimal(600 + n), f"D{n}", purpose="Parts"))
    found.append(Payment(date(2026, 4, 2), "Acme Ltd", Decimal(90_000), "X", purpose="Hangar"))
    return tuple(found)


def directory() -> Directory:
    """A refuge that somebody confirmed, a club that nobody can be reached at, one that ended."""
    hours = Opening(days=("MO", "TU", "WE", "TH", "FR", "SU"), start=time(9), end=time(17))
    refuge = Entry(
        id="refuge",
        name="A refuge",
        by="A trust",
        summary="A safe place.",
        needs=("domestic-abuse", "victims"),
        phone="01632 960102",
        web="javascript:alert(1)",
        opening=(hours,),
        confirmed=date(2026, 5, 1),
    )
    club = Entry(id="club", name="A club <b>", by="", summary="Boats.", needs=("young-people",))
    gone = Entry(
        id="gone", name="What was", by="", summary="", needs=("victims",), status="defunct"
    )
    return Directory((refuge, club, gone))


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """All of it, on the last day of June 2026."""
    folder = tmp_path_factory.mktemp("known")
    (folder / "helpline.yaml").write_text(SERVICE, encoding="utf-8")
    service = read_service(folder / "helpline.yaml")
    budget = read_budget(BUDGET)
    return Known(
        body="A body",
        title="A site",
        notice="Invented for tests.",
        address="https://example.org",
        area="E23000038",
        areas=load_areas(),
        day=date(2026, 6, 30),
        threshold=SMALL,
        asked=(asked(folder),),
        budgets=(budget,),
        findings={budget.id: check_budget(budget, None)},
        steps=timetable(load_rules(), budget.year),
        year=budget.year,
        payments=payments(),
        contracts=(Contract(id="C1", title="Vans", supplier="Acme Ltd", purpose="Fleet"),),
        services=(service,),
        rows=service_rows((service,), SMALL),
        grants=Grants(programmes(), Publisher("A body", "360G-body")),
        directory=directory(),
        on=date(2026, 6, 30),
    )
