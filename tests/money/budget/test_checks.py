"""The checks find what was planted and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.money.amounts import MoneyError
from frankpledge.money.budget import check_budget, read_budget, read_budgets
from frankpledge.plans import read_plan

OFFICE = "  - {id: office, title: The office, amount: 1500000, grows: prices, to: body}\n"
# Each error planted alone: what is written in the place of what, so that all else still agrees; the
# code that must find it, and what its message must say.
PLANTED = {
    "an income total": ([("  income: 93400000", "  income: 93410000")], "FB101", "£10,000.00 off"),
    "a spending total": ([("spending: 128194391", "spending: 128194319")], "FB102", "−£72.00 off"),
    "a line that upsets the balance": (
        [("amount: 98000000", "amount: 98000001"), ("128194391\n", "128194392\n")],
        "FB103",
        "£1.00 short",
    ),
    "a penny of income too much": (
        [("amount: 2400000", "amount: 2400000.01"), ("93400000\n", "93400000.01\n")],
        "FB103",
        "£0.01 over",
    ),
    "tax bases that do not add up": ([("base: 151210.3", "base: 151201.3")], "FB104", "−9.0 off"),
    "the requirement": ([("34255181.36", "34255181.63")], "FB105", "£0.27 off"),
    "an authority's precept": ([("5441717.34", "5441771.34")], "FB106", "Hartlepool"),
    "a band that is not its ninths": ([("C: 201.37", "C: 201.36")], "FB107", "band C"),
    "a band that England does not have": (
        [("H: 453.08", "H: 453.08, I: 528.59")],
        "FB107",
        "no band I in England",
    ),
    "a rise in pounds": ([("change: 12", "change: 12.10")], "FB108", "12.1 pounds"),
    "a rise in per cent": ([("percent: 5.59", "percent: 5.95")], "FB108", "comes to 5.59"),
    "collection funds": ([("fund: 139209.64", "fund: 139290.64")], "FB109", "£81.00 off"),
    "what is left of a reserve": ([("closing: 2000000", "closing: 3000000")], "FB110", "change"),
    "a reserve overdrawn": (
        [("opening: 2500000", "opening: 250000"), ("closing: 2000000", "closing: -250000")],
        "FB111",
        "−£250,000.00",
    ),
    "the use of reserves": (
        [("reserves_used: 400000", "reserves_used: 500000")],
        "FB112",
        "£100,000.00 off",
    ),
    "a rise over the limit": (
        [("before: 214.54", "before: 204.54"), ("change: 12", "change: 22"), ("5.59", "10.76")],
        "FB113",
        "£22.00",
    ),
    "a line entered twice": (
        [
            (OFFICE, OFFICE + OFFICE.replace("id: office", "id: office-2")),
            ("amount: 24694391", "amount: 23194391"),
        ],
        "FB115",
        "office-2 has the title",
    ),
    "nothing for the chief officer": (
        [
            ("pay, to: chief officer", "pay, to: body"),
            ("prices, to: chief officer", "none, to: body"),
        ],
        "FB203",
        "what the chief officer is given",
    ),
    "three years for four": (
        [("[2019/20, 2020/21, 2021/22]", "[2019/20, 2020/21]")],
        "FB301",
        "found 3",
    ),
    "reserves overdrawn in later years": (
        [("{2019/20: 300000}", "{2019/20: 9000000}")],
        "FB303",
        "overdrawn in 2021/22",
    ),
}


def codes(budget, plan=None):
    """Codes and messages of the errors."""
    return {one.code: one.message for one in check_budget(budget, plan) if one.kind == "error"}


def test_a_sound_budget_has_no_errors(written, text):
    """What balances is left alone; a year that is short is a note."""
    found = check_budget(read_budget(written(text)))
    assert {one.code for one in found} <= {"FB302"}


@pytest.mark.parametrize("name", PLANTED)
def test_each_planted_error_is_found_and_nothing_else(name, written, text):
    """One slip in the document: the code and the amount that say so, and no other code."""
    replaced, code, words = PLANTED[name]
    for before, after in replaced:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    found = codes(read_budget(written(text)))
    assert list(found) == [code]
    assert words in found[code]


def test_one_councils_tax_base_upsets_whatever_rests_on_it(written, text):
    """9 homes fewer in one council: the sum of bases, what is raised, and so the balance."""
    found = codes(read_budget(written(text.replace("base: 33121.0", "base: 33112.0"))))
    assert set(found) == {"FB103", "FB104", "FB105"}
    assert "151,210.3 and comes to 151,201.3: 9.0 off" in found["FB104"]
    assert "£2,038.86 short" in found["FB103"]  # 9 x 226.54


def test_a_line_entered_twice(written, text):
    """Same title, same amount, another id: it is told, besides the balance that it upsets."""
    line = "  - {id: office, title: The office, amount: 1500000, grows: prices, to: body}\n"
    again = line + line.replace("id: office", "id: office-2").replace("The office", "the  office")
    found = codes(read_budget(written(text.replace(line, again))))
    assert "office-2 has the title" in found["FB115"]
    assert "£1,500,000.00 short" in found["FB103"]


def test_what_rounding_of_band_d_leaves_is_said_to_be_that(written, text):
    """£700 is less than half a penny on each of 151,210.3 band D equivalents."""
    found = codes(read_budget(written(text.replace("amount: 1000000,", "amount: 1000700,"))))
    assert "rounding band D" in found["FB103"]
    more = codes(read_budget(written(text.replace("amount: 1000000,", "amount: 1000800,"))))
    assert "rounding band D" not in more["FB103"]


def test_priorities_and_the_section_7_duty(written, text, example):
    """Against the example's plan: four priorities, none of them paid for by this budget."""
    plan = read_plan(example / "plans" / "wiltshire-plan-2022-draft")
    found = check_budget(read_budget(written(text)), plan)
    missing = [one for one in found if one.code == "FB201"]
    assert len(missing) == len(plan.priorities) == 4
    assert any("'response'" in one.message for one in found if one.code == "FB202")
    own = text.replace("to: chief officer", "to: body")
    assert "FB203" in codes(read_budget(written(own)))
    paid = ", ".join(priority.id for priority in plan.priorities)
    whole = text.replace("[response]", f"[{paid}]").replace("\n     priorities: [victims]", "")
    assert not codes(read_budget(written(whole)), plan)


def test_three_years_are_no_medium_term_plan(written, text):
    """The budget year and two more are too few."""
    short = text.replace("[2019/20, 2020/21, 2021/22]", "[2019/20, 2020/21]")
    assert "found 3" in codes(read_budget(written(short)))["FB301"]


def test_all_faults_are_told_at_once(written, text):
    """Four slips, each with its line, in one error."""
    bad = (
        text.replace("amount: 91000000", "amount: £91m")
        .replace("to: body", "to: nobody")
        .replace("unit: pounds, basis", "unit: pence, basis")
        .replace("base: 38823.0", "base: 0")
    )
    with pytest.raises(MoneyError) as caught:
        read_budget(written(bad))
    lines = bad.splitlines()
    told = {error.place.line: str(error) for error in caught.value.errors}
    for slip in ("£91m", "nobody", "pence", "base: 0"):
        line = next(n for n, content in enumerate(lines, start=1) if slip in content)
        assert line in told, (slip, told)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("grows: prices, to: body", "grows: price, to: body", "did you mean 'prices'"),
        ("line: office", "line: offices", "did you mean 'office'"),
        ("2021/22: 2.5}", "2022/23: 2.5}", "pay for 2021/22"),
        ("year: 2018/19\n", "year: 2018\n", "a financial year"),
        ("amount: 2400000", "amount: 2400000.005", "at most 2 decimals"),
        ("id: fees", "id: grant", "each id once"),
        ("amount: 2400000", "amount: -2400000", "0 or more"),
        ("band_d_rises: rise", "band_d_raises: rise", "band_d_rises"),
        ("[2019/20, 2020/21, 2021/22]", "[2019/20, 2021/22]", "none left out"),
        ("grows: none, to: grants", "to: grants", "grows"),
    ],
)
def test_what_cannot_be_read_is_told(before, after, words, written, text):
    """Names that nothing goes by, years without a value, fields misspelt."""
    assert before in text
    with pytest.raises(MoneyError, match=words):
        read_budget(written(text.replace(before, after)))


def test_a_workspace_without_budgets_has_none(tmp_path: Path):
    """No folder is no error."""
    assert read_budgets(tmp_path) == ()
