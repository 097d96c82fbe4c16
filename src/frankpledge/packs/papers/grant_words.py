"""What may be said of grants, in words and tables: pages and papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from frankpledge.claims import Chart, Table
from frankpledge.money.amounts import short
from frankpledge.money.grants import (
    Award,
    Grants,
    Programme,
    by_place,
    for_one_place,
    published,
    recipient_name,
    shown_places,
    sum_of,
)
from frankpledge.packs.papers.drafting import table_of
from frankpledge.packs.papers.words import count_words, day_words, whole_pounds

GRANT_WAYS = {
    "given": ("Given", "What the body granted to others."),
    "received": ("Received", "What others granted to the body."),
    "promised": (
        "Promised",
        "Money that somebody said would be granted. No award of it is known here.",
    ),
}
UNEVALUATED = {
    "given": "No evaluation of the whole is published.",
    "received": "No evaluation is published.",
}
Places = Callable[[str], str]
MOST = 12  # places on a chart


def grants_finding(held: Grants) -> str:
    """How much was granted, whether it was looked at, and what was received."""
    awards = [award for _, award in published(held.programmes)]
    told = []
    if awards:
        told.append(f"{count_words(len(awards), 'grant')} of {short(sum_of(awards))} in all.")
        told.append(_looked(held, awards))
    else:
        told.append("No grant to anybody is published here yet.")
    if not held.programmes:
        told.append("None is kept in this workspace.")
    received = [one for one in held.programmes if one.way == "received" and one.total]
    if received:
        sums = sum((one.total or Decimal(0) for one in received), Decimal(0))
        unsaid = sum(not one.awards for one in received)
        told.append(f"{short(sums)} was received from others")
        told[-1] += "; to whom it was passed on is not stated." if unsaid else "."
    return " ".join(told)


def _looked(held: Grants, awards: Sequence[Award]) -> str:
    """How often anybody asked what came of it: of single grants, and of whole funds."""
    own = sum(one.evaluation is not None for one in awards)
    funds = [one for one in held.programmes if one.way == "given" and one.awards]
    whole = [one.title for one in funds if one.evaluation is not None]
    told = f"An evaluation is published of {own or 'none'} of them"
    if not whole:
        return f"{told}."
    return f"{told}, and one of the whole of {' and of '.join(whole)}."


def programme_facts(one: Programme, places: str) -> list[tuple[str, str]]:
    """What is known of a programme; `places` in words."""
    facts = [
        ("From", one.funder.name),
        ("For", places),
        ("Granted so far", whole_pounds(one.awarded) if one.awards else ""),
        ("Kind", "Crime and disorder reduction grants" if one.crime_reduction else ""),
    ]
    return [(term, text) for term, text in facts if text]


def programme_evaluation(one: Programme) -> str:
    """What was found of the whole of it."""
    found = one.evaluation
    if found is None:
        return UNEVALUATED.get(one.way, "")
    return found.finding or "The evaluation is published."


def award_facts(award: Award, name: Places) -> list[tuple[str, str]]:
    """An award in full; `name` says what a place is called."""
    reports = [
        f"{day_words(one.on)}: {one.text}"
        + (f" ({whole_pounds(one.spent)} spent)" if one.spent is not None else "")
        for one in award.reports
    ]
    days = [day_words(one) for one in (award.start, award.end) if one]
    found = award.evaluation
    looked = ": ".join(filter(None, (found.title, found.finding))) if found else "None"
    facts = [
        ("For", award.purpose),
        ("Why", award.reasons or "Not stated"),
        ("Conditions", award.conditions or "Not stated"),
        ("When", " to ".join(days)),
        ("Where", ", ".join(name(code) for code in shown_places(award))),
        ("Reported", "; ".join(reports) or "Nothing yet"),
        ("Evaluation", looked),
    ]
    return [(term, text) for term, text in facts if text]


def awards_table(one: Programme) -> Table:
    """The awards of a programme."""
    rows = [
        (
            award.title,
            recipient_name(award),
            whole_pounds(award.amount),
            day_words(award.awarded),
            "Yes" if award.evaluation else "No",
        )
        for award in one.awards
    ]
    columns = ("What for", "To", "Pounds", "Awarded", "Evaluated")
    numbers = (False, False, True, False, False)
    return Table(f"Grants of {one.title}", columns, numbers, tuple(rows))


def places_table(held: Grants, name: Places) -> Table:
    """Grants by the place that benefits, the largest sum first; last what names none."""
    awards = [award for _, award in published(held.programmes)]
    here = by_place(awards)
    rows = [_place(name(code), some) for code, some in here.items()]
    unsaid = [award for award in awards if not shown_places(award)]
    if unsaid:
        rows.append(("Not stated", str(len(unsaid)), whole_pounds(sum_of(unsaid)), "–"))
    heads = ("Place", "Grants", "Pounds", "Of them for this place alone")
    caption = "Grants by the place that benefits; one for several places counts in each of them"
    return table_of(caption, heads, rows if here else [])


def places_chart(held: Grants, name: Places) -> Chart:
    """The places for which most was granted."""
    awards = [award for _, award in published(held.programmes)]
    placed = [award for award in awards if shown_places(award)]
    here = by_place(awards)
    first = list(here)[:MOST]
    among = f" The {MOST} of {len(here)} places with most are shown." if len(here) > MOST else ""
    sums = {code: sum_of(here[code]) for code in first}
    return Chart(
        kind="bars",
        title="Grants by the place that benefits",
        finding=f"{len(placed)} of {count_words(len(awards), 'grant')} name who benefits. Most is "
        f"for {name(first[0])}: {whole_pounds(sums[first[0]])}.{among}",
        unit="£ thousand; a grant for several places counts in each",
        labels=tuple(name(code) for code in first),
        values=tuple(float(sums[code]) / 1000 for code in first),
        kinds=(),
    )


def _place(name: str, awards: Sequence[Award]) -> tuple[str, ...]:
    alone = for_one_place(awards)
    return name, str(len(awards)), whole_pounds(sum_of(awards)), whole_pounds(sum_of(alone))


def grants_unknown(held: Grants) -> list[str]:
    """What nobody says of them."""
    awards = [award for _, award in published(held.programmes)]
    silent = sum(not award.reports for award in awards)
    told = []
    if any(one.way == "received" and not one.awards for one in held.programmes):
        told.append(
            "To whom received money was passed on, in which years, and what became of it. The "
            "documents that name it do not say."
        )
    if silent:
        told.append(f"What became of {count_words(silent, 'grant')}: nothing was reported yet.")
    told.append(
        "Whether crime would have been the same without the money, save where an "
        "evaluation says so."
    )
    return told
