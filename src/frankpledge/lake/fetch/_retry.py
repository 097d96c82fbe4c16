"""Trying again: exponential back-off with jitter, and the server's own Retry-After."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from ._faults import AttemptError, DownloadError
from ._manners import Clock, Manners

if TYPE_CHECKING:
    from tenacity import RetryCallState

T = TypeVar("T")


def persist(url: str, attempt: Callable[[], T], manners: Manners, clock: Clock) -> T:
    """Call `attempt` until it succeeds or patience ends. Raises DownloadError."""
    from tenacity import Retrying, retry_if_exception

    start = clock.monotonic()

    def too_much(state: RetryCallState) -> bool:
        spent = clock.monotonic() - start + state.upcoming_sleep
        return state.attempt_number >= manners.attempts or spent > manners.total

    retrying = Retrying(
        sleep=clock.sleep,
        stop=too_much,
        wait=lambda state: _pause(state, manners, clock),
        retry=retry_if_exception(lambda error: isinstance(error, AttemptError) and error.retry),
        reraise=True,
    )
    try:
        return retrying(attempt)
    except AttemptError as fault:
        raise DownloadError(url, fault, retrying.statistics["attempt_number"]) from fault


def _pause(state: RetryCallState, manners: Manners, clock: Clock) -> float:
    fault = state.outcome.exception() if state.outcome else None
    if isinstance(fault, AttemptError) and fault.after is not None:
        return fault.after
    wait = min(manners.longest_wait, manners.first_wait * 2.0 ** (state.attempt_number - 1))
    # Half is fixed so that a retry is never immediate, half is spread.
    return wait * (0.5 + 0.5 * clock.jitter())


def retry_after(header: str | None, now: datetime) -> float | None:
    """Seconds asked for by a Retry-After header (seconds or an HTTP date); None if unreadable."""
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())
