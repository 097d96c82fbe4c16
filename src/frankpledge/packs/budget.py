"""Papers of budgets and precepts for the panel, and their workbooks with live formulas."""

from frankpledge.packs.papers import make_of

make = make_of("budget")
