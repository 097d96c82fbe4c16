"""What places are called, and what kind of place each is, for people."""

from __future__ import annotations

from frankpledge.areas import Area

_KINDS = {
    "force": "police force area",
    "district": "council area",
    "partnership": "community safety partnership",
    "neighbourhood": "police neighbourhood",
    "msoa": "group of neighbourhoods",
    "lsoa": "neighbourhood",
}


def kind_words(area: Area) -> str:
    """What kind of place it is."""
    return _KINDS.get(area.kind, area.kind)


def place_name(area: Area) -> str:
    """The name people use: 'Devizes East (Wiltshire 034A)', 'Aldbourne and Ramsbury'."""
    if area.kind == "lsoa" and area.local_name:
        return f"{area.local_name} ({area.name})"
    return area.name


def spoken(area: Area) -> str:
    """A name as it is said: 'City of London' for 'London, City of'."""
    name, comma, rest = place_name(area).partition(", ")
    return f"{rest} {name}" if comma and rest.endswith(" of") else place_name(area)


def place_title(area: Area) -> str:
    """A name that says what kind of place it is: wards, councils and forces share names."""
    if area.kind == "lsoa":
        return place_name(area)
    return f"{spoken(area).removesuffix(' Police')} {kind_words(area)}"
