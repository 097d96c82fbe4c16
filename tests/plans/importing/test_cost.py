"""A document twice as long costs twice as much, not four times."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from functools import partial
from pathlib import Path

from frankpledge.plans import read_plan, write_plan
from frankpledge.plans.importing import Told, draft_plan

HELD_OUT = Path(__file__).parent / "held_out" / "estuary.txt"


def _calls(work: Callable[[], object]) -> int:
    """How many function calls some work takes: the same on every machine, however busy."""
    profile = cProfile.Profile()
    profile.runcall(work)
    calls: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return calls


def test_import_write_and_read_are_linear(tmp_path: Path) -> None:
    """The same plan 3 and 6 times over, every line repeated, so that ids run out of words."""
    text = HELD_OUT.read_text(encoding="utf-8")
    found: dict[str, list[int]] = {"import": [], "write": [], "read": []}
    for times in (3, 6):
        path, folder = tmp_path / "plan.txt", tmp_path / f"plan-{times}"
        path.write_text(f"{text}\n" * times, encoding="utf-8")
        found["import"].append(_calls(partial(draft_plan, path, "x", Told())))
        plan = draft_plan(path, folder.name, Told()).plan
        assert len(plan.all_commitments) >= 13 * times
        found["write"].append(_calls(partial(write_plan, plan, folder)))
        found["read"].append(_calls(partial(read_plan, folder)))
    for step, (once, twice) in found.items():
        assert twice < 2.3 * once, (step, once, twice)
