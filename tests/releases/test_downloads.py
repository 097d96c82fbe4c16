"""Data files: read back by their own metadata, held against the results they come from."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from frankpledge.measures import FIELDS, assessment_rows
from frankpledge.releases.downloads import listing
from frankpledge.releases.downloads.csvw import Field, table
from frankpledge.releases.downloads.fields import SCORES
from frankpledge.releases.site.model import Site

CONTEXT = "http://www.w3.org/ns/csvw"


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    """Every file by its path."""
    return dict(listing.files(site))


def cell(text: str, kind: Any) -> Any:
    """A cell as its datatype says, after the recommendation and not after our writer."""
    base, form = (kind["base"], kind["format"]) if isinstance(kind, dict) else (kind, None)
    if form is not None:
        assert re.fullmatch(form, text), (text, form)
    read = {"string": str, "number": Decimal, "integer": int, "date": date.fromisoformat}[base]
    return read(text)


@dataclass(frozen=True)
class Table:
    """A CSV file as CSV on the Web reads it: its metadata, and its columns (None for a blank)."""

    described: dict[str, Any]
    columns: dict[str, list[Any]]

    @property
    def rows(self) -> list[dict[str, Any]]:
        lines = zip(*self.columns.values(), strict=True)
        return [dict(zip(self.columns, line, strict=True)) for line in lines]


def parse(files: dict[str, bytes], path: str) -> Table:
    """Read a file through the metadata beside it, and hold it to all that they say."""
    described = json.loads(files[f"{path}-metadata.json"])
    assert described["@context"][0] == CONTEXT
    assert described["url"] == path.rsplit("/", 1)[-1]
    declared = described["tableSchema"]["columns"]
    head, *lines = csv.reader(io.StringIO(files[path].decode("utf-8")), strict=True)
    assert head == [column["titles"] for column in declared]
    columns = {}
    # A table without rows has no columns to turn: nothing was revised yet in a first release.
    turned = zip(*lines, strict=True) if lines else [()] * len(declared)
    for column, texts in zip(declared, turned, strict=True):
        different = set(texts)
        assert not (column["required"] and "" in different), (path, column["name"])
        values = {text: cell(text, column["datatype"]) if text else None for text in different}
        columns[column["name"]] = [values[text] for text in texts]
    key = described["tableSchema"].get("primaryKey")
    if key:
        keys = list(zip(*(columns[name] for name in key), strict=True))
        assert len(set(keys)) == len(keys)
    assert described["dc:extent"] == f"{len(lines)} rows"
    return Table(described, columns)


@pytest.fixture(scope="module")
def read(files: dict[str, bytes]) -> dict[str, Table]:
    """Every table, read once."""
    return {path: parse(files, path) for path in files if path.endswith(".csv")}


def test_every_table_is_what_its_metadata_says(read: dict[str, Table]) -> None:
    """Columns, datatypes, patterns, required cells, keys and numbers of rows all hold."""
    assert len(read) > 3
    for path, table_ in read.items():
        # Only the revisions may have no row yet: in a first release nothing was revised.
        assert all(table_.columns.values()) or path == "data/revisions.csv"
        assert table_.described["dc:title"]
        assert all(c["dc:description"] for c in table_.described["tableSchema"]["columns"])


def test_series_are_the_results(site: Site, read: dict[str, Table]) -> None:
    """Every figure of every area that has a page is in the file, blank where it is not known."""
    own = {a.code for a in (*site.districts, *site.partnerships, *site.wards, *site.neighbourhoods)}
    for name, result in site.results.by_measure.items():
        path = f"data/measures/{name}.csv"
        if result.found is None:
            assert path not in read
            continue
        series, columns = result.found.series, read[path].columns
        shown = {
            area
            for area, kind in zip(series.areas, series.kinds, strict=True)
            if kind == "force" or area in own
        }
        assert set(columns["area"]) == shown
        assert len(columns["area"]) == len(shown) * len(series.periods)
        places = [series.row[area] for area in columns["area"]]
        times = [series.column[period] for period in columns["period"]]
        told = [math.nan if v is None else float(v) for v in columns["value"]]
        np.testing.assert_allclose(told, series.values[places, times], rtol=0, atol=1e-9)
        names = np.array(["complete", "partial", "missing", "not supplied"])
        assert columns["status"] == names[series.status[places, times]].tolist()


def test_metadata_names_publisher_licence_source_and_vintage(
    site: Site, files: dict[str, bytes]
) -> None:
    """No figure goes without where it comes from."""
    for name, result in site.results.by_measure.items():
        if result.found is None:
            continue
        described = json.loads(files[f"data/measures/{name}.csv-metadata.json"])
        held = site.held[result.measure.source]
        assert described["dc:publisher"] == held.source.publisher
        assert described["dc:license"]
        assert described["dc:issued"] == max(row["vintage"] for row in held.imports)


def test_each_measure_has_its_definition(site: Site, files: dict[str, bytes]) -> None:
    """Also those without figures; assessments are those of the run."""
    for name, result in site.results.by_measure.items():
        document = json.loads(files[f"data/measures/{name}.json"])
        assert document["id"] == name
        assert document["caveats"] == list(result.measure.caveats)
        assert bool(document["assessments"]) == (result.found is not None)
        for row in document["assessments"]:
            score = result.score(row["area"])
            assert row["score"] == (None if score.value is None else round(score.value, 6))
            assert row["reason"] == score.reason


def test_scores_are_the_rows_of_the_command(
    site: Site, files: dict[str, bytes], read: dict[str, Table]
) -> None:
    """The same fields in the same order as `frankpledge score` prints, forces and districts."""
    rows = json.loads(files["data/scores.json"])
    own = {area.code for area in (*site.districts, *site.partnerships)}
    assert rows == assessment_rows(
        site.results, site.areas, lambda a: a.kind == "force" or a.code in own
    )
    assert tuple(field.name for field in SCORES) == FIELDS
    columns = read["data/scores.csv"].columns
    assert columns["measure"] == [row["measure"] for row in rows]
    assert columns["score"] == [
        None if row["score"] is None else Decimal(str(row["score"])) for row in rows
    ]


def test_areas_are_those_with_pages(site: Site, read: dict[str, Table]) -> None:
    """All forces, and everything below the site's own; names with commas survive."""
    rows = read["data/areas.csv"].rows
    kinds = [row["kind"] for row in rows]
    assert kinds.count("force") == 43
    assert kinds.count("ward") == len(site.wards) > 100
    assert kinds.count("lsoa") == len(site.neighbourhoods) > 400
    assert all(row["name"] == site.areas.get(row["code"]).name for row in rows)


def test_imports_have_names_and_hashes_only(
    site: Site, files: dict[str, bytes], read: dict[str, Table]
) -> None:
    """A file's name, never a folder of the machine that built the release."""
    rows = read["data/imports.csv"].rows
    assert len(rows) == sum(len(held.imports) for held in site.held.values()) > 3
    assert all("/" not in row["file"] for row in rows)
    everything = b"".join(files.values()).decode()
    assert str(site.workspace.root) not in everything


def test_index_lists_every_file(files: dict[str, bytes], read: dict[str, Table]) -> None:
    """With its size; rows are those that are there."""
    index = json.loads(files["data/index.json"])
    listed = {item["path"]: item for item in index["files"]}
    assert set(listed) == set(files) - {"data/index.json"}
    for path, item in listed.items():
        assert item["bytes"] == len(files[path])
        assert item["title"]
        assert item["description"]
        if path in read:
            assert item["rows"] == len(next(iter(read[path].columns.values())))


def test_written_twice_is_the_same(site: Site, files: dict[str, bytes]) -> None:
    """No clock, no order of dictionaries."""
    assert dict(listing.files(site)) == files


def test_lines_are_sorted_and_end_with_a_newline(
    files: dict[str, bytes], read: dict[str, Table]
) -> None:
    """Periods of one area stand in order, lines end with LF alone."""
    for path, table_ in read.items():
        assert files[path].endswith(b"\n")
        assert b"\r" not in files[path]
        if path.startswith("data/measures/"):
            columns = table_.columns
            for one, other in pairwise(zip(columns["area"], columns["period"], strict=True)):
                assert one[0] != other[0] or one[1] < other[1]


def test_cells_that_need_quotes_get_them() -> None:
    """Commas, quotes and line ends come back as they were; None is blank."""
    texts = ["Bournemouth, Christchurch and Poole 031E", 'say "so"', "two\nlines", "Môn"]
    fields = (Field("a", "x"), Field("b", "y"))
    data = table(fields, [{"a": text, "b": None} for text in texts])
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert [row["a"] for row in rows] == texts
    assert {row["b"] for row in rows} == {""}
