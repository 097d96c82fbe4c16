"""The leaflet of help and support, by need."""

from frankpledge.packs.papers import make_of

make = make_of("directory")
