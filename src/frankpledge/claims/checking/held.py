"""Claims against the lake: as known now, and as known on the date of the document.

Nothing here says that a figure is false. A lake can hold a later count, or another definition; what
is said is that the figures held now are others, and by how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frankpledge import periods as calendar
from frankpledge.claims.checking.changing import Change, linked, stated
from frankpledge.claims.checking.holdings import Holdings, Windowed, windowed
from frankpledge.claims.checking.naming import Named
from frankpledge.claims.checking.numerals import Number, overlap, signed
from frankpledge.claims.checking.patterns import matches
from frankpledge.claims.checking.quantities import Pair, valued
from frankpledge.claims.checking.spans import Span
from frankpledge.claims.checking.tokens import Sentence
from frankpledge.claims.checking.verdicts import Finding, found
from frankpledge.statistics import change as ratio_of

CHANGE, VALUE = "change", "value"
# Figures of one thing differ by a few per cent between vintages; much more is another thing.
REVISED, SAME_THING = 0.10, 0.25
# When a start is 'at an extreme point': near the top (for a fall) of all windows from it on, and
# from at least this share of later starts the change goes the other way.
TOP, TURNED = 0.2, 0.4
_MEANT = re.compile(
    r"\b(?:will|would|should|aims?|targets?|plans? to|want\w*|hope\w*|expect\w*|forecast\w*"
    r"|project\w*|if|limit\w*)\b",
    re.IGNORECASE,
)
_PART = "the sentence says more than the measure, so it may be of a part"
_SAME_SPAN = re.compile(
    r"\b(?:in|over|during|for) (?:this|that|the same) (?:period|time|years?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Known:
    """Two windows of a measure with the figures held of them."""

    before: Windowed
    after: Windowed
    values: tuple[float, float]

    @property
    def percent(self) -> float:
        """The change between them in per cent."""
        return 100 * (self.values[1] / self.values[0] - 1)

    @property
    def text(self) -> str:
        """'5,205 to 3,981, −23.5 %'."""
        one, other = self.values
        return f"{one:,.0f} to {other:,.0f}, {signed(self.percent)}"


@dataclass(frozen=True)
class Desk:
    """What a claim is checked with: figures now, and the date of the document if it is known."""

    holdings: Holdings
    date: str | None = None

    def known(self, named: Named, spans: Sequence[Span]) -> Known | None:
        """What is held now of two periods."""
        return _known(self.holdings, named, spans)

    def then(self, named: Named, spans: Sequence[Span]) -> Known | None:
        """What was held of them on the date of the document."""
        past = self.holdings.on(self.date, named.measure) if self.date else None
        return _known(past, named, spans) if past else None

    def then_words(self, named: Named) -> str:
        """Why the figures of the time are not given."""
        if self.date is None:
            return "the date of the document is not given"
        if self.holdings.on(self.date, named.measure) is not None:
            return f"as known on {self.date} they were others too"
        vintage = self.holdings.vintage(named.measure)
        return f"the lake holds no figures as known on {self.date} (those held are of {vintage})"

    def or_then(self, named: Named) -> str:
        """The same beside another figure, which may be that of the time."""
        known = self.date and self.holdings.on(self.date, named.measure)
        open_ = "" if known else ": those of the time may have been others"
        return self.then_words(named) + open_


def _known(holdings: Holdings, named: Named, spans: Sequence[Span]) -> Known | None:
    windows = [windowed(named.measure, span) for span in spans]
    if len(windows) != 2 or windows[0] is None or windows[1] is None:
        return None
    before, after = sorted(windows, key=lambda w: calendar.parse(w.last).last if w else 0)
    assert before is not None
    assert after is not None
    if before.size != after.size or before.last == after.last:
        return None
    values = [holdings.value(named.measure, named.area, at) for at in (before, after)]
    if values[0] is None or values[1] is None or values[0] <= 0:
        return None
    return Known(before, after, (values[0], values[1]))


def check_held(
    sentence: Sentence, named: Named, desk: Desk, earlier: Sequence[Span], *, whole: bool
) -> Iterator[Finding]:
    """Changes, then single values. `earlier` are the periods of the sentence before.

    `whole`: the sentence says nothing else. Otherwise, as in 'drug offences at festivals', a figure
    that is not the one held is taken to be that of a part.
    """
    if _MEANT.search(sentence.text):
        return
    for one in _held(sentence, named, desk, earlier):
        if one.verdict.id == "differs" and not whole:
            yield found(one.kind, "unchecked", f"{one.working}; {_PART}", one.start, one.end)
        else:
            yield one


def _held(
    sentence: Sentence, named: Named, desk: Desk, earlier: Sequence[Span]
) -> Iterator[Finding]:
    done = False
    for change, pair in linked(sentence):
        spans = _spans(sentence, pair, earlier)
        known = desk.known(named, spans)
        if known is None:
            continue
        done = True
        yield from _changed(change, pair, named, desk, known, spans)
    if not done:
        yield from _values(sentence, named, desk)


def check_told(
    change: Change, pair: Pair, place: tuple[int, int], named: Named, desk: Desk
) -> Iterator[Finding]:
    """A change that two sentences tell together; `place` is where it is marked."""
    spans = [span for span in (pair.before_span, pair.after_span) if span is not None]
    known = desk.known(named, spans)
    if known is not None:
        for one in _changed(change, pair, named, desk, known, spans):
            yield Finding(one.kind, one.verdict, one.working, *place)


def _spans(sentence: Sentence, pair: Pair | None, earlier: Sequence[Span]) -> list[Span]:
    if pair and pair.before_span and pair.after_span:
        return [pair.before_span, pair.after_span]
    # 'Rose 35 % in 2023, the highest since 2019' is no change from 2019.
    records = {m["p"].start for m in matches("EXTREME ~8 SINCE p=PERIOD", sentence)}
    spans = [t.span for t in sentence.tokens if t.start not in records]
    own = [span for span in spans if span is not None]
    if not own and _SAME_SPAN.search(sentence.text):
        return list(earlier)
    return own


def _changed(  # noqa: PLR0913, PLR0917 - what a comparison is made of
    change: Change,
    pair: Pair | None,
    named: Named,
    desk: Desk,
    known: Known,
    spans: Sequence[Span],
) -> Iterator[Finding]:
    place = _place(change, pair)
    then = desk.then(named, spans)
    title = named.measure.title
    now = f"{title}, as known now: {known.text}"
    stated = [float(n.value) for n in pair.numbers] if pair else []
    if _meets(change, pair, known):
        yield found(CHANGE, "agrees", now, *place)
    elif then and _meets(change, pair, then):
        yield found(CHANGE, "revised", f"as known on {desk.date}: {then.text}; {now}", *place)
    elif pair and _near(stated, known.values):
        why = f"since revised or counted otherwise; {desk.then_words(named)}"
        yield found(CHANGE, "revised", f"{now}; {why}", *place)
    elif not pair and not _outside(change, known):
        why = "the intervals of the two counts do not rule it out"
        why = "a count has no percentage points" if change.token.name == "POINTS" else why
        yield found(CHANGE, "unchecked", f"{now}; {why}", *place)
        return
    elif not pair:
        yield found(CHANGE, "differs", f"{now}; {desk.or_then(named)}", *place)
        return
    else:
        yield found(CHANGE, "unchecked", f"{now}: probably another count", *place)
        return
    if known.percent * change.way > 0:
        yield from _doubts(change, named, desk, known, place)


def _place(change: Change, pair: Pair | None) -> tuple[int, int]:
    if pair is None:
        return change.token.start, change.token.end
    return min(change.token.start, pair.start), max(change.token.end, pair.end)


def _meets(change: Change, pair: Pair | None, known: Known) -> bool:
    """Whether what is held is what is stated: both values, or the percentage alone."""
    if pair is not None:
        return all(_equal(n, v) for n, v in zip(pair.numbers, known.values, strict=True))
    asked = stated(change)
    if asked is None or change.token.name == "POINTS":
        return False
    real = known.percent
    if change.token.name == "NUM":
        real = known.values[1] - known.values[0]
    return overlap(asked, (real, real))


def _outside(change: Change, known: Known) -> bool:
    """Whether a stated change is beyond what the figures, for a word their intervals too, allow.

    'Doubled' and 'a third' are no exact claims, so they are held against the 95 % interval of the
    change. A count has no percentage points, and so nothing is said of those.
    """
    asked = stated(change)
    if asked is None or change.token.name == "POINTS":
        return False
    if change.token.name in ("PCT", "NUM"):
        return not _meets(change, None, known)
    ratio = ratio_of(*known.values)
    low, high = (100 * (float(end) - 1) for end in (ratio.lower, ratio.upper))
    return not overlap(asked, (low, high))


def _equal(number: Number, value: float) -> bool:
    return overlap(number.interval, (value - 0.5, value + 0.5))


def _near(stated: Sequence[float], held: Sequence[float]) -> bool:
    return all(abs(s / h - 1) <= REVISED for s, h in zip(stated, held, strict=True) if h)


def _doubts(
    change: Change, named: Named, desk: Desk, known: Known, place: tuple[int, int]
) -> Iterator[Finding]:
    """Ordinary variation, and a start that makes the change look large."""
    holdings, measure, area = desk.holdings, named.measure, named.area
    if holdings.told(measure, area, known.before, known.after) == "little changed":
        working = (
            f"{known.text} ({known.before.words} to {known.after.words}): within the ordinary ups "
            "and downs of this series"
        )
        yield found(CHANGE, "ordinary", working, *place)
    elif working := baseline_words(
        holdings.between(measure, area, known.before, known.after), known, change.way
    ):
        yield found(CHANGE, "baseline", working, *place)


def baseline_words(run: Sequence[tuple[str, float]], known: Known, way: int) -> str:
    """Why the start of a change is at an extreme point, '' when it is not.

    `run` holds the windows from the first to the last, each with its last period. The start must be
    among the top fifth of them (the bottom fifth for a rise), and from at least two in five of the
    later starts that do not overlap the last window the change goes the other way.
    """
    values = [value for _, value in run]
    starts = run[1 : -known.after.size]
    if len(starts) < 2:
        return ""
    beyond = sum((value - values[0]) * way < 0 for value in values)
    turned = [(last, value) for last, value in starts if (values[-1] - value) * way < 0]
    if beyond > TOP * len(values) or len(turned) < TURNED * len(starts):
        return ""
    last, value = min(turned, key=lambda one: (one[1] * -way, one[0]))
    size = known.after.size
    other = signed(100 * (values[-1] / value - 1))
    verb = "above" if way < 0 else "below"
    return (
        f"the {calendar.window_words(run[-1][0], size)} ({values[-1]:,.0f}) is {verb} the "
        f"{calendar.window_words(last, size)} ({value:,.0f}), {other}; from {len(turned)} of "
        f"{len(starts)} later starts the change goes the other way"
    )


def _values(sentence: Sentence, named: Named, desk: Desk) -> Iterator[Finding]:
    """Single values of a whole window."""
    for one in valued(sentence):
        at = windowed(named.measure, one.span)
        if at is None or one.number.unit or one.number.sign:
            continue
        value = desk.holdings.value(named.measure, named.area, at)
        if not value:
            continue
        held = f"{named.measure.title}, {at.words}, as known now: {value:,.0f}"
        place = min(one.token.start, one.span.start), max(one.token.end, one.span.end)
        off = abs(one.number.value / value - 1)
        if _equal(one.number, value):
            yield found(VALUE, "agrees", held, *place)
        elif _was(desk, named, at, one.number):
            yield found(VALUE, "revised", f"so known on {desk.date}; {held}", *place)
        elif off <= REVISED:
            why = f"since revised or counted otherwise; {desk.then_words(named)}"
            yield found(VALUE, "revised", f"{held}; {why}", *place)
        elif off <= SAME_THING:
            yield found(VALUE, "differs", f"{held}; {desk.or_then(named)}", *place)
        else:
            yield found(VALUE, "unchecked", f"{held}: probably another count", *place)


def _was(desk: Desk, named: Named, at: Windowed, number: Number) -> bool:
    past = desk.holdings.on(desk.date, named.measure) if desk.date else None
    value = past.value(named.measure, named.area, at) if past else None
    return value is not None and _equal(number, value)
