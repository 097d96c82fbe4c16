"""Required contents and national threats, by kind and date of the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from frankpledge.plans import Plan, national_threats, read_plan
from frankpledge.plans.checks import Finding, Options, check_plan
from frankpledge.plans.checks.contents import EVIDENCE
from frankpledge.plans.checks.tables import table

HEAD = """
plan:
  id: oldbridge-2026
  title: A plan
  kind: {kind}
  body: A body
  areas: [E23000099]
  period: {{from: {start}, to: {end}}}
  edition: {{id: draft 1, kind: draft{date}}}
"""
SIX = """
requirement:
  edition: '{edition}'
  threats:
    - {{id: t1, threat: terrorism, wording: Terrorism}}
    - {{id: t2, threat: public-order, wording: Public disorder}}
    - {{id: t3, threat: serious-and-organised-crime, wording: Organised crime}}
    - {{id: t4, threat: child-sexual-abuse, wording: Child sexual abuse}}
    - {{id: t5, threat: civil-emergencies, wording: Civil emergencies}}
    - {{id: t6, threat: national-cyber-incident, wording: Cyber incidents}}
"""
FOUND = Callable[..., list[Finding]]


def head(
    kind: str = "police and crime plan", start: str = "2022", end: str = "2025", dated: str = ""
) -> str:
    """The head of a plan of a kind, for a time, with or without a date of its edition."""
    return HEAD.format(kind=kind, start=start, end=end, date=f", date: {dated}" if dated else "")


@pytest.mark.parametrize(
    ("dated", "missing"),
    [
        ("2022-03", 0),
        ("2023-02-19", 0),
        ("2023-02-20", 1),
        ("2024", 1),
        ("2014-06", 0),
    ],
)
def test_the_day_of_the_edition_decides_how_many_threats_there_are(
    found: FOUND, dated: str, missing: int
) -> None:
    """Six until 19 February 2023, seven from the day after; before 2015 nothing is asked."""
    files = {"plan.yaml": head(dated=dated), "national.yaml": SIX.format(edition="2015")}
    findings = found(files, "FP403")
    assert len(findings) == missing
    for finding in findings:
        assert "6 of 7" in finding.message
        assert "violence against women and girls" in finding.message
        assert "goes by the edition of 2015" in finding.message


def test_without_a_date_the_plan_goes_by_its_first_day(found: FOUND) -> None:
    """The draft that gives no date is judged by the year that it begins in."""
    old = {"plan.yaml": head(start="2022"), "national.yaml": SIX.format(edition="2015")}
    new = {"plan.yaml": head(start="2024"), "national.yaml": SIX.format(edition="2023")}
    assert found(old, "FP403") == []
    assert len(found(new, "FP403")) == 1


def test_a_plan_that_does_not_name_the_requirement_at_all(
    changed: Callable[..., Plan], tmp_path: Path
) -> None:
    """One finding for the plan, with the number of threats."""
    changed()
    (tmp_path / "oldbridge-2026" / "national.yaml").unlink()
    plan = read_plan(tmp_path / "oldbridge-2026")
    (finding,) = check_plan(plan, options=Options(("FP403",)))
    assert "(7)" in finding.message
    assert finding.line == 2


@pytest.mark.parametrize("kind", ["community safety plan", "manifesto", "delivery plan"])
def test_only_police_and_crime_plans_must_name_the_threats(found: FOUND, kind: str) -> None:
    """The requirement binds local policing bodies and chief officers."""
    files = {"plan.yaml": head(kind=kind), "national.yaml": SIX.format(edition="2015")}
    assert found(files, "FP403") == []


def test_an_empty_plan_lacks_everything_that_the_act_asks(tmp_path: Path) -> None:
    """Six contents of section 7, each named with the law."""
    folder = tmp_path / "oldbridge-2026"
    folder.mkdir()
    (folder / "plan.yaml").write_text(head().lstrip())
    findings = check_plan(read_plan(folder), options=Options(("FP401",)))
    assert len(findings) == 6
    assert all("Police Reform and Social Responsibility Act 2011" in f.message for f in findings)


def test_an_empty_partnership_plan_lacks_what_the_regulations_ask(tmp_path: Path) -> None:
    """Five contents; what was not read at its source says so."""
    folder = tmp_path / "oldbridge-2026"
    folder.mkdir()
    (folder / "plan.yaml").write_text(head(kind="community safety plan").lstrip())
    findings = check_plan(read_plan(folder), options=Options(("FP401",)))
    assert len(findings) == 5
    assert sum("not verified" in finding.message for finding in findings) == 2


@pytest.mark.parametrize("kind", ["manifesto", "report"])
def test_the_law_asks_nothing_of_a_manifesto_or_report(tmp_path: Path, kind: str) -> None:
    """No required contents for what no law requires."""
    folder = tmp_path / "oldbridge-2026"
    folder.mkdir()
    (folder / "plan.yaml").write_text(head(kind=kind).lstrip())
    assert check_plan(read_plan(folder), options=Options(("FP4",))) == []


def test_a_budget_without_any_sum_is_unfinished(found: FOUND) -> None:
    """A heading in the budget is not the resources that the act asks for."""
    text = """
budget:
  - {id: budget-aims, kind: section, text: Money is spent where it helps most.}
grants:
  - {id: grant-youth, title: Youth clubs, way: out, text: Clubs can ask for money.}
"""
    (finding,) = found({"resources.yaml": text}, "FP402")
    assert "no sum is named" in finding.message


def test_a_grant_that_is_received_is_no_grant_that_is_made(found: FOUND) -> None:
    """The act asks for the grants that the body makes."""
    text = """
budget:
  - {id: budget-force, kind: spending, text: For the force., amount: 1000}
grants:
  - {id: grant-streets, title: Safer streets, way: in, text: Lighting.}
"""
    (finding,) = found({"resources.yaml": text}, "FP401")
    assert "grants that the body makes" in finding.message


def test_one_blank_among_promises_does_not_unmake_the_policing(found: FOUND) -> None:
    """The duties of the chief officer still say what policing is provided."""
    text = """
commitments:
  - id: hire
    text: Hire INSERT officers.
    lead: chief-constable
    due: 2027
    measures: [line-officers]
"""
    assert [f.code for f in found({"general.yaml": text})] == ["FP101"]


def test_every_requirement_can_be_shown_and_is_dated() -> None:
    """Law is dated data: a day from which, a source, and parts of a package that can show it."""
    for entry in table("contents")["contents"]:
        assert isinstance(entry["from"], date)
        assert entry["law"]
        assert entry["source"]
        assert isinstance(entry["verified"], bool)
        assert set(entry["evidence"]) <= set(EVIDENCE)


def test_the_editions_of_the_requirement_follow_each_other() -> None:
    """No day has two editions, and each is one whose threats are known."""
    editions = table("contents")["requirement"]
    assert [len(national_threats(entry["edition"])) for entry in editions] == [6, 7]
    assert (editions[1]["from"] - editions[0]["until"]).days == 1
