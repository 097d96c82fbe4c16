"""Published tables: the same bytes every time, their origin beside them, and readable again."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.errors import LakeError, NotFoundError
from frankpledge.lake import SOURCES, ImportReport, Lake, export, queries

Take = Callable[..., list[ImportReport]]


@pytest.fixture
def counted(lake: Lake, take: Take, tmp_path: Path) -> Lake:
    """A lake with two months of neighbourhood counts."""
    for month, count in (("2024-01", 3), ("2024-02", 4)):
        cells = {"E01000002": {"1": count}, "E01000001": {"0": count, "1": 1}}
        document = {"crime_lookup": ["Robbery", "Drugs"], "lsoa": cells}
        (tmp_path / f"{month}.json").write_text(json.dumps(document))
        take(tmp_path / f"{month}.json")
    return lake


def table_of(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    assert "\r" not in text
    return list(csv.DictReader(io.StringIO(text)))


def test_the_same_rows_give_the_same_bytes(counted: Lake, tmp_path: Path) -> None:
    """Gzip carries no time or name, rows are sorted, and another run gives the same file."""
    paths = [tmp_path / "a/police-uk-lsoa-x.csv.gz", tmp_path / "b/police-uk-lsoa-y.csv.gz"]
    for path in paths:
        export(Lake(counted.path), "police-uk-lsoa", path=path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    found = [(r["period"], r["lsoa"], r["crime_type"], r["count"]) for r in table_of(paths[0])]
    assert found == sorted(found)
    assert len(found) == 6


def test_groups_and_conditions(counted: Lake, tmp_path: Path) -> None:
    """Grouping sums the counts; conditions choose rows; the metadata says so."""
    path = tmp_path / "police-uk-lsoa-drugs.csv"
    beside = export(
        counted,
        "police-uk-lsoa",
        path=path,
        group=["period", "crime_type"],
        where={"crime_type": ["Drugs"]},
    )
    assert table_of(path) == [
        {"period": "2024-01", "crime_type": "Drugs", "count": "4"},
        {"period": "2024-02", "crime_type": "Drugs", "count": "5"},
    ]
    told = json.loads(beside.read_text())
    assert beside.name == "police-uk-lsoa-drugs.metadata.json"
    assert told["where"] == {"crime_type": ["Drugs"]}
    assert told["rows"] == 2
    assert told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told["dc:license"] == "Open Government Licence v3.0"
    assert told["vintages"] == ["2025-03-01"]
    assert told["url"] == path.name
    assert any("third party" in note for note in told["notes"])
    columns = told["tableSchema"]["columns"]
    assert [(c["name"], c["datatype"]) for c in columns] == [
        ("period", "string"),
        ("crime_type", "string"),
        ("count", "integer"),
    ]


def test_an_export_is_read_back_with_its_vintage(
    counted: Lake, tmp_path: Path, areas: object
) -> None:
    """Another lake that ingests the table holds the same rows, under the date they had."""
    from frankpledge.lake import ingest

    path = tmp_path / "police-uk-lsoa-all.csv.gz"
    export(counted, "police-uk-lsoa", path=path)
    other = Lake(tmp_path / "other")
    (report,) = ingest(other, [path], areas=areas)  # type: ignore[arg-type]
    assert (report.status, report.vintage) == ("imported", "2025-03-01")
    keys = list(SOURCES["police-uk-lsoa"].sort)
    both = [x.table("police-uk-lsoa").order_by(keys).to_pyarrow() for x in (counted, other)]
    assert both[0].equals(both[1])
    assert other.imports()["url"].to_pylist() == ["https://data.police.uk/data/"]


def test_a_derived_table_becomes_another_source(counted: Lake, take: Take, tmp_path: Path) -> None:
    """Counts by district are made from neighbourhoods, as whole numbers, and read back."""
    import pyarrow as pa

    members = pa.table({"area": ["E06000054"] * 2, "lsoa": ["E01000001", "E01000002"]})
    rows = counted.table("police-uk-lsoa")
    district = queries.located_counts(rows, members, by=["crime_type"], value="count")
    path = tmp_path / "police-uk-district.csv"
    beside = export(
        counted, "police-uk-district", path=path, table=district, taken_from="police-uk-lsoa"
    )
    assert table_of(path)[0] == {
        "period": "2024-01",
        "area": "E06000054",
        "crime_type": "Drugs",
        "count": "4",
    }
    assert json.loads(beside.read_text())["taken_from"] == "police-uk-lsoa"
    assert [report.status for report in take(path)] == ["imported"]
    assert counted.table("police-uk-district")["count"].sum().to_pyarrow().as_py() == 16


def test_summed_tables_may_leave_columns_out(lake: Lake, take: Take, tmp_path: Path) -> None:
    """Crime by group without offence codes is read with blank codes."""
    path = tmp_path / "home-office-crime-groups.csv"
    path.write_text(
        "period,force,offence_group,offence_subgroup,count\n2025-Q1,E23000038,Robbery,Robbery,7\n"
    )
    assert [report.status for report in take(path)] == ["imported"]
    (row,) = lake.table("home-office-crime").to_pyarrow().to_pylist()
    assert (row["offence_code"], row["offence"], row["count"]) == (None, None, 7)


def test_nothing_and_unknown_columns_are_refused(counted: Lake, tmp_path: Path) -> None:
    """An empty table is not published, and columns are named when they do not exist."""
    with pytest.raises(LakeError, match="holds no such rows"):
        export(counted, "police-uk-lsoa", path=tmp_path / "x.csv", where={"lsoa": ["E01999999"]})
    with pytest.raises(NotFoundError, match="weather"):
        export(counted, "police-uk-lsoa", path=tmp_path / "x.csv", group=["weather"])
    assert not (tmp_path / "x.csv").exists()
