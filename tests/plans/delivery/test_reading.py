"""Documents of delivery: read whole or not at all, written byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from frankpledge.errors import DeliveryError, DocumentError, UserError
from frankpledge.measures import Catalogue
from frankpledge.plans import Plan, read_plans
from frankpledge.plans.delivery import (
    Delivery,
    delivery_settings,
    document_text,
    read_delivery,
    read_document,
    write_document,
)
from frankpledge.plans.delivery.schema import delivery_schema, reply_schema

PROGRESS = "delivery/littleford-progress.yaml"
REVIEW = "delivery/littleford-review-2025.yaml"
REPLY = "replies/on-recruits.yaml"
Faults = Callable[..., list[str]]

# File, words, what stands in their place, the words at which the error then stands, what it says.
BAD = {
    "broken YAML": (PROGRESS, "updates:", "updates: [", "", "YAML"),
    "unknown field": (
        *(PROGRESS, "    on: 2025-10-03", "    onn: 2025-10-03", "onn:"),
        "did you mean 'on'",
    ),
    "unknown section": (PROGRESS, "changes:", "changed_:", "changed_:", "did you mean 'changes'"),
    "no such day": (PROGRESS, "on: 2025-10-03", "on: 2025-13-03", "2025-13-03", "a date or period"),
    "dangling promise": (
        *(PROGRESS, "about: [explain-performance]", "about: [explain-performence]"),
        *("explain-performence", "did you mean 'explain-performance'?"),
    ),
    "dangling role": (
        *(PROGRESS, "by: estate-lead", "by: estates-lead", "estates-lead"),
        "did you mean 'estate-lead'",
    ),
    "wrong kind of thing": (
        *(PROGRESS, "about: [carbon-neutral]", "about: [night-group]", "night-group]"),
        "the id of a commitment or a delivery plan",
    ),
    "a status without a reason": (
        *(PROGRESS, "    reason: At this pace the last one comes in 2060.\n", ""),
        *("status: at risk", "a reason beside the status"),
    ),
    "a status of another name": (
        *(PROGRESS, "status: at risk", "status: amber", "amber", "'at risk'"),
    ),
    "nothing to say": (
        *(PROGRESS, "    text: Two briefings were held in public.\n", ""),
        *("id: briefings-held", "a field 'text'"),
    ),
    "id used twice": (
        *(PROGRESS, "id: heat-pumps\n    on: 2026", "id: briefings-held\n    on: 2026"),
        *("briefings-held\n    on: 2026", "used once"),
    ),
    "id of the plan": (
        *(PROGRESS, "id: heat-pumps", "id: recruit-officers", "recruit-officers\n    on:"),
        "does not use",
    ),
    "name of the file": (
        *(PROGRESS, "id: littleford-progress", "id: progress", "progress\n", "littleford-progress"),
    ),
    "another plan": (
        *(PROGRESS, "plan: littleford-2024-draft", "plan: littleford-2025"),
        *("littleford-2025\n", "did you mean 'littleford-2024-draft'"),
    ),
    "what the plan does not say": (PROGRESS, "was: '2040'", "was: '2041'", "was: '20", "'2040'"),
    "a change that changes nothing": (
        *(PROGRESS, "now: '2045'", "now: '2040'", "now: '20", "something else"),
    ),
    "a date that is none": (PROGRESS, "now: '2045'", "now: soon", "now: soon", "a date or period"),
    "history out of order": (
        *(
            PROGRESS,
            "changed: 2025-05-20",
            "changed: 2025-01-20",
            "changed: 2025-01",
            "oldest first",
        ),
    ),
    "script": (
        *(PROGRESS, "text: Two", "text: <script>alert(1)</script> Two", "<script>"),
        "plain text without HTML or script",
    ),
    "direction changed": (PROGRESS, "Two brief", "Two \u202ebrief", "\u202e", "direction"),
    "unsafe address": (
        *(PROGRESS, "'https://example.org/panel/2025-10'", "'javascript:alert(1)'", "'javascript"),
        "expected",
    ),
    "an anchor": (PROGRESS, "due: 2026-03-31", "due: &a 2026-03-31", "&a", "no anchor"),
    "answer without date": (
        *(REVIEW, "    answered: 2025-07-01\n", "", "answer: accepted", "both 'answer' and"),
    ),
    "review without kind": (REVIEW, "kind: recommendations", "kind: progress", "kind:", "review"),
    "asked of nobody": (
        *(REVIEW, "to: safety-partnership", "to: safety-partners", "safety-partners\n"),
        "did you mean 'safety-partnership'",
    ),
    "a reply to two things": (
        *(REPLY, "about: {plan", "about: {measure: homicide, plan", "about: {measure", "one of"),
    ),
    "a reply to no promise": (
        *(REPLY, "recruit-officers}", "recruit-officer}", "commitment:", "did you mean"),
    ),
}


@pytest.mark.parametrize("case", BAD.values(), ids=BAD)
def test_bad_input_is_refused_with_its_place(
    case: tuple[str, ...], faults: Faults, root: Path
) -> None:
    """Each error names file, line and column, what was expected and what is nearest."""
    file, old, new, at, says = case
    errors = faults(file, old, new)
    text = (root / file).read_text()
    before = text[: text.index(at)] if at else ""
    column = len(before) - before.rfind("\n")
    where = f"{file}:{before.count(chr(10)) + 1}:{column}" if at else file
    assert any(error.startswith(where) and says in error for error in errors), errors
    assert len(errors) <= 2, errors


def test_all_errors_of_all_files_are_told_at_once(faults: Faults, root: Path) -> None:
    """Nothing stops at the first error, and nothing is half read."""
    path = root / REVIEW
    path.write_text(path.read_text().replace("kind: recommendations", "kind: recs"))
    errors = faults(
        PROGRESS,
        *("by: estate-lead", "by: nobody"),
        *("about: [explain-performance]", "about: [explain]"),
        *("status: at risk", "status: red"),
    )
    assert len(errors) == 4
    assert [error.split(":")[0] for error in errors] == [*[PROGRESS] * 3, REVIEW]


def test_a_file_that_is_no_text_is_refused(root: Path, plans: dict[str, Plan]) -> None:
    """Bytes that are not UTF-8, a wrong ending, and too much text."""
    (root / "delivery" / "a.yml").write_text("delivery: {}\n")
    (root / "delivery" / "b.yaml").write_bytes(b"delivery:\n  id: \xff\n")
    (root / "delivery" / "c.yaml").write_bytes(b"# " + b"x" * 5_000_001)
    with pytest.raises(DeliveryError) as caught:
        read_delivery(root, plans)
    told = [str(error).removeprefix(f"{root}/delivery/") for error in caught.value.errors]
    assert [text.partition(":")[0] for text in told] == ["a.yml", "b.yaml", "c.yaml"]
    assert "b.yaml:2: expected UTF-8" in told[1]


def test_a_workspace_without_delivery_has_none(tmp_path: Path) -> None:
    """Neither folder need be there."""
    found = read_delivery(tmp_path, {})
    assert (dict(found.documents), dict(found.replies)) == ({}, {})


def test_reading_and_writing_changes_no_byte(
    root: Path, plans: dict[str, Plan], delivery: Delivery, example: Path
) -> None:
    """The test's own documents and those of the example come back as they were."""
    theirs = read_plans(example / "plans")
    for folder, known, found in (
        (root, plans, delivery),
        (example, theirs, read_delivery(example, theirs)),
    ):
        assert found.documents
        for document in found.documents.values():
            path = folder / "delivery" / f"{document.id}.yaml"
            assert document_text(document, known) == path.read_bytes().decode()


def test_a_change_keeps_comments_and_the_rest(root: Path, plans: dict[str, Plan]) -> None:
    """Only the lines of what changed are different."""
    path = root / PROGRESS
    before = path.read_text()
    document = read_document(path, plans)
    first, second = document.milestones
    changed = replace(document, milestones=(first, replace(second, done="2026-03-30")))
    written = write_document(changed, path.parent, plans)
    after = path.read_text()
    assert written == changed
    assert after == before.replace(
        "    due: 2026-03-31\n", "    due: 2026-03-31\n    done: 2026-03-30\n"
    )
    assert "# the first of two classes" in after


def test_what_somebody_else_wrote_is_not_overwritten(root: Path, plans: dict[str, Plan]) -> None:
    """A file that changed since it was read is left as it is."""
    path = root / PROGRESS
    document = read_document(path, plans)
    path.write_text(path.read_text() + "# mine\n")
    with pytest.raises(UserError, match="read it again"):
        write_document(document, path.parent, plans)
    assert path.read_text().endswith("# mine\n")


def test_a_reply_is_found_by_what_it_is_about(delivery: Delivery) -> None:
    """Beside the promise that it answers, and nowhere else."""
    plan = "littleford-2024-draft"
    (reply,) = delivery.replies_to(plan=plan, commitment="recruit-officers")
    assert reply.by == "Chief executive"
    assert delivery.replies_to(plan=plan, commitment="name-officers") == ()
    assert delivery.replies_to(measure="homicide") == ()


def test_a_reply_to_a_measure_needs_that_measure(root: Path, plans: dict[str, Plan]) -> None:
    """With the catalogue at hand, measures and frameworks are looked up."""
    path = root / REPLY
    about = "{plan: littleford-2024-draft, commitment: recruit-officers}"
    path.write_text(path.read_text().replace(about, "{measure: homicide}"))
    read_delivery(root, plans)
    with pytest.raises(DeliveryError, match="a measure; there is none"):
        read_delivery(root, plans, Catalogue({}, {}))


def test_the_schema_fits_every_document(root: Path, example: Path) -> None:
    """The published JSON Schemas take what the reader takes."""
    schemas = {"delivery": delivery_schema(), "replies": reply_schema()}
    files = [path for folder in (root, example) for path in sorted(folder.glob("delivery/*.yaml"))]
    files += sorted(root.glob("replies/*.yaml"))
    assert len(files) >= 4
    for path in files:
        # As an editor reads it: dates as texts.
        raw = json.loads(json.dumps(YAML(typ="safe").load(path.read_text()), default=str))
        jsonschema.validate(raw, schemas[path.parent.name])


def test_the_schema_refuses_what_the_reader_refuses(root: Path) -> None:
    """An unknown field, a status of another name."""
    raw = json.loads(json.dumps(YAML(typ="safe").load((root / PROGRESS).read_text()), default=str))
    raw["updates"][0]["status"] = "green"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(raw, delivery_schema())


def test_the_example_restates_the_report_whole(example: Path) -> None:
    """Every statement of the presentation that names a promise is an update, and no other is."""
    plans = read_plans(example / "plans")
    report = plans["wiltshire-panel-2023"]
    document = read_delivery(example, plans).documents["wiltshire-panel-updates-2023"]
    told = [update.statement for update in document.updates]
    assert told == [one.id for one in report.all_statements if one.commitments]
    assert {update.status for update in document.updates} == {None}


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"stale_after_months": 0}, "delivery.stale_after_months: expected a whole number"),
        ({"stale_after_months": True}, "a whole number"),
        ({"stale_after": 6}, "did you mean 'stale_after_months'"),
        ({"as_of": "2026-03-31"}, "without quotes"),
    ],
)
def test_wrong_settings_are_refused(raw: dict[str, object], says: str) -> None:
    """Each names its field and what was expected."""
    with pytest.raises(DocumentError, match=says):
        delivery_settings(raw, "frankpledge.toml")
