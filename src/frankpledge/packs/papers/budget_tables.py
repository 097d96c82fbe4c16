"""Tables and charts of a budget and its precept, for the site's pages and for papers alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from frankpledge.claims import Chart, Table
from frankpledge.duties import said_day
from frankpledge.money.budget import (
    Budget,
    Precept,
    Range,
    Scenario,
    Step,
    Swing,
    Year,
    scenario_outlooks,
    total_gap,
)
from frankpledge.packs.papers.budget_words import AFTER, TO, ahead_finding, exact, matters_finding
from frankpledge.packs.papers.drafting import table_of
from frankpledge.packs.papers.words import places_of, pounds, signed


def _otherwise(budget: Budget, one: Scenario) -> Iterator[str]:
    """'Pay awards +1 per cent', 'Rise of band D 0 pounds in place of what is planned'."""
    for name, value in one.shifts.items():
        told = budget.assumption(name)
        yield f"{told.title} {value:+} {told.unit}".replace("-", "−")
    for name, value in one.values.items():
        told = budget.assumption(name)
        yield f"{told.title} {value} {told.unit}, not as planned".replace("-", "−")


MILLION = 1_000_000


def spending_table(budget: Budget, titles: Mapping[str, str] | None = None) -> Table:
    """What it is spent on, by heading. `titles` are those of the plan's priorities, by id."""
    known, places = titles or {}, places_of(line.amount for line in budget.spending)
    rows = [
        (
            line.title,
            TO[line.to],
            "; ".join(known.get(name, name) for name in line.priorities) or "none named",
            pounds(line.amount, places),
        )
        for line in budget.spending
    ]
    rows.append(("Together", "all", "all", pounds(budget.total_spending, places)))
    columns = ("Heading", "Who gets it", "For which priority", "Pounds")
    return table_of("What it is spent on", columns, rows, 3)


def income_table(budget: Budget) -> Table:
    """Where it comes from, council tax apart."""
    places = places_of(line.amount for line in budget.income)
    rows = [
        (f"{line.title} ({line.note})" if line.note else line.title, pounds(line.amount, places))
        for line in budget.income
    ]
    rows.append(("Together", pounds(budget.total_income, places)))
    return table_of("Where it comes from, council tax apart", ("Source", "Pounds"), rows)


def reserves_table(budget: Budget) -> Table:
    """What is put into reserves and taken from them."""
    rows = [
        (one.title, *map(pounds, (one.opening, one.added, one.used, one.closing)))
        for one in budget.reserves
    ]
    heads = ("Reserve", "At the start", "Added", "Used", "Left")
    return table_of("Reserves, in pounds", heads, rows)


def years_table(years: Sequence[Year], found: Range) -> Table:
    """Each year of the medium-term plan, with the range of its gap."""
    rows = [
        (
            year.year,
            *(pounds(value, 0) for value in (year.spending, year.income, year.council_tax)),
            pounds(year.band_d),
            pounds(year.reserves, 0),
            pounds(year.gap, 0),
            f"{pounds(exact(found, n, 0), 0)} to {pounds(exact(found, n, -1), 0)}",
        )
        for n, year in enumerate(years)
    ]
    heads = ("Year", "Spending", "Income", "Council tax", "Band D", "Reserves", "Gap", "9 in 10")
    return table_of("Each year on the plan's own assumptions, in pounds", heads, rows)


def ahead_chart(years: Sequence[Year], found: Range) -> Chart:
    """The gap year by year, as planned and as it may come to be."""
    gaps = found.gaps / MILLION
    outer, inner = (gaps[:, 0], gaps[:, -1]), (gaps[:, 1], gaps[:, 3])
    return Chart(
        kind="fan",
        title="What is still to be found, year by year",
        finding=ahead_finding(years, found),
        unit="£ million still to be found",
        labels=tuple(year.year for year in years),
        values=tuple(float(year.gap) / MILLION for year in years),
        kinds=(),
        lower=tuple(inner[0].tolist()),
        upper=tuple(inner[1].tolist()),
        wide_lower=tuple(outer[0].tolist()),
        wide_upper=tuple(outer[1].tolist()),
    )


def matters_chart(found: Sequence[Swing], years: tuple[Year, ...]) -> Chart:
    """What each assumption can do to the gaps of all years, the most first."""
    return Chart(
        kind="tornado",
        title="Which assumption matters most",
        finding=matters_finding(found, years),
        unit="£ million to be found in all years together",
        labels=tuple(one.assumption.title for one in found),
        values=(),
        kinds=(),
        lower=tuple(float(one.low) / MILLION for one in found),
        upper=tuple(float(one.high) / MILLION for one in found),
        target=float(total_gap(years)) / MILLION,
    )


def swings_table(found: Sequence[Swing]) -> Table:
    """The same as a table."""
    rows = [
        (
            one.assumption.title,
            f"−{one.assumption.below} to +{one.assumption.above} {one.assumption.unit}",
            pounds(one.low, 0),
            pounds(one.high, 0),
        )
        for one in found
    ]
    heads = ("Assumption", "Off by", "All gaps if low", "All gaps if high")
    return table_of("What each assumption can do", heads, rows, 2)


def scenarios_table(budget: Budget) -> Table | None:
    """The document's scenarios; None without any."""
    found = scenario_outlooks(budget)
    if not found:
        return None
    rows = [
        (
            one.title,
            "; ".join(_otherwise(budget, one)),
            pounds(years[-1].gap, 0),
            pounds(total_gap(years), 0),
        )
        for one, years in found
    ]
    last = budget.outlook.years[-1] if budget.outlook else budget.year
    heads = ("If", "Every year", f"Gap in {last}", "All gaps")
    return table_of("Scenarios of the document", heads, rows, 2)


def assumptions_table(budget: Budget) -> Table:
    """Every assumption with its values, how far it may be off, and why."""
    rows = [
        (
            one.title,
            ", ".join(f"{value:,f} in {year}" for year, value in one.values.items()),
            f"−{one.below:,} to +{one.above:,}" if one.below or one.above else "not in doubt",
            one.unit,
            one.basis,
        )
        for one in budget.assumptions
    ]
    heads = ("Assumption", "Value", "May be off by", "Unit", "Why")
    return table_of("Every assumption", heads, rows, 5)


def bands_table(precept: Precept) -> Table:
    """What each band pays."""
    rows = [
        (
            letter,
            pounds(value),
            signed(precept.changes[letter]) if precept.changes else "not stated",
            pounds(value / 52),
        )
        for letter, value in precept.bands.items()
    ]
    heads = ("Band", "A year", "Change", "A week")
    return table_of("Council tax for policing by band", heads, rows)


def authorities_table(precept: Precept) -> Table:
    """What each council passes on."""
    sums = [(one.precept, one.collection_fund, one.total) for one in precept.demands]
    rows = [
        (one.name, f"{one.base:,f}", *map(pounds, amounts))
        for one, amounts in zip(precept.demands, sums, strict=True)
    ]
    funds = precept.collection_fund
    together = precept.raised, funds, precept.raised + funds
    rows.append(("Together", f"{precept.base:,f}", *map(pounds, together)))
    heads = ("Council", "Tax base (band D homes)", "Precept", "Collection fund", "Pays in all")
    return table_of("Precepts by billing authority", heads, rows)


def steps_table(steps: Sequence[Step], year: str) -> Table:
    """Who has to do what by when for a precept."""
    rows = [
        (
            said_day(step.due) if step.due else "no day is fixed",
            step.title,
            step.binds,
            AFTER.get(step.only_after, "every year"),
        )
        for step in steps
    ]
    heads = ("By", "What", "Who", "When it applies")
    return table_of(f"The precept for {year} and the panel", heads, rows, 4)
