"""Plans on the site: what was promised, whether it can be checked, and where everything stands."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from frankpledge.errors import DocumentError, PlanError
from frankpledge.measures import Framework, Group, Listed
from frankpledge.plans import Plan, SourceDocument, read_plan
from frankpledge.plans.checks import coverage
from frankpledge.releases.collect import collect
from frankpledge.releases.gathering.plans import facts_in, findings_of, plans_of
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import frameworks, home
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans import pages, plan_pages
from frankpledge.releases.site.plans.links import plan_of, priority_of
from frankpledge.releases.site.plans.wording import due_words
from frankpledge.workspace import FILE, read_workspace

FIXTURE = Path(__file__).parents[1] / "plans" / "fixtures" / "littleford-2024-draft"
PACKAGES = (
    "wiltshire-plan-2022-draft",
    "wiltshire-csp-2019",
    "wiltshire-panel-2023",
    "wiltshire-labour-manifesto-2021",
)
HOSTILE = "<script>alert(1)</script>"


class Words(HTMLParser):
    """The words of a page's main part, with single spaces, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.links: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        if tag == "a" and self.inside:
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.parts.append(data)

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(" ".join(self.parts).split())


def words(html: str | bytes) -> Words:
    found = Words()
    found.feed(html.decode() if isinstance(html, bytes) else html)
    return found


def page_of(release: Path, path: str) -> Words:
    return words((release / path / "index.html").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Package:
    """A package as its files have it, read without the project's own reader."""

    head: dict[str, Any]
    priorities: list[dict[str, Any]]
    general: dict[str, Any]
    statements: list[dict[str, Any]]

    @property
    def commitments(self) -> list[dict[str, Any]]:
        """All of them."""
        under = [c for p in self.priorities for c in p.get("commitments", [])]
        return [*under, *self.general.get("commitments", [])]

    @property
    def lines(self) -> dict[str, dict[str, Any]]:
        """Lines of measures by id."""
        under = [m for p in self.priorities for m in p.get("measuring", {}).get("measures", [])]
        return {m["id"]: m for m in [*under, *self.general.get("measures", [])]}

    def chain(self, one: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """A commitment and the wider ones that it is a part of."""
        by_id = {c["id"]: c for c in self.commitments}
        found: dict[str, Any] | None = one
        while found:
            yield found
            found = by_id.get(found.get("part_of", ""))

    def measures(self, one: dict[str, Any]) -> set[str]:
        """Ids of the catalogue's measures that a commitment should move."""
        outcomes = {o["id"]: o for p in self.priorities for o in p.get("outcomes", [])}
        names = set()
        for each in self.chain(one):
            names |= set(each.get("measures", []))
            for outcome in each.get("outcomes", []):
                names |= set(outcomes[outcome].get("measures", []))
        return {m for name in names for m in self.lines[name].get("catalogue", [])}


@cache
def package(folder: Path) -> Package:
    yaml = YAML(typ="safe")

    def section(file: str) -> dict[str, Any]:
        path = folder / file
        return yaml.load(path.read_text(encoding="utf-8")) if path.is_file() else {}

    files = sorted((folder / "priorities").glob("*.yaml"), key=lambda p: int(p.name.split("-")[0]))
    return Package(
        head=section("plan.yaml")["plan"],
        priorities=[yaml.load(p.read_text(encoding="utf-8"))["priority"] for p in files],
        general=section("general.yaml"),
        statements=section("statements.yaml").get("statements", []),
    )


@pytest.fixture(scope="module")
def folder(site: Site) -> Path:
    """The packages of the example, as they were copied."""
    return site.workspace.root / "plans"


@pytest.fixture(scope="module")
def littleford(site: Site) -> Plan:
    """The small invented plan, for the area of the example."""
    plan = read_plan(FIXTURE, site.catalogue)
    return plan.change(plan.id, areas=(site.force.code,))


def with_plans(site: Site, *plans: Plan) -> Site:
    """The same site with other plans."""
    found = {plan.id: plan for plan in plans}
    return replace(site, plans=found, findings=findings_of(found, site.workspace, site.results))


def rendered(site: Site, plan: Plan) -> dict[str, str]:
    """Every page of a plan as HTML, by path."""
    renderer = Renderer(site.context())
    return {page.path: renderer.render(page).decode() for page in plan_pages(site, plan)}


def squashed(text: str) -> str:
    return " ".join(text.split())


def test_the_packages_of_the_example_are_there(site: Site) -> None:
    """The example has its four documents, and each has a home."""
    assert set(PACKAGES) <= set(site.plans)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_commitment_has_a_page_with_its_promise_and_its_place(
    release: Path, folder: Path, name: str
) -> None:
    """Each page says the promise, its quotation, and where it stands in the document."""
    for one in package(folder / name).commitments:
        page = page_of(release, f"plans/{name}/commitments/{one['id']}")
        place = one["place"]
        assert squashed(one["text"]) in page.text, one["id"]
        assert squashed(one.get("quote", "")) in page.text, one["id"]
        assert squashed(place.get("heading", "")) in page.text, one["id"]
        if "line" in place:
            assert f"line {place['line']} of the text" in page.text, one["id"]


@pytest.mark.parametrize("name", PACKAGES)
def test_every_statement_is_there_with_its_place(release: Path, folder: Path, name: str) -> None:
    """The page of statements has each of them, those under priorities too."""
    found = package(folder / name)
    statements = [s for p in found.priorities for s in p.get("statements", [])] + found.statements
    if not statements:
        assert not (release / "plans" / name / "statements").exists()
        return
    page = page_of(release, f"plans/{name}/statements")
    for one in statements:
        assert squashed(one["text"]) in page.text, one["id"]
        assert f"line {one['place']['line']} of the text" in page.text, one["id"]


@pytest.mark.parametrize("name", PACKAGES)
def test_the_counts_of_the_home_are_those_of_the_files(
    release: Path, folder: Path, name: str
) -> None:
    """Promises, those that can be measured, dates and leads, counted again from YAML and JSON."""
    found = package(folder / name)
    scores = json.loads((release / "data" / "scores.json").read_text(encoding="utf-8"))
    areas = found.head["areas"]
    held = {row["measure"] for row in scores if row["area"] in areas and row["value"] is not None}
    promises = found.commitments
    page = page_of(release, f"plans/{name}")
    if not promises:
        assert "promises nothing that has to be done" in page.text
        return
    measured = sum(bool(found.measures(one) & held) for one in promises)
    dated = sum(any("due" in each for each in found.chain(one)) for one in promises)
    led = sum(any("lead" in each for each in found.chain(one)) for one in promises)
    of = f"of {len(promises)}"
    assert f"Promises {len(promises)} " in page.text
    assert f"Can be measured {measured} {of}" in page.text
    assert f"Give a date {dated} {of}" in page.text
    assert f"Say who leads {led} {of}" in page.text
    assert f"{measured or 'None'} {of} promises can be measured" in page.text


@pytest.mark.parametrize("name", PACKAGES)
def test_the_pages_count_as_the_checks_do(site: Site, release: Path, name: str) -> None:
    """'n of m can be measured' is the same here and in `frankpledge check`."""
    plan = site.plans[name]
    told = coverage(plan, site.catalogue, facts_in(plan, site.results))
    if told.commitments:
        number = told.measurable or "None"
        expected = f"{number} of {told.commitments} promises can be measured"
        assert expected in page_of(release, f"plans/{name}").text


@pytest.mark.parametrize("name", PACKAGES)
def test_every_finding_of_the_checks_is_on_the_page(site: Site, release: Path, name: str) -> None:
    """Each finding with its place, each rule that found something with how to mend it."""
    page = page_of(release, f"plans/{name}/checks")
    for one in site.findings[name]:
        file = Path(one.file).relative_to(site.workspace.root / "plans" / name).as_posix()
        assert f"{file}, line {one.line}" in page.text, one
        assert squashed(one.message[1:]).rstrip(".") in page.text, one


@dataclass(frozen=True)
class Case:
    """A promise of the small plan, and what its first lines say."""

    commitment: str
    says: str


CASES = (
    Case("recruit-officers", "There are figures for this promise, but they are out of date."),
    Case("recruit-officers", "A part of it was never filled in."),
    Case("safer-streets", "This promise can be measured. Violence against the person: "),
    Case(
        "explain-performance",
        "This promise cannot be measured: nothing like the measure that it names is defined.",
    ),
    Case("carbon-neutral", "This promise can be checked only for being done: it has a date, but"),
    Case("carbon-neutral", "It is to be done by the end of 2040."),
    Case("bare", "This promise cannot be checked: it names no measure, no date and no lead."),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.commitment}: {case.says[:30]}")
def test_the_first_lines_say_whether_a_promise_can_be_checked(
    site: Site, littleford: Plan, case: Case
) -> None:
    """So what? is answered before anything else."""
    bare = replace(littleford.commitments[0], id="bare", lead=None, measures=())
    plan = replace(littleford, commitments=(*littleford.commitments, bare))
    page = words(
        rendered(with_plans(site, plan), plan)[
            f"plans/{plan.id}/commitments/{case.commitment}/index.html"
        ]
    )
    before, _, _ = page.text.partition("What was promised")
    assert case.says in before


def test_a_part_inherits_what_its_whole_says(site: Site, littleford: Plan) -> None:
    """The date and the measure of the wider promise hold for its parts, and the page says so."""
    html = rendered(with_plans(site, littleford), littleford)
    page = words(html[f"plans/{littleford.id}/commitments/name-officers/index.html"])
    assert "April 2025 to March 2026, as for the promise that it is a part of" in page.text
    assert "Number of police officers" in page.text
    assert any(link.endswith("/commitments/recruit-officers/") for link in page.links)


def test_hostile_text_is_shown_as_text(site: Site, littleford: Plan) -> None:
    """Markup in any text of a package is printed, never obeyed; only web addresses are links."""
    plan = littleford
    for name, field in (
        ("recruit-officers", "text"),
        ("recruit-officers", "quote"),
        ("visible-policing", "title"),
        ("visible-policing", "text"),
        ("people-trust-police", "text"),
        ("neighbourhoods", "title"),
        ("commissioner", "title"),
        ("line-officers", "wording"),
        ("officers-now", "text"),
        ("violence-fell", "quote"),
        ("foreword-victims-first", "text"),
        ("delivery-night", "title"),
        ("budget-total", "text"),
        ("grant-streets", "title"),
        (plan.id, "title"),
    ):
        plan = plan.change(name, **{field: f"{HOSTILE} {name}"})
    plan = plan.change("delivery-night", address="javascript:alert(1)")
    source = SourceDocument(
        id="draft-text", title=HOSTILE, publisher=HOSTILE, address="javascript:alert(1)"
    )
    plan = plan.change(plan.id, sources=(source,))
    html = rendered(with_plans(site, plan), plan)
    for path, text in html.items():
        assert "<script>alert" not in text, path
        assert not re.search(r"href=\"\s*javascript", text), path
    shown = html[f"plans/{plan.id}/commitments/recruit-officers/index.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; recruit-officers" in shown


def test_a_broken_package_is_an_error_of_the_build(site: Site, tmp_path: Path) -> None:
    """The build stops and names file and line."""
    shutil.copytree(FIXTURE, tmp_path / "plans" / FIXTURE.name)
    path = tmp_path / "plans" / FIXTURE.name / "general.yaml"
    path.write_text(path.read_text().replace("lead: commissioner", "lead: nobody"))
    with pytest.raises(PlanError, match=r"general\.yaml:4"):
        plans_of(replace(site.workspace, root=tmp_path), site.catalogue)


def test_broken_duties_are_an_error_of_the_build(site: Site, tmp_path: Path) -> None:
    """Facts that cannot be read stop the build, with file and field."""
    shutil.copytree(site.workspace.root, tmp_path / "ws", dirs_exist_ok=True)
    (tmp_path / "ws" / "duties.yaml").write_text("panel_members: many\n")
    workspace = read_workspace(tmp_path / "ws" / FILE)
    from frankpledge.lake import Lake

    lake = Lake(workspace.data_path, areas=site.areas)
    with pytest.raises(DocumentError, match=r"duties\.yaml"):
        collect(workspace, lake, site.areas, site.catalogue, site.results, "x")


def test_a_workspace_without_plans_has_no_such_pages(site: Site) -> None:
    """No index, no links to it, and the home page counts priorities as before."""
    bare = with_plans(site)
    assert list(pages(bare)) == []
    first = next(iter(home.pages(bare)))
    assert first.context["promised"].unit == "priorities"
    groups = next(iter(frameworks.pages(bare))).context["groups"]
    assert [group.heading for group in groups] == ["Documents"]


def test_the_home_page_counts_the_promises(release: Path, folder: Path) -> None:
    """'What was promised' says how many promises there are and leads to them."""
    promises = package(folder / PACKAGES[0]).commitments
    page = words((release / "index.html").read_text(encoding="utf-8"))
    assert f"What was promised {len(promises)} promises" in page.text
    assert f"plans/{PACKAGES[0]}/" in page.links


def test_each_group_of_the_plan_leads_to_its_priority(release: Path, site: Site) -> None:
    """The scorecard's four priorities lead to what was promised under each, and back."""
    framework = site.frameworks[0]
    plan = plan_of(site, framework)
    assert plan is not None
    for number, (group, priority) in enumerate(
        zip(framework.groups, plan.priorities, strict=True), start=1
    ):
        page = page_of(release, f"priorities/{framework.id}/{group.id}")
        assert f"../../../plans/{plan.id}/priorities/{priority.id}/" in page.links, number
        there = page_of(release, f"plans/{plan.id}/priorities/{priority.id}")
        assert f"../../../../priorities/{framework.id}/{group.id}/" in there.links, number


def test_a_measure_names_the_promises_that_should_move_it(release: Path, folder: Path) -> None:
    """Every promise that names a line of a measure is on that measure's page."""
    found = package(folder / PACKAGES[0])
    for one in found.commitments:
        for measure in found.measures(one):
            page = page_of(release, f"measures/{measure}")
            assert squashed(one["text"]) in page.text, (one["id"], measure)


def test_statements_stand_beside_the_source_of_today(release: Path) -> None:
    """The report's neighbourhood crime, beside the sum of the same quarters in the open file."""
    with (release / "data/measures/neighbourhood-crime.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["area"] == "E23000038"]
    value = {row["period"]: float(row["value"]) for row in rows if row["value"]}
    now = sum(value[q] for q in ("2021-Q4", "2022-Q1", "2022-Q2", "2022-Q3"))
    before = sum(value[f"2019-Q{q}"] for q in range(1, 5))
    page = page_of(release, "plans/wiltshire-panel-2023/statements")
    assert f"The source today: {now:,.0f} offences; before: {before:,.0f} offences" in page.text
    assert f"The source today: −{abs(100 * (now / before - 1)):.1f} %" in page.text


def test_what_a_report_states_is_on_the_promise_that_it_names(release: Path, folder: Path) -> None:
    """Each statement that names commitments is on the page of each of them."""
    report = package(folder / "wiltshire-panel-2023")
    named = [(s, c) for s in report.statements for c in s.get("commitments", [])]
    assert named
    for statement, commitment in named:
        page = page_of(release, f"plans/{report.head['reports_on']}/commitments/{commitment}")
        assert squashed(statement["text"]) in page.text, statement["id"]


def test_a_later_edition_says_what_became_weaker(site: Site, littleford: Plan) -> None:
    """The page of differences lists a promise that was weakened and one that was dropped."""
    later = littleford.change("carbon-neutral", due="2045")
    later = replace(later, commitments=())
    edition = replace(later.head.edition, id="draft 3", follows=littleford.id)
    later = replace(later, head=replace(later.head, id="littleford-3", edition=edition))
    html = rendered(with_plans(site, littleford, later), later)
    page = words(html["plans/littleford-3/changes/index.html"])
    assert "Weakened (1)" in page.text
    assert "Date put back. Before: 2040 Now: 2045" in page.text
    assert "Commitment explain-performance" in page.text
    assert any(
        link.endswith(f"{littleford.id}/commitments/explain-performance/") for link in page.links
    )


def test_a_first_edition_has_no_page_of_differences(release: Path) -> None:
    """Nothing is compared where nothing went before."""
    assert not (release / "plans" / PACKAGES[0] / "changes").exists()


def group_of(name: str, title: str, *measures: str) -> Group:
    return Group(name, title, "", tuple(Listed(measure) for measure in measures))


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (group_of("less-violence", "Anything"), "less-violence"),
        (group_of("two", "Priority 2: Less violence"), "less-violence"),
        (group_of("two", "Theme II – Less  VIOLENCE!"), "less-violence"),
        (group_of("x", "Safer", "violence-against-the-person", "knife-crime"), "less-violence"),
        (group_of("x", "Safer", "knife-crime", "burglary", "robbery", "arson"), None),
        (group_of("x", "Safer"), None),
    ],
)
def test_a_group_is_the_priority_that_it_says_or_measures(
    littleford: Plan, group: Group, expected: str | None
) -> None:
    """By id, by title without number, or by half of all the measures; else by nothing."""
    found = priority_of(littleford, group)
    assert (found.id if found else None) == expected


def test_the_newest_edition_stands_for_a_framework(site: Site, littleford: Plan) -> None:
    """Of two editions the one that no other follows; a report never."""
    framework = Framework("f", "F", "plan", "1", "", "", ())
    first = littleford.change(littleford.id, framework="f")
    edition = replace(first.head.edition, follows=first.id)
    second = replace(first, head=replace(first.head, id="second", edition=edition))
    report = replace(first, head=replace(first.head, id="report", kind="report"))
    assert plan_of(with_plans(site, second, first), framework) is second
    assert plan_of(with_plans(site, report), framework) is None


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2022-03-31", "by 31 March 2022"),
        ("2025/26", "by the end of March 2026"),
        ("2040", "by the end of 2040"),
        ("2022-Q1", "by the end of March 2022"),
        ("YE2022-09", "by the end of September 2022"),
    ],
)
def test_dates_are_said_in_words(when: str, expected: str) -> None:
    """Each kind of date and period as a day or month by which something is to be done."""
    assert due_words(when) == expected


def test_duties_carry_what_was_not_verified(release: Path, site: Site) -> None:
    """Every duty is there; each that was not checked against the law says so."""
    page = page_of(release, "duties")
    assert site.duties
    unsure = [one for one in site.duties if one.rule.unverified]
    assert page.text.count("Not verified:") == len(unsure) > 0
    for one in site.duties:
        assert squashed(one.rule.title) in page.text


def test_duties_are_counted_from_the_newest_figures(release: Path, site: Site) -> None:
    """The day is the end of the newest month, not the day of the build."""
    newest = site.results.newest_words
    day = page_of(release, "duties").text
    assert re.search(rf"On (28|29|30|31) {newest}, where the figures here end", day)
