"""Hot spots: where records lie together more than chance would have it, and which places repeat.

`ground` counts everything once, by cell of a hexagon grid or by neighbourhood; `find` tests one
choice of crime types on it; `repeats` lists the map points that come up again and again.
"""

from frankpledge.measures.hotspots import words
from frankpledge.measures.hotspots.finding import (
    NAMES,
    Cluster,
    HotSpotMap,
    Lasting,
    Repeats,
    find,
    lasting,
    repeats,
)
from frankpledge.measures.hotspots.ground import Ground, Locations, ground
from frankpledge.measures.hotspots.question import (
    MAPPED,
    UNMAPPED,
    Question,
    Window,
    before,
    crime_types,
)
from frankpledge.measures.hotspots.rows import (
    FIELDS,
    REPEAT_FIELDS,
    geojson,
    repeat_rows,
    spot_rows,
)

__all__ = [
    "FIELDS",
    "MAPPED",
    "NAMES",
    "REPEAT_FIELDS",
    "UNMAPPED",
    "Cluster",
    "Ground",
    "HotSpotMap",
    "Lasting",
    "Locations",
    "Question",
    "Repeats",
    "Window",
    "before",
    "crime_types",
    "find",
    "geojson",
    "ground",
    "lasting",
    "repeat_rows",
    "repeats",
    "spot_rows",
    "words",
]
