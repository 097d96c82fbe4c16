"""Themes in open answers: how many wrote of what, and in whose words."""

from __future__ import annotations

from frankpledge import charts
from frankpledge.measures import words
from frankpledge.releases.site.shapes import Cell, Column, Figure, Link, Page, Table, page
from frankpledge.releases.site.voice.wording import HOME, back, percent, themes_href
from frankpledge.releases.site.words import count_words
from frankpledge.voice import OpenAnswers, Told
from frankpledge.voice.themes import Source, Theme, Themes

METHOD = Link("Themes in open answers", "methods/themes/")
MADE = {Source.CODEBOOK: "named by people", Source.MACHINE: "found by the machine, read by nobody"}


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
        finding=" ".join(_finding(opened, themes) for opened, themes in shown),
        questions=[_question(opened, themes) for opened, themes in shown],
        method=METHOD,
    )


def _finding(opened: OpenAnswers, themes: Themes) -> str:
    if not themes.themes:
        return f"{opened.question.text} No theme was found."
    top = themes.themes[0]
    wrote = count_words(themes.answered, "person", "people")
    return (
        f"{wrote.capitalize()} wrote an answer to ‘{opened.question.text}’. Most often: "
        f"{top.label}, {percent(top.share.value)} "
        f"({percent(top.share.lower)} to {percent(top.share.upper)})."
    )


def _question(opened: OpenAnswers, themes: Themes) -> dict[str, object]:
    alone = sum(theme.source is Source.MACHINE for theme in themes.themes)
    care = [
        f"{words.number(themes.other)} of {words.number(themes.answered)} answers fit no theme. "
        "An answer may have several themes, so shares do not add up to 100 %.",
    ]
    if alone:
        care.append(
            f"{count_words(alone, 'theme')} found by the machine alone, from words that answers "
            "share. Its label is a hint, not a finding: read the answers."
        )
    if themes.codebook is None:
        care.append(
            "No answer is quoted, because nobody has said that they read them: quotations are "
            "printed once there is a codebook."
        )
    care.append(f"Made with: {themes.embedder}. Personal details were taken out before.")
    return {
        "id": f"q-{opened.question.id}",
        "title": opened.question.text,
        "figure": _figure(opened, themes) if themes.themes else None,
        "themes": [_theme(theme, themes) for theme in themes.themes],
        "care": care,
    }


def _figure(opened: OpenAnswers, themes: Themes) -> Figure:
    told = _finding(opened, themes)
    drawn = charts.responsive(
        charts.bar_interval,
        [theme.label for theme in themes.themes],
        [100 * theme.share.value for theme in themes.themes],
        key=f"{opened.question.id.replace('.', '-')}-c",
        title=opened.question.text,
        description=told,
        unit="% of those who wrote",
        lower=[100 * theme.share.lower for theme in themes.themes],
        upper=[100 * theme.share.upper for theme in themes.themes],
        decimals=0,
        from_zero=True,
    )
    rows: list[list[Cell]] = [
        [
            theme.label,
            words.number(theme.count),
            percent(theme.share.value),
            f"{percent(theme.share.lower)} to {percent(theme.share.upper)}",
            MADE[theme.source],
        ]
        for theme in themes.themes
    ]
    heads = ("Answers", "Share", "95 % limits")
    columns = (Column("Theme"), *(Column(h, number=True) for h in heads), Column("Who named it"))
    name = opened.question.id.replace(".", "-")
    return Figure(f"f-{name}", told, drawn, table=Table(f"t-{name}", told, columns, rows))


def _theme(theme: Theme, themes: Themes) -> dict[str, object]:
    """Without a codebook nobody has read the answers, and rules do not find every name."""
    quoted = theme.quotations if themes.codebook is not None else ()
    return {
        "label": theme.label,
        "about": theme.about or "",
        "note": f"{count_words(theme.count, 'answer')}, {percent(theme.share.value)}; "
        f"{MADE[theme.source]}. Words: {', '.join(theme.keywords[:6])}.",
        "quotations": [quotation.text for quotation in quoted],
    }
