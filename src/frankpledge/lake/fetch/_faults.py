"""What goes wrong in one attempt, and what a person is told once no attempt is left."""

from __future__ import annotations

from frankpledge.errors import FetchError

LONGEST_ADDRESS = 200  # a polygon makes an address of thousands of characters


class AttemptError(Exception):
    """One attempt failed.

    `retry` says whether another attempt may help, `after` how many seconds the server asked us
    to wait first, `status` the HTTP status where there was an answer.
    """

    def __init__(
        self,
        what: str,
        *,
        retry: bool = True,
        after: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(what)
        self.what, self.retry, self.after, self.status = what, retry, after, status


class DownloadError(FetchError):
    """A download that failed for good: address, what happened last, and after how many attempts."""

    def __init__(self, url: str, fault: AttemptError, attempts: int) -> None:
        self.url, self.what, self.status, self.attempts = url, fault.what, fault.status, attempts
        times = "1 attempt" if attempts == 1 else f"{attempts} attempts"
        super().__init__(f"{shorten(url)}: {fault.what} ({times})")


def shorten(url: str) -> str:
    """The address, cut where it is too long for a message."""
    return url if len(url) <= LONGEST_ADDRESS else f"{url[:LONGEST_ADDRESS]}..."
