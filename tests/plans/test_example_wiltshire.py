"""The two packages of Wiltshire and Swindon, held against the documents that they restate.

The documents are read here line by line, by other means than the package's reader or the importer.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from frankpledge.measures import load_catalogue
from frankpledge.plans import Plan, read_plan, with_frameworks

# Bullets below 'I am:' that promise nothing. All of the draft's do, or stand where one should.
NO_PROMISE: set[int] = set()

# Everything that a person finds unfilled, unlinked, to be confirmed or cut off in the draft plan,
# by line, as printed but for bold type.
PLACEHOLDERS = {
    47: ["A graphic will be produced to"],
    50: ["80 km north to south,"],
    60: ["£INSERT central grant", "£INSERT police council tax"],
    62: ["Numbers of recorded crimes"],
    63: ["999 / 101 calls"],
    81: ["INSERT more officers"],
    96: ["£INSERT by 2025"],
    97: ["([hyperlink](#))"],
    99: ["TBC further work required"],
    120: ["invest INSERT to enhance"],
    176: ["TBC further work required"],
    192: ["domestic abuse, sexual offences and"],
    216: ["TBC"],
    248: ["the Force Performance and"],
    278: ["support work to the ability"],
    292: ["[Link to WCJB when published strategy](#)"],
    332: ["who targeting organised criminal"],
    342: ["this section will be completed"],
    350: ["PCC Commissioning budget link to website"],
}

# Dates, periods, numbers of priorities and parts of fund names: digits that measure nothing.
NOT_FIGURES = [
    "March – May 2023",
    "31 March 2023",
    "year to Dec 2019",
    "Year to Sept 22",
    "in UK 2021",
    "Q2 2022-23",
    "for 2023 to date",
    "in 2022",
    "in 2021",
    "2023-24",
    "in 2023 HM Inspectorate",
    "Q4 2022",
]
WORDS_FOR_NUMBERS = {"third": 3, "second top": 2}

# The only person whom the two documents name signs the draft's foreword on this line. The name is
# read there, so that this file does not hold it either.
SIGNATURE = 40


@cache
def _lines(shared: Path, number: str) -> list[str]:
    (document,) = (shared / "seeds").glob(f"{number}_*.txt")
    return document.read_text(encoding="utf-8").replace("**", "").split("\n")


def _bullets(lines: list[str], start: str, stops: tuple[str, ...]) -> dict[int, str]:
    """Bullets between each line that begins with `start` and the next with one of `stops`."""
    found, inside = {}, False
    for number, line in enumerate(lines, start=1):
        if line.startswith((start, *stops)):
            inside = line.startswith(start)
        elif inside and (bullet := re.match(r"\s*- (.+)", line)):
            found[number] = bullet[1].strip()
    return found


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _quoted(plan: Plan) -> dict[int, list[str]]:
    """All quotations of a package, by the line of their places; the places are in the elements."""
    quotes: dict[int, list[str]] = {}
    every = [*plan.elements.values(), *(p.measuring for p in plan.priorities), plan.requirement]
    for element in every:
        if quote := getattr(element, "quote", None):
            quotes.setdefault(element.place.line, []).append(_plain(quote))
    return quotes


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(__file__).resolve().parents[2] / "examples" / "wiltshire"


@pytest.fixture(scope="module")
def draft(folder: Path) -> Plan:
    return read_plan(folder / "plans" / "wiltshire-plan-2022-draft")


@pytest.fixture(scope="module")
def report(folder: Path) -> Plan:
    return read_plan(folder / "plans" / "wiltshire-panel-2023")


def test_every_bullet_under_i_am_is_a_commitment(draft: Plan, shared: Path) -> None:
    """Each bullet below 'I am:' has a commitment that points to its line; none points elsewhere."""
    bullets = _bullets(_lines(shared, "001"), "I am:", ("Measuring Success", "Priority"))
    promised = {c.place.line for p in draft.priorities for c in p.commitments if c.place}
    assert len(bullets) == 50
    assert promised == set(bullets) - NO_PROMISE


def test_every_commitment_stands_under_its_priority_and_theme(draft: Plan, shared: Path) -> None:
    """Priority and theme of a commitment are the last two headings above its line."""
    lines = _lines(shared, "001")
    for priority in draft.priorities:
        titles = {theme.id: theme.title for theme in priority.themes}
        for commitment in priority.commitments:
            assert commitment.place and commitment.place.line and commitment.theme
            above = [line for line in lines[: commitment.place.line - 1] if line[:1].isalpha()]
            numbered = [line for line in above if line.startswith("Priority ")]
            assert above[-1] == titles[commitment.theme]
            assert numbered[-1].split(": ", 1)[1] == priority.title


def test_every_bullet_under_measuring_success_is_a_measure(draft: Plan, shared: Path) -> None:
    """The measures of the package are those bullets, in order and word for word."""
    bullets = _bullets(_lines(shared, "001"), "Measuring Success", ("Priority", "Roles and"))
    listed = {m.place.line: _plain(m.wording) for m in draft.all_measures if m.place}
    assert len(bullets) == 26
    assert listed == bullets


def test_every_placeholder_is_quoted_at_its_line(draft: Plan, shared: Path) -> None:
    """What a person finds missing in the draft stands in a quotation of the package."""
    lines, quotes = _lines(shared, "001"), _quoted(draft)
    for number, placeholders in PLACEHOLDERS.items():
        for placeholder in placeholders:
            assert placeholder in _plain(lines[number - 1])
            assert any(placeholder in quote for quote in quotes.get(number, ())), number


def test_no_insert_or_tbc_was_overlooked(shared: Path) -> None:
    """The list of placeholders has every line with an INSERT, a TBC or an empty link."""
    lines = _lines(shared, "001")
    marked = {n for n, line in enumerate(lines, 1) if re.search(r"INSERT|TBC|\(#\)", line)}
    assert marked == {60, 81, 96, 97, 99, 120, 176, 216, 292}
    assert marked <= set(PLACEHOLDERS)


@pytest.mark.parametrize(("name", "number"), [("draft", "001"), ("report", "002")])
def test_quotations_are_exact_and_short(
    name: str, number: str, shared: Path, request: pytest.FixtureRequest
) -> None:
    """Each quotation stands word for word in the line that its place names."""
    lines = _lines(shared, number)
    quotes = _quoted(request.getfixturevalue(name))
    assert quotes
    for line, texts in quotes.items():
        for text in texts:
            assert text in _plain(lines[line - 1]), text
            assert len(text.split()) <= 25, text


def test_every_other_list_of_the_draft_is_whole(draft: Plan, shared: Path) -> None:
    """Each bullet outside the priorities (area, roles, threats, budget and so on) is there."""
    lines = _lines(shared, "001")
    first = next(n for n, line in enumerate(lines, 1) if line == "Our Policing Area")
    bullets = {n for n, line in enumerate(lines, 1) if n > first and re.match(r"\s*- ", line)}
    placed = {element.place.line for element in draft.elements.values() if _place(element)}
    # The line that heads the demand figures; its three bullets have places of their own.
    assert bullets - placed == {61}
    assert len(draft.requirement.threats if draft.requirement else ()) == 6
    assert [len(national.measures) for national in draft.national] == [6]


def test_every_paragraph_of_the_draft_is_represented(draft: Plan, shared: Path) -> None:
    """Each paragraph of running text has an element at its line, or continues one that has."""
    lines = _lines(shared, "001")
    long = {n for n, text in enumerate(lines, 1) if len(text) > 120 and not re.match(r"\s*-", text)}
    placed = {element.place.line for element in draft.elements.values() if _place(element)}
    placed |= (
        {draft.requirement.place.line} if draft.requirement and draft.requirement.place else set()
    )
    # 32 and 38 continue the sentences that begin at 30 and 36; 229 leads in to the roles;
    # 290 speaks of the strategy linked at 292.
    assert long - placed == {32, 38, 229, 290}


def _place(element: object) -> bool:
    return getattr(element, "place", None) is not None


def test_figures_of_the_area_are_those_printed(draft: Plan, shared: Path) -> None:
    """The numbers of the draft's statements stand at their lines."""
    lines = _lines(shared, "001")
    for statement in draft.statements:
        assert statement.place and statement.place.line
        line = lines[statement.place.line - 1]
        for figure in statement.figures:
            assert re.search(rf"(?<![\d,]){figure.value:,.0f}(?!,?\d)", line), (
                statement.id,
                figure,
            )


def test_every_number_of_the_report_is_a_figure(report: Plan, shared: Path) -> None:
    """Every number printed on the slides stands in a figure of a statement at that line."""
    figures: dict[int, list[float]] = {}
    for statement in report.statements:
        assert statement.place and statement.place.line
        values = [v for f in statement.figures for v in (f.value, f.before) if v is not None]
        figures.setdefault(statement.place.line, []).extend(values)
    count = 0
    for number, line in enumerate(_lines(shared, "002"), start=1):
        for value in _numbers(line):
            assert value in figures[number], (number, value)
            count += 1
    assert count == 26


def _numbers(line: str) -> list[float]:
    found = [float(number) for word, number in WORDS_FOR_NUMBERS.items() if word in line]
    line = re.sub(r"^Priority \d", "", line)
    for date in NOT_FIGURES:
        line = line.replace(date, "")
    for number, million in re.findall(r"(-?\d+(?:\.\d+)?)(m?)", line):
        found.append(float(number) * (1_000_000 if million else 1))
    return found


def test_every_bullet_of_the_report_is_a_statement(report: Plan, shared: Path) -> None:
    """Each bullet but the three that only head others has a statement at its line."""
    lines = _lines(shared, "002")
    bullets = {n for n, line in enumerate(lines, 1) if re.match(r"\s*- ", line)}
    heads = {n for n in bullets if lines[n - 1].rstrip().endswith(":")}
    assert len(heads) == 3
    assert {s.place.line for s in report.statements if s.place} == bullets - heads


def test_the_report_speaks_of_the_plan(report: Plan, draft: Plan, shared: Path) -> None:
    """Priorities of statements are those of the slide's headings; commitments are the plan's."""
    lines = _lines(shared, "002")
    order = {"One": 0, "2": 1, "3": 2, "4": 3}
    for statement in report.statements:
        assert statement.place and statement.place.line
        heading = None
        for line in lines[: statement.place.line]:
            if match := re.match(r"Priority (One|\d)|(Focus)", line):
                heading = match[1]
        expected = draft.priorities[order[heading]].id if heading else None
        assert statement.priority == expected, statement.id
        assert set(statement.commitments) <= {c.id for c in draft.all_commitments}
    assert report.head.reports_on == draft.id


@pytest.mark.parametrize("name", ["draft", "report"])
def test_measures_and_areas_are_in_the_catalogue(
    name: str, folder: Path, request: pytest.FixtureRequest
) -> None:
    """Every id of a measure or framework is one that the example's catalogue has."""
    plan: Plan = request.getfixturevalue(name)
    catalogue = load_catalogue(folder / "measures")
    read_plan(folder / "plans" / plan.id, catalogue)
    assert plan.head.framework in with_frameworks(catalogue, {plan.id: plan}).frameworks


@pytest.mark.parametrize("name", ["draft", "report"])
def test_no_person_is_named(
    name: str, folder: Path, shared: Path, request: pytest.FixtureRequest
) -> None:
    """Office holders' names stay in the documents: not in texts, nor in comments."""
    lines = _lines(shared, "001")
    assert lines[SIGNATURE + 1] == "Police and Crime Commissioner"
    people = lines[SIGNATURE - 1].split()
    assert len(people) == 3
    plan: Plan = request.getfixturevalue(name)
    texts = [p.read_text(encoding="utf-8") for p in (folder / "plans" / plan.id).rglob("*.yaml")]
    assert texts
    for person in people:
        assert not any(re.search(rf"\b{person}\b", text) for text in texts), person


@pytest.mark.parametrize("name", ["draft", "report"])
def test_texts_are_our_own(name: str, shared: Path, request: pytest.FixtureRequest) -> None:
    """No restated text repeats ten words of the document in a row."""
    plan: Plan = request.getfixturevalue(name)
    number = "001" if name == "draft" else "002"
    document = f" {_words(' '.join(_lines(shared, number)))} "
    for element in plan.elements.values():
        words = _words(getattr(element, "text", None) or "").split()
        for start in range(len(words) - 9):
            ten = " ".join(words[start : start + 10])
            assert f" {ten} " not in document, (element.id, ten)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.lower()))


def test_nothing_is_promised_that_the_draft_leaves_out(draft: Plan) -> None:
    """The draft has no baselines, no targets for its measures and no dates but those printed."""
    assert {c.id: c.due for c in draft.all_commitments if c.due} == {
        "recruit-officers": "2024/25",
        "invest-in-digital": "2025",
        "carbon-neutral": "2050",
    }
    assert not any(m.baseline or m.target or m.added for m in draft.all_measures)
    assert not draft.all_outcomes


def test_measures_are_tied_within_their_priority(draft: Plan) -> None:
    """A commitment moves only measures listed under its own priority, as the note says."""
    tied = [(c, name) for c in draft.all_commitments for name in c.measures]
    assert tied
    for commitment, name in tied:
        assert draft.priority_of(commitment.id) == draft.priority_of(name), (commitment.id, name)
