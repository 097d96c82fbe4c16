"""Awards as 360Giving data, version 1.4.3, as JSON and as the standard's own table.

A recipient without an identifier in a register gets one of the funder's own, as the standard has
it. A person gets the same name as every other person, and no place narrower than a district.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from frankpledge.money.grants.model import Award, Programme

VERSION = "1.4"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
PERSON = "Individual Recipient"
# The standard's names of kinds of places, by the beginning of their codes.
PLACES = {
    **{"E01": "LSOA", "E02": "MSOA", "E04": "PAR", "E05": "WD", "E06": "UA", "E07": "NMD"},
    **{"E08": "MD", "E09": "LONB", "E10": "CTY", "E12": "RGN/GOR", "E22": "CSP", "E23": "PFA"},
    **{"W01": "LSOA", "W02": "MSOA", "W04": "COM", "W05": "WD", "W06": "UA"},
}
_YES = {True: "Yes", False: "No"}
WIDE = ("UA", "NMD", "MD", "LONB", "CTY", "RGN/GOR", "CSP", "PFA")


@dataclass(frozen=True)
class Publisher:
    """Who publishes. `prefix` is the one that 360Giving gave it (360G-...), `id` its identifier in
    a register; '' where it has none yet."""

    name: str
    prefix: str = ""
    id: str = ""


def published(programmes: Iterable[Programme]) -> tuple[tuple[Programme, Award], ...]:
    """The awards that the body made itself; what it received is for its funder to publish."""
    return tuple(
        (programme, award)
        for programme in programmes
        if programme.way == "given"
        for award in programme.awards
    )


def giving_json(
    programmes: Iterable[Programme], publisher: Publisher, name_of: Callable[[str], str]
) -> dict[str, Any] | None:
    """A 360Giving package; None where there is no award, because an empty one is not valid.

    `name_of` gives the name of an area. Raises ValueError for a publisher without prefix.
    """
    awards = published(programmes)
    if not awards:
        return None
    if not publisher.prefix:
        raise ValueError("a publisher with a 360Giving prefix")
    told = {"name": publisher.name, "identifier": publisher.id}
    return {
        "version": VERSION,
        "title": f"Grants of the {publisher.name}",
        "license": LICENCE,
        "publisher": {key: value for key, value in told.items() if value},
        "grants": [grant(one, award, publisher.prefix, name_of) for one, award in awards],
    }


def grant(
    programme: Programme, award: Award, prefix: str, name_of: Callable[[str], str]
) -> dict[str, Any]:
    """One award as an object of the standard."""
    funder = programme.funder
    made: dict[str, Any] = {
        "id": f"{prefix}-{award.id}",
        "title": award.title,
        "description": award.purpose,
        "currency": "GBP",
        "amountAwarded": number(award.amount),
        "awardDate": award.awarded.isoformat(),
        "fundingOrganization": [{"id": funder.id, "name": funder.name}],
        "grantProgramme": [{"code": programme.id, "title": programme.title}],
        **_recipient(award, prefix),
    }
    made |= {
        "amountAppliedFor": None if award.applied is None else number(award.applied),
        "amountDisbursed": None if award.paid is None else number(award.paid),
        "fromOpenCall": None if award.open_call is None else _YES[award.open_call],
        "plannedDates": _dates(award),
        "beneficiaryLocation": _places(award, name_of),
        "relatedDocument": _documents(award),
    }
    return {key: value for key, value in made.items() if value not in (None, [])}


def number(value: Decimal) -> int | float:
    """Pounds as a JSON number: whole where they are."""
    return int(value) if value == int(value) else float(value)


def _recipient(award: Award, prefix: str) -> dict[str, Any]:
    if award.recipient is None:
        return {"recipientIndividual": {"id": f"{prefix}-person-{award.id}", "name": PERSON}}
    made = award.recipient.id or f"{prefix}-org-{_slug(award.recipient.name)}"
    return {"recipientOrganization": [{"id": made, "name": award.recipient.name}]}


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _dates(award: Award) -> list[dict[str, str]]:
    found = {"startDate": award.start, "endDate": award.end}
    made = {key: value.isoformat() for key, value in found.items() if value}
    return [made] if made else []


def _places(award: Award, name_of: Callable[[str], str]) -> list[dict[str, str]]:
    return [
        {"name": name_of(code), "geoCode": code, "geoCodeType": PLACES[code[:3]]}
        for code in shown_places(award)
        if code[:3] in PLACES
    ]


def shown_places(award: Award) -> tuple[str, ...]:
    """The places of an award; of a grant to a person only wide ones, so that nobody is found."""
    if award.recipient is not None:
        return award.places
    return tuple(code for code in award.places if PLACES.get(code[:3]) in WIDE)


def _documents(award: Award) -> list[dict[str, str]]:
    found = [(report.text, report.address, "report") for report in award.reports]
    if award.evaluation:
        found.append((award.evaluation.title, award.evaluation.address, "evaluation"))
    return [
        {"title": title, "url": address, "documentType": kind}
        for title, address, kind in found
        if address.startswith(("https://", "http://"))
    ]
