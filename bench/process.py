"""One run of one program: its wall time, processor time and memory, children included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[1]
EVERY = 0.02  # seconds between looks at the memory


@dataclass(frozen=True)
class Run:
    """Wall and processor seconds (user and system), peak bytes, and what the program said.

    The peak is of the resident memory summed over the process and its children, seen every 20 ms.
    """

    wall: float
    cpu: float
    peak: int
    said: Mapping[str, Any]


def run(job: str, *arguments: object) -> Run:
    """Run a job of `bench.jobs` in a process of its own. Raises RuntimeError when it fails."""
    command = [sys.executable, "-m", "bench.jobs", job, *map(str, arguments)]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE)
    peak = _Peak(process.pid)
    # wait4 tells the use of this child and of its own children, and of nothing else.
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    told = process.stdout.read().decode() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}\n{told}")
    said = json.loads(told.splitlines()[-1])
    return Run(wall, usage.ru_utime + usage.ru_stime, peak.stop(), said)


def _environment() -> dict[str, str]:
    """Compiled modules are kept, for all alike: a run must not pay for compiling libraries."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(ROOT / "bench" / ".cache" / "pycache")}


class _Peak:
    """Watches the memory of a process and its children from a thread."""

    def __init__(self, pid: int) -> None:
        self._most = 0
        self._done = threading.Event()
        self._process = psutil.Process(pid)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._done.is_set():
            self._most = max(self._most, self._now())
            self._done.wait(EVERY)

    def _now(self) -> int:
        total = 0
        try:
            for process in [self._process, *self._process.children(recursive=True)]:
                total += process.memory_info().rss
        except psutil.Error:
            return 0  # it ended while being looked at
        return total

    def stop(self) -> int:
        """End watching; returns the peak."""
        self._done.set()
        self._thread.join()
        return self._most
