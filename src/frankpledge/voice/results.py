"""What people said: shares with their intervals, tables by group, and change since last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from frankpledge import statistics as st
from frankpledge.voice.counting import Book, Counted
from frankpledge.voice.model import Consultation, Question
from frankpledge.voice.quality import Quality
from frankpledge.voice.residents import Residents
from frankpledge.voice.storing import Responses
from frankpledge.voice.weighting import Weighting, weigh

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Moved = tuple[float, float, float]  # a difference with its limits
THRESHOLD = 5
FEWEST = 10  # people under whom no share is worth printing


@dataclass(frozen=True)
class Bar:
    """What came of one option. Shares from 0 to 1; amounts in the question's own unit.

    `value` is the share that chose it (ranked it first), or the mean amount given to it; `plain`
    the same without weights. A `hidden` bar has too few people behind it, and NaN for figures.
    `change` is the difference to the wave before with its interval, where there is one.
    """

    option: str
    title: str
    value: float
    lower: float
    upper: float
    plain: float
    mean_rank: float | None = None
    hidden: bool = False
    change: Moved | None = None


@dataclass(frozen=True)
class GroupRow:
    """One group's answers: a share (or mean amount) for each option, None where hidden."""

    title: str
    people: int | None
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class GroupTable:
    """Answers to a question by group."""

    group: str
    rows: tuple[GroupRow, ...]

    @property
    def hidden(self) -> bool:
        """Whether anything is left out for being small."""
        return any(None in row.values for row in self.rows)


@dataclass(frozen=True)
class QuestionResult:
    """Results of one question; `people` answered it, worth `effective` in a random sample.

    `lead` is how far the highest of the shown stands above the next, with its interval; None with
    fewer than two of them.
    """

    question: Question
    people: int
    effective: float
    bars: tuple[Bar, ...]
    tables: tuple[GroupTable, ...] = ()
    lead: Moved | None = None

    @property
    def shown(self) -> tuple[Bar, ...]:
        """Bars with figures, the highest first; a scale stays in its order."""
        if self.question.kind == "scale":
            return tuple(bar for bar in self.bars if not bar.hidden)
        return self.ranked

    @property
    def ranked(self) -> tuple[Bar, ...]:
        """Bars with figures, the highest first, those of a scale too."""
        bars = (bar for bar in self.bars if not bar.hidden)
        return tuple(sorted(bars, key=lambda bar: -bar.value))


@dataclass(frozen=True)
class Results:
    """All results of a consultation.

    `doubt` is the most that any share would move were the doubtful answers left out, None where
    there are none; `texts` the open answers by question and number, redacted, each with the place
    of who gave it among the weights.
    """

    consultation: Consultation
    quality: Quality
    people: int
    outside: int
    weighting: Weighting
    questions: tuple[QuestionResult, ...]
    texts: Mapping[str, Mapping[str, tuple[int, str]]]
    doubt: float | None = None
    before: str = ""


def results(  # noqa: PLR0913 - each is one thing that results depend on
    one: Consultation,
    responses: Responses,
    people: Mapping[str, float],
    *,
    residents: Mapping[str, Residents] | None = None,
    before: Results | None = None,
    threshold: int = THRESHOLD,
) -> Results:
    """Work out a consultation's results from its stored responses.

    `people` are the populations of areas by code, `residents` those of questions whose options say
    ages or sexes; `before` the results of the wave that it repeats.
    Only those who do not live elsewhere are counted. Options chosen by fewer than `threshold` are
    hidden, with whatever would give them away.
    """
    book = Book(one, responses)
    given = {question.id: book.places(question) for question in one.groups}
    weighting = weigh(one.questions, given, book.size, people, residents)
    earlier = {} if before is None else {found.question.id: found for found in before.questions}
    asked = [question for question in one.asked if question.kind != "open"]
    counted = [book.of(question) for question in asked]
    found = tuple(
        _question(each, weighting.weights, given, one, earlier.get(each.question.id), threshold)
        for each in counted
    )
    texts = {
        question.id: book.texts(question) for question in one.questions if question.kind == "open"
    }
    return Results(
        one,
        responses.quality,
        book.size,
        book.outside,
        weighting,
        found,
        texts,
        _doubt(counted, weighting.weights, book.doubtful),
        "" if before is None else before.consultation.head.title,
    )


def _question(  # noqa: PLR0913, PLR0917 - each is one thing that results depend on
    counted: Counted,
    weights: Floats,
    given: Mapping[str, NDArray[np.intp]],
    one: Consultation,
    earlier: QuestionResult | None,
    threshold: int,
) -> QuestionResult:
    own = weights[counted.people]
    if counted.people.size < max(FEWEST, threshold):
        return QuestionResult(counted.question, counted.people.size, 0.0, ())
    hidden = _hidden(counted, threshold)
    bars = _bars(counted, own, hidden, earlier)
    tables = tuple(
        _table(counted, own, group, given[group.id][counted.people], hidden, threshold)
        for group in one.groups
    )
    size = float(st.effective_size(own))
    found = QuestionResult(counted.question, counted.people.size, size, bars, tables)
    return replace(found, lead=_lead(counted, own, found.ranked))


def _lead(counted: Counted, weights: Floats, ranked: tuple[Bar, ...]) -> Moved | None:
    """The difference of the two highest, of the same people: not that of two samples."""
    if len(ranked) < 2:
        return None
    places = [option.code for option in counted.question.options]
    first, second = (places.index(bar.option) for bar in ranked[:2])
    if counted.question.kind == "money":
        gap = st.weighted_mean(counted.values[first] - counted.values[second], weights)
    else:
        gap = st.paired_difference(counted.chosen[first], counted.chosen[second], weights)
    return float(gap.value), float(gap.lower), float(gap.upper)


def _counts(counted: Counted) -> Floats:
    """People behind each option: who chose it, or gave it anything."""
    if counted.question.kind == "money":
        return np.asarray((counted.values > 0).sum(axis=1), np.float64)
    return np.asarray(counted.chosen.sum(axis=1), np.float64)


def _add_up(question: Question) -> bool:
    """Whether people behind the options add up to those who answered, so that all but one of them
    give the last away.
    """
    return question.kind not in ("multiple", "money")


def _hidden(counted: Counted, threshold: int) -> NDArray[np.bool_]:
    add_up = _add_up(counted.question)
    found = st.suppress(
        _counts(counted)[None, :], threshold, row_totals=add_up, column_totals=False
    )
    return np.asarray(found.hidden[0], np.bool_)


def _estimate(counted: Counted, weights: Floats) -> st.Estimate:
    if counted.question.kind == "money":
        return st.weighted_mean(counted.values, weights)
    return st.weighted_share(counted.chosen, weights)


def _bars(
    counted: Counted,
    weights: Floats,
    hidden: NDArray[np.bool_],
    earlier: QuestionResult | None,
) -> tuple[Bar, ...]:
    found, plain = _estimate(counted, weights), _estimate(counted, np.ones(weights.size))
    ranks = _mean_ranks(counted, weights)
    past = {} if earlier is None else {bar.option: bar for bar in earlier.bars}
    bars = []
    for at, option in enumerate(counted.question.options):
        if hidden[at]:
            nothing = (np.nan,) * 4
            bars.append(Bar(option.code, option.text, *nothing, hidden=True))
            continue
        value, lower, upper = (float(x[at]) for x in (found.value, found.lower, found.upper))
        bar = Bar(option.code, option.text, value, lower, upper, float(plain.value[at]), ranks[at])
        bars.append(_changed(bar, past.get(option.code)))
    return tuple(bars)


def _mean_ranks(counted: Counted, weights: Floats) -> list[float | None]:
    if counted.question.kind != "ranking":
        return [None] * len(counted.question.options)
    ranked = np.isfinite(counted.values)
    total = np.where(ranked, weights, 0).sum(axis=1)
    sums = (np.where(ranked, counted.values, 0) * weights).sum(axis=1)
    return [float(s / t) if t else None for s, t in zip(sums, total, strict=True)]


def _changed(bar: Bar, past: Bar | None) -> Bar:
    if past is None or past.hidden:
        return bar
    pair = [st.Estimate(*map(np.asarray, (x.value, x.lower, x.upper))) for x in (past, bar)]
    moved = st.share_change(*pair)
    return replace(bar, change=(float(moved.value), float(moved.lower), float(moved.upper)))


def _table(  # noqa: PLR0913, PLR0917 - a table is made of all of these
    counted: Counted,
    weights: Floats,
    group: Question,
    places: NDArray[np.intp],
    hidden: NDArray[np.bool_],
    threshold: int,
) -> GroupTable:
    """Columns hidden for everybody are hidden in each group; the rest as small as it needs."""
    kept = [at for at, one in enumerate(group.options) if not one.outside and (places == at).any()]
    title = group.group or group.text
    if not kept:
        return GroupTable(title, ())
    chosen = counted.values > 0 if counted.question.kind == "money" else counted.chosen
    counts = np.array([[row[places == at].sum() for row in chosen] for at in kept], dtype=float)
    people = np.array([(places == at).sum() for at in kept])
    small = people < max(threshold, FEWEST)
    shut, unsaid = _shut(counts, hidden, small, threshold, _add_up(counted.question))
    rows = []
    for line, at in enumerate(kept):
        own = places == at
        part = Counted(counted.question, counted.people[own], counted.values[:, own])
        shares = _estimate(part, weights[own]).value
        values = tuple(None if shut[line, i] else float(x) for i, x in enumerate(shares))
        told = None if unsaid[line] or people[line] < threshold else int(people[line])
        rows.append(GroupRow(group.options[at].text, told, values))
    return GroupTable(title, tuple(rows))


def _shut(
    counts: Floats, hidden: Flags, small: Flags, threshold: int, add_up: bool
) -> tuple[Flags, Flags]:
    """Cells to leave out, and rows whose number of people is left out too.

    Rows of small groups are withheld, so that others are hidden with them where the totals would
    give them away. What is hidden for everybody stands together as one more column, whose figures
    follow from the totals.
    """
    rest = counts[:, hidden].sum(axis=1, keepdims=True)
    table = np.hstack([counts[:, ~hidden], rest]) if hidden.any() and add_up else counts[:, ~hidden]
    shut = np.ones(counts.shape, dtype=bool)
    if not table.size:
        return shut, small
    withheld = np.repeat(small[:, None], table.shape[1], axis=1)
    found = st.suppress(table, threshold, row_totals=add_up, withheld=withheld)
    # Without a total of the row its shares would still tell: they are of that total.
    unsaid = found.row_totals & add_up
    cells = found.hidden | withheld | found.exposed | unsaid[:, None]
    shut[:, ~hidden] = cells[:, : int((~hidden).sum())]
    return shut, unsaid


def _doubt(counted: list[Counted], weights: Floats, doubtful: NDArray[np.bool_]) -> float | None:
    """The most that a share would move without the doubtful answers; the weights stay."""
    if not doubtful.any():
        return None
    moves = [0.0]
    for each in counted:
        sure = ~doubtful[each.people]
        if each.question.kind == "money" or sure.sum() < FEWEST:
            continue
        part = Counted(each.question, each.people[sure], each.values[:, sure])
        everybody = _estimate(each, weights[each.people]).value
        others = _estimate(part, weights[part.people]).value
        moves.append(float(np.abs(everybody - others).max()))
    return max(moves)
