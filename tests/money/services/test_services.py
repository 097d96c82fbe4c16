"""Services: what is stated is shown with its place, few people are not, gaps are said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from frankpledge.money.amounts import MoneyError
from frankpledge.money.services import (
    cost_of_each,
    hidden,
    read_service,
    read_services,
    service_rows,
)

TEXT = """\
id: helpline
title: Helpline
purpose: Advice by telephone
document: A report
place: page 3
invented: true
figures:
  - {measure: helped, value: 40, unit: people, period: 2024/25, place: page 4}
  - {measure: helped, value: 31, unit: people, period: 2024/25, group: women, place: page 4}
  - {measure: helped, value: 9, unit: people, period: 2024/25, group: men, place: page 4}
  - {measure: satisfaction, value: 25, out_of: 40, unit: people, period: 2024/25, place: page 4}
  - {measure: cost, value: 12000, unit: pounds, period: 2024/25, place: page 5}
"""


def read(tmp_path, text):
    """The service of a text."""
    path = tmp_path / "helpline.yaml"
    path.write_text(text, encoding="utf-8")
    return read_service(path)


def test_figures_are_rows_and_what_is_missing_has_a_row_too(tmp_path):
    """Waiting and outcomes are not stated; that is neither nought nor silence."""
    rows = service_rows([read(tmp_path, TEXT)], 5)
    told = {(row.measure, row.group): row.words for row in rows}
    assert told["helped", ""] == "40 people"
    assert told["satisfaction", ""] == "25 of 40 people"
    assert told["cost", ""] == "£12,000"
    assert told["waiting", ""] == told["outcomes", ""] == "not stated"
    assert all(row.place for row in rows if row.status == "published")


def test_cost_over_people_helped_of_the_same_period(tmp_path):
    """12,000 / 40; without a stated period nothing is divided."""
    found = cost_of_each(read(tmp_path, TEXT), 5)
    assert found is not None
    assert (found.pounds, found.count) == (Decimal("300.00"), Decimal(40))
    other = TEXT.replace("unit: pounds, period: 2024/25", "unit: pounds, when: last year")
    assert cost_of_each(read(tmp_path, other), 5) is None


def test_few_people_are_hidden_and_cannot_be_worked_out(tmp_path):
    """Three men: the women must go too, or 40 - 37 gives them back; the total stays."""
    text = TEXT.replace("value: 31", "value: 37").replace("value: 9,", "value: 3,")
    service = read(tmp_path, text)
    assert hidden(service, 5) == (False, True, True, False, False)
    row = service_rows([service], 5)[2]
    assert (row.value, row.words, row.quote) == (None, "too few to show", "")


def test_few_left_over_are_hidden_too(tmp_path):
    """38 of 40 satisfied says that two were not."""
    service = read(tmp_path, TEXT.replace("value: 25", "value: 38"))
    assert hidden(service, 5)[3]
    assert not hidden(read(tmp_path, TEXT.replace("value: 25", "value: 40")), 5)[3]


def test_a_hidden_quarter_cannot_be_worked_out_from_the_year(tmp_path):
    """Quarters of 20, 3, 8 and 9 under a year of 40: the three and the eight are hidden."""
    quarters = "".join(
        f"  - {{measure: helped, value: {n}, unit: people, period: {q}, place: page 4}}\n"
        for q, n in (("2024-Q2", 20), ("2024-Q3", 3), ("2024-Q4", 8), ("2025-Q1", 9))
    )
    service = read(tmp_path, TEXT + quarters)
    flags = dict(zip([f.period for f in service.figures[5:]], hidden(service, 5)[5:], strict=True))
    assert flags == {"2024-Q2": False, "2024-Q3": True, "2024-Q4": True, "2025-Q1": False}
    assert not hidden(service, 5)[0]


def test_nobody_is_shown(tmp_path):
    """Nought is nobody, and no one is given away."""
    text = TEXT.replace("value: 31", "value: 40").replace("value: 9,", "value: 0,")
    assert not any(hidden(read(tmp_path, text), 5))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("value: 9,", "value: 8,", "groups that come to 40"),
        ("measure: cost", "measure: costs", "one of"),
        ("out_of: 40", "out_of: 24", "at least the value"),
        ("value: 40,", "value: 40.5,", "whole people"),
        ("value: 12000", "value: -1", "0 or more"),
        ("group: men", "group: women", "once for each group"),
        ("document: A report\n", "", "the document that states it"),
        (", place: page 5", "", "place"),
        ("period: 2024/25, place: page 5", "period: lately, place: page 5", "a period"),
    ],
)
def test_what_cannot_be_read_is_told(before, after, words, tmp_path):
    """No figure without its place, no parts that do not add up."""
    assert before in TEXT
    with pytest.raises(MoneyError, match=words):
        read(tmp_path, TEXT.replace(before, after, 1))


def test_the_example_holds_what_the_documents_state(example):
    """Each stated figure, with a place; nothing marked as invented."""
    services = {one.id: one for one in read_services(example)}
    figures = {
        (name, f.measure, f.unit): int(f.value)
        for name, one in services.items()
        for f in one.figures
    }
    assert figures == {
        ("victim-services", "helped", "victims of crime"): 11_000,
        ("starting-point-mentoring", "helped", "children"): 26,
        ("premier-league-kicks", "activity", "hours of sessions"): 160,
        ("drugs-and-alcohol-service", "helped", "people"): 3_000,
        ("drugs-and-alcohol-service", "helped", "young people"): 163,
    }
    assert not any(one.invented for one in services.values())
    assert all(one.said.quote for one in services.values())
    assert services["swindon-youth-justice"].facts[0].text.startswith("Rated Outstanding")


def test_the_examples_quotations_are_in_the_documents(example, shared):
    """Every quotation stands word for word in the client's own texts."""
    texts = " ".join(
        " ".join(path.read_text(encoding="utf-8").replace("**", "").split())
        for path in sorted((shared / "seeds").glob("*.txt"))
    )
    for service in read_services(example):
        quotes = [service.said.quote, *(f.said.quote for f in service.figures)]
        for quote in [*quotes, *(fact.said.quote for fact in service.facts)]:
            assert quote in texts, (service.id, quote)
