"""Spreadsheets in the publishers' layouts, ODS and XLSX, with covers, notes and faults."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pytest

Sheets = Mapping[str, Sequence[Sequence[Any]]]
WILTSHIRE = "E23000038"
CRIME = (
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
    "Number of Offences",
)
OUTCOME = (
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "Offence Code",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence code expired",
    "Outcome Type",
    "Outcome Description",
    "Outcome Group",
    "Outcomes for offences that were recorded in the quarter",
    "Outcomes for investigations closed in the quarter",
)
WORKFORCE = (
    "As at 31 March",
    "Geocode",
    "Force name",
    "Region",
    "Sex",
    "Rank",
    "Worker type",
    "Total (Headcount)",
    "Total (FTE)",
)
COVER = [["Police recorded crime"], ["Published 29 January 2026"], [], ["Contact", "Home Office"]]


def crime(year: str, quarter: int, count: Any, force: str = "Wiltshire", code: str = "28A") -> list:
    """One row of the table of recorded crime."""
    return [year, quarter, force, "Burglary", "Theft offences", "Domestic burglary", code, count]


def outcome(kind: int, recorded: Any, closed: Any, year: str = "2024/25") -> list:
    """One row of the table of outcomes."""
    offence = ["28A", "Burglary", "Theft offences", "Domestic burglary", None]
    return [year, 1, "Wiltshire", *offence, kind, "Words", "Group", recorded, closed]


def write_xlsx(path: Path, sheets: Sheets) -> None:
    """Write an XLSX file."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)


def write_ods(path: Path, sheets: Sheets) -> None:
    """Write an ODS file."""
    book = odf.opendocument.OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = odf.table.Table(name=name)
        for row in rows:
            line = odf.table.TableRow()
            for value in row:
                line.addElement(ods_cell(value))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))


def ods_cell(value: Any) -> Any:
    """One cell with the type of its value."""
    if value is None:
        return odf.table.TableCell()
    if isinstance(value, int | float):
        cell = odf.table.TableCell(valuetype="float", value=str(value))
    elif isinstance(value, date):
        cell = odf.table.TableCell(valuetype="date", datevalue=value.isoformat())
    else:
        cell = odf.table.TableCell(valuetype="string")
    cell.addElement(odf.text.P(text=str(value)))
    return cell


WRITERS: dict[str, Callable[[Path, Sheets], None]] = {"ods": write_ods, "xlsx": write_xlsx}


@pytest.fixture
def book(tmp_path: Path):
    """Writes a spreadsheet by the ending of its name; gives its path."""

    def write(name: str, sheets: Sheets) -> Path:
        path = tmp_path / name
        WRITERS[path.suffix[1:]](path, sheets)
        return path

    return write


def held(lake, source: str) -> list[dict[str, Any]]:
    """What the lake has of a source."""
    return lake.table(source).to_pyarrow().to_pylist()


@pytest.mark.parametrize("kind", WRITERS)
def test_recorded_crime_in_a_sheet_a_year(book, take, lake, kind) -> None:
    """Sheets after a cover, titles above one of them, negative counts kept, quarters moved."""
    sheets = {
        "Cover": COVER,
        "2012-13": [["Table 1"], [], CRIME, crime("2012/13", 1, 40), crime("2012/13", 4, -2)],
        "2013-14": [CRIME, crime("2013/14", 2, 30, "Devon & Cornwall")],
        "Notes": [["Note 1", "Some words"]],
    }
    (report,) = take(book(f"prc-pfa-mar2013-onwards-tables-290126.{kind}", sheets))
    assert (report.status, report.source, report.quality.rejected) == (
        "imported",
        "home-office-crime",
        0,
    )
    found = {(row["period"], row["force"]): row["count"] for row in held(lake, "home-office-crime")}
    assert found == {
        ("2012-Q2", WILTSHIRE): 40,
        ("2013-Q1", WILTSHIRE): -2,
        ("2013-Q3", "E23000035"): 30,
    }


def test_stray_columns_with_the_same_headers(book, take, lake) -> None:
    """One year of the real table has three headers twice, over nothing; that year is not lost."""
    header = [*CRIME, None, *CRIME[:3]]
    sheets = {"2013-14": [header, crime("2013/14", 1, 7), [*crime("2013/14", 2, 8), None, None]]}
    (report,) = take(book("prc-pfa-mar2013-onwards-tables-290126.xlsx", sheets))
    assert report.quality.rejected == 0
    assert [row["count"] for row in held(lake, "home-office-crime")] == [7, 8]


def test_twin_columns_that_disagree(book, take) -> None:
    """Two columns with one header and different values: nobody can say which is meant."""
    row = [*crime("2013/14", 1, 7), "2014/15"]
    sheets = {"2013-14": [[*CRIME, "Financial Year"], row]}
    (report,) = take(book("prc-pfa-mar2013-onwards-tables-290126.ods", sheets))
    said = "sheet 2013-14:2, Financial Year: expected the same value in both columns"
    assert said in str(report.error)


def test_a_sheet_that_lacks_a_column_is_told(book, take, lake) -> None:
    """The other years are read; the one that cannot be is in the quality report, not forgotten."""
    sheets = {
        "2023-24": [CRIME, crime("2023/24", 1, 5)],
        "2024-25": [CRIME[:-1], crime("2024/25", 1, 6)[:-1]],
    }
    path = book("prc-pfa-mar2013-onwards-tables-290126.ods", sheets)
    (report,) = take(path)
    (fault,) = report.quality.rejections
    assert (fault.file, fault.line) == (f"{path}, sheet 2024-25", 1)
    assert "no column 'Number of Offences'" in fault.value
    assert [row["period"] for row in held(lake, "home-office-crime")] == ["2023-Q2"]


def test_counts_that_do_not_apply(book, take, lake) -> None:
    """'N/a' is no count and no nought: the row is left out and told as such."""
    sheets = {"2013-14": [CRIME, crime("2013/14", 1, "N/a"), crime("2013/14", 2, 0)]}
    (report,) = take(book("prc-pfa-mar2013-onwards-tables-290126.xlsx", sheets))
    assert (report.quality.rejected, report.quality.notes) == (0, {"left out: no count applies": 1})
    assert [row["count"] for row in held(lake, "home-office-crime")] == [0]


def test_rows_that_cannot_be_used(book, take, lake) -> None:
    """A word for a count, an unknown force, a wrong year: listed with sheet, line and value."""
    rows = [
        crime("2013/14", 1, "many"),
        crime("2013/14", 1, 1, "Barsetshire"),
        crime("2013/15", 1, 1),
        crime("2013/14", 1, 9),
    ]
    path = book("prc-pfa-mar2013-onwards-tables-290126.ods", {"2013-14": [["Table"], CRIME, *rows]})
    (report,) = take(path)
    told = {(f.line, f.column, f.value) for f in report.quality.rejections}
    assert told == {
        (3, "count", "many"),
        (4, "force_name", "Barsetshire"),
        (5, "fiscal", "2013/15|1"),
    }
    assert {f.file for f in report.quality.rejections} == {f"{path}, sheet 2013-14"}
    assert [row["count"] for row in held(lake, "home-office-crime")] == [9]


@pytest.mark.parametrize("kind", WRITERS)
def test_outcomes(book, take, lake, kind) -> None:
    """Of the two counts that of offences recorded; expired codes have none."""
    sheets = {
        "Cover": COVER,
        "Data": [
            OUTCOME,
            outcome(0, 4, "N/A"),
            outcome(1, 3, 11),
            outcome(2, "N/A - Offence code expired", 5),
        ],
    }
    (report,) = take(book(f"prc-outcomes-open-data-mar2025-tables-290126.{kind}", sheets))
    assert (report.source, report.quality.rejected) == ("home-office-outcomes", 0)
    assert held(lake, "home-office-outcomes") == [
        {
            "period": "2024-Q2",
            "force": WILTSHIRE,
            "offence_group": "Theft offences",
            "outcome_group": "Group",
            "outcome_type": kind,
            "count": count,
        }
        for kind, count in ((0, 4), (1, 3))
    ]


def test_headers_in_other_capitals(book, take, lake) -> None:
    """The publisher writes 'Offence Code Expired' in one year and 'Offence code expired' in
    another."""
    header = [head.upper().replace(" ", "\n") for head in OUTCOME]
    sheets = {"Data": [header, outcome(1, 3, 11)]}
    take(book("prc-outcomes-open-data-mar2022-tables-240725.xlsx", sheets))
    assert [row["count"] for row in held(lake, "home-office-outcomes")] == [3]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("when", [2025, "31 March 2025", datetime(2025, 3, 31)])
def test_workforce(book, take, lake, kind, when) -> None:
    """Workers are named as in the earlier table; the Transport Police goes by its slug."""
    rows = [
        [when, WILTSHIRE, "Wiltshire", "SW", "Female", "Constable", "Police Officer", 400, 380.25],
        [when, "N/A", "British Transport Police", "", "Male", "Constable", "Police Officer", 9, 9],
    ]
    path = book(f"open-data-table-police-workforce-280126.{kind}", {"Data": [WORKFORCE, *rows]})
    (report,) = take(path)
    assert (report.source, report.quality.rejected) == ("home-office-workforce", 0)
    first, second = held(lake, "home-office-workforce")
    assert first == {
        "period": "2025-03",
        "force": WILTSHIRE,
        "worker_type": "police officer",
        "rank": "Constable",
        "sex": "Female",
        "headcount": 400,
        "fte": 380.25,
    }
    assert (second["force"], second["fte"]) == ("btp", 9.0)


def test_a_spreadsheet_of_another_kind(book, take) -> None:
    """No sheet with the header: an error that says which columns were looked for."""
    path = book("prc-pfa-mar2013-onwards-tables-290126.ods", {"Cover": COVER})
    (report,) = take(path)
    said = f"{path}: expected a sheet with the columns of publisher-sheets: Financial Year,"
    assert str(report.error).startswith(said)


@pytest.mark.parametrize("data", [b"not a spreadsheet", b"PK\x03\x04 cut off", None])
def test_a_damaged_spreadsheet(tmp_path, take, data) -> None:
    """Rubbish, a cut file and a zip of something else are told as such."""
    path = tmp_path / "prc-pfa-mar2013-onwards-tables-290126.xlsx"
    if data is None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("hello.txt", "hello")
        data = buffer.getvalue()
    path.write_bytes(data)
    (report,) = take(path)
    assert "expected a spreadsheet (ODS or XLSX)" in str(report.error)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (
            "source_data__police-population__police-workforce-sep19-tables.ods",
            "home-office-workforce",
        ),
        ("ons_policeforceareatables_ye-dec-2024.xlsx", "home-office-crime"),
    ],
)
def test_real_bulletin_tables_are_refused_and_not_guessed_at(shared, take, lake, name, source):
    """Tables made for reading have no layout: whatever one calls them, nothing gets in."""
    (report,) = take(shared / "data/police/aggregate" / name, source=source)
    assert report.status == "failed"
    assert "expected a sheet with the columns of publisher-sheets" in str(report.error)
    assert not held(lake, source)


def test_populations_as_fetched(tmp_path, take, lake) -> None:
    """Three files, three parts of one source; one does not replace another."""
    rows = {"district": "E06000030", "force": WILTSHIRE, "lsoa": "E01015465"}
    for number, (kind, code) in enumerate(rows.items(), start=1):
        text = f"period,area,kind,population\n2024,{code},{kind},{number}\n"
        (tmp_path / f"population-{kind}.csv").write_text(text)
    reports = take(tmp_path)
    assert {(r.source, r.status) for r in reports} == {("ons-population", "imported")}
    assert {row["area"]: row["population"] for row in held(lake, "ons-population")} == {
        "E06000030": 1,
        WILTSHIRE: 2,
        "E01015465": 3,
    }
