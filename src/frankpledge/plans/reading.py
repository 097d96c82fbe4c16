"""Reading plan packages: whole or not at all, with every error at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml.nodes import MappingNode, Node

from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, InputError, PlanError
from frankpledge.plans import layout
from frankpledge.plans.between import check_between, fault_at
from frankpledge.plans.building import BROKEN, Builder
from frankpledge.plans.faults import Found
from frankpledge.plans.loading import load, texts_of
from frankpledge.plans.plan import Files, Located, Plan
from frankpledge.plans.promises import Priority
from frankpledge.plans.references import (
    check_catalogue,
    check_circles,
    check_places,
    check_references,
)
from frankpledge.plans.sealing import check_seal
from frankpledge.plans.shape import Listing, Record, Shape, record

if TYPE_CHECKING:
    from frankpledge.measures import Catalogue


def read_plan(folder: Path, catalogue: Catalogue | None = None) -> Plan:
    """Read one plan package; with a catalogue, its measures and frameworks must be there.

    Raises NotFoundError when the folder holds no package, and PlanError with all errors found.
    """
    folder = Path(folder)
    return parse(texts_of(folder), folder, catalogue)


def read_plans(folder: Path, catalogue: Catalogue | None = None) -> dict[str, Plan]:
    """Read every package below a folder of plans, by id, and check what they say of one another.

    Raises PlanError with the errors of all packages: an edition that follows, or a report that is
    about, a package that is not there; editions that follow one another in a circle.
    """
    plans: dict[str, Plan] = {}
    errors: list[InputError] = []
    for path in sorted(Path(folder).glob(f"*/{layout.HEAD}")):
        try:
            plan = read_plan(path.parent, catalogue)
        except PlanError as error:
            errors += error.errors
        else:
            plans[plan.id] = plan
    if not errors:
        errors += check_between(plans)
    if errors:
        raise PlanError(errors)
    return plans


def parse(
    texts: Mapping[str, str],
    folder: Path,
    catalogue: Catalogue | None = None,
    *,
    sealed: bool = True,
) -> Plan:
    """The plan in the texts of a package's files. Raises PlanError with all errors found."""
    found = Found(folder)
    nodes = load(texts, found)
    values: dict[str, Any] = {}
    for file, node in nodes.items():
        values |= _sections(file, node, found)
    priorities = _priorities({file: n for file, n in nodes.items() if layout.numbered(file)}, found)
    head = values.get("head")
    # With a file unread, ids would seem to be missing that stand in it.
    if not found.unread:
        check_references(found, report=head is not None and getattr(head, "kind", "") == "report")
        check_circles(found)
        check_places(found)
    if catalogue is not None:
        check_catalogue(found, catalogue)
    if head is None and layout.HEAD not in found.unread:
        found.error(Located(str(folder / layout.HEAD), 1, 1), "a section 'plan'")
    if found.errors:
        raise PlanError(found.errors)
    files = Files(folder, dict(texts), found.spans, found.keys)
    plan = Plan(**values, priorities=priorities, files=files)
    errors = [*(check_seal(plan) if sealed else ()), *_groups(plan, catalogue)]
    if errors:
        raise PlanError(errors)
    return plan


def _sections(file: str, node: MappingNode, found: Found) -> dict[str, Any]:
    """The sections of one file, but for a priority, which `_priorities` reads in order."""
    values: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name not in layout.sections(file):
            hint = (
                f"it belongs in {layout.HOMES[name]}"
                if name in layout.HOMES
                else nearest(name, layout.sections(file))
            )
            found.error(
                found.located(file, key), f"no such section in this file; {hint}", name=name
            )
        elif name != layout.PRIORITY:
            values |= _section(file, key, value, found)
    return values


def _section(file: str, key: Node, node: Node, found: Found) -> dict[str, Any]:
    part = record(Plan).fields[str(key.value)]
    found.keys[(part.name,)] = found.located(file, key)
    value = _read(file, part.shape, node, (part.name,), found)
    return {part.name: value}


def _read(file: str, shape: Shape, node: Node, trail: tuple[str | int, ...], found: Found) -> Any:
    builder = Builder(file, found)
    if isinstance(shape, Record):
        return builder.record(shape, node, trail)
    assert isinstance(shape, Listing)
    return builder.value(shape, node, trail)


def _priorities(nodes: Mapping[str, MappingNode], found: Found) -> tuple[Priority, ...]:
    """The priorities in the order of their numbers, which must be 1, 2, 3, ..."""
    files = sorted(nodes, key=lambda file: (layout.numbered(file) or (0, ""), file))
    read = []
    for index, file in enumerate(files):
        number, name = layout.numbered(file) or (0, "")
        start = Located(str(found.folder / file), 1, 1)
        if number != index + 1 and not found.unread:
            found.error(start, f"priority files numbered 1, 2, 3; this one {index + 1}", number)
        pair = next((p for p in nodes[file].value if p[0].value == layout.PRIORITY), None)
        if pair is None:
            found.error(start, "a section 'priority'")
            continue
        trail = ("priorities", index)
        found.keys[trail] = found.located(file, pair[0])
        value = _read(file, record(Priority), pair[1], trail, found)
        if value is not BROKEN and value.id != name:
            at = found.keys[(*trail, "id")]
            found.error(at, f"the id in the name of the file, {name!r}", value.id, name="id")
        read.append(value)
    return tuple(read)


def _groups(plan: Plan, catalogue: Catalogue | None) -> list[DocumentError]:
    """Groups of national frameworks that the catalogue does not have."""
    errors = []
    for national in plan.national if catalogue else ():
        assert catalogue is not None
        groups = [group.id for group in catalogue.framework(national.framework).groups]
        for measure in national.measures:
            if measure.group not in groups:
                expected = f"a group of {national.framework}; {nearest(measure.group, groups)}"
                errors.append(fault_at(plan, measure.id, "group", expected, measure.group))
    return errors
