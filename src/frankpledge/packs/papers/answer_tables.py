"""Tables and charts of what people answered, for the site's pages and for papers alike."""

from __future__ import annotations

import math

from frankpledge.claims import Chart, Table
from frankpledge.measures import words
from frankpledge.packs.papers.answer_words import amount, between, finding, gap_words, percent
from frankpledge.packs.papers.drafting import table_of
from frankpledge.packs.papers.words import count_words
from frankpledge.voice import Bar, GroupTable, Margin, OpenAnswers, QuestionResult
from frankpledge.voice.themes import Source, Themes

HIDDEN = "too few"
MADE = {Source.CODEBOOK: "named by people", Source.MACHINE: "found by the machine, read by nobody"}


def bars_chart(found: QuestionResult) -> Chart:
    """The options with their limits, the highest first; a scale stays in its order."""
    money, bars = found.question.kind == "money", found.shown
    scale = 1 if money else 100
    return Chart(
        kind="bars",
        title=found.question.text,
        finding=finding(found),
        unit=found.question.unit or "" if money else "% of those who answered",
        labels=tuple(bar.title for bar in bars),
        values=tuple(scale * bar.value for bar in bars),
        kinds=(),
        lower=tuple(scale * bar.lower for bar in bars),
        upper=tuple(scale * bar.upper for bar in bars),
    )


def bars_table(found: QuestionResult, weighted: bool, before: str) -> Table:
    """Every option. `before` is the title of the wave that this one repeats, or ''."""
    measured = {"money": "Mean amount", "ranking": "Put first"}
    columns = ["Answer", measured.get(found.question.kind, "Share"), "95 % limits"]
    columns += ["Unweighted"] if weighted else []
    columns += ["Mean rank"] if found.question.kind == "ranking" else []
    columns += [f"Change since {before}"] if before else []
    rows = [_row(found, bar, weighted, before) for bar in found.bars]
    return table_of(found.question.text, columns, rows)


def _row(found: QuestionResult, bar: Bar, weighted: bool, before: str) -> list[str]:
    if bar.hidden:
        more = weighted + (found.question.kind == "ranking") + bool(before)
        return [bar.title, HIDDEN, "–", *["–"] * more]
    row = [bar.title, amount(found, bar.value), between(found, bar)]
    if weighted:
        row.append(amount(found, bar.plain))
    if found.question.kind == "ranking":
        row.append(words.number(bar.mean_rank or 0, 1))
    if before:
        row.append(moved(found, bar))
    return row


def moved(found: QuestionResult, bar: Bar) -> str:
    """The change since the wave before, with its limits."""
    if bar.change is None:
        return "not asked then"
    scale, unit = (1, "") if found.question.kind == "money" else (100, " points")
    change, lower, upper = (words.number(scale * x, 1) for x in bar.change)
    return f"{change}{unit} ({lower} to {upper})"


def group_table(found: QuestionResult, table: GroupTable) -> Table:
    """Answers by group; small numbers are left out already."""
    rows = []
    for row in table.rows:
        people = HIDDEN if row.people is None else words.number(row.people)
        values = [HIDDEN if v is None else amount(found, v) for v in row.values]
        rows.append([row.title, people, *values])
    columns = [table.group.capitalize(), "People", *(bar.title for bar in found.bars)]
    return table_of(f"{found.question.text} By {table.group}", columns, rows)


def who_table(margin: Margin) -> Table:
    """Who answered against who lives here."""
    rows = [
        [group.title, *map(_share, (group.share_here, group.share_answered, group.share_weighted))]
        for group in margin.groups
    ]
    titles = ("Of those who live here", "Of those who answered", "After weighting")
    caption = f"Who answered, and who lives here, by {margin.title}"
    return table_of(caption, (margin.title.capitalize(), *titles), rows)


def _share(value: float) -> str:
    return "not known" if math.isnan(value) else percent(value)


def themes_finding(opened: OpenAnswers, themes: Themes) -> str:
    """How many wrote, and of what most often."""
    if not themes.themes:
        return f"{opened.question.text} No theme was found."
    top = themes.themes[0]
    wrote = count_words(themes.answered, "person", "people")
    share = percent(top.share.value) + (" by weight" if themes.weighted else "")
    return (
        f"{wrote.capitalize()} wrote an answer to ‘{opened.question.text}’. Most often: "
        f"{top.label}, {share} "
        f"({percent(top.share.lower)} to {percent(top.share.upper)}).{_next(themes)}"
    )


def _next(themes: Themes) -> str:
    """Whether the theme after the first can be told from it."""
    if themes.lead is None:
        return ""
    second, lead = themes.themes[1], themes.lead
    if lead.lower <= 0:
        return f" {second.label} ({percent(second.share.value)}) cannot be told from it."
    less = gap_words(lead.lower, lead.upper)
    return f" Next: {second.label}, {percent(second.share.value)}, which is {less} less."


def themes_care(themes: Themes) -> list[str]:
    """How far themes are to be trusted."""
    alone = sum(theme.source is Source.MACHINE for theme in themes.themes)
    care = []
    if themes.weighted:
        care.append(
            "Shares are weighted, so that those who wrote match those who live here, and themes "
            "are in the order of these shares; the number of answers is as they came."
        )
    care.append(
        f"{words.number(themes.other)} of {words.number(themes.answered)} answers fit no theme. "
        "An answer may have several themes, so shares do not add up to 100 %."
    )
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
    return care


def themes_chart(opened: OpenAnswers, themes: Themes) -> Chart:
    """The themes of an open question, in their order."""
    return Chart(
        kind="bars",
        title=opened.question.text,
        finding=themes_finding(opened, themes),
        unit="% of those who wrote" + (", weighted" if themes.weighted else ""),
        labels=tuple(theme.label for theme in themes.themes),
        values=tuple(100 * theme.share.value for theme in themes.themes),
        kinds=(),
        lower=tuple(100 * theme.share.lower for theme in themes.themes),
        upper=tuple(100 * theme.share.upper for theme in themes.themes),
    )


def themes_table(opened: OpenAnswers, themes: Themes) -> Table:
    """The same as a table, with who named each theme."""
    rows = [
        [
            theme.label,
            words.number(theme.count),
            percent(theme.share.value),
            f"{percent(theme.share.lower)} to {percent(theme.share.upper)}",
            MADE[theme.source],
        ]
        for theme in themes.themes
    ]
    share = "Share, weighted" if themes.weighted else "Share"
    columns = ("Theme", "Answers", share, "95 % limits", "Who named it")
    numbers = (False, True, True, True, False)
    return Table(themes_finding(opened, themes), columns, numbers, tuple(map(tuple, rows)))
