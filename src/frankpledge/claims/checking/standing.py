"""'Third lowest of 43 forces', or of a region's, recomputed from what the lake holds of them.

A rank is that among the forces whose every period is complete. Its range leaves open every force
whose interval overlaps and every force that is left out: only a rank outside it is said to differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from frankpledge import periods as calendar
from frankpledge.claims.checking.held import Desk
from frankpledge.claims.checking.holdings import Holdings, Windowed, windowed
from frankpledge.claims.checking.listing import Listing, listed, without_list
from frankpledge.claims.checking.listing import place as list_place
from frankpledge.claims.checking.naming import Named, Namer
from frankpledge.claims.checking.plain import plain
from frankpledge.claims.checking.ranking import KIND
from frankpledge.claims.checking.tokens import Sentence
from frankpledge.claims.checking.verdicts import Finding, found
from frankpledge.statistics import count_interval

# Of fewer than this share of the forces no rank is said to agree.
ENOUGH = 0.9
# Residents of more years before or after a window are not set beside its counts.
YEARS_APART = 3
# City of London has ten thousand residents and half a million workers: no rate per resident.
NO_RESIDENT_RATE = frozenset({"E23000034"})
_HEAD = re.compile(
    r"\bper (?:head|capita|person|resident|(?:[\d,]+|thousand|million) (?:people|residents"
    r"|population|inhabitants|persons|head))(?: of (?:the )?population)?\b|\b(?:crime )?rate\b"
    r"(?! of (?:increase|change|growth|decline))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\bby (?:volume|count|number)\b|\b(?:number|volume|count)s? of\b|\bin (?:number|volume)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:fewest|most)\b", re.IGNORECASE)
_WAYS = {"highest": 1, "most": 1, "largest": 1, "lowest": -1, "fewest": -1, "smallest": -1}


@dataclass(frozen=True)
class Place:
    """A rank with the places that the intervals allow: `known` forces of the list are complete.

    `rank` to `tied` are the places that the figures themselves give, more than one where others
    have the same figure.
    """

    rank: int
    tied: int
    best: int
    worst: int
    known: int
    listing: Listing
    text: str

    def said(self, stated: int) -> str:
        """What the place says of a stated rank: agrees, differs or unchecked."""
        if not self.best <= stated <= self.worst:
            return "differs"
        enough = self.known >= ENOUGH * len(self.listing.codes)
        return "agrees" if enough and self.rank <= stated <= self.tied else "unchecked"

    @property
    def words(self) -> str:
        """'place 3 of 42 forces with complete figures (1 left out) ...'."""
        every = len(self.listing.codes)
        left = every - self.known
        out = f" ({left} of {every} left out)" if left else ""
        of = f" of {self.listing.words}" if self.listing.region else ""
        told = f"{self.text}: place {self.rank} of {self.known} forces{of}"
        told += f" with complete figures{out}"
        if self.best == self.worst:
            return f"{told}; no 95 % interval overlaps it"
        return f"{told}; the 95 % intervals allow places {self.best} to {self.worst}"


def check_standing(
    sentence: Sentence, namer: Namer, desk: Desk, ranks: Sequence[Finding]
) -> Iterator[Finding]:
    """A finding in the place of the one rank of a sentence, where everything it takes is sure."""
    listing = listed(sentence.text, namer)
    claim = _claimed(sentence, ranks) if listing else None
    if listing is None or claim is None or not plain(sentence, namer, _bare):
        return
    stated, start, end = claim
    named = namer.name(_bare(sentence.text))
    if named is None or named.area not in listing.codes:
        return
    at, way, why = _asked(sentence, named)
    if at is None:
        yield found(KIND, "unchecked", why, start, end)
        return
    asked = _Asked(named, at, way, listing, _bases(sentence.text))
    verdict, working = asked.judge(desk.holdings, stated)
    then = desk.holdings.on(desk.date, named.measure) if desk.date else None
    if verdict == "differs" and then and asked.judge(then, stated)[0] == "agrees":
        verdict, working = "revised", f"so known on {desk.date}; as known now: {working}"
    yield found(KIND, verdict, working, start, end)


def _claimed(sentence: Sentence, ranks: Sequence[Finding]) -> tuple[int, int, int] | None:
    """The stated place with where it is in the text: the rank, or 1 for a bare 'lowest of'."""
    if sentence.has("NOT", "UP", "DOWN", "VS", "SINCE", "TIMES", "QUARTILE"):
        return None
    if len(ranks) == 1 and ranks[0].verdict.id != "wrong":
        token = next(t for t in sentence.tokens if t.start == ranks[0].start)
        assert token.number is not None
        return int(token.number.value), ranks[0].start, ranks[0].end
    ends = [t for t in sentence.tokens if t.name == "EXTREME"]
    orders = [t for t in sentence.tokens if t.name == "ORD"]
    if ranks or len(ends) != 1 or len(orders) > 1:
        return None
    # 'The lowest', and neither 'two lowest' nor 'among the lowest'.
    begin = orders[0] if orders else ends[0]
    at = sentence.tokens.index(begin)
    match = list_place(sentence.text, ends[0].end)
    if not match or not at or sentence.tokens[at - 1].text not in ("the", "its", "had", "was"):
        return None
    if orders and sentence.tokens.index(ends[0]) != at + 1:
        return None
    return int(begin.number.value) if begin.number else 1, begin.start, match.end()


def _bare(text: str) -> str:
    """A sentence without the words of its rank, so that the measure can be named."""
    text = without_list(text)
    for form in (_HEAD, _NUMBER):
        text = form.sub(" ", text)
    return re.sub(r"\s+", " ", text)


def _bases(text: str) -> tuple[bool, ...]:
    """Whether the rank is one of rates; both when that is not said."""
    head = bool(_HEAD.search(text))
    # 'The fewest robberies' are counted, 'the fewest robberies per head' are not.
    number = bool(_NUMBER.search(text)) or (not head and bool(_COUNTED.search(text)))
    return (False, True) if head == number else (head,)


def _asked(sentence: Sentence, named: Named) -> tuple[Windowed | None, int, str]:
    """The window and the end to count from, or why one of them is not sure."""
    words = [t.text for t in sentence.tokens if t.name == "EXTREME"]
    way = _WAYS.get(words[0], 0) if len(words) == 1 else 0
    if not way:
        return None, 0, "whether it is counted from the highest or the lowest is not sure"
    spans = [t.span for t in sentence.tokens if t.span is not None]
    if len(spans) != 1:
        told = "more than one period is named" if spans else "the period it is of is not stated"
        return None, 0, told
    at = windowed(named.measure, spans[0])
    if at is None:
        told = f"{spans[0].text} is no run of whole {named.measure.period}s that is sure"
        return None, 0, told
    return at, way, ""


@dataclass(frozen=True)
class _Asked:
    """What a rank is of. `bases` holds true for rates per resident, false for counts."""

    named: Named
    at: Windowed
    way: int
    listing: Listing
    bases: tuple[bool, ...]

    def judge(self, held: Holdings, stated: int) -> tuple[str, str]:
        """Verdict and working by some holdings."""
        places = [self.place(held, rates=rates) for rates in self.bases]
        if len(places) == 1:
            return self._one(places[0], stated)
        shown = "; ".join(place.words for place in places if place)
        if all(place and place.said(stated) == "agrees" for place in places):
            return "agrees", f"by count and per head alike: {shown}"
        if not shown:
            return self._one(None, stated)
        return "not-comparable", f"say by count or per head: {shown}"

    def _one(self, place: Place | None, stated: int) -> tuple[str, str]:
        if place is None:
            return "unchecked", (
                f"{self.named.measure.title}, {self.at.words}: the lake lacks complete figures of "
                "this force, of other forces, or their residents of about that time"
            )
        verdict = place.said(stated)
        few = place.known < ENOUGH * len(place.listing.codes)
        why = "; too many are left out to say more" if verdict == "unchecked" and few else ""
        return verdict, place.words + why

    def place(self, held: Holdings, *, rates: bool) -> Place | None:
        """The rank of the force, None where it or all others are not known."""
        rows = {code: row for code, row in self._rows(held).items() if row[0] >= 0}
        if rates:
            rows = {c: r for c, r in rows.items() if c not in NO_RESIDENT_RATE and self._fits(r)}
        if self.named.area not in rows or len(rows) < 2:
            return None
        counts = np.array([row[0] for row in rows.values()])
        people = np.array([row[1] for row in rows.values()]) if rates else np.ones(len(rows))
        limits = count_interval(counts)
        # The end that counts as the top is turned upwards, so that 'beyond' is always 'above'.
        ends = np.sort(self.way * np.array([limits.lower, limits.upper]) / people, axis=0)
        values = self.way * counts / people
        own = list(rows).index(self.named.area)
        beyond, tied = int((values > values[own]).sum()), int((values == values[own]).sum())
        left = len(self.listing.codes) - len(rows)
        above, below = ends[0] > ends[1][own], ends[1] < ends[0][own]
        worst = len(rows) - int(below.sum()) + left
        text = self._text(rates, rows[self.named.area])
        best, known = 1 + int(above.sum()), len(rows)
        listing = self.listing
        return Place(beyond + 1, beyond + tied, best, worst, known, listing, text)

    def _fits(self, row: tuple[float, float, str]) -> bool:
        """Whether there are residents, and of about the time of the window."""
        year = calendar.parse(self.at.last).last // 12
        return row[1] > 0 and abs(int(row[2][:4]) - year) <= YEARS_APART

    def _rows(self, held: Holdings) -> dict[str, tuple[float, float, str]]:
        rows = held.row(self.named.measure, self.at)
        return {code: rows[code] for code in self.listing.codes if code in rows}

    def _text(self, rates: bool, own: tuple[float, float, str]) -> str:
        count, people, year = own
        title, end = self.named.measure.title, "highest" if self.way > 0 else "lowest"
        if not rates:
            return f"{title} by count, {self.at.words}: {count:,.0f}, from the {end}"
        rate = 1000 * count / people
        return f"{title} per 1,000 residents ({year}), {self.at.words}: {rate:.2f}, from the {end}"
