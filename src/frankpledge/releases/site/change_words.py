"""What may be said of the changes of one measure, as the finding of their chart."""

from __future__ import annotations

import numpy as np

from frankpledge.measures import Assessments, words
from frankpledge.releases.site.words import the_window


def changes_told(found: Assessments, row: int) -> str:
    """The finding of the chart: what may be said against the year before and the baseline."""
    said = []
    for compared, base in ((found.previous, ""), (found.baseline, " (the baseline)")):
        if compared is None or not np.isfinite(compared.size[row]):
            continue
        since = f"{the_window(compared.window.words)}{base}"
        if abs(compared.size[row]) < 0.05:
            said.append(f"Since {since} it has stayed the same.")
            continue
        says = words.verdict(compared, row, words.too_few(found, compared, row))
        size = f"it {_WAY[bool(compared.size[row] > 0)]} {words.size(compared, row)}"
        said.append(_SINCE[says].format(since=since, size=size))
    return " ".join(said)


_WAY = {True: "rose by", False: "fell by"}
_SINCE = {
    "rose": "Since {since} {size}, more than its own ups and downs.",
    "fell": "Since {since} {size}, more than its own ups and downs.",
    "little changed": "Since {since} {size}, no more than its own ups and downs.",
    "too few to say": "Since {since} there are too few to say.",
    "cannot be said": "Since {since} {size}; the series is too short to judge that.",
}
