"""One chart in two layouts, of which the stylesheet shows the one that fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from frankpledge.charts._svg import NARROW, WIDE


def responsive(draw: Callable[..., Markup], *values: Any, key: str, **words: Any) -> Markup:
    """Draw a chart for wide screens and paper, and again for phones.

    `responsive(control_chart, values, labels, key="chart", ...)` takes what `draw` takes, except
    `size`. The phone's drawing has the key with '-s' added.
    """
    wide = draw(*values, key=key, size=WIDE, **words)
    narrow = draw(*values, key=f"{key}-s", size=NARROW, **words)
    return Markup(
        '<div class="fp-chart-wide">{}</div><div class="fp-chart-narrow">{}</div>'
    ).format(wide, narrow)
