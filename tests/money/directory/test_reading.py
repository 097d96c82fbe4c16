"""Entries and venues as small bodies write them: YAML, a table of their own, and what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frankpledge.money.directory import (
    DirectoryError,
    Entry,
    calendar,
    check_directory,
    confirmation,
    free_slots,
    read_directory,
)
from frankpledge.plans.checks import RULES, Options

HALL = """\
id: venues
title: Venue bank
source: Oldbridge Town Council
venues:
  - id: town-hall
    name: Town hall
    by: Oldbridge Town Council
    place: E06000030
    address: {line: 1 High Street, town: Oldbridge, county: Oldshire, postcode: OL1 1AA}
    opening:
      - {days: [MO, WE], start: '18:00', end: '21:00'}
      - {days: [SA], start: '09:00', end: '12:00'}
    shut: [2026-03-25]
    bookings:
      - {day: 2026-03-23, start: '19:00', end: '20:00'}
      - {day: 2026-03-30, start: '17:00', end: '22:00'}
    capacity: 80
    confirmed: 2026-03-01
"""
MONDAY = date(2026, 3, 23)


def write(root: Path, name: str, text: str) -> Path:
    """A file of the directory; returns the workspace."""
    (root / "directory").mkdir(exist_ok=True)
    (root / "directory" / name).write_text(text, encoding="utf-8")
    return root


def test_a_table_with_its_own_headings_is_read(tmp_path: Path) -> None:
    """Columns by name, lists between semicolons, British dates; other columns are passed over."""
    document = """\
id: clubs
title: Clubs
source: Oldbridge Council
table:
  file: clubs.csv
  columns: {id: Ref, name: Club, by: Run by, summary: What, needs: For, confirmed: Checked}
"""
    table = (
        "Ref,Club,Contact person,Run by,What,For,Checked\n"
        'boxing,Boxing,A. Person,Oldbridge Boxing,"Boxing, for all",young-people; victims,'
        "02/05/2026\n"
        ",,,,,,\n"
    )
    write(tmp_path, "clubs.csv", table)
    (found,) = read_directory(write(tmp_path, "clubs.yaml", document)).entries
    assert found == Entry(
        id="boxing",
        name="Boxing",
        by="Oldbridge Boxing",
        summary="Boxing, for all",
        needs=("young-people", "victims"),
        confirmed=date(2026, 5, 2),
        source="Oldbridge Council",
        file="clubs.csv",
        line=2,
    )


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    """YAML and table, field by field, with line and heading."""
    document = """\
id: clubs
title: Clubs
services:
  - {id: A club, name: A, by: B, needs: [young-peopl], confirmed: yesterday, web: 'javascript:1'}
  - {id: b, name: B, by: C, summary: D, needs: [victims], source: S, colour: red}
  - {id: b, name: B, by: C, summary: D, needs: [victims], source: S}
table: {file: clubs.csv, columns: {id: Ref, name: Klub, by: By, summary: What, needs: For}}
"""
    write(tmp_path, "clubs.csv", "Ref,Club,By,What,For\nx,Y,Z,W,victims\n")
    write(tmp_path, "venues.yaml", HALL.replace("end: '21:00'", "end: '17:00'"))
    with pytest.raises(DirectoryError) as caught:
        read_directory(write(tmp_path, "clubs.yaml", document), ["E06000030"])
    told = [str(error) for error in caught.value.errors]
    for expected in (
        "clubs.yaml:4, services.0.id: expected small letters, digits and hyphens",
        "clubs.yaml:4, services.0.summary: expected a value",
        "clubs.yaml:4, services.0.needs: expected a need; did you mean 'young-people'?",
        "clubs.yaml:4, services.0.confirmed: expected a day such as 2026-03-31",
        "clubs.yaml:4, services.0.web: expected an address such as",
        "clubs.yaml:4, services.0.source: expected who stated this",
        "clubs.yaml:5, services.1.colour: expected no such field",
        "clubs.csv:1, Klub: expected a column headed 'Klub'; did you mean 'Club'?",
        "venues.yaml:11, venues.0.opening.0.end: expected a time after 18:00",
    ):
        assert any(expected in line for line in told), expected


def test_files_of_others_are_taken_over(tmp_path: Path, shared: Path) -> None:
    """A file in the folder becomes entries; areas in words of their own are left out."""
    folder = shared / "data" / "standards" / "open-referral-3.0"
    text = (folder / "example_service_full.json").read_text(encoding="utf-8")
    (found,) = read_directory(write(tmp_path, "others.json", text), ["E06000030"]).entries
    assert (found.name, found.places, found.needs) == ("Community Counselling", (), ())
    assert found.source == "Open Referral file others.json"
    with pytest.raises(DirectoryError, match=r"others\.json, /status: expected one of active"):
        read_directory(write(tmp_path, "others.json", text.replace('"active"', '"open"')))


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    """Also across files, because the id is the address of the entry."""
    write(tmp_path, "a.yaml", HALL.replace("id: venues", "id: a"))
    with pytest.raises(DirectoryError, match=r"an id used once; a\.yaml has it too"):
        read_directory(write(tmp_path, "b.yaml", HALL.replace("id: venues", "id: b")))


def test_a_place_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """Codes are looked up among the areas of the workspace."""
    with pytest.raises(DirectoryError, match=r"venues\.0\.place: expected the code of an area"):
        read_directory(write(tmp_path, "venues.yaml", HALL), ["E06000054"])


def test_free_is_open_without_shut_and_taken(tmp_path: Path) -> None:
    """Two weeks by hand: a booking in the middle, one over everything, a day when it is shut."""
    (venue,) = read_directory(write(tmp_path, "venues.yaml", HALL)).venues
    slots = [
        (s.day.day, s.day.month, s.start.hour, s.end.hour) for s in free_slots(venue, MONDAY, 2)
    ]
    assert slots == [
        (23, 3, 18, 19),
        (23, 3, 20, 21),
        (28, 3, 9, 12),
        (1, 4, 18, 21),
        (4, 4, 9, 12),
    ]


def test_the_calendar_is_read_by_others_and_keeps_summer_time(tmp_path: Path) -> None:
    """Before 29 March 2026 six in the evening is 18:00 UTC, after it 17:00; the bytes stay."""
    from icalendar import Calendar

    (venue,) = read_directory(write(tmp_path, "venues.yaml", HALL)).venues
    data = calendar(venue, MONDAY, 2)
    assert data == calendar(venue, MONDAY, 2)
    events = Calendar.from_ical(data).walk("VEVENT")
    starts = [event.decoded("dtstart") for event in events]
    assert [(s.day, s.hour, s.utcoffset().seconds) for s in starts] == [
        (23, 18, 0),
        (23, 20, 0),
        (28, 9, 0),
        (1, 17, 0),
        (4, 8, 0),
    ]
    assert len({event["uid"] for event in events}) == len(events)
    assert str(events[0]["location"]) == "1 High Street, Oldbridge, OL1 1AA"
    # RFC 5545, without the library that wrote it: CRLF, 75 octets, and what each event must have.
    lines = data.decode().split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    assert all("\n" not in line and len(line.encode()) <= 75 for line in lines)
    assert {"VERSION:2.0", "PRODID:-//Frankpledge//venue bank//EN"} < set(lines)
    for name in ("BEGIN:VEVENT", "END:VEVENT", "UID:", "DTSTAMP:", "DTSTART:", "DTEND:"):
        assert sum(line.startswith(name) for line in lines) == len(events)


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        (None, "never confirmed"),
        (date(2026, 3, 1), "out of date"),
        (date(2026, 3, 2), "confirmed"),
        (date(2026, 9, 1), "confirmed"),
    ],
)
def test_six_months_are_counted_by_the_calendar(confirmed: date | None, expected: str) -> None:
    """On 1 September what was confirmed on 1 March is out of date, and on 2 March is not."""
    one = Entry(id="a", name="A", by="B", summary="C", needs=("victims",), confirmed=confirmed)
    assert confirmation(one, date(2026, 9, 1)) == expected


def test_without_a_day_nothing_is_fresh() -> None:
    """Where no day is known, what was confirmed once may be old."""
    one = Entry(
        id="a", name="A", by="B", summary="C", needs=("victims",), confirmed=date(2026, 9, 1)
    )
    assert confirmation(one, None) == "out of date"


@pytest.mark.parametrize("code", ["FP811", "FP812"])
def test_the_examples_of_the_rules_are_what_they_say(tmp_path: Path, code: str) -> None:
    """The bad example of the documentation is found once, on its line; the good one is not."""
    rule, on = RULES[code], date(2026, 6, 15)
    name = rule.example.file.removeprefix("directory/")
    write(tmp_path, name, rule.example.bad)
    found = [one for one in check_directory(read_directory(tmp_path), on) if one.code == code]
    assert [(one.file, one.line) for one in found] == [(rule.example.file, 5)]
    assert check_directory(read_directory(tmp_path), on, Options(ignore=("FP81",))) == []
    write(tmp_path, name, rule.example.good)
    assert code not in [one.code for one in check_directory(read_directory(tmp_path), on)]
