"""The scorecard: what was promised, what really changed, what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.measures import Compared, Framework, Measure, Result, words
from frankpledge.releases.site.also import also
from frankpledge.releases.site.figures import change_figure, group_score_view, measure_row
from frankpledge.releases.site.model import Site, framework_href, group_score_href, measure_href
from frankpledge.releases.site.plans.links import plan_of
from frankpledge.releases.site.promised import promises
from frankpledge.releases.site.shapes import Answer, Item, Link, Page, Priority, Verdict, page
from frankpledge.releases.site.unscored import NEAR, NO_CHANGE, home_page
from frankpledge.releases.site.words import count_words

SHOWN = 6


def pages(site: Site) -> Iterator[Page]:
    """The home page."""
    everywhere = _changes(site, list(site.results.by_measure.values()))
    if site.frameworks:
        yield _scorecard(site, site.frameworks[0], everywhere)
    else:
        yield home_page(site, _changed(everywhere) if everywhere else None)


def _scorecard(site: Site, plan: Framework, everywhere: list[Change]) -> Page:
    results = [site.results.by_measure[name] for name in plan.measures]
    rose, fell, steady, unknown = _sorted(site, results)
    return page(
        "",
        "home.html",
        site.workspace.title,
        "What was promised, what really changed and what is not known about policing in "
        f"{site.force.name}.",
        section="home",
        lede=_lede(plan, len(rose) + len(fell), len(steady), len(unknown)),
        near=NEAR,
        promised=_promises(site, plan) or _promised(plan),
        changed=_changed(everywhere, plan) if everywhere else _own_changed(site, results),
        unknown=_unknown(site, plan, unknown),
        priorities=[_priority(site, plan, index) for index in range(len(plan.groups))],
        figure=_figure(site, everywhere),
        measures=[
            measure_row(result, site.force.code)
            for result in results
            if result.score(site.force.code).value is not None
        ],
        latest="The plan's measures that can be scored; each line says its own period",
        score_note="A score of 50 means no change; 100 means that every part that could be judged "
        "is better, 0 that every one is worse. A measure without figures has no score, which is "
        "not a bad score.",
        rule=Link("How scores are made", "methods/score/"),
        also=also(site),
    )


def _sorted(site: Site, results: list[Result]) -> tuple[list[Result], ...]:
    """The plan's measures by what may be said: rose, fell, little changed, not known."""
    found: dict[str, list[Result]] = {}
    for result in results:
        found.setdefault(_says(site, result), []).append(result)
    unknown = found.get("cannot be said", [])
    return found.get("rose", []), found.get("fell", []), found.get("little changed", []), unknown


def _says(site: Site, result: Result) -> str:
    """What may be said of the last year, if the figures are whole and fresh."""
    code = site.force.code
    score = result.score(code)
    stale = score.value is None and result.measure.better != 0
    if result.found is None or code not in result.found.series.row or stale:
        return "cannot be said"
    row = result.found.series.row[code]
    compared = result.found.previous or result.found.baseline
    says = words.verdict(compared, row)
    return "little changed" if says == "cannot be said" and score.value is not None else says


def _lede(plan: Framework, changed: int, steady: int, unknown: int) -> str:
    total, known = len(plan.measures), changed + steady
    asked = f"The plan asks to be judged by {count_words(total, 'measure')}."
    if known == 0:
        return f"{asked} For none of them are whole and fresh figures public."
    moved = {0: "none", 1: "one"}.get(changed, str(changed))
    moved += " changed in the last year by more than usual."
    if unknown == 0:
        return f"{asked} Of all of them whole and fresh figures are public; {moved}"
    lack = f"For {unknown} of them no whole and fresh figures are public."
    return f"{asked} {lack} Of the {known} that can be judged, {moved}"


def _promised(plan: Framework) -> Answer:
    return Answer(
        big=str(len(plan.groups)),
        unit="priorities",
        text=f"{plan.title} ({plan.version}) sets {len(plan.groups)} priorities and asks "
        f"to be judged by {count_words(len(plan.measures), 'measure')}.",
        items=[
            Item(
                group.title,
                framework_href(plan, group),
                note=count_words(len(group.measures), "measure"),
            )
            for group in plan.groups
        ],
        more=Link("The whole plan as measures", framework_href(plan)),
    )


def _promises(site: Site, framework: Framework) -> Answer | None:
    """The promises themselves, where the plan's own package is at hand."""
    plan = plan_of(site, framework)
    if plan is None or not plan.all_commitments:
        return None
    return promises(site, plan, len(framework.measures))


Change = tuple[str, Measure, Compared, int]


def _changes(site: Site, results: list[Result], basis: str = "recorded") -> list[Change]:
    """Fresh measures of a basis with a comparison against the year before, the largest z first."""
    code, rows = site.force.code, []
    for result in results:
        found, measure = result.found, result.measure
        if found is None or measure.basis != basis or code not in found.series.row:
            continue
        row = found.series.row[code]
        if _says(site, result) in {"rose", "fell", "little changed"} and found.previous is not None:
            rows.append((measure.title, measure, found.previous, row))
    return sorted(rows, key=lambda item: -abs(float(item[2].wide_z[item[3]])))


def _real(changes: list[Change]) -> list[Change]:
    return [item for item in changes if words.verdict(item[2], item[3]) in {"rose", "fell"}]


def _changed(changes: list[Change], plan: Framework | None = None) -> Answer:
    """What moved in recorded crime; and whether the plan asks to be judged by any of that.

    Without the last a reader takes it for a contradiction of what is said of the plan's measures.
    """
    real = _real(changes)
    text = (
        f"Of {count_words(len(changes), 'kind')} of recorded crime, {len(real)} changed against "
        "the year before by more than their own ordinary variation. "
    )
    if plan is not None and real:
        asked = sum(measure.id in plan.measures for _, measure, _, _ in real)
        of_them = {0: "none of them", len(real): "all of them"}.get(asked, f"{asked} of them")
        text += f"The plan asks to be judged by {of_them}. "
    return _answer(real, f"{text}These are what the police wrote down, not all crime.")


def _own_changed(site: Site, results: list[Result]) -> Answer:
    """The same of the plan's measures by the body's own figures, where no crime is on record."""
    changes = _changes(site, results, "supplied")
    if not changes:
        return NO_CHANGE
    real = _real(changes)
    text = (
        f"Of {count_words(len(changes), 'measure')} that the plan names, {len(real)} changed "
        "against the year before by more than their own ordinary variation. The figures are those "
        "of the body and its partners; no recorded crime is held here."
    )
    return _answer(real, text)


def _answer(real: list[Change], text: str) -> Answer:
    return Answer(
        big=str(len(real)),
        unit="real change" if len(real) == 1 else "real changes",
        text=text,
        items=[_change_item(item) for item in real[:SHOWN]],
        more=Link(_rest(len(real), "among all measures"), "measures/"),
    )


def _rest(number: int, where: str) -> str:
    """The text of the link below a list of the first few: it says how many more there are."""
    more = number - SHOWN
    return f"And {more} more, {where}" if more > 0 else where.removeprefix("among ").capitalize()


def _change_item(item: Change) -> Item:
    title, measure, compared, row = item
    says = words.verdict(compared, row)
    kind = "notable"
    if measure.better != 0:
        kind = "improving" if (says == "rose") == (measure.better > 0) else "concerning"
    verdict = Verdict(kind, f"{says} {words.size(compared, row)}")
    return Item(title, measure_href(measure.id), verdict)


def _unknown(site: Site, plan: Framework, unknown: list[Result]) -> Answer:
    items = [
        Item(
            result.measure.title,
            measure_href(result.measure.id),
            note=result.score(site.force.code).reason,
        )
        for result in unknown
    ]
    text = "The plan asks to be judged by these too, but no whole and fresh figures are public."
    if not items:
        text = "Whole and fresh figures are public for all that the plan asks to be judged by."
    return Answer(
        big=str(len(unknown)),
        unit="measure not known" if len(unknown) == 1 else "measures not known",
        text=text,
        items=items[:SHOWN],
        more=Link(_rest(len(items), "priority by priority"), framework_href(plan))
        if items
        else None,
    )


def _priority(site: Site, plan: Framework, index: int) -> Priority:
    group = plan.groups[index]
    score = site.results.group(group, site.force.code)
    apart = [("" if v is None else words.number(v, 0)) for v in (score.leading, score.lagging)]
    view = group_score_view(score, f"p{index}", group_score_href(plan, group), group.title)
    return Priority(group.title, framework_href(plan, group), group.question, view, *apart)


def _figure(site: Site, changes: list[Change]) -> object:
    shown = changes[:14]
    if not shown:
        return None
    until = site.results.by_measure[shown[0][1].id].found
    assert until is not None
    kinds = count_words(len(changes), "kind")
    text = (
        f"Recorded crime, {until.window.words} against the year before: {len(_real(changes))} of "
        f"{kinds} changed by more than their own ups and downs."
    )
    if len(shown) < len(changes):
        text += f" The {len(shown)} that moved most clearly:"
    return change_figure(shown, "changes", text)
