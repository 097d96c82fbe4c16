"""One file of data that a release publishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """A file of data: its path below the site's root, and how to make its bytes."""

    path: str
    title: str
    description: str
    format: str
    rows: int
    write: Callable[[], bytes]
