"""One consultation: who was asked and answered, what they said, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge import charts
from frankpledge.measures import words
from frankpledge.releases.site.model import Site, source_href
from frankpledge.releases.site.plans.hrefs import plan_href
from frankpledge.releases.site.plans.wording import paragraphs
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Figure,
    Link,
    Page,
    Table,
    Verdict,
    page,
)
from frankpledge.releases.site.voice.chain import chain_views, clause_links
from frankpledge.releases.site.voice.wording import (
    HOME,
    KIND,
    SELECTED,
    amount,
    between,
    dates,
    doubt_words,
    finding,
    href,
    lede,
    percent,
    themes_href,
    weight_words,
)
from frankpledge.voice import Bar, GroupTable, Margin, QuestionResult, Told

METHOD = Link("Weights of survey answers", "methods/survey-weights/")
HIDDEN = "too few"


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
        who=[_who(margin) for margin in found.weighting.margins] if found else [],
        themes=Link("Themes in people’s own words", themes_href(one))
        if any(each.themes for each in told.opened)
        else None,
        unthemed=[f"{each.question.text} {each.reason}" for each in opened if each.answers],
        chain=chain_views(site, told),
        asked=[question.text for question in one.questions] if not found else [],
    )


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
        "changes": [_change(found, bar, before) for bar in found.shown if bar.change],
    }


def _figure(found: QuestionResult, weighted: bool, before: str) -> Figure:
    money, told = found.question.kind == "money", finding(found)
    scale, bars = (1 if money else 100), found.shown
    unit = found.question.unit or "" if money else "% of those who answered"
    drawn = charts.responsive(
        charts.bar_interval,
        [bar.title for bar in bars],
        [scale * bar.value for bar in bars],
        key=f"{found.question.id.replace('.', '-')}-c",
        title=found.question.text,
        description=told,
        unit=unit,
        lower=[scale * bar.lower for bar in bars],
        upper=[scale * bar.upper for bar in bars],
        decimals=1 if money else 0,
        from_zero=True,
    )
    name = f"f-{found.question.id.replace('.', '-')}"
    return Figure(name, told, drawn, table=_table(found, weighted, before))


def _table(found: QuestionResult, weighted: bool, before: str) -> Table:
    columns = [Column("Answer"), Column(_measured(found), number=True)]
    columns.append(Column("95 % limits", number=True))
    if weighted:
        columns.append(Column("Unweighted", number=True))
    if found.question.kind == "ranking":
        columns.append(Column("Mean rank", number=True))
    if before:
        columns.append(Column(f"Change since {before}", number=True))
    rows = [_row(found, bar, weighted, before) for bar in found.bars]
    name = f"t-{found.question.id.replace('.', '-')}"
    return Table(name, found.question.text, tuple(columns), rows)


def _measured(found: QuestionResult) -> str:
    return {"money": "Mean amount", "ranking": "Put first"}.get(found.question.kind, "Share")


def _row(found: QuestionResult, bar: Bar, weighted: bool, before: str) -> list[Cell]:
    if bar.hidden:
        more = weighted + (found.question.kind == "ranking") + bool(before)
        return [bar.title, HIDDEN, "–", *["–"] * more]
    row: list[Cell] = [bar.title, amount(found, bar.value), between(found, bar)]
    if weighted:
        row.append(amount(found, bar.plain))
    if found.question.kind == "ranking":
        row.append(words.number(bar.mean_rank or 0, 1))
    if before:
        row.append(_moved(found, bar))
    return row


def _moved(found: QuestionResult, bar: Bar) -> str:
    if bar.change is None:
        return "not asked then"
    scale, unit = (1, "") if found.question.kind == "money" else (100, " points")
    moved, lower, upper = (words.number(scale * x, 1) for x in bar.change)
    return f"{moved}{unit} ({lower} to {upper})"


def _change(found: QuestionResult, bar: Bar, before: str) -> tuple[Verdict, str]:
    """What may be said of a change. Neither way is better: that is for readers to say."""
    assert bar.change is not None
    _, lower, upper = bar.change
    told = f"{bar.title}: {_moved(found, bar)} since {before}."
    if lower > 0 or upper < 0:
        return Verdict("notable", "Rose" if lower > 0 else "Fell"), told
    return Verdict("ordinary", "Could be chance"), told


def _group(found: QuestionResult, table: GroupTable) -> Table:
    rows: list[list[Cell]] = []
    for row in table.rows:
        people = HIDDEN if row.people is None else words.number(row.people)
        values = [HIDDEN if v is None else amount(found, v) for v in row.values]
        rows.append([row.title, people, *values])
    titles = [Column(bar.title, number=True) for bar in found.bars]
    columns = (Column(table.group.capitalize()), Column("People", number=True), *titles)
    name = f"g-{found.question.id}-{table.group}".replace(".", "-").replace(" ", "-").lower()
    return Table(name, f"{found.question.text} By {table.group}", columns, rows)


def _who(margin: Margin) -> dict[str, object]:
    """Who answered against who lives here."""
    rows: list[list[Cell]] = [
        [
            group.title,
            percent(group.share_here),
            percent(group.share_answered),
            percent(group.share_weighted),
        ]
        for group in margin.groups
    ]
    titles = ("Of those who live here", "Of those who answered", "After weighting")
    columns = (
        Column(margin.title.capitalize()),
        *(Column(title, number=True) for title in titles),
    )
    table = Table(
        f"who-{margin.question.id}".replace(".", "-"),
        f"Who answered, and who lives here, by {margin.title}",
        columns,
        rows,
    )
    lake = margin.question.population_from is None
    source = Link(margin.source, source_href("ons-population")) if lake else margin.source
    unsaid = f"{words.number(margin.unsaid)} did not say." if margin.unsaid else ""
    return {"table": table, "source": source, "unsaid": unsaid}
