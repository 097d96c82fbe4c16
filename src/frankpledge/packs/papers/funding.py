"""Papers of what the money went to: grants, commissioned services, and payments."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge import periods
from frankpledge.claims import Basis
from frankpledge.money.amounts import short
from frankpledge.money.grants import Award, Grants, Programme, recipient_name
from frankpledge.money.services import COST_CAVEAT, Service
from frankpledge.money.spending import by_month, concentration, published, unusual
from frankpledge.packs.papers import grant_words as grants
from frankpledge.packs.papers import service_words as services
from frankpledge.packs.papers import spending_words as spending
from frankpledge.packs.papers.drafting import Draft
from frankpledge.packs.papers.known import Known
from frankpledge.packs.papers.words import month_end, month_words, whole_pounds
from frankpledge.packs.places import place_title
from frankpledge.packs.reports import Paper

GRANTS, SERVICES, SPENDING = "grants", "services", "spending"
FUNDING = {
    GRANTS: "Grants",
    SERVICES: "Commissioned services",
    SPENDING: "Spending and contracts",
}


def funding_ids(known: Known) -> tuple[str, ...]:
    """Which papers there are: those of which something is known."""
    held = {
        GRANTS: known.grants is not None and bool(known.grants.programmes),
        SERVICES: bool(known.services),
        SPENDING: bool(known.payments or known.contracts),
    }
    return tuple(name for name, there in held.items() if there)


def funding_papers(known: Known) -> Iterator[Paper]:
    """A paper of each."""
    write = {GRANTS: _grants, SERVICES: _services, SPENDING: _spending}
    return (write[name](known) for name in funding_ids(known))


def _grants(known: Known) -> Paper:
    held = known.grants
    assert held is not None
    draft = Draft(GRANTS, FUNDING[GRANTS], "Paper on grants", "", grants.grants_finding(held))
    draft.say("What nobody here can say:")
    draft.items(grants.grants_unknown(held))
    places = grants.places_table(held, lambda code: _place(known, code))
    if places.rows:
        draft.heading("Who benefits")
        basis = _grants_basis(held, "Grants by place")
        draft.chart(grants.places_chart(held, lambda code: _place(known, code)), basis)
        draft.table(places, basis, aside=True)
    for way, (heading, text) in grants.GRANT_WAYS.items():
        programmes = [one for one in held.programmes if one.way == way]
        if programmes:
            draft.heading(heading)
            draft.say(text)
        for one in programmes:
            _programme(draft, known, one)
    days = [award.awarded for one in held.programmes for award in one.awards]
    return draft.paper(known, max(days, default=known.day))


def _grants_basis(held: Grants, what: str) -> Basis:
    sources = "; ".join(dict.fromkeys(one.source.rstrip(".") for one in held.programmes))
    return Basis("computed", what=what, stated=f"Added up from: {sources}.")


def _place(known: Known, code: str) -> str:
    return place_title(known.areas.get(code))


def _programme(draft: Draft, known: Known, one: Programme) -> None:
    basis = Basis("computed", what=one.title, stated=f"Stated: {one.source.rstrip('.')}.")
    total = f": {short(one.total)}" if one.total is not None else ""
    draft.heading(f"{one.title}{total}", 3)
    draft.say(one.description, basis)
    places = ", ".join(_place(known, code) for code in one.places)
    draft.items([f"{term}: {text}" for term, text in grants.programme_facts(one, places)], basis)
    draft.say(grants.programme_evaluation(one), basis)
    draft.say(one.note)
    if one.awards:
        draft.table(grants.awards_table(one), basis)
    for award in one.awards:
        _award(draft, known, award, basis)


def _award(draft: Draft, known: Known, award: Award, basis: Basis) -> None:
    title = f"{award.title}: {recipient_name(award)}, {whole_pounds(award.amount)}"
    draft.heading(title, 4, aside=True)
    facts = grants.award_facts(award, lambda code: _place(known, code))
    draft.items([f"{term}: {text}" for term, text in facts], basis, aside=True)


def _services(known: Known) -> Paper:
    summary = services.services_finding(known.services)
    draft = Draft(SERVICES, FUNDING[SERVICES], "Paper on services", "", summary)
    draft.say(services.made_up(known.services))
    draft.items([services.SAME_FIVE, services.small_numbers(known.threshold)])
    draft.heading("What is known of each")
    told = "; ".join(dict.fromkeys(one.said.document for one in known.services))
    basis = Basis("computed", what="Stated figures by service", stated=f"Stated: {told}.")
    draft.table(services.services_table(known.services, known.rows), basis)
    for one in known.services:
        _service(draft, known, one)
    draft.heading("Before costs are compared")
    draft.say(COST_CAVEAT)
    periods_told = [row.period for row in known.rows if row.period]
    last = max((periods.parse(period).last for period in periods_told), default=None)
    return draft.paper(known, known.day if last is None else month_end(last))


def _service(draft: Draft, known: Known, one: Service) -> None:
    source = f"{one.said.document}, {one.said.place}."
    basis = Basis("computed", what=one.title, stated=f"Stated: {source}")
    draft.heading(one.title)
    draft.say(services.service_told(one), basis)
    draft.items([f"Note: {caveat}" for caveat in one.caveats])
    draft.items(services.service_figures(one, known.rows, known.threshold), basis)
    draft.say(services.service_source(one), aside=True)


def _spending(known: Known) -> Paper:
    months = by_month(known.payments)
    summary = spending.spending_finding(months)
    ends = [month_words(one.month) for one in (months[0], months[-1])] if months else []
    span = " to ".join(ends)
    draft = Draft(SPENDING, FUNDING[SPENDING], "Paper on spending", span, summary)
    basis = Basis(
        "computed",
        what="Items over £500",
        windows=(span,) if span else (),
        stated="Worked out from the monthly files of items over £500 that the body publishes.",
    )
    if months:
        _payments(draft, known, basis)
    contracts = published(known.contracts)
    if contracts:
        draft.heading("Contracts over £10,000")
        stated = "The body's own list of contracts."
        draft.table(
            spending.contracts_table(contracts), Basis("computed", what="Contracts", stated=stated)
        )
    days = [one.day for one in known.payments]
    return draft.paper(known, max(days, default=known.day))


def _payments(draft: Draft, known: Known, basis: Basis) -> None:
    months, few = by_month(known.payments), concentration(known.payments)
    odd = unusual(known.payments)
    if few is not None:
        draft.items([spending.suppliers_finding(few)], basis)
    draft.items([spending.twice_finding(known.payments)], basis)
    draft.items(spending.SPENDING_CARE)
    draft.heading("Month by month")
    draft.chart(spending.months_chart(months), basis)
    draft.table(spending.months_table(months), basis, aside=True)
    whose = spending.whose_table(known.payments)
    if whose.rows:
        draft.heading("Whose spending")
        draft.table(whose, basis)
        draft.say(spending.WHOSE, aside=True)
    if few is not None:
        draft.heading("Who gets how much")
        draft.table(spending.suppliers_table(few), basis)
    draft.heading("Far from the usual")
    draft.say(spending.unusual_finding(odd), basis, aside=bool(odd))
    if odd:
        draft.table(spending.unusual_table(odd), basis)
    twice = spending.twice_table(known.payments)
    if twice.rows:
        draft.heading("Paid twice?")
        draft.table(twice, basis)
