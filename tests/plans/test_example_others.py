"""The pledges, the partnership plan and the second area's plan, held against the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from frankpledge.measures import load_catalogue
from frankpledge.plans import Plan, read_plan

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PLEDGES = EXAMPLES / "wiltshire/plans/wiltshire-labour-manifesto-2021"
PARTNERSHIP = EXAMPLES / "wiltshire/plans/wiltshire-csp-2019"
SECOND_AREA = EXAMPLES / "avon-and-somerset/plans/avon-and-somerset-plan-2016"
DOCUMENTS = {PLEDGES: "000_*.txt", PARTNERSHIP: "003_*.txt", SECOND_AREA: "004_*.txt"}
BULLET = re.compile(r"\s*- (?!Headlines:)(.+)")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# Numbers that are part of a date, a rate's base, an age or a length of time, and count nothing.
NO_FIGURE = re.compile(
    r"\b(?:19|20)\d\d(?:/\d\d)?\b|per 1[0,]+|\d+(?:yrs?|units|mths?)\b|\b12 occasions"
)
# Every named person in the three documents.
PEOPLE = ("Junab", "Ali", "Tracy", "Daszkiewicz", "Dave", "Minty")
PARTNERSHIP_PRIORITIES = {
    "Protect people from serious harm": "protect-from-serious-harm",
    "Enable Safer Communities": "safer-communities",
    "Prevent & Disrupt Serious Organised Crime": "serious-organised-crime",
    "Improve community resilience": "community-resilience",
}
TABLE_NAMES = {
    "Improved Community Resilience": "community-resilience",
    "Protect People from Serious Harm": "protect-from-serious-harm",
    "Enable Safer Communities": "safer-communities",
    "Prevent and Disrupt Serious Organised Crime": "serious-organised-crime",
}
# Lines that no part of a package restates: titles, signatures, heads of tables, a link to skip.
LEFT_OUT = {
    PLEDGES: [5],
    PARTNERSHIP: [6, 12, 14, 21, 31, 34, 38, 157, 160, 172],
    SECOND_AREA: [1, 7],
}

each = pytest.mark.parametrize("folder", DOCUMENTS, ids=lambda folder: folder.name)


def lines_of(shared: Path, folder: Path) -> dict[int, str]:
    """The lines of a document that are not blank, by number."""
    (path,) = (shared / "seeds").glob(DOCUMENTS[folder])
    lines = path.read_text(encoding="utf-8").split("\n")
    return {number: line for number, line in enumerate(lines, 1) if line.strip()}


def plan_at(folder: Path) -> Plan:
    """A package, its measures checked against its workspace's catalogue."""
    return read_plan(folder, load_catalogue(folder.parents[1] / "measures"))


def numbers(text: str) -> set[float]:
    """The numbers in a text that count something."""
    return {float(n.replace(",", "")) for n in NUMBER.findall(NO_FIGURE.sub(" ", text))}


def stated(plan: Plan, line: int) -> set[float]:
    """The numbers in the figures of a line's statements, without sign."""
    figures = [f for s in plan.all_statements if line_of(s) == line for f in s.figures]
    return {abs(n) for f in figures for n in (f.value, f.before) if n is not None}


def line_of(element: Any) -> int:
    """The line at which an element stands."""
    return int(element.place.line)


def heading_of(element: Any) -> str:
    """The heading under which an element stands."""
    return str(element.place.heading)


def section(lines: dict[int, str], start: str, until: str | None = None) -> Iterator[int]:
    """The numbers of the lines between the lines that begin with two texts."""
    inside = False
    for number, line in lines.items():
        if inside and until and line.startswith(until):
            return
        if inside:
            yield number
        inside = inside or line.startswith(start)


def placed(plan: Plan) -> Iterator[tuple[int, Any]]:
    """Every element and block that stands at a line, with the line."""
    for element in plan.elements.values():
        if getattr(element, "place", None):
            yield line_of(element), element


@each
def test_quotes_are_short_and_as_printed(folder: Path, shared: Path) -> None:
    """A quote stands in the line that its place names, letter for letter."""
    lines = lines_of(shared, folder)
    quotes = [(line, e.quote) for line, e in placed(plan_at(folder)) if getattr(e, "quote", None)]
    assert quotes
    wrong = [quote for line, quote in quotes if quote not in lines[line] or len(quote.split()) > 25]
    assert wrong == []


@each
def test_texts_are_our_own_words(folder: Path, shared: Path) -> None:
    """No restatement repeats nine words of the document in a row."""
    document = " ".join(re.findall(r"[\w'’]+", " ".join(lines_of(shared, folder).values()).lower()))
    copied = []
    for _, element in placed(plan_at(folder)):
        words = re.findall(r"[\w'’]+", (getattr(element, "text", None) or "").lower())
        runs = [" ".join(words[at : at + 9]) for at in range(len(words) - 8)]
        copied += [run for run in runs if run in document]
    assert copied == []


@each
def test_no_person_is_named(folder: Path) -> None:
    """Packages carry roles, never people."""
    text = " ".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml"))
    assert [name for name in PEOPLE if re.search(rf"\b{name}\b", text, re.IGNORECASE)] == []


@each
def test_nothing_in_the_document_is_left_out(folder: Path, shared: Path) -> None:
    """Every line but headings, names and the heads of tables is the place of something."""
    headings = {heading_of(element) for _, element in placed(plan_at(folder))}
    parts = {part.lower() for heading in headings for part in re.split(r", (?=[A-Z])", heading)}
    covered = {line for line, _ in placed(plan_at(folder))}
    left = [
        number
        for number, line in lines_of(shared, folder).items()
        if number not in covered and line.strip("#* -:").lower() not in parts
    ]
    assert left == LEFT_OUT[folder]


def test_every_pledge_of_a_list_is_a_commitment(shared: Path) -> None:
    """Each bullet of the manifesto is one commitment, or two where it holds two sentences."""
    plan = plan_at(PLEDGES)
    bullets = [n for n, line in lines_of(shared, PLEDGES).items() if BULLET.match(line)]
    assert len(bullets) == 29
    at = [line_of(commitment) for commitment in plan.all_commitments]
    assert [line for line in bullets if not 1 <= at.count(line) <= 2] == []


def test_every_we_will_of_the_manifesto_is_a_commitment(shared: Path) -> None:
    """Running text has at least one commitment for each 'we will'."""
    at = [line_of(commitment) for commitment in plan_at(PLEDGES).all_commitments]
    said = {
        number: len(re.findall(r"\bwe(?: will|['’]ll)\b", line, re.IGNORECASE))
        for number, line in lines_of(shared, PLEDGES).items()
    }
    assert sum(said.values()) == 14
    assert [n for n, times in said.items() if at.count(n) < times] == []


def test_every_number_of_the_manifesto_is_a_figure(shared: Path) -> None:
    """Each number printed in the manifesto is a figure of a statement at its line."""
    plan = plan_at(PLEDGES)
    printed = {n: numbers(line) for n, line in lines_of(shared, PLEDGES).items() if numbers(line)}
    assert set().union(*printed.values()) >= {20000, 16, 72, 1200, 657, 163000, 150, 24, 109}
    assert {
        n: found - stated(plan, n) for n, found in printed.items() if found - stated(plan, n)
    } == {}


def test_summary_of_the_manifesto_has_ids_of_its_own() -> None:
    """The nine pledges of the opening list stand under no priority, apart from the details."""
    plan = plan_at(PLEDGES)
    assert [line_of(c) for c in plan.commitments] == list(range(21, 30))
    assert all(c.lead == "labour" for c in plan.commitments)


def test_outcomes_framework_of_the_partnership(shared: Path) -> None:
    """Each row of the table is a priority's aim and its outcomes."""
    lines, plan = lines_of(shared, PARTNERSHIP), plan_at(PARTNERSHIP)
    rows = {n: lines[n].split("\t") for n in section(lines, "Strategic Priority\t", "Delivery")}
    assert [cells[0] for cells in rows.values()] == list(TABLE_NAMES)
    for line, (name, _, outcomes) in rows.items():
        priority = next(p for p in plan.priorities if p.id == TABLE_NAMES[name])
        kinds = [o.kind for o in priority.outcomes if line_of(o) == line]
        assert kinds == ["aim"] + ["outcome"] * outcomes.count("•")
    assert sum(cells[2].count("•") for cells in rows.values()) == 9


def test_headlines_of_the_partnership(shared: Path) -> None:
    """Each headline is one statement of its priority, and its figures hold all its numbers."""
    lines, plan = lines_of(shared, PARTNERSHIP), plan_at(PARTNERSHIP)
    names, seen = list(PARTNERSHIP_PRIORITIES), 0
    for name, following in zip(names, [*names[1:], "Strategic Overview"], strict=True):
        priority = next(p for p in plan.priorities if p.id == PARTNERSHIP_PRIORITIES[name])
        bullets = [n for n in section(lines, name, following) if BULLET.match(lines[n])]
        assert [line_of(s) for s in priority.statements] == bullets
        assert {n: stated(plan, n) for n in bullets} == {n: numbers(lines[n]) for n in bullets}
        seen += len(bullets)
    assert seen == 33


def test_headlines_keep_the_year_they_are_compared_with(shared: Path) -> None:
    """A number with another in brackets is a figure of 2017/18 before which 2016/17 stands."""
    lines, plan = lines_of(shared, PARTNERSHIP), plan_at(PARTNERSHIP)
    pairs = [
        (n, float(match[1].replace(",", "")), float(match[2].replace(",", "")))
        for n in section(lines, "Protect people", "Enable Safer")
        for match in re.finditer(r"([\d,]+) \(([\d,]+)\)", lines[n])
    ]
    assert len(pairs) == 7
    figures = [(line_of(s), f) for s in plan.all_statements for f in s.figures]
    for number, value, before in pairs:
        (figure,) = [f for n, f in figures if (n, f.value, f.before) == (number, value, before)]
        year = "2018-03" if "March 2018" in lines[number] else "2017/18"
        assert (figure.period, figure.before_period) == (year, "2016/17")


def test_headlines_name_the_measures_of_the_scorecard() -> None:
    """The statements of each priority speak of the measures in its group on the scorecard."""
    plan = plan_at(PARTNERSHIP)
    framework = load_catalogue(PARTNERSHIP.parents[1] / "measures").framework("wiltshire-csp-2019")
    groups = {group.id: {entry.measure for entry in group.measures} for group in framework.groups}
    assert groups == {
        p.id: {measure for s in p.statements for measure in s.measures} for p in plan.priorities
    }


def test_statutory_duties_of_the_partnership(shared: Path) -> None:
    """Each item of the list of obligations is a duty of the statutory partnership."""
    lines, plan = lines_of(shared, PARTNERSHIP), plan_at(PARTNERSHIP)
    items = list(section(lines, "To provide the statutory", "Delivery Framework"))
    duties = [line_of(duty) for duty in plan.get("partnership").duties]
    assert items and duties[: len(items)] == items


def test_delivery_table_of_the_partnership(shared: Path) -> None:
    """Each row is a theme with its groups, by their printed names, and its plan or none."""
    lines, plan = lines_of(shared, PARTNERSHIP), plan_at(PARTNERSHIP)
    rows = {n: lines[n].split("\t") for n in section(lines, "Theme\t")}
    assert len(rows) == 8
    for line, (theme, groups, document) in rows.items():
        (entry,) = [d for d in plan.delivery_plans if line_of(d) == line]
        titles = " ".join(plan.get(board).title for board in entry.groups)
        assert (entry.theme, titles) == (theme, re.sub("<[^>]*>", "", groups).strip())
        assert document.startswith(entry.title or "")
        assert (entry.status == "none") == (document == "")
        assert (entry.status, entry.due) == ("to be developed", "2019") or "to be" not in document


def test_key_objectives_of_the_second_area(shared: Path) -> None:
    """Each key objective is an objective of the priority, and a theme of the same words."""
    lines, plan = lines_of(shared, SECOND_AREA), plan_at(SECOND_AREA)
    (priority,) = plan.priorities
    listed = list(section(lines, "Key Objectives"))[:5]
    assert [(o.kind, line_of(o)) for o in priority.outcomes] == [("objective", n) for n in listed]
    assert [theme.title for theme in priority.themes] == [lines[n] for n in listed]


def test_commitments_of_the_second_area_stand_under_their_objective(shared: Path) -> None:
    """A commitment serves the objective whose heading its paragraph stands under."""
    lines, plan = lines_of(shared, SECOND_AREA), plan_at(SECOND_AREA)
    (priority,) = plan.priorities
    served = {
        t.title: (t.id, o.id) for t, o in zip(priority.themes, priority.outcomes, strict=True)
    }
    heading, at = "", [line_of(c) for c in priority.commitments]
    for number, line in lines.items():
        heading = line if line in served else heading
        for commitment in priority.commitments:
            if line_of(commitment) == number:
                assert (commitment.theme, *commitment.outcomes) == served[heading]
                assert heading_of(commitment) == heading
        promises = re.findall(r"\bI (?:will|want|am keen)\b|Constabulary (?:will|want)\b", line)
        # The line above the objectives says what the priority is about.
        assert at.count(number) >= len(promises) or number == line_of(priority)
    assert set(served) == {heading_of(c) for c in priority.commitments}
