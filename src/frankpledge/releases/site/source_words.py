"""What each source is, in plain words; what its publisher's own description leaves out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """What the source is, what one row of it is, what its figures count, and what to know."""

    plain: str
    row: str = ""
    things: str = "rows"
    more: tuple[str, ...] = ()


COUNTED_BY_OTHERS = (
    "The series in the example workspace was counted from data.police.uk by a third "
    "party, not by the publisher. Beside Wiltshire Police's own files of 2025 it agrees to "
    "within 0.2 to 1.8 % a month, and is always equal or higher, because it counts by "
    "place over all forces: a crime that British Transport Police or a neighbouring force "
    "recorded in Wiltshire is in it.",
    "With a network, 'frankpledge fetch' replaces it with the publisher's own files.",
)

ABOUT = {
    "police-uk-street": About(
        "A list of every crime and report of anti-social behaviour that a police force passed on "
        "for publication: one row each, with the month, a rough place and the kind of crime. "
        "Nobody is named in it.",
        "One crime, or one report of anti-social behaviour, in its month.",
    ),
    "police-uk-outcomes": About(
        "What came of each crime: one row for each outcome, such as a charge, a caution or no "
        "suspect found, in the month in which it was decided.",
        "One outcome of one crime, in the month of the outcome.",
    ),
    "police-uk-stop-search": About(
        "Every stop and search that a police force passed on for publication: one row each, with "
        "the time, a rough place, the power used and what was found. Nobody is named in it.",
        "One person or vehicle searched, at one time.",
    ),
    "police-uk-lsoa": About(
        "How many crimes and reports of anti-social behaviour lay in each neighbourhood of about "
        "1,500 people (a lower layer super output area, LSOA), month by month and kind by kind.",
        "A count for each month, each neighbourhood and each of 14 kinds of crime.",
        "crimes and reports",
        COUNTED_BY_OTHERS,
    ),
    "police-uk-district": About(
        "How many crimes and reports of anti-social behaviour lay in each council district, month "
        "by month and kind by kind: the neighbourhood counts added up.",
        "A count for each month, each district and each of 14 kinds of crime.",
        "crimes and reports",
        COUNTED_BY_OTHERS,
    ),
    "home-office-crime": About(
        "How many crimes each police force in England and Wales recorded, quarter by quarter and "
        "offence by offence. It is the official count that national statistics are made from.",
        "A count for each quarter, each force and each offence.",
        "crimes",
    ),
    "home-office-outcomes": About(
        "How crimes that each police force recorded were concluded, quarter by quarter: charged, "
        "cautioned, no suspect identified, and so on.",
        "A count for each quarter, each force, each offence group and each outcome.",
        "outcomes",
    ),
    "home-office-workforce": About(
        "How many people work for each police force, counted on one day (31 March, most often): "
        "officers, staff, community support officers and volunteers.",
        "A count for each date, each force and each kind of worker.",
        "people",
    ),
    "ons-population": About(
        "How many people live in each area, estimated for 30 June of each year. It is what turns "
        "a count into a rate.",
        "A number for each year and each area.",
        "residents",
    ),
    "ons-age-sex": About(
        "How many women and men of each age live in each district, estimated for 30 June of each "
        "year. It is what those who answer a survey are compared with.",
        "A number for each year, each district, each sex and each year of age.",
        "residents",
    ),
    "dft-collisions": About(
        "Every road collision in which somebody was hurt and that the police came to know of: one "
        "row each, with the month, the place, the road and how bad the worst injury was. Nobody is "
        "named in it.",
        "One collision, in its month.",
        "collisions",
    ),
    "dft-casualties": About(
        "Everybody who was hurt or killed in those collisions: one row each, with the year, how "
        "the person travelled, whether it was a child, and how bad the injury was. Nobody is named "
        "in it.",
        "One person hurt or killed.",
        "people",
    ),
    "dft-vehicles": About(
        "Every vehicle in those collisions, with its kind. Nothing about drivers is kept.",
        "One vehicle in one collision.",
        "vehicles",
    ),
    "dft-adjustments": About(
        "How likely each injury in a road collision was a serious one, had every police force "
        "always recorded injuries in the same way. Deaths and serious injuries are counted by it.",
        "One person hurt, or one collision.",
        "adjustments",
    ),
    "defra-fly-tipping": About(
        "How often councils in England found or were told of rubbish dumped on public land, year "
        "by year, as each council counts it; and what they did: investigations, notices, "
        "prosecutions, and the fines of courts.",
        "Counts for each financial year and each council.",
        "incidents",
    ),
    "returns": About(
        "Figures that no open data reaches, given by the local policing body itself or read from "
        "its published documents. Each has a note that says where it comes from.",
        "A figure for each measure, each area and each period.",
        "figures",
    ),
}


def about(source_id: str, title: str) -> About:
    """What is known of a source; its title where nothing more is."""
    return ABOUT.get(source_id, About(f"{title}."))
