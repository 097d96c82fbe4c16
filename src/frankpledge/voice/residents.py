"""People by age and sex who live where a consultation was held, counted in the lake.

Districts are added up, never neighbourhoods: the publisher's ages of neighbourhoods are rougher,
and of other years.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from frankpledge.lake import find_source
from frankpledge.voice.bands import OLDEST, ages_words, band_of
from frankpledge.voice.model import Consultation, Option, Question

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

AGES = "ons-age-sex"
EVERY_AGE = frozenset(range(OLDEST + 1))
SEXES, EITHER = ("female", "male"), ("all",)
SORTS = {"force": " police force area", "partnership": " partnership"}
Cell = tuple[str, str, int]  # district, sex, age


@dataclass(frozen=True)
class Residents:
    """People of the options of a question, by code, with whose figures they are and of when.

    `lake` is the id of the lake's source. Where people of an option are not known, it is left out
    and `reason` says why.
    """

    people: Mapping[str, float] = field(default_factory=dict)
    source: str = ""
    lake: str = AGES
    reason: str = ""


@dataclass(frozen=True)
class Home:
    """Where the body is: the places of the workspace, and the code of its force."""

    areas: Areas
    force: str

    def districts(self, code: str) -> tuple[str, ...]:
        """The whole districts that make up an area; none where it is not known or has no whole."""
        if code not in self.areas:
            return ()
        if self.areas.get(code).kind == "district":  # by itself even where partnerships share it
            return (code,)
        rows = self.areas.districts(self.areas.get(code).kind).to_pylist()
        return tuple(row["district"] for row in rows if row["area"] == code)

    def name(self, code: str) -> str:
        """What an area is called: a force often has the name of one of its districts."""
        if code not in self.areas:
            return code
        area = self.areas.get(code)
        return area.name + SORTS.get(area.kind, "")


def describes(question: Question) -> bool:
    """Whether options of a question are groups by age or sex."""
    return any(one.age or one.sex for one in question.options)


def residents(one: Consultation, lake: Lake, home: Home | None) -> dict[str, Residents]:
    """People of each weighted question whose options say ages or sexes, by the question's id.

    Only people of the ages asked are the population: where some options say ages, the people of the
    other questions (sexes, districts) are of these ages too. The newest year counts of which every
    district has all ages, and by sex where a question asks for it.
    """
    asked = [question for question in one.questions if question.weigh]
    described = [question for question in asked if describes(question)]
    if not described:
        return {}
    if home is None:
        reason = "the tables of areas are not at hand"
        return {question.id: Residents(reason=reason) for question in described}
    count = _Count(one, lake, home, asked)
    found = {question.id: count.groups(question) for question in described}
    placed = {q.id: count.places(q) for q in asked if q.id not in found}
    return found | {name: people for name, people in placed.items() if people is not None}


@dataclass(frozen=True)
class _Count:
    """The figures that one consultation needs."""

    one: Consultation
    lake: Lake
    home: Home
    asked: list[Question]

    @cached_property
    def area(self) -> str:
        return self.one.head.area or self.home.force

    @cached_property
    def ages(self) -> frozenset[int]:
        """The ages that could answer: those of all options that say any."""
        options = [option for question in self.asked for option in question.options]
        bands = [band_of(option.age) for option in options if option.age]
        return frozenset().union(*(band.ages for band in bands if band)) or EVERY_AGE

    @cached_property
    def by_sex(self) -> bool:
        return any(option.sex for question in self.asked for option in question.options)

    @cached_property
    def districts(self) -> tuple[str, ...]:
        return self.home.districts(self.area)

    @cached_property
    def table(self) -> _Table:
        """The newest year that answers; one without sexes where none has them."""
        options = [option for question in self.asked for option in question.options]
        codes = {code for o in options if o.area for code in self.home.districts(o.area)}
        held = _held(self.lake, codes | set(self.districts))
        return _newest(held, self.districts, self.by_sex)

    def groups(self, question: Question) -> Residents:
        """People of the options by age and sex."""
        if reason := self._lacking(question):
            return Residents(reason=reason)
        people = {o.code: self._people(o) for o in question.options if o.age or o.sex}
        ages = "" if all(o.age for o in question.options if o.age or o.sex) else self._aged
        return Residents(people, self._source(self.home.name(self.area), ages))

    def _lacking(self, question: Question) -> str:
        name = self.home.name(self.area)
        if not self.districts:
            return f"no whole districts make up {name}"
        if not self.table.sexes:
            return f"the lake holds no residents by age of {name}"
        if self.table.sexes == EITHER and any(option.sex for option in question.options):
            return f"the lake holds no residents by sex of {name}"
        return ""

    def _people(self, option: Option) -> float:
        band = band_of(option.age) if option.age else None
        sexes = (option.sex,) if option.sex else self.table.sexes
        return self.table.people(self.districts, sexes, band.ages if band else self.ages)

    def places(self, question: Question) -> Residents | None:
        """People of the ages asked in each option's district; None where ages do not matter.

        None too where the lake does not hold them of every district: all ages count then.
        """
        options = [option for option in question.options if option.area]
        if self.ages == EVERY_AGE or not self.table.sexes or not options:
            return None
        if any(option.population is not None for option in question.options):
            return None
        whole = {option.code: self.home.districts(option.area or "") for option in options}
        if not all(codes and self.table.has(codes) for codes in whole.values()):
            return None
        people = {
            code: self.table.people(districts, self.table.sexes, self.ages)
            for code, districts in whole.items()
        }
        return Residents(people, self._source("", self._aged))

    @cached_property
    def _aged(self) -> str:
        return ages_words(self.ages)

    def _source(self, where: str, ages: str) -> str:
        source = find_source(AGES)
        whole = f"{source.title}, {source.publisher}, mid-{self.table.year}"
        return ", ".join(part for part in (whole, where, ages) if part)


@dataclass(frozen=True)
class _Table:
    """Residents of one year. `sexes` are those to add up for everybody; none without figures."""

    year: str = ""
    sexes: tuple[str, ...] = ()
    cells: Mapping[Cell, int] = field(default_factory=dict)

    def has(self, districts: Collection[str]) -> bool:
        """Whether every age of every district is there."""
        wanted = ((d, s, a) for d in districts for s in self.sexes for a in EVERY_AGE)
        return all(cell in self.cells for cell in wanted)

    def people(self, districts: Iterable[str], sexes: Iterable[str], ages: Iterable[int]) -> float:
        """The sum over districts, sexes and ages."""
        places, years = tuple(districts), tuple(ages)
        return float(sum(self.cells[d, s, a] for s in sexes for d in places for a in years))


def _held(lake: Lake, districts: Collection[str]) -> dict[str, dict[Cell, int]]:
    """All that the lake holds of some districts, by year."""
    table = lake.table(AGES)
    rows = table.filter(table["area"].isin(sorted(districts))) if districts else table.limit(0)
    # Rows that a file repeats are one row; sums would count people twice.
    found: dict[str, dict[Cell, int]] = defaultdict(dict)
    for row in rows.to_pyarrow().to_pylist():
        found[row["period"]][row["area"], row["sex"], row["age"]] = row["population"]
    return found


def _newest(
    held: Mapping[str, Mapping[Cell, int]], districts: tuple[str, ...], by_sex: bool
) -> _Table:
    ways = (SEXES, EITHER)
    tables = [_Table(year, sexes, held[year]) for year in sorted(held) for sexes in ways]
    good = [table for table in tables if districts and table.has(districts)]
    told = [table for table in good if table.sexes == SEXES] if by_sex else []
    latest = max((table.year for table in told or good), default="")
    return next((table for table in told or good if table.year == latest), _Table())
