"""What may be said of commissioned services, in words and a table: pages and papers."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.claims import Table
from frankpledge.money.services import (
    EXPECTED,
    Service,
    ServiceRow,
    cost_of_each,
    measure_title,
)
from frankpledge.packs.papers.drafting import table_of
from frankpledge.packs.papers.words import count_words, pounds

NOT_STATED = "not stated"
STATE = {
    "running": "Running, by what the document says.",
    "pilot": "A pilot.",
    "starting": "Just started, by what the document says.",
    "ended": "Ended.",
    "promised": "Promised.",
    "not stated": "",
}
HEADS = {
    "helped": "Helped",
    "waiting": "Waiting",
    "outcomes": "Outcomes",
    "satisfaction": "Satisfied",
    "cost": "Cost",
}
SAME_FIVE = (
    "The same five things are asked of every service. ‘Not stated’ is not nought: no document here "
    "says it."
)


def made_up(services: Sequence[Service]) -> str:
    """Whether all of them, or some, are invented; '' where none is."""
    many = sum(one.invented for one in services)
    if many == len(services) > 0:
        return "All of these services are made up."
    return "There are made-up services among these." if many else ""


def services_finding(services: Sequence[Service]) -> str:
    """What is known of all of them, and what of none."""
    if not services:
        return "No commissioned service is described here."
    stated = {
        name: sum(any(f.measure == name for f in service.figures) for service in services)
        for name in EXPECTED
    }
    none = [measure_title(name).lower() for name in EXPECTED if not stated[name]]
    number = "all of them" if stated["helped"] == len(services) > 1 else str(stated["helped"])
    told = (
        f"The documents name {count_words(len(services), 'service')}. For {number} they "
        "say how many people were helped"
    )
    if not none:
        return f"{told}."
    missing = " or ".join([", ".join(none[:-1]), none[-1]] if len(none) > 1 else none)
    return f"{told}; for none do they state {missing}."


def small_numbers(threshold: int) -> str:
    """What is left out."""
    return f"Fewer than {threshold} people are not shown, nor what would give them away."


def stated_cells(service: Service, rows: Sequence[ServiceRow]) -> list[str]:
    """The period of what is stated of a service, and each thing that is asked of every one.

    A quarter stands beside years: each row says its period, and a figure of another one its own.
    """
    own = {row.measure: row for row in rows if row.service == service.id and not row.group}
    stated = [own[name] for name in EXPECTED if name in own and own[name].status != NOT_STATED]
    when = next((row.period_words for row in stated), "–")
    cells = {row.measure: _cell(row, when) for row in stated}
    return [_capital(when), *(cells.get(name, NOT_STATED) for name in EXPECTED)]


def _cell(row: ServiceRow, when: str) -> str:
    return row.words if row.period_words == when else f"{row.words} ({row.period_words})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def services_table(services: Sequence[Service], rows: Sequence[ServiceRow]) -> Table:
    """The same of all services."""
    cells = [(one.title, *stated_cells(one, rows)) for one in services]
    heads = ("Service", "When", *(HEADS[name] for name in EXPECTED))
    return table_of("Stated figures by service", heads, cells, 7)


def service_told(service: Service) -> str:
    """What a service is for, whether it runs, and who provides and pays for it."""
    by = (
        f" Provided by {service.provider}." if service.provider else " Who provides it: not stated."
    )
    paid = f" Commissioned or paid for by {service.commissioner}." if service.commissioner else ""
    where = f" Where: {service.place}." if service.place else ""
    return f"{service.purpose}. {STATE[service.state]}{by}{paid}{where}".replace("  ", " ")


def service_figures(service: Service, rows: Sequence[ServiceRow], threshold: int) -> list[str]:
    """Its figures and facts, a sentence each."""
    own = [row for row in rows if row.service == service.id and row.status != "not stated"]
    words = [_figure(row) for row in own]
    words += [f"{fact.text} ({fact.said.document}, {fact.said.place}.)" for fact in service.facts]
    cost = cost_of_each(service, threshold)
    if cost is not None:
        each = f"{pounds(cost.pounds)} for each of the {cost.count:,f} {cost.unit} helped"
        words.append(f"{each}; see below before comparing.")
    return words


def _figure(row: ServiceRow) -> str:
    group = f", {row.group}" if row.group else ""
    return f"{measure_title(row.measure)}{group}: {row.words} ({row.period_words})."


def service_source(service: Service) -> str:
    """Where it is stated, with its own words where these are given."""
    quote = f"In its own words: ‘{service.said.quote}’ " if service.said.quote else ""
    return f"{quote}Source: {service.said.document}, {service.said.place}."
