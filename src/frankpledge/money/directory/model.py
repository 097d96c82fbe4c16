"""The directory: who helps with what, where, and when somebody last made sure of it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CONFIRM_MONTHS = 6
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # it becomes part of addresses of pages
Confirmation = Literal["confirmed", "out of date", "never confirmed"]


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where something is. All parts are needed: Open Referral asks for them."""

    line: str
    town: str
    county: str
    postcode: str


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Hours on days of the week (of DAYS), local time; from `start` until `end` on the same day."""

    days: tuple[str, ...]
    start: time
    end: time


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A service. `needs` are ids of needs, `places` codes of areas (none: not stated).

    `by` is who runs it. `confirmed` is the day on which somebody last asked the service whether
    this is right, None when nobody has. `source` says who stated it. A text that is not there is
    ''. No person is named.
    """

    id: str
    name: str
    by: str
    summary: str
    needs: tuple[str, ...]
    places: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    web: str = ""
    address: Address | None = None
    opening: tuple[Opening, ...] = ()
    opening_note: str = ""
    eligibility: str = ""
    cost: str = ""
    how: str = ""
    languages: tuple[str, ...] = ()
    access: str = ""
    status: str = "active"
    confirmed: date | None = None
    source: str = ""
    note: str = ""
    file: str = ""
    line: int | None = None

    @property
    def reachable(self) -> bool:
        """Whether the entry says any way to get in touch."""
        return bool(self.phone or self.email or self.web or self.address or self.how)


@dataclass(frozen=True, kw_only=True)
class Booking:
    """A time at which a venue is taken, local time; by whom is nobody's business."""

    day: date
    start: time
    end: time


@dataclass(frozen=True, kw_only=True)
class Venue:
    """A room or a field that groups can use: when it is open, when it is shut or taken."""

    id: str
    name: str
    by: str
    summary: str
    place: str
    address: Address
    opening: tuple[Opening, ...]
    shut: tuple[date, ...] = ()
    bookings: tuple[Booking, ...] = ()
    capacity: int | None = None
    features: tuple[str, ...] = ()
    cost: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    confirmed: date | None = None
    source: str = ""
    file: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Directory:
    """Everything the workspace lists, in the order of its files."""

    entries: tuple[Entry, ...] = ()
    venues: tuple[Venue, ...] = ()

    @property
    def every(self) -> tuple[Entry | Venue, ...]:
        """Services, then venues."""
        return (*self.entries, *self.venues)

    def __bool__(self) -> bool:
        return bool(self.entries or self.venues)


def confirmation(
    entry: Entry | Venue, on: date | None, months: int = CONFIRM_MONTHS
) -> Confirmation:
    """How an entry stands on a day: it is out of date when the last word is so many months old.

    Without a day nothing can be said to be fresh, so what was confirmed once is out of date.
    """
    if entry.confirmed is None:
        return "never confirmed"
    if on is None or entry.confirmed <= months_before(on, months):
        return "out of date"
    return "confirmed"


def months_before(on: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    count = on.year * 12 + on.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
