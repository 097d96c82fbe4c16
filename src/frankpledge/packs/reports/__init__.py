"""Packs made from reports whose figures are bound: slides, print, one HTML file, workbooks.

`make_of(kind)` makes the packs of one kind of report (see `claims.Head.kind`); `Press` makes the
bytes of one file of a `paper_of` a report.
"""

from frankpledge.packs.reports.making import FORMATS, TITLES, Press, make_of, makeable
from frankpledge.packs.reports.wording import Paper, paper_of

__all__ = ["FORMATS", "TITLES", "Paper", "Press", "make_of", "makeable", "paper_of"]
