"""'Highest since 2019' and 'lowest on record', recomputed from the series that the lake holds.

Only a plain superlative of the measure itself is read: 'highest level since', not 'highest rate',
'second highest' or 'largest fall since'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from frankpledge import periods as calendar
from frankpledge.claims.checking.held import Desk
from frankpledge.claims.checking.holdings import Holdings, Windowed, windowed
from frankpledge.claims.checking.naming import Named, Namer, synonyms
from frankpledge.claims.checking.patterns import matches
from frankpledge.claims.checking.plain import plain
from frankpledge.claims.checking.ranking import SUPERLATIVE
from frankpledge.claims.checking.spans import Span
from frankpledge.claims.checking.tokens import Sentence
from frankpledge.claims.checking.verdicts import Finding, found
from frankpledge.statistics import count_interval

_WAYS = {"highest": 1, "most": 1, "lowest": -1, "fewest": -1}
_RECORD = re.compile(
    r"\brecord (?P<end>high|low)\b|\b(?P<x>highest|lowest|most|fewest)\b(?P<between>[^.;:,]*?)\s"
    r"(?:on record|since (?:\w+ )?records began)\b",
    re.IGNORECASE,
)
# Between 'highest' and 'since' only words that leave the measure what it is.
_PLAIN = re.compile(
    r"(?:\s|,|\b(?:levels?|numbers?|figures?|total|count|volume|of|recorded|offences|crimes?"
    r"|incidents|it|has|been|the|ever|seen|force|area|police)\b)*",
    re.IGNORECASE,
)
_HERE = re.compile(r"\b(?:in|for|across) (?:the )?(?:[A-Z]\w+(?: [A-Z]\w+)*|force area|force)")
# Words before the superlative that make it another claim: 'second highest', 'below its highest'.
_TURNING = frozenset({"ORD", "NOT", "FROM", "VS", "MORETHAN", "LESSTHAN"})
_TURNING_WORDS = frozenset(
    {"one", "among", "near", "nearly", "almost", "close", "below", "above", "than", "off"}
    | {"beneath", "since", "until", "joint"}
)
_HEDGED = re.compile(
    r"\b(?:except|excluding|apart from|other than|outside|if|may|might|could|would|will|should"
    r"|forecast|expected|pandemic|covid\w*|lockdowns?|adjust\w*|seasonal\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Record:
    """A superlative: `way` is +1 for the highest; `since` is None for 'on record'."""

    way: int
    since: Span | None
    start: int
    end: int

    @property
    def more(self) -> str:
        """'higher' or 'lower'."""
        return "higher" if self.way > 0 else "lower"


def check_records(
    sentence: Sentence, namer: Namer, named: Named, desk: Desk, *, doubtful: bool = False
) -> Iterator[Finding]:
    """At most one finding. `doubtful`: the sentence's own value is not the one that is held."""
    record = _read(sentence, named)
    if record is None or not plain(sentence, namer):
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


def _read(sentence: Sentence, named: Named) -> Record | None:
    if _HEDGED.search(sentence.text) or sentence.has("NOT"):
        return None
    record = _since(sentence, named) if sentence.has("SINCE") else None
    record = record or _on_record(sentence, named)
    return record if record and _straight(sentence, record.start) else None


def _since(sentence: Sentence, named: Named) -> Record | None:
    match = next(matches("x=EXTREME ~8 SINCE p=PERIOD", sentence), None)
    if match is None or match["x"].text not in _WAYS:
        return None
    word, period = match["x"], match["p"]
    since = next(t for t in sentence.tokens[match.first :] if t.name == "SINCE")
    if not _plain(sentence.text[word.end : since.start], named):
        return None
    return Record(_WAYS[word.text], period.span, word.start, period.end)


def _on_record(sentence: Sentence, named: Named) -> Record | None:
    record = _RECORD.search(sentence.text)
    if not record or not (record["end"] or _plain(record["between"], named)):
        return None
    word = {"high": "highest", "low": "lowest"}.get((record["end"] or "").casefold())
    way = _WAYS[word or record["x"].casefold()]
    return Record(way, None, record.start(), record.end())


def _plain(between: str, named: Named) -> bool:
    names = (named.measure.title, *synonyms().get(named.measure.id, ()))
    rest = _HERE.sub(" ", between)
    for name in sorted(names, key=len, reverse=True):
        rest = re.sub(rf"\b{re.escape(name)}\b", " ", rest, flags=re.IGNORECASE)
    return bool(_PLAIN.fullmatch(rest))


def _straight(sentence: Sentence, start: int) -> bool:
    before = [token for token in sentence.tokens if token.end <= start][-4:]
    if before and before[-1].name == "NUM":
        return False
    turning = any(t.name in _TURNING or t.text in _TURNING_WORDS for t in before)
    return not turning


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

    `since 2019` asks for windows of the same length that lie wholly after 2019. A clearly higher
    window counts against the claim only where it is one of the separate ones, whole lengths back.
    """
    measure, area = named.measure, named.area
    first, why = _first(record.since, at, held.begins(measure))
    if why:
        return "unchecked", why
    end = calendar.parse(at.last)
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
    return _told(record, title, at.size, own, windows, separate)


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
