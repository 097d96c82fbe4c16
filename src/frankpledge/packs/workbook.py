"""Accessible workbooks of the figures of every report in a workspace."""

from frankpledge.packs.reports import make_of

make = make_of("", ("xlsx", "ods"))
