"""The API of data.police.uk, one method a question.

Its limits (15 requests a second, one month per call, 10,000 crimes per area, about two months
behind, three years back) are the publisher's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ._faults import AttemptError, DownloadError
from ._polygon import Point, Polygon, quarters, text
from ._street import check_crimes, check_stops

if TYPE_CHECKING:
    from ._client import Client

BASE = "https://data.police.uk"
DEEPEST = 8  # quarters of quarters: 4**8 pieces of one area
# The API says 503 both for "more than 10,000 crimes" and for "too busy". Asked twice and still
# refused, it is taken to mean the first.
BEFORE_SPLITTING = 2

Rows = list[dict[str, Any]]


class PoliceAPI:
    """The API, one method a question. Every answer is checked before it is given back."""

    def __init__(self, client: Client, base_url: str = BASE) -> None:
        self._client, self.root = client, f"{base_url.rstrip('/')}/api"

    def last_updated(self) -> str:
        """The latest month with crimes: 2025-09."""
        answer = self._get("crime-last-updated", check=_check_date)
        return str(answer["date"])[:7]

    def availability(self) -> dict[str, tuple[str, ...]]:
        """Month -> the forces that gave stops and searches for it. Crimes exist for each month."""
        answer = self._get("crimes-street-dates", check=_check_list("date"))
        return {row["date"]: tuple(row.get("stop-and-search") or ()) for row in answer}

    def forces(self) -> dict[str, str]:
        """Force id (wiltshire) -> name."""
        answer = self._get("forces", check=_check_list("id", "name"))
        return {row["id"]: row["name"] for row in answer}

    def neighbourhoods(self, force: str) -> dict[str, str]:
        """Neighbourhood id -> name."""
        answer = self._get(f"{force}/neighbourhoods", check=_check_list("id", "name"))
        return {row["id"]: row["name"] for row in answer}

    def boundary(self, force: str, neighbourhood: str) -> Polygon:
        """The neighbourhood's outline as (latitude, longitude) points."""
        path = self._of(force, neighbourhood, "boundary")
        answer = self._get(path, check=_check_list("latitude", "longitude"))
        return tuple((float(point["latitude"]), float(point["longitude"])) for point in answer)

    def priorities(self, force: str, neighbourhood: str) -> Rows:
        """What the neighbourhood's team says it does about what: issue, action and their dates."""
        path = self._of(force, neighbourhood, "priorities")
        rows: Rows = self._get(path, check=_check_list("issue", "issue-date", "action"))
        return rows

    def priorities_url(self, force: str, neighbourhood: str) -> str:
        """Where that is asked."""
        return self._url(self._of(force, neighbourhood, "priorities"))

    def street(self, polygon: Sequence[Point], month: str) -> Rows:
        """Street-level crimes of all forces inside the polygon, each once, in order of id.

        An area with more than 10,000 crimes is quartered, again and again. Raises FetchError.
        """
        found = {row["id"]: row for row in self._street(tuple(polygon), month, 0)}
        return [found[key] for key in sorted(found)]

    def no_location(self, force: str, month: str) -> Rows:
        """Crimes of a force that could not be put on the map."""
        path = "crimes-no-location"
        params = {"category": "all-crime", "force": force, "date": month}
        return check_crimes(self._get(path, params), month, self._url(path))

    def stops(self, force: str, month: str) -> Rows:
        """Stops and searches of a force: those with a place, then those without."""
        params = {"force": force, "date": month}
        return [
            row
            for path in ("stops-force", "stops-no-location")
            for row in check_stops(self._get(path, params), month, self._url(path))
        ]

    def _street(self, polygon: Polygon, month: str, depth: int) -> Rows:
        path, params = "crimes-street/all-crime", {"date": month, "poly": text(polygon)}
        attempts = BEFORE_SPLITTING if depth < DEEPEST else None
        try:
            answer = self._get(
                path, params, attempts=attempts, check=_check_list("id", "category", "month")
            )
        except DownloadError as error:
            if error.status != 503 or depth == DEEPEST:
                raise
            pieces = quarters(polygon)
            return [row for piece in pieces for row in self._street(piece, month, depth + 1)]
        return check_crimes(answer, month, self._url(path))

    def _of(self, force: str, neighbourhood: str, what: str) -> str:
        return f"{force}/{quote(neighbourhood, safe='')}/{what}"

    def _url(self, path: str) -> str:
        return f"{self.root}/{path}"

    def _get(
        self,
        path: str,
        params: dict[str, str] | None = None,
        *,
        attempts: int | None = None,
        check: Callable[[Any], None] | None = None,
    ) -> Any:
        return self._client.json(self._url(path), params, attempts=attempts, check=check)


def _check_date(answer: Any) -> None:
    if not isinstance(answer, dict) or "date" not in answer:
        raise AttemptError(f"expected a date, found {str(answer)[:60]!r}", retry=False)


def _check_list(*fields: str) -> Callable[[Any], None]:
    def check(answer: Any) -> None:
        if not isinstance(answer, list):
            raise AttemptError(f"expected a list, found {str(answer)[:60]!r}", retry=False)
        for row in answer:
            if not isinstance(row, dict) or not set(fields) <= row.keys():
                raise AttemptError(
                    f"expected rows with {', '.join(fields)}, found {str(row)[:60]!r}", retry=False
                )

    return check
