"""'Highest since 2019', 'second lowest on record', 'lowest for five years', from the lake's series.

`recordwords` reads the claim; here the windows that it is about are laid side by side.
"""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge import periods as calendar
from frankpledge.claims.checking.held import Desk
from frankpledge.claims.checking.holdings import Holdings, Windowed, windowed
from frankpledge.claims.checking.naming import Named, Namer
from frankpledge.claims.checking.plain import plain
from frankpledge.claims.checking.ranking import SUPERLATIVE
from frankpledge.claims.checking.recordwords import Record, read_record, without_years
from frankpledge.claims.checking.spans import Span
from frankpledge.claims.checking.tokens import Sentence
from frankpledge.claims.checking.verdicts import Finding, found
from frankpledge.statistics import count_interval


def check_records(
    sentence: Sentence, namer: Namer, named: Named, desk: Desk, *, doubtful: bool = False
) -> Iterator[Finding]:
    """At most one finding. `doubtful`: the sentence's own value is not the one that is held."""
    record = read_record(sentence, named)
    if record is None or not plain(sentence, namer, without_years):
        return
    at, why = _window(sentence, named, record.since)
    if at is None or doubtful:
        why = why or "the value stated is not the one held: probably another count"
        yield found(SUPERLATIVE, "unchecked", why, record.start, record.end)
        return
    verdict, working = judged(record, named, at, desk.holdings)
    then = desk.holdings.on(desk.date, named.measure) if desk.date else None
    if verdict == "differs" and then and judged(record, named, at, then)[0] == "agrees":
        verdict, working = "revised", f"so known on {desk.date}; as known now: {working}"
    yield found(SUPERLATIVE, verdict, working, record.start, record.end)


def _window(sentence: Sentence, named: Named, since: Span | None) -> tuple[Windowed | None, str]:
    """The one window that the sentence is about, or why there is none."""
    spans = [t.span for t in sentence.tokens if t.span is not None and t.span != since]
    if len(spans) != 1:
        told = "more than one period is named" if spans else "the period it is of is not stated"
        return None, told
    at = windowed(named.measure, spans[0])
    if at is None:
        return None, f"{spans[0].text} is no run of whole {named.measure.period}s that is sure"
    return at, ""


def judged(record: Record, named: Named, at: Windowed, held: Holdings) -> tuple[str, str]:
    """Verdict and working of a superlative by what is held now or was held then.

    `since 2019` asks for windows of the same length that lie wholly after 2019, `for five years`
    for those that lie wholly in them. A clearly higher window counts against the claim only where
    it is one of the separate ones, whole lengths back; a place is taken among those alone.
    """
    measure, area = named.measure, named.area
    end = calendar.parse(at.last)
    first, why = _first(_earliest(record, end), at, held.begins(measure))
    if why:
        return "unchecked", why
    run = calendar.span(str(first), at.last)
    gaps = [p for p in run if held.value(measure, area, Windowed(p, 1)) is None]
    if gaps:
        many = f"{len(gaps)} of the {len(run)} {measure.period}s it spans"
        return "unchecked", (
            f"{many} are not held complete, the first {calendar.parse(gaps[0]).words}; the "
            f"figures held begin with {calendar.parse(held.begins(measure)).words}"
        )
    earliest = Windowed(str(first.shift(at.size - 1)), at.size)
    windows = dict(held.between(measure, area, earliest, at))
    own = windows.pop(at.last, None)
    if own is None or not windows:
        return "unchecked", f"no other whole window of that length lies between it and {run[0]}"
    separate = {str(end.shift(-step)) for step in range(at.size, len(run), at.size)}
    title = f"{measure.title}, {at.words}: {own:,.0f}"
    if record.place > 1:
        strict = {p: windows[p] for p in windows if p in separate}
        return _nth(record, title, at.size, own, strict, _one_more(record, named, at, held, strict))
    return _told(record, title, at.size, own, windows, separate)


def _earliest(record: Record, end: calendar.Period) -> Span | None:
    """What the windows must lie after; None for all that are held."""
    if record.years is None:
        return record.since
    return Span(0, 0, f"{record.years} years before", "range", last=end.last - 12 * record.years)


def _one_more(
    record: Record, named: Named, at: Windowed, held: Holdings, strict: dict[str, float]
) -> dict[str, float]:
    """The separate windows, and that before them: 'since 2017' may count 2017 itself."""
    if record.since is None and record.years is None:
        return strict
    back = calendar.parse(at.last).shift(-at.size * (len(strict) + 1))
    value = held.value(named.measure, named.area, Windowed(str(back), at.size))
    return strict if value is None else {**strict, str(back): value}


def _nth(  # noqa: PLR0913, PLR0917 - what a comparison is made of
    record: Record,
    title: str,
    size: int,
    own: float,
    strict: dict[str, float],
    wide: dict[str, float],
) -> tuple[str, str]:
    """A place among the separate windows, with the places that the 95 % intervals allow."""
    if not strict:
        return "unchecked", f"{title}; no other window of that length lies wholly before it"
    best = 1 + sum(_beyond(v, own, record.way) and distinct(v, own) for v in strict.values())
    worst = 1 + sum(_beyond(v, own, record.way) or not distinct(v, own) for v in wide.values())
    working = f"{title}; {_above(record, size, own, wide)}"
    ranks = [_ranks(own, record.way, tuple(windows.values())) for windows in (strict, wide)]
    if any(rank <= record.place <= tied for rank, tied in ranks):
        return "agrees", working
    if not best <= record.place <= worst:
        return "differs", working
    return "unchecked", f"{working}; the 95 % intervals allow places {best} to {worst}"


def _beyond(value: float, own: float, way: int) -> bool:
    return (value - own) * way > 0


def _ranks(own: float, way: int, others: tuple[float, ...]) -> tuple[int, int]:
    """The best and the worst place of a figure among others, apart where some are its equal."""
    rank = 1 + sum(_beyond(value, own, way) for value in others)
    return rank, rank + others.count(own)


def _above(record: Record, size: int, own: float, windows: dict[str, float]) -> str:
    """'of the years to December from 2013 on, higher were ...'."""
    order = sorted(windows, key=lambda p: calendar.parse(p).last)
    beyond = [p for p in order if _beyond(windows[p], own, record.way)]
    named = ", ".join(f"{calendar.window_words(p, size)} ({windows[p]:,.0f})" for p in beyond[:4])
    named += f" and {len(beyond) - 4} more" if len(beyond) > 4 else ""
    start = calendar.window_words(order[0], size)
    return f"{record.more} from the {start} on: {named or 'none'}"


def _first(since: Span | None, at: Windowed, begins: str) -> tuple[calendar.Period, str]:
    """The first period that counts, or why there is none."""
    end = calendar.parse(at.last)
    if not begins:
        return end, "no figures of this measure are held"
    if since is None:
        return calendar.parse(begins), ""
    if since.last is None:
        return end, f"{since.text} is not sure"
    last = since.last
    if since.kind == "calendar year" and end.last % 12 == 2:
        last += 3  # beside years to March, '2019' may be 2019/20
    first = calendar.Period(last + end.months, end.kind)
    # A period that begins before `since` ends is not after it.
    while (first.last + 1) % end.months:
        first = calendar.Period(first.last + 1, end.kind)
    if first.last > end.last:
        return end, f"{at.words} is not after {since.text}"
    return first, ""


def _told(  # noqa: PLR0913, PLR0917 - what a comparison is made of
    record: Record,
    title: str,
    size: int,
    own: float,
    windows: dict[str, float],
    separate: set[str],
) -> tuple[str, str]:
    beyond = {p: v for p, v in windows.items() if (v - own) * record.way > 0}
    apart = {p: v for p, v in beyond.items() if p in separate}
    clear = {p: v for p, v in apart.items() if distinct(v, own)}
    pick = clear or apart or beyond or windows
    last = max(pick, key=lambda p: (pick[p] * record.way, p))
    one = f"the {calendar.window_words(last, size)} ({pick[last]:,.0f})"
    if clear:
        return "differs", f"{title}; {one} was {record.more}"
    if apart:
        why = "but the 95 % intervals of the two counts overlap"
        return "unchecked", f"{title}; {one} was {record.more}, {why}"
    if beyond:
        why = "though none of those that lie whole lengths before it was"
        return "unchecked", f"{title}; {one} was {record.more}, {why}"
    start = calendar.window_words(min(windows, key=lambda p: calendar.parse(p).last), size)
    of = f"none of the {len(windows)} windows of that length from the {start} on"
    near = "" if distinct(pick[last], own) else "; their 95 % intervals overlap"
    return "agrees", f"{title}; {of} is {record.more}; nearest is {one}{near}"


def distinct(one: float, other: float) -> bool:
    """Whether the 95 % intervals of two counts leave a gap between them."""
    limits = count_interval([max(one, 0.0), max(other, 0.0)])
    return bool(limits.lower.max() > limits.upper.min())
