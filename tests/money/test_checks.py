"""FP821 to FP825: the examples of the rules, and a whole workspace through `frankpledge check`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from frankpledge.cli import cli
from frankpledge.errors import UserError
from frankpledge.money.checks import MONEY_CHECKS, check_money
from frankpledge.plans import read_plans
from frankpledge.plans.checks import RULES
from frankpledge.workspace import FILE

SOUND = Path(__file__).parents[1] / "plans" / "checks" / "sound" / "oldbridge-2026"
BUDGET = Path(__file__).parent / "budget" / "cleveland-2018-19.yaml"


def codes(root, text, rule):
    """The codes found in a workspace with one document of an example."""
    shutil.rmtree(root / "money", ignore_errors=True)
    path = root / RULES[rule].example.file
    path.parent.mkdir(parents=True)
    plans = read_plans(root / "plans")
    priority = next(one.id for plan in plans.values() for one in plan.priorities)
    path.write_text(text.lstrip().replace("PRIORITY", priority), encoding="utf-8")
    return [one.code for one in check_money(root, plans)]


@pytest.mark.parametrize("rule", MONEY_CHECKS)
def test_each_rule_finds_its_bad_example_once_and_not_its_good_one(rule, tmp_path):
    """The examples that the documentation shows."""
    shutil.copytree(SOUND, tmp_path / "plans" / SOUND.name)
    example = RULES[rule].example
    assert codes(tmp_path, example.bad, rule).count(rule) == 1
    assert rule not in codes(tmp_path, example.good, rule)


def test_one_command_finds_all(example, tmp_path):
    """A penny off and a wrong priority: one run, file, line and the finer code; then none of it."""
    root = tmp_path / "workspace"
    shutil.copytree(example / "money" / "services", root / "money" / "services")
    for name in ("plans", "measures"):
        shutil.copytree(example / name, root / name)
    shutil.copy(example / FILE, root)
    (root / "money" / "budgets").mkdir()
    budget = root / "money" / "budgets" / BUDGET.name
    words = ["check", "--no-data", "--select", "FP82", "-w", str(root), "--format", "json"]
    budget.write_text(BUDGET.read_text())
    done = CliRunner().invoke(cli, words)
    assert (done.exit_code, json.loads(done.output)) == (0, [])
    budget.write_text(BUDGET.read_text().replace("amount: 2400000", "amount: 2400000.01"))
    service = root / "money" / "services" / "blunt-truth.yaml"
    service.write_text(service.read_text().replace("violence-and", "violence-or"))
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 1
    found = json.loads(done.output)
    assert [one["code"] for one in found] == ["FP821", "FP821", "FP825"]
    assert found[0]["message"].startswith(("FB101 ", "FB103 "))
    lines = budget.read_text().splitlines()
    for one in found[:2]:
        assert one["file"] == f"{root}/money/budgets/{BUDGET.name}"
        assert lines[one["line"] - 1].strip().startswith(("income:", "band_d:"))


def test_a_budget_of_no_plan_is_a_message(tmp_path):
    """Not a finding: nothing can be said of priorities then."""
    example = RULES["FP822"].example
    path = tmp_path / example.file
    path.parent.mkdir(parents=True)
    path.write_text(example.bad.lstrip(), encoding="utf-8")
    with pytest.raises(UserError, match="expected a plan of the workspace"):
        check_money(tmp_path, {})
