"""Periods as documents write them: 'year to Dec 2019', 'Q2 2022-23', '2017/18', '2023 to date'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from frankpledge.periods import MONTHS

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:19[89]|20[0-4])\d"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)"


@dataclass(frozen=True)
class Span:
    """A period in a text. `first` and `last` are months counted from the year 0, None if not sure.

    `kind` is month, quarter, calendar year, financial year, year to, range or snapshot; `part` says
    that the year is not over in it. `start` and `end` are its place in the text.
    """

    start: int
    end: int
    text: str
    kind: str
    first: int | None = None
    last: int | None = None
    part: bool = False

    @property
    def months(self) -> int | None:
        """How many months it covers, None when that is not sure."""
        if self.first is None or self.last is None or self.kind == "snapshot":
            return None
        return self.last - self.first + 1

    @property
    def whole_year(self) -> bool:
        """Whether it is twelve months and over."""
        return self.months == 12 and not self.part


def _month(text: str) -> int:
    return next(i for i, name in enumerate(MONTHS) if name.lower().startswith(text.lower()[:3]))


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


Bounds = tuple[int | None, int | None]


def _year_to(m: re.Match[str]) -> Bounds:
    last = _year(m["y"]) * 12 + _month(m["m"])
    return last - 11, last


def _range(m: re.Match[str]) -> Bounds:
    last = _year(m["y"]) * 12 + _month(m["m2"])
    begun = _year(m["y1"]) if m["y1"] else None
    first = (begun * 12 if begun else last - last % 12) + _month(m["m"])
    return (first - 12 if first > last and not begun else first), last


def _financial_quarter(m: re.Match[str]) -> Bounds:
    first = int(m["y"]) * 12 + 3 * int(m["q"])
    return first, first + 2


def _financial(m: re.Match[str]) -> Bounds:
    first = int(m["y"]) * 12 + 3
    return first, first + 11


def _several(m: re.Match[str]) -> Bounds:
    return int(m["y"]) * 12, _year(m["y2"]) * 12 + 11


def _one_month(m: re.Match[str]) -> Bounds:
    at = _year(m["y"]) * 12 + _month(m["m"])
    return at, at


def _calendar(m: re.Match[str]) -> Bounds:
    return int(m["y"]) * 12, int(m["y"]) * 12 + 11


def _open(_m: re.Match[str]) -> Bounds:
    return None, None


_ENDING = r"(?:to|ending|ended|up to)(?:\s+(?:the\s+)?end\s+of)?"
_FORMS: tuple[tuple[str, str, Callable[[re.Match[str]], Bounds]], ...] = (
    (
        "year to",
        rf"(?:(?:the\s+)?(?:(?:12|twelve)\s+months|year)\s+{_ENDING}|YE)\s+{_DAY}?"
        rf"(?P<m>{_MONTH})\s+['’]?(?P<y>{_YEAR}|\d\d)\b",
        _year_to,
    ),
    (
        "range",
        rf"{_DAY}?(?P<m>{_MONTH})(?:\s+(?P<y1>{_YEAR}))?\s*(?:to|and|-|–|—|until)\s*{_DAY}?"
        rf"(?P<m2>{_MONTH})\s+(?P<y>{_YEAR})\b",
        _range,
    ),
    (
        "quarter",
        rf"(?:quarter\s+|Q)(?P<q>[1-4])\s*,?\s*(?:of\s+)?(?P<y>{_YEAR})\s?[/–-]\s?(?:20)?\d\d\b",
        _financial_quarter,
    ),
    ("quarter", rf"(?:quarter\s+|Q)[1-4]\s*,?\s*(?:of\s+)?(?P<y>{_YEAR})\b", _open),
    ("quarter", rf"(?:first|second|third|fourth|last)\s+quarter\s+of\s+{_YEAR}\b", _open),
    ("several", rf"(?P<y>{_YEAR})\s?[/–-]\s?(?P<y2>{_YEAR}|\d\d)\b", _several),
    (
        "part",
        rf"(?:the\s+)?first\s+(?:half|(?:\w+)\s+(?:months|weeks|quarters))\s+of\s+(?:{_YEAR})"
        r"(?:[/–-]\d\d)?\b",
        _open,
    ),
    ("part", rf"H[12]\s+{_YEAR}\b", _open),
    ("snapshot", rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?P<m>{_MONTH})\s+(?P<y>{_YEAR})\b", _one_month),
    ("month", rf"(?P<m>{_MONTH})\s+(?P<y>{_YEAR})\b", _one_month),
    ("calendar year", rf"(?P<y>{_YEAR})\b(?!,?\d)(?!\.\d)", _calendar),
)
_READ = [
    (kind, re.compile(rf"(?<![\w£.,/-]){form}", re.IGNORECASE), bounds)
    for kind, form, bounds in _FORMS
]
# After these a bare number such as 2021 is what was counted, not when.
_COUNTED = re.compile(r"(?:\b(?:are|were|is|was|totalled|total of|some|about|over|than)\s+)$", re.I)
_SO_FAR = re.compile(r"\b(?:so far|to date),? (?:in|during) $", re.IGNORECASE)
_TO_DATE = re.compile(r"\s*\(?\s*(?:so far|(?:year )?to date|YTD)\b", re.IGNORECASE)


def find_spans(text: str) -> list[Span]:
    """The periods in a text, in order, none overlapping another."""
    found: list[Span] = []
    for kind, form, bounds in _READ:
        for match in form.finditer(text):
            if any(match.start() < s.end and s.start < match.end() for s in found):
                continue
            found += _span(kind, match, bounds, text)
    return [_dated(span, text) for span in sorted(found, key=lambda s: s.start)]


def _span(
    kind: str, match: re.Match[str], bounds: Callable[[re.Match[str]], Bounds], text: str
) -> Iterator[Span]:
    if kind == "calendar year" and _COUNTED.search(text[: match.start()]):
        return
    if kind == "calendar year" and _unit_follows(text[match.end() :]):
        return
    if kind == "several":
        kind, bounds = _hyphenated(int(match["y"]), _year(match["y2"]))
    first, last = bounds(match)
    yield Span(match.start(), match.end(), match[0], kind, first, last)


def _hyphenated(first: int, last: int) -> tuple[str, Callable[[re.Match[str]], Bounds]]:
    """'2021-22' is a financial year, '2013-2015' several years, '2018-12' a month."""
    if last == first + 1:
        return "financial year", _financial
    return ("range", _several) if last > first else ("month", _open)


def _unit_follows(rest: str) -> bool:
    """'2021 offences' counts offences; '2021 estimates' does not."""
    nouns = (
        r"\s+(?:offences|crimes|incidents|people|officers|victims|children|adults|calls|cases)\b"
    )
    return bool(re.match(nouns, rest, re.IGNORECASE))


def _dated(span: Span, text: str) -> Span:
    """A year that is said not to be over, and short ranges that are no years."""
    after = _TO_DATE.match(text, span.end)
    if after and span.kind in ("calendar year", "financial year"):
        return replace(span, end=after.end(), text=text[span.start : after.end()], part=True)
    if _SO_FAR.search(text[: span.start]) and span.kind in ("calendar year", "financial year"):
        return replace(span, part=True)
    if span.kind == "part":
        return replace(span, part=True)
    if span.kind == "range" and span.months is not None and span.months < 12:
        return replace(span, part=True)
    return span
