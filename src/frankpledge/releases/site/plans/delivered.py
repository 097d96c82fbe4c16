"""What pages show of delivery: statuses, timelines, milestones, changed dates, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from frankpledge.plans import Plan
from frankpledge.plans.delivery import (
    PASSED,
    Evidence,
    Item,
    Judged,
    Milestone,
    Told,
    Was,
    owner_title,
    step,
)
from frankpledge.releases.gathering.delivery import Following
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.hrefs import (
    commitment_href,
    owner_href,
    review_href,
    statements_href,
    theme_href,
)
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.stated import Stated, statement_views
from frankpledge.releases.site.plans.wording import (
    due_words,
    listed,
    paragraphs,
    place_words,
    web_link,
    when_words,
)
from frankpledge.releases.site.shapes import Cell, Column, Link, Table
from frankpledge.releases.site.words import count_words, day

# The shape of a label: filled for what is settled, framed for what is said, dashed for what is not
# known, heavy for a date that has passed. The words say the same.
SHAPES = {
    "done": "settled",
    "stopped": "settled",
    "target reached": "settled",
    "date passed": "passed",
    "target missed": "passed",
    "out of date": "unknown",
    "never reported": "unknown",
}
LABELS = {
    "date passed": "Date passed, not reported as done",
    "target missed": "Target missed",
    "reported": "Reported, without a status",
    "out of date": "Not known: last word is old",
    "never reported": "Nothing reported",
}
BASIS = {
    "dates": "Worked out from the dates.",
    "figures": "Worked out from the figures.",
    "nothing": "",
}
STEPS = {"done": "Done", "late": "Date passed, not reported as done", "ahead": "Still ahead"}
NUMBERS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


@dataclass(frozen=True)
class UpdateView:
    """One entry of a timeline."""

    id: str
    when: str
    who: str
    status: Markup
    text: str
    reason: str
    quote: str
    figures: list[Stated]
    place: str
    links: list[Link]


@dataclass(frozen=True)
class MilestoneView:
    """A step on the way: its date, the dates before it, and whether it is done."""

    text: str
    due: str
    was: list[str]
    why: list[str]
    state: str
    owner: str
    links: list[Link]


@dataclass(frozen=True)
class ChangeView:
    """A changed target, with what stood there before."""

    was: str
    now: str
    told: str
    links: list[Link]


@dataclass(frozen=True)
class StandsView:
    """Where one thing stands: its status and why, what was changed, done and said."""

    status: Markup
    reason: str
    due: str
    was: list[str]
    why: list[str]
    targets: list[ChangeView]
    milestones: list[MilestoneView]
    updates: list[UpdateView]


def status_words(status: str) -> str:
    """A status in words."""
    return LABELS.get(status, status.capitalize())


def status_label(status: str) -> Markup:
    """A status as a label, whose shape says the same as its words."""
    return Markup('<span class="fp-status fp-status--{}">{}</span>').format(
        SHAPES.get(status, "said"), status_words(status)
    )


def stands_view(site: Site, plan: Plan | None, judged: Judged) -> StandsView:
    """Where one thing stands, ready to be placed."""
    item = judged.item
    return StandsView(
        status=status_label(judged.status),
        reason=" ".join(part for part in (judged.reason, _basis(site, plan, judged)) if part),
        due=due_words(item.due) if item.due else "",
        was=[due_words(one.due) for one in item.was],
        why=_why(item.was),
        targets=[
            ChangeView(
                one.was or "",
                one.now,
                f"Changed {_on(one.on)} by the {_who(site, plan, one.by)}: {one.reason}",
                _evidence(one.evidence),
            )
            for one in item.changes
            if one.field == "target"
        ],
        milestones=[_milestone(site, plan, one) for one in item.milestones],
        updates=[_update(site, plan, one) for one in reversed(item.updates)],
    )


def _basis(site: Site, plan: Plan | None, judged: Judged) -> str:
    """What a status rests on; a status that was given, on whose word."""
    if judged.basis != "given":
        return BASIS[judged.basis]
    given = next(told for told in reversed(judged.item.updates) if told.update.status)
    return f"So says the {_who(site, plan, given.update.by)}."


def _milestone(site: Site, plan: Plan | None, one: Milestone) -> MilestoneView:
    state = step(one, site.following.on)
    done = f"Done {_on(one.done)}" if one.done else STEPS[state]
    return MilestoneView(
        text=one.text,
        due=due_words(one.due),
        was=[due_words(was.due) for was in one.was],
        why=_why(one.was),
        state=done,
        owner=_who(site, plan, one.owner) if one.owner else "",
        links=_evidence(one.evidence),
    )


def _why(was: Iterable[Was]) -> list[str]:
    return [f"Date changed {_on(one.changed)}: {' '.join(one.reason.split())}" for one in was]


def _update(site: Site, plan: Plan | None, one: Told) -> UpdateView:
    update, report = one.update, one.report
    links = _evidence(update.evidence)
    if report is not None and update.statement is not None:
        links.insert(0, Link(report.head.title, statements_href(report.id, update.statement)))
    place = place_words(report, one.place) if report is not None else _own_place(one)
    return UpdateView(
        id=f"u-{update.id}",
        when=when_words(update.on),
        who=_who(site, plan, update.by),
        status=status_label(update.status) if update.status else Markup(""),
        text=" ".join(paragraphs(one.text)),
        reason=" ".join(paragraphs(update.reason)),
        quote=one.quote or "",
        figures=_figures(site, one),
        place=place,
        links=links,
    )


def _figures(site: Site, one: Told) -> list[Stated]:
    """The numbers of a statement, each beside the source's own for the same period today."""
    if one.report is None or one.statement is None:
        return []
    (view,) = statement_views(Standings(site, one.report), [one.statement])
    return view.figures


def _own_place(one: Told) -> str:
    at, sources = one.place, one.document.head.sources
    if at is None:
        return ""
    source = next((s for s in sources if at.document in (None, s.id)), None)
    parts = [source.title if source else "", at.heading or ""]
    parts.append(f"page {at.page}" if at.page is not None else "")
    parts.append(f"line {at.line} of the text" if at.line is not None else "")
    return ", ".join(part for part in parts if part)


def _evidence(evidence: Iterable[Evidence]) -> list[Link]:
    """Evidence with an address on the web; a title alone leads nowhere and is left to the text."""
    found = (web_link(one.title, one.address) for one in evidence)
    return [link for link in found if link is not None]


def _who(site: Site, plan: Plan | None, owner: str) -> str:
    return owner_title(plan, site.following.delivery, owner)


def _on(when: str) -> str:
    """'on 3 November 2026', 'in May 2023'."""
    return f"{'on' if len(when) == len('2023-03-31') else 'in'} {when_words(when)}"


def item_link(plan: Plan | None, item: Item, document: str = "") -> Link:
    """Where an item's own page stands."""
    text = " ".join(item.text.split())
    if item.kind == "recommendation" or plan is None:
        return Link(text, review_href(document, item.id))
    if item.kind == "commitment":
        return Link(text, commitment_href(plan.id, item.id))
    return Link(text, theme_href(plan.id, item.id))


def document_of(site: Site, item: Item) -> str:
    """The document that a recommendation stands in."""
    documents = site.following.delivery.reviews
    return next(
        (one.id for one in documents if any(item.element is r for r in one.recommendations)), ""
    )


def judged_table(  # noqa: PLR0913 - a table's key and caption besides what it lists
    site: Site,
    plan: Plan | None,
    judged: Sequence[Judged],
    key: str,
    caption: str,
    *,
    alone: bool = False,
) -> Table:
    """Things with who answers for them, the last word and how they stand.

    A column that would say the same of all of them, or nothing, is left out; `alone` leaves out who
    answers for them, on the page of that very role or board.
    """
    dated = any(one.item.due for one in judged)
    reported = any(one.last for one in judged)
    mixed = len({one.status for one in judged}) > 1
    columns = [Column("What was promised")]
    columns += [] if alone else [Column("Who answers for it")]
    columns += [Column("By when")] if dated else []
    columns += [Column("Last word")] if reported else []
    columns += [Column("How it stands")] if mixed else []
    rows: list[list[Cell]] = []
    for one in judged:
        row: list[Cell] = [item_link(plan, one.item, document_of(site, one.item))]
        row += [] if alone else [owners_cell(site, plan, one.item)]
        row += [due_cell(one.item)] if dated else []
        row += [last_cell(one)] if reported else []
        row += [status_label(one.status)] if mixed else []
        rows.append(row)
    if not mixed and judged:
        label = LABELS.get(judged[0].status, judged[0].status.capitalize())
        caption = f"{caption}: {label[:1].lower()}{label[1:]}"
    return Table(key, caption, tuple(columns), rows)


def owners_cell(site: Site, plan: Plan | None, item: Item) -> Cell:
    """Who answers for it: one as a link, several in words."""
    titles = [_who(site, plan, owner) for owner in item.owners]
    if len(titles) == 1 and plan is not None and item.owners[0] in plan.elements:
        return Link(titles[0], owner_href(plan.id, item.owners[0]))
    return ", ".join(titles) or "nobody is named"


def due_cell(item: Item) -> Markup:
    """The date that holds, after those that do not any more, which stay visible."""
    struck = Markup(" ").join(
        Markup('<s><span class="govuk-visually-hidden">before: </span>{}</s>').format(
            due_words(one.due)
        )
        for one in item.was
    )
    now = escape(due_words(item.due) if item.due else "no date")
    return Markup("{} {}").format(struck, now) if item.was else now


def last_cell(judged: Judged) -> str:
    """When something was last reported."""
    return when_words(judged.item.updates[-1].update.on) if judged.item.updates else "never"


def months_words(months: int) -> str:
    """'six months', 'month', '18 months'."""
    if months == 1:
        return "month"
    return f"{NUMBERS[months - 1] if months <= len(NUMBERS) else months} months"


def by_words(following: Following) -> str:
    """The day by which the release judges, in words; '' when it is not known."""
    return "" if following.on is None else day(following.on.isoformat())


def fresh_sentence(judged: Sequence[Judged], following: Following, what: str = "") -> str:
    """'3 of 34 promises have an update in the six months before ... 12 have only an older one.'

    `what` says what they are, with their number: '34 promises'.
    """
    if not judged:
        return ""
    counts = Counter(one.freshness for one in judged)
    what = what or count_words(len(judged), "promise")
    if following.on is None:
        told = f"{len(judged) - counts['never']} of {what} were reported on"
        return f"{told}. How old the words are is not judged: the release has no date."
    if counts["never"] == len(judged):
        return f"Nothing has been reported on {f'any of {what}' if len(judged) > 1 else what}."
    closed, stale, never = (counts[name] for name in ("closed", "stale", "never"))
    closed_words = f"{closed} {'is' if closed == 1 else 'are'} done or stopped" if closed else ""
    stale_words = f"{stale} {_have(stale)} only an older one" if stale else ""
    never_words = f"{never} {_have(never)} none" if never else ""
    rest = [part for part in (closed_words, stale_words, never_words) if part]
    recent = counts["recent"] or "None"
    first = (
        f"{recent} of {what} {_have(counts['recent'] or 1)} an update in the "
        f"{months_words(following.months)} before {by_words(following)}"
    )
    return f"{first}. {listed(rest)}." if rest else f"{first}."


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def last_word(judged: Judged, on: date | None) -> str:
    """What happened, as a sentence for the head of a page."""
    if judged.last is None:
        passed = judged.status in PASSED
        return f"Nothing has been reported about it{', and its date has passed' if passed else ''}."
    when = when_words(judged.item.updates[-1].update.on)
    if judged.freshness == "stale" and on is not None:
        return (
            f"The last report on it is of {when}, {_age(judged.last, on)} before this release: how "
            "it stands today is not known."
        )
    label = str(LABELS.get(judged.status, judged.status.capitalize()))
    return f"The last report on it is of {when}: {label[:1].lower()}{label[1:]}."


def _age(last: date, on: date) -> str:
    months = (on.year - last.year) * 12 + on.month - last.month
    years, rest = divmod(months, 12)
    if rest >= 10:
        return f"nearly {count_words(years + 1, 'year')}"
    return count_words(years, "year") if years else count_words(months, "month")
