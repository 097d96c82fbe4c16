"""Things set side by side that cannot be compared, whatever the numbers are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from frankpledge.claims.checking.changing import changes
from frankpledge.claims.checking.patterns import matches
from frankpledge.claims.checking.quantities import Valued, unit_after, valued
from frankpledge.claims.checking.spans import Span
from frankpledge.claims.checking.tokens import Sentence, Token
from frankpledge.claims.checking.verdicts import Finding, found

KIND = "comparison"
_LIKE = re.compile(
    r"\b(?:same (?:period|point|time|months?|quarter|stage)|(?:at|by) (?:this|that) (?:point|stage"
    r"|time|date)|equivalent|corresponding|like[- ]for"
    r"[- ]like|comparable|pro rata|annualised)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"\b(?:national|nationally|england|country|regional)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:above|below|than|against|compared|exceed\w*|versus|higher|lower)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:offences|crimes|incidents|collisions|casualties|burglaries|victims"
    r"|cases|accidents|thefts|robberies|assaults)\b",
    re.IGNORECASE,
)


def check_comparisons(sentence: Sentence) -> Iterator[Finding]:
    """At most one finding a sentence: the first rule that fits."""
    if _LIKE.search(sentence.text):
        return
    for rule in (_part_year, _year_kinds, _count_and_rate, _one_quarter):
        for finding in rule(sentence):
            yield finding
            return


def _part_year(sentence: Sentence) -> Iterator[Finding]:
    """A year that is not over beside whole years."""
    ties = valued(sentence)
    parts = [one for one in ties if one.span.part]
    whole = [one for one in ties if one.span.whole_year]
    if not parts or not whole or sentence.has("TARGET") or not _one_thing(sentence, ties):
        return
    # '120 in 2023, 60 of them in April to June 2023' is a part of its own year.
    if all(_covers(one.span, parts[0].span) for one in whole):
        return
    shown = ", ".join(f"{one.number.text} ({one.span.text})" for one in ties)
    working = f"part of a year beside whole years: {shown}"
    yield found(KIND, "not-comparable", working, *_around(ties))


def _covers(whole: Span, part: Span) -> bool:
    """Whether a part of a year lies in a whole one."""
    if whole.first is None or whole.last is None:
        return False
    if part.first is not None and part.last is not None:
        return whole.first <= part.first and part.last <= whole.last
    return any(
        whole.first <= 12 * int(y) + 6 <= whole.last for y in re.findall(r"\d{4}", part.text)
    )


def _one_thing(sentence: Sentence, ties: Sequence[Valued]) -> bool:
    """Whether the values are, as far as the text says, of one thing."""
    nouns = {unit_after(sentence, one.token) for one in ties} - {""}
    return len(nouns) <= 1 and len({one.number.unit for one in ties}) == 1


def _around(ties: Sequence[Valued]) -> tuple[int, int]:
    starts = [min(one.token.start, one.span.start) for one in ties]
    return min(starts), max(max(one.token.end, one.span.end) for one in ties)


def _year_kinds(sentence: Sentence) -> Iterator[Finding]:
    """A financial year against a calendar year."""
    ties = [one for one in valued(sentence) if one.span.whole_year]
    spans = [one.span for one in ties]
    moved = sentence.has("VS", "UP", "DOWN", "FROM")
    if len(ties) != 2 and changes(sentence):
        every = [t.span for t in sentence.tokens if t.span is not None]
        spans = every if all(span.whole_year for span in every) else []
    elif not _one_thing(sentence, ties):
        return
    # 'Since 2008' may mean 2008/09: no reason to accuse.
    if len(spans) != 2 or not moved or sentence.has("SINCE"):
        return
    if {span.kind for span in spans} == {"financial year", "calendar year"}:
        names = " and ".join(span.text for span in spans)
        working = f"{names}: a financial year (April to March) against a calendar year"
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        yield found(KIND, "not-comparable", working, start, end)


def _count_and_rate(sentence: Sentence) -> Iterator[Finding]:
    """A rate per so many against a count."""
    for pattern in (
        "a=NUM ~3 PER BASE ~6 VS|FROM|TO ~4 b=NUM",
        "b=NUM ~8 VS|TO ~6 a=NUM ~3 PER BASE",
    ):
        for match in matches(pattern, sentence):
            rate, count = match["a"], match["b"]
            if _is_count(sentence, count) and not _is_rate(sentence, count):
                start, end = min(rate.start, count.start), max(rate.end, count.end)
                working = f"{_shown(rate)} is a rate, {_shown(count)} a count"
                yield found(KIND, "not-comparable", working, start, end)


def _shown(token: Token) -> str:
    assert token.number is not None
    return token.number.text


def _is_count(sentence: Sentence, token: Token) -> bool:
    return bool(_COUNTED.match(sentence.text[token.end :])) and token.number is not None


def _is_rate(sentence: Sentence, token: Token) -> bool:
    return bool(re.match(r"(?:\s+\S+){0,4}?\s+per\s", sentence.text[token.end :], re.IGNORECASE))


def _one_quarter(sentence: Sentence) -> Iterator[Finding]:
    """One quarter's share against a national level without a period of its own."""
    spans = [t.span for t in sentence.tokens if t.span is not None]
    shares = [t for t in sentence.tokens if t.name == "PCT" and t.number and not t.number.sign]
    one = len(spans) == 1 and spans[0].kind in ("quarter", "month")
    beside = _LEVEL.search(sentence.text) and _BESIDE.search(sentence.text)
    if one and beside and len(shares) == 2:
        working = (
            f"one {spans[0].kind} ({spans[0].text}) against a level whose period is not stated: "
            "say of how many cases, and with what interval"
        )
        yield found(KIND, "not-comparable", working, shares[0].start, shares[1].end)
