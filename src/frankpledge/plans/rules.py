"""What must hold between the fields of one element, beyond the kind of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from frankpledge.documents import nearest
from frankpledge.plans.dates import first_day, last_day
from frankpledge.plans.plan import Trail
from frankpledge.plans.requirement import national_threats

Complaint = tuple[Trail, str, object]  # the way to the field, what was expected, what was found


@dataclass(frozen=True)
class Case:
    """An element as far as it could be read: None for a field whose value was refused."""

    values: dict[str, Any]
    folder: str

    def get(self, name: str) -> Any:
        """The value of a field, None when it is absent or was refused."""
        return self.values.get(name)


Rule = Callable[[Case], Iterator[Complaint]]


def _somewhere(case: Case) -> Iterator[Complaint]:
    if not {"page", "heading", "line"} & set(case.values):
        yield (), "a page, a heading or a line", None


def _named_after_folder(case: Case) -> Iterator[Complaint]:
    name = case.get("id")
    if name and name != case.folder:
        yield ("id",), f"the name of the package's folder, {case.folder!r}", name


def _reports(case: Case) -> Iterator[Complaint]:
    if case.get("reports_on") and case.get("kind") not in ("report", None):
        yield ("reports_on",), "this field only where kind is 'report'", case.get("kind")


def _editions(case: Case) -> Iterator[Complaint]:
    kind = case.get("kind")
    if kind == "varied" and "follows" not in case.values:
        yield ("follows",), "the package of the edition that a varied edition varies", None
    if "hash" in case.values and kind in ("draft", "consultation"):
        yield ("hash",), "no hash before the edition is adopted", None
    if case.get("follows") == case.folder:
        yield ("follows",), "another package than this one", case.folder


def _in_order(case: Case) -> Iterator[Complaint]:
    start, end = case.get("start"), case.get("end")
    if start and end and first_day(start) > last_day(end):
        yield ("end",), f"a date that is not before {start}", end


def _named_threats(case: Case) -> Iterator[Complaint]:
    edition = case.get("edition")
    known = national_threats(edition) if edition else {}
    for index, threat in enumerate((case.get("threats") or ()) if edition else ()):
        if threat.threat not in known:
            expected = f"a threat of the edition of {edition}; {nearest(threat.threat, known)}"
            yield ("threats", index, "threat"), expected, threat.threat


RULES: dict[str, tuple[Rule, ...]] = {
    "At": (_somewhere,),
    "Head": (_named_after_folder, _reports),
    "Edition": (_editions,),
    "Span": (_in_order,),
    "Requirement": (_named_threats,),
}
