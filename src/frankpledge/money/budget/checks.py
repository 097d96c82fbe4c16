"""What is wrong with a budget: does it add up, does it balance, does it pay for the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.documents import nearest
from frankpledge.money.amounts import penny, rounded, said
from frankpledge.money.budget.model import NOUGHT, Budget
from frankpledge.money.budget.outlook import outlook_of
from frankpledge.money.budget.precept import band_d_for, precept_of, requirement_of
from frankpledge.money.budget.referendum import excessive, principles
from frankpledge.plans import Plan

YEARS = 4  # a medium-term plan has at least so many, the budget year among them
SECTION_7 = "Police Reform and Social Responsibility Act 2011, section 7"


@dataclass(frozen=True)
class BudgetFinding:
    """One thing that a check found. `kind` is 'error' or 'note'; `field` is where it lies in the
    document; an amount found beside one expected is in `message`."""

    code: str
    kind: str
    file: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, {self.field}: {self.code} {self.message}"


Found = Iterator[tuple[str, str, str]]  # code, field, message


def check_budget(budget: Budget, plan: Plan | None = None) -> tuple[BudgetFinding, ...]:
    """Everything that is wrong with a budget, and what should be known of it.

    With the plan that it pays for, also whether every priority is given something.
    """
    found = [one for check in CHECKS for one in check(budget)]
    if plan is not None:
        found += _resourced(budget, plan)
    return tuple(
        BudgetFinding(code, "note" if code in NOTES else "error", str(budget.path), field, message)
        for code, field, message in found
    )


def _against(code: str, field: str, stated: Decimal | None, found: Decimal, what: str) -> Found:
    if stated is not None and stated != found:
        off = (
            said(stated - found)
            if field != "stated.base"
            else f"{stated - found:,}".replace("-", "−")
        )
        yield code, field, f"{what} is stated as {stated:,} and comes to {found:,}: {off} off"


def _totals(budget: Budget) -> Found:
    stated, precept = budget.stated, precept_of(budget)
    yield from _against("FB101", "stated.income", stated.income, budget.total_income, "income")
    yield from _against(
        "FB102", "stated.spending", stated.spending, budget.total_spending, "spending"
    )
    yield from _against("FB104", "stated.base", stated.base, precept.base, "the tax base")
    yield from _against(
        "FB105", "stated.requirement", stated.requirement, precept.raised, "what is asked for"
    )
    yield from _against(
        "FB109",
        "stated.collection_fund",
        stated.collection_fund,
        precept.collection_fund,
        "the share of collection funds",
    )
    yield from _against(
        "FB112",
        "stated.reserves_used",
        stated.reserves_used,
        budget.reserves_used,
        "the use of reserves",
    )


def _balance(budget: Budget) -> Found:
    precept, needed = precept_of(budget), requirement_of(budget)
    gap = needed - precept.raised
    if not gap:
        return
    side = "short" if gap > 0 else "over"
    message = (
        f"does not balance: spending less income, collection funds and reserves asks for "
        f"{said(needed)} of council tax, which raises {said(precept.raised)}: {said(abs(gap))} "
        f"{side}"
    )
    if band_d_for(needed, precept.base) == penny(precept.band_d):
        message += "; no more than rounding band D to the penny can leave, so put it in a reserve"
    yield "FB103", "precept.band_d", message


def _precepts(budget: Budget) -> Found:
    precept, stated = precept_of(budget), budget.stated
    for one, demand in zip(budget.levy.billing, precept.demands, strict=True):
        yield from _against(
            "FB106", "precept.billing_authorities", one.stated, demand.precept, one.name
        )
    for letter, value in stated.bands.items():
        if letter not in precept.bands:
            yield "FB107", "stated.bands", f"there is no band {letter} in England"
        else:
            what = f"band {letter}"
            yield from _against("FB107", "stated.bands", value, precept.bands[letter], what)
    for field, told, found in (
        ("change", stated.change, precept.change),
        ("change_percent", stated.change_percent, precept.percent),
    ):
        if told is not None and found is None:
            yield "FB108", f"stated.{field}", "a change is stated and band_d_before is not"
        elif told is not None and found is not None:
            unit = "per cent" if field == "change_percent" else "pounds"
            if rounded(found, max(0, -int(told.as_tuple().exponent))) != told:
                words = f"the change is stated as {told} {unit} and comes to {found}"
                yield "FB108", f"stated.{field}", words


def _referendum(budget: Budget) -> Found:
    precept = precept_of(budget)
    if budget.levy.billing and budget.levy.billing[0].area.startswith("W"):
        return
    principle = principles().get(budget.year)
    if principle is None:
        yield "FB114", "year", f"the referendum principle of {budget.year} is not known here"
    elif excessive(precept, principle):
        assert precept.change is not None
        doubt = f" ({principle.unverified})" if principle.unverified else ""
        yield (
            "FB113",
            "precept.band_d",
            f"a rise of {said(precept.change)} is over the {said(principle.pounds)} beyond which "
            f"{budget.year} asks for a referendum{doubt}",
        )


def _reserves(budget: Budget) -> Found:
    for one in budget.reserves:
        yield from _against("FB110", "reserves", one.stated, one.closing, f"what is left: {one.id}")
        if one.closing < 0:
            yield "FB111", "reserves", f"{one.id} ends the year at {said(one.closing)}"


def _twice(budget: Budget) -> Found:
    for field, lines in (("income", budget.income), ("spending", budget.spending)):
        seen: dict[tuple[str, Decimal], str] = {}
        for line in lines:
            key = (" ".join(line.title.casefold().split()), line.amount)
            if key in seen:
                yield "FB115", field, f"{line.id} has the title and the amount of {seen[key]}"
            seen.setdefault(key, line.id)


def _outlook(budget: Budget) -> Found:
    if budget.outlook is None or len(budget.outlook.years) + 1 < YEARS:
        count = 1 if budget.outlook is None else 1 + len(budget.outlook.years)
        yield "FB301", "outlook", f"a medium-term plan has {YEARS} years or more, found {count}"
    years = outlook_of(budget)
    for year in years[1:]:
        if year.gap > 0:
            yield "FB302", "outlook", f"{year.year} is {said(year.gap)} short on these assumptions"
        if year.reserves < 0:
            yield (
                "FB303",
                "outlook",
                f"reserves are overdrawn in {year.year}: {said(year.reserves)}",
            )
    used = {line.grows for line in (*budget.income, *budget.spending)}
    if budget.outlook is not None:
        outlook = budget.outlook
        used |= {outlook.base_grows, outlook.band_d_rises, outlook.collection_fund}
    for one in budget.assumptions:
        if one.id not in used:
            yield "FB304", "assumptions", f"nothing rests on {one.id}"


def _resourced(budget: Budget, plan: Plan) -> Found:
    ids = [priority.id for priority in plan.priorities]
    paid = {name for line in budget.spending if line.amount > 0 for name in line.priorities}
    for priority in plan.priorities:
        if priority.id not in paid:
            words = f"no line of spending pays for the priority {priority.id} ({priority.title})"
            yield "FB201", "spending", words
    for name in sorted({name for line in budget.spending for name in line.priorities} - set(ids)):
        yield "FB202", "spending", f"the plan has no priority {name!r}; {nearest(name, ids)}"


def _section_7(budget: Budget) -> Found:
    given: dict[str, Decimal] = {}
    for line in budget.spending:
        given[line.to] = given.get(line.to, NOUGHT) + line.amount
    if not given.get("chief officer"):
        words = "does not say what the chief officer is given, as a plan must"
        yield "FB203", "spending", f"{words} ({SECTION_7})"
    if not given.get("grants"):
        words = "names no crime and disorder reduction grants; say so in the plan if there are none"
        yield "FB204", "spending", f"{words} ({SECTION_7})"


CHECKS: tuple[Callable[[Budget], Found], ...] = (
    _totals,
    _balance,
    _precepts,
    _referendum,
    _reserves,
    _twice,
    _section_7,
    _outlook,
)
NOTES = {"FB114", "FB204", "FB302", "FB304"}
