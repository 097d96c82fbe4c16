"""What the road casualty files of the Department for Transport (STATS19) have in common.

Code lists: Department for Transport, *Road safety open dataset data guide*, 2024 edition (Open
Government Licence v3.0). Codes whose label there says that data are missing are blank in the lake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from frankpledge.lake.source import Column, Context, Dip, Gate

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows

PUBLISHER = "Department for Transport"
LICENCE = "Open Government Licence v3.0"
URL = "https://www.data.gov.uk/dataset/cb7ae6f0-4be6-4935-9277-47e5ce24a11f/road-safety-data"
ADJUSTED_FROM = 2004  # the first year for which the publisher adjusts severities

SEVERITIES = {"1": "fatal", "2": "serious", "3": "slight"}
FORCES = {
    **{"1": "Metropolitan Police", "3": "Cumbria", "4": "Lancashire", "5": "Merseyside"},
    **{"6": "Greater Manchester", "7": "Cheshire", "10": "Northumbria", "11": "Durham"},
    **{"12": "North Yorkshire", "13": "West Yorkshire", "14": "South Yorkshire"},
    **{"16": "Humberside", "17": "Cleveland", "20": "West Midlands", "21": "Staffordshire"},
    **{"22": "West Mercia", "23": "Warwickshire", "30": "Derbyshire", "31": "Nottinghamshire"},
    **{"32": "Lincolnshire", "33": "Leicestershire", "34": "Northamptonshire"},
    **{"35": "Cambridgeshire", "36": "Norfolk", "37": "Suffolk", "40": "Bedfordshire"},
    **{"41": "Hertfordshire", "42": "Essex", "43": "Thames Valley", "44": "Hampshire"},
    **{"45": "Surrey", "46": "Kent", "47": "Sussex", "48": "City of London"},
    **{"50": "Devon and Cornwall", "52": "Avon and Somerset", "53": "Gloucestershire"},
    **{"54": "Wiltshire", "55": "Dorset", "60": "North Wales", "61": "Gwent"},
    **{"62": "South Wales", "63": "Dyfed-Powys"},
}
SCOTLAND = frozenset({*map(str, range(91, 100))})

DIPS = (
    Dip(
        first="2020-03",
        last="2021-06",
        reason="Traffic fell while coronavirus restrictions were in force",
        source="S.I. 2020/350, in force 26 March 2020, and the regulations that followed it",
    ),
)
# A small force has some fifty collisions a month; a good month has half as many as a bad one.
GATE = Gate(partial=0.3)
FORCE = Column("force", "category", "Code of the police force that recorded it")
COLLISION = Column("collision", "text", "The publisher's index of the collision")
KSI_NOTE = (
    "Forces changed how they record severity at different times. Serious injuries are therefore "
    "counted as the publisher adjusts them: as if every force had always recorded injuries and "
    "not its officer's judgement. Adjusted numbers are not whole, and only exist from 2004."
)


def headers(*names: str) -> tuple[str, ...]:
    """Each header as it has been since 2023, when accidents became collisions, and before."""
    return tuple(
        dict.fromkeys(
            head for name in names for head in (name, name.replace("collision", "accident"))
        )
    )


def file_name(table: str) -> str:
    """The pattern of the publisher's file names for a table, adjustment look-ups apart."""
    return rf"dft-road-casualty-statistics-(?:{table})-(?!adjust)[^/]*\.csv"


def trim(rows: Rows, column: str) -> None:
    """Take away the blanks that pad references in some years."""
    import pyarrow.compute as pc

    rows.set(column, pc.utf8_trim_whitespace(rows.column(column)))


def blank_missing(rows: Rows, columns: Iterable[str], missing: Iterable[str]) -> None:
    """Make the publisher's codes for missing data blank, in the columns that the file has."""
    from frankpledge.lake.arrow import encoded

    codes = frozenset(missing)
    for column in columns:
        if column in rows.table.column_names:
            places, values = encoded(rows.table[column])
            rows.set(column, _texts([None if v in codes else v for v in values], places))


def relabel(
    rows: Rows, column: str, labels: Mapping[str, str], missing: Iterable[str] = ("-1",)
) -> None:
    """Codes into words; codes for missing data become blank, unknown ones leave the row out."""
    from frankpledge.lake.arrow import encoded

    blank_missing(rows, [column], missing)
    if column in rows.table.column_names:
        rows.check(column, lambda code: code in labels, "a code of the publisher's list")
        places, values = encoded(rows.table[column])
        rows.set(column, _texts([labels.get(value) for value in values], places))


def number(rows: Rows, column: str, missing: Iterable[str] = ("-1", "NULL")) -> None:
    """A column of texts into numbers, with the publisher's words for missing data blank."""
    import pyarrow as pa

    from frankpledge.lake.converting import cast, readable

    if column not in rows.table.column_names:
        return
    blank_missing(rows, [column], missing)
    texts = rows.column(column).cast(pa.string())
    rows.set(column, texts)
    rows.drop(readable(texts, "number"), column, "a number")
    rows.set(column, cast(rows.column(column), "number"))


def _texts(values: list[str | None], places: Any) -> Any:
    import pyarrow as pa

    return pa.array(values, pa.string()).take(places).dictionary_encode()


def set_force(rows: Rows, column: str, context: Context) -> None:
    """The force from the publisher's number for it; rows of Scotland are none of this table's."""
    import pyarrow as pa

    from frankpledge.lake.arrow import encoded

    places, values = encoded(rows.table[column])
    south = pa.array([value not in SCOTLAND for value in values], pa.bool_()).take(places)
    rows.omit(south, "rows of Scotland")
    rows.map(
        column,
        "force",
        lambda code: context.force_code(FORCES[code]) if code in FORCES else None,
        "the publisher's number of a police force of England or Wales",
    )


def force_of_index(rows: Rows, context: Context) -> None:
    """The force of a casualty or vehicle: its number is digits 5 and 6 of the collision's index."""
    import pyarrow.compute as pc

    digits = pc.utf8_slice_codeunits(rows.column("collision"), 4, 6)
    rows.set("police_force", pc.utf8_ltrim(digits, "0").dictionary_encode())
    set_force(rows, "police_force", context)


def set_ksi(rows: Rows, adjusted: str) -> None:
    """`ksi`: 1 for a death, for others the adjusted probability that the injury was serious.

    Where the file gives none, it is 1 for what the police recorded as serious; how many are such is
    noted, since such years are not like for like with others.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if adjusted in rows.table.column_names:
        number(rows, adjusted)
    else:
        rows.set(adjusted, pa.nulls(len(rows.table), pa.float64()))
    severity: Any = rows.column("severity").cast(pa.string())
    given = rows.column(adjusted)
    rows.note("severity as recorded, not adjusted", given.null_count)
    recorded = pc.equal(severity, pa.scalar("serious")).cast(pa.float64())
    fatal = pc.equal(severity, pa.scalar("fatal"))
    rows.set("ksi", pc.if_else(fatal, pa.scalar(1.0), pc.coalesce(given, recorded)))
