"""What a measure and a framework are: frozen documents, validated before they are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from frankpledge.errors import NotFoundError

DIRECTIONS = ("increase", "decrease", "neutral")
TIMINGS = ("leading", "lagging")
KINDS = ("count", "proportion", "level", "rate-supplied")
BASES = ("recorded", "located", "supplied")
PERIOD_KINDS = ("month", "quarter", "year", "financial year", "year to")
AREA_KINDS = (
    *("force", "district", "partnership", "neighbourhood"),
    *("ward", "msoa", "parish", "lsoa"),
)
# From large to small: a measure may say how small an area it is shown for.
SIZES = (
    *("country", "force", "partnership", "district"),
    *("neighbourhood", "ward", "msoa", "parish", "lsoa"),
)
VALUES = (
    *("count", "rows", "headcount", "fte", "value", "casualties", "ksi"),
    *("incidents", "actions", "notices"),
)
SETTINGS = ("rural", "urban")
SUPPLIED = "returns"


@dataclass(frozen=True)
class Baseline:
    """The window that a measure is compared with: `periods` periods that end with `to`."""

    to: str
    periods: int
    why: str


@dataclass(frozen=True)
class Target:
    """A value to be reached, in the measure's unit over its window, from a period on."""

    value: float
    start: str
    source: str


@dataclass(frozen=True)
class Measure:
    """One thing that is counted, with all that is needed to count it again.

    `counts` and `denominator` map a column of the source to the values that are counted; all must
    hold. With `among` only neighbourhoods of that setting count. The published figure covers
    `window` separate periods; the control chart shows the last `chart` of them, never a rolling
    sum, whose points overlap. `lowest` is the smallest kind of area that it may be shown for; see
    `limit`.
    """

    id: str
    title: str
    question: str
    direction: str
    timing: str
    unit: str
    kind: str
    basis: str
    source: str
    areas: tuple[str, ...]
    period: str
    window: int
    chart: int
    value: str = "count"
    counts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    denominator: dict[str, tuple[str, ...]] | None = None
    among: str | None = None
    lowest: str | None = None
    per: int | None = None
    baseline: Baseline | None = None
    target: Target | None = None
    peers: str | None = None
    caveats: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    proxy_for: str | None = None
    no_data: str | None = None
    place: str = ""

    @property
    def supplied(self) -> bool:
        """Whether the body supplies the figures itself."""
        return self.source == SUPPLIED

    @property
    def limit(self) -> str:
        """The smallest kind of area that it is shown for: what it says, else a careful default.

        What a body supplies may point to people, so it stays at districts until its definition
        says otherwise; what a publisher has put into the open by place is shown by place.
        """
        return self.lowest or ("district" if self.supplied else "lsoa")

    def shown_for(self, kind: str) -> bool:
        """Whether it may be shown for areas of a kind: on pages, in packs, in files, anywhere."""
        return SIZES.index(kind) <= SIZES.index(self.limit)

    @property
    def better(self) -> int:
        """+1 when more is better, -1 when less is, 0 when neither."""
        return {"increase": 1, "decrease": -1, "neutral": 0}[self.direction]


@dataclass(frozen=True)
class Listed:
    """A measure as a framework lists it: in that document's own words, at a place in it."""

    measure: str
    wording: str = ""
    place: str = ""


@dataclass(frozen=True)
class Group:
    """A priority, theme or national measure of a framework."""

    id: str
    title: str
    question: str
    measures: tuple[Listed, ...]
    note: str = ""


@dataclass(frozen=True)
class Framework:
    """A versioned set of measures: a plan, the national measures, a partnership's outcomes."""

    id: str
    title: str
    kind: str
    version: str
    publisher: str
    source: str
    groups: tuple[Group, ...]
    start: str = ""
    note: str = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """Ids of its measures in order, each once."""
        listed = (entry.measure for group in self.groups for entry in group.measures)
        return tuple(dict.fromkeys(listed))


@dataclass(frozen=True)
class Catalogue:
    """All measures and frameworks at hand, by id."""

    measures: dict[str, Measure]
    frameworks: dict[str, Framework]

    def measure(self, name: str) -> Measure:
        """A measure by id. Raises NotFoundError that names the nearest ids."""
        if name in self.measures:
            return self.measures[name]
        near = ", ".join(get_close_matches(name, self.measures, n=3)) or "none like it"
        raise NotFoundError(f"no measure called {name!r}; there is {near}")

    def framework(self, name: str) -> Framework:
        """A framework by id. Raises NotFoundError that names what there is."""
        if name in self.frameworks:
            return self.frameworks[name]
        known = ", ".join(self.frameworks)
        raise NotFoundError(f"no framework called {name!r}; there are {known}")

    def listed_in(self, measure: str) -> list[tuple[Framework, Group, Listed]]:
        """Every place of every framework that lists a measure."""
        return [
            (framework, group, entry)
            for framework in self.frameworks.values()
            for group in framework.groups
            for entry in group.measures
            if entry.measure == measure
        ]
