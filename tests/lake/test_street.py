"""The quirks of street files, each with a file that has it (data/police/README.md, section 2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from frankpledge.lake import ImportReport, Lake

Line = Callable[..., str]
Street = Callable[..., Path]
Take = Callable[..., list[ImportReport]]


def rows_of(lake: Lake) -> list[dict[str, object]]:
    table = lake.table("police-uk-street")
    return table.order_by(["period", "force", "lsoa", "crime_type"]).to_pyarrow().to_pylist()


def test_a_row_arrives_with_its_types(lake: Lake, take: Take, street: Street, line: Line) -> None:
    """A row keeps its values; blanks become null, the force becomes a code."""
    text = line("ab12", crime_type="Burglary", outcome="Under investigation")
    (report,) = take(street([text]))
    assert report.status == "imported"
    assert rows_of(lake) == [
        {
            "period": "2025-01",
            "force": "E23000038",
            "crime_id": "ab12",
            "longitude": -1.99,
            "latitude": 51.35,
            "location": "On or near High Street",
            "lsoa": "E01000001",
            "crime_type": "Burglary",
            "last_outcome": "Under investigation",
        }
    ]


def test_commas_in_quoted_names_do_not_shift_columns(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """An LSOA name with commas leaves the crime type where it is."""
    place = 'On or near Park,E01015344,"Bournemouth, Christchurch and Poole 031E"'
    take(street([line(place=place)]))
    assert rows_of(lake)[0]["crime_type"] == "Anti-social behaviour"
    assert rows_of(lake)[0]["lsoa"] == "E01015344"


def test_welsh_letters_are_kept(lake: Lake, take: Take, street: Street, line: Line) -> None:
    """Names with circumflexes arrive as they were written."""
    place = "On or near Cae'R Hen Dŷ,W01000001,Powys 001A"
    text = line(force="Dyfed-Powys Police", place=place)
    take(street([text], "2025-01-dyfed-powys-street.csv"))
    assert rows_of(lake)[0]["location"] == "On or near Cae'R Hen Dŷ"
    assert rows_of(lake)[0]["force"] == "W15000004"


def test_identical_rows_without_identifier_all_stay(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """Three equal reports of anti-social behaviour are three rows."""
    (report,) = take(street([line(), line(), line()]))
    assert len(rows_of(lake)) == 3
    assert report.quality is not None
    assert (report.quality.identical, report.quality.repeated) == (2, 0)


def test_repeated_identifiers_are_counted_and_kept(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """A crime listed at two places is two rows, one of them a repeat, none of them identical."""
    lines = [
        line("aa", crime_type="Drugs"),
        line("aa", crime_type="Drugs", point="-1.98,51.35"),
        line("bb", crime_type="Drugs"),
        line("bb", crime_type="Drugs"),
    ]
    (report,) = take(street(lines))
    assert len(rows_of(lake)) == 4
    assert report.quality is not None
    assert (report.quality.repeated, report.quality.identical) == (2, 1)


def test_transport_police_has_no_identifiers(take: Take, street: Street, line: Line) -> None:
    """Blank identifiers of any crime type are accepted and counted."""
    force = "British Transport Police"
    lines = [line(force=force, crime_type="Drugs"), line(force=force, crime_type="Robbery")]
    (report,) = take(street(lines, "2025-01-btp-street.csv"))
    assert report.quality is not None
    assert (report.quality.accepted, report.quality.blanks["crime_id"]) == (2, 2)


def test_northern_ireland_has_points_without_neighbourhoods(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """A blank LSOA with coordinates is accepted, and counted as blank."""
    text = line(
        "cc",
        force="Police Service of Northern Ireland",
        point="-5.93,54.60",
        place="On or near Street,,",
        crime_type="Drugs",
    )
    (report,) = take(street([text], "2025-01-northern-ireland-street.csv"))
    assert rows_of(lake)[0]["force"] == "northern-ireland"
    assert report.quality is not None
    assert report.quality.blanks["lsoa"] == 1


def test_rows_without_a_place_are_counted_not_rejected(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """'No Location' rows count for the force."""
    (report,) = take(street([line(point=",", place="No Location,,"), line()]))
    assert len(rows_of(lake)) == 2
    assert report.quality is not None
    assert {k: v for k, v in report.quality.blanks.items() if k != "crime_id"} == {
        "longitude": 1,
        "latitude": 1,
        "lsoa": 1,
        "last_outcome": 2,
    }


def test_unknown_crime_types_are_accepted_and_counted(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """A type that the publisher adds is not lost."""
    (report,) = take(street([line("x", crime_type="Piracy"), line()]))
    assert {row["crime_type"] for row in rows_of(lake)} == {"Piracy", "Anti-social behaviour"}
    assert report.quality is not None
    assert report.quality.notes == {"crime_type unknown to this version: Piracy": 1}


def test_oddities_of_the_layout_are_counted(take: Take, street: Street, line: Line) -> None:
    """A 'Falls within' unlike 'Reported by' and a filled 'Context' are told, not rejected."""
    lines = [line(within="Dorset Police"), line(context="seen"), line()]
    (report,) = take(street(lines))
    assert report.quality is not None
    assert report.quality.notes == {
        "'Falls within' is not 'Reported by'": 1,
        "'Context' is filled in": 1,
    }
    assert report.quality.accepted == 3


def test_rows_of_another_month_are_rejected_with_their_lines(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """The file's name says the month; rows of another are listed and left out."""
    path = street([line(), line(month="2024-12"), line(), line(month="2024-11")])
    (report,) = take(path)
    assert len(rows_of(lake)) == 2
    assert report.quality is not None
    assert (report.quality.read, report.quality.accepted, report.quality.rejected) == (4, 2, 2)
    first, second = report.quality.rejections
    assert (first.file, first.line, first.column, first.value) == (
        str(path),
        3,
        "period",
        "2024-12",
    )
    assert (second.line, second.value) == (5, "2024-11")
    assert "2025-01" in first.expected


def test_rows_of_another_force_are_rejected(take: Take, street: Street, line: Line) -> None:
    """A stray row of a neighbour must not stand for the neighbour's month."""
    (report,) = take(street([line(), line(force="Dorset Police")]))
    assert report.quality is not None
    assert [r.value for r in report.quality.rejections] == ["E23000039"]


def test_unknown_forces_are_rejected(take: Take, street: Street, line: Line) -> None:
    """A name that no force has is listed as it stands."""
    (report,) = take(street([line(), line(force="Toytown Police", within=" ")]))
    assert report.quality is not None
    assert [(r.line, r.value) for r in report.quality.rejections] == [(3, "Toytown Police")]


def test_points_outside_the_country_are_rejected(take: Take, street: Street, line: Line) -> None:
    """Coordinates abroad, or swapped, are left out; 0, 0 is in the sea off Ghana."""
    points = ["-1.99,51.35", "51.35,-1.99", "0,0", "2.35,48.86", "nan,51"]
    (report,) = take(street([line(point=point) for point in points]))
    assert report.quality is not None
    assert report.quality.accepted == 1
    assert sorted(r.line for r in report.quality.rejections if r.line) == [3, 4, 5, 6]


def test_values_of_another_type_are_rejected_one_by_one(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """A coordinate that is no number costs its row only, and is named with its line."""
    lines = [line(), line(point="west,51.35"), line(point="-1.98,north"), line("q")]
    (report,) = take(street(lines))
    assert len(rows_of(lake)) == 2
    assert report.quality is not None
    told = [(r.line, r.column, r.expected, r.value) for r in report.quality.rejections]
    assert told == [(3, "longitude", "a number", "west"), (4, "latitude", "a number", "north")]


def test_lines_with_too_few_columns_are_rejected(take: Take, street: Street, line: Line) -> None:
    """A line that was cut off is listed with its number; lines after it keep theirs."""
    lines = [line(), "ab,2025-01,Wiltshire", line(month="2020-01"), line()]
    (report,) = take(street(lines))
    assert report.quality is not None
    assert (report.quality.read, report.quality.accepted) == (4, 2)
    assert {(r.line, r.expected[:10]) for r in report.quality.rejections} == {
        (3, "12 columns"),
        (4, "2025-01, t"),
    }


def test_line_numbers_count_newlines_inside_quotes(take: Take, street: Street, line: Line) -> None:
    """A place name over two lines moves the numbers of all later lines."""
    lines = [
        line(place='"On or near\nHigh Street",E01000001,Wiltshire 001A'),
        line(month="2020-01"),
    ]
    (report,) = take(street(lines))
    assert report.quality is not None
    assert [r.line for r in report.quality.rejections] == [4]


def test_bytes_that_are_not_utf8_cost_one_row(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """Text in another encoding is rejected where it stands."""
    path = street([line("a"), line("b"), line("c")])
    path.write_bytes(path.read_bytes().replace(b"b,2025", b"\xff,2025"))
    (report,) = take(path)
    assert sorted(str(row["crime_id"]) for row in rows_of(lake)) == ["a", "c"]
    assert report.quality is not None
    (rejection,) = report.quality.rejections
    assert (rejection.line, rejection.expected) == (3, "12 columns of UTF-8 text")
    assert rejection.value is not None and rejection.value.startswith("�,2025-01,Wilt")


def test_only_the_first_rejections_are_listed_and_all_are_counted(
    take: Take, street: Street, line: Line
) -> None:
    """Five hundred bad rows do not make a report of five hundred lines."""
    (report,) = take(street([line(month="2020-01")] * 500 + [line()]))
    assert report.quality is not None
    assert report.quality.rejected == 500
    assert sum(report.quality.reasons.values()) == 500
    assert len(report.quality.rejections) == 20


def test_a_file_without_a_usable_row_fails(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """Nothing but bad rows is an error of the file, and nothing is imported."""
    (report,) = take(street([line(month="2020-01")]))
    assert report.status == "failed"
    assert "2020-01" in str(report.error)
    assert lake.imports().num_rows == 0


def test_a_byte_order_mark_and_other_newlines_change_nothing(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """BOM and CRLF read alike; the same content with other newlines is already held."""
    text = line("a", crime_type="Drugs")
    first = street([text], end="\n")
    marked = street([text], folder="bom")
    marked.write_bytes(b"\xef\xbb\xbf" + marked.read_bytes())
    take(first)
    before = rows_of(lake)
    assert [r.status for r in take(street([text], folder="crlf", end="\r\n"))] == ["held"]
    (report,) = take(marked, vintage="2025-04-01")
    assert (report.status, rows_of(lake)) == ("held", before)


def test_columns_may_stand_in_any_order(lake: Lake, take: Take, street: Street) -> None:
    """Columns are found by name."""
    header = (
        "Month,Crime ID,Context,Reported by,Falls within,Latitude,Longitude,Location,LSOA name,"
        "LSOA code,Last outcome category,Crime type"
    )
    text = (
        "2025-01,zz,,Wiltshire Police,Wiltshire Police,51.35,-1.99,High Street,Wiltshire 001A,"
        "E01000001,,Drugs"
    )
    (report,) = take(street([text], header=header))
    assert report.status == "imported"
    row = rows_of(lake)[0]
    assert (row["longitude"], row["lsoa"], row["crime_type"]) == (-1.99, "E01000001", "Drugs")


def test_missing_unknown_and_double_columns_are_named(
    lake: Lake, take: Take, street: Street, line: Line
) -> None:
    """A header that is not the layout's is refused, and the columns at fault are said."""
    head = "Crime ID,Month,Month,Reported by,Longitude,Latitude,Location,LSOA code,Offence,Context"
    (report,) = take(street([line()], header=head))
    assert report.status == "failed"
    told = str(report.error)
    assert "no column 'Falls within', 'Crime type', 'Last outcome category'" in told
    assert "unknown column 'Offence'" in told
    assert "twice the column 'Month'" in told
    assert ":1:" in told
    assert lake.imports().num_rows == 0


def test_rows_outside_the_force_are_counted(
    lake: Lake, small_places: object, street: Street, line: Line
) -> None:
    """Neighbourhoods of 2011 and of 2021 are the force's own; a blank is neither in nor out."""
    from frankpledge.lake import ingest

    codes = ["E01000001", "E01000099", "E01000003", "E01999999", ""]
    path = street([line(place=f"High Street,{code},x") for code in codes])
    (report,) = ingest(lake, [path], areas=small_places, vintage="2025-03-01")  # type: ignore[arg-type]
    assert report.quality is not None
    assert report.quality.outside == 1
