"""A place against similar ones: the same rural-urban class and national fifth of deprivation.

Places are not ranked. The verdict is that of a funnel whose limits allow for the differences that
similar places have anyway (`statistics.peer_position`). The interval of a rate allows for the
series' own variation: the count is taken for the smaller number of independent events that would
vary as much, which is the count over its dispersion (quasi-Poisson).
"""

from __future__ import annotations

from functools import partial

import numpy as np

from frankpledge import charts
from frankpledge import statistics as st
from frankpledge.areas import Areas
from frankpledge.measures import Assessments, words
from frankpledge.packs.parish.model import Comparison, Drawing, Interval, Rated
from frankpledge.packs.places import BUSY, Here, Located, place_title

# A funnel of fewer places says more about them than about the one that is compared.
ENOUGH = 5
_CODES = {
    st.Position.BETTER: "lower than in most",
    st.Position.WORSE: "higher than in most",
    st.Position.SIMILAR: "about what it is in most",
    st.Position.HIGHER: "higher than in most",
    st.Position.LOWER: "lower than in most",
}
_MANY = {"ward": "wards", "parish": "parishes", "partnership": "partnerships"}


def compare(held: Located, here: Here, areas: Areas) -> Comparison:
    """What may be said of a place beside those like it in the same force area."""
    code = here.area.code
    if not np.isfinite(here.now) or not np.isfinite(here.rate):
        return Comparison("Without a number of residents or a whole year there is no comparison.")
    if here.busy:
        return Comparison(
            "Many people come here from elsewhere, to shop, to work or to go out. A rate per "
            "resident would look frightening and say nothing about the risk of living here, so "
            "this place is not compared with others: compare it with its own past.",
            "Not by residents: too many of those who come here live elsewhere. Compare this place "
            "with its own past.",
        )
    like = _like(held.found, here, areas)
    if len(like) < ENOUGH:
        short = "There are too few places like it to say. Compare this place with its own past."
        return Comparison(_too_few(here, areas, len(like)), short)
    return _compared(held, here, areas, (code, *like))


def interval(found: Assessments, rows: list[int]) -> Interval:
    """The rate of some rows together, with the interval that allows for their own variation."""
    per = found.series.measure.per
    if per is None:
        return Interval()
    wide = np.maximum(np.nan_to_num(found.dispersion[rows], nan=1.0), 1.0)
    counts, people = found.window.value[rows], found.series.populations[rows]
    # Together they vary as the sum of their variances does.
    phi = float((counts * wide).sum() / counts.sum()) if counts.sum() > 0 else 1.0
    rate = st.rate(counts.sum() / phi, people.sum() / phi, per=per)
    return Interval(float(rate.value), float(rate.lower), float(rate.upper))


def _like(found: Assessments, here: Here, areas: Areas) -> list[str]:
    rows = found.series.row
    limit = BUSY * here.standard.rate
    like: list[str] = []
    counted: set[str] = set()
    for code in areas.similar(here.area.code):
        if code not in rows or not 0 <= found.rate.value[rows[code]] <= limit:
            continue
        # Parishes that share a neighbourhood have its figures each; they count once.
        shared = areas.fit(code).shared
        if counted.isdisjoint(shared):
            counted.update(shared)
            like.append(code)
    return like


def _class_words(areas: Areas, code: str) -> str:
    """'larger rural, in the second least deprived fifth of England'."""
    found = areas.profile(code)
    if found is None:
        return ""
    kind, _, near = found.rural_urban.partition(":")
    where = f" ({near.strip().lower()})" if near else ""
    fifth = {
        1: "most deprived fifth",
        2: "second most deprived fifth",
        3: "middle fifth for deprivation",
        4: "second least deprived fifth",
        5: "least deprived fifth",
    }.get(found.fifth or 0)
    deprived = f", in the {fifth} of England" if fifth else ""
    return f"{kind.strip().lower()}{where}{deprived}"


def _too_few(here: Here, areas: Areas, count: int) -> str:
    sort = _class_words(areas, here.area.code)
    many = _MANY.get(here.area.kind, "places")
    known = f" of the same sort ({sort})" if sort else " that are known to be like this one"
    return (
        f"There are too few {many}{known} in the force area to compare with: {count}, and at least "
        f"{ENOUGH} are needed. Compare this place with its own past."
    )


def _compared(held: Located, here: Here, areas: Areas, codes: tuple[str, ...]) -> Comparison:
    found = held.found
    rows = [found.series.row[code] for code in codes]
    counts, people = found.window.value[rows], found.series.populations[rows]
    expected = counts[1:].sum() / people[1:].sum() * people
    verdict = st.peer_position(counts, expected, found.series.measure.direction)
    says = _CODES[st.Position(int(verdict.code[0]))]
    many = _MANY.get(here.area.kind, "places")
    rates = (
        Rated(place_title(here.area), interval(found, rows[:1])),
        Rated(f"{len(rows) - 1} similar {many} together", interval(found, rows[1:])),
        Rated("The whole police force area", _whole(held, here, areas)),
    )
    own = rates[0].rate
    low, high = np.quantile(found.rate.value[rows[1:]], [0.25, 0.75])
    told = (
        f"Similar here means: {_class_words(areas, here.area.code)}. For every 1,000 residents "
        f"{words.number(own.value)} were recorded ({words.number(own.lower)} to "
        f"{words.number(own.upper)} once ordinary ups and downs are allowed for); in the "
        f"{len(rows) - 1} similar {many} together {words.number(rates[1].rate.value)}, and half of "
        f"them lie between {words.number(low)} and {words.number(high)}. That is {says} of them, "
        "allowing for chance and for how much such places differ anyway."
    )
    return Comparison(told, "", rates, _drawing(rates, told), tuple(codes[1:]))


def _whole(held: Located, here: Here, areas: Areas) -> Interval:
    """The force area's rate on the residents by which places of this kind are estimated."""
    row = held.found.series.row[_force(here, areas)]
    found, rate = interval(held.found, [row]), here.standard.rate
    scale = rate / found.value
    return Interval(rate, found.lower * scale, found.upper * scale)


def _force(here: Here, areas: Areas) -> str:
    return next(c for c in areas.parents(here.area.code) if areas.get(c).kind == "force")


def _drawing(rates: tuple[Rated, ...], told: str) -> Drawing:
    title = "Crimes and incidents per 1,000 residents, with 95 % intervals"
    drawn = partial(
        charts.bar_interval,
        ["This place", "Similar places", "Force area"],
        [one.rate.value for one in rates],
        title=title,
        description=told,
        unit="per 1,000 residents",
        lower=[one.rate.lower for one in rates],
        upper=[one.rate.upper for one in rates],
        highlight=0,
        decimals=0,
        from_zero=True,
    )
    wide = drawn(key="pack-similar", size=charts.WIDE)
    return Drawing(title, told, wide, drawn(key="pack-similar-s", size=charts.NARROW))
