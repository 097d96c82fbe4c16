"""Engines that run the lake's queries. The queries are Ibis expressions, so they suit them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from frankpledge.errors import NotFoundError


def connect(engine: str) -> Any:
    """An Ibis connection to the engine of that name. Raises NotFoundError for an unknown one."""
    if engine not in ENGINES:
        raise NotFoundError(f"no engine called {engine!r}; there are {', '.join(ENGINES)}")
    return ENGINES[engine]()


def _duckdb() -> Any:
    import ibis

    # Order is asked for where it matters; extensions are never fetched from a network.
    return ibis.duckdb.connect(
        preserve_insertion_order=False,
        autoinstall_known_extensions=False,
        allow_community_extensions=False,
    )


ENGINES: dict[str, Callable[[], Any]] = {"duckdb": _duckdb}
