"""Small words that pages share: dates, verdicts, names of places."""

from __future__ import annotations

from frankpledge import periods
from frankpledge import statistics as st
from frankpledge.areas import Area
from frankpledge.measures import words
from frankpledge.releases.site.shapes import Verdict

VARIATION = {
    st.Variation.ABSENT: Verdict("absent", "Too few points to say"),
    st.Variation.IMPROVING: Verdict("improving", "Improving"),
    st.Variation.CONCERNING: Verdict("concerning", "Concerning"),
    st.Variation.COMMON_CAUSE: Verdict("ordinary", "Ordinary variation"),
    st.Variation.NEUTRAL_HIGH: Verdict("notable", "Unusually high"),
    st.Variation.NEUTRAL_LOW: Verdict("notable", "Unusually low"),
}
POSITION = {
    st.Position.ABSENT: Verdict("absent", "Not compared"),
    st.Position.BETTER: Verdict("improving", "Better than most"),
    st.Position.WORSE: Verdict("concerning", "Worse than most"),
    st.Position.SIMILAR: Verdict("ordinary", "Similar to others"),
    st.Position.HIGHER: Verdict("notable", "Higher than most"),
    st.Position.LOWER: Verdict("notable", "Lower than most"),
}
ASSURANCE = {
    st.Assurance.ABSENT: Verdict("absent", "No target, or too few points"),
    st.Assurance.PASSING: Verdict("improving", "Can be relied on to meet the target"),
    st.Assurance.FAILING: Verdict("concerning", "Cannot be relied on to meet the target"),
    st.Assurance.HIT_AND_MISS: Verdict("ordinary", "Sometimes meets the target, sometimes not"),
}
RULES = {
    st.Rule.NONE: "no special cause",
    st.Rule.OUTSIDE: "a point outside the limits",
    st.Rule.TREND: "seven points in a row rising or falling",
    st.Rule.TWO_IN_THREE: "two of three points near a limit",
    st.Rule.SHIFT: "seven points in a row on one side of the mean",
}
NOT_SCORED = Verdict("absent", "Not scored")


def day(date: str) -> str:
    """An ISO date in words: '3 November 2026'; '' stays ''."""
    if not date:
        return ""
    year, month, number = date[:10].split("-")
    return f"{int(number)} {periods.MONTHS[int(month) - 1]} {year}"


def signed(value: float, places: int = 1) -> str:
    """A change with its sign: '+8.5 %', '−10.1 %'."""
    text = words.number(value, places)
    return text if text == "not known" else f"{'' if value <= 0 else '+'}{text} %"


def place_name(area: Area) -> str:
    """The name people use: 'Devizes East (Wiltshire 034A)', 'Aldbourne and Ramsbury'."""
    if area.kind == "lsoa" and area.local_name:
        return f"{area.local_name} ({area.name})"
    return area.name


def kind_words(area: Area) -> str:
    """What kind of place it is, for people."""
    return {
        "force": "police force area",
        "district": "council area",
        "partnership": "community safety partnership",
        "ward": "ward",
        "lsoa": "neighbourhood",
    }.get(area.kind, area.kind)


def count_words(count: int, one: str, many: str = "") -> str:
    """'1 measure', '3 measures'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
