"""What may be said of the directory, in words: pages and the leaflet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from frankpledge.money.directory import Entry, Need, Opening, Venue, confirmation, needs
from frankpledge.packs.papers.words import count_words, day_words

SHOWN = ("active", "temporarily closed")
DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
OTHER = Need("other", "Other help", "Are you looking for something else?", victims=True)
UNSAID = "Where it works is not stated"
UNREACHABLE = "How to reach it is not stated in the document that names it."


def shown_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Those that are listed: a service that has ended is not."""
    return [entry for entry in entries if entry.status in SHOWN]


def is_for(need: Need, entry: Entry) -> bool:
    """Whether a service is for a need; one that names none is other help."""
    return need.id in entry.needs or (need is OTHER and not entry.needs)


def needed(entries: Sequence[Entry]) -> list[Need]:
    """The needs for which there is a service, in the order of the list."""
    listed = (*needs().values(), OTHER)
    return [need for need in listed if any(is_for(need, entry) for entry in entries)]


def help_finding(entries: Sequence[Entry], on: date | None) -> str:
    """How many services there are, and how many somebody has lately made sure of."""
    fresh = sum(confirmation(entry, on) == "confirmed" for entry in entries)
    silent = sum(not entry.reachable for entry in entries)
    listed = f"{count_words(len(entries), 'service')} listed here."
    known = (
        "Nobody has confirmed any of them yet, so make sure before you rely on one."
        if not fresh
        else f"{fresh} of them {'was' if fresh == 1 else 'were'} confirmed in the six months up to "
        f"{on_words(on)}; make sure before you rely on another."
    )
    lack = f" For {silent} of them we do not know how to reach them." if silent else ""
    return f"{listed[:1].upper()}{listed[1:]} {known}{lack}"


def on_words(on: date | None) -> str:
    """The day on which the directory is judged."""
    return day_words(on) if on else "a day that is not known"


def confirmed_words(one: Entry | Venue, on: date | None) -> tuple[str, str]:
    """How an entry stands, as a kind of verdict and in words."""
    how = confirmation(one, on)
    if how == "never confirmed" or one.confirmed is None:
        return "absent", "Not confirmed by anybody"
    last = day_words(one.confirmed)
    if how == "out of date":
        return "concerning", f"Not confirmed since {last}"
    return "improving", f"Confirmed on {last}"


def address_words(one: Entry | Venue) -> str:
    """The address on one line; '' where there is none."""
    at = one.address
    return f"{at.line}, {at.town}, {at.postcode}" if at else ""


def hours_words(opening: Iterable[Opening], note: str = "") -> str:
    """When something is open."""
    told = [f"{_days(one.days)} {one.start:%H:%M} to {one.end:%H:%M}" for one in opening]
    return "; ".join([*told, *([note] if note else [])])


def _days(days: Sequence[str]) -> str:
    """'Monday to Friday' for three days or more in a row, else each by its name."""
    names = list(DAYS)
    places = [names.index(day) for day in days]
    runs = list[list[int]]()
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    full = list(DAYS.values())
    told = [
        [f"{full[run[0]]} to {full[run[-1]]}"] if len(run) > 2 else [full[at] for at in run]
        for run in runs
    ]
    return ", ".join(text for run in told for text in run)


def entry_facts(entry: Entry, where: str) -> list[tuple[str, str]]:
    """What is known of a service; `where` it works in words, '' where that is not stated."""
    facts = [
        ("Run by", entry.by or "Not stated"),
        ("Where it works", where),
        ("Address", address_words(entry)),
        ("Open", hours_words(entry.opening, entry.opening_note)),
        ("For whom", entry.eligibility),
        ("How to reach it", entry.how),
        ("What it costs", entry.cost),
        ("Languages", ", ".join(entry.languages)),
        ("Getting in", entry.access),
    ]
    return [(term, text) for term, text in facts if text]
