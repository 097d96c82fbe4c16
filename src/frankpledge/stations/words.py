"""What the options mean, in sentences made by rule."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.stations._median import Choice
from frankpledge.stations._model import Station
from frankpledge.stations._options import Group, Reach, compare

ABOUT = (
    "This is about how far people have to go to a building that is open to them. It says nothing "
    "about where officers are or how soon they come, and it is no plan for deploying them.",
    "People are taken to live at the middle of their neighbourhood, to go to the nearest station "
    "and to have a car. Opening hours, buses, and what is done online or by telephone are not in "
    "it, nor stations beyond the border.",
)


def today(found: Reach) -> str:
    """How far it is now."""
    return (
        f"Half of all people live within {number(found.quantile(0.5))} km of an open station, nine "
        f"in ten within {number(found.quantile(0.9))} km; the mean is {number(found.mean())} km, "
        f"some {found.mean(found.minutes):.0f} minutes."
    )


def change(before: Reach, after: Reach) -> str:
    """Who gains and who loses by an option."""
    nearer, further = compare(before, after)
    if not nearer.sum() and not further.sum():
        return "Nothing changes for anybody."
    more = after.km - before.km
    told = []
    for people, word in ((further, "further to go"), (nearer, "less far to go")):
        count = float(people.sum())
        if count:
            mean = abs(float((more * people).sum() / count))
            share = 100 * count / before.demand.people.sum()
            told.append(
                f"{count:,.0f} people ({_percent(share)}) would have {word}, by {number(mean)} km "
                "on average"
            )
    whole = after.mean() - before.mean()
    side = "longer" if whole > 0 else "shorter"
    return f"{'; '.join(told)}. Over everybody the way is {number(abs(whole))} km {side}."


def hardest(found: Sequence[Group]) -> str:
    """The area whose people would have most further to go on average; '' where none has."""
    worst = max(found, key=lambda group: (group.change, group.code), default=None)
    if worst is None or worst.change <= 0:
        return ""
    return (
        f"It falls hardest on {worst.name}: from {number(worst.before)} to {number(worst.after)} "
        "km on average."
    )


def fairness(found: Sequence[Group]) -> str:
    """Whether the more deprived half loses more; '' where classes are not known."""
    halves = [
        [g for g in found if g.code.isdigit() and low <= int(g.code) <= high]
        for low, high in ((1, 5), (6, 10))
    ]
    if not all(halves):
        return ""
    shares = [100 * sum(g.further for g in half) / sum(g.people for g in half) for half in halves]
    if not any(shares):
        return ""
    more, less = map(_percent, shares)
    return (
        f"In the more deprived half of the country's neighbourhoods {more} of people here would "
        f"have further to go, in the less deprived half {less}."
    )


def chosen(choice: Choice, stations: Sequence[Station]) -> str:
    """Which stations a choice of so many would be, and how sure it is to be the best."""
    names = ", ".join(stations[i].name for i in choice.places)
    if choice.proved:
        sure = "No other choice of as many has a shorter way in all"
    else:
        sure = (
            "Found by swapping one for another; no choice of as many could shorten the whole way "
            f"by more than {_percent(100 * choice.gap)}"
        )
    return f"{names}. {sure}."


def number(value: float) -> str:
    """Kilometres with one decimal."""
    return f"{value:,.1f}"


def _percent(share: float) -> str:
    return "under 1 %" if 0 < share < 1 else f"{share:.0f} %"
