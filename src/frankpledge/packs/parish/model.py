"""The parish pack as plain values: what every form of it (PDF, page, CSV) is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from frankpledge.areas import Area

NAN = float("nan")


@dataclass(frozen=True)
class Interval:
    """A figure with its 95 % interval; NaN for what is not known."""

    value: float = NAN
    lower: float = NAN
    upper: float = NAN


@dataclass(frozen=True)
class Change:
    """One kind of crime: two years and the change between them in per cent.

    `chance` is the change with its interval by chance alone, `own` with the wider one, by the
    series' own variation. `says` is the verdict in words.
    """

    measure: str
    name: str
    now: float
    before: float
    chance: Interval
    own: Interval
    says: str


@dataclass(frozen=True)
class Rated:
    """A rate per 1,000 residents of one place or of several together."""

    name: str
    rate: Interval


@dataclass(frozen=True)
class Drawing:
    """A chart: its name, what it says, the drawing, and what its shapes mean.

    `small` is the same drawing for phones.
    """

    title: str
    finding: str
    svg: Markup
    small: Markup
    key: str = ""


@dataclass(frozen=True)
class Comparison:
    """How a place compares with similar ones: in words, and in figures where these make sense.

    `short` answers the question in a sentence where there are no figures.
    """

    words: str
    short: str = ""
    rates: tuple[Rated, ...] = ()
    drawing: Drawing | None = None
    similar: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question that a clerk would ask, its answer by rule, and questions to take further."""

    question: str
    answer: str
    ask: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A short part of a pack."""

    title: str
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """Everything that is said of one place.

    `rests` says what the figures rest on where they are not exactly the place's own, else ''.
    `day` is the last day that the figures cover. `months` are the points of the chart: period,
    figure. A place of which nothing is held has no chart, no changes and no comparison.
    """

    area: Area
    title: str
    subtitle: str
    rests: str
    kicker: str
    salutation: str
    lead: str
    fact: str
    letter: tuple[str, ...]
    window: str
    day: date
    questions: tuple[Question, ...]
    sections: tuple[Section, ...]
    caveats: tuple[str, ...]
    sources: str
    comparison: Comparison
    months: tuple[tuple[str, float], ...] = ()
    drawing: Drawing | None = None
    changes: tuple[Change, ...] = ()
    never: tuple[str, ...] = ()
