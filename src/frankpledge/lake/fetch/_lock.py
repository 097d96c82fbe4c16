"""One download into a folder at a time: two would mix their bytes in one unfinished file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from frankpledge.errors import FetchError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder. Raises FetchError when another process does.

    The folder itself is locked, so no lock file is left behind by a killed process. Where the
    system has no such locks (Windows), nothing is held.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _take(fcntl.flock, handle, fcntl.LOCK_EX | fcntl.LOCK_NB, folder)
        yield
    finally:
        os.close(handle)


def _take(flock: Callable[[int, int], None], handle: int, how: int, folder: Path) -> None:
    try:
        flock(handle, how)
    except BlockingIOError as error:
        raise FetchError(f"{folder}: another fetch is writing here; try again later") from error
