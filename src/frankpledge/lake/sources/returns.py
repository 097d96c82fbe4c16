"""Figures that a local policing body supplies itself, in a CSV of its own."""

from frankpledge.lake.source import Column, Field, Form, Layout, Source

PERIODS = r"\d{4}(-(0[1-9]|1[0-2])|-Q[1-4]|/\d{2})?|YE\d{4}-(0[1-9]|1[0-2])"

SOURCE = Source(
    id="returns",
    title="Figures supplied by the body itself",
    publisher="The local policing body",
    licence="As the body states",
    url="",
    grain="any",
    columns=(
        Column("measure", "category", "Id of the measure"),
        Column("area", "category", "Code of the area"),
        Column("period", "category", "Period, as 2025-12, 2025-Q4, 2025, 2017/18 or YE2022-09"),
        Column("value", "number", "The figure; blank takes an earlier one back", True),
        Column("denominator", "number", "What it is a share of", True),
        Column("note", "category", "Where it comes from", True),
    ),
    layouts=(
        Layout(
            id="body",
            name=r"[^/]*returns?(?![a-z0-9])[^/]*\.csv",
            format="csv",
            fields=(
                Field("measure", "measure", required=True),
                Field("area", "area", required=True),
                Field("period", "period", required=True),
                Field("value", "value", "number"),
                Field("denominator", "denominator", "number", optional=True),
                Field("note", "note", optional=True),
            ),
        ),
    ),
    part=("measure", "period", "area"),
    sort=("measure", "area", "period"),
    key=("measure", "period", "area"),
    checks=(Form("period", PERIODS, "a period (2025-12, 2025-Q4, 2025, 2017/18 or YE2022-09)"),),
)
