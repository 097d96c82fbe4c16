"""Claims: figures that are bound to the lake, and claims found in documents.

`read_report` and `read_reports` read reports, whose figures are written as small closed
expressions; `bind` works every figure out; `draw` makes its chart.
"""

from frankpledge.claims.blocks import (
    Block,
    Bullets,
    Code,
    Grid,
    Heading,
    Paragraph,
    Quote,
    Run,
    Runs,
    Shown,
)
from frankpledge.claims.contents import starter
from frankpledge.claims.figures import Figures, figures_of
from frankpledge.claims.grammar import KINDS, Kind
from frankpledge.claims.graphs import draw, draw_narrow, draw_wide
from frankpledge.claims.head import Head, date_words
from frankpledge.claims.prose import check_report
from frankpledge.claims.reports import (
    BoundReport,
    Report,
    Written,
    bind,
    read_report,
    read_reports,
    report_files,
)
from frankpledge.claims.shapes import ORIGINS, Answer, Basis, Chart, Table

__all__ = [
    "KINDS",
    "ORIGINS",
    "Answer",
    "Basis",
    "Block",
    "BoundReport",
    "Bullets",
    "Chart",
    "Code",
    "Figures",
    "Grid",
    "Head",
    "Heading",
    "Kind",
    "Paragraph",
    "Quote",
    "Report",
    "Run",
    "Runs",
    "Shown",
    "Table",
    "Written",
    "bind",
    "check_report",
    "date_words",
    "draw",
    "draw_narrow",
    "draw_wide",
    "figures_of",
    "read_report",
    "read_reports",
    "report_files",
    "starter",
]
