"""The sources that the lake knows, one small module each."""

from __future__ import annotations

from frankpledge.errors import NotFoundError
from frankpledge.lake.source import Source
from frankpledge.lake.sources import (
    defra_fly_tipping,
    dft_adjustments,
    dft_casualties,
    dft_collisions,
    dft_vehicles,
    home_office_crime,
    home_office_outcomes,
    home_office_workforce,
    ons_age_sex,
    ons_population,
    police_uk_district,
    police_uk_lsoa,
    police_uk_outcomes,
    police_uk_stop_search,
    police_uk_street,
    returns,
)

SOURCES: dict[str, Source] = {
    module.SOURCE.id: module.SOURCE
    for module in (
        police_uk_street,
        police_uk_outcomes,
        police_uk_stop_search,
        police_uk_lsoa,
        police_uk_district,
        home_office_crime,
        home_office_outcomes,
        home_office_workforce,
        ons_population,
        ons_age_sex,
        dft_collisions,
        dft_casualties,
        dft_vehicles,
        dft_adjustments,
        defra_fly_tipping,
        returns,
    )
}


def find_source(source_id: str) -> Source:
    """The source of that id. Raises NotFoundError that lists those there are."""
    if source_id not in SOURCES:
        raise NotFoundError(f"no source called {source_id!r}; there are {', '.join(SOURCES)}")
    return SOURCES[source_id]
