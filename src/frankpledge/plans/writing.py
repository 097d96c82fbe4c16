"""Writing plan packages: only what changed is changed in the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from frankpledge.errors import UserError
from frankpledge.plans import layout
from frankpledge.plans.editing import edited
from frankpledge.plans.plan import Files, Plan
from frankpledge.plans.promises import Priority
from frankpledge.plans.raw import Raw, raw_files
from frankpledge.plans.reading import parse
from frankpledge.plans.shape import FieldShape, Record, record
from frankpledge.plans.yamltext import document


def write_plan(plan: Plan, folder: Path) -> Plan:
    """Write a plan as a package and return it as read back.

    What was read and not changed is written byte for byte; where something changed, comments,
    order and layout around it stay. Raises PlanError when the plan is not valid, and UserError when
    the edition was adopted, or the files on disk are not those that the plan was read from; nothing
    is written then.
    """
    folder = Path(folder)
    _not_adopted(plan, folder)
    texts = plan_texts(plan)
    written = parse(texts, folder)
    assert raw_files(written) == raw_files(plan), "what was written is not what was meant"
    _unchanged_on_disk(plan, folder)
    try:
        _put(texts, folder)
        for file in set(plan.files.texts) - set(texts):
            (folder / file).unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"{folder}: the plan could not be written: {error}") from error
    return written


def plan_texts(plan: Plan) -> dict[str, str]:
    """The text of each file of a plan's package, by path below the folder."""
    before: Mapping[str, Raw] = {}
    if plan.files.texts:
        before = raw_files(parse(plan.files.texts, plan.files.folder, sealed=False))
    texts = {}
    for file, content in raw_files(plan).items():
        old = before.get(file)
        if old is None:
            texts[file] = _fresh(content, file)
        elif old == content:
            texts[file] = plan.files.texts[file]
        else:
            texts[file] = edited(plan.files.texts[file], old, content, shape_of(file))
    return texts


def shape_of(file: str) -> Record:
    """The sections of a file as one shape."""
    if layout.numbered(file):
        part = FieldShape("priority", layout.PRIORITY, record(Priority), True, "a priority")
        return Record(Priority, {layout.PRIORITY: part})
    fields = record(Plan).fields
    return Record(Plan, {key: fields[key] for key in layout.sections(file)})


def _fresh(content: Raw, file: str) -> str:
    return document(content, shape_of(file))


def _not_adopted(plan: Plan, folder: Path) -> None:
    """Refuse to change an adopted edition where it lies, whatever its new hash says."""
    if not plan.files.texts or folder.resolve() != plan.files.folder.resolve():
        return
    before = parse(plan.files.texts, plan.files.folder, sealed=False)
    if before.head.edition.hash is not None and before != plan:
        raise UserError(
            f"{folder}: an adopted edition cannot be changed; "
            "copy it and make a new edition that follows it"
        )


def _unchanged_on_disk(plan: Plan, folder: Path) -> None:
    """Refuse to write over what somebody else wrote in the meantime."""
    for path in folder.rglob("*.yaml"):
        file = path.relative_to(folder).as_posix()
        if path.read_bytes().decode("utf-8", "replace") != plan.files.texts.get(file):
            raise UserError(
                f"{path}: not what the plan was read from; read it again and repeat the change"
            )


def _put(texts: Mapping[str, str], folder: Path) -> None:
    """Write files whole: first beside the old ones, then by renames, so that nobody reads half."""
    beside = {folder / file: (folder / file).with_name(f".{Path(file).name}.new") for file in texts}
    try:
        for path, text in zip(beside, texts.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_bytes(text.encode())
        for path, new in beside.items():
            new.replace(path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)


def forgetting(plan: Plan) -> Plan:
    """The plan without the files it was read from: written, it gets the standard layout."""
    return replace(plan, files=Files())
