"""What the columns of a release's data files mean."""

from __future__ import annotations

from frankpledge.measures import FIELDS
from frankpledge.releases.downloads.csvw import Field

PERIOD_FORM = r"\d{4}(-(0[1-9]|1[0-2])|-Q[1-4]|/\d{2})?|YE\d{4}-(0[1-9]|1[0-2])"
STATUS_FORM = "complete|partial|missing|not supplied|suppressed"
CODE = Field("area", "Code of the area (ONS)", required=True)

SERIES = (
    CODE,
    Field("area_name", "Name of the area", required=True),
    Field("area_kind", "Kind of area: force, partnership, district, ward or lsoa", required=True),
    Field(
        "period",
        "Period: 2025-12, 2025-Q4, 2025, 2017/18 or YE2022-09",
        "string",
        True,
        PERIOD_FORM,
    ),
    Field("period_words", "The period in words", required=True),
    Field("value", "The figure; blank where it is not known, which is not zero", "number"),
    Field("denominator", "What the figure is a share of; blank for counts", "number"),
    Field("status", "Why a figure may be blank", "string", True, STATUS_FORM),
)
AREAS = (
    Field("code", "Code of the area (ONS)", required=True),
    Field("kind", "Kind of area: force, partnership, district, ward or lsoa", required=True),
    Field("name", "Name as the publisher gives it", required=True),
    Field("local_name", "A friendlier or Welsh name; may be blank"),
    Field("vintage", "Vintage of the code"),
    Field(
        "longitude", "Longitude of a point that stands for the area, in degrees (WGS 84)", "number"
    ),
    Field("latitude", "Latitude of that point, in degrees (WGS 84)", "number"),
)
IMPORTS = (
    Field("source", "Id of the source", required=True),
    Field("file", "Name of the file that was read", required=True),
    Field("sha256", "SHA-256 of the file, in hexadecimal", "string", True, "[0-9a-f]{64}"),
    Field("bytes", "Size of the file in bytes", "integer", required=True),
    Field("vintage", "Date on which the data was as it is", "date", required=True),
    Field("rows", "Rows accepted from it", "integer", required=True),
    Field("first_period", "First period in it"),
    Field("last_period", "Last period in it"),
    Field("url", "Where it was fetched from; may be blank"),
)

_CHANGE_WORDS = {
    "window": "The earlier window, in words",
    "value": "The figure of the earlier window",
    "percent": "Change since then in per cent",
    "points": "Change since then in percentage points, of a measure that is a share",
    "lower": "Lower end of its 95 % interval if only chance were at work",
    "upper": "Upper end of its 95 % interval if only chance were at work",
    "z": "Change in standard errors if only chance were at work",
    "own_lower": "Lower end of the 95 % interval widened by the series' own variation",
    "own_upper": "Upper end of the 95 % interval widened by the series' own variation",
    "own_z": "Change in standard errors widened by the series' own variation",
}
_SINCE = {"change": "the year before", "baseline": "the baseline"}
_WORDS = {
    "measure": "Id of the measure",
    "title": "Name of the measure",
    "area": "Code of the area (ONS); blank for a measure without any figures",
    "area_name": "Name of the area",
    "area_kind": "Kind of area",
    "period": "Last period of the figures",
    "window": "The window that the figure covers, in words",
    "status": "complete, partial or missing: the periods of the window; or no data",
    "value": "The figure of the window",
    "denominator": "What the figure is a share of",
    "percent": "The share in per cent",
    "lower": "Lower end of the figure's 95 % interval",
    "upper": "Upper end of the figure's 95 % interval",
    "unit": "What is counted",
    "rate": "The figure per so many residents",
    "rate_per": "How many residents the rate is for",
    "population_year": "Year of the population that the rate uses",
    "dispersion": "Variance over mean of the separate periods; 1 is chance alone",
    "variation": "What the control chart says at the latest period",
    "assurance": "Whether the target can be relied on to be met",
    "peers": "Position among peers",
    "part_variation": "Part of the score: +1, 0 or -1; blank when absent",
    "part_assurance": "Part of the score: +1, 0 or -1; blank when absent",
    "part_change": "Part of the score: +1, 0 or -1; blank when absent",
    "part_peers": "Part of the score: +1, 0 or -1; blank when absent",
    "parts": "How many of the four parts could be judged",
    "score": "Score from 0 to 100; blank when not scored",
    "score_low": "Lowest score when any one part is left out",
    "score_high": "Highest score when any one part is left out",
    "reason": "Why it is not scored; blank when it is",
    "direction": "Which way is better: increase, decrease or neutral",
    "timing": "leading or lagging",
    "source": "Id of the source",
    "vintage": "Newest vintage of the source",
}
_TEXTS = {
    *("measure", "title", "area", "area_name", "area_kind", "period", "window", "status", "unit"),
    *("population_year", "variation", "assurance", "peers", "reason", "direction", "timing"),
    *("source", "vintage", "change_window", "baseline_window"),
}
_WHOLE = {"rate_per", "parts", "part_variation", "part_assurance", "part_change", "part_peers"}


def _score_field(name: str) -> Field:
    since, _, part = name.partition("_")
    words = _WORDS.get(name) or f"{_CHANGE_WORDS[part]} (against {_SINCE[since]})"
    kind = "string" if name in _TEXTS else "integer" if name in _WHOLE else "number"
    return Field(name, words, kind, required=name in {"measure", "title", "status"})


SCORES = tuple(_score_field(name) for name in FIELDS)
