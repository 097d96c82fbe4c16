"""Statements on the national priorities, from the reports of that kind in a workspace."""

from frankpledge.packs.reports import make_of

make = make_of("statement")
