"""Papers of what the money went to: grants, commissioned services, payments and contracts."""

from frankpledge.packs.papers import make_of

make = make_of("funding")
