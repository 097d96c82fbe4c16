"""The whole run: every measure of a catalogue evaluated, assessed and scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from frankpledge import periods as calendar
from frankpledge.measures.assessing import Assessments, assess
from frankpledge.measures.definition import Catalogue, Framework, Group, Measure
from frankpledge.measures.evaluating import evaluate
from frankpledge.measures.scoring import GroupScore, Score, score, score_group, score_parts

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

# A body reports yearly; figures a year and a half behind the newest ones in the release have missed
# a whole round of reporting.
STALE_MONTHS = 18


@dataclass(frozen=True)
class Result:
    """One measure: its assessments (None without any data) and a score per area."""

    measure: Measure
    found: Assessments | None
    scores: tuple[Score, ...] = ()

    def score(self, area: str) -> Score:
        """The score in an area; not scored, with the reason, where there is nothing to score."""
        if self.found is None or area not in self.found.series.row:
            return score_parts(
                (None,) * 4, "no data supplied" if self.measure.supplied else "no data"
            )
        return self.scores[self.found.series.row[area]]


@dataclass(frozen=True)
class Results:
    """All measures of a run, and the newest month that any of them knows."""

    catalogue: Catalogue
    by_measure: dict[str, Result]
    newest: int = field(default=0)

    def group(self, group: Group, area: str) -> GroupScore:
        """The score of a priority in an area, over each of its measures once."""
        ids = dict.fromkeys(entry.measure for entry in group.measures)
        return score_group(
            [(self._timing(name), self.by_measure[name].score(area)) for name in ids]
        )

    def framework(self, framework: Framework, area: str) -> GroupScore:
        """The score of a whole framework, over each of its measures once."""
        return score_group(
            [(self._timing(name), self.by_measure[name].score(area)) for name in framework.measures]
        )

    def _timing(self, name: str) -> str:
        return self.catalogue.measures[name].timing

    @cached_property
    def newest_words(self) -> str:
        """The newest month in words; of a lake without figures, that there is none."""
        if not self.newest:
            return "no month yet"
        return calendar.Period(self.newest, "month").words


def assess_all(  # noqa: PLR0913 - each is a choice of the person who runs it
    measures: Sequence[Measure],
    lake: Lake,
    areas: Areas,
    *,
    at: str | None = None,
    threshold: int = 5,
    progress: Callable[[int, int, str], None] | None = None,
) -> dict[str, Assessments | None]:
    """Evaluate and assess measures; see `run`. None for a measure without any data."""
    found: dict[str, Assessments | None] = {}
    # The engine counts the next measures on one processor while this one is assessed on another.
    with ThreadPoolExecutor(1, thread_name_prefix="evaluate") as ahead:
        every = ahead.map(lambda m: evaluate(m, lake, areas, threshold=threshold), measures)
        for done, (measure, series) in enumerate(zip(measures, every, strict=True)):
            if progress:
                progress(done, len(measures), measure.title)
            found[measure.id] = assess(series, at)
    return found


def run(  # noqa: PLR0913 - each is a choice of the person who runs it
    catalogue: Catalogue,
    lake: Lake,
    areas: Areas,
    *,
    at: str | None = None,
    threshold: int = 5,
    only: Iterable[str] = (),
    progress: Callable[[int, int, str], None] | None = None,
) -> Results:
    """Evaluate, assess and score measures (all of the catalogue, or `only` some ids).

    `at` gives the last period to look at, such as 2022-Q3: the scorecard as it would have been with
    today's figures up to then. Supplied figures below `threshold` are suppressed.
    """
    chosen = [m for m in catalogue.measures.values() if not only or m.id in set(only)]
    found = assess_all(chosen, lake, areas, at=at, threshold=threshold, progress=progress)
    newest = max((calendar.parse(f.at).last for f in found.values() if f is not None), default=0)
    results = {m.id: _result(m, found[m.id], newest) for m in chosen}
    return Results(catalogue, results, newest)


def _result(measure: Measure, found: Assessments | None, newest: int) -> Result:
    if found is None:
        return Result(measure, None)
    behind = newest - calendar.parse(found.at).last
    stale = ""
    if behind > STALE_MONTHS:
        stale = f"out of date: the latest figure is for {calendar.parse(found.at).words}"
    return Result(measure, found, tuple(score(found, stale)))
