"""What to bear in mind when reading the figures of a place, and what to ask about them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from frankpledge import periods
from frankpledge.packs.places.letters import SMALL, Text, amount, in_a_sentence
from frankpledge.packs.places.located import Here, Kind, Located

# Below so many a month the limits of a control chart of single counts are rough.
THIN = 10


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
            "A ward's figures are a best fit: a neighbourhood that lies in two wards is shared out "
            "between them by its postcodes, wherever in it things happened."
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


def meeting_question(here: Here) -> str:
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
