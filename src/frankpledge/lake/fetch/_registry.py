"""Everything that can be fetched, and the one function that fetches it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from frankpledge.errors import FetchError, NotFoundError
from frankpledge.lake.sources import SOURCES
from frankpledge.periods import parse

from . import (
    _dft,
    _home_office,
    _neighbourhoods,
    _nomis,
    _ons,
    _ons_boundaries,
    _police_uk,
    _standards,
)
from ._order import Fetcher, Order

if TYPE_CHECKING:
    from ._client import Client
    from ._download import Progress

_HOME_OFFICE = {
    "home-office-crime": "recorded crime by force, offence and quarter since 2012/13 (ODS)",
    "home-office-csp": "recorded crime by community safety partnership and quarter (ODS)",
    "home-office-outcomes": "outcomes by force, offence and quarter, a file a year (ODS, XLSX)",
    "home-office-workforce": "police officers and staff by force, each March and September (ODS)",
}

_STATS19 = {
    "stats19": "the latest five years (CSV, about 250 MB)",
    "stats19-history": "all years since 1979 (CSV, about 3 GB)",
}

_ALL = [
    Fetcher(
        name="police-uk-archive",
        what="street, outcomes and stop-and-search files of all forces for the months named, or "
        "the latest 36; a zip of about 2 GB for every three years",
        publisher="data.police.uk",
        base_url=_police_uk.BASE,
        run=_police_uk.fetch_archive,
        takes=("months",),
        feeds=("police-uk-street", "police-uk-outcomes", "police-uk-stop-search"),
    ),
    Fetcher(
        name="police-uk-api",
        what="street-level crimes and stops of one force for single months, as JSON",
        publisher="data.police.uk",
        base_url=_police_uk.BASE,
        run=_police_uk.fetch_api,
        takes=("months", "force"),
        needs=("force",),
        feeds=("police-uk-street", "police-uk-stop-search"),
    ),
    Fetcher(
        name="police-uk-neighbourhoods",
        what="police neighbourhoods of one force: names, boundaries (GeoJSON) and local priorities",
        publisher="data.police.uk",
        base_url=_police_uk.BASE,
        run=_neighbourhoods.fetch_neighbourhoods,
        takes=("force",),
        needs=("force",),
        feeds=("areas", "priorities"),
    ),
    *(
        Fetcher(
            name=name,
            what=what,
            publisher="Home Office",
            base_url=_home_office.BASE,
            run=_home_office.fetcher(name),
            feeds=(name,) if name in SOURCES else (),
        )
        for name, what in _HOME_OFFICE.items()
    ),
    Fetcher(
        name="ons-areas",
        what="look-ups between LSOAs of 2011 and 2021, wards, districts, partnerships and forces, "
        "and households by LSOA at the 2021 Census",
        publisher="Office for National Statistics",
        base_url=_ons.ARCGIS,
        run=_ons.fetch_areas,
        feeds=("areas",),
    ),
    *(
        Fetcher(
            name=f"ons-boundaries-{kind}",
            what=f"boundaries of every {kind} of England and Wales, generalised to 20 m (GeoJSON)",
            publisher="Office for National Statistics",
            base_url=_ons.ARCGIS,
            run=_ons_boundaries.fetcher(kind),
            feeds=("areas",),
        )
        for kind in _ons_boundaries.LAYERS
    ),
    Fetcher(
        name="ons-population",
        what="latest mid-year population of each force, district and LSOA",
        publisher="Office for National Statistics, through Nomis",
        base_url=_nomis.BASE,
        run=_nomis.fetch_population,
        feeds=("ons-population",),
    ),
    Fetcher(
        name="ons-age-sex",
        what="latest mid-year residents of each district by sex and single year of age",
        publisher="Office for National Statistics, through Nomis",
        base_url=_nomis.BASE,
        run=_nomis.fetch_ages,
        feeds=("ons-age-sex",),
    ),
    *(
        Fetcher(
            name=name,
            what=f"road collisions, casualties and vehicles, {what}",
            publisher="Department for Transport",
            base_url=_dft.BASE,
            run=_dft.fetcher(name),
            feeds=("dft-collisions", "dft-casualties", "dft-vehicles"),
        )
        for name, what in _STATS19.items()
    ),
    Fetcher(
        name="open-standards",
        what="the schemas of 360Giving 1.4.3 and Open Referral 3.0, to check files against (JSON)",
        publisher="360Giving and Open Referral",
        base_url=_standards.BASE,
        run=_standards.fetch_standards,
    ),
]
FETCHERS = {fetcher.name: fetcher for fetcher in _ALL}


def fetch(  # noqa: PLR0913 - one keyword for each option of the command
    name: str,
    folder: Path,
    *,
    base_url: str | None = None,
    months: Sequence[str] | None = None,
    force: str | None = None,
    progress: Progress | None = None,
    client: Client | None = None,
) -> list[Path]:
    """Fetch what `FETCHERS[name]` describes into `folder`; return the files, each whole.

    `months` are texts like 2025-12, `force` is the publisher's id (wiltshire), `base_url` takes
    the place of the publisher's address. `progress` is called with a name, how much is done and
    how much there is (None if unknown): bytes of a file, records of a paged table, areas of a
    force. Files that are already there and unchanged are not fetched again.

    Raises NotFoundError for an unknown name, FetchError for anything that could not be fetched
    and for options that do not fit. What was fetched before the error stays.
    """
    fetcher = _fetcher(name)
    _check_options(fetcher, {"months": months, "force": force})
    with ExitStack() as stack:
        if client is None:
            from ._client import Client

            client = stack.enter_context(Client())
        base = _check_base(base_url or fetcher.base_url)
        chosen = tuple(dict.fromkeys(months)) if months else None
        return fetcher.run(Order(client, Path(folder), base, chosen, force, progress))


def _fetcher(name: str) -> Fetcher:
    if name not in FETCHERS:
        raise NotFoundError(
            f"{name}: nothing to fetch by that name; there is {', '.join(FETCHERS)}"
        )
    return FETCHERS[name]


def _check_options(fetcher: Fetcher, given: dict[str, Sequence[str] | None]) -> None:
    for option, value in given.items():
        if value and option not in fetcher.takes:
            raise FetchError(f"{fetcher.name}: takes no {option}, found {value!r}")
        if not value and option in fetcher.needs:
            raise FetchError(f"{fetcher.name}: needs a {option}")
    for month in given["months"] or ():
        if not _is_month(month):
            raise FetchError(f"{fetcher.name}: expected a month like 2025-12, found {month!r}")
    force = given["force"]
    # The force becomes part of an address and of a path: nothing but a plain id.
    if isinstance(force, str) and not force.replace("-", "").isalnum():
        raise FetchError(f"{fetcher.name}: expected a force id like wiltshire, found {force!r}")


def _is_month(text: str) -> bool:
    try:
        return parse(text).kind == "month"
    except ValueError:
        return False


def _check_base(base_url: str) -> str:
    if urlsplit(base_url).scheme not in ("http", "https"):
        raise FetchError(f"{base_url}: expected an http or https address")
    return base_url.rstrip("/")
