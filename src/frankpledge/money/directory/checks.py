"""FP811 and FP812: entries of the directory that nobody made sure of, or that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from frankpledge.money.directory.model import (
    CONFIRM_MONTHS,
    Directory,
    Entry,
    Venue,
    confirmation,
)
from frankpledge.money.directory.reading import FOLDER
from frankpledge.plans.checks import Finding, Options

DEFAULT = Options()


def check_directory(
    directory: Directory, on: date | None, options: Options = DEFAULT, home: str = ""
) -> list[Finding]:
    """Findings on a directory as it stands on a day, in order of place.

    `home` is the way to the workspace, put before the names of files.
    """
    ran = [rule.code for rule in options.rules]
    return sorted(
        Finding(f"{home}{FOLDER}/{one.file}", one.line or 1, 1, code, message, one.id)
        for code, check in DIRECTORY_CHECKS.items()
        if code in ran and options.wants(code)
        for one, message in check(directory, on)
    )


def not_confirmed(directory: Directory, on: date | None) -> Iterator[tuple[Entry | Venue, str]]:
    """FP811: nobody has confirmed it in the last six months."""
    for one in directory.every:
        how = confirmation(one, on)
        if how == "never confirmed":
            yield one, f"nobody has confirmed '{one.name}'"
        elif how == "out of date" and on is not None:
            last = f"was last confirmed on {one.confirmed}"
            yield one, f"'{one.name}' {last}, over {CONFIRM_MONTHS} months before {on}"


def out_of_reach(directory: Directory, _on: date | None) -> Iterator[tuple[Entry | Venue, str]]:
    """FP812: no way to get in touch."""
    for one in directory.entries:
        if not one.reachable:
            yield one, f"'{one.name}' has no telephone number, address or other way to reach it"


DIRECTORY_CHECKS: dict[
    str, Callable[[Directory, date | None], Iterator[tuple[Entry | Venue, str]]]
] = {"FP811": not_confirmed, "FP812": out_of_reach}
