"""Six years of invented quarterly figures, for the measures of the invented plan."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass

FORCE = "E23999901"
DISTRICTS = {"E06999901": 0.42, "E06999902": 0.31, "E06999903": 0.27}
QUARTERS = [f"{year}-Q{q}" for year in range(2019, 2026) for q in (1, 2, 3, 4)][3:27]
HEADERS = ("measure", "area", "period", "value", "denominator", "note")


@dataclass(frozen=True)
class Course:
    """How a measure went: its usual level, and from which quarter on it is at another one.

    `asked` is the denominator of a share, whose levels lie from 0 to 1.
    """

    measure: str
    level: float
    later: float
    since: str
    note: str
    asked: int = 0
    districts: bool = False


COURSES = (
    Course("tarnshire-foot-patrol-hours", 2100, 2900, "2025-Q1", "Duty system", districts=True),
    Course("tarnshire-calls-answered", 0.71, 0.84, "2024-Q4", "Telephone system", asked=41_000),
    Course("tarnshire-good-job", 0.52, 0.55, "2025-Q2", "Telephone survey", asked=500),
    Course("tarnshire-speed-checks", 310, 640, "2025-Q1", "Log of checks", districts=True),
    Course("tarnshire-killed-or-seriously-injured", 46, 45, "2025-Q1", "Collision reports"),
    Course("tarnshire-victims-satisfied", 0.78, 0.69, "2025-Q2", "The service", asked=260),
    Course("tarnshire-seen-in-two-weeks", 0.63, 0.47, "2025-Q2", "The service", asked=1500),
)


def table() -> bytes:
    """All figures as a return: UTF-8, one row for each area and quarter."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADERS)
    for course in COURSES:
        writer.writerows(_rows(course, random.Random(f"tarnshire {course.measure}")))
    return buffer.getvalue().encode()


def _rows(course: Course, chance: random.Random) -> Iterator[tuple[str | int, ...]]:
    note = f"INVENTED: {course.note.lower()}"
    for quarter in QUARTERS:
        level = course.later if quarter >= course.since else course.level
        if course.asked:
            asked = round(course.asked * chance.uniform(0.96, 1.04))
            share = min(max(chance.gauss(level, 0.018), 0), 1)
            yield course.measure, FORCE, quarter, round(asked * share), asked, note
            continue
        parts = {
            code: max(round(level * part * chance.gauss(1, 0.06)), 0)
            for code, part in DISTRICTS.items()
        }
        yield course.measure, FORCE, quarter, sum(parts.values()), "", note
        if course.districts:
            yield from ((course.measure, code, quarter, n, "", note) for code, n in parts.items())
