"""What a workspace knows, and how what it gets wrong is reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from frankpledge.duties import Facts, Rules, load_facts, obligations
from frankpledge.errors import DocumentError

Read = Callable[[str], Facts]


def test_a_workspace_without_facts(tmp_path: Path, rules: Rules) -> None:
    """No document means no facts, and the duties can still be listed."""
    facts = load_facts(tmp_path, rules)
    assert facts == Facts()
    assert obligations(rules, facts, date(2026, 11, 22))


def test_facts_from_several_documents(tmp_path: Path, rules: Rules) -> None:
    """The file in the root and those in the folder count together; one may name another's event."""
    (tmp_path / "duties").mkdir()
    (tmp_path / "duties.yaml").write_text("elections: ordinary\nrecords: {plan: 2024-04-01}\n")
    (tmp_path / "duties" / "plan.yaml").write_text(
        "done: [{rule: plan-issued, for: election-2024-05-02, on: 2025-03-28}]\n"
    )
    facts = load_facts(tmp_path, rules)
    (plan,) = (
        one
        for one in obligations(rules, facts, date(2025, 4, 1))
        if one.rule.id == "plan-issued" and one.occurrence.about == "election-2024-05-02"
    )
    assert plan.status == "met"


def test_the_ordinary_elections_have_sources(facts: Read) -> None:
    """The four ordinary elections so far, each with where its day was read or that it was not."""
    events = facts("elections: ordinary").events
    assert [f"{event.on}" for event in events] == [
        *("2012-11-15", "2016-05-05", "2021-05-06", "2024-05-02")
    ]
    assert all(event.source for event in events)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("done: [{rule: precept-propose, for: 2025/26, on: 2025-01-01}]", "'precept-proposed'"),
        ("done: [{rule: precept-proposed, for: 2025, on: 2025-01-01}]", "a financial year"),
        ("done: [{rule: information-3f, for: 2025/26, on: 2025-01-01}]", "expected a month"),
        ("done: [{rule: precept-proposed, on: 2025-01-01}]", "done.0.for"),
        ("done: [{rule: inspection-comments, for: x, on: 2025-01-01}]", "the id of an event"),
        ("done: [{rule: asb-case-review-counts, for: 2025, on: 2025-01-01}]", "expected nothing"),
        (
            "done: [{rule: asb-case-review-counts, on: 2025-13-01}]",
            "duties.yaml:1: expected a date",
        ),
        ("done: [{rule: asb-case-review-counts, on: soon}]", "a date such as 2025-02-01"),
        ("done: [{rule: asb-case-review-counts, on: 1999-01-01}]", "from 2012 to 2099"),
        (
            'done: [{rule: asb-case-review-counts, on: 2025-01-01, link: "javascript:alert(1)"}]',
            "begins with https://",
        ),
        ("done: [{rule: asb-case-review-counts, on: 2025-01-01, by: X}]", "one of the partner"),
        ("events: [{id: a, kind: inspection, on: 2025-01-01}]", "a name that is known"),
        (
            "events: [{id: a, kind: peel-report, on: 2025-01-01},"
            " {id: a, kind: peel-report, on: 2025-02-01}]",
            "ids used once",
        ),
        ("records: {precepts: 2025-01-01}", "did you mean 'precept'"),
        ("records: [precept]", "ids of rules"),
        ("panel_members: 13", "where the number of members is stated"),
        ("panel_members: 0", "a whole number of 1 or more"),
        ("precepts: [{for: 2025-Q1}]", "a financial year"),
        ("precepts: [{for: 2025/26}, {for: 2025/26}]", "each financial year once"),
        ("precepts: [{for: 2025/26, veto: too much}]", "too high"),
        ("partnerships: [Wiltshire]", "codes, each with a name"),
        ("election: ordinary", "election: expected no such field"),
        ("done: [", "YAML"),
    ],
)
def test_wrong_facts_are_refused_by_file_and_field(facts: Read, text: str, message: str) -> None:
    """What names nothing must not pass in silence: it would leave a duty undone."""
    with pytest.raises(DocumentError, match=message) as caught:
        facts(text)
    assert "duties.yaml" in str(caught.value)


def test_two_documents_may_not_differ_on_the_panel(tmp_path: Path, rules: Rules) -> None:
    """The size of the panel is stated once."""
    (tmp_path / "duties").mkdir()
    for name in ("a", "b"):
        (tmp_path / "duties" / f"{name}.yaml").write_text("panel_members: 13\npanel_source: s\n")
    with pytest.raises(DocumentError, match="the size of the panel once"):
        load_facts(tmp_path, rules)


def test_the_example_invents_nothing(example: Path, rules: Rules) -> None:
    """Its documents give no days: nothing is recorded as done, and nothing is called overdue."""
    facts = load_facts(example, rules)
    assert facts.panel_members is None
    assert not facts.done
    assert not facts.precepts
    assert len(facts.unknown) >= 5
    found = obligations(rules, facts, date(2026, 11, 22))
    assert {one.status for one in found} == {"due", "not known", "not yet"}
