"""How a polite client behaves: how often it asks, how long it waits, when it gives up."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Manners:
    """Limits, in seconds unless said otherwise.

    `rate` is requests a second to one host after a first `burst`. data.police.uk allows 15 and
    30; we ask for a third of that, because nobody waits for a download that runs once a month.
    `attempts` and `total` bound one file or one question. What came in is kept on disk, so giving
    up loses nothing: the next run goes on from there.
    """

    rate: float = 5.0
    burst: int = 10
    attempts: int = 6
    total: float = 4 * 3600.0
    first_wait: float = 1.0
    longest_wait: float = 60.0
    connect: float = 10.0
    read: float = 60.0

    def hurried(self, attempts: int | None) -> Manners:
        """The same manners with fewer attempts; None changes nothing."""
        return self if attempts is None else replace(self, attempts=attempts)


@dataclass(frozen=True)
class Clock:
    """Everything about time and chance, in one place so that tests can hold it still.

    `jitter` gives a number from 0 to 1 that spreads the waits of clients cut off together.
    """

    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _now
    jitter: Callable[[], float] = random.random


class Pace:
    """A token bucket: `burst` requests at once, then `rate` a second.

    Tokens may go below zero; the caller sleeps off the debt, so no queue is needed.
    """

    def __init__(self, manners: Manners, clock: Clock) -> None:
        self._manners, self._clock = manners, clock
        self._tokens = float(manners.burst)
        self._last = clock.monotonic()

    def wait(self) -> None:
        """Take a token, sleeping until there is one."""
        now = self._clock.monotonic()
        refill = (now - self._last) * self._manners.rate
        self._tokens = min(float(self._manners.burst), self._tokens + refill) - 1
        self._last = now
        if self._tokens < 0:
            self._clock.sleep(-self._tokens / self._manners.rate)
