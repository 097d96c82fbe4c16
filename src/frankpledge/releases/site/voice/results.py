"""One consultation: who was asked and answered, what they said, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.claims import draw
from frankpledge.measures import words
from frankpledge.packs.papers import bars_chart, bars_table, group_table, moved, who_table
from frankpledge.releases.site.model import Site, source_href
from frankpledge.releases.site.papers import paper_downloads
from frankpledge.releases.site.plans.hrefs import plan_href
from frankpledge.releases.site.plans.wording import paragraphs
from frankpledge.releases.site.shapes import Figure, Link, Page, Table, Verdict, page
from frankpledge.releases.site.tables import site_table
from frankpledge.releases.site.voice.chain import chain_views, clause_links
from frankpledge.releases.site.voice.wording import (
    HOME,
    KIND,
    SELECTED,
    dates,
    doubt_words,
    finding,
    how_many,
    href,
    lede,
    themes_href,
    weight_words,
)
from frankpledge.voice import GroupTable, Margin, QuestionResult, Told

SILENT = 5  # of what nobody answered, at the head of the page
METHOD = Link("Weights of survey answers", "methods/survey-weights/")


def results_page(site: Site, told: Told) -> Page:
    """The page of a consultation."""
    one = told.consultation
    found = told.results
    plan = site.plans.get(one.head.plan or "")
    opened = [opened for opened in told.opened if opened.themes is None]
    return page(
        href(one),
        "consultation.html",
        one.head.title,
        f"{one.head.title}: who was asked, what they said, and what was done about it.",
        section="priorities",
        crumbs=(Link("Scorecard", ""), Link("What people said", HOME)),
        kicker=", ".join(part for part in (KIND[one.head.kind], dates(one)) if part),
        finding=lede(told),
        facts=list(_facts(told, Link(plan.head.title, plan_href(plan.id)) if plan else None, site)),
        note=paragraphs(one.head.note),
        stated=[_stated(site, told, at) for at in range(len(one.results))],
        questions=[_question(told, result) for result in found.questions] if found else [],
        method=METHOD,
        care=[SELECTED[one.head.selection], *weight_words(found), *doubt_words(found)]
        if found
        else [],
        who=[_who(site, margin) for margin in found.weighting.margins] if found else [],
        themes=Link("Themes in people’s own words", themes_href(one))
        if any(each.themes for each in told.opened)
        else None,
        unthemed=[f"{each.question.text} {each.reason}" for each in opened if each.answers],
        silent=_silent(told),
        chain=chain_views(site, told),
        downloads=paper_downloads(site, "consultation", one.id),
        asked=[question.text for question in one.questions] if not found else [],
    )


def _silent(told: Told) -> list[str]:
    """What was said and not answered, with how many said it; the rest of many is further down."""
    links = [link for link in told.chain if link.state == "unanswered"]
    said = []
    for link in links[:SILENT]:
        people = how_many(told, link.heard)
        said.append(f"{link.heard.text}{f': {people}' if people else ''}")
    rest = len(links) - len(said)
    return [*said, f"{rest} more, listed below"] if rest else said


def _facts(told: Told, plan: Link | None, site: Site) -> Iterator[tuple[str, list[str | Link]]]:
    head = told.consultation.head
    yield "Who asked", [head.body]
    yield "Who was asked", [head.audience]
    if dates(told.consultation):
        yield "When", [dates(told.consultation)]
    if plan is not None:
        yield "About", [plan, *clause_links(site, told.consultation, head.clauses)]
    if head.privacy is not None:
        notice: list[str | Link] = [head.privacy.text]
        if head.privacy.address and "://" in head.privacy.address:
            notice.append(Link("The whole privacy notice", head.privacy.address))
        yield "What people were told about their answers", notice
    if head.sources:
        yield (
            "As stated in",
            [
                ". ".join(filter(None, (f"{source.title}, {source.publisher}", source.note)))
                for source in head.sources
            ],
        )


def _stated(site: Site, told: Told, at: int) -> tuple[str, list[str | Link]]:
    """A result that a document states, with its place there."""
    one = told.consultation.results[at]
    place = one.place
    where = []
    if place is not None:
        names = {source.id: source.title for source in told.consultation.head.sources}
        parts = [names.get(place.document or "", ""), place.heading or ""]
        parts += [
            f"page {place.page}" if place.page else "",
            f"line {place.line}" if place.line else "",
        ]
        where = [", ".join(part for part in parts if part)]
    quote = [f"‘{one.quote}’"] if one.quote else []
    return one.text, [*quote, *where, *clause_links(site, told.consultation, one.clauses)]


def _question(told: Told, found: QuestionResult) -> dict[str, object]:
    question = found.question
    before = told.results.before if told.results else ""
    effective = words.number(found.effective)
    base = f"{words.number(found.people)} people answered"
    weighted = told.results is not None and told.results.weighting.used
    if weighted and found.bars:
        base += f"; with weights, limits are as wide as those of {effective}"
    return {
        "id": f"q-{question.id}",
        "title": question.text,
        "base": f"{base}.",
        "figure": _figure(found, weighted, before) if found.shown else None,
        "finding": finding(found),
        "tables": [_group(found, table) for table in found.tables if table.rows],
        "hidden": any(bar.hidden for bar in found.bars),
        "changes": _changes(found, before),
    }


def _figure(found: QuestionResult, weighted: bool, before: str) -> Figure:
    name, chart = found.question.id.replace(".", "-"), bars_chart(found)
    table = site_table(f"t-{name}", bars_table(found, weighted, before))
    return Figure(f"f-{name}", chart.finding, draw(chart, f"{name}-c"), table=table)


def _changes(found: QuestionResult, before: str) -> list[tuple[Verdict, str]]:
    """What may be said of the changes: real ones each, the others, which are in the table, in one.

    Neither way is better: that is for readers to say.
    """
    told: list[tuple[Verdict, str]] = []
    compared = [(bar, bar.change) for bar in found.shown if bar.change]
    for bar, (_, lower, upper) in compared:
        if lower > 0 or upper < 0:
            verdict = Verdict("notable", "Rose" if lower > 0 else "Fell")
            told.append((verdict, f"{bar.title}: {moved(found, bar)} since {before}."))
    rest = len(compared) - len(told)
    if rest:
        other = "every other change" if rest > 1 else "the other change"
        whole = "every change" if rest > 1 else "the change"
        chance = Verdict("ordinary", "Could be chance")
        told.append((chance, f"{other if told else whole} since {before}."))
    return told


def _group(found: QuestionResult, table: GroupTable) -> Table:
    name = f"g-{found.question.id}-{table.group}".replace(".", "-").replace(" ", "-").lower()
    return site_table(name, group_table(found, table))


def _who(site: Site, margin: Margin) -> dict[str, object]:
    """Who answered against who lives here."""
    table = site_table(f"who-{margin.question.id}".replace(".", "-"), who_table(margin))
    shown = margin.lake in site.held  # a source of which nothing is held has no page
    source = Link(margin.source, source_href(margin.lake)) if shown else margin.source
    unsaid = f"{words.number(margin.unsaid)} did not say." if margin.unsaid else ""
    return {"table": table, "source": source, "unsaid": unsaid}
