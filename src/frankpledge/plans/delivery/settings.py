"""When an update is stale, and by which day: `[delivery]` of frankpledge.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, Place

# Panels hear of progress about every quarter. Half a year without a word is two meetings missed:
# one may have been cancelled, two are a silence that the public should see.
STALE_AFTER_MONTHS = 6


@dataclass(frozen=True)
class DeliverySettings:
    """Months until an update is stale, and the day by which a release judges.

    Without `as_of` that is the last day of the newest figures of the release; there is no clock.
    """

    stale_after_months: int = STALE_AFTER_MONTHS
    as_of: date | None = None


def delivery_settings(raw: Mapping[str, Any], file: str) -> DeliverySettings:
    """Read a `[delivery]` table. Raises DocumentError that names file and field."""
    known = [part.name for part in fields(DeliverySettings)]
    for key in raw:
        if key not in known:
            raise _error(file, key, f"no such field; {nearest(key, known)}")
    months = raw.get("stale_after_months", STALE_AFTER_MONTHS)
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= 60:
        raise _error(file, "stale_after_months", "a whole number of months from 1 to 60", months)
    day = raw.get("as_of")
    if day is not None and type(day) is not date:
        raise _error(file, "as_of", "a day such as 2026-03-31, without quotes", str(day))
    return DeliverySettings(months, day)


def _error(file: str, key: str, expected: str, value: object = None) -> DocumentError:
    return DocumentError(Place(file, field=f"delivery.{key}"), expected, value)
