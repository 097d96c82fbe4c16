"""Findings as rows, as counts and as SARIF 2.1.0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from frankpledge.plans.checks.coverage import Coverage
from frankpledge.plans.checks.finding import Finding
from frankpledge.plans.checks.rule import RULES, SEVERITIES, Rule

Row = dict[str, Any]

SARIF_VERSION = "2.1.0"
SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def finding_row(finding: Finding) -> Row:
    """One finding as a flat object."""
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "element": finding.element or None,
        "message": finding.message,
    }


def statistics_rows(findings: Iterable[Finding]) -> list[Row]:
    """How often each rule was broken, the commonest first."""
    counts = Counter(finding.code for finding in findings)
    return [
        {
            "count": count,
            "code": code,
            "name": RULES[code].name,
            "severity": RULES[code].severity,
        }
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def summary(findings: Sequence[Finding], documents: int) -> str:
    """'12 findings (3 errors, 8 warnings, 1 note) in 2 documents', or that there are none."""
    where = "1 document" if documents == 1 else f"{documents} documents"
    if not findings:
        return f"Nothing found in {where}."
    counts = Counter(finding.severity for finding in findings)
    parts = [_counted(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
    return f"{_counted(len(findings), 'finding')} ({', '.join(parts)}) in {where}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def sarif(
    findings: Sequence[Finding],
    *,
    version: str,
    coverages: Sequence[Coverage] = (),
    skipped: Sequence[Rule] = (),
) -> Row:
    """The findings as a SARIF log of one run: all rules, the coverage, what was left out."""
    codes = list(RULES)
    return {
        "$schema": SARIF_SCHEMA,
        "version": SARIF_VERSION,
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "frankpledge check",
                        "version": version,
                        "rules": [_rule(rule) for rule in RULES.values()],
                    }
                },
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "toolConfigurationNotifications": [_left_out(rule) for rule in skipped],
                    }
                ],
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes) for finding in findings],
                "properties": {"coverage": [coverage.row for coverage in coverages]},
            }
        ],
    }


def _rule(rule: Rule) -> Row:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.looks},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": rule.severity},
    }


def _left_out(rule: Rule) -> Row:
    return {
        "level": "note",
        "associatedRule": {"id": rule.code, "index": list(RULES).index(rule.code)},
        "message": {"text": f"{rule.code} was left out: it needs the {rule.needs}."},
    }


def _result(finding: Finding, codes: list[str]) -> Row:
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.file)},
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
    }


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
