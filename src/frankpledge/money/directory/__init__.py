"""The directory: support, clubs, volunteering and venues, as Open Referral UK 3.0 in and out."""

from frankpledge.money.directory.checks import check_directory
from frankpledge.money.directory.exchange import directory_document, entry_of, service_of
from frankpledge.money.directory.hsds import (
    DirectoryError,
    Document,
    Record,
    hsds_json,
    parse_hsds,
    plain,
    read_hsds,
)
from frankpledge.money.directory.model import (
    CONFIRM_MONTHS,
    Address,
    Booking,
    Confirmation,
    Directory,
    Entry,
    Opening,
    Venue,
    confirmation,
)
from frankpledge.money.directory.needs import Need, needs
from frankpledge.money.directory.reading import FOLDER, read_directory, read_entries
from frankpledge.money.directory.settings import directory_day
from frankpledge.money.directory.slots import WEEKS, Slot, calendar, free_slots

__all__ = [
    "CONFIRM_MONTHS",
    "FOLDER",
    "WEEKS",
    "Address",
    "Booking",
    "Confirmation",
    "Directory",
    "DirectoryError",
    "Document",
    "Entry",
    "Need",
    "Opening",
    "Record",
    "Slot",
    "Venue",
    "calendar",
    "check_directory",
    "confirmation",
    "directory_day",
    "directory_document",
    "entry_of",
    "free_slots",
    "hsds_json",
    "needs",
    "parse_hsds",
    "plain",
    "read_directory",
    "read_entries",
    "read_hsds",
    "service_of",
]
