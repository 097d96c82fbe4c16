"""Papers of consultations: who answered, what they said, what was made of it."""

from frankpledge.packs.papers import make_of

make = make_of("consultation")
