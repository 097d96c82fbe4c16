"""A drawing in a body's own colour: only what judges nothing takes it."""

from __future__ import annotations

import re
from typing import Final

from frankpledge.charts._palette import KINDS, PLUM

# The course of a series, which joins its points; what the points say stays in their own colours.
_LINE: Final = re.compile(rf'(<path class="fp-line"[^>]* stroke="){KINDS["ordinary"]}"')
# Bars of a drawing that judges none of them.
_BARS: Final = re.compile(rf'(<(?:g|path) class="fp-ordinary"[^>]* fill="){KINDS["ordinary"]}"')
_JUDGED: Final = re.compile(
    r'class="[^"]*fp-(?:improving|concerning|notable|svg-control|svg-change)\b'
)


def tinted(drawing: str, colour: str) -> str:
    """The same drawing with its neutral parts in a colour such as '#1f5f99'.

    Those are the line of a series, targets and baselines, the mark of one's own area, and the bars
    of a drawing in which nothing is judged. Improving, concerning, unusual and ordinary points keep
    their colours, so that two bodies' charts can be laid side by side.
    """
    found = _LINE.sub(rf'\g<1>{colour}"', drawing.replace(PLUM, colour))
    return found if _JUDGED.search(found) else _BARS.sub(rf'\g<1>{colour}"', found)
