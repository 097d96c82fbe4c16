"""How likely each injury was a serious one: the publisher's look-up of severity adjustments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frankpledge.lake.source import Between, Column, Context, Field, Form, Layout, Source
from frankpledge.lake.sources import dft_road as family

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows

INDEX = Field(
    "collision_index", "collision", "text", True, also=("accident_index", "Accident_Index")
)
SERIOUS = Field(
    "adjusted_serious",
    "adjusted_serious",
    "text",
    True,
    also=(
        *("Adjusted_Serious", "casualty_adjusted_severity_serious", "casualty_adjusted_serious"),
        *("collision_adjusted_severity_serious", "collision_adjusted_serious"),
    ),
)
IGNORED = (
    *family.headers("collision_year", "collision_ref_no", "collision_reference"),
    *("adjusted_slight", "Adjusted_Slight", "injury_based", "Injury_Based"),
    *("casualty_adjusted_severity_slight", "casualty_adjusted_slight", "casualty_injury_based"),
    *("collision_adjusted_severity_slight", "collision_adjusted_slight"),
    *("collision_injury_based", "injury_based_severity_code"),
)


def _build(rows: Rows, context: Context, kind: str) -> None:
    """Year and force from the index; a probability from 0 to 1."""
    import pyarrow as pa
    import pyarrow.compute as pc

    family.trim(rows, "collision")
    years: Any = pc.utf8_slice_codeunits(rows.column("collision"), 0, 4)
    rows.set("period", years.dictionary_encode())
    family.force_of_index(rows, context)
    family.number(rows, "adjusted_serious")
    # The publisher writes -1 for the dead and for those it does not adjust.
    rows.omit(rows.column("adjusted_serious").is_valid(), "rows without an adjustment")
    rows.set("kind", pa.array([kind] * len(rows.table), pa.string()).dictionary_encode())


def build_casualties(rows: Rows, context: Context) -> None:
    """Rows about casualties."""
    _build(rows, context, "casualty")


def build_collisions(rows: Rows, context: Context) -> None:
    """Rows about collisions: serious is the worst injury that was not a death."""
    _build(rows, context, "collision")


SOURCE = Source(
    id="dft-adjustments",
    title="Severity adjustments of road casualties (STATS19)",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.URL,
    grain="year",
    columns=(
        Column("period", "category", "Year"),
        family.FORCE,
        Column("kind", "category", "What the row is about: casualty or collision"),
        family.COLLISION,
        Column("vehicle", "category", "Number of the vehicle; blank for a collision", True),
        Column("casualty", "category", "Number of the casualty; blank for a collision", True),
        Column("adjusted_serious", "number", "Adjusted probability that it was serious, 0 to 1"),
    ),
    layouts=(
        Layout(
            id="casualties",
            name=r"dft-road-casualty-statistics-casualt(?:y|ies)-adjust[^/]*\.csv",
            format="csv",
            fields=(
                INDEX,
                Field("vehicle_reference", "vehicle", required=True, also=("Vehicle_Reference",)),
                Field(
                    "casualty_reference", "casualty", required=True, also=("Casualty_Reference",)
                ),
                SERIOUS,
            ),
            ignored=IGNORED,
            build=build_casualties,
            note="Headers as public programs use them; no file of the publisher's could be tried.",
        ),
        Layout(
            id="collisions",
            name=r"dft-road-casualty-statistics-(?:collision|accident)s?-adjust[^/]*\.csv",
            format="csv",
            fields=(INDEX, SERIOUS),
            ignored=IGNORED,
            build=build_collisions,
            note="As for casualties.",
        ),
    ),
    part=("kind", "period", "force"),
    sort=("kind", "period", "force", "collision", "vehicle", "casualty"),
    key=("kind", "collision", "vehicle", "casualty"),
    checks=(
        Form("period", r"\d{4}", "a year"),
        Between("adjusted_serious", 0, 1, "a probability (0 to 1)"),
    ),
    gate=family.GATE,
    caveats=(
        "Not needed where the tables of collisions and casualties have the adjustments themselves, "
        "as they do since 2024. Where both are held, this look-up counts.",
    ),
)
