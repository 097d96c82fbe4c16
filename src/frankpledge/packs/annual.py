"""Annual reports, from the reports of that kind in a workspace."""

from frankpledge.packs.reports import make_of

make = make_of("annual")
