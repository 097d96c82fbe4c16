"""The framework that a plan's own lists of measures make, for the scorecard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge.errors import PlanError
from frankpledge.measures import Catalogue, Framework, load_catalogue
from frankpledge.plans import (
    Plan,
    framework_name,
    framework_of,
    read_plan,
    read_plans,
    with_frameworks,
)

WILTSHIRE = Path(__file__).resolve().parents[2] / "examples" / "wiltshire"
# What the framework document said, measure by measure, when it was kept beside the plan.
KEPT = {
    "Priority 1: A police service that meets the needs of its communities": [
        ("confidence-in-police-local-survey", "Levels of confidence in the police"),
        ("police-officers", "Police Officer numbers"),
        ("frontline-share", "Proportion of officers and staff in frontline roles"),
        ("councillor-satisfaction", "Satisfaction with councillors on engagement with Police"),
        ("plan-activity-delivered", "Delivery of activity"),
        ("inspectorate-grades", "Assessment by the inspectorate"),
    ],
    "Priority 2: Reduce violence and serious harm": [
        ("homicide", "Number of homicides"),
        ("hospital-admissions-sharp-object", "Number of hospital admissions of under 25s"),
        ("firearm-discharges", "Number of offences involving the discharge of a firearm"),
        ("violence-against-the-person", "Violent crime rates (all)"),
        ("domestic-abuse-violence", "Violent crime rates (domestic violence)"),
        ("sexual-offences-charged-or-summonsed", "Criminal justice outcomes and timeliness"),
        ("sexual-offences-timeliness", "Criminal justice outcomes and timeliness"),
        ("domestic-abuse-charged-or-summonsed", "Criminal justice outcomes and timeliness"),
        ("confidence-in-police", "Confidence in policing and criminal justice"),
        ("confidence-in-criminal-justice", "Confidence in policing and criminal justice"),
    ],
    # The earlier title was that of the contents page; the plan's own heading stands now.
    "Priority 3: Tackle the issues that matters to communities": [
        ("neighbourhood-crime", "Reduction in Neighbourhood crime"),
        ("confidence-in-police-local-survey", "Levels of confidence in the police"),
        ("endorsable-notices", "Increased speeding enforcement"),
        ("community-speedwatch-sessions", "Increased speeding enforcement"),
        ("business-cyber-breaches", "Reduction in cybercrime"),
        ("cyber-crime-reported", "Reduction in cybercrime"),
        ("rural-confidence", "Confidence in rural communities"),
    ],
    "Priority 4: Improve the experience of victims and deliver justice": [
        ("victim-satisfaction", "Victims satisfaction"),
        ("domestic-abuse-victim-satisfaction", "DA victims satisfaction"),
        ("victims-code-compliance", "Compliance with victims code"),
        ("repeat-offenders", "Stopping repeat offenders and reducing repeat victims"),
        ("repeat-victims", "Stopping repeat offenders and reducing repeat victims"),
        ("criminal-justice-outcomes", "% of crimes having a criminal justice outcome"),
        ("court-timeliness", "How long it takes for cases to go to courts"),
        ("restorative-interventions", "% of restorative approaches and other interventions"),
        ("reoffending-rate", "Reducing reoffending"),
    ],
}


def framework(plan: Plan) -> Framework:
    found = framework_of(plan)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def draft() -> Plan:
    return read_plan(WILTSHIRE / "plans" / "wiltshire-plan-2022-draft")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(WILTSHIRE / "measures")


def test_the_plan_says_all_that_its_framework_document_said(draft: Plan) -> None:
    """Same groups, same measures in the same order, same words as in the file that is gone."""
    found = framework(draft)
    assert [group.title for group in found.groups] == list(KEPT)
    for group in found.groups:
        kept = KEPT[group.title]
        assert [one.measure for one in group.measures] == [name for name, _ in kept]
        for one, (_, wording) in zip(group.measures, kept, strict=True):
            assert one.wording.startswith(wording)
        assert group.question.endswith("?")
    assert (found.id, found.kind) == ("wiltshire-plan-2022", "plan")
    assert found.note.startswith("Not in force: it calls itself 'draft, version 1.1'.")


def test_a_list_is_called_as_it_is_printed(draft: Plan) -> None:
    """A list marked as unfinished says so where a measure says where it stands."""
    places = [[one.place for one in group.measures] for group in framework(draft).groups]
    assert set(places[0]) == {"Priority 1, Measuring Success – TBC further work required"}
    assert set(places[1]) == {"Priority 2, Measuring Success"}


def test_only_what_lists_measures_is_a_framework(catalogue: Catalogue) -> None:
    """Pledges, a report and a plan that has figures but lists no measures add nothing."""
    plans = read_plans(WILTSHIRE / "plans", catalogue)
    added = set(with_frameworks(catalogue, plans).frameworks) - set(catalogue.frameworks)
    assert added == {"wiltshire-plan-2022"}


def test_all_measures_of_a_plan_are_found_once_added(catalogue: Catalogue, draft: Plan) -> None:
    """The catalogue gives the framework by name, and every measure says where it is listed."""
    whole = with_frameworks(catalogue, {draft.id: draft})
    found = whole.framework("wiltshire-plan-2022")
    assert set(found.measures) <= set(whole.measures)
    listed = whole.listed_in("confidence-in-police-local-survey")
    groups = [group.id for one, group, _ in listed if one is found]
    assert groups == ["needs-of-communities", "what-matters-to-communities"]
    assert with_frameworks(whole, {draft.id: draft}) == whole


def test_without_a_name_the_package_gives_it(package: Path) -> None:
    """A plan that says no name for the scorecard goes by its own."""
    plan = read_plan(package)
    assert plan.head.framework is None
    assert framework_name(plan) == framework(plan).id == "littleford-2024-draft"


def test_lines_without_a_measure_are_told(draft: Plan) -> None:
    """What the plan lists and nothing defines stands in a note, not in the list."""
    bare = framework(draft.change("line-officer-numbers", catalogue=()))
    assert "police-officers" not in bare.measures
    assert "'Police Officer numbers'" in bare.groups[0].note
    assert framework(draft).groups[0].note == ""


def test_what_the_editor_added_is_not_what_the_plan_asks(draft: Plan) -> None:
    """A measure that the plan does not list is not scored as if it did."""
    added = framework(draft.change("line-officer-numbers", added=True))
    assert "police-officers" not in added.measures
    assert added.groups[0].note == ""


def test_measures_of_no_priority_are_a_group(draft: Plan) -> None:
    """Measures of the plan as a whole come last."""
    first = draft.all_measures[0]
    whole = framework(replace(draft, measures=(replace(first, id="overall"),)))
    assert whole.groups[-1].title == "The plan as a whole"
    assert [one.measure for one in whole.groups[-1].measures] == list(first.catalogue)


def test_a_later_edition_takes_the_place(catalogue: Catalogue, draft: Plan) -> None:
    """Both editions go by one name, under which the newer one's measures stand."""
    edition = replace(draft.head.edition, id="as adopted", follows=draft.id)
    head = replace(draft.head, id="wiltshire-plan-2022-adopted", edition=edition)
    later = replace(draft, head=head).change("line-officer-numbers", catalogue=())
    plans = {plan.id: plan for plan in (later, draft)}
    found = with_frameworks(catalogue, plans).framework("wiltshire-plan-2022")
    assert found.version == "as adopted"
    assert "police-officers" not in found.measures


def test_two_plans_under_one_name_are_an_error(catalogue: Catalogue, draft: Plan) -> None:
    """Neither is an edition of the other, so the scorecard cannot know which is meant."""
    other = replace(draft, head=replace(draft.head, id="another-plan"))
    with pytest.raises(PlanError, match=r"plan\.yaml:\d+:\d+.*framework.*another name"):
        with_frameworks(catalogue, {draft.id: draft, other.id: other})


def test_a_framework_document_of_the_same_name_is_an_error(
    catalogue: Catalogue, draft: Plan
) -> None:
    """A plan that lists measures, and a document under its name, could say different things."""
    changed = draft.change(draft.id, framework="ncpm-2021")
    with pytest.raises(PlanError, match="that name is taken"):
        with_frameworks(catalogue, {draft.id: changed})


def test_a_question_is_one_line(faults: Callable[..., list[str]]) -> None:
    """The question of a priority is read with the other fields, or refused with its place."""
    errors = faults("priorities/1-visible-policing.yaml", "\n  title:", "\n  question: 5\n  title:")
    assert len(errors) == 1
    assert "question" in errors[0]
