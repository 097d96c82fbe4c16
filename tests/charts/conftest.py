"""Drawings of every kind, and ways to read them as XML."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from frankpledge import charts
from frankpledge.charts import Intervals, Limits

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = ("January 2025", "February 2025", "March 2025", "April 2025", "May 2025", "June 2025")
Draw = Callable[..., Markup]


class Drawing:
    """An SVG read as XML, with what tests ask of it."""

    def __init__(self, text: str) -> None:
        self.root = ElementTree.fromstring(text)

    def all(self, tag: str) -> list[ElementTree.Element]:
        """Every element of a tag, in the order of drawing."""
        return list(self.root.iter(SVG + tag))

    def inside(self, name: str) -> list[ElementTree.Element]:
        """Every group or path of a class."""
        return [item for item in self.root.iter() if f"fp-{name}" in item.get("class", "").split()]

    @property
    def ids(self) -> list[str]:
        return [item.get("id", "") for item in self.root.iter() if item.get("id")]

    @property
    def said(self) -> list[str]:
        return [item.text or "" for item in self.all("text")]

    def place(self, words: str) -> tuple[float, float]:
        """Where a text stands."""
        found = next(item for item in self.all("text") if item.text == words)
        return float(found.get("x", "nan")), float(found.get("y", "nan"))

    def circles(self, name: str = "ordinary") -> list[tuple[float, float]]:
        """The centres of the circles of a class."""
        return [
            (float(item.get("cx", "nan")), float(item.get("cy", "nan")))
            for part in self.inside(name)
            for item in part.iter(SVG + "circle")
        ]

    def lengths(self, name: str) -> list[list[float]]:
        """The numbers in the paths of a class."""
        found = [item.get("d", "") for item in self.inside(name)]
        return [[float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)] for path in found]


def control(**more: object) -> Markup:
    options: dict[str, object] = {
        "key": "chart",
        "title": "Crimes",
        "description": "Nothing stands out.",
        "unit": "crimes a month",
    }
    return charts.control_chart([10, 20, math.nan, 40, 30, 35], MONTHS, **{**options, **more})  # type: ignore[arg-type]


def bars(**more: object) -> Markup:
    options: dict[str, object] = {
        "key": "bars",
        "title": "Forces",
        "description": "One is lower.",
        "unit": "crimes per 1,000 people",
        "lower": [4, math.nan, 8],
        "upper": [6, math.nan, 12],
        "highlight": 2,
        "average": 8.0,
    }
    rows = ["North", "South", "Wiltshire"], [5, math.nan, 10]
    return charts.bar_interval(*rows, **{**options, **more})  # type: ignore[arg-type]


def funnel(**more: object) -> Markup:
    options: dict[str, object] = {
        "key": "funnel",
        "title": "Forces by size",
        "description": "All lie between the limits.",
        "unit": "crimes per 1,000 people",
        "denominator_unit": "people",
        "average": 10.0,
        "highlight": 1,
    }
    limits = Limits([100, 200, 400], [1, 4, 6], [3, 6, 7], [17, 14, 13], [19, 16, 14])
    rows = [150, 300, 400], [12, 9, math.nan], ["North", "Wiltshire", "South"]
    return charts.funnel(*rows, limits, **{**options, **more})  # type: ignore[arg-type]


def change(**more: object) -> Markup:
    options: dict[str, object] = {
        "key": "change",
        "title": "Changes",
        "description": "One is real.",
        "kinds": ["improving", "ordinary"],
    }
    intervals = Intervals([-14, math.nan], [-6, math.nan], [-20, math.nan], [-1, math.nan])
    labels = ["Neighbourhood crime", "Hospital admissions"]
    return charts.change_bar(labels, [-10.1, math.nan], intervals, **{**options, **more})  # type: ignore[arg-type]


def spark(**more: object) -> Markup:
    options: dict[str, object] = {"key": "spark", "title": "Trend", "description": "Falling."}
    return charts.sparkline([5, 4, math.nan, 2, 1], **{**options, **more})  # type: ignore[arg-type]


def score(**more: object) -> Markup:
    options: dict[str, object] = {"key": "score", "title": "Score", "description": "58 of 100."}
    return charts.score_bar(58, low=41, high=66, **{**options, **more})  # type: ignore[arg-type]


def variation(**more: object) -> Markup:
    options: dict[str, object] = {"key": "icon", "title": "Improving", "description": "Low."}
    return charts.variation_icon("improving", side="low", **{**options, **more})  # type: ignore[arg-type]


def assurance(**more: object) -> Markup:
    options: dict[str, object] = {"key": "icon", "title": "Passing", "description": "Always."}
    return charts.assurance_icon("passing", **{**options, **more})  # type: ignore[arg-type]


def hexes(**more: object) -> Markup:
    options: dict[str, object] = {
        "key": "map",
        "title": "Where",
        "description": "One place stands out.",
        "pitch": 1000.0,
        "legend": {"strongest": "Hot, 99 % sure", "faint": "Nothing unusual"},
        "labels": [charts.MapLabel(401000, 200000, "1")],
    }
    centres = [(400000, 200000), (401000, 200000), (400500, 200866)]
    return charts.hex_map(centres, ["strongest", "faint", "faint"], **{**options, **more})  # type: ignore[arg-type]


DRAWS: dict[str, Draw] = {
    "control": control,
    "bars": bars,
    "funnel": funnel,
    "change": change,
    "spark": spark,
    "score": score,
    "variation": variation,
    "assurance": assurance,
    "map": hexes,
}


@pytest.fixture(params=list(DRAWS))
def draw(request: pytest.FixtureRequest) -> Draw:
    """Each kind of drawing in turn."""
    return DRAWS[request.param]


@pytest.fixture(params=["control", "bars", "funnel", "change", "map"])
def chart(request: pytest.FixtureRequest) -> Draw:
    """Each kind of drawing that has a layout for phones."""
    return DRAWS[request.param]


@pytest.fixture
def draws() -> dict[str, Draw]:
    """All kinds of drawings by name."""
    return DRAWS


@pytest.fixture
def read() -> type[Drawing]:
    """Reads an SVG text."""
    return Drawing
