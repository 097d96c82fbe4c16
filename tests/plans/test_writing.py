"""What is read is written again byte for byte, and a change touches nothing but itself."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from frankpledge.errors import PlanError, UserError
from frankpledge.plans import (
    Commitment,
    Goal,
    Plan,
    forgetting,
    read_plan,
    write_plan,
)
from frankpledge.plans.raw import raw_files

from .conftest import FIXTURE
from .packages import FOLDER, plans, texts

ROOT = Path(__file__).parents[2]
PACKAGES = [FIXTURE, *sorted(path.parent for path in ROOT.glob("examples/*/plans/*/plan.yaml"))]
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _bytes(folder: Path) -> dict[str, bytes]:
    files = sorted(folder.rglob("*.yaml"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: path.name)
def test_every_package_is_written_as_it_was_read(folder: Path, tmp_path: Path) -> None:
    """Reading and writing a package gives the same files, byte for byte, comments and all."""
    plan = read_plan(folder)
    assert write_plan(plan, tmp_path / folder.name) == plan
    assert _bytes(tmp_path / folder.name) == _bytes(folder)


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: path.name)
def test_every_package_survives_the_standard_layout(folder: Path, tmp_path: Path) -> None:
    """Written anew from the model alone, without its old files, a package says the same."""
    plan = read_plan(folder)
    assert raw_files(write_plan(forgetting(plan), tmp_path / folder.name)) == raw_files(plan)


@FEW
@given(plan=plans())
def test_any_plan_is_written_and_read_back(plan: Plan) -> None:
    """Whatever the model can hold comes back the same, and a second writing changes no byte."""
    with tempfile.TemporaryDirectory() as home:
        first, second = Path(home, "a", FOLDER), Path(home, "b", FOLDER)
        write_plan(plan, first)
        again = read_plan(first)
        assert raw_files(again) == raw_files(plan)
        write_plan(again, second)
        assert _bytes(first) == _bytes(second)


@FEW
@given(plan=plans(), data=st.data())
def test_a_change_leaves_every_comment_and_every_other_line(
    plan: Plan, data: st.DataObject
) -> None:
    """A text changed in a commented package: comments stay, and only its own lines change."""
    named = [one for one in plan.elements.values() if getattr(one, "text", None)]
    assume(named)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, FOLDER)
        write_plan(plan, folder)
        for path in folder.rglob("*.yaml"):
            path.write_bytes(_commented(path.read_bytes().decode()).encode())
        try:
            commented = read_plan(folder)
        except PlanError:  # a comment fell inside a text of several lines
            assume(False)
        assume(raw_files(commented) == raw_files(plan))
        one = data.draw(st.sampled_from(named))
        new = data.draw(texts())
        before = _bytes(folder)
        changed = write_plan(commented.change(one.id, text=new), folder)
        assert changed.get(one.id).text == new
        after = _bytes(folder)
        home_file = next(f for f in before if before[f] != after[f]) if before != after else None
        for file, old in before.items():
            if file == home_file:
                assert _comments(old) == _comments(after[file])
            else:
                assert after[file] == old


def _commented(text: str) -> str:
    """A comment line before every line that begins an entry of a list, and at the end."""
    return re.sub(r"(?m)^( *)- id: ", r"\1# a comment\n\1- id: ", text) + "# the end\n"


def _comments(content: bytes) -> int:
    return content.count(b"# a comment\n") + content.count(b"# the end\n")


def test_fields_are_set_added_and_taken_away_in_place(package: Path) -> None:
    """One file changes, by exactly the lines of the change; its comments stay."""
    plan = read_plan(package)
    path = package / "priorities" / "1-visible-policing.yaml"
    before = path.read_text().splitlines()
    plan = plan.change("recruit-officers", due="2026-03-31", resources=None, note="Asked twice.")
    plan = plan.change("line-trust", target=Goal(value=70.0, unit="%", by="2028"))
    write_plan(plan, package)
    after = path.read_text().splitlines()
    assert [line.strip() for line in before if line not in after] == [
        "due: 2025/26",
        "resources: Paid for from the precept.",
    ]
    assert [line.strip() for line in after if line not in before] == [
        "due: 2026-03-31",
        "note: Asked twice.",
        "target: {value: 70, unit: '%', by: 2028}",
    ]
    assert "INSERT more officers by 2025-26 # the number was never filled in" in path.read_text()
    untouched = {k: v for k, v in _bytes(package).items() if "visible" not in k}
    assert untouched == {k: v for k, v in _bytes(FIXTURE).items() if "visible" not in k}


def test_elements_are_added_and_taken_away_in_place(package: Path) -> None:
    """A commitment more and one less are the only lines that change."""
    plan = read_plan(package)
    priority = plan.priorities[0]
    kept = tuple(one for one in priority.commitments if one.id != "name-officers")
    new = Commitment(id="patrols", text="Patrol on foot.\n\nEvery day.", place=priority.place)
    write_plan(plan.change(priority.id, commitments=(*kept, new)), package)
    path = "priorities/1-visible-policing.yaml"
    old, now = (FIXTURE / path).read_text(), (package / path).read_text()
    gone = old[old.index("    - id: name-officers") : old.index("    - id: carbon-neutral")]
    added = (
        "    - id: patrols\n      text: |\n        Patrol on foot.\n\n        Every day.\n"
        "      place: {heading: Priority 1, line: 36}\n"
    )
    assert now == old.replace(gone, "").replace("  measuring:\n", f"{added}  measuring:\n")


def test_windows_line_ends_stay(package: Path) -> None:
    """A file with carriage returns is read, and keeps them when it is changed."""
    path = package / "statements.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    plan = read_plan(package)
    assert plan == read_plan(FIXTURE)
    write_plan(plan.change("officers-now", text="The force has 403 officers."), package)
    expected = (FIXTURE / "statements.yaml").read_bytes().replace(b"402 officers", b"403 officers")
    assert path.read_bytes() == expected.replace(b"\n", b"\r\n")


def test_a_package_in_flow_style_can_be_changed(package: Path) -> None:
    """Files written like JSON, or with entries on one line, take the same changes."""
    path = package / "governance.yaml"
    entry = "  - id: city-council\n    title: Littleford City Council\n"
    text = path.read_text()
    assert entry in text
    line = "  - {id: city-council, title: Littleford City Council} # on one line\n"
    path.write_text(text.replace(entry, line))
    general = package / "general.yaml"
    general.write_text(json.dumps(raw_files(read_plan(package))["general.yaml"]))
    plan = read_plan(package)
    assert plan == read_plan(FIXTURE)
    plan = plan.change("city-council", note="Unitary.").change("explain-performance", due="2026")
    write_plan(plan, package)
    assert "    note: Unitary. # on one line\n" in path.read_text()
    assert read_plan(package).get("explain-performance").due == "2026"


def test_sections_and_files_come_and_go(package: Path) -> None:
    """An emptied file is taken away, a new section gets its file, a priority may move."""
    plan = read_plan(package)
    moved = replace(plan, statements=(), priorities=plan.priorities[::-1])
    written = write_plan(moved, package)
    assert not (package / "statements.yaml").exists()
    names = [path.name for path in sorted((package / "priorities").iterdir())]
    assert names == ["1-less-violence.yaml", "2-visible-policing.yaml"]
    assert read_plan(package) == written


def test_an_invalid_change_is_not_written(package: Path) -> None:
    """A change that breaks the package is refused with its errors; the files stay."""
    plan = read_plan(package).change("recruit-officers", lead="nobody", text="<script>x</script>")
    with pytest.raises(PlanError) as caught:
        write_plan(plan, package)
    assert len(caught.value.errors) == 2
    assert _bytes(package) == _bytes(FIXTURE)


def test_what_others_wrote_meanwhile_is_not_overwritten(package: Path) -> None:
    """A file changed on disk since it was read stops the writing before anything is touched."""
    plan = read_plan(package)
    path = package / "statements.yaml"
    path.write_text(path.read_text() + "# added by somebody\n")
    before = _bytes(package)
    with pytest.raises(UserError, match="read it again"):
        write_plan(plan.change("recruit-officers", due="2030"), package)
    assert _bytes(package) == before


NASTY = [
    "\t",
    "'",
    '"',
    ": ",
    "- ",
    "[",
    "}",
    "&a ",
    "*a",
    "!!",
    "|",
    "\u202e",
    "\x00",
    "---\n",
    "<<: ",
    "? ",
    "#",
]


@FEW
@given(
    file=st.sampled_from(sorted(_bytes(FIXTURE))),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(["", *NASTY])),
        min_size=1,
        max_size=4,
    ),
)
def test_damaged_files_are_read_or_refused_and_nothing_else(
    file: str, edits: list[tuple[float, int, str]]
) -> None:
    """Whatever happens to a file, reading gives a plan or errors for people, never a crash."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(shutil.copytree(FIXTURE, Path(home, FIXTURE.name)))
        text = (folder / file).read_text()
        for share, length, new in edits:
            at = int(share * len(text))
            text = text[:at] + new + text[at + length :]
        (folder / file).write_bytes(text.encode())
        try:
            plan = read_plan(folder)
        except UserError as error:
            assert FIXTURE.name in str(error)
        else:
            assert write_plan(plan, folder) == plan
            assert (folder / file).read_bytes() == text.encode()


def test_a_text_that_yaml_would_take_for_a_key_is_quoted(package: Path) -> None:
    """A heading that begins with a question mark survives a place written on one line."""
    plan = read_plan(package)
    (name,) = [one.id for one in plan.all_commitments if one.place][:1]
    place = replace(plan.get(name).place, heading="?Who answers")
    changed = forgetting(plan.change(name, place=place))
    written = write_plan(changed, package.parent / "again" / package.name)
    assert written.get(name).place == place
