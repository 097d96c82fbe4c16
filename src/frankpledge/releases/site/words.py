"""Small words that pages share: dates, verdicts, names of places."""

from __future__ import annotations

from frankpledge import periods
from frankpledge import statistics as st
from frankpledge.measures import Compared, charting, words
from frankpledge.releases.site.shapes import Verdict

VARIATION = {code: Verdict(*shown) for code, shown in charting.VARIATION.items()}
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
RULES = charting.RULES
NOT_SCORED = Verdict("absent", "Not scored")


def day(date: str) -> str:
    """An ISO date in words: '3 November 2026'; '' stays ''."""
    if not date:
        return ""
    year, month, number = date[:10].split("-")
    return f"{int(number)} {periods.MONTHS[int(month) - 1]} {year}"


def the_window(window: str) -> str:
    """A window within a sentence: 'the year to December 2025', but 'March 2022'."""
    return f"the {window}" if window.startswith("year to ") else window


def signed(value: float, places: int = 1) -> str:
    """A change with its sign: '+8.5 %', '−10.1 %'."""
    text = words.number(value, places)
    return text if text == "not known" else f"{'' if value <= 0 else '+'}{text} %"


def signed_change(compared: Compared, row: int) -> str:
    """The size of a change with its sign and unit: '+8.5 %', '−3.4 points'."""
    return with_sign(float(compared.size[row]), compared)


def with_sign(value: float, compared: Compared) -> str:
    """A number in the unit of a change, such as a limit of its interval: '−3.4 points'."""
    text = signed(value)
    return text if text == "not known" else text.removesuffix(" %") + words.unit(compared)


def count_words(count: int, one: str, many: str = "") -> str:
    """'1 measure', '3 measures'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def more_than_ours(above: int, others: int) -> str:
    """How many other forces have more than ours: 'Every other force had more.'"""
    who = {others: "Every other force", 0: "No other force"}
    return f"{who.get(above, f'{above} of the {others} other forces')} had more."
