"""One drawing of each chart, as accessible SVG text.

Numbers and words go in, SVG comes out, the same bytes for the same input. Each drawing names
itself (`title`), says its finding (`description`) and scales with its box; `responsive` draws it
twice, for wide screens and paper and for phones.
"""

from frankpledge.charts._bars import bar_interval
from frankpledge.charts._change import Intervals, change_bar
from frankpledge.charts._control import control_chart
from frankpledge.charts._fan import FanBand, fan
from frankpledge.charts._funnel import Limits, funnel
from frankpledge.charts._hex_layout import HexLayout, hex_layout
from frankpledge.charts._hexes import FIFTHS, STYLES, MapLabel, hex_map
from frankpledge.charts._palette import KINDS, SHAPES
from frankpledge.charts._responsive import responsive
from frankpledge.charts._small import assurance_icon, score_bar, sparkline, variation_icon
from frankpledge.charts._svg import NARROW, WIDE, Size
from frankpledge.charts._tint import tinted
from frankpledge.charts._tornado import tornado

__all__ = [
    "FIFTHS",
    "KINDS",
    "NARROW",
    "SHAPES",
    "STYLES",
    "WIDE",
    "FanBand",
    "HexLayout",
    "Intervals",
    "Limits",
    "MapLabel",
    "Size",
    "assurance_icon",
    "bar_interval",
    "change_bar",
    "control_chart",
    "fan",
    "funnel",
    "hex_layout",
    "hex_map",
    "responsive",
    "score_bar",
    "sparkline",
    "tinted",
    "tornado",
    "variation_icon",
]
