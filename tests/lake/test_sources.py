"""Every source from its publisher's layouts, and back from the lake's own export."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from frankpledge.lake import SOURCES, ImportReport, Lake

Take = Callable[..., list[ImportReport]]
CRIME_HEADER = [
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
    "Number of Offences",
]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def rows(lake: Lake, source: str) -> list[dict[str, object]]:
    table = lake.table(source)
    return table.order_by(list(SOURCES[source].sort)).to_pyarrow().to_pylist()


def ods(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    """Write the least that an OpenDocument spreadsheet needs."""

    def cell(value: object) -> str:
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        text = f"<text:p>{escape(str(value))}</text:p>"
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'

    body = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in table)
        + "</table:table>"
        for name, table in sheets.items()
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{x}="{names}:{x}:1.0"' for x in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("META-INF/manifest.xml", f'<manifest xmlns="{names}:manifest:1.0"/>')
        out.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def test_every_source_says_what_it_is() -> None:
    """Each has a title, publisher, licence, described columns, and caveats or a reason for none."""
    assert len(SOURCES) == 16
    for source in SOURCES.values():
        assert source.title and source.publisher and source.licence
        assert all(re.match(r"[A-Z]", column.words) for column in source.columns), source.id
        assert source.url.startswith("https://") or source.id == "returns"
        assert all(gap.source and gap.reason for gap in source.gaps)


def test_a_source_refuses_columns_that_it_lacks() -> None:
    """A slip in a declaration fails when the module is read."""
    from dataclasses import replace

    with pytest.raises(ValueError, match="police-uk-street: not among its columns"):
        replace(SOURCES["police-uk-street"], sort=("weather",))


def crime_parquet(path: Path, years: list[str], quarters: list[float], counts: list[float]) -> Path:
    n = len(years)
    table = {
        "FY": years,
        "Financial Quarter": quarters,
        "Force": ["London, City of", "Wiltshire", "CIFAS", "Cifas", "Action Fraud"][:n],
        "Offence Description": ["Robbery"] * n,
        "Group": ["Robbery"] * n,
        "Offence Subgroup": ["Robbery of personal property"] * n,
        "Offence Code": ["34B"] * n,
        "n": counts,
        "territorial": [True] * n,
    }
    path.parent.mkdir(exist_ok=True)
    pq.write_table(pa.table(table), path)
    return path


def test_home_office_crime_from_parquet(lake: Lake, take: Take, tmp_path: Path) -> None:
    """Financial quarters become calendar ones, both spellings of Cifas one body, -3 stays."""
    path = crime_parquet(
        tmp_path / "prc_pfa_long.parquet",
        ["2019/20", "2019/20", "2012/13", "2018/19", "2025/26"],
        [1.0, 4.0, 2.0, 3.0, 3.0],
        [5.0, -3.0, 7.0, 9.0, 0.0],
    )
    (report,) = take(path)
    assert report.status == "imported"
    found = {(r["period"], r["force"]): r["count"] for r in rows(lake, "home-office-crime")}
    assert found == {
        ("2019-Q2", "E23000034"): 5,
        ("2020-Q1", "E23000038"): -3,
        ("2012-Q3", "cifas"): 7,
        ("2018-Q4", "cifas"): 9,
        ("2025-Q4", "action-fraud"): 0,
    }


def test_home_office_crime_rejects_what_is_no_count(take: Take, tmp_path: Path) -> None:
    """Half an offence and a year of thirteen months are left out, by record."""
    path = crime_parquet(
        tmp_path / "prc_pfa_long.parquet",
        ["2019/20", "2019/21", "2019/20"],
        [1.0, 1.0, 1.0],
        [0.5, 5.0, 5.0],
    )
    (report,) = take(path)
    assert report.quality is not None
    told = [(r.line, r.column, r.value) for r in report.quality.rejections]
    assert told == [(1, "count", "0.5"), (2, "fiscal", "2019/21|1")]
    assert report.quality.accepted == 1


def test_home_office_crime_from_sheets(lake: Lake, take: Take, tmp_path: Path) -> None:
    """The publisher's spreadsheet: a cover, a sheet a year under a title, other header words."""
    other = [{"Offence Subgroup": "Offence Sub-group"}.get(head, head) for head in CRIME_HEADER]
    row = ["Wiltshire", "Robbery", "Robbery", "Robbery of personal property", "34B"]
    path = ods(
        tmp_path / "prc-pfa-mar2013-onwards-tables-290126.ods",
        {
            "Cover_sheet": [["Police recorded crime"], ["Published 29 January 2026"]],
            "2023_24": [["Table 1"], [], CRIME_HEADER, ["2023/24", 4, *row, 12]],
            "2024_25": [["Table 2"], other, ["2024/25", 1, *row, 13], ["2024/25", 2, *row, "x"]],
        },
    )
    (report,) = take(path)
    assert report.status == "imported", report.error
    counts = {r["period"]: r["count"] for r in rows(lake, "home-office-crime")}
    assert counts == {"2024-Q1": 12, "2024-Q2": 13}
    assert report.quality is not None
    (rejection,) = report.quality.rejections
    assert (rejection.file, rejection.line) == (f"{path}, sheet 2024_25", 4)
    assert rejection.value == "x"


def test_a_spreadsheet_without_the_columns_is_refused(take: Take, tmp_path: Path) -> None:
    """A sheet that nearly has the header names what lacks; one that has not is said to be none."""
    path = tmp_path / "prc-pfa-x.ods"
    (report,) = take(ods(path, {"2024_25": [CRIME_HEADER[:-1], ["2024/25", 1, *"abcde"]]}))
    assert "no column 'Number of Offences'" in str(report.error)
    assert "sheet 2024_25:1" in str(report.error)
    (report,) = take(ods(path, {"Notes": [["nothing"]]}))
    assert "a sheet with the columns" in str(report.error)
    path.write_bytes(b"PK not a spreadsheet")
    (report,) = take(path)
    assert "a spreadsheet" in str(report.error)


def test_a_spreadsheet_that_is_a_bomb_is_refused(take: Take, tmp_path: Path) -> None:
    """Spreadsheets are zips, and are not unpacked when they say they hold too much."""
    path = tmp_path / "prc-pfa-x.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("content.xml", bytes(64 << 20))
    (report,) = take(path)
    assert "content.xml: expected at most" in str(report.error)


def test_damaged_parquet_is_refused(take: Take, tmp_path: Path) -> None:
    """A Parquet file cut off is an error that names it."""
    path = crime_parquet(tmp_path / "prc_pfa_long.parquet", ["2019/20"], [1.0], [1.0])
    path.write_bytes(path.read_bytes()[:-9])
    (report,) = take(path)
    assert "a Parquet file" in str(report.error)


def lsoa_json(path: Path, lookup: list[str], cells: object) -> Path:
    path.write_bytes(gzip.compress(json.dumps({"crime_lookup": lookup, "lsoa": cells}).encode()))
    return path


def test_the_order_of_types_is_read_from_each_file(lake: Lake, take: Take, tmp_path: Path) -> None:
    """Index 0 is another crime type in another month."""
    cells = {"E01000001": {"0": 5, "1": 2}}
    lsoa_json(tmp_path / "2024-01.json.gz", ["Drugs", "Robbery"], cells)
    lsoa_json(tmp_path / "2024-02.json.gz", ["Robbery", "Drugs"], cells)
    take(tmp_path)
    found = {(r["period"], r["crime_type"]): r["count"] for r in rows(lake, "police-uk-lsoa")}
    assert found == {
        ("2024-01", "Drugs"): 5,
        ("2024-01", "Robbery"): 2,
        ("2024-02", "Robbery"): 5,
        ("2024-02", "Drugs"): 2,
    }


def test_neighbourhood_counts_without_a_place_or_with_a_bad_code(
    lake: Lake, take: Take, tmp_path: Path
) -> None:
    """Crimes without a place are kept under no code; codes of another form are rejected."""
    cells = {"E01000001": {"0": 5}, "": {"0": 9}, "95GG1": {"0": 1}}
    (report,) = take(lsoa_json(tmp_path / "2024-01.json.gz", ["Drugs"], cells))
    assert [(r["lsoa"], r["count"]) for r in rows(lake, "police-uk-lsoa")] == [
        ("E01000001", 5),
        (None, 9),
    ]
    assert report.quality is not None
    assert (report.quality.blanks, report.quality.rejected) == ({"lsoa": 1}, 1)


@pytest.mark.parametrize(
    "document",
    [
        "[1, 2]",
        "{}",
        "{",
        "null",
        '{"crime_lookup": ["Drugs"], "lsoa": {"E01000001": {"3": 1}}}',
        '{"crime_lookup": ["Drugs"], "lsoa": {"E01000001": {"0": "many"}}}',
    ],
)
def test_json_of_another_shape_is_refused(take: Take, tmp_path: Path, document: str) -> None:
    """A document that is not the layout's is an error that names the file."""
    (report,) = take(write(tmp_path / "2024-01.json", document))
    assert report.status == "failed"
    assert "2024-01.json" in str(report.error)


STOPS = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing\n"
)


def test_stop_and_search(lake: Lake, take: Take, tmp_path: Path) -> None:
    """Force and month come from the file's name; nearly everything may be blank."""
    text = (
        "Vehicle search,2025-06-01T14:10:00+00:00,,,,,,,,,,,,,\n"
        "Person search,2025-06-02T14:10:00+00:00,True,Op Sceptre,51.5,-1.78,Male,18-24,x,White,"
        "Misuse of Drugs Act 1971 (section 23),Controlled drugs,Arrest,False,True\n"
        "Person search,2025-05-31T23:10:00+00:00,,,,,,,,,,,,,\n"
        "Person search,2025-06-03T14:10:00+00:00,Maybe,,,,,,,,,,,,\n"
    )
    (report,) = take(write(tmp_path / "2025-06-wiltshire-stop-and-search.csv", STOPS + text))
    first, second = rows(lake, "police-uk-stop-search")
    assert (first["force"], first["period"], first["outcome"]) == ("E23000038", "2025-06", None)
    assert (second["operation"], second["outcome_linked"]) == (True, False)
    assert second["clothing_removed"] is True
    assert report.quality is not None
    told = [(r.line, r.column, r.value) for r in report.quality.rejections]
    assert told == [(5, "operation", "Maybe"), (4, "period", "2025-05")]


def test_stop_and_search_needs_a_name_that_says_the_force(take: Take, tmp_path: Path) -> None:
    """Rows carry no force, so a file of another name cannot be used, even with the source given."""
    text = STOPS + "Vehicle search,2025-06-01T14:10:00+00:00,,,,,,,,,,,,,\n"
    (report,) = take(write(tmp_path / "stops.csv", text), source="police-uk-stop-search")
    assert "a force in the file's name" in str(report.error)


def test_outcomes(lake: Lake, take: Take, tmp_path: Path) -> None:
    """Outcomes have no crime type; several of one crime are several rows."""
    head = (
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
        "Outcome type\n"
    )
    row = "a1,2025-01,Wiltshire Police,Wiltshire Police,-1.9,51.3,High Street,E01000001,x,"
    text = head + row + "Suspect charged\n" + row + "Awaiting court outcome\n"
    take(write(tmp_path / "2025-01-wiltshire-outcomes.csv", text))
    found = rows(lake, "police-uk-outcomes")
    assert [r["outcome"] for r in found] == ["Awaiting court outcome", "Suspect charged"]
    assert {r["crime_id"] for r in found} == {"a1"}


def test_an_unknown_force_in_a_file_name_is_an_error(take: Take, tmp_path: Path) -> None:
    """The name must be that of a force."""
    (report,) = take(write(tmp_path / "2025-01-toytown-street.csv", "x"))
    assert "toytown" in str(report.error)


def test_workforce(lake: Lake, take: Take, tmp_path: Path) -> None:
    """A count of 31 March is filed under its month."""
    text = (
        "date,geo_code,force_name,region,sex,rank_description,worker_type,total_headcount,total_fte\n"
        "2022-03-01,E23000038,Wiltshire,South West,Female,Constable,police officer,407,381.25\n"
        "2022-03-01,Wiltshire,Wiltshire,South West,Male,Constable,police officer,1,1\n"
    )
    (report,) = take(write(tmp_path / "police-uplift-2022-data.csv", text))
    (row,) = rows(lake, "home-office-workforce")
    assert (row["period"], row["headcount"], row["fte"]) == ("2022-03", 407, 381.25)
    assert report.quality is not None
    assert report.quality.rejections[0].expected == "the code of a police force area"


def test_populations(lake: Lake, take: Take, tmp_path: Path) -> None:
    """Three layouts: forces of one year, authorities by year, neighbourhoods of one year."""
    write(
        tmp_path / "in/pfa_population_2024.csv",
        "PFA 2023 Code,PFA 2023 Name,Population\nE23000038,Wiltshire,770000\n",
    )
    write(
        tmp_path / "in/mid2020_lsoa11_total_ew.csv",
        "lsoa11_code,lsoa11_name,total_population\nE01031868,Wiltshire 001A,1500\n",
    )
    write(
        tmp_path / "in/regionalpopulation.csv",
        "\ufeffName,PFA,Geography,Mid-2023,Mid-2022,\n"
        "ENGLAND,ENGLAND,Country,57690323.00,57112542.00,\n"
        "NORTH WEST,North West,Region,7600000.00,7500000.00,\n"
        "Warrington,Chesire,Unitary Authority,212389.00,211797.00,\n"
        "Halton,Cheshire,Unitary Authority,129587.00,129008.00,\n"
        "Lancashire,Lancashire,County,1270162.00,1253922.00,\n"
        "Burnley,,Non-metropolitan District,96435.00,95655.00,\n"
        "Toytown,Toyland,Unitary Authority,1.00,1.00,\n",
    )
    reports = take(tmp_path / "in")
    found = {(r["period"], r["area"]): r["population"] for r in rows(lake, "ons-population")}
    assert found == {
        ("2024", "E23000038"): 770000,
        ("2020", "E01031868"): 1500,
        ("2023", "E92000001"): 57690323,
        ("2022", "E92000001"): 57112542,
        ("2023", "E23000006"): 212389 + 129587,
        ("2022", "E23000006"): 211797 + 129008,
        ("2023", "E23000003"): 1270162,
        ("2022", "E23000003"): 1253922,
    }
    told = [r for report in reports if report.quality for r in report.quality.rejections]
    assert [(r.line, r.value) for r in told] == [(8, "Toyland")]


def test_returns(lake: Lake, take: Take, tmp_path: Path) -> None:
    """A body's own figures; a later file replaces single figures and leaves the others."""
    head = "measure,area,period,value,denominator,note\n"
    text = (
        head + "confidence,E23000038,2025,61.5,1200,Survey\n"
        "confidence,E23000038,2024,60,,\nksi,E22000361,YE2025-06,31,,\nksi,E22000361,soon,1,,\n"
    )
    (report,) = take(write(tmp_path / "returns.csv", text))
    assert report.quality is not None
    assert [(r.line, r.value) for r in report.quality.rejections] == [(5, "soon")]
    later = write(
        tmp_path / "returns-june.csv",
        "area,period,measure,value\nE23000038,2024,confidence,\n",
    )
    take(later, vintage="2025-06-30")
    found = [(r["measure"], r["period"], r["value"]) for r in rows(lake, "returns")]
    assert found == [
        ("confidence", "2024", None),
        ("confidence", "2025", 61.5),
        ("ksi", "YE2025-06", 31.0),
    ]


def test_a_source_given_outright_reads_files_of_any_name(
    lake: Lake, take: Take, tmp_path: Path
) -> None:
    """The caller may say what a file is; its header must still fit one of the layouts."""
    path = write(tmp_path / "survey.csv", "measure,area,period,value\nx,E23000038,2025,1\n")
    assert [r.status for r in take(path)] == ["failed"]
    assert [r.status for r in take(path, source="returns")] == ["imported"]
    (report,) = take(path, source="ons-population")
    assert "no column" in str(report.error)
