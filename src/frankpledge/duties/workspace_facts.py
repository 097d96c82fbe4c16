"""Reading a workspace's facts: `duties.yaml` in its root, and every document in `duties/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from frankpledge.documents import nearest
from frankpledge.duties.checks import check_facts
from frankpledge.duties.facts import Done, Event, Facts, Precept, Unknown
from frankpledge.duties.fields import Fields, fact_day, optional_fact_day
from frankpledge.duties.rule import ELECTION, Rules
from frankpledge.errors import DocumentError, Place

FILE, FOLDER = "duties.yaml", "duties"
ORDINARY = Path(__file__).parent / "data" / "ordinary-elections.yaml"


def load_facts(root: Path, rules: Rules) -> Facts:
    """The facts of the workspace at `root`; none where it has no such documents.

    Raises DocumentError that names file, line and field, also for a rule, an event or a kind of
    event that does not exist, with the nearest that does.
    """
    paths = [root / FILE] if (root / FILE).is_file() else []
    paths += sorted((root / FOLDER).glob("*.yaml"))
    documents = {path: read_facts(path, rules) for path in paths}
    facts = Facts()
    for path, own in documents.items():
        facts = _joined(facts, own, path)
    for path, own in documents.items():
        check_facts(own, path, facts, rules)
    return _with_precepts(facts)


def read_facts(path: Path, rules: Rules) -> Facts:
    """Read one document of facts, precepts not yet spelled out. Raises DocumentError."""
    fields = Fields.load(path)
    reader = _Reader(rules)
    facts = Facts(
        panel_members=fields.whole("panel_members", None),
        panel_source=fields.text("panel_source", ""),
        partnerships=_texts_by_key(fields, "partnerships"),
        events=(*_elections(fields), *_parts(fields, "events", reader.event)),
        done=_parts(fields, "done", reader.done),
        precepts=_parts(fields, "precepts", _precept),
        records=reader.records(fields),
        unknown=_parts(fields, "unknown", _unknown),
    )
    fields.close()
    if facts.panel_members and not facts.panel_source:
        raise fields.error("panel_source", "where the number of members is stated")
    return facts


class _Reader:
    """Reads what must name a rule or a kind of event that exists."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def event(self, fields: Fields) -> Event:
        return Event(
            id=fields.text("id"),
            kind=known(fields, "kind", self.rules.event_kinds),
            on=fact_day(fields, "on"),
            title=fields.text("title", ""),
            about=_period(fields, "for"),
            source=fields.text("source", ""),
        )

    def done(self, fields: Fields) -> Done:
        return Done(
            rule=known(fields, "rule", self.rules.ids),
            on=fact_day(fields, "on"),
            about=fields.text("for", ""),
            by=fields.text("by", ""),
            link=fields.text("link", ""),
            source=fields.text("source", ""),
        )

    def records(self, fields: Fields) -> dict[str, date]:
        raw = fields.take("records", {})
        if not isinstance(raw, dict):
            raise fields.error("records", "ids of rules, each with the day records begin", raw)
        part = Fields(fields.path, raw, (*fields.trail, "records"))
        names = ("all", *self.rules.families, *self.rules.ids)
        for name in raw:
            if name not in names:
                raise part.error(
                    str(name), f"a rule or a document of rules; {nearest(str(name), names)}"
                )
        return {str(name): fact_day(part, name) for name in raw}


def known(fields: Fields, key: str, names: Iterable[str]) -> str:
    """A name that must be one of `names`; the error offers the nearest."""
    value: str = fields.text(key)
    if value not in names:
        raise fields.error(key, f"a name that is known; {nearest(value, names)}", value)
    return value


def _parts(fields: Fields, key: str, read: Any) -> tuple[Any, ...]:
    return tuple(fields.parts(key, read)) if key in fields.raw else ()


def _texts_by_key(fields: Fields, key: str) -> dict[str, str]:
    raw = fields.take(key, {})
    if not isinstance(raw, dict) or not all(isinstance(v, str) for v in raw.values()):
        raise fields.error(key, "codes, each with a name", raw)
    return {str(code): name for code, name in raw.items()}


def _period(fields: Fields, key: str) -> str:
    return fields.period(key) if key in fields.raw else ""


def _unknown(fields: Fields) -> Unknown:
    return Unknown(fields.text("what"), fields.text("why"))


def _elections(fields: Fields) -> tuple[Event, ...]:
    """Either the word `ordinary`, or a list of elections with dates."""
    if fields.take("elections", None) == "ordinary":
        return ordinary_elections()
    return _parts(fields, "elections", _election)


def _election(fields: Fields) -> Event:
    on = fact_day(fields, "on")
    return Event(
        f"election-{on}", ELECTION, on, fields.text("title", ""), "", fields.text("source")
    )


@lru_cache(maxsize=1)
def ordinary_elections() -> tuple[Event, ...]:
    """The ordinary elections of commissioners, as the package ships them."""
    fields = Fields.load(ORDINARY)
    fields.take("note", None)
    found = tuple(fields.parts("elections", _election))
    fields.close()
    return found


def _precept(fields: Fields) -> Precept:
    return Precept(
        about=fields.period("for"),
        proposed_on=optional_fact_day(fields, "proposed_on"),
        proposed=_amount(fields, "proposed"),
        reported_on=optional_fact_day(fields, "reported_on"),
        veto=fields.choice("veto", ("", "too high", "too low"), ""),
        votes=fields.whole("votes", None),
        revised_on=optional_fact_day(fields, "revised_on"),
        revised=_amount(fields, "revised"),
        second_report_on=optional_fact_day(fields, "second_report_on"),
        answered_on=optional_fact_day(fields, "answered_on"),
        link=fields.text("link", ""),
    )


def _amount(fields: Fields, key: str) -> float | None:
    return fields.number(key) if key in fields.raw else None


def _joined(facts: Facts, more: Facts, path: Path) -> Facts:
    if facts.panel_members and more.panel_members:
        raise DocumentError(Place(str(path), field="panel_members"), "the size of the panel once")
    ids = [event.id for event in (*facts.events, *more.events)]
    for twice in sorted({name for name in ids if ids.count(name) > 1}):
        raise DocumentError(Place(str(path), field="events"), "ids used once", twice)
    return Facts(
        panel_members=facts.panel_members or more.panel_members,
        panel_source=facts.panel_source or more.panel_source,
        partnerships={**facts.partnerships, **more.partnerships},
        events=facts.events + more.events,
        done=facts.done + more.done,
        precepts=facts.precepts + more.precepts,
        records={**facts.records, **more.records},
        unknown=facts.unknown + more.unknown,
    )


def _with_precepts(facts: Facts) -> Facts:
    """Spell the steps of each precept out as duties done, and the panel's report as an event."""
    done = tuple(step for precept in facts.precepts for step in _steps(precept))
    reports = tuple(_report(p, p.reported_on) for p in facts.precepts if p.reported_on)
    return replace(facts, done=facts.done + done, events=facts.events + reports)


def _report(precept: Precept, on: date) -> Event:
    kind = "precept-vetoed" if precept.veto else "precept-not-vetoed"
    title = f"The panel's report on the precept for {precept.about}"
    return Event(f"panel-report-on-precept-{precept.about}", kind, on, title, precept.about)


def _steps(precept: Precept) -> Iterator[Done]:
    answered = "precept-answered-again" if precept.veto else "precept-answered"
    days = {
        "precept-proposed": precept.proposed_on,
        "precept-reported": precept.reported_on,
        "precept-revised": precept.revised_on,
        "precept-second-report": precept.second_report_on,
        answered: precept.answered_on,
    }
    for rule, on in days.items():
        if on:
            yield Done(rule, on, precept.about, link=precept.link)
