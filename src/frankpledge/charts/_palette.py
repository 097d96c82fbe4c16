"""Colours, shapes and their names: the one vocabulary of all charts.

Every element carries a class, which the site's stylesheet may restyle, and the same colour as a
presentation attribute, so that a drawing stands alone in a PDF or on a slide. Improving is blue,
concerning orange, ordinary grey; each has a shape of its own, so that no colour is needed.
"""

from __future__ import annotations

from typing import Final

INK: Final = "#1c1e26"
SOFT: Final = "#51545f"  # words that step back: axis labels, units
RULE: Final = "#d8d3c7"  # grid lines
BAND: Final = "#ece8de"  # areas behind the data
PLUM: Final = "#542c4f"  # the house colour: targets and baselines, which judge nothing
WHITE: Final = "#ffffff"

KINDS: Final[dict[str, str]] = {
    "ordinary": "#6b6f7a",
    "improving": "#1f5f99",
    "concerning": "#b8500c",
    "notable": "#3a3350",  # unusual, where neither direction is better
}
"""What a point, bar or row says, and its colour."""

SHAPES: Final[dict[str, str]] = {
    "ordinary": "circle",
    "improving": "square",
    "concerning": "triangle",
    "notable": "diamond",
}
"""The shape that says the same without the colour."""

FONT: Final = "'Frankpledge Sans','Source Sans 3',Arial,sans-serif"


def colour(kind: str) -> str:
    """The colour of a kind. Raises ValueError for a kind that is none of `KINDS`."""
    try:
        return KINDS[kind]
    except KeyError:
        raise ValueError(f"expected one of {', '.join(KINDS)}, found {kind!r}") from None
