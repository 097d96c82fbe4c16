"""Libraries that keep threads, in processes that were forked.

A release is made by forked processes, which start with everything in memory but without the
threads of the process they came from. A library that shares its work among threads of its own, and
was called before the fork, waits for them for ever when it is called after it.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

_ALL: list[Threads] = []
# The whole task of the helping process: a function and what it takes in, what it gives out.
_PROGRAM = "from frankpledge.forks import _answer; _answer()"


class Threads:
    """The threads of one library, by the name of its module: ask before each call.

    Whoever imported the library before the fork may have called it, so that is taken as a call.
    """

    def __init__(self, library: str) -> None:
        self._library = library
        self._lost = False
        _ALL.append(self)

    def alive(self) -> bool:
        """Whether the library may be called here. If not, call it `elsewhere`."""
        return not self._lost

    def _forked(self) -> None:
        self._lost = self._lost or self._library in sys.modules


def _after_fork() -> None:
    for threads in _ALL:
        threads._forked()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def elsewhere(function: Callable[..., Any], *values: Any) -> Any:
    """What a module's function returns, worked out by a process of its own.

    The values and the result are pickled, and only ever between these two processes. Raises
    CalledProcessError when the function fails.
    """
    asked = pickle.dumps((function.__module__, function.__name__, values))
    program = [sys.executable, "-c", _PROGRAM]
    done = subprocess.run(program, input=asked, stdout=subprocess.PIPE, check=True)
    return pickle.loads(done.stdout)


def _answer() -> None:
    module, name, values = pickle.loads(sys.stdin.buffer.read())
    result = getattr(import_module(module), name)(*values)
    sys.stdout.buffer.write(pickle.dumps(result))
