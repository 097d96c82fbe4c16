"""What facts must agree on: a duty done for a time that there is not would count for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from frankpledge import periods
from frankpledge.documents import nearest
from frankpledge.duties.facts import Done, Facts
from frankpledge.duties.rule import Rules
from frankpledge.errors import DocumentError, Place

LINKS = ("https://", "http://")


def check_facts(own: Facts, path: Path, all_facts: Facts, rules: Rules) -> None:
    """Check one document's facts against those of all. Raises DocumentError."""
    for number, done in enumerate(own.done):
        for key, expected, value in _wrong(done, all_facts, rules):
            raise DocumentError(Place(str(path), field=f"done.{number}.{key}"), expected, value)
    for number, precept in enumerate(own.precepts):
        if periods.parse(precept.about).kind != "financial year":
            place = Place(str(path), field=f"precepts.{number}.for")
            raise DocumentError(place, "a financial year such as 2025/26", precept.about)
        if precept.link and not precept.link.startswith(LINKS):
            raise DocumentError(Place(str(path), field=f"precepts.{number}.link"), _LINK)
    years = [precept.about for precept in all_facts.precepts]
    for year in sorted({year for year in years if years.count(year) > 1}):
        raise DocumentError(Place(str(path), field="precepts"), "each financial year once", year)


_LINK = "an address that begins with https://"


def _wrong(done: Done, facts: Facts, rules: Rules) -> Iterator[tuple[str, str, object]]:
    if done.link and not done.link.startswith(LINKS):
        yield "link", _LINK, done.link
    rule = rules.versions(done.rule)[0]
    if done.by and done.by not in facts.partnerships:
        yield "by", "the code of one of the partnerships", done.by
    match rule.trigger.kind:
        case "period":
            if not _is_period(done.about, rule.trigger.names[0]):
                yield "for", f"a {rule.trigger.names[0]}", done.about or None
        case "event":
            names = [event.id for event in facts.events]
            if done.about not in names:
                yield "for", f"the id of an event; {nearest(done.about, names)}", done.about or None
        case _:
            if done.about:
                yield "for", "nothing: this duty is not about a period or an event", done.about


def _is_period(text: str, kind: str) -> bool:
    try:
        return periods.parse(text).kind == kind
    except ValueError:
        return False
