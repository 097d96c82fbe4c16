"""Editions: what changed between two, and the one that cannot be changed any more."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from frankpledge.errors import DocumentError, PlanError, UserError
from frankpledge.measures import load_catalogue
from frankpledge.plans import (
    DIFFERENCE_FIELDS,
    Commitment,
    Goal,
    Plan,
    adopt,
    content_hash,
    diff,
    difference_rows,
    difference_text,
    read_plan,
    strength,
    write_plan,
)

from .conftest import FIXTURE

BEFORE = read_plan(FIXTURE)

# Element, what is changed in it, and the differences that this must give: kind, field, why.
CHANGES: dict[str, tuple[str, dict[str, Any], list[tuple[str, str, str]]]] = {
    "nothing": ("recruit-officers", {}, []),
    "will becomes aim to": (
        "recruit-officers",
        {"text": "Aim to recruit more officers by the end of 2025/26."},
        [("weakened", "text", "from 'will' to 'aim to'")],
    ),
    "aim to becomes work towards": (
        "carbon-neutral",
        {"text": "Work towards making every police building carbon neutral by 2040."},
        [("weakened", "text", "from 'aim to' to 'work towards'")],
    ),
    "aim to becomes will": (
        "carbon-neutral",
        {"text": "The office will make every police building carbon neutral by 2040."},
        [("strengthened", "text", "from 'aim to' to 'will'")],
    ),
    "other words of the same strength": (
        "recruit-officers",
        {"text": "Take on more officers by the end of 2025/26."},
        [("restated", "text", "said in other words")],
    ),
    "date put back": (
        "recruit-officers",
        {"due": "2026-04"},
        [("weakened", "due", "date put back")],
    ),
    "date brought forward": (
        "recruit-officers",
        {"due": "2026-03-30"},
        [("strengthened", "due", "date brought forward")],
    ),
    "the same date in another form": (
        "recruit-officers",
        {"due": "2026-03-31"},
        [("restated", "due", "the same date in another form")],
    ),
    "date lost": ("recruit-officers", {"due": None}, [("weakened", "due", "date lost")]),
    "date given": ("name-officers", {"due": "2026"}, [("strengthened", "due", "date given")]),
    "lead lost": (
        "recruit-officers",
        {"lead": None},
        [("weakened", "lead", "nobody leads it any more")],
    ),
    "another lead": (
        "recruit-officers",
        {"lead": "chief-constable"},
        [("changed", "lead", "another lead")],
    ),
    "measure taken": (
        "recruit-officers",
        {"measures": ()},
        [("weakened", "measures", "measure taken from the commitment")],
    ),
    "measure exchanged": (
        "recruit-officers",
        {"measures": ("line-trust",)},
        [
            ("weakened", "measures", "measure taken from the commitment"),
            ("strengthened", "measures", "measure given to the commitment"),
        ],
    ),
    "target lowered where more is better": (
        "line-officers",
        {"target": Goal(value=420.0, by="2025/26")},
        [("weakened", "target.value", "target lowered, where increase is better")],
    ),
    "target raised where more is better": (
        "line-officers",
        {"target": Goal(value=440.0, by="2025/26")},
        [("strengthened", "target.value", "target raised, where increase is better")],
    ),
    "target set": (
        "line-violence",
        {"target": Goal(value=1000.0)},
        [("strengthened", "target", "target set")],
    ),
    "target put back and lowered": (
        "line-officers",
        {"target": Goal(value=1.0, by="2027")},
        [
            ("weakened", "target.by", "date put back"),
            ("weakened", "target.value", "target lowered, where increase is better"),
        ],
    ),
    "target without its number": (
        "line-officers",
        {"target": Goal(text="more", by="2025/26")},
        [
            ("weakened", "target.value", "target without a number now"),
            ("restated", "target.text", "said in other words"),
        ],
    ),
    "target lost": ("line-officers", {"target": None}, [("weakened", "target", "target lost")]),
    "target of a commitment whose direction nobody gives": (
        "carbon-neutral",
        {"target": replace(BEFORE.get("carbon-neutral").target, value=90.0)},
        [("changed", "target.value", "target changed; which way is better is not known")],
    ),
    "partners changed": (
        "carbon-neutral",
        {"partners": ()},
        [("changed", "partners", "partners changed")],
    ),
    "placeholder filled in": (
        "recruit-officers",
        {"quote": "Recruiting 40 more officers by 2025-26"},
        [("restated", "quote", "said in other words")],
    ),
    "place and note do not count": ("recruit-officers", {"place": None, "note": "seen"}, []),
}


@pytest.mark.parametrize("case", CHANGES, ids=str)
def test_a_change_is_judged(case: str) -> None:
    """Each change between two editions gives exactly the differences that a person sees in it."""
    name, changes, expected = CHANGES[case]
    after = BEFORE.change(name, **changes)
    found = diff(BEFORE, after)
    assert [(one.kind, one.field, one.why) for one in found] == expected
    assert all(one.element == name for one in found)


def test_a_target_is_judged_by_the_catalogue_when_the_plan_gives_no_direction() -> None:
    """Without a direction in the plan, the catalogue's own says whether lower is weaker."""
    silent = BEFORE.change("line-violence", direction=None, target=Goal(value=900.0))
    after = silent.change("line-violence", target=Goal(value=1000.0))
    assert [one.kind for one in diff(silent, after)] == ["changed"]
    assert [one.kind for one in diff(silent, after, load_catalogue())] == ["weakened"]


def test_what_came_and_went_is_added_and_dropped() -> None:
    """A commitment gone and another one new are a dropped and an added one, in that priority."""
    priority = BEFORE.priorities[1]
    new = Commitment(id="night-buses", text="Pay for buses after midnight.", place=priority.place)
    found = diff(BEFORE, BEFORE.change(priority.id, commitments=(new,)))
    told = [(one.kind, one.what, one.element, one.priority, one.before, one.after) for one in found]
    assert told == [
        ("added", "commitment", "night-buses", "less-violence", "", new.text),
        (
            "dropped",
            "commitment",
            "safer-streets",
            "less-violence",
            "Work towards safer streets at night with the council.",
            "",
        ),
    ]


def test_a_renamed_element_is_known_by_its_words() -> None:
    """With another id and nearly the same words it is the same, and references to it still hold."""
    priority = BEFORE.priorities[0]
    measuring = priority.measuring
    assert measuring is not None
    officers = replace(measuring.measures[0], id="m-officers", wording="Number of officers, police")
    commitments = (
        replace(priority.commitments[0], id="more-officers", measures=("m-officers",)),
        replace(priority.commitments[1], part_of="more-officers"),
        *priority.commitments[2:],
    )
    measuring = replace(measuring, measures=(officers, *measuring.measures[1:]))
    after = BEFORE.change(priority.id, commitments=commitments, measuring=measuring)
    after = after.change("officers-now", commitments=("more-officers",))
    (only,) = diff(BEFORE, after)
    assert (only.kind, only.element, only.before_id) == ("restated", "m-officers", "line-officers")
    assert 80 <= only.likeness < 100


def test_a_commitment_that_moves_to_another_priority_is_said_to_move() -> None:
    """The same commitment below another priority is neither dropped nor added."""
    first, second = BEFORE.priorities
    moved = first.commitments[2]
    after = replace(
        BEFORE,
        priorities=(
            replace(first, commitments=first.commitments[:2]),
            replace(second, commitments=(*second.commitments, replace(moved, theme=None))),
        ),
    )
    found = {(one.kind, one.field, one.after) for one in diff(BEFORE, after)}
    assert ("changed", "priority", "less-violence") in found
    assert not {"added", "dropped"} & {kind for kind, _, _ in found}


def test_parts_without_an_id_are_compared_too() -> None:
    """The heading of a list of measures, the requirement's edition and the period are compared."""
    priority = BEFORE.priorities[0]
    assert priority.measuring is not None and BEFORE.requirement is not None
    after = BEFORE.change(priority.id, measuring=replace(priority.measuring, quote="Success"))
    after = replace(after, requirement=replace(BEFORE.requirement, edition="2023"))
    after = after.change(after.id, period=replace(after.head.period, end="2029-03-31"))
    fields = {one.field: one.kind for one in diff(BEFORE, after)}
    assert fields == {
        "period": "changed",
        "requirement.edition": "changed",
        "measuring.quote": "restated",
    }


def test_rows_are_flat_and_text_begins_with_what_weighs_most() -> None:
    """Rows have the published fields as texts and numbers; the text puts 'Weakened' first."""
    after = BEFORE.change("recruit-officers", due=None, quote="x").change("line-trust", wording="y")
    found = diff(BEFORE, after)
    rows = difference_rows(found)
    assert all(tuple(row) == DIFFERENCE_FIELDS for row in rows)
    assert json.loads(json.dumps(rows)) == rows
    text = difference_text(found, BEFORE, after)
    assert text.index("Weakened (1)") < text.index("Restated, of the same strength (2)")
    assert "before: 2025/26" in text
    assert "priorities/1-visible-policing.yaml:25:7" in found[0].before_place
    assert difference_text((), BEFORE, BEFORE).endswith("No differences.\n")


STRENGTH = {
    3: [
        "Recruit 40 officers.",
        "I will recruit 40 officers.",
        "Working with the Chief Constable to reduce bureaucracy",
        "Recruit officers and work towards a carbon neutral estate.",
        "Publish the aims of the force.",
    ],
    2: ["Aim to recruit", "The office will seek to recruit", "We intend to publish", "Try to help"],
    1: [
        "Work towards safer streets",
        "We will work towards it",
        "Explore new ways",
        "Consider a fund",
    ],
}


@pytest.mark.parametrize(
    ("level", "text"),
    [(level, text) for level, found in STRENGTH.items() for text in found],
)
def test_strength_of_a_promise(level: int, text: str) -> None:
    """The strength of a promise is that of its own verb, not of what follows."""
    assert strength(text) == level


def test_adopting_writes_kind_date_and_hash_and_nothing_else(package: Path) -> None:
    """Only the edition's lines change in plan.yaml; the hash is that of the contents as JSON."""
    plan = adopt(package, "2025-03-01")
    before, after = (FIXTURE / "plan.yaml").read_text(), (package / "plan.yaml").read_text()
    expected = before.replace("kind: draft", "kind: adopted").replace("2024-09\n", "2025-03-01\n")
    stamp = f"    hash: {plan.head.edition.hash}\n"
    assert after == expected.replace("2025-03-01\n", f"2025-03-01\n{stamp}")
    assert read_plan(package) == plan
    assert plan.head.edition.hash == content_hash(plan)


def test_the_hash_is_one_that_anyone_can_work_out(tmp_path: Path) -> None:
    """SHA-256 of the sorted JSON of the fields, counted here by hand for the smallest plan."""
    head = {
        "id": "tiny",
        "title": "T",
        "kind": "manifesto",
        "body": "B",
        "period": {"from": "2024", "to": "2025"},
        "edition": {"id": "one", "kind": "adopted", "date": "2024-05"},
    }
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "plan.yaml").write_text(json.dumps({"plan": head}))
    text = json.dumps({"plan": head}, sort_keys=True, separators=(",", ":"))
    expected = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    assert adopt(folder).head.edition.hash == expected


def test_an_adopted_edition_cannot_be_changed(package: Path) -> None:
    """Not by hand, not through the library, and not by adopting it again; comments may."""
    plan = adopt(package, "2025-03-01")
    with pytest.raises(PlanError, match="contents that were adopted"):
        write_plan(plan.change("recruit-officers", due=None), package.parent / "x" / package.name)
    with pytest.raises(UserError, match="an adopted edition cannot be changed"):
        edition = replace(plan.head.edition, kind="draft", hash=None)
        write_plan(plan.change(plan.id, edition=edition), package)
    with pytest.raises(UserError, match="adopted already"):
        adopt(package)
    path = package / "opening.yaml"
    path.write_text("# a comment\n" + path.read_text())
    assert read_plan(package) == plan
    path.write_text(path.read_text().replace("Victims come first", "Victims come second"))
    with pytest.raises(PlanError, match="they were changed since"):
        read_plan(package)
    with pytest.raises(DocumentError, match="they were changed since"):
        adopt(package)


def test_an_edition_after_an_adopted_one_is_varied(package: Path) -> None:
    """A copy under a new id that follows the adopted edition is adopted as varied."""
    adopt(package, "2025-03-01")
    copy = Path(shutil.copytree(FIXTURE, package.parent / "littleford-2025"))
    path = copy / "plan.yaml"
    text = path.read_text().replace("id: littleford-2024-draft", "id: littleford-2025")
    path.write_text(text.replace("    date:", "    follows: littleford-2024-draft\n    date:"))
    assert adopt(copy, "2025-11-01").head.edition.kind == "varied"
    assert diff(read_plan(package), read_plan(copy)) == ()


def test_adoption_needs_a_date_that_exists(package: Path) -> None:
    """Without a date, or with one that is none, nothing is adopted and nothing written."""
    path = package / "plan.yaml"
    path.write_text(path.read_text().replace("    date: 2024-09\n", ""))
    before = path.read_bytes()
    with pytest.raises(UserError, match="give the date of adoption"):
        adopt(package)
    with pytest.raises(UserError, match="give the date of adoption"):
        adopt(package, "soon")
    with pytest.raises(PlanError, match="a date or period that exists"):
        adopt(package, "2025-02-30")
    assert path.read_bytes() == before


def test_a_plan_compared_with_itself_is_the_same() -> None:
    """No differences; and every element of one plan is dropped against an empty one."""
    empty = Plan(head=BEFORE.head)
    assert diff(BEFORE, BEFORE) == ()
    dropped = diff(BEFORE, empty)
    assert {one.kind for one in dropped} == {"dropped"}
    assert len(dropped) == len(BEFORE.elements) - len(BEFORE.head.sources)
