"""A package is read whole, with every element by id and at its place."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from frankpledge.errors import NotFoundError, PlanError
from frankpledge.measures import load_catalogue
from frankpledge.plans import Located, national_threats, read_plan, read_plans

from .conftest import FIXTURE


def test_every_part_of_the_package_is_read() -> None:
    """The small package has every section, and each holds what its file says."""
    plan = read_plan(FIXTURE)
    assert plan.head.kind == "police and crime plan"
    assert [priority.id for priority in plan.priorities] == ["visible-policing", "less-violence"]
    assert [one.id for one in plan.all_commitments] == [
        "recruit-officers",
        "name-officers",
        "carbon-neutral",
        "safer-streets",
        "explain-performance",
    ]
    assert plan.get("line-officers").target.value == 430
    assert plan.get("violence-fell").figures[0].before_period == "YE2023-03"
    assert plan.requirement is not None and plan.requirement.edition == "2015"
    assert plan.get("budget-total").amount == 41_500_000
    assert plan.get("night-group").under == "safety-partnership"
    sections = [name for name in vars(plan) if name not in ("files", "elements", "trails")]
    assert all(getattr(plan, name) for name in sections), "a section of the package is empty"


def test_an_element_is_found_at_its_line_and_column() -> None:
    """A place points to the element, to a field, and to words inside a field."""
    plan = read_plan(FIXTURE)
    file = str(FIXTURE / "priorities" / "1-visible-policing.yaml")
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    at = plan.find("recruit-officers", "quote", "INSERT")
    assert at is not None
    assert lines[at.line - 1][at.column - 1 :].startswith("INSERT more officers")
    field = plan.where("recruit-officers", "due")
    assert field is not None
    assert lines[field.line - 1][field.column - 1 :].startswith("due: 2025/26")
    absent = plan.where("name-officers", "due")
    assert absent == plan.where("name-officers") == Located(file, 32, 7)


def test_the_priority_of_an_element_is_known() -> None:
    """What stands under a priority knows it; what stands under none has none."""
    plan = read_plan(FIXTURE)
    under = plan.priority_of("line-violence")
    assert under is not None and under.id == "less-violence"
    assert plan.priority_of("explain-performance") is None


def test_an_unknown_id_names_the_nearest() -> None:
    """A misspelt id is answered with the one that was meant."""
    with pytest.raises(NotFoundError, match="there is recruit-officers"):
        read_plan(FIXTURE).get("recruit-oficers")


def test_measures_are_looked_up_in_the_catalogue(package: Path) -> None:
    """With a catalogue, its measures, frameworks and their groups must exist."""
    catalogue = load_catalogue()
    assert read_plan(package, catalogue) == read_plan(package)
    path = package / "priorities" / "1-visible-policing.yaml"
    path.write_text(path.read_text().replace("[police-officers]", "[police-oficers]"))
    national = package / "national.yaml"
    national.write_text(national.read_text().replace("group: serious-violence", "group: violence"))
    with pytest.raises(PlanError, match="did you mean 'police-officers'"):
        read_plan(package, catalogue)
    path.write_text(path.read_text().replace("[police-oficers]", "[police-officers]"))
    with pytest.raises(PlanError, match=r"a group of ncpm-2021"):
        read_plan(package, catalogue)


def test_a_folder_without_a_package_is_said_to_have_none(tmp_path: Path) -> None:
    """Reading a folder that is no package names the folder and what it lacks."""
    with pytest.raises(NotFoundError, match=r"it has no plan\.yaml"):
        read_plan(tmp_path)


def test_a_package_without_sources_needs_no_places(package: Path) -> None:
    """A plan written as a package is itself the original: nothing else has a place for it."""
    head = package / "plan.yaml"
    text = head.read_text()
    head.write_text(text[: text.index("  sources:")])
    for path in package.rglob("*.yaml"):
        kept = [line for line in path.read_text().splitlines() if "place: {" not in line]
        path.write_text("\n".join(kept) + "\n")
    plan = read_plan(package)
    assert plan.head.sources == ()
    assert plan.get("recruit-officers").place is None


def test_editions_and_reports_of_a_folder_are_read_together(tmp_path: Path) -> None:
    """What packages say of one another is checked: the report's commitments are the plan's."""
    _copy(tmp_path, "plan-a", "")
    _copy(tmp_path, "plan-b", "follows: plan-a")
    report = _copy(tmp_path, "report-c", "", "reports_on: plan-a")
    assert list(read_plans(tmp_path)) == ["plan-a", "plan-b", "report-c"]
    statements = report / "statements.yaml"
    statements.write_text(statements.read_text().replace("[recruit-officers]", "[recruit-nobody]"))
    with pytest.raises(PlanError, match=r"statements\.yaml:11:5.*an id of plan-a"):
        read_plans(tmp_path)


def test_editions_that_follow_one_another_in_a_circle_are_refused(tmp_path: Path) -> None:
    """A circle is reported once, with all its packages; so is a package that is not there."""
    _copy(tmp_path, "plan-a", "follows: plan-b")
    _copy(tmp_path, "plan-b", "follows: plan-a")
    _copy(tmp_path, "plan-c", "follows: plan-z")
    with pytest.raises(PlanError) as caught:
        read_plans(tmp_path)
    circle, missing = caught.value.errors
    assert circle.value == "plan-a -> plan-b -> plan-a"
    assert missing.value == "plan-z"


def _copy(folder: Path, name: str, edition: str, head: str = "") -> Path:
    copy = Path(shutil.copytree(FIXTURE, folder / name))
    path = copy / "plan.yaml"
    text = path.read_text().replace("id: littleford-2024-draft", f"id: {name}")
    text = text.replace("    kind: draft\n", f"    kind: draft\n    {edition}\n")
    if head:
        text = text.replace("kind: police and crime plan", f"kind: report\n  {head}")
    path.write_text(text)
    return copy


def test_threats_of_both_editions_are_data() -> None:
    """The edition of 2023 has the six threats of 2015 and violence against women and girls."""
    added = set(national_threats("2023")) - set(national_threats("2015"))
    assert added == {"violence-against-women-and-girls"}
    assert len(national_threats("2015")) == 6


def test_a_large_package_is_read_in_seconds(package: Path) -> None:
    """Two thousand commitments take seconds, and all are there."""
    entry = "  - id: more-{0}\n    text: Do thing {0}.\n    place: {{line: {0}}}\n"
    text = (package / "general.yaml").read_text()
    added = "".join(entry.format(number) for number in range(1, 2001))
    (package / "general.yaml").write_text(text.replace("\nmeasures:\n", f"\n{added}measures:\n", 1))
    begin = time.process_time()
    assert len(read_plan(package).all_commitments) == 2005
    assert time.process_time() - begin < 20
