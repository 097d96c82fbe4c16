"""The duty to publish spending month by month: which months are met, late, open or not known."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from frankpledge import periods
from frankpledge.duties import Obligation, deadline_words, said_day
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.money.parts import Section, table
from frankpledge.releases.site.shapes import Cell, Link, Verdict
from frankpledge.releases.site.words import count_words

RULE = "information-3g"
MONTHS = 12
MET = Verdict("improving", "Met")
LATE = Verdict("concerning", "Late")
OPEN = Verdict("concerning", "Open")
UNKNOWN = Verdict("absent", "Not known")
NO_DAY = (
    "By when, in the words of the rule: {when}. A month is late only where the rule, the law’s or "
    "the body’s own, names a day."
)


def duty_section(site: Site, published: Collection[str]) -> Section | None:
    """How the duty stands on the day that the release counts from; None where no day is known.

    `published` are the months with a file here. With none of them the last year is one sentence.
    """
    found = [one for one in site.duties if one.rule.id == RULE]
    if not found:
        return None
    on = found[0].on
    links = [Link("What the law asks", "duties/")]
    if not published and not any(one.done for one in found):
        status = max(found, key=lambda one: one.occurrence.about).status
        text = f"On {said_day(on)}, where the figures here end, it stood as: {status}."
        return Section(heading="How the duty stands", texts=[text], links=links)
    rows = list(_rows(found, published, on))
    return Section(
        heading="How the duty stands",
        texts=[_told(rows, on), NO_DAY.format(when=deadline_words(found[0].rule))],
        tables=[table("duty", "Publication by month", ("Month", "Duty", "Known by"), rows, 3)],
        links=links,
    )


def _told(rows: list[list[Cell]], on: date) -> str:
    """How many of the months were met, and what is known of the others."""
    states = [row[1] for row in rows]
    words = {MET: "met", LATE: "late", OPEN: "open", UNKNOWN: "not known"}
    parts = [f"{states.count(one)} {word}" for one, word in words.items() if one in states]
    asked = count_words(len(rows), "month")
    return f"Of the {asked} that had ended before {said_day(on)}: {', '.join(parts)}."


def _rows(found: list[Obligation], published: Collection[str], on: date) -> Iterator[list[Cell]]:
    """The last months that had ended, the newest first."""
    recorded = {one.occurrence.about: one for one in found}
    last = periods.parse(f"{on.year}-{on.month:02d}").shift(-1)
    for back in range(MONTHS):
        month = last.shift(-back)
        verdict, why = _stands(recorded.get(str(month)), str(month) in published)
        yield [month.words, verdict, why]


def _stands(one: Obligation | None, here: bool) -> tuple[Verdict, str]:
    """A record of the day says most; without one, a file that is here shows that it was done."""
    if one is not None and one.done is not None:
        late = one.status == "late"
        return LATE if late else MET, f"recorded as published on {said_day(one.done.on)}"
    if here:
        return MET, "its file is on this page"
    if one is not None and one.status in {"due", "overdue"}:
        return OPEN, "no file here, and not recorded as published"
    return UNKNOWN, "no file here, and no record is kept"
