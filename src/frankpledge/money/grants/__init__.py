"""Grants: programmes and awards as documents, and as 360Giving data."""

from frankpledge.money.grants.checks import check_grants
from frankpledge.money.grants.giving import Publisher, giving_json, published, shown_places
from frankpledge.money.grants.model import (
    WAYS,
    Award,
    Evaluation,
    Organisation,
    Programme,
    Report,
)
from frankpledge.money.grants.organisations import registers, wrong_identifier
from frankpledge.money.grants.places import by_place, for_one_place, sum_of
from frankpledge.money.grants.reading import FOLDER, Known, read_grants, read_programme
from frankpledge.money.grants.rows import (
    FLAT,
    INFORMATION,
    award_rows,
    flat_rows,
    information_rows,
    recipient_name,
    table_bytes,
)
from frankpledge.money.grants.settings import Grants, grants_of, known_of, publisher_of

__all__ = [
    "FLAT",
    "FOLDER",
    "INFORMATION",
    "WAYS",
    "Award",
    "Evaluation",
    "Grants",
    "Known",
    "Organisation",
    "Programme",
    "Publisher",
    "Report",
    "award_rows",
    "by_place",
    "check_grants",
    "flat_rows",
    "for_one_place",
    "giving_json",
    "grants_of",
    "information_rows",
    "known_of",
    "published",
    "publisher_of",
    "read_grants",
    "read_programme",
    "recipient_name",
    "registers",
    "shown_places",
    "sum_of",
    "table_bytes",
    "wrong_identifier",
]
