"""Awards as rows of tables: the standard's own flat table, and what the law asks each month."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from frankpledge.cells import fields
from frankpledge.money.grants.giving import Publisher, grant, published, shown_places
from frankpledge.money.grants.model import Award, Programme

# Headings of the flat table of 360Giving, and where their values stand in the JSON.
FLAT: dict[str, tuple[str | int, ...]] = {
    "Identifier": ("id",),
    "Title": ("title",),
    "Description": ("description",),
    "Currency": ("currency",),
    "Amount Applied For": ("amountAppliedFor",),
    "Amount Awarded": ("amountAwarded",),
    "Amount Disbursed": ("amountDisbursed",),
    "Award Date": ("awardDate",),
    "Planned Dates:Start Date": ("plannedDates", 0, "startDate"),
    "Planned Dates:End Date": ("plannedDates", 0, "endDate"),
    "Recipient Org:Identifier": ("recipientOrganization", 0, "id"),
    "Recipient Org:Name": ("recipientOrganization", 0, "name"),
    "Recipient Ind:Identifier": ("recipientIndividual", "id"),
    "Recipient Ind:Name": ("recipientIndividual", "name"),
    "Funding Org:Identifier": ("fundingOrganization", 0, "id"),
    "Funding Org:Name": ("fundingOrganization", 0, "name"),
    "Grant Programme:Code": ("grantProgramme", 0, "code"),
    "Grant Programme:Title": ("grantProgramme", 0, "title"),
    "Beneficiary Location:0:Name": ("beneficiaryLocation", 0, "name"),
    "Beneficiary Location:0:Geographic Code": ("beneficiaryLocation", 0, "geoCode"),
    "Beneficiary Location:0:Geographic Code Type": ("beneficiaryLocation", 0, "geoCodeType"),
    "Beneficiary Location:1:Name": ("beneficiaryLocation", 1, "name"),
    "Beneficiary Location:1:Geographic Code": ("beneficiaryLocation", 1, "geoCode"),
    "Beneficiary Location:1:Geographic Code Type": ("beneficiaryLocation", 1, "geoCodeType"),
    "From An Open Call?": ("fromOpenCall",),
}
INFORMATION = ("month", "id", "recipient", "amount", "purpose", "reasons", "conditions", "awarded")


def flat_rows(
    programmes: Iterable[Programme], publisher: Publisher, name_of: Callable[[str], str]
) -> list[dict[str, Any]]:
    """A row an award, with the headings of FLAT; None where there is nothing. Of more than two
    places the JSON has the rest."""
    return [
        {heading: _at(made, way) for heading, way in FLAT.items()}
        for programme, award in published(programmes)
        for made in [grant(programme, award, publisher.prefix, name_of)]
    ]


def _at(value: Any, way: tuple[str | int, ...]) -> Any:
    for step in way:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def information_rows(programmes: Iterable[Programme]) -> list[dict[str, Any]]:
    """Crime and disorder reduction grants with what is to be published of each, by month."""
    rows = [
        {
            "month": f"{award.awarded:%Y-%m}",
            "id": award.id,
            "recipient": recipient_name(award),
            "amount": float(award.amount),
            "purpose": award.purpose,
            "reasons": award.reasons,
            "conditions": award.conditions,
            "awarded": award.awarded.isoformat(),
        }
        for programme, award in published(programmes)
        if programme.crime_reduction
    ]
    return sorted(rows, key=lambda row: (row["month"], row["id"]))


def award_rows(programmes: Iterable[Programme]) -> list[dict[str, Any]]:
    """Every award as one flat object: what the commands print."""
    return [
        {
            "id": award.id,
            "programme": programme.id,
            "way": programme.way,
            "title": award.title,
            "recipient": recipient_name(award),
            "amount": float(award.amount),
            "awarded": award.awarded.isoformat(),
            "places": ";".join(shown_places(award)),
            "commitments": ";".join(award.commitments),
            "measures": ";".join(award.measures),
            "evaluated": award.evaluation is not None,
        }
        for programme in programmes
        for award in programme.awards
    ]


def recipient_name(award: Award) -> str:
    """Who was given it: an organisation's name, or that it was a person."""
    return award.recipient.name if award.recipient else "a person, not named"


def table_bytes(
    names: Sequence[str] | Mapping[str, object], rows: Iterable[Mapping[str, Any]]
) -> bytes:
    """A CSV file in UTF-8 with these headings; '' for None, lines ended by LF."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(fields, rows))
    return buffer.getvalue().encode()
