"""The arithmetic of every score, and the body's right of reply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from frankpledge import statistics as st
from frankpledge.measures import PARTS, RULE, Assessments, Framework, Group, Result, Score, words
from frankpledge.plans.delivery import Reply
from frankpledge.releases.site.figures import group_score_view, score_view
from frankpledge.releases.site.model import (
    Site,
    framework_href,
    group_score_href,
    measure_href,
    score_href,
)
from frankpledge.releases.site.replies import reply_views
from frankpledge.releases.site.shapes import Cell, Column, Link, Page, Table, page
from frankpledge.releases.site.words import (
    ASSURANCE,
    POSITION,
    RULES,
    VARIATION,
    signed_change,
    the_window,
    with_sign,
)

QUESTIONS = {
    "variation": "Is the latest period out of the ordinary?",
    "assurance": "Can the process be relied on to meet its target?",
    "change": "Has it changed since the baseline by more than its own variation?",
    "peers": "Is it out of line with its peers?",
}
KICKER = f"Score rule {RULE}"
REPLY = (
    "The body that is scored may reply to any score. A reply is a document in its workspace and is "
    "published here, unedited, with the next release."
)
RULE_LINK = Link("The scoring rule", "methods/score/")


def pages(site: Site) -> Iterator[Page]:
    """A page per measure on the scorecard, and one per priority."""
    listed = dict.fromkeys(name for f in site.frameworks for name in f.measures)
    for name in site.results.by_measure:
        yield _measure(site, site.results.by_measure[name], on_scorecard=name in listed)
    for framework in site.every_framework:
        for group in framework.groups:
            yield _group(site, framework, group)


def _measure(site: Site, result: Result, *, on_scorecard: bool) -> Page:
    measure, score = result.measure, result.score(site.force.code)
    found = result.found
    row = found.series.row.get(site.force.code) if found else None
    crumbs = [Link("Scorecard", ""), Link("Measures", "measures/")]
    crumbs.append(Link(measure.title, measure_href(measure.id)))
    return page(
        score_href(measure.id),
        "score.html",
        f"Score of {measure.title.lower()}",
        f"How the score of {measure.title.lower()} was worked out.",
        section="measures",
        crumbs=tuple(crumbs),
        kicker=KICKER,
        finding=_finding(score) + ("" if on_scorecard else " It is on no scorecard of this body."),
        score=score_view(score, "score", "", measure.title),
        parts=_parts(score, found, row),
        arithmetic=_arithmetic(score),
        left_out=_left_out(score),
        rule=RULE_LINK,
        **_reply(site.following.delivery.replies_to(measure=measure.id)),
    )


def _reply(replies: Sequence[Reply]) -> dict[str, object]:
    views = reply_views(replies)
    return {"replies": views, "reply_how": REPLY, "before": None, "after": None}


def _finding(score: Score) -> str:
    if score.value is None:
        return f"Not scored: {score.reason}. That is not a bad score, it is no score."
    value = words.number(score.value, 0)
    return f"{value} of 100, from {score.present} of 4 parts. 50 would be no change."


def _points(part: int | None) -> str:
    return "absent" if part is None else {1: "+1", 0: "0", -1: "−1"}[part]


def _parts(score: Score, found: Assessments | None, row: int | None) -> Table:
    columns = (
        Column("Part"),
        Column("Question"),
        Column("What was found"),
        Column("Points", number=True),
    )
    rows: list[list[Cell]] = []
    for name, part in zip(PARTS, score.parts, strict=True):
        said = _found(name, found, row) if found is not None and row is not None else "no figures"
        rows.append([name.capitalize(), QUESTIONS[name], said, _points(part)])
    return Table("parts", "The four parts", columns, rows)


def _found(name: str, found: Assessments, row: int) -> Cell:  # noqa: PLR0911 - one a part
    """What was found for a part, in words."""
    if name != "assurance" and found.series.measure.better == 0:
        return "absent: for this measure neither way is better"
    match name:
        case "variation":
            code = st.Variation(int(found.variation[row]))
            why = RULES[st.Rule(int(found.chart.rules[row, -1]))]
            return f"{VARIATION[code].text}: {why}" if code else VARIATION[code].text
        case "assurance":
            return ASSURANCE[st.Assurance(int(found.assurance[row]))].text
        case "change":
            compared = found.baseline
            if compared is None or not np.isfinite(compared.wide_lower[row]):
                return "no baseline, or too few points to know the series' own variation"
            low, high = (
                with_sign(float(limit[row]), compared)
                for limit in (compared.wide_lower, compared.wide_upper)
            )
            since = the_window(compared.window.words)
            return f"{signed_change(compared, row)} since {since} ({low} to {high})"
        case _:
            if found.peers is None or not found.peers.compared[row]:
                return "no peers to compare with"
            return POSITION[st.Position(int(found.peers.code[row]))].text


def _arithmetic(score: Score) -> list[str]:
    if score.value is None:
        return []
    present = [part for part in score.parts if part is not None]
    mean = sum(present) / len(present)
    total = " ".join(f"{'+' if p >= 0 else '−'} {abs(p)}" for p in present).removeprefix("+ ")
    return [
        f"({total}) ÷ {len(present)} = {words.number(mean, 2)}, the mean of the parts present",
        f"50 × ({words.number(mean, 2)} + 1) = {words.number(score.value, 1)}, on 0 to 100",
    ]


def _left_out(score: Score) -> Table | None:
    if score.present < 2:
        return None
    rows: list[list[Cell]] = []
    for index, name in enumerate(PARTS):
        rest = [p for i, p in enumerate(score.parts) if i != index and p is not None]
        if score.parts[index] is not None:
            rows.append([name.capitalize(), words.number(50 * (sum(rest) / len(rest) + 1), 1)])
    columns = (Column("Part left out"), Column("Score without it", number=True))
    return Table("left-out", "The score when one part is left out", columns, rows)


def _group(site: Site, framework: Framework, group: Group) -> Page:
    code = site.force.code
    score = site.results.group(group, code)
    names = list(dict.fromkeys(entry.measure for entry in group.measures))
    results = [site.results.by_measure[name] for name in names]
    rows = [_line(result, result.score(code)) for result in results]
    columns = (
        Column("Measure"),
        Column("Kind"),
        Column("Score", number=True),
        Column("Parts", number=True),
    )
    values = [s.value for r in results if (s := r.score(code)).value is not None]
    return page(
        group_score_href(framework, group),
        "score.html",
        f"Score of {group.title}",
        f"How the score of {group.title} was worked out.",
        section="priorities",
        crumbs=(Link("Scorecard", ""), Link(group.title, framework_href(framework, group))),
        kicker=KICKER,
        finding=_group_finding(score.value, score.scored, score.measures),
        score=group_score_view(score, "score", "", group.title),
        parts=Table("parts", "The measures of this priority", columns, rows),
        arithmetic=_sum(values),
        left_out=_without(results, code),
        rule=RULE_LINK,
        **_reply(site.following.delivery.replies_to(framework=framework.id, group=group.id)),
    )


def _group_finding(value: float | None, scored: int, measures: int) -> str:
    if value is None:
        return (
            f"Not scored: none of {measures} measures has a score. That is no score, not a bad one."
        )
    shown = words.number(value, 0)
    if scored == 1:
        return (
            f"{shown} of 100: the score of the only one of {measures} measures that can be scored."
        )
    return f"{shown} of 100, the mean over {scored} of {measures} measures."


def _line(result: Result, score: Score) -> list[Cell]:
    value = "not scored" if score.value is None else words.number(score.value, 1)
    link = Link(result.measure.title, score_href(result.measure.id))
    return [link, result.measure.timing, value, f"{score.present} of 4"]


def _sum(values: Sequence[float | None]) -> list[str]:
    known = [value for value in values if value is not None]
    if not known:
        return []
    if len(known) == 1:
        return [f"{words.number(known[0], 1)}, which is the score of the one measure scored"]
    total = " + ".join(words.number(value, 1) for value in known)
    return [f"({total}) ÷ {len(known)} = {words.number(sum(known) / len(known), 1)}"]


def _without(results: list[Result], code: str) -> Table | None:
    known = [(r, s.value) for r in results if (s := r.score(code)).value is not None]
    if len(known) < 2:
        return None
    rows: list[list[Cell]] = []
    for left, _ in known:
        rest = [value for r, value in known if r is not left and value is not None]
        rows.append([left.measure.title, words.number(sum(rest) / len(rest), 1)])
    columns = (Column("Measure left out"), Column("Score without it", number=True))
    return Table("left-out", "The score when one measure is left out", columns, rows)
