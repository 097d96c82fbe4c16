"""What changed between two editions: added, dropped, weakened, strengthened, changed, restated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from frankpledge.plans.matching import Pair, pairs, words_of
from frankpledge.plans.plan import Plan
from frankpledge.plans.promises import Commitment, PlanMeasure, Priority
from frankpledge.plans.shape import record, words_for
from frankpledge.plans.weakening import Change, date, promise, target

if TYPE_CHECKING:
    from frankpledge.measures import Catalogue

KINDS = ("weakened", "dropped", "added", "strengthened", "changed", "restated")
_WORDING = ("text", "quote", "title", "wording", "serves", "resources")
_IGNORED = ("id", "place", "note", "came_from")


@dataclass(frozen=True)
class Difference:
    """One difference. `element` is the id in the later edition (in the earlier when dropped)."""

    kind: str
    what: str
    element: str
    priority: str
    field: str
    before: str
    after: str
    why: str
    before_id: str
    likeness: int
    before_place: str
    after_place: str


DIFFERENCE_FIELDS = tuple(part.name for part in fields(Difference))


def diff(a: Plan, b: Plan, catalogue: Catalogue | None = None) -> tuple[Difference, ...]:
    """What changed from edition `a` to edition `b`, in the order of `b`, what is gone last.

    Elements are matched by id, the rest by likeness of their words (80 of 100 or more). A target is
    judged by the direction that the plan gives its measure, or else the catalogue.
    """
    matched = pairs(a, b)
    renamed = {pair.before.id: pair.after.id for pair in matched if pair.before and pair.after}
    judge = _Judge(a, b, renamed, catalogue)
    found = [*judge.head()]
    for pair in matched:
        found += judge.compare(pair)
    return tuple(found)


def difference_rows(differences: tuple[Difference, ...]) -> list[dict[str, Any]]:
    """The differences as flat rows, with the fields of DIFFERENCE_FIELDS."""
    return [asdict(difference) for difference in differences]


@dataclass(frozen=True)
class _Judge:
    a: Plan
    b: Plan
    renamed: dict[str, str]
    catalogue: Catalogue | None

    def compare(self, pair: Pair) -> Iterator[Difference]:
        """The differences of one pair."""
        if pair.before is None:
            yield self._placed(pair, Change("added", "", "", words_of(pair.after), "new"))
        elif pair.after is None:
            yield self._placed(pair, Change("dropped", "", words_of(pair.before), "", "gone"))
        else:
            for change in self._changes(pair.before, pair.after):
                yield self._placed(pair, change)

    def head(self) -> Iterator[Difference]:
        """Differences in what the plan as a whole says of itself."""
        for name in ("title", "kind", "body", "areas", "period"):
            before, after = getattr(self.a.head, name), getattr(self.b.head, name)
            if before != after:
                yield self._whole(Change("changed", name, before, after, f"{name} changed"))
        for name, old, new in _sections(self.a, self.b):
            for change in self._others(old, new, ()):
                yield self._whole(
                    replace(change, field=f"{name}.{change.field}", why=f"{name}: {change.why}")
                )

    def _whole(self, change: Change) -> Difference:
        return self._placed(Pair(self.a.head, self.b.head, 100), change)

    def _changes(self, before: Any, after: Any) -> Iterator[Change]:
        handled: tuple[str, ...] = ()
        if isinstance(after, Commitment):
            handled = ("text", "due", "lead", "measures", "target")
            yield from self._commitment(before, after)
        elif isinstance(after, PlanMeasure):
            handled = ("target",)
            yield from target(before.target, after.target, self._direction(after))
        if isinstance(after, Priority) and before.measuring and after.measuring:
            for change in self._others(before.measuring, after.measuring, ()):
                yield replace(change, field=f"measuring.{change.field}")
        old, new = self.a.priority_of(before.id), self.b.priority_of(after.id)
        if self._new_id(old) != (new and new.id):
            yield Change("changed", "priority", old and old.id, new and new.id, "moved")
        yield from self._others(before, after, handled)

    def _commitment(self, before: Commitment, after: Commitment) -> Iterator[Change]:
        yield from promise(before.text, after.text)
        yield from date("due", before.due, after.due)
        yield from self._lead(before.lead, after.lead)
        old = {self.renamed.get(name, name) for name in before.measures}
        new = set(after.measures)
        if old - new:
            lost = ", ".join(sorted(old - new))
            yield Change("weakened", "measures", lost, "", "measure taken from the commitment")
        if new - old:
            won = ", ".join(sorted(new - old))
            yield Change("strengthened", "measures", "", won, "measure given to the commitment")
        directions = {self._direction(self.b.get(name)) for name in after.measures}
        only = directions.pop() if len(directions) == 1 else None
        yield from target(before.target, after.target, only)

    def _lead(self, before: str | None, after: str | None) -> Iterator[Change]:
        if before and not after:
            yield Change("weakened", "lead", before, after, "nobody leads it any more")
        elif after and not before:
            yield Change("strengthened", "lead", before, after, "somebody leads it now")
        elif before and self.renamed.get(before, before) != after:
            yield Change("changed", "lead", before, after, "another lead")

    def _others(self, before: Any, after: Any, handled: tuple[str, ...]) -> Iterator[Change]:
        """Fields that have no rule of their own. Elements inside are compared by themselves."""
        for part in fields(after):
            old, new = getattr(before, part.name), getattr(after, part.name)
            if part.name in (*_IGNORED, *handled) or _holds_elements(old) or _holds_elements(new):
                continue
            if self._renamed(old) == new:
                continue
            restated = part.name in _WORDING
            words = part.name.replace("_", " ")
            why = "said in other words" if restated and old and new else f"{words} changed"
            yield Change("restated" if restated else "changed", part.name, old, new, why)

    def _renamed(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._renamed(item) for item in value)
        return self.renamed.get(value, value) if isinstance(value, str) else value

    def _new_id(self, element: Any) -> str | None:
        return None if element is None else self.renamed.get(element.id, element.id)

    def _direction(self, measure: PlanMeasure) -> str | None:
        if measure.direction or self.catalogue is None:
            return measure.direction
        known = [self.catalogue.measures.get(name) for name in measure.catalogue]
        directions = {one.direction for one in known if one}
        return directions.pop() if len(directions) == 1 else None

    def _placed(self, pair: Pair, change: Change) -> Difference:
        before, after, likeness = pair
        later = before if after is None else after
        plan = self.a if after is None else self.b
        under = None if later is plan.head else plan.priority_of(later.id)
        return Difference(
            kind=change.kind,
            what=_what(later),
            element=later.id,
            priority="" if under is None else under.id,
            field=change.field,
            before=_said(change.before),
            after=_said(change.after),
            why=change.why,
            before_id="" if before is None else before.id,
            likeness=likeness,
            before_place=_place(self.a, before, change.field),
            after_place=_place(self.b, after, change.field),
        )


def _sections(a: Plan, b: Plan) -> Iterator[tuple[str, Any, Any]]:
    """Parts without an id of their own that both editions have, by name."""
    if a.requirement and b.requirement:
        yield "requirement", a.requirement, b.requirement
    before = {one.framework: one for one in a.national}
    for one in b.national:
        if one.framework in before:
            yield f"national.{one.framework}", before[one.framework], one


def _holds_elements(value: Any) -> bool:
    """Whether a value is, or holds, elements with an id."""
    if isinstance(value, tuple):
        return any(map(_holds_elements, value))
    if not is_dataclass(value) or isinstance(value, type):
        return False
    shape = record(type(value))
    parts = (getattr(value, part.name) for part in shape.fields.values())
    return shape.named or any(map(_holds_elements, parts))


def _said(value: Any) -> str:
    """A value in a few words."""
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(_said(item) for item in value)
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:,.0f}"
    if is_dataclass(value):
        parts = (getattr(value, part.name) for part in fields(value))
        return " ".join(_said(part) for part in parts if part is not None)
    return str(value)


def _what(element: Any) -> str:
    name = type(element).__name__
    return {"Head": "plan", "PlanMeasure": "measure"}.get(name, words_for(name))


def _place(plan: Plan, element: Any, field: str) -> str:
    if element is None:
        return ""
    at = plan.where(element.id, field.partition(".")[0] or None)
    return "" if at is None else str(at)
