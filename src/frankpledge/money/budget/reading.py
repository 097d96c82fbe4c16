"""Reading budgets: YAML documents in `money/budgets` of a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path

from frankpledge import periods
from frankpledge.documents import Fields, nearest
from frankpledge.errors import DocumentError, DocumentsError, InputError
from frankpledge.money.amounts import MoneyError, amount, exact, gathered
from frankpledge.money.budget.model import (
    NOUGHT,
    RECEIVERS,
    SPREADS,
    STATUSES,
    UNITS,
    Assumption,
    Billing,
    Budget,
    Change,
    Levy,
    Line,
    Outlook,
    Reserve,
    Scenario,
    Stated,
)
from frankpledge.money.budget.precept import NINTHS

FOLDER = Path("money") / "budgets"
STATED = (
    *("income", "spending", "requirement", "base", "collection_fund"),
    *("reserves_used", "change", "change_percent"),
)


def read_budgets(root: Path) -> tuple[Budget, ...]:
    """Every budget of the workspace at `root`, by year; none where there is no such folder.

    Raises MoneyError with every fault of every document.
    """
    found: list[Budget] = []
    faults: list[InputError] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        try:
            found.append(read_budget(path))
        except DocumentsError as error:
            faults += error.errors
    if faults:
        raise MoneyError(faults)
    return tuple(sorted(found, key=lambda one: (one.year, one.id)))


def read_budget(path: Path) -> Budget:
    """Read one budget. Raises MoneyError with all faults found, each with its line and field."""
    faults: list[InputError] = []
    try:
        budget = _budget(Fields.load(path), faults)
    except DocumentError as fault:
        raise MoneyError([*faults, fault]) from None
    if faults:
        raise MoneyError(faults)
    return budget


def _budget(fields: Fields, faults: list[InputError]) -> Budget:
    year = financial_year(fields, "year")
    assumptions = gathered(fields, "assumptions", _assumption, faults)
    income = gathered(fields, "income", partial(_line, spending=False), faults)
    spending = gathered(fields, "spending", partial(_line, spending=True), faults)
    budget = Budget(
        path=fields.path,
        id=fields.identifier(),
        title=fields.text("title"),
        year=year,
        status=fields.choice("status", STATUSES),
        source=fields.text("source"),
        plan=fields.text("plan", ""),
        demonstration=fields.text("demonstration", ""),
        income=income,
        spending=spending,
        reserves=gathered(fields, "reserves", _reserve, faults),
        levy=fields.part("precept", partial(_levy, faults=faults))
        or _missing(fields, "precept", "a mapping with billing authorities and band_d"),
        stated=fields.part("stated", _stated) or Stated(),
        assumptions=assumptions,
        outlook=fields.part("outlook", partial(_outlook, start=year, faults=faults)),
        scenarios=gathered(fields, "scenarios", _scenario, faults),
    )
    fields.close()
    faults += _dangling(fields, budget)
    return budget


def _missing(fields: Fields, key: str, expected: str) -> Levy:
    raise fields.error(key, expected)


def financial_year(fields: Fields, key: str) -> str:
    """A financial year such as 2026/27. Raises DocumentError."""
    return _year(fields, key, fields.take(key))


def _year(fields: Fields, key: str, value: object) -> str:
    try:
        found = periods.parse(str(value))
    except ValueError:
        found = None
    if found is None or found.kind != "financial year":
        raise fields.error(key, "a financial year such as 2026/27", value)
    return str(found)


def _line(fields: Fields, spending: bool) -> Line:
    return Line(
        id=fields.text("id"),
        title=fields.text("title"),
        amount=_not_negative(fields, "amount"),
        # Left out would be an assumption without a name, so 'none' has to be written.
        grows=fields.text("grows").removeprefix("none"),
        to=fields.choice("to", RECEIVERS) if spending else "",
        priorities=fields.texts("priorities") if spending else (),
        note=fields.text("note", ""),
    )


def _not_negative(fields: Fields, key: str) -> Decimal:
    found: Decimal = amount(fields, key)
    if found < 0:
        raise fields.error(key, "an amount of 0 or more; income and spending have lists", found)
    return found


def _reserve(fields: Fields) -> Reserve:
    return Reserve(
        id=fields.text("id"),
        title=fields.text("title"),
        opening=amount(fields, "opening"),
        added=amount(fields, "added", NOUGHT),
        used=amount(fields, "used", NOUGHT),
        stated=amount(fields, "closing", None),
    )


def _levy(fields: Fields, faults: list[InputError]) -> Levy:
    band_d: Decimal = amount(fields, "band_d", places=4)
    if band_d <= 0:
        raise fields.error("band_d", "pounds of council tax at band D, over 0", band_d)
    billing = gathered(fields, "billing_authorities", _billing, faults)
    if not billing:
        faults.append(fields.error("billing_authorities", "at least one billing authority"))
    return Levy(
        billing=billing,
        band_d=band_d,
        before_band_d=amount(fields, "band_d_before", None, 4),
        before_base=amount(fields, "base_before", None),
    )


def _billing(fields: Fields) -> Billing:
    base: Decimal = amount(fields, "base")
    if base <= 0:
        raise fields.error("base", "a tax base (band D equivalents) over 0", base)
    return Billing(
        area=fields.text("area"),
        name=fields.text("name"),
        base=base,
        collection_fund=amount(fields, "collection_fund", NOUGHT),
        stated=amount(fields, "precept", None),
    )


def _stated(fields: Fields) -> Stated:
    bands = fields.take("bands", {})
    if not isinstance(bands, dict) or not set(bands) <= set(NINTHS):
        raise fields.error("bands", f"pounds by band, {', '.join(NINTHS)}", bands)
    return Stated(
        **{name: amount(fields, name, None) for name in STATED},
        bands={str(name): exact(fields, "bands", value) for name, value in bands.items()},
    )


def _assumption(fields: Fields) -> Assumption:
    values = fields.take("values")
    if not isinstance(values, dict) or not values:
        raise fields.error("values", "one number for each year, such as {2027/28: 2.5}", values)
    return Assumption(
        id=fields.text("id"),
        title=fields.text("title"),
        unit=fields.choice("unit", UNITS),
        values={
            _year(fields, "values", key): exact(fields, "values", value, 4)
            for key, value in values.items()
        },
        basis=fields.text("basis"),
        below=_width(fields, "below"),
        above=_width(fields, "above"),
        spread=fields.choice("spread", SPREADS, "triangular"),
    )


def _width(fields: Fields, key: str) -> Decimal:
    found: Decimal = amount(fields, key, NOUGHT, 4)
    if found < 0:
        raise fields.error(key, "how far off it may be, 0 or more", found)
    return found


def _outlook(fields: Fields, start: str, faults: list[InputError]) -> Outlook:
    raw = fields.take("years")
    years = tuple(_year(fields, "years", one) for one in raw) if isinstance(raw, list) else ()
    after = periods.parse(start)
    if not years or years != tuple(str(after.shift(n + 1)) for n in range(len(years))):
        raise fields.error("years", f"the years after {start}, in order, none left out", raw)
    used = fields.take("reserves_used", {})
    if not isinstance(used, dict):
        raise fields.error("reserves_used", "pounds by year", used)
    return Outlook(
        years=years,
        base_grows=fields.text("base_grows"),
        band_d_rises=fields.text("band_d_rises"),
        collection_fund=fields.text("collection_fund", ""),
        changes=gathered(fields, "changes", _change, faults),
        reserves_used={
            _year(fields, "reserves_used", key): exact(fields, "reserves_used", value)
            for key, value in used.items()
        },
    )


def _change(fields: Fields) -> Change:
    once = fields.take("once", False)
    if not isinstance(once, bool):
        raise fields.error("once", "true or false", once)
    return Change(
        line=fields.text("line"),
        year=financial_year(fields, "year"),
        amount=amount(fields, "amount"),
        why=fields.text("why"),
        once=once,
    )


def _scenario(fields: Fields) -> Scenario:
    shifts = _by_assumption(fields, "shifts", "how far off each assumption is, by its id")
    values = _by_assumption(fields, "values", "what each assumption is instead, by its id")
    if not shifts and not values:
        raise fields.error("shifts", "how far off each assumption is, by its id", None)
    if twice := sorted(shifts.keys() & values.keys()):
        raise fields.error("values", "assumptions that are not in shifts too", twice[0])
    return Scenario(id=fields.text("id"), title=fields.text("title"), shifts=shifts, values=values)


def _by_assumption(fields: Fields, key: str, expected: str) -> dict[str, Decimal]:
    raw = fields.take(key, {})
    if not isinstance(raw, dict):
        raise fields.error(key, expected, raw)
    return {str(name): exact(fields, key, value, 4) for name, value in raw.items()}


def _dangling(fields: Fields, budget: Budget) -> Iterable[InputError]:
    """Names that nothing goes by, names given twice, and years without a value."""
    lines = [*budget.income, *budget.spending]
    for key, ids in {
        "income": [line.id for line in lines],
        "reserves": [one.id for one in budget.reserves],
        "assumptions": [one.id for one in budget.assumptions],
        "scenarios": [one.id for one in budget.scenarios],
        "precept": [one.area for one in budget.levy.billing],
    }.items():
        for twice in dict.fromkeys(one for one in ids if ids.count(one) > 1):
            yield fields.error(key, "each id once", twice)
    known = {one.id: one for one in budget.assumptions}
    for key, name, unit in _uses(budget):
        if name not in known:
            yield fields.error(key, f"an assumption; {nearest(name, known)}", name)
        elif unit and known[name].unit != unit:
            yield fields.error(key, f"an assumption in {unit}", name)
    yield from _gaps(fields, budget)


def _uses(budget: Budget) -> Iterable[tuple[str, str, str]]:
    """Every use of an assumption: where, which, and in which unit it has to be."""
    for key, lines in (("income", budget.income), ("spending", budget.spending)):
        yield from ((key, line.grows, "per cent") for line in lines if line.grows)
    for scenario in budget.scenarios:
        yield from (("scenarios", name, "") for name in (*scenario.shifts, *scenario.values))
    if budget.outlook is not None:
        yield "outlook", budget.outlook.base_grows, "per cent"
        yield "outlook", budget.outlook.band_d_rises, ""
        if budget.outlook.collection_fund:
            yield "outlook", budget.outlook.collection_fund, "pounds"


def _gaps(fields: Fields, budget: Budget) -> Iterable[InputError]:
    outlook = budget.outlook
    if outlook is None:
        return
    for one in budget.assumptions:
        missing = [year for year in outlook.years if year not in one.values]
        if missing:
            yield fields.error("assumptions", f"{one.id} for {', '.join(missing)}", None)
    ids = [line.id for line in (*budget.income, *budget.spending)]
    for change in outlook.changes:
        if change.line not in ids:
            yield fields.error("outlook", f"a line; {nearest(change.line, ids)}", change.line)
    named: Mapping[str, list[str]] = {
        "changes": [change.year for change in outlook.changes],
        "reserves_used": list(outlook.reserves_used),
    }
    for key, years in named.items():
        for year in dict.fromkeys(year for year in years if year not in outlook.years):
            yield fields.error("outlook", f"{key} of a year of the outlook", year)
