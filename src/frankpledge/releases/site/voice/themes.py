"""Themes in open answers: how many wrote of what, and in whose words."""

from __future__ import annotations

from frankpledge.claims import draw
from frankpledge.packs.papers import (
    MADE,
    themes_care,
    themes_chart,
    themes_finding,
    themes_table,
)
from frankpledge.releases.site.shapes import Figure, Link, Page, page
from frankpledge.releases.site.tables import site_table
from frankpledge.releases.site.voice.wording import HOME, back, percent, themes_href
from frankpledge.releases.site.words import count_words
from frankpledge.voice import OpenAnswers, Told
from frankpledge.voice.themes import Theme, Themes

METHOD = Link("Themes in open answers", "methods/themes/")


def themes_page(told: Told) -> Page:
    """The themes of all open questions of a consultation."""
    one = told.consultation
    shown = [(opened, opened.themes) for opened in told.opened if opened.themes is not None]
    return page(
        themes_href(one),
        "consultation-themes.html",
        f"{one.head.title}: in people’s own words",
        f"What people wrote in their own words in {one.head.title}, by theme.",
        section="priorities",
        crumbs=(Link("Scorecard", ""), Link("What people said", HOME), back(told)),
        kicker=one.head.title,
        finding=" ".join(themes_finding(opened, themes) for opened, themes in shown),
        questions=[_question(opened, themes) for opened, themes in shown],
        method=METHOD,
    )


def _question(opened: OpenAnswers, themes: Themes) -> dict[str, object]:
    return {
        "id": f"q-{opened.question.id}",
        "title": opened.question.text,
        "figure": _figure(opened, themes) if themes.themes else None,
        "themes": [_theme(theme, themes) for theme in themes.themes],
        "care": themes_care(themes),
    }


def _figure(opened: OpenAnswers, themes: Themes) -> Figure:
    name, chart = opened.question.id.replace(".", "-"), themes_chart(opened, themes)
    table = site_table(f"t-{name}", themes_table(opened, themes))
    return Figure(f"f-{name}", chart.finding, draw(chart, f"{name}-c"), table=table)


def _theme(theme: Theme, themes: Themes) -> dict[str, object]:
    """Without a codebook nobody has read the answers, and rules do not find every name."""
    quoted = theme.quotations if themes.codebook is not None else ()
    return {
        "label": theme.label,
        "about": theme.about or "",
        "note": f"{count_words(theme.count, 'answer')}, {percent(theme.share.value)}"
        f"{' by weight' if themes.weighted else ''}; "
        f"{MADE[theme.source]}. Words: {', '.join(theme.keywords[:6])}.",
        "quotations": [quotation.text for quotation in quoted],
    }
