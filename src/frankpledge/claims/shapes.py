"""A figure once it is worked out: words, numbers for a chart, rows of a table, and where from.

Nothing here knows how it will be shown. Pages, slides, printed packs and workbooks are all made
from the same shapes, so that a figure cannot differ between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from frankpledge.areas import Area
from frankpledge.measures import Measure

Origin = Literal["computed", "supplied", "stated"]
ORIGINS: dict[Origin, str] = {
    "computed": "worked out from published figures",
    "supplied": "supplied by the body",
    "stated": "stated by the body, not checked here",
}


@dataclass(frozen=True)
class Chart:
    """The numbers of a chart. NaN is missing; texts are ready to print.

    A 'control' chart has one value per label, with mean, limits and kind of each point (as in
    `charts.KINDS`), a target (or NaN) and the first and last point of the baseline (or None).
    A 'change' chart has one change in per cent per label, with the interval by chance (`lower`,
    `upper`) and the wider one. 'bars' have one value per label, with its interval where one is
    known; a 'line' has values that nothing judges. A 'fan' has planned values between an inner band
    (`lower`, `upper`) and an outer, wider one. A 'tornado' has for each label the figure when it is
    low (`lower`) and high (`upper`), and the planned figure as `target`.
    """

    kind: Literal["control", "change", "bars", "line", "fan", "tornado"]
    title: str
    finding: str
    unit: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    kinds: tuple[str, ...]
    lower: tuple[float, ...] = ()
    upper: tuple[float, ...] = ()
    mean: tuple[float, ...] = ()
    wide_lower: tuple[float, ...] = ()
    wide_upper: tuple[float, ...] = ()
    target: float = float("nan")
    baseline: tuple[int, int] | None = None


@dataclass(frozen=True)
class Table:
    """A table of texts; `numbers` says which columns are numbers."""

    caption: str
    columns: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Basis:
    """Where a figure comes from: what it measures, where and when, and which imports it used.

    `stated` names the document of a statement, `note` what must be said beside it. A scorecard has
    the title of its `framework` in place of a measure, and (id, vintage) of all its `sources`. What
    is no measure's at all is named by `what`, and `stated` is then all that is said of its source.
    """

    origin: Origin
    measure: Measure | None = None
    area: Area | None = None
    windows: tuple[str, ...] = ()
    vintage: str = ""
    imports: tuple[str, ...] = ()
    stated: str = ""
    note: str = ""
    framework: str = ""
    what: str = ""
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Answer:
    """A figure worked out: its words, always; `reason` says why it is not known, else is ''."""

    text: str
    basis: Basis
    reason: str = ""
    chart: Chart | None = None
    table: Table | None = None

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return not self.reason
