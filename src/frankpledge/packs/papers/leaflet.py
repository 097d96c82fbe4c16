"""A leaflet of help and support by need: for paper, and as one HTML file that can be left at once.

It says nothing of who reads it and has nothing that could tell: no script, no picture from
elsewhere, no address that is asked for when it is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.money.directory import Entry, Need
from frankpledge.packs.pages import render
from frankpledge.packs.papers.help_words import (
    UNREACHABLE,
    UNSAID,
    confirmed_words,
    entry_facts,
    help_finding,
    is_for,
    needed,
    on_words,
    shown_entries,
)
from frankpledge.packs.papers.known import Known
from frankpledge.packs.places import place_title
from frankpledge.packs.theme import Theme
from frankpledge.packs.typesetting import Typesetter

LEAFLET = "help-and-support"
EXIT = "https://www.bbc.co.uk/weather"  # what GOV.UK's component leads to: dull, and never empty


@dataclass(frozen=True)
class Leaflet:
    """The leaflet as plain texts. `day` is that on which its entries are judged."""

    content: dict[str, Any]
    day: date

    def made(self, form: str, theme: Theme) -> bytes:
        """Its bytes as 'pdf' or 'html'."""
        if form == "pdf":
            return Typesetter("leaflet.typ", theme).pdf(self.content, self.day)
        return render("leaflet.html", self.content | {"theme": theme.words})


def leaflet_of(known: Known) -> Leaflet | None:
    """The leaflet of a directory; None where it lists no service."""
    entries = shown_entries(known.directory.entries) if known.directory is not None else []
    if not entries:
        return None
    place = known.areas.get(known.area).name.removesuffix(" Police")
    content = {
        "title": "Help and support",
        "subtitle": f"Who helps in {place}, by need",
        "publisher": known.body,
        "site": known.title,
        "notice": known.notice,
        "finding": help_finding(entries, known.on),
        "groups": [_group(known, need, entries) for need in needed(entries)],
        "foot": f"As known on {on_words(known.on)}." if known.on else "",
        "address": f"{known.address}/help/" if known.address else "",
        "exit": EXIT,
    }
    return Leaflet(content, known.on or known.day)


def _group(known: Known, need: Need, entries: list[Entry]) -> dict[str, Any]:
    """The services for a need; one that is for several stands in full under the first of them."""
    here = [entry for entry in entries if is_for(need, entry)]
    first = [entry for entry in here if not entry.needs or _first(entry, entries) is need]
    also = [f"{e.name} (see ‘{_first(e, entries).title}’)" for e in here if e not in first]
    return {
        "title": need.title,
        "question": need.question,
        "cards": [_card(known, entry) for entry in first],
        "also": also,
    }


def _first(entry: Entry, entries: list[Entry]) -> Need:
    return next(need for need in needed(entries) if is_for(need, entry))


def _card(known: Known, entry: Entry) -> dict[str, Any]:
    where = ", ".join(place_title(known.areas.get(code)) for code in entry.places)
    kind, state = confirmed_words(entry, known.on)
    return {
        "name": entry.name,
        "summary": entry.summary,
        "phone": entry.phone,
        "email": entry.email,
        "web": entry.web,
        "unreachable": "" if entry.reachable else UNREACHABLE,
        "closed": entry.status == "temporarily closed",
        "facts": [list(fact) for fact in entry_facts(entry, where or UNSAID)],
        "note": entry.note,
        "kind": kind,
        "state": state,
        "source": entry.source,
    }
