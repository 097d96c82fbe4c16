"""frankpledge check, as a person or a code host runs it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frankpledge.plans.checks import RULES

Command = Callable[..., Any]
PLANS = Path(__file__).parents[1] / "plans"
SOUND = PLANS / "checks" / "sound" / "oldbridge-2026"
FIXTURE = PLANS / "fixtures" / "littleford-2024-draft"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with two blanks."""
    path = tmp_path / "draft.txt"
    path.write_text("Our plan\n\n£INSERT grant and £INSERT tax\n")
    return path


@pytest.fixture
def workspace(home: Path) -> Path:
    """A workspace with two plans."""
    shutil.copytree(SOUND, home / "plans" / SOUND.name)
    shutil.copytree(FIXTURE, home / "plans" / FIXTURE.name)
    return home


def test_text_is_place_code_and_message(command: Command, draft: Path) -> None:
    """One finding a line, then the sum; exit code 1."""
    done = command("check", "draft.txt")
    assert done.code == 1
    assert done.out.splitlines() == [
        "draft.txt:3:1: FP101 '£INSERT' was never filled in",
        "draft.txt:3:19: FP101 '£INSERT' was never filled in",
        "2 findings (2 errors) in 1 document.",
    ]


def test_nothing_found_is_exit_code_0(command: Command) -> None:
    """And says so, with what can be measured and what was left out."""
    done = command("check", SOUND)
    assert done.code == 0
    assert done.out.splitlines() == [
        "Nothing found in 1 document.",
        "oldbridge-2026: 1 of 1 commitments can be measured.",
        "Left out, because no lake was looked into: FP305, FP306, FP307.",
    ]


def test_json_is_one_array_of_flat_objects(command: Command, draft: Path) -> None:
    """Every finding with the same fields; an empty array where there is none."""
    found = json.loads(command("check", "draft.txt", "--format", "json").out)
    assert found[0] == {
        "file": "draft.txt",
        "line": 3,
        "column": 1,
        "code": "FP101",
        "name": "blank-not-filled-in",
        "severity": "error",
        "element": None,
        "message": "'£INSERT' was never filled in",
    }
    assert json.loads(command("check", SOUND, "--format", "json").out) == []


def test_statistics_count_by_rule(command: Command) -> None:
    """The commonest first."""
    done = command("check", FIXTURE, "--statistics", "--format", "json")
    rows = json.loads(done.out)
    counts = [row["count"] for row in rows]
    assert counts == sorted(counts, reverse=True)
    whole = json.loads(command("check", FIXTURE, "--format", "json").out)
    assert sum(counts) == len(whole)


def test_select_and_ignore_take_prefixes(command: Command) -> None:
    """Several with commas, or the option again."""
    codes = re.findall(r": (FP\d+) ", command("check", FIXTURE, "--select", "FP1,FP2").out)
    assert {code[:3] for code in codes} == {"FP1", "FP2"}
    less = re.findall(
        r": (FP\d+) ",
        command("check", FIXTURE, "--select", "FP1", "--ignore", "FP101", "--ignore", "FP106").out,
    )
    assert set(less) == {code for code in codes if code < "FP2"} - {"FP101", "FP106"}


def test_a_workspace_checks_its_plans_by_its_own_settings(
    command: Command, workspace: Path
) -> None:
    """Without paths, all plans; [check] decides, and the command line goes before it."""
    file = workspace / "frankpledge.toml"
    file.write_text(file.read_text() + '[check]\nselect = ["FP101", "FP102"]\nignore = ["FP102"]\n')
    done = command("check")
    assert done.code == 1
    assert set(re.findall(r": (FP\d+) ", done.out)) == {"FP101"}
    assert "in 2 documents" in done.out
    assert done.out.startswith("plans/littleford-2024-draft/")
    again = command("check", "--select", "FP106", "--ignore", "FP2")
    assert set(re.findall(r": (FP\d+) ", again.out)) == {"FP106"}


@pytest.mark.parametrize(
    ("setting", "field"),
    [
        ('select = "FP1"', "check.select"),
        ('ignore = ["FP9"]', "check.ignore"),
        ("reading_age = 200", "check.reading_age"),
        ("reading_age = true", "check.reading_age"),
        ("reeding_age = 12", "check.reeding_age"),
    ],
)
def test_wrong_settings_are_refused(
    command: Command, workspace: Path, setting: str, field: str
) -> None:
    """With file and field; exit code 2."""
    file = workspace / "frankpledge.toml"
    file.write_text(f"{file.read_text()}[check]\n{setting}\n")
    done = command("check")
    assert done.code == 2
    assert "frankpledge.toml" in done.err
    assert field in done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.txt"], "no such file or folder"),
        (["--select", "XX1", "draft.txt"], "no rule begins with 'XX1'"),
        (["paper.docx"], "expected a plan package or a text"),
        (["empty"], "no plan package here"),
        ([], "no workspace here"),
    ],
)
def test_wrong_use_is_exit_code_2(
    command: Command, draft: Path, tmp_path: Path, arguments: list[str], told: str
) -> None:
    """What cannot be checked is said, and nothing is half done."""
    (tmp_path / "paper.docx").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    done = command("check", *arguments)
    assert done.code == 2
    assert told in done.err
    assert done.out == ""


def test_packages_that_cannot_be_read_are_reported_together(
    command: Command, workspace: Path
) -> None:
    """Every error of every package, each with its place; exit code 2."""
    for name in (SOUND.name, FIXTURE.name):
        path = workspace / "plans" / name / "plan.yaml"
        path.write_text(path.read_text().replace("kind: draft", "kind: sketch"))
    done = command("check")
    assert done.code == 2
    assert done.err.count("sketch") == 2


def test_a_lake_is_looked_into(command: Command, workspace: Path) -> None:
    """With one return in it, the rules on data run; --no-data leaves them out again."""
    (workspace / "returns.csv").write_text(
        "measure,area,period,value,denominator,note\ncalls-999-answered,E23000038,2025-12,84,100,\n"
    )
    assert command("ingest", "returns.csv").code == 0
    done = command("check", "--select", "FP3")
    assert "FP305 measure 'line-burglary' has no data" in done.out
    assert "Left out" not in done.out
    without = command("check", "--select", "FP3", "--no-data")
    assert "FP305 measure" not in without.out
    assert "Left out" in without.out


def test_sarif_has_the_shape_of_its_standard(command: Command, draft: Path) -> None:
    """Properties that SARIF 2.1.0 requires, allowed values, and indices that lead somewhere."""
    log = json.loads(command("check", FIXTURE, "draft.txt", "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == list(RULES)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    assert len(run["results"]) > 20
    for result in run["results"]:
        assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9._~:/%-]+", physical["artifactLocation"]["uri"])
        assert physical["region"]["startLine"] >= 1
        assert physical["region"]["startColumn"] >= 1
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is True
    for note in invocation["toolConfigurationNotifications"]:
        assert ids[note["associatedRule"]["index"]] == note["associatedRule"]["id"]
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    (covered,) = run["properties"]["coverage"]
    assert (covered["plan"], covered["commitments"]) == ("littleford-2024-draft", 5)


def test_sarif_and_json_report_the_same(command: Command) -> None:
    """Same places, codes and messages in both."""
    rows = json.loads(command("check", FIXTURE, "--format", "json").out)
    log = json.loads(command("check", FIXTURE, "--format", "sarif").out)
    results = log["runs"][0]["results"]
    assert [(r["code"], r["line"], r["message"]) for r in rows] == [
        (
            result["ruleId"],
            result["locations"][0]["physicalLocation"]["region"]["startLine"],
            result["message"]["text"],
        )
        for result in results
    ]
