"""Every rule finds what it is for, and leaves alone what it is not for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.measures import Catalogue
from frankpledge.plans import Plan
from frankpledge.plans.checks import RULES, Fact, Finding, Options, Rule, check_plan, check_text
from frankpledge.plans.checks.delivery import DELIVERY_CHECKS
from frankpledge.plans.checks.rule import SEVERITIES
from frankpledge.plans.checks.running import PLAN_CHECKS
from frankpledge.plans.checks.textual import TEXT_CODES
from frankpledge.voice.checks import CHECKS as CONSULTATION_CHECKS

# Rules on reports are run where reports are read, and tested there.
HERE = {code: rule for code, rule in RULES.items() if not rule.reports}
every_rule = pytest.mark.parametrize("rule", HERE.values(), ids=HERE)
FOUND = Callable[..., list[Finding]]


def _codes(rule: Rule, text: str, tmp_path: Path, found: FOUND) -> list[str]:
    if rule.example.file:
        held = {
            fact["measure"]: Fact(fact["value"], "2025", fact.get("lower"), fact.get("upper"))
            for fact in rule.example.held
        }
        findings = found({rule.example.file: text}, held=held)
    else:
        path = tmp_path / "draft.md"
        path.write_text(text, encoding="utf-8")
        findings = check_text(path)
    return [finding.code for finding in findings]


@every_rule
def test_its_bad_example_is_found_once(rule: Rule, tmp_path: Path, found: FOUND) -> None:
    """The example that the documentation shows as found is found by that rule."""
    codes = _codes(rule, rule.example.bad, tmp_path, found)
    # XX% and XX are two figures in one sentence; everything else is one fault.
    assert codes.count(rule.code) == (2 if rule.code == "FP103" else 1)


@every_rule
def test_its_good_example_is_not_found(rule: Rule, tmp_path: Path, found: FOUND) -> None:
    """The example that the documentation shows as not found is not found by that rule."""
    assert rule.code not in _codes(rule, rule.example.good, tmp_path, found)


def test_a_sound_plan_has_no_findings(found: FOUND) -> None:
    """With catalogue and figures at hand, all rules together find nothing in the sound package."""
    assert found() == []


def test_every_rule_is_run_by_something() -> None:
    """Each code of the table has one function, and no function has a code that is not there."""
    comments = ["FP001", "FP002"]
    ran = [*PLAN_CHECKS, *DELIVERY_CHECKS, *CONSULTATION_CHECKS, *TEXT_CODES, *comments]
    assert sorted(ran) == list(HERE)


def test_rules_that_need_no_plan_are_those_of_text() -> None:
    """A draft is checked by the rules on text and comments, and by no other."""
    plain = {code for code, rule in RULES.items() if rule.plain}
    assert plain == {*TEXT_CODES, "FP001", "FP002"}


@every_rule
def test_a_rule_says_what_why_and_how(rule: Rule) -> None:
    """Names are short and hyphened; every text is there and ends as a sentence does."""
    assert rule.name == rule.name.lower().strip()
    assert " " not in rule.name
    assert rule.severity in SEVERITIES
    for text in (rule.looks, rule.why, rule.mend):
        assert len(text) > 20
        assert text.endswith((".", "`.", ")."))


def test_rules_of_law_name_the_law() -> None:
    """Each rule on required contents says which law it goes by."""
    assert all(RULES[code].source for code in RULES if code.startswith("FP4"))


def test_rules_without_what_they_need_are_left_out(changed: Callable[..., Plan]) -> None:
    """Without a catalogue nothing is said of baselines, directions, timing or data."""
    line = "measures:\n  - {id: line-calls, wording: Calls, catalogue: [calls-999-answered]}\n"
    findings = check_plan(changed({"general.yaml": line}))
    assert [finding.code for finding in findings] == ["FP309"]


def test_findings_come_in_order_of_place(found: FOUND) -> None:
    """File, then line, then column."""
    findings = found(
        {"general.yaml": "measures:\n  - {id: a, wording: TBC}\n  - {id: b, wording: TBC}"}
    )
    assert len(findings) > 4
    assert findings == sorted(findings, key=lambda f: (f.file, f.line, f.column, f.code))


def test_the_longer_prefix_decides(catalogue: Catalogue) -> None:
    """--select FP2 --ignore FP20 --select FP203 leaves FP203; ignore wins between equals."""
    options = Options(("FP2", "FP203", "FP101"), ("FP20", "FP101"))
    assert [rule.code for rule in options.rules] == ["FP203"]


@pytest.mark.parametrize("prefix", ["", "FP9", "XX", "fp101"])
def test_a_prefix_that_no_rule_has_is_refused(prefix: str) -> None:
    """A misspelt code must not silently select nothing."""
    with pytest.raises(ValueError, match="no rule begins with"):
        Options(select=(prefix,))
