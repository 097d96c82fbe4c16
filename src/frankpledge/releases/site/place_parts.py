"""Parts of a place's page beside the letter: its table, caveats, neighbours and a question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from frankpledge import periods
from frankpledge.areas import Area
from frankpledge.releases.site import letters
from frankpledge.releases.site.letters import SMALL, amount, in_a_sentence, sentence
from frankpledge.releases.site.located import Here, Kind, Located, kind_href
from frankpledge.releases.site.model import measure_href
from frankpledge.releases.site.shapes import Cell, Column, Link, Table, Text

NEIGHBOURS = 4
# Below so many a month the limits of a control chart of single counts are rough.
THIN = 10


def nearest(places: Sequence[Area], count: int = NEIGHBOURS) -> dict[str, list[Area]]:
    """The nearest others to each place, by the points that stand for them.

    Degrees of longitude are shortened by the cosine of the middle latitude: within one force area
    that is exact enough to rank neighbours.
    """
    from scipy.spatial import KDTree

    known = [area for area in places if area.longitude is not None and area.latitude is not None]
    if len(known) < 2:
        return {}
    points = np.array([(area.longitude, area.latitude) for area in known], dtype=np.float64)
    points[:, 0] *= np.cos(np.radians(points[:, 1].mean()))
    wanted = min(count + 1, len(known))
    found = np.atleast_2d(KDTree(points).query(points, k=wanted)[1])
    return {
        area.code: [known[index] for index in row.tolist() if index != here][:count]
        for here, (area, row) in enumerate(zip(known, found, strict=True))
    }


def kinds_table(held: Located, here: Here) -> Table:
    """Each type of crime: the latest window, the one before, and what may be said."""
    found = held.found
    shown = [row for row in here.kinds if not _never(row[1], row[2])]
    none = [in_a_sentence(kind) for kind, now, before, _ in here.kinds if _never(now, before)]
    rows: list[list[Cell]] = [
        [Link(kind.name, kind_href(kind)), amount(now), amount(before), says.capitalize()]
        for kind, now, before, says in shown
    ]
    whole = Link("All of these", measure_href(held.result.measure.id))
    rows.append([whole, amount(here.now), amount(here.before), here.says.capitalize()])
    caption = f"What was recorded here in the {found.window.words}"
    if none:
        caption += f". In neither year: {letters.listed(none)}"
    columns = (
        Column("What"),
        Column(sentence(found.window.words), number=True),
        Column("Year before", number=True),
        Column("In words"),
    )
    return Table("kinds-table", caption, columns, rows, ours=len(rows) - 1)


def _never(now: float, before: float) -> bool:
    return now == 0 and before == 0


def caveats(held: Located, here: Here, names: tuple[str, Sequence[str]]) -> list[Text]:
    """What to bear in mind here; then what holds for the measure everywhere."""
    told: list[Text] = []
    last = held.last_estimates[here.row]
    if last:
        told.append(
            f"The months up to {periods.parse(last).words} are estimates. Until then figures came "
            "for the areas of 2011, one of which has been split here; its numbers are shared out "
            "by households."
        )
    if here.area.kind == "ward":
        told.append(
            "A ward's figures are those of the neighbourhoods that fit it best. Where their edges "
            "are not the ward's, some belong to the ward next door."
        )
    if here.area.kind in SMALL and np.isfinite(here.rate) and not here.busy:
        told.append(
            f"The number of residents is an estimate for mid-{here.year}; a place that has grown "
            "since then has a lower rate than it seems."
        )
    level = held.found.chart.mean[here.row, -1]
    if level < THIN:
        told.append(
            f"Under {THIN} a month a single event weighs much: read the chart's limits as rough."
        )
    return [*told, *(text for text in held.result.measure.caveats if bears_on(text, names))]


def bears_on(caveat: str, names: tuple[str, Sequence[str]]) -> bool:
    """Whether a caveat is about a place of ours: what is said of other forces alone is not."""
    own, others = names
    return own in caveat or not any(other in caveat for other in others)


def ask(here: Here) -> str:
    """A question worth asking at a meeting, about what the figures show."""
    risen = [row for row in here.kinds if row[3] == "rose"]
    if risen:
        kind, now, before, _ = risen[0]
        return (
            f" A question worth asking: why did {in_a_sentence(kind)} go from {amount(before)} to "
            f"{amount(now)} in a year, and what is being done about it?"
        )
    top: Kind | None = here.kinds[0][0] if here.kinds and here.kinds[0][1] > 0 else None
    if top is None:
        return ""
    return f" A question worth asking: what is being done about {in_a_sentence(top)} here?"
