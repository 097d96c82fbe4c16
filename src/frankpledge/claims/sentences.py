"""What is said of a figure. The statistics choose the verb; a writer cannot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frankpledge import statistics as st
from frankpledge.claims.resolving import Request, Span
from frankpledge.claims.shapes import Basis
from frankpledge.measures import (
    Assessments,
    Compared,
    Measure,
    Score,
    Window,
    charting,
    words,
)

POSITION = {
    st.Position.ABSENT: "not compared",
    st.Position.BETTER: "better than most",
    st.Position.WORSE: "worse than most",
    st.Position.SIMILAR: "similar to the average",
    st.Position.HIGHER: "higher than most",
    st.Position.LOWER: "lower than most",
}
# Verbs that are the same for one and for many: a measure's title may be either.
VERBS = {
    "rose": "rose",
    "fell": "fell",
    "little changed": "changed little",
    "too few to say": "cannot be compared (too few to say)",
    "cannot be said": "cannot be judged (the series is too short)",
}


def the(window: str) -> str:
    """A window with its article where it needs one: 'the year to March 2022', '2022'."""
    return f"the {window}" if " months to " in window or window.startswith("year to") else window


def title(measure: Measure) -> str:
    """A measure's title within a sentence: 'neighbourhood crime', 'ASB risk assessments'."""
    text = measure.title
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[0].lower() + text[1:]


def subject(basis: Basis) -> str:
    """'Neighbourhood crime in Wiltshire'; the area is named once."""
    assert basis.measure is not None and basis.area is not None
    return f"{basis.measure.title.removesuffix(' in the area')} in {basis.area.name}"


def capital(text: str) -> str:
    """With a capital letter first."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Amount:
    """A figure with and without its unit; of a share the per cent."""

    value: float
    number: str
    words: str

    @classmethod
    def of(cls, measure: Measure, found: Window) -> Amount:
        """The figure of a window in its only area."""
        below = None if found.denominator is None else float(found.denominator[0])
        return cls.plain(measure, float(found.value[0]), below)

    @classmethod
    def plain(cls, measure: Measure, value: float, denominator: float | None = None) -> Amount:
        """A figure, with the number of all cases where it is a share of them."""
        if measure.kind == "proportion":
            share = value if denominator is None else 100 * value / denominator
            text = f"{words.number(share, 1)} %"
            return cls(share, text, text)
        text = words.number(value, _places(measure, value))
        return cls(value, text, f"{text} {measure.unit}")


def _places(measure: Measure, value: float) -> int:
    """What a body supplies is printed as it was supplied; crimes shared out between areas are not
    known to the fraction."""
    if not measure.supplied or not value % 1:
        return 1 if measure.kind == "rate-supplied" and value % 1 else 0
    return len(f"{value:.2f}".rstrip("0").partition(".")[2])


@dataclass(frozen=True)
class Change:
    """A change in words: the verb, the size, the difference and both figures with their windows.

    Of shares, the size is the difference: both are said in percentage points.
    """

    says: str
    before: Amount
    now: Amount
    since: str
    until: str
    percent: str
    difference: str
    interval: str

    @classmethod
    def of(cls, measure: Measure, now: Window, before: Window, compared: Compared) -> Change:
        """The change between two windows of an area."""
        first, last = Amount.of(measure, before), Amount.of(measure, now)
        few = measure.kind == "count" and max(before.value[0], now.value[0]) < words.FEW
        return cls(
            says=words.verdict(compared, 0, before_few=bool(few)),
            before=first,
            now=last,
            since=before.words,
            until=now.words,
            percent=signed(float(compared.size[0]), _unit(compared)),
            difference=_difference(measure, last.value - first.value),
            interval=_interval(compared),
        )

    @property
    def verb(self) -> str:
        """The verb that the statistics allow."""
        return VERBS[self.says]


def signed(value: float, unit: str = "", places: int = 1) -> str:
    """With its sign: '+8.5 %', '−10.1 %', '0.0 %'."""
    text = words.number(value, places)
    return f"{'+' if value > 0 and text.strip('0.,') else ''}{text}{unit}"


def _difference(measure: Measure, value: float) -> str:
    if measure.kind == "proportion":
        return signed(value, " percentage points")
    return signed(value, f" {measure.unit}", _places(measure, value))


def _interval(compared: Compared) -> str:
    """The wider 95 % interval of the change; '' where it is not known."""
    limits = float(compared.wide_lower[0]), float(compared.wide_upper[0])
    return between(compared, *limits) if all(np.isfinite(limits)) else ""


def between(compared: Compared, lower: float, upper: float) -> str:
    """An interval of a change: '−21.4 % to +2.8 %', '+10.2 to +15.9 percentage points'."""
    unit = _unit(compared)
    return f"{signed(lower, '' if compared.points else unit)} to {signed(upper, unit)}"


def _unit(compared: Compared) -> str:
    return " percentage points" if compared.points else " %"


def change_sentence(basis: Basis, told: Change) -> str:
    """One sentence on a change; the series' own variation chooses its verb."""
    what = subject(basis)
    ways = f"from {told.before.words} in {the(told.since)} to {told.now.words} in {the(told.until)}"
    both = f"{told.before.words} in {the(told.since)} and {told.now.words} in {the(told.until)}"
    share = "percentage points" in told.difference
    size = told.difference if share else told.percent
    by = size.lstrip("+−")
    interval = f" (95 % interval of the change {told.interval})" if told.interval else ""
    match told.says:
        case "rose" | "fell":
            return (
                f"{what} {told.says} by {by}, {ways}: more than the ordinary ups and downs of this "
                f"series{interval}."
            )
        case "little changed":
            return (
                f"{what} changed little, {ways} ({size}): within the ordinary ups and downs of "
                f"this series{interval}."
            )
        case "too few to say":
            return f"{what}: {both}, too few to say whether that is a change."
        case _:
            return f"{what} went {ways} ({size}); the series is too short to judge that."


def value_sentence(basis: Basis, amount: Amount, span: Span) -> str:
    """One sentence on a figure."""
    assert basis.measure is not None and basis.area is not None
    whose = " that the body supplied" if basis.origin == "supplied" else ""
    return (
        f"The figure for {title(basis.measure)} in {basis.area.name}{whose} was {amount.words} in "
        f"{the(span.words)}."
    )


def trend_sentence(basis: Basis, found: Assessments) -> str:
    """What the control chart says."""
    return f"{subject(basis)}: {charting.chart_finding(found, 0)}"


def peers_sentence(basis: Basis, found: Assessments, row: int) -> str:
    """The position among peers, with how many they are and what they were compared by."""
    assert found.peers is not None and basis.measure is not None
    position = POSITION[st.Position(int(found.peers.code[row]))]
    count = int(found.peers.compared.sum())
    kind = {"force": "police force areas"}.get(basis.measure.peers or "", "areas")
    return (
        f"{subject(basis)} is {position} of the {count} {kind} compared, in "
        f"{the(found.window.words)}, allowing for chance and for how much they differ anyway."
        if "most" in position
        else f"{subject(basis)} is {position} of the {count} {kind} compared, in "
        f"{the(found.window.words)}."
    )


def score_sentence(basis: Basis, found: Score) -> str:
    """The score, with how many of its parts could be judged."""
    assert found.value is not None
    return (
        f"{subject(basis)} scores {words.number(found.value)} of 100, where 50 means no change "
        f"({found.present} of 4 parts could be judged)."
    )


def unknown(request: Request, reason: str) -> str:
    """What stands in place of a figure that is not known: never a blank and never a zero."""
    kind = "not scored" if request.expression.kind.name == "score" else "not known"
    if reason.startswith("suppressed"):
        return reason
    if request.expression.form == "sentence" or request.expression.block:
        assert request.measure is not None
        return f"{request.measure.title}: {kind}, because {reason}."
    return f"{kind} ({reason})"
