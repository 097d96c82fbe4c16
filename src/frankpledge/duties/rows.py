"""Obligations as flat rows, for JSON, CSV and tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from frankpledge.duties.clock import Obligation
from frankpledge.duties.words import deadline_words

FIELDS = (
    *("status", "due", "days_left", "working_days_left", "last_working_day", "rule", "title"),
    *("binds", "by", "by_name", "about", "opens", "deadline", "frequency", "publish"),
    *("done", "link", "standing", "verified", "unverified", "source", "address", "projected"),
    *("note", "fault"),
)


def obligation_row(one: Obligation) -> dict[str, Any]:
    """One obligation as a flat row with FIELDS; days as 2025-02-01, what is absent as None."""
    rule, occurrence = one.rule, one.occurrence
    return {
        "status": one.status,
        "due": _day(occurrence.due),
        "days_left": one.days_left,
        "working_days_left": one.working_days_left,
        "last_working_day": _day(one.last_working_day),
        "rule": rule.id,
        "title": rule.title,
        "binds": rule.binds,
        "by": one.by or None,
        "by_name": one.by_name or None,
        "about": occurrence.about or None,
        "opens": _day(occurrence.opens),
        "deadline": deadline_words(rule),
        "frequency": rule.frequency or None,
        "publish": rule.publish or None,
        "done": _day(one.done.on if one.done else None),
        "link": (one.done.link if one.done else "") or None,
        "standing": rule.standing,
        "verified": rule.verified,
        "unverified": rule.unverified or None,
        "source": rule.source.name,
        "address": rule.source.address,
        "projected": one.projected,
        "note": one.note or None,
        "fault": one.fault or None,
    }


def obligation_rows(found: Iterable[Obligation]) -> list[dict[str, Any]]:
    """Obligations as rows, in their order."""
    return [obligation_row(one) for one in found]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
