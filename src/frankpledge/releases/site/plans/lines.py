"""The measures that a plan lists, line by line, with where each stands now."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.measures import words
from frankpledge.plans import Goal, PlanMeasure
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.wording import when_words
from frankpledge.releases.site.shapes import Cell, Column, Table, Verdict

COLUMNS = (
    Column("As the plan puts it"),
    Column("Measure"),
    Column("Latest"),
    Column("What the chart says"),
    Column("Score", number=True),
)


def lines_table(
    standings: Standings, lines: tuple[PlanMeasure, ...], key: str, caption: str
) -> Table | None:
    """Every line of a list, with a row for each measure that it stands for."""
    rows = [row for line in lines for row in _rows(standings, line)]
    return Table(key, caption, COLUMNS, rows) if rows else None


def _rows(standings: Standings, line: PlanMeasure) -> Iterator[list[Cell]]:
    wording = line_words(line)
    if not line.catalogue:
        none = Verdict("absent", "No such measure")
        yield [wording, "not defined", "no figures", none, "not scored"]
    for one in standings.of_lines((line,)):
        latest = ", ".join(part for part in (one.value, one.period) if part) or "no figures"
        yield [wording, one.link, latest, one.verdict, one.score or "not scored"]


def line_words(line: PlanMeasure) -> str:
    """A line in the plan's own words, with its baseline and target where it gives them."""
    goals = [
        f"from {goal_words(line.baseline)}" if line.baseline else "",
        f"to {goal_words(line.target)}" if line.target else "",
        "added by the editor of these pages" if line.added else "",
    ]
    told = ", ".join(goal for goal in goals if goal)
    return f"{line.wording} ({told})" if told else line.wording


def goal_words(goal: Goal) -> str:
    """A level to be reached or begun from: '430 officers (2025/26)'."""
    value = "" if goal.value is None else number_words(goal.value)
    head = " ".join(part for part in (value, goal.unit) if part)
    told = ": ".join(part for part in (goal.text, head) if part)
    when = when_words(goal.by) if goal.by else ""
    return f"{told} ({when})" if told and when else told or when


def number_words(value: float) -> str:
    """A number as a document states it: '3,917', '22.59', '−25'."""
    places = 0 if value == int(value) else 2 if round(value, 1) != value else 1
    return words.number(value, places)
