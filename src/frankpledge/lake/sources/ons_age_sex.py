"""Residents at mid-year by district, sex and single year of age: estimates of the ONS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from frankpledge.errors import InputError, Place
from frankpledge.lake.source import Between, Column, Context, Field, Form, Layout, Source

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows

OLDEST = 90  # stands for 90 and over: the publisher's tables end there
AGES = (*map(str, range(OLDEST)), f"{OLDEST}+")
DISTRICT = re.compile(r"(?:E0[6-9]|W06)\d{6}")
SEXES = {
    **dict.fromkeys(("1", "m", "male", "males"), "male"),
    **dict.fromkeys(("2", "f", "female", "females"), "female"),
    **dict.fromkeys(("0", "p", "persons", "all", "total"), "all"),
}
VINTAGES = range(11, 41)  # of codes of districts, which name the headers


def build_persons(rows: Rows, context: Context) -> None:
    """One row a district, one column a year of age, both sexes together.

    A row whose ages do not add up to its total is left out. Raises InputError when an age lacks.
    """
    import pyarrow.compute as pc

    if lost := [age for age in AGES if age not in rows.table.column_names]:
        raise InputError(Place(context.file, 1), f"a column for each age, 0 to {AGES[-1]}", lost[0])
    _only_districts(rows)
    _whole_numbers(rows, AGES)
    total: Any = rows.column(AGES[0])
    for age in AGES[1:]:
        total = pc.add(total, rows.column(age))
    rows.drop(pc.equal(total, rows.table["total"]), "total", "the sum of all ages")
    rows.fill("period", context.says.get("period"), "a year in the file's name")
    rows.fill("sex", "all", "")
    _melt(rows, AGES, "age", [int(age.rstrip("+")) for age in AGES])


def build_series(rows: Rows, context: Context) -> None:
    """One row a district, sex and age, one column a year. Raises InputError without any year."""
    found = sorted(n for n in rows.table.column_names if re.fullmatch(r"population_\d{4}", n))
    if not found:
        raise InputError(Place(context.file), "columns such as population_2024", None)
    _only_districts(rows)
    rows.map("sex", "sex", lambda text: SEXES.get(text.casefold()), "male or female")
    _not_twice(rows)
    rows.map("age", "age", _age, "an age from 0 to 90")
    _whole_numbers(rows, [*found, "age"])
    _melt(rows, found, "period", [name.removeprefix("population_") for name in found])


def _age(text: str) -> str | None:
    return text.rstrip("+") if text in AGES or text == str(OLDEST) else None


def _only_districts(rows: Rows) -> None:
    """Countries, regions, counties, Scotland and Northern Ireland stand in the same tables."""
    rows.omit(_flags(rows, "area", DISTRICT.fullmatch), "rows of no district of England and Wales")


def _not_twice(rows: Rows) -> None:
    """Persons are males and females again, where these are there."""
    if {"male", "female"} & set(rows.table["sex"].to_pylist()):
        rows.omit(_flags(rows, "sex", lambda sex: sex != "all"), "totals of both sexes")


def _flags(rows: Rows, column: str, good: Any) -> Any:
    import pyarrow as pa

    from frankpledge.lake.arrow import encoded

    codes, values = encoded(rows.table[column])
    return pa.array([bool(good(value)) for value in values], pa.bool_()).take(codes)


def _whole_numbers(rows: Rows, names: Any) -> None:
    from frankpledge.lake.converting import convert

    convert(rows, [Field(name, name, "integer") for name in names])
    for name in names:
        rows.require(name)


def _melt(rows: Rows, columns: Any, name: str, values: list[Any]) -> None:
    """Put one row for each of some columns in place of each row: its value, and people."""
    import pyarrow as pa

    kept = [c for c in ("period", "area", "sex", "age") if c != name]
    pieces = [
        pa.table(
            {
                **{c: rows.column(c).cast(pa.string() if c != "age" else pa.int64()) for c in kept},
                name: pa.array([value] * len(rows.table)),
                "population": rows.column(column),
            }
        )
        for column, value in zip(columns, values, strict=True)
    ]
    long: Any = pa.concat_tables(pieces)
    rows.replace({c: long[c].combine_chunks() for c in long.column_names})


def _codes(form: str) -> tuple[str, ...]:
    return tuple(form.format(vintage) for vintage in VINTAGES)


SERIES = (
    Field("ladcode23", "area", required=True, also=_codes("ladcode{}")),
    Field("sex", "sex", required=True),
    Field("age", "age", required=True),
)
NAMES = ("country", *_codes("laname{}"))

SOURCE = Source(
    id="ons-age-sex",
    title="Population estimates at mid-year by age and sex",
    publisher="Office for National Statistics",
    licence="Open Government Licence v3.0",
    url="https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates",
    grain="year",
    columns=(
        Column("period", "category", "Year of the estimate (30 June)"),
        Column("area", "category", "Code of the district"),
        Column("sex", "category", "Sex: female, male, or all where the table does not tell"),
        Column("age", "integer", "Age in years; 90 stands for 90 and over"),
        Column("population", "integer", "Residents"),
    ),
    layouts=(
        Layout(
            id="publisher-sheets",
            name=r"myebtables[^/]*\.xlsx",
            format="sheets",
            sheets=r"MYEB1(?: \(\d{4} Geography\))?",
            fields=SERIES,
            ignored=NAMES,
            extra=r"population_\d{4}",
            build=build_series,
            note="The sheet MYEB1; of two for districts of different years the later. Sheet and "
            "headers as public programs that read the file name them; no file of the publisher's "
            "could be tried.",
        ),
        Layout(
            id="publisher-csv",
            name=r"MYEB1_detailed_population_estimates_series[^/]*\.csv",
            format="csv",
            fields=SERIES,
            ignored=NAMES,
            extra=r"population_\d{4}",
            build=build_series,
            note="The same table as CSV, as published until mid-2021; not tried either.",
        ),
        Layout(
            id="persons",
            name=r"mid(?P<period>\d{4})_lad\d{2}_single_year_age_ew\.csv",
            format="csv",
            fields=(
                Field("ltla21_code", "area", required=True, also=_codes("ltla{}_code")),
                Field("total_population", "total", "integer", required=True),
            ),
            ignored=_codes("ltla{}_name"),
            extra=r"\d{1,2}|90\+",
            build=build_persons,
            note="Both sexes together, as a third party keeps the publisher's table "
            "(humaniverse/demographr).",
        ),
    ),
    part=("period",),
    sort=("period", "area", "sex", "age"),
    key=("period", "area", "sex", "age"),
    adds=("population",),
    checks=(
        Form("period", r"\d{4}", "a year"),
        Form("area", DISTRICT.pattern, "the code of a district"),
        Form("sex", "all|female|male", "female, male or all"),
        Between("age", 0, OLDEST, "an age from 0 to 90"),
        Between("population", 0, 1e8, "a number of residents"),
    ),
    caveats=(
        "Estimates are rolled forward from a census and revised after the next one: compare no "
        "two years of different releases.",
    ),
)
