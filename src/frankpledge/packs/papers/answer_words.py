"""What may be said of answers, by rule: for the site's pages and for papers alike."""

from __future__ import annotations

from collections.abc import Iterable

from frankpledge.measures import words
from frankpledge.packs.papers.words import count_words, when_words
from frankpledge.voice import Bar, Consultation, Heard, Link, QuestionResult, Results, Told

KIND = {
    "survey": "Survey of residents",
    "confidence survey": "Survey of confidence",
    "local priorities": "Local priorities",
    "councillors": "Survey of councillors",
    "partners": "Survey of partners",
    "panel": "Questions of the panel",
}
SELECTED = {
    "self-selected": "Whoever wished to could answer. Those who did chose themselves, and may "
    "think otherwise than those who did not; weights mend who they are, and not why they came. "
    "The limits say how far chance alone could have moved the shares, and nothing of that.",
    "random sample": "Those who were asked were drawn at random. The limits say how far chance "
    "could have moved the shares; who refused to answer may still think otherwise.",
    "everyone asked": "Everybody concerned was asked. Who did not answer may think otherwise.",
    "not stated": "How people came to be asked is not stated, so nothing follows for those who "
    "did not answer.",
}


def dates(one: Consultation) -> str:
    """From when to when; '' where nothing is known."""
    opens, closes = one.head.opens, one.head.closes
    if opens and closes:
        return f"{when_words(opens)} to {when_words(closes)}"
    return (
        f"from {when_words(opens)}"
        if opens
        else f"until {when_words(closes or '')}"
        if closes
        else ""
    )


def percent(value: float) -> str:
    """A share in words: '48 %'; small ones with a decimal."""
    return f"{words.number(100 * value, 1 if 0 < value < 0.095 else 0)} %"


def amount(found: QuestionResult, value: float) -> str:
    """A bar's value with its unit."""
    if found.question.kind != "money":
        return percent(value)
    return f"{words.number(value, 1)} {found.question.unit or ''}".strip()


def between(found: QuestionResult, bar: Bar) -> str:
    """The limits: '45 to 51 %'."""
    if found.question.kind == "money":
        return f"{words.number(bar.lower, 1)} to {words.number(bar.upper, 1)}"
    places = 1 if bar.upper < 0.095 else 0
    return f"{words.number(100 * bar.lower, places)} to {words.number(100 * bar.upper, places)} %"


def finding(found: QuestionResult) -> str:
    """The result of a question in a sentence. Options that cannot be told apart are not ordered.

    Both are shares of the same people, so their difference is judged and not whether limits touch.
    """
    bars = found.ranked
    if not bars:
        return "Too few answered to print any share."
    first = bars[0]
    what = {"ranking": "Most often put first", "money": "Given most on average"}
    head = what.get(found.question.kind, "Answered most often")
    told = f"{head}: {first.title}, {amount(found, first.value)} ({between(found, first)})."
    if found.lead is None:
        return told
    second, (_, lower, upper) = bars[1], found.lead
    if lower <= 0:
        return f"{told} {second.title} ({amount(found, second.value)}) cannot be told from it."
    less = gap_words(lower, upper, found.question.kind == "money")
    return f"{told} Next: {second.title}, {amount(found, second.value)}, which is {less} less."


def gap_words(lower: float, upper: float, money: bool = False) -> str:
    """The limits of a difference: '2 to 16 percentage points'."""
    scale, places = (1, 1) if money else (100, 0 if lower >= 0.01 else 1)
    limits = f"{words.number(scale * lower, places)} to {words.number(scale * upper, places)}"
    return limits if money else f"{limits} percentage points"


def weight_words(found: Results) -> list[str]:
    """How answers were weighted, and what they are worth."""
    weighting, people = found.weighting, words.number(found.people)
    if not weighting.used:
        return [
            f"Shares are of the {people} who answered, unweighted, because "
            f"{_plain(weighting.reason)}."
        ]
    groups = " and ".join(margin.title for margin in weighting.margins)
    told = [
        f"Answers are weighted so that those who answered match those who live here by {groups}. "
        f"That has a price: limits are as wide as those of {words.number(weighting.effective)} "
        f"answers that count alike, not {people} (design effect "
        f"{words.number(weighting.effect, 2)})."
    ]
    if weighting.trimmed:
        many = count_words(weighting.trimmed, "answer")
        told.append(f"No answer counts more than five times the mean; {many} would have.")
    return told


def _plain(reason: str) -> str:
    return reason.removesuffix(".")


def doubt_words(found: Results) -> list[str]:
    """What was noticed about the answers, and what it could change."""
    quality = found.quality
    told = []
    if found.outside:
        were = "was" if found.outside == 1 else "were"
        many = count_words(found.outside, "answer")
        told.append(f"{many} from people who live elsewhere {were} left out.")
    if quality.doubtful and found.doubt is not None:
        parts = [
            (quality.speeders or 0, "took less than a third of the usual time"),
            (quality.exact_repeats + quality.near_repeats, "repeat the words of another"),
            (quality.flooded or 0, "came from a source of more than ten"),
        ]
        seen = "; ".join(f"{words.number(n)} {what}" for n, what in parts if n)
        told.append(
            f"Some answers are open to doubt: {seen}. They count like all others. Without them no "
            f"share would be more than {words.number(100 * found.doubt, 1)} percentage points "
            "different."
        )
    faulty = sum(count for reasons in quality.faulty.values() for count in reasons.values())
    if faulty:
        told.append(f"{count_words(faulty, 'answer')} to single questions could not be read.")
    removed = sum(quality.removed.values())
    if removed:
        told.append(
            f"{count_words(removed, 'personal detail')} such as names, numbers and addresses "
            f"{'was' if removed == 1 else 'were'} taken out of open answers before they were kept."
        )
    return told


def state_words(told: Told) -> str:
    """What is known of a consultation, in a sentence."""
    found = told.results
    if found is not None:
        return f"{count_words(found.people, 'person', 'people')} answered."
    if told.consultation.results:
        return f"{count_words(len(told.consultation.results), 'result')} stated by its documents."
    if told.consultation.raised:
        many = len(told.consultation.raised)
        return f"{count_words(many, 'question or point', 'questions and points')} raised."
    return "People were asked. What they said is not known here."


def lede(told: Told) -> str:
    """The same with what was made of it: the first thing that whoever answered wants to know."""
    said = len(told.chain)
    if not said:
        return state_words(told)
    silent = sum(link.state == "unanswered" for link in told.chain)
    things = count_words(said, "thing")
    left = "none" if not silent else str(silent)
    verb = "was" if silent == 1 else "were"
    return f"{state_words(told)} Of {things} that they said, {left} {verb} left unanswered."


def unanswered_first(links: Iterable[Link]) -> list[Link]:
    """What nobody has answered before all else; otherwise in the order given."""
    return sorted(links, key=lambda link: link.state != "unanswered")


def how_many(told: Told, heard: Heard) -> str:
    """How many people said something, where that was counted; else ''."""
    if heard.kind == "question" and told.results is not None:
        people = {one.question.id: one.people for one in told.results.questions}.get(heard.name)
        return "" if people is None else f"{count_words(people, 'person', 'people')} answered"
    for opened in told.opened:
        if heard.kind == "theme" and opened.question.id == heard.question and opened.themes:
            themes = opened.themes
            share = percent(themes.theme(heard.name).share.value)
            many = count_words(themes.theme(heard.name).count, "person", "people")
            weighed = " by weight" if themes.weighted else ""
            return f"{many} wrote of it, {share}{weighed} of those who wrote"
    return ""
