"""JSON of the publisher's API as files, as `fetch` leaves them: recorded answers and made ones."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from frankpledge.lake.sources import SOURCES
from frankpledge.lake.sources.police_uk_api import CRIME_TYPES, month_of_stop

FORCE = "E23000037"  # Gloucestershire
ASB = {
    "category": "anti-social-behaviour",
    "location_type": "Force",
    "location": {
        "latitude": "51.903183",
        "street": {"id": 1570396, "name": "On or near Dorset Avenue"},
        "longitude": "-2.102830",
    },
    "context": "",
    "outcome_status": None,
    "persistent_id": "",
    "id": 131011717,
    "location_subtype": "",
    "month": "2025-09",
}
DRUGS = {
    **ASB,
    "category": "drugs",
    "persistent_id": "ab",
    "outcome_status": {"category": "Under investigation", "date": "2025-09"},
}
STOP = {
    "type": "Person search",
    "datetime": "2025-09-03T11:20:00+00:00",
    "operation": False,
    "operation_name": None,
    "location": {"latitude": "51.9", "longitude": "-2.1", "street": {"id": 1, "name": "X"}},
    "gender": "Male",
    "age_range": "18-24",
    "self_defined_ethnicity": "White - Other",
    "officer_defined_ethnicity": "White",
    "legislation": "Misuse of Drugs Act 1971 (section 23)",
    "object_of_search": "Controlled drugs",
    "outcome": "Arrest",
    "outcome_object": {"id": "bu-arrest", "name": "Arrest"},
    "outcome_linked_to_object_of_search": True,
    "removal_of_more_than_outer_clothing": None,
    "involved_person": True,
}


@pytest.fixture
def answer(tmp_path: Path):
    """Writes an answer of the API as `fetch` names it; gives its path."""

    def write(rows: Any, month: str = "2025-09", what: str = "street") -> Path:
        path = tmp_path / "api" / "gloucestershire" / f"{month}-gloucestershire-{what}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rows if isinstance(rows, bytes) else json.dumps(rows).encode())
        return path

    return write


def held(lake, source: str = "police-uk-street") -> list[dict[str, Any]]:
    """What the lake has of a source."""
    return lake.table(source).to_pyarrow().to_pylist()


def test_a_crime_in_the_lakes_columns(answer, take, lake) -> None:
    """Texts become numbers, empty identifiers and outcomes nothing, words those of the CSV."""
    (report,) = take(answer([ASB, DRUGS]))
    assert (report.status, report.quality.rejected) == ("imported", 0)
    asb, drugs = held(lake)
    assert asb == {
        "period": "2025-09",
        "force": FORCE,
        "crime_id": None,
        "longitude": -2.10283,
        "latitude": 51.903183,
        "location": "On or near Dorset Avenue",
        "lsoa": None,
        "crime_type": "Anti-social behaviour",
        "last_outcome": None,
    }
    told = (drugs["crime_id"], drugs["crime_type"], drugs["last_outcome"])
    assert told == ("ab", "Drugs", "Under investigation")


def test_a_crime_without_a_place(answer, take, lake) -> None:
    """It is said like in the CSV files, and has no coordinates."""
    take(answer([{**ASB, "location": None, "location_type": None}]))
    (row,) = held(lake)
    assert (row["location"], row["longitude"], row["latitude"]) == ("No Location", None, None)


def test_identical_rows_without_identifier_all_count(answer, take, lake) -> None:
    """Two incidents at one place are two incidents."""
    take(answer([ASB, ASB]))
    assert len(held(lake)) == 2


def test_transport_police_rows_never_replace_that_forces_month(answer, take, lake, street, line):
    """They are left out and told, because a handful is not the month of the Transport Police."""
    own = street(
        [line(force="British Transport Police", month="2025-09")] * 5, "2025-09-btp-street.csv"
    )
    (_, report) = take(own, answer([ASB, {**ASB, "location_type": "BTP"}]))
    assert report.quality.notes == {"left out: recorded by the British Transport Police": 1}
    assert Counter(row["force"] for row in held(lake)) == {"btp": 5, FORCE: 1}


def test_an_unknown_category_is_rejected_and_the_rest_kept(answer, take, lake) -> None:
    """A new word is a question to a person, not a silent 'other'."""
    path = answer([ASB, {**ASB, "category": "piracy"}])
    (report,) = take(path)
    (fault,) = report.quality.rejections
    assert (fault.file, fault.line, fault.column) == (str(path), 2, "category")
    assert (fault.expected, fault.value) == ("one of the publisher's 14 categories", "piracy")
    assert len(held(lake)) == 1


def test_a_later_archive_takes_the_place_of_the_api(answer, take, lake, street, line) -> None:
    """The same force and month from the CSV is a newer vintage, not more rows."""
    take(answer([ASB, DRUGS]), vintage="2025-11-20")
    csv = street(
        [line(force="Gloucestershire Constabulary", month="2025-09")] * 3,
        "2025-09-gloucestershire-street.csv",
    )
    take(csv, vintage="2025-12-20")
    assert len(held(lake)) == 3
    assert len(lake.vintages("police-uk-street", "2025-09", FORCE)) == 2


def test_the_words_are_those_of_the_csv_files(shared) -> None:
    """All fourteen types, letter for letter as the publisher's files have them."""
    path = shared / "data/police/lsoa-monthly/2025-12.json.gz"
    lookup = json.loads(gzip.decompress(path.read_bytes()))["crime_lookup"]
    assert sorted(CRIME_TYPES.values()) == sorted(lookup)
    assert set(CRIME_TYPES.values()) == SOURCES["police-uk-street"].categories["crime_type"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (b"", "expected a file with content, found '0 bytes'"),
        ([], "missing, not zero"),
        (b"<html>busy</html>", "expected a JSON document"),
        (b'[{"category": "drugs", "mon', "expected a JSON document"),
        ({"error": "x"}, "expected a list of street-level crimes"),
        ([STOP], "row 1 has no field 'category'; the wrong kind of answer?"),
        ([{**ASB, "month": "2025-07"}] * 3, "2025-09, the month of the file's name"),
        ([{**ASB, "location": "here"}], "expected a JSON document"),
    ],
)
def test_answers_that_are_no_months(answer, take, lake, rows, said) -> None:
    """Empty, cut, stale or of another kind: an error that names file and expectation."""
    path = answer(rows)
    (report,) = take(path)
    assert report.status == "failed"
    assert str(report.error).startswith(str(path))
    assert said in str(report.error)
    assert not held(lake)


def test_recorded_answers(shared, answer, take, lake) -> None:
    """Each of 25 real answers by its own month: all read but the empty one, stale ones refused."""
    folder = shared / "data/police/api-json/cheltenham"
    paths = sorted(folder.glob("crimes-street_*.json.gz"))
    assert len(paths) == 25
    expected: dict[str, int] = {}
    for path in paths:
        body = gzip.decompress(path.read_bytes())
        rows = json.loads(body) if body else []
        months = {row["month"] for row in rows}
        month = months.pop() if months else "2025-08"
        assert not months
        (report,) = take(answer(body, month), vintage=path.name[18:28])
        if not rows:
            assert "0 bytes" in str(report.error)
            continue
        own = [row for row in rows if row["location_type"] != "BTP"]
        expected[month] = len(own)
        assert report.status in {"imported", "held"}
        if report.quality:
            assert (report.quality.read, report.quality.accepted) == (len(rows), len(own))
        (stale,) = take(answer(body, "2026-01"), vintage="2026-03-01")
        assert "2026-01, the month of the file's name" in str(stale.error)
    kept = held(lake)
    assert Counter(row["period"] for row in kept) == expected
    for row in kept:
        assert (row["crime_type"] == "Anti-social behaviour") == (row["crime_id"] is None)
        assert 51.8 < row["latitude"] < 52
        assert -2.3 < row["longitude"] < -1.9


def test_a_stop_in_the_lakes_columns(answer, take, lake) -> None:
    """The publisher's words, with its blanks as blanks and its false as the CSV files say it."""
    take(answer([STOP, {**STOP, "outcome": "", "location": None}], what="stop-and-search"))
    first, second = held(lake, "police-uk-stop-search")
    assert first == {
        "period": "2025-09",
        "force": FORCE,
        "time": "2025-09-03T11:20:00+00:00",
        "type": "Person search",
        "operation": False,
        "operation_name": None,
        "longitude": -2.1,
        "latitude": 51.9,
        "gender": "Male",
        "age_range": "18-24",
        "self_ethnicity": "White - Other",
        "officer_ethnicity": "White",
        "legislation": "Misuse of Drugs Act 1971 (section 23)",
        "object": "Controlled drugs",
        "outcome": "Arrest",
        "outcome_linked": True,
        "clothing_removed": None,
    }
    assert (second["outcome"], second["longitude"]) == (None, None)
    take(answer([{**STOP, "outcome": False}], what="stop-and-search"), vintage="2026-01-01")
    (last,) = held(lake, "police-uk-stop-search")
    assert last["outcome"] == "Nothing found - no further action"


def test_crimes_saved_as_stops(answer, take) -> None:
    """A program has saved the answer of the wrong address: content decides, not the name."""
    (report,) = take(answer([ASB], what="stop-and-search"))
    assert "expected stops and searches, but row 1 has no field 'type'" in str(report.error)


@pytest.mark.parametrize(
    ("time", "month"),
    [
        ("2025-08-31T23:30:00+00:00", "2025-09"),
        ("2025-09-30T23:30:00+00:00", "2025-09"),
        ("2025-08-31T22:30:00+00:00", "2025-08"),
        ("2025-10-01T00:00:00Z", "2025-10"),
        ("yesterday", None),
    ],
)
def test_a_summer_night_is_in_its_own_month(time, month) -> None:
    """Times are in UTC; half past midnight on 1 September is written as 31 August."""
    assert month_of_stop(time, "2025-09") == month


def test_stops_of_another_month_are_rejected(answer, take, lake) -> None:
    """One stale row is listed, the others are kept."""
    stale = {**STOP, "datetime": "2025-07-03T11:20:00+00:00"}
    (report,) = take(answer([STOP, stale], what="stop-and-search"))
    (fault,) = report.quality.rejections
    assert (fault.line, fault.column, fault.value) == (2, "period", "2025-07")
    assert len(held(lake, "police-uk-stop-search")) == 1
