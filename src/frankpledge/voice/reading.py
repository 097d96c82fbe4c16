"""Reading consultations: all of them or none, with every error at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from frankpledge.documents import nearest
from frankpledge.errors import (
    CodebookError,
    DocumentError,
    DocumentsError,
    InputError,
    NotFoundError,
    Place,
)
from frankpledge.plans import Files, Plan, first_day, last_day
from frankpledge.plans.kit import BROKEN, LIMIT, Builder, Found, Trail, load_file, record, words_for
from frankpledge.voice.model import Consultation
from frankpledge.voice.rules import RULES
from frankpledge.voice.themes import Codebook, read_codebook

FOLDER, CODEBOOKS = "consultations", "codebooks"
RESERVED = "local-priorities"


class VoiceError(DocumentsError):
    """Consultations that cannot be read."""

    what = "the consultations"


def read_consultations(root: Path, plans: Mapping[str, Plan]) -> dict[str, Consultation]:
    """Every consultation of the workspace at `root`, by id; empty where there are none.

    Raises VoiceError with every fault of every document.
    """
    errors: list[InputError] = []
    found: dict[str, Consultation] = {}
    for path in sorted((root / FOLDER).glob("*.y*ml")):
        if path.suffix != ".yaml":
            errors.append(DocumentError(Place(str(path)), "a file that ends in .yaml"))
        elif (one := _read(path, errors)) is not None:
            found[path.stem] = one
    for name, one in found.items():
        errors += _whole(one, name, plans, found)
        errors += _themes(one, codebooks_of(root, one, errors))
    if errors:
        raise VoiceError(errors)
    return found


def codebook_path(root: Path, name: str) -> Path:
    """Where a codebook of the workspace at `root` stands."""
    return root / FOLDER / CODEBOOKS / f"{name}.yaml"


def codebooks_of(
    root: Path, one: Consultation, errors: list[InputError] | None = None
) -> dict[str, Codebook]:
    """The codebooks of a consultation's open questions, by question.

    With a list of `errors` faults are kept in it; without one raises VoiceError.
    """
    faults: list[InputError] = []
    found = {}
    for index, question in enumerate(one.questions):
        if question.codebook is None:
            continue
        path = codebook_path(root, question.codebook)
        try:
            found[question.id] = read_codebook(path)
        except NotFoundError:
            way = ("questions", index, "codebook")
            faults.append(fault(one, way, f"a codebook {path.name} in {FOLDER}/{CODEBOOKS}"))
        except CodebookError as error:
            faults += error.errors
    if errors is None and faults:
        raise VoiceError(faults)
    if errors is not None:
        errors += faults
    return found


def read_consultation(path: Path, plans: Mapping[str, Plan]) -> Consultation:
    """Read one consultation by itself. Raises VoiceError with all faults found."""
    errors: list[InputError] = []
    one = _read(path, errors)
    if one is not None:
        errors += _whole(one, path.stem, plans, None)
    if errors or one is None:
        raise VoiceError(errors)
    return one


def _read(path: Path, errors: list[InputError]) -> Consultation | None:
    found = Found(path.parent)
    text = _text(path, errors)
    node = None if text is None else load_file(path.name, text, found)
    value: Any = BROKEN
    if node is not None and text is not None:
        value = Builder(path.name, found, rules=RULES).record(record(Consultation), node, ())
        _references(found)
    errors += found.errors
    if value is BROKEN or found.errors:
        return None
    files = Files(path.parent, {path.name: text or ""}, found.spans, found.keys)
    one: Consultation = replace(value, files=files)
    return one


def _text(path: Path, errors: list[InputError]) -> str | None:
    raw = path.read_bytes()
    if len(raw) > LIMIT:
        errors.append(DocumentError(Place(str(path)), f"at most {LIMIT:,} bytes of text"))
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        errors.append(DocumentError(Place(str(path), line), "UTF-8 text", error.reason))
        return None


def _references(found: Found) -> None:
    """References inside the document: a column, a result or an answer names a question."""
    for one in found.references:
        known = [name for name, (kind, _) in found.ids.items() if kind in one.ref.to]
        if one.target not in known:
            wanted = " or a ".join(map(words_for, one.ref.to))
            hint = nearest(one.target, known) if known else "there is none"
            found.error(one.at, f"the id of a {wanted}; {hint}", one.target, name=one.field)


def fault(
    document: Consultation, trail: Trail, expected: str, value: object = None
) -> DocumentError:
    """An error at a value of a document, or else at what holds it."""
    keys = document.files.keys
    ways = (trail[:length] for length in range(len(trail), 0, -1))
    at = next((keys[way] for way in ways if way in keys), None)
    name = ".".join(str(step) for step in trail if isinstance(step, str))
    if at is None:
        return DocumentError(Place(str(document.files.folder)), expected, value)
    return DocumentError(Place(at.file, at.line, name, at.column), expected, value)


def _whole(
    one: Consultation,
    name: str,
    plans: Mapping[str, Plan],
    others: Mapping[str, Consultation] | None,
) -> Iterator[InputError]:
    """What must hold between a consultation, its plan and the one it repeats."""
    head = one.head
    if head.id == RESERVED:
        yield fault(one, ("head", "id"), "another id: this is the page of priorities/", head.id)
    if head.id != name:
        yield fault(one, ("head", "id"), f"the name of the file, {name!r}", head.id)
    if head.plan is not None and head.plan not in plans:
        known = f"a plan package of the workspace; {_hint(head.plan, plans)}"
        yield fault(one, ("head", "plan"), known, head.plan)
    if others is not None and head.repeats is not None and head.repeats not in others:
        known = f"a consultation of the workspace; {_hint(head.repeats, others)}"
        yield fault(one, ("head", "repeats"), known, head.repeats)
    if head.opens and head.closes and first_day(head.opens) > last_day(head.closes):
        yield fault(one, ("head", "closes"), f"a day after {head.opens}", head.closes)
    yield from _columns(one)
    yield from _clauses(one, plans.get(head.plan or ""))
    yield from _results(one)


def _columns(one: Consultation) -> Iterator[InputError]:
    questions = {question.id: question for question in one.questions}
    for index, column in enumerate(one.export.columns if one.export else ()):
        codes = [option.code for option in questions[column.question].options]
        if column.option is not None and column.option not in codes:
            expected = f"the code of an option of {column.question}; {_hint(column.option, codes)}"
            yield fault(one, ("export", "columns", index, "option"), expected, column.option)


def _clauses(one: Consultation, plan: Plan | None) -> Iterator[InputError]:
    """Parts of the plan that are named must be there."""
    for trail, names in _named(one):
        for index, name in enumerate(names):
            if plan is None:
                if one.head.plan is None:
                    yield fault(one, trail, "'plan' in the head: its parts are named here", name)
            elif name not in plan.elements:
                expected = f"the id of a part of {plan.id}; {_hint(name, plan.elements)}"
                yield fault(one, (*trail, index), expected, name)
            elif trail[-1] == "commitments" and name not in _promised(plan):
                yield fault(one, (*trail, index), f"a commitment of {plan.id}", name)


def _promised(plan: Plan) -> set[str]:
    return {one.id for one in plan.all_commitments}


def _named(one: Consultation) -> Iterator[tuple[Trail, tuple[str, ...]]]:
    yield ("head", "clauses"), one.head.clauses
    for index, question in enumerate(one.questions):
        yield ("questions", index, "clauses"), question.clauses
    for index, result in enumerate(one.results):
        yield ("results", index, "clauses"), result.clauses
    for index, raised in enumerate(one.raised):
        yield ("raised", index, "clauses"), raised.clauses
    for index, answer in enumerate(one.answers):
        yield ("answers", index, "clauses"), answer.clauses
        yield ("answers", index, "commitments"), answer.commitments


def _results(one: Consultation) -> Iterator[InputError]:
    stated = [result.id for result in one.results]
    raised = [point.id for point in one.raised]
    for index, answer in enumerate(one.answers):
        if answer.result is not None and answer.result not in stated:
            expected = f"the id of a stated result; {_hint(answer.result, stated)}"
            yield fault(one, ("answers", index, "result"), expected, answer.result)
        if answer.raised is not None and answer.raised not in raised:
            expected = f"the id of what was raised; {_hint(answer.raised, raised)}"
            yield fault(one, ("answers", index, "raised"), expected, answer.raised)


def _themes(one: Consultation, books: Mapping[str, Codebook]) -> Iterator[InputError]:
    """A theme that is answered stands in the codebook: the machine's own change with answers."""
    for index, answer in enumerate(one.answers):
        if answer.theme is None or answer.question is None:
            continue
        way = ("answers", index, "theme")
        book = books.get(answer.question)
        known = [theme.id for theme in book.themes] if book else []
        if answer.theme not in known:
            expected = f"a theme of the codebook of {answer.question}; {_hint(answer.theme, known)}"
            yield fault(one, way, expected, answer.theme)


def _hint(name: str, known: Iterable[str]) -> str:
    names = list(known)
    return nearest(name, names) if names else "there is none"
