"""Crimes by month, neighbourhood (LSOA) and type, counted from the files of data.police.uk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frankpledge.lake.source import Column, Field, Form, Layout, Source
from frankpledge.lake.sources import police_uk as family

if TYPE_CHECKING:
    import pyarrow as pa

    from frankpledge.lake.rows import Rows
    from frankpledge.lake.source import Context


def parse(document: Any) -> pa.Table:
    """Rows of {"crime_lookup": [type, ...], "lsoa": {code: {"<index of type>": count}}}.

    The order of the types differs from file to file, so it is always the file's own.
    Raises KeyError, TypeError or ValueError when the document is of another shape.
    """
    import pyarrow as pa

    types = [str(name) for name in document["crime_lookup"]]
    codes: list[str | None] = []
    indices: list[int] = []
    counts: list[Any] = []
    for code, cells in document["lsoa"].items():
        codes.extend([code or None] * len(cells))
        indices.extend(map(int, cells))
        counts.extend(cells.values())
    if indices and not 0 <= min(indices) <= max(indices) < len(types):
        raise ValueError(f"a type index outside crime_lookup: {max(indices)}")
    crime_type = pa.DictionaryArray.from_arrays(pa.array(indices, pa.int32()), pa.array(types))
    columns = [pa.array(codes, pa.string()).dictionary_encode(), crime_type, pa.array(counts)]
    return pa.table(columns, names=["lsoa", "crime_type", "count"])


def build(rows: Rows, context: Context) -> None:
    """The month is only in the file's name."""
    rows.fill("period", context.says.get("period"), "a month in the file's name")


SOURCE = Source(
    id="police-uk-lsoa",
    title="Crime and anti-social behaviour by neighbourhood (LSOA)",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.URL,
    grain="month",
    columns=(
        family.PERIOD,
        Column("lsoa", "category", family.LSOA_NOTE + "; blank where the place is not known", True),
        Column("crime_type", "category", "One of 14 types"),
        Column("count", "integer", "Rows of all forces that lie there"),
    ),
    layouts=(
        Layout(
            id="counted-json",
            name=r"(?P<period>\d{4}-\d{2})\.json",
            format="json",
            fields=(
                Field("lsoa", "lsoa"),
                Field("crime_type", "crime_type", required=True),
                Field("count", "count", "integer", required=True),
            ),
            parse=parse,
            build=build,
            note="Counted from data.police.uk by a third party (Migalha0/DataManipulation-"
            "UK_Crime_Map); within 0.2 to 1.8 % of Wiltshire Police's own rows of 2025.",
        ),
    ),
    part=("period",),
    sort=("period", "lsoa", "crime_type"),
    key=("period", "lsoa", "crime_type"),
    adds=("count",),
    checks=(family.MONTH, Form("lsoa", r"[EW]01\d{6}", "the code of an LSOA, as E01032115")),
    categories={"crime_type": family.CRIME_TYPES},
    gaps=family.GAPS,
    dips=family.DIPS,
    caveats=(
        "Counts crimes located in a place, whichever force recorded them; crimes without a place "
        "are not in it, so it never makes a force's total.",
        "A force that supplied nothing shows a few crimes a month that its neighbours and the "
        "British Transport Police recorded there.",
    ),
)
