"""The venue bank: when a venue is free, as times and as an iCalendar file.

Free is what is left of the opening hours when days on which it is shut and bookings are taken away.
Times are local; the calendar has them in UTC, which every program reads alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid5
from zoneinfo import ZoneInfo

from frankpledge.money.directory.exchange import SPACE
from frankpledge.money.directory.model import DAYS, Venue

LONDON = ZoneInfo("Europe/London")
WEEKS = 8


@dataclass(frozen=True, order=True)
class Slot:
    """A time when a venue is free, local time."""

    day: date
    start: time
    end: time

    @property
    def minutes(self) -> int:
        """How long it is."""
        return _minutes(self.end) - _minutes(self.start)


def free_slots(venue: Venue, first: date, weeks: int = WEEKS) -> tuple[Slot, ...]:
    """When a venue is free from a day on, in order; opening hours that overlap count once."""
    days = (first + timedelta(days=n) for n in range(weeks * 7))
    return tuple(slot for day in days if day not in venue.shut for slot in _on(venue, day))


def _on(venue: Venue, day: date) -> Iterator[Slot]:
    name = DAYS[day.weekday()]
    opened = sorted((one.start, one.end) for one in venue.opening if name in one.days)
    taken = sorted((one.start, one.end) for one in venue.bookings if one.day == day)
    at = time.min
    for start, end in opened:
        at = max(at, start)
        for from_, until in taken:
            if until > at and from_ < end:
                if from_ > at:
                    yield Slot(day, at, from_)
                at = max(at, until)
        if at < end:
            yield Slot(day, at, end)
        at = max(at, end)


def calendar(venue: Venue, first: date, weeks: int = WEEKS) -> bytes:
    """The free times as an iCalendar file (RFC 5545). The stamp is the first day, not a clock's.

    Each event has an id of its own that stays the same, so that a calendar that subscribes to the
    file moves what moved and doubles nothing.
    """
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Frankpledge//venue bank//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"{venue.name}: free times")
    for slot in free_slots(venue, first, weeks):
        event = Event()
        event.add("uid", f"{uuid5(SPACE, f'{venue.id}/{slot.day}/{slot.start}')}@frankpledge")
        event.add("dtstamp", datetime.combine(first, time.min, UTC))
        event.add("dtstart", _utc(slot.day, slot.start))
        event.add("dtend", _utc(slot.day, slot.end))
        event.add("summary", f"Free: {venue.name}")
        event.add("location", _place(venue))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())


def _place(venue: Venue) -> str:
    at = venue.address
    return ", ".join(part for part in (at.line, at.town, at.postcode) if part)


def _utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
