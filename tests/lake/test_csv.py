"""The two ways of reading a CSV, quick and careful, and what neither can be made to do."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.errors import InputError
from frankpledge.lake import SOURCES
from frankpledge.lake.converting import convert
from frankpledge.lake.csvfile import _File as File
from frankpledge.lake.csvfile import _parse_carefully, _parse_quickly, read_csv
from frankpledge.lake.source import Context

STREET = SOURCES["police-uk-street"]
LAYOUT = next(layout for layout in STREET.layouts if layout.id == "publisher")
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
ROW = (
    "ab,2025-01,Wiltshire Police,Wiltshire Police,-1.99,51.35,On or near High Street,E01000001,"
    "Wiltshire 001A,Drugs,Under investigation,"
)
BITS = ['"', ",", "\n", "\r", "\r\n", "\0", "nan", "1e999", " ", '""', '"a,b"', '"x\ny"', "ŷ", "-"]
CONTEXT = Context("x.csv", {}, lambda _: None)


def spoil(places: list[tuple[int, str]]) -> bytes:
    text = "\n".join([HEADER, *[ROW] * 4, ""])
    for place, bit in places:
        at = len(HEADER) + 1 + place % (len(text) - len(HEADER))
        text = text[:at] + bit + text[at:]
    return text.encode()


spoilt = st.lists(st.tuples(st.integers(0, 2000), st.sampled_from(BITS)), max_size=3)


@settings(max_examples=150, deadline=None)
@given(spoilt)
def test_what_is_read_quickly_is_read_the_same_carefully(places: list[tuple[int, str]]) -> None:
    """Where Arrow's parser finds nothing wrong, Python's finds the same rows and nothing wrong."""
    fields = {field.header: field for field in LAYOUT.fields}
    file = File(spoil(places), "x.csv", HEADER.split(","), fields)
    try:
        quick = _parse_quickly(file)
    except pa.ArrowInvalid:
        return
    careful = _parse_carefully(file)
    convert(careful, LAYOUT.fields)
    assert careful.rejected == 0
    assert str(careful.table.select(quick.table.column_names).to_pylist()) == str(
        quick.table.to_pylist()
    )


@settings(max_examples=150, deadline=None)
@given(spoilt, st.integers(0, 3000), st.binary(max_size=4))
def test_every_row_is_read_or_told(places: list[tuple[int, str]], at: int, junk: bytes) -> None:
    """Any bytes at all give rows that add up, or an error for people, and never anything else."""
    data = spoil(places)
    try:
        rows = read_csv(data[:at] + junk + data[at:], LAYOUT, CONTEXT)
    except InputError as error:
        assert "x.csv" in str(error)
        return
    assert rows.read == len(rows.table) + rows.rejected
    assert all(found.line is not None and found.line > 1 for found in rows.rejections)
