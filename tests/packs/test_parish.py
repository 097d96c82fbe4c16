"""Parish packs: figures as counted by hand, words as the statistics allow, no misleading."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from frankpledge.measures import SUPPRESSED, Result, assess
from frankpledge.packs.parish import Packs, change_cells, rows
from frankpledge.packs.parish.comparing import interval
from frankpledge.packs.parish.model import Pack
from frankpledge.packs.parish.questions import Z, telling
from frankpledge.packs.places import BUSY, EVERYTHING

# A parish of whole neighbourhoods, one that shares all of its own, one that shares some, one of
# which nothing is known, and a ward where people come to shop.
WHOLE, SHARED, MIXED, UNKNOWN, TOWN = (
    *("E04011623", "E04001090", "E04012664", "E04011622"),
    "E05008954",
)


@dataclass(frozen=True)
class Counted:
    """The example's own files, added up in plain Python."""

    by_lsoa: dict[str, Counter[str]]
    before: dict[str, Counter[str]]
    shares: dict[str, dict[str, str]]

    def total(self, lsoas: list[str], *, before: bool = False) -> Counter[str]:
        held = self.before if before else self.by_lsoa
        return sum((held[code] for code in lsoas), Counter())


@pytest.fixture(scope="module")
def counted(example: Path) -> Counted:
    """Counts of the last two years by neighbourhood of 2021 and type, and the table of shares."""
    file = example / "figures" / "police-uk-lsoa.csv.gz"
    years = [f"{y}-{m:02d}" for y in (2024, 2025, 2026) for m in range(1, 13)][4:28]
    held = defaultdict(Counter), defaultdict(Counter)
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if row["period"] in years:
                at = held[row["period"] in years[12:]][row["lsoa"]]
                at[row["crime_type"]] += int(row["count"])
    shares: dict[str, dict[str, str]] = defaultdict(dict)
    with (example / "areas" / "shares.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            shares[row["area"]][row["lsoa"]] = row["share"]
    return Counted(held[1], held[0], shares)


@pytest.fixture(scope="module")
def every(packs: Packs) -> dict[str, Pack]:
    """Every pack of the example."""
    return {area.code: packs.pack(area) for area in packs.places}


def test_every_place_has_a_pack(every: dict[str, Pack]) -> None:
    """All parishes, wards, police neighbourhoods and partnerships, each once."""
    kinds = Counter(pack.area.kind for pack in every.values())
    assert kinds == {"parish": 279, "ward": 118, "neighbourhood": 8, "partnership": 2}


@pytest.mark.parametrize("code", [WHOLE, SHARED, MIXED])
def test_counts_are_those_of_the_files(code: str, every: dict[str, Pack], counted: Counted) -> None:
    """Both years of each kind are the sums over all neighbourhoods that the parish touches."""
    lsoas = list(counted.shares[code])
    now, before = counted.total(lsoas), counted.total(lsoas, before=True)
    *kinds, whole = every[code].changes
    assert {change.name: change.now for change in kinds if change.now} == dict(now)
    assert {change.name: change.before for change in kinds if change.before} == dict(before)
    assert (whole.now, whole.before) == (now.total(), before.total())
    assert [change.now for change in kinds] == sorted((c.now for c in kinds), reverse=True)


def test_a_shared_parish_says_what_is_its_own(every: dict[str, Pack], counted: Counted) -> None:
    """Its own count is that of the neighbourhoods wholly inside; residents are those of all."""
    own = [lsoa for lsoa, share in counted.shares[MIXED].items() if share and float(share) == 1]
    assert 0 < len(own) < len(counted.shares[MIXED])
    mixed = every[MIXED]
    assert f"{counted.total(own).total():,} were in neighbourhoods that are its own" in mixed.rests
    assert "Chiseldon" in mixed.rests and "Wroughton" in mixed.rests
    assert "None of them can be said to be its own alone" in every[SHARED].rests
    for code in (MIXED, SHARED):
        assert "lived in the neighbourhoods that it touches" in every[code].kicker
    assert "lived here" in every[WHOLE].kicker


def test_words_go_by_the_wider_interval(every: dict[str, Pack]) -> None:
    """'Rose' and 'fell' stand exactly where the wider interval leaves out nought; both are wide."""
    said = Counter[str]()
    for pack in every.values():
        for change in pack.changes:
            said[change.says] += 1
            if change.says in {"rose", "fell", "little changed"}:
                low, high = change.own.lower, change.own.upper
                wanted = "rose" if low > 0 else "fell" if high < 0 else "little changed"
                assert change.says == wanted
                # The wider interval holds the narrower one.
                assert low <= change.chance.lower + 1e-9 and high >= change.chance.upper - 1e-9
            if change.says == "too few to say":
                assert max(change.now, change.before) < 10
                assert change_cells(change)[3:6] == ["–"] * 3
    assert min(said[word] for word in ("rose", "fell", "little changed", "too few to say")) > 50


def test_the_answer_is_the_verdict(every: dict[str, Pack]) -> None:
    """'Is crime going up here?' is answered yes or no only where it rose or fell."""
    starts = {"rose": "Yes.", "fell": "No.", "little changed": "Nobody can say"}
    for pack in every.values():
        if pack.changes:
            assert pack.questions[0].question == "Is crime going up here?"
            assert pack.questions[0].answer.startswith(starts[pack.changes[-1].says])


@pytest.mark.parametrize(("before", "phi"), [(120, 1.0), (419, 2.3), (9167, 4.9), (12, 0.4)])
def test_how_much_would_tell(before: int, phi: float) -> None:
    """The smallest change that its variation would not explain, found by trying every one."""
    spread = max(phi, 1.0)
    tried = next(d for d in range(1, 10_000) if d * d >= Z * Z * spread * (2 * before + d))
    assert telling(before, phi) == tried


def test_comparisons_count_nothing_twice(packs: Packs, every: dict[str, Pack]) -> None:
    """Similar places share no neighbourhood of unknown part, are not the place, are not busy."""
    held = packs.located
    assert held is not None
    compared = 0
    for code, pack in every.items():
        similar = pack.comparison.similar
        compared += bool(similar)
        shared = [lsoa for other in similar for lsoa in packs.areas.fit(other).shared]
        assert len(shared) == len(set(shared)) and code not in similar
        assert not set(shared) & set(packs.areas.fit(code).shared)
        for other in similar:
            here = held.here(packs.areas.get(other))
            assert here is not None and here.rate <= BUSY * here.standard.rate
    assert compared > 200


def is_whole(counted: Counted, code: str) -> bool:
    """Whether every neighbourhood of a parish is known to lie wholly in it."""
    shares = counted.shares.get(code, {}).values()
    return bool(shares) and all(share and float(share) == 1 for share in shares)


def test_rates_are_counts_over_residents(
    packs: Packs, every: dict[str, Pack], counted: Counted, example: Path
) -> None:
    """The rate of a parish of whole neighbourhoods, and of its force, by hand."""
    people: dict[str, int] = {}
    file = example / "figures" / "ons-population-neighbourhoods-2020.csv"
    with file.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            people[row["area"]] = int(row["population"])
    code = next(c for c, p in every.items() if p.comparison.rates and is_whole(counted, c))
    own = list(counted.shares[code])
    rate = 1000 * counted.total(own).total() / sum(people[lsoa] for lsoa in own)
    ours = packs.areas.children(packs.force, "lsoa")
    force = 1000 * counted.total(list(counted.by_lsoa)).total() / sum(people[c] for c in ours)
    rates = every[code].comparison.rates
    assert rates[0].rate.value == pytest.approx(rate)
    assert rates[2].rate.value == pytest.approx(force, rel=1e-3)


def test_intervals_of_rates_allow_for_own_variation(packs: Packs) -> None:
    """By hand: Byar's limits of the count over its dispersion, on residents over the same."""
    held = packs.located
    assert held is not None
    found, row = held.found, held.found.series.row[MIXED]
    count, phi = found.window.value[row], max(found.dispersion[row], 1.0)
    x, people = count / phi, found.series.populations[row] / phi
    low = x * (1 - 1 / (9 * x) - Z / (3 * np.sqrt(x))) ** 3
    high = (x + 1) * (1 - 1 / (9 * (x + 1)) + Z / (3 * np.sqrt(x + 1))) ** 3
    got = interval(found, [row])
    assert phi > 1.5
    assert (got.value, got.lower, got.upper) == pytest.approx(
        (1000 * count / people / phi, 1000 * low / people, 1000 * high / people), rel=1e-6
    )


def test_no_rate_where_people_come_to_shop(every: dict[str, Pack]) -> None:
    """The town centre has no rate and no comparison, and says why."""
    town = every[TOWN]
    assert not town.comparison.rates and "come here from elsewhere" in town.comparison.words
    prose = " ".join([town.lead, town.fact, *town.letter])
    assert "1,000" not in re.sub(r"about [\d,]+", "", prose)


def test_a_place_without_figures_says_so(every: dict[str, Pack]) -> None:
    """Nothing is counted, compared or drawn; missing is not none."""
    unknown = every[UNKNOWN]
    assert unknown.lead == "We hold no figures for this place."
    assert "It is not known which neighbourhoods Alvediston has" in unknown.fact
    assert not unknown.changes and not unknown.months and unknown.drawing is None
    assert "0" not in unknown.lead + unknown.fact


def test_sexual_offences_are_never_apart(every: dict[str, Pack]) -> None:
    """Every kind is one of the publisher's, in which violence and sexual offences are one."""
    names = {change.name for pack in every.values() for change in pack.changes}
    assert len(names) == 15 and "Violence and sexual offences" in names
    for pack in every.values():
        shown = [str(row["item"]) for row in rows(pack)]
        apart = [item for item in shown if re.search("sex|rape|domestic", item, re.IGNORECASE)]
        assert set(apart) <= {"Violence and sexual offences"}
        assert any("never shown apart" in caveat for caveat in pack.caveats)


def test_roads_say_that_nothing_is_held(every: dict[str, Pack]) -> None:
    """Without collisions in the lake the part is there, and does not say that there were none."""
    titles = [[section.title for section in pack.sections] for pack in every.values()]
    assert all(t[:3] == ["How cases ended", "On the roads", "Local priorities"] for t in titles)
    assert "No figures held" in every[WHOLE].sections[1].text
    assert "95 % interval" in every[WHOLE].sections[0].text


def test_words_are_ready_for_people(every: dict[str, Pack]) -> None:
    """No text has a slip of the pen that a rule can make: nan, doubled stops, lost spaces."""
    slips = re.compile(r"\bnan\b|\binf\b|\.\.|  | ,| \.(?!\d)|None\b(?! of| is)|Ellipsis")
    for pack in every.values():
        texts = [
            pack.lead,
            pack.fact,
            pack.rests,
            *pack.letter,
            pack.comparison.words,
            pack.sources,
        ]
        texts += [q.answer for q in pack.questions] + [s.text for s in pack.sections]
        for text in texts:
            assert not slips.search(text), (pack.area, text)


def test_roads_show_the_force_where_the_place_is_not_counted(packs: Packs) -> None:
    """Collisions held for the force area only are shown as such, with their interval."""
    base = packs.results.by_measure[EVERYTHING]
    assert base.found is not None
    series = base.found.series.only([packs.force])
    measure = replace(base.measure, id="x-roads", title="Casualties", source="dft-casualties")
    found = assess(replace(series, measure=measure, values=np.full_like(series.values, 98.0)))
    held = packs.results.by_measure | {measure.id: Result(measure, found)}
    more = replace(packs, results=replace(packs.results, by_measure=held))
    roads = more.pack(packs.areas.get(WHOLE)).sections[1]
    assert roads.text == "Not counted here by place. In the whole force area:"
    assert roads.items[0].startswith("Casualties, year to April 2026: 1,176 crimes and incidents")
    assert "95 % interval 1,110 to 1,245" in roads.items[0]


def supplied(packs: Packs, lowest: str | None, value: float, area: str) -> Packs:
    """The same packs, had the body supplied a figure for a place in its last year."""
    base = packs.results.by_measure[EVERYTHING]
    measure = replace(
        base.measure,
        **{"id": "x-supplied", "title": "Sessions", "source": "returns", "basis": "supplied"},
        lowest=lowest,
    )
    assert base.found is not None
    series = base.found.series.only([area])
    values = np.full_like(series.values, value)
    status = np.where(np.isnan(values), SUPPRESSED, series.status).astype(np.int8)
    found = assess(replace(series, measure=measure, values=values, status=status))
    held = packs.results.by_measure | {measure.id: Result(measure, found)}
    return replace(packs, results=replace(packs.results, by_measure=held))


@pytest.mark.parametrize(
    ("lowest", "value", "area", "said"),
    [
        ("parish", 2.0, TOWN, "Sessions, year to April 2026: 24"),
        ("parish", np.nan, TOWN, "April 2026: suppressed, a small number."),
        ("district", 50.0, TOWN, ""),
        (None, 50.0, TOWN, ""),
        (None, 50.0, "E22000361", "Sessions, year to"),
        ("force", 50.0, "E22000361", ""),
    ],
)
def test_what_a_body_supplies_is_protected(
    packs: Packs, lowest: str | None, value: float, area: str, said: str
) -> None:
    """Small figures are suppressed; none goes below a district unless its definition says so."""
    pack = supplied(packs, lowest, value, area).pack(packs.areas.get(area))
    items = [item for s in pack.sections if s.title.startswith("Supplied") for item in s.items]
    assert bool(items) == bool(said)
    assert said in "".join(items)
