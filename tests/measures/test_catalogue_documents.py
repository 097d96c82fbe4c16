"""The shipped documents and the example's returns, checked against their papers and tables."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
import pytest
from ruamel.yaml import YAML

from frankpledge.measures import Framework
from frankpledge.periods import parse
from frankpledge.plans import framework_of, read_plan

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "frankpledge" / "measures" / "catalogue"
EXAMPLE = ROOT / "examples" / "wiltshire"
RETURNS = EXAMPLE / "returns"

SOURCES = {
    "defra-fly-tipping",
    "dft-casualties",
    "dft-collisions",
    "home-office-crime",
    "home-office-outcomes",
    "home-office-workforce",
    "police-uk-lsoa",
    "police-uk-street",
    "returns",
}
ALLOWED = {
    "direction": {"increase", "decrease", "neutral"},
    "timing": {"leading", "lagging"},
    "kind": {"count", "proportion", "level", "rate-supplied"},
    "basis": {"recorded", "located", "supplied"},
    "source": SOURCES,
    "value": {
        *("count", "rows", "headcount", "fte", "value", "casualties", "ksi"),
        *("incidents", "actions", "notices"),
    },
    "period": {"month", "quarter", "year", "financial year"},
    "peers": {"force", "none"},
}
AREAS = {"force", "district", "partnership", "neighbourhood", "ward", "parish", "lsoa"}
REQUIRED = {"id", "title", "question", "unit", "areas", "window", "chart", "caveats", "sources"}
OPTIONAL = {"counts", "denominator", "among", "lowest", "per", "baseline", "target", "proxy_for"}
OPTIONAL |= {"no_data"}
COLUMNS = ["measure", "area", "period", "value", "denominator", "note"]
FRAMEWORK = {"id", "title", "kind", "version", "publisher", "source", "groups"}


def documents(*folders: Path) -> dict[Path, dict[str, Any]]:
    yaml = YAML(typ="safe", pure=True)
    paths = sorted(path for folder in folders for path in folder.glob("*.yaml"))
    return {path: yaml.load(path.read_text(encoding="utf-8")) for path in paths}


MEASURES = documents(PACKAGE / "measures", EXAMPLE / "measures")
FRAMEWORKS = documents(PACKAGE / "frameworks", EXAMPLE / "measures" / "frameworks")
BY_ID = {document["id"]: document for document in MEASURES.values()}
FRAMEWORK_BY_ID = {document["id"]: document for document in FRAMEWORKS.values()}


def entries(framework: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for group in framework["groups"] for entry in group["measures"]]


def wordings(framework: str) -> set[str]:
    return {plain(entry["wording"]) for entry in entries(FRAMEWORK_BY_ID[framework])}


def plan_framework() -> Framework:
    """The measures that the example's plan lists."""
    framework = framework_of(read_plan(EXAMPLE / "plans" / "wiltshire-plan-2022-draft"))
    assert framework is not None
    return framework


def plain(text: str) -> str:
    """One spelling of apostrophes, no bold, no runs of spaces and no full stop at the end."""
    return " ".join(text.replace("’", "'").replace("**", "").split()).rstrip(".")


def paper(shared: Path, number: str) -> str:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


def returns() -> list[tuple[Path, dict[str, str]]]:
    rows = []
    for path in sorted(RETURNS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [(path, row) for row in csv.DictReader(file)]
    return rows


def stated(name: str) -> set[tuple[str, str, float]]:
    """Measure, period and value of every row of one file of returns."""
    return {
        (row["measure"], row["period"], float(row["value"]))
        for path, row in returns()
        if path.stem == name
    }


def left_out(name: str) -> list[dict[str, Any]]:
    sidecar = RETURNS / f"{name}.metadata.json"
    entered: list[dict[str, Any]] = json.loads(sidecar.read_text(encoding="utf-8"))["not_entered"]
    return entered


def accepted(source: str, column: str) -> set[str]:
    """Every value that a measure of this source accepts in a column."""
    return {
        value
        for document in MEASURES.values()
        if document["source"] == source
        for rows in (document.get("counts") or {}, document.get("denominator") or {})
        for value in rows.get(column, [])
    }


def test_an_id_is_the_name_of_its_file_and_is_used_once() -> None:
    """A document is found by its id, in the package and in the example together."""
    for path, document in {**MEASURES, **FRAMEWORKS}.items():
        assert document["id"] == path.stem
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", document["id"])
    assert max(Counter(path.stem for path in MEASURES).values()) == 1
    assert max(Counter(path.stem for path in FRAMEWORKS).values()) == 1


@pytest.mark.parametrize("path", MEASURES, ids=lambda path: path.stem)
def test_a_measure_says_all_that_it_must(path: Path) -> None:
    """Every field is there, known and one of the allowed values."""
    document = MEASURES[path]
    assert set(document) >= REQUIRED | set(ALLOWED)
    assert set(document) <= REQUIRED | set(ALLOWED) | OPTIONAL
    for field, values in ALLOWED.items():
        assert document[field] in values, field
    assert set(document["areas"]) <= AREAS
    assert document["areas"]
    assert document["question"].endswith("?")
    assert document["window"] >= 1
    assert document["chart"] >= document["window"]
    for field in ("caveats", "sources"):
        assert document[field]
        assert all(isinstance(text, str) and text.endswith(".") for text in document[field])


@pytest.mark.parametrize("path", MEASURES, ids=lambda path: path.stem)
def test_the_fields_of_a_measure_agree_with_each_other(path: Path) -> None:
    """What is supplied says who could supply it; what is counted says what a row is worth."""
    document = MEASURES[path]
    supplied = document["source"] == "returns"
    # What the example does not carry says who has it, too.
    bare = supplied or document["source"].startswith("dft-")
    assert supplied == (document["basis"] == "supplied")
    assert bare == ("no_data" in document)
    assert supplied == (document["value"] == "value")
    assert not (supplied and "counts" in document)
    assert ("denominator" in document) == (document["kind"] == "proportion" and not supplied)
    assert document.get("proxy_for", document["id"]) in BY_ID
    if document["basis"] == "located":
        assert document["peers"] == "none"
    if baseline := document.get("baseline"):
        assert parse(baseline["to"]).kind == document["period"]
        assert baseline["periods"] == document["window"]
        assert baseline["why"]
    if target := document.get("target"):
        assert parse(target["from"]).kind == document["period"]
        assert target["source"]


def test_every_measure_of_a_framework_exists_and_none_is_without_one() -> None:
    """A framework names documents that are there, and a reader finds each measure in some set."""
    used = set(plan_framework().measures)
    for framework in FRAMEWORKS.values():
        assert set(framework) >= FRAMEWORK
        assert framework["kind"] in {"national", "plan", "partnership", "report"}
        assert all(group["question"].endswith("?") for group in framework["groups"])
        used |= {entry["measure"] for entry in entries(framework)}
    assert used == set(BY_ID)


def test_offences_are_named_as_in_the_home_office_table(shared: Path) -> None:
    """A misspelt subgroup would count nothing and say so nowhere."""
    path = shared / "data/police/aggregate/prc_pfa_long.parquet"
    table = pq.read_table(path, columns=["Group", "Offence Subgroup"])
    assert accepted("home-office-crime", "offence_group") <= set(
        table["Group"].unique().to_pylist()
    )
    subgroups = accepted("home-office-crime", "offence_subgroup")
    assert len(subgroups) > 10
    assert subgroups <= set(table["Offence Subgroup"].unique().to_pylist())


def test_outcomes_are_named_as_in_the_home_office_table(shared: Path) -> None:
    """The groups of outcomes and of offences are those of the table of outcomes."""
    path = shared / "data/police/aggregate/outcomes_2024_25.parquet"
    table = pq.read_table(path, columns=["Offence Group", "Outcome Group"])
    for column, name in (("outcome_group", "Outcome Group"), ("offence_group", "Offence Group")):
        values = accepted("home-office-outcomes", column)
        assert values
        assert values <= set(table[name].unique().to_pylist())


def test_worker_types_are_named_as_in_the_workforce_table(shared: Path) -> None:
    """Officers, PCSOs, staff and special constables go by the table's names."""
    path = shared / "data/police/aggregate/police-uplift-2022-data.csv.gz"
    types = set(pcsv.read_csv(path)["worker_type"].unique().to_pylist())
    assert accepted("home-office-workforce", "worker_type") <= types
    assert "police officer" in accepted("home-office-workforce", "worker_type")


def test_each_crime_type_of_the_publisher_has_its_own_measure(shared: Path) -> None:
    """All fourteen types are counted by place, each by a measure of its own."""
    folder = shared / "data/police/lsoa-monthly"
    for name in ("2023-05.json.gz", "2026-04.json.gz"):
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            types = set(json.load(file)["crime_lookup"])
        assert accepted("police-uk-lsoa", "crime_type") == types
    single = [
        document["counts"]["crime_type"]
        for document in MEASURES.values()
        if document["source"] == "police-uk-lsoa" and "counts" in document
    ]
    assert {types[0] for types in single if len(types) == 1} == types
    assert accepted("police-uk-street", "crime_type") <= types


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("neighbourhood-crime", (5205, 3981)), ("drug-offences", (1537, 1125))],
)
def test_the_figures_that_caveats_quote(
    shared: Path, measure: str, expected: tuple[int, int]
) -> None:
    """Years to December 2019 and September 2022 in Wiltshire, summed from the publisher's rows."""
    path = shared / "data/police/aggregate/prc_pfa_long.parquet"
    table = pq.read_table(path, filters=[("Force", "=", "Wiltshire")])
    names = {"offence_subgroup": "Offence Subgroup", "offence_group": "Group"}
    ((column, values),) = BY_ID[measure]["counts"].items()
    rows = [row for row in table.to_pylist() if row[names[column]] in values]
    # Financial quarters 4 of the year before and 1 to 3 make a calendar year; 3, 4, 1, 2 the other.
    years = (
        {("2018/19", 4), ("2019/20", 1), ("2019/20", 2), ("2019/20", 3)},
        {("2021/22", 3), ("2021/22", 4), ("2022/23", 1), ("2022/23", 2)},
    )
    sums = [
        sum(r["n"] for r in rows if (r["FY"], r["Financial Quarter"]) in year) for year in years
    ]
    assert tuple(sums) == expected
    said = " ".join(BY_ID[measure]["caveats"])
    assert all(f"{number:,}" in said for number in expected)


def test_outcomes_hold_every_recorded_crime_once(shared: Path) -> None:
    """The denominator of the outcome shares is the recorded crime of the same year."""
    folder = shared / "data/police/aggregate"
    outcomes = pq.read_table(
        folder / "outcomes_2024_25.parquet", filters=[("Force", "=", "Wiltshire")]
    )
    crimes = pq.read_table(
        folder / "prc_pfa_long.parquet",
        filters=[
            ("Force", "=", "Wiltshire"),
            ("FY", "=", "2024/25"),
            ("Group", "!=", "Fraud offences"),
        ],
    )
    assert pc.sum(outcomes["n"]).as_py() == pc.sum(crimes["n"]).as_py() == 40294


def measuring_success(text: str) -> list[list[str]]:
    """The lines under each heading 'Measuring Success' of the plan, in order."""
    lists: list[list[str]] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("Measuring Success"):
            inside = True
            lists.append([])
        elif inside and line.startswith("- "):
            lists[-1].append(plain(line[2:]))
        elif line.strip():
            inside = False
    return lists


def test_the_plan_is_followed_line_by_line(shared: Path) -> None:
    """Every line under 'Measuring Success' is a measure, in the plan's order and words."""
    lists = measuring_success(paper(shared, "001"))
    assert [len(bullets) for bullets in lists] == [6, 7, 5, 8]
    for bullets, group in zip(lists, plan_framework().groups, strict=True):
        assert list(dict.fromkeys(plain(one.wording) for one in group.measures)) == bullets
        assert plain(group.title) in plain(paper(shared, "001"))


def test_the_reports_are_quoted_word_for_word(shared: Path) -> None:
    """Every wording of the panel presentation and of the partnership's plan is in the document."""
    for framework, number in (("wiltshire-panel-2023", "002"), ("wiltshire-csp-2019", "003")):
        text = plain(paper(shared, number))
        assert [wording for wording in wordings(framework) if wording not in text] == []


def test_every_headline_with_a_figure_is_a_measure(shared: Path) -> None:
    """The partnership's plan has figures in its headlines only; none is left out."""
    text = paper(shared, "003").partition("Strategic Overview")[0]
    bullets = {
        plain(line.strip()[2:]) for line in text.splitlines() if line.strip().startswith("- ")
    }
    figures = {bullet for bullet in bullets if re.search(r"\d", bullet) and "n.b." not in bullet}
    assert len(figures) > 20
    assert wordings("wiltshire-csp-2019") == figures


def test_returns_name_measures_and_periods_that_there_are() -> None:
    """A row belongs to a measure and a period; what the body supplies has the measure's period."""
    rows = returns()
    assert len({path for path, _ in rows}) == 3
    keys = Counter((path, row["measure"], row["area"], row["period"]) for path, row in rows)
    assert max(keys.values()) == 1
    for path, row in rows:
        assert list(row) == COLUMNS
        document = BY_ID[row["measure"]]
        assert float(row["value"]) >= 0
        assert row["note"]
        assert re.fullmatch(r"E(23|22|06)\d{6}", row["area"]), path
        kind = parse(row["period"]).kind
        if document["source"] == "returns":
            assert kind == document["period"], row
            assert bool(row["denominator"]) == (document["kind"] == "proportion"), row


def test_shares_round_to_what_the_document_states() -> None:
    """Whole cases were worked back from a percentage; no other whole number may fit."""
    checked = 0
    for _, row in returns():
        if match := re.search(r"The document states ([\d.]+)%", row["note"]):
            said, cases = match.group(1), int(row["denominator"])
            places = len(said.partition(".")[2])
            fits = [n for n in range(cases + 1) if f"{100 * n / cases:.{places}f}" == said]
            assert fits == [int(row["value"])]
            checked += 1
    assert checked == 3


def test_the_figures_of_the_panel_presentation() -> None:
    """Every figure of the slides, read by eye, is entered or listed with a reason."""
    assert stated("panel-presentation-2023") == {
        ("officers-against-uplift-target", "2023-03", 1196),
        ("neighbourhood-crime", "YE2019-12", 5255),
        ("neighbourhood-crime", "YE2022-09", 3917),
        ("organised-crime-disruptions", "2022-Q3", 577),
        ("drug-supply-disruptions", "2022-Q3", 462),
        ("children-safeguarded", "2022-Q3", 36),
        ("adults-safeguarded", "2022-Q3", 46),
        ("drugs-seized", "2022-Q3", 22.59),
        ("endorsable-notices", "2022", 1735),
        ("endorsable-notices", "2021", 192),
        ("completed-trials-or-guilty-pleas", "2022-Q4", 92),
    }
    reasons = {entry["value"]: entry["reason"] for entry in left_out("panel-presentation-2023")}
    assert set(reasons) >= {-25, -31, 1189, 3, 2, "<2", 9, 14, 26, 160, 2021, 2_600_000, 86, None}
    assert all(reasons.values())
    assert BY_ID["officers-against-uplift-target"]["target"]["value"] == 1189


def test_the_figures_of_the_partnership_plan() -> None:
    """The headlines' pairs of years, and the figures that a row cannot hold."""
    rows = stated("community-safety-plan-2019")
    pairs = {
        "domestic-abuse-incidents": (3205, 3312),
        "marac-cases": (517, 503),
        "marac-children": (699, 728),
        "missing-children": (407, 513),
        "missing-episodes": (1170, 1360),
        "children-often-missing": (18, 20),
        "prevent-referrals": (21, 30),
    }
    for measure, (now, then) in pairs.items():
        assert {(measure, "2017/18", now), (measure, "2016/17", then)} <= rows
    assert {
        ("violent-and-sexual-offences-stated", "2015/16", 6892),
        ("violent-and-sexual-offence-rate-stated", "2015/16", 14.3),
        ("alcohol-related-admissions", "2015/16", 1779),
        ("children-at-risk-of-sexual-exploitation", "2018-03", 58),
        ("children-at-risk-of-sexual-exploitation", "2017-03", 39),
        ("on-street-sex-workers", "2017/18", 49),
        ("young-people-in-treatment", "2017/18", 163),
        ("youth-reoffences", "2017/18", 93),
        ("knife-crime", "2017/18", 357),
    } <= rows
    values = {entry["value"] for entry in left_out("community-safety-plan-2019")}
    assert values >= {669, 46.2, 38.5, 28.7, 3000, 19, 28, 6.8}


def test_the_figures_of_the_draft_plan() -> None:
    """The draft's few figures; the parts of its workforce make its stated total."""
    rows = stated("police-and-crime-plan-2022")
    assert ("victims-supported", "2021", 11000) in rows
    people = {"police-officers": 1096, "pcsos": 132, "police-staff": 1070}
    assert {(measure, "2021", count) for measure, count in people.items()} <= rows
    values = [entry["value"] for entry in left_out("police-and-crime-plan-2022")]
    assert sum(people.values()) in values


@pytest.mark.parametrize("path", sorted(RETURNS.glob("*.csv")), ids=lambda path: path.stem)
def test_a_file_of_returns_says_where_it_comes_from(path: Path) -> None:
    """Title, publisher, document, licence and way of transcription lie beside each file."""
    sidecar = json.loads(path.with_suffix(".metadata.json").read_text(encoding="utf-8"))
    for field in ("title", "document", "publisher", "document_date", "licence", "transcribed"):
        assert sidecar[field], field
    for entry in sidecar["not_entered"]:
        assert entry["reason"]
        assert entry["measure"] is None or entry["measure"] in BY_ID
