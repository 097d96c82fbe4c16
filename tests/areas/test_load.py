"""Bad tables are refused with file, line, column, expectation and value."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.errors import InputError, NotFoundError

AREAS = "code,kind,name,local_name,vintage,longitude,latitude\n"
WARDS = AREAS + "E05000001,ward,One,,2024,-1.9,51.3\nE05000002,ward,Two,,2024,,\n"
MEMBERSHIP = "member,area\n"
CHANGES = "lsoa11,lsoa21,change,share\n"


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a table, and return its folder."""
    raw = text if isinstance(text, bytes) else text.encode()
    folder.joinpath(name).write_bytes(raw)
    return folder


@pytest.mark.parametrize(
    ("name", "text", "line", "field", "expected", "value"),
    [  # what is wrong, then where it is said to be and why
        (
            "areas.csv",
            WARDS + "E05000003,hamlet,Three,,2024,,\n",
            *(4, "kind", "one of lsoa, parish, msoa, ward", "hamlet"),
        ),
        (
            "areas.csv",
            WARDS + "E05000001,ward,One again,,2024,,\n",
            *(4, "code", "once in each vintage", "E05000001"),
        ),
        (
            "areas.csv",
            AREAS + "E06000054,district,Ours already,,2024,,\n",
            *(2, "code", "once in each vintage", "E06000054"),
        ),
        ("areas.csv", AREAS + ",ward,Nameless,,2024,,\n", 2, "code", "a value", ""),
        (
            "areas.csv",
            AREAS + "E05000001,ward,One,,2024,-1.9,151.3\n",
            *(2, "latitude", "degrees from 49.923 to 60.839", "151.3"),
        ),
        (
            "areas.csv",
            AREAS + "E05000001,ward,One,,2024,west,51.3\n",
            *(2, "longitude", "degrees from -8.578 to 1.779", "west"),
        ),
        (
            "areas.csv",
            AREAS + "E05000001,ward,In the sea,,2024,-1.9,0.5\n",
            *(2, "latitude", "on the National Grid (or a blank)", "0.5"),
        ),
        ("areas.csv", AREAS + "E05000001,ward,One\n", 2, None, "7 cells", 3),
        ("areas.csv", "code,name\n", 1, None, "the columns code,kind,name", None),
        ("areas.csv", "", 1, None, "the columns code,kind,name", None),
        (
            "areas.csv",
            WARDS.encode() + b"E05000003,ward,Ynys M\xf4n,,2024,,\n",
            *(4, None, "UTF-8 text", "invalid continuation byte"),
        ),
        ("areas.csv", WARDS + 'E05000003,ward,"Cut off', 4, None, "CSV", "unexpected end of data"),
        (
            "membership.csv",
            MEMBERSHIP + "E06000054,E23000099\n",
            *(2, "area", "the code of an area", "E23000099"),
        ),
        (
            "membership.csv",
            MEMBERSHIP + "E01999999,E06000054\n",
            *(2, "member", "the code of an area", "E01999999"),
        ),
        (
            "membership.csv",
            MEMBERSHIP + "E06000054,E06000054\n",
            *(2, "area", "another area", "E06000054"),
        ),
        (
            "membership.csv",
            MEMBERSHIP + "E06000054,E23000038\n",
            *(2, "member", "each pair of member and area once", "E06000054,E23000038"),
        ),
        (
            "lsoa-changes.csv",
            CHANGES + "E01000001,E01000001,U,1\nE01000002,E01000003,S,1.5\n",
            *(3, "share", "a share from 0 to 1", "1.5"),
        ),
        (
            "lsoa-changes.csv",
            CHANGES + "E01000001,E01000001,U,one\n",
            *(2, "share", "a share from 0 to 1", "one"),
        ),
        ("lsoa-changes.csv", CHANGES + "E01000001,E01000001,U,\n", 2, "share", "a value", ""),
        (
            "lsoa-changes.csv",
            CHANGES + "E01000001,E01000001,Z,1\n",
            *(2, "change", "one of U, S, M, X", "Z"),
        ),
        (
            "lsoa-changes.csv",
            CHANGES + "E01000001,E01000002,S,0.5\nE01000001,E01000002,S,0.5\n",
            *(3, "lsoa11", "each pair of areas once", "E01000001,E01000002"),
        ),
        (
            "lsoa-changes.csv",
            CHANGES + "E01000001,E01000002,S,0.5\nE01000001,E01000003,S,0.4\n",
            *(3, "share", "shares of E01000001 that add up to 1", 0.9),
        ),
    ],
)
def test_a_bad_table_is_refused(tmp_path, name, text, line, field, expected, value):
    """Each fault names its place, what was expected and what was found."""
    with pytest.raises(InputError) as caught:
        load_areas(write(tmp_path, name, text))
    error = caught.value
    assert error.place.file == str(tmp_path / name)
    assert (error.place.line, error.place.field) == (line, field)
    assert expected in error.expected
    assert error.value == value


def test_shares_need_not_be_written_to_the_last_digit(tmp_path):
    """Thirds with four decimals add up well enough."""
    text = CHANGES + "".join(f"E01000001,E0100000{i},S,0.3333\n" for i in (2, 3, 4))
    changes = load_areas(write(tmp_path, "lsoa-changes.csv", text)).changes
    assert changes["share"].to_pylist() == [0.3333] * 3


def test_a_bom_carriage_returns_and_quoted_commas_are_read(tmp_path):
    """As spreadsheet programs write them."""
    text = AREAS + '"E01000001",lsoa,"Bournemouth, Christchurch and Poole 031E",Bae Môn,2021,,\n'
    folder = write(tmp_path, "areas.csv", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    area = load_areas(folder).get("E01000001")
    assert area.name == "Bournemouth, Christchurch and Poole 031E"
    assert area.local_name == "Bae Môn"
    assert area.longitude is None


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    """A wrong path is not an empty set of areas."""
    with pytest.raises(NotFoundError, match="nowhere"):
        load_areas(tmp_path / "nowhere")


def test_a_folder_named_twice_is_read_once(tmp_path):
    """Its codes are not repeats of themselves."""
    write(tmp_path, "areas.csv", WARDS)
    areas = load_areas(tmp_path, str(tmp_path), tmp_path / ".." / tmp_path.name)
    assert [area.code for area in areas.of_kind("ward")] == ["E05000001", "E05000002"]


def test_without_folders_there_is_the_package(tmp_path):
    """An empty folder adds nothing to it."""
    assert load_areas().rows == load_areas(tmp_path).rows
    assert load_areas().changes.num_rows == 0


def test_looking_up_a_code_needs_no_heavy_library():
    """Importing, loading and finding a force leave Arrow, numpy and pandas alone."""
    code = (
        "import sys, frankpledge.areas as a; a.load_areas().force_code('wiltshire');"
        "print(sorted({'pyarrow', 'numpy', 'pandas', 'gzip'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
