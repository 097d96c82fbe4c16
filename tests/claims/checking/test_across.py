"""Changes told over two sentences: found where both are of one thing, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frankpledge.claims.checking import Checked, Document, Passage, check_document

Check = Callable[..., list[Checked]]
FIRST = "There were 480 burglaries in 2021. "


def changes(checked: list[Checked]) -> list[tuple[str, str]]:
    """Verdict and working of every change that could be judged."""
    found = [c.finding for c in checked if c.finding.kind == "change"]
    return [(f.verdict.id, f.working) for f in found if f.verdict.id != "unchecked"]


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        ("In 2022 there were 360, a fall of 25%.", "agrees"),
        ("In 2022 there were 360, a fall of 35%.", "wrong"),
        ("In 2022 there were 360 burglaries, down 25 per cent.", "agrees"),
        ("This fell to 360 in 2022 (-25%).", "agrees"),
        ("By 2022 the number had halved, to 240.", "agrees"),
        ("By 2022 the number had halved, to 400.", "wrong"),
        ("The figure was a quarter lower in 2022: 360.", "agrees"),
        ("In 2020 it was 600, so this is a fall of 20%.", "agrees"),
        ("The previous year it was 600, so this is a fall of 20%.", "agrees"),
        ("The following year it was 360, a rise of 25%.", "wrong"),
    ],
)
def test_two_sentences_about_one_thing(check: Check, second: str, verdict: str) -> None:
    """The order is that of the periods, whichever sentence they stand in."""
    (one,) = changes(check(FIRST + second))
    assert one[0] == verdict


@pytest.mark.parametrize(
    "second",
    [
        "In 2022 there were 360 robberies, a fall of 35%.",
        "In the north there were 360 in 2022, a fall of 35%.",
        "Of these 360 were in 2022, a fall of 35%.",
        "In 2022 there were 360, a fall of 35% on the average.",
        "In 2022 there were 360, a fall of 35% since 2015.",
        "In 2022 there were 360, a fall of 35% against the plan.",
        "In 2022 there were 360 and 12 attempts, a fall of 35%.",
        "In 2022 there will be 360, a fall of 35%.",
        "In March 2022 there were 360, a fall of 35%.",
        "In 2022 there were 36, a fall of 35%.",
        "There were 360, a fall of 35%.",
        "In 2023 there were 360, a fall of 35% on the previous year.",
        "Was it 360 in 2022, a fall of 35%?",
        "In 2022 it was not 360, a fall of 35%.",
        "In 2022 it was about 360, a fall of 35%.",
        "In 2022 it was 360, a fall of 35 percentage points.",
    ],
)
def test_another_thing_or_another_start_is_not_judged(check: Check, second: str) -> None:
    """360 is no fall of 35 % from 480, but nothing says that it should be."""
    assert changes(check(FIRST + second)) == []


def test_both_values_before_their_change(check: Check) -> None:
    """'That is' takes up the two values of the sentence before; other subjects do not."""
    values = "Fires: 214 in 2021; 177 in 2022. "
    assert [v for v, _ in changes(check(values + "That is a fall of 17%."))] == ["agrees"]
    assert [v for v, _ in changes(check(values + "That is a fall of 27%."))] == ["wrong"]
    assert changes(check(values + "Costs saw a fall of 27%.")) == []
    assert changes(check(values + "That is a fall of 27% since 2012.")) == []


def test_periods_of_another_kind_are_named_beside_the_arithmetic(check: Check) -> None:
    """A financial year beside a calendar year agrees in numbers, and is not comparable."""
    told = check("In 2020/21 there were 480. In 2022 it was 360, a fall of 25%.")
    assert {"agrees", "not-comparable"} <= {c.finding.verdict.id for c in told}
    assert changes(check("In 2020/21 there were 480. In 2021/22 it was 360, a fall of 9%."))
    told = check("In 2020/21 there were 480. In April to June 2022 it was 360, a fall of 9%.")
    assert changes(told) == []


def test_paragraphs_and_table_rows_are_not_read_together(check: Check) -> None:
    """Only sentences of one passage are, and the mark lies in the second of them."""
    first, second = FIRST.strip(), "In 2022 there were 360, a fall of 35%."
    apart = Document("a.txt", (Passage("paragraph", first), Passage("paragraph", second)))
    assert changes(check_document(apart)) == []
    row = Document("a.txt", (Passage("row", f"{first} {second}", cells=(first, second)),))
    assert changes(check_document(row)) == []
    (one,) = [c for c in check(f"{first} {second}") if c.finding.verdict.id == "wrong"]
    text = f"{first} {second}"
    assert text[one.start : one.end] == "360, a fall of 35%"
    assert one.sentence == text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Rural crime rose last year. There were 480 offences, compared with 400.", False),
        ("There were 480 offences, compared with 400. So rural crime rose last year.", False),
        ("The recruitment target was exceeded. We took on 334 officers.", False),
        ("Rural crime rose last year. We held a meeting about it in 2022.", True),
        ("Rural crime rose last year. We held a meeting about it. It had 40 guests.", True),
    ],
)
def test_a_number_in_the_next_sentence_may_be_that_of_the_change(
    check: Check, text: str, asked: bool
) -> None:
    """A topic sentence is not asked for the figure that follows it or leads to it."""
    found = [c for c in check(text) if c.finding.verdict.id == "unquantified"]
    assert bool(found) == asked
