"""The letter to the people who live in a place: what the figures say, and what they cannot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from frankpledge import periods
from frankpledge import statistics as st
from frankpledge.areas import Area
from frankpledge.measures import Assessments, words
from frankpledge.packs.places.located import UNSPLIT, Here, Kind, Located

Text = str | Markup
_MANY = {"lsoa": "neighbourhoods", "ward": "wards", "parish": "parishes"}
WHAT = "crimes and incidents of anti-social behaviour"
SMALL = frozenset({"lsoa", "ward", "parish"})
_CALLED = {
    "lsoa": "a neighbourhood",
    "ward": "a ward",
    "parish": "a parish",
    "district": "a council area",
}


def letter(located: Located, here: Here) -> list[Text]:
    """The paragraphs, the answer first."""
    lead, rest = answer(located, here)
    first, *others = paragraphs(located, here)
    said: list[Text] = [
        Markup("<strong>{}</strong> {} {}").format(lead, rest, first) if lead else rest,
        *others,
    ]
    return [paragraph.strip() for paragraph in said if paragraph.strip()]


def paragraphs(located: Located, here: Here) -> list[str]:
    """What follows the answer: the largest kinds, what stands out, the rate, and a warning.

    Any of them may be ''.
    """
    found = located.found
    said = [largest(here), f"{standing_out(here)} {latest_month(found, here.row)}".strip()]
    said.append(per_resident(here))
    if here.area.kind in SMALL:
        said.append(
            "Please take small numbers with care. Before it is published, each record is moved to "
            "the nearest of a fixed set of map points, so what happened in your street may be "
            "counted next door, and the other way round."
        )
    return said


def answer(located: Located, here: Here) -> tuple[str, str]:
    """The answer in a sentence, and the figures behind it: the verb is the statistics' choice."""
    found = located.found
    if not np.isfinite(here.now):
        return _incomplete(found, here.row)
    fact = f"In the {found.window.words} there were {amount(here.now)} {WHAT}{pace(here.now)}"
    if not np.isfinite(here.before):
        none = "For the year before there are no complete figures to compare with."
        return "What was recorded here cannot be compared yet.", f"{fact}. {none}"
    first, last = _verdict(here)
    if here.says == "little changed" and stands_out(found, here.row):
        first = "Little has changed over the year, but the latest month stands out."
    return first, f"{fact}; the year before there were {amount(here.before)}{last}".strip()


def _incomplete(found: Assessments, row: int) -> tuple[str, str]:
    window = found.window
    return (
        f"We cannot tell you how much was recorded here in the {window.words}.",
        f"Figures for {int(window.known[row])} of its {window.size} months are complete, and the "
        "others are missing. Missing is not none.",
    )


def _verdict(here: Here) -> tuple[str, str]:
    """What comes before the figures, and what after them."""
    beyond = "beyond the ordinary ups and downs of this place. The figures do not say why"
    match here.says:
        case "rose":
            first = "More was recorded here than the year before."
            size = f". That is {_size(here)} more, {beyond}"
            return first, f"{size}: more may have happened, or more was reported."
        case "fell":
            first = "Less was recorded here than the year before."
            size = f". That is {_size(here)} fewer, {beyond}"
            return first, f"{size}, nor whether it will last."
        case "little changed":
            first = "Little has changed here, as far as the figures can tell."
            return first, f". {_ordinary(here)}"
        case "too few to say":
            return "Very little was recorded here.", ": too few to say whether anything changed."
        case _:
            return (
                "What was recorded here cannot be judged yet.",
                ". The series is too short to judge that.",
            )


def _size(here: Here) -> str:
    return words.percent(100 * (here.now / here.before - 1)) if here.before else "many"


def _ordinary(here: Here) -> str:
    if here.now == here.before:
        return "That is the same."
    here_ = place_word(here.area)
    return f"A difference of that size comes and goes by itself in {here_} like this."


def place_word(area: Area) -> str:
    """What to call a place in a sentence."""
    return _CALLED.get(area.kind, "an area")


def amount(value: float) -> str:
    """A count; one that was shared out between areas is 'about' so many."""
    if 0 < value < 0.5:
        return "under 1"
    text = words.number(value)
    shared_out = np.isfinite(value) and value != np.round(value)
    return f"about {text}" if shared_out else text


def pace(year: float) -> str:
    """How often that is: ', about five a week'; '' for what is too rare to be said so."""
    for times, unit in ((365, "day"), (52, "week"), (12, "month")):
        if year / times >= 1.5:
            return f", about {_small(round(year / times))} a {unit}"
    return ""


_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _small(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else words.number(number)


def largest(here: Here) -> str:
    """The three most frequent kinds."""
    top = [(kind, now) for kind, now, _, _ in here.kinds[:3] if now > 0]
    if not top:
        return ""
    named = listed([f"{in_a_sentence(kind)} ({amount(now)})" for kind, now in top])
    one = "Most of it was" if len(top) > 1 else "It was"
    share = sum(now for _, now in top) / here.now if here.now > 0 else 0
    lead = one if share > 0.5 else "The most frequent were"
    unsplit = any(kind.id == UNSPLIT for kind, _ in top)
    note = " Violence and sexual offences are published as one kind only." if unsplit else ""
    return f"{lead} {named}.{note}"


def sentence(text: str) -> str:
    """With a capital letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def in_a_sentence(kind: Kind) -> str:
    """A type's name within a sentence."""
    return kind.name[0].lower() + kind.name[1:]


def listed(items: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def standing_out(here: Here) -> str:
    """Which kinds changed by more than their own ups and downs; the rest is noise."""
    changed = [
        f"{in_a_sentence(kind)} {verdict} from {amount(before)} to {amount(now)}"
        for verb in ("rose", "fell")
        for kind, now, before, verdict in here.kinds
        if verdict == verb
    ]
    judged = sum(says in {"rose", "fell", "little changed"} for *_, says in here.kinds)
    if not judged:
        return "Of each kind there is too little to say whether it changed."
    if not changed:
        which = "each" if judged == len(here.kinds) else "those that are not too rare to judge"
        return f"No kind of crime stands out: {which} went up or down no more than ordinarily."
    lucky = (
        f" Of {judged} kinds, now and then one seems to change by chance alone."
        if len(changed) == 1 and judged > 1
        else ""
    )
    rest = " What the other kinds did is ordinary." if judged > len(changed) else ""
    return f"What stands out: {'; '.join(changed)}.{rest}{lucky}"


def stands_out(found: Assessments, row: int) -> bool:
    """Whether the control chart calls the latest month unusual."""
    ordinary = {st.Variation.ABSENT, st.Variation.COMMON_CAUSE}
    return st.Variation(int(found.variation[row])) not in ordinary


def latest_month(found: Assessments, row: int) -> str:
    """What the control chart says of the latest month, in plain words."""
    chart = found.chart
    known = int(np.isfinite(chart.values[row]).sum())
    if known < 12 or not np.isfinite(chart.values[row, -1]):
        return ""
    month = periods.parse(found.at).words
    rule = st.Rule(int(chart.rules[row, -1]))
    count = amount(float(chart.raw[row, -1]))
    if not stands_out(found, row):
        return f"{month}, with {count}, was an ordinary month{_span(found, row)}."
    level = chart.values[row, -2] if rule == st.Rule.TREND else chart.mean[row, -1]
    high = bool(chart.values[row, -1] > level)
    season = " for the time of year" if chart.seasonal[row] else ""
    return f"{_unusual(rule, month, count, high)}{season}: that is more than chance."


def _span(found: Assessments, row: int) -> str:
    """Between what an ordinary month lies; nothing where the time of year was taken out."""
    chart = found.chart
    if chart.seasonal[row]:
        return " for the time of year"
    low = max(int(np.ceil(chart.lower[row, -1])), 0)
    high = int(np.floor(chart.upper[row, -1]))
    return f"; here a month ordinarily brings between {low:,} and {high:,}"


def _unusual(rule: st.Rule, month: str, count: str, high: bool) -> str:
    side = "above" if high else "below"
    return {
        st.Rule.TREND: f"For seven months running the numbers have gone {'up' if high else 'down'}",
        st.Rule.SHIFT: f"For seven months running the numbers have been {side} their average",
        st.Rule.TWO_IN_THREE: f"Two of the latest three months were far {side} the average",
    }.get(rule, f"{month}, with {count}, was unusually {'high' if high else 'low'}")


def per_resident(here: Here) -> str:
    """A rate where it makes sense; why not where it does not."""
    if not np.isfinite(here.now):
        return ""
    if not np.isfinite(here.rate):
        return "How many people live here is not known to us, so there is no rate per resident."
    if here.busy:
        return (
            "Many people come here from elsewhere, to shop, to work or to go out. Set against "
            "those who live here the number would look frightening and say nothing about the risk "
            "of living here, so we give no rate per resident."
        )
    people = f"for every 1,000 people who lived here in mid-{here.year}"
    rate = f"Over the year that is {words.number(here.rate)} {people}"
    if not np.isfinite(here.standard.rate):
        return f"{rate}."
    # The yardstick rests on the same year's residents, so it differs from page to page.
    whole = "reckoned in the same way, the whole police force area has "
    return f"{rate}; {whole}{words.number(here.standard.rate)}.{_third(here)}"


def _third(here: Here) -> str:
    if here.standard.thirds is None:
        return ""
    lower, upper = here.standard.thirds
    many = _MANY.get(here.area.kind, "places")
    where = "lowest" if here.rate <= lower else "highest" if here.rate > upper else "middle"
    return f" Of all {many} in the force area this is in the {where} third."


UNKNOWN = (
    "What these figures cannot tell you: what was never reported, who was harmed, and whether the "
    "same people or homes were harmed again and again."
)


def signed(found: Assessments) -> str:
    """Up to when, and by what rule."""
    return (
        f"The figures in this letter run to {periods.parse(found.at).words}. Its words were chosen "
        "by the same published rules for every place."
    )


def kicker(here_words: str, within: str, here: Here | None, shared: bool = False) -> str:
    """What the place is, where it lies and how many people live in it.

    `shared` is for a place whose residents are counted with those of its neighbours.
    """
    first = f"{here_words}{f' in {within}' if within else ''}."
    if here is None or not np.isfinite(here.people):
        return first
    if shared:
        where = "in the neighbourhoods that it touches"
        return f"{first} About {rounded(here.people)} people lived {where} in mid-{here.year}."
    return f"{first} About {rounded(here.people)} people lived here in mid-{here.year}."


def rounded(people: float) -> str:
    """A number of people to three figures: estimates are no better."""
    digits = max(len(str(int(people))) - 3, 0)
    return f"{round(people / 10**digits) * 10**digits:,}"


def tally_words(located: Located, codes: list[str]) -> str:
    """How many neighbourhoods changed, and how many would by chance alone."""
    tally = located.tally(codes)
    judged = sum(tally.values())
    if judged < 20:
        return ""
    return (
        f"Of its {judged:,} neighbourhoods, {tally['rose']} had more than the year "
        f"before and {tally['fell']} had less, beyond their ordinary ups and downs. By chance "
        f"alone some {round(judged / 20)} in all would seem to."
    )
