"""What data.police.uk's API answers, checked against what was asked. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from frankpledge.errors import FetchError
from frankpledge.lake.sources.police_uk_api import month_of_stop, rows_with

from ._faults import shorten


def check_crimes(rows: Any, month: str, url: str) -> list[dict[str, Any]]:
    """The rows, if they are crimes of that month. Raises FetchError.

    Publishers' caches have served last month's answer, and programs have saved stops as crimes:
    what came is judged by what is in it.
    """
    checked = _rows_with(rows, ("category", "month"), "street-level crimes", url)
    _check_month({str(row["month"]) for row in checked}, month, url)
    return checked


def check_stops(rows: Any, month: str, url: str) -> list[dict[str, Any]]:
    """The rows, if they are stops and searches of that month. Raises FetchError."""
    checked = _rows_with(rows, ("type", "datetime"), "stops and searches", url)
    times = {str(row["datetime"]) for row in checked}
    _check_month({month_of_stop(time, month) or time for time in times}, month, url)
    return checked


def _rows_with(rows: Any, fields: Sequence[str], what: str, url: str) -> list[dict[str, Any]]:
    try:
        return rows_with(rows, fields, what)
    except ValueError as error:
        raise FetchError(f"{shorten(url)}: {error}") from error


def _check_month(found: set[str], month: str, url: str) -> None:
    if found - {month}:
        others = ", ".join(sorted(found - {month}))
        raise FetchError(f"{shorten(url)}: stale answer: asked for {month}, got {others}")
