"""FP701: numbers that are bound to nothing, and the many that are no figures."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.claims import check_report
from frankpledge.claims.grammar import parse
from frankpledge.claims.marking import Marked
from frankpledge.claims.prose import numbers
from frankpledge.plans.checks import RULES, Options

ONLY = Options(select=("FP701", "FP001", "FP002"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crime fell by 23.5 % in the year.", ["23.5 %"]),
        ("Crime fell by 23.5 per cent.", ["23.5 per cent"]),
        ("5,205 offences became 3,981.", ["5,205", "3,981"]),
        ("It cost £2.6m, or £2,600,000.", ["£2.6m", "£2,600,000"]),
        ("36 children and 46 adults (22.59kg)", ["36", "46", "22.59kg"]),
        ("2,021 notices were issued", ["2,021"]),
        ("14 arrests on 31 March 2023", ["14"]),
        ("a share of −4 % in 2022", ["−4 %"]),
        ("1189 target v 1196 police officers", ["1189", "1196"]),
        ("second of 41 forces", ["41"]),
    ],
)
def test_quantities_are_found(text: str, expected: list[str]) -> None:
    """Counts, shares, sums of money, with their unit."""
    assert [found for _, found in numbers(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "On 31 March 2023 and 1st April, from 3 to 5 May, on March 31, 2023",
        "In 2022, 2022-23, 2022/23, 2019–2022 and the 2010s; Q2 2022; 2022-09-30; 31/03/2023",
        "the 43rd force, the 1st and 2nd editions",
        "1. a list\n2) another\n   3. inside",
        "## 4. A heading\n\n### 4.1 Another",
        "Priority 2 and priorities 3 and 4, section 7A, sections 5-7, rounds 2, 3 and 4, page 12",
        "Call 999 or 101, or 0800 555 111, at 10:30 or 9 am, 24/7",
        "the A303, M4, COVID-19, E23000038 and section s17",
        "the Police and Crime Plan 2022-2025, version 1.1",
        "with its 95 % interval",
    ],
)
def test_dates_names_and_places_are_not(text: str) -> None:
    """A false alarm teaches writers to switch the check off."""
    assert numbers(text) == []


def test_places_are_those_of_the_file(write: Callable[..., Path]) -> None:
    """Line and column count from the top of the file, front matter included."""
    path = write("One {{ value homicide for 2022 }}\nand 17 more")
    (finding,) = check_report(path, ONLY)
    assert (finding.line, finding.column, finding.code) == (7, 5, "FP701")


def test_figures_code_comments_and_addresses_are_left_out(write: Callable[..., Path]) -> None:
    """Only what a reader takes for the report's own words is looked at."""
    path = write(
        '{{ stated "17 people" source "page 3" }} `18` <!-- 19 --> '
        "[words](https://example.org/20) https://example.org/21\n\n```\n22\n```"
    )
    assert check_report(path, ONLY) == []


def test_a_comment_with_a_reason_silences_it(write: Callable[..., Path]) -> None:
    """As for the other rules, a reason is asked for."""
    reason = "<!-- check: ignore FP701 the name of a film -->"
    assert check_report(write(f"They saw 101 Dalmatians and 12 Monkeys {reason}"), ONLY) == []
    (finding,) = check_report(write("12 Monkeys <!-- check: ignore FP702 -->"), ONLY)[:1]
    assert finding.code == "FP701"


def test_the_examples_of_the_rule_do_what_they_say(write: Callable[..., Path]) -> None:
    """The documentation shows them."""
    example = RULES["FP701"].example
    assert [f.code for f in check_report(write(example.bad), ONLY)] == ["FP701"]
    assert check_report(write(example.good), ONLY) == []


@given(st.text(alphabet=st.sampled_from('{}"“” \n`<!-->~a1%.,valuefor'), max_size=200))
def test_any_text_can_be_marked(text: str) -> None:
    """Figures, code and comments never overlap, and blanking keeps every place."""
    marked = Marked(text)
    spans = sorted((a, b) for a, b, _ in marked.figures)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert len(marked.prose) == len(text)
    assert marked.prose.count("\n") == text.count("\n")
    for _, _, inner in marked.figures:
        expression, faults = parse(inner)
        assert (expression is None) == bool(faults)


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "{{ " * 60_000, "1" * 200_000, "`" * 200_000, "<!--" * 50_000, "1 " * 90_000],
)
def test_a_hostile_text_is_read_in_time(text: str) -> None:
    """No pattern takes longer than in proportion to the text."""
    started = process_time()
    marked = Marked(text)
    assert marked.strays is not None
    numbers(marked.prose)
    assert process_time() - started < 5
