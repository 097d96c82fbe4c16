"""Frameworks: the body's plan, priority by priority, and the other sets of measures."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.measures import Compared, Framework, Group, Measure, Result, words
from frankpledge.releases.site.figures import (
    change_figure,
    group_score_view,
    measure_row,
    reason_words,
)
from frankpledge.releases.site.model import Site, framework_href, group_score_href, measure_href
from frankpledge.releases.site.plans.hrefs import INDEX, plan_href
from frankpledge.releases.site.plans.links import group_link, plan_of, unmeasured
from frankpledge.releases.site.shapes import Figure, Link, Page, Row, Tile, page
from frankpledge.releases.site.shapes import Group as Shown
from frankpledge.releases.site.words import count_words, the_window


def pages(site: Site) -> Iterator[Page]:
    """Every framework with its groups, those of the scorecard first."""
    yield _all(site)
    for framework in site.every_framework:
        yield _framework(site, framework)
        for index in range(len(framework.groups)):
            yield _group(site, framework, index)


def _all(site: Site) -> Page:
    items = [
        Link(
            f.title, framework_href(f), f"{count_words(len(f.measures), 'measure')}, {f.publisher}"
        )
        for f in site.every_framework
    ]
    groups = [Shown("Documents", items)]
    if site.plans:
        plans = [Link(p.head.title, plan_href(p.id), p.head.body) for p in site.plans.values()]
        groups.append(Shown("Promise by promise", [*plans, Link("All plans", INDEX)]))
    return page(
        "priorities/",
        "index.html",
        "Priorities",
        "The documents that say what is to be measured.",
        section="priorities",
        finding="These documents say by what policing here is to be judged.",
        groups=groups,
    )


def _framework(site: Site, framework: Framework) -> Page:
    score = site.results.framework(framework, site.force.code)
    items = []
    for group in framework.groups:
        one = site.results.group(group, site.force.code)
        value = "not scored" if one.value is None else f"score {words.number(one.value, 0)}"
        note = f"{value}; {one.scored} of {count_words(one.measures, 'measure')} scored"
        items.append(Link(group.title, framework_href(framework, group), note))
    told = (
        f"{score.scored} of {count_words(score.measures, 'measure')} can be scored from figures "
        "that are public, whole and fresh."
    )
    groups = [
        Shown("Priorities" if framework.kind == "plan" else "Parts", items, text=framework.note)
    ]
    plan = plan_of(site, framework)
    if plan is not None:
        note = f"{count_words(len(plan.all_commitments), 'promise')}, each with its own page"
        promised = [Link(plan.head.title, plan_href(plan.id), note)]
        groups.append(Shown("What was promised, one by one", promised))
    others = [
        Link(f.title, framework_href(f), f.publisher) for f in site.frameworks if f != framework
    ]
    if others:
        groups.append(Shown("Other documents", others))
    return page(
        framework_href(framework),
        "index.html",
        framework.title,
        f"{framework.title}: its parts and their scores.",
        section="priorities",
        crumbs=(Link("Scorecard", ""), Link("Priorities", "priorities/")),
        finding=told,
        groups=groups,
    )


def _group(site: Site, framework: Framework, index: int) -> Page:
    group, code = framework.groups[index], site.force.code
    score = site.results.group(group, code)
    entries = list({entry.measure: entry for entry in reversed(group.measures)}.values())[::-1]
    results = [(entry, site.results.by_measure[entry.measure]) for entry in entries]
    scored = [_row(site, r) for _, r in results if r.score(code).value is not None]
    unscored = [_row(site, r) for _, r in results if r.score(code).value is None]
    view = group_score_view(score, "group", group_score_href(framework, group), group.title)
    links = [Link(_short(g), framework_href(framework, g)) for g in framework.groups]
    return page(
        framework_href(framework, group),
        "framework.html",
        group.title,
        group.question or f"{group.title}: measures and scores.",
        section="priorities",
        crumbs=(
            Link("Scorecard", ""),
            Link("Priorities", "priorities/"),
            Link(framework.title, framework_href(framework)),
        ),
        kicker=f"{framework.title}, part {index + 1} of {len(framework.groups)}",
        promise=_promise(group),
        promise_source=None,
        finding=_finding(score.scored, score.measures, group),
        score=view,
        split=_split(score.leading, score.lagging),
        figure=_figure(site, [result for _, result in results]),
        measures=scored,
        unscored=unscored,
        unmeasured=unmeasured(site, framework, group),
        promised=group_link(site, framework, group),
        latest="The measures that can be scored; each line says its own period",
        caveats=[group.note] if group.note else [],
        beside=links,
        here=framework_href(framework, group),
        before=links[index - 1] if index else None,
        after=links[index + 1] if index + 1 < len(links) else None,
        downloads=[],
    )


def _short(group: Group) -> str:
    """'Priority 2' for a title that begins so; else the whole title."""
    head, _, _ = group.title.partition(":")
    return head if head.startswith("Priority") else group.title


def _promise(group: Group) -> str:
    stated = [entry.wording for entry in group.measures if entry.wording]
    return "; ".join(dict.fromkeys(stated))


def _row(site: Site, result: Result) -> Row:
    row = measure_row(result, site.force.code, measure_href(result.measure.id))
    if row.reason:
        return row
    neutral = result.measure.better == 0
    reason = "Neither way is better, so it is shown and not scored" if neutral else ""
    reason = reason or reason_words(result.score(site.force.code))
    if result.found is None and result.measure.no_data:
        reason = f"{reason}. {result.measure.no_data}"
    return Row(**{**row.__dict__, "reason": reason})


def _finding(scored: int, measures: int, group: Group) -> str:
    if scored == 0:
        return (
            "Nobody can say from public figures whether this is going well: no measure can be "
            "scored."
        )
    if scored < measures / 2:
        return (
            f"Only {scored} of {measures} measures can be scored, so the score speaks for a part "
            "of what was promised."
        )
    return f"{scored} of {measures} measures can be scored. {group.question}".strip()


def _split(leading: float | None, lagging: float | None) -> list[Tile]:
    names = (("Is the work being done?", leading), ("Did it help?", lagging))
    notes = ("leading measures", "lagging measures")
    return [
        Tile(
            name,
            "not scored" if value is None else words.number(value, 0),
            "of 100" if value is not None else "",
            note,
        )
        for (name, value), note in zip(names, notes, strict=True)
    ]


def _figure(site: Site, results: list[Result]) -> Figure | None:
    code = site.force.code
    rows: list[tuple[str, Measure, Compared, int]] = []
    for result in results:
        found = result.found
        if found is None or code not in found.series.row or result.score(code).value is None:
            continue
        compared, row = found.baseline or found.previous, found.series.row[code]
        if compared is not None and not words.too_few(found, compared, row):
            label = f"{result.measure.title}, since {the_window(compared.window.words)}"
            rows.append((label, result.measure, compared, row))
    return change_figure(rows, "changes", _moved(rows))


def _moved(rows: list[tuple[str, Measure, Compared, int]]) -> str:
    """The finding of the chart: how many measures moved by more than their own ups and downs."""
    says = [words.verdict(compared, row) for _, _, compared, row in rows]
    real = says.count("rose") + says.count("fell")
    of = count_words(len(rows), "measure")
    if len(rows) == 1:
        verb = says[0] if real else "changed"
        label = rows[0][0].replace(", since ", f" {verb} since ")
        return f"{label} by {'' if real else 'no '}more than its own ups and downs."
    number = "None" if not real else "All" if real == len(rows) else str(real)
    return f"{number} of {of} changed by more than their own ups and downs."
