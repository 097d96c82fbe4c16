"""Peers in turn: every round runs each of them once, so that a ratio is within one round."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.process import Run


@dataclass(frozen=True)
class Contender:
    """One way to do the work: a name, what runs it, and what clears up after it."""

    name: str
    run: Callable[[], Run]
    clear: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Figures:
    """The runs of one contender, in the order of rounds."""

    name: str
    runs: tuple[Run, ...]

    def middle(self, of: str) -> float:
        """The median over the rounds of wall, cpu or peak, or of a number that the job said."""
        return median(_number(run, of) for run in self.runs)


def _number(run: Run, of: str) -> float:
    return float(getattr(run, of) if hasattr(run, of) else run.said[of])


def ratio(ours: Figures, theirs: Figures, of: str) -> float:
    """The median over the rounds of our figure over theirs in the same round."""
    pairs = zip(ours.runs, theirs.runs, strict=True)
    return median(_number(a, of) / _number(b, of) for a, b in pairs)


def interleave(contenders: Sequence[Contender], rounds: int) -> dict[str, Figures]:
    """Run all contenders in each round, a different one first each time."""
    runs: dict[str, list[Run]] = {contender.name: [] for contender in contenders}
    for number in range(rounds):
        start = number % len(contenders)
        for contender in [*contenders[start:], *contenders[:start]]:
            contender.clear()
            found = contender.run()
            contender.clear()
            runs[contender.name].append(found)
            peak = found.peak / 1e6
            print(
                f"  round {number + 1}  {contender.name:<44} {found.wall:8.2f} s wall"
                f" {found.cpu:8.2f} s CPU {peak:7.0f} MB",
                file=sys.stderr,
                flush=True,
            )
    return {name: Figures(name, tuple(found)) for name, found in runs.items()}
