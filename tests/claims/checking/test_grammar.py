"""Numbers, periods and patterns, by the rule of each."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.claims.checking import check_sentence
from frankpledge.claims.checking.numerals import Number, overlap, percent_change, whole_share
from frankpledge.claims.checking.patterns import matches
from frankpledge.claims.checking.spans import find_spans
from frankpledge.claims.checking.tokens import tokenise


def months(year: int, month: int) -> int:
    """Months since the year 0, counted here by hand."""
    return year * 12 + month - 1


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "part"),
    [
        ("the year to Dec 2019", "year to", months(2019, 1), months(2019, 12), False),
        ("Year to Sept 22 was", "year to", months(2021, 10), months(2022, 9), False),
        ("12 months ending 31 March 2023", "year to", months(2022, 4), months(2023, 3), False),
        ("in 2017/18", "financial year", months(2017, 4), months(2018, 3), False),
        ("in 2017-18", "financial year", months(2017, 4), months(2018, 3), False),
        ("from 2013-2015", "range", months(2013, 1), months(2015, 12), False),
        ("Q2 2022-23 saw", "quarter", months(2022, 7), months(2022, 9), False),
        ("April to September 2023", "range", months(2023, 4), months(2023, 9), True),
        ("between April 2022 and March 2023", "range", months(2022, 4), months(2023, 3), False),
        ("for 2023 to date", "calendar year", months(2023, 1), months(2023, 12), True),
        ("in March 2023", "month", months(2023, 3), months(2023, 3), False),
        ("as of 31 March 2023", "snapshot", months(2023, 3), months(2023, 3), False),
    ],
)
def test_periods_as_documents_write_them(
    text: str, kind: str, first: int, last: int, part: bool
) -> None:
    """Each form is one period with its first and last month."""
    (span,) = find_spans(text)
    assert (span.kind, span.first, span.last, span.part) == (kind, first, last, part)


@pytest.mark.parametrize(
    "text", ["are 2021, as said", "2021 offences", "2,021 notices", "£2022", "Q4 budget", "20223"]
)
def test_numbers_that_look_like_years(text: str) -> None:
    """What is counted is no period."""
    assert find_spans(text) == []


def test_a_quarter_of_one_year_is_not_dated() -> None:
    """'Q4 2022' is of a calendar or of a financial year: no month is guessed."""
    (span,) = find_spans("Q4 2022")
    assert (span.kind, span.first) == ("quarter", None)


@pytest.mark.parametrize(
    ("text", "value", "unit", "sign", "hedge"),
    [
        ("1,196", 1196, "", 0, ""),
        ("£2.6m", 2_600_000, "£", 0, ""),
        ("-25%", 25, "%", -1, ""),
        ("−3.2 per cent", 3.2, "%", -1, ""),
        ("7 percentage points", 7, "points", 0, ""),
        ("about 40", 40, "", 0, "about"),
        ("more than 40", 40, "", 0, "over"),
        ("almost 40", 40, "", 0, "under"),
        ("<2%", 2, "%", 0, "under"),
    ],
)
def test_numbers_as_documents_write_them(
    text: str, value: float, unit: str, sign: int, hedge: str
) -> None:
    """Value, unit, printed sign and hedge."""
    (token,) = (t for t in tokenise(text).tokens if t.number)
    number = token.number
    assert number is not None
    assert (number.value, number.unit, number.sign, number.hedge) == (value, unit, sign, hedge)


@pytest.mark.parametrize(
    "text", ["A36", "24/7", "Section 60", "aged 18", "round four", "10-15", "4P", "9am"]
)
def test_names_are_no_numbers(text: str) -> None:
    """Roads, sections, ages, ranges and times have no value."""
    assert [t.number for t in tokenise(text).tokens if t.name == "NUM"] == []


@given(st.text(max_size=200))
def test_every_character_belongs_to_one_token(text: str) -> None:
    """Whatever stands in a sentence, tokens cover it and do not overlap."""
    tokens = tokenise(text).tokens
    inside = "".join(text[t.start : t.end] for t in tokens)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@given(st.text(alphabet="0123456789.,%£ ()fromtel-–inby/2OfQ", max_size=120))
def test_no_sentence_breaks_a_rule(text: str) -> None:
    """Every finding lies inside its sentence and shows a working."""
    for finding in check_sentence(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.working


def test_a_pattern_names_its_tokens() -> None:
    """Gaps step over words, not over another value."""
    (match,) = matches("FROM ~2 a=NUM TO b=NUM", tokenise("fell from about 120 to 90"))
    assert (match["a"].text, match["b"].text) == ("120", "90")
    assert not list(matches("FROM ~4 a=NUM TO b=PCT", tokenise("from 5 or 120 to 9%")))


def plain(number: int) -> bool:
    """No year, and no number that may have been rounded to hundreds."""
    return bool(number % 100) and not 1980 <= number < 2050


@given(
    before=st.integers(10, 99_999).filter(plain),
    after=st.integers(1, 99_999).filter(plain),
    places=st.integers(0, 2),
)
def test_a_change_that_is_rounded_rightly_always_agrees(
    before: int, after: int, places: int
) -> None:
    """The rounding of a true change is never called wrong, at any number of decimals."""
    percent = abs(100 * (after / before - 1))
    shown = f"{percent:.{places}f}"
    way = "rose" if after > before else "fell"
    if before == after or percent > 900:
        return
    text = f"Thefts {way} by {shown}% from {before} to {after}."
    assert {f.verdict.id for f in check_sentence(text)} == {"agrees"}, text


@given(st.integers(1, 400), st.integers(0, 400), st.integers(0, 1))
def test_a_share_that_is_rounded_rightly_has_a_whole_number(
    whole: int, part: int, places: int
) -> None:
    """A percentage of a stated base that comes from a count is always found again."""
    part = min(part, whole)
    shown = round(100 * part / whole, places)
    share = Number(shown, 10.0**-places, "%")
    count = whole_share(share, Number(whole, 0.0))
    assert count is not None
    assert abs(100 * count / whole - shown) <= 10.0**-places + 1e-9


def test_a_share_of_nobody_is_found_out() -> None:
    """26.9 % of 76 would be 20.4 people: 20 is 26.3 %, 21 is 27.6 %."""
    assert whole_share(Number(26.9, 0.1, "%"), Number(76, 0.0)) is None
    assert whole_share(Number(26.3, 0.1, "%"), Number(76, 0.0)) == 20


def test_rounded_values_leave_the_change_open() -> None:
    """£2.6m and £2.1m are each within £50,000, so the change is between -22 and -16 %."""
    low, high = percent_change(Number(2.6e6, 1e5), Number(2.1e6, 1e5))
    assert low == pytest.approx(100 * (2.05 / 2.65 - 1))
    assert high == pytest.approx(100 * (2.15 / 2.55 - 1))
    assert overlap((low, high), (-19.5, -18.5))
