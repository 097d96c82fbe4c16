"""Packs made from reports whose figures are bound: slides, print, one HTML file, workbooks.

`make_of(kind)` makes the packs of one kind of report (see `claims.Head.kind`).
"""

from frankpledge.packs.reports.making import FORMATS, make_of

__all__ = ["FORMATS", "make_of"]
