"""What must hold between delivery documents, plans, reports and the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, InputError, Place
from frankpledge.plans.delivery.model import Change, DeliveryDocument, ReplyDocument, Update
from frankpledge.plans.faults import Found
from frankpledge.plans.plan import Plan, Trail, walk
from frankpledge.plans.shape import words_for

if TYPE_CHECKING:
    from frankpledge.measures import Catalogue

THINGS = ("milestones", "recommendations", "changes", "updates", "roles")


@dataclass(frozen=True)
class Linked:
    """What a reply may be about."""

    plans: Mapping[str, Plan]
    catalogue: Catalogue | None


def check_references(found: Found, plan: Plan | None) -> None:
    """Keep an error for each reference that leads nowhere, in the document or in its plan."""
    kinds = {} if plan is None else {k: type(v).__name__ for k, v in plan.elements.items()}
    for name, (_, at) in found.ids.items():
        if name in kinds:
            expected = f"an id that {plan.id if plan else ''} does not use"
            found.error(at, expected, name, name="id")
    own = {name: kind for name, (kind, _) in found.ids.items()}
    for one in found.references:
        if {own.get(one.target), kinds.get(one.target)} & set(one.ref.to):
            continue
        known = [name for name, kind in {**kinds, **own}.items() if kind in one.ref.to]
        wanted = " or a ".join(map(words_for, one.ref.to))
        hint = nearest(one.target, known) if known else "there is none"
        found.error(one.at, f"the id of a {wanted}; {hint}", one.target, name=one.field)


def check_document(document: DeliveryDocument, plans: Mapping[str, Plan]) -> list[InputError]:
    """Errors of a document whose fields are all good by themselves."""
    errors: list[InputError] = []
    head = document.head
    if (head.kind == "recommendations") != (document.review is not None):
        expected = "a section 'review' with kind 'recommendations', and only there"
        errors.append(fault(document, ("head", "kind"), expected, head.kind))
    if document.recommendations and document.review is None:
        expected = "recommendations only below a review"
        errors.append(fault(document, ("recommendations",), expected))
    plan = plans.get(head.plan or "")
    for index, update in enumerate(document.updates):
        errors += _update(document, update, ("updates", index), plans)
    for index, change in enumerate(document.changes):
        errors += _change(document, change, ("changes", index), plan)
    return [*errors, *_places(document)]


def fault(
    document: DeliveryDocument | ReplyDocument, trail: Trail, expected: str, value: object = None
) -> DocumentError:
    """An error at a value of a document, or else at what holds it."""
    ways = (trail[:length] for length in range(len(trail), 0, -1))
    keys = document.files.keys
    at = next((keys[way] for way in ways if way in keys), None)
    name = ".".join(str(step) for step in trail if isinstance(step, str))
    place = Place(document.id) if at is None else Place(at.file, at.line, name, at.column)
    return DocumentError(place, expected, value)


def _update(
    document: DeliveryDocument, update: Update, trail: Trail, plans: Mapping[str, Plan]
) -> Iterator[InputError]:
    """An update that stands for a statement needs that statement, and something it is about."""
    if update.report is None or update.statement is None:
        return
    report = plans.get(update.report)
    if report is None:
        expected = f"a report package of the workspace; {nearest(update.report, plans)}"
        yield fault(document, (*trail, "report"), expected, update.report)
        return
    statements = {one.id: one for one in report.all_statements}
    if update.statement not in statements:
        expected = f"a statement of {report.id}; {nearest(update.statement, statements)}"
        yield fault(document, (*trail, "statement"), expected, update.statement)
        return
    same_plan = report.head.reports_on == document.head.plan
    if not update.about and not (same_plan and statements[update.statement].commitments):
        expected = "a field 'about', because the statement names no commitment of this plan"
        yield fault(document, (*trail, "statement"), expected, update.statement)


def _change(
    document: DeliveryDocument, change: Change, trail: Trail, plan: Plan | None
) -> Iterator[InputError]:
    """What was there before is what the plan says, or the change before this one."""
    if plan is None:
        return
    earlier = [
        one
        for one in document.changes[: int(trail[1])]
        if (one.about, one.field) == (change.about, change.field)
    ]
    said = earlier[-1].now if earlier else written(plan, change)
    if change.was != said:
        told = f"what stood before, {said!r}" if said else "no field 'was': nothing stood before"
        yield fault(document, (*trail, "was"), told, change.was)


def written(plan: Plan, change: Change) -> str | None:
    """What the plan itself gives as date or target."""
    element = plan.get(change.about)
    if change.field == "due":
        due: str | None = element.due
        return due
    goal = getattr(element, "target", None)
    if goal is None:
        return None
    if goal.text is not None:
        return " ".join(str(goal.text).split())
    return None if goal.value is None else f"{goal.value:g}"


def _places(document: DeliveryDocument) -> Iterator[InputError]:
    """A document that restates others says where everything stands in them."""
    sources = [one.id for one in document.head.sources]
    for trail, element in walk(document):
        place = getattr(element, "place", None)
        if place is not None and place.document is not None and place.document not in sources:
            expected = f"a source of this document; {nearest(place.document, sources)}"
            yield fault(document, (*trail, "place", "document"), expected, place.document)
        owed = sources and hasattr(element, "place") and trail[0] in THINGS
        if owed and place is None and not getattr(element, "statement", None):
            yield fault(document, trail, f"a place in the source document for {element.id!r}")


def check_together(documents: Iterable[DeliveryDocument]) -> list[InputError]:
    """Ids that two documents on the same plan use: both would stand on one page."""
    errors: list[InputError] = []
    seen: dict[tuple[str | None, str], str] = {}
    for document in documents:
        for trail, element in walk(document):
            if trail[0] not in THINGS or trail[0] == "roles":
                continue
            key = (document.head.plan, element.id)
            if key in seen and document.head.plan is not None:
                expected = f"an id used once; {seen[key]}.yaml has it"
                errors.append(fault(document, (*trail, "id"), expected, element.id))
            seen.setdefault(key, document.id)
    return errors


def check_reply(document: ReplyDocument, linked: Linked) -> list[InputError]:
    """What a reply is about must be there."""
    return list(_missing(document, linked))


def _missing(document: ReplyDocument, linked: Linked) -> Iterator[InputError]:
    about, plans, catalogue = document.reply.about, linked.plans, linked.catalogue
    way: Trail = ("reply", "about")
    if about.plan is not None:
        if about.plan not in plans:
            yield _unknown(document, (*way, "plan"), "a plan package", about.plan, plans)
            return
        plan = plans[about.plan]
        promised = [one.id for one in plan.all_commitments]
        if about.commitment and about.commitment not in promised:
            kind = f"a commitment of {plan.id}"
            yield _unknown(document, (*way, "commitment"), kind, about.commitment, promised)
        listed = [one.id for one in plan.priorities]
        if about.priority and about.priority not in listed:
            kind = f"a priority of {plan.id}"
            yield _unknown(document, (*way, "priority"), kind, about.priority, listed)
    if catalogue is None:
        return
    if about.measure and about.measure not in catalogue.measures:
        known = catalogue.measures
        yield _unknown(document, (*way, "measure"), "a measure", about.measure, known)
    if about.framework and about.framework not in catalogue.frameworks:
        frameworks = catalogue.frameworks
        yield _unknown(document, (*way, "framework"), "a framework", about.framework, frameworks)
    elif about.framework and about.group:
        groups = [one.id for one in catalogue.framework(about.framework).groups]
        if about.group not in groups:
            kind = f"a group of {about.framework}"
            yield _unknown(document, (*way, "group"), kind, about.group, groups)


def _unknown(
    document: ReplyDocument, trail: Trail, kind: str, value: str, known: Iterable[str]
) -> DocumentError:
    names = list(known)
    hint = nearest(value, names) if names else "there is none"
    return fault(document, trail, f"{kind}; {hint}", value)
