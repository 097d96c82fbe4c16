"""The rules that the package ships, how broken ones are reported, and the page that lists them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from frankpledge.duties import Rules, deadline_words, load_rules, renewed, trigger_words
from frankpledge.errors import DocumentError, NotFoundError

Read = Callable[[str], Rules]
PAGE = Path(__file__).parents[2] / "docs" / "duties.md"
PARAGRAPHS = "1a 1b 1c 1d 1e 1f 2a 2b 2c 2A 3a 3b 3c 3d 3e 3f 3g 3h 4a 4b 5 6 7 7A 7B 7C 8"
GOOD = """
id: own
title: Own rules
sources: {policy: {name: Policy, address: "https://example.org"}}
rules:
  - id: acknowledged
    title: Acknowledge
    binds: local policing body
    trigger: {event: review-application}
    deadline: {working days: 5}
    source: {in: policy}
    from: 2026-04-01
    verified: true
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Rules]:
    """Reads a folder with one document of rules beside those of the package."""

    def run(text: str) -> Rules:
        (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
        return load_rules(tmp_path)

    return run


def test_every_rule_says_where_it_stands(rules: Rules) -> None:
    """Each has a source with a web address; what is unverified says what."""
    for rule in rules:
        assert rule.source.name
        assert rule.source.address.startswith(("https://", "http://"))
        assert rule.verified is not bool(rule.unverified)


def test_what_was_not_verified_is_marked(rules: Rules) -> None:
    """Frequencies that rest on background knowledge carry the mark, those that were read do not."""
    unread = ["1a", "1d", "2a", "2A-arrangements", "3h", "4a", "7A-statement", "7C-reviews", "8"]
    assert all("how often" in rules.versions(f"information-{n}")[0].unverified for n in unread)
    assert all(rules.versions(f"information-{n}")[0].verified for n in ["3a", "3e", "3f", "3g"])
    announced = [rule.id for rule in rules if rule.standing != "in force"]
    assert announced == [
        "commissioners-end",
        "victims-code-framework",
        "asb-review-by-body",
        "domestic-abuse-related-death-review",
    ]


@pytest.mark.parametrize("paragraph", PARAGRAPHS.split())
def test_every_paragraph_of_specified_information_has_a_rule(rules: Rules, paragraph: str) -> None:
    """The items of the order are there one by one."""
    told = [rule for rule in rules if rule.id.startswith(f"information-{paragraph}")]
    assert told
    number, letter = paragraph.rstrip("abcdefgh"), paragraph[-1:].strip("ABC12345678")
    place = f"paragraph {number}" + (f"({letter})" if letter else "")
    assert any(place in rule.source.name for rule in told)


def test_versions_of_a_rule_follow_each_other(rules: Rules) -> None:
    """Each day has the version that was in force on it."""
    assert rules.on("review-window", date(2020, 1, 31)).title.startswith("Appeal")
    assert rules.on("review-window", date(2020, 2, 1)).title.startswith("Apply")
    with pytest.raises(NotFoundError, match="not in force on 2012-01-01"):
        rules.on("review-window", date(2012, 1, 1))


def test_a_workspace_adds_rules(read: Read) -> None:
    """An office's own standard stands beside the law's."""
    rule = read(GOOD).on("acknowledged", date(2026, 4, 1))
    assert deadline_words(rule) == "within 5 working days after it"
    assert trigger_words(rule.trigger) == "after review application"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: acknowledged", "id: precept-proposed", "an id not used by .*precept.yaml"),
        ("binds: local policing body", "binds: pcc", "own.yaml:8, rules.0.binds: expected one of"),
        ("{working days: 5}", "{days: 5}", "deadline.counting"),
        ("{working days: 5}", "{working days: 0}", "a whole number of 1 or more"),
        ("{working days: 5}", "{by: 30 February}", "a day that every year has"),
        ("{working days: 5}", "{by: 1 Febuary}", "a day of the year such as"),
        ("{working days: 5}", "{days: 5, months: 1, counting: from the day after}", "exactly one"),
        ("{working days: 5}", "{before: true}", "rules.0.deadline: expected one of"),
        ("{working days: 5}", "{in: 2028-05}", "expected one of"),
        ("{event: review-application}", "{each: week}", "one of month, quarter, financial year"),
        ("{event: review-application}", "{standing: yes please}", "expected true"),
        ("verified: true", "verified: false", "what is not verified"),
        ("verified: true", "verified: 1", "true or false"),
        ("verified: true", "verified: true\n    majority: 3/2", "a fraction above 0"),
        ("verified: true", "verified: true\n    until: 2025-01-01", "a day after 2026-04-01"),
        ("verified: true", "verified: true\n    nations: [scotland]", "england, wales"),
        ("verified: true", "verified: true\n    colour: red", "colour: expected no such field"),
        ("{in: policy}", "{in: act}", "one of policy"),
        ("{in: policy}", "{in: [policy]}", "one of policy"),
        ("from: 2026-04-01", "from: April 2026", "a date such as"),
    ],
)
def test_a_broken_rule_is_reported_by_file_and_field(
    read: Read, old: str, new: str, message: str
) -> None:
    """The error names the document, the field, what was expected and what was found."""
    assert old in GOOD
    with pytest.raises(DocumentError, match=message) as caught:
        read(GOOD.replace(old, new))
    assert "own.yaml" in str(caught.value)


def test_overlapping_versions_are_refused(read: Read) -> None:
    """Two versions of one rule must not hold on one day."""
    second = GOOD[GOOD.index("  - id") :].replace("2026-04-01", "2027-04-01")
    with pytest.raises(DocumentError, match="versions that do not overlap"):
        read(GOOD + second)
    first = GOOD.replace("verified: true", "verified: true\n    until: 2027-03-31")
    assert len(read(first + second).versions("acknowledged")) == 2


def test_the_page_lists_the_rules_as_they_are(rules: Rules) -> None:
    """The tables in docs/duties.md are those that `renewed` writes from the rules."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == renewed(page, rules), (
        "renew it: from frankpledge.duties import load_rules, renewed; "
        "page.write_text(renewed(page.read_text(), load_rules()))"
    )


def test_a_page_without_marks_is_refused(rules: Rules) -> None:
    """A table has nowhere to go without the marks."""
    with pytest.raises(ValueError, match="rules: begin"):
        renewed("# Duties", rules)
